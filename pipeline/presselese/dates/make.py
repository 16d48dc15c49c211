"""The makers: what a rule makes of the nodes that its pattern matched.

A maker gets the matched nodes and the text and gives one node, several, or None where the words fit but the numbers
don't (`32. Mai`, `25:70 Uhr`). What a node says is a dict; the keys of a point in time are

    y m d wd        year, month, day, weekday (0 is Monday); h mi pod: hour, minute, part of the day (MO MI AF EV NI)
    rel             (unit, number, base): counted from the day of publication (`ref`) or from the text (`text`)
    near            (number, base): the next or last one of its kind (`kommenden Mai`)
    q hy season hol week weekend dec cen      quarter, half-year, season, holiday, week, weekend, decade, century
    mod             start, mid, end, approx, before, after
    ds ts           where its date and its clock time stand, which TIMEX3 marks apart
"""

from __future__ import annotations

from collections.abc import Callable

from presselese.dates.calendar import holiday as holiday_day
from presselese.dates.calendar import is_day, make_day
from presselese.dates.words import Node, Says, two_digits

Made = Node | list[Node] | None

LEADING = frozenset(
    ["AM", "IM", "IN", "UM", "GEGEN", "AB", "SEIT", "BIS", "ART", "VON", "ZU", "ZW", "AUF", "NACH", "AN", "COM", "JEW", "EINS", "LP", "KURZ", "VOR", "NUR", "DASH", "PIPE", "COL", "UND"]
)
TRAILING = frozenset(["COM", "ART", "DOT", "LP", "AM", "IN", "UND", "DASH", "COL", "PIPE", "SLASH", "IM"])
UNIT_ISO = {"D": "D", "W": "W", "M": "M", "Y": "Y", "H": "H", "MIN": "M", "S": "S", "Q": "Q", "HY": "HY", "DE": "DE", "CE": "CE", "WE": "WE", "SEM": "SEM", "SJ": "Y", "MS": "MS"}  # fmt: skip
CLOCK_UNITS = ("H", "MIN", "S")


def extent(nodes: list[Node], keep: frozenset[str] = frozenset()) -> tuple[int, int]:
    """First and last character without the small words around."""
    first = 0
    while first < len(nodes) - 1 and nodes[first].kind in LEADING and nodes[first].kind not in keep:
        first += 1
    last = len(nodes) - 1
    while last > first and nodes[last].kind in TRAILING:
        last -= 1
    return nodes[first].start, nodes[last].end


def node_of(kind: str, nodes: list[Node], says: Says) -> Node:
    start, end = extent(nodes)
    return Node(kind, start, end, says)


def first(nodes: list[Node], *kinds: str) -> Node | None:
    for node in nodes:
        if node.kind in kinds:
            return node
    return None


def every(nodes: list[Node], *kinds: str) -> list[Node]:
    return [node for node in nodes if node.kind in kinds]


def together(nodes: list[Node]) -> Says:
    """All that the nodes say about a point in time."""
    says: Says = {}
    for node in nodes:
        for key, value in node.says.items():
            if key in (
                "y",
                "m",
                "d",
                "wd",
                "h",
                "mi",
                "pod",
                "rel",
                "near",
                "q",
                "hy",
                "season",
                "hol",
                "nth",
                "week",
                "weekend",
                "dec",
                "cen",
                "mod",
                "tens",
                "app",
                "y2",
                "hint",
                "yy",
                "of",
            ):
                says.setdefault(key, value)
    return says


# clock times


def weekday_of(says: Says) -> int | None:
    day = make_day(says["y"], says["m"], says["d"])
    return day.weekday() if day else None


def clock(nodes: list[Node], text: str) -> Made:
    number = nodes[0].says
    hour = number.get("h", number.get("num"))
    minute = number.get("mi", 0)
    if "short" in number:
        return None
    if (
        nodes[0].kind == "EINZ" and text[nodes[0].start : nodes[0].end].lower() != "ein"
    ):  # `eine Uhr` is a watch
        return None
    if nodes[-1].kind == "HOUR" and text[nodes[-1].end : nodes[-1].end + 1] == "/":
        return None
    if len(nodes) > 2 and nodes[2].kind == "NUM":
        minute = nodes[2].says["num"]
    if not isinstance(hour, int) or not isinstance(minute, int) or hour > 24 or minute > 59:
        return None
    return node_of("TIME", nodes, {"h": hour, "mi": minute})


def bare_clock(nodes: list[Node], text: str) -> Made:
    """`18:15` without `Uhr`: a score or a ratio unless something says otherwise."""
    return node_of("TIME", nodes, dict(nodes[0].says))


