"""Words of saying: the table `cues.tsv`, and how one of its words is found in a sentence.

A row: `lemma` (without separated prefix), `prefix`, `kind`, `frames`, `medium`, principal parts where they are not
regular, and an example whose reported content stands in square brackets. The example is the test of the row.

| frame | what follows or precedes | |
|---|---|---|
| `d` | direct speech | `t` | a `dass` clause |
| `v` | a verb-second clause | `q` | a question clause (`ob`, `wie`, `warum` …) |
| `i` | an infinitive | `w` | content around `wie X mitteilte` |
| `p` | a noun or prepositional phrase: a report without a clause | `n` | content after `nach`, `laut`, `zufolge` |

`senses`: `plain` (also with an indicative main clause), `demand`, `question`, `announces` (`Dies teilte X mit`), `opens` (`X teilt mit:` before a whole text), and what
is no speech unless more speaks for it: `decision`, `perception`, `shows`.

Verbs are found by their forms, which are made from the principal parts, so that no lemmatizer has to know them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from presselese.german.labels import Grammar

_UNSTRESSED = (
    "be",
    "emp",
    "ent",
    "er",
    "ge",
    "ver",
    "zer",
    "miss",
    "wider",
    "unter",
    "über",
    "beglück",
    "voll",
)


@dataclass(slots=True, frozen=True)
class Cue:
    """A row of the table."""

    lemma: str
    prefix: str
    kind: str
    frames: frozenset[str]
    medium: str | None
    senses: frozenset[str]
    example: str

    @property
    def name(self) -> str:
        """The lemma with its prefix: `mitteilen`, `bekannt geben`."""
        if self.prefix in (
            "bekannt",
            "klar",
            "deutlich",
            "wissen",
            "verlauten",
            "geltend",
            "zu bedenken",
            "aufmerksam",
        ):
            return f"{self.prefix} {self.lemma}"
        return self.prefix + self.lemma


@dataclass(slots=True, frozen=True)
class Found:
    """A cue in a text: its token, the token of its separated prefix, the row."""

    token: int
    prefix: int | None
    cue: Cue
    participle: bool = False


def read_rows(lines: Iterable[str]) -> list[dict[str, str]]:
    """Rows of a table of cues; raises ValueError where a row lacks its example."""
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if not row["example"]:
            raise ValueError(f"cues.tsv, line {number}: {row['lemma']!r} has no example")
    return rows


@cache
def table() -> list[dict[str, str]]:
    text = (resources.files("presselese.quotes") / "cues.tsv").read_text("utf-8")
    return read_rows(text.splitlines())


def _cue(row: dict[str, str]) -> Cue:
    return Cue(
        row["lemma"],
        row["prefix"],
        row["kind"],
        frozenset(row["frames"]),
        row["medium"] or None,
        frozenset(row["senses"].split()),
        row["example"],
    )


def forms(row: dict[str, str]) -> dict[str, bool]:
    """Finite forms, infinitive and participle of a verb without its separated prefix; True for the participle."""
    lemma = row["lemma"]
    stem = re.sub(r"(?<=[lr])n$|en$|n$", "", lemma)
    soft = bool(re.search(r"[td]$|chn$|[bdfgkpstvwz][mn]$", stem))
    e = "e" if soft else ""
    singular = row["present"] or ("tut" if lemma == "tun" else f"{stem}{e}t")
    found = {lemma, f"{stem}e", f"{stem}{e}t", singular}
    if re.search(r"[^aeiouäöü]e[lr]$", stem):
        found.add(f"{stem[:-2]}{stem[-1]}e")
    past = row["past"]
    if not past:
        found |= {f"{stem}{e}te", f"{stem}{e}ten"}
    else:
        found |= {past, past + ("n" if past.endswith("e") else "en")}
    if lemma == "wissen":
        found |= {"wusste", "wussten"}
    participle = row["participle"]
    if not participle:
        plain = lemma.endswith("ieren") or lemma.startswith(_UNSTRESSED)
        participle = ("" if plain else "ge") + f"{stem}{e}t"
    old = {form.replace("ss", "ß") for form in found if form.endswith("ss") or "sst" in form}
    result = dict.fromkeys(found | old, False)
    result.setdefault(participle, True)
    return result


class Lexicon:
    """All cues by form."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.verbs: dict[str, list[tuple[Cue, bool]]] = {}
        self.glued: dict[str, tuple[Cue, bool]] = {}
        self.nouns: dict[str, Cue] = {}
        self.adjectives: dict[str, Cue] = {}
        self.surely_finite: set[str] = set()
        """Past forms of verbs of saying that are no other word: `sagte`, `mitteilte`."""
        for row in rows:
            cue = _cue(row)
            if cue.kind == "verb":
                self._add_verb(row, cue)
            elif cue.kind == "noun":
                for form in _noun_forms(cue.lemma):
                    self.nouns.setdefault(form, cue)
            elif cue.kind == "adjective":
                self.adjectives[cue.lemma] = cue

    def noun(self, word: str) -> Cue | None:
        """The cue of a noun, compounds of the commonest included: `Unternehmensangaben`."""
        found = self.nouns.get(word) or self.nouns.get(word.replace("ß", "ss"))
        if found is None and len(word) > 10 and word[:1].isupper():
            lower = word.lower()
            for ending in _COMPOUND_ENDINGS:
                if lower.endswith(ending):
                    return self.nouns.get(ending.capitalize())
        return found

    def _add_verb(self, row: dict[str, str], cue: Cue) -> None:
        for form, participle in forms(row).items():
            self.verbs.setdefault(form, []).append((cue, participle))
            if participle and form == cue.lemma and not cue.prefix:
                self.verbs[form].append((cue, False))
            if cue.prefix and " " not in cue.prefix:
                self.glued[cue.prefix + form] = (cue, participle)
            weak_past = form.endswith("te") and not row["past"] and f"{form[:-1]}en" != cue.lemma
            if weak_past and not cue.lemma.startswith(_UNSTRESSED) and not cue.lemma.endswith("ieren"):
                self.surely_finite.add(cue.prefix + form)
        if cue.prefix and " " not in cue.prefix:
            self.glued[f"{cue.prefix}zu{cue.lemma}"] = (cue, False)

    def find(self, grammar: Grammar, token: int, end: int) -> Found | None:
        """The cue that a verb or adjective token is; the separated prefix is looked for before `end`."""
        word, tag = grammar.lower[token], grammar.tag[token]
        if tag.startswith("V") or tag == "ADJD" or not tag:
            glued = self.glued.get(word)
            if glued:
                return Found(token, None, glued[0], glued[1])
            choices = self.verbs.get(word)
            if choices and (tag != "ADJD" or choices[0][1]):
                found = self._with_prefix(grammar, token, end, choices)
                if found:
                    return found
        if tag in ("ADJD", "VVPP", "ADV", "PTKVZ", "VVFIN", ""):
            cue = self.adjectives.get(word)
            if cue:
                return Found(token, None, cue)
        return None

    def _with_prefix(
        self, grammar: Grammar, token: int, end: int, choices: list[tuple[Cue, bool]]
    ) -> Found | None:
        prefixes = {cue.prefix for cue, _ in choices if cue.prefix}
        separated = (
            _separated(grammar, token, end, prefixes) if prefixes or grammar.tag[token] != "VVPP" else None
        )
        for cue, participle in choices:
            if cue.prefix and separated and separated[1] == cue.prefix:
                return Found(token, separated[0], cue, participle)
        if separated:
            return None
        for cue, participle in choices:
            if not cue.prefix:
                return Found(token, None, cue, participle or grammar.tag[token] == "VVPP")
        return None


