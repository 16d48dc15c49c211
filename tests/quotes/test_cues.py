"""The table of cues is its own test: the content in brackets of each example comes out, with the row as its cue."""

from __future__ import annotations

import re
from typing import Any

import pytest
from spacy.language import Language

from presselese.quotes.cues import forms, lexicon, read_rows, table
from presselese.quotes.find import values

ROWS = {f"{row['kind']} {row['prefix']}{'|' if row['prefix'] else ''}{row['lemma']}": row for row in table()}


@pytest.fixture(scope="module")
def found(model: Language) -> dict[str, list[dict[str, Any]]]:
    examples = [re.sub(r"[\[\]]", "", row["example"]) for row in ROWS.values()]
    return dict(zip(ROWS, (values(doc) for doc in model.pipe(examples)), strict=True))


@pytest.mark.parametrize("name", ROWS)
def test_example(found: dict[str, list[dict[str, Any]]], name: str) -> None:
    row = ROWS[name]
    match = re.search(r"\[(.+)\]|„(.+)“", row["example"])
    assert match is not None
    wanted = (match[1] or match[2]).rstrip(".")
    quotes = [quote for quote in found[name] if quote["content"].rstrip(".") == wanted]
    assert quotes, found[name]
    if row["kind"] in ("verb", "adjective"):
        assert quotes[0]["cue"]["lemma"].replace(" ", "") == (row["prefix"] + row["lemma"]).replace(" ", "")


def test_size_and_columns() -> None:
    assert len(ROWS) == len(table()) >= 350
    assert {row["medium"] for row in table()} <= {"", "speech", "writing", "thought"}
    assert all(set(row["frames"]) <= set("dtvqiwpn") and row["frames"] for row in table())


def test_a_row_without_an_example_does_not_load() -> None:
    lines = [
        "lemma\tprefix\tkind\tframes\tmedium\tsenses\tpast\tparticiple\tpresent\texample",
        "sagen\t\tverb\td\t\t\t\t\t\t",
    ]
    with pytest.raises(ValueError, match=r"line 2: 'sagen' has no example"):
        read_rows(lines)


FORMS = {
    "weak": ({"lemma": "sagen"}, {"sage", "sagt", "sagte", "sagten", "gesagt"}),
    "soft stem": ({"lemma": "antworten"}, {"antwortet", "antwortete", "antworteten", "geantwortet"}),
    "soft stem in -chn": ({"lemma": "bezeichnen"}, {"bezeichnet", "bezeichnete"}),
    "not soft in -hn": ({"lemma": "mahnen"}, {"mahnt", "mahnte", "gemahnt"}),
    "in -ern": ({"lemma": "versichern"}, {"versichert", "versicherte", "versicherten"}),
    "in -ieren": ({"lemma": "kritisieren"}, {"kritisiert", "kritisierte"}),
    "strong": (
        {"lemma": "sprechen", "past": "sprach", "participle": "gesprochen", "present": "spricht"},
        {"spricht", "sprach", "sprachen", "gesprochen", "spreche"},
    ),
    "unstressed prefix": ({"lemma": "beteuern"}, {"beteuert", "beteuerte"}),
    "mixed": (
        {"lemma": "nennen", "past": "nannte", "participle": "genannt"},
        {"nennt", "nannte", "nannten", "genannt"},
    ),
}


@pytest.mark.parametrize(("parts", "wanted"), FORMS.values(), ids=FORMS)
def test_forms(parts: dict[str, str], wanted: set[str]) -> None:
    row = {"past": "", "participle": "", "present": "", **parts}
    assert wanted <= set(forms(row))
    assert not any(form.startswith("gebe") for form in forms(row) if row["lemma"].startswith("be"))


NOUNS = {
    "Angaben": "Angabe",
    "Unternehmensangaben": "Angabe",
    "Meinung": "Meinung",
    "Gewißheit": "Gewissheit",
    "Tisch": None,
}


@pytest.mark.parametrize(("word", "lemma"), NOUNS.items())
def test_nouns(word: str, lemma: str | None) -> None:
    found = lexicon().noun(word)
    assert (found.lemma if found else None) == lemma
