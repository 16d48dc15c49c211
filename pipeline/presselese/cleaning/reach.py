"""How far a zone goes on behind the line that opens it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from presselese.cleaning.units import (
    ADDRESS_LINE,
    HEADINGS,
    LIST_MARK,
    NUMBER_IN_LINE,
    NUMBER_LINE,
    SENTENCE_END,
    Unit,
    is_contact,
    is_prose,
    prose_after,
)
from presselese.record import CONTENT_ZONES


def extend(units: list[Unit]) -> None:
    """Let the zones of headings and openings go on over the lines that belong to them."""
    index = 0
    prose = prose_after(units)
    while index < len(units):
        unit = units[index]
        index += 1
        if unit.zone is None or unit.reach == "line":
            continue
        if unit.reach == "rest" and prose[index] > 0.4 * prose[0]:
            stop = _reach_short(units, index)
        else:
            stop = _REACH[unit.reach](units, index)
        for follower in units[index:stop]:
            if follower.zone == "contact" and follower.reach == "contact":
                stop = index
                break
            office = unit.reach == "contact" and follower.rule == "your_team"
            if follower.zone is None or office or unit.reach in ("rest", "end"):
                follower.zone, follower.rule, follower.reach = unit.zone, unit.rule, "line"
            index += 1


def _reach_short(units: Sequence[Unit], start: int) -> int:
    """Over short lines, to the next running text."""
    for index in range(start, len(units)):
        if is_prose(units[index]) or units[index].zone in CONTENT_ZONES:
            return index
    return len(units)


def _reach_end(units: Sequence[Unit], start: int) -> int:
    return len(units)


def _reach_contact(units: Sequence[Unit], start: int) -> int:
    """Over numbers, addresses, and the names and offices between them."""
    stop = start
    for index in range(start, len(units)):
        unit = units[index]
        if unit.kind in HEADINGS or (unit.zone not in (None, "contact") and unit.rule != "your_team"):
            break
        if (
            NUMBER_IN_LINE.search(unit.text)
            or NUMBER_LINE.fullmatch(unit.text)
            or ADDRESS_LINE.fullmatch(unit.text)
            or (unit.words <= 8 and ("http" in unit.text or "www." in unit.text))
        ):
            stop = index + 1
        elif unit.words > (9 if unit.gap else 14) or SENTENCE_END.search(unit.text) or index - stop >= 4:
            break
    if stop == start:  # a heading with names below it and no number at all
        while (
            stop < len(units) and units[stop].zone is None and not units[stop].gap and units[stop].words <= 9
        ):
            stop += 1
    return stop


def _reach_signature(units: Sequence[Unit], start: int) -> int:
    for index in range(start, len(units)):
        unit = units[index]
        if unit.zone is not None or unit.words > 9 or SENTENCE_END.search(unit.text) or is_contact(unit):
            return index
    return len(units)


def _reach_section(units: Sequence[Unit], start: int) -> int:
    for index in range(start, len(units)):
        unit = units[index]
        heading = unit.gap and unit.words <= 6 and not SENTENCE_END.search(unit.text)
        if unit.zone is not None or unit.kind in HEADINGS or (heading and index > start):
            return index
    return len(units)


def _reach_block(units: Sequence[Unit], start: int) -> int:
    for index in range(start, len(units)):
        if units[index].gap or units[index].zone is not None:
            return index
    return len(units)


def _reach_caption(units: Sequence[Unit], start: int) -> int:
    """A label alone on its line has its caption below it."""
    label = units[start - 1]
    if label.words > 3 or start == len(units):
        return start
    below = units[start]
    return start + 1 if not below.gap and below.zone is None and below.words <= 40 else start


def _reach_next(units: Sequence[Unit], start: int) -> int:
    """Over the one name below."""
    if start < len(units) and units[start].zone is None and units[start].words <= 6:
        return start + 1
    return start


def _reach_list(units: Sequence[Unit], start: int) -> int:
    """Over list items, notes and web addresses."""
    for index in range(start, len(units)):
        unit = units[index]
        listed = (
            LIST_MARK.match(unit.text) or unit.text[0] == "[" or "http" in unit.text or "www." in unit.text
        )
        if unit.zone is not None or not listed:
            return index
    return len(units)


_REACH: dict[str, Callable[[Sequence[Unit], int], int]] = {
    "rest": _reach_end,
    "end": _reach_end,
    "contact": _reach_contact,
    "signature": _reach_signature,
    "section": _reach_section,
    "block": _reach_block,
    "caption": _reach_caption,
    "next": _reach_next,
    "list": _reach_list,
}


def above_credits(units: list[Unit]) -> None:
    """The line right above a credit or a `v. l. n. r.` is the caption that it ends."""
    for above, unit in itertools.pairwise(units):
        if unit.zone == "caption" and not unit.gap and above.zone is None and above.gap and above.words <= 40:
            above.zone, above.rule = "caption", "above_credit"
