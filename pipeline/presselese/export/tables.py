"""The tables of a run: plain CSV that pandas reads with real dtypes, and that a spreadsheet can't be tricked with."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

from presselese.export.columns import Column, Table, tables
from presselese.folder import Folder, open_folder
from presselese.record import Record

if TYPE_CHECKING:
    import pandas

DUPLICATES = (
    Column("release_id", "string", lambda row: row[0]),
    Column("duplicate_of", "string", lambda row: row[1]),
    Column("kind", "category", lambda row: row[2]),
    Column("similarity", "Float64", lambda row: row[3]),
)

# A spreadsheet runs a cell that begins so as a formula. The guard goes in front of guards, too: it can be taken off.
_NEEDS_GUARD = re.compile(r"'*[=+\-@\x00-\x1f]")
_GUARDED = re.compile(r"'+[=+\-@\x00-\x1f]")
_MOMENT = re.compile(r"-?\d+(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


def guard(cell: str) -> str:
    """The cell with `'` in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _NEEDS_GUARD.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def read_records(run: Path | str | Folder) -> Iterator[Record]:
    """The records of a run directory (path or URL), or of one .jsonl file, in order."""
    decode = msgspec.json.Decoder(Record).decode
    if isinstance(run, (str, Path)) and Path(run).is_file():
        with Path(run).open("rb") as file:
            yield from map(decode, file)
        return
    folder = open_folder(run)
    for name in folder.names("records"):
        yield from map(decode, folder.lines(name))


def write_tables(run: Folder, *, all_quotes: bool = False) -> None:
    """Write `tables/*.csv` of a run directory from its records."""
    made = tables(all_quotes=all_quotes)
    with TemporaryDirectory() as scratch, ExitStack() as stack:
        files = {table.name: stack.enter_context(_scratch_file(scratch, table.name)) for table in made}
        writers = {name: csv.writer(file, lineterminator="\n") for name, file in files.items()}
        for table in made:
            writers[table.name].writerow(column.name for column in table.columns)
        for release in read_records(run):
            for table in made:
                writers[table.name].writerows(_cells(table, release))
        for name, file in files.items():
            file.flush()
            with Path(file.name).open("rb") as data:
                run.write(f"tables/{name}.csv", iter(partial(data.read, 1 << 20), b""))


def write_duplicates(run: Folder, rows: Iterable[tuple[str, str, str, float]]) -> None:
    """Write `tables/duplicates.csv`: release, release it is like, exact or near, similarity."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in DUPLICATES)
    writer.writerows(rows)
    run.write("tables/duplicates.csv", [text.getvalue().encode()])


def _scratch_file(directory: str, name: str) -> Any:
    return (Path(directory) / name).open("w", encoding="utf-8", errors="backslashreplace", newline="")


def _cells(table: Table, release: Record) -> Iterator[list[Any]]:
    for row in table.rows(release):
        yield [guard(cell) if isinstance(cell, str) else cell for cell in row]


@dataclass(frozen=True)
class Tables:
    """The tables of a run as DataFrames with real dtypes."""

    releases: pandas.DataFrame
    persons: pandas.DataFrame
    roles: pandas.DataFrame
    organisations: pandas.DataFrame
    places: pandas.DataFrame
    mentions: pandas.DataFrame
    dates: pandas.DataFrame
    quotes: pandas.DataFrame
    topics: pandas.DataFrame
    duplicates: pandas.DataFrame


def read_outputs(path: Path | str, *, pyarrow: bool = False) -> Tables:
    """The tables of a run directory.

    Texts are strings (null where nothing is known), numbers Int64/Float64, closed lists categories, days and times
    `datetime64[s]` (years 1 to 9999 survive). With `pyarrow` the columns are backed by Arrow (extra `parquet`).
    Raises FileNotFoundError, naming what is missing, where `path` holds no run.
    """
    directory = Path(path) / "tables"
    if not directory.is_dir():
        raise FileNotFoundError(
            f"{path}: no run here (found no folder `tables`; expected the OUT of `presselese run`)"
        )
    columns = {table.name: table.columns for table in tables()} | {"duplicates": DUPLICATES}
    frames = {name: _read_table(directory / f"{name}.csv", columns[name]) for name in columns}
    if pyarrow:
        frames = {name: frame.convert_dtypes(dtype_backend="pyarrow") for name, frame in frames.items()}
    return Tables(**frames)


def _read_table(path: Path, columns: tuple[Column, ...]) -> pandas.DataFrame:
    import pandas

    if not path.exists():
        return pandas.DataFrame({column.name: pandas.Series([], dtype=column.dtype) for column in columns})
    plain = {c.name: c.dtype if c.dtype in ("Int64", "Float64", "boolean") else "string" for c in columns}
    frame = pandas.read_csv(path, dtype=plain, keep_default_na=False, na_values=[""], encoding="utf-8")
    for column in columns:
        frame[column.name] = _typed(frame[column.name], column.dtype)
    return frame


def _typed(series: pandas.Series, dtype: str) -> pandas.Series:
    import numpy
    import pandas

    if dtype == "datetime64[s]":
        # Through numpy: pandas' own parser guesses, and stops at 1677 and 2262.
        # The offset of a time is left out: what the clock on the wall said.
        found = [None if value is pandas.NA else _MOMENT.match(value) for value in series]
        values = [numpy.datetime64(match.group() if match else "NaT") for match in found]
        return pandas.Series(numpy.array(values, dtype="datetime64[s]"), index=series.index)
    if dtype == "string":
        return series.map(unguard, na_action="ignore").astype("string")
    return series.astype(dtype)  # type: ignore[call-overload]
