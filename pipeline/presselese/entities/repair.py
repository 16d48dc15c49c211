"""What a model gets wrong in the same way again and again, put right by the guideline.

Each step says in its docstring which sentence of the guideline it serves. Steps only move, split, join, relabel or drop
mentions where words and tables show it; everything else stays as the model saw it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from presselese.entities.gazetteer import Gazetteer
from presselese.entities.given_names import given_names
from presselese.entities.mentions import Mention, mention
from presselese.entities.organisations import head_of, kind_of, party_of
from presselese.entities.repair_bodies import STREET_END, BodyRepair
from presselese.entities.repair_persons import NICKNAME, PLACE_PREPOSITIONS, PersonRepair
from presselese.entities.repair_places import PlaceRepair
from presselese.entities.roles import Roles
from presselese.entities.text import Text
from presselese.german.names import without_genitive

_LINK = re.compile(r"https?:|www\.|@|\]\(|\.(?:de|com|org|net|html?)\b")
_HOUSE_NUMBER = re.compile(r"(?<=\w|\.)\s+\d{1,4}\s?[a-z]?(?:\s?[-–/]\s?\d{1,4}\s?[a-z]?)?\.?$")
_GLUED = re.compile(
    r"[a-zäöüß]\.(?=[A-ZÄÖÜ][a-zäöüß])|[A-ZÄÖÜ]{3}\.(?=[A-ZÄÖÜ][a-zäöüß])|[a-zäöüß]{4}\.\\|[a-zäöüß]{3}\\"
)
"""Where a name ends and the next sentence begins without a blank, or a mark of Markdown stands."""
_OPEN_BRACKET = re.compile(r"\s*:?\s*\((?!.*\)).*$|\s*/ ?-?\s?\d.*$")
"""A bracket that is never closed, or an extension behind a name (`/-82113`)."""
_LINE = re.compile(r"(?:Bus |Linie )?[USXMNP] ?\d{1,3}")
"""Lines of buses and trains, levels of car parks: no places."""
_BODIES_WITH_NAMES = frozenset(("school", "hospital", "university"))
"""Kinds of bodies that are bodies even where they stand as places (`in der Grundschule am Eichenweg`)."""


def repaired(found: list[Mention], text: Text, roles: Roles, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions in the order of the text, none over another."""
    repair = Repair(found, text, roles, gazetteer)
    repair.trim()
    repair.towns_that_act()
    repair.split_abbreviations()
    repair.split_places_from_persons()
    repair.join_persons()
    repair.extend_places()
    repair.extend_bodies()
    repair.years()
    repair.drop_generic()
    repair.relabel()
    repair.family_names()
    repair.nicknames()
    repair.first_names()
    repair.datelines()
    repair.roads()
    repair.abbreviations()
    repair.same_name_same_label()
    repair.named_elsewhere()
    return repair.items


