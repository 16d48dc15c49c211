"""trafilatura's vote: which blocks of a page it would keep.

Extractors give no offsets. So a mark (two braille characters, which are no letters and no spaces, so that no
heuristic sees words in them) is set in front of each block in a copy of the markup, and the marks that stand in the
extractor's result name the blocks it kept.
"""

from __future__ import annotations

import logging

from presselese.readers.html.markup import Page

_BASE = 0x2801
_DIGITS = 250
MAX_LENGTH = 3_000_000
MAX_ELEMENTS = 30_000
MAX_DEPTH = 400
"""Above these a page goes the fast way: trafilatura's time grows faster than the page."""


def vote(page: Page) -> set[int] | None:
    """Indexes of the blocks that trafilatura keeps; None if the page is too large for it or it fails."""
    if len(page.raw) > MAX_LENGTH or page.elements > MAX_ELEMENTS or page.depth > MAX_DEPTH:
        return None
    if not page.blocks or len(page.blocks) >= _DIGITS * _DIGITS:
        return None
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(_marked(page), include_comments=False, with_metadata=False)
    except Exception:
        return None
    return _marks(text or "")


def _marked(page: Page) -> str:
    parts: list[str] = []
    at = 0
    for index, block in enumerate(page.blocks):
        start = block.raw_start
        parts += (page.raw[at:start], _mark(index))
        at = start
    parts.append(page.raw[at:])
    return "".join(parts)


def _mark(index: int) -> str:
    return chr(_BASE + index // _DIGITS) + chr(_BASE + index % _DIGITS)


def _marks(text: str) -> set[int]:
    found: set[int] = set()
    high = 0
    for char in text:
        digit = ord(char) - _BASE
        if not 0 <= digit < _DIGITS:
            high = 0
        elif high:
            found.add((high - 1) * _DIGITS + digit)
            high = 0
        else:
            high = digit + 1
    return found
