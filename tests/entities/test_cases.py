"""Faults that people reported for other tools, with the names given: what this room makes of them must be right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import spacy

from presselese.doc import get, put
from tests.entities.marked import blank

CASES = Path(__file__).parent.parent / "data" / "cases"
PLACES = ("Bruchhöfen",)


def cases() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for stage in ("entities", "persons", "places")
        for line in (CASES / f"{stage}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def names(case: dict[str, Any]) -> list[tuple[int, int, str]]:
    """The names of a case, where it does not list them all: persons by their mentions, bodies and places by their text."""
    text, expect = case["input"], case["expect"]
    if "entities" in expect:
        return [(item["start"], item["end"], item["label"]) for item in expect["entities"]]
    out = [
        (span["start"], span["end"], "PER")
        for person in expect.get("persons", [])
        for span in person["mentions"]
    ]
    wanted = [(place["name"], "LOC") for place in expect.get("places", [])]
    wanted += [
        (name, "LOC" if name in PLACES else "ORG")
        for person in expect.get("persons", [])
        for name in person["affiliations"]
    ]
    return out + [
        (hit.start(), hit.end(), label)
        for name, label in wanted
        for hit in re.finditer(re.escape(name), text)
    ]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    nlp, component = blank()
    doc = nlp.make_doc(case["input"])
    spans = [
        doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in names(case)
    ]
    doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
    put(doc, "meta", {"published": case["published"]} if case["published"] else {})
    component(doc)
    expect = case["expect"]
    if "entities" in expect:
        found = {(item["start"], item["end"], item["label"]) for item in get(doc, "entities")}
        assert found == {(item["start"], item["end"], item["label"]) for item in expect["entities"]}
    if "persons" in expect:
        _check_persons(expect["persons"], get(doc, "persons"))
    if "places" in expect:
        assert [(place["name"], place["country"], _ags(place)) for place in get(doc, "places")] == [
            (place["name"], place["country"], place["ags"]) for place in expect["places"]
        ]


def _check_persons(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    assert [person["name"] for person in found] == [person["name"] for person in wanted]
    for want, person in zip(wanted, found, strict=True):
        assert [role["role"] for role in person["roles"] if role["role"]] == want["roles"]
        said = {
            role[slot]
            for role in person["roles"]
            for slot in ("party", "organisation", "place")
            if role[slot]
        }
        assert said == set(want["affiliations"])
        assert [span["start"] for span in person["mentions"]] == [span["start"] for span in want["mentions"]]
        if "gender" in want:
            assert person["gender"] == want["gender"]


def _ags(place: dict[str, Any]) -> str | None:
    link = place["link"]
    return link["id"] if link and link["scheme"] == "ags" else None
