"""Lists of demands after a colon: `Der Verein fordert:` and an item a line. Each item is an indirect quote."""

from __future__ import annotations

import re

from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import clauses
from presselese.quotes.cues import lexicon
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading, Sentence

_ITEM = re.compile(r"[^\S\n]*(?:[-–—•*·▪■►➢✓o]|\(?\d{1,2}[.)]|\(?[a-z][.)])[^\S\n]+")

_TOPICS = re.compile(
    r"(?:^|\w)(?:themen|thema|bereichen?|voraussetzungen|aufgaben|qualifikationen|unterlagen|stichworten?|schwerpunkten?)$",
    re.I,
)
"""What a list of nouns behind the colon is, other than demands."""


def find(reading: Reading, cast: Cast, direct: list[Finding]) -> list[Finding]:
    """Items of the lists that a demand with a colon announces."""
    out: list[Finding] = []
    for sentence in reading.sentences:
        last = sentence.end - 1
        while last > sentence.first and reading.grammar.text[last].isspace():
            last -= 1
        colon = reading.grammar.text[last] == ":"
        if not colon:
            colon_token = _inner_colon(reading, sentence)
            if colon_token is None:
                continue
            last = colon_token
        items = _items(reading, reading.grammar.end[last])
        if len(items) < 2:
            continue
        out.extend(_demands(reading, cast, sentence, last, items))
    return out


def _inner_colon(reading: Reading, sentence: Sentence) -> int | None:
    """A colon at the end of a line inside what the model took for one sentence."""
    grammar = reading.grammar
    for token in range(sentence.first, sentence.end - 1):
        if (
            grammar.text[token] == ":"
            and "\n" in reading.text[grammar.end[token] : grammar.start[token + 1] + 1]
        ):
            return token
    return None


def _items(reading: Reading, position: int) -> list[tuple[int, int]]:
    """Offsets of the list items that follow a position, a line each."""
    text = reading.text
    items: list[tuple[int, int]] = []
    while position < len(text):
        line_start = position
        while line_start < len(text) and text[line_start] in " \t\n\r\xa0":
            line_start += 1
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        match = _ITEM.match(text, line_start)
        if match is None or match.end() >= line_end:
            break
        start, end = match.end(), line_end
        while end > start and text[end - 1] in " \t\xa0.;,":
            end -= 1
        if end > start:
            items.append((start, end))
        position = line_end
    return items


def _demands(
    reading: Reading, cast: Cast, sentence: Sentence, colon: int, items: list[tuple[int, int]]
) -> list[Finding]:
    grammar = reading.grammar
    if _TOPICS.search(grammar.text[colon - 1]):
        return []
    parts = [part for part in clauses(reading, sentence) if part.first < colon]
    for verb in range(colon - 1, sentence.first - 1, -1):
        found = lexicon().find(grammar, verb, colon) if grammar.tag[verb].startswith("V") else None
        noun = lexicon().nouns.get(grammar.text[verb])
        demand = found is not None and "demand" in found.cue.senses
        if not demand and not (noun is not None and "demand" in noun.senses):
            continue
        clause = next((part for part in parts if part.first <= verb < part.end), None)
        if clause is None:
            continue
        if demand:
            phrase = speakers.of_verb(reading, cast, verb, clause, parts)
        else:
            phrase = _behind(reading, cast, verb, colon)
            if phrase is None and clause.finite:
                phrase = speakers.of_verb(reading, cast, clause.finite[0], clause, parts)
                if phrase and phrase[0] <= verb < phrase[1]:
                    phrase = None
        out = []
        for number, (start, end) in enumerate(items):
            token = min(reading.token_at(start), reading.count - 1)
            one = Finding("indirect", [(start, end)], "indirect-list", 0.75, reading.sentence_of(token).index)
            if number == 0:
                one.cue, one.phrase = verb, phrase
                one.row = found.cue if found else noun
                one.frame = (sentence.first, colon + 1)
            one.same_as_before = number > 0
            out.append(one)
        return out
    return []


def _behind(reading: Reading, cast: Cast, noun: int, end: int) -> tuple[int, int] | None:
    if noun + 1 < end and reading.grammar.lower[noun + 1] in ("der", "des", "von", "vom", "unserer"):
        skip = 2 if reading.grammar.lower[noun + 1] in ("von", "vom") else 1
        return speakers.after(reading, cast, noun + skip, end)
    return None
