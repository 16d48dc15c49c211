"""The report: numbers as in the records, nothing that runs, nothing from the network."""

import json
import re

import pytest

pytest.importorskip("jinja2", reason="needs the extra report")

from presselese.export.report import write_report
from presselese.record import Entity, Quote, Record, ReleaseMeta, Source, Span, Zone, encode

ID = "9c39e241018c9b1e"
TEXT = "Die Firma „Meyer & <b>Söhne</b> GmbH“ lädt ein; <script>alert(1)</script> stand im Formular."


@pytest.fixture
def run(tmp_path):
    start = TEXT.index("Meyer")
    at = {"start": start, "end": start + 5, "raw_start": start, "raw_end": start + 5, "text": "Meyer"}
    record = Record(
        id=ID,
        source=Source(path="a.txt"),
        meta=ReleaseMeta(title=TEXT, published="2020-02-05"),
        text=TEXT,
        zones=[Zone(zone="body", start=0, end=len(TEXT), raw_start=0, raw_end=len(TEXT), text=TEXT)],
        entities=[Entity(label="ORG", **at)],
        quotes=[Quote(id=f"{ID}/q1", type="direct", spans=[Span(**at)], content=TEXT)],
    )
    (tmp_path / "run" / "records").mkdir(parents=True)
    (tmp_path / "run" / "records" / "part-00000.jsonl").write_bytes(encode(record) + b"\n")
    return tmp_path / "run"


def test_texts_are_data_that_no_script_can_leave(run, tmp_path):
    write_report(run, tmp_path / "out")
    piece = (tmp_path / "out" / "data" / "text-9c.js").read_text(encoding="utf-8")
    assert "<" not in piece
    release_id, release = json.loads(f"[{re.fullmatch(r'presselese.release.(.*).;.', piece, re.S)[1]}]")
    assert release_id == ID
    assert release["text"] == TEXT
    kind, start, end, *_ = release["marks"][0]
    assert (kind, TEXT[start:end]) == ("organisation", "Meyer")


def test_pages_ask_nothing_of_the_network(run, tmp_path):
    out = write_report(run, tmp_path / "out").parent
    for page in [*out.glob("*.html"), *out.glob("assets/*")]:
        assert not re.search(r"https?://|<script>", page.read_text(encoding="utf-8")), page


def test_a_second_report_is_the_same_and_no_other_folder_is_touched(run, tmp_path):
    def files(folder):
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    first = files(write_report(run, tmp_path / "out").parent)
    assert files(write_report(run, tmp_path / "out").parent) == first
    with pytest.raises(FileExistsError):
        write_report(run, run)


@pytest.mark.parametrize("language, word", [("de", "Zitate"), ("en", "Quotes")])
def test_both_languages(run, tmp_path, language, word):
    assert f"<b>1</b> {word}" in write_report(run, tmp_path / "out", language).read_text(encoding="utf-8")
