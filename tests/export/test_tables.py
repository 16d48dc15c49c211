"""The tables: cells that no spreadsheet runs, real dtypes, nothing lost on the way."""

import csv
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presselese.export.columns import tables
from presselese.export.csv_files import guard, unguard
from presselese.export.tables import (
    OtherVersion,
    read_outputs,
    read_records,
    write_duplicates,
    write_tables,
)
from presselese.folder import LocalFolder
from presselese.record import DateValue, Person, Quote, Record, ReleaseMeta, Role, Source, Span, encode
from tests.export.strategies import RECORDS


@given(st.text())
def test_the_guard_can_be_taken_off(cell):
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def span(start, end, text):
    return Span(start=start, end=end, raw_start=start, raw_end=end, text=text)


@pytest.fixture
def run(tmp_path):
    """A run directory with one record that has all that breaks tables."""
    dates = [
        DateValue(
            id=f"x/d{i}",
            start=0,
            end=4,
            raw_start=0,
            raw_end=4,
            text=t,
            type="date",
            value=v,
            first=a,
            last=b,
        )
        for i, (t, v, a, b) in enumerate(
            [
                ("1237", "1237", "1237-01-01", "1237-12-31"),
                ("31. Dezember 2999", "2999-12-31", "2999-12-31", "2999-12-31"),
                ("14. Mai", "XXXX-05-14", None, None),
                ("19 Uhr", "2020-02-05T19:00", "2020-02-05T19:00", "2020-02-05T19:00"),
            ]
        )
    ]
    record = Record(
        id="x",
        source=Source(path='=HYPERLINK("a").txt'),
        meta=ReleaseMeta(title="NA", published="2020-02-05T10:00+01:00"),
        text="Lisa Null, Ali Nan",
        persons=[
            Person(
                id="x/p1", name="Lisa Null", family_name="Null", roles=[Role(role="Trainerin", place="Nan")]
            ),
            Person(id="x/p2", name="Ali Nan", titles=["Dr.", "med."], mentions=[span(11, 18, "Ali Nan")]),
        ],
        dates=dates,
        quotes=[
            Quote(id="x/q1", type="direct", spans=[span(0, 4, "Lisa")], content="Ja", speaker_id="x/p1"),
            Quote(id="x/q2", type="indirect", spans=[span(0, 4, "Lisa")], content="Nein"),
        ],
    )
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "part-00000.jsonl").write_bytes(encode(record) + b"\n")
    write_tables(LocalFolder(tmp_path))
    write_duplicates(LocalFolder(tmp_path), [])
    return tmp_path


def test_no_text_becomes_a_missing_value(run):
    tables = read_outputs(run)
    assert list(tables.persons.name) == ["Lisa Null", "Ali Nan"]
    assert next(iter(tables.persons.family_name)) == "Null"
    assert tables.releases.title[0] == "NA"
    assert tables.roles.place[0] == "Nan"


def test_years_beyond_1677_and_2262_and_unknown_ones_survive(run):
    dates = read_outputs(run).dates
    assert dates.date_from.dtype == "datetime64[s]"
    assert dates.date_from[0] == numpy.datetime64("1237-01-01")
    assert dates.date_to[1] == numpy.datetime64("2999-12-31")
    assert pandas.isna(dates.date_from[2])
    assert dates.value[2] == "XXXX-05-14"
    assert dates.date_from[3] == numpy.datetime64("2020-02-05T19:00")


def test_no_cell_is_a_formula(run):
    with (run / "tables" / "releases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["path"] == '\'=HYPERLINK("a").txt'
    assert read_outputs(run).releases.path[0] == '=HYPERLINK("a").txt'


def test_the_first_column_is_the_key_and_every_table_has_its_dtypes(run):
    frames = read_outputs(run)
    for table in tables():
        frame = getattr(frames, table.name)
        assert frame.columns[0] == "release_id"
        for column in table.columns:
            assert str(frame[column.name].dtype) in (column.dtype, "str", "string"), column
    assert str(frames.dates.type.dtype) == "category"
    assert frames.persons.titles[1] == "Dr. | med."


def test_no_run_is_said_in_one_line(tmp_path):
    with pytest.raises(FileNotFoundError, match="no run here"):
        read_outputs(tmp_path)


def cell_of(value, dtype):
    """What a cell must be when it is read back: of an empty text nothing is left."""
    if value is None or value == "":
        return None
    if dtype == "datetime64[s]":
        return numpy.datetime64(value, "s")
    return value


@pytest.mark.parametrize("pyarrow", [False, True])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=RECORDS)
def test_every_cell_comes_back_as_it_was(pyarrow, record):
    if pyarrow:
        pytest.importorskip("pyarrow", reason="needs the extra parquet")
    with TemporaryDirectory() as folder:
        run = Path(folder)
        (run / "records").mkdir()
        (run / "records" / "part-00000.jsonl").write_bytes(encode(record) + b"\n")
        write_tables(LocalFolder(run), all_quotes=True)
        frames = read_outputs(run, pyarrow=pyarrow)
    for table in tables(all_quotes=True):
        frame = getattr(frames, table.name)
        rows = list(table.rows(record))
        assert len(frame) == len(rows)
        for at, column in enumerate(table.columns):
            found = [None if pandas.isna(cell) else cell for cell in frame[column.name]]
            assert found == [cell_of(row[at], column.dtype) for row in rows], column


def test_closed_lists_and_days_are_arrow_types_where_asked(run):
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra parquet")
    frames = read_outputs(run, pyarrow=True)
    for name, frame in vars(frames).items():
        assert all(isinstance(dtype, pandas.ArrowDtype) for dtype in frame.dtypes), name
    assert pyarrow.types.is_dictionary(frames.dates.type.dtype.pyarrow_dtype)
    assert frames.dates.date_from.dtype == pandas.ArrowDtype(pyarrow.timestamp("s"))


def test_what_each_speaker_is_said_to_be_is_one_merge_away(run):
    tables = read_outputs(run)
    said = tables.quotes.merge(tables.persons, left_on="speaker_id", right_on="person_id")
    assert list(said.name) == ["Lisa Null"]  # and not the quote whose speaker is not known


def test_dates_are_compared_across_the_centuries(run):
    dates = read_outputs(run).dates
    assert list(dates[dates.date_from < numpy.datetime64("1500-01-01")].text) == ["1237"]


def test_tables_of_another_version_say_what_to_do(run):
    path = run / "tables" / "persons.csv"
    path.write_text(path.read_text("utf-8").replace("gender", "sex"), "utf-8")
    with pytest.raises(OtherVersion, match=r"persons.csv: found no column gender.*presselese export"):
        read_outputs(run)


def test_records_of_another_version_are_named_with_their_line(run):
    path = run / "records" / "part-00000.jsonl"
    path.write_bytes(path.read_bytes() + b'{"id": "y"}\n')
    with pytest.raises(OtherVersion, match=r"part-00000.jsonl, line 2: .*--rerun"):
        list(read_records(run))


def test_a_run_without_tables_was_not_finished(run):
    shutil.rmtree(run / "tables")
    with pytest.raises(FileNotFoundError, match="give its command again"):
        read_outputs(run)
