"""The body, place or party of an office whose phrase names none: what the release is about, or who sent it.

`Vorsitzende Petra Thoms` in a release of a heritage society is the chairwoman of that society. Every guess lowers the
score of its role to the share of such guesses that were right on annotated releases.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from presselese.entities.gazetteer import Gazetteer
from presselese.entities.organisations import (
    Body,
    Organisations,
    head_of,
    is_bare_head,
    kind_of,
    organisation_name,
    party_of,
)
from presselese.entities.places import Found, Places, parts_with_office
from presselese.entities.tables import rows, words
from presselese.entities.text import Text

GUESSED_PLACE = 0.85
GUESSED_BODY = 0.6
GUESSED_PARTY = 0.7
"""How often a place, a body, a party is the one that a reader takes."""

BODIES: dict[str, tuple[str, ...]] = {
    "body": (), "company": ("company",), "association": ("association", "fire_brigade", "team"), "fire_brigade": ("fire_brigade",),
    "police": ("police",), "university": ("university",), "school": ("school",), "health": ("hospital",), "sport": ("team",),
    "church": ("church",), "parliament": ("parliament",), "house": ("museum", "media", "other"),
}  # fmt: skip
"""The kinds of bodies in which offices of a domain are held; `body`: of any kind."""
PUBLIC = frozenset(("court", "parliament", "government", "police", "authority", "media"))
"""Kinds that a release often names without being about them: an office of any kind of body is rarely theirs."""
MOST_BODIES = 200
"""Of more bodies in a release (an archive in one file) only those named most often are looked at."""
CITY_STATES = frozenset(("Berlin", "Hamburg", "Bremen"))
"""Länder with senators and without ministers."""


@dataclass(slots=True)
class Bare:
    """A role without body and place: its domain, the word of its noun, the kinds of bodies that a bare word of its
    phrase means (`des Vereins`), and whether another role of the person has a body or party."""

    role: dict[str, Any]
    domain: str
    noun: int | None
    kinds: tuple[str, ...] | None
    said: bool
    ours: bool = False
    """Whether it is said to be the sender's: `unser Vorsitzender M`."""


