"""The classifier's weights: a linear model on stems and topic terms, made by models/recipe/topics.

A release is the sum of its words: each stem has a row of numbers, one for each topic (twice: as the main topic, and
as one of several), each topic term another row. Numbers of words only, no text; words are those of at least six
releases of the archives or two labelled ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising function, given by points: what a raw value is worth as a probability."""

    values: Floats
    shares: Floats

    def __call__(self, value: float) -> float:
        return float(np.interp(value, self.values, self.shares))


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows` of `stems` and `term_rows` of `keys` (term lists, then first-level topics) hold one column a topic of
    `topics` for "is the main topic" and one for "is a topic". `idf` weighs the stems, `rare_idf` those unknown.
    `second` are the columns of second-level topics (`second_topics`) on the term keys."""

    stems: Mapping[str, int]
    idf: Floats
    rare_idf: float
    rows: NDArray[np.int8]
    scale: Floats
    keys: tuple[str, ...]
    term_rows: Floats
    bias: Floats
    topics: tuple[str, ...]
    second_topics: tuple[str, ...]
    second: Floats
    second_bias: Floats
    main_curve: Curve
    other_curve: Curve
    second_curve: Curve
    least_other: float
    least_second: float


@cache
def load() -> Weights:
    """The weights of the package. Raises ValueError where their format is not the one this code reads."""
    with resources.as_file(resources.files("presselese.topics").joinpath("weights.npz")) as path:
        stored: Any = dict(np.load(path))
    if int(stored["format"]) != FORMAT:
        raise ValueError(f"weights.npz has format {int(stored['format'])}, this version reads {FORMAT}")
    stems = bytes(stored["stems"]).decode().split("\n")
    return Weights(
        stems={stem: row for row, stem in enumerate(stems)},
        idf=stored["idf"].astype(np.float32),
        rare_idf=float(stored["rare_idf"]),
        rows=stored["rows"],
        scale=stored["scale"].astype(np.float32),
        keys=tuple(bytes(stored["keys"]).decode().split("\n")),
        term_rows=stored["term_rows"].astype(np.float32),
        bias=stored["bias"].astype(np.float32),
        topics=tuple(bytes(stored["topics"]).decode().split("\n")),
        second_topics=tuple(bytes(stored["second_topics"]).decode().split("\n")),
        second=stored["second"].astype(np.float32),
        second_bias=stored["second_bias"].astype(np.float32),
        main_curve=Curve(*stored["main_curve"].astype(np.float32)),
        other_curve=Curve(*stored["other_curve"].astype(np.float32)),
        second_curve=Curve(*stored["second_curve"].astype(np.float32)),
        least_other=float(stored["least_other"]),
        least_second=float(stored["least_second"]),
    )
