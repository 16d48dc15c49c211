"""From corpora to batches: passages joined and cut to windows, windows packed in rows, labels as numbers."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from presselese.model.edits import rule_for
from presselese.model.names import name_tags, tags_of
from presselese.model.pieces import PAD, Pieces, Window, cut, lay_out
from recipe.corpora import OPEN, UNKNOWN, Corpora, Passage, Syntax
from recipe.network import Shape

ROW = 192  # pieces in a row of a batch, and the longest window
NOTHING = -100  # a label that nobody knows
GUIDELINES = {
    "press": ["PER", "LOC", "ORG", "MISC"],
    "germeval": ["PER", "LOC", "ORG", "MISC"],
    "smartdata": ["PER", "LOC", "ORG"],
    "mobie": ["PER", "LOC", "ORG"],
    "pud": ["PER", "LOC", "ORG"],
    "ler": ["PER", "LOC", "ORG", "MISC"],
}
ENDS = frozenset((".", "!", "?", "…", ":", ";"))
CLOSING = frozenset(('"', "“", "”", "«", "»", "'", "‘", "’", "''", ")", "]"))

Draw = Callable[[random.Random], Iterator[Passage]]


# Passages


def joined(sentences: Sequence[Passage], line_ends: float, chance: random.Random) -> Passage:
    """One passage of some sentences; between two of them a line ends with this probability."""
    whole = Passage([], [], [])
    for passage in sentences:
        shift = len(whole.words)
        whole.words += passage.words
        whole.line_end += [bool(shift) and chance.random() < line_ends, *passage.line_end[1:]]
        whole.starts += passage.starts
        whole.syntax += [replace(t, head=t.head + shift if t.head >= 0 else -1) for t in passage.syntax]
        for guideline, names in passage.names.items():
            whole.names.setdefault(guideline, []).extend((s + shift, e + shift, x) for s, e, x in names)
    return whole


def part(passage: Passage, start: int, end: int) -> Passage:
    """Tokens start to end of a passage without syntax; names that the edge cuts are left out."""
    names = {
        g: [(s - start, e - start, x) for s, e, x in found if start <= s and e <= end]
        for g, found in passage.names.items()
    }
    line_end = [False, *passage.line_end[start + 1 : end]]
    return Passage(passage.words[start:end], line_end, [True, *passage.starts[start + 1 : end]], [], names)


def with_likely_starts(passage: Passage) -> Passage:
    """Where a text says nothing of its sentences: a line end begins one, a word after a word does not, a full stop stays open."""
    words = passage.words
    for i in range(1, len(words)):
        before = words[i - 1]
        if passage.line_end[i] or (before in ENDS - {":", ";"} and words[i][:1].isupper()):
            passage.starts[i] = True
        elif before not in ENDS and before not in CLOSING and not before.endswith("."):
            passage.starts[i] = False
    return passage


def sentence_groups(pool: Sequence[Passage], sizes: Sequence[int], line_ends: float) -> Draw:
    def draw(chance: random.Random) -> Iterator[Passage]:
        order = list(pool)
        chance.shuffle(order)
        at = 0
        while at < len(order):
            size = chance.choice(sizes)
            yield joined(order[at : at + size], line_ends, chance)
            at += size

    return draw


def text_windows(pool: Sequence[Passage], pieces: Pieces) -> Draw:
    """Windows of running texts, of another length each time."""

    def draw(chance: random.Random) -> Iterator[Passage]:
        windows = []
        for passage in pool:
            sizes = [len(pieces.of(word)) for word in passage.words]
            limit = chance.choice((64, 96, 128, ROW - 16, ROW - 16))
            windows += [part(passage, a, b) for a, b in cut(sizes, passage.words, passage.line_end, limit)]
        chance.shuffle(windows)
        yield from windows

    return draw


# Labels


def shape_of(corpora: Corpora, pieces: int, layers: int) -> Shape:
    """The labels that the corpora have; a lemma rule has to occur twice."""
    upos: Counter[str] = Counter()
    xpos: Counter[str] = Counter()
    deps: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    feats: defaultdict[str, set[str]] = defaultdict(lambda: {""})
    for passage in (*corpora.syntax, *corpora.complete_syntax, *corpora.tags):
        for word, token in zip(passage.words, passage.syntax, strict=True):
            upos[token.upos] += 1
            xpos[token.xpos] += 1
            deps[token.dep] += 1
            if token.lemma != UNKNOWN:
                rules[rule_for(word, token.lemma)] += 1
            for attribute, value in features(token.feats).items():
                if value != OPEN:
                    feats[attribute].add(value)
    return Shape(
        pieces=pieces,
        layers=layers,
        upos=sorted(x for x in upos if x != UNKNOWN),
        xpos=sorted(x for x in xpos if x != UNKNOWN),
        feats={attribute: sorted(values) for attribute, values in sorted(feats.items())},
        rules=[rule for rule, count in rules.most_common() if count >= 2],
        deps=sorted(x for x in deps if x != UNKNOWN),
        names={guideline: name_tags(labels) for guideline, labels in GUIDELINES.items()},
    )


def features(feats: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair) if feats != UNKNOWN else {}


def add_certain_tags(corpora: Corpora) -> int:
    """Give GSD's training part the STTS tags that word class and form, or word class and relation, leave no choice about.

    Learned from the part that has both: a pair must have occurred five times, with the same tag nearly always.
    """
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for passage in corpora.complete_syntax:
        for word, token in zip(passage.words, passage.syntax, strict=True):
            if token.xpos != UNKNOWN:
                for key in ((token.upos, word.lower()), (token.upos, f"<{token.dep}>")):
                    seen[key][token.xpos] += 1
    certain = {}
    for key, tags in seen.items():
        tag, count = tags.most_common(1)[0]
        if count >= 5 and count >= 0.98 * tags.total():
            certain[key] = tag
    given = 0
    for passage in corpora.syntax:
        for word, token in zip(passage.words, passage.syntax, strict=True):
            sure = certain.get((token.upos, word.lower())) or certain.get((token.upos, f"<{token.dep}>"))
            if sure:
                token.xpos = sure
                given += 1
    return given


@dataclass
class Numbers:
    """Labels as numbers, and where they are unknown `NOTHING`."""

    shape: Shape

    def __post_init__(self) -> None:
        self.upos = {x: i for i, x in enumerate(self.shape.upos)}
        self.xpos = {x: i for i, x in enumerate(self.shape.xpos)}
        self.deps = {x: i for i, x in enumerate(self.shape.deps)}
        self.rules = {x: i for i, x in enumerate(self.shape.rules)}
        self.feats = {a: {v: i for i, v in enumerate(values)} for a, values in self.shape.feats.items()}
        self.tags = {g: {t: i for i, t in enumerate(tags)} for g, tags in self.shape.names.items()}

    def token(self, word: str, token: Syntax) -> tuple[int, int, int, int]:
        rule = self.rules.get(rule_for(word, token.lemma), NOTHING) if token.lemma != UNKNOWN else NOTHING
        return (
            self.upos.get(token.upos, NOTHING),
            self.xpos.get(token.xpos, NOTHING),
            self.deps.get(token.dep, NOTHING),
            rule,
        )

    def features(self, feats: str) -> list[int]:
        known = features(feats)
        default = OPEN if feats.startswith(OPEN) else ""
        return [
            values.get(known.get(attribute, default), NOTHING) for attribute, values in self.feats.items()
        ]


# Batches


@dataclass
class Item:
    passage: Passage
    window: Window
    complete: bool  # are the features of its tokens known?
    soft: float = 0.0  # how much the names count under the press guideline, where another one was used
    soft_names: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Batch:
    ids: Tensor
    positions: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    start: Tensor
    upos: Tensor
    xpos: Tensor
    rule: Tensor
    features: Tensor  # [tokens with features, attributes]
    features_of: Tensor  # which tokens these are
    names: dict[str, Tensor]
    soft: Tensor  # weight of the press names of each token
    sentences: Tensor  # [sentences, length] tokens, padded with -1
    heads: Tensor  # [sentences, length] 0 root, 1 + place in the sentence
    label_of: Tensor  # tokens with a known relation
    label_head: Tensor  # their heads as tokens, -1 the root
    label: Tensor


def make_item(passage: Passage, pieces: Pieces, complete: bool) -> Item:
    return Item(passage, lay_out([pieces.of(word) for word in passage.words], passage.line_end), complete)


def fitting(passage: Passage, pieces: Pieces) -> bool:
    return 2 + sum(len(pieces.of(w)) for w in passage.words) + sum(passage.line_end) <= ROW


def packed(items: Iterator[Item], rows: int, numbers: Numbers) -> Iterator[Batch]:
    """Batches of `rows` rows filled with windows that do not see each other.

    A window that fits in no row waits for the next batch; when many wait, the batch is as full as it gets.
    """
    open_rows: list[list[Item]] = [[] for _ in range(rows)]
    room = [ROW] * rows
    waiting: list[Item] = []

    def placed(item: Item) -> bool:
        need = len(item.window.ids)
        fits = [r for r in range(rows) if room[r] >= need]
        if not fits:
            return False
        row = min(fits, key=lambda r: room[r])
        open_rows[row].append(item)
        room[row] -= need
        return True

    for item in items:
        if len(item.window.ids) > ROW or placed(item):
            continue
        waiting.append(item)
        if len(waiting) == 3 * rows:
            yield collated(open_rows, numbers)
            open_rows, room = [[] for _ in range(rows)], [ROW] * rows
            waiting = [item for item in sorted(waiting, key=lambda x: -len(x.window.ids)) if not placed(item)]


def collated(rows: list[list[Item]], numbers: Numbers) -> Batch:
    ids = torch.full((len(rows), ROW), PAD)
    positions = torch.zeros((len(rows), ROW), dtype=torch.long)
    segments = torch.zeros((len(rows), ROW), dtype=torch.long)
    first: list[int] = []
    last: list[int] = []
    starts: list[int] = []
    tokens: list[tuple[int, int, int, int]] = []
    feature_rows: list[list[int]] = []
    features_of: list[int] = []
    names: dict[str, list[int]] = {g: [] for g in numbers.tags}
    soft: list[float] = []
    sentences: list[list[int]] = []
    heads: list[list[int]] = []
    for r, row in enumerate(rows):
        at = 0
        for k, item in enumerate(row):
            passage, length = item.passage, len(item.window.ids)
            ids[r, at : at + length] = torch.tensor(item.window.ids)
            positions[r, at : at + length] = torch.arange(length)
            segments[r, at : at + length] = k + 1
            offset = len(first)
            first += [r * ROW + at + p for p in item.window.first]
            last += [r * ROW + at + p for p in item.window.last]
            at += length
            starts += [NOTHING if s is None else int(s) for s in passage.starts]
            size = len(passage.words)
            if passage.syntax:
                tokens += map(numbers.token, passage.words, passage.syntax)
                if item.complete:
                    feature_rows += [numbers.features(t.feats) for t in passage.syntax]
                    features_of += range(offset, offset + size)
                _add_trees(passage, offset, sentences, heads)
            else:
                tokens += [(NOTHING,) * 4] * size
            for guideline, known in names.items():
                found = passage.names.get(guideline)
                if found is None and guideline == "press" and item.soft:
                    found = item.soft_names
                known += (
                    [NOTHING] * size
                    if found is None
                    else [numbers.tags[guideline][t] for t in tags_of(size, found)]
                )
            soft += [item.soft or 1.0] * size
    length = max(map(len, sentences), default=0)
    columns = torch.tensor(tokens).reshape(-1, 4).T
    label_of = torch.tensor([t for s in sentences for t in s], dtype=torch.long)
    label_head = torch.tensor(
        [s[h - 1] if h else -1 for s, hs in zip(sentences, heads, strict=True) for h in hs], dtype=torch.long
    )
    return Batch(
        ids=ids,
        positions=positions,
        mask=(segments[:, :, None] == segments[:, None, :])[:, None],
        first=torch.tensor(first),
        last=torch.tensor(last),
        start=torch.tensor(starts),
        upos=columns[0],
        xpos=columns[1],
        rule=columns[3],
        features=torch.tensor(feature_rows, dtype=torch.long),
        features_of=torch.tensor(features_of, dtype=torch.long),
        names={g: torch.tensor(known) for g, known in names.items()},
        soft=torch.tensor(soft),
        sentences=torch.tensor([s + [-1] * (length - len(s)) for s in sentences], dtype=torch.long),
        heads=torch.tensor([h + [NOTHING] * (length - len(h)) for h in heads], dtype=torch.long),
        label_of=label_of,
        label_head=label_head,
        label=columns[2][label_of],
    )


def _add_trees(passage: Passage, offset: int, sentences: list[list[int]], heads: list[list[int]]) -> None:
    """The sentences of a passage as tokens of the batch, with the place of each head."""
    begins = [i for i, start in enumerate(passage.starts) if start]
    for begin, end in zip(begins, [*begins[1:], len(passage.words)], strict=True):
        if passage.syntax[begin].head < 0:
            continue
        sentences.append(list(range(offset + begin, offset + end)))
        heads.append(
            [
                0 if passage.syntax[i].head == i else passage.syntax[i].head - begin + 1
                for i in range(begin, end)
            ]
        )
