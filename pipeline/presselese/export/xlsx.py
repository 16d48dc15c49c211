"""A run as a workbook: a sheet a table, cells typed. Text is never a formula, days are days, keys are text."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from presselese.export.columns import DUPLICATES, Column, Table, tables
from presselese.export.tables import read_duplicates, read_records

ROWS = 1_048_576
"""What a sheet of Excel holds, the headings included."""
CHARACTERS = 32_767
"""What a cell of Excel holds."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDE = frozenset({"title", "content", "sentence", "frame"})
"""Columns of running text."""


class TooLarge(ValueError):
    """More rows than a sheet holds."""


def write_xlsx(run: Path, out: Path, *, all_quotes: bool = False) -> None:
    """Write the tables of a run to the file `out`. Raises TooLarge, naming the table, and OSError."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    try:
        with xlsxwriter.Workbook(str(out), OPTIONS) as book:
            _write_sheets(run, book, all_quotes)
    except FileCreateError as error:
        raise error.args[0] from None  # the OSError that says why


def _write_sheets(run: Path, book: Any, all_quotes: bool) -> None:
    sheets = [_Sheet(book, table) for table in tables(all_quotes=all_quotes)]
    duplicates = _Sheet(book, DUPLICATES)
    for release in read_records(run):
        for sheet in sheets:
            for row in sheet.table.rows(release):
                sheet.write(row)
    for row in read_duplicates(run):
        duplicates.write(row)
    for sheet in (*sheets, duplicates):
        sheet.finish()


class _Sheet:
    """The sheet of a table: headings that stay in sight, then rows."""

    def __init__(self, book: Any, table: Table) -> None:
        self.table = table
        self.sheet = book.add_worksheet(table.name)
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.minute = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.rows = 1
        self.sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for place, column in enumerate(table.columns):
            self.sheet.set_column(place, place, _width(column))
            self.sheet.write_string(0, place, column.name, bold)

    def write(self, row: list[Any]) -> None:
        if self.rows == ROWS:
            raise TooLarge(
                f"{self.table.name} has more than the {ROWS - 1:,} rows that a sheet of Excel holds: "
                "take --to csv, parquet or sqlite"
            )
        for place, (column, cell) in enumerate(zip(self.table.columns, row, strict=True)):
            moment = _moment(cell) if column.dtype == "datetime64[s]" else None
            if isinstance(moment, datetime):
                self.sheet.write_datetime(self.rows, place, moment, self.minute)
            elif moment is not None:
                self.sheet.write_datetime(self.rows, place, moment, self.day)
            elif isinstance(cell, str):
                self.sheet.write_string(self.rows, place, cell[:CHARACTERS])
            elif cell is not None:
                self.sheet.write_number(self.rows, place, cell)
        self.rows += 1

    def finish(self) -> None:
        """The arrows in the headings that sort and filter."""
        self.sheet.autofilter(0, 0, max(1, self.rows - 1), len(self.table.columns) - 1)


def _width(column: Column) -> int:
    """In letters."""
    if column.name in WIDE:
        return 60
    return 20 if column.dtype == "string" else 12


def _moment(cell: str | None) -> date | datetime | None:
    """A day or minute that Excel can hold (from 1900); None for any other, which stays text."""
    if not cell or cell[4:5] != "-" or not "1900" <= cell[:4] <= "9999":
        return None
    try:
        return datetime.fromisoformat(cell).replace(tzinfo=None) if "T" in cell else date.fromisoformat(cell)
    except ValueError:
        return None
