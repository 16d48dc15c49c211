"""The folder of the report: pages from templates, values in pieces."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from presselese.export.formats import MissingExtra
from presselese.export.report import sources
from presselese.export.report.charts import NARROW, WIDE, chart, map_of
from presselese.export.report.lists import LISTS, Lists
from presselese.export.report.release import shown
from presselese.export.report.shelf import Shelf
from presselese.export.tables import OtherVersion, check_run, read_records
from presselese.record import Record

PAGES = ("index", "releases", "quotes", "people", "dates", "release")
FIRST_ROWS, ROWS = 100, 2_000
"""Rows in the first piece of a list, which is what a page shows at first, and in the others."""
TOP = 12
"""Lines of a ranking in the overview."""
PROBLEMS = 50
"""Documents without a record that the overview names."""

_HERE = resources.files("presselese.export.report")
# Inside a script these would end it, open a comment, or end a line. Outside of texts JSON has none of them.
_UNSAFE = {mark.encode(): f"\\u{ord(mark):04x}".encode() for mark in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Report:
    """What was written: its first page, the number of releases, and how many of them have no raw text beside them."""

    page: Path
    releases: int
    without_source: int


def write_report(
    run: Path,
    out: Path,
    language: str = "de",
    *,
    inputs: Sequence[Path] | None = None,
    progress: Callable[[int], None] = lambda releases: None,
) -> Report:
    """Write the report of a run directory into the folder `out`.

    `inputs` are the files and folders that the run has read, for the raw text beside each release (by default those
    that its manifest names; none: no raw text). `progress` is told the number of releases done.

    Raises FileNotFoundError where `run` is none, FileExistsError where `out` holds something else, OtherVersion where
    the records do not fit, MissingExtra with the command that installs jinja2.
    """
    check_run(run)
    manifest = _manifest(run)
    pages = _environment()
    _make_room(out)
    with Shelf() as shelf:
        lists = Lists(shelf)
        pieces = _write_releases(read_records(run), out, lists, shelf, progress)
        read = [Path(item) for item in manifest.get("inputs", [])] if inputs is None else inputs
        _write_sources(read, manifest, out, pieces, shelf)
        lists.finish()
        starts = {name: _write_rows(out, name, lists.rows(name)) for name in LISTS}
        report = Report(out / "index.html", lists.counts["releases"], shelf.sources_left())
    labels = _labels(language)
    values = {"language": language, "pieces": sorted(pieces), **labels}
    _write(out, "labels", values)
    days = {**lists.calendar(), "starts": [row[2] for row in starts["dates"]]}
    _write(out, "calendar", days)
    for name in ("report.js", "report.css"):
        (out / "assets" / name).write_bytes((_HERE / "static" / name).read_bytes())
    for name in PAGES:
        text = pages.get_template(f"{name}.html").render(
            page=name,
            pages=PAGES[:-1],
            language=language,
            label=lambda key, *values: _filled(labels[key], values),
            number=lambda value: _number(value, language),
            lists=lists,
            pieces={name: len(rows) for name, rows in starts.items()},
            first_values=_first_values(name, starts),
            top=TOP,
            charts=[
                ("wide", WIDE, chart(lists.months, WIDE)),
                ("narrow", NARROW, chart(lists.months, NARROW)),
            ],
            map=map_of(lists.points),
            manifest=manifest,
            problems=list(islice(_problems(run), PROBLEMS)),
        )
        (out / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    return report


def piece_of(release_id: str) -> str:
    """The piece that holds a release: the first two digits of its id (as `report.js` reckons)."""
    head = release_id[:2]
    return head if len(head) == 2 and set(head) <= set("0123456789abcdef") else "other"


def _write_releases(
    records: Iterator[Record], out: Path, lists: Lists, shelf: Shelf, progress: Callable[[int], None]
) -> set[str]:
    """Write each release into its piece and gather the lists. Returns the names of the pieces."""
    files: dict[str, IO[bytes]] = {}
    with ExitStack() as stack:
        for record in records:
            lists.add(record)
            sources.ask_for(record, shelf)
            name = piece_of(record.id)
            if name not in files:
                files[name] = stack.enter_context((out / "data" / f"text-{name}.js").open("wb"))
            files[name].write(_call(f"release/{record.id}", shown(record)))
            progress(lists.counts["releases"])
    return set(files)


def _write_sources(
    inputs: Sequence[Path], manifest: dict[str, Any], out: Path, pieces: set[str], shelf: Shelf
) -> None:
    """Write the raw texts, in pieces as the releases. Each piece is there, were it empty: a page may ask for it."""
    fields = dict(manifest.get("options", {}).get("fields", []))
    with ExitStack() as stack:
        files = {
            name: stack.enter_context((out / "data" / f"source-{name}.js").open("wb"))
            for name in sorted(pieces)
        }
        for release, value in sources.found(inputs, fields, shelf):
            files[piece_of(release)].write(_call(f"source/{release}", value))


def _write_rows(out: Path, name: str, rows: Iterator[list[Any]]) -> list[list[Any]]:
    """Write a list in pieces. Returns the first row of each."""
    starts: list[list[Any]] = []
    while piece := list(islice(rows, ROWS if starts else FIRST_ROWS)):
        _write(out, f"{name}-{len(starts)}", piece)
        starts.append(piece[0])
    return starts


def _write(out: Path, name: str, value: Any) -> None:
    (out / "data" / f"{name}.js").write_bytes(_call(name, value))


def _first_values(page: str, starts: dict[str, list[list[Any]]]) -> list[str]:
    """The files of values that a page surely needs; it asks for others when it knows which."""
    if page == "dates":
        return ["calendar"]
    return [f"{page}-0"] if starts.get(page) else []


def _environment() -> Any:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingExtra("the report needs an extra: pip install 'presselese[report]'") from None
    return Environment(
        loader=PackageLoader("presselese.export.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _make_room(out: Path) -> None:
    """Take away the values of an earlier report; touch no folder that is none."""
    if out.exists() and not out.is_dir():
        raise FileExistsError(f"{out}: found a file, expected a folder for the report")
    if out.is_dir() and any(out.iterdir()) and not (out / "assets" / "report.js").exists():
        raise FileExistsError(f"{out}: holds something other than a report; give an empty or a new folder")
    for name in ("assets", "data"):
        (out / name).mkdir(parents=True, exist_ok=True)
    for old in (out / "data").glob("*.js"):
        old.unlink()


def _call(name: str, value: Any) -> bytes:
    """A line of script that hands over a value; no text in it can end the script."""
    arguments = msgspec.json.encode([name, value])[1:-1]
    for mark, escaped in _UNSAFE.items():
        arguments = arguments.replace(mark, escaped)
    return b"presselese.take(%b);\n" % arguments


def _labels(language: str) -> dict[str, str]:
    table = tomllib.loads((_HERE / "labels.toml").read_text(encoding="utf-8"))
    return {key: texts[language] for key, texts in table.items()}


def _filled(text: str, values: tuple[Any, ...]) -> str:
    for value in values:
        text = text.replace("{}", str(value), 1)
    return text


def _number(value: int, language: str) -> str:
    return f"{value:,}".replace(",", "." if language == "de" else ",")


def _manifest(run: Path) -> dict[str, Any]:
    """What `manifest.json` says; empty where there is none. Raises OtherVersion for a file that is none."""
    path = run / "manifest.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any]) if path.exists() else {}
    except msgspec.DecodeError as error:
        raise OtherVersion(f"{path}: not the manifest of a run ({error})") from None


def _problems(run: Path) -> Iterator[dict[str, Any]]:
    """The lines of the ledger for documents that have no record."""
    path = run / "ledger.jsonl"
    if path.exists():
        with path.open("rb") as lines:
            yield from (line for line in map(msgspec.json.decode, lines) if line["state"] != "done")
