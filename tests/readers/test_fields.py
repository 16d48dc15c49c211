"""Objects and rows: .json, .jsonl, .csv."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.readers.build import read_bytes


def test_json_lines_with_all_fields(tmp_path: Path) -> None:
    row = {
        "id": "x-1", "text": "Der Text.\nZweite Zeile.", "title": "Titel", "date": "01.03.2020",
        "url": "https://musterau.example/1", "issuer": "Stadt Musterau",
    }  # fmt: skip
    sources, _ = read_bytes(tmp_path, "a.jsonl", json.dumps(row) + "\n\n" + '{"text": "ohne id"}')
    first, second = sources
    assert (first.raw, first.member) == ("Der Text.\nZweite Zeile.", "x-1")
    assert first.meta == {
        "title": "Titel", "published": "2020-03-01", "published_from": "metadata",
        "url": "https://musterau.example/1", "issuer": "Stadt Musterau",
    }  # fmt: skip
    assert second.member == "3"


def test_equal_ids_stay_apart(tmp_path: Path) -> None:
    sources, _ = read_bytes(tmp_path, "a.jsonl", '{"id": 1, "text": "eins"}\n{"id": 1, "text": "eins"}\n')
    assert [s.member for s in sources] == ["1", "1#2"]
    assert sources[0].id != sources[1].id


def test_own_names_of_fields(tmp_path: Path) -> None:
    data = '{"body": "Der Text.", "headline": "Titel"}'
    sources, _ = read_bytes(tmp_path, "a.json", data, fields={"text": "body", "title": "headline"})
    assert sources[0].raw == "Der Text." and sources[0].meta["title"] == "Titel"
    _, failures = read_bytes(tmp_path, "b.json", data)
    assert (
        failures[0].reason
        == "no field `text` with text; the fields are: body, headline; say which one holds it (--field text=NAME)"
    )


def test_json_file_of_several(tmp_path: Path) -> None:
    for data in (
        '[{"text": "eins"}, {"text": "zwei"}]',
        '{"items": [{"text": "eins"}, {"text": "zwei"}]}',
        '{"text": "eins"}\n{"text": "zwei"}\n',
    ):
        sources, _ = read_bytes(tmp_path, "a.json", data)
        assert [(s.raw, s.member) for s in sources] == [("eins", "1"), ("zwei", "2")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{kaputt", "no JSON"),
        ("[" * 100_000, "JSON"),
        ('{"text": 5}', "is no text but int"),
        ("7", "expected an object"),
    ],
)
def test_bad_json(tmp_path: Path, data: str, reason: str) -> None:
    _, failures = read_bytes(tmp_path, "a.json", data)
    assert reason in failures[0].reason


def test_lone_surrogate(tmp_path: Path) -> None:
    sources, _ = read_bytes(
        tmp_path, "a.jsonl", '{"id": "\\ud800", "text": "a\\ud83d\\ude00b\\ud800c", "title": "\\udfff"}\n'
    )
    assert sources[0].raw == "a😀b\ufffdc"
    sources[0].raw.encode("utf-8")
    assert sources[0].member == "\ufffd"
    assert sources[0].warnings


def test_a_line_over_the_limit_is_skipped_alone(tmp_path: Path) -> None:
    data = '{"text": "eins"}\n{"text": "' + "x" * 5000 + '"}\n{"text": "drei"}\n'
    sources, failures = read_bytes(tmp_path, "a.jsonl", data, max_line=1000)
    assert [s.raw for s in sources] == ["eins", "drei"]
    assert failures[0].member == "2"


def test_csv_with_guessed_columns(tmp_path: Path) -> None:
    data = 'Datum;Titel;Inhalt\n01.03.2020;"Neue ""Bänke""";"Zeile eins\nZeile zwei"\n\n02.03.2020;Leer;\n'
    sources, failures = read_bytes(tmp_path, "a.csv", data.encode("cp1252"))
    assert sources[0].raw == "Zeile eins\nZeile zwei"
    assert sources[0].member == "1"
    assert sources[0].meta == {
        "title": 'Neue "Bänke"',
        "published": "2020-03-01",
        "published_from": "metadata",
    }
    assert sources[0].encoding == "cp1252"
    assert [(f.member, f.reason) for f in failures] == [("2", "row 2 has no text (3 cells)")]


def test_csv_with_a_bom_and_tabs(tmp_path: Path) -> None:
    sources, _ = read_bytes(tmp_path, "a.tsv", b"\xef\xbb\xbfid\ttext\n7\tB\xc3\xa4nke, neue\n")
    assert (sources[0].member, sources[0].raw) == ("7", "Bänke, neue")


def test_csv_without_the_column(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.csv", "a,b\n1,2\n")
    assert failures[0].reason.startswith("no column for the text; the columns are: a, b")
    _, failures = read_bytes(tmp_path, "a.csv", "a,text\n1,2\n", fields={"text": "Volltext"})
    assert failures[0].reason == "no column 'Volltext' for `text`; the columns are: a, text"
