"""Which releases of a run are the same as, or nearly the same as, an earlier one.

The last pass of a run, on disk (SQLite), in the order of the inputs. Exact: equal letters and digits, all else
removed. Near: at least NEAR of the 5-word shingles in common by MinHash (extra `duplicates`), and the same figures:
two police reports that differ in time and damage are two. Every duplicate keeps its full record.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from presselese.batch.signatures import PERMUTATIONS, Signature, read_signatures, similarity
from presselese.folder import Folder

NEAR = 0.8
BANDS = 16
_NO_MINS = bytes(PERMUTATIONS * 4)


def find_duplicates(run: Folder) -> Iterator[tuple[str, str, str, float]]:
    """Rows (release, the first release it is like, `exact` or `near`, similarity) in the order of the records."""
    with (
        TemporaryDirectory() as directory,
        closing(sqlite3.connect(Path(directory) / "signatures.sqlite")) as connection,
    ):
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE release (id TEXT, exact BLOB, numbers BLOB, mins BLOB);"
            "CREATE INDEX release_exact ON release (exact);"
            "CREATE TABLE band (number INTEGER, key BLOB, release INTEGER);"
            "CREATE INDEX band_key ON band (number, key);"
        )
        for name in run.names("signatures"):
            for made in read_signatures(run.read(name)):
                row = _look_up(connection, made)
                if row:
                    yield row


def _look_up(connection: sqlite3.Connection, new: Signature) -> tuple[str, str, str, float] | None:
    same = connection.execute("SELECT id FROM release WHERE exact = ? LIMIT 1", (new.exact,)).fetchone()
    if same:
        return new.id, same[0], "exact", 1.0
    near = _near(connection, new) if new.mins != _NO_MINS else None
    row = connection.execute(
        "INSERT INTO release VALUES (?, ?, ?, ?)", (new.id, new.exact, new.numbers, new.mins)
    )
    if new.mins != _NO_MINS:
        rows = [(number, key, row.lastrowid) for number, key in _bands(new.mins)]
        connection.executemany("INSERT INTO band VALUES (?, ?, ?)", rows)
    return (new.id, near[0], "near", near[1]) if near else None


def _near(connection: sqlite3.Connection, new: Signature) -> tuple[str, float] | None:
    candidates: set[int] = set()
    for number, key in _bands(new.mins):
        # A formula that hundreds of releases share tells nothing: twenty of a kind are enough.
        found = connection.execute(
            "SELECT release FROM band WHERE number = ? AND key = ? LIMIT 20", (number, key)
        )
        candidates.update(row for (row,) in found)
    best: tuple[str, float] | None = None
    for row in sorted(candidates):
        query = "SELECT id, numbers, mins FROM release WHERE rowid = ?"
        key, numbers, mins = connection.execute(query, (row,)).fetchone()
        share = similarity(new.mins, mins)
        if share >= NEAR and numbers == new.numbers and (best is None or share > best[1]):
            best = key, round(share, 3)
    return best


def _bands(mins: bytes) -> list[tuple[int, bytes]]:
    width = len(mins) // BANDS
    return [(number, mins[number * width : (number + 1) * width]) for number in range(BANDS)]
