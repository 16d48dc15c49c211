"""The component in a pipeline: what it needs, what it leaves, that it holds with odd input, what it costs."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from presselese.doc import get, to_record
from tests.entities.marked import blank, doc_of


def test_without_names_one_warning() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_entities")
    doc = nlp("Bürgermeister Jan Ohlsen kam.")
    assert [warning["code"] for warning in get(doc, "warnings")] == ["no_names"]
    assert get(doc, "persons") == []


def test_survives_bytes() -> None:
    doc = doc_of("Bürgermeister [PER Jan Ohlsen] kam nach [LOC Göttingen].")
    again = spacy.tokens.Doc(blank()[0].vocab).from_bytes(doc.to_bytes())
    assert to_record(again).persons[0].name == "Jan Ohlsen"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["[PER Jan Ohlsen]", "[LOC Frankenberg]", "[ORG SPD]", "[PER Ohlsens]", "Bürgermeister", "der", "die", ",", ".", "(", ")", "und",
             "„", "“", "Vorsitzende", "des", "für", "von", "Dr.", "Frau", "1.", "\n\n", "ist", "als", "zum", "Er", "sie", ":", "-", "Prof."]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_order_of_words_gives_a_valid_record(words: list[str]) -> None:
    doc = doc_of(" ".join(words) or "x")
    record = to_record(doc)
    for entity in record.entities:
        assert entity.text == doc.text[entity.start : entity.end] != ""
    starts = [entity.start for entity in record.entities]
    assert starts == sorted(starts)
    ids = {item.id for item in (*record.persons, *record.organisations, *record.places)}
    assert all(entity.ref in ids for entity in record.entities if entity.label != "MISC")


@pytest.mark.benchmark_run
def test_cost_is_linear() -> None:
    sentence = "Bürgermeister [PER Jan Ohlsen{n}] (SPD) und Landrätin [PER Eva Probst{n}] aus [LOC Göttingen] sprachen vor der [ORG Wendt{n} AG]. "

    def seconds(count: int) -> float:
        marked = "".join(sentence.replace("{n}", "abcdefghij"[n % 10] * (1 + n % 7)) for n in range(count))
        doc_of(marked)
        start = time.process_time()
        doc_of(marked)
        return time.process_time() - start

    assert seconds(1600) < 12 * seconds(200)
