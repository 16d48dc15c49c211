"""What a release says most: its stems with weights, and where they stand.

Both the training recipe (models/recipe/topics) and the tagger count this way. A word of the headline weighs more
than one of the first sentences, and that more than one further down; beyond `MOST_WORDS` nothing is read, so that
the cost of a long document is that of a short one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from presselese.topics.terms import Terms
from presselese.topics.words import stem, words

HEADLINE_WEIGHT = 5.0
LEAD_WEIGHT = 2.5
LEAD_WORDS = 60
MOST_WORDS = 700
LONGEST_HEADLINE = 200

Span = tuple[int, int]


@dataclass(slots=True)
class Counted:
    """`weights`: how much of the text each stem is. `places`: the spans of each stem, in order.
    `sequences`: the terms of several words, as key of the topic, span and weight."""

    weights: dict[str, float]
    places: dict[str, list[Span]]
    sequences: list[tuple[str, Span, float]]


def count(text: str, headlines: Sequence[Span], terms: Terms) -> Counted:
    """Count the words of a text. `headlines` are the spans of its headline, in characters."""
    weights: dict[str, float] = defaultdict(float)
    places: dict[str, list[Span]] = defaultdict(list)
    stems: list[str] = []
    spans: list[Span] = []
    shares: list[float] = []
    body_words = 0
    for start, end, word in words(text):
        if len(stems) == MOST_WORDS:
            break
        if any(first <= start < last for first, last in headlines):
            share = HEADLINE_WEIGHT
        else:
            body_words += 1
            share = LEAD_WEIGHT if body_words <= LEAD_WORDS else 1.0
        word_stem = stem(word)
        stems.append(word_stem)
        spans.append((start, end))
        shares.append(share)
        if len(word_stem) > 1:
            weights[word_stem] += share
            places[word_stem].append((start, end))
    sequences = [
        (key, (spans[first][0], spans[last][1]), shares[first])
        for first, last, key in terms.of_sequences(stems)
    ]
    return Counted(weights, places, sequences)


def headlines_of(zones: Sequence[dict[str, object]], text: str) -> list[Span]:
    """The spans of the headline; of a text without zones its first line, if that is short and not all there is."""
    marked = [
        (zone["start"], zone["end"])
        for zone in zones
        if zone.get("zone") == "headline" and zone.get("start") is not None
    ]
    if zones:
        return marked  # type: ignore[return-value]
    end = text.find("\n")
    return [(0, end)] if 0 < end <= LONGEST_HEADLINE else []


def normalized(amounts: dict[str, float]) -> dict[str, float]:
    """The same amounts, as a vector of length one."""
    length = math.sqrt(sum(amount * amount for amount in amounts.values()))
    return {key: amount / length for key, amount in amounts.items()} if length else amounts
