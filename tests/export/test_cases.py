"""Faults that people reported for other tools, tests/data/cases/output.jsonl: each comes out right here."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy
import pandas
import pytest

import presselese
from presselese.export.formats import write
from presselese.export.tables import Tables, read_outputs, write_duplicates, write_tables
from presselese.folder import LocalFolder
from presselese.record import Record, encode

CASES = {
    case["id"]: case
    for line in (Path(__file__).parents[1] / "data" / "cases" / "output.jsonl")
    .read_text("utf-8")
    .splitlines()
    for case in [json.loads(line)]
}


class Done:
    """A run over the inputs of all cases: the records by case, the folder, the tables."""

    def __init__(self, nlp: Any, folder: Path) -> None:
        self.folder = folder
        self.records: dict[str, Record] = {}
        for name, case in CASES.items():
            if case["input"]:
                doc = nlp(presselese.make_doc(nlp, case["input"], published=case["published"]))
                self.records[name] = presselese.to_record(doc)
        (folder / "records").mkdir()
        lines = b"".join(encode(record) + b"\n" for record in self.records.values())
        (folder / "records" / "part-00000.jsonl").write_bytes(lines)
        write_tables(LocalFolder(folder))
        write_duplicates(LocalFolder(folder), [])
        self.tables: Tables = read_outputs(folder)

    def rows(self, table: str, name: str) -> Any:
        frame = getattr(self.tables, table)
        return frame[frame.release_id == self.records[name].id]


@pytest.fixture(scope="module")
def done(nlp: Any, tmp_path_factory: pytest.TempPathFactory) -> Done:
    return Done(nlp, tmp_path_factory.mktemp("run"))


def test_every_case_is_tested_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert not [name for name in CASES if name.replace("-", "_") not in source]


def test_case_183_excel_shows_umlauts_and_columns(done: Done, tmp_path: Path) -> None:
    write(done.folder, "csv", tmp_path / "excel", excel=True)
    for table, name in (("persons", "Käthe Groß"), ("places", "Köln")):
        data = (tmp_path / "excel" / f"{table}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
        assert any(row[2] == name for row in rows)
        assert {len(row) for row in rows} == {len(rows[0])}
        plain = pandas.read_csv(done.folder / "tables" / f"{table}.csv")
        assert name in list(plain.name)
    write(done.folder, "xlsx", tmp_path / "excel.xlsx")
    with ZipFile(tmp_path / "excel.xlsx") as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "Käthe Groß" in sheets and "Köln" in sheets


def test_case_185_days_outside_the_usual_span(done: Done) -> None:
    expect = CASES["case-185"]["expect"]["dates"]
    found = [
        {"text": d.text, "type": d.type, "value": d.value, "from": d.first, "to": d.last, "start": d.start, "end": d.end}
        for d in done.records["case-185"].dates
    ]  # fmt: skip
    assert found == expect
    dates = done.rows("dates", "case-185")
    assert list(dates.date_from.isna()) == [False, True]
    assert dates.date_from.iloc[0] == numpy.datetime64("1237-01-01")
    assert dates.date_to.iloc[1] == numpy.datetime64("2999-12-31")
    assert (dates.date_to.iloc[0] < dates.date_to.iloc[1]) and (dates.date_from < dates.date_to).iloc[0]


def test_case_187_names_that_look_like_nothing(done: Done) -> None:
    persons = done.rows("persons", "case-187")
    assert list(persons.family_name) == ["Null", "Nan"]
    assert list(done.rows("roles", "case-187").role) == ["Trainerin", "Betreuer"]
    expect = CASES["case-187"]["expect"]["persons"]
    found = [
        {
            "name": person.name,
            "roles": [role.role for role in person.roles],
            "affiliations": [],
            "mentions": [{"text": m.text, "start": m.start, "end": m.end} for m in person.mentions],
        }
        for person in done.records["case-187"].persons
    ]
    assert found == expect


def test_case_189_no_cell_is_a_formula(done: Done) -> None:
    text = CASES["case-189"]["input"]
    assert done.records["case-189"].text == text
    for path in (done.folder / "tables").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            assert not [
                cell for row in csv.reader(file) for cell in row if cell.startswith(tuple("=+-@\t\r"))
            ]
    assert "Ute Rahn" in list(done.rows("persons", "case-189").name)


def test_case_191_marks_begin_and_end_at_the_right_letters(done: Done) -> None:
    """That no script of a release runs in the pages is tested with the report, tests/export/test_report.py."""
    record = done.records["case-191"]
    assert record.text == CASES["case-191"]["input"]
    for entity in record.entities:
        assert record.text[entity.start : entity.end] == entity.text
    assert "Söhne" in record.organisations[0].name


def test_case_193_keys_keep_their_zero(done: Done) -> None:
    places = done.rows("places", "case-193")
    expect = [
        (place["name"], place["country"], place["ags"]) for place in CASES["case-193"]["expect"]["places"]
    ]
    assert list(zip(places.name, places.country, places.link_id, strict=True)) == expect


def test_case_196_the_first_column_is_the_key_of_the_release(done: Done) -> None:
    for path in (done.folder / "tables").iterdir():
        assert getattr(done.tables, path.stem).columns[0] == "release_id"
        assert pandas.read_csv(path).columns[0] == "release_id"
