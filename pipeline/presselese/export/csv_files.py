"""CSV that pandas and spreadsheets read alike, and that a spreadsheet can't be tricked with."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presselese.export.columns import Table
from presselese.record import Record

# A spreadsheet runs a cell that begins so as a formula. The guard goes in front of guards, too: it can be taken off.
_NEEDS_GUARD = re.compile(r"'*[=+\-@\x00-\x1f]")
_GUARDED = re.compile(r"'+[=+\-@\x00-\x1f]")


def guard(cell: str) -> str:
    """The cell with `'` in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _NEEDS_GUARD.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a file are set apart, and how numbers look in it."""

    encoding: str
    delimiter: str
    line_end: str
    decimal: str


PLAIN = Dialect("utf-8", ",", "\n", ".")
EXCEL = Dialect("utf-8-sig", ";", "\r\n", ",")
"""A German Excel opens it by double click."""


class CsvFile:
    """The file of a table: the names of its columns, then rows. A context manager."""

    def __init__(self, path: Path, table: Table, dialect: Dialect) -> None:
        self.table = table
        self.dialect = dialect
        self._file = path.open("w", encoding=dialect.encoding, errors="backslashreplace", newline="")
        # csv puts marks around the line ends that it writes itself: with \r\n no \r and no \n of a cell ends a line.
        self._csv = csv.writer(self, delimiter=dialect.delimiter, lineterminator="\r\n")
        self._csv.writerow(column.name for column in table.columns)

    def write_rows(self, rows: Iterable[Iterable[Any]]) -> None:
        """Write rows of texts, numbers and None."""
        self._csv.writerows([self._cell(cell) for cell in row] for row in rows)

    def write(self, line: str) -> None:
        """Called by csv with each line."""
        self._file.write(line.removesuffix("\r\n") + self.dialect.line_end)

    def _cell(self, cell: Any) -> Any:
        if isinstance(cell, str):
            return guard(cell)
        if isinstance(cell, float):
            return str(cell).replace(".", self.dialect.decimal)
        return cell

    def __enter__(self) -> CsvFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def write_csv(
    releases: Iterable[Record], tables: Sequence[Table], folder: Path, dialect: Dialect = PLAIN
) -> None:
    """Write a .csv for each table into a folder."""
    with ExitStack() as stack:
        files = [
            stack.enter_context(CsvFile(folder / f"{table.name}.csv", table, dialect)) for table in tables
        ]
        for release in releases:
            for file in files:
                file.write_rows(file.table.rows(release))
