"""Clock times: `20.45 Uhr`, `halb neun`, `18 Uhr abends`, and hours from … to.

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

from presselese.dates.nodes import Made, Node, every, extent, first, node_of


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
        if first(nodes, "HALB"):  # `fünf vor halb neun`
            total -= 30
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


def hours_list(nodes: list[Node], text: str) -> Made:
    """`um 11 und 14 Uhr`: two clock times."""
    out = []
    for node in every(nodes, "TIME", "HM", "HP", "NUM", "NUMW"):
        hour, minute = node.says.get("h", node.says.get("num")), node.says.get("mi", 0)
        if not isinstance(hour, int) or hour > 24 or minute > 59 or "short" in node.says:
            return None
        out.append(Node("TIME", node.start, node.end, {**node.says, "h": hour, "mi": minute}))
    return out


MAKERS = (
    clock,
    bare_clock,
    spoken,
    midnight,
    clock_part,
    hours,
    hours_list,
)
