"""What a text has spoken of so far: its day, its year, the hour, and what the next expression counts from."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from presselese.dates.calendar import make_day
from presselese.dates.nodes import Says
from presselese.dates.points import Point
from presselese.dates.tense import Tenses

FAR_DAYS = 730
"""What lies further from the publication is told by the way: it holds for its own paragraph."""
COMPARED = re.compile(
    r"\b(?:Vergleich\s+zu[mr]?|gegenüber(?:\s+de[mr])?|(?:mehr|weniger|\w{3,}er(?:e[nrs]?)?)\b[^.!?]{0,30}\bals(?:\s+(?:im|am|in))?)\s+$"
)
"""`im Vergleich zum Juni 2019`: named to be compared with, not what the text goes on about."""
ROW = 40
ONE_DAY = dt.timedelta(days=1)
SPOKEN_CHARACTERS = 3000
How = Literal["year", "weekday", "spoken", "text", "season"]
"""What the text left out: the year, which week, the day of a clock time, what is counted from, the year of a season."""
YEAR = re.compile(r"(?:1\d|20)\d\d(?!\d)(?<!\d\d{4})")
LONGEST_HEADING = 60
STOP = re.compile(r"[.!?]")


def headings(text: str) -> list[tuple[int, int]]:
    """Short lines without a stop that name a year: their ends and their first years."""
    out: list[tuple[int, int]] = []
    for match in YEAR.finditer(text):
        end = text.find("\n", match.end(), match.end() + LONGEST_HEADING)
        start = text.rfind("\n", max(0, match.start() - LONGEST_HEADING), match.start())
        if end < 0 or (start < 0 and match.start() > LONGEST_HEADING) or end - start > LONGEST_HEADING:
            continue
        if not STOP.search(text, start + 1, end) and (not out or out[-1][0] != end):
            out.append((end, int(match.group())))
    return out


class Course:
    """The course of one text."""

    def __init__(
        self, text: str, published: dt.date | None, tenses: Tenses, *, narrative: bool = False
    ) -> None:
        self.text = text
        self.published = published
        self.tenses = tenses
        self.narrative = narrative or published is None
        self.exact = published is not None
        """The day of publication is known; without it `gestern` is no certain day."""
        self.told = False
        """The year that is spoken of was told alone, and of the past (`1985 gegründet`)."""
        self.current = published is not None and self._names_day_of(published.year)
        """The text gives a full date of the year of its publication: it tells of today too."""
        self.day: dt.date | None = None
        """The day that is spoken of."""
        self.first_day: dt.date | None = None
        """The first one of the days in a row (`am 3. und 4. Mai`) of which the day that is spoken of is the last."""
        self.range: tuple[dt.date, dt.date | None] | None = None
        self.how: How | None = None
        """How the last point was told where the text does not say it outright."""
        self.spread = False
        """The day that is spoken of is the first one of several: hours from … to belong to each of them."""
        self.hour: int | None = None
        self.night = False
        """The day is spoken of by the night that ends in it: its evening hours belong to the day before."""
        self.year: int | None = None
        self.full: tuple[dt.date, int] | None = None
        self.at_year = 0
        """The last day that the text gives with its year, and where."""
        self.months: tuple[int, int] | None = None
        self.weekdays: dict[int, tuple[dt.date, int]] = {}
        """Weekday → the day that the text meant by its bare name last, and where."""
        self.named: dict[tuple[int, int], int] = {}
        """Month and day → the year that this text gave or meant for it."""
        self.at_day = -10_000
        self.headings = headings(text)[::-1] if self.narrative else []
        """Places and years of the headings that are still to come, the next one last."""
        self.paragraph = 0
        self.section: int | None = None
        self.after_deixis: tuple[int, dt.date | None, int] | None = None
        """`morgen` is spoken of to the end of its sentence: that end, and what was spoken of before."""

    def _names_day_of(self, year: int) -> bool:
        return (
            re.search(rf"\b\d{{1,2}}\. ?(?:[A-ZÄ][a-zä]{{2,8}} |\d{{1,2}}\. ?){year}\b", self.text)
            is not None
        )

    def _aside(self, says: Says, at: int) -> bool:
        """A bare year in brackets, as behind the title of a book."""
        return "m" not in says and "season" not in says and self.text[max(0, at - 1) : at] == "("

    def remember(self, point: Point | None, says: Says, at: int) -> None:
        if point is None or ("y" in says and COMPARED.search(self.text, max(0, at - 60), at)):
            return
        if "y" in says and not (self.current and self._aside(says, at)):
            self.year = says["y"]
            self.at_year = at
            self.told = point.granularity == "year" and self.tenses.at(at) == "past"
            if point.day is not None and point.granularity in ("day", "minute", "part_of_day", "month"):
                self.full = (point.day, at)
        elif "rel" in says and self.narrative and says["rel"][0] == "D" and says["rel"][2] == "ref":
            return
        elif (
            point.day is not None
            and self.narrative
            and point.granularity in ("day", "month", "minute", "part_of_day", "season")
        ):
            self.year = point.day.year
        if point.day is not None and point.granularity in ("day", "minute", "hour", "part_of_day"):
            if says.get("rel", ("", 0, ""))[0] == "D" and says["rel"][1] > 0 and says["rel"][2] == "ref":
                self.after_deixis = (self.tenses.sentence(at)[1], self.day, self.at_day)
            else:
                self.after_deixis = None
            in_a_row = self.day is not None and at - self.at_day < ROW and point.day - self.day == ONE_DAY
            self.first_day = (self.first_day or self.day) if in_a_row else None
            self.day = point.day
            self.at_day = at
            self.spread = False
            if "h" in says:
                self.hour = says["h"]
            self.night = (
                says.get("pod") == "NI"
                and "h" not in says
                and bool(says.get("night") or says.get("lastnight"))
            )
        if "wd" in says and not ({"m", "near", "rel", "nth"} & set(says)) and point.day is not None:
            self.weekdays[says["wd"]] = (point.day, at)
        near = (
            point.day is not None
            and self.published is not None
            and abs((point.day - self.published).days) < 500
        )
        if point.day is not None and "d" in says and near:
            self.named[(point.day.month, point.day.day)] = point.day.year
        if point.day is not None and point.granularity in ("day", "month", "minute", "part_of_day"):
            self.months = (point.day.year, point.day.month)

    def enter(self, at: int) -> None:
        """Before a place of the text is read. In history, a heading with one year (`1862`, `Westfront 1944/1945`) sets
        the year of its section; a new paragraph goes back to it."""
        while self.headings and self.headings[-1][0] <= at:
            place, self.section = self.headings.pop()
            self.year = self.section
            self.paragraph = place
        if self.section is not None:
            paragraph = self.text.rfind("\n", self.paragraph, at)
            if paragraph > self.paragraph:
                self.paragraph = paragraph
                self.year = self.section

    def restart(self, published: dt.date, at: int) -> None:
        """From here on another release is read: nothing was spoken of but its day."""
        self.published = published
        self.day, self.at_day = published, at
        self.full = (published, at)
        self.range = self.months = self.after_deixis = None
        self.weekdays = {}
        self.spread = self.night = False

    def spoken_day(self, at: int) -> dt.date | None:
        """The day that a clock time at this place belongs to."""
        self.how = "spoken"
        if self.after_deixis is not None and at >= self.after_deixis[0]:
            _, self.day, self.at_day = self.after_deixis
            self.after_deixis = None
        if self.day is None or at - self.at_day >= SPOKEN_CHARACTERS:
            return None
        if (
            not self.narrative
            and self.published is not None
            and abs((self.day - self.published).days) > FAR_DAYS
            and "\n" in self.text[self.at_day : at]
        ):
            return None  # the day of something quoted or told from years ago
        return self.day

    @property
    def reference(self) -> dt.date | None:
        return self.published

    def base(self, base: str, unit: str = "D") -> dt.date | None:
        if base == "ref" and not self.narrative:
            return self.published or self.day
        self.how = "text"
        if self.narrative and unit in ("Y", "HY", "Q", "DE", "CE", "SJ") and self.year and self.year > 0:
            return make_day(self.year, 1, 1)
        return self.day or self.published

    def full_year(self, short: int) -> int:
        """Of a year of two digits: not more than ten years ahead; in history the century that is spoken of."""
        if self.narrative and self.year and self.year > 1000:
            century = self.year // 100 * 100
            return min(
                (century + short, century + 100 + short, century - 100 + short),
                key=lambda year: abs(year - (self.year or 0)),
            )
        now = self.published.year if self.published else 2025
        year = now // 100 * 100 + short
        return year if year <= now + 10 else year - 100
