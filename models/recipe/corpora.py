"""The corpora of `shared/data`, each read into passages: tokens with as many labels as the corpus has.

Nothing here reads a test part, nor a set that may not be learned from (UD LIT, the text of UD HDT, KRAUTS,
Wikinews quotations, the pages of the cleaning sets).
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import spacy
from spacy.tokens import Doc
from spacy.util import filter_spans

Name = tuple[int, int, str]
UNKNOWN = "_"
OPEN = "?"  # among features: those that are not named are unknown; as a value: this one is

SUBTYPES = {  # the treebanks name these differently; see treebank/SOURCE.txt
    "flat:name": "flat",
    "acl:relcl": "acl",
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "cc:preconj": "cc",
    "nsubj:outer": "nsubj",
}
LEMMAS = {  # the rebuilt training part has the lemmas of UD 2.1, the dev part today's
    ("DET", "dies"): "dieser",
    ("DET", "ander"): "anderer",
    ("DET", "jed"): "jeder",
    ("DET", "welch"): "welcher",
    ("DET", "solch"): "solcher",
    ("DET", "selb"): "selber",
}
SMARTDATA = {
    "person": "PER",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
    "location-route": "LOC",
    "organization": "ORG",
    "organization-company": "ORG",
}
LER = {
    **dict.fromkeys(("PER", "RR", "AN"), "PER"),
    **dict.fromkeys(("LD", "ST", "STR", "LDS"), "LOC"),
    **dict.fromkeys(("ORG", "UN", "INN", "GRT"), "ORG"),
    "MRK": "MISC",
}


@dataclass(slots=True)
class Syntax:
    """What a treebank says of a token; `_` where it says nothing. `head` is a place in the sentence, its own for the root."""

    upos: str = UNKNOWN
    xpos: str = UNKNOWN
    feats: str = UNKNOWN
    lemma: str = UNKNOWN
    head: int = -1
    dep: str = UNKNOWN
    contracted: bool = False  # im, zum: two words of the treebank


@dataclass(slots=True)
class Passage:
    """Some tokens of running text.

    `line_end[i]`: a line ends before token i. `starts[i]`: does a sentence start here (None: nobody knows)?
    `syntax` is empty where the corpus has none. `names`: guideline → names in token places; a guideline that is
    not there has not looked at the text.
    """

    words: list[str]
    line_end: list[bool]
    starts: list[bool | None]
    syntax: list[Syntax] = field(default_factory=list)
    names: dict[str, list[Name]] = field(default_factory=dict)


class MissingData(SystemExit):
    """A corpus is not where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"missing: {path} (the corpora are not part of the repository; give their folder with --data)"
        )


def opened(path: Path) -> TextIO:
    if not path.exists():
        raise MissingData(path)
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with opened(path) as lines:
        yield from map(json.loads, lines)


def blocks(path: Path) -> Iterator[list[list[str]]]:
    """The sentences of a file with a token a line: lists of columns."""
    block: list[list[str]] = []
    with opened(path) as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 1:
                if not columns[0] and block:
                    yield block
                    block = []
            elif not (columns[0] == "#" or columns[0].startswith("# ")):
                block.append(columns)
    if block:
        yield block


# Treebanks


def treebank(path: Path) -> list[Passage]:
    """The sentences of a CoNLL-U file, a contraction (`im`, `zum`) as one token."""
    return [_sentence(rows) for rows in blocks(path)]


def pud(path: Path) -> list[Passage]:
    """UD PUD: its XPOS is not STTS, and some features it leaves out or gives otherwise than GSD."""
    sentences = treebank(path)
    for token in (t for s in sentences for t in s.syntax):
        token.xpos = UNKNOWN
        pairs = [] if token.feats == UNKNOWN else token.feats.split("|")
        doubtful = (
            {"VerbForm", "Tense", "Voice"}
            if token.upos in ("VERB", "AUX")
            else {"Degree"}
            if token.upos == "ADV"
            else set()
        )
        token.feats = (
            "|".join(
                [p for p in pairs if p.split("=")[0] not in doubtful]
                + [f"{a}={OPEN}" for a in sorted(doubtful)]
            )
            or UNKNOWN
        )
    return sentences


