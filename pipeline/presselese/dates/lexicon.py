"""The words: lexicon.tsv, holidays.tsv, number words and compounds (`Dienstagabend`, `dreitägig`), by their spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from presselese.dates.nodes import Says

ONES = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
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


ADDED: dict[str, list[Path]] = {"lexicon.tsv": [], "holidays.tsv": []}
"""Files of a newsroom with rows of its own, for the whole process."""


def add_rows(name: str, path: str | Path) -> None:
    """Read rows of the form of lexicon.tsv or holidays.tsv from another file too.

    Raises OSError where it can't be read and ValueError where a row lacks a column, with its number.
    """
    path = Path(path)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if (
            line
            and not line.startswith("#")
            and len(line.split("\t")) < {"lexicon.tsv": 3, "holidays.tsv": 2}[name]
        ):
            raise ValueError(
                f"{path}, line {number}: a row needs its columns, with tabs between them: {line[:60]}"
            )
    if path not in ADDED[name]:
        ADDED[name].append(path)
        lexicon.cache_clear()


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, those of the newsroom behind the program's."""
    for path in (Path(__file__).parent / name, *ADDED.get(name, ())):
        for line in path.read_text("utf-8").splitlines():
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
        return {"rel": ("M", int(value), "ref" if value == "-1" else "text")}
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
    if kind in ("HOL", "HOLWE"):
        return {"hol": value}
    if kind in ("NUMX",):
        return {"num": "X"}
    if kind in ("EINZ", "BEIDE", "DREIER"):
        return {"num": int(value)}
    if kind in ("APP", "APPM", "APPA", "SPAET"):
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
            endings = ADJECTIVE_ENDINGS if form.endswith("+") else ("",)
            for ending in (
                endings[1:] if kind == "REL" and len(endings) > 1 else endings
            ):  # `aktuell` is an adverb
                add(form.rstrip("+") + ending, kind, says)
    for row in rows("holidays.tsv"):
        add(row[0].replace(" ", "~"), "HOL", {"hol": row[1]})
        if row[0].endswith("tag"):
            add(row[0].replace(" ", "~") + "s", "HOL", {"hol": row[1]})
    for word, number in NUMBERS.items():
        words.setdefault(word, ("NUMW", {"num": number}))
        stem = ORDINAL_STEMS.get(number, word + ("t" if number < 20 else "st"))
        if number <= 100:
            for ending in ("e", "en", "er", "es", "em"):
                words.setdefault(stem + ending, ("ORDW", {"ord": number}))
    for ending in ("e", "en", "er", "es", "em"):
        words["erst" + ending] = ("ORDW", {"ord": 1})
    for word, half in HALVES.items():
        for ending in ("", "e", "en"):
            words.setdefault(word + ending, ("NUMW", {"num": half}))
    prefixes: dict[str, int | float | str] = {
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
        for prefix, amount in prefixes.items():
            for ending in ADJECTIVE_ENDINGS:
                words.setdefault(prefix + suffix + ending, ("LADJ", {"num": amount, "unit": unit}))
    for stem, weekday in WEEKDAY_STEMS.items():
        words.setdefault(stem + "s", ("WDS", {"wd": weekday}))
        for part, code in DAY_PARTS.items():
            words.setdefault(stem + part, ("WDP", {"wd": weekday, "pod": code}))
            words.setdefault(stem + part + "s", ("WDS", {"wd": weekday, "pod": code}))
            words.setdefault(stem + "s" + part + "s", ("WDS", {"wd": weekday, "pod": code}))
    for word in [word for word in words if not word.isascii()]:
        words.setdefault(word.translate(TRANSLITERATION), words[word])
    for entries in several.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return words, cased, several
