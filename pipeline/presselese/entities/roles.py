"""The vocabulary of offices: which word is one, in which form, and what its normal form is.

>>> word = Roles.default().of("Stadtverordnetenvorsteherin")
>>> word.office, word.gender, word.domain
('Stadtverordnetenvorsteher', 'f', 'municipality')
>>> Roles.default().of("NDR-Sprecher").prefix
'NDR'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from presselese.entities.tables import rows, rows_of_file, words

SHORTEST_COMPOUND = 8
SHORTEST_MISSPELT = 12
_BODY = re.compile(r"(?:ion|ung|schaft|heit|keit|amt|rat|ie|ur)(?:en|s|es|e)?$")
"""Endings of words that name a body or a field, never a person."""


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word that names an office.

    `masculine` and `feminine` are its nominatives as the release writes the word (compound included), spelled right;
    `gender` m/f and `plural` are None where the form does not say; `prefix` is what stands before the hyphen.
    `adjectival`: declined like an adjective (`Vorsitzender`, `die Vorsitzende`).
    """

    masculine: str
    feminine: str
    office: str
    domain: str
    gender: str | None
    plural: bool | None
    adjectival: bool
    prefix: str | None = None
    misspelt: bool = False
    abbreviation: bool = False
    written: str | None = None
    """An abbreviation that stays as it is (`MdB`)."""
    base: str = ""

    def form(self, gender: str | None) -> str:
        """The nominative for a person of this gender; without one, the form that the release used."""
        if self.written:
            return self.written
        return self.feminine if (gender or self.gender) == "f" else self.masculine


class Roles:
    """The table roles.tsv and, in front of it, the rows of the user's own table (the same columns)."""

    def __init__(self, table: Iterable[dict[str, str]]) -> None:
        self._forms: dict[str, RoleWord] = {}
        self._compounds: dict[str, RoleWord] = {}
        self._none = frozenset(word.lower() for word in words()["roles"]["none"])
        self._prefixes = frozenset(words()["roles"]["prefixes"])
        for row in table:
            self._add(row)
        self._long: dict[int, list[str]] = defaultdict(list)
        for form in self._forms:
            if len(form) >= SHORTEST_MISSPELT:
                self._long[len(form)].append(form)
        self._known: dict[str, RoleWord | None] = {}
        self._spelt: dict[str, RoleWord | None] = {}

    @classmethod
    @cache
    def default(cls) -> Roles:
        return cls(rows("roles.tsv"))

    @classmethod
    def with_file(cls, path: str | Path) -> Roles:
        return cls([*rows_of_file(path), *rows("roles.tsv")])

    def _add(self, row: dict[str, str]) -> None:
        masculine, feminine = row["masculine"], row["feminine"]
        adjectival = masculine.endswith("er") and feminine == masculine[:-1]
        word = RoleWord(
            masculine, feminine, row["office"], row["domain"], None, None, adjectival, base=masculine
        )
        compounds = row["compounds"] == "yes"
        for form, gender, plural in _forms(masculine, feminine, adjectival):
            entry = replace(word, gender=gender, plural=plural)
            self._forms.setdefault(form.lower(), entry)
            if compounds:
                self._compounds.setdefault(form.lower(), entry)
        for short in row["abbreviations"].split(" | "):
            if short:
                written = None if short.endswith(".") else short
                self._forms.setdefault(short, replace(word, abbreviation=True, plural=False, written=written))
                if word.domain == "police" and written:
                    female = replace(word, abbreviation=True, plural=False, gender="f", written=short + "in")
                    self._forms.setdefault(short + "in", female)
                if short.endswith("."):
                    self._forms.setdefault(short[:-1], replace(word, abbreviation=True, plural=False))

    def of(self, word: str) -> RoleWord | None:
        """The office that a word names, None if it names none."""
        if not word[0].isupper() and "-" not in word:
            return None
        try:
            return self._known[word]
        except KeyError:
            if len(self._known) > 100_000:
                self._known.clear()
            found = self._known[word] = self._find(word)
            return found

    def misspelt(self, word: str) -> RoleWord | None:
        """The office of a long word that is at most two letters away from one in the table."""
        if len(word) < SHORTEST_MISSPELT or not word[0].isupper() or not word.isalpha() or _BODY.search(word):
            return None
        if word not in self._spelt:
            key = word.lower()
            near = [form for size in range(len(key) - 2, len(key) + 3) for form in self._long.get(size, ())]
            hit = process.extractOne(key, near, scorer=OSA.distance, score_cutoff=2 if len(key) > 17 else 1)
            self._spelt[word] = replace(self._forms[hit[0]], misspelt=True) if hit and hit[1] else None
        return self._spelt[word]

    def _find(self, word: str) -> RoleWord | None:
        if word in self._forms and word.isupper() | (not word.islower() and word[-1] == "."):
            return self._forms[word]
        if word in self._forms and self._forms[word].abbreviation:
            return self._forms[word]
        bare, inclusive = _without_inclusive(word)
        key = bare.lower()
        if key in self._none:
            return None
        found = self._forms.get(key)
        if found and not found.abbreviation and bare[0].isupper():
            return replace(found, gender=None, plural=True) if inclusive else found
        if "-" in bare:
            prefix, _, head = bare.rpartition("-")
            found = self.of(head) if head else None
            if not found or found.abbreviation or not prefix:
                return None
            lead = prefix + "-"
            own = None if prefix in self._prefixes or found.prefix else prefix
            return replace(
                found, masculine=lead + found.masculine, feminine=lead + found.feminine, prefix=own
            )
        if len(key) >= SHORTEST_COMPOUND:
            for at in range(2, len(key) - 3):
                found = self._compounds.get(key[at:])
                if found:
                    spelt = self.misspelt(bare)
                    if spelt and spelt.gender == found.gender:
                        return spelt
                    lead = bare[:at]
                    found = replace(
                        found,
                        masculine=lead + found.masculine.lower(),
                        feminine=lead + found.feminine.lower(),
                    )
                    return replace(found, gender=None, plural=True) if inclusive else found
        return None


