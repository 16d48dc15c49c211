"""Step 4: score a package on the dev parts, and calibrate the scores of its names. Run step 3 again after it.

python -m recipe.score --data ../../shared/data --model de_presse_md/de_presse_md --out work/md/facts.json
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from sklearn.isotonic import IsotonicRegression
from spacy.language import Language
from spacy.tokens import Doc

from presselese.model.naming import SCORES
from recipe import corpora
from recipe.corpora import Passage
from recipe.examples import features, joined
from recipe.package import GUIDELINES

LABELS = ("PER", "LOC", "ORG", "MISC")
KNOTS = 12


def doc_of(nlp: Language, passage: Passage) -> Doc:
    """A Doc of a passage's own tokens, with line ends as white space tokens."""
    words: list[str] = []
    for word, line_end in zip(passage.words, passage.line_end, strict=True):
        words += ["\n\n", word] if line_end and words else [word]
    return Doc(nlp.vocab, words=words)


def syntax_scores(nlp: Language, sentences: Sequence[Passage]) -> dict[str, float]:
    """Gold tokens, a sentence a Doc; a contraction does not count for lemmas."""
    right = dict.fromkeys(("pos_acc", "tag_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las"), 0)
    total = lemmas = 0
    for passage in sentences:
        doc = nlp(doc_of(nlp, passage))
        for token, gold in zip(doc, passage.syntax, strict=True):
            total += 1
            right["pos_acc"] += token.pos_ == gold.upos
            right["tag_acc"] += token.tag_ == gold.xpos
            right["morph_acc"] += token.morph.to_dict() == features(gold.feats)
            arc = token.head.i == gold.head
            right["dep_uas"] += arc
            right["dep_las"] += arc and token.dep_ == gold.dep
            if not gold.contracted:
                lemmas += 1
                right["lemma_acc"] += token.lemma_ == gold.lemma
    return {
        name: round(count / (lemmas if name == "lemma_acc" else total), 4) for name, count in right.items()
    }


def start_score(nlp: Language, sentences: Sequence[Passage]) -> float:
    """F1 of sentences, five of the treebank in a row without a line end."""
    right = found = gold = 0
    for at in range(0, len(sentences) - 4, 5):
        some = joined(sentences[at : at + 5], 0.0, random.Random(0))
        doc = nlp(doc_of(nlp, some))
        begins = [i for i, start in enumerate(some.starts) if start]
        wanted = set(zip(begins, [*begins[1:], len(doc)], strict=True))
        got = {(s.start, s.end) for s in doc.sents}
        right, found, gold = right + len(wanted & got), found + len(got), gold + len(wanted)
    return round(2 * right / (found + gold), 4)


def name_scores(
    nlp: Language, passages: Sequence[Passage], guideline: str
) -> tuple[dict[str, float], list[tuple[float, bool]]]:
    """Strict F1, and for each name found its score and whether it is right."""
    pipe: Any = nlp.get_pipe("ner")
    before, pipe.guideline = pipe.guideline, guideline
    counts: dict[str, list[int]] = {label: [0, 0, 0] for label in ("all", *LABELS)}
    judged = []
    for passage in passages:
        doc = nlp(doc_of(nlp, passage))
        place = [i for i, token in enumerate(doc) if not token.is_space]
        gold = {(place[s], place[e - 1] + 1, label) for s, e, label in passage.names[guideline]}
        found = {(e.start, e.end, e.label_) for e in doc.ents}
        scores = doc.user_data[SCORES]
        judged += [
            (scores[f"{e.start_char}-{e.end_char}"], (e.start, e.end, e.label_) in gold) for e in doc.ents
        ]
        for label, count in counts.items():
            g, f = ({n for n in some if label in ("all", n[2])} for some in (gold, found))
            count[0], count[1], count[2] = count[0] + len(g & f), count[1] + len(f), count[2] + len(g)
    pipe.guideline = before
    return {label: round(2 * r / max(1, f + g), 4) for label, (r, f, g) in counts.items() if g}, judged


def calibration(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Points of a rising line from probability to the share that is right."""
    scores = np.array([s for s, _ in judged])
    fit = IsotonicRegression(y_min=0.02, y_max=0.99, out_of_bounds="clip").fit(
        scores, [float(right) for _, right in judged]
    )
    knots = np.unique(np.quantile(scores, np.linspace(0, 1, KNOTS)))
    return [(round(float(k), 4), round(float(v), 4)) for k, v in zip(knots, fit.predict(knots), strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", required=True, help="name or folder of a package")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    data = corpora.load(args.data)
    ner: Any = nlp.get_pipe("ner")
    ner.settings["calibration"] = {}
    scores: dict[str, Any] = {
        **syntax_scores(nlp, data.dev_syntax),
        "sents_f": start_score(nlp, data.dev_syntax),
    }
    points = {}
    for guideline in GUIDELINES:
        scores[f"ents_f {guideline}"], judged = name_scores(nlp, data.dev_names[guideline], guideline)
        points[guideline] = calibration(judged)
    args.out.write_text(json.dumps({"scores": scores, "calibration": points}, indent=1), encoding="utf-8")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
