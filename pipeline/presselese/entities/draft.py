"""The mentions of one text while they are put right: the lists, and the tools that all steps use."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from presselese.entities.gazetteer import Gazetteer
from presselese.entities.mentions import Mention, mention
from presselese.entities.roles import Roles
from presselese.entities.tables import words
from presselese.entities.text import Text

_STRIP = "„“”\"»«‚‘’‹›'`´ \t\n\r\xa0,;:–*|•·…"
_FULL_STOP = re.compile(
    r"(?:\b[AB] ?\d{1,3}|\)|\b(?!Str|str|Co|Inc|Ltd|Corp|Prof|Sa|Vgt)[A-ZÄÖÜa-zäöüß]{4,}(?<!str)|\b(?:19|20)\d\d|[A-ZÄÖÜa-zäöüß]{3,}\d{1,2}|[a-zäöüß]{4,} \d{1,3})\.$"
)
"""A full stop that ends a sentence and no abbreviation."""


@cache
def _lists() -> dict[str, Any]:
    return loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


class Draft:
    """The mentions of one text (`items`) while they are put right."""

    def __init__(self, found: list[Mention], text: Text, roles: Roles, gazetteer: Gazetteer) -> None:
        self.items = found
        self.leads: set[str] = set()
        self.text = text
        self.roles = roles
        self.gazetteer = gazetteer
        lists = _lists()
        self.none = frozenset(lists["none"])
        self.before: dict[str, frozenset[str]] = {
            label: frozenset(items) for label, items in lists["before"].items()
        }
        self.extend: dict[str, frozenset[str]] = {
            label: frozenset(items) for label, items in lists["extend"].items() if label in ("LOC", "ORG")
        }
        self.official = tuple(lists["extend"]["official"])
        self.legal = frozenset(lists["extend"]["legal"])
        titles = words()["titles"]
        self.titles = frozenset(
            [*titles["academic"], *titles["subjects"], *titles["male"], *titles["female"]]
        )
        self.particles = frozenset(words()["persons"]["particles"])
        self.nobility = frozenset(words()["persons"]["nobility"])

    def _moved(
        self, item: Mention, start: int, end: int, label: str | None = None, rule: str = "boundary"
    ) -> Mention | None:
        """The mention with other ends; None if nothing is left."""
        raw = self.text.text
        while start < end and raw[start] in _STRIP:
            start += 1
        while end > start and (raw[end - 1] in _STRIP or _FULL_STOP.search(raw, max(start, end - 12), end)):
            end -= 1
        if start >= end:
            return None
        if (start, end, label or item.label) == (item.start, item.end, item.label):
            return item
        return mention(self.text, start, end, label or item.label, item.score, rule)

    def _keep(self, items: list[Mention | None]) -> None:
        """Sorted, without overlaps: of two over each other the longer one stays."""
        ordered = sorted(
            (item for item in items if item is not None), key=lambda item: (item.start, -item.end)
        )
        out: list[Mention] = []
        for item in ordered:
            if out and item.start < out[-1].end:
                if item.end - item.start > out[-1].end - out[-1].start:
                    out[-1] = item
                continue
            out.append(item)
        self.items = out

    def _word_before(self, item: Mention) -> str:
        i = item.first - 1
        return (
            self.text.words[i] if i >= 0 and self.text.sentence[i] == self.text.sentence[item.first] else ""
        )

    def _free(self) -> list[int]:
        """Starts of the mentions, to look up whether a stretch is free."""
        return [item.start for item in self.items]

    def _is_free(self, start: int, end: int, starts: list[int]) -> bool:
        i = bisect_left(starts, start)
        if i < len(starts) and starts[i] < end:
            return False
        return not (i and self.items[i - 1].end > start)

    def _is_town(self, name: str) -> bool:
        return any(
            place.kind == "municipality" and place.country == "DE"
            for place in self.gazetteer.candidates(name)
        )

    def _in_longer_word(self, first: int, last: int) -> bool:
        raw = self.text.text
        start, end = self.text.starts[first], self.text.ends[last - 1]
        return raw[start - 1 : start] in ("-", "@", "/", ".", "#", "_") or raw[end : end + 1] in (
            "-",
            "@",
            "_",
        )
