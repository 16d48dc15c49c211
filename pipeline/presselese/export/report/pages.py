"""The folder of the report: pages from templates, values in pieces."""

from __future__ import annotations

import json
import tomllib
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import IO, Any

import msgspec

from presselese.export.formats import MissingExtra
from presselese.export.report.charts import chart, map_of
from presselese.export.report.lists import Lists
from presselese.export.report.release import shown
from presselese.export.tables import read_records

LANGUAGES = ("de", "en")
PAGES = ("index", "releases", "quotes", "people", "dates", "release")
ROWS = 2_000
"""Rows in a piece of a list: it loads in some ten milliseconds."""
TOP = 12
"""Lines of a ranking in the overview."""

_HERE = resources.files("presselese.export.report")
# Inside a script these would end it, open a comment, or end a line.
_UNSAFE = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def write_report(run: Path, out: Path, language: str = "de") -> Path:
    """Write the report of a run directory into the folder `out` and give its first page.

    Raises FileNotFoundError where `run` is none, FileExistsError where `out` holds something else,
    MissingExtra with the command that installs jinja2.
    """
    if not (run / "records").is_dir():
        raise FileNotFoundError(
            f"{run}: no run here (found no folder `records`; expected the OUT of `presselese run`)"
        )
    pages = _environment()
    _make_room(out)
    lists = Lists()
    with ExitStack() as stack:
        files: dict[str, IO[str]] = {}
        for record in read_records(run):
            lists.add(record)
            name = piece_of(record.id)
            if name not in files:
                files[name] = stack.enter_context(
                    (out / "data" / f"text-{name}.js").open("w", encoding="utf-8", newline="\n")
                )
            files[name].write(_call("release", record.id, shown(record)))
    pieces = {name: _write_rows(out, name, rows) for name, rows in lists.rows().items()}
    labels = _labels(language)
    _write(out / "data" / "labels.js", _call("take", "labels", {"language": language, **labels}))
    _write(out / "data" / "calendar.js", _call("take", "calendar", lists.calendar()))
    for name in ("report.js", "report.css"):
        _write(out / "assets" / name, (_HERE / "static" / name).read_text(encoding="utf-8"))
    for name in PAGES:
        text = pages.get_template(f"{name}.html").render(
            page=name,
            pages=PAGES[:-1],
            language=language,
            label=lambda key, *values: _filled(labels[key], values),
            number=lambda value: f"{value:,}".replace(",", "." if language == "de" else ","),
            lists=lists,
            pieces=pieces,
            top=TOP,
            chart=chart(lists.months),
            map=map_of(lists.points),
            model=_model(run),
        )
        _write(out / f"{name}.html", text)
    return out / "index.html"


def piece_of(release_id: str) -> str:
    """The piece that holds a release: the first two digits of its id (as `report.js` reckons)."""
    head = release_id[:2]
    return head if len(head) == 2 and set(head) <= set("0123456789abcdef") else "other"


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


def _write_rows(out: Path, name: str, rows: list[Any]) -> int:
    starts = range(0, len(rows), ROWS)
    for piece, start in enumerate(starts):
        call = _call("take", f"{name}-{piece}", rows[start : start + ROWS])
        _write(out / "data" / f"{name}-{piece}.js", call)
    return len(starts)


def _call(function: str, name: str, value: Any) -> str:
    """A line of script that hands over a value; no text in it can end the script."""
    arguments = json.dumps([name, value], ensure_ascii=False, separators=(",", ":"))[1:-1]
    return f"presselese.{function}({arguments.translate(_UNSAFE)});\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _labels(language: str) -> dict[str, str]:
    table = tomllib.loads((_HERE / "labels.toml").read_text(encoding="utf-8"))
    return {key: texts[language] for key, texts in table.items()}


def _filled(text: str, values: tuple[Any, ...]) -> str:
    for value in values:
        text = text.replace("{}", str(value), 1)
    return text


def _model(run: Path) -> str:
    """Name and version of the model; empty where the run has no manifest."""
    path = run / "manifest.json"
    manifest = msgspec.json.decode(path.read_bytes()) if path.exists() else {}
    return f"{manifest.get('model') or ''} {manifest.get('model_version') or ''}".strip()
