"""What a line is by its wording: the rules of `zones.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from presselese.cleaning.units import Unit, course_of, is_prose

LONGEST_RULED_LINE = 1300


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A row of zones.toml."""

    name: str
    zone: str
    pattern: re.Pattern[str]
    reach: str
    where: str
    max_words: int
    max_sentences: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def wording_rules() -> tuple[tuple[WordingRule, ...], tuple[WordingRule, ...]]:
    """The rules for whole lines and for ends of lines. Raises ValueError for a row without an example."""
    table = tomllib.loads(files(__package__).joinpath("zones.toml").read_text("utf-8"))
    return tuple(map(_rule, table["line"])), tuple(map(_rule, table["tail"]))


def _rule(row: dict[str, object]) -> WordingRule:
    if not row.get("examples"):
        raise ValueError(f"zones.toml: rule {row['name']} has no example")
    return WordingRule(
        str(row["name"]),
        str(row["zone"]),
        re.compile(str(row["pattern"])),
        str(row.get("reach", "line")),
        str(row.get("where", "")),
        int(str(row.get("max_words", 60))),
        int(str(row.get("max_sentences", 99))),
        tuple(row["examples"]),  # type: ignore[arg-type]
        tuple(row.get("not", ())),  # type: ignore[arg-type]
    )


@cache
def _rounds() -> tuple[tuple[WordingRule, ...], ...]:
    """The rules for lines in the order of their rounds: furniture, all that is not tied to the end, last lines."""
    furniture: list[WordingRule] = []
    others: list[WordingRule] = []
    last_lines: list[WordingRule] = []
    for rule in wording_rules()[0]:
        if rule.zone == "chrome" and not rule.where:
            furniture.append(rule)
        else:
            (last_lines if rule.where == "last" else others).append(rule)
    return tuple(furniture), tuple(others), tuple(last_lines)


def by_wording(units: list[Unit]) -> None:
    """Give lines their zones by the rules: furniture first, for it is no part of the course of the text."""
    for rules in _rounds():
        first, past_middle = course_of(units)
        last = max((i for i, unit in enumerate(units) if unit.zone is None and is_prose(unit)), default=-1)
        for index, unit in enumerate(units):
            if unit.zone is None and len(unit.text) <= LONGEST_RULED_LINE:
                _try_rules(unit, rules, (index, first, past_middle, last))


def _try_rules(unit: Unit, rules: Sequence[WordingRule], course: tuple[int, int, int, int]) -> None:
    for rule in rules:
        if unit.words > rule.max_words or (rule.where and not _stands(rule.where, *course)):
            continue
        if rule.pattern.fullmatch(unit.text) and _sentences(unit.text) <= rule.max_sentences:
            unit.zone, unit.rule, unit.reach = rule.zone, rule.name, rule.reach
            return


def without_place(unit: Unit) -> None:
    """Give a piece of a line its zone by the rules that ask for no place on the page."""
    for rule in wording_rules()[0]:
        if not rule.where and unit.words <= rule.max_words and rule.pattern.fullmatch(unit.text):
            unit.zone, unit.rule = rule.zone, rule.name
            return


def _stands(where: str, index: int, first: int, past_middle: int, last: int) -> bool:
    """Whether a line stands where its rule wants it."""
    if where == "top":
        return index <= first
    if where == "end":
        return index >= past_middle
    if where == "last":
        return index >= last and index > first
    return index <= first or index > last  # edge


def _sentences(text: str) -> int:
    return text.count(". ") + text.count("! ") + text.count("? ") + 1


def describes_sender(text: str) -> bool:
    """Standing text: a body that says what it is and since when (the rule `about_sentence`)."""
    rule = next(rule for rule in wording_rules()[0] if rule.name == "about_sentence")
    return len(text) <= LONGEST_RULED_LINE and bool(rule.pattern.fullmatch(text))
