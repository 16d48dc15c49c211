"""From text to atoms: one pass over words, numbers and marks.

A segment is a run of atoms that no other word interrupts; only those that may hold an expression are given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from presselese.dates.figures import EMPTY, NUMERIC, number
from presselese.dates.lexicon import ADDED, lexicon
from presselese.dates.nodes import Node, Says, kinds

TOKEN = re.compile(
    rf"(?P<quarter>Q[1-4](?!\w))|(?P<word>[^\W\d_]+(?:[-‑][^\W\d_]+)*-?)|(?=[\d'’´`])(?:{NUMERIC})"
    r"|(?P<punct>[-‐‑–—−,./():|&?\"“”„])|(?P<gap>\s*\n\s*\n\s*|[^\s\w])"
)
PUNCT = {
    ",": "COM", ".": "DOT", "/": "SLASH", "(": "LP", ")": "RP", ":": "COL", "|": "PIPE", "&": "UND",
    "-": "DASH", "‐": "DASH", "‑": "DASH", "–": "DASH", "—": "DASH", "−": "DASH", "?": "QM",
    '"': "QUO", "“": "QUO", "”": "QUO", "„": "QUO",
}  # fmt: skip
LIGHT = kinds(
    "COM DOT SLASH LP RP COL PIPE UND DASH QM QUO BIS VON ZU ODER BZW ART AM AN IM IN UM GEGEN KURZ AB SEIT NACH VOR ZW AUF "
    "FUER ZEIT AUSSER EINS JEW PRO LAUFE HER CHR STATT NUR EINZ APP APPA APPM SPAET ORDW BIG NUMX LATER FRUEHER ALLE BEIDE FRUEH GANZ REL SELB "
    "HOUR NUM NUMW PAAR HALFU MONA WDA JED ORD MODS ERX FRADV DREIER SEMY LADJ DESCR HAELFTE"
)
"""Kinds that make no expression alone: nothing is read around them."""
SMALL = kinds("PODS WDS TGL DEI HEUTIG HEUER HALB VIERTEL DREIV UHR")
"""Kinds of words that have no capital of their own."""
REACH = (40, 200)
"""So many characters in front of a sign an expression begins; the second one where the first is not enough."""
SENTENCE_START = re.compile(r"(?:^|[.!?:\n„“\"»])\s*$")
TOMORROW = re.compile(r"\s+(?!des\b|der\b|vom\b)[a-zäöüß]|,\s+(?:am|den)\s")
"""`Morgen ist Markt` at the start of a sentence is tomorrow."""
SPACE = re.compile(r"\s")


@lru_cache(maxsize=4)
def signs(lower: bool, added: int = 0) -> re.Pattern[str]:
    """Where an expression must be near: calendar words, and numbers that may belong to one (`added` tells tables with
    rows of a newsroom apart).

    Most words of a text are not looked at one by one: this pattern finds the few that matter. Nouns are looked for with
    their capital, in a text without any (`lower`) without it.
    """
    words, cased, several = lexicon()
    heavy = {word: kind for word, (kind, _) in words.items()}
    heavy |= {form: kind for entries in several.values() for form, kind, _ in entries}
    forms: set[str] = {word for word, (kind, _) in cased.items() if kind not in LIGHT}
    for word, kind in heavy.items():
        if kind in LIGHT:
            continue
        if lower or kind in SMALL:
            forms.add(word)
        if not lower:
            forms |= {word.capitalize(), word.upper(), word.title()}
    short_months = [word.capitalize() for word, (kind, _) in words.items() if kind == "MONA"]
    short_days = [word for word, (kind, _) in cased.items() if kind == "WDA"]
    amounts = [word for word, (kind, _) in words.items() if kind == "NUMW"] + [
        "mehr",
        "ein",
        "halb",
        "viertel",
        "dreiviertel",
    ]
    amounts += [word.capitalize() for word in amounts]
    glued = r"(?:[Bb]is|[Gg]egen|[Uu]m|[Aa]b|[Vv]on|[Aa]m|[Ss]eit|[Vv]om|zum|den|dem)(?=\d)"
    length = "(?:jähr|täg|wöch|monat|stünd|minüt|sekünd)ig"
    number = (
        rf"\d{{4}}(?!\d)|\d{{1,2}}[.:/-][ \u00a0]?\d{{1,2}}(?!\d{{3}})|\d{{1,4}}[-‑ \u00a0]?{length}"
        r"|\d{1,3}[-‑ ]?(?:täglich|wöchentlich|jährlich)|\d{1,4}(?:ern?\b|[ \u00a0]?v\.)|\d{1,2}[ \u00a0]?h(?![^\W\d_])|\d{1,2}h\d\d"
        r"|\d{1,4}[ \u00a0]?(?:min|sek)\b"
        r"|(?<=\bam )\d{1,2}\.(?=[,;)]|\s+[a-zäöü])|(?<=\bvom )\d{1,2}\.(?=\s?(?:bis|[-–])\s)|(?<=\bdem )\d{1,2}\.(?=\sund dem )"
        r"|(?:(?<=emester )|(?<=\bim WS )|(?<=im WiSe ))\d\d/\d\d(?!\d)"
        rf"|\d{{1,2}}\.?\s{{0,2}}(?i:{trie(short_months)})(?![^\W\d_])"
    )
    return re.compile(
        rf"\b(?:(?=\d)(?:{number})|(?=[^\W\d_])(?:(?:{trie(forms)})(?![^\W\d_])"
        rf"|(?:{trie(short_days)})\b\.?(?:\s?[-–/,&]|\s(?:und|bis)\b|\s?\d)"
        rf"|{glued}|Q[1-4](?!\w)|(?:{trie(amounts)}){length}"
        r"|(?:Zwanz|Dreiß|Vierz|Fünfz|Sechz|Siebz|Achtz|Neunz)igern?\b))"
        r"|['’´`]\d\d(?!\d)"
    )


def trie(words: Iterable[str]) -> str:
    """A regular expression of many words that shares their beginnings."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    ends = "" in node
    branches = [
        _escaped(character) + _branches(below) for character, below in sorted(node.items()) if character
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if ends else joined


def _escaped(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)


def segments(text: str) -> Iterator[list[Node]]:
    """The runs of atoms of a text that may hold an expression, in order."""
    done = 0
    for sign in signs(text.islower(), sum(map(len, ADDED.values()))).finditer(text):
        start = sign.start()
        if start < done:
            continue
        for reach in REACH:
            left = max(done, start - reach)
            if left > done:
                space = SPACE.search(text, left, start)
                left = space.end() if space else start
            run, end = _run(text, left, start)
            if not run or run[0].start > left or left == done:
                break
        done = end
        if run:
            yield run


def _run(text: str, left: int, sign: int) -> tuple[list[Node], int]:
    """The atoms around a sign that no other word interrupts, from `left` on, and where they end."""
    words, cased, several = lexicon()
    run: list[Node] = []
    end = left
    last_foreign = -1
    for match in TOKEN.finditer(text, left):
        start = match.start()
        if start < end:
            continue
        group = match.lastgroup
        if group == "word":
            word = match.group()
            low = word.lower()
            end = match.end()
            found = cased.get(word) or words.get(low)
            first = several.get(low) or ("-" in low and several.get(low.split("-", 1)[0]))
            if (
                first
                and (longer := _several(text, start, first))
                and (found is None or longer[0] > end - start)
            ):
                end = start + longer[0]
                found = longer[1:]
            if (
                word == "Morgen"
                and TOMORROW.match(text, end)
                and SENTENCE_START.search(text, max(0, start - 4), start)
            ):
                found = cased["morgen"]
            if found is not None:
                kind, says = _in_context(found, word, run) if run else found
                run.append(Node(kind, start, end, says))
                continue
            if "-" in word or "‑" in word:
                pieces = _hyphenated(word, start, words, cased)
                if pieces:
                    run += pieces
                    continue
            last_foreign = end
        elif group == "punct":
            run.append(Node(PUNCT[match.group()], start, start + 1, EMPTY))
            continue
        elif group == "quarter":
            run.append(Node("QTR", start, start + 2, {"q": int(text[start + 1])}))
            continue
        elif group != "gap" and start != last_foreign:
            atom = number(group or "", match.group(), start, match.end(), text)
            if atom is not None:
                run.append(atom)
                continue
        if start >= sign:
            return run, max(start, sign + 1)
        run.clear()
    return run, len(text)


def _in_context(found: tuple[str, Says], word: str, run: list[Node]) -> tuple[str, Says]:
    """`gestern morgen` is a part of the day, `des heutigen Montags` a genitive."""
    kind, says = found
    if word == "morgen" and run[-1].kind in ("DEI", "WD"):
        return "POD", {"pod": "MO"}
    if kind == "WDS" and "pod" not in says and word[0].isupper() and run[-1].kind in ("HEUTIG", "REL", "ART"):
        return "WD", says
    return kind, says


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
