"""Numbers in all their spellings: dates in figures, clock times, ordinals, years, amounts."""

from __future__ import annotations

import re

from presselese.dates.calendar import is_day
from presselese.dates.lexicon import LENGTHS
from presselese.dates.nodes import Node, Says

NUMERIC = (
    r"(?P<bc>\d{1,4}[ \u00a0]?v\.[ \u00a0]?(?:Chr|u\.[ \u00a0]?Z)\.?)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}(?![\d-])(?:T\d{2}:\d{2}(?::\d{2})?)?)"
    r"|(?P<dmy>\d{1,2}\.[ \u00a0]{0,2}\d{1,2}\.[ \u00a0]{0,2}(?:1[0-9]|20|21)\d\d(?!\d|\.\d)|\d{1,2}\.\d{1,2}\.\d{2}(?![\d:]|\.\d))"
    r"|(?P<dmy2>\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)|\d\d/\d\d/\d\d(?![\d/])|\d{1,2}-\d{1,2}-(?:(?:19|20)\d\d|\d\d)(?![\d-]))"
    r"|(?P<dm>\d{1,2}\.[ \u00a0]?(?:0?[1-9]|1[0-2])\.(?!\d))"
    r"|(?P<my>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])|(?:0[1-9]|1[0-2])[.-](?:19|20)\d\d(?!\d|[.-]\d))"
    r"|(?P<ym>(?:19|20)\d\d[/.-](?:0[1-9]|1[0-2])(?!\d|[./-]\d))"
    r"|(?P<hxm>\d{1,2}h\d{2}(?!\d))"
    r"|(?P<ymd>(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?![\d./-]\d|\d))"
    r"|(?P<hms>\d{1,2}:\d{2}:\d{2}(?![\d:]))"
    r"|(?P<hm>\d{1,2}:\d{2}(?!\d|[:,]\d))"
    r"|(?P<hp>\d{1,2}\.\d{2}(?!\d|\.\d))"
    r"|(?P<yy>\d{4}/(?:\d{4}|\d{2})(?![\d/])|\d{4}[ \u00a0]?/[ \u00a0]?\d{4}(?!\d))"
    r"|(?P<er>(?:1[5-9]|20)?\d0ern?(?![^\W\d_]))"
    r"|(?P<ladj>\d{1,4}[-‑ \u00a0]?(?:jährig|tägig|wöchig|monatig|stündig|minütig|sekündig)(?:e[nrsm]?)?(?![^\W\d_]))"
    r"|(?P<tgl>\d{1,3}[-‑ ]?(?:täglich|wöchentlich|jährlich)(?:e[nrsm]?)?(?![^\W\d_]))"
    r"|(?P<ord>\d{1,2}\.(?!\d)|\d{1,2}(?:te[nrs]?|ste[nrs]?)(?![^\W\d_]))"
    r"|(?P<num>\d+(?:[.,]\d+)*)"
    r"|(?P<apo>['’´`]\d\d(?!\d))"
)
EMPTY: Says = {}


