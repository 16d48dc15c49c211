"""Every format, read back by the program it is for, or by the rules of its standard."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from presselese.export import xlsx
from presselese.export.events import events
from presselese.export.formats import FORMATS, write
from presselese.export.ics import calendar
from presselese.export.tables import OtherVersion, write_duplicates, write_tables
from presselese.folder import LocalFolder
from presselese.record import (
    Anchor,
    DateValue,
    Entity,
    Link,
    Organisation,
    Person,
    Place,
    Quote,
    Record,
    ReleaseMeta,
    Role,
    Source,
    Span,
    Timex,
    Zone,
    encode,
)

TEXT = (
    "Fest am 3. Juni\n"
    "- Das Fest beginnt am Samstag, den 3. Juni, um 14 Uhr. Es endet am 4. Juni; vor drei Wochen war es geplant. "
    "Dr. Ute Öhr vom Verein =1+1 sagt: „Am 5. Juni bauen wir ab, in Köln & <Bonn>.“ Im Jahr 9999 folgt mehr."
)
IDS = ("00000000000000aa", "00000000000000bb")


def at(part: str, text: str = TEXT) -> dict[str, int]:
    start = text.index(part)
    return {"start": start, "end": start + len(part), "raw_start": start, "raw_end": start + len(part)}


def span(part: str) -> Span:
    return Span(**at(part), text=part)


def day(number: int, part: str, first: str, last: str | None, key: str, **more) -> DateValue:
    more = {"type": "time" if "T" in first else "date", "value": first, **more}
    timex = [
        Timex(start=at(part)["start"], end=at(part)["end"], type=more["type"].upper(), value=more["value"])
    ]
    return DateValue(
        id=f"{key}/d{number}",
        **at(part),
        text=part,
        first=first,
        last=last,
        **more,
        timex=timex,
    )


def release(key: str, title: str) -> Record:
    return Record(
        id=key,
        source=Source(path=f"{key}.txt"),
        meta=ReleaseMeta(
            title=title, published="2023-05-30T10:00+02:00", issuer="Öhr, Söhne; & Co", url="https://example.org/1"
        ),
        text=TEXT,
        zones=[
            Zone(zone="headline", **at("Fest am 3. Juni\n"), text="Fest am 3. Juni"),
            Zone(zone="body", **at(TEXT[16:]), text=TEXT[16:]),
        ],
        entities=[
            Entity(label="PER", **at("Ute Öhr"), text="Ute Öhr", ref=f"{key}/p1"),
            Entity(label="ORG", **at("Verein =1+1"), text="Verein =1+1", ref=f"{key}/o1"),
            Entity(label="LOC", **at("Köln"), text="Köln", ref=f"{key}/l1"),
            Entity(label="LOC", **at("Bonn"), text="Bonn"),
        ],
        persons=[
            Person(
                id=f"{key}/p1", name="Ute Öhr", titles=["Dr."], mentions=[span("Ute Öhr")], roles=[Role(party="SPD")]
            )
        ],
        organisations=[Organisation(id=f"{key}/o1", name="=1+1")],
        places=[
            Place(
                id=f"{key}/l1",
                name="Köln",
                mentions=[span("Köln")],
                link=Link(scheme="ags", id="05315000", lat=50.94, lon=6.96, score=0.99),
            ),
            Place(id=f"{key}/l2", name="Bonn"),
        ],
        dates=[
            day(1, "3. Juni", "2023-06-03", "2023-06-03", key),
            day(2, "Samstag", "2023-06-03", "2023-06-03", key),
            day(3, "den 3. Juni, um 14 Uhr", "2023-06-03T14:00", "2023-06-03T15:30", key),
            day(4, "4. Juni", "2023-06-04", "2023-06-04", key),
            day(
                5,
                "vor drei Wochen",
                "2023-05-09",
                None,
                key,
                type="duration",
                value="P3W",
                anchor=Anchor(value="2023-05-09", first="2023-05-09", last="2023-05-09"),
            ),
            day(6, "5. Juni", "2023-06-05", "2023-06-05", key),
            day(7, "9999", "9999-01-01", "9999-12-31", key),
        ],
        quotes=[
            Quote(
                id=f"{key}/q1",
                type="direct",
                spans=[span("Am 5. Juni bauen wir ab, in Köln & <Bonn>.")],
                content="Am 5. Juni bauen wir ab, in Köln & <Bonn>.",
                speaker_id=f"{key}/p1",
                speaker_kind="person",
                speaker_name="Ute Öhr",
                score=0.5,
            ),
            Quote(
                id=f"{key}/q2",
                type="reported",
                spans=[span("es geplant")],
                content="es geplant",
                speaker_id=f"{key}/o1",
                speaker_kind="organisation",
                speaker_name="=1+1",
            ),
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    records = [release(IDS[0], "Fest; mit, allem"), release(IDS[1], "=Noch eines")]
    (folder / "records").mkdir()
    (folder / "records" / "part-00000.jsonl").write_bytes(b"".join(encode(one) + b"\n" for one in records))
    write_tables(LocalFolder(folder))
    write_duplicates(LocalFolder(folder), [(IDS[1], IDS[0], "near", 0.9)])
    return folder


def test_an_event_is_a_day_outside_quotes_told_once_with_its_sentence(run):
    found = [(event.date.text, event.summary) for event in events(release(IDS[0], ""))]
    sentence = "Das Fest beginnt am Samstag, den 3. Juni, um 14 Uhr."
    assert found == [
        ("3. Juni", "Fest am 3. Juni"),
        ("Samstag", sentence),
        ("den 3. Juni, um 14 Uhr", sentence),
        ("4. Juni", "Es endet am 4. Juni; vor drei Wochen war es geplant."),
        ("9999", "Im Jahr 9999 folgt mehr."),
    ]


@pytest.mark.parametrize(
    ("text", "part", "sentence"),
    [
        ("Am 12. Mai. Dann am 13. Mai kommt Dr. Ott. Ende.", "13. Mai", "Dann am 13. Mai kommt Dr. Ott."),
        ("Es endet um 19 Uhr. Am 3. Mai geht es weiter.", "3. Mai", "Am 3. Mai geht es weiter."),
        (
            "Der Markt findet am 30.11. im Saal statt. Ende.",
            "30.11.",
            "Der Markt findet am 30.11. im Saal statt.",
        ),
        ("Beginn ist am 30.11. Es gibt Kuchen.", "30.11.", "Beginn ist am 30.11."),
        ("Es war 2019. Am 3. Mai 2020 folgt mehr! Ja.", "3. Mai 2020", "Am 3. Mai 2020 folgt mehr!"),
        ("Sie rief: „Kommt!“ Am 3. Mai kamen alle.", "3. Mai", "Am 3. Mai kamen alle."),
        ("• 3. Mai: Singen", "3. Mai", "3. Mai: Singen"),
    ],
)
def test_the_sentence_of_an_event(text, part, sentence):
    zone = Zone(zone="body", start=0, end=len(text), raw_start=0, raw_end=len(text), text=text)
    value = DateValue(
        id="x/d1", **at(part, text), text=part, type="date", value="", first="2020-05-03", last=None
    )
    one = Record(
        id="x", source=Source(path=""), meta=ReleaseMeta(published="2019-01-01"), text=text, zones=[zone], dates=[value]
    )  # fmt: skip
    assert [event.summary for event in events(one)] == [sentence]


def test_sqlite_has_keys_that_hold_views_and_searches(run, tmp_path):
    write(run, "sqlite", tmp_path / "new" / "archiv.sqlite", all_quotes=True)
    database = sqlite3.connect(tmp_path / "new" / "archiv.sqlite")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    keys = {name: database.execute(f"PRAGMA foreign_key_list([{name}])").fetchall() for name in names}
    leads = {(name, row[3], row[2]) for name, rows in keys.items() for row in rows}
    assert leads >= {
        ("quotes", "person_id", "persons"),
        ("quotes", "organisation_id", "organisations"),
        ("mentions", "place_id", "places"),
        ("roles", "person_id", "persons"),
        ("announced", "date_id", "dates"),
        ("duplicates", "duplicate_of", "releases"),
    }
    pointing = database.execute("SELECT person_id, organisation_id FROM quotes ORDER BY quote_id").fetchall()
    assert pointing[:2] == [(f"{IDS[0]}/p1", None), (None, f"{IDS[0]}/o1")]
    assert database.execute("SELECT speaker_name, quotes, direct FROM quotes_by_speaker").fetchall() == [
        ("=1+1", 2, 0),
        ("Ute Öhr", 2, 2),
    ]
    announced = database.execute(
        "SELECT date_from, title FROM events WHERE release_id = ?", [IDS[0]]
    ).fetchall()
    assert announced[0] == ("2023-06-03", "Fest; mit, allem")
    assert len(announced) == 5
    search = "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'bauen AND öhr'"
    assert database.execute(search).fetchone() == (2,)
    assert database.execute("SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'köln'").fetchone() == (2,)


def test_datasettes_metadata_describes_what_is_there(run, tmp_path):
    write(run, "sqlite", tmp_path / "archiv.sqlite")
    described = json.loads((tmp_path / "archiv.metadata.json").read_text("utf-8"))["databases"]["archiv"][
        "tables"
    ]
    database = sqlite3.connect(tmp_path / "archiv.sqlite")
    for name, table in described.items():
        columns = {row[1] for row in database.execute(f"PRAGMA table_info([{name}])")}
        used = {
            table.get("label_column"),
            table.get("sort_desc"),
            *table.get("facets", []),
            *table.get("columns", {}),
        }
        assert columns >= used - {None}, name


def test_the_calendar_keeps_the_rules_of_its_standard(run, tmp_path):
    """RFC 5545: line ends, folds, escapes, the time zone that is named, ends that are exclusive."""
    write(run, "ics", tmp_path / "events.ics")
    data = (tmp_path / "events.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert next(line for line in lines if "TZID" in line) == "TZID:Europe/Berlin"
    assert "DTSTART;TZID=Europe/Berlin:20230603T140000" in lines
    assert "DTEND;TZID=Europe/Berlin:20230603T153000" in lines
    assert lines[lines.index("DTSTART;VALUE=DATE:20230604") + 1] == "DTEND;VALUE=DATE:20230605"
    assert "DTSTAMP:20230530T080000Z" in lines
    assert "SUMMARY:Es endet am 4. Juni\\; vor drei Wochen war es geplant." in lines
    assert "DESCRIPTION:Fest\\; mit\\, allem\\nÖhr\\, Söhne\\; & Co\\nhttps://example.org/1" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == lines.count("BEGIN:VEVENT") == 10
    assert "DTSTART;VALUE=DATE:99990101" in lines  # and no end, for there is no day behind its last


def test_the_calendar_is_read_by_a_calendar_library(run, tmp_path):
    icalendar = pytest.importorskip("icalendar", reason="needs icalendar")
    found = icalendar.Calendar.from_ical("".join(calendar([release(IDS[0], "Ein\tTitel\x00")])))
    assert len(found.walk("VTIMEZONE")) == 1
    one, *_ = (event for event in found.walk("VEVENT") if isinstance(event["DTSTART"].dt, datetime))
    assert one["DTSTART"].dt.isoformat() == "2023-06-03T14:00:00+02:00"
    assert str(one["SUMMARY"]) == "Das Fest beginnt am Samstag, den 3. Juni, um 14 Uhr."
    assert str(one["DESCRIPTION"]).startswith("Ein\tTitel\n")


def test_geojson_has_a_point_for_each_place_with_coordinates(run, tmp_path):
    write(run, "geojson", tmp_path / "places.geojson")
    found = json.loads((tmp_path / "places.geojson").read_text("utf-8"))
    assert found["type"] == "FeatureCollection"
    assert [one["geometry"] for one in found["features"]] == [
        {"type": "Point", "coordinates": [6.96, 50.94]}
    ] * 2
    assert found["features"][0]["properties"]["key"] == "05315000"


def test_timeml_marks_the_text_letter_by_letter(run, tmp_path):
    write(run, "timeml", tmp_path / "tml")
    root = ElementTree.parse(tmp_path / "tml" / f"{IDS[0]}.tml").getroot()
    body = root.find("TEXT")
    assert "".join(body.itertext()) == TEXT
    marks = list(root.iter("TIMEX3"))
    ids = [mark.get("tid") for mark in marks]
    assert len(ids) == len(set(ids))
    assert {mark.get("type") for mark in marks} <= {"DATE", "TIME", "DURATION", "SET"}
    pointed = [
        mark.get(name)
        for mark in marks
        for name in ("beginPoint", "endPoint", "anchorTimeID")
        if mark.get(name)
    ]
    assert pointed and set(pointed) <= set(ids)
    assert root.find("DCT/TIMEX3").attrib["value"] == "2023-05-30"


def test_cells_of_the_workbook_have_types(run, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
    write(run, "xlsx", tmp_path / "archiv.xlsx")
    book = openpyxl.load_workbook(tmp_path / "archiv.xlsx")
    assert book.sheetnames[-1] == "duplicates"
    rows = {
        name: [[cell.value for cell in row] for row in book[name].iter_rows()] for name in book.sheetnames
    }
    releases = [dict(zip(rows["releases"][0], row, strict=True)) for row in rows["releases"][1:]]
    assert releases[1]["title"] == "=Noch eines"
    assert releases[0]["published"] == datetime(2023, 5, 30, 10)
    dates = [dict(zip(rows["dates"][0], row, strict=True)) for row in rows["dates"][1:]]
    assert dates[0]["date_from"] == datetime(2023, 6, 3)
    assert dates[0]["start"] == 8
    assert rows["places"][1][rows["places"][0].index("link_id")] == "05315000"
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_no_cell_of_the_workbook_is_a_formula(run, tmp_path):
    """As the standard has it (ECMA-376): a formula is an element `f`."""
    write(run, "xlsx", tmp_path / "archiv.xlsx")
    with ZipFile(tmp_path / "archiv.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 10
    assert not any("<f>" in sheet for sheet in sheets)
    assert all("<autoFilter" in sheet for sheet in sheets)


def test_days_that_excel_cannot_hold_stay_text():
    assert xlsx._moment("1237-01-01") is None
    assert xlsx._moment("2023-05") is None
    assert xlsx._moment("9999-12-31") == date(9999, 12, 31)
    assert xlsx._moment("2023-05-30T10:00+02:00") == datetime(2023, 5, 30, 10)


def test_more_rows_than_a_sheet_holds_are_said(run, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 2)
    with pytest.raises(xlsx.TooLarge, match="has more than the 1 rows"):
        write(run, "xlsx", tmp_path / "archiv.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_parquet_keeps_the_types(run, tmp_path):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    write(run, "parquet", tmp_path / "parquet", all_quotes=True)
    dates = pandas.read_parquet(tmp_path / "parquet" / "dates.parquet")
    assert dates.date_from.dt.year.tolist()[:1] == [2023]
    assert str(dates.type.dtype) == "category"
    assert len(pandas.read_parquet(tmp_path / "parquet" / "quotes.parquet")) == 4
    assert len(pandas.read_parquet(tmp_path / "parquet" / "duplicates.parquet")) == 1


def test_csv_for_excel(run, tmp_path):
    write(run, "csv", tmp_path / "excel", excel=True)
    data = (tmp_path / "excel" / "places.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert "Köln" in lines[1] and ";50,94;6,96;" in lines[1]
    with (tmp_path / "excel" / "organisations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[1][2] == "'=1+1"
    assert (tmp_path / "excel" / "duplicates.csv").is_file()


def test_plain_csv_is_that_of_the_run(run, tmp_path):
    write(run, "csv", tmp_path / "csv")
    for path in (run / "tables").iterdir():
        assert (tmp_path / "csv" / path.name).read_bytes() == path.read_bytes()


def test_jsonl_is_all_records(run, tmp_path):
    write(run, "jsonl", tmp_path / "all.jsonl")
    assert (tmp_path / "all.jsonl").read_bytes() == (run / "records" / "part-00000.jsonl").read_bytes()


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_in_the_way_of_a_folder_and_the_other_way_round(run, tmp_path, to):
    (tmp_path / "file").write_text("")
    taken = tmp_path / "file" if FORMATS[to].folder else tmp_path
    with pytest.raises(FileExistsError, match=f"^{re.escape(str(taken))}: is a "):
        write(run, to, taken)


@pytest.mark.parametrize("to", FORMATS)
def test_a_record_that_does_not_fit_leaves_the_old_file_alone(run, tmp_path, to):
    broken = tmp_path / "run"
    (broken / "records").mkdir(parents=True)
    (broken / "records" / "part-00000.jsonl").write_text('{"id": 1}\n')
    out = tmp_path / "out"
    if FORMATS[to].folder:
        out.mkdir()
    else:
        out.write_text("old")
    if to == "jsonl":  # passed on as it is
        write(broken, to, out)
        return
    with pytest.raises(OtherVersion, match="line 1"):
        write(broken, to, out)
    assert FORMATS[to].folder or out.read_text() == "old"
    assert not list(tmp_path.glob(".*"))
