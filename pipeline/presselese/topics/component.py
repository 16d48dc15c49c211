from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("presselese_topics")
def make_topics(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    def topics(doc: Doc) -> Doc:
        return doc

    return topics
