"""The model as others use it: any Doc, in any company, in any kind of process."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from presselese.model import FORMAT
from presselese.model.naming import SCORES

PEOPLE = ["Anna Schulz", "Karl-Heinz Meier", "Fatma Yıldız", "Dr. Uwe Lorenzen"]
PLACES = ["Bad Beispielstadt", "Musterhausen (Eder)", "ROTHAUSEN", "Nordhofen"]
SENTENCES = [
    "{person} eröffnete am Freitag in {place} die neue Bücherei.",
    "„Wir freuen uns“, sagte {person}, Sprecherin der Stadt {place}.",
    "{place} (pm). Die Feuerwehr rückte am 3. Mai um 19.30 Uhr aus.",
    "Der Verkehrsverein {place} e. V. lädt zum 12. Lichterfest ein!",
    "Nach Angaben von {person} sei niemand verletzt worden.",
    "Infos gibt es unter www.beispiel.example oder bei {person}",
]


def texts(count: int) -> list[str]:
    chance = random.Random(3)

    def sentence() -> str:
        return chance.choice(SENTENCES).format(person=chance.choice(PEOPLE), place=chance.choice(PLACES))

    return [
        chance.choice([" ", "\n\n", "  "]).join(sentence() for _ in range(chance.randint(1, 9)))
        for _ in range(count)
    ]


def values(doc: Doc) -> object:
    tokens = [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, bool(t.is_sent_start)) for t in doc]
    return tokens, [(e.start, e.end, e.label_) for e in doc.ents], doc.user_data[SCORES]


def test_components_and_labels(model: Language) -> None:
    assert {"tagger", "morphologizer", "parser", "lemmatizer", "ner"} <= set(model.pipe_names)
    assert model.pipe_labels["ner"] == ["PER", "LOC", "ORG", "MISC"]
    assert model.meta["presselese_format"] == FORMAT
    assert model.meta["license"] == "CC BY-SA 4.0"


def test_a_documents_values_do_not_depend_on_its_company(model: Language) -> None:
    some = texts(200)
    alone = [values(model(text)) for text in some]
    assert [values(doc) for doc in model.pipe(some, batch_size=64)] == alone
    order = random.Random(1).sample(range(len(some)), len(some))
    shuffled = dict(zip(order, model.pipe([some[i] for i in order], batch_size=7), strict=True))
    assert [values(shuffled[i]) for i in range(len(some))] == alone


def name_of(model: Language) -> str:
    return f"{model.lang}_{model.meta['name']}"


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_after_use_in_the_parent(model: Language, method: str, tmp_path: Path) -> None:
    import subprocess
    import sys

    script = tmp_path / "processes.py"
    script.write_text(
        "import multiprocessing, json, sys, spacy\n"
        "if __name__ == '__main__':\n"
        f"    multiprocessing.set_start_method({method!r})\n"
        f"    nlp = spacy.load({name_of(model)!r})\n"
        "    texts = json.load(open(sys.argv[1], encoding='utf-8'))\n"
        "    alone = [[(t.lemma_, t.dep_, t.head.i, str(t.morph)) for t in nlp(text)] for text in texts]\n"
        "    docs = list(nlp.pipe(texts, n_process=2, batch_size=3))\n"
        "    assert [[(t.lemma_, t.dep_, t.head.i, str(t.morph)) for t in doc] for doc in docs] == alone\n",
        encoding="utf-8",
    )
    given = tmp_path / "texts.json"
    given.write_text(json.dumps(texts(8)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(given)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "Ja", "\n Ja", "…", "a\u00a0\u00a0b", "<s> </s> <unk>", "漢字 und ẞ ½", "x" * 5000],
)
def test_any_text(model: Language, text: str) -> None:
    doc = model(text)
    assert doc.text == text
    assert len(list(doc.sents)) >= (1 if len(doc) else 0)
    assert all(t.dep_ and t.tag_ for t in doc)
    again = Doc(model.vocab).from_bytes(doc.to_bytes())
    assert [t.dep_ for t in again] == [t.dep_ for t in doc]


def test_hand_built_docs(model: Language) -> None:
    doc = Doc(model.vocab, words=["Anna", "Schulz", " ", "\n\n", "kam", "nach", "Nordhofen"])
    for _, pipe in model.pipeline:
        doc = pipe(doc)
    assert [t.tag_ for t in doc][2:4] == ["_SP", "_SP"]
    assert "Anna Schulz" in [e.text for e in doc.ents]


def test_no_name_reaches_over_white_space_tokens(model: Language) -> None:
    for text in ("Anna\n\nSchulz kam.", "Es kam Anna \n Schulz nach Bad\n\nBeispielstadt."):
        assert not any("\n" in e.text for e in model(text).ents)


def test_sentences_are_trees(model: Language) -> None:
    for doc in model.pipe(texts(20)):
        for sentence in doc.sents:
            assert sum(t.head == t for t in sentence) == 1
            assert all(t.head.sent == sentence for t in sentence)


def test_a_long_text_takes_its_windows(model: Language) -> None:
    doc = model(" ".join(texts(150)))
    assert len(doc) > 5000
    assert all(t.lemma_ for t in doc)


def test_scores_of_names(model: Language) -> None:
    doc = model("Anna Schulz wohnt in Berlin.")
    assert doc.user_data[SCORES].keys() == {f"{e.start_char}-{e.end_char}" for e in doc.ents}
    assert all(0 < score < 1 for score in doc.user_data[SCORES].values())
    json.dumps(doc.user_data[SCORES])


def test_the_guideline_is_a_setting(model: Language) -> None:
    nlp = spacy.load(name_of(model), config={"components": {"ner": {"guideline": "germeval"}}})
    text = "Der Landkreis Göttingen zahlt 300 Euro."
    press, germeval = ([e.text for e in pipeline(text).ents] for pipeline in (model, nlp))
    assert "Landkreis Göttingen" in press
    assert "Göttingen" in germeval
    with pytest.raises(ValueError, match="press, germeval"):
        spacy.load(name_of(model), config={"components": {"ner": {"guideline": "wikiner"}}})


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Es ist klar, daß er kommen muß.", {"daß": "dass", "muß": "müssen"}),
        (
            "Die Häuser der Vereine wurden verkauft.",
            {"Häuser": "Haus", "Vereine": "Verein", "verkauft": "verkaufen", "Die": "der"},
        ),
        (
            "Sie fing den Ball und ging in die Stadtbibliotheken.",
            {"fing": "fangen", "ging": "gehen", "Stadtbibliotheken": "Stadtbibliothek"},
        ),
        ("„Gut“, fügt Anna Schulz hinzu.", {"fügt": "fügen"}),
    ],
)
def test_lemmas(model: Language, text: str, lemmas: dict[str, str]) -> None:
    found = {t.text: t.lemma_ for t in model(text)}
    assert {form: found[form] for form in lemmas} == lemmas


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        (
            "Beim Sommerfest im Stadtpark Auental sprach Rolf Timmann zur Begrüßung.",
            [("Stadtpark Auental", "LOC"), ("Rolf Timmann", "PER")],
        ),
        (
            "Bürgermeister Dr. Karl Meier (SPD) kam nach Frankenberg (Eder).",
            [("Karl Meier", "PER"), ("SPD", "ORG"), ("Frankenberg (Eder)", "LOC")],
        ),
        ("Ggf. bleiben die Fenster zu.", []),
    ],
)
def test_names(model: Language, text: str, entities: list[tuple[str, str]]) -> None:
    assert [(e.text, e.label_) for e in model(text).ents] == entities


def test_without_an_encoder_nothing_is_set_and_it_is_said() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_tagger")
    with pytest.warns(UserWarning, match="no encoder"):
        assert nlp("Ja").text == "Ja"


def test_processors_without_vnni_find_the_same_names(
    model: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = texts(30)
    with_vnni = [[(e.text, e.label_) for e in model(text).ents] for text in some]
    monkeypatch.setattr("presselese.model.engine.has_vnni", lambda: False)
    without = [[(e.text, e.label_) for e in model(text).ents] for text in some]
    assert sum(a == b for a, b in zip(with_vnni, without, strict=True)) >= 28
