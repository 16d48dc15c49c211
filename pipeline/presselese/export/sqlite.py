"""A run as a SQLite file: tables with keys, full-text search, views; ready for Datasette."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from presselese.export.columns import Table, tables
from presselese.export.events import events
from presselese.export.tables import read_outputs, read_records

_TYPES = {"Int64": int, "Float64": float, "boolean": int}
_KEYS = {
    "releases": "release_id",
    "persons": "person_id",
    "organisations": "organisation_id",
    "places": "place_id",
    "dates": "date_id",
    "quotes": "quote_id",
}

VIEWS = {
    "quotes_by_speaker": """
        SELECT speaker_name, speaker_role, count(*) AS quotes, min(published) AS first, max(published) AS last
        FROM quotes WHERE speaker_name IS NOT NULL
        GROUP BY speaker_name, speaker_role ORDER BY quotes DESC, speaker_name""",
    "announced": """
        SELECT e.date_from, e.date_to, e.summary, r.title, r.issuer, r.published, r.release_id
        FROM events e JOIN releases r USING (release_id) ORDER BY e.date_from""",
}


def write_sqlite(run: Path, out: Path) -> None:
    """Write the tables of a run to the file `out` (replaced if it is there) and `out`'s Datasette metadata beside it."""
    import sqlite_utils

    out.unlink(missing_ok=True)
    database: Any = sqlite_utils.Database(out)
    made = tables()
    for table in made:
        _create(database, table)
    database["texts"].create(
        {"release_id": str, "text": str}, pk="release_id", foreign_keys=[("release_id", "releases")]
    )
    database["events"].create(
        {"date_id": str, "release_id": str, "date_from": str, "date_to": str, "summary": str},
        pk="date_id",
        foreign_keys=[("release_id", "releases"), ("date_id", "dates")],
    )
    with database.conn:
        for release in read_records(run):
            for table in made:
                names = [column.name for column in table.columns]
                _insert(database, table.name, names, table.rows(release))
            _insert(database, "texts", ["release_id", "text"], [[release.id, release.text]])
            rows = [[e.date.id, release.id, e.date.first, e.date.last, e.summary] for e in events(release)]
            _insert(database, "events", ["date_id", "release_id", "date_from", "date_to", "summary"], rows)
    duplicates = read_outputs(run).duplicates.astype(object)
    database["duplicates"].create({"release_id": str, "duplicate_of": str, "kind": str, "similarity": float})
    _insert(database, "duplicates", list(duplicates.columns), duplicates.values.tolist())
    database["texts"].enable_fts(["text"], tokenize="unicode61 remove_diacritics 0")
    database["quotes"].enable_fts(["content", "speaker_name"], tokenize="unicode61 remove_diacritics 0")
    for name, query in VIEWS.items():
        database.create_view(name, query)
    database.conn.close()
    metadata = {
        "title": "Presselese",
        "databases": {out.stem: {"tables": {"quotes": {"label_column": "content"}}}},
    }
    out.with_suffix(".metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")


def _create(database: Any, table: Table) -> None:
    columns = {column.name: _TYPES.get(column.dtype, str) for column in table.columns}
    key = _KEYS.get(table.name)
    foreign = [("release_id", "releases", "release_id")] if table.name != "releases" else []
    if table.name == "roles":
        foreign.append(("person_id", "persons", "person_id"))
    database[table.name].create(columns, pk=key, foreign_keys=foreign)


def _insert(database: Any, table: str, names: list[str], rows: Any) -> None:
    columns = ", ".join(f"[{name}]" for name in names)
    marks = ", ".join("?" * len(names))
    database.conn.executemany(f"INSERT INTO [{table}] ({columns}) VALUES ({marks})", rows)
