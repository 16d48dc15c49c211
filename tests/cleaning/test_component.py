"""Cleaning in a spaCy pipeline."""

import spacy
from spacy.lang.de import German

from presselese.cleaning.component import CleaningTokenizer
from presselese.doc import get, to_record
from presselese.source import Source

RAW = "Steg eröffnet\n\nMusterau (pm). Der neue Steg ist fertig , sagt die Stadt.\n\nLeave a Comment"


def test_tokenizer_makes_a_doc_of_the_content() -> None:
    doc = CleaningTokenizer(German().tokenizer)(RAW)
    assert doc.text == "Steg eröffnet\n\nMusterau (pm). Der neue Steg ist fertig, sagt die Stadt."
    assert [zone["zone"] for zone in get(doc, "zones")] == ["headline", "dateline", "body", "chrome"]
    record = to_record(doc)
    assert [RAW[zone.raw_start : zone.raw_end] for zone in record.zones][-1] == "Leave a Comment"
    assert record.meta.agency == "pm"


def test_tokenizer_by_configuration() -> None:
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": "presselese.Cleaning.v1"}}})
    assert isinstance(nlp.tokenizer, CleaningTokenizer)
    assert nlp(RAW).text.startswith("Steg eröffnet\n\nMusterau")
    again = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": "presselese.Cleaning.v1"}}})
    again.from_bytes(nlp.to_bytes())
    assert [token.text for token in again(RAW)] == [token.text for token in nlp(RAW)]


def test_zones_component_marks_docs_that_others_made() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_zones")
    doc = nlp(RAW)
    assert doc.text == RAW
    assert [(zone["zone"], doc.text[zone["start"] : zone["end"]]) for zone in get(doc, "zones")] == [
        ("headline", "Steg eröffnet"),
        ("dateline", "Musterau (pm)."),
        ("body", "Der neue Steg ist fertig , sagt die Stadt."),
        ("chrome", "Leave a Comment"),
    ]


def test_given_metadata_stand_on_the_doc() -> None:
    doc = CleaningTokenizer(German().tokenizer).make_doc(Source(raw=RAW, meta={"published": "2023-03-28"}))
    assert get(doc, "meta")["published"] == "2023-03-28"
