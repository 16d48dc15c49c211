"""`presselese_parser`: sentences, heads and relations. White space belongs to the word before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presselese.model.engine import Engine
from presselese.model.labelled import Labelled
from presselese.model.outputs import take, words_left, write
from presselese.model.sentences import sentence_starts
from presselese.model.trees import best_tree

ROOT = "ROOT"
SPACE = "dep"  # relation of white space
LONGEST = 512  # words of a sentence; what is longer is taken in parts
TOGETHER = 16  # sentences

Array = NDArray[Any]


@Language.factory(
    "presselese_parser",
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={"encoder": "encoder"},
)
def make_parser(nlp: Language, name: str, encoder: str) -> Parser:
    return Parser(nlp, name, encoder)


class Parser(Labelled):
    """Settings: `labels`. `encoder` is the name of the component whose engine has the small graphs of the parser."""

    def __init__(self, nlp: Language, name: str, encoder: str) -> None:
        super().__init__(name)
        self.vocab: Vocab = nlp.vocab
        self.engine: Engine | None = getattr(dict(nlp.components).get(encoder), "engine", None)

    def __call__(self, doc: Doc) -> Doc:
        words = words_left(doc, self.name)
        if words is None or self.engine is None:
            return doc
        strings = self.vocab.strings
        if not words.places:
            if len(doc):  # white space only: one sentence, or none
                write(doc, [HEAD, DEP], _flat(len(doc), strings.add(SPACE), strings.add(ROOT)))
            return doc
        starts = [i for i, start in enumerate(sentence_starts(words, take(doc, "start"))) if start]
        ranges = list(_ranges(starts, len(words.places)))
        heads = self._heads(take(doc, "arc_dep"), take(doc, "arc_head"), ranges)
        labels = self._labels(take(doc, "label_dep"), take(doc, "label_head"), heads)

        places = np.array(words.places)
        values = np.zeros((len(doc), 2), dtype=np.int64)
        inside = heads > 0
        values[places[inside], 0] = places[heads[inside] - 1] - places[inside]
        numbers = np.array([strings.add(label) for label in self.labels], dtype=np.uint64).astype(np.int64)
        values[places, 1] = np.where(inside, numbers[labels], np.uint64(strings.add(ROOT)).astype(np.int64))
        self._add_space(values, places)
        write(doc, [HEAD, DEP], values)
        return doc

    def _heads(
        self, dependents: Array, candidates: Array, ranges: list[tuple[int, int]]
    ) -> NDArray[np.int64]:
        """0 for a root, else 1 + the word."""
        heads = np.zeros(len(dependents), dtype=np.int64)
        order = sorted(range(len(ranges)), key=lambda k: ranges[k][1] - ranges[k][0])
        for at in range(0, len(order), TOGETHER):
            batch = [ranges[k] for k in order[at : at + TOGETHER]]
            length = max(end - start for start, end in batch)
            sides = np.zeros((2, len(batch), length, dependents.shape[1]), dtype=np.float32)
            for row, (start, end) in enumerate(batch):
                sides[0, row, : end - start] = dependents[start:end]
                sides[1, row, : end - start] = candidates[start:end]
            assert self.engine is not None
            scores = self.engine.run("arcs", {"arc_dep": sides[0], "arc_head": sides[1]})["scores"]
            for row, (start, end) in enumerate(batch):
                size = end - start
                tree = np.array(best_tree(scores[row, :size, : size + 1]))
                heads[start:end] = np.where(tree > 0, tree + start, 0)
        return heads

    def _labels(self, dependents: Array, candidates: Array, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        assert self.engine is not None
        root = self.labels.index(ROOT)
        labels = np.zeros(len(heads), dtype=np.int64)
        for start in range(0, len(heads), 1024):
            part = slice(start, start + 1024)
            chosen = heads[part]
            inputs = {
                "label_dep": dependents[part].astype(np.float32),
                "label_head": candidates[np.maximum(chosen - 1, 0)].astype(np.float32),
                "head": np.where(chosen > 0, np.arange(1, len(chosen) + 1), 0),
            }
            scores = self.engine.run("labels", inputs)["scores"]
            scores[:, root] = -np.inf
            labels[part] = scores.argmax(axis=1)
        return labels

    def _add_space(self, values: NDArray[np.int64], places: NDArray[np.int64]) -> None:
        relation = np.uint64(self.vocab.strings.add(SPACE)).astype(np.int64)
        is_word = np.zeros(len(values), dtype=bool)
        is_word[places] = True
        for i in np.flatnonzero(~is_word).tolist():
            before = int(np.searchsorted(places, i)) - 1
            values[i] = (int(places[max(before, 0)]) - i, relation)


def _ranges(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    for a, b in zip(starts, [*starts[1:], end], strict=True):
        for part in range(a, b, LONGEST):
            yield part, min(part + LONGEST, b)


def _flat(size: int, relation: int, root: int) -> NDArray[np.uint64]:
    values = np.zeros((size, 2), dtype=np.int64)
    values[:, 0] = -np.arange(size)
    table = values.astype(np.uint64)
    table[:, 1] = relation
    table[0, 1] = root
    return table
