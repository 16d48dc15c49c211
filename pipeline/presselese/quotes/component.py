from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("presselese_quotes")
def make_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    def quotes(doc: Doc) -> Doc:
        return doc

    return quotes
