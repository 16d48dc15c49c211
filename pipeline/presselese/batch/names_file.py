"""`names.csv` of a run: every spelling of every name, for the user's hand. Counted on disk, however large the run."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from presselese.entities.user_names import COLUMNS, spellings
from presselese.export.csv_files import guard
from presselese.export.tables import read_records
from presselese.folder import Folder

NAMES, NEW_NAMES = "names.csv", "names.new.csv"


def write_names(run: Folder, written_before: str | None) -> str:
    """Write names.csv of a run; beside it, as names.new.csv, where a person has changed it.

    `written_before` is the SHA-256 of the names.csv that an earlier call wrote, as it returned it. Returns that of the
    file that is untouched now.
    """
    content = "".join(_lines(run)).encode()
    touched = run.exists(NAMES) and hashlib.sha256(run.read(NAMES)).hexdigest() != written_before
    if touched:
        run.write(NEW_NAMES, [content])
        return written_before or ""
    run.write(NAMES, [content])
    return hashlib.sha256(content).hexdigest()


def _lines(run: Folder) -> Iterator[str]:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(run):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
        if text.tell() > 1 << 20:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _rows(run: Folder) -> Iterator[tuple[str, str, str, str, int]]:
    """The most frequent spellings first; a spelling is filed as it mostly is."""
    with (
        TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "names.sqlite")) as connection,
    ):
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE spelling (surface, kind, name, link, count INTEGER,"
            " PRIMARY KEY (surface, kind, name, link)) WITHOUT ROWID;"
        )
        for record in read_records(run):
            connection.executemany(
                "INSERT INTO spelling VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                spellings(record),
            )
        yield from connection.execute(
            "SELECT surface, name, kind, link, total FROM ("
            " SELECT *, sum(count) OVER (PARTITION BY surface, kind) AS total,"
            " row_number() OVER (PARTITION BY surface, kind ORDER BY count DESC, name, link) AS place FROM spelling)"
            " WHERE place = 1 ORDER BY total DESC, surface, kind"
        )
