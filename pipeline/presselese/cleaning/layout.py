"""Line ends: which of them the author meant, and which are only the edge of a page, a mail or a column.

Afterwards a line of the text is a line that was meant, and an empty line parts paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from presselese.cleaning.edits import Edit

WIDEST_WRAP = 132
"""No mail program or page breaks its lines later than this; longer lines are paragraphs."""

_BLANKS = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\n\r\x0b\x0c\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}][{_BLANKS}{_LINE_ENDS}]*")
_ONE_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_NO_BREAK_RUN = re.compile(f"\xa0{{3,}}[{_BLANKS}]*")
_BLANK_CHARACTERS = frozenset(" \t\xa0\u1680\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
_OTHER_BLANKS = re.compile(f"[{_BLANKS}]{{2,}}|[{_BLANKS[1:]}]")
_LIST_MARK = re.compile(
    r"(?:[-–—*•·▪■●○◦►▶➤→✓✔+#|>]|\(?[0-9]{1,3}[.)](?![0-9])|[a-z]\)|[\u2600-\u27bf\U0001f000-\U0001faff])[\s\xa0]?"
)
_SENTENCE_END = re.compile("[.!?:;…][\"'“”»«›‹’)\\]]*$")
_DATE_STAMP = re.compile(r"[-0-9.:,/| ]{6,24}(?:Uhr)?")
_OPEN_END = re.compile(
    r" (?:der|die|das|des|dem|den|und|oder|für|im|am|zum|zur|vom|beim|von|sowie|eine|einen|einem|einer|eines|dass|als)$"
)
_CAPTION_LABEL = re.compile(r"\(?(?:Fotos?|Bild(?:er)?|Screenshot|Quelle|Grafik|BU)\b")
_LOWER_START = re.compile("[a-zäöüß]|[,;] ")
_HYPHEN_END = re.compile("(\\w)[-\u2010\u2011]$")
_SUSPENDED = re.compile(
    r"(?:und|oder|bzw|beziehungsweise|sowie|als|wie|noch|bis|statt|aber|samt|u|o|&|/|,|;|\+|-|–|mit|nicht|in|im|auf|zu)\b|[&/,;+–-]"
)


@dataclass(slots=True)
class Line:
    """text[start:end] without outer blanks; `gap` says whether an empty line stands before it."""

    start: int
    end: int
    gap: bool


def normalize_blanks(text: str) -> Iterator[Edit]:
    """One kind of line end, one blank between words, no blanks at line ends; an empty line between paragraphs.

    Runs of no-break spaces are the paragraph marks of some police presses.
    """
    edits: list[Edit] = []
    if "\xa0\xa0\xa0" in text:
        for match in _NO_BREAK_RUN.finditer(text):
            edits.append(Edit(_back_over_blanks(text, match.start()), match.end(), "\n\n", "paragraph"))
    for match in _LINE_END.finditer(text):
        start = _back_over_blanks(text, match.start())
        after = "\n\n" if len(_ONE_LINE_END.findall(match.group())) > 1 else "\n"
        if text[start : match.end()] != after:
            edits.append(Edit(start, match.end(), after))
    for match in _OTHER_BLANKS.finditer(text):
        found = match.group()
        kind = "no_break_space" if found.strip(" \t") else ""
        edits.append(Edit(match.start(), match.end(), " ", kind))
    edits.sort(key=lambda edit: (edit.start, -edit.end))
    yield from edits


def _back_over_blanks(text: str, at: int) -> int:
    while at and text[at - 1] in _BLANK_CHARACTERS:
        at -= 1
    return at


def lines_of(text: str) -> list[Line]:
    """The lines of a text with normalized blanks."""
    lines: list[Line] = []
    at, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(stripped), gap))
            gap = False
        else:
            gap = True
        at += len(raw) + 1
    return lines


def join_lines(text: str) -> Iterator[Edit]:
    """Take out the line ends at which no line was meant to end, and the hyphens that were set there."""
    if "\n" not in text:
        return
    lines = lines_of(text)
    width_of_text = _wrap_width(text, lines, least=2, share=0.6)
    for paragraph in _paragraphs(lines):
        width = _wrap_width(text, paragraph, least=3, share=1.0) or width_of_text
        for line, follower in itertools.pairwise(paragraph):
            yield from _join(text, line, follower, width)


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap:
            yield lines[start:index]
            start = index


def _join(text: str, line: Line, follower: Line, width: int) -> Iterator[Edit]:
    if _LIST_MARK.match(text, follower.start, follower.end) and not _HYPHEN_END.search(
        text, line.start, line.end
    ):
        return
    hyphen = _HYPHEN_END.search(text, line.start, line.end)
    if hyphen and line.end - line.start > 2:
        yield from _join_hyphen(text, line, follower, hyphen.group(1))
        return
    if _runs_on(text, line, follower, width):
        yield Edit(line.end, follower.start, " ")


def _join_hyphen(text: str, line: Line, follower: Line, last: str) -> Iterator[Edit]:
    first = text[follower.start]
    if _SUSPENDED.match(text, follower.start, follower.end):
        yield Edit(line.end, follower.start, " ")
    elif first.islower() and last.islower():
        yield Edit(line.end - 1, follower.start, "", "hyphenation")
    elif first.isalnum():
        yield Edit(line.end, follower.start, "", "hyphenation")


def _runs_on(text: str, line: Line, follower: Line, width: int) -> bool:
    """The sentence goes on in the next line, or this line was full: its follower's first word had no room."""
    ended = bool(_SENTENCE_END.search(text, max(line.start, line.end - 4), line.end))
    if (
        not ended
        and _LOWER_START.match(text, follower.start)
        and not _DATE_STAMP.fullmatch(text, line.start, line.end)
    ):
        return True
    if not ended and _OPEN_END.search(text, max(line.start, line.end - 10), line.end):
        return True
    if not width or _CAPTION_LABEL.match(text, follower.start):
        return False
    word = text[follower.start : follower.end].split(" ", 1)[0]
    return line.end - line.start + 1 + len(word) > width


def _wrap_width(text: str, lines: list[Line], least: int, share: float) -> int:
    """The width to which lines are set, 0 where they are not wrapped.

    Where they are, the lines that have a follower in their paragraph (`least` of them or more) are nearly as long as
    the longest one, or at least this `share` of them is.
    """
    inner = [
        line.end - line.start
        for line, follower in itertools.pairwise(lines)
        if not follower.gap and not _LIST_MARK.match(text, follower.start, follower.end)
    ]
    if len(inner) < least:
        return 0
    longest = max(inner)
    if not 40 <= longest <= WIDEST_WRAP:
        return 0
    full = sum(length > longest * 0.75 for length in inner)
    return longest if full >= share * len(inner) else 0
