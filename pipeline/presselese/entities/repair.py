"""What a model gets wrong in the same way again and again, put right by the guideline.

Each step says in its docstring which sentence of the guideline it serves. Steps only move, split, join, relabel or drop
mentions where words and tables show it; everything else stays as the model saw it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from presselese.entities.gazetteer import Gazetteer
from presselese.entities.given_names import given_names
from presselese.entities.mentions import Mention, mention
from presselese.entities.organisations import head_of, kind_of, party_of
from presselese.entities.roles import Roles
from presselese.entities.tables import words
from presselese.entities.text import Text
from presselese.german.names import without_genitive

_STRIP = "„“”\"»«‚‘’‹›'`´ \t\n\r\xa0,;:–*|•·…"
_LINK = re.compile(r"https?:|www\.|@|\]\(|\.(?:de|com|org|net|html?)\b")
_ROAD = re.compile(
    r"(?<![\w-])(?:[AB] ?\d{1,3}|BAB ?\d{1,3}|[LK] ?\d{3,4})(?![\w-]|[.,]\d| ?(?:€|Euro|Uhr|Jahre))"
)
_ROAD_CONTEXT = re.compile(
    r"(?:Autobahn|Bundesstraße|Landesstraße|Kreisstraße|Staatsstraße|BAB|auf der|auf die|von der|die|der|zur|an der|Ausbau der|A\d+ und|und) $"
)
_DATELINE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?P<places>[A-ZÄÖÜ][\w.-]+(?: (?:am|an der|im|in|ob der) [A-ZÄÖÜ][\w-]+| [A-ZÄÖÜ][\w-]+| \([A-ZÄÖÜ]\w+\))?"
    r"(?: ?/ ?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?)*)"
    r"(?=, (?:den )?\d{1,2}\.|,? ?\((?:[a-zäöü]{2,6}|[a-z]{2,4}/[a-z]{2,4})\)|\. ?[–-] | [–-] )"
)  # fmt: skip
_HOUSE_NUMBER = re.compile(r"(?<=\w|\.)\s+\d{1,4}\s?[a-z]?(?:\s?[-–/]\s?\d{1,4}\s?[a-z]?)?\.?$")
_STREET_END = re.compile(
    r"(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|ufer|damm|chaussee|steig)$", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\s*\(([A-ZÄÖÜ][A-ZÄÖÜa-z&-]{1,8})\)")
_NICKNAME = re.compile(r" [„“”\"»«‚‘‹›'][A-ZÄÖÜ][\w. -]{0,20}[„“”\"»«‚’‹›'“] ")
_NICKNAMED = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]+) [„“\"»‚‘][A-ZÄÖÜ][\w-]{1,15}[“”\"«‘’] [A-ZÄÖÜ][a-zäöüß-]+")
_HYPHENATED = re.compile(r"\s(?!und |oder |bis )[a-zäöüß]{2,}")
_YEAR = re.compile(r" (?:(?:18|19|20)\d\d|(?<=[a-zäöü] )\d\d(?= e\. ?V))\b(?![/.–-]\d|-)")
"""A year right behind a name; two digits in front of `e.V.`"""
_CLUB = re.compile(
    r"(?:1\. )?(?:FC|TSV|SV|VfB|VfL|TV|SC|SG|TuS|SpVgg|HSG|HC|EC|ERC|BSC|KSC|SSV|TSG|MTV|ASV|DJK|Turnverein|Sportverein|Schützenverein|Gesangverein|Musikverein|Männergesangverein)\b"
)
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
_PLACE_PREPOSITIONS = frozenset(("in", "nach", "aus", "bei"))
_FULL_STOP = re.compile(
    r"(?:\b[AB] ?\d{1,3}|\)|\b(?!Str|str|Co|Inc|Ltd|Corp|Prof|Sa|Vgt)[A-ZÄÖÜa-zäöüß]{4,}(?<!str)|\b(?:19|20)\d\d|[A-ZÄÖÜa-zäöüß]{3,}\d{1,2}|[a-zäöüß]{4,} \d{1,3})\.$"
)
"""A full stop that ends a sentence and no abbreviation."""
_INITIALS = re.compile(r"[A-ZÄÖÜ]")


@cache
def _lists() -> dict[str, Any]:
    return loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


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


class Repair:
    """The mentions of one text while they are put right."""

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

    # -- tools --------------------------------------------------------------------------------------------------

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

    # -- steps --------------------------------------------------------------------------------------------------

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
            and _STREET_END.search(text.text[start : start + number.start()])
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
            if cut and cut.start() > 2 and not _NICKNAME.search(self.text.text[start:end])
            else end
        )

    def towns_that_act(self) -> None:
        """A town stays a place when its administration acts: `Gemeinde Bergkirchen` is `Bergkirchen`."""
        out: list[Mention | None] = []
        for item in self.items:
            lead, _, name = item.text.partition(" ")
            if item.label == "ORG" and lead in self.before["LOC"] and self._is_town(name):
                start = self.text.starts[item.first + 1]
                out.append(mention(self.text, start, item.end, "LOC", item.score, "town that acts"))
            else:
                out.append(item)
        self._keep(out)

    def _is_town(self, name: str) -> bool:
        return any(
            place.kind == "municipality" and place.country == "DE"
            for place in self.gazetteer.candidates(name)
        )

    def years(self) -> None:
        """The year behind an event is part of its name (`Kirchentag 2019`), that of its foundation of a club's (`TSV X 1911`)."""
        out: list[Mention | None] = []
        for item in self.items:
            hit = _YEAR.match(self.text.text, item.end)
            if hit and (item.label == "MISC" or (item.label == "ORG" and _CLUB.match(item.text))):
                item = mention(self.text, item.start, hit.end(), item.label, item.score, "boundary")
            out.append(item)
        self._keep(out)

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
                and (self._owns(item) or self._word_before(item).lower() not in _PLACE_PREPOSITIONS)
            ):
                item.label, item.rule = "PER", "family name"

    def split_abbreviations(self) -> None:
        """A name and its abbreviation in brackets are two."""
        out: list[Mention | None] = []
        for item in self.items:
            hit = (
                re.search(r" \(([A-ZÄÖÜ][A-ZÄÖÜa-z&-]{1,8})\)$", self.text.text[item.start : item.end])
                if item.label == "ORG"
                else None
            )
            if hit and sum(c.isupper() for c in hit[1]) > 1:
                out.append(self._moved(item, item.start, item.start + hit.start()))
                out.append(
                    mention(
                        self.text,
                        item.start + hit.start(1),
                        item.start + hit.end(1),
                        item.label,
                        item.score,
                        "abbreviation",
                    )
                )
            else:
                out.append(item)
        self._keep(out)

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
        nick = _NICKNAME.match(text.text, end)
        if nick and text.text[nick.end() : nick.end() + 1].isupper():
            last = text.last_at(nick.end() + 1)
            end = text.ends[last - 1]
        elif (
            nick is None
            and following is not None
            and following.label in ("PER", "LOC")
            and _NICKNAME.fullmatch(text.text[item.end : following.start])
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

    def extend_places(self) -> None:
        """`Frankenberg (Eder)`, `Neustadt an der Weinstraße`, `Landkreis Offenbach` are names as a whole."""
        text = self.text
        out: list[Mention | None] = []
        for item in self.items:
            if item.label == "LOC":
                start, end = item.start, item.end
                if (
                    item.first
                    and text.words[item.first - 1] in self.extend["LOC"]
                    and text.text[text.ends[item.first - 1] : text.starts[item.first]].strip(" \xa0") == ""
                ):
                    lead = text.words[item.first - 1]
                    if (
                        lead in ("Landkreis", "Landkreises", "Kreis", "Kreises", "Lkr.", "LK", "Flughafen")
                        or f"{lead} {item.text}" in self.gazetteer
                    ):
                        start = text.starts[item.first - 1]
                end = self._longest_place(item)
                cut = _HYPHENATED.match(text.text, item.end) if text.text[item.end - 1] == "-" else None
                end = cut.end() if cut else end
                if (start, end) != (item.start, item.end):
                    item = mention(text, start, end, "LOC", item.score, "boundary")
            out.append(item)
        self._keep(out)

    def _longest_place(self, item: Mention) -> int:
        """The end of the longest official name that begins with this mention."""
        text, end = self.text, item.end
        last = item.last
        if last >= len(text) or not (
            text.words[last] in ("(", "am", "an", "im", "in", "ob", "bei", "vor", "a.", "/")
            or text.words[last][0] == "("
        ):
            return end
        for k in range(last + 1, min(last + 5, len(text))):
            stop = text.ends[k]
            piece = text.text[item.start : stop].rstrip(".,;:!?")
            if piece.count("(") != piece.count(")"):
                continue
            if any(
                place.full and place.kind == "municipality" and place.name != item.text
                for place in self.gazetteer.candidates(piece)
            ):
                end = item.start + len(piece)
        return end

    def extend_bodies(self) -> None:
        """`Universität Göttingen`, `Polizeiinspektion Hof` are bodies; `GmbH` and `e.V.` belong to the name."""
        text = self.text
        out: list[Mention | None] = []
        for item in self.items:
            if (
                (item.label in ("LOC", "PER") or (item.label == "ORG" and item.text in self.gazetteer))
                and item.first
                and text.text[text.ends[item.first - 1] : text.starts[item.first]].strip(" \xa0") == ""
            ):
                lead = text.words[item.first - 1]
                if (
                    lead in self.extend["ORG"]
                    and (item.label == "LOC" or item.text in self.gazetteer)
                    and not _STREET_END.search(item.text)
                ):
                    out.append(
                        mention(
                            text, text.starts[item.first - 1], item.end, "ORG", item.score, "body of a place"
                        )
                    )
                    continue
            if item.label == "ORG" and item.first and item.text.startswith("Feuerwehr "):
                lead = text.words[item.first - 1]
                if (
                    lead.lower().startswith("freiwillige")
                    and text.sentence[item.first - 1] == text.sentence[item.first]
                ):
                    item = mention(text, text.starts[item.first - 1], item.end, "ORG", item.score, "boundary")
            if item.label == "ORG" and item.text.endswith("&"):
                item = self._with_second_part(item)
            if item.label == "ORG":
                i = item.last
                end = item.end
                while (
                    i < len(text)
                    and i < item.last + 5
                    and (
                        text.words[i] in self.legal
                        or (text.words[i] in ("&", "Co.", "KG", "e.", "V.") and i > item.last)
                        or (text.words[i] == "e." and i + 1 < len(text) and text.words[i + 1] == "V.")
                    )
                ):
                    end = text.ends[i]
                    i += 1
                if end > item.end:
                    item = mention(text, item.start, end, "ORG", item.score, "boundary")
            out.append(item)
        self._keep(out)

    def _with_second_part(self, item: Mention) -> Mention:
        """`Meyer &` goes on with the next capitalised word, over a mark or two of markup."""
        text = self.text
        for i in range(item.last, min(item.last + 4, len(text))):
            if text.words[i][0].isupper() and text.sentence[i] == text.sentence[item.last - 1]:
                return mention(text, item.start, text.ends[i], "ORG", item.score, "boundary")
        return item

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
            and before.lower() not in _PLACE_PREPOSITIONS
        ):
            return "PER" if item.score < 0.95 and not name.isupper() else item.label
        if item.label in ("PER", "MISC") and " " not in name:
            plain = name if name in self.gazetteer else without_genitive(name)
            if self.gazetteer.country(plain):
                return "LOC"
            if (
                before.lower() in _PLACE_PREPOSITIONS
                and any(place.full and place.population > 3000 for place in self.gazetteer.candidates(plain))
                and plain not in given_names()
            ):
                return "LOC"
        return item.label

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

    def datelines(self) -> None:
        """The places of a dateline are names: `Bütow/Frankenberg(pm).`, `Bruchsal, 12. Februar 2020.`"""
        added: list[Mention | None] = []
        starts = self._free()
        for hit in _DATELINE.finditer(self.text.text):
            at = hit.start("places")
            for name in re.split(r" ?/ ?", hit["places"]):
                start = self.text.text.index(name, at)
                end = start + len(name)
                at = end
                if self._is_free(start, end, starts) and any(
                    place.kind != "part"
                    for place in self.gazetteer.candidates(name.title() if name.isupper() else name)
                ):
                    added.append(mention(self.text, start, end, "LOC", 0.9, "dateline"))
        if added:
            self._keep([*self.items, *added])

    def roads(self) -> None:
        """Roads are places: `A 45`, `B 252`."""
        added: list[Mention | None] = []
        starts = self._free()
        for hit in _ROAD.finditer(self.text.text):
            if self._is_free(hit.start(), hit.end(), starts) and _ROAD_CONTEXT.search(
                self.text.text[max(0, hit.start() - 20) : hit.start()]
            ):
                added.append(mention(self.text, hit.start(), hit.end(), "LOC", 0.9, "road"))
        if added:
            self._keep([*self.items, *added])

    def abbreviations(self) -> None:
        """The abbreviation in brackets behind a name is a name of its own: `Bundeskriminalamt (BKA)`."""
        added: list[Mention | None] = []
        starts = self._free()
        for item in self.items:
            if item.label not in ("ORG", "MISC"):
                continue
            hit = _ABBREVIATION.match(self.text.text, item.end)
            if hit and self._is_free(hit.start(1), hit.end(1), starts) and _abbreviates(hit[1], item.text):
                added.append(
                    mention(self.text, hit.start(1), hit.end(1), item.label, item.score, "abbreviation")
                )
        if added:
            self._keep([*self.items, *added])

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

    def _in_longer_word(self, first: int, last: int) -> bool:
        raw = self.text.text
        start, end = self.text.starts[first], self.text.ends[last - 1]
        return raw[start - 1 : start] in ("-", "@", "/", ".", "#", "_") or raw[end : end + 1] in (
            "-",
            "@",
            "_",
        )


def _first_span(items: list[Mention], name: str) -> tuple[int, int]:
    for item in items:
        if item.text == name:
            return item.first, item.last
    return 0, 0


def _plain(name: str) -> str:
    return without_genitive(name) if " " not in name else name


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of a short form come from the name: `FFW` and `Freiwillige Feuerwehr`."""
    letters = [c for c in short if c.isupper()]
    if len(letters) < 2 or len(short) >= len(name):
        return False
    at = 0
    folded = name.casefold()
    for letter in letters:
        at = folded.find(letter.casefold(), at) + 1
        if not at:
            return False
    return (
        letters[0].casefold() == next((c.casefold() for c in name if c.isalpha()), "")
        or _INITIALS.search(name) is not None
    )
