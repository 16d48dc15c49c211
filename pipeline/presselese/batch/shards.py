"""The files of a run directory: written whole or not at all.

A shard is the records of `shard_size` consecutive documents. It is written under a temporary name, synced and
renamed; then its lines go to the ledger. Who is killed in between finds a shard that the ledger does not know:
it is written again, with the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from presselese.batch.worker import Outcome


class LedgerLine(msgspec.Struct, kw_only=True):
    """A line of `ledger.jsonl`: what became of one document. `of` is the number of documents of its shard."""

    id: str
    path: str
    member: str | None
    state: str
    reason: str | None
    shard: int
    of: int
    seconds: float


def write_atomic(path: Path, chunks: Iterable[bytes]) -> None:
    """The file has its old or its new content, whenever the process ends. Raises OSError (disk full …)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_directory(path.parent)


def _sync_directory(path: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def shard_path(out: Path, number: int) -> Path:
    return out / "records" / f"part-{number:05d}.jsonl"


def shard_paths(out: Path) -> list[Path]:
    """The shards of a run directory, in order."""
    return sorted((out / "records").glob("part-*.jsonl"))


def signature_paths(out: Path) -> list[Path]:
    """The files of signatures of a run directory, in order."""
    return sorted((out / "signatures").glob("part-*.bin"))


class Ledger:
    """What is done: `states` by id of the document, and the number of the next shard."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.path = out / "ledger.jsonl"
        self.states: dict[str, str] = {}
        self.next_shard = 0
        lines = self._whole_shards()
        for line in lines:
            self.states[line.id] = line.state
            self.next_shard = max(self.next_shard, line.shard + 1)

    def add(self, outcomes: list[Outcome]) -> None:
        """Write a shard and then its lines."""
        number = self.next_shard
        records = [outcome.record + b"\n" for outcome in outcomes if outcome.record is not None]
        write_atomic(
            self.out / "signatures" / f"part-{number:05d}.bin", [outcome.signature for outcome in outcomes]
        )
        write_atomic(shard_path(self.out, number), records)
        lines = [
            LedgerLine(
                id=outcome.id,
                path=outcome.path,
                member=outcome.member,
                state=outcome.state,
                reason=outcome.reason,
                shard=number,
                of=len(outcomes),
                seconds=outcome.seconds,
            )
            for outcome in outcomes
        ]
        with self.path.open("ab") as file:
            file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        self.next_shard = number + 1
        for outcome in outcomes:
            self.states[outcome.id] = outcome.state

    def forget_failed(self) -> int:
        """Let the failed documents be done again; they go to new shards. Returns how many."""
        failed = [key for key, state in self.states.items() if state == "failed"]
        for key in failed:
            del self.states[key]
        return len(failed)

    def _whole_shards(self) -> list[LedgerLine]:
        """The lines of shards that are complete; a tail that a crash left is cut off, with the shard it belongs to."""
        good: list[LedgerLine] = []
        shard: list[LedgerLine] = []
        good_bytes = read_bytes = 0
        for data in _complete_lines(self.path):
            read_bytes += len(data)
            line = msgspec.json.decode(data, type=LedgerLine)
            if shard and shard[0].shard != line.shard:
                shard = []
            shard.append(line)
            if len(shard) == line.of:
                good.extend(shard)
                shard = []
                good_bytes = read_bytes
        if self.path.exists() and good_bytes < self.path.stat().st_size:
            with self.path.open("r+b") as file:
                file.truncate(good_bytes)
        return good


def _complete_lines(path: Path) -> Iterator[bytes]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            yield line
