"""The same text in another guise: other line ends, composed or decomposed letters, UTF-16 units.

Annotation tools and file copies change these silently, and every offset behind the first change is shifted. Here the
guise is recognised, and offsets counted in it are turned into offsets of the text at hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations

from presselese.alignment import Alignment
from presselese.source import content_hash

Change = Callable[[str], str]


def _utf16(unit: str) -> str:
    return "".join(char if ord(char) <= 0xFFFF else "\ud83d\udc00" for char in unit)


def _composed(unit: str) -> str:
    return unicodedata.normalize("NFC", unit)


def _decomposed(unit: str) -> str:
    return unicodedata.normalize("NFD", unit)


def _unix(unit: str) -> str:
    return "\n" if unit == "\r\n" else unit


def _windows(unit: str) -> str:
    return "\r\n" if unit == "\n" else unit


TEXTS: dict[str, Change] = {
    r"line ends \n instead of \r\n": _unix,
    r"line ends \r\n instead of \n": _windows,
    "composed letters (NFC)": _composed,
    "decomposed letters (NFD)": _decomposed,
}
"""How a copy of a text can differ from it without a letter changed."""

COUNTS: dict[str, Change] = {"UTF-16 units": _utf16, **TEXTS}
"""How offsets can be counted; the text of a UTF-16 count is not the real one, but as long."""


def units(text: str) -> Iterator[str]:
    """The smallest pieces that a change leaves apart: a letter with its accents, a line end."""
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text):
            if text[at] == "\n" and text[at - 1] == "\r":
                continue
            if unicodedata.combining(text[at]):
                continue
        yield text[start:at]
        start = at


def aligned(text: str, change: Change) -> tuple[str, Alignment]:
    """The changed text, and the alignment from it to the text."""
    runs: list[tuple[int, int, int, int]] = []
    parts: list[str] = []
    here = there = 0
    for unit in units(text):
        changed = change(unit)
        runs.append((there, there + len(changed), here, here + len(unit)))
        parts.append(changed)
        here, there = here + len(unit), there + len(changed)
    return "".join(parts), Alignment.of(runs)


def by_hash(text: str, sha256: str) -> tuple[str, str, Alignment] | None:
    """The guise of the text that has this content hash: how it differs, the text, its alignment to `text`."""
    for names in (*combinations(TEXTS, 1), *combinations(TEXTS, 2)):
        changed, alignment = text, Alignment.identity(len(text))
        for name in names:
            changed, step = aligned(changed, TEXTS[name])
            alignment = step.compose(alignment)
        if content_hash(changed) == sha256:
            return " and ".join(names), changed, alignment
    return None


def by_text(text: str, other: str) -> tuple[str, Alignment] | None:
    """How `other` differs from `text`, and the alignment from it to `text`; None if it is another text.

    White space may differ in any way, letters may be composed or not.
    """
    if found := by_hash(text, content_hash(other)):
        return found[0], found[2]
    here, there = _letters(text), _letters(other)
    if [letter for letter, _, _ in here] != [letter for letter, _, _ in there]:
        return None
    runs = [(c, d, a, b) for (_, a, b), (_, c, d) in zip(here, there, strict=True)]
    return "other white space", Alignment.of(runs)


def _letters(text: str) -> list[tuple[str, int, int]]:
    """What is no white space, composed, with its place."""
    out, at = [], 0
    for unit in units(text):
        if not unit.isspace():
            out.append((_composed(unit), at, at + len(unit)))
        at += len(unit)
    return out
