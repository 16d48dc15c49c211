"""The persons of a release: which mentions are one person, and what is said of that person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from presselese.entities.around import PhraseFinder
from presselese.entities.given_names import gender_of, given_names
from presselese.entities.mentions import Mention
from presselese.entities.tables import words
from presselese.entities.text import Text
from presselese.german.names import without_genitive

SAME_SPELLING = 88.0
"""Similarity from which two full names are one, misread letters (`Heidom`, `Heidorn`) aside."""
LATIN_GENITIVES = {
    "Christi": "Christus",
    "Jesu": "Jesus",
    "Jesu Christi": "Jesus Christus",
    "Mariä": "Maria",
    "Pauli": "Paulus",
    "Petri": "Petrus",
}
_NICKNAME = re.compile(r"[„“”\"»«‚‘’‹›'][^„“”\"»«‚‘’‹›']+[„“”\"»«‚‘’‹›'] ?")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a person's name."""

    given: tuple[str, ...]
    family: str | None

    @classmethod
    def of(cls, text: str) -> Name:
        """Given names and family name (particles included) of a full name; of a single word neither is known."""
        parts = _NICKNAME.sub("", text).split()
        if len(parts) < 2:
            return cls((), None)
        at = len(parts) - 1
        lists = words()["persons"]
        particles, nobility = frozenset(lists["particles"]), frozenset(lists["nobility"])
        while at > 1 and (parts[at - 1] in particles or parts[at - 1] in nobility):
            at -= 1
        if at == 1 and len(parts) > 1 and parts[0] in particles:
            at = 0
        return cls(tuple(parts[:at]), " ".join(parts[at:]))


@dataclass(slots=True)
class Person:
    """A person while it is made."""

    name: str
    given: tuple[str, ...] = ()
    family: str | None = None
    titles: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    alone: bool = False
    """Named with `Familie` in front: never the same as one of its members."""

    @property
    def likely_gender(self) -> str | None:
        """The gender as said, else that of most people of this first name: good enough to understand a pronoun."""
        return self.gender or (gender_of(self.given[0]) if self.given else None)

    @property
    def gender(self) -> str | None:
        """`m` or `f` as the release says it, None if it does not or says both."""
        said = set(self.genders)
        return said.pop() if len(said) == 1 else None


