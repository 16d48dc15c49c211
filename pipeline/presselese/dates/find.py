"""Find all date expressions of a text and say what they mean: `find_dates`.

It works on plain text, without a model; what a Doc knows (names) can be handed in as spans to leave alone.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence

from presselese.dates import lengths_read, points_read, ranges_read
from presselese.dates.atoms import segments
from presselese.dates.calendar import add_days, make_day
from presselese.dates.grammar import parse
from presselese.dates.lexicon import WEEKDAY_STEMS, lexicon
from presselese.dates.reader import Reader, Value
from presselese.dates.tense import Tenses

READERS = points_read.READERS | ranges_read.READERS | lengths_read.READERS
"""Kind of node → what makes values of it."""
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\d-])(?<![\d.,-]\d{4})")
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
WEEKDAY_AND_DAY = re.compile(
    r"\b(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)(?:,?\s+(?:den|dem|der))?,?\s+(\d{1,2})\.\s*"
    rf"({MONTHS})\b(?!\s+\d{{4}})"
)
FULL = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.\s?(?:(?P<month>{MONTHS}|\d{{1,2}}(?=\.)))\.?\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)
ISSUED = re.compile(
    r"\b(?:Pressemitteilung|Pressemeldung|Presseinformation|Medienmitteilung|Mitteilung|Stand|Datum|[Vv]eröffentlicht)\b[^\n.]{0,20}?\W"
    + FULL.pattern.removeprefix(r"\b")
)
TODAY = re.compile(
    r"\b[Hh]eut(?:e|ige[nrms])\b[\s,(]{1,3}(?:(?:am|den|der|dem|\w+tag,?|Mittwoch,?|Sonnabend,?)\s+){0,3}"
    + FULL.pattern.removeprefix(r"\b")
)
"""`am heutigen 15. April 2023`, `heute, am Montag, den 3. Mai 2021`."""
APPENDED = re.compile(
    r"\b(?:[Ee]rstmeldung|(?:[Pp]olizeim|[Pp]ressem|M)(?:eldung|itteilung)\s+Nr\.?)(?:\s+Nr\.?)?(?:\s*\d[\d/]*)?\s+vom\s+"
    + FULL.pattern.removeprefix(r"\b").replace("(?!\\d)", "(?!\\d):")
)
"""`Erstmeldung Nr. 1749 vom 24. September 2023:`, and behind it that release: `gestern` is of its day."""
TOP = 250
"""A full date among the first characters of a text tells about when it was written."""
DIGIT = re.compile(r"\d")
GUESSED = 0.7
"""Score of values that rest on a guessed day of publication. Too few annotated releases have none to measure it."""
FEWEST_YEARS = 6
"""A text with fewer years is not taken for history."""

Span = tuple[int, int]


def find_dates(
    text: str,
    *,
    published: str | dt.date | None = None,
    dateline: str | None = None,
    names: Sequence[Span] = (),
    persons: Sequence[Span] = (),
) -> list[Value]:
    """The date expressions of `text` in order, as dicts in the form of `presselese.record.DateValue`.

    `published` (ISO 8601) is what they are resolved against, else `dateline` (the date of the dateline); without
    both, relative ones keep `X` for what is not known. `names` are spans of works, events, bodies and places: a year
    or day inside one is part of the name. `persons` are spans of persons: `Mai` or `Sommer` there is a surname.
    Offsets are code points into `text`. The cost grows with the length of the text and no faster.
    """
    reference = as_day(published) or as_day(dateline)
    found = read(text, reference, as_moment(published))
    if reference is None and (guessed := guessed_day(text)) is not None:
        sure = {(value["start"], value["end"], value["value"]) for value in found}
        found = read(text, guessed, exact=stated_day(text) is not None)
        for value in found:
            if (value["start"], value["end"], value["value"]) not in sure:
                value["score"] = GUESSED
    if names or persons:
        within_name, within_person = Inside(names), Inside(persons)
        found = [
            value
            for value in found
            if not (within_person.holds(value) and not DIGIT.search(text, value["start"], value["end"]))
            and not (within_name.holds(value) and value["type"] != "time")
        ]
    for number, value in enumerate(found, 1):
        value["id"] = f"d{number}"
    return found


def read(
    text: str, reference: dt.date | None, moment: dt.datetime | None = None, *, exact: bool = True
) -> list[Value]:
    """The values of a text against a known day (and hour) of publication; not `exact`: a day about then."""
    reader = Reader(text, reference, moment, narrative=is_narrative(text, reference))
    reader.resolver.exact &= exact
    if reference is not None:
        reader.appended = appended(text, reference)[::-1]
    for segment in segments(text):
        for node in parse(segment, text):
            make_value = READERS.get(node.kind)
            if make_value is not None:
                reader.begin(node)
                make_value(reader, node)
    return reader.found


def as_day(value: str | dt.date | None) -> dt.date | None:
    """The day of an ISO date or date and time; None where it is neither."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None


