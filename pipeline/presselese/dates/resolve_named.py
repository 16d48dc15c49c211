"""Holidays, advent and seasons."""

from __future__ import annotations

from presselese.dates.calendar import add_days, holiday, make_day
from presselese.dates.course import Course
from presselese.dates.nodes import Says
from presselese.dates.points import (
    SEASON_MONTH,
    SEASON_TIMEX,
    Point,
    day_point,
    season_point,
    span_point,
    unknown,
    weekend_point,
)
from presselese.dates.resolve_years import NEAR_CHARACTERS


class NamedDays(Course):
    """Days and times of the year that have a name."""

    def _advent(self, says: Says) -> Point | None:
        year = says.get("y") or (self.published.year if self.published else self.year)
        if year is None:
            return unknown("XXXX-12", "month")
        first = holiday("advent-21", year)
        return span_point(f"{first}/{year}-12-24", f"{year}-12", first, make_day(year, 12, 24), "season")

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
