"""Pronouns and role mentions that stand for a person: `er`, `sie`, `der Bürgermeister`.

Scores are shares measured on annotated releases: how often the person is the one that a reader takes.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from presselese.entities.around import PhraseFinder
from presselese.entities.persons import Person, Persons
from presselese.entities.roles import RoleWord
from presselese.entities.text import Text

PRONOUNS = {"er": "m", "sie": "f"}
REACH = 3
"""Sentences that a pronoun looks back."""

OPENING, CLOSING = frozenset('„»«“"'), frozenset('“”«»"')
LONGEST_QUOTATION = 12
"""Sentences after which a quotation without a closing mark is taken for over."""

ARTICLES = frozenset(("der", "die", "dem", "den", "des"))
OCCUPATIONS = frozenset(("occupation", "health", "culture", "university", "sport", "media"))
"""What people are: as a second name of somebody (`der Mediziner`) more frequent than as a new person."""
NEW_ROLE = 0.55
ONLY_ROLE, SOME_ROLE = 0.9, 0.65
ONLY_PERSON, KNOWN_GENDER, NEAREST = 0.85, 0.8, 0.6


class References:
    """Resolves the references of one release into `Person.references`."""

    def __init__(self, doc: Doc, text: Text, reader: PhraseFinder, persons: Persons, taken: set[int]) -> None:
        self.doc = doc
        self.text = text
        self.reader = reader
        self.people = persons.people
        self.taken = taken
        self.timeline: list[tuple[int, Person]] = sorted(
            ((item.first, person) for person in self.people for item in person.mentions),
            key=lambda pair: pair[0],
        )
        self.told = _sentences_told(text)

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
            elif i and i not in self.taken and words[i][0].isupper() and self.reader.role_at(i):
                self._role(i, recent)

    def _begins(self, i: int) -> bool:
        """Whether a sentence or quotation begins with word i, so that a capital letter says nothing."""
        return (
            i == 0
            or self.text.sentence[i - 1] != self.text.sentence[i]
            or not self.text.words[i - 1][0].isalnum()
        )

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _near(self, i: int, recent: list[tuple[int, Person]], sex: str | None) -> list[Person]:
        """The persons named shortly before word i who may be meant, the likeliest first.

        Those of the sentence itself come first (the last one named), then those of the sentences before (the first
        one named in each: it is mostly what the sentence is about).
        """
        sentence, paragraph = self.told[self.text.sentence[i]], self.text.paragraph[i]
        by_sentence: dict[int, list[Person]] = {}
        for first, person in reversed(recent):
            back = sentence - self.told[self.text.sentence[first]]
            if back > REACH or paragraph - self.text.paragraph[first] > 1:
                break
            if not person.alone and person.likely_gender in (None, sex):
                by_sentence.setdefault(back, []).append(person)
        out: list[Person] = []
        for back, people in by_sentence.items():
            for person in people if back == 0 else reversed(people):
                if person not in out:
                    out.append(person)
        return out

    def _pronoun(self, i: int, recent: list[tuple[int, Person]]) -> None:
        sex = PRONOUNS[self.text.lower[i]]
        if sex == "f" and self._is_plural(i):
            return
        near = self._near(i, recent, sex)
        if not near:
            return
        known = [person for person in near if person.likely_gender == sex]
        person = (known or near)[0]
        score = ONLY_PERSON if len(near) == 1 else KNOWN_GENDER if len(known) == 1 else NEAREST
        if person.likely_gender is None:
            score *= 0.8
        self._add(person, i, i + 1, "pronoun", score)

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
        """`die Ministerin`, `der Gießener Mediziner`: with article, adjectives between at most."""
        first = i - 1
        while (
            first > max(0, i - 3)
            and self.text.lower[first] not in ARTICLES
            and self.text.lower[first].endswith(("e", "en", "er"))
        ):
            first -= 1
        article = self.text.lower[first]
        word = self.reader.role_at(i) if article in ARTICLES else None
        if not word or self.reader.person_at(i + 1) or word.plural:
            return
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
                and person.likely_gender in (None, gender)
                and any(_fits(word, role) for role in person.roles)
            ):
                fitting.append(person)
        if fitting:
            self._add(fitting[0], first, i + 1, "role", ONLY_ROLE if len(fitting) == 1 else SOME_ROLE)
            return
        near = self._near(i, recent, gender)
        if len(near) == 1 and word.domain in OCCUPATIONS and article in ("der", "die"):
            self._add(near[0], first, i + 1, "role", NEW_ROLE)
            if not any(role["role"] for role in near[0].roles):
                near[0].roles.append(self._as_role(word, gender, first, i + 1))

    def _as_role(self, word: RoleWord, gender: str | None, first: int, last: int) -> dict[str, Any]:
        """What somebody is called once named, as a role: `Elly Clerk … Die Künstlerin …`."""
        return {
            "role": word.form(gender), "office": word.office, "party": None, "organisation": None, "place": None,
            "span": {"start": self.text.starts[first], "end": self.text.ends[last - 1]}, "score": NEW_ROLE, "rule": "role mention",
        }  # fmt: skip

    def _add(self, person: Person, first: int, last: int, kind: str, score: float) -> None:
        span = {"start": self.text.starts[first], "end": self.text.ends[last - 1]}
        person.references.append({"span": span, "kind": kind, "score": round(score, 3), "rule": kind})


def _sentences_told(text: Text) -> list[int]:
    """For each sentence how many before it and with it are not wholly inside quotation marks: a long quotation does
    not part `er` from the one who spoke."""
    out: list[int] = []
    inside, begun, count = False, 0, 0
    for i, word in enumerate(text.words):
        sentence = text.sentence[i]
        while len(out) <= sentence:
            if inside and sentence - begun > LONGEST_QUOTATION:
                inside = False  # the closing mark is missing
            count += 0 if inside else 1
            out.append(count)
        if not inside and word in OPENING:
            inside, begun = True, sentence
        elif inside and word in CLOSING:
            inside = False
    return out


def _fits(word: RoleWord, role: dict[str, object]) -> bool:
    """Whether a role word may name again a role that was said in full: the same office, or its head."""
    said = str(role["role"] or "").casefold()
    if not said:
        return False
    forms = (word.masculine.casefold(), word.feminine.casefold())
    return role["office"] == word.office or any(part.endswith(forms) for part in said.split())
