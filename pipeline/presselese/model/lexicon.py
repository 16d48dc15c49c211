"""A full-form lexicon in little memory: sorted lines in one block of bytes, searched by halving.

A line is `form`, then for each lemma a tab, a class (`N` noun, `E` name, `V` verb, `A` adjective or participle,
`O` other) and the lemma, left out where it equals the form.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Mapping

import numpy as np

CLASSES = "NEVAO"


def packed(lemmas: Mapping[str, Iterable[tuple[str, str]]]) -> bytes:
    """The file of a lexicon: form → (class, lemma) pairs."""
    lines = []
    for form, readings in lemmas.items():
        fields = [f"{kind}{'' if lemma == form else lemma}" for kind, lemma in readings]
        lines.append((form.encode(), "\t".join([form, *fields]).encode()))
    return lzma.compress(b"\n".join(line for _, line in sorted(lines)), preset=9)


class Lexicon:
    def __init__(self, file: bytes) -> None:
        self._block = lzma.decompress(file) + b"\n" if file else b""
        ends = np.flatnonzero(np.frombuffer(self._block, dtype=np.uint8) == ord("\n"))
        self._starts = np.concatenate([[0], ends + 1]).astype(np.int32)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def readings(self, form: str) -> list[tuple[str, str]]:
        """(class, lemma) pairs of a form, none if it is not known."""
        key = form.encode() + b"\t"
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            start = self._starts[middle]
            if self._block[start : self._block.index(b"\t", start) + 1] < key:
                low = middle + 1
            else:
                high = middle
        if low == len(self) or not self._block.startswith(key, self._starts[low]):
            return []
        line = self._block[self._starts[low] + len(key) : self._starts[low + 1] - 1].decode()
        return [(field[0], field[1:] or form) for field in line.split("\t")]
