"""Steps that put persons right: two in one, one in two, first names, nicknames, families."""

from __future__ import annotations

import re

from presselese.entities.draft import Draft
from presselese.entities.given_names import given_names
from presselese.entities.mentions import Mention, mention
from presselese.entities.organisations import head_of
from presselese.german.names import without_genitive

NICKNAME = re.compile(r" [„“”\"»«‚‘‹›'][A-ZÄÖÜ][\w. -]{0,20}[„“”\"»«‚’‹›'“] ")
_NICKNAMED = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]+) [„“\"»‚‘][A-ZÄÖÜ][\w-]{1,15}[“”\"«‘’] [A-ZÄÖÜ][a-zäöüß-]+")
PLACE_PREPOSITIONS = frozenset(("in", "nach", "aus", "bei"))


class PersonRepair(Draft):
    """Steps for persons."""

    def split_places_from_persons(self) -> None:
        """A place in front of a person is a name of its own: `der Kreistagsvorsitzende Unna Rainer Hell`."""
        out: list[Mention | None] = []
        for item in self.items:
            first = self.text.words[item.first]
            second = self.text.words[item.first + 1] if item.last - item.first > 1 else ""
            if (
                item.label == "PER"
                and second in given_names()
                and first not in given_names()
                and any(
                    place.kind != "part" and (place.full or place.population > 5_000)
                    for place in self.gazetteer.candidates(first)
                )
            ):
                cut = self.text.ends[item.first]
                out.append(
                    mention(self.text, item.start, cut, "LOC", item.score, "place in front of a person")
                )
                end = item.end
                if (
                    item.last - item.first == 2
                    and item.last < len(self.text)
                    and self.text.words[item.last][0].isupper()
                ):
                    end = self.text.ends[item.last]
                out.append(
                    mention(
                        self.text,
                        self.text.starts[item.first + 1],
                        end,
                        "PER",
                        item.score,
                        "place in front of a person",
                    )
                )
            else:
                out.append(item)
        self._keep(out)

    def join_persons(self) -> None:
        """A nickname in marks and particles belong to the name: `Torben „Toto“ Ahlers`, `Graf von Zinzendorf`."""
        text = self.text
        out: list[Mention | None] = []
        items = self.items
        at = 0
        while at < len(items):
            item = items[at]
            following = items[at + 1] if at + 1 < len(items) else None
            if item.label == "PER":
                grown = self._begun_earlier(self._grown_person(item, following), out[-1] if out else None)
                if grown is not item:
                    if following is not None and following.start < grown.end:
                        at += 1
                    out.append(grown)
                    at += 1
                    continue
            out.append(item)
            at += 1
        del text
        self._keep(out)

    def _grown_person(self, item: Mention, following: Mention | None) -> Mention:
        text = self.text
        end = item.end
        nick = NICKNAME.match(text.text, end)
        if nick and text.text[nick.end() : nick.end() + 1].isupper():
            last = text.last_at(nick.end() + 1)
            end = text.ends[last - 1]
        elif (
            nick is None
            and following is not None
            and following.label in ("PER", "LOC")
            and NICKNAME.fullmatch(text.text[item.end : following.start])
        ):
            end = following.end
        i = text.last_at(end)
        if (
            i < len(text)
            and (text.words[i] in self.particles or text.words[i] in self.nobility)
            and text.words[i] not in ("und", "der", "des", "zum", "zur", "das", "den")
        ) or text.words[i - 1] in self.particles:
            k = i
            while (
                k < len(text)
                and k < i + 4
                and (text.words[k] in self.particles or text.words[k] in self.nobility)
            ):
                k += 1
            grown = k > i or text.words[i - 1] in self.particles
            if (
                grown
                and k < len(text)
                and text.words[k][0].isupper()
                and self._continues_name(item, k, following)
            ):
                end = text.ends[k]
        elif following is not None and following.label == "PER" and self._is_one_name(item, following, end):
            end = following.end
        elif self._is_surname(item, i, following):
            end = text.ends[i]
        return item if end == item.end else mention(text, item.start, end, "PER", item.score, "boundary")

    def _is_surname(self, item: Mention, i: int, following: Mention | None) -> bool:
        """Whether the free word behind a person's name is the last part of it, as the model tags proper nouns."""
        text = self.text
        if i >= len(text) or (following is not None and following.first <= i) or len(item.text.split()) > 2:
            return False
        word = text.words[i]
        return (
            text.proper[i]
            and word.isalpha()
            and word.istitle()
            and len(word) > 3
            and text.text[item.end : text.starts[i]] in (" ", "\xa0")
            and item.text.split()[0] in given_names()
            and word not in self.gazetteer
            and self.roles.of(word) is None
        )

    def _begun_earlier(self, item: Mention, before: Mention | None) -> Mention:
        """A first name and particles in front that the model left out: `Konstanze von und zu [Hohenau]`."""
        text = self.text
        first = item.first
        while first > 0 and text.lower[first - 1] in self.particles and text.words[first - 1].islower():
            first -= 1
        if (
            first == 0
            or text.words[first - 1] not in given_names()
            or (first == item.first and " " in item.text)
        ):
            return item
        if first < item.first and text.words[first] == "und":
            return item
        start = text.starts[first - 1]
        gap = text.text[text.ends[first - 1] : text.starts[first]]
        if (
            gap not in (" ", "\xa0")
            or (before is not None and before.end > start)
            or (first == item.first and not text.proper[first - 1])
        ):
            return item
        return mention(text, start, item.end, "PER", item.score, "boundary")

    def _is_one_name(self, item: Mention, following: Mention, end: int) -> bool:
        """Whether two mentions side by side are one name that the model cut, at a line end perhaps."""
        gap = self.text.text[end : following.start]
        if (
            gap not in (" ", "\xa0", "\n", " \n", "\n ")
            or len(item.text.split()) + len(following.text.split()) > 4
        ):
            return False
        if "\n" in gap and (
            " " in item.text or following.text in given_names() or item.text not in given_names()
        ):
            return False
        return self.roles.of(self.text.words[following.first]) is None

    def _continues_name(self, item: Mention, k: int, following: Mention | None) -> bool:
        """Whether the word behind `von` is a family name and no place or body the person is from."""
        if following is not None and following.first == k:
            return following.label == "PER" or (
                following.label == "LOC" and " " not in item.text and self.text.words[k] not in self.gazetteer
            )
        word = self.text.words[k]
        if item.text.rsplit(" ", 1)[-1] in self.nobility:
            return True
        if self.text.words[k - 1] in ("vom", "zum", "zur", "zu") and item.text not in given_names():
            return False
        return (
            " " not in item.text
            and word not in self.gazetteer
            and head_of(word) is None
            and self.roles.of(word) is None
        )

    def family_names(self) -> None:
        """`Bodes` is no place where the release knows a `Ralf Bode`, unless it stands as a place."""
        families = {
            item.text.rsplit(" ", 1)[1] for item in self.items if item.label == "PER" and " " in item.text
        }
        for item in self.items:
            if (
                item.label == "LOC"
                and " " not in item.text
                and families & {item.text, without_genitive(item.text)}
                and (item.text not in self.gazetteer or item.text not in families)
                and (self._owns(item) or self._word_before(item).lower() not in PLACE_PREPOSITIONS)
            ):
                item.label, item.rule = "PER", "family name"

    def first_names(self) -> None:
        """A first name that the model tags as a proper noun and marks as nothing is a person, with its family name."""
        text, starts = self.text, self._free()
        added: list[Mention | None] = []
        for i, word in enumerate(text.words):
            if not text.proper[i] or len(word) < 4 or word not in given_names() or not word.istitle():
                continue
            if (
                word in self.gazetteer
                or self.roles.of(word)
                or not self._is_free(text.starts[i], text.ends[i], starts)
            ):
                continue
            if self._in_longer_word(i, i + 1):
                continue
            last = i + 1
            if (
                last < len(text)
                and text.proper[last]
                and text.words[last].istitle()
                and text.words[last].isalpha()
                and self._is_free(text.starts[last], text.ends[last], starts)
            ):
                last += 1
            added.append(mention(text, text.starts[i], text.ends[last - 1], "PER", 0.6, "first name"))
        if added:
            self._keep([*self.items, *added])

    def nicknames(self) -> None:
        """A first name, a nickname in marks and a capitalised word are one person: `Torben „Toto“ Ahlers`."""
        added = [
            mention(self.text, hit.start(), hit.end(), "PER", 0.8, "nickname")
            for hit in _NICKNAMED.finditer(self.text.text)
            if hit[1] in given_names()
        ]
        if added:
            self._keep([*self.items, *added])

    def _owns(self, item: Mention) -> bool:
        """Whether a name ends in the s of a genitive and a noun follows."""
        i = item.last
        return (
            item.text.endswith("s")
            and i < len(self.text)
            and self.text.words[i][0].isupper()
            and self.text.sentence[i] == self.text.sentence[item.first]
        )
