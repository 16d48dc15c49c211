"""One Doc prepared for reading: paragraphs, outer sentences, and what stands in quotation marks.

An outer sentence is a sentence in which a quotation counts as one word, however many stops it holds: `„Gut. Weiter
so!“, sagt sie.` is one. Sentence starts of the model are mended where marks, zones and paragraphs speak against them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from presselese.doc import get
from presselese.german.labels import FINITE, Grammar
from presselese.german.marks import Quotation, paragraph_breaks, quotations
from presselese.quotes.cues import lexicon
from presselese.record import CONTENT_ZONES

_YEAR_AND_STOP = re.compile(r"(?:19|20)\d\d\.")
"""`… seit dem 1. Januar 2023. Karin Lenz sagt`: the tokenizer takes the stop for that of an ordinal."""
_LONGEST = 800
"""Tokens after which a sentence is cut, so that text without stops costs no more than other text."""
_ENDS = frozenset(".!?…")
_MARKS = frozenset("„“”‟\"»«‚‘’‛'`´‹›") | {",,", "''"}
_CLOSING = frozenset({"$.", "$,", "$("})


@dataclass(slots=True)
class Block:
    """A quotation on the outermost level, in tokens: `first` is the opening mark, `end` follows the closing one."""

    index: int
    quotation: Quotation
    first: int
    end: int
    score: float = 0.0
    speech: bool = False
    rule: str = ""


@dataclass(slots=True)
class Sentence:
    """An outer sentence: tokens [first, end), the blocks in it, its paragraph and zone."""

    index: int
    first: int
    end: int
    paragraph: int
    zone: str
    blocks: list[Block] = field(default_factory=list)


_SURELY_FINITE = {
    **dict.fromkeys(
        ["sei", "seien", "habe", "wäre", "wären", "hätte", "hätten", "würde", "würden", "werde"], "VAFIN"
    ),
    **dict.fromkeys(
        [
            "könne",
            "müsse",
            "solle",
            "wolle",
            "dürfe",
            "möge",
            "könnte",
            "könnten",
            "müsste",
            "müssten",
            "dürfte",
            "dürften",
            "möchte",
            "möchten",
        ],
        "VMFIN",
    ),
}


def _mend_tags(grammar: Grammar) -> None:
    """Forms that can be nothing but finite verbs are, whatever the tagger took them for."""
    sure, adjectives = lexicon().surely_finite, lexicon().adjectives
    for token, form in enumerate(grammar.lower):
        tag = grammar.tag[token]
        if tag in FINITE and form in adjectives:
            grammar.tag[token] = "ADJD"
        if tag in FINITE or not tag:
            continue
        if form in _SURELY_FINITE and grammar.text[token] != form.capitalize():
            grammar.tag[token] = _SURELY_FINITE[form]
        elif form in sure and grammar.text[token] == form:
            grammar.tag[token] = "VVFIN"


class Reading:
    """A Doc as the rules see it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.grammar = Grammar(doc)
        self.count = len(self.grammar)
        _mend_tags(self.grammar)
        self.meta: dict[str, Any] = get(doc, "meta")
        self.paragraphs, self.zones = self._paragraphs()
        self.blocks = self._blocks()
        self.block_at: list[int] = [-1] * self.count
        for block in self.blocks:
            for token in range(block.first, block.end):
                self.block_at[token] = block.index
        self.sentences = self._sentences()
        self.sentence_firsts = [sentence.first for sentence in self.sentences]

    def token_at(self, position: int) -> int:
        """The token that holds or follows a character."""
        token = bisect_right(self.grammar.start, position) - 1
        if token >= 0 and position < self.grammar.end[token]:
            return token
        return token + 1

    def token_span(self, start: int, end: int) -> tuple[int, int]:
        """First token and end of the tokens that a stretch of characters touches."""
        return self.token_at(start), bisect_left(self.grammar.start, end)

    def characters(self, first: int, end: int) -> tuple[int, int]:
        """Offsets of the tokens [first, end), without white space at the edges."""
        while end > first and self.grammar.text[end - 1].isspace():
            end -= 1
        while first < end and self.grammar.text[first].isspace():
            first += 1
        if first >= end:
            return (self.grammar.start[first], self.grammar.start[first]) if first < self.count else (0, 0)
        return self.grammar.start[first], self.grammar.end[end - 1]

    def words(self, first: int, end: int) -> str:
        start, stop = self.characters(first, end)
        return self.text[start:stop]

    def sentence_of(self, token: int) -> Sentence:
        return self.sentences[max(0, bisect_right(self.sentence_firsts, token) - 1)]

    def _paragraphs(self) -> tuple[list[int], list[tuple[int, int, str]]]:
        """First characters of the paragraphs, and the content zones as (start, end, name)."""
        zones = sorted(
            (zone["start"], zone["end"], zone["zone"])
            for zone in get(self.doc, "zones")
            if zone.get("start") is not None and zone["zone"] in CONTENT_ZONES
        )
        starts = {0}
        for position in paragraph_breaks(self.text):
            while position < len(self.text) and self.text[position].isspace():
                position += 1
            starts.add(position)
        starts.update(start for start, _, _ in zones)
        return sorted(starts), zones

    def zone_at(self, position: int) -> str:
        place = bisect_right(self.zones, (position, len(self.text) + 1, "")) - 1
        if place >= 0 and position < self.zones[place][1]:
            return self.zones[place][2]
        return "body"

    def paragraph_at(self, position: int) -> int:
        return bisect_right(self.paragraphs, position) - 1

    def _blocks(self) -> list[Block]:
        blocks: list[Block] = []
        for found in quotations(self.text):
            if found.depth == 0:
                first, end = self.token_span(found.outer_start, found.outer_end)
                if first < end:
                    blocks.append(Block(len(blocks), found, first, end))
        return blocks

    def _sentences(self) -> list[Sentence]:
        starts = self._starts()
        sentences: list[Sentence] = []
        for index, first in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else self.count
            position = self.grammar.start[first]
            sentences.append(Sentence(index, first, end, self.paragraph_at(position), self.zone_at(position)))
        place = 0
        for block in self.blocks:
            while place + 1 < len(sentences) and sentences[place + 1].first <= block.first:
                place += 1
            sentences[place].blocks.append(block)
        return sentences

    def _starts(self) -> list[int]:
        """First tokens of the outer sentences."""
        grammar, text = self.grammar, self.grammar.text
        given = grammar.sentence_start
        has_sentences = sum(given) > 1 or self.count < 30
        paragraph_firsts = {self.token_at(start) for start in self.paragraphs}
        starts: list[int] = []
        previous = -1
        for token in range(self.count):
            if text[token].isspace():
                continue
            if previous < 0 or token in paragraph_firsts:
                inside = (
                    self.block_at[token] >= 0 and self.block_at[token] == self.block_at[token - 1]
                    if token
                    else False
                )
                if not inside and not self._frame_below(token, previous):
                    starts.append(token)
                    previous = token
                    continue
            if token - starts[-1] > _LONGEST:
                starts.append(token)
                previous = token
                continue
            block = self.block_at[token]
            if block >= 0 and self.blocks[block].first != token:
                previous = token
                continue
            last = text[previous]
            before = self.block_at[previous]
            if before >= 0 and before != block and self.blocks[before].end == previous + 1 and last in _MARKS:
                if self._starts_after_block(token, before):
                    starts.append(token)
            elif text[token] in _CLOSING or grammar.tag[token] in ("$,", "$."):
                pass
            elif block >= 0:
                if last in _ENDS or (given[token] and last not in (":", ",")):
                    starts.append(token)
            elif given[token] or (not has_sentences and last in _ENDS and text[token][0].isupper()):
                if last not in (",", ":", "(") and not (text[token][0].islower() and last not in _ENDS):
                    starts.append(token)
            elif (last in (".", "!", "?") or _YEAR_AND_STOP.fullmatch(last)) and text[token][0].isupper():
                starts.append(token)
            previous = token
        return starts or [0][: self.count]

    def _frame_below(self, token: int, previous: int) -> bool:
        """`„…“` and in the next paragraph `sagt X`: still the same sentence."""
        if previous < 0 or not (self.grammar.text[token][0].islower() or self.grammar.text[token] == ","):
            return False
        closing = previous - 1 if self.grammar.text[previous] == "," else previous
        return (
            closing >= 0
            and self.block_at[closing] >= 0
            and self.blocks[self.block_at[closing]].end == closing + 1
        )

    def _starts_after_block(self, token: int, before: int) -> bool:
        """After a closing mark: does a new sentence begin?"""
        quotation = self.blocks[before].quotation
        word = self.grammar.text[token]
        stopped = self.text[quotation.end - 1] in _ENDS
        if word[0].islower() or word[0] in ",.;:()-–—!?" or self.grammar.tag[token] in ("$,", "$."):
            return False
        if stopped:
            return True
        gap = self.text[quotation.outer_end : self.grammar.start[token]]
        return "\n" in gap or (self.block_at[token] >= 0 and bool(gap)) or self.grammar.sentence_start[token]
