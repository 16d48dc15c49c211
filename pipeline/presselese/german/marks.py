"""Quotation marks and what they enclose, from left to right, whatever style or slip.

Styles: `„…“ „…" „…” "…" “…” ”…” »…« «…» ‚…‘ ‹…› ›…‹ ,,…'' ,,…’’`, nested, over several paragraphs, unclosed, with the wrong closer.
Every mark of a text is in the answer exactly once: it opens, it closes, or it is neither (an apostrophe, an inch, a
stray). Pairs never cross.

    marks = pair("„Gut“, sagt sie, „und neu.“")
    [(mark.start, mark.role, mark.partner) for mark in marks]
    # [(0, 'open', 1), (4, 'close', 0), (17, 'open', 3), (25, 'close', 2)]

A speech that goes on in the next paragraph may be closed there; a mark that nothing closes ends with its paragraph
(`Quotation.closed` is False).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close", "none"]

_MARK = re.compile(r",,(?=[A-ZÄÖÜa-zäöüß])|''|’’|‘‘|[„“”‟\"»«‚‘’‛'`´‹›]")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK = re.compile(r"\n\s*")
_DOUBLE = frozenset({"„", "“", "”", "‟", '"', "»", "«", ",,", "''", "’’", "‘‘"})
_ANGLE = {"»": "«", "«": "»", "›": "‹", "‹": "›"}
_OPENS_AFTER = frozenset(" \t\n\r\xa0\u2009\u202f([{-–—/:„“\"»«‚‘›‹'…_*|")
_CLOSES_BEFORE = frozenset(" \t\n\r\xa0\u2009\u202f)]},.;:!?-–—/“”\"»«‘’‹›'…_*|")
_REACH = 3_000
"""How far (characters) a speech may go on over paragraphs without a new opening mark."""

_LOOK_AHEAD = 9
"""How many marks a decision looks ahead, so that the walk stays linear."""


@dataclass(slots=True)
class Mark:
    """One quotation mark: `text[start:end]`; `partner` is the index of the other mark of its pair."""

    start: int
    end: int
    form: str
    role: Role = "none"
    partner: int | None = None


@dataclass(slots=True)
class Quotation:
    """What a pair of marks encloses: `text[start:end]` without marks, `text[outer_start:outer_end]` with them.

    `depth` is 0 for a quotation that stands in no other one; `single` says that it has single marks.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    depth: int
    single: bool
    closed: bool


def pair(text: str) -> list[Mark]:
    """All marks of a text in order, with role and partner. Linear in the length of the text."""
    marks = [Mark(match.start(), match.end(), match.group()) for match in _MARK.finditer(text)]
    if marks:
        _Pairing(text, marks).run()
    return marks


def quotations(text: str) -> list[Quotation]:
    """What stands in quotation marks, in order of the opening marks; unclosed ones end with their paragraph."""
    marks = pair(text)
    found: list[Quotation] = []
    ends: list[int] = []
    breaks = paragraph_breaks(text)
    for index, mark in enumerate(marks):
        if mark.role != "open":
            continue
        single = mark.form not in _DOUBLE
        if mark.partner is not None:
            closing = marks[mark.partner]
            end, outer_end, closed = closing.start, closing.end, True
        elif single:
            continue
        else:
            end = outer_end = _end_of_unclosed(text, marks, index, breaks)
            closed = False
        while ends and ends[-1] <= mark.start:
            ends.pop()
        start, end = _trim(text, mark.end, end)
        if start < end:
            found.append(Quotation(mark.start, start, end, max(outer_end, end), len(ends), single, closed))
            ends.append(outer_end)
    return found


def paragraph_breaks(text: str) -> list[int]:
    """Where paragraphs end: at blank lines, or at line ends where a text has no blank lines."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if not breaks:
        breaks = [match.start() for match in _LINE_BREAK.finditer(text)]
    return breaks


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _end_of_unclosed(text: str, marks: list[Mark], index: int, breaks: list[int]) -> int:
    """The paragraph's end, or the next opening mark on the same level if that comes first."""
    start = marks[index].end
    place = bisect_left(breaks, start)
    end = breaks[place] if place < len(breaks) else len(text)
    for following in marks[index + 1 : index + 1 + _LOOK_AHEAD]:
        if following.start >= end:
            break
        if following.role == "open" and (following.form in _DOUBLE or following.partner is not None):
            closing = marks[following.partner] if following.partner is not None else following
            crosses = closing.start >= end or any(
                mark.role == "open" and mark.form in _DOUBLE and following.end <= mark.start < closing.start
                for mark in marks[index + 1 : index + 1 + _LOOK_AHEAD]
            )
            if following.form in _DOUBLE or crosses:
                return following.start
    return end


