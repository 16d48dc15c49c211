"""What the encoder says of a Doc, kept beside it until the components behind the encoder have written it down."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Array = NDArray[Any]


@dataclass(slots=True)
class Words:
    """The tokens of a Doc that are not white space.

    `places[i]`: where word i stands in the Doc. `line_ends[i]`: how many line ends there are between word i and the
    one before it; `spaced[i]`: is there any white space between them?
    """

    texts: list[str]
    places: list[int]
    line_ends: list[int]
    spaced: list[bool]


def words_of(doc: Doc) -> Words:
    words = Words([], [], [], [])
    line_ends, spaced = 0, True
    for token in doc:
        text = token.text
        if token.is_space:
            line_ends += text.count("\n")
            spaced = True
            continue
        words.texts.append(text)
        words.places.append(token.i)
        words.line_ends.append(line_ends)
        words.spaced.append(spaced)
        line_ends, spaced = 0, bool(token.whitespace_)
    return words


@dataclass(slots=True)
class Outputs:
    """Words, and an array for each head with a row for each word."""

    words: Words
    heads: dict[str, Array]


# Beside the Doc and not in it: arrays have no business in to_bytes. An entry goes with its Doc.
_left: WeakKeyDictionary[Doc, Outputs] = WeakKeyDictionary()


def leave(doc: Doc, outputs: Outputs) -> None:
    _left[doc] = outputs


def words_left(doc: Doc, component: str) -> Words | None:
    """The words, if an encoder has been at the Doc; else None and, once, a warning."""
    outputs = _left.get(doc)
    if outputs is None and len(doc):
        warnings.warn(
            f"{component}: no encoder stands before it in the pipeline, nothing is set", stacklevel=3
        )
    return outputs.words if outputs is not None else None


def look(doc: Doc, head: str) -> Array:
    return _left[doc].heads[head]


def take(doc: Doc, head: str) -> Array:
    """The array, which is then forgotten: Docs may be kept, arrays need not."""
    return _left[doc].heads.pop(head)


def write(doc: Doc, attributes: list[int], values: Array) -> None:
    """Sets attributes of all tokens: a row a token, a column an attribute."""
    doc.from_array(attributes, values.astype(np.uint64))  # type: ignore[arg-type]


def softmax(logits: Array) -> NDArray[np.float32]:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)
