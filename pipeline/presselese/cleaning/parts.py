"""Collective releases: several reports in one, where the release says so itself."""

from __future__ import annotations

import itertools
import re
from typing import Any

from presselese.source import Release

_POLICE_KEY = re.compile(r"(?<![\w/-])[0-9]{6}\s{1,3}(?:[–—-]\s?)?[0-9]{1,5}\s{0,3}(?:[–—-]\s?)?(?=[A-ZÄÖÜ])")
_NUMBERED = re.compile(r"^(?P<number>[0-9]{1,4})\. (?=[A-ZÄÖÜ„\"])", re.MULTILINE)
_FIRST_REPORT = re.compile(r"^(?:Gemeinsame )?Erstmeldung (?:Nr\.? ?[0-9]+ )?vom [^\n]{5,120}", re.MULTILINE)
_HEADLINE_END = re.compile(
    r"\n|(?<=[a-zäöüß\")]) (?=(?:Am|In|Im|Der|Die|Das|Ein|Eine|Gegen|Bei|Nach|Gestern|Heute|Auf)\b)|$"
)


def find(release: Release) -> list[dict[str, Any]]:
    """The reports of a collective release, empty for a single one. Parts cover the text from the first report on."""
    text = release.text
    starts = [match.start() for match in _POLICE_KEY.finditer(text)]
    if len(starts) < 2:
        starts = _numbered_starts(text)
    if len(starts) < 2 and (found := _FIRST_REPORT.search(text)) and found.start() > 0:
        starts = [0, found.start()]
    if len(starts) < 2:
        return []
    bounds = [*starts, len(text)]
    parts = []
    for start, end in itertools.pairwise(bounds):
        end = start + len(text[start:end].rstrip())
        raw_start, raw_end = release.alignment.to_source(start, end)
        parts.append(
            {
                "start": start,
                "end": end,
                "raw_start": raw_start,
                "raw_end": raw_end,
                "headline": _headline(text, start, end),
            }
        )
    return parts


def _numbered_starts(text: str) -> list[int]:
    """Numbered headings that go on by one and stand above a paragraph each."""
    found = [(int(match["number"]), match.start()) for match in _NUMBERED.finditer(text)]
    heads = [
        (number, start)
        for number, start in found
        if (line := text[start : text.find("\n", start) if "\n" in text[start:] else len(text)])
        and len(line) < 160
        and not line.rstrip().endswith((".", ",", ";"))
        and len(text) - start > 250
    ]
    for (number, _), (following, _) in itertools.pairwise(heads):
        if following != number + 1:
            return []
    lengths = [b - a for (_, a), (_, b) in itertools.pairwise(heads)]
    return [start for _, start in heads] if lengths and min(lengths) > 250 else []


def _headline(text: str, start: int, end: int) -> str | None:
    found = _HEADLINE_END.search(text, start + 8, min(end, start + 220))
    if not found:
        return None
    headline = _POLICE_KEY.sub("", text[start : found.start()], count=1)
    headline = _NUMBERED.sub("", headline, count=1).strip(" -–:")
    return headline or None
