"""Words of a German text, cut down to stems without a model: what the topic terms and the classifier count.

The stems are rough on purpose. They only have to be the same for the forms of one word (`Unfälle`, `Unfalls`),
and must not change when another language model is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_](?:[\w]|[-.'’&/](?=[^\W_])|[*:](?=innen\b|in\b))*")
_GENDER = re.compile(r"[*:_/](?:-?innen|-?in)$")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "ï": "i", "’": "'"})
_SHORT_ENDINGS = ("ern", "em", "en", "er", "es", "e", "n", "s")
_SHORTEST_STEM = 3


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and text of each word; numbers and signs are left out, joined forms (`CO2-Budget`) are one word."""
    for found in WORD.finditer(text):
        word = found.group()
        if not word[0].isdigit() or any(character.isalpha() for character in word):
            yield found.start(), found.end(), word


@lru_cache(maxsize=30_000)
def stem(word: str) -> str:
    """The stem of a word, lower-case, without umlauts, gender and inflection: `Lehrer*innen`, `Lehrerinnen`,
    `Lehrern` become `lehr`; short words stay whole."""
    low = _GENDER.sub("", word.lower()).translate(_UMLAUTS)
    for feminine in ("innen", "in"):
        if low.endswith("er" + feminine) and len(low) - len(feminine) > _SHORTEST_STEM:
            low = low.removesuffix(feminine)
            break
    for ending in _SHORT_ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            return low.removesuffix(ending)
    return low


def parts(word_stem: str) -> list[str]:
    """The pieces of a hyphenated stem: `co2-budget` gives `co2`, `budget`; none for a simple word."""
    if "-" not in word_stem:
        return []
    return [stem(piece) for piece in word_stem.split("-") if len(piece) > 2]
