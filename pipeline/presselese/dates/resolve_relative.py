"""Weekdays, `vorgestern`, `nächste Woche`: what counts from a day that was spoken of or from the publication."""

from __future__ import annotations

import datetime as dt
import re

from presselese.dates.calendar import add_days, add_months, holiday, last_weekday, make_day, next_weekday
from presselese.dates.nodes import Says
from presselese.dates.points import (
    SEASON_MONTH,
    Point,
    century_point,
    day_point,
    decade_point,
    half_point,
    month_point,
    nth_in_month,
    quarter_point,
    season_point,
    unknown,
    week_point,
    weekend_point,
    year_point,
)
from presselese.dates.resolve_years import NEAR_CHARACTERS, Years

WEEKDAY_WORD = re.compile(r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend")
PUT_OFF = re.compile(r"\w+,?(?: \w+){0,3} (?:verschoben|vertagt|verlegt)\b")


class Relatives(Years):
    """What counts from another day."""

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
