"""From what a piece of text says to what it means: years, weekdays and clock times against the day of publication and
the course of the text.

The resolver goes through the expressions of a text in their order and remembers the day and the year that are spoken of.
"""

from __future__ import annotations

from presselese.dates.calendar import add_days, holiday, make_day, monday, month_length, next_weekday
from presselese.dates.nodes import Says
from presselese.dates.points import (
    Point,
    century_point,
    day_point,
    decade_point,
    half_point,
    month_point,
    nth_in_month,
    quarter_point,
    unknown,
    week_point,
    year_point,
)
from presselese.dates.resolve_named import NamedDays
from presselese.dates.resolve_relative import Relatives


class Resolver(NamedDays, Relatives):
    """Resolves the points of one text in order."""

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
