"""The model under test, loaded once in the shape that a kind of file needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from presselese import doc as on_doc
from presselese.pipeline import STAGES, load

Guideline = Literal["press", "germeval"]
BATCH = 64


class Models:
    """A German spaCy pipeline by name or path, alone (`bare`) or with stages (`staged`).

    `guideline` goes to every component of the model that has a setting of this name: what counts as a name differs
    between the guideline of this project and GermEval's.
    """

    def __init__(self, name: str, guideline: Guideline = "press") -> None:
        self.name = name
        self.guideline = guideline

    @cached_property
    def bare(self) -> Language:
        """The model (its tokenizer cleans), for files that bring their tokens. Raises OSError where it is not
        installed, or does not know the guideline."""
        nlp = load(self.name, stages=())
        asked = [name for name in nlp.pipe_names if "guideline" in nlp.get_pipe_config(name)]
        if any(nlp.get_pipe_config(name)["guideline"] != self.guideline for name in asked):
            nlp = spacy.load(
                self.name, config={"components": {name: {"guideline": self.guideline} for name in asked}}
            )
        return nlp

    def staged(self, stages: Sequence[str] = STAGES) -> Language:
        """The model with cleaning and these stages; call it once."""
        nlp = self.bare
        for stage in stages:
            nlp.add_pipe(stage)
        return nlp

    @property
    def version(self) -> str:
        return str(self.bare.meta.get("version", ""))

    def plain_doc(self, text: str, published: str | None = None) -> Doc:
        """A Doc of running text that is no release: nothing cleaned, nothing left out, offsets into `text`."""
        tokenizer: Any = self.bare.tokenizer
        doc: Doc = tokenizer.tokenizer(text)
        on_doc.put(doc, "meta", {"published": published, "published_from": "given"} if published else {})
        return doc

    @staticmethod
    def run(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
        """The Docs behind all components, in their order."""
        return nlp.pipe(docs, batch_size=BATCH)
