"""Sentences with marked names: `Bürgermeister [PER Jan Ohlsen] kam.` as a Doc that went through the component."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import spacy
from spacy.tokens import Doc

from presselese.doc import get, put
from presselese.entities.component import make_entities

MARK = re.compile(r"\[(PER|LOC|ORG|MISC) ([^\]]+)\]")


@cache
def blank() -> tuple[Any, Any]:
    nlp = spacy.blank("de")
    return nlp, make_entities(nlp, "entities")


def doc_of(marked: str, published: str | None = None, component: Any = None, issuer: str = "") -> Doc:
    """The Doc of a sentence whose names stand in brackets, with all layers of this room."""
    nlp, entities = blank()
    text, spans, at = "", [], 0
    for hit in MARK.finditer(marked):
        text += marked[at : hit.start()]
        spans.append((len(text), len(text) + len(hit[2]), hit[1]))
        text += hit[2]
        at = hit.end()
    text += marked[at:]
    doc = nlp.make_doc(text)
    found = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    doc.ents = spacy.util.filter_spans([span for span in found if span is not None])
    known = {"published": published, "issuer": issuer}
    put(doc, "meta", {name: value for name, value in known.items() if value})
    return (component or entities)(doc)


def persons(doc: Doc) -> dict[str, tuple[list[str], set[str]]]:
    """Name -> (roles, affiliations) of a Doc, in the order of the record."""
    return {
        person["name"]: (
            [role["role"] for role in person["roles"] if role["role"]],
            {
                role[slot]
                for role in person["roles"]
                for slot in ("party", "organisation", "place")
                if role[slot]
            },
        )
        for person in get(doc, "persons")
    }
