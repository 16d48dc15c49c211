"""`presselese_ner`: names as the guideline has it that the setting names.

Each guideline (`press` is this project's own, `germeval` that of GermEval 2014, `smartdata` that of the DFKI) has an
output layer of its own in the network. The score of a name (`doc.user_data["presselese_ner_scores"]`, by
`"start-end"` in characters) is calibrated on releases that nothing was learned from: of the names with score s a share
of s is right.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from presselese.model.abbreviations import abbreviations
from presselese.model.labelled import Labelled
from presselese.model.names import best_names, name_tags
from presselese.model.outputs import Array, Words, take, words_left

SCORES = "presselese_ner_scores"

Name = tuple[int, int, str, float]


@Language.factory(
    "presselese_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"guideline": "press"},
)
def make_ner(nlp: Language, name: str, guideline: str) -> NameFinder:
    return NameFinder(name, guideline)


class NameFinder(Labelled):
    """Settings: `labels`; `guidelines`: name → its labels, in the network's order; `calibration`: name → points
    (probability, share right); `whole`: name → what belongs to a place (see `completed`).
    """

    def __init__(self, name: str, guideline: str = "press") -> None:
        super().__init__(name)
        self.guideline = guideline

    def prepare(self) -> None:
        if self.guideline not in self.settings["guidelines"]:
            known = ", ".join(self.settings["guidelines"])
            raise ValueError(
                f"{self.name}: guideline {self.guideline!r} is not in this model, which has: {known}"
            )

    def __call__(self, doc: Doc) -> Doc:
        words = words_left(doc, self.name)
        if words is None:
            return doc
        spans = []
        scores = {}
        if words.places:
            for start, end, label, sure in self._names(words, take(doc, "names")):
                span = Span(doc, words.places[start], words.places[end - 1] + 1, label=label)
                spans.append(span)
                scores[f"{span.start_char}-{span.end_char}"] = round(self._share_right(sure), 3)
        doc.set_ents(spans)
        doc.user_data[SCORES] = scores
        return doc

    def _names(self, words: Words, logits: Array) -> list[Name]:
        at = 0
        for guideline, labels in self.settings["guidelines"].items():
            tags = name_tags(labels)
            if guideline == self.guideline:
                break
            at += len(tags)
        segments = list(_segments(words))
        found = best_names(logits[:, at : at + len(tags)], tags, segments)
        found = [name for name in found if not _is_abbreviation(words.texts[name[0] : name[1]])]
        whole = self.settings["whole"].get(self.guideline)
        return completed(found, words.texts, segments, whole) if whole else found

    def _share_right(self, probability: float) -> float:
        points = self.settings["calibration"].get(self.guideline) or [(0.0, 0.0), (1.0, 1.0)]
        return float(np.interp(probability, [p for p, _ in points], [s for _, s in points]))


def completed(
    found: list[Name], texts: list[str], segments: list[tuple[int, int]], whole: dict[str, list[str]]
) -> list[Name]:
    """Places with what the guideline counts to them: a word `before` (Landkreis X), a known addition in brackets."""
    end_of = {i: end for start, end in segments for i in range(start, end)}
    begins = {start for start, _ in segments}
    names: list[Name] = []
    for start, end, label, sure in found:
        if names and start < names[-1][1]:
            continue  # now inside the name before it
        if label == "LOC":
            free = start not in begins and (not names or names[-1][1] < start)
            if free and texts[start - 1] in whole["before"]:
                start -= 1
            if end + 2 < end_of[start] and texts[end] == "(":
                stop = next((i for i in range(end + 2, min(end + 6, end_of[start])) if texts[i] == ")"), None)
                if (
                    stop
                    and f"{' '.join(texts[start:end])} ({' '.join(texts[end + 1 : stop])})"
                    in whole["bracketed"]
                ):
                    end = stop + 1
        names.append((start, end, label, sure))
    return names


def _is_abbreviation(texts: list[str]) -> bool:
    """`Ggf.` is no place, whatever stands at the beginning of a release."""
    return texts[0].lower() in abbreviations() and texts[1:] in ([], ["."])


def _segments(words: Words) -> Iterator[tuple[int, int]]:
    """Words without white space tokens between them: no name reaches over one."""
    start = 0
    for i in range(1, len(words.places)):
        if words.places[i] - words.places[i - 1] > 1:
            yield start, i
            start = i
    yield start, len(words.places)
