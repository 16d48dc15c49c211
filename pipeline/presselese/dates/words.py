"""From text to atoms: numbers in all their spellings, and the words of lexicon.tsv and holidays.tsv.

An atom is a node of the grammar: a kind, its place in the text, and what it says about a date as a dict
(`{"m": 5}`, `{"wd": 2, "pod": "EV"}`). A segment is a run of atoms that no other word interrupts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from presselese.dates.calendar import is_day

Says = dict[str, Any]


class Node:
    """A piece of the text with a kind: an atom, or what a rule made of several."""

    __slots__ = ("end", "kind", "rule", "says", "start")

    def __init__(self, kind: str, start: int, end: int, says: Says, rule: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.says = says
        self.rule = rule

    def __repr__(self) -> str:
        return f"{self.kind}[{self.start}:{self.end}]{self.says}"


ONES = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
TENS = {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}  # fmt: skip
ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
LENGTHS = {"jährig": "Y", "tägig": "D", "wöchig": "W", "monatig": "M", "stündig": "H", "minütig": "MIN", "sekündig": "S"}  # fmt: skip
ORDINAL_STEMS = {1: "erst", 2: "zweit", 3: "dritt", 7: "siebt", 8: "acht"}
DAY_PARTS = {
    "morgen": "MO", "früh": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "spätnachmittag": "AF",
    "abend": "EV", "nacht": "NI", "morgens": "MO",
}  # fmt: skip
WEEKDAY_STEMS = {"montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5, "sonntag": 6}  # fmt: skip


TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def number_words() -> dict[str, int]:
    """German number words up to 100, the hundreds, and a thousand; `ein` itself is an article and left out."""
    words = {word: value for value, word in enumerate(ONES) if value > 1}
    words["zwo"] = 2
    words["dreissig"] = 30
    for ten, value in TENS.items():
        words[ten] = value
        for one in range(1, 10):
            words[f"{ONES[one]}und{ten}"] = value + one
    words |= {"hundert": 100, "einhundert": 100, "tausend": 1000, "eintausend": 1000}
    words |= {f"{ONES[one]}hundert": 100 * one for one in range(2, 10)}
    words |= {f"{ONES[one]}tausend": 1000 * one for one in range(2, 10)}
    return words


NUMBERS = number_words()
HALVES = {"anderthalb": 1.5, "eineinhalb": 1.5} | {
    f"{word}einhalb": value + 0.5 for word, value in NUMBERS.items() if value < 13
}


def rows(name: str) -> Iterator[list[str]]:
    for line in (Path(__file__).parent / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _says(kind: str, value: str) -> Says:
    """What a word of the lexicon says."""
    if kind in ("MON", "MONA"):
        return {"m": int(value)}
    if kind in ("WD", "WDA"):
        return {"wd": int(value)}
    if kind in ("POD", "PODS", "FRADV"):
        return {"pod": value}
    if kind in ("DEI", "HEUTIG"):
        return {"rel": ("D", int(value), "ref")}
    if kind == "DWORD":
        return {"rel": ("D", int(value), "text")}
    if kind in ("YWORD", "HEUER"):
        return {"rel": ("Y", int(value), "ref" if int(value) < 1 else "text")}
    if kind == "MWORD":
        return {"rel": ("M", int(value), "ref")}
    if kind == "WWORD":
        return {"rel": ("W", int(value), "ref")}
    if kind == "REL":
        base, number = value.split(":")
        return {"base": base, "n": int(number)}
    if kind == "UNIT":
        unit, number = value.split(":")
        return {"unit": unit, "plural": number == "2"}
    if kind == "SEAS":
        season, _, modifier = value.partition(":")
        return {"season": int(season)} | ({"mod": modifier} if modifier else {})
    if kind == "MODU":
        modifier, unit = value.split(":")
        return {"mod": modifier, "unit": unit}
    if kind in ("MODS",):
        return {"mod": value}
    if kind == "ERW":
        return {"dec": int(value)}
    if kind == "ERX":
        return {"tens": int(value)}
    if kind == "HOL":
        return {"hol": value}
    if kind in ("NUMX",):
        return {"num": "X"}
    if kind in ("EINZ", "BEIDE", "DREIER"):
        return {"num": int(value)}
    if kind in ("APP", "APPM", "SPAET"):
        return {"app": value}
    if kind == "JWENDE":
        return {"wende": 1}
    return {"v": value}


@lru_cache(maxsize=1)
def lexicon() -> tuple[
    dict[str, tuple[str, Says]], dict[str, tuple[str, Says]], dict[str, list[tuple[str, str, Says]]]
]:
    """Words without regard to case, words with their case, and expressions of several words by their first word."""
    words: dict[str, tuple[str, Says]] = {}
    cased: dict[str, tuple[str, Says]] = {}
    several: dict[str, list[tuple[str, str, Says]]] = {}

    def add(form: str, kind: str, says: Says) -> None:
        form = form.replace("~", " ")
        if form.startswith("="):
            cased.setdefault(form[1:], (kind, says))
        elif not re.fullmatch(r"[^\W\d_]+", form):
            form = form.lower()
            first = re.match(r"[^\W\d_]+", form).group()  # type: ignore[union-attr]
            several.setdefault(first, []).append((form, kind, says))
        else:
            words.setdefault(form.lower(), (kind, says))

    for kind, value, forms in rows("lexicon.tsv"):
        says = _says(kind, value)
        for form in forms.split():
            for ending in ADJECTIVE_ENDINGS if form.endswith("+") else ("",):
                add(form.rstrip("+") + ending, kind, says)
    for row in rows("holidays.tsv"):
        add(row[0].replace(" ", "~"), "HOL", {"hol": row[1]})
        if row[0].endswith("tag"):
            add(row[0].replace(" ", "~") + "s", "HOL", {"hol": row[1]})
    for word, value in NUMBERS.items():
        words.setdefault(word, ("NUMW", {"num": value}))
        stem = ORDINAL_STEMS.get(value, word + ("t" if value < 20 else "st"))
        if value <= 100:
            for ending in ("e", "en", "er", "es", "em"):
                words.setdefault(stem + ending, ("ORDW", {"ord": value}))
    for ending in ("e", "en", "er", "es", "em"):
        words["erst" + ending] = ("ORDW", {"ord": 1})
    for word, half in HALVES.items():
        for ending in ("", "e", "en"):
            words.setdefault(word + ending, ("NUMW", {"num": half}))
    prefixes = {
        "ein": 1,
        "mehr": "X",
        "halb": 0.5,
        "anderthalb": 1.5,
        "viertel": 0.25,
        "dreiviertel": 0.75,
        **NUMBERS,
        **HALVES,
    }
    for suffix, unit in LENGTHS.items():
        for prefix, number in prefixes.items():
            for ending in ADJECTIVE_ENDINGS:
                words.setdefault(prefix + suffix + ending, ("LADJ", {"num": number, "unit": unit}))
    for stem, weekday in WEEKDAY_STEMS.items():
        words.setdefault(stem + "s", ("WDS", {"wd": weekday}))
        for part, code in DAY_PARTS.items():
            words.setdefault(stem + part, ("WDP", {"wd": weekday, "pod": code}))
            words.setdefault(stem + part + "s", ("WDS", {"wd": weekday, "pod": code}))
    for word in [word for word in words if not word.isascii()]:
        words.setdefault(word.translate(TRANSLITERATION), words[word])
    for entries in several.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return words, cased, several


NUMERIC = (
    r"(?P<bc>\d{1,4}[ \u00a0]?v\.[ \u00a0]?(?:Chr|u\.[ \u00a0]?Z)\.?)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}(?![\d-])(?:T\d{2}:\d{2}(?::\d{2})?)?)"
    r"|(?P<dmy>\d{1,2}\.[ \u00a0]{0,2}\d{1,2}\.[ \u00a0]{0,2}(?:1[0-9]|20|21)\d\d(?!\d|\.\d)|\d{1,2}\.\d{1,2}\.\d{2}(?![\d:]|\.\d))"
    r"|(?P<dmy2>\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)|\d\d/\d\d/\d\d(?![\d/])|\d{1,2}-\d{1,2}-(?:(?:19|20)\d\d|\d\d)(?![\d-]))"
    r"|(?P<dm>\d{1,2}\.[ \u00a0]?(?:0?[1-9]|1[0-2])\.(?!\d))"
    r"|(?P<my>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]))"
    r"|(?P<hxm>\d{1,2}h\d{2}(?!\d))"
    r"|(?P<ymd>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d./-]\d|\d))"
    r"|(?P<hms>\d{1,2}:\d{2}:\d{2}(?![\d:]))"
    r"|(?P<hm>\d{1,2}:\d{2}(?!\d|:\d))"
    r"|(?P<hp>\d{1,2}\.\d{2}(?!\d|\.\d))"
    r"|(?P<yy>\d{4}[ \u00a0]?/[ \u00a0]?(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<er>(?:1[0-9]|20)?\d0(?:er)(?![^\W\d_]))"
    r"|(?P<ladj>\d{1,4}[-‑ \u00a0]?(?:jährig|tägig|wöchig|monatig|stündig|minütig|sekündig)(?:e[nrsm]?)?(?![^\W\d_]))"
    r"|(?P<tgl>\d{1,3}[-‑ ]?(?:täglich|wöchentlich|jährlich)(?:e[nrsm]?)?(?![^\W\d_]))"
    r"|(?P<ord>\d{1,2}\.(?!\d)|\d{1,2}(?:te[nrs]?|ste[nrs]?)(?![^\W\d_]))"
    r"|(?P<num>\d+(?:[.,]\d+)*)"
    r"|(?P<apo>['’´`]\d\d(?!\d))"
)
TOKEN = re.compile(
    NUMERIC
    + r"|(?P<quarter>Q[1-4](?!\w))|(?P<word>[^\W\d_]+(?:[-‑][^\W\d_]+)*-?)|(?P<punct>[-‐‑–—−,./():|&?\"“”„])|(?P<gap>\s*\n\s*\n\s*|[^\s\w])"
)
PUNCT = {
    ",": "COM", ".": "DOT", "/": "SLASH", "(": "LP", ")": "RP", ":": "COL", "|": "PIPE", "&": "UND",
    "-": "DASH", "‐": "DASH", "‑": "DASH", "–": "DASH", "—": "DASH", "−": "DASH", "?": "QM",
    '"': "QUO", "“": "QUO", "”": "QUO", "„": "QUO",
}  # fmt: skip
EMPTY: Says = {}
LIGHT = frozenset(
    ["COM", "DOT", "SLASH", "LP", "RP", "COL", "PIPE", "UND", "DASH", "QM", "QUO", "BIS", "VON", "ZU", "ODER", "BZW", "ART", "AM", "AN", "IM", "IN", "UM", "GEGEN", "KURZ", "AB", "SEIT", "NACH", "VOR", "ZW", "AUF", "FUER", "ZEIT", "EINS", "JEW", "PRO", "LAUFE", "HER", "CHR", "STATT", "NUR", "EINZ", "APP", "SPAET", "ORDW", "BIG", "NUMX", "LATER", "FRUEHER", "ALLE", "JAHRE", "BEIDE", "FRUEH", "GANZ", "REL", "SELB", "HALB", "HOUR", "NUM", "NUMW", "PAAR", "HALFU", "MONA", "WDA", "VIERTEL", "DREIV", "JED", "ORD", "HP", "MODS", "ERX", "FRADV", "DREIER", "KW", "SEMY", "JH"]
)
"""Kinds that make no expression alone: a segment of them only is dropped unread, unless two numbers of it are joined."""


def segments(text: str) -> Iterator[list[Node]]:
    """The runs of atoms of a text that may hold an expression, in order."""
    words, cased, several = lexicon()
    run: list[Node] = []
    heavy = False
    skip_until = 0
    last_foreign = -1
    append = run.append
    for match in TOKEN.finditer(text):
        start = match.start()
        if start < skip_until:
            continue
        group = match.lastgroup
        if group == "word":
            word = match.group()
            found = cased.get(word) or words.get(word.lower())
            end = match.end()
            if several and (first := several.get(_first(word))):
                longer = _several(text, start, first)
                if longer and longer[0] > (end - start if found else 0):
                    end = start + longer[0]
                    found = longer[1:]  # type: ignore[assignment]
                    skip_until = end
            if found is not None:
                if word == "morgen" and run and run[-1].kind in ("DEI", "WD"):
                    found = ("POD", {"pod": "MO"})
                elif found[0] == "WDS" and "pod" not in found[1] and word[0].isupper() and run and run[-1].kind in ("HEUTIG", "REL", "ART"):
                    found = ("WD", found[1])  # a genitive: `des heutigen Montags`
                append(Node(found[0], start, end, found[1]))
                if found[0] not in LIGHT:
                    heavy = True
                continue
            if "-" in word or "‑" in word:
                pieces = _hyphenated(word, start, words, cased)
                if pieces:
                    run.extend(pieces)
                    heavy = True
                    continue
            last_foreign = end
        elif group == "punct":
            if run:
                kind = PUNCT[match.group()]
                append(Node(kind, start, start + 1, EMPTY))
            continue
        elif group == "gap":
            pass
        elif group == "quarter":
            append(Node("QTR", start, match.end(), {"q": int(text[start + 1])}))
            heavy = True
            continue
        else:
            if start != last_foreign and (
                atom := _number(group or "", match.group(), start, match.end(), text)
            ):
                append(atom)
                if atom.kind not in LIGHT:
                    heavy = True
                continue
        if run:
            if heavy or _has_numbers(run):
                yield run
                run = []
                append = run.append
                heavy = False
            else:
                run.clear()
    if run and (heavy or _has_numbers(run)):
        yield run


def _first(word: str) -> str:
    return word.split("-", 1)[0].lower()


def _several(text: str, start: int, entries: list[tuple[str, str, Says]]) -> tuple[int, str, Says] | None:
    ahead = " ".join(text[start : start + LONGEST].split()).lower()
    for form, kind, says in entries:
        if ahead.startswith(form) and not ahead[len(form) : len(form) + 1].isalpha():
            at = start
            for word in form.split(" "):
                at = _after(text, at, len(word))
            return at - start, kind, says
    return None


def _after(text: str, at: int, length: int) -> int:
    """Where a word of this length ends, after the white space in front of it."""
    while text[at].isspace():
        at += 1
    return at + length


LONGEST = 40
"""No expression of the lexicon is longer."""


def _has_numbers(run: list[Node]) -> bool:
    return (
        any(node.kind in ("HP", "WDA", "NUMW", "ORD", "HALB", "VIERTEL", "DREIV", "HOUR") for node in run)
        and len(run) > 1
    )


def _hyphenated(
    word: str, start: int, words: dict[str, tuple[str, Says]], cased: dict[str, tuple[str, Says]]
) -> list[Node]:
    """`Mo-Fr`, `Mai-Juni`: atoms joined by a hyphen, if all parts are calendar words; else nothing."""
    out: list[Node] = []
    position = start
    for part in re.split(r"([-‑])", word):
        if part in ("-", "‑"):
            out.append(Node("DASH", position, position + 1, EMPTY))
        elif part:
            found = cased.get(part) or words.get(part.lower())
            if found is None or found[0] not in (
                "MON",
                "MONA",
                "WD",
                "WDA",
                "WDP",
                "WDS",
                "SEAS",
                "HOL",
                "UHR",
                "DEI",
            ):
                return []
            out.append(Node(found[0], position, position + len(part), found[1]))
        position += len(part)
    return out


def _number(group: str, raw: str, start: int, end: int, text: str) -> Node | None:
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
        month, year = (int(part) for part in raw.split("/"))
        return Node("MY", start, end, {"m": month, "y": year})
    if group == "ymd":
        year, month, day = (int(part) for part in re.split(r"[-/.]", raw))
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
        first, second = raw.split(".")
        return (
            Node("HP", start, end, {"h": int(first), "mi": int(second)})
            if int(first) <= 31 and int(second) < 60
            else Node("BIG", start, end, EMPTY)
        )
    if group == "yy":
        first, second = (int(part) for part in raw.split("/"))
        full = second if second > 99 else first // 100 * 100 + second
        if full < first and second < 100:
            full += 100
        if 1000 <= first <= 2199 and full == first + 1:
            return Node("YY", start, end, {"y": first, "y2": full, "cut": start + 4})
        if 1500 <= first <= 2199 and second > 99 and 0 < second - first < 100:
            return Node("YY", start, end, {"y": first, "y2": second, "cut": start + 4})
        return None
    if group == "er":
        digits = int(raw[:-2])
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


DAY_IN_FRONT = frozenset(("am", "vom", "zum", "den", "dem", "der"))


def dotted_days(nodes: list[Node], text: str) -> None:
    """`am 22.04 um neun`, `18.07 bis 20.07.`: a day and month without the last stop, told from a clock time by what
    stands beside it; changes the kind of such nodes."""
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