def number(group: str, raw: str, start: int, end: int, text: str) -> Node | None:
    """The atom of a number, or None where this spelling can't be part of a date."""
    if group == "dmy":
        day, month, year = (int(part) for part in re.split(r"\.\s*", raw))
        if is_day(None, month, day):
            return Node(
                "DATE",
                start,
                end,
                {**({"y": year} if year > 99 else {"yy": year, "y": two_digits(year)}), "m": month, "d": day},
            )
        if day < 25 and month < 60 and year > 999:
            return None
        return Node("BIG", start, end, EMPTY)
    if group == "iso":
        says: Says = {"y": int(raw[:4]), "m": int(raw[5:7]), "d": int(raw[8:10])}
        if len(raw) > 10:
            says |= {"h": int(raw[11:13]), "mi": int(raw[14:16])}
        return Node("DATE", start, end, says) if is_day(says["y"], says["m"], says["d"]) else None
    if group == "dmy2":
        day, month, year = (int(part) for part in re.split(r"[-/]", raw))
        if is_day(None, month, day):
            return Node(
                "DATE",
                start,
                end,
                {**({"y": year} if year > 99 else {"yy": year, "y": two_digits(year)}), "m": month, "d": day},
            )
        return None
    if group == "dm":
        day, month = (int(part) for part in raw.strip(".").split("."))
        if is_day(None, month, day):
            return Node("DM", start, end, {"m": month, "d": day})
        return Node("BIG", start, end, EMPTY)
    if group == "my":
        month, year = (int(part) for part in re.split(r"[/.-]", raw))
        return Node("MY", start, end, {"m": month, "y": year})
    if group == "ym":
        year, month = (int(part) for part in re.split(r"[/.-]", raw))
        if month == (year + 1) % 100:  # `2008/09`
            return (
                Node("YY", start, end, {"y": year, "y2": year + 1, "cut": start + 4}) if "/" in raw else None
            )
        return Node("MY", start, end, {"m": month, "y": year})
    if group == "ymd":
        year, month, day = (int(part) for part in re.split(r"[-/]", raw))
        return (
            Node("DATE", start, end, {"y": year, "m": month, "d": day}) if is_day(year, month, day) else None
        )
    if group == "hxm":
        hour, minute = (int(part) for part in raw.split("h"))
        return Node("TIME", start, end, {"h": hour, "mi": minute}) if hour <= 24 and minute < 60 else None
    if group in ("hm", "hms"):
        hour, minute = int(raw.split(":")[0]), int(raw.split(":")[1])
        if hour <= 24 and minute < 60:
            return Node("HM", start, end, {"h": hour, "mi": minute})
        return None
    if group == "hp":
        first, second = (int(part) for part in raw.split("."))
        if first <= 31 and second < 60:
            return Node("HP", start, end, {"h": first, "mi": second})
        return Node("BIG", start, end, EMPTY)
    if group == "yy":
        first, second = (int(part) for part in raw.split("/"))
        full = second if second > 99 else first // 100 * 100 + second
        if full < first and second < 100:
            full += 100
        if (1000 <= first <= 2199 and full == first + 1) or (
            1800 <= first < 1950 and first < full < first + 9
        ):
            return Node("YY", start, end, {"y": first, "y2": full, "cut": start + 4})
        if 1500 <= first <= 2199 and second > 99 and 0 < second - first < 100:
            return Node("YY", start, end, {"y": first, "y2": second, "cut": start + 4})
        return None
    if group == "er":
        digits = int(raw.rstrip("ern"))
        return Node("ER", start, end, {"dec": digits // 10} if digits > 99 else {"tens": digits // 10})
    if group == "ladj":
        number, suffix = re.fullmatch(r"(\d+)[-‑ \u00a0]?(\D+?)(?:e[nrsm]?)?", raw).groups()  # type: ignore[union-attr]
        return Node("LADJ", start, end, {"num": int(number), "unit": LENGTHS[suffix]})
    if group == "tgl":
        number, suffix = re.match(r"(\d+)\W?(täg|wöch|jähr)", raw).groups()  # type: ignore[union-attr]
        return Node("TGL", start, end, {"v": number + {"täg": "D", "wöch": "W", "jähr": "Y"}[suffix]})
    if group == "ord":
        return Node("ORD", start, end, {"ord": int(re.match(r"\d+", raw).group())})  # type: ignore[union-attr]
    if group == "bc":
        return Node("BC", start, end, {"y": 1 - int(re.match(r"\d+", raw).group())})  # type: ignore[union-attr]
    if group == "apo":
        return Node("APO", start, end, {"y": two_digits(int(raw[1:])), "yy": int(raw[1:])})
    if raw.isdigit() and raw.isascii():
        if len(raw) == 4 and "1000" <= raw <= "2199":
            return Node("YEAR", start, end, {"y": int(raw)})
        if len(raw) <= 3:
            return Node("NUM", start, end, {"num": int(raw)})
        return Node("BIG", start, end, {"num": int(raw)} if len(raw) < 6 else EMPTY)
    if re.fullmatch(r"\d{1,3}\.\d{3}", raw):
        return Node("BIG", start, end, {"num": int(raw.replace(".", ""))})
    if re.fullmatch(r"\d{1,2}\.\d", raw):
        return Node("HP", start, end, {"h": int(raw[:-2]), "mi": int(raw[-1]), "short": True})
    if re.fullmatch(r"\d{1,3},\d{1,2}", raw):
        return Node("NUM", start, end, {"num": float(raw.replace(",", "."))})
    return Node("BIG", start, end, EMPTY)


def far_years(nodes: list[Node], text: str) -> None:
    """`bis zum 31. Dezember 2999.`: behind day and month a number that nothing follows is a year, however far
    (`am 3. Mai 2500 Gäste` has none); changes the kind of such nodes."""
    for day, month, node in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if (day.kind, month.kind, node.kind) != ("ORD", "MON", "BIG"):
            continue
        if 2199 < node.says.get("num", 0) < 10_000 and NOTHING_FOLLOWS.match(text, node.end):
            node.kind, node.says = "YEAR", {"y": node.says["num"]}


NOTHING_FOLLOWS = re.compile(r"[.,;:!?)\n]|\Z")

DAY_IN_FRONT = frozenset(("am", "vom", "zum", "den", "dem", "der"))


def dotted_days(nodes: list[Node], text: str) -> None:
    """`am 22.04 um neun`, `18.07 bis 20.07.`: a day and month without the last stop, told from a clock time by what
    stands beside it; changes the kind of such nodes."""
    if all(node.kind != "HP" for node in nodes):
        return
    last = len(nodes) - 1
    for index, node in enumerate(nodes):
        if node.kind != "HP" or (index < last and nodes[index + 1].kind in ("UHR", "HOUR", "UNIT")):
            continue
        day, month = node.says["h"], node.says["mi"]
        if not is_day(None, month, day):
            continue
        before = nodes[index - 1] if index else None
        sure = before is None and len(text) < 14
        if before is not None:
            word = text[before.start : before.end].lower()
            sure = before.kind in ("WD", "WDA") or word in DAY_IN_FRONT
            sure |= before.kind in ("DOT", "COM") and index > 1 and nodes[index - 2].kind in ("WD", "WDA")
            sure |= (
                before.kind in ("DASH", "BIS")
                and index > 1
                and nodes[index - 2].kind in ("DM", "DATE", "ORD")
            )
        if not sure and index + 2 <= last and nodes[index + 1].kind in ("DASH", "BIS"):
            sure = any(other.kind in ("DM", "DATE") for other in nodes[index + 2 : index + 4])
        if sure:
            nodes[index] = Node("DM", node.start, node.end, {"m": month, "d": day})


def two_digits(year: int) -> int:
    """The full year of a two-digit one: 00 to 49 is this century."""
    return 2000 + year if year < 50 else 1900 + year
