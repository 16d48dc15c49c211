"""Organisations: kinds by head words, normal forms, abbreviations."""

from __future__ import annotations

import pytest

from presselese.doc import get
from presselese.entities.organisations import kind_of, organisation_name, party_of
from presselese.entities.tables import rows
from tests.entities.marked import doc_of


@pytest.mark.parametrize("row", rows("organisations.tsv"), ids=lambda row: row["head"])
def test_every_head_by_its_example(row: dict[str, str]) -> None:
    assert kind_of(row["example"]) == row["expected"]


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Freien Universität Berlin", "Freie Universität Berlin"),
        ("Deutschen Bauernverbandes", "Deutscher Bauernverband"),
        ("Deutschen Roten Kreuzes", "Deutsches Rotes Kreuz"),
        ("Landeslabors Nordland", "Landeslabor Nordland"),
        ("Historischen Kommission zu Berlin e.V.", "Historische Kommission zu Berlin e.V."),
        ("Museums für Naturkunde", "Museum für Naturkunde"),
        ("Umwelt- und Naturschutzamtes", "Umwelt- und Naturschutzamt"),
        ("Bezirksamtes Pankow", "Bezirksamt Pankow"),
        ("Rings der Landjugend", "Ring der Landjugend"),
        ("Freiwilligen Feuerwehren", "Freiwillige Feuerwehren"),
        ("Siemens AG", "Siemens AG"),
        ("„Rad ab“", "Rad ab"),
        ("SPD", "SPD"),
    ],
)
def test_name(name: str, filed: str) -> None:
    assert organisation_name(name) == filed


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Grünen", "Grüne"),
        ("BÜNDNIS 90/DIE GRÜNEN", "Grüne"),
        ("Bü 90/Grüne", "Grüne"),
        ("DIE LINKE", "Die Linke"),
        ("SPD-Fraktion", "SPD"),
        ("Heimatverein", None),
    ],
)
def test_party(name: str, party: str | None) -> None:
    assert party_of(name) == party


def test_abbreviation_is_the_same_body_and_a_mention_of_its_own() -> None:
    doc = doc_of("Die [ORG Freiwillige Feuerwehr Altenrode] (FFW) übt. Die [ORG FFW] dankt.")
    body = get(doc, "organisations")[0]
    assert (body["name"], body["abbreviation"], len(body["mentions"])) == (
        "Freiwillige Feuerwehr Altenrode",
        "FFW",
        3,
    )
    assert [item["label"] for item in get(doc, "entities")] == ["ORG", "ORG", "ORG"]


def test_inflected_names_are_one_body() -> None:
    doc = doc_of(
        "Die [ORG Freie Universität Berlin] lädt ein, ein Gast der [ORG Freien Universität Berlin] kommt."
    )
    assert [(body["name"], len(body["mentions"])) for body in get(doc, "organisations")] == [
        ("Freie Universität Berlin", 2)
    ]


def test_place_and_body_of_one_name_stay_apart() -> None:
    doc = doc_of("Aus [LOC Wendt] kommt die [ORG Wendt AG].")
    assert [place["name"] for place in get(doc, "places")] == ["Wendt"]
    assert [body["name"] for body in get(doc, "organisations")] == ["Wendt AG"]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "Das [ORG BfnR] lädt ein. Das [ORG Bündnis für neue Radwege Nordmoor] plant.",
            ["Bündnis für neue Radwege Nordmoor"],
        ),
        ("Die [ORG OKN] und die [ORG Open Knowledge Nordmoor] laden ein.", ["Open Knowledge Nordmoor"]),
        ("Der [ORG FSV] spielt gegen die [ORG Freie Turnerschaft].", ["FSV", "Freie Turnerschaft"]),
        ("Die [ORG CDU] und die [ORG Christliche Dorf-Union].", ["CDU", "Christliche Dorf-Union"]),
    ],
)
def test_initials_are_their_body(marked: str, names: list[str]) -> None:
    assert [body["name"] for body in get(doc_of(marked), "organisations")] == names


def test_adjectives_behind_the_feminine_article() -> None:
    doc = doc_of("Das sagte die Leiterin der [ORG Römisch-katholischen Zentralschau].")
    assert get(doc, "organisations")[0]["name"] == "Römisch-katholische Zentralschau"
