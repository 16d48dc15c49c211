"""Lengths: `drei Wochen`, `zehn bis 15 Minuten`, `dreitägig`, and what is counted by them (`zwei Stunden später`).

Makers of rules.tsv (see `presselese.dates.nodes`).
"""

from __future__ import annotations

from presselese.dates.nodes import Made, Node, Says, every, first


def amount(node: Node) -> int | float | str | None:
    if node.kind == "YEAR":
        return int(node.says["y"])
    value = node.says.get("num")
    return value if isinstance(value, (int, float, str)) else None


def length(nodes: list[Node], text: str) -> Made:
    unit = first(nodes, "UNIT")
    counts = every(nodes, "NUM", "NUMW", "EINZ", "NUMX", "BIG", "BEIDE", "DREIER", "YEAR", "PAAR")
    assert unit
    if (opening := first(nodes, "ORDW")) is not None and (
        opening.says["ord"] != 1 or not unit.says["plural"]
    ):
        return None  # only `die ersten drei Wochen`
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
        "opening": opening is not None,
    }
    return with_frame("LENGTH", nodes, says, text)


def length_described(nodes: list[Node], text: str) -> Made:
    """`drei spannende Tage`, `zwei weitere Jahre`, `den 30 vorangegangenen Tagen`."""
    if nodes[-1].kind == "PLURAL":  # `zwei folgenden Tage`
        plural = nodes[-1]
        nodes = [
            *nodes[:-1],
            Node("UNIT", plural.end, plural.end, {"unit": plural.says["unit"], "plural": True}),
        ]
        made = length(nodes, text)
        if isinstance(made, Node):
            made.end = plural.end
            if plural.says["n"] == -1:
                made.says["n"] = -1
        return made
    described = nodes[-2]
    if described.kind == "NUMX" and not text[described.start : described.end].startswith("lang"):
        return None
    if (described.kind == "REL" and described.says["n"] == 0) or not nodes[-1].says["plural"]:
        return None
    plain = [node for node in nodes if node is not described]
    made = length(plain, text)
    if isinstance(made, Node) and described.kind == "REL" and described.says["base"] == "ref":
        made.says["n"] = described.says["n"]
    return made


def with_frame(kind: str, nodes: list[Node], says: Says, text: str) -> Node:
    """Adds the modifier and the direction; `erst`, `schon`, `nur` stay outside."""
    inside = list(nodes)
    while (inside and inside[0].kind in ("NUR", "SPAET")) or (inside and inside[0].kind == "ART"):
        inside.pop(0)
    limit = first(nodes, "APP", "APPA", "APPM", "SPAET")
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
    if any(count is None for count, _ in parts):
        return None
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


MAKERS = (
    length,
    length_described,
    length_range,
    length_parts,
    length_half,
    length_word,
    length_adjective,
    later,
)
