"""From tokens to what the encoder reads: pieces of words, and windows of a document.

A window is `<s> pieces </s>`; a `</s>` inside it stands for a line end between two tokens. Each token is known by its
first and its last piece. Training and use share this file, so that the model sees the same thing in both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
LONGEST_WORD = 16  # pieces; of a longer word (an address) the beginning and the last piece count
FULL_STOPS = frozenset(".!?…:;")


class Pieces:
    """Piece numbers of single words, remembered: texts repeat their words."""

    def __init__(self, tokenizer: Tokenizer, remember: int = 30_000) -> None:
        self._tokenizer = tokenizer
        self._remember = remember
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is not None:
            return known
        ids = self._tokenizer.encode(unicodedata.normalize("NFC", word), add_special_tokens=False).ids
        ids = [i if i > UNKNOWN else UNKNOWN for i in ids] or [UNKNOWN]  # a literal "<s>" is no special piece
        if len(ids) > LONGEST_WORD:
            ids = [*ids[: LONGEST_WORD - 1], ids[-1]]
        if len(self._known) >= self._remember:
            self._known.clear()
        self._known[word] = ids
        return ids


@dataclass(slots=True)
class Window:
    """Piece numbers, and for each token of the window where its first and last piece stand."""

    ids: list[int]
    first: list[int]
    last: list[int]


def lay_out(words: Sequence[list[int]], after_line_end: Sequence[bool]) -> Window:
    """One window of the pieces of some tokens; `after_line_end[i]`: a line ends before token i."""
    window = Window([BEGIN], [], [])
    for k, (pieces, line_end) in enumerate(zip(words, after_line_end, strict=True)):
        if line_end and k:
            window.ids.append(END)
        window.first.append(len(window.ids))
        window.ids.extend(pieces)
        window.last.append(len(window.ids) - 1)
    window.ids.append(END)
    return window


def cut(
    sizes: Sequence[int], words: Sequence[str], after_line_end: Sequence[bool], limit: int
) -> Iterator[tuple[int, int]]:
    """Ranges of tokens whose windows have at most `limit` pieces.

    The cut is at the last line end in the later half of a full window, else behind its last full stop, else where
    the window is full.
    """
    start, size = 0, 2
    for i in range(len(sizes)):
        need = sizes[i] + (1 if after_line_end[i] else 0)
        if size + need > limit and i > start:
            at = _cut_between(words, after_line_end, start, i)
            yield start, at
            start, size = at, 2 + sum(sizes[at:i]) + sum(after_line_end[at + 1 : i])
        size += need
    if start < len(sizes):
        yield start, len(sizes)


def _cut_between(words: Sequence[str], after_line_end: Sequence[bool], start: int, end: int) -> int:
    half = start + (end - start + 1) // 2
    if after_line_end[end]:
        return end
    for at in range(end - 1, half, -1):
        if after_line_end[at]:
            return at
    for at in range(end, half, -1):
        if words[at - 1] in FULL_STOPS:
            return at
    return end
