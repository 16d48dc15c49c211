"""History told by the way does not draw the days of an announcement into its years."""

from __future__ import annotations

from presselese.dates.find import find_dates

HISTORY = (
    "Die Mühle entstand 1871, brannte 1902 und 1919 ab und wurde 1923, 1931 und 1938 erweitert. "
    "Am 4. Februar 1945 wurde sie stillgelegt.\n\n"
)


def last(text: str, published: str) -> str:
    return find_dates(text, published=published)[-1]["value"]


def test_a_weekday_that_fits_the_publication_and_not_the_history() -> None:
    text = HISTORY + "Die Führung beginnt am Donnerstag, 6. August um 17 Uhr."
    assert last(text, "2020-07-28") == "2020-08-06T17:00"


def test_a_day_that_history_tells_stays_in_its_year() -> None:
    assert last(HISTORY + "Am 8. März wurde der Müller verhaftet.", "2020-07-28") == "1945-03-08"


def test_a_programme_with_clock_times_is_an_announcement() -> None:
    text = HISTORY + "Vortrag: 28.11., 15.00 Uhr"
    assert last(text, "2013-11-22") == "2013-11-28T15:00"


def test_a_year_in_brackets_is_no_year_of_a_season() -> None:
    text = (
        "Auental, 5. Juni 2023. Sie schrieb »Moos« (1998), »Kies« (2001), »Lehm« (2003), »Ton« (2005), "
        "»Sand« (2007), »Torf« (2008) und »Schlick« (2009). Sie sagte, dass sie im Herbst gern wiederkomme."
    )
    assert "2009-23" not in [date["value"] for date in find_dates(text, published="2023-06-05")]


def test_a_clock_time_does_not_take_a_day_quoted_from_years_ago() -> None:
    text = "»Wir bauen um«, schrieb sie am 3. Mai 2016.\n\nDie Feier ist um 18 Uhr."
    assert last(text, "2023-06-05") == "XXXX-XX-XXT18:00"
