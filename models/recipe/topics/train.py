"""Make pipeline/presselese/topics/weights.npz: a linear model on stems and topic terms, calibrated.

Labelled: ../shared/data/topics/press_labels.tsv (600 releases) and labels.tsv beside this script (2,831 read by us,
title and first words: the rest of the press releases, 1,158 of the archives for the rarer topics, missing persons and
releases the model was unsure of, and 43 of the 600 where we order by docs/topics.md; ids and labels only).
written.tsv holds short releases of our own for senders that the archives lack (offices of statistics, consumer advice,
companies, rescue). Releases of ../shared/gold-examples are left out: they measure. Curves and figures are of the
press releases alone, since those of the archives were picked.
Unlabelled: the archives and texts of ../shared/data, of which only counts are kept: document frequencies of stems,
and 200 dimensions of their co-occurrence, which carry what a labelled word says over to words of its kind.

    python models/recipe/topics/train.py --shared ../shared --out pipeline/presselese/topics/weights.npz

Needs scikit-learn and scipy (not needed at run time); about two minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.csgraph import connected_components
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC
from sklearn.utils.extmath import randomized_svd

from presselese.cleaning.clean import clean
from presselese.source import Source
from presselese.topics.activation import amounts, keys_of, terms_of_topics
from presselese.topics.classify import PART_WEIGHT, confidence
from presselese.topics.features import Counted, count, headlines_of
from presselese.topics.tables import first_level_ids, path, term_lists
from presselese.topics.weights import FORMAT
from presselese.topics.words import parts, stem, words

HERE = Path(__file__).parent
ARCHIVE = {
    "land-berlin-1": 5000, "land-berlin-2": 5000, "polizei-bayern": 700, "polizei-berlin": 1500,
    "polizei-frankfurt": 2000, "polizei-weitere": 700, "vereine-ngo-beitraege": 800,
}  # fmt: skip
TEXTS = {
    "news-teasers-00": (12000, 1),
    "statements-00": (3000, 4),
    "wikipedia-00": (9000, 3),
    "parliament-bt20-00": (6000, 3),
}
LEAST_DOCUMENTS, LEAST_LABELLED = 6, 2
DIMENSIONS, DIMENSION_WEIGHT = 200, 0.7
TERM_WEIGHT = 0.75
READER_WEIGHTS = {"shared": 1.5, "own": 1.0, "archive": 0.6}
EXAMPLE_WEIGHT = 0.5
LEAST_OTHER = 0.4
"""Micro-F1 is flat between .35 and .45."""
PENALTY = 0.5
SAME_SERIES = 0.4
TOPICS = first_level_ids()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("pipeline/presselese/topics/weights.npz"))
    options = parser.parse_args()
    random.seed(1)
    releases = read_releases(options.shared)
    labels = read_labels(options.shared, set(releases))
    background = [Counter(stems) for stems in unlabelled(options.shared)]
    background += [Counter(counted.weights.keys()) for counted in releases.values()]
    model = Model(background, releases, labels)
    report = model.cross_validate()
    model.store(options.out, report)


def read_releases(shared: Path) -> dict[str, Counted]:
    """The press releases and the labelled ones of the archives by id, cleaned and counted as the tagger does it."""
    terms = terms_of_topics()
    labelled = {
        line.split("\t")[0] for line in (HERE / "labels.tsv").read_text(encoding="utf-8").splitlines()
    }
    releases = {}
    files = [
        shared / "data/press/press.jsonl.xz",
        *(shared / f"data/archive/{name}.jsonl.xz" for name in ARCHIVE),
    ]
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                if file != files[0] and line[8:23] not in labelled:
                    continue
                entry = json.loads(line)
                known = {"title": entry["title"]} if entry.get("title") else {}
                release = clean(Source(raw=entry["text"], meta=known))
                releases[entry["id"]] = count(release.text, headlines_of(release.zones, release.text), terms)
    return releases


def read_labels(shared: Path, known: set[str]) -> dict[str, tuple[list[str], str, str]]:
    """Of each labelled release: first-level topics (main first), second-level topic of the main one or "", who read it."""
    held_out = {file.stem for file in (shared / "gold-examples").glob("*.json")}
    labels = {}
    for reader, file in (("shared", shared / "data/topics/press_labels.tsv"), ("own", HERE / "labels.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            release, first, second = line.split("\t")
            if release in known and release not in held_out:
                picked = "archive" if release.startswith("ar-") else reader
                labels[release] = (first.split(","), second, picked)
    return labels


def read_written() -> list[tuple[list[str], str]]:
    """Topics (main first) and text of our own short releases; the first sentence is the headline."""
    lines = (line.split("\t") for line in (HERE / "written.tsv").read_text(encoding="utf-8").splitlines())
    return [([f"medtop:{topic}000000" for topic in topics.split(",")], text) for topics, text in lines]


def unlabelled(shared: Path) -> Iterator[list[str]]:
    """The stems of releases and other texts."""
    for name, number in ARCHIVE.items():
        with lzma.open(shared / f"data/archive/{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            entries = list(lines)
        for line in random.sample(entries, min(number, len(entries))):
            yield stems_of(json.loads(line)["text"])
    for name, (number, paragraphs) in TEXTS.items():
        pieces = []
        with lzma.open(shared / f"data/text/{name}.txt.xz", "rt", encoding="utf-8") as file:
            documents = file.read().split("\n\n")
        for document in documents:
            lines_of = [line for line in document.split("\n") if line.strip()]
            pieces += [
                "\n".join(lines_of[at : at + paragraphs]) for at in range(0, len(lines_of), paragraphs)
            ]
        for piece in random.sample(pieces, min(number, len(pieces))):
            yield stems_of(piece)


def stems_of(text: str) -> list[str]:
    stems = [stem(word) for _, _, word in words(text[:6000])]
    return [word for word in stems[:400] if len(word) > 1]


class Model:
    """Features, training and calibration."""

    def __init__(
        self,
        background: list[Counter],
        releases: dict[str, Counted],
        labels: dict[str, tuple[list[str], str, str]],
    ) -> None:
        self.terms = terms_of_topics()
        self.ids = sorted(labels)
        self.first = [labels[release][0] for release in self.ids]
        self.second = [labels[release][1] for release in self.ids]
        self.readers = np.array([labels[release][2] for release in self.ids])
        self._learn_words(background, [releases[release] for release in self.ids])
        examples = list(term_lists().values())
        self.example_ids = [row.id for row in examples]
        written = read_written()
        self.written_first = [
            *([TOPICS.index(path(topic)[0])] for topic in self.example_ids),
            *([TOPICS.index(topic) for topic in topics] for topics, _ in written),
        ]
        counted = [releases[release] for release in self.ids]
        counted += [count(row.example, [], self.terms) for row in examples]
        counted += [count(text, [(0, text.index(". ") + 1)], self.terms) for _, text in written]
        self.matrix, self.term_matrix = self._matrices(counted)
        self.series = series(self.matrix[: len(self.ids), : len(self.own)])
        self.main = np.array([TOPICS.index(topics[0]) for topics in self.first])
        self.all = np.array([[topic in topics for topic in TOPICS] for topics in self.first])

    def _learn_words(self, background: list[Counter], labelled: list[Counted]) -> None:
        frequency: Counter = Counter()
        for document in background:
            frequency.update(document.keys())
        documents = len(background)
        self.idf = {
            word: math.log((documents + 1) / (number + 0.5))
            for word, number in frequency.items()
            if number >= 3
        }
        self.rare_idf = math.log((documents + 1) / 2.5)
        space = sorted(
            word
            for word, number in frequency.items()
            if LEAST_DOCUMENTS <= number < documents / 4 and len(word) > 2 and not word[0].isdigit()
        )
        self.directions = self._co_occurrence(background, space)
        in_labelled: Counter = Counter()
        for counted in labelled:
            in_labelled.update(counted.weights.keys())
        self.own = {
            word: at
            for at, word in enumerate(sorted(w for w, n in in_labelled.items() if n >= LEAST_LABELLED))
        }
        self.stems = sorted(set(space) | set(self.own))
        self.keys = [*sorted(term_lists()), *TOPICS]

    def _co_occurrence(self, background: list[Counter], space: list[str]) -> dict[str, np.ndarray]:
        place = {word: at for at, word in enumerate(space)}
        rows, columns, values = [], [], []
        for at, document in enumerate(background):
            found = {w: math.log1p(n) * self.idf[w] for w, n in document.items() if w in place}
            length = math.sqrt(sum(value * value for value in found.values())) or 1.0
            for word, value in found.items():
                rows.append(at)
                columns.append(place[word])
                values.append(value / length)
        shape = (len(background), len(space))
        matrix = sparse.csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)
        _, sizes, directions = randomized_svd(matrix, n_components=DIMENSIONS, n_iter=3, random_state=0)
        scaled = directions / np.sqrt(sizes / sizes[0])[:, None] * DIMENSION_WEIGHT * 2
        return {word: scaled[:, at] for word, at in place.items()}

    def _matrices(self, counted: list[Counted]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """Releases by features (own stems, directions), and releases by term keys."""
        rows, columns, values = [], [], []
        directions = np.zeros((len(counted), DIMENSIONS), dtype=np.float32)
        term_rows, term_columns, term_values = [], [], []
        key_place = {key: at for at, key in enumerate(self.keys)}
        for at, one in enumerate(counted):
            for word, amount in amounts(one, lambda w: self.idf.get(w, self.rare_idf)).items():
                for known, share in self._known(word):
                    if known in self.own:
                        rows.append(at)
                        columns.append(self.own[known])
                        values.append(amount * share)
                    if known in self.directions:
                        directions[at] += amount * share * self.directions[known]
                for key, worth in keys_of(word, self.terms):
                    term_rows.append(at)
                    term_columns.append(key_place[key])
                    term_values.append(amount * worth)
        stems = sparse.csr_matrix((values, (rows, columns)), shape=(len(counted), len(self.own)))
        terms = sparse.csr_matrix(
            (term_values, (term_rows, term_columns)), shape=(len(counted), len(self.keys))
        )
        return sparse.hstack([stems, sparse.csr_matrix(directions), terms * TERM_WEIGHT]).tocsr(), terms

    def _known(self, word: str) -> list[tuple[str, float]]:
        if word in self.own or word in self.directions:
            return [(word, 1.0)]
        return [(part, PART_WEIGHT) for part in parts(word)]

    def fit(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coefficients and biases on these releases and the written ones: main topic, then one of several."""
        number = len(self.ids)
        written = np.arange(number, number + len(self.written_first))
        together = np.concatenate([rows, written])
        own_weight = np.array([READER_WEIGHTS[reader] for reader in self.readers[rows]])
        weight = np.concatenate([own_weight, np.full(len(written), EXAMPLE_WEIGHT)])
        features = self.matrix[together]
        target = np.concatenate([self.main[rows], [topics[0] for topics in self.written_first]])
        main = LinearSVC(C=PENALTY).fit(features, target, sample_weight=weight)
        coefficients, biases = [main.coef_], [main.intercept_]
        for topic in range(len(TOPICS)):
            in_written = [topic in topics for topics in self.written_first]
            is_topic = np.concatenate([self.all[rows, topic], in_written]).astype(int)
            one = LinearSVC(C=PENALTY).fit(features, is_topic, sample_weight=weight)
            coefficients.append(one.coef_)
            biases.append(one.intercept_)
        return np.concatenate(coefficients), np.concatenate(biases)

    def fit_second(self, rows: np.ndarray) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Second-level topics on the terms alone, from the labelled ones and the examples."""
        labelled = [row for row in rows if self.second[row]]
        number = len(self.ids)
        target = [self.second[row] for row in labelled]
        target += [path(topic)[1] for topic in self.example_ids]
        features = self.term_matrix[[*labelled, *range(number, number + len(self.example_ids))]]
        model = LogisticRegression(C=60, max_iter=400).fit(features, target)
        return list(model.classes_), model.coef_, model.intercept_

    def cross_validate(self, seeds: int = 3) -> dict[str, object]:
        """Margins of every labelled release from models that have not seen it; curves and thresholds from them."""
        number = len(TOPICS)
        margins = np.zeros((seeds, len(self.ids), 2 * number))
        seconds: list[tuple[float, bool]] = []
        for seed in range(seeds):
            folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
            for train, test in folds.split(self.main, self.main, self.series):
                coefficients, biases = self.fit(train)
                margins[seed, test] = self.matrix[test] @ coefficients.T + biases
                if seed == 0:
                    seconds += self._second_results(train, test)
        press = self.readers != "archive"
        report = calibrate(margins[:, press], self.main[press], self.all[press], self.readers[press])
        report["second_curve"], report["least_second"] = second_curve(seconds)
        return report

    def _second_results(self, train: np.ndarray, test: np.ndarray) -> list[tuple[float, bool]]:
        classes, coefficients, biases = self.fit_second(train)
        results = []
        for row in test:
            if self.second[row]:
                inside = [at for at, topic in enumerate(classes) if path(topic)[0] == self.first[row][0]]
                logits = (self.term_matrix[[row]] @ coefficients[inside].T)[0] + biases[inside]
                shares = np.exp(logits - logits.max())
                best = int(shares.argmax())
                results.append(
                    (float(shares[best] / shares.sum()), classes[inside[best]] == self.second[row])
                )
        print(f"second level: right {np.mean([right for _, right in results]):.3f} of {len(results)}")
        return results

    def store(self, file: Path, report: dict[str, object]) -> None:
        """Fold stems and directions into one row of 8-bit numbers a stem."""
        coefficients, biases = self.fit(np.arange(len(self.ids)))
        own = len(self.own)
        rows = np.zeros((len(self.stems), coefficients.shape[0]), dtype=np.float32)
        for at, word in enumerate(self.stems):
            if word in self.own:
                rows[at] += coefficients[:, self.own[word]]
            if word in self.directions:
                rows[at] += coefficients[:, own : own + DIMENSIONS] @ self.directions[word]
        scale = np.abs(rows).max(axis=0) / 127
        classes, second, second_bias = self.fit_second(np.arange(len(self.ids)))
        np.savez_compressed(
            file,
            format=FORMAT,
            stems=packed(self.stems),
            idf=np.array([self.idf.get(word, self.rare_idf) for word in self.stems], dtype=np.float16),
            rare_idf=self.rare_idf,
            rows=np.round(rows / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            keys=packed(self.keys),
            term_rows=(coefficients[:, own + DIMENSIONS :].T * TERM_WEIGHT).astype(np.float32),
            bias=biases.astype(np.float32),
            topics=packed(TOPICS),
            second_topics=packed(classes),
            second=second.T.astype(np.float32),
            second_bias=second_bias.astype(np.float32),
            **{name: np.array(value, dtype=np.float32) for name, value in report.items()},
        )
        print(f"{file}: {len(self.stems)} stems, {file.stat().st_size / 1e6:.2f} MB")


def series(stems: sparse.csr_matrix) -> np.ndarray:
    """A number for each release, the same for those that share much of their words (weekly notices, corrections):
    they stay in one fold, or the figures would be too good."""
    length = np.asarray(np.sqrt(stems.multiply(stems).sum(axis=1))).ravel()
    unit = sparse.csr_matrix(stems.multiply(1 / np.maximum(length, 1e-9)[:, None]))
    return connected_components((unit @ unit.T) > SAME_SERIES)[1]


def packed(strings: object) -> np.ndarray:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def calibrate(
    margins: np.ndarray, main: np.ndarray, every: np.ndarray, readers: np.ndarray
) -> dict[str, object]:
    """Curves from margins to probabilities, and the margin above which a further topic is told."""
    number = len(TOPICS)
    found = margins[:, :, :number].argmax(axis=2)
    right = found == main
    sure = np.apply_along_axis(confidence, 2, margins[:, :, :number])
    halves = np.arange(len(main)) % 2
    told = np.zeros_like(sure)
    for half in (0, 1):
        curve = isotonic(sure[:, halves != half].ravel(), right[:, halves != half].ravel())
        told[:, halves == half] = np.interp(sure[:, halves == half], *curve)
    print(
        f"main topic: right {right.mean():.4f} (shared labels {right[:, readers == 'shared'].mean():.4f}, "
        f"own {right[:, readers == 'own'].mean():.4f}); one of the topics "
        f"{np.mean([every[np.arange(len(main)), f].mean() for f in found]):.4f}; "
        f"ece {expected_error(told.ravel(), right.ravel()):.4f} (curve from the other half)"
    )
    others, hits = [], []
    for seed in range(margins.shape[0]):
        for row in range(len(main)):
            for topic in range(number):
                if topic != found[seed, row]:
                    others.append(margins[seed, row, number + topic])
                    hits.append(every[row, topic])
    other_curve = isotonic(np.array(others), np.array(hits))
    shared = readers == "shared"
    for least in (0.3, 0.38, LEAST_OTHER, 0.55):
        print(
            f"all topics, further ones from {least:.2f}: micro-F1 "
            f"{micro_f1(margins, found, every, other_curve, least):.4f}, shared labels "
            f"{micro_f1(margins[:, shared], found[:, shared], every[shared], other_curve, least):.4f}"
        )
    return {
        "main_curve": isotonic(sure.ravel(), right.ravel()),
        "other_curve": other_curve,
        "least_other": LEAST_OTHER,
    }


def micro_f1(
    margins: np.ndarray, found: np.ndarray, every: np.ndarray, curve: np.ndarray, least: float
) -> float:
    number = len(TOPICS)
    same = told = 0
    for seed in range(margins.shape[0]):
        scores = np.interp(margins[seed, :, number:], *curve)
        scores[np.arange(len(every)), found[seed]] = 2.0
        third = np.sort(scores, axis=1)[:, -3]
        chosen = (scores >= least) & (scores >= third[:, None])
        same += (chosen & every).sum()
        told += chosen.sum()
    return 2 * same / (told + margins.shape[0] * every.sum())


def second_curve(results: list[tuple[float, bool]]) -> tuple[np.ndarray, float]:
    shares, right = np.array([share for share, _ in results]), np.array([hit for _, hit in results])
    return isotonic(shares, right), 0.5


def isotonic(values: np.ndarray, right: np.ndarray, points: int = 24) -> np.ndarray:
    """A rising curve as two rows (values, probabilities), smoothed to a few points, kept off 0 and 1."""
    model = IsotonicRegression(out_of_bounds="clip").fit(values, right.astype(float))
    at = np.unique(np.quantile(values, np.linspace(0.005, 0.995, points)))
    width = (at[-1] - at[0]) / points
    smooth = [model.predict(np.linspace(value - width, value + width, 9)).mean() for value in at]
    return np.array([at, np.clip(np.maximum.accumulate(smooth), 0.005, 0.985)])


def expected_error(scores: np.ndarray, right: np.ndarray) -> float:
    bins = np.minimum((scores * 10).astype(int), 9)
    return float(sum(abs(scores[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(scores))


if __name__ == "__main__":
    main()
