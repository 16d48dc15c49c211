"""Announced events: what a release says will happen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presselese.record import DateValue, Quote, Record


@dataclass(frozen=True, slots=True)
class Event:
    """A date in headline or body that begins on or after the day of publication, outside quotes."""

    date: DateValue
    summary: str


def events(release: Record) -> Iterator[Event]:
    """The events of a release (docs/record.md); the summary is the sentence, or line, around the date."""
    published = (release.meta.published or "")[:10]
    if not published:
        return
    zones = [zone for zone in release.zones if zone.zone in ("headline", "body") and zone.start is not None]
    for date in release.dates:
        if date.type not in ("date", "time", "range") or not date.first or date.first[:10] < published:
            continue
        if not any((zone.start or 0) <= date.start < (zone.end or 0) for zone in zones):
            continue
        if not any(_inside(date, quote) for quote in release.quotes):
            yield Event(date, _sentence(release.text, date.start, date.end))


def _inside(date: DateValue, quote: Quote) -> bool:
    return any(span.start <= date.start and date.end <= span.end for span in quote.spans)


_STOPS = (". ", "! ", "? ", "\n")


def _sentence(text: str, start: int, end: int) -> str:
    """From the stop before to the stop behind; a stop behind a figure or a short word (`12. Mai`, `Dr.`) is none."""
    left = max((_last_stop(text, stop, start) for stop in _STOPS), default=0)
    rights = [at + 1 for stop in _STOPS if (at := _next_stop(text, stop, end)) >= 0]
    return " ".join(text[left : min(rights, default=len(text))].split())


def _last_stop(text: str, stop: str, before: int) -> int:
    at = text.rfind(stop, 0, before)
    while at >= 0 and not _ends_sentence(text, at, stop):
        at = text.rfind(stop, 0, at)
    return at + len(stop) if at >= 0 else 0


def _next_stop(text: str, stop: str, after: int) -> int:
    at = text.find(stop, max(0, after - 1))
    while at >= 0 and not _ends_sentence(text, at, stop):
        at = text.find(stop, at + 1)
    return at


def _ends_sentence(text: str, at: int, stop: str) -> bool:
    if stop != ". ":
        return True
    word = text[max(0, at - 20) : at].rsplit(None, 1)[-1:] or [""]
    return len(word[0]) > 3 and not word[0].isdigit()
