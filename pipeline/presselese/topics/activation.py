"""From counted words to the numbers a linear model sees: how much of a release each stem and each topic term is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable

from presselese.topics.features import Counted, normalized
from presselese.topics.tables import first_level, term_lists
from presselese.topics.terms import Terms

SEQUENCE_IDF = 6.0
"""Terms of several words are rare whatever their words are."""

Keys = tuple[tuple[str, float], ...]


def terms_of_topics() -> Terms:
    """The matcher of the media topics' terms."""
    return Terms({row.id: row.terms for row in term_lists().values()})


def amounts(counted: Counted, idf: Callable[[str], float]) -> dict[str, float]:
    """How much of the release each stem is, and each sequence that is a term (key `~` and the topic); length one."""
    raw = {stem: math.log1p(weight) * idf(stem) for stem, weight in counted.weights.items()}
    together: dict[str, float] = defaultdict(float)
    for key, _, weight in counted.sequences:
        together[f"~{key}"] += weight
    for key, weight in together.items():
        raw[key] = math.log1p(weight) * SEQUENCE_IDF
    return normalized(raw)


def keys_of(word: str, terms: Terms) -> Keys:
    """The topics a word is a term of, with the first-level topics above them, and what each is worth: a word that
    several first-level topics share says less of each."""
    topics = (word[1:],) if word.startswith("~") else terms.of_word(word)
    if not topics:
        return ()
    above = dict.fromkeys(first_level(topic) for topic in topics)
    worth = 1 / math.sqrt(len(above))
    return tuple((key, worth) for key in (*topics, *above))
