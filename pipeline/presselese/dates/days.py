"""Days: dates in all spellings, weekdays, holidays, `heute`, `kommenden Freitag`, and a weekday joined to its date.

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

import re

from presselese.dates.calendar import holiday as holiday_day
from presselese.dates.calendar import is_day, make_day
from presselese.dates.figures import two_digits
from presselese.dates.nodes import Made, Node, Says, every, extent, first, node_of, together
from presselese.dates.periods import year_relative


def weekday_of(says: Says) -> int | None:
    day = make_day(says["y"], says["m"], says["d"])
    return day.weekday() if day else None


def day(nodes: list[Node], text: str) -> Made:
    says: Says = {}
    for node in nodes:
        if node.kind in ("ORD", "ORDW"):
            says["d"] = node.says["ord"]
        elif node.kind == "NUM" and {"m", "d"} <= says.keys():  # `3. Mai 23`
            if node.end - node.start != 2 or not re.match(
                r"\s*(?:[,;)\n]|\.(?:\s|$)|$)", text[node.end : node.end + 4]
            ):
                return None
            says |= {"yy": node.says["num"], "y": two_digits(node.says["num"])}
        elif node.kind == "NUM":
            says["d"] = node.says["num"]
        else:
            says |= {key: node.says[key] for key in ("y", "yy", "m", "d", "h", "mi") if key in node.says}
    if not isinstance(says.get("d"), int) or not is_day(says.get("y"), says["m"], says["d"]):
        return None
    made = node_of("CALD", nodes, says)
    if nodes[-1].kind == "DOT" and re.match(r",|\s[a-zäöü\d]", text[nodes[-1].end : nodes[-1].end + 2]):
        made.end = nodes[-1].end  # the stop of `5. Nov.`, not of the sentence
    if nodes[-1].kind == "DM" or (nodes[-1].kind == "YEAR" and nodes[0].kind == "DM"):
        made.end = nodes[-1].end
    return made


def day_of_year(nodes: list[Node], text: str) -> Made:
    """`1. Oktober des vorigen Jahres`, `3. Mai des Vorjahres`."""
    unit, word, stated = first(nodes, "UNIT"), first(nodes, "YWORD"), first(nodes, "YEAR")
    if unit is not None and (unit.says["unit"] != "Y" or unit.says["plural"]):
        return None
    says = together(every(nodes, "MON", "MONA", "DM"))
    if (number := first(nodes, "ORD", "ORDW")) is not None:
        says["d"] = number.says["ord"]
    if not is_day(None, says["m"], says["d"]):
        return None
    if stated is not None:
        says["y"] = stated.says["y"]
    else:
        says["rel"] = word.says["rel"] if word is not None else year_relative(nodes)
    return node_of("CALD", nodes, says)


def day_of_unit(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    assert unit
    if unit.says["unit"] != "M" or unit.says["plural"] or not 1 <= nodes[0].says["ord"] <= 31:
        return None
    relative = first(nodes, "REL")
    number, base = (relative.says["n"], relative.says["base"]) if relative else (0, "ref")
    return node_of("CALD", nodes, {"d": nodes[0].says["ord"], "rel": ("M", number, base)})


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


def holiday_weekend(nodes: list[Node], text: str) -> Made:
    """`zweites Adventswochenende`: the Saturday and Sunday of the holiday's Sunday."""
    name, number, stated = first(nodes, "HOLWE"), first(nodes, "ORD", "ORDW"), first(nodes, "YEAR")
    assert name
    rule = name.says["hol"]
    if number is not None:
        if rule != "advent-0" or not 1 <= number.says["ord"] <= 4:
            return None
        rule = f"advent-{7 * (4 - number.says['ord'])}"
    year = {"y": stated.says["y"]} if stated is not None else {}
    return node_of("CAL", nodes, {"hol": rule, "of": "WE", **year})


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
    number = head.says.get("ord") or (head.says["n"] if head.says.get("n", 0) < 0 else None)
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
    name = first(nodes, "WD", "WDA")
    assert name
    short = name.kind == "WDA"
    if short and len(nodes) < 3 and text[name.start : name.end] in ("So", "Do", "Mi", "Di"):
        return None
    if short and any(node.kind in ("AM", "ART", "IN", "COM") for node in nodes):
        return None
    return node_of("MOMENT", nodes, {**together(nodes), "parted": True})


