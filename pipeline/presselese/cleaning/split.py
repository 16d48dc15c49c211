"""A collective release taken apart: a release for each of its reports (`presselese run --split`)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from presselese.source import Release


def split(release: Release) -> list[Release]:
    """A release for each part, in order; the release itself where it has none. Together they hold all that it holds.

    What stands before the first report belongs to the first; metadata are those of the whole but for the title.
    """
    if not release.parts:
        return [release]
    starts = [0, *(part["start"] for part in release.parts[1:]), len(release.text)]
    raw_starts = [0, *(part["raw_start"] for part in release.parts[1:]), len(release.source.raw) + 1]
    return [
        _cut(release, number, part["headline"], span, raw_span)
        for number, (part, span, raw_span) in enumerate(
            zip(release.parts, pairwise(starts), pairwise(raw_starts), strict=True), start=1
        )
    ]


def _cut(
    release: Release, number: int, headline: str | None, span: tuple[int, int], raw_span: tuple[int, int]
) -> Release:
    start, end = span
    text = release.text[start:end].rstrip()
    source = release.source
    return Release(
        source=replace(source, member=f"{source.member or ''}#{number}", id=""),
        text=text,
        alignment=release.alignment.cut(start, start + len(text)),
        zones=_shifted(release.zones, start, end, raw_span),
        repairs=_shifted(release.repairs, start, end, raw_span),
        meta={**release.meta, "title": headline or release.meta.get("title")},
        warnings=[warning for warning in release.warnings if warning[0] != "collective_release"],
    )


def _shifted(
    values: list[dict[str, Any]], start: int, end: int, raw_span: tuple[int, int]
) -> list[dict[str, Any]]:
    """The values inside the span, offsets counted from its start; those without offsets go by where they stand."""
    out = []
    for value in values:
        if value["start"] is None:
            if raw_span[0] <= value["raw_start"] < raw_span[1]:
                out.append(value)
            continue
        a, b = max(start, value["start"]), min(end, value["end"])
        if a < b:
            cut = {
                "raw_start": max(value["raw_start"], raw_span[0]),
                "raw_end": min(value["raw_end"], raw_span[1]),
            }
            out.append({**value, **cut, "start": a - start, "end": b - start})
    return out