def _sentence(rows: list[list[str]]) -> Passage:
    part_of: dict[int, tuple[int, int, str]] = {}
    for row in rows:
        if "-" in row[0]:
            begin, end = map(int, row[0].split("-"))
            part_of.update(dict.fromkeys(range(begin, end + 1), (begin, end, row[1])))
    words = {int(row[0]): row for row in rows if row[0].isdigit()}
    place: dict[int, int] = {}
    kept: list[tuple[str, list[str], bool]] = []
    for number, row in words.items():
        begin, end, form = part_of.get(number, (number, number, row[1]))
        if number == begin:
            # the part whose head lies outside speaks for the contraction
            speaks = next(words[n] for n in range(begin, end + 1) if not begin <= int(words[n][6]) <= end)
            kept.append((form, speaks, end > begin))
        place[number] = len(kept) - 1
    syntax = []
    for k, (_, row, contracted) in enumerate(kept):
        head = place[int(row[6])] if row[6] != "0" else k
        dep = "ROOT" if row[6] == "0" else SUBTYPES.get(row[7], row[7])
        lemma = LEMMAS.get((row[3], row[2]), row[2])
        syntax.append(Syntax(row[3], row[4], row[5], lemma, head, dep, contracted))
    return sentence([form for form, _, _ in kept], syntax=syntax)


def sentence(words: list[str], **labels: Any) -> Passage:
    starts: list[bool | None] = [True, *[False] * (len(words) - 1)]
    return Passage(words, [False] * len(words), starts, **labels)


def empirist(path: Path) -> list[Passage]:
    """Web pages with STTS tags; its lemmas and UPOS follow other rules than GSD's and are left out."""
    return [
        sentence([row[0] for row in rows], syntax=[Syntax(xpos=row[1]) for row in rows])
        for rows in blocks(path)
    ]


# Names


def germeval(path: Path) -> list[Passage]:
    """Sentences with outer names; OTH is MISC, derived words and parts of compounds are no names."""
    passages = []
    for rows in blocks(path):
        tags = [row[2].replace("OTH", "MISC") for row in rows]
        tags = ["O" if tag.endswith(("deriv", "part")) else tag for tag in tags]
        passages.append(sentence([row[1] for row in rows], names={"germeval": names_of(tags)}))
    return passages


def ler(path: Path) -> list[Passage]:
    passages = []
    for rows in blocks(path):
        tags = [row[1] for row in rows]
        mapped = [f"{tag[:2]}{LER[tag[2:]]}" if tag[2:] in LER else "O" for tag in tags]
        passages.append(sentence([row[0] for row in rows], names={"ler": names_of(mapped)}))
    return passages


def names_of(tags: Iterable[str]) -> list[Name]:
    """IOB2 tags as (start, end, label)."""
    names: list[Name] = []
    for i, tag in enumerate(tags):
        if tag[0] == "I" and names and names[-1][1:] == (i, tag[2:]):
            names[-1] = (names[-1][0], i + 1, tag[2:])
        elif tag[0] in "BI":
            names.append((i, i + 1, tag[2:]))
    return names


