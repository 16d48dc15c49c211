"""Find all date expressions of a text and say what they mean: `find_dates`.

It works on plain text, without a model; what a Doc knows (names) can be handed in as spans to leave alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from presselese.dates import notdates
from presselese.dates.calendar import BYDAY, add_days, add_months, make_day
from presselese.dates.grammar import parse
from presselese.dates.resolve import Point, Resolver, day_point, unknown
from presselese.dates.tense import Tenses
from presselese.dates.words import WEEKDAY_STEMS, Node, Says, lexicon, segments

Value = dict[str, Any]

UNIT_GRANULARITY = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour", "MIN": "minute", "S": "second", "Q": "quarter", "HY": "half_year", "DE": "decade", "CE": "century", "WE": "weekend", "SJ": "year", "SEM": "half_year", "MS": "second"}  # fmt: skip
MODIFIERS = {"start", "mid", "end", "approx", "before", "after", "less_than", "more_than"}
AGO = re.compile(r"\b(vor|in|nach|binnen)\s+(?:\w+\s+)?$", re.I)
MARKER_YEAR = re.compile(r"(?<![\d.,-])(1[5-9]\d\d|20\d\d)(?![\d-])")
WEEKDAY_AND_DAY = re.compile(
    r"\b(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)(?:,?\s+(?:den|dem|der))?,?\s+(\d{1,2})\.\s*"
    r"(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b(?!\s+\d{4})"
)
SCORES = {"year": 0.95, "weekday": 0.9, "spoken": 0.93, "text": 0.9, "season": 0.7}
"""How often a value is right whose year, week, day … the text leaves out."""
GUESSED = 0.7
"""Of the values that rest on a guessed day of publication so many are right (annotated releases without a date)."""
NARRATIVE_YEARS = 6


def find_dates(
    text: str,
    *,
    published: str | dt.date | None = None,
    dateline: str | None = None,
    names: Sequence[tuple[int, int]] = (),
    persons: Sequence[tuple[int, int]] = (),
    skip: Sequence[tuple[int, int]] = (),
) -> list[Value]:
    """The date expressions of `text` in order, as dicts in the form of `presselese.record.DateValue`.

    `published` (ISO 8601) is what they are resolved against, else `dateline` (the date of the dateline); without
    both, relative ones keep `X` for what is not known. `names` are spans of works, events and organisations: a year
    inside one is part of the name. `persons` are spans of persons: `Mai` or `Sommer` there is a surname. In `skip`
    nothing is found. Offsets are code points into `text`.
    """
    reference = as_day(published) or as_day(dateline)
    found = _Finder(text, reference, as_moment(published)).values()
    if reference is None and (guessed := guessed_day(text)) is not None:
        sure = {(value["start"], value["end"], value["value"]) for value in found}
        found = _Finder(text, guessed).values()
        for value in found:
            if (value["start"], value["end"], value["value"]) not in sure:
                value["score"] = GUESSED
    if names or persons or skip:
        found = [value for value in found if not _inside(value, names, persons, skip)]
    for number, value in enumerate(found, 1):
        value["id"] = f"d{number}"
    return found


def as_day(value: str | dt.date | None) -> dt.date | None:
    """The day of an ISO date or date and time; None where it is neither."""
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


def guessed_day(text: str) -> dt.date | None:
    """About when a text without a date of its own was written: where it names a weekday with day and month, the first
    year from the latest year that it names on in which they fit."""
    match = WEEKDAY_AND_DAY.search(text)
    years = [int(year.group()) for year in MARKER_YEAR.finditer(text, 0, 20_000)]
    if match is None or not years:
        return None
    weekday = WEEKDAY_STEMS[match[1].lower()]
    month = lexicon()[0][match[3].lower()][1]["m"]
    for year in range(max(years), max(years) + 5):
        day = make_day(year, month, int(match[2]))
        if day is not None and day.weekday() == weekday:
            return add_days(day, 3 if Tenses(text).at(match.start()) == "past" else -3)
    return None


def _inside(
    value: Value,
    names: Iterable[tuple[int, int]],
    persons: Iterable[tuple[int, int]],
    skip: Iterable[tuple[int, int]],
) -> bool:
    start, end = value["start"], value["end"]
    if any(a <= start and end <= b for a, b in skip):
        return True
    if any(a <= start and end <= b for a, b in persons):
        return True
    return value["granularity"] in ("year", "month", "season", "decade", "century", "day", None) and any(
        a <= start and end <= b and b - a > end - start for a, b in names
    )


def is_narrative(text: str, reference: dt.date | None) -> bool:
    """Whether a text tells history: most years it names are long before its publication."""
    if reference is None:
        return True
    years = [int(match.group()) for match in MARKER_YEAR.finditer(text, 0, 200_000)]
    if len(years) < NARRATIVE_YEARS:
        return False
    return sum(year < reference.year - 2 for year in years) > 0.85 * len(years)


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, reference: dt.date | None, moment: dt.datetime | None = None) -> None:
        self.text = text
        self.moment = moment
        self.reference = reference
        self.resolver = Resolver(text, reference, Tenses(text), narrative=is_narrative(text, reference))
        self.found: list[Value] = []

    def values(self) -> list[Value]:
        for segment in segments(self.text):
            for node in parse(segment, self.text):
                reader = READERS.get(node.kind)
                if reader is not None:
                    if self.resolver.sections:
                        self.resolver.enter(node.start)
                    self.resolver.how = None
                    reader(self, node)
        return self.found

    # points

    def add(
        self,
        node: Node,
        kind: str,
        value: str,
        first: str | None,
        last: str | None,
        granularity: str | None,
        timex: list[Value],
        **more: Any,
    ) -> Value:
        modifier = more.pop("modifier", None)
        entry: Value = {
            "id": "", "start": node.start, "end": node.end, "type": kind, "value": value, "from": first, "to": last,
            "granularity": granularity, "modifier": modifier if modifier in MODIFIERS else None, "rrule": None, "anchor": None,
            "timex": timex, "score": self.score(value), "rule": node.rule or node.kind.lower(), **more,
        }  # fmt: skip
        self.found.append(entry)
        return entry

    def score(self, value: str) -> float | None:
        """Of an estimate: how often such values are right."""
        how, self.resolver.how = self.resolver.how, None
        return None if how is None or value.startswith("XXXX") else SCORES[how]

    def point(self, node: Node) -> None:
        point = self.resolver.point(node.says, node.start)
        if point is None:
            return
        kind = "time" if point.granularity in ("minute", "part_of_day") else "date"
        timex = self.point_timex(node, point)
        self.add(
            node,
            kind,
            point.value,
            point.first,
            point.last,
            point.granularity,
            timex,
            modifier=node.says.get("mod"),
        )
        self.resolver.remember(point, node.says, node.start)
        if "h" in node.says:
            self.resolver.hour = node.says["h"]

    def point_timex(
        self, node: Node, point: Point, says: Says | None = None, span: tuple[int, int] | None = None
    ) -> list[Value]:
        """One TIMEX3, or a DATE and a TIME where date and clock time stand apart."""
        says = says or node.says
        start, end = span or (node.start, node.end)
        mod = says.get("mod")
        if "ds" in says and "ts" in says and point.granularity == "minute":
            day_value = point.timex.split("T")[0]
            head_is_part = "pod" in says
            date = timex3(
                *says["ds"],
                "TIME" if head_is_part else "DATE",
                f"{day_value}T{says['pod']}" if head_is_part else day_value,
            )
            time = timex3(*says["ts"], "TIME", point.timex)
            return sorted([date, time], key=lambda entry: entry["start"])
        kind = "TIME" if point.granularity in ("minute", "part_of_day") else "DATE"
        if says.get("art"):
            start = self.with_article(start)
        return [timex3(start, end, kind, self.dated(point.timex), mod)]

    def dated(self, value: str) -> str:
        """A clock time of no known day belongs, in TIMEX3, to the day of publication."""
        if value.startswith("XXXX-XX-XXT") and self.reference is not None:
            return self.reference.isoformat() + value[10:]
        return value

    def with_article(self, start: int) -> int:
        match = re.search(
            r"\b(?:der|die|das|den|dem|des|diese[rnms]?)\s+$", self.text[max(0, start - 8) : start], re.I
        )
        return start - len(match.group()) if match else start

    def weekday(self, node: Node) -> None:
        if notdates.is_weekday_name(self.text, node):
            node.rule = node.rule or "weekday"
            if node.kind == "WDP":
                node.rule = "weekday_part"
            self.point(node)

    def month(self, node: Node) -> None:
        if set(node.says) == {"m"} and not notdates.is_month_name(self.text, node):
            return
        if re.search(r"\d\.\s*$", self.text[max(0, node.start - 4) : node.start]):  # `32. Oktober 2015`
            return
        self.point(node)

    def calendar(self, node: Node) -> None:
        if (
            "season" in node.says
            and not ({"y", "rel", "near", "mod"} & set(node.says))
            and not notdates.is_season(self.text, node)
        ):
            return
        self.point(node)

    def year(self, node: Node) -> None:
        if notdates.is_year(self.text, node):
            node.rule = "year"
            self.point(node)

    def month_in_figures(self, node: Node) -> None:
        """`Stand: 05/2016`, `ab 10/2017`; alone it is the number of an issue."""
        if MONTH_CUE.search(self.text, max(0, node.start - 12), node.start):
            node.rule = "month_in_figures"
            self.point(node)

    def listed_year(self, node: Node) -> None:
        if node.says.get("listed") and not notdates.is_year(self.text, node):
            return
        self.point(node)

    def day(self, node: Node) -> None:
        if (
            node.rule == "today"
            and node.says["rel"][1] == 0
            and ((self.resolver.narrative and self.reference) or is_nowadays(self.text, node))
        ):
            return
        if (
            node.rule == "holiday"
            and node.says["hol"] == "12-06"
            and not re.search(
                r"\b(?:am|zu|zum|vor|nach|an|bis|ab)\s+$",
                self.text[max(0, node.start - 8) : node.start],
                re.I,
            )
        ):
            return
        if (
            notdates.is_place_name(self.text, node)
            or (node.rule == "date_numeric_short"
            and notdates.is_numbered(self.text, node))
        ):
            return
        self.point(node)

    def clock(self, node: Node) -> None:
        resolver = self.resolver
        says = node.says
        day = resolver.spoken_day(node.start)
        point = resolver.at_clock(day_point(day) if day else unknown("XXXX-XX-XX", "day"), says, spoken=True)
        timex = [timex3(node.start, node.end, "TIME", self.dated(point.timex))]
        self.add(node, "time", point.value, point.first, point.last, point.granularity, timex)
        resolver.hour = says["h"]

    def bare_clock(self, node: Node) -> None:
        """`18:30 Einlass` at the start of a line is a clock time; elsewhere `18:30` may be a score."""
        ahead = self.text[max(0, node.start - 4) : node.start]
        if re.search(r"(?:^|\n)[ \t–•*-]*$", ahead) and self.text[node.end : node.end + 1] in (
            " ",
            ":",
            "",
            "\n",
        ):
            node.rule = "clock_bare"
            self.clock(node)

    def part_of_day(self, node: Node) -> None:
        self.point(node)

    def weekend(self, node: Node) -> None:
        if node.says["unit"] != "WE" or node.says["plural"]:
            return
        ahead = self.text[max(0, node.start - 24) : node.start]
        if not re.search(
            r"\b(?:am|dieses|das|übers|zum|vom|fürs|ganze|ganzen|bis)\s+(?:[a-zäöü]+en\s+)?$", ahead, re.I
        ):
            return
        node.rule = "weekend"
        point = self.resolver.weekend(node.start)
        if point is not None:
            self.add(
                node,
                "date",
                point.value,
                point.first,
                point.last,
                "weekend",
                [timex3(node.start, node.end, "DATE", point.timex)],
            )

    def nth_unit(self, node: Node) -> None:
        """`am ersten Tag`, `in der dritten Woche`: counted from the range that the text speaks of."""
        resolver = self.resolver
        code, number = node.says["nth_unit"], node.says["nth"]
        base = resolver.range[0] if resolver.range else resolver.day
        if base is None or code not in ("D", "W") or number > 31:
            return
        ahead = self.text[max(0, node.start - 12) : node.start]
        if not re.search(r"\b(?:am|der|den|in\s+der)\s+$", ahead, re.I):
            return
        if code == "D":
            day = add_days(base, number - 1)
            point = day_point(day) if day else None
        else:
            first = add_days(base, 7 * (number - 1) - base.weekday())
            from presselese.dates.resolve import week_point

            point = week_point(first) if first else None
        if point is None:
            return
        start = self.with_article(node.start)
        self.add(
            node,
            "date",
            point.value,
            point.first,
            point.last,
            point.granularity,
            [timex3(start, node.end, "DATE", point.timex)],
        )
        if code == "D":
            held = resolver.range
            resolver.remember(point, {}, node.start)
            resolver.range = held

    # ranges

    def range(self, node: Node) -> None:
        says = node.says
        if "pair" in says:
            return self.year_pair(node)
        if says.get("weekday_only") and self.is_opening_hours(node):
            return self.opening_hours(node)
        a, b = says["a"], says["b"]
        kinds = says.get("kinds", ("", ""))
        if "YEAR" in kinds:
            years = [
                Node("YEAR", span[0], span[1], end)
                for span, end, kind in ((says.get("as"), a, kinds[0]), (says.get("bs"), b, kinds[1]))
                if kind == "YEAR" and span and end
            ]
            whole = Node("YEAR", years[0].start, years[-1].end, years[0].says)
            if not notdates.is_year(self.text, whole) and not self.year_range_sure(node):
                return
        if (
            a is None
            and b is not None
            and b.get("rel") == ("D", 0, "ref")
            and "h" not in b
            and "pod" not in b
        ):
            return  # `bis heute` is no day
        resolver = self.resolver
        at_a = says["as"][0] if says.get("as") else node.start
        at_b = says["bs"][0] if says.get("bs") else node.start
        first, second = resolver.ends(a, b, at_a, at_b)
        if (
            (first is None
            and second is None)
            or (a is not None and first is None)
            or (b is not None and second is None)
        ):
            return
        if (
            first is not None
            and second is not None
            and first.day
            and second.day
            and second.day < first.day
            and (second.last_day or second.day) < first.day
        ) and "y" in (a or {}) and "y" in (b or {}):
            return
        clock_only = (a is None or set(a) <= CLOCK_KEYS) and (b is None or set(b) <= CLOCK_KEYS)
        if clock_only and "ds" not in says:
            return self.clock_range(node)
        value = f"{first.value if first else '..'}/{second.value if second else '..'}"
        if first is not None and first.granularity == "weekend":
            value = f"{first.value.split('/')[0]}/{second.value if second else '..'}"
        if second is not None and second.granularity == "weekend":
            value = f"{first.value if first else '..'}/{second.value.split('/')[1]}"
        point = first or second
        assert point is not None
        timex: list[Value] = []
        if "ds" in says:
            day = first or second
            assert day is not None
            timex.append(timex3(*says["ds"], "DATE", day.timex.split("T")[0]))
        for end_point, span, end_says in ((first, says.get("as"), a), (second, says.get("bs"), b)):
            if end_point is not None and span is not None and end_says is not None:
                inner = Node(
                    node.kind,
                    span[0],
                    span[1],
                    {
                        key: item
                        for key, item in end_says.items()
                        if key not in ("ds", "ts") or "ds" not in says
                    },
                )
                timex.extend(self.point_timex(inner, end_point))
        modifier = next((end.get("mod") for end in (a, b) if end and end.get("mod")), None)
        kind = "date" if node.rule.startswith("range_weekend") else "range"
        self.add(
            node,
            kind,
            value,
            first.first if first else None,
            second.last if second else None,
            point.granularity,
            timex,
            modifier=modifier,
        )
        if first is not None:
            resolver.remember(first, a or {}, node.start)
        if second is not None and b and "y" in b:
            resolver.year = b["y"]
            if second.day and first is None:
                resolver.remember(second, b, node.start)
        if first is not None and second is not None and first.day and second.day:
            resolver.range = (first.day, second.last_day)
            if b and "y" in b and first.day:
                resolver.full = (first.day, node.start)

    def is_opening_hours(self, node: Node) -> bool:
        """`Öffnungszeiten: Mi 13-20 Uhr, Sa 9-16 Uhr`, `Di-Fr 11-19 Uhr, Sa 13-19 Uhr`: every week."""
        last = self.found[-1] if self.found else None
        if (
            last is not None
            and last["type"] == "set"
            and last["rrule"]
            and "BYDAY" in last["rrule"]
            and node.start - last["end"] < 8
        ):
            return True
        if OPENING.search(self.text, max(0, node.start - 90), node.start):
            return True
        day, _ = node.says["ds"], node.says["as"]
        return day[1] - day[0] == 2 and NEXT_DAY.match(self.text, node.end) is not None

    def opening_hours(self, node: Node) -> None:
        start = node.says["ds"][0]
        day = BYDAY[node.says["a"]["wd"]]
        self.add(
            node,
            "set",
            "P1W",
            None,
            None,
            "week",
            [timex3(start, node.end, "SET", "P1W")],
            rrule=f"FREQ=WEEKLY;BYDAY={day}",
        )

    def year_range_sure(self, node: Node) -> bool:
        ahead = self.text[max(0, node.start - 12) : node.start]
        return re.search(r"(?:\bvon|\bzwischen|\(|\bJahren?)\s*$", ahead, re.I) is not None

    def clock_range(self, node: Node) -> None:
        says = node.says
        a, b = says["a"], says["b"]
        resolver = self.resolver
        day = resolver.spoken_day(node.start)
        base = day_point(day) if day else unknown("XXXX-XX-XX", "day")
        first = resolver.at_clock(base, a, spoken=True) if a else None
        second = None
        if b:
            late = a and (b["h"], b["mi"]) < (a["h"], a["mi"]) and b["h"] != 24
            second = resolver.at_clock(day_point(add_days(day, 1) or day) if late and day else base, b)
        timex = [
            timex3(*span, "TIME", self.dated(point.timex))
            for point, span in ((first, says.get("as")), (second, says.get("bs")))
            if point and span
        ]
        self.add(
            node,
            "range",
            f"{first.value if first else '..'}/{second.value if second else '..'}",
            first.first if first else None,
            second.last if second else None,
            "minute",
            timex,
        )
        if b:
            resolver.hour = b["h"]

    def year_pair(self, node: Node) -> None:
        a, b = node.says["pair"]
        text = self.text
        ahead = text[max(0, node.start - 16) : node.start]
        if not node.says.get("named") and not node.says.get("fuzzy"):
            if re.search(r"(?:Nr\.?|Drucksache|Drs\.?|[A-Z]{1,3}|\d|Az\.?:?|[-/.])\s*$", ahead) or text[
                node.end : node.end + 1
            ] in ("/", "-"):
                return
        known = not node.says.get("fuzzy") and not node.says.get("named")
        cut = node.says.get("cut")
        timex = [timex3(node.start, node.end, "DATE", f"{a:04}")]
        if cut and known:
            second = (
                text.find(str(b)[-2:], cut, node.end)
                if not text[cut + 1 : node.end].strip(" /").startswith(str(b))
                else node.end - 4
            )
            timex = [timex3(node.start, cut, "DATE", f"{a:04}"), timex3(second, node.end, "DATE", f"{b:04}")]
        self.add(
            node,
            "range",
            f"{a:04}/{b:04}",
            f"{a:04}-01-01" if known else None,
            f"{b:04}-12-31" if known else None,
            "year",
            timex,
        )
        self.resolver.year = b

    # lengths and sets

    def length(self, node: Node) -> None:
        text, says = self.text, node.says
        if notdates.is_age(text, node):
            return
        if not self.is_length(node):
            return
        value, exchange = length_values(says)
        ahead = text[max(0, node.start - 14) : node.start]
        anchor = None
        direction = AGO.search(ahead)
        parts = says.get("parts", [])
        if says.get("n") in (1, -1) and parts and self.resolver.published is not None:
            anchor = self.stretch(parts, says["n"])
        elif (
            direction
            and parts
            and "n" not in says
            and self.resolver.published is not None
            and direction.group(1).lower() in ("vor", "in")
        ):
            anchor = self.anchor(parts, -1 if direction.group(1).lower() == "vor" else 1)
        start = self.with_article(node.start) if says.get("art") else node.start
        mod = says.get("mod")
        unit = parts[-1][1] if parts else "MIN"
        entry = timex3(start, node.end, "DURATION", exchange, mod)
        self.add(
            node, "duration", value, None, None, UNIT_GRANULARITY[unit], [entry], modifier=mod, anchor=anchor
        )

    def is_length(self, node: Node) -> bool:
        text, says = self.text, node.says
        ahead = text[max(0, node.start - 16) : node.start]
        after = text[node.end : node.end + 14]
        counted = says.get("counted")
        parts = says.get("parts", [])
        if re.match(r"-[A-Za-zÄÖÜ]|\s*[/]\s*[A-Z]", after) and counted != "NUM":
            return False
        if re.search(r"(?:\b(?:pro|je|per)\s+|©)$", ahead, re.I):
            return False
        if ahead.rstrip(" ")[-1:] == "\n" and after.lstrip(" ")[:1] == "\n":
            return False
        if counted == "EINZ" and parts and parts[0] == (1, "D"):
            word = text[node.start : node.end].lower()
            if word.startswith("eines"):
                return False
        return not (counted == "EINZ" and parts and parts[0][1] == "D" and re.match(r"\s+(?:vor|nach|der|des|für|voller|mit)\b", after) and not re.match(r"\s+(?:vor|nach)\b", after))

    def anchor(self, parts: list[tuple[Any, str]], sign: int) -> Value | None:
        """The day or span that `vor drei Wochen`, `in zwei Tagen` points to."""
        assert self.resolver.published is not None
        day: dt.date | None = self.resolver.published
        unit = "D"
        for count, unit in parts:
            if not isinstance(count, (int, float)) or day is None:
                return None
            day = shifted(day, count * sign, unit)
        if day is None:
            return None
        if unit in ("H", "MIN", "S"):
            return self.moment_away(parts, sign)
        if unit in ("Y", "DE", "CE"):
            return {"value": f"{day.year:04}", "from": f"{day.year:04}-01-01", "to": f"{day.year:04}-12-31"}
        if unit == "M":
            from presselese.dates.resolve import month_point

            month = month_point(day.year, day.month)
            return {"value": month.value, "from": month.first, "to": month.last} if month else None
        iso = day.isoformat()
        return {"value": iso, "from": iso, "to": iso}

    def moment_away(self, parts: list[tuple[Any, str]], sign: int) -> Value | None:
        """`in zwei Stunden`: only where the hour of publication is known."""
        if self.moment is None:
            return None
        seconds = sum(count * {"D": 86400, "H": 3600, "MIN": 60, "S": 1}.get(unit, 0) for count, unit in parts)
        try:
            value = (self.moment + dt.timedelta(seconds=seconds * sign)).strftime("%Y-%m-%dT%H:%M")
        except OverflowError:
            return None
        return {"value": value, "from": value, "to": value}

    def stretch(self, parts: list[tuple[Any, str]], sign: int) -> Value | None:
        """The days of `in den letzten drei Wochen`, `in den kommenden zwei Tagen`."""
        assert self.resolver.published is not None
        near, far = add_days(self.resolver.published, sign), self.resolver.published
        for count, unit in parts:
            if not isinstance(count, (int, float)) or unit == "MS":
                return None
            if unit in ("H", "MIN", "S"):
                away = self.moment_away(parts, sign)
                if away is None or self.moment is None:
                    return None
                begin, end = sorted((self.moment.strftime("%Y-%m-%dT%H:%M"), away["value"]))
                return {"value": f"{begin}/{end}", "from": begin, "to": end}
            moved = shifted(far, count * sign, unit)
            if moved is None:
                return None
            far = moved
        if near is None:
            return None
        first, last = sorted((near, far))
        return {"value": f"{first}/{last}", "from": first.isoformat(), "to": last.isoformat()}

    def later(self, node: Node) -> None:
        """`zwei Stunden später`, `drei Tage zuvor`: from the day or clock time that is spoken of."""
        resolver = self.resolver
        parts, sign = node.says["parts"], node.says["sign"]
        units = {unit for _, unit in parts}
        day = resolver.day
        if units & {"H", "MIN", "S"}:
            last = next(
                (
                    value
                    for value in reversed(self.found)
                    if value["granularity"] == "minute" and value["type"] == "time"
                ),
                None,
            )
            if last is None or last["from"] is None:
                return self.as_length(node)
            moment = dt.datetime.fromisoformat(last["from"])
            for count, unit in parts:
                moment += dt.timedelta(
                    **{
                        {"H": "hours", "MIN": "minutes", "S": "seconds", "D": "days"}.get(unit, "days"): count
                        * sign
                    }
                )
            value = moment.strftime("%Y-%m-%dT%H:%M")
            self.add(
                node, "time", value, value, value, "minute", [timex3(node.start, node.end, "TIME", value)]
            )
            return None
        if day is None and resolver.year is None:
            return self.as_length(node)
        unit = parts[-1][1]
        if unit == "Y" and resolver.narrative and resolver.year:
            year = resolver.year + int(parts[-1][0] * sign)
            from presselese.dates.resolve import year_point

            point = year_point(year)
        else:
            if day is None:
                return self.as_length(node)
            moved: dt.date | None = day
            for count, unit in parts:
                moved = shifted(moved, count * sign, unit) if moved else None
            if moved is None:
                return self.as_length(node)
            from presselese.dates.resolve import month_point, year_point

            made = (
                year_point(moved.year)
                if unit in ("Y", "DE", "CE")
                else month_point(moved.year, moved.month)
                if unit == "M"
                else day_point(moved)
            )
            if made is None:
                return self.as_length(node)
            point = made
        self.add(
            node,
            "date",
            point.value,
            point.first,
            point.last,
            point.granularity,
            [timex3(node.start, node.end, "DATE", point.timex)],
        )
        resolver.remember(point, {}, node.start)
        return None

    def as_length(self, node: Node) -> None:
        end = node.start + len(self.text[node.start : node.end].rsplit(None, 1)[0])
        self.length(
            Node("LENGTH", node.start, end, {"parts": node.says["parts"], "counted": "NUM"}, "length")
        )

    def set(self, node: Node) -> None:
        says = node.says
        if (
            "pod" in says
            and self.text[node.start].isupper()
            and self.resolver.tenses.at(node.start) == "past"
        ):  # `Mittwochmorgens wurde …`
            return self.point(
                Node("MOMENT", node.start, node.end, {"wd": says["wd"], "pod": says["pod"]}, "weekday_part")
            )
        period = says["period"]
        timex = [timex3(node.start, node.end, "SET", period, None, says.get("quant"))]
        unit = period.lstrip("PT0123456789")[:1]
        granularity = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}.get(unit)
        self.add(node, "set", period, None, None, granularity, timex, rrule=says["rrule"])

    def plural(self, node: Node) -> None:
        """`in den vergangenen Jahren`: TIMEX3 has it as a length of unknown number, the record leaves it out."""


MONTH_CUE = re.compile(r"\b(?:im|ab|seit|bis|in|von|vom|zum|[Ss]tand:?)\s+$")
OPENING = re.compile(
    r"\b(?:\w*[öÖ]ffnungs\w*|\w*[sS]prech(?:zeit|stunde)\w*|\w*[bB]ürozeit\w*|geöffnet|[sS]ervicezeit\w*|[kK]assenzeit\w*|immer)\b"
)
NEXT_DAY = re.compile(r"[,;]?\s*(?:und\s+)?(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?\s*\d")
NOWADAYS_BEFORE = re.compile(
    r"\b(?:noch|schon|bis|auch|bereits|gerade|selbst|erst|von|als|wie|und)\s+$", re.I
)
NOWADAYS_AFTER = re.compile(
    r"\s+(?:noch|eher|mehr|oft|meist|meistens|kaum|weit|immer|mitten|sehen|wissen|leben|lebt|gibt|nicht\s+mehr|zu\s+den|üblich|gelten|gilt|so|rund|etwa|über|weltweit|deutschlandweit|bundesweit|zählt|zählen|vor\s+der|sind\s+(?:es|wir|sie|rund|etwa|über)|ist\s+(?:er|sie|es|das|die|der)|als)\b"
)


def is_nowadays(text: str, node: Node) -> bool:
    """`noch heute`, `bis heute`: these days, not this day."""
    return bool(
        NOWADAYS_BEFORE.search(text, max(0, node.start - 12), node.start)
        or NOWADAYS_AFTER.match(text, node.end)
    )


CLOCK_KEYS = {"h", "mi", "twelve", "part", "ps", "cs", "night", "open"}

READERS = {
    "CALD": _Finder.day, "CALM": _Finder.month, "CALY": _Finder.listed_year, "CAL": _Finder.calendar, "MOMENT": _Finder.point,
    "WD": _Finder.weekday, "WDP": _Finder.weekday, "YEAR": _Finder.year, "TIME": _Finder.clock, "TR": _Finder.clock_range,
    "RANGE": _Finder.range, "LENGTH": _Finder.length, "AFTERWARDS": _Finder.later, "SET": _Finder.set, "UNIT": _Finder.weekend,
    "NTH": _Finder.nth_unit, "HM": _Finder.bare_clock, "MY": _Finder.month_in_figures, "PARTDAY": _Finder.part_of_day,
}  # fmt: skip
MOD_TIMEX = {"start": "START", "mid": "MID", "end": "END", "approx": "APPROX", "before": "BEFORE", "after": "AFTER", "less_than": "LESS_THAN", "more_than": "MORE_THAN"}  # fmt: skip


def timex3(
    start: int, end: int, kind: str, value: str, mod: str | None = None, quant: str | None = None
) -> Value:
    """One TIMEX3 as a dict in the form of `presselese.record.Timex`."""
    return {
        "start": start,
        "end": end,
        "type": kind,
        "value": value,
        "mod": MOD_TIMEX.get(mod or ""),
        "quant": quant,
        "freq": None,
    }


def shifted(day: dt.date | None, count: float, unit: str) -> dt.date | None:
    """The day so many units later."""
    if day is None:
        return None
    if unit in ("D", "W"):
        return add_days(day, round(count * (7 if unit == "W" else 1)))
    months = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        return day
    if abs(count) > 10_000:
        return None
    return add_months(day, round(count * months))


ISO_LENGTH = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S", "MS": "PT0.{}S", "SJ": "P{}Y", "SEM": "P{}M", "Q": "P{}M", "HY": "P{}M", "DE": "P{}Y", "CE": "P{}Y", "WE": "P{}D"}  # fmt: skip
FACTOR = {"Q": 3, "HY": 6, "DE": 10, "CE": 100, "WE": 2, "SEM": 6}
SMALLER = {
    "Y": ("M", 12),
    "SJ": ("M", 12),
    "D": ("H", 24),
    "H": ("MIN", 60),
    "MIN": ("S", 60),
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "W": ("D", 7),
    "M": ("W", 4),
    "WE": ("D", 2),
}


def length_values(says: Says) -> tuple[str, str]:
    """ISO 8601 and TIMEX3 value of a length."""
    if "iso" in says:
        return says["iso"], says["iso"]
    days, times, exchange = "", "", None
    for count, unit in says["parts"]:
        for whole, code in _whole(count, unit):
            number = whole * FACTOR.get(code, 1) if isinstance(whole, int) else whole
            piece = ISO_LENGTH[code].format(number)
            if piece.startswith("PT"):
                times += piece[2:]
            else:
                days += piece[1:]
            if code in ("DE", "CE", "WE", "Q", "HY"):
                exchange = f"P{whole}{code}" if code != "HY" else None
    value = "P" + days + ("T" + times if times else "")
    return value, exchange or value


def _whole(count: Any, unit: str) -> list[tuple[Any, str]]:
    """A half becomes the smaller unit: 1.5 years are a year and six months."""
    if not isinstance(count, float) or count.is_integer():
        return [(int(count) if isinstance(count, float) else count, unit)]
    whole = int(count)
    smaller, number = SMALLER.get(unit, ("D", 1))
    rest = round((count - whole) * number)
    return ([(whole, unit)] if whole else []) + [(rest, smaller)]


__all__ = ["BYDAY", "find_dates", "timex3"]