class _Pairing:
    """One walk over the marks with a stack of the open ones."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        self.text, self.marks = text, marks
        self.stack: list[int] = []
        self.breaks = paragraph_breaks(text)
        self.guillemets_point_in = self._direction("»", "«")
        self.single_guillemets_point_in = self._direction("›", "‹")

    def run(self) -> None:
        next_break = 0
        for index, mark in enumerate(self.marks):
            while next_break < len(self.breaks) and self.breaks[next_break] <= mark.start:
                next_break += 1
                self._leave_paragraph(index)
            if mark.form in _DOUBLE:
                self._double(index)
            else:
                self._single(index)
        for open_mark in self.stack:
            if self.marks[open_mark].form not in _DOUBLE:
                self.marks[open_mark].role = "none"

    def _double(self, index: int) -> None:
        mark = self.marks[index]
        opener = self._open_double()
        opens, closes = self._opens(mark), self._closes(mark)
        if mark.form in ("„", ",,"):
            if opener is not None and closes and not opens:
                self._close(index, opener)
            else:
                self._open(index)
        elif mark.form in _ANGLE:
            inward = self.guillemets_point_in == (mark.form == "»")
            if opens and not closes:
                self._open(index)
            elif closes and not opens:
                self._close_or_none(index, opener)
            elif inward and (opener is None or self.marks[opener].form != mark.form):
                self._open(index)
            else:
                self._close_or_none(index, opener)
        elif mark.form in ("''", "’’", "‘‘"):
            self._close_or_none(index, opener)
        elif opener is None:
            if (
                opens
                or (mark.form == '"' and not closes)
                or (mark.form in '"“' and self._starts_speech(mark))
            ):
                self._open(index)
        elif mark.form == "“" and self.marks[opener].form in ("„", ",,"):
            self._close(index, opener)
        elif opens and not closes and (self.marks[opener].form != mark.form or self._will_close(index)):
            self._open(index)
        else:
            self._close(index, opener)

    def _single(self, index: int) -> None:
        mark = self.marks[index]
        opener = self._open_single()
        opens, closes = self._opens(mark), self._closes(mark)
        if mark.form in _ANGLE:
            if opener is not None and closes and not opens:
                self._close(index, opener)
            elif opens and not closes:
                self._open(index)
            elif opener is not None:
                self._close(index, opener)
        elif mark.form == "‚":
            if opens:
                self._open(index)
        elif opener is not None and closes and not (opens and not closes):
            self._close(index, opener)
        elif (
            mark.form in ("‘", "'", "`", "´", "‛")
            and opener is None
            and opens
            and not closes
            and self._single_closes(index)
        ):
            self._open(index)

    def _open(self, index: int) -> None:
        self.marks[index].role = "open"
        self.stack.append(index)

    def _close(self, index: int, opener: int) -> None:
        while self.stack[-1] != opener:
            self.marks[self.stack.pop()].role = "none"
        self.stack.pop()
        self.marks[index].role = "close"
        self.marks[index].partner, self.marks[opener].partner = opener, index

    def _close_or_none(self, index: int, opener: int | None) -> None:
        if opener is not None:
            self._close(index, opener)

    def _open_double(self) -> int | None:
        """The innermost open double mark; open single marks above it would be dropped by closing it."""
        return next((index for index in reversed(self.stack) if self.marks[index].form in _DOUBLE), None)

    def _open_single(self) -> int | None:
        if self.stack and self.marks[self.stack[-1]].form not in _DOUBLE:
            return self.stack[-1]
        return None

    def _leave_paragraph(self, index: int) -> None:
        """Keep open over a break only what the next double mark closes, near enough."""
        for mark in self.marks[index : index + _LOOK_AHEAD]:
            if mark.form not in _DOUBLE:
                continue
            near = bool(self.stack) and mark.start - self.marks[self.stack[0]].start <= _REACH
            if near and self._closes(mark) and not self._opens(mark) and mark.form not in ("„", ",,"):
                return
            break
        for opener in self.stack:
            if self.marks[opener].form not in _DOUBLE:
                self.marks[opener].role = "none"
        self.stack.clear()

    def _opens(self, mark: Mark) -> bool:
        """Looks like an opening mark: space, bracket or nothing before, a word after."""
        before = self.text[mark.start - 1] if mark.start else " "
        after = self.text[mark.end] if mark.end < len(self.text) else " "
        return before in _OPENS_AFTER and not after.isspace()

    def _closes(self, mark: Mark) -> bool:
        """Looks like a closing mark: a word or stop before, space, stop or nothing after."""
        before = self.text[mark.start - 1] if mark.start else " "
        after = self.text[mark.end] if mark.end < len(self.text) else " "
        return not before.isspace() and after in _CLOSES_BEFORE

    def _starts_speech(self, mark: Mark) -> bool:
        """Only space and a stop, a colon or nothing before, a capital after: here a speech begins."""
        before = self.text[max(0, mark.start - 4) : mark.start].rstrip()
        after = self.text[mark.end : mark.end + 2].lstrip()
        return (not before or before[-1] in ".!?:\n“”") and after[:1].isupper()

    def _will_close(self, index: int) -> bool:
        """A closing mark comes before the next opening one."""
        for mark in self.marks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if mark.form in _DOUBLE:
                return self._closes(mark) and not self._opens(mark)
        return False

    def _single_closes(self, index: int) -> bool:
        """A single mark is a quotation only if another one closes it soon, in the same line."""
        limit = self.text.find("\n", self.marks[index].end)
        limit = limit if limit >= 0 else len(self.text)
        for mark in self.marks[index + 1 : index + 1 + _LOOK_AHEAD]:
            if mark.start >= limit:
                return False
            if mark.form in ("’", "'", "‘", "`", "´") and self._closes(mark):
                return True
        return False

    def _direction(self, right: str, left: str) -> bool:
        """True for »…«: more `»` than `«` look like opening marks."""
        balance = 0
        for mark in self.marks:
            if mark.form in (right, left):
                opens, closes = self._opens(mark), self._closes(mark)
                if opens != closes:
                    balance += 1 if opens == (mark.form == right) else -1
        return balance >= 0
