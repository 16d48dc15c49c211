"""Ranges, open ranges and lists: `vom 15. bis 17. Mai`, `seit 2014`, `am 24. und 31. Dezember`.

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

import re

from presselese.dates.figures import two_digits
from presselese.dates.nodes import Made, Node, Says, every, extent, first

POINTS = ("MOMENT", "CALD", "CALM", "CALY", "CAL", "WD", "WDP", "YEAR", "TIME", "MON", "MY")


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
    dash = first(nodes, "DASH")
    if dash is not None and nodes[nodes.index(dash) + 1].kind in ("IN", "IM"):  # `am 3. Mai – in diesem Jahr`
        return None
    joint = first(nodes[nodes.index(a) :], "AUF")
    if joint is not None and ("pod" not in a.says and a.kind not in ("WD", "CALD")):
        return None
    if joint is not None and (a.kind != b.kind or "rel" in b.says):
        return None
    if {a.kind, b.kind} & {"YEAR", "CALY"} and {a.kind, b.kind} & {"WD", "WDP"}:
        return None
    if (
        a.kind == b.kind == "CAL"
        and first(nodes, "SLASH")
        and not ("season" in a.says and "season" in b.says)
    ):
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
    if (head.kind == "UNIT" and head.says["unit"] != "WE") or (
        head.kind == "CAL" and head.says.get("rel", ("",))[0] != "WE"
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


def short_pair(nodes: list[Node], text: str) -> Made:
    """`Schuljahr 22/23`, `WS 22/23`."""
    head, a, last = nodes[0], nodes[1].says["num"], nodes[3]
    if head.kind == "UNIT" and (head.says["unit"] not in ("SJ", "SEM", "HY") or head.says["plural"]):
        return None
    b = last.says.get("num", last.says.get("ord"))
    if not isinstance(a, int) or (a + 1) % 100 != b or nodes[1].end - nodes[1].start != 2:
        return None
    year = two_digits(a)
    return Node("RANGE", head.start, last.start + 2, {"pair": (year, year + 1), "named": True})


def year_pair(nodes: list[Node], text: str) -> Made:
    pair = nodes[-1]
    head = nodes[0]
    if head.kind == "UNIT" and (head.says["unit"] not in ("SJ", "SEM", "HY") or head.says["plural"]):
        start = pair.start
    else:
        start = head.start
    return Node(
        "RANGE",
        start,
        pair.end,
        {
            "pair": (pair.says["y"], pair.says["y2"]),
            "cut": pair.says["cut"],
            "named": start == head.start and head.kind == "UNIT",
        },
    )


def list_ranges(nodes: list[Node], text: str) -> Made:
    """`3. bis 7. und 10. bis 14. Juli`: each range takes its month from the last one."""
    last = nodes[-1]
    if (
        not last.says.get("a")
        or not last.says.get("b")
        or "d" not in last.says["a"]
        or "m" not in last.says["b"]
    ):
        return None
    month = {key: last.says["b"][key] for key in ("m", "y") if key in last.says["b"]}
    month |= {key: last.says["a"][key] for key in ("m", "y") if key in last.says["a"]}
    days = every(nodes[:-1], "ORD")
    out = []
    for a, b in zip(days[::2], days[1::2], strict=True):
        if not 1 <= a.says["ord"] < b.says["ord"] <= 31:
            return None
        says = {"a": {"d": a.says["ord"]}, "b": {**month, "d": b.says["ord"]}}
        out.append(Node("RANGE", a.start, b.end, {**says, "as": (a.start, a.end), "bs": (b.start, b.end)}))
    return [*out, Node("RANGE", last.start, last.end, last.says)]


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


def open_on(nodes: list[Node], text: str) -> Made:
    """`von 2018 an`."""
    point, end = every(nodes, *POINTS)[-1], nodes[-1].end
    if not re.match(r"[,.;:)]|\s[a-zäöü]|$", text[end : end + 2]):
        return None
    return open_from([Node("SEIT", nodes[0].start, nodes[0].start, {}), point], text)


REACHES_BACK = re.compile(r"\s+(?:\w+\s+)?zurück")
"""`die Geschichte reicht bis ins Jahr 1229 zurück`: the year itself."""


def open_until(nodes: list[Node], text: str) -> Made:
    point = nodes[-1]
    start, end = extent(nodes, keep=frozenset({"NUR"}))
    if first(nodes, "EINS"):
        start = point.start
    if REACHES_BACK.match(text, end):
        return Node("CALY" if point.kind == "YEAR" else point.kind, point.start, point.end, point.says)
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


MAKERS = (
    range_,
    range_days,
    range_weekdays_days,
    range_weekend,
    range_years,
    year_pairs,
    year_pair,
    short_pair,
    list_ranges,
    list_days,
    list_points,
    open_from,
    open_on,
    open_until,
)
