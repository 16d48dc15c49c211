"""Days with a clock time or a part of the day, and nights.

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

from itertools import pairwise

from presselese.dates.clocks import in_part
from presselese.dates.nodes import Made, Node, Says, every, extent, first


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
    if head is None or time is None or "h" in head.says or is_relative_clause(nodes, text):
        return None
    if first(nodes, "UND") and not first(nodes, "UM", "GEGEN"):
        return None
    if time.kind in ("HP", "HM") and ("short" in time.says or time.says["h"] > 24 or time.says["mi"] > 59):
        return None
    says = day_says(head)
    says |= {
        key: value
        for key, value in time.says.items()
        if key in ("h", "mi", "part", "twelve", "night", "after")
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


def is_relative_clause(nodes: list[Node], text: str) -> bool:
    """`am Freitag, die um 10 Uhr beginnt`: words between day and clock time."""
    return any(
        comma.kind == "COM" and text[article.start : article.end] in ("die", "der", "das")
        for comma, article in pairwise(nodes)
    )


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
    return _open(nodes, text, known="b", open_end="a")


def moment_from(nodes: list[Node], text: str) -> Made:
    return _open(nodes, text, known="a", open_end="b")


def _open(nodes: list[Node], text: str, known: str, open_end: str) -> Made:
    """A range of which one end is known, by day and clock time."""
    head, time = usable_day(nodes, text), first(nodes, "TIME")
    if head is None or time is None or "h" in head.says:
        return None
    start, _ = extent(nodes)
    says = {
        known: {**day_says(head), "h": time.says["h"], "mi": time.says["mi"]},
        open_end: None,
        "ds": (head.start, head.end),
        f"{known}s": (time.start, time.end),
        "weekday_only": head.kind in ("WD", "WDA"),
    }
    return Node("RANGE", start, nodes[-1].end, says)


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
    clock: Says = {key: time.says[key] for key in ("h", "mi", "after") if key in time.says}
    if head.says.get("night") and clock["h"] == 24:
        clock["h"] = 0
    says = {**day_says(head), **clock, "ts": (time.start, time.end), **spans}
    return Node("MOMENT", time.start, head.end, says)


def midnight_then_day(nodes: list[Node], text: str) -> Made:
    """`kurz nach Mitternacht, 30.04.2022`; another clock time in front of a comma ends what was said before."""
    word = text[nodes[0].start : nodes[0].end]
    return clock_then_day(nodes, text) if word.endswith("Mitternacht") else None


def part_alone(nodes: list[Node], text: str) -> Made:
    start = nodes[0].start
    says: Says = {"pod": nodes[-1].says["pod"], "rel": ("D", 0, "spoken")}
    if nodes[0].kind == "FRUEH":
        says["mod"] = nodes[0].says["v"]
    says["art"] = True
    return Node("PARTDAY", start, nodes[-1].end, says)


MAKERS = (
    night,
    part_of_date,
    evening_before,
    moment,
    moment_hours,
    moment_until,
    moment_from,
    clock_then_day,
    midnight_then_day,
    part_alone,
)
