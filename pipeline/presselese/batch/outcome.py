"""What became of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["done", "failed", "skipped"]


@dataclass(slots=True)
class Outcome:
    """What became of one document. `record` is its line of JSON Lines and `signature` its packed signature, if done
    (several of both where a collective release was taken apart)."""

    id: str
    path: str
    member: str | None
    state: State
    reason: str | None = None
    record: bytes | None = None
    signature: bytes = b""
    seconds: float = 0.0
    words: int = 0
    counts: dict[str, int] = field(default_factory=dict)
