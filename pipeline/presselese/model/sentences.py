"""Where sentences begin: the model's opinion, and the few things about German that are certain.

`sentence_starts(words, probability)` gives for each word whether a sentence begins with it.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from presselese.model.abbreviations import abbreviations
from presselese.model.outputs import Words

THRESHOLD = 0.5
AFTER_SPEECH = {
    ".": 0.04,
    "!": 0.3,
    "?": 0.3,
}  # behind stop and closing mark: the treebanks have few of these
SURE = 0.9  # after what may be an abbreviation or an ordinal
STOPS = frozenset(".!?…")
CLOSING = frozenset(("“", "”", "«", "»", '"', "‘", "’", "‹", "›"))
OPENING = frozenset(
    (
        "„",
        "»",
        "«",
        "“",
        '"',
        "‚",
        "›",
        "‹",
        "'",
        "‘",
        "``",
        "(",
        "[",
        "{",
        "–",
        "-",
        "—",
        "•",
        "*",
        "·",
        "→",
        "#",
        "@",
        "+",
        "§",
        "&",
        "►",
        "▪",
        "…",
        "...",
    )
)
INITIAL = re.compile(r"[^\W\d_]\.")
ORDINAL = re.compile(r"[\d.\-–/]*\d\.")


def sentence_starts(words: Words, probability: NDArray[np.float32]) -> list[bool]:
    return [_starts(words, i, float(p)) for i, p in enumerate(probability)]


def _starts(words: Words, i: int, probability: float) -> bool:
    if i == 0 or words.line_ends[i] > 1:
        return True
    text, before = words.texts[i], words.texts[i - 1]
    if words.line_ends[i] == 1:
        return probability > THRESHOLD
    if not any(map(str.isalnum, text)) and text not in OPENING:
        return False  # a stop, a closing mark
    if not words.spaced[i] and before not in STOPS:
        return False  # Bürger:innen
    if before == "." and i > 1 and words.texts[i - 2].lower() in abbreviations() and not words.spaced[i - 1]:
        return False  # Kl. C
    if before in CLOSING and i > 1 and not words.spaced[i - 1] and text[:1].isupper():
        return probability > AFTER_SPEECH.get(words.texts[i - 2], THRESHOLD)
    if before[-1:] == "." and len(before) > 1:
        if before[:-1].lower() in abbreviations():
            return False
        if INITIAL.fullmatch(before) or ORDINAL.fullmatch(before):
            return probability > SURE
    return probability > THRESHOLD