def relative_part(nodes: list[Node], text: str) -> Made:
    """`vergangene Nacht`, `diesen Abend`."""
    relative, part = nodes
    number = relative.says["n"]
    word = text[relative.start : relative.end].lower()
    if word.startswith("jen"):
        return None
    if word.startswith("dies"):  # `an diesem Abend`
        return node_of("MOMENT", nodes, {"pod": part.says["pod"], "rel": ("D", 0, "text"), "art": True})
    if word.startswith(("nächst", "naechst")):  # `am nächsten Morgen`: of the day that is spoken of
        return node_of("MOMENT", nodes, {"pod": part.says["pod"], "rel": ("D", number, "text"), "art": True})
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


RANKED = re.compile(
    r"\s+(?:Platz|Rang|Preis|Sieg|Lauf|Teil|Band|Tag|Spiel|[A-ZÄÖÜ]\w*(?:platz|rang|preis|sieg|lauf|spiel|tag|titel|fest))\b"
)
"""`sicherte sich am Sonntag den 1. Platz`."""


def weekday_number(nodes: list[Node], text: str) -> Made:
    """`am Dienstag, dem 8., im Saal`: the month is the one in which they meet."""
    number, end = nodes[-1].says["ord"], nodes[-1].end
    if not 1 <= number <= 31 or text[end - 1] != "." or RANKED.match(text, end):
        return None
    return Node("CALD", nodes[0].start, end, {"wd": nodes[0].says["wd"], "d": number})


BEHIND_DAY = re.compile(
    r"[,;)]|\s+(?:in|im|mit|um|ab|von|vom|bei|beim|auf|an|zu|zum|gegen|war|wurden?|ist|sind|fand|findet|gab|gibt|geht|kam|kamen"
    r"|die|der|das|den|es|er|sie|wir|man|wird|werden|sogar|dann|wieder|nicht|noch|zurück|weg|statt|begann|beginnt)\b"
)
"""What may follow a day without its month; a noun or an adjective would be counted (`am 3. Spieltag`)."""


def day_alone(nodes: list[Node], text: str) -> Made:
    """`am 18. in Auental`: of the month that is spoken of."""
    number = nodes[0]
    if (
        not 1 <= number.says["ord"] <= 31
        or text[number.end - 1] != "."
        or not BEHIND_DAY.match(text, number.end)
    ):
        return None
    return Node("CALD", number.start, number.end, {"d": number.says["ord"], "rel": ("M", 0, "text")})


def days_alone(nodes: list[Node], text: str) -> Made:
    """`vom 11. bis 13. gab es Frost`."""
    a, b = every(nodes, "ORD")
    last = day_alone([b], text)
    if not isinstance(last, Node) or not 1 <= a.says["ord"] < b.says["ord"]:
        return None
    says = {"a": {"d": a.says["ord"], "rel": last.says["rel"]}, "b": last.says}
    return Node("RANGE", a.start, b.end, {**says, "as": (a.start, a.end), "bs": (b.start, b.end)})


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
    if nodes[1].kind == "CAL" and not {"dec", "tens", "cen"} & says.keys():
        return None
    says["mod"] = nodes[0].says["v"]
    return Node(nodes[1].kind, nodes[0].start, nodes[1].end, says | {"early": True})


MAKERS = (
    day,
    day_of_year,
    day_of_unit,
    holiday,
    holiday_weekend,
    week_day,
    week_offset,
    nth_weekday,
    join_day,
    join_weekday,
    relative_part,
    weekday_date,
    weekday_number,
    day_alone,
    days_alone,
    date_weekday,
    in_brackets,
    early,
)
