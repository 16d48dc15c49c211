"""What comes again: `mittwochs`, `jeden zweiten Dienstag im Monat`, `täglich`, opening hours.

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

import re

from presselese.dates.calendar import BYDAY
from presselese.dates.lengths import amount
from presselese.dates.nodes import Made, Node, Says, every, extent, first

FREQUENCY = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY", "H": "HOURLY", "MIN": "MINUTELY"}

PERIOD = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S"}


OPENING = re.compile(
    r"\b(?:\w{0,20}[öÖ]ffnungs\w{0,20}|\w{0,20}[sS]prech(?:zeit|stunde)\w{0,20}|\w{0,20}[bB]ürozeit\w{0,20}|geöffnet|"
    r"[sS]ervicezeit\w{0,20}|[kK]assenzeit\w{0,20}|immer)\b"
)
"""Words in front of hours that come again every week."""
OPENING_REACH = 150
_WEEKDAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_HOURS = r"(?:von\s+)?\d{1,2}(?:[.:]\d\d)?(?:\s{0,3}Uhr)?\s{0,3}(?:bis|[-–])\s{0,3}\d{1,2}(?:[.:]\d\d)?(?:\s{0,3}Uhr)?"
_OF_DAY = rf"{_WEEKDAY}(?:\s{{0,3}}(?:und|bis|[,–-])\s{{0,3}}{_WEEKDAY})*\s{{0,3}}:?\s{{0,3}}{_HOURS}(?:\s{{0,3}}(?:und|[,;])\s{{0,3}}{_HOURS})?"
_THEN = r"\s{0,3}(?:und|sowie|[,;|])?\s{0,3}"
DAY_AHEAD, DAY_BEFORE = re.compile(rf"{_THEN}{_OF_DAY}"), re.compile(rf"{_OF_DAY}{_THEN}$")
WEEK = re.compile(rf"(?:{_THEN}{_HOURS})?(?:{_THEN}{_OF_DAY}){{2}}")
"""Hours of two more weekdays follow: a week of them."""


def is_in_week(text: str, start: int, end: int) -> bool:
    """Whether hours of weekdays stand around this place, so that there are three or more."""
    if WEEK.match(text, end):
        return True
    return (
        DAY_AHEAD.match(text, end) is not None
        and DAY_BEFORE.search(text, max(0, start - 80), start) is not None
    )


def set_weekdays(nodes: list[Node], text: str) -> Made:
    days = every(nodes, "WDS", "WD", "WDA")
    has_clock = first(nodes, "TR", "TIME")
    if has_clock and not first(nodes, "WDS") and len(days) < 2 and len(every(nodes, "TR")) < 2:
        return None
    if has_clock and not first(nodes, "WDS") and not first(nodes, "TR") and not first(nodes, "BIS", "DASH"):
        return None
    if (
        has_clock
        and not first(nodes, "WDS")
        and (len(days) == 1 or (len(days) == 2 and days[0].kind == "WD" and not first(nodes, "BIS", "DASH")))
        and not OPENING.search(text, max(0, nodes[0].start - OPENING_REACH), nodes[0].start)
        and not is_in_week(text, nodes[0].start, nodes[-1].end)
    ):
        return None
    names: list[str] = []
    for index, node in enumerate(days):
        previous = nodes[nodes.index(node) - 1].kind if index else ""
        if previous in ("BIS", "DASH"):
            at = (days[index - 1].says["wd"] + 1) % 7
            while at != node.says["wd"]:
                names.append(BYDAY[at])
                at = (at + 1) % 7
        names.append(BYDAY[node.says["wd"]])
    names = list(dict.fromkeys(names))
    says = {
        "period": "P1W",
        "rrule": "FREQ=WEEKLY;BYDAY=" + ",".join(names),
        "wd_sure": bool(first(nodes, "WDS")),
    }
    if len(nodes) == 1 and "pod" in days[0].says:
        says |= days[0].says
    return Node("SET", extent(nodes)[0], nodes[-1].end, says)


def repeated(unit: str, number: int = 1) -> tuple[str, str] | None:
    """Period and RRULE of a unit."""
    if unit == "Q":
        return f"P{3 * number}M", f"FREQ=MONTHLY;INTERVAL={3 * number}"
    if unit == "HY":
        return f"P{6 * number}M", f"FREQ=MONTHLY;INTERVAL={6 * number}"
    if unit == "WE":
        return f"P{number}W", "FREQ=WEEKLY;BYDAY=SA,SU"
    if unit == "SJ":
        unit = "Y"
    if unit == "DE":
        unit, number = "Y", 10 * number
    if unit not in FREQUENCY:
        return None
    return PERIOD[unit].format(number), f"FREQ={FREQUENCY[unit]}" + (
        f";INTERVAL={number}" if number > 1 else ""
    )


def set_every(nodes: list[Node], text: str) -> Made:
    numbers = [
        node.says.get("ord") or (-1 if node.says.get("n") == -1 else 0)
        for node in nodes
        if node.kind in ("ORD", "ORDW", "REL")
    ]
    if 0 in numbers:
        return None
    named = [
        node for node in nodes if node.kind in ("WD", "WDP", "UNIT", "POD", "SEAS", "MON", "CALM", "CAL")
    ]
    head = named[0]
    says: Says = {"quant": text[nodes[0].start : nodes[0].end], "period": "", "rrule": None}
    inner = first(nodes[2:], "IM", "IN", "ART") is not None and any(node.kind == "UNIT" for node in named[1:])
    if head.kind in ("WD", "WDP"):
        days = [BYDAY[node.says["wd"]] for node in nodes if node.kind in ("WD", "WDP")]
        if numbers and (inner or len(numbers) > 1 or numbers[0] == -1):
            unit = next((node for node in named[1:] if node.kind == "UNIT"), None)
            if unit is not None and unit.says["unit"] not in ("M", "Y"):
                return None
            says |= {
                "period": "P1M",
                "rrule": "FREQ=MONTHLY;BYDAY=" + ",".join(f"{number}{days[0]}" for number in numbers),
            }
        elif numbers:
            says |= {
                "period": f"P{numbers[0]}W",
                "rrule": f"FREQ=WEEKLY;INTERVAL={numbers[0]};BYDAY={days[0]}",
            }
        else:
            says |= {"period": "P1W", "rrule": "FREQ=WEEKLY;BYDAY=" + ",".join(days)}
    elif head.kind == "UNIT":
        if head.says["plural"]:
            return None
        pair = repeated(head.says["unit"], numbers[0] if numbers and numbers[0] > 0 else 1)
        if pair is None or (numbers and numbers[0] < 0):
            return None
        says |= {"period": pair[0], "rrule": pair[1]}
        month = first(nodes, "MON")
        if month is not None:  # `jedes Jahr im Mai`
            if pair[0] != "P1Y":
                return None
            says["rrule"] += f";BYMONTH={month.says['m']}"
    elif head.kind == "POD":
        says |= {"period": "P1D", "rrule": "FREQ=DAILY"}
    elif head.kind in ("SEAS", "CAL"):
        if head.kind == "CAL" and set(head.says) - {"season", "mod"}:
            return None
        says |= {"period": "P1Y", "rrule": "FREQ=YEARLY"}
    else:
        if set(head.says) - {"m"}:
            return None
        says |= {"period": "P1Y", "rrule": f"FREQ=YEARLY;BYMONTH={head.says['m']}"}
    return Node("SET", nodes[0].start, nodes[-1].end, says)


AGAIN = re.compile(
    r"\b(?:immer|jeweils|jew\.|regelmäßig|stets|grundsätzlich|monatlich)\s+(?:am|an\s+den|den)\s+$", re.I
)


def set_nth(nodes: list[Node], text: str) -> Made:
    """`am ersten Donnerstag im Monat`, `immer am ersten Donnerstag des Monats`."""
    unit, start = first(nodes, "UNIT"), nodes[0].start
    assert unit
    if unit.says["unit"] != "M" or unit.says["plural"]:
        return None
    if first(nodes, "IM") is None and AGAIN.search(text, max(0, start - 40), start) is None:
        return None
    made = set_every([Node("JED", start, start, {}), *nodes], text)
    if isinstance(made, Node):
        made.says["quant"] = None
    return made


def set_every_n(nodes: list[Node], text: str) -> Made:
    if nodes[1].kind == "HALFU":
        pair = {"H": ("PT30M", "FREQ=MINUTELY;INTERVAL=30"), "Y": ("P6M", "FREQ=MONTHLY;INTERVAL=6")}.get(
            nodes[2].says["unit"]
        )
        return pair and Node(
            "SET", nodes[0].start, nodes[-1].end, {"quant": "alle", "period": pair[0], "rrule": pair[1]}
        )
    count = amount(nodes[1])
    if not isinstance(count, int) or nodes[1].kind in ("BEIDE", "YEAR"):
        return None
    pair = repeated(nodes[2].says["unit"], count)
    return pair and Node(
        "SET", nodes[0].start, nodes[-1].end, {"quant": "alle", "period": pair[0], "rrule": pair[1]}
    )


def set_except(nodes: list[Node], text: str) -> Made:
    """`täglich außer montags`."""
    closed = first(nodes, "WD", "WDS")
    if closed is None or nodes[0].says["v"] != "D":
        return None
    days = ",".join(day for day in BYDAY if day != BYDAY[closed.says["wd"]])
    return Node("SET", nodes[0].start, nodes[-1].end, {"period": "P1W", "rrule": f"FREQ=WEEKLY;BYDAY={days}"})


def set_adverb(nodes: list[Node], text: str) -> Made:
    code = nodes[0].says["v"]
    if code == "WD":
        says: Says = {"period": "P1W", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}
    elif code == "WE":
        says = {"period": "P1W", "rrule": "FREQ=WEEKLY;BYDAY=SA,SU"}
    elif code == "SU":
        says = {"period": "P1W", "rrule": "FREQ=WEEKLY;BYDAY=SU"}
    elif code == "FT":
        says = {"period": "P1D", "rrule": None}
    else:
        digits = "".join(character for character in code if character.isdigit())
        pair = repeated(code[len(digits) :], int(digits or 1))
        if pair is None:
            return None
        says = {"period": pair[0], "rrule": pair[1]}
    return Node("SET", nodes[0].start, nodes[-1].end, says)


def set_weekends(nodes: list[Node], text: str) -> Made:
    if nodes[0].says["unit"] != "WE" or not nodes[0].says["plural"]:
        return None
    return Node("SET", nodes[0].start, nodes[0].end, {"period": "P1W", "rrule": "FREQ=WEEKLY;BYDAY=SA,SU"})


MAKERS = (
    set_weekdays,
    set_every,
    set_nth,
    set_every_n,
    set_except,
    set_adverb,
    set_weekends,
)
