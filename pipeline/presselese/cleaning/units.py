"""Lines of a release and what can be seen of a line by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
SENTENCE_END = re.compile("(?<![0-9 ])[.!?…][\"'“”»«›‹’)\\]*_]*$")
FULL_STOP = re.compile("[a-zäöüß]\\. ")
_ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)" for word in ("Dr", "Nr", "Abt", "Prof", "Tel", "bzw", "ca", "St", "inkl")
)
NEXT_SENTENCE = re.compile(
    rf'(?<=[a-zäöüß0-9)“”"]{{2}}[.!?])(?<![Ss]tr\.)(?<!Bhf\.){_ABBREVIATED} (?=[A-ZÄÖÜ„])(?!(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))'
    '|(?<=[a-zäöüß][.!?][“”"]) (?=[A-ZÄÖÜ„])'
)
"""The blank between two sentences of a line."""
NO_WORD = re.compile(r"[\W_]+")
LIST_MARK = re.compile(
    r"(?:[-–—*•·▪■●○►➤→✓✔+#|>]\s|\(?[0-9]{1,3}[.)] |[a-z]\) |[☀-➿]|[\U0001f000-\U0001faff])"
)
SALUTATION = re.compile(r"(?:Sehr geehrte|Liebe|Werte|Hallo|Guten Tag|Geehrte)[rs]?\b.{0,80}[,!]?$")
NUMBER_LINE = re.compile(
    r"(?:(?i:tel(?:efon|\.)?(?:-?nr\.?)?|fon|mobil(?:telefon)?|handy|(?:tele)?fax|e-?mails?|mails?|internet|homepage|web(?:site|seite)?|twitter|facebook|instagram|mastodon|t|f|m|e)\s?[.:]+\s?\S.*"
    r"|(?:\+49|\+43|\+41|0)[0-9 ()/–-]{6,25}.{0,20}|[\w.+-]+(?:@| ?[\[(](?:at|æt)[\])] ?)[\w.-]+\.\w{2,}.{0,30}|\[email.protected\]|E-?Mail)"
)
NUMBER_IN_LINE = re.compile(
    r"[\w.+-]+(?:@|\s?[\[(]at[\])]\s?)[\w-]+(?:\.|\s?[\[(]dot[\])]\s?)\w{2,}|(?:Tel(?:efon|\.)?|Fon|Mobil|Fax|Handy|Rufnummer)\b[^.]{0,12}[0-9(+]|(?<![0-9.])(?:\+49|0[1-9][0-9]{1,4})[ /()–-]{1,4}[0-9][0-9 /–-]{4,}"
)
ADDRESS_LINE = re.compile(
    r"(?:(?:D-|A-|CH-)?[0-9]{4,5} [A-ZÄÖÜ][\wäöüß. /()-]{2,40}|[A-ZÄÖÜ][\wäöüß. -]{1,40}(?:straße|str\.|platz|weg|allee|gasse|ring|damm|ufer|markt|Straße|Str\.|Platz|Weg|Allee|Ring|Damm|Ufer|Markt) ?[0-9]{1,4} ?[a-z]?(?:[-–/] ?[0-9]{1,4})?(?:,? [0-9]{5} .{2,30})?|(?:https?://|www\.)\S+|Postfach .{2,20})"
)
CLOCK_OR_SUM = re.compile(r"[0-9]{1,2}[:.][0-9]{2}|\bUhr\b|€|\bEuro\b|[0-9]{5}")
_FUNCTION_WORD = re.compile(
    r"(?:der|die|das|des|dem|den|von|vom|zu|zum|zur|und|oder|in|im|an|am|auf|für|mit|bei|beim|aus|als|e\.|V\.|&|–|-|/|,)$"
)


@dataclass(slots=True)
class Unit:
    """A line or a part of one: text[start:end]. `gap`: an empty line stands before it; `kind`: its markup."""

    start: int
    end: int
    gap: bool
    text: str
    kind: str = ""
    zone: str | None = None
    rule: str | None = None
    reach: str = "line"
    words: int = 0
    inline: bool = False
    aside: bool = False
    fields: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = self.text.count(" ") + 1


def is_prose(unit: Unit) -> bool:
    """Running text: a sentence of some length."""
    return unit.words >= 12 and (unit.words > 40 or bool(SENTENCE_END.search(unit.text)) or ". " in unit.text)


def course_of(units: Sequence[Unit]) -> tuple[int, int]:
    """Where running text begins, and from where on lines may belong to the end of the page (indices)."""
    prose = [index for index, unit in enumerate(units) if unit.zone is None and is_prose(unit)]
    if not prose:
        return len(units), max(1, len(units) // 2)
    total = sum(len(unit.text) for unit in units if unit.zone != "chrome")
    seen = 0
    middle = len(units)
    for index, unit in enumerate(units):
        seen += len(unit.text) if unit.zone != "chrome" else 0
        if seen > total * 0.4:
            middle = index
            break
    return prose[0], max(min(middle, prose[-1] + 1), prose[0] + 1 if len(units) > 1 else 0)


def prose_after(units: Sequence[Unit]) -> list[int]:
    """For every index how many words of running text stand from there on; one more entry for the end."""
    counts = [0] * (len(units) + 1)
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        words = unit.words if unit.zone is None and unit.words >= 20 and is_prose(unit) else 0
        counts[index] = counts[index + 1] + words
    return counts


def is_contact(unit: Unit) -> bool:
    return bool(
        NUMBER_LINE.fullmatch(unit.text)
        or ADDRESS_LINE.fullmatch(unit.text)
        or (unit.words <= 14 and NUMBER_IN_LINE.search(unit.text))
    )


def is_noun_phrase(text: str) -> bool:
    return all(
        word[0].isupper() or word[0].isdigit() or _FUNCTION_WORD.match(word) or not word[0].isalpha()
        for word in text.split()
    )


def lower_share(text: str) -> float:
    words = text.split()
    return sum(word[0].islower() for word in words) / len(words)


def letters(text: str | None) -> str:
    return NO_WORD.sub("", text or "").casefold()


def cut_in_two(unit: Unit, at: int) -> tuple[Unit, Unit | None]:
    """The unit cut at an offset into its text."""
    left, right = unit.text[:at].rstrip(), unit.text[at:].lstrip()
    head = Unit(unit.start, unit.start + len(left), unit.gap, left, unit.kind)
    if not right:
        return head, None
    rest = Unit(unit.end - len(right), unit.end, False, right, unit.kind, inline=True)
    return head, rest


def piece_of(unit: Unit, left: int, right: int, zone: str | None, rule: str) -> Unit:
    """A stretch of a unit as a unit of its own, without outer blanks."""
    text = unit.text[left:right]
    start = unit.start + left + len(text) - len(text.lstrip())
    text = text.strip()
    gap = unit.gap and left == 0
    return Unit(start, start + len(text), gap, text, unit.kind, zone, rule or None, inline=left > 0)
