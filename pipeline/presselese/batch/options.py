"""What a run was asked to do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from presselese.pipeline_names import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of a run that decide what stands in a record, and those that decide how it is made.

    `published` is used for documents that say no date of their own; `time_limit` is in seconds a document;
    `shard_size` in documents.
    """

    model: str = DEFAULT_MODEL
    published: str | None = None
    names: Path | None = None
    topics: Path | None = None
    split: bool = False
    all_quotes: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    limit: int | None = None
    engine: str = "local"
    scheduler: str | None = None
    workers: int = 1
    threads: int = 1
    time_limit: float = 45.0
    shard_size: int = 500
    retry_failed: bool = False
    rerun: bool = False

    def content(self) -> dict[str, Any]:
        """What decides the bytes of the records: names of files stand for their contents."""
        return {
            "model": self.model,
            "published": self.published,
            "names": _file_hash(self.names),
            "topics": _file_hash(self.topics),
            "split": self.split,
            "all_quotes": self.all_quotes,
            "since": self.since,
            "fields": sorted(self.fields),
            "shard_size": self.shard_size,
        }


def configuration_hash(options: RunOptions, versions: dict[str, str]) -> str:
    """16 hex digits over all that decides the bytes of the records."""
    content = msgspec.json.encode({"options": options.content(), "versions": versions}, order="deterministic")
    return hashlib.sha256(content).hexdigest()[:16]


def _file_hash(path: Path | None) -> str | None:
    return None if path is None else hashlib.sha256(path.read_bytes()).hexdigest()[:16]
