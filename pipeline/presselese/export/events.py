"""Announced events: what a release says will happen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presselese.model.abbreviations import abbreviations
from presselese.record import DateValue, Quote, Record


@dataclass(frozen=True, slots=True)
class Event:
    """A date in headline or body that begins on or after the day of publication, outside quotes."""

    date: DateValue
    summary: str


def events(release: Record) -> Iterator[Event]:
    """The events of a release (docs/record.md); the summary is the sentence, or line, around the date.

    A day that one sentence names twice (`am Sonntag, den 24. November`) is one event.
    """
    published = (release.meta.published or "")[:10]
    if not published:
        return
    zones = [zone for zone in release.zones if zone.zone in ("headline", "body") and zone.start is not None]
    known = set()
    for date in release.dates:
        if date.type not in ("date", "time", "range") or not date.first or date.first[:10] < published:
            continue
        if not any((zone.start or 0) <= date.start < (zone.end or 0) for zone in zones):
            continue
        if any(_inside(date, quote) for quote in release.quotes):
            continue
        start, end = _sentence(release.text, date.start, date.end)
        if (date.first, date.last, start) not in known:
            known.add((date.first, date.last, start))
            yield Event(date, " ".join(_BULLET.sub("", release.text[start:end]).split()))


def _inside(date: DateValue, quote: Quote) -> bool:
    return any(span.start <= date.start and date.end <= span.end for span in quote.spans)


_BULLET = re.compile(r"\A\s*[-–—*•·▪►]\s+")
_STOP = re.compile(r"[.!?][“”\"«»)]*(?=\s)|\n")
_LAST_WORD = re.compile(r"[^\W_]+$")
_WINDOW = 20
"""Characters in front of a stop among which its word is looked for."""


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence around `text[start:end]`: within its line, from the stop before to the stop behind."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    before = [stop.end() for stop in _STOP.finditer(text, left, start) if _ends_sentence(text, stop)]
    # The stop of the date itself (`am 30.11.`) may be that of the sentence, too.
    behind = (stop.end() for stop in _STOP.finditer(text, end - 1, right) if _ends_sentence(text, stop))
    return before[-1] if before else left, next(behind, right)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Not behind an ordinal or an abbreviation (`12. Mai`, `Dr. Ott`), nor where a small letter follows."""
    follows = text[stop.end() : stop.end() + 2].lstrip()[:1]
    if follows.islower():
        return False
    before = text[max(0, stop.start() - _WINDOW) : stop.start()]
    word = _LAST_WORD.search(before)
    if stop.group()[0] != "." or word is None:
        return True
    said = word.group()
    if said.isdigit():
        return len(said) > 2 or before[: word.start()].endswith(".")  # in 2019. / am 30.11.
    return len(said) > 1 and said.lower() not in abbreviations()
