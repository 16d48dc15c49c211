"""The label schemes: the same questions have the same answers on hand-built Docs of both."""

from __future__ import annotations

import pytest
from spacy.lang.de import German
from spacy.tokens import Doc

from presselese.german.labels import TIGER, UD, Grammar, scheme

# word, STTS tag, head and label in UD, head and label in TIGER
Row = tuple[str, str, int, str, int, str]
SENTENCES: dict[str, list[Row]] = {
    "Die Stadt teilte mit , dass sie baut .": [
        ("Die", "ART", 1, "det", 1, "nk"),
        ("Stadt", "NN", 2, "nsubj", 2, "sb"),
        ("teilte", "VVFIN", 2, "ROOT", 2, "ROOT"),
        ("mit", "PTKVZ", 2, "compound:prt", 2, "svp"),
        (",", "$,", 7, "punct", 2, "punct"),
        ("dass", "KOUS", 7, "mark", 7, "cp"),
        ("sie", "PPER", 7, "nsubj", 7, "sb"),
        ("baut", "VVFIN", 2, "ccomp", 2, "oc"),
        (".", "$.", 2, "punct", 2, "punct"),
    ],
    "Ina hat gesagt , es regne .": [
        ("Ina", "NE", 2, "nsubj", 1, "sb"),
        ("hat", "VAFIN", 2, "aux", 1, "ROOT"),
        ("gesagt", "VVPP", 2, "ROOT", 1, "oc"),
        (",", "$,", 5, "punct", 2, "punct"),
        ("es", "PPER", 5, "nsubj", 5, "sb"),
        ("regne", "VVFIN", 2, "ccomp", 2, "oc"),
        (".", "$.", 2, "punct", 1, "punct"),
    ],
    "Der Rat , der fordert , zu bauen , tagt .": [
        ("Der", "ART", 1, "det", 1, "nk"),
        ("Rat", "NN", 9, "nsubj", 9, "sb"),
        (",", "$,", 4, "punct", 1, "punct"),
        ("der", "PRELS", 4, "nsubj", 4, "sb"),
        ("fordert", "VVFIN", 1, "acl:relcl", 1, "rc"),
        (",", "$,", 7, "punct", 4, "punct"),
        ("zu", "PTKZU", 7, "mark", 7, "pm"),
        ("bauen", "VVINF", 4, "xcomp", 4, "oc"),
        (",", "$,", 4, "punct", 1, "punct"),
        ("tagt", "VVFIN", 9, "ROOT", 9, "ROOT"),
        (".", "$.", 9, "punct", 9, "punct"),
    ],
    "Von Ina wurde betont , dass es eilt .": [
        ("Von", "APPR", 1, "case", 3, "sbp"),
        ("Ina", "NE", 3, "obl:agent", 0, "nk"),
        ("wurde", "VAFIN", 3, "aux:pass", 2, "ROOT"),
        ("betont", "VVPP", 3, "ROOT", 2, "oc"),
        (",", "$,", 7, "punct", 3, "punct"),
        ("dass", "KOUS", 7, "mark", 7, "cp"),
        ("es", "PPER", 7, "nsubj", 7, "sb"),
        ("eilt", "VVFIN", 3, "ccomp", 3, "oc"),
        (".", "$.", 3, "punct", 2, "punct"),
    ],
}


def build(rows: list[Row], which: str) -> Doc:
    at = 2 if which == "ud" else 4
    return Doc(
        German().vocab,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        heads=[row[at] for row in rows],  # type: ignore[misc]
        deps=[row[at + 1] for row in rows],  # type: ignore[misc]
    )


@pytest.fixture(params=["ud", "tiger"])
def which(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def grammar(sentence: str, which: str) -> Grammar:
    return Grammar(build(SENTENCES[sentence], which))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_scheme_is_read_from_the_labels(sentence: str, which: str) -> None:
    doc = build(SENTENCES[sentence], which)
    assert scheme(doc) == Grammar(doc).scheme == which


def test_subject_prefix_and_complement(which: str) -> None:
    parsed = grammar("Die Stadt teilte mit , dass sie baut .", which)
    assert parsed.subject(2) == 1
    assert parsed.prefix(2) == 3
    assert parsed.complements(2) == [7]
    assert parsed.below(7, "mark") == [5]
    assert parsed.span(1) == (0, 2)


def test_groups_of_verbs(which: str) -> None:
    parsed = grammar("Ina hat gesagt , es regne .", which)
    assert parsed.finite(2) == 1 and parsed.full(1) == 2
    assert parsed.group(1) == {1, 2}
    assert parsed.subject(1) == parsed.subject(2) == 0
    assert parsed.complements(2) == [5]


def test_relative_clause_and_infinitive(which: str) -> None:
    parsed = grammar("Der Rat , der fordert , zu bauen , tagt .", which)
    assert parsed.relatives(1) == [4]
    assert parsed.complements(4) == [7]
    assert parsed.subject(9) == 1 and parsed.subject(4) == 3


def test_agent_of_a_passive(which: str) -> None:
    parsed = grammar("Von Ina wurde betont , dass es eilt .", which)
    assert parsed.agent(3) == 1
    assert parsed.complements(3) == [7]


def test_without_a_parser() -> None:
    parsed = Grammar(Doc(German().vocab, words=["Ina", "sagt", "ja"]))
    assert parsed.scheme is None
    assert parsed.subject(1) is None and parsed.complements(1) == [] and parsed.prefix(1) is None
    assert scheme(Doc(German().vocab, words=["ja"])) is None


def test_relations_are_common() -> None:
    common = {
        "subject",
        "complement",
        "mark",
        "relative",
        "oblique",
        "apposition",
        "prefix",
        "conjunct",
        "root",
    }
    assert common <= set(UD.values()) and common <= set(TIGER.values())