def spoken(nodes: list[Node], text: str) -> Made:
    numbers = [node for node in nodes if node.kind in ("NUM", "NUMW")]
    hour = numbers[-1].says["num"]
    if not isinstance(hour, int) or not 0 < hour <= 24:
        return None
    way = first(nodes, "NACH", "VOR")
    if len(numbers) == 2:
        minutes = numbers[0].says["num"]
        if not isinstance(minutes, int) or minutes > 30:
            return None
        total = hour * 60 + (minutes if way and way.kind == "NACH" else -minutes)
    elif nodes[0].kind == "HALB":
        total = hour * 60 - 30
    elif nodes[0].kind == "VIERTEL":
        total = hour * 60 + (15 if way and way.kind == "NACH" else -15 if way else -45)
    else:
        total = hour * 60 + (45 if way and way.kind == "NACH" else -15)
    return node_of("TIME", nodes, {"h": total // 60 % 24, "mi": total % 60, "twelve": hour <= 12})


def midnight(nodes: list[Node], text: str) -> Made:
    return node_of("TIME", nodes, {"h": 24, "mi": 0} | ({"after": True} if first(nodes, "NACH") else {}))


def in_part(hour: int, part: str) -> int:
    """The hour of 24 that `acht Uhr abends` means."""
    if part in ("AF", "EV") and 1 <= hour < 12:
        return hour + 12
    if part == "NI":
        return hour + 12 if 7 <= hour < 12 else 24 if hour == 12 else hour
    if part == "MI" and hour < 4 and hour > 0:
        return hour + 12
    return hour


def clock_part(nodes: list[Node], text: str) -> Made:
    time = first(nodes, "TIME", "NUM", "NUMW")
    part = first(nodes, "PODS", "POD", "FRADV")
    assert time and part
    hour = time.says.get("h", time.says.get("num"))
    if not isinstance(hour, int) or hour > 24:
        return None
    start, end = extent(nodes)
    code = part.says["pod"]
    says = {
        "h": in_part(hour, code),
        "mi": time.says.get("mi", 0),
        "part": code,
        "ps": (part.start, part.end),
        "cs": (time.start, time.end),
    }
    if first(nodes, "POD") and nodes[0].kind == "POD":
        says["night"] = code == "NI"
    return Node("TIME", start, end, says)


def hours(nodes: list[Node], text: str) -> Made:
    ends = every(nodes, "TIME", "HM", "HP", "NUM", "NUMW", "PODS")
    if len(ends) != 2:
        return None
    values = []
    for node in ends:
        hour, minute = node.says.get("h", node.says.get("num")), node.says.get("mi", 0)
        if node.kind == "PODS":
            hour, minute = {"MO": 6, "MI": 12, "AF": 14, "EV": 18, "NI": 22}[node.says["pod"]], 0
        if not isinstance(hour, int) or hour > 24 or minute > 59 or "short" in node.says:
            return None
        values.append({"h": hour, "mi": minute})
    start, end = extent(nodes)
    part = ends[1].says.get("part")
    if part in ("AF", "EV") and "part" not in ends[0].says and values[0]["h"] + 12 < values[1]["h"]:
        values[0]["h"] += 12
    return Node(
        "TR",
        start,
        end,
        {
            "a": values[0],
            "b": values[1],
            "as": (ends[0].start, ends[0].end),
            "bs": (ends[1].start, ends[1].end),
        },
    )


def hours_bare(nodes: list[Node], text: str) -> Made:
    return hours(nodes, text)


def hours_list(nodes: list[Node], text: str) -> Made:
    """`um 11 und 14 Uhr`: two clock times."""
    out = []
    for node in every(nodes, "TIME", "HM", "HP", "NUM", "NUMW"):
        hour, minute = node.says.get("h", node.says.get("num")), node.says.get("mi", 0)
        if not isinstance(hour, int) or hour > 24 or minute > 59 or "short" in node.says:
            return None
        out.append(Node("TIME", node.start, node.end, {**node.says, "h": hour, "mi": minute}))
    return out


# days


def day(nodes: list[Node], text: str) -> Made:
    says: Says = {}
    for node in nodes:
        if node.kind in ("ORD", "ORDW"):
            says["d"] = node.says["ord"]
        elif node.kind == "NUM":
            says["d"] = node.says["num"]
        else:
            says |= {key: node.says[key] for key in ("y", "yy", "m", "d", "h", "mi") if key in node.says}
    if not isinstance(says.get("d"), int) or not is_day(says.get("y"), says["m"], says["d"]):
        return None
    made = node_of("CALD", nodes, says)
    if nodes[-1].kind == "DM" or (nodes[-1].kind == "YEAR" and nodes[0].kind == "DM"):
        made.end = nodes[-1].end
    return made


def day_of_unit(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    assert unit
    if unit.says["unit"] != "M" or unit.says["plural"] or not 1 <= nodes[0].says["ord"] <= 31:
        return None
    relative = first(nodes, "REL")
    number, base = (relative.says["n"], relative.says["base"]) if relative else (0, "ref")
    return node_of("CALD", nodes, {"d": nodes[0].says["ord"], "rel": ("M", number, base)})


def month(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    says = together(every(nodes, "MON", "MONA", "YEAR", "APO"))
    if unit is nodes[0] and unit is not None and (unit.says["unit"] != "M" or unit.says["plural"]):
        return None
    if unit is not None and unit is not nodes[0]:
        if unit.says["unit"] != "Y" or unit.says["plural"]:
            return None
        if "y" not in says:
            says["rel"] = year_relative(nodes)
    word = first(nodes, "YWORD")
    if word:
        says["rel"] = word.says["rel"]
    if nodes[0].kind == "MONA" and "y" not in says:
        return None
    return node_of("CALM", nodes, says)


def year_relative(nodes: list[Node]) -> tuple[str, int, str]:
    relative = first(nodes, "REL")
    return ("Y", relative.says["n"], relative.says["base"]) if relative else ("Y", 0, "text")


def year(nodes: list[Node], text: str) -> Made:
    if nodes[0].says["unit"] != "Y":
        return None
    if nodes[0].says["plural"]:
        return Node("YEAR", nodes[1].start, nodes[1].end, nodes[1].says)
    return Node("CALY", nodes[0].start, nodes[-1].end, {"y": nodes[1].says["y"]})


def year_bc(nodes: list[Node], text: str) -> Made:
    if nodes[0].kind == "UNIT" and (nodes[0].says["unit"] != "Y" or nodes[0].says["plural"]):
        return Node("CALY", nodes[1].start, nodes[1].end, nodes[1].says)
    return Node("CALY", nodes[0].start, nodes[-1].end, nodes[-1].says)


def season(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    says = together(every(nodes, "SEAS", "YEAR", "APO", "YY", "BC"))
    if unit is not None:
        if unit.says["unit"] != "Y" or unit.says["plural"]:
            return None
        if "y" not in says:
            says["rel"] = year_relative(nodes)
    elif (relative := first(nodes, "REL")) and "y" not in says:
        says["near"] = (relative.says["n"], relative.says["base"])
    if (early := first(nodes, "FRUEH")) and "mod" not in says:
        says["mod"] = early.says["v"]
    return node_of("CAL", nodes, says)


def semester(nodes: list[Node], text: str) -> Made:
    half = nodes[0].says["v"]
    years = nodes[1].says
    if half == "SS":
        return node_of("CAL", nodes, {"season": 22, "y": years["y"]})
    return Node(
        "RANGE",
        nodes[0].start,
        nodes[-1].end,
        {"pair": (years["y"], years.get("y2", years["y"] + 1)), "fuzzy": True},
    )


def holiday(nodes: list[Node], text: str) -> Made:
    name = first(nodes, "HOL")
    assert name
    says: Says = {"hol": name.says["hol"]}
    number = first(nodes, "ORD", "ORDW")
    if number:
        nth = number.says["ord"]
        if name.says["hol"] == "advent-0" and 1 <= nth <= 4:
            says["hol"] = f"advent-{7 * (4 - nth)}"
        elif name.says["hol"] == "12-25" and 1 <= nth <= 2:
            says["hol"] = f"12-{24 + nth}"
        elif name.says["hol"] in ("easter+0", "easter+49") and nth == 2:
            says["hol"] = f"easter+{int(name.says['hol'][7:]) + 1}"
        elif nth != 1:
            return None
    elif name.says["hol"] == "advent-0":
        if text[name.start : name.end].lower() != "advent":
            return None
        says["span_only"] = True
        says = {"advent": 1}
    unit = first(nodes, "UNIT")
    if (stated := first(nodes, "YEAR")) is not None:
        says["y"] = stated.says["y"]
    elif unit is not None:
        if unit.says["unit"] != "Y" or unit.says["plural"]:
            return None
        says["rel"] = year_relative(nodes)
    if "advent" in says:
        return node_of("CAL", nodes, says)
    return node_of("CALD", nodes, says)


def nearest(nodes: list[Node], text: str) -> Made:
    """`kommenden Mai`, `vergangenen Freitag`: the next or the last one of its kind."""
    relative, named = nodes[0], nodes[1]
    if named.kind == "REL":
        return None
    if text[relative.start : relative.start + 3].lower() == "jen":
        return None
    says = together(nodes[1:])
    kind = {"MON": "CALM", "SEAS": "CAL", "HOL": "CALD", "WD": "CALD", "WDP": "MOMENT"}[named.kind]
    if named.says.get("hol") == "advent-0":
        return None
    if "y" not in says:
        says["near"] = (relative.says["n"], relative.says["base"])
    return node_of(kind, nodes, says)


def part_of_year(nodes: list[Node], text: str) -> Made:
    """Quarters, half-years, centuries, and ordinal weeks or days that only the text can place."""
    head = nodes[0]
    unit = first(nodes, "UNIT")
    if head.kind == "QTR":
        says: Says = {"q": head.says["q"]}
        code = "Q"
    else:
        if head.kind == "REL" and len(nodes) == 2:
            return None
        if unit is None or unit.says["plural"]:
            return None
        code = unit.says["unit"]
        number = head.says.get("ord")
        if code == "Q" and number and number <= 4:
            says = {"q": number}
        elif code == "HY" and number and number <= 2:
            says = {"hy": number}
        elif code == "HY" and head.kind == "REL" and head.says["n"] < 0:
            says = {"hy": 2}
        elif code == "CE" and number and number <= 25 and len(nodes) == 2:
            return node_of("CAL", nodes, {"cen": number - 1})
        elif code == "DE" and len(nodes) == 2:
            return None
        elif code in ("D", "W", "M", "Y") and number and len(nodes) == 2:
            return node_of("NTH", nodes, {"nth_unit": code, "nth": number})
        else:
            return None
    rest = nodes[2:] if head.kind != "QTR" else nodes[1:]
    stated = first(rest, "YEAR")
    again = first(rest, "UNIT")
    if again is not None and (again.says["unit"] != "Y" or again.says["plural"]):
        return node_of("CAL", nodes[:2], says)
    word = first(rest, "YWORD")
    if stated is not None:
        says["y"] = stated.says["y"]
    elif word is not None:
        says["rel"] = word.says["rel"]
    elif again is not None:
        says["rel"] = year_relative(rest)
    return node_of("CAL", nodes, says)


def century(nodes: list[Node], text: str) -> Made:
    number = nodes[0].says["ord"]
    if not 1 <= number <= 25:
        return None
    made = node_of("CAL", nodes, {"cen": number - 1})
    made.end = (
        nodes[-1].end
        if nodes[-1].kind == "DOT" and text[nodes[-1].end : nodes[-1].end + 2].strip()[:1].islower()
        else nodes[1].end
    )
    return made


def week(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    if unit is not None and text[unit.start : unit.end].lower() != "kalenderwoche":
        return None
    number_node = first(nodes, "NUM", "ORD")
    assert number_node
    number = number_node.says.get("num", number_node.says.get("ord"))
    if not isinstance(number, int) or not 1 <= number <= 53:
        return None
    says: Says = {"week": number}
    if (stated := first(nodes, "YEAR")) is not None:
        says["y"] = stated.says["y"]
    return node_of("CAL", nodes, says)


def decade(nodes: list[Node], text: str) -> Made:
    head = nodes[0]
    unit = first(nodes, "UNIT")
    if unit is not None and (unit.says["unit"] != "Y" or not unit.says["plural"]):
        return None
    if unit is None and head.kind in ("ER", "ERX") and "dec" not in head.says:
        return None
    if unit is None:
        return node_of("CAL", nodes[:1], dict(head.says))
    return node_of(
        "CAL", nodes, {"art": True, **{key: head.says[key] for key in ("dec", "tens") if key in head.says}}
    )


def turn(nodes: list[Node], text: str) -> Made:
    return node_of("CALY", nodes, {"y": 1900})


def week_day(nodes: list[Node], text: str) -> Made:
    unit, weekday = first(nodes, "UNIT"), first(nodes, "WD", "WDP")
    assert unit and weekday
    relative = first(nodes, "REL")
    if unit.says["unit"] != "W" or unit.says["plural"]:
        return None
    number, base = (relative.says["n"], relative.says["base"]) if relative else (0, "text")
    return node_of(
        "CALD" if "pod" not in weekday.says else "MOMENT", nodes, {**weekday.says, "rel": ("W", number, base)}
    )


def week_offset(nodes: list[Node], text: str) -> Made:
    count, unit = nodes[2].says.get("num"), nodes[3].says["unit"]
    if unit != "W" or not isinstance(count, int):
        return None
    return node_of(
        "CALD", nodes, {**nodes[0].says, "rel": ("W", count if nodes[1].kind == "IN" else -count, "ref")}
    )


def nth_weekday(nodes: list[Node], text: str) -> Made:
    """`zweiten Sonntag im Oktober`, `letzte Woche im Juli`, `erstes Wochenende des Monats`."""
    head, counted = nodes[0], nodes[1]
    number = head.says.get("ord") or (-1 if head.says.get("n", 0) == -1 else None)
    unit, named = first(nodes[2:], "UNIT"), first(nodes[2:], "MON")
    if (
        number is None
        or number > 31
        or (unit is not None and (unit.says["unit"] != "M" or unit.says["plural"]))
    ):
        return None
    if counted.kind == "UNIT":
        if counted.says["plural"] or counted.says["unit"] not in ("D", "W", "WE"):
            return None
        says: Says = {"nth": number, "of": counted.says["unit"]}
    else:
        says = {"nth": number, "wd": counted.says["wd"]}
    if unit is not None:
        says["rel"] = ("M", 0, "text")
    else:
        assert named
        says["m"] = named.says["m"]
        if (stated := first(nodes, "YEAR")) is not None:
            says["y"] = stated.says["y"]
    return node_of("CAL" if says.get("of") in ("W", "WE") else "CALD", nodes, says)


def join_day(nodes: list[Node], text: str) -> Made:
    says = together(nodes)
    unit = first(nodes, "UNIT")
    if unit is not None and (unit.says["unit"] != "D" or unit.says["plural"]):
        return None
    relative = says.get("rel")
    if "pod" in says and relative == ("D", 0, "ref") and says["pod"] == "NI":
        says["hint"] = "tonight"
    parts = every(nodes, "POD", "PODS", "FRADV")
    made = node_of("MOMENT" if "pod" in says else "CALD", nodes, says)
    if parts:
        made.says["parted"] = True
    return made


def join_weekday(nodes: list[Node], text: str) -> Made:
    if (
        nodes[0].kind == "WDA"
        and len(nodes) < 3
        and text[nodes[0].start : nodes[0].end] in ("So", "Do", "Mi", "Di")
    ):
        return None
    if nodes[0].kind == "WDA" and any(node.kind in ("AM", "ART", "IN", "COM") for node in nodes):
        return None
    return node_of("MOMENT", nodes, {**together(nodes), "parted": True})


def relative_word(nodes: list[Node], text: str) -> Made:
    head = nodes[0]
    kind = {"YWORD": "CALY", "HEUER": "CALY", "MWORD": "CALM", "WWORD": "CAL", "DWORD": "CALD"}[head.kind]
    return node_of(kind, nodes, {"rel": head.says["rel"]})


def relative_part(nodes: list[Node], text: str) -> Made:
    """`vergangene Nacht`, `diesen Abend`."""
    relative, part = nodes
    number = relative.says["n"]
    if text[relative.start : relative.start + 3].lower() == "jen":
        return None
    return node_of(
        "MOMENT",
        nodes,
        {
            "pod": part.says["pod"],
            "rel": ("D", 0 if number == -1 and part.says["pod"] == "NI" else number, relative.says["base"]),
            "lastnight": number == -1 and part.says["pod"] == "NI",
            "art": True,
        },
    )


def relative_unit(nodes: list[Node], text: str) -> Made:
    relative, unit = nodes
    code = unit.says["unit"]
    word = text[relative.start : relative.end].lower()
    if word.startswith("jen"):
        return None
    if unit.says["plural"]:
        return node_of("PLURAL", nodes, {"unit": code, "n": relative.says["n"]})
    number, base = relative.says["n"], relative.says["base"]
    if word.startswith(("gleich", "selb", "nämlich")):
        base = "text"
    if code in ("H", "MIN", "S", "MS", "CE", "SEM"):
        return None if code != "CE" else node_of("CAL", nodes, {"rel": (code, number, base), "art": True})
    if code == "D":
        if base == "ref" and word.startswith(("nächst", "naechst", "dies")):
            base = "text"
        if base == "ref" and word.startswith("letzt"):
            return None
        kind = "CALD"
    else:
        kind = {"M": "CALM", "Y": "CALY", "SJ": "CAL"}.get(code, "CAL")
    return node_of(kind, nodes, {"rel": (code, number, base), "art": True})


def same_unit(nodes: list[Node], text: str) -> Made:
    return relative_unit(
        [Node("REL", nodes[0].start, nodes[0].end, {"n": 0, "base": "text"}), nodes[1]], text
    )


def unit_after(nodes: list[Node], text: str) -> Made:
    unit, later = nodes
    if unit.says["plural"] or unit.says["unit"] not in ("D", "W", "M", "Y"):
        return None
    number = int(later.says["v"])
    kind = {"D": "CALD", "M": "CALM", "Y": "CALY"}.get(unit.says["unit"], "CAL")
    return node_of(kind, nodes, {"rel": (unit.says["unit"], number, "text"), "art": True})


# parts that belong together


def weekday_date(nodes: list[Node], text: str) -> Made:
    dates = every(nodes, "CALD")
    date = dates[-1]
    head = nodes[0]
    if len(dates) == 2 and "hol" in head.says:
        if not {"y", "m", "d"} <= set(date.says) or holiday_day(head.says["hol"], date.says["y"]) != make_day(
            *(date.says[key] for key in "ymd")
        ):
            return None
    elif len(dates) == 2:
        if "rel" not in head.says and "near" not in head.says:
            return None
        if "rel" in date.says or "near" in date.says:
            return None
    says = dict(date.says)
    if head.kind in ("WD", "WDP", "WDA"):
        says.setdefault("wd", head.says["wd"])
        if "pod" in head.says:
            says["pod"] = head.says["pod"]
    elif head.kind == "CALD" and "wd" in head.says:
        says.setdefault("wd", head.says["wd"])
    elif (
        head.kind in ("CALD", "HEUTIG")
        and "y" not in says
        and "rel" in head.says
        and head.says["rel"][0] == "D"
    ):
        says["check"] = head.says["rel"]
    elif head.kind == "REL" and "y" not in says:
        says["near"] = (head.says["n"], head.says["base"])
        if head.says["n"] == 0:
            says.pop("near")
    if "rel" in date.says or "near" in date.says:
        return None
    made = Node("MOMENT" if "pod" in says else "CALD", 0, 0, says)
    made.start, made.end = extent(nodes)
    made.end = date.end
    if head.kind == "WDA" and head.start:
        made.start = head.start
    return made


def date_weekday(nodes: list[Node], text: str) -> Made:
    """`13.01.2022 (Donnerstag)`: the weekday belongs to the date if it is the day's own."""
    date, weekday = nodes[0], first(nodes, "WD", "WDA")
    assert weekday
    if not {"y", "m", "d"} <= set(date.says) or weekday_of(date.says) != weekday.says["wd"]:
        return None
    if weekday.kind == "WDA" and not first(nodes, "LP", "DOT"):
        return None
    end = nodes[-1].end if nodes[-1].kind != "DOT" else weekday.end
    return Node("CALD", date.start, end, date.says)


def in_brackets(nodes: list[Node], text: str) -> Made:
    date = every(nodes, "CALD")[-1]
    if date is nodes[0] or "m" not in date.says or "d" not in date.says:
        return None
    head = nodes[0]
    if head.kind == "CALD" and (
        ("m" in head.says and "d" in head.says) or ("hol" in head.says and "y" in head.says)
    ):
        return None
    if head.kind == "CALY" or "h" in head.says:
        return None
    says = dict(date.says)
    if "pod" in head.says:
        says["pod"] = head.says["pod"]
    if "wd" in head.says:
        says.setdefault("wd", head.says["wd"])
    if "y" in head.says:
        says.setdefault("y", head.says["y"])
    return Node("MOMENT" if "pod" in says else "CALD", extent(nodes)[0], nodes[-1].end, says)


def early(nodes: list[Node], text: str) -> Made:
    says = dict(nodes[1].says)
    if nodes[1].kind == "CALD":
        return None
    says["mod"] = nodes[0].says["v"]
    return Node(nodes[1].kind, nodes[0].start, nodes[1].end, says | {"early": True})


def start_of(nodes: list[Node], text: str) -> Made:
    modifier = first(nodes, "MODS")
    point = nodes[-1]
    assert modifier
    if point.kind == "CAL" and not any(
        key in point.says for key in ("season", "q", "hy", "dec", "tens", "cen", "week", "rel")
    ):
        return None
    if point.kind == "WD":
        return None
    kind = "CALY" if point.kind == "YEAR" else point.kind
    if first(nodes, "VON"):
        return None
    made = node_of(kind, nodes, {**point.says, "mod": modifier.says["mod"]})
    made.start = nodes[0].start
    return made


def start_of_unit(nodes: list[Node], text: str) -> Made:
    modifier, unit = nodes[0], first(nodes, "UNIT")
    assert unit
    code = unit.says["unit"]
    if unit.says["plural"] or code not in ("Y", "M", "W", "Q", "HY", "DE", "CE", "SJ", "WE"):
        return None
    if len(nodes) < 3:
        return None
    stated = first(nodes, "YEAR")
    relative = first(nodes, "REL")
    says: Says = {"mod": modifier.says["mod"]}
    kind = {"Y": "CALY", "M": "CALM"}.get(code, "CAL")
    if stated is not None:
        if code != "Y":
            return None
        says["y"] = stated.says["y"]
    elif relative is not None:
        says["rel"] = (code, relative.says["n"], relative.says["base"])
    else:
        says["rel"] = (code, 0, "text")
    return Node(kind, modifier.start, nodes[-1].end, says)


def start_word(nodes: list[Node], text: str) -> Made:
    word = first(nodes, "MODU")
    assert word
    code = word.says["unit"]
    unit = first(nodes, "UNIT")
    says: Says = {"mod": word.says["mod"]}
    if (stated := first(nodes, "YEAR")) is not None:
        says["y"] = stated.says["y"]
        if code != "Y":
            return None
    elif unit is not None and unit.says["unit"] == "Y" and code == "Y":
        says["rel"] = year_relative(nodes)
    else:
        relative = first(nodes, "REL")
        says["rel"] = (code, relative.says["n"], relative.says["base"]) if relative else (code, 0, "text")
        nodes = nodes[: nodes.index(word) + 1]
    kind = {"Y": "CALY", "M": "CALM"}.get(code, "CAL")
    return node_of(kind, nodes, says)


def course(nodes: list[Node], text: str) -> Made:
    point = nodes[-1]
    if point.kind in ("CALY", "CAL", "YEAR"):
        return Node("CALY" if point.kind == "YEAR" else point.kind, point.start, point.end, point.says)
    if point.says["plural"] or point.says["unit"] not in ("D", "Y", "M", "W", "SJ"):
        return None
    relative = first(nodes, "REL")
    number, base = (relative.says["n"], relative.says["base"]) if relative else (0, "text")
    kind = {"Y": "CALY", "M": "CALM", "D": "CALD"}.get(point.says["unit"], "CAL")
    start = relative.start if relative else point.start
    return Node(kind, start, point.end, {"rel": (point.says["unit"], number, base), "art": True})


# days with a clock time or a part of the day


def night(nodes: list[Node], text: str) -> Made:
    if nodes[0].says["pod"] != "NI":
        return None
    days = every(nodes, "WD", "WDP", "CALD", "CALM", "ORD")
    last = days[-1]
    if last.kind == "CALM" or ("rel" in last.says and last.says["rel"][0] != "D"):
        return None
    says = {key: value for key, value in last.says.items() if key != "pod"}
    return Node("MOMENT", nodes[0].start, nodes[-1].end, {**says, "pod": "NI", "night": True})


def part_of_date(nodes: list[Node], text: str) -> Made:
    if len(nodes) < 3 and "rel" in nodes[-1].says:
        return None
    if len(nodes) < 3:
        return None
    return Node("MOMENT", nodes[0].start, nodes[-1].end, {**nodes[-1].says, "pod": nodes[0].says["pod"]})


def evening_before(nodes: list[Node], text: str) -> Made:
    return Node("MOMENT", nodes[0].start, nodes[-1].end, {**nodes[-1].says, "pod": "EV", "shift": -1})


def day_says(node: Node) -> Says:
    return {key: value for key, value in node.says.items() if key not in ("parted",)}


def usable_day(nodes: list[Node], text: str) -> Node | None:
    """The day in front of a clock time; `So` and `Do` are weekdays only in front of a number."""
    head = first(nodes, "CALD", "MOMENT", "WD", "WDP", "WDA")
    if head is not None and head.kind == "WDA" and text[head.start : head.end] in ("So", "so"):
        return head if nodes[nodes.index(head) + 1].kind in ("DOT", "TIME", "TR", "COM", "HP") else None
    return head


def moment(nodes: list[Node], text: str) -> Made:
    head = usable_day(nodes, text)
    time = first(nodes, "TIME", "HP", "HM", "POD", "PODS", "FRADV")
    if head is None or time is None or "h" in head.says:
        return None
    if first(nodes, "UND") and not first(nodes, "UM", "GEGEN"):
        return None
    if time.kind in ("HP", "HM") and ("short" in time.says or time.says["h"] > 24 or time.says["mi"] > 59):
        return None
    says = {
        **day_says(head),
        **{key: time.says[key] for key in ("h", "mi", "part", "twelve", "night", "after") if key in time.says},
    }
    if time.kind in ("POD", "PODS", "FRADV"):
        if "pod" in head.says:
            return None
        says["pod"] = time.says["pod"]
    elif "pod" in head.says:
        says["h"] = (
            in_part(time.says["h"], head.says["pod"])
            if time.says["h"] != 12 or head.says["pod"] != "NI"
            else 24
        )
        if time.kind in ("TIME", "HP", "HM") and text[time.start : time.start + 1] == "0":
            says["h"] = time.says["h"]
        if head.says["pod"] == "NI":
            says["night"] = head.says.get("night", False)
    start, _ = extent(nodes)
    says["ds"] = (head.start, head.end)
    says["ts"] = time.says.get("cs", (time.start, time.end))
    if time.kind in ("POD", "PODS", "FRADV"):
        says["parted"] = True
        says.pop("ds")
        says.pop("ts")
    return Node("MOMENT", start, nodes[-1].end, says)


def moment_hours(nodes: list[Node], text: str) -> Made:
    head, time = usable_day(nodes, text), first(nodes, "TR")
    if head is None or time is None:
        return None
    if head.kind == "WDA" and not first(nodes, "COM", "VON"):
        pass
    base = {key: value for key, value in day_says(head).items() if key != "pod"}
    start, _ = extent(nodes)
    says = {
        "a": {**base, **time.says["a"]},
        "b": {**base, **time.says["b"]},
        "ds": (head.start, head.end),
        "as": time.says["as"],
        "bs": time.says["bs"],
        "weekday_only": head.kind in ("WD", "WDA"),
    }
    return Node("RANGE", start, nodes[-1].end, says)


def moment_until(nodes: list[Node], text: str) -> Made:
    head, time = usable_day(nodes, text), first(nodes, "TIME")
    if head is None or time is None or "h" in head.says:
        return None
    start, _ = extent(nodes)
    return Node(
        "RANGE",
        start,
        nodes[-1].end,
        {
            "a": None,
            "b": {**day_says(head), "h": time.says["h"], "mi": time.says["mi"]},
            "ds": (head.start, head.end),
            "bs": (time.start, time.end),
        },
    )


def moment_from(nodes: list[Node], text: str) -> Made:
    head, time = usable_day(nodes, text), first(nodes, "TIME")
    if head is None or time is None or "h" in head.says:
        return None
    start, _ = extent(nodes)
    return Node(
        "RANGE",
        start,
        nodes[-1].end,
        {
            "a": {**day_says(head), "h": time.says["h"], "mi": time.says["mi"]},
            "b": None,
            "ds": (head.start, head.end),
            "as": (time.start, time.end),
        },
    )


def clock_then_day(nodes: list[Node], text: str) -> Made:
    head, time = first(nodes, "CALD", "MOMENT", "WD", "WDP", "WDA"), nodes[0]
    if head is None or "h" in head.says:
        return None
    spans = {"ds": (head.start, head.end)}
    if time.kind == "TR":
        base = day_says(head)
        return Node(
            "RANGE",
            time.start,
            nodes[-1].end,
            {
                "a": {**base, **time.says["a"]},
                "b": {**base, **time.says["b"]},
                "as": time.says["as"],
                "bs": time.says["bs"],
                **spans,
            },
        )
    return Node(
        "MOMENT",
        time.start,
        head.end,
        {**day_says(head), "h": time.says["h"], "mi": time.says["mi"], "ts": (time.start, time.end), **spans},
    )


def part_alone(nodes: list[Node], text: str) -> Made:
    start = nodes[0].start
    says: Says = {"pod": nodes[-1].says["pod"], "rel": ("D", 0, "spoken")}
    if nodes[0].kind == "FRUEH":
        says["mod"] = nodes[0].says["v"]
    says["art"] = True
    return Node("PARTDAY", start, nodes[-1].end, says)


# lengths


def amount(node: Node) -> int | float | str | None:
    if node.kind == "YEAR":
        return int(node.says["y"])
    value = node.says.get("num")
    return value if isinstance(value, (int, float, str)) else None


def length(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    counts = every(nodes, "NUM", "NUMW", "EINZ", "NUMX", "BIG", "BEIDE", "DREIER", "YEAR", "PAAR")
    assert unit
    count: int | float | str | None = "X" if first(nodes, "PAAR") else amount(counts[-1])
    if count is None:
        return None
    if counts and counts[-1].kind == "YEAR" and not unit.says["plural"]:
        return None
    if count == "X" and not unit.says["plural"] and counts[-1].kind == "NUMX":  # `nach einem langen Tag`
        return None
    if counts and counts[-1].kind == "YEAR" and text[unit.start].islower():
        return None
    half = first(nodes, "HALFU")
    if half is not None and count == 1:
        count = 0.5
    if count == 1 and counts and counts[-1].kind in ("EINZ",) and unit.says["plural"]:
        return None
    if (
        isinstance(count, (int, float))
        and count != 1
        and not unit.says["plural"]
        and isinstance(count, int)
        and counts[-1].kind in ("NUM", "BIG", "YEAR")
    ):
        return None
    says = {
        "parts": [(count, unit.says["unit"])],
        "counted": counts[-1].kind if counts else "PAAR",
        "plural": unit.says["plural"],
    }
    return with_frame("LENGTH", nodes, says, text)


def with_frame(kind: str, nodes: list[Node], says: Says, text: str) -> Node:
    """Adds the modifier and the direction; `erst`, `schon`, `nur` stay outside."""
    inside = list(nodes)
    while (inside and inside[0].kind in ("NUR", "SPAET")) or (inside and inside[0].kind == "ART"):
        inside.pop(0)
    limit = first(nodes, "APP", "APPM", "SPAET")
    if limit is not None:
        says["mod"] = limit.says["app"]
    relative = first(nodes, "REL")
    if relative is not None:
        says["n"] = relative.says["n"]
        says["art"] = True
    return Node(kind, inside[0].start, inside[-1].end, says)


def length_range(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    assert unit
    if first(nodes, "YEAR") or first(nodes, "UND"):
        return None
    if first(nodes, "SLASH"):
        numbers = [node.says.get("num") for node in every(nodes, "NUM")]
        if numbers not in ([1, 2], [3, 4], [1, 4]):
            return None
        return with_frame(
            "LENGTH",
            nodes,
            {"parts": [(numbers[0] / numbers[1], unit.says["unit"])], "counted": "NUM", "plural": False},
            text,
        )
    counts = every(nodes, "NUM", "NUMW", "EINZ", "NUMX", "BIG", "BEIDE")
    if len(counts) != 2:
        return None
    return with_frame(
        "LENGTH",
        nodes,
        {"parts": [("X", unit.says["unit"])], "counted": "NUM", "plural": True, "ranged": True},
        text,
    )


def length_parts(nodes: list[Node], text: str) -> Made:
    """`sechs Wochen und drei Tage`: units from long to short."""
    units = every(nodes, "UNIT")
    counts = every(nodes, "NUM", "NUMW", "EINZ", "NUMX", "BIG", "BEIDE", "DREIER", "YEAR")
    if len(units) != len(counts) or first(nodes, "HALFU", "REL"):
        return None
    order = ["CE", "DE", "Y", "M", "W", "D", "H", "MIN", "S"]
    codes = [unit.says["unit"] for unit in units]
    if any(code not in order for code in codes):
        return None
    places = [order.index(code) for code in codes]
    if places != sorted(set(places)):
        return None
    parts = [(amount(count), code) for count, code in zip(counts, codes, strict=True)]
    return with_frame("LENGTH", nodes, {"parts": parts, "counted": "NUM", "plural": True}, text)


def length_half(nodes: list[Node], text: str) -> Made:
    unit = nodes[-1]
    if unit.says["plural"] or unit.says["unit"] not in ("D", "W", "M", "Y", "H", "WE", "CE", "DE"):
        return None
    half = first(nodes, "HALFU")
    if first(nodes, "DREIV") is not None:
        return with_frame(
            "LENGTH", nodes, {"parts": [(0.75, unit.says["unit"])], "counted": "NUM", "plural": False}, text
        )
    if half is not None and unit.says["unit"] in ("W", "WE"):
        return None
    return with_frame(
        "LENGTH",
        nodes,
        {"parts": [(0.5 if half else 1, unit.says["unit"])], "counted": "GANZ", "plural": False, "art": True},
        text,
    )


def length_word(nodes: list[Node], text: str) -> Made:
    return with_frame(
        "LENGTH",
        nodes,
        {"iso": nodes[-1].says["v"], "counted": "EINZ" if first(nodes, "EINZ") else "WORD"},
        text,
    )


def length_adjective(nodes: list[Node], text: str) -> Made:
    adjective = nodes[-1]
    return with_frame(
        "LENGTH",
        nodes,
        {"parts": [(adjective.says["num"], adjective.says["unit"])], "counted": "LADJ", "adjective": True},
        text,
    )


def later(nodes: list[Node], text: str) -> Made:
    span, word = nodes
    if span.says.get("adjective") or "iso" in span.says:
        return None
    parts = span.says["parts"]
    if any(not isinstance(count, (int, float)) for count, _ in parts):
        return None
    sign = -1 if word.kind == "FRUEHER" or word.says["v"] == "-1" else 1
    return Node("AFTERWARDS", span.start, word.end, {"parts": parts, "sign": sign})


# sets


BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def set_weekdays(nodes: list[Node], text: str) -> Made:
    days = every(nodes, "WDS", "WD", "WDA")
    has_clock = first(nodes, "TR", "TIME")
    if has_clock and not first(nodes, "WDS") and len(days) < 2:
        return None
    if has_clock and not first(nodes, "WDS") and not first(nodes, "TR") and not first(nodes, "BIS", "DASH"):
        return None
    if (
        has_clock
        and not first(nodes, "WDS")
        and len(days) == 2
        and days[0].kind == "WD"
        and not first(nodes, "BIS", "DASH")
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


FREQUENCY = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY", "H": "HOURLY", "MIN": "MINUTELY"}
PERIOD = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S"}


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
    inner = first(nodes[2:], "IM", "IN") is not None and any(node.kind == "UNIT" for node in named[1:])
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


def set_adverb(nodes: list[Node], text: str) -> Made:
    code = nodes[0].says["v"]
    if code == "WD":
        says: Says = {"period": "P1D", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}
    elif code == "WE":
        says = {"period": "P1W", "rrule": "FREQ=WEEKLY;BYDAY=SA,SU"}
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


# ranges and lists


POINTS = ("MOMENT", "CALD", "CALM", "CALY", "CAL", "WD", "WDP", "YEAR", "TIME", "MON", "MY")


def point_says(node: Node) -> Says:
    return node.says


def range_(nodes: list[Node], text: str) -> Made:
    ends = every(nodes, *POINTS, "ORD")
    if len(ends) != 2:
        return None
    a, b = ends
    if a.kind == "ORD":
        if not 1 <= a.says["ord"] <= 31 or b.kind not in ("CALD", "MOMENT"):
            return None
        return Node(
            "RANGE",
            extent(nodes)[0],
            nodes[-1].end,
            {"a": {"d": a.says["ord"]}, "b": b.says, "as": (a.start, a.end), "bs": (b.start, b.end)},
        )
    joint = first(nodes[nodes.index(a) :], "AUF")
    if joint is not None and ("pod" not in a.says and a.kind not in ("WD", "CALD")):
        return None
    if joint is not None and not (a.kind == b.kind == "WD"):
        return None
    if {a.kind, b.kind} & {"YEAR", "CALY"} and {a.kind, b.kind} & {"WD", "WDP"}:
        return None
    if a.kind == "YEAR" and b.kind in ("CALD", "CALM") and first(nodes, "DASH"):
        return None
    return Node(
        "RANGE",
        extent(nodes)[0],
        nodes[-1].end,
        {"a": a.says, "b": b.says, "as": (a.start, a.end), "bs": (b.start, b.end), "kinds": (a.kind, b.kind)},
    )


def range_days(nodes: list[Node], text: str) -> Made:
    """`15. bis 17. September`: the first end takes month and year from the second."""
    b = nodes[-1]
    heads = every(nodes[:-1], "ORD", "NUM", "ORDW")
    if not heads:
        return None
    a = heads[0]
    number = a.says.get("ord", a.says.get("num"))
    if not isinstance(number, int) or not 1 <= number <= 31:
        return None
    weekday = first(nodes[: nodes.index(a)], "WD", "WDA")
    says: Says = {"d": number}
    if weekday is not None:
        says["wd"] = weekday.says["wd"]
    start, _ = extent(nodes)
    if b.kind == "RANGE":
        if b.says.get("a") is None or "d" not in b.says["a"] or "h" not in b.says["a"]:
            return None
        return None
    if "d" not in b.says:
        return None
    if a.kind == "NUM" and "m" not in b.says:
        return None
    weekday_start = weekday.start if weekday is not None else a.start
    return Node(
        "RANGE",
        min(start, weekday_start),
        nodes[-1].end,
        {"a": says, "b": b.says, "as": (weekday_start, a.end), "bs": (b.start, b.end)},
    )


def range_weekdays_days(nodes: list[Node], text: str) -> Made:
    a, b = first(nodes, "ORD"), first(nodes, "CALD")
    assert a and b
    if not 1 <= a.says["ord"] <= 31 or "d" not in b.says:
        return None
    return Node(
        "RANGE",
        nodes[0].start,
        nodes[-1].end,
        {"a": {"d": a.says["ord"]}, "b": b.says, "as": (a.start, a.end), "bs": (b.start, b.end)},
    )


def range_weekend(nodes: list[Node], text: str) -> Made:
    head = nodes[0]
    if (
        (head.kind == "UNIT"
        and head.says["unit"] != "WE")
        or (head.kind == "CAL"
        and head.says.get("rel", ("",))[0] != "WE")
    ):
        return None
    ends = every(nodes[1:], "ORD", "CALD")
    a, b = ends[0], ends[-1]
    if "d" not in b.says:
        return None
    says = {"d": a.says["ord"]} if a.kind == "ORD" else a.says
    return Node(
        "RANGE",
        head.start,
        nodes[-1].end,
        {"a": says, "b": b.says, "as": (a.start, a.end), "bs": (b.start, b.end)},
    )


def range_years(nodes: list[Node], text: str) -> Made:
    """`1926–33`."""
    a, b = nodes[0], nodes[-1]
    number = b.says.get("num", b.says.get("ord"))
    if not isinstance(number, int) or number > 99 or not text[b.start : b.start + 2].isdigit():
        return None
    second = a.says["y"] // 100 * 100 + number
    if second <= a.says["y"]:
        return None
    return Node(
        "RANGE",
        a.start,
        b.start + 2,
        {
            "a": a.says,
            "b": {"y": second},
            "as": (a.start, a.end),
            "bs": (b.start, b.start + 2),
            "kinds": ("YEAR", "YEAR"),
        },
    )


def year_pairs(nodes: list[Node], text: str) -> Made:
    """`2008/2009 bis 2014/2015`."""
    a, b = nodes[0], nodes[-1]
    return Node(
        "RANGE",
        a.start,
        b.end,
        {"a": {"y": a.says["y"]}, "b": {"y": b.says["y2"]}, "as": (a.start, a.end), "bs": (b.start, b.end)},
    )


def year_pair(nodes: list[Node], text: str) -> Made:
    pair = nodes[-1]
    head = nodes[0]
    if head.kind == "UNIT" and (head.says["unit"] not in ("SJ", "SEM", "Y", "HY") or head.says["plural"]):
        start = pair.start
    else:
        start = head.start
    return Node(
        "RANGE",
        start,
        pair.end,
        {"pair": (pair.says["y"], pair.says["y2"]), "cut": pair.says["cut"], "named": head.kind == "UNIT"},
    )


def list_days(nodes: list[Node], text: str) -> Made:
    last = nodes[-1]
    end_says = last.says
    if last.kind == "RANGE":
        if not last.says.get("a") or "h" not in last.says["a"] or "ds" not in last.says:
            return None
        end_says = last.says["a"]
    if "d" not in end_says or ("rel" in end_says):
        return None
    out: list[Node] = []
    weekday: Node | None = None
    for node in nodes[:-1]:
        if node.kind in ("WD", "WDA"):
            weekday = node
        elif node.kind == "ORD":
            if not 1 <= node.says["ord"] <= 31:
                return None
            says = {key: end_says[key] for key in ("m", "y") if key in end_says} | {"d": node.says["ord"]}
            if weekday is not None:
                says["wd"] = weekday.says["wd"]
            if "y" not in says and "wd" in end_says:
                says["pair_wd"] = end_says["wd"], end_says["d"]
            out.append(Node("CALD", weekday.start if weekday else node.start, node.end, says))
            weekday = None
    says = dict(last.says)
    start = last.start
    if weekday is not None:
        says.setdefault("wd", weekday.says["wd"])
        start = weekday.start
    out.append(Node(last.kind, start, last.end, says))
    return out


def list_points(nodes: list[Node], text: str) -> Made:
    """Points of a list: a month or day without a year takes it from the next one that has one."""
    points = every(nodes, "YEAR", "CALY", "CALM", "CALD")
    out = []
    following: Node | None = None
    for node in reversed(points):
        says = dict(node.says)
        if (
            following is not None
            and node.kind == following.kind
            and node.kind in ("CALM", "CALD")
            and "y" not in says
            and "y" in following.says
            and "rel" not in says
        ):
            says["y"] = following.says["y"]
        if (
            following is not None
            and node.kind == following.kind == "CALM"
            and "rel" in following.says
            and "y" not in says
            and "rel" not in says
        ):
            says["rel"] = following.says["rel"]
        kind = "CALY" if node.kind == "YEAR" else node.kind
        copied = Node(kind, node.start, node.end, says, node.rule or "year")
        if node.kind == "YEAR":
            copied.says["listed"] = True
        out.append(copied)
        following = copied
    return list(reversed(out))


def open_from(nodes: list[Node], text: str) -> Made:
    point = nodes[-1]
    if point.kind == "TR":
        return None
    start, end = extent([node for node in nodes if node.kind not in ("SPAET",)])
    return Node(
        "RANGE",
        start,
        end,
        {
            "a": {**point.says, "open": "past" if nodes[0].kind == "SEIT" else "future"},
            "b": None,
            "as": (point.start, point.end),
            "kinds": (point.kind, ""),
        },
    )


def open_until(nodes: list[Node], text: str) -> Made:
    point = nodes[-1]
    start, end = extent(nodes, keep=frozenset({"NUR"}))
    if first(nodes, "EINS"):
        start = point.start
    return Node(
        "RANGE",
        start,
        end,
        {
            "a": None,
            "b": {**point.says, "open": "future"},
            "bs": (point.start, point.end),
            "kinds": ("", point.kind),
        },
    )


MAKERS: dict[str, Callable[[list[Node], str], Made]] = {
    function.__name__.rstrip("_"): function
    for function in (
        clock, bare_clock, spoken, midnight, clock_part, hours, hours_bare, hours_list, day, day_of_unit, month, year, year_bc, season, semester,
        holiday, nearest, part_of_year, century, week, decade, turn, week_day, week_offset, nth_weekday, join_day, join_weekday,
        relative_word, relative_part, relative_unit, same_unit, unit_after, weekday_date, date_weekday, in_brackets, early, start_of,
        start_of_unit, start_word, course, night, part_of_date, evening_before, moment, moment_hours, moment_until, moment_from,
        clock_then_day, part_alone, length, length_range, length_parts, length_half, length_word, length_adjective, later,
        set_weekdays, set_every, set_every_n, set_adverb, set_weekends, range_, range_days, range_weekdays_days, range_weekend,
        range_years, year_pairs, year_pair, list_days, list_points, open_from, open_until,
    )
}  # fmt: skip
_ = two_digits
