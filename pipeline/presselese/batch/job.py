"""A run: inputs in, a run directory out. It can be ended at any moment and goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from presselese import record
from presselese.batch.inputs import Unread, documents
from presselese.batch.manifest import Manifest, new_manifest, read_manifest, write_manifest
from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from presselese.batch.shards import Ledger
from presselese.folder import open_folder
from presselese.readers import ReaderOptions
from presselese.source import Source

SEVERAL = frozenset({".jsonl", ".csv", ".json", ".warc", ".zip", ".eml"})
"""Files that hold several documents."""


class ConfigurationChanged(RuntimeError):
    """The directory holds a run of another version, model or option."""


@dataclass
class Summary:
    """What a run did. `counts` are those of the documents done now, `before` of documents that were done already."""

    done: int = 0
    failed: int = 0
    skipped: int = 0
    before: int = 0
    words: int = 0
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        setattr(self, outcome.state, getattr(self, outcome.state) + 1)
        self.words += outcome.words
        for layer, count in outcome.counts.items():
            self.counts[layer] = self.counts.get(layer, 0) + count
        if outcome.state != "done":
            self.problems.append(
                Outcome(outcome.id, outcome.path, outcome.member, outcome.state, outcome.reason)
            )

    @property
    def words_per_second(self) -> float:
        return self.words / self.seconds if self.seconds else 0.0


class Run:
    """One call of `presselese run`. Iterate `steps()`, then read `summary`; leave it at any time."""

    def __init__(self, inputs: Sequence[Path | str], out: Path | str, options: RunOptions) -> None:
        self.inputs = [Path(item) for item in inputs]
        for item in self.inputs:
            if not item.exists():
                raise FileNotFoundError(f"{item}: no such file or folder")
        self.out = open_folder(out)
        self.options = options
        self.summary = Summary()

    def steps(self) -> Iterator[Outcome]:
        """The outcomes in the order of the inputs, as they are made; shards, tables and manifest are written.

        Raises ConfigurationChanged, lock.DirectoryInUse, pool.EngineError, OSError (disk full …); what is in the
        ledger by then is kept.
        """
        with self.out.locked():
            manifest = self._manifest()
            ledger = Ledger(self.out)
            if self.options.retry_failed:
                ledger.forget_failed()
            began = time.perf_counter()
            write_manifest(self.out, manifest)
            self.out.write("schema.json", [schema_json()])
            yield from self._work(ledger)
            self.summary.seconds = time.perf_counter() - began
            self._finish(manifest, ledger)

    def count_inputs(self) -> int | None:
        """How many documents the inputs hold, None where they would have to be read to know."""
        files = [file for item in self.inputs for file in ([item] if item.is_file() else item.rglob("*"))]
        if any(suffix in SEVERAL for file in files for suffix in file.suffixes):
            return None
        return sum(file.is_file() for file in files)

    def _manifest(self) -> Manifest:
        manifest = new_manifest(self.options, [str(item) for item in self.inputs], _now())
        before = read_manifest(self.out)
        manifest.names = before.names if before else None
        if before is None or before.configuration == manifest.configuration:
            return manifest
        affected = sum(state == "done" for state in Ledger(self.out).states.values())
        if affected and not self.options.rerun:
            raise ConfigurationChanged(
                f"{self.out}: made with {_difference(before, manifest)}. "
                f"All {affected} records there would change: give --rerun to make them again, or another directory."
            )
        for name in ("manifest.json", "ledger.jsonl", "ledger", "records", "signatures", "tables"):
            self.out.remove(name)
        return manifest

    def _work(self, ledger: Ledger) -> Iterator[Outcome]:
        shard: list[Outcome] = []
        if self.options.engine == "dask":
            from presselese.batch.dask_engine import outcomes
        else:
            from presselese.batch.pool import outcomes
        for outcome in outcomes(self._todo(ledger), self.options):
            shard.append(outcome)
            self.summary.add(outcome)
            if len(shard) == self.options.shard_size:
                ledger.add(shard)
                shard = []
            yield outcome
        if shard:
            ledger.add(shard)

    def _todo(self, ledger: Ledger) -> Iterator[Source | Unread | Outcome]:
        """The documents that the ledger does not know yet."""
        seen: set[str] = set()
        reader = ReaderOptions(fields=dict(self.options.fields))
        new = (item for item in documents(self.inputs, reader) if not self._known(item.id, ledger, seen))
        return islice(new, self.options.limit)

    def _known(self, key: str, ledger: Ledger, seen: set[str]) -> bool:
        if key in ledger.states:
            if key not in seen:
                self.summary.before += 1
                seen.add(key)
            return True
        if key in seen:  # the same file given twice
            return True
        seen.add(key)
        return False

    def _finish(self, manifest: Manifest, ledger: Ledger) -> None:
        from presselese.batch.duplicates import find_duplicates
        from presselese.batch.names_file import write_names
        from presselese.export.tables import write_duplicates, write_tables

        changed = bool(self.summary.done or self.summary.failed or self.summary.skipped)
        if changed or not self.out.exists("tables/duplicates.csv"):
            ledger.write_whole()
            write_tables(self.out, all_quotes=self.options.all_quotes)
            write_duplicates(self.out, find_duplicates(self.out))
            manifest.names = write_names(self.out, manifest.names)
        states = list(ledger.states.values())
        manifest.counts = {state: states.count(state) for state in ("done", "failed", "skipped")}
        manifest.seconds = round(self.summary.seconds, 3)
        manifest.finished = _now()
        write_manifest(self.out, manifest)


def schema_json() -> bytes:
    """The JSON Schema of a record, as a file."""
    return msgspec.json.format(msgspec.json.encode(record.schema()), indent=2) + b"\n"


def _difference(before: Manifest, now: Manifest) -> str:
    parts = []
    if before.presselese != now.presselese:
        parts.append(f"presselese {before.presselese} (now {now.presselese})")
    if (before.model, before.model_version) != (now.model, now.model_version):
        parts.append(f"model {before.model} {before.model_version} (now {now.model} {now.model_version})")
    for name in sorted(now.options):
        if name != "model" and before.options.get(name) != now.options[name]:
            parts.append(f"{name} {before.options.get(name)} (now {now.options[name]})")
    return ", ".join(parts) or "another configuration"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
