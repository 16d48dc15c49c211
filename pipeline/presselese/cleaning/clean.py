"""Source in, Release out."""

from __future__ import annotations

from presselese.alignment import Alignment
from presselese.source import Release, Source


def clean(source: Source) -> Release:
    """Placeholder of the first hour: the whole text is body."""
    text = source.plain
    alignment = source.alignment or Alignment.identity(len(text))
    raw = alignment.to_source(0, len(text))
    zone = {"zone": "body", "start": 0, "end": len(text), "raw_start": raw[0], "raw_end": raw[1], "text": text}
    return Release(source=source, text=text, alignment=alignment, zones=[zone] if text else [], meta=dict(source.meta))
