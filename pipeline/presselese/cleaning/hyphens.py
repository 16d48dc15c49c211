"""Hyphens that a narrower column left inside a word: `Gar-tenanlage`, `Bildungs-ausschusses`, `verschie- denen`.

German writes hyphens where both sides are words (`nicht-öffentlich`, `deutsch-polnisch`). A hyphen goes if what
stands around it cannot be meant so: the halves are no words but the whole is one, or the right half is a noun in
small letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from presselese.cleaning.edits import Edit
from presselese.german.words import common_words

_INNER = re.compile(r"(?<![\w\-/.@:_#])([A-ZÄÖÜ]?[a-zäöüß]+)-([a-zäöüß]{3,})(?![\w\-@/])(?!\.[a-z])")
_WORD_BEFORE = re.compile("[A-ZÄÖÜ]?[a-zäöüß]+$")
_HYPHEN_BEFORE_SMALL = re.compile("-(?=[a-zäöüß]{3})")
_LONGEST = 60

_SPACED = re.compile(r"(?<=[a-zäöüß]{2})- (?=[A-ZÄÖÜ]?[a-zäöüß]{2})")
_WHOLE_BEFORE = re.compile(r"\w+$")
_SMALL_AFTER = re.compile(r"[a-zäöüß]+")
_NAME_BEFORE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+$")
_NAME_AFTER = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}")
_LANGUAGES = ("isch", "deutsch")
_ADJECTIVE = re.compile(r"[a-zäöüß]{3,}(?:isch|deutsch)(?:e[mnrs]?)?")


@cache
def table() -> dict[str, Any]:
    """`hyphens.toml`: words that are no halves, parts around which a hyphen stays, examples (before, after)."""
    rows = tomllib.loads(files(__package__).joinpath("hyphens.toml").read_text("utf-8"))
    return {
        "no_halves": frozenset(" ".join(rows["no_halves"]).split()),
        "right_that_stays": frozenset(rows["right_that_stays"]),
        "left_that_stays": tuple(rows["left_that_stays"]),
        "examples": rows["examples"],
    }


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


def spaced_hyphens(text: str) -> Iterator[Edit]:
    """`verschie- denen`: a hyphen with a blank between the halves of a word (not a dash between two words).

    The hyphen stays in `deutsch- polnisch`, and in `Bad-Muster- Aue` where the text also has `Bad-Muster-Aue`.
    """
    for gap in _SPACED.finditer(text):
        left = _WHOLE_BEFORE.search(text, max(0, gap.start() - _LONGEST), gap.start())
        right = _SMALL_AFTER.match(text, gap.end(), gap.end() + _LONGEST)
        if not left:
            continue
        if right is None:
            if _joined_elsewhere(text, gap):
                yield Edit(gap.end() - 1, gap.end(), "", "hyphen_space")
        elif left.group().endswith(_LANGUAGES) and _ADJECTIVE.fullmatch(right.group()):
            yield Edit(gap.end() - 1, gap.end(), "", "hyphen_space")
        elif _are_halves(left.group(), right.group()):
            yield Edit(gap.start(), gap.end(), "", "hyphenation")


def _joined_elsewhere(text: str, gap: re.Match[str]) -> bool:
    """Whether the compound around the gap stands in the text without it: `Berg- Tal` beside `Berg-Tal`."""
    left = _NAME_BEFORE.search(text, max(0, gap.start() - _LONGEST), gap.start())
    right = _NAME_AFTER.match(text, gap.end(), gap.end() + _LONGEST)
    return bool(left and right) and f"{left.group()}-{right.group()}" in text  # type: ignore[union-attr]


def _are_halves(left: str, right: str) -> bool:
    if right in table()["no_halves"] or "_" in left:
        return False
    words = common_words()
    return left + right in words or not (left in words and right in words)


def _is_one_word(left: str, right: str) -> bool:
    words = common_words()
    kept = right in table()["right_that_stays"] or left.lower().endswith(table()["left_that_stays"])
    if kept or len(left) + len(right) > _LONGEST:
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
