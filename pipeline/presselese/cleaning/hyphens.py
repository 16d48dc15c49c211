"""Hyphens that a narrower column left inside a word: `Gar-tenanlage`, `Bildungs-ausschusses`.

German writes hyphens where both sides are words (`nicht-öffentlich`, `deutsch-polnisch`). A hyphen goes if what
stands around it cannot be meant so: the halves are no words but the whole is one, or the right half is a noun in
small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presselese.cleaning.edits import Edit
from presselese.german.words import common_words

_INNER = re.compile(r"(?<![\w\-/.@:_#])([A-ZÄÖÜ]?[a-zäöüß]+)-([a-zäöüß]{3,})(?![\w\-@/])(?!\.[a-z])")
_WORD_BEFORE = re.compile("[A-ZÄÖÜ]?[a-zäöüß]+$")
_HYPHEN_BEFORE_SMALL = re.compile("-(?=[a-zäöüß]{3})")
_LEFT_THAT_STAYS = re.compile(
    r"(?i).*(?:o|isch|anti|multi|semi|ex|non|nicht|open|e|mini|maxi|trans|inter|queer|pop)$"
)
_RIGHT_THAT_STAYS = frozenset(
    {"how", "hour", "mail", "shop", "store", "line", "book", "time", "side", "und", "oder"}
)
_LONGEST = 60

EXAMPLES = (
    ("in der Gar-tenanlage", "in der Gartenanlage"),
    ("des Bildungs-ausschusses", "des Bildungsausschusses"),
    ("ist zwin-gende Voraussetzung", "ist zwingende Voraussetzung"),
    ("die deutsch-polnische Grenze", "die deutsch-polnische Grenze"),
    ("eine nicht-öffentliche Sitzung", "eine nicht-öffentliche Sitzung"),
    ("viel Know-how", "viel Know-how"),
    ("aus sozio-ökonomischen Gründen", "aus sozio-ökonomischen Gründen"),
)
"""Before and after; the test of this module."""


def inner_hyphens(text: str) -> Iterator[Edit]:
    """The hyphens to take out."""
    for hyphen in _HYPHEN_BEFORE_SMALL.finditer(text):
        at = hyphen.start()
        word = _WORD_BEFORE.search(text, max(0, at - _LONGEST), at)
        if not word:
            continue
        match = _INNER.match(text, word.start())
        if match and match.end(1) == at and _is_one_word(match[1], match[2]):
            yield Edit(at, at + 1, "", "hyphenation")


def _is_one_word(left: str, right: str) -> bool:
    words = common_words()
    if right in _RIGHT_THAT_STAYS or _LEFT_THAT_STAYS.match(left) or len(left) + len(right) > _LONGEST:
        return False
    left_is_word = left in words or (left.islower() and left.capitalize() in words)
    if right in words and left_is_word:
        return False
    if left + right in words:
        return True
    if right in words:
        return False
    if right.capitalize() in words and left[0].isupper():
        return True
    return not left_is_word and _is_compound(left + right)


def _is_compound(word: str) -> bool:
    words = common_words()
    for at in range(3, len(word) - 3):
        first, second = word[:at], word[at:]
        if second not in words and second.capitalize() not in words:
            continue
        for stem in (first, first.removesuffix("s")):
            if stem in words or stem.lower() in words or stem.capitalize() in words:
                return True
    return False
