"""The report: numbers as in the records, nothing that runs, nothing from the network."""

import json
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

pytest.importorskip("jinja2", reason="needs the extra report")

import presselese.export.report
from presselese.export.report import write_report
from presselese.export.report.lists import Lists
from presselese.export.report.release import shown
from presselese.export.report.shelf import Shelf
from presselese.export.report.sources import MARGIN
from presselese.export.tables import OtherVersion
from presselese.record import (
    DateValue,
    Entity,
    Person,
    Quote,
    Record,
    ReleaseMeta,
    Source,
    Span,
    WarningCode,
    Zone,
    ZoneName,
    decode,
    encode,
)  # fmt: skip
from presselese.source import content_hash

ROOM = Path(presselese.export.report.__file__).parent

ID = "9c39e241018c9b1e"
TEXT = "Die Firma „Meyer & <b>Söhne</b> GmbH“ lädt ein; <script>alert(1)</script> stand im Formular."


@pytest.fixture
def run(tmp_path):
    start = TEXT.index("Meyer")
    at = {"start": start, "end": start + 5, "raw_start": start, "raw_end": start + 5, "text": "Meyer"}
    record = Record(
        id=ID,
        source=Source(path="a.txt", sha256=content_hash(TEXT)),
        meta=ReleaseMeta(title=TEXT, published="2020-02-05"),
        text=TEXT,
        zones=[Zone(zone="body", start=0, end=len(TEXT), raw_start=0, raw_end=len(TEXT), text=TEXT)],
        entities=[Entity(label="ORG", **at)],
        quotes=[Quote(id=f"{ID}/q1", type="direct", spans=[Span(**at)], content=TEXT)],
    )
    (tmp_path / "run" / "records").mkdir(parents=True)
    (tmp_path / "run" / "records" / "part-00000.jsonl").write_bytes(encode(record) + b"\n")
    return tmp_path / "run"


def values(out, name):
    """What a file of values hands over, by name."""
    lines = (out / "data" / f"{name}.js").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(f"[{re.fullmatch(r'presselese.take.(.*).;', line)[1]}]") for line in lines)


def test_texts_are_data_that_no_script_can_leave(run, tmp_path):
    write_report(run, tmp_path / "out")
    assert "<" not in (tmp_path / "out" / "data" / "text-9c.js").read_text(encoding="utf-8")
    release = values(tmp_path / "out", "text-9c")[f"release/{ID}"]
    assert release["text"] == TEXT
    kind, start, end, *_ = release["marks"][0]
    assert (kind, TEXT[start:end]) == ("organisation", "Meyer")


