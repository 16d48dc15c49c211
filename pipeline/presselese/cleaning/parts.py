"""Collective releases: several reports in one, where the release says so itself."""

from __future__ import annotations

import itertools
import re
from typing import Any

from presselese.cleaning.headings import FIRST_REPORT, SIGNED
from presselese.source import Release

_POLICE_KEY = re.compile(r"(?<![\w/-])[0-9]{6}\s{1,3}(?:[–—-]\s?)?[0-9]{1,5}\s{0,3}(?:[–—-]\s?)?(?=[A-ZÄÖÜ])")
_NUMBERED = re.compile(r"^(?P<number>[0-9]{1,4})\. (?=[A-ZÄÖÜ„\"])", re.MULTILINE)
_FIRST_REPORT = re.compile(rf"(?:^|(?<=[.!?“”] )){FIRST_REPORT.pattern}", re.MULTILINE)
_SENTENCE_START = re.compile(
    r"(?<=[.!?]) (?=[A-ZÄÖÜ])|(?<=[a-zäöüß\")]) (?=(?:Am|In|Im|Der|Die|Das|Ein|Eine|Gegen|Bei|Nach|Gestern|Heute|Auf|Seit|Zwei|Drei)\b)"
)


def find(release: Release) -> list[dict[str, Any]]:
    """The reports of a collective release, empty for a single one. Parts cover the text from the first report on."""
    text = release.text
    starts = _keyed_starts(release)
    if len(starts) < 2:
        starts = _signed_starts(release)
    if len(starts) < 2:
        starts = _numbered_starts(text)
    if len(starts) < 2 and (found := _FIRST_REPORT.search(text)) and found.start() > 0:
        starts = [0, found.start()]
    if len(starts) < 2:
        return []
    heads = {zone["start"]: zone["text"] for zone in release.zones if zone["zone"] == "subhead"}
    parts = []
    for start, end in itertools.pairwise([*starts, len(text)]):
        end = start + len(text[start:end].rstrip())
        raw_start, raw_end = release.alignment.to_source(start, end)
        headline = _without_number(heads[start]) if start in heads else _headline(text, start, end)
        parts.append(
            {"start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end, "headline": headline}
        )
    return parts


def _keyed_starts(release: Release) -> list[int]:
    """Police keys (`040702 - 734 Musterau: …`), not counting the one of the headline."""
    body = next((zone["start"] for zone in release.zones if zone["zone"] in ("subhead", "body")), 0)
    return [match.start() for match in _POLICE_KEY.finditer(release.text, body)]


def _signed_starts(release: Release) -> list[int]:
    """Where the content goes on behind the signature of a report; one signature does not make two reports."""
    if sum(zone["rule"] in SIGNED for zone in release.zones) < 2:
        return []
    starts: list[int] = []
    signed = True
    for zone in release.zones:
        if zone["rule"] in SIGNED:
            signed = True
        elif zone["zone"] in ("subhead", "body") and signed:
            starts.append(zone["start"])
            signed = False
    return starts


def _numbered_starts(text: str) -> list[int]:
    """Numbered headings that go on by one and stand above a paragraph each."""
    heads: list[tuple[int, int]] = []
    for match in _NUMBERED.finditer(text):
        stop = text.find("\n", match.start())
        line = text[match.start() : stop if stop >= 0 else len(text)].rstrip()
        if len(line) < 160 and not line.endswith((".", ",", ";")) and len(text) - match.start() > 250:
            heads.append((int(match["number"]), match.start()))
    for (number, _), (following, _) in itertools.pairwise(heads):
        if following != number + 1:
            return []
    lengths = [b - a for (_, a), (_, b) in itertools.pairwise(heads)]
    return [start for _, start in heads] if lengths and min(lengths) > 250 else []


def _headline(text: str, start: int, end: int) -> str | None:
    """The heading that opens a report: its first line, or what stands before the first sentence."""
    line_end = text.find("\n", start, end)
    line = text[start : line_end if line_end > 0 else end]
    if len(line) <= 160 and not line.rstrip().endswith((".", ",")):
        return _without_number(line)
    found = _SENTENCE_START.search(line, 8, 160)
    return _without_number(line[: found.start()]) if found else None


def _without_number(headline: str) -> str | None:
    headline = _NUMBERED.sub("", _POLICE_KEY.sub("", headline, count=1), count=1)
    return " ".join(headline.split()).strip(" -–:.") or None
