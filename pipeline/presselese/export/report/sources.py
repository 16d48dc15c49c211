"""The raw text that a release was read from, as its page shows it beside the repaired one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from presselese.export.report.shelf import Shelf
from presselese.readers import ReaderOptions, read_inputs
from presselese.record import Record
from presselese.source import Source, content_hash

MARGIN = 2_000
"""Characters shown before and behind what the record holds of the source: of a web page the article, not the whole."""


def ask_for(record: Record, shelf: Shelf) -> None:
    """Note which stretch of which raw text the page of a release shows."""
    ends = [(zone.raw_start, zone.raw_end) for zone in record.zones if zone.start is not None]
    first = min((start for start, _ in ends), default=0)
    last = max((end for _, end in ends), default=0)
    shelf.put_source(record.source.sha256, record.id, max(0, first - MARGIN), last + MARGIN)


def found(
    inputs: Iterable[Path], fields: Mapping[str, str], shelf: Shelf
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Release and what its page shows of the raw text: `text`, `start` (offset of its first character in the whole
    raw text, in code points) and `length` of the whole.

    The inputs are read as the run read them. What is no longer there, or was changed, is not found.
    """
    shelf.index_sources()
    for source in read_inputs([path for path in inputs if path.exists()], ReaderOptions(fields=fields)):
        if not isinstance(source, Source):
            continue
        for release, first, last in shelf.take_sources(content_hash(source.raw)):
            # Half a pair of surrogates is no text that could be written.
            text = source.raw[first:last].encode("utf-8", "replace").decode()
            yield release, {"start": first, "text": text, "length": len(source.raw)}
