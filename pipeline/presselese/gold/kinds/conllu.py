"""Trees in CoNLL-U: tags, heads, labels and lemmas of the given tokens.

A contraction that the treebank takes apart (`im` as `in dem`) is one token, with tag, head and label of its first part
whose head lies outside it; its lemma is not counted. Label subtypes that not all treebanks have are folded on both
sides (`SUBTYPES`). Punctuation counts. A value that the treebank leaves open (`_`) is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from presselese.gold.files import Fault, FaultyInput, paths, read_text
from presselese.gold.tally import Metric, Scored, accuracy

if TYPE_CHECKING:
    from presselese.gold.models import Models

SUFFIXES = (".conllu", ".conllu.xz")
SUBTYPES = {
    "flat:name": "flat",
    "acl:relcl": "acl",
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "cc:preconj": "cc",
    "nsubj:outer": "nsubj",
    "det:poss": "det",
}
METRICS: dict[str, Metric] = {name: accuracy(name) for name in ("upos", "uas", "las", "lemma")}


@dataclass
class Word:
    """A token: `head` is the position of its head in the sentence, its own for the root; None where nothing is known."""

    form: str
    lemma: str | None
    upos: str | None
    head: int | None
    label: str
    space: bool


@dataclass
class Sentence:
    file: str
    line: int
    words: list[Word] = field(default_factory=list)

    @property
    def id(self) -> str:
        digest = sha256(
            "\n".join(word.form for word in self.words).encode("utf-8", "surrogatepass")
        ).hexdigest()
        return f"{digest[:8]} {self.file}:{self.line}"


def scored(path: Path, models: Models) -> list[Scored]:
    """Tags, heads, labels and lemmas of every sentence."""
    sentences = sorted(read(path), key=lambda sentence: sentence.id)
    nlp = models.bare
    docs = (
        Doc(
            nlp.vocab,
            words=[word.form for word in sentence.words],
            spaces=[word.space for word in sentence.words],
        )
        for sentence in sentences
    )
    return [score(sentence, doc) for sentence, doc in zip(sentences, models.run(nlp, docs), strict=True)]


def score(sentence: Sentence, doc: Doc) -> Scored:
    """A Doc of the sentence's words against them."""
    out = Scored(sentence.id, doc.text)
    for word, token in zip(sentence.words, doc, strict=True):
        span = (token.idx, token.idx + len(token))
        checks = {
            "upos": (word.upos, token.pos_),
            "lemma": (word.lemma, token.lemma_),
            "uas": (word.head, token.head.i),
        }
        if word.head is not None:
            checks["las"] = (f"{word.head} {folded(word.label)}", f"{token.head.i} {folded(token.dep_)}")
        for name, (wanted, found) in checks.items():
            if wanted is None:
                continue
            out.count(name, wanted == found, 1, 1)
            if wanted != found and name != "las":
                shown = [
                    doc[value].text if isinstance(value, int) else str(value) for value in (wanted, found)
                ]
                out.error(name, word.upos or "", "value", span, *shown)
            elif wanted != found and word.head == token.head.i:
                out.error("label", folded(word.label), "value", span, folded(word.label), folded(token.dep_))
    return out


def folded(label: str) -> str:
    """A dependency label without the subtypes that not all treebanks have."""
    label = label.lower()
    return SUBTYPES.get(label, label)


def read(path: Path) -> list[Sentence]:
    """All sentences of the files of a path. Raises FaultyInput with every line that is not CoNLL-U."""
    sentences: list[Sentence] = []
    faults: list[Fault] = []
    for file in paths(path, SUFFIXES):
        rows: list[list[str]] = []
        first = 1
        for number, line in enumerate([*read_text(file).split("\n"), ""], 1):
            line = line.rstrip("\r")
            if line.startswith("#"):
                continue
            if line.strip():
                cells = line.split("\t")
                if len(cells) != 10:
                    faults.append(
                        Fault(str(file), number, "", f"{len(cells)} columns", "10 columns between tabs")
                    )
                else:
                    first = first if rows else number
                    rows.append(cells)
            elif rows:
                try:
                    sentences.append(Sentence(file.name, first, _words(rows)))
                except (ValueError, KeyError) as error:
                    faults.append(
                        Fault(str(file), first, "", f"a sentence with {error}", "ids and heads of its words")
                    )
                rows = []
    if faults:
        raise FaultyInput(faults)
    return sentences


def _words(rows: list[list[str]]) -> list[Word]:
    """Tokens of a sentence, contractions whole."""
    parts = {int(cells[0]): cells for cells in rows if cells[0].isdigit()}
    joined: dict[int, tuple[int, list[str]]] = {}
    for cells in rows:
        if "-" in cells[0]:
            start, end = map(int, cells[0].split("-"))
            joined |= dict.fromkeys(range(start, end + 1), (start, cells))
    position: dict[int, int] = {}
    tokens: list[list[int]] = []
    for number in parts:
        if number not in joined or joined[number][0] == number:
            tokens.append([])
        position[number] = len(tokens) - 1
        tokens[-1].append(number)
    words = []
    for at, numbers in enumerate(tokens):
        outside = next(
            (n for n in numbers if parts[n][6] == "_" or position.get(int(parts[n][6])) != at), numbers[0]
        )
        _, form, lemma, upos, _, _, head, label, _, misc = parts[outside]
        if numbers[0] in joined:
            form, misc = joined[numbers[0]][1][1], joined[numbers[0]][1][9]
            lemma = "_"
        words.append(
            Word(
                form,
                None if lemma == "_" and form != "_" else lemma,
                None if upos == "_" else upos,
                None if head == "_" else at if head == "0" else position[int(head)],
                label,
                "SpaceAfter=No" not in misc.split("|"),
            )
        )
    return words
