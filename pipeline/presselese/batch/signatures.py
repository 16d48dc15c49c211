"""What is kept of a text to find it again: a hash of its letters, and a MinHash signature of its words.

Signatures are made by the workers and go to a file a shard; the last pass of a run compares them on disk.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

PERMUTATIONS = 64
SHINGLE = 5
_WORD = re.compile(r"\w+")
_LAYOUT = struct.Struct(f"<8s16s8s{PERMUTATIONS * 4}s")


@dataclass(frozen=True, slots=True)
class Signature:
    """`exact`: 16 bytes over letters and digits, all else removed, lower case. `numbers`: 8 bytes over the figures.
    `mins`: 64 minima of 4 bytes over the 5-word shingles, zeros where `datasketch` is not installed."""

    id: str
    exact: bytes
    numbers: bytes
    mins: bytes

    def pack(self) -> bytes:
        return _LAYOUT.pack(bytes.fromhex(self.id), self.exact, self.numbers, self.mins)


def signature(key: str, text: str) -> Signature:
    """The signature of a release's text; `key` is its id of 16 hex digits."""
    words = _WORD.findall(text.casefold())
    figures = " ".join(sorted({word for word in words if any(c.isdigit() for c in word)}))
    return Signature(key, _hash("".join(words), 16), _hash(figures, 8), _mins(words))


def read_signatures(data: bytes) -> Iterator[Signature]:
    """The signatures of a file's content, in order."""
    for key, exact, numbers, mins in _LAYOUT.iter_unpack(data):
        yield Signature(key.hex(), exact, numbers, mins)


def similarity(a: bytes, b: bytes) -> float:
    """Share of equal minima: an estimate of the overlap of the two sets of shingles."""
    return sum(a[i : i + 4] == b[i : i + 4] for i in range(0, len(a), 4)) / PERMUTATIONS


def _hash(text: str, size: int) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:size]


def _mins(words: list[str]) -> bytes:
    make = _minhash()
    if make is None:
        return bytes(PERMUTATIONS * 4)
    sketch = make(num_perm=PERMUTATIONS, seed=1)
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(shingles)])
    return bytes(sketch.digest().astype("<u4").tobytes())


@cache
def _minhash() -> Any:
    try:
        from datasketch import MinHash
    except ImportError:
        return None
    return MinHash
