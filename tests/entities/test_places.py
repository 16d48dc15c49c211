"""Places: ambiguous names, kinds, keys at the time of the release."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presselese.doc import get
from presselese.entities.gazetteer import Gazetteer, key
from tests.entities.marked import doc_of

TABLE = Path(__file__).parent.parent / "data" / "entities" / "places.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


@pytest.mark.parametrize(("sentence", "published", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_place(sentence: str, published: str, expected: str) -> None:
    doc = doc_of(sentence, published=None if published == "-" else published)
    found = [
        (
            place["name"],
            place["country"] or "-",
            place["link"]["id"] if place["link"] and place["link"]["scheme"] == "ags" else "-",
        )
        for place in get(doc, "places")
    ]
    assert found == [tuple(item.split(" | ")) for item in expected.split(" ; ")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Goethestraße", "street"), ("A 45", "road"), ("Ostsee", "water"), ("Donau", "water"), ("Landkreis Hinterwalden", "district"),
        ("Rathaus Schattenrode", "building"), ("Schloss Schattenrode", "building"), ("Polen", "country"), ("Tirol", "region"), ("Hessen", "land"),
        ("Göttingen", "municipality"), ("Kreis Unna", "district"), ("Schattenrode", "other"),
    ],
)  # fmt: skip
def test_kind(name: str, kind: str) -> None:
    assert get(doc_of(f"Alle kamen nach [LOC {name}] zurück."), "places")[0]["kind"] == kind


def test_two_names_of_one_key_are_one_place() -> None:
    doc = doc_of("[LOC Frankenberg (Eder)] feiert. Nach [LOC Frankenberg] kamen Gäste aus [LOC Korbach].")
    assert [(place["name"], len(place["mentions"])) for place in get(doc, "places")] == [
        ("Frankenberg (Eder)", 2),
        ("Korbach", 1),
    ]


def test_candidates_are_kept() -> None:
    place = get(doc_of("[LOC Frankenberg] liegt bei [LOC Chemnitz]."), "places")[0]
    assert [item["id"] for item in place["link"]["candidates"]] in ([], ["06635011"])
    assert 0.75 <= place["link"]["score"] <= 1


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        sorted(place.id for place in Gazetteer.default().by_ags.values() if place.kind == "municipality")
    )
)
def test_every_official_name_is_found_by_itself(ags: str) -> None:
    place = Gazetteer.default().by_ags[ags]
    assert place.id in {item.id for item in Gazetteer.default().candidates(place.name)}


@given(st.text(max_size=40))
def test_key_is_stable(name: str) -> None:
    assert key(key(name)) == key(name)


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Göttinger", "Göttingen"),
        ("Münchner", "München"),
        ("Bremer", "Bremen"),
        ("Kieler", "Kiel"),
        ("hessische", "Hessen"),
        ("Leiter", None),
    ],
)
def test_adjectives(word: str, place: str | None) -> None:
    assert Gazetteer.default().place_of_adjective(word) == place
