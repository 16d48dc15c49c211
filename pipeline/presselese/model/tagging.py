"""`presselese_tagger` writes STTS tags, `presselese_morphologizer` word classes (UPOS) and features."""

from __future__ import annotations

import numpy as np
from spacy.attrs import MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presselese.model.labelled import Labelled
from presselese.model.outputs import look, take, words_left, write

SPACE = "_SP"  # spaCy's tag of white space


@Language.factory("presselese_tagger", assigns=["token.tag"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    return Tagger(nlp.vocab, name)


@Language.factory("presselese_morphologizer", assigns=["token.pos", "token.morph"])
def make_morphologizer(nlp: Language, name: str) -> Morphologizer:
    return Morphologizer(nlp.vocab, name)


class Tagger(Labelled):
    """Settings: `labels`."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(name)
        self.vocab = vocab

    def __call__(self, doc: Doc) -> Doc:
        words = words_left(doc, self.name)
        if words is None:
            return doc
        values = np.full(len(doc), self.vocab.strings.add(SPACE), dtype=np.uint64)
        if words.places:
            numbers = np.array([self.vocab.strings.add(label) for label in self.labels], dtype=np.uint64)
            values[words.places] = numbers[take(doc, "xpos")]
        write(doc, [TAG], values.reshape(-1, 1))
        return doc


class Morphologizer(Labelled):
    """Settings: `labels` (UPOS), `feats`: attribute → values, "" for none."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(name)
        self.vocab = vocab
        self._known: dict[bytes, int] = {}

    def prepare(self) -> None:
        self._known = {}

    def __call__(self, doc: Doc) -> Doc:
        words = words_left(doc, self.name)
        if words is None:
            return doc
        values = np.full((len(doc), 2), [IDS["SPACE"], self.vocab.morphology.add("")], dtype=np.uint64)
        if words.places:
            classes = np.array([IDS[label] for label in self.labels], dtype=np.uint64)
            upos = look(doc, "upos")
            feats = take(doc, "feats")
            values[words.places, 0] = classes[upos]
            values[words.places, 1] = [self._features(row.tobytes()) for row in feats]
        write(doc, [POS, MORPH], values)
        return doc

    def _features(self, row: bytes) -> int:
        """The number of a combination of features in the vocabulary."""
        known = self._known.get(row)
        if known is None:
            attributes = self.settings["feats"].items()
            pairs = ((attribute, choices[i]) for (attribute, choices), i in zip(attributes, row, strict=True))
            known = self._known[row] = self.vocab.morphology.add("|".join(f"{a}={v}" for a, v in pairs if v))
        return known