class Repair(PersonRepair, PlaceRepair, BodyRepair):
    """All steps, in the order that `repaired` calls them."""

    def trim(self) -> None:
        """No titles, offices, articles, marks, generic words in front; house numbers stay outside a street."""
        self._keep([self._trimmed(item) for item in self.items])

    def _trimmed(self, item: Mention) -> Mention | None:
        text = self.text
        start, end = item.start, item.end
        if _LINK.search(item.text):
            cut = re.search(r"\]\(|https?:|www\.|\s@|^@", text.text[start:end])
            if not cut or cut.start() < 3:
                return None if item.text.startswith(("http", "www")) or "@" in item.text[1:] else item
            end = start + cut.start()
        elif item.label in ("LOC", "PER") and (glued := _GLUED.search(text.text, start, end)):
            end = glued.start() + len(glued[0].rstrip("\\").rstrip("."))
        cut = _OPEN_BRACKET.search(text.text[start:end]) if item.label in ("LOC", "PER") else None
        if cut and cut.start() > 2:
            end = start + cut.start()
        first, last = text.first_at(start), text.last_at(end)
        generic = self.before.get(item.label, frozenset())
        while first < last - 1:
            word = text.words[first]
            if word in self.titles or (
                text.lower[first] in ("der", "die", "das", "den", "dem", "des", "ein", "eine", "und")
                and item.label != "MISC"
            ):
                if (
                    item.label in ("ORG", "MISC")
                    and word[0].isupper()
                    and text.lower[first] in ("der", "die", "das")
                ):
                    break
                if item.label == "ORG" and word in ("RA", "PD", "Dr.", "Prof."):
                    break
                first += 1
            elif (item.label == "PER" and self._leads_person(first, last)) or word in generic:
                first += 1
            else:
                break
        if first > text.first_at(item.start):
            start = text.starts[first]
        if item.label == "PER":
            end = self._person_end(start, end, last)
        if (
            item.label == "LOC"
            and (number := _HOUSE_NUMBER.search(text.text[start:end]))
            and STREET_END.search(text.text[start : start + number.start()])
        ):
            end = start + number.start()
        if (
            item.label == "LOC"
            and text.text[end - 3 : end].lower() == "str"
            and text.text[end : end + 1] == "."
        ):
            end += 1
            return mention(text, start, end, "LOC", item.score, "boundary")
        if re.search(r"\b(?:19|20)\d\d\.$", text.text[start:end]):
            end -= 1
        if start == item.start and end == item.end:
            return self._moved(item, start, end)
        return self._moved(item, start, end)

    def _leads_person(self, first: int, last: int) -> bool:
        """Whether the first word of a person's mention is an office or a small word and a name follows."""
        word = self.text.words[first]
        if word[0].islower():
            return word not in self.particles
        role = self.roles.of(word)
        if role is None or word == "Meister":
            return False
        if word in given_names():
            return False
        return last - first >= 2 and (role.gender is not None or role.adjectival or role.plural is not None)

    def _person_end(self, start: int, end: int, last: int) -> int:
        """A party, comma or verb behind the name is no part of it."""
        cut = re.search(
            r"\s*\((?!\w+\) [A-ZÄÖÜ])|\s*[,;:]|\s+(?:sowie|aus|bei|ist|hat)\b", self.text.text[start:end]
        )
        return (
            start + cut.start()
            if cut and cut.start() > 2 and not NICKNAME.search(self.text.text[start:end])
            else end
        )

    def drop_generic(self) -> None:
        """Generic words alone, adjectives of places and compounds with a name in them are no names."""
        self._keep([item for item in self.items if not self._is_generic(item)])

    def _is_generic(self, item: Mention) -> bool:
        text = self.text
        if (
            item.text in self.none
            or (item.text.isupper() and item.text.capitalize() in self.none)
            or (item.text.endswith("s") and item.text[:-1] in self.none and item.label != "PER")
        ):
            return True
        if not any(c.isalpha() for c in item.text) or len(item.text) < 2:
            return True
        if item.label == "PER" and item.text.islower() and len(item.text) < 4:
            return True
        if item.label == "LOC" and _LINE.fullmatch(item.text):
            return True
        parts = item.text.split()
        if item.label != "MISC" and len(parts) == 1:
            if (
                item.label in ("LOC", "ORG")
                and item.text.endswith("er")
                and self.gazetteer.place_of_adjective(item.text)
                and item.text not in self.gazetteer
                and item.last < len(text)
                and text.words[item.last][0].isupper()
            ):
                return True
            if (
                item.label != "PER"
                and self.roles.of(item.text)
                and item.text not in self.gazetteer
                and "-" not in item.text
            ):
                return True
        if (
            item.label == "ORG"
            and len(parts) == 2
            and self.gazetteer.place_of_adjective(parts[0])
            and parts[0].endswith("er")
            and not parts[1].endswith(self.official)
        ):
            return head_of(parts[1]) is not None and parts[1] in self.none
        if len(parts) == 1 and "-" in item.text and item.label in ("LOC", "ORG", "PER"):
            head = item.text.rsplit("-", 1)[1]
            return (
                bool(head)
                and head[0].isupper()
                and self.roles.of(head) is not None
                and head not in given_names()
                and item.label != "PER"
            )
        return False

    def relabel(self) -> None:
        """First names are persons, towns behind `in` and `aus` are places, parties are bodies."""
        self.leads = {item.text.split()[0] for item in self.items if " " in item.text and item.label != "PER"}
        for item in self.items:
            label = self._label(item)
            if label != item.label:
                item.label, item.rule = label, "relabelled"

    def _label(self, item: Mention) -> str:
        name = item.text
        if (
            item.label != "ORG"
            and party_of(name)
            and name
            not in ("Liberale", "Volt", "Republikaner", "Piraten", "Linke", "Grüne", "BP", "Klimaliste")
        ):
            return "ORG"
        if item.label == "ORG" and len(name) > 2 and name.isupper() and self.gazetteer.land(name):
            return "LOC"
        if item.label == "LOC" and kind_of(name.split()[0]) in _BODIES_WITH_NAMES and " " in name:
            return "ORG"
        before = self._word_before(item)
        if (
            item.label == "LOC"
            and " " not in name
            and name in given_names()
            and name not in self.leads
            and name not in self.gazetteer
            and without_genitive(name) not in self.gazetteer
            and before.lower() not in PLACE_PREPOSITIONS
        ):
            return "PER" if item.score < 0.95 and not name.isupper() else item.label
        if item.label in ("PER", "MISC") and " " not in name:
            plain = name if name in self.gazetteer else without_genitive(name)
            if self.gazetteer.country(plain):
                return "LOC"
            if (
                before.lower() in PLACE_PREPOSITIONS
                and any(place.full and place.population > 3000 for place in self.gazetteer.candidates(plain))
                and plain not in given_names()
            ):
                return "LOC"
        return item.label

    def same_name_same_label(self) -> None:
        """One name has one label in a release: the one that the most and best mentions have."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for item in self.items:
            votes[_plain(item.text)][item.label] += item.score  # type: ignore[assignment]
        for item in self.items:
            label, weight = votes[_plain(item.text)].most_common(1)[0]
            if label != item.label and weight > 1.5 * votes[_plain(item.text)][item.label]:
                item.label, item.rule = label, "same name"

    def named_elsewhere(self) -> None:
        """A name that the release uses once uses it everywhere: full names of persons, their family names, bodies, towns."""
        known: dict[str, str] = {}
        towns: set[str] = set()
        for item in self.items:
            if item.score < 0.6 or item.text in self.none:
                continue
            parts = item.text.split()
            if item.label == "PER" and len(parts) > 1:
                known[item.text] = "PER"
                family = parts[-1]
                if (
                    len(family) > 3
                    and family[0].isupper()
                    and self.roles.of(family) is None
                    and family not in self.gazetteer
                ):
                    known.setdefault(family, "PER")
            elif (
                item.label == "ORG" and (len(parts) > 1 or (item.text.isupper() and len(item.text) > 2))
            ) or (item.label == "LOC" and len(item.text) > 3 and item.text in self.gazetteer):
                known.setdefault(item.text, item.label)
                if item.label == "ORG" and len(parts[-1]) > 3 and self._is_town(parts[-1]):
                    towns.add(parts[-1])
        for town in towns - set(known):
            known[town] = "LOC"
        if not known:
            return
        firsts: dict[str, list[tuple[list[str], str, str]]] = defaultdict(list)
        for name, label in known.items():
            hit = (
                [name]
                if name in towns
                else [self.text.words[i] for i in range(*_first_span(self.items, name))]
            )
            if hit:
                firsts[hit[0]].append((hit, name, label))
            if label == "PER" and " " not in name:
                firsts[name].append(([name], name, label))
                firsts[name + "s"].append(([name + "s"], name, label))
        added: list[Mention | None] = []
        starts = self._free()
        for i, word in enumerate(self.text.words):
            for pieces, _, label in sorted(firsts.get(word, ()), key=lambda entry: -len(entry[0])):
                last = i + len(pieces)
                if self.text.words[i:last] == pieces and self._is_free(
                    self.text.starts[i], self.text.ends[last - 1], starts
                ):
                    if self._in_longer_word(i, last) or not self._is_named_here(i, last, label):
                        continue
                    added.append(
                        mention(
                            self.text,
                            self.text.starts[i],
                            self.text.ends[last - 1],
                            label,
                            0.8,
                            "named elsewhere",
                        )
                    )
                    break
        if added:
            self._keep([*self.items, *added])

    def _is_named_here(self, first: int, last: int, label: str) -> bool:
        """Whether the words around speak for the name: no article in front of a surname, a preposition before a town."""
        before = (
            self.text.lower[first - 1]
            if first and self.text.sentence[first - 1] == self.text.sentence[first]
            else ""
        )
        if label == "LOC":
            return before in ("in", "aus", "nach", "von", "bei", "für", "um", "bis", "und")
        if label == "PER" and last - first == 1:
            following = self.text.words[last] if last < len(self.text) else ""
            noun = following[:1].isupper() and not self.text.words[first].endswith("s")
            return not noun and before not in (
                "der",
                "die",
                "das",
                "dem",
                "den",
                "des",
                "ein",
                "eine",
                "alle",
                "diesen",
                "im",
                "am",
                "zum",
            )
        return True


def _first_span(items: list[Mention], name: str) -> tuple[int, int]:
    for item in items:
        if item.text == name:
            return item.first, item.last
    return 0, 0


def _plain(name: str) -> str:
    return without_genitive(name) if " " not in name else name
