"""Rows on disk, given back in order: what a report needs of memory does not grow with its run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Self

import msgspec

Row = list[Any]

_TABLES = """
create table row (list text, key text, value blob);
create table person (name text, release text, title text, role text, party text, quotes integer, day text);
create table source (hash text, release text, first integer, last integer);
"""


class Shelf:
    """A database in a temporary file that goes away with it. Rows of equal keys keep the order in which they came."""

    def __init__(self) -> None:
        # No name: SQLite keeps it in a file of its own, writes what does not fit the cache, and removes it.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(f"pragma journal_mode=off; pragma cache_size=-16000; {_TABLES} begin;")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def put(self, name: str, key: str, row: Row) -> None:
        """Keep a row of the list `name`."""
        self._base.execute("insert into row values (?, ?, ?)", (name, key, msgspec.json.encode(row)))

    def rows(self, name: str, *, falling: bool = False) -> Iterator[Row]:
        """The rows of a list by their keys."""
        order = "desc" if falling else "asc"
        question = f"select value from row where list = ? order by key {order}, rowid"
        with closing(self._base.execute(question, (name,))) as found:
            for (value,) in found:
                yield msgspec.json.decode(value)

    def put_person(self, *values: Any) -> None:
        """Keep a person of a release: name, release, its title, role, party, quotes, day."""
        self._base.execute("insert into person values (?, ?, ?, ?, ?, ?, ?)", values)

    def persons(self) -> Iterator[tuple[Any, ...]]:
        """The persons of all releases as they were put, those of one name together."""
        with closing(self._base.execute("select * from person order by name, rowid")) as found:
            yield from found

    def put_source(self, content: str, release: str, first: int, last: int) -> None:
        """Keep which stretch of the raw text with this hash the page of a release shows."""
        self._base.execute("insert into source values (?, ?, ?, ?)", (content, release, first, last))

    def index_sources(self) -> None:
        """Make ready for `sources_of`."""
        self._base.execute("create index by_hash on source (hash)")

    def take_sources(self, content: str) -> list[tuple[str, int, int]]:
        """Release and stretch for each page that shows the raw text with this hash; asked again: none."""
        found = self._base.execute(
            "select release, first, last from source where hash = ?", (content,)
        ).fetchall()
        if found:
            self._base.execute("delete from source where hash = ?", (content,))
        return found

    def sources_left(self) -> int:
        """How many releases no raw text was found for."""
        return int(self._base.execute("select count(*) from source").fetchone()[0])