_COMPOUND_ENDINGS = (
    "angaben",
    "informationen",
    "berichten",
    "bericht",
    "meldungen",
    "aussagen",
    "schätzungen",
    "sicht",
)
_PREFIX_WORDS = frozenset(
    {
        "bereit",
        "bekannt",
        "klar",
        "deutlich",
        "geltend",
        "wissen",
        "verlauten",
        "aufmerksam",
        "kund",
        "fest",
        "dar",
    }
)


def _separated(grammar: Grammar, token: int, end: int, wanted: set[str]) -> tuple[int, str] | None:
    """The separated prefix of a verb between it and `end` (before it for `bekannt gegeben`): its token and form."""
    lower, tag = grammar.lower, grammar.tag
    if token and grammar.lower[token - 1] in _PREFIX_WORDS & wanted:
        return token - 1, lower[token - 1]
    if token > 1 and lower[token - 2] == "zu" and f"zu {lower[token - 1]}" in wanted:
        return token - 2, f"zu {lower[token - 1]}"
    stop = min(end, token + 40)
    for place in range(token + 1, stop):
        word = lower[place]
        if word in wanted and (
            tag[place] == "PTKVZ" or word in _PREFIX_WORDS or _ends_clause(grammar, place, end)
        ):
            return place, word
        if tag[place] == "PTKVZ" and word not in wanted and word != "weiter" and not word.startswith("da"):
            return place, word
        if word == "zu" and place + 1 < stop and f"zu {lower[place + 1]}" in wanted:
            return place, f"zu {lower[place + 1]}"
        if tag[place] in ("VVFIN", "VAFIN", "VMFIN") or word in (":", ";"):
            break
    return None


def _ends_clause(grammar: Grammar, place: int, end: int) -> bool:
    return place + 1 >= end or grammar.tag[place + 1] in ("$,", "$.", "$(", "KON")


def _noun_forms(lemma: str) -> list[str]:
    endings = ["", "n", "en", "e", "s", "es", "er", "ns"]
    found = [lemma + ending for ending in endings]
    if lemma == "Wort":
        found += ["Worte", "Worten", "Wörter"]
    if lemma == "Wunsch":
        found += ["Wünsche", "Wünschen"]
    if lemma in ("Vorwurf", "Vorschlag", "Plan"):
        umlaut = lemma.replace("wurf", "würf").replace("schlag", "schläg").replace("lan", "län")
        found += [umlaut + "e", umlaut + "en"]
    if lemma.endswith("nis"):
        found.append(lemma + "se")
    return found


@cache
def lexicon() -> Lexicon:
    """The lexicon of the house."""
    return Lexicon(table())


def medium_of(found: Found | None, frame: str, document: bool) -> Any:
    """speech, writing or thought, where the cue or the speaker says it."""
    if document:
        return "writing"
    return found.cue.medium if found else None
