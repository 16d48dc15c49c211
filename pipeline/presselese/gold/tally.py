"""Counts of documents, metrics of counts, and 95 % intervals by drawing documents again and again.

A document counts as triples by name: `(hits, found, expected)`, or for an accuracy `(right, asked, asked)`. All sums
are taken over documents sorted by id, so that the order of the files changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SEED = 20150
RESAMPLES = 1000
BINS = 10
Triple = tuple[float, float, float]
Sums = Mapping[str, NDArray[np.float64]]
"""By name an array of three rows (hits, found, expected); a column is one sample of documents."""


class Error(NamedTuple):
    """One thing that is wrong in a document; `span` are offsets into its raw text, `None` where it has no place."""

    stage: str
    label: str
    kind: str
    span: tuple[int, int] | None
    gold: str
    found: str


class Confidence(NamedTuple):
    """A score that the pipeline gave a value, and whether the value is right."""

    layer: str
    score: float
    right: bool


@dataclass
class Scored:
    """What was counted in one document."""

    id: str
    text: str = ""
    counts: dict[str, Triple] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)
    confidences: list[Confidence] = field(default_factory=list)
    failed: str | None = None
    """Why the pipeline gave nothing for it, which counts as an empty record."""

    def count(self, name: str, hits: float, found: float, expected: float) -> None:
        """Add to a triple."""
        before = self.counts.get(name, (0.0, 0.0, 0.0))
        self.counts[name] = (before[0] + hits, before[1] + found, before[2] + expected)

    def error(
        self, stage: str, label: str, kind: str, span: tuple[int, int] | None, gold: str, found: str
    ) -> None:
        """Note something that is wrong."""
        self.errors.append(Error(stage, label, kind, span, gold, found))


@dataclass(frozen=True)
class Metric:
    """A figure of summed counts; of several names the sums are added up first."""

    names: tuple[str, ...]
    form: str
    """`f1`, `precision`, `recall` (also: accuracy), `mean_f1` (F1 of the means of two names), `ece`."""

    def values(self, sums: Sums) -> NDArray[np.float64]:
        """The figure of each sample, nan where there is nothing to count."""
        if self.form == "mean_f1":
            precision, recall = (_ratio(sums[name][0], sums[name][2]) for name in self.names)
            return np.where(precision + recall == 0, 0.0, _ratio(2 * precision * recall, precision + recall))
        if self.form == "ece":
            gaps = sum(np.abs(sums[name][0] - sums[name][1]) for name in self.names)
            return _ratio(np.asarray(gaps), self._sum(sums)[2])
        hits, found, expected = self._sum(sums)
        if self.form == "f1":
            return _ratio(2 * hits, found + expected)
        return _ratio(hits, found if self.form == "precision" else expected)

    def support(self, sums: Sums) -> int:
        """How many things of the gold (for a precision: of those found) the figure rests on."""
        if self.form == "mean_f1":
            return int(sums[self.names[1]][2][0])
        return int(self._sum(sums)[1 if self.form == "precision" else 2][0])

    def found(self, sums: Sums) -> int:
        """How many things were found."""
        return int(sums[self.names[0]][2][0]) if self.form == "mean_f1" else int(self._sum(sums)[1][0])

    def _sum(self, sums: Sums) -> NDArray[np.float64]:
        return np.sum([sums[name] for name in self.names], axis=0)


def f1(*names: str) -> Metric:
    return Metric(names, "f1")


def precision(*names: str) -> Metric:
    return Metric(names, "precision")


def recall(*names: str) -> Metric:
    return Metric(names, "recall")


def accuracy(name: str) -> Metric:
    return Metric((name,), "recall")


def mean_f1(name: str) -> Metric:
    """F1 of mean precision and mean recall."""
    return Metric((f"{name}.precision", f"{name}.recall"), "mean_f1")


def calibration_error(name: str) -> Metric:
    """Expected calibration error over `BINS` bins; see `bin_name`."""
    return Metric(tuple(f"{name}.{number}" for number in range(BINS)), "ece")


def bin_name(name: str, score: float) -> str:
    """The count of the bin that a score belongs to: `(sum of scores, number right, number)`."""
    return f"{name}.{bin_of(score)}"


def bin_of(score: float) -> int:
    return min(BINS - 1, int(score * BINS))


@dataclass(frozen=True)
class Figure:
    """A metric's value (`None`: nothing to count), its 95 % interval, and what it rests on."""

    value: float | None
    low: float | None
    high: float | None
    support: int
    found: int


def figures(documents: Sequence[Scored], metrics: Mapping[str, Metric]) -> dict[str, Figure]:
    """Every metric over the documents, whatever their order, with intervals of `RESAMPLES` draws of documents."""
    names = sorted({name for metric in metrics.values() for name in metric.names})
    table = np.array(
        [
            [document.counts.get(name, (0.0, 0.0, 0.0)) for name in names]
            for document in sorted(documents, key=lambda document: document.id)
        ]
    ).reshape(len(documents), len(names), 3)
    whole = _sums(names, table.sum(axis=0)[np.newaxis])
    if len(documents):
        random = np.random.default_rng(SEED)
        draws = random.multinomial(len(documents), np.full(len(documents), 1 / len(documents)), RESAMPLES)
        samples = _sums(names, np.tensordot(draws.astype(np.float64), table, axes=1))
    out = {}
    for name, metric in metrics.items():
        value = float(metric.values(whole)[0])
        drawn = metric.values(samples) if len(documents) else np.array([np.nan])
        drawn = drawn[~np.isnan(drawn)]
        low, high = (
            (float(bound) for bound in np.percentile(drawn, (2.5, 97.5))) if len(drawn) else (None, None)
        )
        known = not np.isnan(value)
        out[name] = Figure(
            round(value, 6) if known else None,
            round(low, 6) if known and low is not None else None,
            round(high, 6) if known and high is not None else None,
            metric.support(whole),
            metric.found(whole),
        )
    return out


@dataclass(frozen=True)
class Bin:
    """Values whose score lies in one tenth: how many, their mean score, the share that is right."""

    layer: str
    low: float
    high: float
    count: int
    mean_score: float
    right: float


def reliability(documents: Iterable[Scored]) -> list[Bin]:
    """Of the values with score s a share of s should be right: by layer and tenth of the score."""
    members: dict[tuple[str, int], list[Confidence]] = {}
    for document in documents:
        for confidence in document.confidences:
            members.setdefault((confidence.layer, bin_of(confidence.score)), []).append(confidence)
    return [
        Bin(
            layer,
            number / BINS,
            (number + 1) / BINS,
            len(group),
            round(sum(sorted(one.score for one in group)) / len(group), 3),
            round(sum(one.right for one in group) / len(group), 3),
        )
        for (layer, number), group in sorted(members.items())
    ]


def _sums(names: Sequence[str], table: NDArray[np.float64]) -> Sums:
    """From samples × names × 3 to arrays by name."""
    return {name: table[:, column, :].T for column, name in enumerate(names)}


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Division with nan for nothing by nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below == 0, np.nan, above / np.where(below == 0, 1, below))