class Texts:
    """Running text with names by character, cut into tokens by spaCy's German tokenizer."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("de")

    def press(self, path: Path, without: frozenset[str] = frozenset()) -> list[Passage]:
        """A passage a release; `without`: ids of releases that are for measuring only."""
        return [
            self.passage(r["text"], "press", r["entities"])
            for r in json_lines(path)
            if r["id"] not in without
        ]

    def dfki(self, path: Path, guideline: str, seen: set[str] | None = None) -> list[Passage]:
        """SmartData and MobIE; texts in `seen` are left out, new ones are put in."""
        passages = []
        for record in json_lines(path):
            letters = "".join(c for c in record["text"].lower() if c.isalnum())
            if seen is not None:
                if letters in seen:
                    continue
                seen.add(letters)
            entities = [
                {**e, "label": SMARTDATA[e["label"]]} for e in record["entities"] if e["label"] in SMARTDATA
            ]
            passages.append(self.passage(record["text"], guideline, entities))
        return passages

    def pud(self, path: Path) -> list[Passage]:
        return [self.passage(r["text"], "pud", r["entities"]) for r in json_lines(path)]

    def passage(self, text: str, guideline: str, entities: list[dict[str, Any]]) -> Passage:
        doc = self.nlp.make_doc(text)
        found = (
            doc.char_span(e["start"], e["end"], label=e["label"], alignment_mode="expand") for e in entities
        )
        spans = filter_spans([span for span in found if span is not None])
        words, line_end, place = without_space(doc)
        names = [(place[s.start], place[s.end - 1] + 1, s.label_) for s in spans if s.text.strip()]
        return Passage(words, line_end, [None] * len(words), names={guideline: names})


def without_space(doc: Doc) -> tuple[list[str], list[bool], list[int]]:
    """Words, line ends before them, and the place of each token of the Doc among the words."""
    words: list[str] = []
    line_end: list[bool] = []
    place: list[int] = []
    ended = False
    for token in doc:
        place.append(len(words))
        if token.is_space:
            ended = ended or "\n" in token.text
            continue
        words.append(token.text)
        line_end.append(ended)
        ended = False
    return words, line_end, place


# All of them


@dataclass(frozen=True)
class Corpora:
    """What is learned from and what is measured on."""

    syntax: list[Passage]
    complete_syntax: list[Passage]  # with STTS, features and lemmas
    tags: list[Passage]
    names: dict[str, list[Passage]]
    dev_syntax: list[Passage]
    dev_names: dict[str, list[Passage]]


def load(data: Path) -> Corpora:
    """Every third sentence of GSD's dev part is measured on, the others are learned from.

    GSD's training part has neither STTS nor features and few lemmas of today's scheme: nobody else can teach them.
    """
    texts = Texts()
    examples = data.parent / "gold-examples"
    measured = frozenset(path.stem for path in examples.glob("*.json"))
    gsd_dev = treebank(data / "treebank/ud_gsd/dev.merged.conllu")
    seen: set[str] = set()
    for split in ("dev",):  # nothing of the dev parts is learned from
        texts.dfki(data / f"ner/smartdata/smartdata.{split}.jsonl", "smartdata", seen)
        texts.dfki(data / f"ner/mobie/mobie.{split}.jsonl", "mobie", seen)
    return Corpora(
        syntax=treebank(data / "treebank/ud_gsd/train.reconstructed.conllu.xz"),
        complete_syntax=[
            *(s for i, s in enumerate(gsd_dev) if i % 3),
            *pud(data / "treebank/ud_pud/de_pud.shared.conllu"),
        ],
        tags=[
            p
            for part in ("web", "cmc")
            for p in empirist(data / f"treebank/empirist/empirist.{part}.train.tsv")
        ],
        names={
            "press": texts.press(data / "ner/press/press.train.jsonl", measured),
            "germeval": germeval(data / "ner/germeval2014/NER-de-train.tsv.xz"),
            "smartdata": texts.dfki(data / "ner/smartdata/smartdata.train.jsonl", "smartdata", seen),
            "mobie": texts.dfki(data / "ner/mobie/mobie.train.jsonl", "mobie", seen),
            "pud": texts.pud(data / "ner/uner_pud/uner_pud.train.jsonl"),
            "ler": ler(data / "ner/ler/ler.train.tsv.xz")[::8],
        },
        dev_syntax=gsd_dev[::3],
        dev_names={
            "press": texts.press(data / "ner/press/press.dev.jsonl"),
            "germeval": germeval(data / "ner/germeval2014/NER-de-dev.tsv"),
            "smartdata": texts.dfki(data / "ner/smartdata/smartdata.dev.jsonl", "smartdata"),
        },
    )


def all_training_passages(data: Path) -> Iterator[Passage]:
    corpora = load(data)
    for part in (corpora.syntax, corpora.complete_syntax, corpora.tags, *corpora.names.values()):
        yield from part
