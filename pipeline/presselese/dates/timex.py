"""TIMEX3 of TimeML: the expressions of a record as the exchange format marks them.

TIMEX3 splits what the record holds as one: the day and its clock time, and the two ends of a range. It adds the vague
expressions (`jetzt`, `bald`) and, for a length that points to a day (`vor drei Wochen`), an empty DATE that is anchored
to the length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from presselese.dates.lexicon import NUMBERS

Value = dict[str, Any]


BARE = {"tag": "PXD", "woc": "PXW", "mon": "PXM", "jah": "PXY", "stu": "PTXH", "min": "PTXM"}
BARE_LENGTH = (
    r"(?:seit|vor|nach|über|binnen|in)\s+(?P<bare>(?:(?:den|der|die)\s+)?(?:(?:letzten|vergangenen|nächsten|kommenden|folgenden|ersten|lange[nr]?|viele[nr]?)\s+)?"
    r"(?P<unit>Tagen|Wochen|Monaten|Jahren|Jahrzehnten|Stunden))(?!\s+(?:19|20)\d\d)(?![\w-])"
)
"""`seit Jahren`, `in den vergangenen Wochen`: lengths without a number."""
SPELL = (
    r"(?:(?:den|der|die)\s+)?(?:letzten|vergangenen|nächsten|kommenden|folgenden|ersten)\s+"
    r"(?P<spell>Tagen?|Wochen|Monaten?|Jahren?|Jahrzehnten?|Stunden)(?![\w-])"
)
"""`die letzten Jahre`, `während der folgenden Tage`."""
LASTING = r"(?P<lasting>Jahrzehnte|Jahre|Monate|Wochen|Tage|Stunden)lange?[nrsm]?(?!\w)"
"""`jahrelang`, `wochenlangen`."""
COMPOUND = r"(?P<number>\d{1,3}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)-(?P<of>Tage|Stunden|Wochen|Jahres|Monats|Minuten)(?=-[A-ZÄÖÜ])"
"""`14-Tage-Frist`: the length in a compound, which is no date of its own."""
FORMER = r"ehemalige[nrsm]?(?!\w)|Ex(?=-[A-ZÄÖÜ])"


@lru_cache(maxsize=1)
def _vague_words() -> tuple[re.Pattern[str], dict[str, str]]:
    values: dict[str, str] = {}
    for line in (Path(__file__).parent / "vague.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            value, words = line.split("\t")[:2]
            values.update(dict.fromkeys(words.split("|"), value))
    longest_first = sorted(values, key=len, reverse=True)
    alternatives = "|".join(re.escape(word) for word in longest_first)
    alternatives = alternatives.replace(r"\ ", r"\s+")
    return re.compile(
        rf"(?<![\w-])(?:{BARE_LENGTH}|{SPELL}|{LASTING}|{COMPOUND}|(?P<former>{FORMER})|(?:{alternatives})(?![\w-]))",
        re.IGNORECASE,
    ), {word.lower(): value for word, value in values.items()}


def find_vague(text: str, dates: list[Value] | None = None) -> list[Value]:
    """Vague expressions of a text, as dicts in the form of `presselese.record.Vague`; none inside one of `dates`.

    Besides the words of vague.tsv these are `heute` where it is no day of `dates` (`noch heute`), and lengths without
    a number (`seit Jahren`, `in den vergangenen Wochen`: PXY, PXW).
    """
    pattern, values = _vague_words()
    taken = sorted((value["start"], value["end"]) for value in dates or [])
    out = []
    at = 0
    for match in pattern.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        word = match.group()
        start = match.start()
        if match.group("bare"):
            unit = match.group("unit").lower()
            start, value = match.start("bare"), unnumbered(unit)
        elif match.group("spell") or match.group("lasting"):
            value = unnumbered((match.group("spell") or match.group("lasting")).lower())
        elif match.group("number"):
            number = match.group("number").lower()
            value = unnumbered(match.group("of").lower()).replace("X", str(NUMBERS.get(number, number)))
        elif match.group("former"):
            value = "PAST_REF"
        else:
            value = values[" ".join(word.lower().split())]
        out.append({"start": start, "end": match.end(), "value": value})
    return out


def unnumbered(unit: str) -> str:
    """The length of a plural whose number is not told."""
    return "PXDE" if unit.startswith("jahrz") else BARE[unit[:3]]


def timex3(source: Any) -> list[Value]:
    """The TIMEX3 of a record, a Doc, or a mapping with `dates` and `vague`, sorted by place.

    Dicts with `start`, `end` (code points into the text), `type`, `value`, `mod`, `quant`, `freq`, `anchor`. An entry
    with `start` equal to `end` has no text: it is the day that a length points to, and `anchor` is the place
    `(start, end)` of that length; elsewhere `anchor` is None.
    """
    dates, vague = _layers(source)
    out: list[Value] = []
    for value in dates:
        for entry in value["timex"]:
            out.append({**entry, "anchor": None})
        pointed = value.get("anchor")
        if pointed and value["timex"] and "/" not in (pointed["value"] or ""):
            length = value["timex"][-1]
            place = (length["start"], length["end"])
            out.append(_entry(length["end"], length["end"], "DATE", pointed["value"], place))
    for value in vague:
        kind = "DATE" if value["value"].endswith("_REF") else "DURATION"
        out.append(_entry(value["start"], value["end"], kind, value["value"], None))
    out.sort(key=lambda entry: (entry["start"], entry["end"]))
    return out


def _entry(start: int, end: int, kind: str, value: str, anchor: tuple[int, int] | None) -> Value:
    return {
        "start": start,
        "end": end,
        "type": kind,
        "value": value,
        "mod": None,
        "quant": None,
        "freq": None,
        "anchor": anchor,
    }


def _layers(source: Any) -> tuple[list[Value], list[Value]]:
    if isinstance(source, Mapping):
        return list(source.get("dates", [])), list(source.get("vague", []))
    if hasattr(source, "user_data"):
        from presselese.doc import get

        return get(source, "dates"), get(source, "vague")
    import msgspec

    plain = msgspec.to_builtins(source)
    return plain["dates"], plain["vague"]
