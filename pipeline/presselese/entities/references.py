"""Pronouns and role mentions that stand for a person: `er`, `sie`, `der Bürgermeister`.

Scores are shares measured on annotated releases: how often the person is the one that a reader takes.
"""

from __future__ import annotations

from spacy.tokens import Doc

from presselese.entities.persons import Person, Persons
from presselese.entities.phrases import PhraseReader
from presselese.entities.roles import RoleWord
from presselese.entities.text import Text

PRONOUNS = {"er": "m", "sie": "f"}
REACH = 3
"""Sentences that a pronoun looks back."""

ONLY_ROLE, SOME_ROLE = 0.9, 0.65
ONLY_PERSON, KNOWN_GENDER, NEAREST = 0.85, 0.8, 0.6


class References:
    """Resolves the references of one release into `Person.references`."""

    def __init__(self, doc: Doc, text: Text, reader: PhraseReader, persons: Persons, taken: set[int]) -> None:
        self.doc = doc
        self.text = text
        self.reader = reader
        self.people = persons.people
        self.taken = taken
        self.timeline: list[tuple[int, Person]] = sorted(
            ((item.first, person) for person in self.people for item in person.mentions),
            key=lambda pair: pair[0],
        )

    def run(self) -> None:
        if not self.people:
            return
        words, lower = self.text.words, self.text.lower
        upcoming = 0
        recent: list[tuple[int, Person]] = []
        for i, word in enumerate(lower):
            while upcoming < len(self.timeline) and self.timeline[upcoming][0] <= i:
                recent.append(self.timeline[upcoming])
                upcoming += 1
            if i in self.reader.inside:
                continue
            if word in PRONOUNS:
                if not (words[i] == "Sie" and not self._begins(i)):
                    self._pronoun(i, recent)
            elif (
                words[i][0].isupper()
                and i
                and i not in self.taken
                and lower[i - 1] in ("der", "die", "dem", "den", "des")
            ):
                self._role(i, recent)

    def _begins(self, i: int) -> bool:
        """Whether a sentence or quotation begins with word i, so that a capital letter says nothing."""
        return (
            i == 0
            or self.text.sentence[i - 1] != self.text.sentence[i]
            or not self.text.words[i - 1][0].isalnum()
        )

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _pronoun(self, i: int, recent: list[tuple[int, Person]]) -> None:
        sex = PRONOUNS[self.text.lower[i]]
        if sex == "f" and self._is_plural(i):
            return
        sentence, paragraph = self.text.sentence[i], self.text.paragraph[i]
        near: list[Person] = []
        for first, person in reversed(recent):
            if sentence - self.text.sentence[first] > REACH or paragraph - self.text.paragraph[first] > 1:
                break
            if person not in near and not person.alone and person.gender in (None, sex):
                near.append(person)
        if not near:
            return
        known = [person for person in near if person.gender == sex]
        person = self._subject(i, recent, near) or (known or near)[0]
        score = ONLY_PERSON if len(near) == 1 else KNOWN_GENDER if person.gender == sex else NEAREST
        if sex == "f" and person.gender is None:
            score *= 0.8
        self._add(person, i, i + 1, "pronoun", score)

    def _subject(self, i: int, recent: list[tuple[int, Person]], near: list[Person]) -> Person | None:
        """The person that begins the sentence before, or is the only one in it."""
        sentence = self.text.sentence[i]
        for back in (0, 1):
            inside = [
                person
                for first, person in recent
                if self.text.sentence[first] == sentence - back and person in near
            ]
            if inside:
                return inside[0] if back else inside[-1]
        return None

    def _is_plural(self, i: int) -> bool:
        """Whether `sie` is plural: by its morphology, or by the ending of the verb beside it."""
        tokens = self.doc.char_span(self.text.starts[i], self.text.ends[i])
        if tokens is not None and len(tokens):
            number = tokens[0].morph.get("Number", [])
            if number:
                return number[0] == "Plur"
        for k in (i + 1, i - 1):
            if (
                0 <= k < len(self.text)
                and self.text.words[k].islower()
                and self.text.sentence[k] == self.text.sentence[i]
            ):
                return self.text.lower[k].endswith(("en", "ern", "eln")) or self.text.lower[k] == "sind"
        return False

    # -- roles --------------------------------------------------------------------------------------------------

    def _role(self, i: int, recent: list[tuple[int, Person]]) -> None:
        word = self.reader.role_at(i)
        if not word or self.reader.person_at(i + 1) or word.plural:
            return
        article = self.text.lower[i - 1]
        gender = word.gender
        if gender is None and word.adjectival:
            ending = self.text.lower[i][-1]
            gender = "f" if article == "die" or (article == "der" and ending == "n") else "m"
            if article == "die" and ending == "n":
                return
        elif gender == "m" and article == "die":
            return
        fitting: list[Person] = []
        for _, person in reversed(recent):
            if (
                person not in fitting
                and person.gender in (None, gender)
                and any(_fits(word, role) for role in person.roles)
            ):
                fitting.append(person)
        if not fitting:
            return
        self._add(fitting[0], i - 1, i + 1, "role", ONLY_ROLE if len(fitting) == 1 else SOME_ROLE)

    def _add(self, person: Person, first: int, last: int, kind: str, score: float) -> None:
        span = {"start": self.text.starts[first], "end": self.text.ends[last - 1]}
        person.references.append({"span": span, "kind": kind, "score": round(score, 3), "rule": kind})


def _fits(word: RoleWord, role: dict[str, object]) -> bool:
    """Whether a role word may name again a role that was said in full: the same office, or its head."""
    said = str(role["role"] or "").casefold()
    if not said:
        return False
    forms = (word.masculine.casefold(), word.feminine.casefold())
    return role["office"] == word.office or any(part.endswith(forms) for part in said.split())
