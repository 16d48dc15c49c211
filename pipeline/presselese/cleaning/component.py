"""Cleaning as a spaCy tokenizer, and `presselese_zones` for Docs that others made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from presselese.cleaning.clean import clean
from presselese.doc import put_release
from presselese.source import Source


class CleaningTokenizer:
    """Raw text in, Doc of the repaired content out. Wraps the tokenizer that splits the repaired text into tokens."""

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        return self.make_doc(Source(raw=text))

    def make_doc(self, source: Source) -> Doc:
        release = clean(source)
        doc: Doc = self.tokenizer(release.text)
        put_release(doc, release)
        return doc


@spacy.registry.tokenizers("presselese.Cleaning.v1")
def make_tokenizer() -> Callable[[Language], CleaningTokenizer]:
    from spacy.lang.de import German

    def create(nlp: Language) -> CleaningTokenizer:
        return CleaningTokenizer(German().tokenizer)

    return create


@Language.factory("presselese_zones", assigns=["doc.user_data"])
def make_zones(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    def zones(doc: Doc) -> Doc:
        return doc

    return zones
