"""The words of a Doc as plain lists: what the modules of this room read, fast and without white space."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.symbols import PROPN
from spacy.tokens import Doc

STOPS = frozenset(".!?")

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
            out.words.append(word)
            out.lower.append(word.lower())
            out.starts.append(start)
            out.ends.append(start + len(word))
            out.sentence.append(sentence)
            out.paragraph.append(paragraph)
            out.proper.append(token.pos == PROPN)
            if word in STOPS:
                ended = True
        return out

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


def _abbreviated(word: str) -> bool:
    return word in ABBREVIATED or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) < 3)
