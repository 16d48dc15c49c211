from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from presselese.doc import put, warn
from presselese.quotes.find import values


@Language.factory("presselese_quotes")
def make_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The stage as a spaCy component: reads names, tags and heads, leaves the layer `quotes`."""
    return find_quotes


def find_quotes(doc: Doc) -> Doc:
    """The component itself. A module's function: spaCy hands components to the processes that it spawns."""
    if len(doc) and not doc.has_annotation("DEP"):
        warn(doc, "no_parser", "No parser ran: indirect speech is found by word forms and commas only.")
    put(doc, "quotes", values(doc))
    return doc
