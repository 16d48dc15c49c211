"""What the tests of quotes share: the model, and Docs whose persons are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from presselese.doc import put
from presselese.german.tokenizing import adapt

from .constructions import BODIES, PERSONS


@pytest.fixture(scope="session")
def model() -> Language:
    """The house's model without its name finder: the tests say who is named."""
    try:
        nlp = spacy.load("de_presse_md", exclude=["ner"])
    except OSError:
        pytest.skip("de_presse_md is not installed")
    nlp.tokenizer = adapt(nlp.tokenizer)
    return nlp


@pytest.fixture(scope="session")
def read(model: Language) -> Callable[[str], Doc]:
    """A parsed Doc whose layers `persons` and `organisations` hold the cast of `constructions`."""

    def make(text: str) -> Doc:
        doc = model(text)
        put(doc, "persons", _members(text, list(PERSONS), "p"))
        put(doc, "organisations", _members(text, list(BODIES), "o"))
        return doc

    return make


def _members(text: str, names: list[str], letter: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in names:
        mentions = [
            {"start": match.start(), "end": match.end()} for match in re.finditer(re.escape(name), text)
        ]
        if not mentions:
            continue
        member: dict[str, Any] = {"id": f"{letter}{len(found) + 1}", "name": name, "mentions": mentions}
        if letter == "p":
            role, gender = PERSONS[name]
            member |= {"gender": gender, "roles": [{"role": role}], "references": []}
        found.append(member)
    return found