class Persons:
    """Groups the PER mentions of one release."""

    def __init__(
        self,
        text: Text,
        mentions: list[Mention],
        reader: PhraseFinder,
        genitive: Callable[[Mention], bool] = lambda item: False,
    ) -> None:
        self.text = text
        self.counts = Counter(text.words)
        self.reader = reader
        self.genitive = genitive
        self.people: list[Person] = []
        self.of_mention: dict[int, Person] = {}
        lists = words()
        self.family_words = frozenset(lists["persons"]["family"])
        found = [item for item in mentions if item.label == "PER"]
        for item in found:
            if self._is_full(item):
                self._full(item)
        for number, item in enumerate(found):
            if not self._is_full(item):
                self._short(item, found[number + 1] if number + 1 < len(found) else None)
        self.people.sort(key=lambda person: min(item.start for item in person.mentions))
        for person in self.people:
            person.mentions.sort(key=lambda item: item.start)
            self._address(person)

    # -- who is who ---------------------------------------------------------------------------------------------

    @staticmethod
    def _is_full(item: Mention) -> bool:
        return Name.of(item.text).family is not None

    def _nominative(self, item: Mention) -> str:
        """The name of a mention, without the ending of a genitive that the text shows."""
        name = re.sub(r"(?<=[a-zäöüß])- (?=[a-zäöüß])", "", item.text)
        if name in LATIN_GENITIVES:
            return LATIN_GENITIVES[name]
        if name.endswith("s") and name[:-1] in given_names() and self._owns(item):
            return name[:-1]
        if name.endswith("s") and self._is_genitive(item, name):
            return without_genitive(name)
        return name[:-1] if name.endswith(("'", "’")) else name

    def _is_genitive(self, item: Mention, name: str) -> bool:
        """Whether the s of a name is an ending: not where the release always names the person so (`Torben Reimers`)."""
        family = name.split()[-1]
        if without_genitive(family) in self.counts:
            return self._owns(item) or (" " in name and self.genitive(item))
        if self.counts[family] > 1:
            return False
        i = self.reader.left_edge(item) - 1
        behind_noun = (
            i >= 0
            and self.text.words[i][0].isupper()
            and i not in self.reader.inside
            and self.reader.role_at(i) is None
        )
        return self._owns(item) or (" " in name and behind_noun and self.genitive(item))

    def _owns(self, item: Mention) -> bool:
        """Whether a noun follows that the person can own: `Jägers Rede`."""
        i = item.last
        return (
            i < len(self.text)
            and i not in self.reader.inside
            and self.text.words[i][0].isupper()
            and self.text.words[i][1:].islower()
            and self.text.sentence[i] == self.text.sentence[item.first]
            and self.text.text[item.end : self.text.starts[i]].strip(" ") == ""
            and self.reader.role_at(i) is None
        )

    def _full(self, item: Mention) -> None:
        name = self._nominative(item)
        said = self._said_gender(item)
        for form in dict.fromkeys((name, without_genitive(item.text))):
            parts = Name.of(form)
            for person in self.people:
                if (
                    person.family
                    and not person.alone
                    and _same_family(person.family, parts.family or "")
                    and _same_given(person.given, parts.given)
                ):
                    if (
                        len(form) > len(person.name)
                        and person.name.split()[0] != form.split()[0]
                        and len(parts.given) > len(person.given)
                    ):
                        person.name, person.given = form, parts.given
                    self._join(person, item, said)
                    return
        parts = Name.of(name)
        self._join(self._new(name, parts.given, parts.family), item, said)

    def _short(self, item: Mention, following: Mention | None) -> None:
        name = self._nominative(item)
        plain = without_genitive(item.text)
        edge = self.reader.left_edge(item)
        led = edge < item.first
        if not led and self._is_couple(item, following) and self._joined_to(item, following):
            return
        if edge and self.text.words[edge - 1] in self.family_words:
            person = next((other for other in self.people if other.alone and other.family == name), None)
            if person is None:
                person = self._new(name, (), name)
                person.alone = True
            self._join(person, item)
            return
        sex = self._address_gender(edge, item.first)
        by_family = [
            person
            for person in self.people
            if not person.alone and person.family and person.family in (item.text, name, plain)
        ]
        by_family = by_family or [
            person
            for person in self.people
            if person.family and not person.alone and _last(person.family) in (item.text, name, plain)
        ]
        by_family = by_family or [
            person
            for person in self.people
            if person.family and not person.alone and _same_letters(_last(person.family), plain)
        ]
        by_given = [
            person for person in self.people if person.given and person.given[0] in (item.text, name, plain)
        ]
        by_given = by_given or [person for person in self.people if {item.text, plain} & set(person.given)]
        by_nickname = [
            person for person in self.people if any(f"{mark}{item.text}" in person.name for mark in '„"»‚')
        ]
        if by_family and sex:
            by_family = [person for person in by_family if person.gender in (None, sex)] or by_family
        choice = by_family if by_family else [] if led and not by_nickname else by_given or by_nickname
        if by_family and not led and by_given and item.text in given_names() and len(by_given) == 1:
            choice = by_given
        if choice:
            self._join(self._nearest(choice, item), item)
            return
        same = next(
            (
                person
                for person in self.people
                if not person.given and person.name in (item.text, name, plain) and not person.alone
            ),
            None,
        )
        if same is None:
            given = not led and name in given_names()
            same = self._new(name, (name,) if given else (), None if given else name)
        self._join(same, item)

    def _joined_to(self, item: Mention, following: Mention | None) -> bool:
        """Give a first name the family name of the person behind it, unless it is known to be somebody else's."""
        name = self._nominative(item)
        family = Name.of(self._nominative(following)).family if following else None
        if family is None or any(
            name in (*person.given, person.family) and person.family != family for person in self.people
        ):
            return False
        person = next((p for p in self.people if p.family == family and p.given == (name,)), None)
        self._join(person or self._new(f"{name} {family}", (name,), family), item)
        return True

    def _is_couple(self, item: Mention, following: Mention | None) -> bool:
        """`Anna und Bernd Müller`: a first name alone, joined to a full name."""
        if (
            following is None
            or not self._is_full(following)
            or following.first != item.last + 1
            or item.text not in given_names()
        ):
            return False
        if self.text.lower[item.last] not in ("und", "u.", "&"):
            return False
        i = item.first - 1
        return not (i >= 0 and self.reader.role_at(i) is not None)

    def _nearest(self, people: list[Person], item: Mention) -> Person:
        """The one that was named last before this mention, else the first one."""
        before = [person for person in people if min(m.start for m in person.mentions) < item.start]
        if not before:
            return people[0]
        return max(before, key=lambda person: max(m.start for m in person.mentions if m.start < item.start))

    def _new(self, name: str, given: tuple[str, ...], family: str | None) -> Person:
        person = Person(name, given, family)
        self.people.append(person)
        return person

    def _join(self, person: Person, item: Mention, said: str | None = None) -> None:
        person.mentions.append(item)
        if said:
            person.genders.append(said)
        self.of_mention[item.start] = person

    # -- titles and gender --------------------------------------------------------------------------------------

    def _address_gender(self, first: int, last: int) -> str | None:
        for i in range(first, last):
            if self.text.words[i] in self.reader.male:
                return "m"
            if self.text.words[i] in self.reader.female:
                return "f"
        return None

    def _said_gender(self, item: Mention) -> str | None:
        """Gender by the form of address, or by a feminine role right in front of the name."""
        edge = self.reader.left_edge(item)
        role = self.reader.role_at(edge - 1) if edge else None
        return self._address_gender(edge, item.first) or (
            "f" if role and role.gender == "f" and not role.plural else None
        )

    def _address(self, person: Person) -> None:
        for item in person.mentions:
            edge = self.reader.left_edge(item)
            sex = self._address_gender(edge, item.first)
            if sex:
                person.genders.append(sex)
            titles = [
                word
                for word in self.text.words[edge : item.first]
                if word not in self.reader.male and word not in self.reader.female
            ]
            for title in _titles(titles):
                if title not in person.titles:
                    person.titles.append(title)

    # -- the layer ----------------------------------------------------------------------------------------------

    def values(self) -> list[dict[str, Any]]:
        """The persons as dicts of `presselese.record.Person`, in the order of first mention; sets `ref`."""
        out = []
        for number, person in enumerate(self.people, start=1):
            for item in person.mentions:
                item.ref = f"p{number}"
            out.append(
                {
                    "id": f"p{number}",
                    "name": person.name,
                    "family_name": person.family,
                    "given_name": " ".join(person.given) or None,
                    "titles": person.titles,
                    "gender": {"m": "male", "f": "female", "d": "diverse", None: None}[person.gender],
                    "roles": person.roles,
                    "mentions": [item.span() for item in person.mentions],
                    "references": sorted(person.references, key=lambda item: item["span"]["start"]),
                    "score": round(max(item.score for item in person.mentions), 3),
                    "rule": "name",
                }
            )
        return out


