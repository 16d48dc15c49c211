"""The files of a run directory.

A shard is the records of `shard_size` consecutive documents. Its signatures are written first, then its records, then
its lines of the ledger: who is killed in between finds a shard that the ledger does not know, and writes it again,
with the same bytes. At the end of a run the lines of all shards stand in `ledger.jsonl`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from presselese.batch.outcome import Outcome
from presselese.folder import Folder


class LedgerLine(msgspec.Struct, kw_only=True):
    """A line of the ledger: what became of one document."""

    id: str
    path: str
    member: str | None
    state: str
    reason: str | None
    shard: int
    seconds: float


class Ledger:
    """What is done: `states` by id of the document (the last word counts), and the number of the next shard."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.states: dict[str, str] = {}
        self.next_shard = 0
        for line in self.lines():
            self.states[line.id] = line.state
            self.next_shard = line.shard + 1

    def lines(self) -> Iterator[LedgerLine]:
        """All lines, in order."""
        decode = msgspec.json.Decoder(LedgerLine).decode
        for name in self.folder.names("ledger"):
            for line in self.folder.lines(name):
                yield decode(line)

    def add(self, outcomes: list[Outcome]) -> None:
        """Write a shard and its lines."""
        number = self.next_shard
        lines = [
            LedgerLine(
                id=outcome.id,
                path=outcome.path,
                member=outcome.member,
                state=outcome.state,
                reason=outcome.reason,
                shard=number,
                seconds=outcome.seconds,
            )
            for outcome in outcomes
        ]
        records = [outcome.record + b"\n" for outcome in outcomes if outcome.record is not None]
        part = f"part-{number:05d}"
        self.folder.write(f"signatures/{part}.bin", [outcome.signature for outcome in outcomes])
        self.folder.write(f"records/{part}.jsonl", records)
        self.folder.write(f"ledger/{part}.jsonl", [msgspec.json.encode(line) + b"\n" for line in lines])
        self.next_shard = number + 1
        for outcome in outcomes:
            self.states[outcome.id] = outcome.state

    def write_whole(self) -> None:
        """Put the lines of all shards into `ledger.jsonl`."""
        self.folder.write(
            "ledger.jsonl", (line for name in self.folder.names("ledger") for line in self.folder.lines(name))
        )

    def forget_failed(self) -> int:
        """Let the failed documents be done again; they go to new shards. Returns how many."""
        failed = [key for key, state in self.states.items() if state == "failed"]
        for key in failed:
            del self.states[key]
        return len(failed)