def test_the_raw_text_is_read_where_the_run_read_it_or_where_it_lies_now(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (run / "manifest.json").write_text(
        json.dumps({"inputs": [str(tmp_path / "gone"), str(tmp_path / "a.txt")]})
    )
    assert write_report(run, tmp_path / "out").without_source == 0
    assert values(tmp_path / "out", "source-9c") == {
        f"source/{ID}": {"start": 0, "text": TEXT, "length": len(TEXT)}
    }
    assert write_report(run, tmp_path / "out", inputs=[]).without_source == 1
    assert values(tmp_path / "out", "source-9c") == {}
    moved = (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert write_report(run, tmp_path / "out", inputs=[moved]).without_source == 0
    moved.write_text("changed", encoding="utf-8")
    assert write_report(run, tmp_path / "out", inputs=[moved]).without_source == 1


def test_of_a_long_source_the_part_around_the_release_is_shown(run, tmp_path):
    page = "x" * 50_000 + TEXT + "y" * 50_000
    record = decode((run / "records" / "part-00000.jsonl").read_bytes())
    record.source.sha256 = content_hash(page)
    record.zones[0].raw_start, record.zones[0].raw_end = 50_000, 50_000 + len(TEXT)
    (run / "records" / "part-00000.jsonl").write_bytes(encode(record) + b"\n")
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    write_report(run, tmp_path / "out", inputs=[tmp_path / "a.txt"])
    shown = values(tmp_path / "out", "source-9c")[f"source/{ID}"]
    assert (shown["start"], shown["length"]) == (50_000 - MARGIN, len(page))
    assert shown["text"] == "x" * MARGIN + TEXT + "y" * MARGIN


def test_lists_stand_in_the_order_of_their_first_view():
    with Shelf() as shelf:
        lists = Lists(shelf)
        for number, (day, names) in enumerate(
            [("2020-02-05", ["Ada Ott"]), ("", ["Bo Ley", "Cem Aal"]), ("2021-01-01", ["Bo Ley"])]
        ):
            key = f"{number:016x}"
            persons = [Person(id=f"{key}/p{at}", name=name) for at, name in enumerate(names)]
            said = [
                Quote(
                    id=f"{key}/q1",
                    type="direct",
                    spans=[],
                    content="Ja",
                    speaker_id=one.id,
                    speaker_name=one.name,
                )
                for one in persons
                if one.name == "Ada Ott"
            ]
            lists.add(
                Record(
                    id=key,
                    source=Source(path="a.txt"),
                    meta=ReleaseMeta(published=day or None),
                    text="",
                    persons=persons,
                    quotes=said,
                )
            )
        lists.finish()
        assert [row[3] for row in lists.rows("releases")] == ["2021-01-01", "2020-02-05", ""]
        assert [(row[0], row[3], row[4]) for row in lists.rows("people")] == [
            ("Ada Ott", 1, 1),
            ("Bo Ley", 2, 0),
            ("Cem Aal", 1, 0),
        ]


def test_the_calendar_counts_days_not_months_and_ends_what_it_began():
    with Shelf() as shelf:
        lists = Lists(shelf)
        text = "Am 12. Mai. Vom 15. bis 20. Mai. Im Juni."
        dates = [
            DateValue(
                id=f"{ID}/d{number}",
                start=0,
                end=len(text),
                raw_start=0,
                raw_end=len(text),
                text=text,
                type="date",
                value=first,
                first=first,
                last=last,
                granularity=size,
            )
            for number, (first, last, size) in enumerate(
                [
                    ("2023-05-12", "2023-05-12", "day"),
                    ("2023-05-15", "2023-05-20", "day"),
                    ("2023-06-01", "2023-06-30", "month"),
                ]
            )
        ]
        lists.add(
            Record(
                id=ID,
                source=Source(path="a.txt"),
                meta=ReleaseMeta(published="2023-05-02"),
                text=text,
                zones=[Zone(zone="body", start=0, end=len(text), raw_start=0, raw_end=len(text), text=text)],
                dates=dates,
            )
        )
        assert lists.calendar() == {
            "days": {
                "2023-05-12": [1, 0],
                "2023-05-13": [0, 1],
                "2023-05-15": [1, 0],
                "2023-05-21": [0, 1],
            },
            "start": "2023-05",
        }
        assert [row[6] for row in lists.rows("dates")] == [True, True, False]


def test_a_speaker_that_is_no_name_has_a_mark_of_his_own(run):
    record = decode((run / "records" / "part-00000.jsonl").read_bytes())
    span = record.quotes[0].spans[0]
    at = {"start": 4, "end": 9, "raw_start": 4, "raw_end": 9, "text": TEXT[4:9]}
    record.quotes[0].speaker = Span(**at)
    marks = shown(record)["marks"]
    assert ["speaker", 4, 9, "q1", "Firma", None, None, 4, 9] in marks
    record.quotes[0].speaker = span  # where a name is marked, that is the speaker's mark
    assert "speaker" not in {mark[0] for mark in shown(record)["marks"]}


def test_another_version_of_records_is_named(run, tmp_path):
    (run / "records" / "part-00001.jsonl").write_text('{"id": 7}\n')
    with pytest.raises(OtherVersion, match=r"part-00001.jsonl, line 1: .*--rerun"):
        write_report(run, tmp_path / "out")


def test_documents_without_a_record_are_named(run, tmp_path):
    line = {"path": "kaputt.pdf", "member": None, "state": "failed", "reason": "no text <layer>"}
    (run / "ledger.jsonl").write_text(json.dumps(line) + "\n" + json.dumps(line | {"state": "done"}) + "\n")
    page = write_report(run, tmp_path / "out").page.read_text(encoding="utf-8")
    assert page.count("kaputt.pdf") == 1
    assert "no text &lt;layer&gt;" in page


def test_pages_ask_nothing_of_the_network(run, tmp_path):
    out = write_report(run, tmp_path / "out").page.parent
    for page in [*out.glob("*.html"), *out.glob("assets/*")]:
        assert not re.search(r"https?://|<script>", page.read_text(encoding="utf-8")), page


def test_a_second_report_is_the_same_and_no_other_folder_is_touched(run, tmp_path):
    def files(folder):
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    first = files(write_report(run, tmp_path / "out").page.parent)
    assert files(write_report(run, tmp_path / "out").page.parent) == first
    with pytest.raises(FileExistsError):
        write_report(run, run)


@pytest.mark.parametrize("language, word", [("de", "Zitate"), ("en", "Quotes")])
def test_both_languages(run, tmp_path, language, word):
    page = write_report(run, tmp_path / "out", language).page.read_text(encoding="utf-8")
    assert f"<b>1</b> {word}" in page


def test_every_label_has_both_languages():
    table = tomllib.loads((ROOM / "labels.toml").read_text(encoding="utf-8"))
    for key, texts in table.items():
        assert set(texts) == {"de", "en"} and all(texts.values()), key
    for code in get_args(WarningCode):
        assert f"warning.{code}" in table
    for zone in get_args(ZoneName):
        assert f"zone.{zone}" in table


def test_no_label_is_unused():
    table = tomllib.loads((ROOM / "labels.toml").read_text(encoding="utf-8"))
    texts = "".join(
        path.read_text(encoding="utf-8") for path in [*ROOM.glob("*/*.html"), *ROOM.glob("static/*.js")]
    )
    for key in table:
        if "." not in key:
            assert re.search(rf"[\"'`(]{key}[\"'`]", texts), key
