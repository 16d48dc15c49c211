"""Persons: who is who, titles, gender as said, references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from presselese.doc import get
from presselese.entities.around import PhraseFinder
from presselese.entities.mentions import of_model
from presselese.entities.persons import Name, Persons
from presselese.entities.roles import Roles
from presselese.entities.text import Text
from presselese.german.names import adjective, nominative, without_genitive
from tests.entities.marked import blank, doc_of, persons


def person(marked: str, number: int = 0) -> dict:  # type: ignore[type-arg]
    return get(doc_of(marked), "persons")[number]


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Eva Probst", ("Eva",), "Probst"),
        ("Ursula von der Heide", ("Ursula",), "von der Heide"),
        ("Konstanze von und zu Hohenau", ("Konstanze",), "von und zu Hohenau"),
        ("Jonas Freiherr von Ellrich", ("Jonas",), "Freiherr von Ellrich"),
        ("Karl Max Meyer-Landrut", ("Karl", "Max"), "Meyer-Landrut"),
        ("Torben „Toto“ Ahlers", ("Torben",), "Ahlers"),
        ("Probst", (), None),
    ],
)
def test_parts_of_a_name(name: str, given: tuple[str, ...], family: str | None) -> None:
    assert Name.of(name) == Name(given, family)


def test_titles_are_kept_apart() -> None:
    found = person("Es sprach Prof. Dr. rer. nat. [PER Ute Rahn].")
    assert (found["name"], found["titles"], found["family_name"], found["given_name"]) == (
        "Ute Rahn",
        ["Prof.", "Dr. rer. nat."],
        "Rahn",
        "Ute",
    )


@pytest.mark.parametrize(
    ("marked", "gender"),
    [
        ("Herr [PER Kim Berger] kam.", "male"),
        ("Frau [PER Kim Berger] kam.", "female"),
        ("Die Vorsitzende [PER Kim Berger] kam.", "female"),
        ("Sprecherin [PER Kim Berger] kam.", "female"),
        ("Sprecher [PER Kim Berger] kam.", "male"),
        ("Vorstandsmitglied [PER Kim Berger] kam.", None),
        ("[PER Anna Berger] kam.", None),
    ],
)
def test_gender_only_if_said(marked: str, gender: str | None) -> None:
    assert person(marked)["gender"] == gender


def test_two_of_one_surname_stay_apart() -> None:
    doc = doc_of(
        "Frau [PER Anna Müller] und Herr [PER Bernd Müller] kamen. Herr [PER Müller] sprach, Frau [PER Müller] sang."
    )
    assert [(found["name"], len(found["mentions"])) for found in get(doc, "persons")] == [
        ("Anna Müller", 2),
        ("Bernd Müller", 2),
    ]


def test_family_is_none_of_its_members() -> None:
    doc = doc_of("Familie [PER Schulz] dankte. [PER Anna Schulz] sang.")
    assert [found["name"] for found in get(doc, "persons")] == ["Schulz", "Anna Schulz"]


def test_order_of_first_mention_and_refs() -> None:
    doc = doc_of("[PER Krüger] sprach. Mit [PER Eva Probst] kam [PER Ole Krüger].")
    assert [(found["id"], found["name"]) for found in get(doc, "persons")] == [
        ("p1", "Ole Krüger"),
        ("p2", "Eva Probst"),
    ]
    assert [item["ref"] for item in get(doc, "entities")] == ["p1", "p2", "p1"]


@pytest.mark.parametrize(
    ("marked", "references"),
    [
        ("Bürgermeister [PER Jan Ohlsen] kam. Er sprach lange.", [("p1", "Er", "pronoun")]),
        ("Landrätin [PER Eva Probst] kam. Sie sprach lange.", [("p1", "Sie", "pronoun")]),
        ("Landrätin [PER Eva Probst] kam. Die Landrätin sprach lange.", [("p1", "Die Landrätin", "role")]),
        (
            "Umweltministerin [PER Eva Probst] kam mit [PER Jan Ohlsen]. Die Ministerin sprach.",
            [("p1", "Die Ministerin", "role")],
        ),
        ("Landrätin [PER Eva Probst] kam. Er sprach lange.", []),
        ("Landrätin [PER Eva Probst] kam. Kommen Sie auch!", []),
        ("Landrätin [PER Eva Probst] kam. Die Bürgermeister sprachen.", []),
        (
            "Landrätin [PER Eva Probst] und Pfarrer [PER Jan Ohlsen] kamen. Sie sprach, er sang.",
            [("p1", "Sie", "pronoun"), ("p2", "er", "pronoun")],
        ),
    ],
)
def test_references(marked: str, references: list[tuple[str, str, str]]) -> None:
    doc = doc_of(marked)
    assert [
        (found["id"], doc.text[item["span"]["start"] : item["span"]["end"]], item["kind"])
        for found in get(doc, "persons")
        for item in found["references"]
    ] == references


@given(st.text(alphabet=st.characters(categories=("L",)), min_size=1, max_size=20))
def test_without_genitive_takes_no_more_than_the_ending(name: str) -> None:
    short = without_genitive(name)
    assert name.startswith(short)
    assert len(name) - len(short) <= 2
    assert short


@given(
    st.sampled_from(["Frei", "Deutsch", "Historisch", "Jung"]),
    st.sampled_from(["e", "en", "er", "es"]),
    st.sampled_from("mfn"),
)
def test_adjectives_of_names(stem: str, ending: str, gender: str) -> None:
    assert adjective(stem + ending, gender) == stem + {"m": "er", "f": "e", "n": "es"}[gender]  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_nominative_without_known_nouns_changes_nothing(name: str) -> None:
    assert nominative(name, lambda noun: None) == name


def test_a_long_quotation_does_not_part_a_pronoun_from_its_person() -> None:
    doc = doc_of(
        "[PER Karl Lindner] sprach. „Das war gut. Das war sehr gut. Alle halfen. Wir danken. Es hat sich gelohnt.“ "
        "Er ergänzte noch etwas."
    )
    assert [item["kind"] for item in get(doc, "persons")[0]["references"]] == ["pronoun"]


def test_a_name_that_ends_in_s_is_no_genitive_where_the_release_always_says_it_so() -> None:
    doc = doc_of("Heute Abend liest [PER Torben Reimers]. Danach antwortet [PER Torben Reimers] auf Fragen.")
    text = Text.of(doc)
    found = of_model(doc, text)
    people = Persons(text, found, PhraseFinder(text, found, Roles.default()), lambda item: True)
    assert [person.name for person in people.people] == ["Torben Reimers"]


def test_a_body_that_the_model_takes_for_a_name_needs_no_label() -> None:
    words = ["Jan", "Ohlsen", ",", "Gründer", "von", "Offenes", "Wissen", ",", "kam", "."]
    pos = ["PROPN", "PROPN", "PUNCT", "NOUN", "ADP", "PROPN", "PROPN", "PUNCT", "VERB", "PUNCT"]
    doc = Doc(blank()[0].vocab, words=words, pos=pos)
    doc.ents = [Span(doc, 0, 2, label="PER")]
    assert persons(blank()[1](doc)) == {"Jan Ohlsen": (["Gründer"], {"Offenes Wissen"})}
