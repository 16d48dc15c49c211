"""The words of a Doc as plain lists: what the modules of this room read, fast and without white space."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.symbols import PROPN
from spacy.tokens import Doc

STOPS = frozenset(".!?")
_NUMBERED = re.compile(r"(\d{1,2}\.)([A-ZÄÖÜ][a-zäöüß]{3,})")

SIGNS = frozenset(":*_/")
ENDINGS = frozenset(("in", "innen", "r"))
"""What stands behind a sign that speaks of all genders, where the tokenizer parted it: `Kassenwart:in`, `Vorsitzende:r`."""
ABBREVIATED = frozenset(
    (
        "med",
        "phil",
        "jur",
        "rer",
        "nat",
        "pol",
        "habil",
        "theol",
        "Dr",
        "Prof",
        "Dipl",
        "stellv",
        "stv",
        "vgl",
        "bzw",
        "St",
        "ca",
    )
)
"""Words in front of a full stop that ends no sentence, where the tokenizer took it off."""


@dataclass(slots=True)
class Text:
    """Words with their offsets into `text`; `sentence[i]` is the number of the sentence of word i.

    Sentences end at `.`, `!`, `?` and at an empty line: finer than any parser where it matters here, since a role and
    its person never stand in two of them. `paragraph[i]` is the number of the paragraph.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    proper: list[bool] = field(default_factory=list)
    """Whether the model takes the word for a proper noun."""

    @classmethod
    def of(cls, doc: Doc) -> Text:
        out = cls(doc.text)
        sentence = paragraph = 0
        ended = False
        for token in doc:
            word = token.text
            if word.isspace():
                if word.count("\n") > 1:
                    paragraph += 1
                    ended = True
                continue
            if ended:
                sentence += 1
                ended = False
            start = token.idx
            if word == "." and out.ends and out.ends[-1] == start and _abbreviated(out.words[-1]):
                out.words[-1] += "."
                out.lower[-1] += "."
                out.ends[-1] += 1
                continue
            if word in ENDINGS and out._takes_ending(start):
                out._join_last(word)
                continue
            for piece in _pieces(word):
                out.words.append(piece)
                out.lower.append(piece.lower())
                out.starts.append(start)
                out.ends.append(start + len(piece))
                out.sentence.append(sentence)
                out.paragraph.append(paragraph)
                out.proper.append(token.pos == PROPN)
                start += len(piece)
            if word in STOPS:
                ended = True
        return out

    def _takes_ending(self, start: int) -> bool:
        """Whether a word and a sign stand right in front of character `start`: `Kassenwart:` before `in`."""
        return (
            len(self.words) > 1
            and self.words[-1] in SIGNS
            and self.ends[-1] == start
            and self.ends[-2] == self.starts[-1]
            and self.words[-2].isalpha()
            and len(self.words[-2]) > 4
        )

    def _join_last(self, ending: str) -> None:
        """Make the last word, the sign behind it and an ending one word."""
        for values in (self.lower, self.sentence, self.paragraph, self.proper):
            values.pop()
        sign, end = self.words.pop(), self.ends.pop()
        self.starts.pop()
        self.words[-1] += sign + ending
        self.lower[-1] += sign + ending
        self.ends[-1] = end + len(ending)

    def __len__(self) -> int:
        return len(self.words)

    def first_at(self, offset: int) -> int:
        """The word that holds this character, or the next one."""
        return max(0, bisect_right(self.ends, offset))

    def last_at(self, offset: int) -> int:
        """One past the last word that begins before this character."""
        return bisect_left(self.starts, offset)

    def slice(self, first: int, last: int) -> str:
        """The text of the words first … last-1, white space as single blanks."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split()) if last > first else ""

    def sentence_start(self, at: int) -> int:
        return bisect_left(self.sentence, self.sentence[at])

    def sentence_end(self, at: int) -> int:
        return bisect_right(self.sentence, self.sentence[at])


def _pieces(word: str) -> tuple[str, ...]:
    """`2.Vorsitzende`, a number without its blank, as the two words that it is."""
    found = _NUMBERED.fullmatch(word) if word[0].isdigit() else None
    return (found[1], found[2]) if found else (word,)


def _abbreviated(word: str) -> bool:
    return word in ABBREVIATED or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) < 3)
