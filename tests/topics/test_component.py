from __future__ import annotations

import spacy
from spacy.tokens import DocBin

from presselese.doc import get, to_record
from presselese.topics.weights import load

TEXT = (
    "Richtfest für die neue Grundschule\nSchulleiterin und Bürgermeister feierten mit den Schülerinnen und Schülern. "
    "Im Herbst beginnt der Unterricht in zwölf Klassenräumen."
)


def test_a_record_with_evidence_in_its_text() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_topics")
    topic = to_record(nlp(TEXT)).topics[0]
    assert (topic.id, topic.name, topic.level) == ("medtop:05000000", "Erziehung, Ausbildung", 1)
    assert topic.score is not None and topic.score > 0.5
    assert "Grundschule" in [span.text for span in topic.evidence]
    assert all(TEXT[span.start : span.end] == span.text for span in topic.evidence)


def test_it_survives_storage() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_topics")
    doc = nlp(TEXT)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [again] = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert to_record(again).topics == to_record(doc).topics


def test_the_same_answer_twice() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_topics")
    assert get(nlp(TEXT), "topics") == get(nlp(TEXT), "topics")


def test_the_weights_fit_the_terms() -> None:
    weights = load()
    assert weights.rows.shape == (len(weights.stems), 2 * len(weights.topics))
    assert weights.term_rows.shape == (len(weights.keys), 2 * len(weights.topics))
    assert len(weights.topics) == 17
