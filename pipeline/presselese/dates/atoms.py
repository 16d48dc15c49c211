"""From text to atoms: one pass over words, numbers and marks.

A segment is a run of atoms that no other word interrupts; only those that may hold an expression are given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presselese.dates.figures import EMPTY, NUMERIC, number
from presselese.dates.lexicon import lexicon
from presselese.dates.nodes import Node, Says

TOKEN = re.compile(
    NUMERIC
    + r"|(?P<quarter>Q[1-4](?!\w))|(?P<word>[^\W\d_]+(?:[-‑][^\W\d_]+)*-?)|(?P<punct>[-‐‑–—−,./():|&?\"“”„])|(?P<gap>\s*\n\s*\n\s*|[^\s\w])"
)
PUNCT = {
    ",": "COM", ".": "DOT", "/": "SLASH", "(": "LP", ")": "RP", ":": "COL", "|": "PIPE", "&": "UND",
    "-": "DASH", "‐": "DASH", "‑": "DASH", "–": "DASH", "—": "DASH", "−": "DASH", "?": "QM",
    '"': "QUO", "“": "QUO", "”": "QUO", "„": "QUO",
}  # fmt: skip
LIGHT = frozenset(
    [
        "COM",
        "DOT",
        "SLASH",
        "LP",
        "RP",
        "COL",
        "PIPE",
        "UND",
        "DASH",
        "QM",
        "QUO",
        "BIS",
        "VON",
        "ZU",
        "ODER",
        "BZW",
        "ART",
        "AM",
        "AN",
        "IM",
        "IN",
        "UM",
        "GEGEN",
        "KURZ",
        "AB",
        "SEIT",
        "NACH",
        "VOR",
        "ZW",
        "AUF",
        "FUER",
        "ZEIT",
        "EINS",
        "JEW",
        "PRO",
        "LAUFE",
        "HER",
        "CHR",
        "STATT",
        "NUR",
        "EINZ",
        "APP",
        "SPAET",
        "ORDW",
        "BIG",
        "NUMX",
        "LATER",
        "FRUEHER",
        "ALLE",
        "JAHRE",
        "BEIDE",
        "FRUEH",
        "GANZ",
        "REL",
        "SELB",
        "HALB",
        "HOUR",
        "NUM",
        "NUMW",
        "PAAR",
        "HALFU",
        "MONA",
        "WDA",
        "VIERTEL",
        "DREIV",
        "JED",
        "ORD",
        "HP",
        "MODS",
        "ERX",
        "FRADV",
        "DREIER",
        "KW",
        "SEMY",
        "JH",
    ]
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
                elif (
                    found[0] == "WDS"
                    and "pod" not in found[1]
                    and word[0].isupper()
                    and run
                    and run[-1].kind in ("HEUTIG", "REL", "ART")
                ):
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
                atom := number(group or "", match.group(), start, match.end(), text)
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
