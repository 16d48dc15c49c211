from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from presselese.doc import get, to_record
from presselese.topics.schemes import cap_scheme, read_scheme

OWN = """
scheme = "desks"

[[topic]]
id = "desk:local"
name = "Lokales"
terms = ["Gemeinderat", "*umgehung"]

[[topic]]
id = "desk:fire"
name = "Blaulicht"
medtop = ["medtop:03000000"]
"""
TEXT = (
    "Gemeinderat ringt um Ortsumgehung\nDer Gemeinderat von Musterdorf stimmte der Umgehung zu. "
    "Die Feuerwehr löschte am Abend einen Brand im Keller des Rathauses, verletzt wurde niemand."
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "my.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_own_topics_stand_behind_the_media_topics(own: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_topics", config={"user": str(own)})
    record = to_record(nlp(TEXT))
    ours = [topic for topic in record.topics if topic.scheme == "desks"]
    assert [(topic.id, topic.name, topic.level) for topic in ours] == [
        ("desk:local", "Lokales", 0),
        ("desk:fire", "Blaulicht", 0),
    ]
    assert ours[0].score is None
    assert ours[0].evidence[0].text == "Gemeinderat"
    media = next(topic for topic in record.topics if topic.id == "medtop:03000000")
    assert ours[1].score == media.score
    assert record.topics[0].scheme == "medtop"


def test_a_single_mention_is_not_enough(own: Path) -> None:
    assert read_scheme(own).topics("Der Gemeinderat tagte gestern Abend.", [], {}) == []


def test_comparative_agendas() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_topics", config={"scheme": "cap"})
    topics = get(
        nlp(TEXT + " Landwirte protestieren: Ernte, Milchpreis und Tierhaltung sorgen die Bauern."), "topics"
    )
    assert "cap:4" in [topic["id"] for topic in topics if topic["scheme"] == "cap"]
    assert len(cap_scheme().rows) == 21


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("= 3", "no TOML"),
        ("scheme = 'x'", r"no \[\[topic\]\]"),
        ("[[topic]]\nname = 'x'", "topic 1: no id"),
        ("[[topic]]\nid = 'x'", "neither terms nor medtop"),
        ("[[topic]]\nid = 'x'\nterms = 'Brand'", "expected a list"),
        ("[[topic]]\nid = 'x'\nterms = ['*']", "is no word"),
        ("[[topic]]\nid = 'x'\nmedtop = ['medtop:1']", "no media topic"),
        ("[[topic]]\nid = 'x'\nbegriffe = ['Brand']", "unknown key 'begriffe'"),
        ("[[topic]]\nid = 'x'\nterms = ['a-b']\n[[topic]]\nid = 'x'\nterms = ['Brand']", "same id"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        read_scheme(file)
    assert "wrong.toml" in str(caught.value)


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown"):
        spacy.blank("de").add_pipe("presselese_topics", config={"scheme": "dewey"})
