"""A run's records in the formats of other programs: one function a format."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from presselese.export.columns import tables
from presselese.export.events import events
from presselese.export.tables import guard, read_outputs, read_records


class MissingExtra(ImportError):
    """A format needs a library that is not installed."""


def write(run: Path, to: str, out: Path, *, excel: bool = False, all_quotes: bool = False) -> None:
    """Write a run directory as `to` (a key of FORMATS) to the file or folder `out`.

    Raises FileNotFoundError where `run` is none, MissingExtra with the command that installs what is missing.
    """
    if not (run / "records").is_dir():
        raise FileNotFoundError(
            f"{run}: no run here (found no folder `records`; expected the OUT of `presselese run`)"
        )
    if to == "csv":
        _csv(run, out, excel=excel, all_quotes=all_quotes)
    else:
        FORMATS[to](run, out)


def _csv(run: Path, out: Path, *, excel: bool, all_quotes: bool) -> None:
    """A file a table. For Excel with a German list separator: BOM, semicolon, decimal comma."""
    out.mkdir(parents=True, exist_ok=True)
    for table in tables(all_quotes=all_quotes):
        with (out / f"{table.name}.csv").open(
            "w", encoding="utf-8-sig" if excel else "utf-8", newline=""
        ) as file:
            writer = csv.writer(
                file, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n"
            )
            writer.writerow(column.name for column in table.columns)
            for release in read_records(run):
                writer.writerows([_csv_cell(cell, excel) for cell in row] for row in table.rows(release))


def _csv_cell(cell: Any, excel: bool) -> Any:
    if isinstance(cell, str):
        return guard(cell)
    if excel and isinstance(cell, float):
        return str(cell).replace(".", ",")
    return cell


def _jsonl(run: Path, out: Path) -> None:
    """All shards in one file."""
    with out.open("wb") as file:
        for part in sorted((run / "records").glob("part-*.jsonl")):
            file.write(part.read_bytes())


def _xlsx(run: Path, out: Path) -> None:
    """A sheet a table, cells typed: text is never a formula, days are days, keys are text."""
    xlsxwriter = _library("xlsxwriter", "xlsx")
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(out), options) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        minute = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for table in tables():
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, bold)
            for at, row in enumerate(
                (row for release in read_records(run) for row in table.rows(release)), 1
            ):
                for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                    moment = _moment(cell) if column.dtype == "datetime64[s]" else None
                    if isinstance(moment, datetime):
                        sheet.write_datetime(at, place, moment, minute)
                    elif moment is not None:
                        sheet.write_datetime(at, place, moment, day)
                    elif isinstance(cell, str):
                        sheet.write_string(at, place, cell[:32_767])  # more does not fit into a cell
                    elif cell is not None:
                        sheet.write(at, place, cell)


def _moment(cell: str | None) -> date | datetime | None:
    """A day or minute that Excel can hold (from 1900); None for any other, which stays text."""
    if not cell or not "1900" <= cell[:4] <= "9999" or cell[4:5] not in ("", "-"):
        return None
    try:
        return datetime.fromisoformat(cell).replace(tzinfo=None) if "T" in cell else date.fromisoformat(cell)
    except ValueError:
        return None


def _parquet(run: Path, out: Path) -> None:
    """A file a table."""
    _library("pyarrow", "parquet")
    out.mkdir(parents=True, exist_ok=True)
    for name, frame in vars(read_outputs(run)).items():
        frame.to_parquet(out / f"{name}.parquet", index=False)


def _timeml(run: Path, out: Path) -> None:
    """A .tml a release, named after its id."""
    from presselese.export.timeml import timeml

    out.mkdir(parents=True, exist_ok=True)
    for release in read_records(run):
        (out / f"{release.id}.tml").write_text(timeml(release), encoding="utf-8")


def _ics(run: Path, out: Path) -> None:
    """Announced events as a calendar (RFC 5545), in Europe/Berlin."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//presselese//DE", "CALSCALE:GREGORIAN"]
    for release in read_records(run):
        for event in events(release):
            lines += [
                "BEGIN:VEVENT",
                f"UID:{event.date.id}@presselese",
                f"DTSTAMP:{_stamp(release.meta.published)}",
            ]
            lines += _when(event.date.first, event.date.last)
            lines += [
                f"SUMMARY:{_ics_text(event.summary)}",
                f"DESCRIPTION:{_ics_text(release.meta.title or '')}",
            ]
            lines += ["END:VEVENT"]
    lines.append("END:VCALENDAR")
    with out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(piece + "\r\n" for line in lines for piece in _folded(line))


def _stamp(published: str | None) -> str:
    return f"{(published or '1970-01-01')[:10].replace('-', '')}T000000Z"


def _when(first: str | None, last: str | None) -> list[str]:
    assert first is not None  # events have one
    if "T" in first:
        lines = [f"DTSTART;TZID=Europe/Berlin:{_compact(first)}"]
        return (
            [*lines, f"DTEND;TZID=Europe/Berlin:{_compact(last)}"]
            if last and "T" in last and last > first
            else lines
        )
    # The end of a whole day is exclusive in a calendar.
    after = date.fromisoformat((last or first)[:10]) + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{first.replace('-', '')}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _compact(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y%m%dT%H%M%S}"


def _ics_text(text: str) -> str:
    for mark, escaped in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(mark, escaped)
    return text


def _folded(line: str) -> Iterator[str]:
    """A line of a calendar has at most 75 bytes; what is longer goes on behind a blank."""
    piece = ""
    for character in line:
        if len((piece + character).encode("utf-8", "replace")) > 74:
            yield piece
            piece = " "
        piece += character
    yield piece


def _geojson(run: Path, out: Path) -> None:
    """A point for each place of a release that has coordinates."""
    features = [
        {
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
        for release in read_records(run)
        for place in release.places
        if place.link and place.link.lat is not None and place.link.lon is not None
    ]
    out.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8"
    )


def _sqlite(run: Path, out: Path) -> None:
    from presselese.export.sqlite import write_sqlite

    _library("sqlite_utils", "sqlite")
    write_sqlite(run, out)


def _library(module: str, extra: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtra(f"this format needs an extra: pip install 'presselese[{extra}]'") from None


FORMATS: dict[str, Callable[[Path, Path], None]] = {
    "jsonl": _jsonl,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "timeml": _timeml,
    "ics": _ics,
    "geojson": _geojson,
}
