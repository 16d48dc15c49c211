"""When two names, roles, values or spans count as the same, and how things are paired (docs/gold.md, scoring)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

Offsets = tuple[int, int]
A = TypeVar("A")
B = TypeVar("B")

_SPACE = re.compile(r"\s+")
_TITLE = re.compile(r"\b(?:prof|dr|dipl|ing|med|phil|h\.?c|rer|nat|mag|herr|frau)\b\.?")
_NO_NAME_CHARACTER = re.compile(r"[^\w\- ]")
_ARTICLE = re.compile(r"^(?:die|der|das|den|dem) ")
_ENDING = re.compile(r"(?:innen|in|en|es|er|n|s|e|r)$")
_NO_LETTER = re.compile(r"[\W_]+")
_SECONDS = re.compile(r"(T\d\d:\d\d):00\b")
_DOUBT = re.compile(r"[~?%]")

SAME_NAME = 0.93
SAME_ROLE = 0.88


def folded(text: str | None) -> str:
    """Composed, without case, white space collapsed."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text or "")).strip().casefold()


def name_key(name: str | None) -> str:
    """A name without titles and marks."""
    without = _SPACE.sub(" ", _TITLE.sub("", folded(name)))
    return _NO_NAME_CHARACTER.sub("", without).strip()


def same_name(one: str | None, other: str | None) -> bool:
    """Titles and articles aside, a slip of the pen allowed; unknown is the same as unknown only."""
    if one is None or other is None:
        return one is None and other is None
    first, second = _ARTICLE.sub("", name_key(one)), _ARTICLE.sub("", name_key(other))
    return first == second or name_key(one) == name_key(other) or _ratio(first, second) >= SAME_NAME


def same_role(one: str, other: str) -> bool:
    """Met up to its ending."""
    first, second = _ENDING.sub("", name_key(one)), _ENDING.sub("", name_key(other))
    return first == second or _ratio(first, second) >= SAME_ROLE


def same_body(one: str, other: str) -> bool:
    """Of affiliations: the same name, or one contains the other."""
    first, second = name_key(one), name_key(other)
    return same_name(one, other) or (len(second) > 3 and (first in second or second in first))


def letters(text: str) -> str:
    """Letters and digits only."""
    return _NO_LETTER.sub("", folded(text))


def value_key(value: Any) -> str:
    """A date value, seconds and marks of doubt aside."""
    return _DOUBT.sub("", _SECONDS.sub(r"\1", folded(str(value or "")).upper()))


def overlap(one: Offsets, other: Offsets) -> int:
    """Characters in both."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def pairs(gold: Sequence[A], found: Sequence[B], fit: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """One-to-one pairs of positions, the best fit first, earlier ones before later ones; a fit of 0 is no pair."""
    fits = sorted(
        (-value, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if (value := fit(one, other))
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    out = []
    for _, i, j in fits:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            out.append((i, j))
    return out


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
