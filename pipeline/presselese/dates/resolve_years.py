"""The year of a day or a month that is written without one."""

from __future__ import annotations

import datetime as dt

from presselese.dates.calendar import is_day, make_day
from presselese.dates.course import FAR_DAYS, Course
from presselese.dates.nodes import Says
from presselese.dates.points import Point, day_point, unknown

NEAR_DAYS = 62
"""A day without a year belongs to the year of a full date of the text that is at most this far away."""
NEAR_CHARACTERS = 1500


class Years(Course):
    """Days and months of the calendar."""

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

    def _decade(self, tens: int) -> int:
        now = self.year if self.narrative and self.year else self.published.year if self.published else 2020
        decade = now // 100 * 10 + tens
        return decade if decade * 10 <= now and not (tens == 2 and decade == 202) else decade - 10
