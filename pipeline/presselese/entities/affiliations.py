"""From role phrases to the roles of persons: office, party, organisation, place."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from presselese.entities.around import PhraseFinder
from presselese.entities.gazetteer import Gazetteer
from presselese.entities.guesses import Bare, Guesses
from presselese.entities.mentions import Mention, mention
from presselese.entities.organisations import (
    Organisations,
    head_of,
    is_bare_head,
    kind_of,
    organisation_name,
    party_of,
)
from presselese.entities.persons import Person, Persons
from presselese.entities.phrases import JOINERS, Phrase
from presselese.entities.places import Places
from presselese.entities.tables import words
from presselese.entities.text import Text

BEFORE, AFTER, PREDICATE, INVERTED, LIST = 0.97, 0.95, 0.85, 0.9, 0.85
"""How often a role read in this way is right (measured on annotated releases)."""
SHARED_BODY = 0.65
SURE_PRONOUN = 0.8
"""Score from which what is said of a pronoun is said of the person."""
OF_PRONOUN = 0.75
PROFESSIONS = frozenset(("occupation", "university", "culture", "health", "media"))
"""Domains in which a word in front of the hyphen is a field (`Klima-Forscherin`), not a body, if it is no abbreviation."""
ORIGINS = frozenset(("occupation", "culture"))
"""Domains in which an adjective of a place says where somebody lives (`die Göttinger Malerin`), not whose office it is."""
OF_STATES = frozenset(("federal", "government", "parliament", "diplomacy", "eu", "military"))
"""Domains of offices that countries have."""
OF_PLACES = OF_STATES | frozenset(("land", "municipality", "district", "authority", "police"))
"""Domains of offices whose place may stand in brackets behind the name: `Senatorin M (Bremen)`."""
OF_BODIES = frozenset(("body", "company", "association", "house"))
"""Domains of offices in a body of any kind."""
POSSESSIVES = frozenset(
    ("sein", "seine", "seiner", "seinem", "seinen", "ihr", "ihre", "ihrer", "ihrem", "ihren")
)
RELATIONS = frozenset(("Stellvertreter", "Nachfolger", "Vorgänger", "Vertreter"))
_GENERIC_PLACES = {
    "Stadt": "municipality", "Gemeinde": "municipality", "Marktgemeinde": "municipality", "Stadtverwaltung": "municipality",
    "Hansestadt": "municipality", "Landeshauptstadt": "municipality", "Landkreis": "district", "Landkreises": "district",
    "Kreis": "district", "Kreises": "district", "Bezirk": "part", "Bezirks": "part", "Bezirkes": "part", "Land": "land", "Landes": "land",
}  # fmt: skip


class RoleFinder:
    """Finds the roles of all persons of one release."""

    def __init__(
        self,
        text: Text,
        reader: PhraseFinder,
        persons: Persons,
        organisations: Organisations,
        places: Places,
        gazetteer: Gazetteer,
        issuer: str = "",
    ) -> None:
        self.text = text
        self.reader = reader
        self.guesses = Guesses(text, organisations, places, gazetteer, issuer)
        self.bare: list[Bare] = []
        self.persons = persons
        self.organisations = organisations
        self.places = places
        self.gazetteer = gazetteer
        self.taken: set[int] = set()
        """Role nouns that belong to a person already."""
        self.of_field = frozenset(words()["roles"]["of_field"])
        self.kinship = frozenset(words()["persons"]["kinship"])

    def run(self) -> None:
        for person in self.persons.people:
            for item in person.mentions:
                self._around(person, item)
        for person in self.persons.people:
            for item in person.mentions:
                self._sentence(person, item)
                self._body_only(person, item)
        for person in self.persons.people:
            self._settle(person)
        self.guesses.parties.update(
            role["party"] for person in self.persons.people for role in person.roles if role["party"]
        )
        for bare in self.bare:
            self.guesses.complete(bare)

    def _around(self, person: Person, item: Mention) -> None:
        for phrase in self.reader.before(item):
            self._give(person, phrase, BEFORE, "role in front")
            if self.reader.plural_distributes(phrase):
                for other in self.reader.coordinated(item):
                    if not self.reader.before(other):
                        self._give(
                            self.persons.of_mention[other.start], phrase, LIST, "role in front of a list"
                        )
        last = item.last
        for phrase in self.reader.after(item):
            if phrase.noun not in self.taken:
                self._give(person, phrase, AFTER, "role behind")
                if (phrase.word.plural or phrase.plural) and (joined := self.reader.joined_before(item)):
                    self._give(self.persons.of_mention[joined.start], phrase, LIST, "role behind a list")
            last = phrase.last
        self._party(person, item.last)
        if last > item.last:
            self._party(person, last)

    def _sentence(self, person: Person, item: Mention) -> None:
        for phrase in self.reader.predicates(item):
            if phrase.noun not in self.taken:
                self._give(person, phrase, PREDICATE, "role said of the person")
                if phrase.plural or (
                    phrase.plural is None and phrase.article is None and self._plural_verb(item)
                ):
                    for other in self.persons.people:
                        for named in other.mentions:
                            if (
                                other is not person
                                and self.text.sentence[named.first] == self.text.sentence[item.first]
                                and named.start < self.text.starts[phrase.noun]
                            ):
                                self._give(other, phrase, LIST - 0.15, "role said of several persons")
        inverted = self.reader.inverted(item)
        if inverted and inverted.noun not in self.taken:
            self._give(person, inverted, INVERTED, "role before the verb")
            for member in self.reader.coordinated(item) if inverted.word.plural is not False else ():
                self._give(self.persons.of_mention[member.start], inverted, LIST, "role before the verb")

    def _plural_verb(self, item: Mention) -> bool:
        """Whether the verb right behind a name speaks of several (`A und B stehen als Helfer bereit`)."""
        word = self.text.words[item.last] if item.last < len(self.text) else ""
        return word[:1].islower() and word.endswith("en")

    def _give(self, person: Person, phrase: Phrase, score: float, rule: str) -> None:
        self.taken.add(phrase.noun)
        if self.text.words[phrase.noun] in self.kinship:
            return
        generic = phrase.gender == "m" and phrase.word.masculine.endswith("vorstand")
        single = (
            not phrase.plural
            and not phrase.word.plural
            and not (rule == "role before the verb" and phrase.word.plural is None)
        )
        if (
            phrase.gender
            and single
            and not generic
            and phrase.word.masculine != phrase.word.feminine
            and person.likely_gender in (None, phrase.gender)
        ):
            person.genders.append(phrase.gender)
        role: dict[str, Any] = {
            "role": phrase.role(person.gender if single else person.likely_gender),
            "office": phrase.word.office,
            "party": None,
            "organisation": None,
            "place": None,
            "span": {"start": self.text.starts[phrase.first], "end": self.text.ends[phrase.last - 1]},
            "score": round(score * (0.9 if phrase.word.misspelt else 1.0), 3),
            "rule": rule,
        }
        self._affiliate(role, phrase)
        if phrase.article in ("deren", "dessen") or (
            phrase.article in POSSESSIVES and role["office"] in RELATIONS
        ):
            self._inherit(role, person, phrase.first)
        for held in person.roles:
            if held["role"] and held["role"].casefold() == role["role"].casefold():
                for slot in ("party", "organisation", "place"):
                    held[slot] = held[slot] or role[slot]
                return
        role["_domain"] = phrase.word.domain
        role["_at"] = phrase.noun
        role["_kinds"] = self._kinds_said(phrase)
        role["_ours"] = (phrase.article or "").startswith("unser")
        person.roles.append(role)

    def of_pronouns(self) -> None:
        """What is said of a person by a pronoun: `Sie ist Vorsitzende des X`."""
        for person in self.persons.people:
            held = len(person.roles)
            for reference in person.references:
                if reference["kind"] == "pronoun" and reference["score"] >= SURE_PRONOUN:
                    self._said_of_pronoun(person, reference["span"])
            if len(person.roles) > held:
                done = len(self.bare)
                self._settle(person)
                for bare in self.bare[done:]:
                    self.guesses.complete(bare)

    def _said_of_pronoun(self, person: Person, span: dict[str, int]) -> None:
        item = mention(self.text, span["start"], span["end"], "PER", 1.0, "pronoun")
        for phrase in self.reader.predicates(item):
            if phrase.noun not in self.taken and not phrase.plural:
                self._give(person, phrase, OF_PRONOUN, "role said of the person")

    def _inherit(self, role: dict[str, Any], person: Person, at: int) -> None:
        """`A, Vorsitzende des X, und ihr Stellvertreter B`: the body of the person named before."""
        earlier = [
            (item.start, other)
            for other in self.persons.people
            for item in other.mentions
            if other is not person
            and item.last <= at
            and self.text.sentence[item.first] == self.text.sentence[at]
        ]
        if earlier and not (role["organisation"] or role["place"]):
            for held in max(earlier, key=lambda pair: pair[0])[1].roles:
                role["organisation"], role["place"] = held["organisation"], held["place"]
                if role["organisation"] or role["place"]:
                    return

    # -- affiliation --------------------------------------------------------------------------------------------

    def _affiliate(self, role: dict[str, Any], phrase: Phrase) -> None:
        for item in phrase.mentions:
            if item.label == "ORG":
                self._set_body(role, item.text, self._after_des(item))
            elif item.label == "LOC":
                role["place"] = role["place"] or self.places.name(item)
            elif item.label == "MISC":
                role["organisation"] = role["organisation"] or organisation_name(
                    item.text, self._after_des(item)
                )
        self._in_front(role, phrase)
        if phrase.word.prefix:
            self._prefix(role, phrase.word.prefix, phrase.word.domain)
        if phrase.quoted and not role["organisation"]:
            role["organisation"] = phrase.quoted
        for body in phrase.bodies:
            self._generic(role, body)
        for origin in phrase.origins:
            if phrase.word.domain in ("municipality", "district") and head_of(origin) is None:
                role["place"] = role["place"] or origin
            else:
                self._generic(role, origin)

    def _after_des(self, item: Mention) -> bool:
        return item.first > 0 and self.text.lower[item.first - 1] == "des"

    def _set_body(self, role: dict[str, Any], name: str, genitive: bool = False) -> None:
        party = party_of(organisation_name(name)) or party_of(name)
        if party:
            role["party"] = role["party"] or party
        else:
            filed = organisation_name(name, genitive)
            full = self.organisations.full_name(filed)
            role["organisation"] = role["organisation"] or full or filed

    def _in_front(self, role: dict[str, Any], phrase: Phrase) -> None:
        """`Frankenberger Magistratsmitglied M`, `Spandaus Baustadtrat M`, `SPD Landtagsabgeordnete M`."""
        begin = self.text.sentence_start(phrase.noun)
        first = max(begin, phrase.first - 1)
        domain = phrase.word.domain
        for k in range(first, phrase.noun):
            if k in self.reader.inside or domain in ORIGINS:
                continue
            word = self.text.words[k]
            place = self.gazetteer.place_of_adjective(word) or (
                self.gazetteer.country_of_adjective(word) if domain in OF_STATES else None
            )
            if place:
                role["place"] = role["place"] or place
                return
        item = self.reader.inside.get(phrase.first - 1) if phrase.first > begin else None
        if item is None or item.last != phrase.first:
            return
        if item.label == "LOC":
            name = self.places.name(item)
            if name != item.text or item.text.endswith("s"):
                role["place"] = role["place"] or name
        elif item.label == "ORG" and phrase.article is None:
            self._set_body(role, item.text)

    def _prefix(self, role: dict[str, Any], prefix: str, domain: str) -> None:
        for part in (prefix, prefix.split("-")[0]):
            party = party_of(part)
            if party:
                role["party"] = role["party"] or party
                return
            if any(
                item.kind in ("land", "district")
                or (item.kind == "municipality" and item.population > 20_000 and item.full)
                for item in self.gazetteer.candidates(part)
            ) and not self.organisations.full_name(part):
                role["place"] = role["place"] or part
                return
        if prefix in self.reader.organs:
            return
        full = self.organisations.full_name(prefix)
        field = (domain in PROFESSIONS and not prefix.isupper()) or role["office"] in self.of_field
        if full or not field:
            role["organisation"] = role["organisation"] or full or prefix

    def _generic(self, role: dict[str, Any], body: str) -> None:
        first = body.split()[0]
        level = _GENERIC_PLACES.get(first)
        if level and len(body.split()) == 1:
            role["place"] = role["place"] or self.guesses.of_level(level)
            return
        if level or role["organisation"]:
            return
        party = party_of(body)
        if party:
            role["party"] = role["party"] or party
            return
        resolved = self.organisations.resolve(body)
        if resolved:
            role["organisation"] = resolved
        elif is_bare_head(body):
            return
        elif head_of(body.split()[-1]) or head_of(first):
            role["organisation"] = organisation_name(body)

    # -- party and body behind the name -------------------------------------------------------------------------

    def _party(self, person: Person, i: int) -> None:
        """`M (SPD)`, `M, CDU,`, `M, MdB (CDU)`: what stands at word i."""
        text = self.text
        if i + 1 >= len(text) or text.words[i] not in ("(", ",", "/"):
            return
        closing = self.reader._closing(i, len(text)) if text.words[i] == "(" else None
        last = closing if closing else i + 2
        for k in range(i + 1, min(last, len(text))):
            found = self.reader.at.get(k)
            name = found.text if found else text.words[k]
            party = party_of(name) or party_of(organisation_name(name))
            if party and (closing or (k + 1 < len(text) and text.words[k + 1] in (",", ".", ")"))):
                person.roles.append(self._role(None, i + 1, last, 0.95, "party behind") | {"party": party})
                return
            if found and found.label == "LOC" and closing == found.last and k == i + 1:
                self._place_in_brackets(person, found)
                return
            if found and found.label == "ORG" and closing is None and k == i + 1 and text.words[i] == ",":
                self._body_in_apposition(person, found)
                return
            if found and found.label == "ORG" and closing and not self.reader._has_role(i + 1, closing):
                following = self.reader.at.get(found.last)
                if following and following.label == "ORG" and kind_of(found.text) is None:
                    found = following  # a field of work and the body: `M (Öffentlichkeitsarbeit Hafenbund)`
                body = self._role(None, k, found.last, 0.9, "body in brackets")
                self._set_body(body, found.text)
                person.roles.append(body)
                return

    def _place_in_brackets(self, person: Person, found: Mention) -> None:
        """`Senatorin M (Bremen)`: the place of the offices in front."""
        for role in person.roles:
            if role.get("_domain") in OF_PLACES and not (role["place"] or role["organisation"]):
                role["place"] = self.places.name(found)

    def _body_in_apposition(self, person: Person, found: Mention) -> None:
        """`M, Stiftung X.`: a body between the name and the end of the line, sentence or member of a list of persons
        (`M, Stiftung X, N, Verein Y`)."""
        text, last = self.text, found.last
        ends = (
            last >= len(text)
            or text.paragraph[last] != text.paragraph[found.first]
            or text.words[last] in (".", ";", ")", "|")
            or self.reader.person_at(last) is not None
            or ((text.words[last] == "," or text.lower[last] in JOINERS) and self._is_person(last + 1))
        )
        if ends:
            body = self._role(None, found.first, last, 0.8, "body in apposition")
            self._set_body(body, found.text)
            person.roles.append(body)

    def _body_only(self, person: Person, item: Mention) -> None:
        """`M von der Initiative X`, `M vom Institut Y`: a body without an office."""
        text = self.text
        self._genitive(person, item)
        i = self._origin(item.last)
        if i + 1 >= len(text) or text.lower[i] not in ("von", "vom", "beim", "bei", "aus"):
            return
        limit = min(i + 16, len(text))
        quoted = self.reader._quoted(i + 1, limit)
        end = quoted or self.reader._noun_phrase(i + 1, limit, False)
        if end is None:
            return
        for k in range(i + 1, end):
            found = self.reader.at.get(k)
            if found and found.label == "LOC" and text.words[k - 1] in _GENERIC_PLACES:
                place = self._role(None, i, end, 0.85, "body behind") | {"place": self.places.name(found)}
                person.roles.append(place)
                return
            if found and (found.label == "ORG" or (found.label == "MISC" and text.lower[i] != "aus")):
                body = self._role(None, i, end, 0.85, "body behind")
                self._set_body(body, found.text)
                held = next(
                    (
                        role
                        for role in person.roles
                        if role["role"] and not role["organisation"] and not role["party"]
                    ),
                    None,
                )
                if held:
                    held["organisation"], held["party"] = body["organisation"], held["party"] or body["party"]
                else:
                    person.roles.append(body)
                    self._share(item, body)
                return
        if quoted and text.lower[i] != "aus":
            body = self._role(None, i, end, 0.7, "body behind") | {"organisation": text.slice(i + 2, end - 1)}
            person.roles.append(body)
        elif text.words[i] in ("von", "vom"):
            body_words = [k for k in range(i + 1, end) if text.words[k][0].isupper()]
            if body_words and head_of(text.words[body_words[0]]):
                name = organisation_name(text.slice(body_words[0], end))
                body = self._role(None, i, end, 0.7, "body behind")
                body["organisation"] = self.organisations.resolve(name) or name
                person.roles.append(body)

    def _origin(self, i: int) -> int:
        """Where `von X` begins behind a name: past an age or place in brackets and `, ebenfalls`."""
        text = self.text
        if i < len(text) and text.words[i] == "(" and (closing := self.reader._closing(i, len(text))):
            i = closing + 1
        if i + 2 < len(text) and text.words[i] == ",":
            after = i + 2 if text.lower[i + 1] in self.reader.leads else i + 1
            if text.lower[after] in ("von", "vom"):
                return after
        return i

    def _share(self, item: Mention, body: dict[str, Any]) -> None:
        """`N und M vom Verein X`: N, of whom nothing else is said, is of that body, too."""
        joined = self.reader.joined_before(item)
        other = self.persons.of_mention[joined.start] if joined else None
        if other and not other.roles:
            other.roles.append(body | {"score": SHARED_BODY})

    def _is_person(self, i: int) -> bool:
        return i < len(self.text) and self.reader.person_at(i) is not None

    def _genitive(self, person: Person, item: Mention) -> None:
        """`Die Vorsitzende M der Stiftung X`: the body of the role in front stands behind the name."""
        i, text = item.last, self.text
        if i + 1 >= len(text) or text.lower[i] not in ("der", "des"):
            return
        found = self.reader.at.get(i + 1) or (
            self.reader.at.get(i + 2) if text.words[i + 1] in _GENERIC_PLACES else None
        )
        held = next(
            (
                role
                for role in person.roles
                if role["rule"] == "role in front" and not (role["organisation"] or role["place"])
                and role["span"]["end"] < item.start and text.text[role["span"]["end"] : item.start].count(" ") < 4
            ),
            None,
        )  # fmt: skip
        if found is None or held is None:
            return
        if found.label == "ORG":
            self._set_body(held, found.text, text.lower[i] == "des")
        elif found.label == "LOC":
            held["place"] = self.places.name(found)

    def _role(self, role: str | None, first: int, last: int, score: float, rule: str) -> dict[str, Any]:
        return {
            "role": role, "office": None, "party": None, "organisation": None, "place": None,
            "span": {"start": self.text.starts[first], "end": self.text.ends[last - 1]}, "score": score, "rule": rule, "_domain": None,
        }  # fmt: skip

    def _settle(self, person: Person) -> None:
        """Party and body behind the name join the office; an office without a place gets the one the release is about."""
        offices = [role for role in person.roles if role["role"]]
        merged: list[dict[str, Any]] = []
        for role in person.roles:
            if role["role"] is None and offices:
                slot = next(
                    name for name in ("party", "organisation", "place") if role[name] or name == "place"
                )
                target = next((office for office in offices if not office[slot]), None)
                if target:
                    target[slot] = role[slot]
                continue
            if role["role"] is None and any(
                other["role"] is None
                and other["party"] == role["party"]
                and other["organisation"] == role["organisation"]
                and other["place"] == role["place"]
                for other in merged
            ):
                continue
            merged.append(role)
        for earlier, later in pairwise(merged):
            self._share_body(earlier, later)
        said = any(role["party"] or role["organisation"] for role in merged)
        for role in merged:
            found = Bare(
                role,
                role.pop("_domain", None) or "",
                role.pop("_at", None),
                role.pop("_kinds", None),
                said,
                role.pop("_ours", False),
            )
            if role["role"] and not (role["place"] or role["organisation"]):
                self.bare.append(found)
        person.roles = merged

    def _share_body(self, earlier: dict[str, Any], later: dict[str, Any]) -> None:
        """`Gründer und Geschäftsführer der X`: the body of the second office is that of the first."""
        between = self.text.text[earlier["span"]["end"] : later["span"]["start"]].strip()
        bare = not (earlier["organisation"] or earlier["place"] or earlier["party"])
        if bare and between in JOINERS and earlier.get("_domain") in OF_BODIES and later["organisation"]:
            earlier["organisation"] = later["organisation"]

    def _kinds_said(self, phrase: Phrase) -> tuple[str, ...] | None:
        """The kinds of bodies that a bare word of the phrase means: `Vorsitzende des Vereins`; none of them where it
        means a body of an unknown kind, so that no other is to be guessed."""
        for body in phrase.bodies:
            found = kind_of(body.split()[0])
            if found:
                return ("association", "team", "fire_brigade") if found == "association" else (found,)
        said = [word for name in (*phrase.bodies, *phrase.origins) for word in name.split()]
        return () if said and not any(head_of(word) for word in said) else None
