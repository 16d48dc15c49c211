"""A run as a SQLite file: tables with keys, full-text search, views; ready for Datasette."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from presselese.export.columns import DUPLICATES, Column, Get, Table, tables
from presselese.export.events import events
from presselese.export.tables import read_duplicates, read_records

_TYPES = {"Int64": int, "Float64": float, "boolean": int}
_KEYS = {
    "releases": "release_id",
    "persons": "person_id",
    "organisations": "organisation_id",
    "places": "place_id",
    "dates": "date_id",
    "quotes": "quote_id",
    "texts": "release_id",
    "announced": "date_id",
}
_FOREIGN = {
    "release_id": "releases",
    "person_id": "persons",
    "organisation_id": "organisations",
    "place_id": "places",
    "date_id": "dates",
    "duplicate_of": "releases",
}
"""Columns that hold the key of another table. All of them are indexed."""

_REFERENCES = {"mentions": ("ref", "pol"), "quotes": ("speaker_id", "po")}
"""Columns with the key of one of several tables: a database wants a column for each of these."""
_LETTERS = {"p": "person_id", "o": "organisation_id", "l": "place_id"}

_SEARCHED = {
    "texts": ["text"],
    "quotes": ["content", "speaker_name"],
    "persons": ["name"],
    "organisations": ["name"],
    "places": ["name"],
}

VIEWS = {
    "quotes_by_speaker": """
        SELECT speaker_name, speaker_kind, count(*) AS quotes, count(*) FILTER (WHERE type = 'direct') AS direct,
            count(DISTINCT release_id) AS releases, group_concat(DISTINCT speaker_role) AS roles,
            min(published) AS first, max(published) AS last
        FROM quotes WHERE speaker_name IS NOT NULL
        GROUP BY speaker_name, speaker_kind ORDER BY quotes DESC, speaker_name""",
    "events": """
        SELECT d.date_from, d.date_to, a.summary, d.title, d.issuer, d.published, d.release_id, d.date_id
        FROM announced a JOIN dates d USING (date_id) ORDER BY d.date_from, d.date_id""",
}

TEXTS = Table(
    "texts",
    lambda release: (release,),
    (
        Column("release_id", "string", lambda pair: pair[0].id, "id of the release"),
        Column("text", "string", lambda pair: pair[0].text, "the content zones, repaired, in reading order"),
    ),
)
ANNOUNCED = Table(
    "announced",
    events,
    (
        Column("release_id", "string", lambda pair: pair[0].id, "id of the release"),
        Column("date_id", "string", lambda pair: pair[1].date.id, "key of dates"),
        Column("summary", "string", lambda pair: pair[1].summary, "the sentence of the date"),
    ),
)
DESCRIPTIONS = {
    "releases": "The releases of the run",
    "persons": "Persons, one row a release in which they stand",
    "roles": "Offices and functions that releases give to persons",
    "organisations": "Organisations, one row a release in which they stand",
    "places": "Places, one row a release, with their official keys and coordinates",
    "mentions": "Every mention of a name",
    "dates": "Dates, times, ranges, lengths and repetitions with their values",
    "quotes": "Who said what",
    "topics": "Media topics of the releases",
    "duplicates": "Releases that are like an earlier one",
    "texts": "The texts, for full-text search",
    "announced": "Dates in headline or body from the day of publication on; see the view events",
}


def write_sqlite(run: Path, out: Path, *, all_quotes: bool = False) -> None:
    """Write the tables of a run to the new file `out`."""
    import sqlite_utils

    database: Any = sqlite_utils.Database(out)
    made = all_tables(all_quotes=all_quotes)
    for table in made:
        _create(database, table)
    with database.conn:
        for release in read_records(run):
            for table in made:
                _insert(database, table, table.rows(release))
        _insert(database, DUPLICATES, read_duplicates(run))
    for table in made:
        for column in table.columns:
            if column.name in _FOREIGN and column.name != _KEYS.get(table.name):
                database[table.name].create_index([column.name])
    for name, columns in _SEARCHED.items():
        database[name].enable_fts(columns, tokenize="unicode61 remove_diacritics 0")
    for name, query in VIEWS.items():
        database.create_view(name, query)
    database.conn.commit()
    database.conn.close()


def write_metadata(out: Path) -> None:
    """Write Datasette's metadata of the file `out` beside it: what tables and columns hold, what to sort and filter by."""
    described: dict[str, dict[str, Any]] = {
        table.name: {
            "description": DESCRIPTIONS[table.name],
            "columns": {column.name: column.description for column in table.columns if column.description},
        }
        for table in all_tables()
    }
    described["releases"] |= {"label_column": "title", "facets": ["issuer"], "sort_desc": "published"}
    described["quotes"] |= {"label_column": "content", "facets": ["type", "speaker_name"]}
    for name in ("persons", "organisations", "places"):
        described[name] |= {"label_column": "name", "facets": ["name"]}
    described["dates"] |= {"label_column": "text", "facets": ["type"]}
    described["topics"] |= {"facets": ["name"]}
    described["quotes_by_speaker"] = {"description": "How often somebody is quoted"}
    described["events"] = {"description": "What the releases announce", "facets": ["issuer"]}
    metadata = {
        "title": "Presselese",
        "description": "Records of German press releases",
        "databases": {out.stem: {"tables": described}},
    }
    path = out.with_suffix(".metadata.json")
    path.write_text(json.dumps(metadata, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def all_tables(*, all_quotes: bool = False) -> list[Table]:
    """The tables of a run with a column for each key, and those that only a database has."""
    made = [_with_keys(table) for table in tables(all_quotes=all_quotes)]
    return [*made, DUPLICATES, TEXTS, ANNOUNCED]


def _with_keys(table: Table) -> Table:
    """`mentions.ref` and `quotes.speaker_id` lead to several tables: a column for each stands behind."""
    if table.name not in _REFERENCES:
        return table
    name, letters = _REFERENCES[table.name]
    reference = next(column for column in table.columns if column.name == name)
    keys = [
        Column(_LETTERS[letter], "string", _key_of_kind(reference.get, letter), f"{name}, if it is one")
        for letter in letters
    ]
    return replace(table, columns=(*table.columns, *keys))


def _key_of_kind(reference: Get, letter: str) -> Get:
    def get(pair: Any) -> str | None:
        key: str | None = reference(pair)
        return key if key and key.rpartition("/")[2].startswith(letter) else None

    return get


def _create(database: Any, table: Table) -> None:
    own = _KEYS.get(table.name)
    foreign = [
        (column.name, _FOREIGN[column.name])
        for column in table.columns
        if column.name in _FOREIGN and table.name != _FOREIGN[column.name]
    ]
    columns = {column.name: _TYPES.get(column.dtype, str) for column in table.columns}
    database[table.name].create(columns, pk=own, foreign_keys=foreign)


def _insert(database: Any, table: Table, rows: Iterable[list[Any]]) -> None:
    columns = ", ".join(f"[{column.name}]" for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    database.conn.executemany(f"INSERT INTO [{table.name}] ({columns}) VALUES ({marks})", rows)
