"""Months, years, seasons, quarters, weeks, decades, centuries, and parts of them (`Anfang Mai`, `Ende des Jahres`).

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

import re

from presselese.dates.nodes import Made, Node, Says, every, extent, first, node_of, together


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
    unit, stated = nodes[-2:]
    if unit.says["unit"] != "Y":
        return None
    if unit.says["plural"]:
        return Node("YEAR", stated.start, stated.end, stated.says)
    return Node("CALY", nodes[0].start, stated.end, {"y": stated.says["y"]})


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
    if nodes[0].kind == "GANZ":  # `im gesamten ersten Quartal`
        made = part_of_year(nodes[1:], text)
        if not isinstance(made, Node) or made.kind == "NTH":
            return None
        made.start = nodes[0].start
        return made
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


def half_of_year(nodes: list[Node], text: str) -> Made:
    """`zweite Hälfte des Jahres 2022`."""
    number, unit, stated = nodes[0].says["ord"], first(nodes, "UNIT"), first(nodes, "YEAR")
    assert unit
    if number > 2 or unit.says["unit"] != "Y" or unit.says["plural"]:
        return None
    year = {"y": stated.says["y"]} if stated is not None else {"rel": year_relative(nodes)}
    return node_of("CAL", nodes, {"hy": number, **year})


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


def week_range(nodes: list[Node], text: str) -> Made:
    """`KW 18/19`, `18. bis 20. KW`; `KW 18/23` is a week of a year."""
    a, b = (node.says.get("num", node.says.get("ord")) for node in every(nodes, "NUM", "ORD")[:2])
    if not isinstance(a, int) or not isinstance(b, int) or not 1 <= a < b <= 53:
        return None
    if first(nodes, "SLASH") and b - a > 3:
        return None
    stated = first(nodes, "YEAR")
    year: Says = {"y": stated.says["y"]} if stated is not None else {}
    start, end = extent(nodes)
    return Node("RANGE", start, end, {"a": {"week": a, **year}, "b": {"week": b, **year}, "as": (start, end)})


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


_AGE = re.compile(
    r"\b(?:ist|war|bin|sind|waren|\w{0,20}[Mm]ann|\w{0,20}[Ff]rau(?:en)?|\w{0,20}[Mm]änner)\s+in\s+den\s+$"
)
"""`eine Frau in den Vierzigern`."""


def decade_alone(nodes: list[Node], text: str) -> Made:
    """`in den Neunzigern`; `die Neunziger` may be people."""
    head = nodes[0]
    if text[head.start].islower() or not text[head.start : head.end].endswith("ern"):
        return None
    if _AGE.search(text, max(0, head.start - 40), head.start):
        return None
    return Node("CAL", head.start, head.end, dict(head.says))


def turn(nodes: list[Node], text: str) -> Made:
    return node_of("CALY", nodes, {"y": 1900})


def relative_word(nodes: list[Node], text: str) -> Made:
    head = nodes[0]
    kind = {"YWORD": "CALY", "HEUER": "CALY", "MWORD": "CALM", "WWORD": "CAL", "DWORD": "CALD"}[head.kind]
    return node_of(kind, nodes, {"rel": head.says["rel"]})


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
    if point.kind == "ERX" and not text[point.start].isupper():
        return None
    kind = {"YEAR": "CALY", "ER": "CAL", "ERX": "CAL"}.get(point.kind, point.kind)
    if first(nodes, "VON"):
        return None
    made = node_of(kind, nodes, {**point.says, "mod": modifier.says["mod"]})
    made.start = nodes[0].start
    return made


def start_to_end(nodes: list[Node], text: str) -> Made:
    """`Mitte bis Ende Mai`: the month."""
    kind = "CALY" if nodes[-1].kind == "YEAR" else nodes[-1].kind
    return Node(kind, nodes[0].start, nodes[-1].end, nodes[-1].says)


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


MAKERS = (
    month,
    year,
    year_bc,
    season,
    semester,
    nearest,
    part_of_year,
    half_of_year,
    century,
    week,
    week_range,
    decade,
    decade_alone,
    turn,
    relative_word,
    relative_unit,
    same_unit,
    unit_after,
    start_of,
    start_to_end,
    start_of_unit,
    start_word,
    course,
)