class Guesses:
    """What the offices of one release may belong to."""

    def __init__(
        self, text: Text, organisations: Organisations, places: Places, gazetteer: Gazetteer, issuer: str
    ) -> None:
        self.text = text
        self.organisations = organisations
        self.places = places
        self.gazetteer = gazetteer
        self.issuer = issuer
        self.clubs = tuple(words()["organisations"]["clubs"])
        self.bodies = sorted(organisations.bodies, key=lambda body: -len(body.mentions))[:MOST_BODIES]
        self._levels: dict[str, str | None] = {}
        self._standing: dict[int, float] = {}
        self._ends: dict[int, list[int]] = {}
        self.parties = {party for body in organisations.bodies if (party := party_of(body.name))}

    def complete(self, bare: Bare) -> None:
        """Fill in place, body or party of a role, and lower its score accordingly."""
        role, office = bare.role, bare.role["role"]
        if place := self._place(bare):
            role["place"] = place
            role["score"] = min(role["score"], GUESSED_PLACE)
        elif not bare.said and (body := self._body(bare)):
            role["organisation"] = body
            role["score"] = min(role["score"], GUESSED_BODY)
        if not bare.said and not role["organisation"] and is_of("party", office) and len(self.parties) == 1:
            role["party"] = next(iter(self.parties))
            role["score"] = min(role["score"], GUESSED_PARTY)

    # -- places -------------------------------------------------------------------------------------------------

    def _place(self, bare: Bare) -> str | None:
        office = bare.role["role"]
        level = bare.domain if bare.domain in ("municipality", "district", "land") else None
        if bare.domain in ("municipality", "body", "authority") and is_of("borough", office):
            level = "part"
        elif bare.domain == "government" and not office.startswith("Bundes"):
            level = "land"
        if level is None and (bare.domain == "fire_brigade" or is_of("town", office)):
            return None if self._body(bare) else self.of_level("municipality")
        place = self.of_level(level) if level else None
        return None if place in CITY_STATES and "inister" in office else place

    def of_level(self, level: str) -> str | None:
        """The place of this kind (`municipality`, `district`, `land`, `part`) that the release is about, if it is clear."""
        if level not in self._levels:
            self._levels[level] = self._of_level(level)
        return self._levels[level]

    def _of_level(self, level: str) -> str | None:
        if level == "land" and (sender := self._land_of_sender()):
            return sender
        if level == "parish":
            return self._parish()
        if level == "part" and (sender := self._district_of_office()):
            return sender
        fitting = [
            found
            for found in self.places.found.values()
            if found.kind == level or (level == "land" and self.gazetteer.land(found.name))
        ]
        if level == "land" and not fitting:
            return self._land()
        ordered = sorted(fitting, key=lambda found: (-self._weight_of_place(found), found.mentions[0].start))
        if not ordered or (
            len(ordered) > 1 and self._weight_of_place(ordered[0]) < 2 * self._weight_of_place(ordered[1])
        ):
            return None
        return ordered[0].name

    def _weight_of_place(self, found: Found) -> int:
        """Mentions, those behind `Stadt` or `Gemeinde` and a dateline once more."""
        return sum(
            2 if (item.first and self.text.words[item.first - 1] in ("Stadt", "Gemeinde", "Marktgemeinde")) or item.rule == "dateline" else 1
            for item in found.mentions
        )  # fmt: skip

    def _land(self) -> str | None:
        """The Land in which the places of the release lie, if it is one."""
        lands = {
            found.chosen.id[:2]
            for found in self.places.found.values()
            if found.chosen and found.chosen.scheme == "ags"
        }
        if len(lands) != 1:
            return None
        land = lands.pop()
        place = self.gazetteer.by_ags.get(land) or self.gazetteer.by_ags.get(f"{land}000000")
        return place.name if place else None

    def _land_of_sender(self) -> str | None:
        """`Senat von Berlin`, `Justiz Berlin`: the Land in the name of the sender."""
        return next((word for word in re.findall(r"[\w-]+", self.issuer) if self.gazetteer.land(word)), None)

    def _district_of_office(self) -> str | None:
        """The district whose office sent the release or is the only one that it names: `Bezirksamt Pankow`."""
        for where in (self.issuer, f"{self.text.text}\n{self.places.elsewhere}"):
            names = {name for name, _ in parts_with_office(self.gazetteer, where)}
            if names:
                return names.pop() if len(names) == 1 else None
        return None

    # -- bodies -------------------------------------------------------------------------------------------------

    def _body(self, bare: Bare) -> str | None:
        if bare.kinds == ():
            return None
        kinds = bare.kinds or BODIES.get(bare.domain)
        if is_of("government", bare.role["role"]):
            kinds = ("government",)
        if kinds is None:
            return None
        fitting = [
            body
            for body in self.bodies
            if body.kind != "party"
            and (body.kind in kinds if kinds else body.kind not in ("party", "media"))
            and not (bare.ours and body.kind in PUBLIC)
        ]
        if bare.domain == "church" and (parish := self.of_level("parish")):
            return parish
        if fitting:
            best = max(
                fitting, key=lambda body: (self._weight(body, bare, bool(kinds)), -body.mentions[0].start)
            )
            return best.name if self._weight(best, bare, bool(kinds)) > 0 else None
        sender = organisation_name(self.issuer)
        if kinds and kind_of(sender) in kinds:
            return sender
        return self._generic if bare.domain == "association" or (not kinds and not self.bodies) else None

    @cached_property
    def _generic(self) -> str | None:
        """The one club that the release speaks of without its name: `Heimatverein`."""
        named = Counter(
            found[0]
            for word in self.text.words
            if word[0].isupper()
            and (found := head_of(word))
            and found[0].endswith(self.clubs)
            and not is_bare_head(word)
        )
        ranked = named.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _parish(self) -> str | None:
        """The parish that the release is about, where its name stands as a place: `die Kirchengemeinde St. Andreas`."""
        names = {
            found.name
            for found in self.places.found.values()
            for item in found.mentions
            if item.first
            and self.text.words[item.first - 1] in ("Kirchengemeinde", "Pfarrgemeinde", "Pfarrei")
        }
        return names.pop() if len(names) == 1 else None

    def _weight(self, body: Body, bare: Bare, by_kind: bool) -> float:
        """How much speaks for a body: how often and where it is named, and whether it is the sender."""
        if id(body) not in self._standing:
            self._standing[id(body)] = self._standing_of(body)
            self._ends[id(body)] = sorted(item.last for item in body.mentions)
        weight = self._standing[id(body)]
        if not by_kind and body.kind in PUBLIC:
            weight -= 2.0
        if bare.noun is not None:
            ends = self._ends[id(body)]
            before = bisect_right(ends, bare.noun)
            if before:
                back = self.text.sentence[bare.noun] - self.text.sentence[ends[before - 1] - 1]
                weight += {0: 3.0, 1: 1.5, 2: 0.5}.get(back, 0.0)
        return weight

    def _standing_of(self, body: Body) -> float:
        """What speaks for a body whatever the office is."""
        weight = min(len(body.mentions), 4) + (1.0 if body.kind or " " in body.name else 0.0)
        if body.name in self.places.elsewhere or (body.abbreviation or "") in self.places.elsewhere.split():
            weight += 3.0
        if self.text.paragraph[body.mentions[0].first] < 2:
            weight += 1.5
        return weight


@cache
def _patterns(whose: str) -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in rows("office_owners.tsv") if row["whose"] == whose))


def is_of(whose: str, office: str) -> bool:
    """Whether an office by its words is one of a `town`'s own administration, a `borough`, a `government`, a `party`."""
    return bool(_patterns(whose).search(office))
