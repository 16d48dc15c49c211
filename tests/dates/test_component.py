"""The component in a pipeline without a model, and what it leaves for the record and the TimeML export."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from lxml import etree

from presselese.dates import atoms, lexicon
from presselese.doc import get, put, to_record
from presselese.export.timeml import timeml

TEXT = "Am 3. Mai um 14 Uhr tagt der Rat & mehr. Vor drei Wochen war es jetzt <anders>.\x0b Bis 7. Mai."


def read(published: str | None = "2023-04-20") -> spacy.tokens.Doc:
    nlp = spacy.blank("de")
    stage = nlp.add_pipe("presselese_dates")
    doc = nlp.make_doc(TEXT)
    put(doc, "meta", {"published": published})
    return stage(doc)


def test_record() -> None:
    doc = read()
    record = to_record(doc)
    assert [date.value for date in record.dates] == ["2023-05-03T14:00", "P3W", "../2023-05-07"]
    assert [date.text for date in record.dates] == ["3. Mai um 14 Uhr", "drei Wochen", "7. Mai"]
    assert record.dates[1].anchor is not None and record.dates[1].anchor.value == "2023-03-30"
    assert record.vague[0].value == "PRESENT_REF"
    assert doc.spans["dates"][0]._.date.rule == "moment"


def test_dateline_is_the_reference_where_nothing_is_known() -> None:
    nlp = spacy.blank("de")
    stage = nlp.add_pipe("presselese_dates")
    doc = nlp.make_doc("Gestern brannte es.")
    put(doc, "zones", [{"zone": "dateline", "date": "2019-05-02", "start": 0, "end": 1}])
    assert get(stage(doc), "dates")[0]["value"] == "2019-05-01"


def test_timeml_holds_the_text_and_the_marks() -> None:
    record = to_record(read())
    root = etree.fromstring(timeml(record).encode())
    text = root.find("TEXT")
    assert "".join(text.itertext()) == record.text.replace("\x0b", "\ufffd")
    marks = [(mark.text, mark.get("type"), mark.get("value")) for mark in text.iter("TIMEX3")]
    assert marks == [
        ("3. Mai", "DATE", "2023-05-03"),
        ("14 Uhr", "TIME", "2023-05-03T14:00"),
        ("drei Wochen", "DURATION", "P3W"),
        (None, "DATE", "2023-03-30"),
        ("jetzt", "DATE", "PRESENT_REF"),
        ("7. Mai", "DATE", "2023-05-07"),
    ]
    length, pointed = list(text.iter("TIMEX3"))[2:4]
    assert length.get("beginPoint") == pointed.get("tid")
    assert root.find("DCT/TIMEX3").get("value") == "2023-04-20"


def test_timeml_without_a_day_of_publication() -> None:
    root = etree.fromstring(timeml(to_record(read(None))).encode())
    assert root.find("DCT") is None


def test_holidays_of_a_newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "ADDED", {"lexicon.tsv": [], "holidays.tsv": []})
    monkeypatch.setattr(atoms, "ADDED", lexicon.ADDED)
    table = tmp_path / "ours.tsv"
    table.write_text("Musterkerwe\taug-3-sunday\n", "utf-8")
    stage = spacy.blank("de").add_pipe("presselese_dates", config={"holidays": str(table)})
    doc = spacy.blank("de")("Die Straße ist zur Musterkerwe gesperrt.")
    put(doc, "meta", {"published": "2023-07-01"})
    assert [date["value"] for date in get(stage(doc), "dates")] == ["2023-08-20"]
    table.write_text("Musterkerwe\n", "utf-8")
    with pytest.raises(ValueError, match="line 1"):
        lexicon.add_rows("holidays.tsv", table)
    lexicon.lexicon.cache_clear()


def test_the_year_behind_an_event_belongs_to_its_name() -> None:
    nlp = spacy.blank("de")
    stage = nlp.add_pipe("presselese_dates")
    doc = nlp.make_doc("Das Sommerfest 2026 ist seit 2025 geplant.")
    doc.ents = [doc.char_span(4, 14, label="MISC")]
    assert [doc.text[date["start"] : date["end"]] for date in get(stage(doc), "dates")] == ["2025"]


def test_a_name_with_its_year_is_that_name_wherever_it_stands() -> None:
    nlp = spacy.blank("de")
    stage = nlp.add_pipe("presselese_dates")
    doc = nlp.make_doc("Die Stadtmusik 2026 beginnt. Plakate der Stadtmusik 2026 gibt es seit 2025.")
    doc.set_ents([doc.char_span(4, 19, label="MISC")])
    assert [date["value"] for date in get(stage(doc), "dates")] == ["2025/.."]
