"""Printed conversations: paragraphs that open with who speaks and a colon, turn by turn.

    Redaktion: Frau Kolbe, wann öffnet das Bad?

    Ina Kolbe: Im Mai. Bis dahin streichen wir die Becken.

A name that opens two paragraphs, or one that answers a question, holds a conversation; so does who asks it. A turn is the
paragraph behind the colon.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from presselese.german.labels import FINITE
from presselese.quotes import speakers
from presselese.quotes.cast import Cast, Member
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading, Sentence

_LONGEST_LABEL = 6
"""Tokens before the colon."""


@dataclass(slots=True)
class _Turn:
    """A paragraph with a label: its colon, its first sentence, its characters behind the colon, whom the label names."""

    paragraph: int
    sentence: Sentence
    colon: int
    start: int
    end: int
    member: Member | None
    has_verb: bool

    def speaks(self, text: str) -> bool:
        return self.has_verb or text[self.end - 1] in ".!?…"

    def asks(self, text: str) -> bool:
        return text[self.end - 1] == "?"


def find(reading: Reading, cast: Cast) -> list[Finding]:
    """The turns of a conversation, a quote each."""
    labelled = _labelled(reading, cast)
    by_paragraph = {turn.paragraph: turn for turn in labelled}
    turns_of = Counter(id(turn.member) for turn in labelled if turn.member is not None)
    holding: list[_Turn] = []
    for turn in labelled:
        before = by_paragraph.get(turn.paragraph - 1)
        answers = before is not None and before.asks(reading.text)
        if turn.member is not None and (answers or turns_of[id(turn.member)] > 1):
            holding.append(turn)
    answered = {turn.paragraph - 1 for turn in holding}
    asking = [
        turn
        for turn in labelled
        if turn.member is None and turn.asks(reading.text) and turn.paragraph in answered
    ]
    if len(holding) + len(asking) < 2:
        return []
    return [_finding(turn) for turn in holding + asking if turn.speaks(reading.text)]


def _finding(turn: _Turn) -> Finding:
    finding = Finding("direct", [(turn.start, turn.end)], "direct-turn", 0.8, turn.sentence.index)
    finding.phrase = (turn.sentence.first, turn.colon)
    finding.frame = (turn.sentence.first, turn.colon + 1)
    return finding


def _labelled(reading: Reading, cast: Cast) -> list[_Turn]:
    """The paragraphs of the body that open with a short label and a colon."""
    grammar = reading.grammar
    called: dict[str, Member] = {}
    for person in cast.persons:
        for name in (person.name, person.family):
            called.setdefault(name, person)
    out: list[_Turn] = []
    for index, sentence in enumerate(reading.sentences):
        opens = index == 0 or reading.sentences[index - 1].paragraph != sentence.paragraph
        if not opens or sentence.zone != "body":
            continue
        near = range(sentence.first + 1, min(sentence.end - 1, sentence.first + _LONGEST_LABEL + 1))
        colon = next((token for token in near if grammar.text[token] == ":"), None)
        if colon is None or not reading.text[grammar.end[colon] : grammar.end[colon] + 1].isspace():
            continue
        last = index
        while (
            last + 1 < len(reading.sentences) and reading.sentences[last + 1].paragraph == sentence.paragraph
        ):
            last += 1
        start, end = reading.characters(colon + 1, reading.sentences[last].end)
        if start >= end:
            continue
        has_verb = any(
            grammar.tag[token] in FINITE for token in range(colon + 1, reading.sentences[last].end)
        )
        member = _whom(reading, cast, called, sentence.first, colon)
        out.append(_Turn(sentence.paragraph, sentence, colon, start, end, member, has_verb))
    return out


def _whom(reading: Reading, cast: Cast, called: dict[str, Member], first: int, colon: int) -> Member | None:
    """The person whose name, and nothing else but a title, is the label."""
    for token in range(first, colon):
        place = speakers.person_at(reading, cast, token)
        if place is not None:
            return place.member if reading.token_span(place.start, place.end)[1] == colon else None
    return called.get(reading.words(first, colon))