def _titles(parts: list[str]) -> list[str]:
    """`Prof.`, `Dr.`, `rer.`, `nat.` -> `Prof.`, `Dr. rer. nat.`"""
    subjects = frozenset(words()["titles"]["subjects"])
    out: list[str] = []
    for part in parts:
        if out and part in subjects:
            out[-1] += part if part.startswith("-") else f" {part}"
        else:
            out.append(
                {
                    "Professor": "Prof.",
                    "Professorin": "Prof.",
                    "Prof": "Prof.",
                    "Dr": "Dr.",
                    "Doktor": "Dr.",
                }.get(part, part)
            )
    return out


def _last(family: str) -> str:
    return family.split()[-1]


def _same_family(a: str, b: str) -> bool:
    a, b = a.replace("rn", "m"), b.replace("rn", "m")
    if a.casefold() == b.casefold():
        return True
    return (
        len(a) > 5
        and len(b) > 5
        and a[0] == b[0]
        and fuzz.ratio(a, b) >= SAME_SPELLING - 4
        and abs(len(a) - len(b)) < 2
    )


def _same_letters(a: str, b: str) -> bool:
    """Whether two spellings are one, `rn` read as `m` (scanned text) aside."""
    return len(a) > 4 and a.replace("rn", "m") == b.replace("rn", "m")


def _same_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if not a or not b:
        return True
    if a == b or set(a) <= set(b) or set(b) <= set(a):
        return True
    x, y = a[0], b[0]
    if x.endswith(".") or y.endswith("."):
        return x[0] == y[0]
    return len(x) > 4 and fuzz.ratio(x, y) >= SAME_SPELLING
