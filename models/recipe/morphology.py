"""Features for the treebank part that has none, where lexicon, trees and prepositions leave no doubt.

GSD's training part has trees but no features. A full-form lexicon knows the gender of most nouns; the relation or the
preposition fixes many cases; articles and adjectives agree with their noun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from recipe import corpora
from recipe.corpora import OPEN, Passage

CASE = {"NOM": "Nom", "GEN": "Gen", "DAT": "Dat", "AKK": "Acc"}
NUMBER = {"SIN": "Sing", "PLU": "Plur"}
GENDER = {"MAS": "Masc", "FEM": "Fem", "NEU": "Neut"}
DEGREE = {"GRU": "Pos", "KOM": "Cmp", "SUP": "Sup"}
MOOD = {"PRÄ": "Ind", "PRT": "Ind", "KJ1": "Sub", "KJ2": "Sub"}
TENSE = {"PRÄ": "Pres", "PRT": "Past", "KJ1": "Pres", "KJ2": "Past"}
CASE_OF_RELATION = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc"}
CASE_OF_PREPOSITION = {
    **dict.fromkeys(
        (
            "mit",
            "von",
            "vom",
            "bei",
            "beim",
            "aus",
            "nach",
            "seit",
            "zu",
            "zum",
            "zur",
            "im",
            "am",
            "laut",
            "gegenüber",
        ),
        "Dat",
    ),
    **dict.fromkeys(("für", "durch", "gegen", "ohne", "um", "ins", "ans"), "Acc"),
}
GENITIVE_ARTICLES = frozenset(("des", "der", "eines", "einer", "dieses", "dieser"))
NOMINAL = frozenset(("NOUN", "PROPN"))


class Lexicon:
    """LanguageTool's analyses of a form, as sets of tags."""

    def __init__(self, data: Path) -> None:
        folder = data / "lexicon/languagetool_de"
        with corpora.opened(folder / "tagsets.tsv") as lines:
            tags = {
                number: rest.split("|")
                for number, _, rest in (line.rstrip("\n").split("\t") for line in lines)
            }
        self.tags: defaultdict[str, set[str]] = defaultdict(set)
        with corpora.opened(folder / "forms.tsv.xz") as lines:
            for line in lines:
                form, _, number = line.rstrip("\n").split("\t")
                self.tags[form].update(tags[number])

    def features(self, word: str, upos: str) -> dict[str, str]:
        if upos == "NOUN":
            parts = [tag.split(":") for tag in self.tags.get(word, ()) if tag.startswith("SUB:")]
            found = {
                "Case": {p[1] for p in parts},
                "Number": {p[2] for p in parts},
                "Gender": {p[3] for p in parts if len(p) > 3},
            }
            return {
                **only("Case", found["Case"], CASE),
                **only("Number", found["Number"], NUMBER),
                **only("Gender", found["Gender"], GENDER),
            }
        tags = self.tags.get(word) or self.tags.get(word.lower()) or set()
        if upos == "ADJ":
            return only(
                "Degree",
                {p for tag in tags if tag.startswith(("ADJ", "PA")) for p in tag.split(":") if p in DEGREE},
                DEGREE,
            )
        if upos in ("VERB", "AUX"):
            parts = [tag.split(":") for tag in tags if tag.startswith("VER:")]
            finite = [p for p in parts if len(p) > 3 and p[3] in MOOD]
            if parts and len(finite) == len(parts):
                forms = {p[3] for p in finite}
                return {
                    "VerbForm": "Fin",
                    **only("Number", {p[2] for p in finite}, NUMBER),
                    **only("Tense", {TENSE[f] for f in forms}, {t: t for t in TENSE.values()}),
                    **only("Mood", {MOOD[f] for f in forms}, {m: m for m in MOOD.values()}),
                }
        return {}


def only(attribute: str, found: set[str], names: dict[str, str]) -> dict[str, str]:
    """The attribute, if there is one value and no other."""
    return {attribute: names[next(iter(found))]} if len(found) == 1 and found <= names.keys() else {}


def add_certain_features(sentences: Iterable[Passage], lexicon: Lexicon) -> None:
    """Sets `feats` of each token to what is certain; `OPEN` says that the rest is unknown."""
    for passage in sentences:
        known = [lexicon.features(w, t.upos) for w, t in zip(passage.words, passage.syntax, strict=True)]
        children = defaultdict(list)
        for i, token in enumerate(passage.syntax):
            children[token.head].append(i)
        for i, token in enumerate(passage.syntax):
            if token.upos in NOMINAL:
                case = _case(passage, i, children[i])
                if case and known[i].get("Case", case) == case:
                    known[i]["Case"] = case
                for child in children[i]:
                    if passage.syntax[child].dep in ("det", "amod"):
                        known[child] |= {a: known[i][a] for a in ("Case", "Number") if a in known[i]}
        for token, features in zip(passage.syntax, known, strict=True):
            token.feats = "|".join([OPEN, *(f"{a}={v}" for a, v in sorted(features.items()))])


def _case(passage: Passage, noun: int, children: list[int]) -> str | None:
    prepositions = [passage.words[c].lower() for c in children if passage.syntax[c].dep == "case"]
    if prepositions:
        return CASE_OF_PREPOSITION.get(prepositions[0])
    relation = passage.syntax[noun].dep
    if relation == "nmod" and any(
        passage.syntax[c].dep == "det" and passage.words[c] in GENITIVE_ARTICLES for c in children
    ):
        return "Gen"
    return CASE_OF_RELATION.get(relation)
