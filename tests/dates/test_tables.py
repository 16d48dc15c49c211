"""The tables are the tests: every row of rules.tsv and of negatives.tsv."""

from __future__ import annotations

from pathlib import Path

import holidays
import pytest

from presselese.dates import atoms, grammar, lexicon
from presselese.dates.calendar import holiday
from presselese.dates.find import find_dates

RULES = grammar.read_rules()
NEGATIVES = [
    line.split("\t")
    for line in (Path(__file__).parent / "negatives.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
EXAMPLES = [
    line.split("\t")
    for line in (Path(__file__).parent / "examples.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
HOLIDAYS = list(lexicon.rows("holidays.tsv"))
LANDS = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule(rule: grammar.Rule) -> None:
    fired: list[str] = []
    for segment in atoms.segments(rule.example):
        grammar.parse(segment, rule.example, fired)
    assert rule.name in fired
    found = find_dates(rule.example, published="2023-03-28")
    assert "; ".join(f"{date['type']} {date['value']}" for date in found) == rule.expected


def test_rules_have_one_name_each() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", NEGATIVES, ids=[row[0][:40] for row in NEGATIVES])
def test_what_is_no_date(row: list[str]) -> None:
    text, expected = row
    found = [text[date["start"] : date["end"]] for date in find_dates(text, published="2021-09-16")]
    assert (" | ".join(found) or "-") == expected


@pytest.mark.parametrize("row", EXAMPLES, ids=[row[1][:40] for row in EXAMPLES])
def test_example(row: list[str]) -> None:
    published, text, expected = row
    found = find_dates(text, published=published or None)
    told = [f"{text[date['start'] : date['end']]} = {date['type']} {date['value']}" for date in found]
    assert (" | ".join(told) or "-") == expected


@pytest.mark.parametrize("year", [1999, 2008, 2019, 2024, 2038])
def test_holidays_fall_on_the_days_of_the_public_calendars(year: int) -> None:
    known: dict[str, set[object]] = {}
    for land in LANDS:
        for categories in ("public", "catholic"):
            try:
                calendar = holidays.country_holidays(
                    "DE", subdiv=land, years=year, categories=categories, language="de"
                )
            except ValueError:
                continue
            for day, names in calendar.items():
                for name in names.split("; "):
                    known.setdefault(name, set()).add(day)
    compared = 0
    for row in HOLIDAYS:
        if len(row) > 2 and row[2] in known:
            assert holiday(row[1], year) in known[row[2]], row
            compared += 1
    assert compared > 20


def test_a_row_without_an_example_does_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "rules.tsv"
    table.write_text("day\tbare\tMON\tmonth\t\t\n", "utf-8")
    monkeypatch.setattr(grammar, "RULES", table)
    with pytest.raises(ValueError, match="example"):
        grammar.read_rules()
