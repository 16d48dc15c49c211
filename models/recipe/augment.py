"""What press releases do and the corpora do too seldom: datelines, capitals, other names, other quotation marks.

Each function takes a passage and a source of chance and gives a passage, the same one where nothing is to be done.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from recipe import corpora
from recipe.corpora import Name, Passage

GENDERED = re.compile(r"[A-ZÄÖÜ]\w{2,}innen")
QUOTES = (("„", "“"), ("„", "“"), ("»", "«"), ("«", "»"), ("“", "”"), ("'", "'"), ('"', '"'))
STRAIGHT = {'"', "``", "''"}
AGENCIES = ("pm", "red", "ots", "dpa", "pr", "epd", "dpa/lni", "Hessen", "sid", "PM", "mb", "hkl")
SHORT = ("Ggf", "Evtl", "Lt", "Bzgl", "Inkl", "Vgl", "Allg", "Gem", "Insb", "Zzgl", "Ca", "Max", "Mind")
UNITS = frozenset(("Landkreis", "Kreis"))
CURRENCIES = frozenset(
    (
        "Euro",
        "Dollar",
        "US-Dollar",
        "Franken",
        "Pfund",
        "Mark",
        "DM",
        "D-Mark",
        "Rubel",
        "Yen",
        "Cent",
        "EUR",
        "Kronen",
    )
)


@dataclass(frozen=True)
class NameLists:
    given: list[str]
    family: list[str]
    places: list[str]

    @classmethod
    def read(cls, data: Path) -> NameLists:
        def rows(path: str, delimiter: str) -> list[list[str]]:
            with corpora.opened(data / path) as lines:
                return [line.rstrip("\n").split(delimiter) for line in lines][1:]

        given = [
            row[0]
            for row in rows("gazetteer/first_names.csv", ",")
            if row[0].isalpha() and int(row[1] or 0) + int(row[2] or 0) >= 20
        ]
        family = [
            row[0]
            for row in rows("lexicon/names_de/nachnamen_germaner.txt.xz", "\t")
            if row[0][:1].isupper() and row[0].isalpha()
        ]
        family += [
            row[0]
            for row in rows("gazetteer/names_wiktionary_surnames.txt", "\t")
            if row[0][:1].isupper() and row[0].isalpha()
        ]
        places = [row[0] for row in rows("lexicon/names_de/staedte_osm.txt", "\t") if row[0][:1].isupper()]
        return cls(given, family, places)


def augmented(passage: Passage, lists: NameLists, chance: random.Random) -> Passage:
    passage = quoted_otherwise(passage, chance)
    if passage.names:
        if not passage.syntax and chance.random() < 0.3:
            passage = renamed(passage, lists, chance)
        if not passage.syntax and passage.words and chance.random() < 0.06:
            passage = with_dateline(passage, lists, chance)
        elif not passage.syntax and passage.words and chance.random() < 0.015:
            passage = with_abbreviation(passage, chance)
        passage = capitals(passage, chance)
    return gendered(passage, chance)


def quoted_otherwise(passage: Passage, chance: random.Random) -> Passage:
    """Straight quotation marks become a pair of others, two times out of three."""
    if not STRAIGHT.intersection(passage.words) or chance.random() < 0.33:
        return passage
    pair = chance.choice(QUOTES)
    words, opening = list(passage.words), True
    for i, word in enumerate(words):
        if word in STRAIGHT:
            opens = word == "``" or (word == '"' and opening)
            words[i] = pair[0] if opens else pair[1]
            opening = not opens
    return replace(passage, words=words)


def gendered(passage: Passage, chance: random.Random) -> Passage:
    """`Bürgerinnen` → `Bürger*innen`; a colon or slash makes three tokens of it, which only the star does not."""
    if chance.random() < 0.7 or not any(map(GENDERED.fullmatch, passage.words)):
        return passage
    mark = chance.choice("*_")
    return replace(
        passage, words=[f"{w[:-5]}{mark}innen" if GENDERED.fullmatch(w) else w for w in passage.words]
    )


def capitals(passage: Passage, chance: random.Random) -> Passage:
    """A whole line, or only the places, in capitals."""
    lot = chance.random()
    if lot < 0.02:
        return replace(passage, words=[w.upper() for w in passage.words])
    if lot < 0.06:
        words = list(passage.words)
        for names in passage.names.values():
            for start, end, label in names:
                if label == "LOC" or lot < 0.03:
                    words[start:end] = [w.upper() for w in words[start:end]]
        return replace(passage, words=words)
    if lot < 0.08 and True in passage.line_end:  # the first line
        end = passage.line_end.index(True)
        return replace(passage, words=[w.upper() if i < end else w for i, w in enumerate(passage.words)])
    return passage


def renamed(passage: Passage, lists: NameLists, chance: random.Random) -> Passage:
    """Persons and simple places get other names from the lists; all guidelines of the passage have to agree on the span."""
    first_guideline = next(iter(passage.names))
    words: list[str] = []
    line_end: list[bool] = []
    starts: list[bool | None] = []
    moved = {}  # start → new start and end
    at = 0
    for start, end, label in sorted(passage.names[first_guideline]):
        if start < at:
            continue
        words += passage.words[at:start]
        line_end += passage.line_end[at:start]
        starts += passage.starts[at:start]
        new = _other_name(passage.words[start:end], label, lists, chance)
        moved[start] = (len(words), len(words) + len(new))
        words += new
        line_end += [passage.line_end[start]] + [False] * (len(new) - 1)
        starts += [passage.starts[start]] + [False] * (len(new) - 1)
        at = end
    words += passage.words[at:]
    line_end += passage.line_end[at:]
    starts += passage.starts[at:]
    spans = {(s, e) for s, e, _ in passage.names[first_guideline]}
    names: dict[str, list[Name]] = {}
    for guideline, found in passage.names.items():
        if any((s, e) not in spans for s, e, _ in found):
            return passage
        names[guideline] = [(*moved[s], label) for s, e, label in found]
    return Passage(words, line_end, starts, [], names)


def _other_name(words: list[str], label: str, lists: NameLists, chance: random.Random) -> list[str]:
    if chance.random() < 0.5 or not all(w[:1].isupper() and w.replace("-", "").isalpha() for w in words):
        return words
    genitive = "s" if words[-1].endswith("s") and chance.random() < 0.5 else ""
    if label == "PER" and len(words) <= 2:
        family = chance.choice(lists.family)
        if chance.random() < 0.08:
            family += "-" + chance.choice(lists.family)
        given = chance.choice(lists.given)
        if chance.random() < 0.08:
            given += "-" + chance.choice(lists.given)
        return [given, family + genitive] if len(words) == 2 else [family + genitive]
    if label == "LOC" and len(words) == 1 and len(words[0]) > 3:
        new = chance.choice(lists.places)
        return new.split() if new.replace(" ", "").replace("-", "").isalpha() else words
    return words


def with_abbreviation(passage: Passage, chance: random.Random) -> Passage:
    """`Ggf.` in front, which looks like a dateline and is none."""
    names = {g: [(s + 2, e + 2, label) for s, e, label in found] for g, found in passage.names.items()}
    words = [chance.choice(SHORT), ".", *passage.words]
    return Passage(
        words,
        [passage.line_end[0], False, False, *passage.line_end[1:]],
        [True, False, False, *passage.starts[1:]],
        [],
        names,
    )


def with_dateline(passage: Passage, lists: NameLists, chance: random.Random) -> Passage:
    """`Bütow/Frankenberg(pm).` in front; its places are names under every guideline."""
    line: list[tuple[str, bool]] = []

    def place() -> None:
        name = chance.choice(lists.places)
        name = name if name.replace("-", "").isalpha() else "Frankenberg"
        line.append((name.upper() if chance.random() < 0.4 else name, True))

    place()
    lot = chance.random()
    if lot < 0.2:
        line.append(("/", False))
        place()
    elif lot < 0.35:
        line.extend([(",", False), ("OT", False)])
        place()
    if chance.random() < 0.6:
        line.extend([("(", False), (chance.choice(AGENCIES), False), (")", False)])
    end = chance.choice((".", "-", "–", ":", ".", "–", ""))
    if end:
        line.append((end, False))
    shift = len(line)
    places = [(i, i + 1, "LOC") for i, (_, is_place) in enumerate(line) if is_place]
    return Passage(
        [word for word, _ in line] + passage.words,
        [passage.line_end[0]] + [False] * (shift - 1) + [False] + passage.line_end[1:],
        [True] + [False] * (shift - 1) + [True if end == "." else None] + passage.starts[1:],
        [],
        {
            g: [*places, *((s + shift, e + shift, label) for s, e, label in names)]
            for g, names in passage.names.items()
        },
    )


def as_press(passage: Passage) -> list[Name]:
    """GermEval's names the way GOLD.md has them, as far as a rule can tell: `Landkreis X` as a whole, no currencies."""
    names = []
    for start, end, label in passage.names["germeval"]:
        if label == "MISC" and end - start == 1 and passage.words[start] in CURRENCIES:
            continue
        if label == "LOC" and start and passage.words[start - 1] in UNITS:
            start -= 1
        names.append((start, end, label))
    return names
