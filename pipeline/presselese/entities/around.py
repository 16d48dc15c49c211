"""Where the role phrases of a person stand: in front of the name, behind it, joined to another's, in a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from presselese.entities.given_names import gender_of
from presselese.entities.mentions import Mention
from presselese.entities.organisations import head_of
from presselese.entities.phrases import (
    ARTICLES,
    CONNECTORS,
    DETERMINERS,
    FURNITURE,
    JOINERS,
    Phrase,
    PhraseReader,
)
from presselese.entities.roles import RoleWord
from presselese.entities.tables import rows, words

_LISTS = words()["phrases"]
COPULAS = frozenset(_LISTS["copulas"])
SUCCESSION = frozenset(_LISTS["succession"])
"""Offices that one person holds after or before the one named behind: `Nachfolger der Vorsitzenden M`."""
RANKS = frozenset(_LISTS["ranks"])
"""Domains of words that say what somebody is beside an office."""
DEEPEST = 40
LONGEST = 24


class PhraseFinder(PhraseReader):
    """Finds the role phrases of the persons of one text."""

    def left_edge(self, person: Mention) -> int:
        """The first word of the titles and forms of address in front of a person."""
        i = person.first
        while (
            i > 0
            and (i - 1) not in self.inside
            and self.text.words[i - 1] in self.titles
            and not self._is_office(i - 1)
        ):
            i -= 1
        return i

    def _is_office(self, i: int) -> bool:
        return self.text.words[i] in ("StR", "OStR", "RA", "RAin")

    def before(self, person: Mention) -> list[Phrase]:
        """The role phrases that end directly in front of a person."""
        edge = self.left_edge(person)
        floor = max(self.text.sentence_start(person.first), edge - LONGEST)
        end, comma = edge, False
        if end > floor and self.text.words[end - 1] == "," and end - 1 not in self.inside:
            end, comma = end - 1, True
        elif end - 1 > floor and self.text.words[end - 1] == ":" and self.role_at(end - 2):
            end -= 1
        elif end - 1 > floor and self.text.words[end - 1] == ")":
            end = self._opening(end - 1, floor)
        for noun in range(end - 1, floor - 1, -1):
            item = self.inside.get(noun)
            if item and item.label == "PER":
                break
            if self.text.words[noun] in (":", ";", "!", "?") or (
                self.text.lower[noun] in ("dass", "daß", "weil", "ob", "wenn")
            ):
                break
            word = self.role_at(noun, spelling=noun == end - 1)
            if not word:
                continue
            found = self.phrase(noun, end, word)
            if not found or found.last != end:
                continue
            if comma:
                earlier = self._person_before(found)
                owner = self.inside.get(noun - 1)  # `Pankows Bürgermeister, M,`
                bare = (
                    found.first == noun
                    and end == noun + 1
                    and (owner is None or owner.label == "PER")
                    and not self._coordinated_before(found)
                )
                if bare or (earlier and not self._comma_in_front(earlier) and self._agrees(found, earlier)):
                    return []
            elif (earlier := self._person_before(found)) and self._is_listed_behind(earlier):
                return []
            found = self._outer(found, floor, end) or found
            earlier_roles = self._coordinated_before(found)
            if earlier_roles and earlier_roles[0].word.base == found.word.base:
                # `Die Künstlerinnen und Künstler A und B`: one office in both forms
                return [replace(found, gender=None, plural=True)]
            held = self._office_of_rank(found, floor) if not (comma or earlier_roles) else None
            return [held, found] if held else [*earlier_roles, found]
        return []

    @staticmethod
    def _agrees(phrase: Phrase, person: Mention) -> bool:
        """False for a feminine office and a man's name, so that the office is somebody else's."""
        given, _, family = person.text.partition(" ")
        single = not (phrase.plural or phrase.word.plural)
        return not (single and phrase.gender == "f" and family and gender_of(given) == "m")

    def _opening(self, i: int, floor: int) -> int:
        """The bracket that word i closes, if no person stands in it, else one past i."""
        for k in range(i - 1, max(floor, i - 12) - 1, -1):
            if self.text.words[k] == "(":
                return k
            if (item := self.inside.get(k)) and item.label == "PER":
                break
        return i + 1

    def _office_of_rank(self, rank: Phrase, floor: int) -> Phrase | None:
        """`der Leiter des X, Polizeirat M`: the office in front of a rank or profession."""
        end = rank.first - 1
        if (
            rank.first != rank.noun
            or end <= floor
            or self.text.words[end] != ","
            or rank.word.domain not in RANKS
        ):
            return None
        for noun in range(end - 1, floor - 1, -1):
            if (item := self.inside.get(noun)) and item.label == "PER":
                return None
            word = self.role_at(noun)
            found = self.phrase(noun, end, word) if word else None
            if found:
                held = found.last == end and found.article and not self._person_before(found)
                return found if held else None
        return None

    def _outer(self, inner: Phrase, floor: int, end: int) -> Phrase | None:
        """`Stellvertreter des Bürgermeisters M`: the role of which the one next to the name is only a complement."""
        if inner.article not in ("des", "der", "vom"):
            return None
        for noun in range(inner.first - 1, max(floor, inner.first - 6) - 1, -1):
            word = self.role_at(noun)
            if word:
                if word.office in SUCCESSION:
                    return None
                found = self.phrase(noun, end, word)
                return found if found and found.last == end and noun + 1 == inner.first else None
        return None

    def _comma_in_front(self, person: Mention) -> bool:
        """Whether the person's role stands in front of it with a comma: a list in that manner goes on so."""
        if person.first not in self._commas:
            self._commas[person.first] = False  # where the list is too long to look back, and while looking
            edge = self.left_edge(person)
            if len(self._looking) < DEEPEST and edge and self.text.words[edge - 1] == ",":
                self._looking.append(person.first)
                self._commas[person.first] = bool(self.before(person))
                self._looking.pop()
        return self._commas[person.first]

    def _is_listed_behind(self, person: Mention) -> bool:
        """Whether the roles of a list stand behind the names: `A, Senator B, Präsident des X C, Leiterin des Y.`

        Nothing but the ends of such a list tell it from one with the roles in front: the first name has no role
        before it, the last one has one behind it. Line ends between role and name say so as well.
        """
        if person.first in self._behind:
            return self._behind[person.first]
        chain, current = [person], person
        self._behind[person.first] = False
        listed = detailed = False
        while len(chain) < DEEPEST:
            i = current.last
            if i + 1 >= len(self.text) or self.text.words[i] != ",":
                break
            phrase = self._apposition(i + 1, min(self.text.sentence_end(i), i + 2 * LONGEST))
            if phrase is None:
                break
            following = self.person_at(phrase.last) if phrase.last < len(self.text) else None
            if following is None:
                listed = len(chain) > 2 or (detailed and len(chain) == 2)
                break
            detailed = (
                phrase.last > phrase.noun + 1
            )  # a role with a complement is seldom in front: `Senatorin für Bildung M`
            if "\n" in self.text.text[self.text.ends[phrase.last - 1] : self.text.starts[phrase.last]]:
                listed = True
            current = following
            chain.append(current)
        if listed and self.before(person):
            listed = False
        for member in chain:
            self._behind[member.first] = listed
        return listed

    def _person_before(self, phrase: Phrase) -> Mention | None:
        """The person whose mention ends in front of a phrase, comma or bracket between."""
        i = phrase.first - 1
        if i >= 0 and self.text.words[i] in (",", "(", "–", "-"):
            i -= 1
            if i >= 0 and self.text.words[i] == ")":
                while i >= 0 and self.text.words[i] != "(":
                    i -= 1
                i -= 1
        found = self.inside.get(i)
        if found is None or found.label != "PER":
            return None
        return found if self.text.sentence[i] == self.text.sentence[phrase.noun] else None

    def _coordinated_before(self, phrase: Phrase) -> list[Phrase]:
        """`Präsident und Geschäftsführer M`: the first of the two."""
        i = phrase.first - 1
        if (
            i > 1
            and self.text.words[i][0].isupper()
            and self.text.words[i].endswith("er")
            and i not in self.inside
        ):
            i -= 1
        if i < 1 or self.text.lower[i] not in JOINERS or phrase.article:
            return []
        for noun in range(i - 1, max(i - 8, self.text.sentence_start(i)) - 1, -1):
            if (item := self.inside.get(noun)) and item.label == "PER":
                return []
            word = self.role_at(noun)
            if word and word.plural and not phrase.word.plural and word.base != phrase.word.base:
                return []  # `Mitarbeiterinnen und Staatssekretär M`: other people
            if word:
                found = self.phrase(noun, i, word)
                return [found] if found and found.last == i else []
        return []

    def after(self, person: Mention) -> Iterator[Phrase]:
        """The role phrases in apposition behind a person: `M (45), Vorsitzende des X und Y`, `M (Sprecherin)`."""
        stop = self.text.sentence_end(person.first)
        i = person.last
        limit = min(stop, i + 2 * LONGEST)
        bracket = False
        lead: Mention | None = None
        if i < limit and self.text.words[i] == "(":
            closing = self._closing(i, limit)
            if closing and (self._has_role(i + 1, closing) or self._function(i + 1)):
                limit, i, bracket = closing, i + 1, True
            elif closing:
                i = closing + 1
        if not bracket:
            if i < limit and self.text.words[i] in (",", "–", "-"):
                i += 1
                if i + 1 < limit and self.text.words[i].isdigit() and self.text.words[i + 1] == ",":
                    i += 2
                body = self.at.get(i)
                if body and body.label == "ORG" and body.last < limit and self.text.words[body.last] == ",":
                    lead, i = body, body.last + 1
            elif not (i < limit and (self.role_at(i) or self.text.lower[i] == "als")):
                return
        first = True
        while i < limit:
            phrase = self._apposition(i, limit)
            if phrase is None:
                return
            if (
                phrase.word.adjectival
                and phrase.article is None
                and self.text.words[phrase.noun].endswith("e")
                and self._ends_list(person)
            ):
                phrase.gender, phrase.plural = None, True  # `A und B, Vorsitzende des X`
            if not self._agrees(phrase, person):
                return
            if phrase.last < stop and not bracket:
                following = phrase.last + 1 if self.text.words[phrase.last] == ":" else phrase.last
                if self.person_at(following) and not (first and self._is_listed_behind(person)):
                    return
            if (
                phrase.last < stop
                and self.text.words[phrase.last] == ","
                and first
                and not bracket
                and self.person_at(phrase.last + 1)
                and (
                    self._comma_in_front(person)
                    or (phrase.article is None and any(not held.plural for held in self.before(person)))
                )
            ):
                return
            if phrase.word.plural and not (self._ends_list(person) or self._is_one_of(i)):
                return
            if phrase.article in ("dem", "den", "einem") and self._comma_in_front(person):
                return
            if phrase.article in ("deren", "dessen") and not first:
                return
            if lead:
                phrase.mentions.append(lead)
            yield phrase
            first = False
            i = phrase.last
            if i < limit and (self.text.lower[i] in JOINERS or self.text.words[i] in (",", ";")):
                i += 1
                if i < limit and self.text.lower[i] in JOINERS:
                    i += 1
            elif i < limit and self.role_at(i) is None:
                return

    def _is_one_of(self, i: int) -> bool:
        """`eine der beiden Präsidentinnen`: one person in a plural."""
        return self.text.lower[i] in ("eine", "einer", "eines", "einem", "einen") and self.text.lower[
            i + 1 : i + 2
        ] in (
            ["der"],
            ["von"],
        )

    def _ends_list(self, person: Mention) -> bool:
        return self.joined_before(person) is not None

    def joined_before(self, person: Mention) -> Mention | None:
        """The person in front of `und` and this one: `A und B, Sprecherinnen des X`."""
        edge = self.left_edge(person)
        if edge < 2 or self.text.lower[edge - 1] not in JOINERS:
            return None
        found = self.inside.get(edge - 2)
        return found if found is not None and found.label == "PER" else None

    def _closing(self, i: int, limit: int) -> int | None:
        for k in range(i + 1, min(i + 20, limit)):
            if self.text.words[k] == ")":
                return k
        return None

    def _has_role(self, first: int, last: int) -> bool:
        return any(self.role_at(i) for i in range(first, last))

    def _apposition(self, i: int, limit: int) -> Phrase | None:
        """A role phrase whose article, modifiers or noun begin at word i."""
        apart = 0
        for noun in range(i, min(i + 7, limit)):
            if noun in self.inside:
                item = self.inside[noun]
                if item.label == "PER":
                    return None
                continue
            word = self.role_at(noun, spelling=True) or (self._function(noun) if noun == i else None)
            if word:
                phrase = self.phrase(noun, limit, word, behind=True)
                if phrase:
                    self._names_between(phrase, i)
                    if apart:
                        self._join_parts(phrase, i, apart)
                return phrase
            lower = self.text.lower[noun]
            begins = noun == i or self.text.lower[noun - 1] in ARTICLES
            if apart or (begins and self._is_written_apart(noun, limit)):
                apart = apart or noun
                continue
            if not (lower in DETERMINERS or lower in self.leads or self._is_adjective(self.text.words[noun]) or self.text.words[noun] in self.short
                    or self.text.words[noun][0].isdigit() or self.text.words[noun] in ("“", "„")):  # fmt: skip
                return None
        return None

    def _is_written_apart(self, i: int, limit: int) -> bool:
        """Whether word i begins an office that is written as several words: `Open Data Beauftragter`."""
        if self._is_kept(self.text.lower[i]) or self.text.words[i].endswith("er"):
            return False
        for k in range(i, min(i + 4, limit)):
            if k in self.inside or self.text.words[k] in FURNITURE or self.text.words[k] in self.titles:
                return False
            if k > i and self.role_at(k):
                return True
            if not self.text.words[k][0].isupper() or head_of(self.text.words[k]):
                return False
        return False

    def _join_parts(self, phrase: Phrase, i: int, apart: int) -> None:
        """Take the words from `apart` to the noun into the phrase that begins at word i."""
        phrase.parts = self.text.slice(apart, phrase.noun)
        phrase.first = i
        if apart > i and self.text.lower[apart - 1] in ARTICLES:
            phrase.article, phrase.gender = self.text.lower[apart - 1], phrase.word.gender
            self._agreement(phrase)

    def _function(self, i: int) -> RoleWord | None:
        """`M (Leitung der Stiftung)`: behind a name what somebody does stands for the office."""
        word = self.text.words[i]
        office = functions().get(word) or next(
            (
                word.removesuffix(ending) + office.lower()
                for ending, office in _function_endings()
                if word.endswith(ending)
            ),
            None,
        )
        return RoleWord(word, word, office, "body", None, False, False, base=word) if office else None

    def _names_between(self, phrase: Phrase, i: int) -> None:
        for k in range(i, phrase.noun):
            if k in self.at and self.at[k].label != "PER":
                phrase.mentions.append(self.at[k])

    def predicates(self, person: Mention) -> Iterator[Phrase]:
        """Roles that the person's sentence says of the person: `M ist Vorsitzende`, `M wurde zur Dekanin gewählt`, `als`."""
        text = self.text
        stop = text.sentence_end(person.first)
        i = person.last
        ready = False
        edge = self.left_edge(person)
        if edge > text.sentence_start(person.first) and text.lower[edge - 1] in COPULAS and i < stop:
            phrase = self._first_noun(i, stop)  # `Ab Mai ist M neue Intendantin`
            if phrase and not self.person_at(phrase.last):
                yield phrase
                i = phrase.last
        while i < stop and i < person.last + 40:
            item = self.at.get(i)
            if item and item.label == "PER":
                return
            lower = text.lower[i]
            if i not in self.inside:
                if lower in ("ist", "war", "bleibt", "wird", "wurde", "sei", "amtiert", "fungiert", "heißt"):
                    ready = True
                elif lower in ("als", "zum", "zur") or (
                    text.words[i] in self.posts and i + 1 < stop and text.lower[i + 1] in ("des", "der")
                ):
                    phrase = self._first_noun(i + 1, stop)
                    if phrase and not self.person_at(phrase.last):
                        yield phrase
                        i = phrase.last
                        continue
                elif ready and lower not in ("und",):
                    phrase = self._first_noun(i, stop)
                    if phrase and not self.person_at(phrase.last):
                        yield phrase
                        ready = False
                        i = phrase.last
                        continue
                    if text.words[i][0].isupper() and not phrase and i not in self.inside:
                        ready = False
                if lower in ("dass", "daß", "weil", "ob", "damit", "nachdem", ":", "„", '"'):
                    return
            i += 1

    def _first_noun(self, i: int, stop: int) -> Phrase | None:
        """The role phrase that begins at word i, nothing but article and modifiers in front of the noun."""
        for noun in range(i, min(i + 5, stop)):
            if noun in self.inside:
                return None
            word = self.role_at(noun)
            if word:
                return self.phrase(noun, stop, word)
            lower = self.text.lower[noun]
            if not (
                lower in DETERMINERS
                or self._is_adjective(self.text.words[noun])
                or self.text.words[noun] in self.short
                or (self.text.words[noun][0].isdigit() and self.text.words[noun].endswith("."))
            ):
                return None
        return None

    def inverted(self, person: Mention) -> Phrase | None:
        """`Neuer Vorsitzender des X ist M`, `Zur Dekanin wurde M gewählt`."""
        edge = self.left_edge(person)
        floor = self.text.sentence_start(person.first)
        if edge - 1 < floor:
            return None
        if self.text.lower[floor] in ("als", "zum", "zur"):
            return self._announced(floor, edge)
        if self.text.lower[edge - 1] not in COPULAS:
            return None
        for noun in range(edge - 2, floor - 1, -1):
            word = self.role_at(noun)
            if word:
                phrase = self.phrase(noun, edge - 1, word)
                return phrase if phrase and phrase.last == edge - 1 else None
            if (item := self.inside.get(noun)) and item.label == "PER":
                return None
        return None

    def _announced(self, floor: int, edge: int) -> Phrase | None:
        """`Als Kassenwart stellte sich M zur Wahl`: an office at the head of the sentence, its verb, the person."""
        phrase = self._first_noun(floor + 1, edge)
        between = self.text.words[phrase.last : edge] if phrase else []
        plain = all(word[0].islower() for word in between) and 0 < len(between) < 6
        return phrase if plain and between[0] not in CONNECTORS else None

    def plural_distributes(self, phrase: Phrase) -> bool:
        """Whether the role stands for all persons of a list (`die Vertreter A und B`)."""
        if phrase.plural:
            return True
        return phrase.plural is None and not phrase.article and bool(phrase.mentions or phrase.bodies)

    def coordinated(self, person: Mention) -> list[Mention]:
        """The persons that are joined to this one by comma or `und`, without a role of their own between."""
        out = []
        i = person.last
        while i + 1 < len(self.text):
            if self.text.words[i] == "(":
                closing = self._closing(i, len(self.text))
                i = closing + 1 if closing else i
            if i >= len(self.text) or (
                self.text.words[i] not in (",",) and self.text.lower[i] not in JOINERS
            ):
                break
            following = self.at.get(self.skip_titles(i + 1))
            if not following or following.label != "PER":
                break
            out.append(following)
            i = following.last
        return out


@cache
def functions() -> dict[str, str]:
    """What somebody does, as it stands behind a name (`Leitung`), and the office it is (`Leiter`)."""
    return {row["function"]: row["office"] for row in rows("functions.tsv")}


@cache
def _function_endings() -> list[tuple[str, str]]:
    """Functions that end longer words: `Teamleitung` is the office `Teamleiter`."""
    return [
        (row["function"].lower(), row["office"]) for row in rows("functions.tsv") if row["compounds"] == "yes"
    ]
