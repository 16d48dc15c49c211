"""What a run reads, in order: cheap in the parent, the work of parsing in the workers.

A file that holds one release is only hashed here (its id tells whether it is done already) and read by a worker;
files that hold many (.jsonl, .zip …) are streamed here, the web pages in them as markup that a worker parses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from presselese.batch.outcome import Outcome
from presselese.readers import (
    Failure,
    ReaderOptions,
    holds_one_release,
    list_inputs,
    read_file,
    why_not_entered,
)
from presselese.source import Source, source_id

LARGE = 16 * 1024 * 1024
"""Bytes from which a file is not hashed as a whole here: its reader has limits, and says so."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file with one release that a worker shall read. `size` is in bytes."""

    id: str
    file: Path
    path: str
    size: int
    options: ReaderOptions
    member: str | None = None

    def read(self) -> Source | Outcome:
        """The release, or why there is none."""
        for item in read_file(self.file, name=self.path, options=self.options):
            if isinstance(item, Source):
                # The id that the ledger knows: that of the file as it was found.
                item.id = self.id
                return item
            return _outcome(item, self.id)
        return Outcome(self.id, self.path, None, "failed", "holds no release")


def documents(inputs: Sequence[Path], options: ReaderOptions) -> Iterator[Source | Unread | Outcome]:
    """All documents of the inputs, in the order in which their records will stand."""
    for file, path in list_inputs(inputs):
        unread = _unread(file, path, options)
        if unread is not None:
            yield unread
            continue
        if file.is_dir():
            yield _outcome(Failure(path, None, "skipped", why_not_entered(file)))
            continue
        for item in read_file(file, name=path, options=options, later=True):
            yield item if isinstance(item, Source) else _outcome(item)


def _unread(file: Path, path: str, options: ReaderOptions) -> Unread | None:
    if not holds_one_release(file):
        return None
    try:
        size = file.stat().st_size
        if not file.is_file() or size > LARGE:
            return None
        return Unread(source_id(path, None, file.read_bytes()), file, path, size, options)
    except (OSError, UnicodeError):
        return None  # the reader says why


def _outcome(failure: Failure, key: str | None = None) -> Outcome:
    return Outcome(key or failure.id, failure.path, failure.member, failure.state, failure.reason)
