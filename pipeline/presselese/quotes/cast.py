"""Who can speak in a release: its persons, organisations, and the words that stand for them.

Reads the layers `persons` (with `mentions` and `references`) and `organisations`; where the entities stage did not
run, persons and organisations are made of `doc.ents` as well as that goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from presselese.doc import get
from presselese.quotes.reading import Reading

FEMALE, MALE = "female", "male"
_MEN = (
    "er", "or", "ent", "eur", "mann", "rat", "präsident", "ist", "chef", "ant", "oge", "wirt", "arzt", "anwalt", "bischof",
    "vorstand", "pilot", "koch", "dekan", "könig", "papst", "sohn", "experte",
)  # fmt: skip
_WOMEN = frozenset(
    {
        "mutter",
        "tochter",
        "schwester",
        "hebamme",
        "witwe",
        "dame",
        "oma",
        "tante",
        "hausfrau",
        "pressesprecherin",
    }
)


@dataclass(slots=True, eq=False)
class Member:
    """A person or an organisation."""

    kind: str
    id: str | None
    name: str
    family: str = ""
    gender: str | None = None
    roles: list[str] = field(default_factory=list)
    body: str | None = None  # of an organisation: what kind of body


@dataclass(slots=True)
class Place:
    """Where a member is named (`kind` name) or stood for (`pronoun`, `role`): characters [start, end)."""

    start: int
    end: int
    member: Member
    kind: str = "name"
    score: float = 1.0


class Cast:
    """The members of one release and the places where they stand, in order."""

    def __init__(self, reading: Reading) -> None:
        self.persons: list[Member] = []
        self.organisations: list[Member] = []
        self.places: list[Place] = []
        self._persons(reading)
        self._organisations(reading)
        self.places.sort(key=lambda place: (place.start, -place.end))
        self._starts = [place.start for place in self.places]
        self.person_places = [place for place in self.places if place.member.kind == "person"]
        self._person_starts = [place.start for place in self.person_places]
        self.issuer = _issuer(reading)

    def inside(self, start: int, end: int) -> list[Place]:
        """Places that touch a stretch of characters."""
        first = bisect_left(self._starts, max(0, start - 120))
        return [
            place
            for place in self.places[first : bisect_left(self._starts, end)]
            if place.end > start and place.start < end
        ]

    def last_person_before(
        self, position: int, gender: str | None = None, reach: int = 1_500
    ) -> Place | None:
        """The last place of a person of that gender (or of none known) that ends before a position."""
        place = bisect_right(self._person_starts, position) - 1
        while place >= 0 and self.person_places[place].start >= position - reach:
            candidate = self.person_places[place]
            if candidate.end <= position and (not gender or candidate.member.gender in (None, gender)):
                return candidate
            place -= 1
        return None

    def organisations_before(self, position: int) -> list[Member]:
        """The organisations named before a position, in the order of their last mention."""
        named = [
            place.member
            for place in self.places[: bisect_left(self._starts, position)]
            if place.member.kind == "organisation"
        ]
        return list(dict.fromkeys(reversed(named)))[::-1]

    def persons_before(self, position: int, reach: int = 1_500) -> list[Place]:
        """Names of persons before a position, the nearest first."""
        first = bisect_left(self._person_starts, position - reach)
        last = bisect_right(self._person_starts, position)
        return [place for place in reversed(self.person_places[first:last]) if place.end <= position]

    def _persons(self, reading: Reading) -> None:
        persons = get(reading.doc, "persons")
        if not persons:
            self._persons_of_entities(reading)
            return
        for person in persons:
            member = Member(
                "person",
                person["id"],
                person["name"],
                person.get("family_name") or person["name"].split()[-1],
                person.get("gender")
                or gender_of_roles([role["role"] for role in person.get("roles", []) if role.get("role")]),
                [role["role"] for role in person.get("roles", []) if role.get("role")],
            )
            self.persons.append(member)
            for mention in person.get("mentions", []):
                self.places.append(Place(mention["start"], mention["end"], member))
            for reference in person.get("references", []):
                span = reference["span"]
                self.places.append(
                    Place(
                        span["start"], span["end"], member, reference["kind"], reference.get("score") or 0.8
                    )
                )

    def _persons_of_entities(self, reading: Reading) -> None:
        by_family: dict[str, Member] = {}
        for entity in reading.doc.ents:
            if entity.label_ != "PER" or not entity.text.strip():
                continue
            name = re.sub(r"\s+", " ", entity.text.strip())
            family = re.sub(r"(?<=[a-zäöü]{3})s$", "", name.split()[-1])
            member = by_family.get(family) or by_family.get(name.split()[-1])
            if member is None:
                member = by_family[family] = Member("person", None, name, family)
                self.persons.append(member)
            elif len(name.split()) > len(member.name.split()):
                member.name = name
            self.places.append(Place(entity.start_char, entity.end_char, member))

    def _organisations(self, reading: Reading) -> None:
        organisations = get(reading.doc, "organisations")
        for organisation in organisations:
            member = Member(
                "organisation", organisation["id"], organisation["name"], body=organisation.get("kind")
            )
            self.organisations.append(member)
            for mention in organisation.get("mentions", []):
                self.places.append(Place(mention["start"], mention["end"], member))
        if organisations:
            return
        by_name: dict[str, Member] = {}
        for entity in reading.doc.ents:
            if entity.label_ == "ORG" and entity.text.strip():
                name = re.sub(r"\s+", " ", entity.text.strip())
                if name not in by_name:
                    by_name[name] = Member("organisation", None, name)
                    self.organisations.append(by_name[name])
                self.places.append(Place(entity.start_char, entity.end_char, by_name[name]))


def gender_of_roles(roles: list[str]) -> str | None:
    """female of `Bürgermeisterin`, male of `Bürgermeister`; None of words that fit both."""
    for role in roles:
        head = (
            role.split(",")[0].split(" für ")[0].split(" der ")[0].split(" des ")[0].split(" von ")[0].split()
        )
        if not head:
            continue
        word = head[-1].lower()
        if word in _WOMEN:
            return FEMALE
        if word.endswith(("in", "frau", "beauftragte", "vorsitzende", "abgeordnete")) and not word.endswith(
            ("mitglied", "termin")
        ):
            if word.endswith(("beauftragte", "vorsitzende", "abgeordnete")) and head[0].lower() not in (
                "die",
                "erste",
            ):
                continue
            return FEMALE
        if word.endswith(_MEN):
            return MALE
    return None


def _issuer(reading: Reading) -> Member | None:
    """The body that sends the release, where that is known."""
    issuer: Any = reading.meta.get("issuer")
    return Member("organisation", None, issuer) if issuer else None
