"""find_dates: the reported failures, invariants on any text, and cost that grows with the length only."""

from __future__ import annotations

import json
import time
from pathlib import Path

import msgspec
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from presselese import record
from presselese.dates import find_dates
from presselese.dates.lexicon import lexicon
from presselese.dates.timex import find_vague, timex3

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/cases/dates.jsonl").read_text("utf-8").splitlines()
]
PIECES = [
    "vom", "bis", "zum", "3.", "12.", "5. Mai", "Mai", "2023", "23.04.", "14.30", "18:15", "Uhr", "und", ",", "–", "-",
    "/", "Montag", "Mo", "Di", "Nacht", "auf", "heute", "morgen", "nächste", "Woche", "Wochen", "zwei", "in", "am",
    "Anfang", "Ende", "jeden", "zweiten", "(", ")", "halb", "acht", "Jahre", "später", "1990er", "KW", "Advent",
    "Winter", "2019/20", "seit", "ab", "\n", "\n\n", "99999999999999999999", "00.00.0000", "31.02.", "Tag", "des",
    "einem", "halben", "vor", "Ostern", "’89", "v. Chr.", "480 v. Chr.", "24:00", "um", "letzten", ".",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
DAYS = st.one_of(st.none(), st.dates().map(str))


def values(text: str, published: str | None) -> list[tuple[object, ...]]:
    return [
        (
            text[date["start"] : date["end"]],
            date["type"],
            date["value"],
            date["from"],
            date["to"],
            date["rrule"],
        )
        for date in find_dates(text, published=published)
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict) -> None:
    expected = [
        (date["text"], date["type"], date["value"], date["from"], date["to"], date.get("rrule"))
        for date in case["expect"]["dates"]
    ]
    assert values(case["input"], case["published"]) == expected


@given(TEXTS, DAYS)
@settings(max_examples=300, deadline=None)
def test_invariants_on_any_text(text: str, published: str | None) -> None:
    found = find_dates(text, published=published)
    last = 0
    for date in found:
        assert last <= date["start"] < date["end"] <= len(text)
        last = date["end"]
        inside = text[date["start"] : date["end"]]
        assert inside == inside.strip()
        raw = {"raw_start": 0, "raw_end": 0, "text": inside}
        typed = msgspec.convert({**date, **raw}, type=record.DateValue)
        if typed.first and typed.last and typed.type != "set":
            assert typed.first[:10] <= typed.last[:10]
        assert date["timex"]
        for entry in date["timex"]:
            assert date["start"] - 8 <= entry["start"] < entry["end"] <= date["end"]
        if date["rrule"]:
            rrulestr(date["rrule"])
    vague = find_vague(text, found)
    entries = timex3({"dates": found, "vague": vague})
    assert all(0 <= entry["start"] <= entry["end"] <= len(text) for entry in entries)


def seconds(text: str) -> float:
    begin = time.process_time()
    find_dates(text, published="2023-03-28")
    return time.process_time() - begin


@pytest.mark.benchmark_run
@pytest.mark.parametrize(
    "piece",
    [
        "Am Freitag, den 17.02.2023, um 19.30 Uhr tagt der Rat. Er berät bis Ende Mai. ",
        "1. 2. 3. 4. 5. 6. 7. 8. 9. ",
        "1.1.1.1.1.1.1.",
        "12:12:12:12:",
        "am am am am der der der ",
        "Mo Di Mi Do Fr Sa So ",
        "2019 – 2020 – ",
        "zwei drei vier und und und bis bis ",
        "(((((3. Mai)))))",
        "9" * 50,
        "-" * 50,
        "Buß- und Buß- und ",
        "ge" * 20 + " ",
    ],
)
def test_cost_grows_with_the_length_only(piece: str) -> None:
    small = piece * (60_000 // len(piece))
    seconds(small[:1000])
    one, eight = min(seconds(small) for _ in range(2)), seconds(small * 8)
    assert eight < 14 * one + 0.3


def test_five_megabytes() -> None:
    text = "Am Freitag, den 17.02.2023, um 19.30 Uhr tagt der Rat der Stadt im großen Saal.\n" * 63_000
    assert len(text) > 5_000_000
    assert len(find_dates(text[:500_000], published="2023-02-01")) > 6000


def test_atoms_are_found_in_any_spelling() -> None:
    for text in (
        "3. Mai 2020",
        "3. mai 2020",
        "3.Mai2020",
        "03.05.2020",
        "3. 5. 2020",
        "2020-05-03",
        "3.5.20",
    ):
        assert values(text, "2020-01-01")[0][2:4] == ("2020-05-03", "2020-05-03"), text
    assert lexicon()[0]["übermorgen"] == lexicon()[0]["uebermorgen"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Am Samstag wurde gefeiert.", "2020-09-15", "2020-09-12"),
        ("Am Samstag wird gefeiert.", "2020-09-15", "2020-09-19"),
        ("Im Dezember wurde gebaut.", "2020-02-01", "2019-12"),
        ("Im Januar wird gebaut.", "2020-11-01", "2021-01"),
        ("Am 14. Mai ist Markt.", None, "XXXX-05-14"),
        ("Um 18 Uhr ist Markt.", "2020-05-01", "XXXX-XX-XXT18:00"),
        ("Am Montag, 5. Oktober, war Markt.", "2015-11-20", "2015-10-05"),
        ("Die Nacht zum 1. Mai 2020 war ruhig.", "2020-05-04", "2020-05-01TNI"),
        ("In der Nacht zum 1. Mai 2020 gegen 23 Uhr brannte es.", "2020-05-04", "2020-04-30T23:00"),
    ],
)
def test_resolution(text: str, published: str | None, expected: str) -> None:
    assert [value[2] for value in values(text, published)] == [expected]


def test_the_day_that_is_spoken_of() -> None:
    text = "Die Wanderung ist am 3. Juni 2023. Treffpunkt ist um 9 Uhr, zurück sind alle um halb fünf."
    assert [value[2] for value in values(text, "2023-05-01")][1:] == ["2023-06-03T09:00", "2023-06-03T04:30"]


def test_lengths_point_to_days() -> None:
    ago, ahead = find_dates("Vor drei Wochen begann es, in zwei Tagen endet es.", published="2020-03-26")
    assert ago["anchor"] == {"value": "2020-03-05", "from": "2020-03-05", "to": "2020-03-05"}
    assert ahead["anchor"]["value"] == "2020-03-28"


def test_names_and_persons_are_left_alone() -> None:
    text = "Der CycleBau 2017 und Petra Mai kommen 2018."
    spans = {"names": [(4, 17)], "persons": [(22, 31)]}
    assert [date["value"] for date in find_dates(text, published="2017-01-01", **spans)] == ["2018"]


def test_a_new_paragraph_comes_back_to_the_day_of_publication() -> None:
    text = "Es geschah am 19. November 2005.\n\nAm Donnerstag sagte der General, das sei falsch."
    assert [date["value"] for date in find_dates(text, published="2006-05-28")] == [
        "2005-11-19",
        "2006-05-25",
    ]
