"""Which releases of a run are the same as, or nearly the same as, an earlier one.

A last pass over the records, on disk (SQLite), in the order of the inputs. Exact: equal letters and digits, all else
removed. Near: similarity of the sets of 5-word shingles by MinHash (extra `duplicates`), checked by the numbers in
both: two police reports that differ in place, date and damage are two.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from presselese.export.tables import read_records

NEAR = 0.8
"""Least similarity of near duplicates."""
PERMUTATIONS = 64
BANDS = 16
SHINGLE = 5
_WORD = re.compile(r"\w+")


def find_duplicates(out: Path) -> Iterator[tuple[str, str, str, float]]:
    """Rows (release, the first release it is like, `exact` or `near`, similarity) in the order of the records."""
    path = out / ".duplicates.sqlite"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE exact (hash BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID;"
            "CREATE TABLE signature (id TEXT PRIMARY KEY, mins BLOB, numbers TEXT) WITHOUT ROWID;"
            "CREATE TABLE band (number INTEGER, key BLOB, id TEXT);"
            "CREATE INDEX band_key ON band (number, key);"
        )
        for release in read_records(out):
            row = _look_up(connection, release.id, release.text)
            if row:
                yield row
    finally:
        connection.close()
        path.unlink(missing_ok=True)


def _look_up(connection: sqlite3.Connection, key: str, text: str) -> tuple[str, str, str, float] | None:
    words = _WORD.findall(text.casefold())
    if not words:
        return None
    digest = hashlib.sha256("".join(words).encode("utf-8", "surrogatepass")).digest()[:16]
    same = connection.execute("SELECT id FROM exact WHERE hash = ?", (digest,)).fetchone()
    if same:
        return key, same[0], "exact", 1.0
    connection.execute("INSERT INTO exact VALUES (?, ?)", (digest, key))
    mins = _signature(words)
    if mins is None:
        return None
    numbers = " ".join(sorted({word for word in words if any(c.isdigit() for c in word)}))
    near = _near(connection, mins, numbers)
    connection.execute("INSERT OR IGNORE INTO signature VALUES (?, ?, ?)", (key, mins, numbers))
    connection.executemany("INSERT INTO band VALUES (?, ?, ?)", [(i, band, key) for i, band in _bands(mins)])
    return (key, near[0], "near", near[1]) if near else None


def _near(connection: sqlite3.Connection, mins: bytes, numbers: str) -> tuple[str, float] | None:
    candidates: set[str] = set()
    for number, band in _bands(mins):
        found = connection.execute("SELECT id FROM band WHERE number = ? AND key = ? LIMIT 20", (number, band))
        candidates.update(key for (key,) in found)
    best: tuple[str, float] | None = None
    for key in sorted(candidates):
        other, other_numbers = connection.execute("SELECT mins, numbers FROM signature WHERE id = ?", (key,)).fetchone()
        similarity = _similarity(mins, other)
        if similarity >= NEAR and numbers == other_numbers and (best is None or similarity > best[1]):
            best = key, round(similarity, 3)
    return best


def _signature(words: list[str]) -> bytes | None:
    """The 64 minima of the shingles' hashes, 4 bytes each; None where `datasketch` is not installed."""
    try:
        from datasketch import MinHash
    except ImportError:
        return None
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(shingles)])
    return sketch.digest().astype("<u4").tobytes()


def _bands(mins: bytes) -> list[tuple[int, bytes]]:
    width = len(mins) // BANDS
    return [(i, mins[i * width : (i + 1) * width]) for i in range(BANDS)]


def _similarity(a: bytes, b: bytes) -> float:
    equal = sum(a[i : i + 4] == b[i : i + 4] for i in range(0, len(a), 4))
    return equal / PERMUTATIONS