def _without_inclusive(word: str) -> tuple[str, bool]:
    for sign in ("*", ":", "_", "/-", "/"):
        head, found, tail = word.partition(sign + "in")
        if found and tail in ("", "nen"):
            return head, True
    for sign in ("*", ":", "_", "/"):
        if word.endswith(f"e{sign}r"):
            return word[: -len(sign) - 1] + "r", True
    if word.endswith("Innen") and len(word) > 7:
        return word[:-5], True
    return word, False


def _forms(masculine: str, feminine: str, adjectival: bool) -> Iterable[tuple[str, str | None, bool | None]]:
    """Every form of a row: (form, gender, plural)."""
    if adjectival:
        stem = masculine[:-2]
        yield stem + "er", "m", False
        yield stem + "e", None, None
        yield stem + "en", None, None
        yield stem + "em", "m", False
        return
    if masculine == feminine:
        yield masculine, None, False
        for ending in ("s", "es"):
            yield masculine + ending, None, False
        for ending in ("er", "ern", "en"):
            yield masculine + ending, None, True
        return
    yield masculine, "m", None if masculine.endswith(("er", "el", "en")) else False
    for ending in ("s", "es"):
        yield masculine + ending, "m", False
    if masculine.endswith(("er", "el")):
        yield masculine + "n", "m", True
    elif masculine.endswith("e"):
        yield masculine + "n", "m", None
    elif masculine.endswith("rat"):
        yield masculine[:-2] + "äte", "m", True
        yield masculine[:-2] + "äten", "m", True
    elif masculine.endswith("mann"):
        yield masculine[:-3] + "änner", "m", True
    elif masculine.endswith("herr"):
        yield masculine + "n", "m", False
        yield masculine + "en", "m", True
    else:
        yield masculine + "en", "m", None
        yield masculine + "e", "m", True
    yield feminine, "f", False
    if feminine.endswith("in"):
        yield feminine + "nen", "f", True
    elif feminine.endswith("frau"):
        yield feminine + "en", "f", True
    elif feminine.endswith("e"):
        yield feminine + "n", "f", True
