from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
import spacy
from spacy.language import Language

from presselese.model.abbreviations import abbreviations
from presselese.model.outputs import words_of
from presselese.model.sentences import sentence_starts

ROWS = [
    line.split("\t")
    for line in files("presselese.model")
    .joinpath("abbreviations.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


def test_the_table_has_each_abbreviation_once_with_an_example() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS)
    for short, example in ROWS:
        assert f"{short}." in example.lower()
        assert short in abbreviations()


@pytest.mark.parametrize(("short", "example"), ROWS)
def test_an_abbreviation_ends_no_sentence(short: str, example: str) -> None:
    words = words_of(spacy.blank("de")(example))
    starts = sentence_starts(words, np.full(len(words.texts), 0.8, dtype=np.float32))
    after = next(i for i, w in enumerate(words.texts) if w.lower().rstrip(".") == short) + 1
    after += words.texts[after] == "."
    assert not starts[after]


CASES = [
    ["Vom 23.-26. März kommt der 1. Bürgermeister."],
    ["Der 1. Bürgermeister Dr. Karl Meier sprach z. B. über Gebühren.", "Am 3. Oktober ist frei."],
    ["„Das ist gut.“", "Mit diesen Worten schloss Anna Schulz die Sitzung."],
    ["Sie fragte: „Wann kommt der Bus?“", "Niemand wusste es."],
    [
        "Nötig ist Führerschein Kl. C sowie ein Nachweis gem. § 4 Abs. 2 der Satzung.",
        "Bewerben kann sich jeder.",
    ],
    ["Ggf. bleiben die Fenster geschlossen.", "Evtl. kommt es zu Verzögerungen."],
    ["„Das geht nicht!“, rief Anna Schulz.", "„Doch.“", "Karl Meier blieb dabei."],
    ["Alle Kund:innen bekommen Post."],
    ["Die Meier GmbH & Co. KG baut an.", "Sie stellt 20 Leute ein."],
]


@pytest.mark.parametrize("sentences", CASES)
def test_sentences(model: Language, sentences: list[str]) -> None:
    assert [s.text for s in model(" ".join(sentences)).sents] == sentences


def test_a_headline_without_a_stop_is_a_sentence(model: Language) -> None:
    doc = model("Neue Brücke für Bad Beispielstadt\n\nDie Stadt baut eine Brücke.")
    assert [s.text.strip() for s in doc.sents] == [
        "Neue Brücke für Bad Beispielstadt",
        "Die Stadt baut eine Brücke.",
    ]
