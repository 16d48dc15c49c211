"""From what a piece of text says to what it means: years, weekdays and clock times against the day of publication and
the course of the text.

The resolver goes through the expressions of a text in their order and remembers the day and the year that are spoken of.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from presselese.dates.calendar import (
    add_days,
    add_months,
    holiday,
    is_day,
    last_weekday,
    make_day,
    monday,
    month_length,
    next_weekday,
)
from presselese.dates.nodes import Says
from presselese.dates.points import (
    SEASON_MONTH,
    SEASON_TIMEX,
    Point,
    century_point,
    day_point,
    decade_point,
    half_point,
    month_point,
    nth_in_month,
    quarter_point,
    season_point,
    span_point,
    unknown,
    week_point,
    weekend_point,
    year_point,
)
from presselese.dates.tense import Tenses

WEEKDAY_WORD = re.compile(r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend")
NEAR_DAYS = 62
"""A day without a year belongs to the year of a full date of the text that is at most this far away."""
NEAR_CHARACTERS = 1500
FAR_DAYS = 730
"""What lies further from the publication is told by the way: it holds for its own paragraph."""
COMPARED = re.compile(
    r"\b(?:Vergleich\s+zu[mr]?|gegenüber(?:\s+de[mr])?|(?:mehr|weniger|\w{3,}er(?:e[nrs]?)?)\b[^.!?]{0,30}\bals(?:\s+(?:im|am|in))?)\s+$"
)
"""`im Vergleich zum Juni 2019`: named to be compared with, not what the text goes on about."""
ROW = 40
ONE_DAY = dt.timedelta(days=1)
PUT_OFF = re.compile(r"\w+,?(?: \w+){0,3} (?:verschoben|vertagt|verlegt)\b")
SPOKEN_CHARACTERS = 3000


How = Literal["year", "weekday", "spoken", "text", "season"]
"""What the text left out: the year, which week, the day of a clock time, what is counted from, the year of a season."""


YEAR = re.compile(r"(?:1\d|20)\d\d(?!\d)(?<!\d\d{4})")
LONGEST_HEADING = 60


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


STOP = re.compile(r"[.!?]")


class Resolver:
    """Resolves the points of one text in order."""

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

    # what the text has said

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

    # points

    def point(self, says: Says, at: int) -> Point | None:
        """The point that `says` means at this place of the text; None where it is none (a 30 February)."""
        self.how = None
        if "yy" in says:
            says["y"] = self.full_year(says["yy"])
        found = self._calendar(says, at)
        if found is None or not ("h" in says or "pod" in says):
            return found
        return self.at_clock(found, says)

    def at_clock(self, found: Point, says: Says, *, spoken: bool = False) -> Point:
        """The clock time or part of the day of a day; `spoken`: the day is the one that the text speaks of."""
        day = found.day if found.granularity == "day" else None
        if day is not None and says.get("shift"):
            day = add_days(day, says["shift"])
        text_day = day.isoformat() if day else (found.value if found.granularity == "day" else "XXXX-XX-XX")
        if "h" in says:
            hour, minute = says["h"], says["mi"]
            if (
                says.get("twelve")
                and "part" not in says
                and hour < 12
                and self.hour is not None
                and self.day == day
                and hour < self.hour % 24
                and self.hour >= 12
            ):
                hour += 12
            if says.get("night") and day is not None and hour >= 18 and hour < 24 and says.get("pod") == "NI":
                day = add_days(day, -1)
            if (
                (says.get("lastnight") or (self.night and "rel" not in says))
                and spoken
                and day is not None
                and 18 <= hour < 24
            ):
                day = add_days(day, -1)
            if hour == 24 and ((self.night and spoken) or says.get("after")):
                hour = 0
            timex_day = text_day
            if hour == 24:
                hour = 0
                day = add_days(day, 1) if day else None
                if day is None and text_day != "XXXX-XX-XX":
                    text_day = "XXXX-XX-XX"
            if day is not None:
                text_day = timex_day = day.isoformat()
            clock = f"T{hour:02}:{minute:02}"
            value = text_day + clock
            known = value if day else None
            return Point(value, known, known, timex_day + clock, "minute", day, day, found.sure)
        part = says["pod"]
        value = f"{text_day}T{part}"
        known = day.isoformat() if day else None
        return Point(value, known, known, value, "part_of_day", day, day, found.sure)

    def _calendar(self, says: Says, at: int) -> Point | None:
        if "near" in says:
            return self._near(says)
        if "rel" in says:
            return self._relative(says, at)
        if "hol" in says:
            return self._holiday(says, at)
        if "d" in says and "m" in says:
            return self._day(says, at)
        if "nth" in says and "m" in says:
            year = says.get("y") or self._year_of(says["m"], None, at)
            return nth_in_month(year, says["m"], says) if year else unknown(f"XXXX-{says['m']:02}-XX", "day")
        if "m" in says:
            year = says.get("y") or self._year_of(
                says["m"], None, at, ranged="ranged" in says, opens=says.get("open")
            )
            return month_point(year, says["m"]) if year else unknown(f"XXXX-{says['m']:02}", "month")
        if "season" in says:
            return self._season(says, at)
        if "q" in says or "hy" in says:
            year = says.get("y") or (
                self.year if self.narrative else self.published.year if self.published else None
            )
            if year is None:
                return unknown(
                    f"XXXX-{32 + says['q'] if 'q' in says else 39 + says['hy']}",
                    "quarter" if "q" in says else "half_year",
                )
            return quarter_point(year, says["q"]) if "q" in says else half_point(year, says["hy"])
        if "week" in says:
            year = says.get("y") or (self.published.year if self.published else self.year)
            first = monday(year, says["week"]) if year else None
            return week_point(first) if first else unknown(f"XXXX-W{says['week']:02}", "week")
        if "dec" in says:
            return decade_point(says["dec"])
        if "tens" in says:
            return decade_point(self._decade(says["tens"]))
        if "cen" in says:
            return century_point(says["cen"])
        if "advent" in says:
            return self._advent(says)
        if "y" in says:
            return year_point(says["y"])
        if "d" in says:
            return self._weekday_and_number(says, at) if "wd" in says else None
        if "wd" in says:
            return self._weekday(says, at)
        if "h" in says or "pod" in says:
            spoken = self.spoken_day(at)
            return day_point(spoken) if spoken else unknown("XXXX-XX-XX", "day")
        return None

    def _decade(self, tens: int) -> int:
        now = self.year if self.narrative and self.year else self.published.year if self.published else 2020
        decade = now // 100 * 10 + tens
        return decade if decade * 10 <= now and not (tens == 2 and decade == 202) else decade - 10

    def _advent(self, says: Says) -> Point | None:
        year = says.get("y") or (self.published.year if self.published else self.year)
        if year is None:
            return unknown("XXXX-12", "month")
        first = holiday("advent-21", year)
        return span_point(f"{first}/{year}-12-24", f"{year}-12", first, make_day(year, 12, 24), "season")

    def _day(self, says: Says, at: int) -> Point | None:
        year = says.get("y")
        if year is None:
            year = (
                self._year_by_weekday(says, at)
                or self.named.get((says["m"], says["d"]))
                or self._year_of(
                    says["m"],
                    says["d"],
                    at,
                    ranged="ranged" in says,
                    opens=says.get("open"),
                    announced=self._announced(says, at),
                )
            )
        if year is None:
            return unknown(f"XXXX-{says['m']:02}-{says['d']:02}", "day")
        day = make_day(year, says["m"], says["d"])
        if day is None and "y" not in says and is_day(None, says["m"], says["d"]):
            day = next(
                (
                    found
                    for year in (year - 1, year + 1, year - 2, year + 2)
                    if (found := make_day(year, says["m"], says["d"]))
                ),
                None,
            )
        return day_point(day) if day else None

    def _year_by_weekday(self, says: Says, at: int) -> int | None:
        """With the weekday the year is known, up to five or six years away."""
        weekday, of_day = says.get("wd"), says["d"]
        if weekday is None and "pair_wd" in says:
            weekday, of_day = says["pair_wd"]
        if weekday is None or (self.narrative and self.year is None and self.published is None):
            return None
        center = self.full[0] if self.full and at - self.full[1] < NEAR_CHARACTERS else self.published
        if self.narrative and self.year:
            center = make_day(self.year, says["m"], 15)
        if center is None:
            return None
        if self.published and abs((center - self.published).days) > FAR_DAYS:
            told = make_day(center.year, says["m"], of_day)
            fits_told = told is not None and told.weekday() == weekday
            if not fits_told or self.tenses.at(at) == "future":
                now = self.published
                for year in (now.year, now.year + 1, now.year - 1):
                    day = make_day(year, says["m"], of_day)
                    if day and day.weekday() == weekday and abs((day - now).days) <= 300:
                        return year
        fitting = [
            day
            for year in range(center.year - 2, center.year + 3)
            if (day := make_day(year, says["m"], of_day)) and day.weekday() == weekday
        ]
        if not fitting:
            return None
        best = min(fitting, key=lambda day: abs((day - center).days))
        if abs((best - center).days) > 190:
            near = [
                day
                for year in range(center.year - 1, center.year + 2)
                if (day := make_day(year, says["m"], of_day))
            ]
            closest = min(near, key=lambda day: abs((day - center).days), default=best)
            if (
                abs((closest - center).days) < 100
            ):  # a slip in the weekday is more likely than a day of another year
                return closest.year
        return best.year

    def _year_of(
        self,
        month: int,
        day: int | None,
        at: int,
        *,
        ranged: bool = False,
        opens: str | None = None,
        announced: bool = False,
    ) -> int | None:
        """The year of a day or month that the text leaves out."""
        self.how = "year"
        if self.narrative and not announced:
            if self.year is not None and not self._long_ago(at):
                return self.year
            if self.published is None:
                return None
        assert self.published
        middle = day or 15
        now = self.published
        tense = self.tenses.at(at)
        if day and self.text[max(0, at - 4) : at].lower() == "vom " and not ranged:
            tense = "past"
        if opens == "past":
            tense = "past"
        elif opens == "future" and tense == "past":
            tense = None
        if self.full and at - self.full[1] < NEAR_CHARACTERS:
            full = self.full[0]
            if self._far(full) and (announced or (tense != "past" and "\n" in self.text[self.full[1] : at])):
                full = now
            for year in (full.year, full.year + 1, full.year - 1):
                found = make_day(year, month, min(middle, 28))
                if found and abs((found - full).days) <= NEAR_DAYS and not self._against(found, tense):
                    return year
        if (
            tense == "past"
            and self.full
            and self.full[0].year < now.year - 1
            and at - self.full[1] < 4 * NEAR_CHARACTERS
        ):
            found = make_day(self.full[0].year, month, min(middle, 28))
            if found and abs((found - self.full[0]).days) < 150:
                return found.year
        if not (tense or day or opens) and self.year == now.year and at - self.at_year < NEAR_CHARACTERS:
            return now.year  # a review of the year, month by month
        if tense is None and self.tenses.genre == "announcement":
            tense = "future"
        candidates = [
            (abs((found - now).days), found)
            for year in (now.year - 1, now.year, now.year + 1)
            if (found := make_day(year, month, min(middle, 28)))
        ]
        if not candidates:
            return now.year
        _, found = min(candidates)
        distance = (found - now).days
        if day is None and found.year == now.year and found.month == now.month:
            return now.year
        if tense == "past" and distance > (100 if day else 20):
            return found.year - 1
        if tense in ("future", "present") and distance < (-40 if tense == "future" and day is None else -60):
            return found.year + 1
        return found.year

    def _long_ago(self, at: int) -> bool:
        """Whether the year that is spoken of says nothing about this place: where nothing is known of the publication,
        `gegründet wurde der Verein 1985` does not tell when `findet am 3. Mai statt` is."""
        return self.published is None and self.told and self.tenses.at(at) == "future"

    def _far(self, day: dt.date) -> bool:
        return self.published is not None and abs((day - self.published).days) > FAR_DAYS

    def _announced(self, says: Says, at: int) -> bool:
        """A day with its clock time where the sentence does not look back; where the text tells of today too, one that
        will be."""
        if self.published is None:
            return False
        tense = self.tenses.at(at)
        return (tense == "future" and self.current) or ("h" in says and tense != "past")

    def _against(self, found: dt.date, tense: str | None) -> bool:
        """Whether a day of this or next year lies on the wrong side of the publication for the tense of its sentence."""
        assert self.published
        distance = (found - self.published).days
        if abs(distance) > 400:
            return False
        return (tense == "past" and distance > 20) or (tense == "future" and distance < -30)

    def _season(self, says: Says, at: int) -> Point | None:
        season = says["season"]
        if "y" in says:
            return season_point(says["y"], season)
        self.how = "season"
        if self.narrative:
            return (
                season_point(self.year, season)
                if self.year
                else unknown(f"XXXX-{season}", "season", f"XXXX-{SEASON_TIMEX[season]}")
            )
        assert self.published
        now = self.published
        tense = says.get("open") or self.tenses.at(at)
        if tense is None and self.tenses.genre == "announcement":
            tense = "future"
        if tense is None:
            return unknown(f"XXXX-{season}", "season", f"XXXX-{SEASON_TIMEX[season]}")
        month = SEASON_MONTH[season]
        year = now.year
        if season == 24:
            year = now.year - 1 if now.month < 4 else now.year
            return season_point(
                year if tense != "past" or now.month > 11 or now.month < 4 else now.year - 1, season
            )
        if tense == "past" and month - 1 > now.month:
            year -= 1
        if tense in ("future", "present") and now.month > month + 2:
            year += 1
        return season_point(year, season)

    def _holiday(self, says: Says, at: int) -> Point | None:
        found = self._holiday_itself(says, at)
        if found is None or says.get("of") != "WE" or found.day is None:
            return found
        saturday = add_days(found.day, -1)
        return weekend_point(saturday) if saturday else None

    def _holiday_itself(self, says: Says, at: int) -> Point | None:
        rule = says["hol"]
        if "y" in says:
            day = holiday(rule, says["y"])
            return day_point(day) if day else None
        self.how = "year"
        if self.narrative and self.year:
            day = holiday(rule, self.year)
            return day_point(day) if day else None
        if self.published is None:
            return unknown(f"XXXX-{rule}" if rule[0].isdigit() else "XXXX-XX-XX", "day")
        near = [
            day
            for year in range(self.published.year - 1, self.published.year + 2)
            if (day := holiday(rule, year))
        ]
        if not near:
            return None
        tense = self.tenses.at(at)
        if tense is None and self.tenses.genre == "announcement":
            tense = "future"
        if self.full and at - self.full[1] < NEAR_CHARACTERS:
            close = [day for day in near if abs((day - self.full[0]).days) <= 30]
            if close:
                return day_point(close[0])
        now = self.published
        best = min(near, key=lambda day: abs((day - now).days))
        if tense == "past" and (best - now).days > 45:
            best = max((day for day in near if day <= now), default=best)
        elif tense in ("future", "present") and (best - now).days < -10:
            best = min((day for day in near if day >= now), default=best)
        return day_point(best)

    def _weekday(self, says: Says, at: int) -> Point | None:
        weekday = says["wd"]
        self.how = "weekday"
        if (self.narrative and self.day is not None) or self.published is None:
            if self.day is None:
                return unknown("XXXX-XX-XX", "day", f"XXXX-WXX-{weekday + 1}")
            found = next_weekday(self.day, weekday, same=True)
            return day_point(found) if found else None
        assert self.published
        now = self.published
        tense = says.get("open") or ("future" if self._put_off(at) else self.tenses.at(at))
        if self.range is not None:
            first, last = self.range
            inside = next_weekday(first, weekday, same=True)
            if inside and last and inside <= last and (last - first).days < 14:
                return day_point(inside)
        if tense is None:
            tense = self._tense_of_next(at)
        again = self.weekdays.get(weekday)
        if again is not None and at - again[1] < NEAR_CHARACTERS:
            return day_point(again[0])
        if (
            self.day is not None
            and at - self.at_day < NEAR_CHARACTERS
            and 7 < abs((self.day - now).days) < (60 if "\n" in self.text[self.at_day : at] else 200)
        ):
            found = next_weekday(self.day, weekday, same=True)
            if found and not (tense == "past" and found > now) and not (tense == "future" and found < now):
                return day_point(found)
        if tense == "past":
            found = last_weekday(now, weekday, same=True)
        elif tense == "future":
            found = next_weekday(now, weekday, same=True)
        else:
            found = (next_weekday if self.tenses.genre == "announcement" else last_weekday)(
                now, weekday, same=True
            )
        return day_point(found) if found else None

    def _put_off(self, at: int) -> bool:
        """Of `auf Dienstag verschoben`."""
        return self.text[max(0, at - 8) : at].endswith(("auf ", "auf den ")) and bool(
            PUT_OFF.match(self.text, at)
        )

    def _weekday_and_number(self, says: Says, at: int) -> Point | None:
        """`Dienstag, der 8.`: the nearest such day."""
        base = self.base("ref")
        if base is None:
            return None
        self.how = "year"
        forward = self.tenses.at(at) != "past"
        for distance in range(0, 200):
            for sign in (1, -1) if forward else (-1, 1):
                found = add_days(base, distance * sign)
                if found and found.day == says["d"] and found.weekday() == says["wd"]:
                    return day_point(found)
        return None

    def _tense_of_next(self, at: int) -> str | None:
        """A headline has no tense; where the text names the same weekday again, its sentence tells."""
        match = WEEKDAY_WORD.match(self.text, at)
        again = self.text.find(match.group(), at + 1, at + NEAR_CHARACTERS) if match else -1
        return self.tenses.at(again) if again > 0 else None

    def _near(self, says: Says) -> Point | None:
        number, base_name = says["near"]
        base = self.base(base_name)
        if base is None:
            return unknown("XXXX-XX-XX", "day")
        if "wd" in says and "m" not in says:
            if number == 0:
                found = next_weekday(base, says["wd"], same=True)
            elif number > 0:
                found = next_weekday(base, says["wd"])
                found = add_days(found, 7 * (number - 1)) if found else None
            else:
                found = last_weekday(base, says["wd"])
                found = add_days(found, 7 * (number + 1)) if found else None
            return day_point(found) if found else None
        if "hol" in says:
            years = [
                day for year in range(base.year - 2, base.year + 3) if (day := holiday(says["hol"], year))
            ]
            if number > 0:
                years = [day for day in years if day >= base][number - 1 : number]
            elif number < 0:
                years = [day for day in years if day <= base][number:][:1]
            else:
                years = [day for day in years if day.year == base.year]
            return day_point(years[0]) if years else None
        if "d" in says:
            days = [
                day
                for year in range(base.year - 2, base.year + 3)
                if (day := make_day(year, says["m"], says["d"]))
            ]
            ahead = (
                [day for day in days if day >= base]
                if number > 0
                else [day for day in days if day <= base][::-1]
            )
            return day_point(ahead[0]) if ahead else None
        month = says["m"] if "m" in says else SEASON_MONTH[says["season"]]
        year = base.year
        if number > 0:
            year += number - 1 + (month <= base.month)
        elif number < 0:
            year += number + 1 - (month >= base.month)
            if "season" in says and says["season"] == 24:
                year = base.year - 1 if base.month < 12 else base.year
        elif says.get("season") == 24 and base.month < 4:
            year -= 1
        return month_point(year, month) if "m" in says else season_point(year, says["season"])

    def _relative(self, says: Says, at: int) -> Point | None:
        unit, number, base_name = says["rel"]
        if base_name == "spoken":
            base = self.spoken_day(at)
            return day_point(base) if base else unknown("XXXX-XX-XX", "day")
        if base_name == "ref" and (
            (unit == "D" and not self.exact) or (unit == "Y" and number == 0 and self._long_ago(at))
        ):
            return unknown("XXXX-XX-XX", "day") if unit == "D" else unknown("XXXX", "year")
        base = self.base(base_name, unit)
        if unit in ("Y", "SJ") and (base_name == "text" or self.narrative):
            near = at - self.at_year < NEAR_CHARACTERS
            today = (
                number == 0
                and self.published is not None
                and self.at_year < self.tenses.sentence(at)[0]
                and self.tenses.at(at) != "past"
            )  # `Ende des Jahres wird gebaut`
            near = near and not today
            year = self.year if self.narrative or number != 0 or near else None
            if year is None:
                year = (
                    self.full[0].year
                    if self.full and at - self.full[1] < 300 and not today
                    else self.published.year
                    if self.published
                    else self.year
                )
            base = make_day(year, 1, 1) if year else base
        if unit == "M" and base_name == "text" and self.months:
            base = make_day(*self.months, 1) or base
        if base is None:
            return unknown(
                {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX-XX-XX"),
                {"Y": "year", "M": "month", "W": "week"}.get(unit, "day"),
            )
        if unit == "D":
            day = add_days(base, number)
            return day_point(day) if day else None
        if unit == "W":
            first = add_days(base, 7 * number - base.weekday())
            if first is None:
                return None
            if "wd" in says:
                day = add_days(first, says["wd"])
                return day_point(day) if day else None
            return week_point(first)
        if unit == "WE":
            if number == 0 and self.day and at - self.at_day < NEAR_CHARACTERS and self.day.weekday() > 3:
                saturday = add_days(
                    self.day, 5 - self.day.weekday()
                )  # `an diesem Wochenende`: of the day named
                return weekend_point(saturday) if saturday else None
            saturday = self._weekend(base, number, at)
            return weekend_point(saturday) if saturday else None
        if unit == "M":
            day = add_months(dt.date(base.year, base.month, 1), number)
            if day is None:
                return None
            if "nth" in says:
                return nth_in_month(day.year, day.month, says)
            if "d" in says:
                found = make_day(day.year, day.month, says["d"])
                return day_point(found) if found else None
            return month_point(day.year, day.month)
        if unit == "Q":
            quarter = base.year * 4 + (base.month - 1) // 3 + number
            return quarter_point(quarter // 4, quarter % 4 + 1)
        if unit == "HY":
            half = base.year * 2 + (base.month > 6) + number
            return half_point(half // 2, half % 2 + 1)
        if unit == "DE":
            return decade_point(base.year // 10 + number)
        if unit == "CE":
            return century_point(base.year // 100 + number)
        year = base.year + number
        if not 1 < year < 9999:
            return None
        if unit == "SJ":
            year -= base.month < 7 and base_name == "ref"  # a season begins in summer
            return Point(f"{year}/{year + 1}", None, None, f"{year}", "year", None, None)
        if unit != "Y":
            return None
        if "m" in says and "d" in says:
            found = make_day(year, says["m"], says["d"])
            return day_point(found) if found else None
        if "m" in says:
            return month_point(year, says["m"])
        if "season" in says:
            return season_point(year, says["season"])
        if "q" in says:
            return quarter_point(year, says["q"])
        if "hy" in says:
            return half_point(year, says["hy"])
        if "hol" in says:
            found = holiday(says["hol"], year)
            return day_point(found) if found else None
        return year_point(year)

    def _weekend(self, base: dt.date, number: int, at: int) -> dt.date | None:
        this = add_days(base, 5 - base.weekday())
        if this is None:
            return None
        if number == 0:
            return add_days(this, -7) if base.weekday() < 2 and self.tenses.at(at) == "past" else this
        if number > 0:
            ahead = this if base.weekday() < 5 else add_days(this, 7)
            return add_days(ahead, 7 * (number - 1)) if ahead else None
        return add_days(this, 7 * number)

    def _looks_back(self, at: int, base: dt.date) -> bool:
        """Whether a weekend is the last one: by the tense, else early in the week or in a report."""
        tense = self.tenses.at(at)
        if tense is not None:
            return tense == "past"
        return base.weekday() < 2 or self.tenses.genre != "announcement"

    def weekend(self, at: int) -> Point | None:
        """`am Wochenende` alone: the last or the next one."""
        self.how = "weekday"
        base = self.published or self.day
        if base is None:
            return unknown("XXXX-WXX-WE", "weekend")
        past = self._looks_back(at, base)
        this = add_days(base, 5 - base.weekday())
        if this is None:
            return None
        if past and base.weekday() < 5:
            this = add_days(this, -7)
        return weekend_point(this) if this else None

    # ranges

    def ends(self, a: Says | None, b: Says | None, at: int, at_b: int) -> tuple[Point | None, Point | None]:
        """Both ends of a range; each takes from the other what it leaves out."""
        first, second = self._ends(a, b, at, at_b)
        if (
            a
            and b
            and first
            and second
            and "h" in a
            and "h" in b
            and first.day
            and first.day == second.day
            and (b["h"], b["mi"]) < (a["h"], a["mi"])
            and b["h"] != 24
        ):
            next_day = add_days(first.day, 1)
            second = self.at_clock(day_point(next_day), b) if next_day else second
        return first, second

    def _ends(self, a: Says | None, b: Says | None, at: int, at_b: int) -> tuple[Point | None, Point | None]:
        if a is None or b is None:
            return (self.point(a, at) if a is not None else None), (
                self.point(b, at_b) if b is not None else None
            )
        a, b = {**a, "ranged": True}, {**b, "ranged": True}
        clock_only = not any(key in b for key in ("m", "d", "wd", "rel", "near", "hol", "y")) and "h" in b
        if "rel" in b and "d" in a and "m" not in a and b["rel"][0] == "M":
            a["rel"] = b["rel"]
        if "d" in a and "m" not in a and "rel" not in a and "m" in b:
            a["m"] = b["m"]
            if "d" in b and a["d"] > b["d"]:
                a["m"] = b["m"] - 1 or 12
        if "y" in b and "y" not in a and "m" in a and "rel" not in a:
            later = "m" in b and (a["m"], a.get("d", 1)) > (b["m"], b.get("d", 31))
            a["y"] = b["y"] - 1 if later else b["y"]
        if "season" in a and "season" in b and "y" in b and "y" not in a:
            a["y"] = b["y"]
        if (
            self.published
            and not self.narrative
            and not any(key in end for end in (a, b) for key in ("y", "rel", "near", "wd"))
            and "m" in a
            and "m" in b
        ):
            now = self.published
            begin = make_day(now.year, a["m"], min(a.get("d", 1), month_length(now.year, a["m"])))
            finish = make_day(now.year, b["m"], min(b.get("d", 31), month_length(now.year, b["m"])))
            if begin and finish and begin <= now <= finish:
                a["y"] = b["y"] = now.year
        if "y" not in a and "m" in a and "m" not in b and "rel" in b and b["rel"][0] == "Y":
            a["rel"] = b["rel"]
        if "m" in a and "m" in b and "rel" in b and b["rel"][0] == "Y" and "rel" not in a and "y" not in a:
            a["rel"] = b["rel"]
        first = self.point(a, at)
        if first is None:
            return None, None
        if clock_only and "h" in a:
            day = first.day
            b_point = self.at_clock(day_point(day) if day else unknown("XXXX-XX-XX", "day"), b)
            return first, b_point
        if "y" not in b and "rel" not in b and "near" not in b and first.day is not None:
            if "m" in b:
                b["y"] = first.day.year
                if (b["m"], b.get("d", 31)) < (first.day.month, first.day.day if "d" in a else 1):
                    b["y"] += 1
            elif "wd" in b and "d" not in b and "hol" not in b:
                same = b["wd"] == a.get("wd") and "h" in b
                found = next_weekday(first.day, b["wd"], same=same)
                second = day_point(found) if found else None
                return first, (self.at_clock(second, b) if second and ("h" in b or "pod" in b) else second)
            elif "season" in b:
                b["y"] = first.day.year
            elif "hol" in b:
                day = holiday(b["hol"], first.day.year)
                if day and day < first.day:
                    day = holiday(b["hol"], first.day.year + 1)
                return first, (day_point(day) if day else None)
        second = self.point(b, at_b)
        if second is None:
            return None, None
        backward = first.day is not None and second.day is not None and second.day < first.day
        if backward and "rel" in b and "m" in a and not {"y", "rel"} & set(a):  # `Mai bis heute` in January
            first = self.point({**a, "y": first.day.year - 1}, at) if first.day else first
        return first, second
