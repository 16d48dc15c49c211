"""A run's records in the formats of other programs: one function a format."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from presselese.export.columns import DUPLICATES, tables
from presselese.export.csv_files import EXCEL, PLAIN, CsvFile, write_csv
from presselese.export.tables import check_run, read_duplicates, read_folder, read_records
from presselese.record import Record


class MissingExtra(ImportError):
    """A format needs a library that is not installed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`all_quotes`: reported and free indirect speech, too (tables only). `excel`: a CSV for Excel."""

    all_quotes: bool = False
    excel: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """`write` makes one file, or the files of a `folder` that is there; `library` is what `extra` brings for it."""

    write: Callable[[Path, Path, Choice], None]
    folder: bool = False
    library: str = ""
    extra: str = ""


def write(run: Path, to: str, out: Path, *, excel: bool = False, all_quotes: bool = False) -> None:
    """Write a run directory as `to` (a key of FORMATS) to the file or folder `out`. A file has its old or its new
    content, however this ends.

    Raises FileNotFoundError where `run` is none, FileExistsError where a folder is in the way of a file or the other
    way round, MissingExtra with the command that installs what is missing, OtherVersion for records that do not fit,
    TooLarge for more rows than a format holds.
    """
    check_run(run)
    made = FORMATS[to]
    if made.library:
        _library(made.library, made.extra)
    choice = Choice(all_quotes, excel)
    if made.folder:
        if out.is_file():
            raise FileExistsError(f"{out}: is a file, and {to} is a folder of files: give another name")
        out.mkdir(parents=True, exist_ok=True)
        made.write(run, out, choice)
        return
    if out.is_dir():
        raise FileExistsError(
            f"{out}: is a folder, and {to} is one file: give a name, as {out / f'run.{to}'}"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f".{out.name}.tmp")
    try:
        made.write(run, unfinished, choice)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    if to == "sqlite":
        from presselese.export.sqlite import write_metadata

        write_metadata(out)


def _csv(run: Path, out: Path, choice: Choice) -> None:
    """A file a table."""
    dialect = EXCEL if choice.excel else PLAIN
    write_csv(read_records(run), tables(all_quotes=choice.all_quotes), out, dialect)
    with CsvFile(out / "duplicates.csv", DUPLICATES, dialect) as file:
        file.write_rows(read_duplicates(run))


def _jsonl(run: Path, out: Path, choice: Choice) -> None:
    """All shards in one file."""
    with out.open("wb") as file:
        for part in sorted((run / "records").glob("part-*.jsonl")):
            file.write(part.read_bytes())


def _xlsx(run: Path, out: Path, choice: Choice) -> None:
    from presselese.export.xlsx import write_xlsx

    write_xlsx(run, out, all_quotes=choice.all_quotes)


def _parquet(run: Path, out: Path, choice: Choice) -> None:
    """A file a table."""
    with TemporaryDirectory() as scratch:
        _csv(run, Path(scratch), Choice(choice.all_quotes))
        for name, frame in vars(read_folder(Path(scratch))).items():
            frame.to_parquet(out / f"{name}.parquet", index=False)


def _sqlite(run: Path, out: Path, choice: Choice) -> None:
    from presselese.export.sqlite import write_sqlite

    write_sqlite(run, out, all_quotes=choice.all_quotes)


def _timeml(run: Path, out: Path, choice: Choice) -> None:
    """A .tml a release, named after its id."""
    from presselese.export.timeml import timeml

    for release in read_records(run):
        (out / f"{release.id}.tml").write_text(timeml(release), encoding="utf-8")


def _ics(run: Path, out: Path, choice: Choice) -> None:
    from presselese.export.ics import calendar

    with out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(calendar(read_records(run)))


def _geojson(run: Path, out: Path, choice: Choice) -> None:
    """A FeatureCollection (RFC 7946), a feature a line."""
    features = (feature for release in read_records(run) for feature in _features(release))
    with out.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        for number, feature in enumerate(features):
            file.write((",\n" if number else "") + json.dumps(feature, ensure_ascii=False))
        file.write("\n]}\n")


def _features(release: Record) -> Iterator[dict[str, Any]]:
    """A point for each place of a release that has coordinates."""
    for place in release.places:
        if place.link and place.link.lat is not None and place.link.lon is not None:
            yield {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place.link.lon, place.link.lat]},
                "properties": {
                    "place_id": place.id,
                    "name": place.name,
                    "scheme": place.link.scheme,
                    "key": place.link.id,
                    "release_id": release.id,
                    "title": release.meta.title,
                    "published": release.meta.published,
                    "mentions": len(place.mentions),
                },
            }


def _library(module: str, extra: str) -> None:
    try:
        importlib.import_module(module)
    except ImportError:
        raise MissingExtra(f"this format needs an extra: pip install 'presselese[{extra}]'") from None


FORMATS = {
    "csv": Format(_csv, folder=True),
    "jsonl": Format(_jsonl),
    "xlsx": Format(_xlsx, library="xlsxwriter", extra="xlsx"),
    "parquet": Format(_parquet, folder=True, library="pyarrow", extra="parquet"),
    "sqlite": Format(_sqlite, library="sqlite_utils", extra="sqlite"),
    "timeml": Format(_timeml, folder=True),
    "ics": Format(_ics),
    "geojson": Format(_geojson),
}
