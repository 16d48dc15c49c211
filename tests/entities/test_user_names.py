"""names.csv: rows of a run, edited and given back."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from presselese.doc import get, to_record
from presselese.entities.component import make_entities
from presselese.entities.user_names import COLUMNS, UserNames, spellings
from tests.entities.marked import blank, doc_of

RELEASE = (
    "Bürgermeister [PER Jan Ohlsen] und [PER J. Ohlsen-Kolb] kamen mit der [ORG Wendt AG] nach [LOC Frankenberg]. "
    "Die [ORG Wendt Aktiengesellschaft] dankte [PER Ohlsen], und [MISC Lenchen] lachte."
)


def rows() -> list[dict[str, str]]:
    """The rows of names.csv of a run over RELEASE."""
    counts = Counter(spellings(to_record(doc_of(RELEASE))))
    return [
        {"surface": surface, "name": name, "kind": kind, "link": link, "count": str(count)}
        for (surface, kind, name, link), count in counts.items()
    ]


def edited(tmp_path: Path, changes: dict[str, dict[str, str]]) -> str:
    """The path of the names.csv of a run over RELEASE in which some rows were changed, by surface."""
    path = tmp_path / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for row in rows():
            writer.writerow({**row, **changes.get(row["surface"], {})})
    return str(path)


def run(path: str):  # type: ignore[no-untyped-def]
    return doc_of(RELEASE, component=make_entities(blank()[0], "entities", names=path))


def test_rows_name_spellings() -> None:
    found = {row["surface"]: row for row in rows()}
    assert found["Ohlsen"] == {
        "surface": "Ohlsen",
        "name": "Jan Ohlsen",
        "kind": "person",
        "link": "",
        "count": "1",
    }
    assert found["Frankenberg"]["link"] == ""


def test_unchanged_rows_change_nothing(tmp_path: Path) -> None:
    before, after = doc_of(RELEASE), run(edited(tmp_path, {}))
    for layer in ("entities", "persons", "organisations", "places"):
        assert get(after, layer) == get(before, layer)


def test_rename_and_merge(tmp_path: Path) -> None:
    doc = run(
        edited(
            tmp_path,
            {
                "Wendt Aktiengesellschaft": {"name": "Wendt AG"},
                "J. Ohlsen-Kolb": {"name": "Jutta Ohlsen-Kolb"},
            },
        )
    )
    assert [(body["id"], body["name"], len(body["mentions"])) for body in get(doc, "organisations")] == [
        ("o1", "Wendt AG", 2)
    ]
    assert [person["name"] for person in get(doc, "persons")] == ["Jan Ohlsen", "Jutta Ohlsen-Kolb"]
    assert [item["ref"] for item in get(doc, "entities") if item["label"] == "ORG"] == ["o1", "o1"]


def test_drop_relabel_and_link(tmp_path: Path) -> None:
    doc = run(
        edited(
            tmp_path,
            {
                "Lenchen": {"kind": "person"},
                "J. Ohlsen-Kolb": {"name": ""},
                "Frankenberg": {"link": "ags:06635011"},
            },
        )
    )
    assert [person["name"] for person in get(doc, "persons")] == ["Jan Ohlsen", "Lenchen"]
    link = get(doc, "places")[0]["link"]
    assert (link["id"], link["name"], link["score"]) == ("06635011", "Frankenberg (Eder)", 1.0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Ohlsen,Ohlsen,human,,1", "line 2: kind 'human' found"),
        ("Bonn,Bonn,place,05314000,1", "line 2: link '05314000' found, scheme:id expected"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"surface,name,kind,link,count\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        UserNames.of_file(path)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="surface, name, kind, link not found"):
        UserNames.of_file(path)
