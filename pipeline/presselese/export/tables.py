"""The tables of a run: written as plain CSV, read by pandas with real dtypes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

import presselese
from presselese.export.columns import DUPLICATES, Column, tables
from presselese.export.csv_files import PLAIN, CsvFile, unguard, write_csv
from presselese.folder import Folder, is_run, open_folder
from presselese.record import Record

if TYPE_CHECKING:
    import pandas

_MOMENT = re.compile(r"-?\d+(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


class OtherVersion(ValueError):
    """The records or tables of a run do not fit this version of the program."""


def check_run(run: Path) -> None:
    """Raises FileNotFoundError, saying what was expected, where `run` is no directory of a run."""
    if not is_run(run) and not (run / "records").is_dir():
        raise FileNotFoundError(
            f"{run}: no run here (found no folder `records`; expected the OUT of `presselese run`)"
        )


def read_records(run: Path | str | Folder) -> Iterator[Record]:
    """The records of a run directory (path or URL), or of one .jsonl file, in order.

    Raises OtherVersion, with file, line and reason, for a record that does not fit.
    """
    decode = msgspec.json.Decoder(Record).decode
    for name, number, line in _lines(run):
        try:
            yield decode(line)
        except msgspec.DecodeError as error:
            raise OtherVersion(
                f"{name}, line {number}: no record as presselese {presselese.__version__} writes it ({error}); "
                "if another version made it, make it again: `presselese run` with --rerun"
            ) from None


def _lines(run: Path | str | Folder) -> Iterator[tuple[str, int, bytes]]:
    """Name of the file, number and content of each line."""
    if isinstance(run, (str, Path)) and Path(run).is_file():
        with Path(run).open("rb") as file:
            yield from ((str(run), number, line) for number, line in enumerate(file, 1))
        return
    folder = open_folder(run)
    for name in folder.names("records"):
        yield from ((f"{folder}/{name}", number, line) for number, line in enumerate(folder.lines(name), 1))


def write_tables(run: Folder, *, all_quotes: bool = False) -> None:
    """Write `tables/*.csv` of a run directory from its records (all but duplicates.csv)."""
    with TemporaryDirectory() as scratch:
        write_csv(read_records(run), tables(all_quotes=all_quotes), Path(scratch))
        for path in sorted(Path(scratch).iterdir()):
            with path.open("rb") as data:
                run.write(f"tables/{path.name}", iter(partial(data.read, 1 << 20), b""))


def write_duplicates(run: Folder, rows: Iterable[tuple[str, str, str, float]]) -> None:
    """Write `tables/duplicates.csv`: release, release it is like, exact or near, similarity."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "duplicates.csv"
        with CsvFile(path, DUPLICATES, PLAIN) as file:
            file.write_rows(rows)
        run.write("tables/duplicates.csv", [path.read_bytes()])


def read_duplicates(run: Path) -> Iterator[list[Any]]:
    """The rows of `tables/duplicates.csv`; none where the run did not come so far."""
    path = run / "tables" / "duplicates.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            yield from ([*texts, float(similarity)] for *texts, similarity in rows)


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
    Raises FileNotFoundError, naming what is missing, where `path` holds no run or one that was not finished, and
    OtherVersion where a column is missing.
    """
    folder = Path(path) / "tables"
    if not folder.is_dir():
        check_run(Path(path))
        raise FileNotFoundError(
            f"{path}: the run was ended before it wrote its tables; give its command again to finish it"
        )
    return read_folder(folder, pyarrow=pyarrow)


def read_folder(folder: Path, *, pyarrow: bool = False) -> Tables:
    """The tables of a folder of .csv files, as `read_outputs`."""
    frames = {
        table.name: _read_table(folder / f"{table.name}.csv", table.columns)
        for table in (*tables(), DUPLICATES)
    }
    if pyarrow:
        frames = {name: _with_arrow(frame) for name, frame in frames.items()}
    return Tables(**frames)


def _read_table(path: Path, columns: tuple[Column, ...]) -> pandas.DataFrame:
    import pandas

    if not path.exists():
        return pandas.DataFrame({column.name: pandas.Series([], dtype=column.dtype) for column in columns})
    plain = {c.name: c.dtype if c.dtype in ("Int64", "Float64", "boolean") else "string" for c in columns}
    frame = pandas.read_csv(path, dtype=plain, keep_default_na=False, na_values=[""], encoding="utf-8")
    if missing := [column.name for column in columns if column.name not in frame]:
        raise OtherVersion(
            f"{path}: found no column {', '.join(missing)}; another version of presselese made it, or somebody "
            "changed it: `presselese export RUN --to csv` makes the tables again"
        )
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


def _with_arrow(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Every column backed by Arrow; closed lists as Arrow's dictionaries."""
    import pandas
    import pyarrow

    closed = pandas.ArrowDtype(pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))
    types = {name: closed for name, dtype in frame.dtypes.items() if dtype == "category"}
    return frame.astype(types).convert_dtypes(dtype_backend="pyarrow")
