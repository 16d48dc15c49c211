"""Reading the tables of this room: tab-separated, first lines with `#` name source and licence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table that comes with the program, by column."""
    return _parsed(files(__package__).joinpath("tables", name).read_text(encoding="utf-8"), name)


def rows_of_file(path: str | Path) -> list[dict[str, str]]:
    """The rows of a table of the user's own; raises ValueError with file and line where a row has another width."""
    return _parsed(Path(path).read_text(encoding="utf-8-sig"), str(path))


def _parsed(content: str, name: str) -> list[dict[str, str]]:
    columns: list[str] | None = None
    out = []
    for number, line in enumerate(content.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        values = line.split("\t")
        if columns is None:
            columns = values
        elif len(values) != len(columns):
            raise ValueError(
                f"{name}, line {number}: {len(values)} values found, {len(columns)} expected ({' '.join(columns)})"
            )
        else:
            out.append(dict(zip(columns, values, strict=True)))
    return out


@cache
def words() -> dict[str, Any]:
    """The closed lists of words.toml."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