def as_moment(value: str | dt.date | None) -> dt.datetime | None:
    """The local time of an ISO date and time; None where it is only a date."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, str) or len(value) < 16:
        return None
    try:
        return dt.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def is_narrative(text: str, reference: dt.date | None) -> bool:
    """Whether a text tells history: most years it names are long before its publication."""
    if reference is None:
        return True
    years = [int(match.group()) for match in YEAR.finditer(text, 0, 200_000)]
    return len(years) >= FEWEST_YEARS and sum(year < reference.year - 2 for year in years) > 0.85 * len(years)


def guessed_day(text: str) -> dt.date | None:
    """About when a text without a date of its own was written: the full date at its top; where it names a weekday with
    day and month, the first year from the latest year that it names on in which they fit."""
    if (stated := stated_day(text)) is not None:
        return stated
    match = WEEKDAY_AND_DAY.search(text)
    years = [int(year.group()) for year in YEAR.finditer(text, 0, 20_000)]
    if match is None or not years:
        return None
    weekday = WEEKDAY_STEMS[match[1].lower()]
    month = lexicon()[0][match[3].lower()][1]["m"]
    for year in range(max(years), max(years) + 5):
        day = make_day(year, month, int(match[2]))
        if day is not None and day.weekday() == weekday:
            return add_days(day, 3 if Tenses(text).at(match.start()) == "past" else -3)
    return None


def stated_day(text: str) -> dt.date | None:
    """The full date of a text that it calls today, or the first one at its top or behind `Pressemitteilung vom`,
    `Stand:`."""
    match = TODAY.search(text, 0, 20_000) or ISSUED.search(text, 0, 3_000) or FULL.search(text, 0, TOP)
    return day_of(match) if match is not None else None


def appended(text: str, reference: dt.date) -> list[tuple[int, dt.date]]:
    """Where earlier releases that the text repeats begin, and their days."""
    found = [(match.end(), day) for match in APPENDED.finditer(text) if (day := day_of(match)) is not None]
    return [(place, day) for place, day in found if day <= reference]


def day_of(match: re.Match[str]) -> dt.date | None:
    """The day of a match of FULL."""
    day, month, year = (match.group(name) for name in ("day", "month", "year"))
    number = int(month) if month.isdigit() else lexicon()[0][month.lower()][1]["m"]
    return make_day(int(year), number, int(day))


class Inside:
    """Whether a value lies in one of many spans, without looking at all of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(set(spans))
        self.starts = [start for start, _ in self.spans]

    def holds(self, value: Value) -> bool:
        """Whether a longer span holds the value."""
        start, end = value["start"], value["end"]
        index = bisect_right(self.starts, start) - 1
        return any(
            first <= start and end <= last and last - first > end - start
            for first, last in self.spans[max(0, index - 2) : index + 1]
        )
