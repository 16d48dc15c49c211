"""Names in columns: a token a line, tags B- I- O (IOB2), also IOB1, BIOES, or labels without a prefix.

Read are GermEval 2014 (outer names; derived words and parts of words are no names), CoNLL 2003, LER and the like; the
labels of each are mapped to PER LOC ORG MISC. Only the model runs, over the given tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from presselese.gold.files import Fault, FaultyInput, paths, read_text
from presselese.gold.releases import LABELS
from presselese.gold.tally import Metric, Scored, f1, precision, recall

if TYPE_CHECKING:
    from presselese.gold.models import Models

SUFFIXES = (".tsv", ".tsv.xz", ".conll", ".conll.xz", ".iob2", ".iob2.xz", ".iob", ".bio")

_SAME = {
    "PER": ("PER", "PERSON", "RR", "AN"),
    "LOC": ("LOC", "LD", "ST", "STR", "LDS"),
    "ORG": ("ORG", "UN", "INN", "GRT"),
    "MISC": ("MISC", "OTH", "MRK"),
}
LABEL_OF: dict[str, str | None] = {
    **{name: label for label, names in _SAME.items() for name in names},
    **dict.fromkeys(("GS", "VO", "EUN", "VS", "VT", "RS", "LIT")),
}
"""The label that a name of a corpus has here; None for what is no name here (the legal references of LER)."""

_PREFIXED = re.compile(r"([BIESLUM])-(.+)")
_DERIVED = re.compile(r"(deriv|part)$")
_NOTHING = frozenset({"O", "_", "-"})

METRICS: dict[str, Metric] = {}
for _name, _labels in (("entities", LABELS), *((f"entities.{label}", (label,)) for label in LABELS)):
    METRICS[f"{_name}.f1"] = f1(*_labels)
    METRICS[f"{_name}.precision"] = precision(*_labels)
    METRICS[f"{_name}.recall"] = recall(*_labels)

Name = tuple[int, int, str]


@dataclass
class Sentence:
    """Words and names (first word, word behind the last, label)."""

    file: str
    line: int
    words: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    @property
    def id(self) -> str:
        digest = sha256("\n".join(self.words).encode("utf-8", "surrogatepass")).hexdigest()
        return f"{digest[:8]} {self.file}:{self.line}"


def scored(path: Path, models: Models) -> list[Scored]:
    """Strict names of every sentence."""
    sentences = sorted(read(path), key=lambda sentence: sentence.id)
    nlp = models.bare
    docs = models.run(nlp, (Doc(nlp.vocab, words=sentence.words) for sentence in sentences))
    return [
        score(sentence, [(name.start, name.end, name.label_) for name in doc.ents])
        for sentence, doc in zip(sentences, docs, strict=True)
    ]


def score(sentence: Sentence, names: Sequence[Name]) -> Scored:
    """Names with the same words and label."""
    starts, at = [], 0
    for word in sentence.words:
        starts.append(at)
        at += len(word) + 1
    out = Scored(sentence.id, " ".join(sentence.words))
    wanted, found = set(sentence.names), {name for name in names if name[2] in LABELS}
    for label in LABELS:
        gold_of, found_of = ({name for name in some if name[2] == label} for some in (wanted, found))
        out.count(label, len(gold_of & found_of), len(found_of), len(gold_of))
    for kind, missing in (("missed", wanted - found), ("wrong", found - wanted)):
        for start, end, label in sorted(missing):
            span = (starts[start], starts[end - 1] + len(sentence.words[end - 1]))
            text = out.text[slice(*span)]
            out.error("entities", label, kind, span, *((text, "") if kind == "missed" else ("", text)))
    return out


def read(path: Path) -> list[Sentence]:
    """All sentences of the files of a path. Raises FaultyInput for lines without a tag and for unknown labels."""
    sentences: list[Sentence] = []
    faults: list[Fault] = []
    for file in paths(path, SUFFIXES):
        try:
            sentences += _sentences(file)
        except FaultyInput as error:
            faults += error.faults
    if faults:
        raise FaultyInput(faults)
    return sentences


def _sentences(file: Path) -> list[Sentence]:
    rows = list(_rows(read_text(file)))
    token_column, tag_column = _columns(file, [cells for _, cells in rows if cells])
    out: list[Sentence] = []
    tags: list[str] = []
    faults = []
    sentence: Sentence | None = None
    for line, cells in [*rows, (0, [])]:
        if not cells:
            if sentence:
                sentence.names = list(names_of_tags(tags))
                out.append(sentence)
            sentence, tags = None, []
        elif len(cells) <= tag_column or not _is_tag(cells[tag_column]) or not cells[token_column].strip():
            found = "\t".join(cells)[:60]
            expected = f"a token, and a tag in column {tag_column + 1}: O, or one of {' '.join(LABEL_OF)}, with B- or I-"
            faults.append(Fault(str(file), line, "", repr(found), expected))
        else:
            sentence = sentence or Sentence(file.name, line)
            sentence.words.append(cells[token_column])
            tags.append(cells[tag_column])
    if faults:
        raise FaultyInput(faults)
    return out


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each line; empty between sentences, comments left out."""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip() or cells[0] == "-DOCSTART-":
            yield number, []
        elif not (line.startswith("#") and not any(map(_is_tag, cells[1:]))):
            yield number, cells


def _columns(file: Path, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Which column holds the token and which the names: the first one behind it with nothing but known tags."""
    if not rows:
        raise FaultyInput([Fault(str(file), 0, "", "no tokens", "a token and its tag on each line")])
    width = min(map(len, rows))
    token = 1 if width >= 3 and rows[0][0] == "1" and all(row[0].isdigit() for row in rows) else 0
    for column in range(token + 1, width):
        if all(_is_tag(row[column]) for row in rows):
            return token, column
    return token, token + 1 if token else max(width - 1, 1)


def _is_tag(cell: str) -> bool:
    return cell in _NOTHING or _label(cell)[1] in LABEL_OF


def _label(tag: str) -> tuple[str, str]:
    """Prefix and label of the corpus, without its ending for derived words."""
    match = _PREFIXED.fullmatch(tag)
    prefix, label = match.groups() if match else ("I", tag)
    return prefix, _DERIVED.sub("", label)


def names_of_tags(tags: Sequence[str]) -> Iterator[Name]:
    """Names of a sentence's tags, whether every name begins with B-, only the one behind another, or none."""
    start, kind = 0, ""
    closed = True
    for at, tag in enumerate([*tags, "O"]):
        match = _PREFIXED.fullmatch(tag)
        prefix, label = match.groups() if match else ("I", tag)
        nothing = tag in _NOTHING
        if kind and (nothing or label != kind or prefix in "BSU" or closed):
            mapped = None if _DERIVED.search(kind) else LABEL_OF[kind]
            if mapped:
                yield start, at, mapped
            kind = ""
        if not nothing and not kind:
            start, kind = at, label
        closed = prefix in "ESLU"
