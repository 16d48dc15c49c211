"""Cleaning as a spaCy tokenizer, and `presselese_zones` for Docs that others made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from presselese.cleaning.clean import clean, zones_of
from presselese.doc import get, put, put_release
from presselese.german.tokenizing import adapt
from presselese.source import Release, Source


class CleaningTokenizer:
    """Raw text in, Doc of the repaired content out.

    Wraps the tokenizer that splits the repaired text into tokens; a spaCy tokenizer is given the rules that releases
    need besides its own. What is kept on disk is the wrapped tokenizer.
    """

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = adapt(tokenizer)

    def __call__(self, text: str) -> Doc:
        return self.make_doc(Source(raw=text))

    def make_doc(self, source: Source) -> Doc:
        """The Doc of a source: its text is the content, its zones, repairs and metadata stand on it."""
        return self.doc_of(clean(source))

    def doc_of(self, release: Release) -> Doc:
        """The Doc of a release that is clean already."""
        doc: Doc = self.tokenizer(release.text)
        put_release(doc, release)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        return map(self, texts)

    def to_bytes(self, **kwargs: Any) -> bytes:
        data: bytes = self.tokenizer.to_bytes(**kwargs)
        return data

    def from_bytes(self, data: bytes, **kwargs: Any) -> CleaningTokenizer:
        self.tokenizer.from_bytes(data, **kwargs)
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        self.tokenizer.to_disk(path, **kwargs)

    def from_disk(self, path: str | Path, **kwargs: Any) -> CleaningTokenizer:
        self.tokenizer.from_disk(path, **kwargs)
        return self


@spacy.registry.tokenizers("presselese.Cleaning.v1")
def make_tokenizer() -> Callable[[Language], CleaningTokenizer]:
    """For `[nlp.tokenizer]` in a config: cleaning in front of the language's own tokenizer."""

    def create(nlp: Language) -> CleaningTokenizer:
        from spacy.language import create_tokenizer

        return CleaningTokenizer(create_tokenizer()(nlp))

    return create


@Language.factory("presselese_zones", assigns=["doc.user_data"])
def make_zones(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Marks the zones of a Doc that cleaning did not make; all zones have offsets into its text, which stays as it is."""
    return mark_zones


def mark_zones(doc: Doc) -> Doc:
    """The component itself. A module's function: spaCy hands components to the processes that it spawns."""
    if not get(doc, "zones"):
        put(doc, "zones", zones_of(doc.text))
    return doc
