"""Which media topics a release is about: the weights applied to its words, and the words that decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from presselese.topics.activation import Keys, amounts, keys_of, terms_of_topics
from presselese.topics.features import Counted, Span
from presselese.topics.tables import path
from presselese.topics.terms import Terms
from presselese.topics.weights import Floats, Weights, load
from presselese.topics.words import parts

PART_WEIGHT = 0.7
MOST_FIRST = 3
MOST_EVIDENCE = 5
LEAST_WORDS = 4
TERM_EVIDENCE = 2.0
TELLING_IDF = 4.5
LEAST_EVIDENCE = 0.15


@dataclass(frozen=True, slots=True)
class Found:
    """A media topic of a release: `score` calibrated, `evidence` the spans of the words that weigh most."""

    id: str
    score: float
    evidence: list[Span]
    rule: str


class Classifier:
    """Weights and terms together; knows each word after its first use."""

    def __init__(self, weights: Weights | None = None, terms: Terms | None = None) -> None:
        self.weights = weights or load()
        self.terms = terms or terms_of_topics()
        self._key_place = {key: place for place, key in enumerate(self.weights.keys)}
        self._keys_of: dict[str, Keys] = {}

    def __call__(self, counted: Counted) -> list[Found]:
        """First-level topics, main one first (three at the most), then second and third level where their terms
        carry it; nothing for a text of hardly any words."""
        if len(counted.weights) < LEAST_WORDS:
            return []
        share = amounts(counted, self._idf)
        terms = self._terms_in(share)
        margins, by_word = self._margins(share, terms)
        number = len(self.weights.topics)
        main = int(margins[:number].argmax())
        chosen = {main: self.weights.main_curve(confidence(margins[:number]))}
        for place in np.argsort(-margins[number:]):
            score = self.weights.other_curve(margins[number + place])
            if len(chosen) == MOST_FIRST or score < self.weights.least_other:
                break
            chosen.setdefault(int(place), score)
        found = []
        for place, score in chosen.items():
            column = place if place == main else number + place
            evidence = self._evidence(counted, by_word, column, terms.get(self.weights.topics[place], {}))
            found.append(Found(self.weights.topics[place], score, evidence, "words and terms, linear"))
        return sorted([*found, *self._deeper(counted, found, terms)], key=lambda topic: len(path(topic.id)))

    def _idf(self, word: str) -> float:
        row = self.weights.stems.get(word)
        return self.weights.rare_idf if row is None else float(self.weights.idf[row])

    def _terms_in(self, share: dict[str, float]) -> dict[str, dict[str, float]]:
        """How much of the release each term key is, by word."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for word, amount in share.items():
            keys = self._keys_of.get(word)
            if keys is None:
                keys = self._keys_of[word] = keys_of(word, self.terms)
            for key, worth in keys:
                found[key][word] = amount * worth
        return found

    def _margins(
        self, share: dict[str, float], terms: dict[str, dict[str, float]]
    ) -> tuple[Floats, dict[str, Floats]]:
        """The sums of all words for each column, and what each word added."""
        weights = self.weights
        names: list[str] = []
        rows: list[int] = []
        values: list[float] = []
        for word, amount in share.items():
            row = weights.stems.get(word)
            known = (
                [(row, amount)]
                if row is not None
                else [
                    (weights.stems[part], amount * PART_WEIGHT)
                    for part in parts(word)
                    if part in weights.stems
                ]
            )
            for place, value in known:
                names.append(word)
                rows.append(place)
                values.append(value)
        added = (
            weights.rows[rows].astype(np.float32)
            * weights.scale
            * np.array(values, dtype=np.float32)[:, None]
        )
        by_word: dict[str, Floats] = {}
        for name, row_sum in zip(names, added, strict=True):
            by_word[name] = by_word[name] + row_sum if name in by_word else row_sum
        total = weights.bias + added.sum(axis=0)
        for key, by_term_word in terms.items():
            key_row = weights.term_rows[self._key_place[key]]
            total = total + key_row * sum(by_term_word.values())
            for word, amount in by_term_word.items():
                before = by_word.get(word)
                by_word[word] = key_row * amount if before is None else before + key_row * amount
        return total, by_word

    def _evidence(
        self, counted: Counted, by_word: dict[str, Floats], column: int, own_terms: dict[str, float]
    ) -> list[Span]:
        """The first spans of the words that add most to a column, in the order of the text: terms of the topic, and
        other words that are not too common to tell a reader anything."""
        telling = [
            (added[column] * (TERM_EVIDENCE if word in own_terms else 1.0), word)
            for word, added in by_word.items()
            if added[column] > 0
            and (word in own_terms or (self._idf(word) >= TELLING_IDF and word.isalpha()))
        ]
        best = sorted(telling, reverse=True)[:MOST_EVIDENCE]
        return _in_order(
            _first_span(counted, word) for amount, word in best if amount >= best[0][0] * LEAST_EVIDENCE
        )

    def _deeper(
        self, counted: Counted, found: list[Found], terms: dict[str, dict[str, float]]
    ) -> list[Found]:
        """Under each first-level topic the second-level one that its terms tell, and below it a third-level one."""
        weights = self.weights
        activation = np.zeros(len(weights.keys), dtype=np.float32)
        for key, by_word in terms.items():
            activation[self._key_place[key]] = sum(by_word.values())
        logits = activation @ weights.second + weights.second_bias
        second, third = [], []
        for topic in found:
            inside = [at for at, id in enumerate(weights.second_topics) if path(id)[0] == topic.id]
            if not inside:
                continue
            shares = np.exp(logits[inside] - logits[inside].max())
            best = int(shares.argmax())
            id = weights.second_topics[inside[best]]
            words = self._words_below(id, terms)
            score = topic.score * weights.second_curve(float(shares[best] / shares.sum()))
            if words and score >= weights.least_second:
                second.append(Found(id, score, _spans(counted, words), "terms"))
                third += self._third(counted, id, score, terms)
        return [*second, *third]

    def _words_below(self, id: str, terms: dict[str, dict[str, float]]) -> dict[str, float]:
        words: dict[str, float] = {}
        for key, by_word in terms.items():
            if id in path(key):
                words |= by_word
        return words

    def _third(
        self, counted: Counted, second: str, score: float, terms: dict[str, dict[str, float]]
    ) -> list[Found]:
        """The topic below that holds most of what speaks for the second-level one, with what lies between."""
        below = {key: by_word for key, by_word in terms.items() if second in path(key)}
        amounts_below = {key: sum(by_word.values()) for key, by_word in below.items() if key != second}
        if not amounts_below:
            return []
        best = max(amounts_below, key=lambda key: amounts_below[key])
        words = below[best]
        share = amounts_below[best] / sum(sum(by_word.values()) for by_word in below.values())
        if share < LEAST_THIRD_SHARE or (len(words) < 2 and _repeated(counted, words) < 2):
            return []
        spans = _spans(counted, words)
        return [Found(id, score * THIRD_SHARE_RIGHT, spans, "terms") for id in path(best)[2:]]


LEAST_THIRD_SHARE = 0.5
THIRD_SHARE_RIGHT = 0.9
"""Of the third-level topics told, this share is right where the second-level one is (read by hand, docs/topics.md)."""


def confidence(main_margins: Floats) -> float:
    """How sure the main topic is: the lead of the first margin before the second, plus half the first margin."""
    first, second = np.sort(main_margins)[:-3:-1]
    return float(first - second + 0.5 * first)


def _first_span(counted: Counted, word: str) -> Span:
    if word.startswith("~"):
        return next(span for key, span, _ in counted.sequences if key == word[1:])
    return counted.places[word][0]


def _spans(counted: Counted, words: dict[str, float]) -> list[Span]:
    best = sorted(words, key=lambda word: words[word], reverse=True)[:MOST_EVIDENCE]
    return _in_order(_first_span(counted, word) for word in best)


def _in_order(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of the text; of those that overlap the longer one."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _repeated(counted: Counted, words: dict[str, float]) -> int:
    return max(len(counted.places.get(word, ())) for word in words)
