"""Days as files write them."""

from __future__ import annotations

import pytest

from presselese.readers.published import date_in_path, dates_in, iso_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-03-01", "2020-03-01"), ("2020-3-1 10:00", "2020-03-01"), ("2020-03-01T23:30:00Z", "2020-03-01"),
        ("01.03.2020", "2020-03-01"), ("1.3.20", "2020-03-01"), ("1. März 2020", "2020-03-01"),
        ("Sonntag, 1. März 2020, 10 Uhr", "2020-03-01"), ("1 Mar 2020", "2020-03-01"), ("March 1, 2020", "2020-03-01"),
        ("Sun, 01 Mar 2020 10:00:00 +0100", "2020-03-01"), ("20200301", "2020-03-01"), (1583053200, "2020-03-01"),
        (1583053200000, "2020-03-01"), ("31.02.2020", None), ("gestern", None), ("", None), (None, None), (True, None),
        ("2020", None), ("Stand: März", None),
    ],
)  # fmt: skip
def test_iso_date(value: object, day: str | None) -> None:
    assert iso_date(value) == day


def test_dates_in_a_line() -> None:
    assert dates_in("Nr. 7 vom 01.03.2020 und 2. April 2020") == [("2020-03-01", 10), ("2020-04-02", 25)]
    assert dates_in("Version 1.2.3.2020 und 10.000.000") == []


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/presse/2020/03/01/baenke", "2020-03-01"), ("2020-03-01-baenke.md", "2020-03-01"), ("PM_20200301.pdf", "2020-03-01"),
        ("01.03.2020 Bänke.docx", "2020-03-01"), ("bericht-20201301.txt", None), ("nummer-1234567890.txt", None), ("a.txt", None),
    ],
)  # fmt: skip
def test_date_in_path(path: str, day: str | None) -> None:
    assert date_in_path(path) == day
