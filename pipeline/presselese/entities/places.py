"""The places of a release: which mentions are one place, what kind it is, and where on the map it lies.

Of several places of one name the release itself decides: an addition in brackets, a Land, district or country named
with it, places near by, the dateline and the sender. What stays open is left without a link.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from presselese.entities.gazetteer import Candidate, Gazetteer, key
from presselese.entities.mentions import Mention
from presselese.entities.tables import words
from presselese.entities.text import Text
from presselese.german.names import without_genitive

FAMILIAR = 50_000
"""Foreign places of fewer people are linked only where the release names their country or a place near."""
LINK_FROM = 0.75
"""Share of the weight that the best candidate must have."""
MOST_ANCHORS = 100
METROPOLIS = 300_000
"""Adjectives of smaller places abroad are mostly other words."""
FAR = 90.0
"""Kilometres from where on a small place is no neighbour any more."""

_GENERIC = re.compile(
    r"^(?:Stadt|Gemeinde|Stadtteil|Ortsteil|Ort|Land|Bundesland|Bezirk|Hansestadt|Landeshauptstadt|Kreisstadt|Marktgemeinde|Markt|Dorf) (?=[A-ZÄÖÜ])"
)
_DISTRICT = re.compile(
    r"^(?:Landkreise?s?|Kreise?s?|LK|Lkr\.|Lkrs\.|Städteregion|Region|Regionalverband) |[Kk]reis(?:es|s)?$|-Kreis(?:es)?$"
)
_STREET = re.compile(
    r"(?:stra(?:ß|ss)en?|str\.|gasse|weg|allee|platz|ring|ufer|damm|steig|chaussee|markt|graben|wall|promenade|brücke|tunnel|kreuzung|kreisel|twiete|stieg|zeile|berg straße)(?:e?s)?$"
    r"|^(?:Straße|Str\.|Platz|Am|An der|Auf der|Auf dem|Im|In der|Zum|Zur|Unter den|Alte[rn]?) ",
    re.IGNORECASE,
)
_ROAD = re.compile(
    r"^(?:A|B|L|K|BAB|St|E) ?\d{1,4}$|^(?:Bundesstraße|Autobahn|Landesstraße|Kreisstraße|Staatsstraße)\b"
)
_WATER = re.compile(r"(?:see|fluss|bach|kanal|meer|hafen|talsperre|weiher|teich)s?$")
_BUILDING = re.compile(
    r"(?:bahnhof|flughafen|halle|haus|schloss|schloß|burg|kirche|dom|turm|stadion|arena|center|zentrum|park|bad|museum|theater|rathaus|saal|denkmal|friedhof|kaserne|garten|anlagen?|tor|kloster|hof)(?:e?s)?$"
    r"|^(?:Flughafen|Bahnhof|Bhf\.?|[SU]-Bahnhof|Schloss|Burg|Rathaus(?:es)?|Kloster|Hauptbahnhof|Haus|Halle|Stadion) "
)


_OFFICE_OF_PART = re.compile(r"\bBezirksamt(?:e?s)? (?:von )?([A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*)")
"""Only parts of Berlin and Hamburg have a Bezirksamt."""

_COMMON = re.compile(
    r"(?:bach|hausen|dorf|kirchen|berg|burg|feld|felden|heim|ingen|au|hofen|hof|stetten|weiler|rode|roda|wald|thal|tal|born|brunn|stein|reuth|bronn|brück|furt|winkel|moor|hagen|horst|holz|see|stedt|stadt|ach|itz|ow|in|leben|en)$"
    r"|^(?:Neu|Alt|Ober|Unter|Nieder|Groß|Klein|Ost|West|Nord|Süd|Hoch|Hohen|Bad|Sankt|St\.)"
)
"""Ways to make the name of a village that many villages share."""


@dataclass(slots=True)
class Found:
    """A place while it is made."""

    name: str
    mentions: list[Mention] = field(default_factory=list)
    kind: str | None = None
    country: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
    chosen: Candidate | None = None
    score: float | None = None
    ranked: list[tuple[float, Candidate]] = field(default_factory=list)
    rule: str = "name"


class Anchor(NamedTuple):
    """A place that is certain already, how much it says about the others, and the name that it was read from."""

    place: Candidate
    strength: float
    source: Found | None = None


class Places:
    """Groups and links the LOC mentions of one release."""

    def __init__(
        self,
        text: Text,
        mentions: list[Mention],
        gazetteer: Gazetteer,
        elsewhere: str = "",
        published: str | None = None,
    ) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.published = published
        self.elsewhere = elsewhere
        lists = words()["places"]
        self.words = frozenset(lists["words"])
        self.everywhere = frozenset(lists["everywhere"])
        self.rivers = frozenset(lists["waters"])
        self.found: dict[str, Found] = {}
        self.countries: Counter[str] = Counter()
        self.leading: Counter[str] = Counter()
        self.ambiguous: list[Found] = []
        for item in mentions:
            if item.label == "LOC":
                self._group(item)
        self.evidence_words = self._words()
        self._link()

    # -- grouping -----------------------------------------------------------------------------------------------

    def _group(self, item: Mention) -> None:
        name = self.name(item)
        found = self.found.setdefault(key(name), Found(name))
        found.mentions.append(item)

    def name(self, item: Mention) -> str:
        """The name of a mention in the nominative, generic words in front taken off."""
        name = re.sub(r"(?<=[a-zäöüß])- (?=[a-zäöüß])", "", item.text)
        name = _GENERIC.sub("", name)
        if name.replace("ß", "SS").isupper() and len(name) > 4 and not any(c.isdigit() for c in name):
            small = (
                "-".join(part.capitalize() for part in name.split("-")) if " " not in name else name.title()
            )
            name = small if small in self.gazetteer or self._kind(small) else name
        for prefix in ("Landkreises ", "Kreises "):
            if name.startswith(prefix):
                name = prefix[:-3] + " " + name[len(prefix) :]
        if name in self.gazetteer:
            return name
        bare = name[:-1] if name.endswith("s") and name[:-1] in self.gazetteer else without_genitive(name)
        if bare != name and (
            bare in self.gazetteer
            or any(key(bare) == known for known in self.found)
            or self._possessive(item)
        ):
            return bare
        if _STREET.search(name) and name.endswith(("straßen", "Straßen")):
            return name[:-1]
        return name

    def _possessive(self, item: Mention) -> bool:
        """Whether a noun follows that the name can own (`Rödgens Ortsvorsteher`)."""
        i = item.last
        return (
            i < len(self.text)
            and self.text.words[i][0].isupper()
            and self.text.sentence[i] == self.text.sentence[item.first]
        )

    # -- linking ------------------------------------------------------------------------------------------------

    def _words(self) -> frozenset[str]:
        """Capitalised words of the whole release, the other zones included."""
        return frozenset(re.findall(r"[A-ZÄÖÜ][\w-]+", self.text.text[:200_000] + " " + self.elsewhere))

    def _link(self) -> None:
        for found in self.found.values():
            self._look_up(found)
        self._parts_named_alone()
        self.countries.update(
            found.country
            for found in self.found.values()
            if found.kind in ("country", "region") and found.country
        )
        self.leading.update(_largest(found).country for found in self.found.values() if found.candidates)
        self.ambiguous = [found for found in self.found.values() if len(found.candidates) > 1][:MOST_ANCHORS]
        anchors = self._anchors()
        for found in self.found.values():
            if found.candidates and not found.chosen:
                self._choose(found, anchors)

    def _look_up(self, found: Found) -> None:
        name = found.name
        country = self.gazetteer.country(name)
        if country:
            found.kind, found.country, found.score, found.rule = "country", country, 0.99, "country"
            return
        found.candidates = list(self.gazetteer.candidates(name))
        if _STREET.search(name):
            found.candidates = [item for item in found.candidates if item.scheme == "ags"]
        if name.isupper() and len(name) < 6:
            found.candidates = [item for item in found.candidates if item.scheme == "ags"]
        if not found.candidates and name in self.gazetteer.regions:
            found.kind, found.country, found.score, found.rule = (
                "region",
                self.gazetteer.regions[name] or None,
                0.95,
                "region",
            )
            return
        # `Harz` alone is the mountains; the district is called `Landkreis Harz`.
        if name in self.gazetteer.regions and not any(
            item.country == "DE" and item.kind != "district" for item in found.candidates
        ):
            found.kind, found.country, found.candidates, found.score = (
                "region",
                self.gazetteer.regions[name] or None,
                [],
                0.95,
            )
            return
        if not found.candidates and "-" in name:
            self._look_up_part(found)
        if not found.candidates and (bracket := re.match(r"(.+?) \((.+)\)$", name)):
            found.candidates = self._with_addition(bracket[1], bracket[2])
        if not found.candidates and name.count("/") == 1:
            found.candidates = self._with_addition(*(part.strip() for part in name.split("/")))
        if not found.candidates:
            found.kind = self._kind(name)

    def _parts_named_alone(self) -> None:
        """`Schwabhausen` in a release that names `Boxberg-Schwabhausen` is that part of Boxberg."""
        parts = {
            key(found.name.partition("-")[2]): found.candidates
            for found in self.found.values()
            if found.rule == "part"
        }
        for found in self.found.values():
            if found.rule != "part" and found.kind != "country" and key(found.name) in parts:
                found.candidates, found.rule = parts[key(found.name)], "part"

    def _look_up_part(self, found: Found) -> None:
        """`Gießen-Rödgen`: a part of the municipality in front of the hyphen."""
        town, _, part = found.name.partition("-")
        towns = [
            item
            for item in self.gazetteer.candidates(town)
            if item.kind == "municipality" and item.country == "DE"
        ]
        if (
            towns
            and part[:1].isupper()
            and self._kind(found.name) is None
            and not self.gazetteer.country(part)
        ):
            others = [
                item.population
                for item in self.gazetteer.candidates(part)
                if item.kind == "municipality" and item.country == "DE"
            ]
            if max(others, default=0) > min(20_000, max(item.population for item in towns)):
                return
            if any(
                item.id[:5] in {town.id[:5] for town in towns}
                for item in self.gazetteer.candidates(part)
                if item.kind == "municipality"
            ):
                return  # two towns of one district, `Sigmaringen-Mengen`
            found.candidates = [
                Candidate(
                    found.name,
                    "part",
                    item.scheme,
                    item.id,
                    "DE",
                    item.population,
                    item.lat,
                    item.lon,
                    item.full,
                )
                for item in towns
            ]
            found.rule = "part"

    def _with_addition(self, name: str, addition: str) -> list[Candidate]:
        """`Neustadt (Orla)`, `Reichenbach (Vogtland)`, `Markaryd (Schweden)`: the addition chooses."""
        out = []
        for item in self.gazetteer.candidates(name):
            area = self.gazetteer.by_ags.get(item.id[:5]) if item.scheme == "ags" else None
            land = self.gazetteer.by_ags.get(item.id[:2]) if item.scheme == "ags" else None
            if (
                key(addition) in key(item.name)
                or (area and key(addition) in key(area.name))
                or (land and key(addition) == key(land.name))
                or self.gazetteer.country(addition) == item.country
            ):
                out.append(item)
        return out

    def _anchors(self) -> list[Anchor]:
        """Places that are certain already, and how much they say about the others."""
        anchors: list[Anchor] = []
        for found in self.found.values():
            only = found.candidates[0] if len(found.candidates) == 1 else None
            if (
                only
                and (only.full or only.population > 20_000)
                and (only.country == "DE" or only.population > 5_000)
            ):
                anchors.append(Anchor(only, 0.8 if only.kind == "part" else 1.0, found))
            elif (
                found.candidates
                and (best := max(found.candidates, key=lambda item: item.population)).population > 100_000
            ):
                others = [item.population for item in found.candidates if item is not best]
                if max(others, default=0) * 10 < best.population:
                    anchors.append(Anchor(best, 1.0, found))
        for word in self.evidence_words:
            adjective = word.endswith("er") and len(word) > 5
            name = self.gazetteer.place_of_adjective(word) if adjective else word
            if (
                name
                and name not in self.words
                and (adjective or key(name) not in self.found)
                and (place := _dominant(self.gazetteer.candidates(name), 0 if adjective else 15_000))
                and (place.country == "DE" or (adjective and place.population > METROPOLIS))
            ):
                anchors.append(Anchor(place, 0.7 if adjective else 0.6))
        for _, parts in parts_with_office(self.gazetteer, f"{self.text.text[:200_000]}\n{self.elsewhere}"):
            anchors += [Anchor(part, 1.0) for part in parts]
        return _strongest(anchors)

    def _choose(self, found: Found, certain: list[Anchor]) -> None:
        anchors = [anchor for anchor in certain if anchor.source is not found]
        weights = [(self._weight(found, item, anchors), item) for item in found.candidates]
        weights.sort(key=lambda pair: (-pair[0], pair[1].id))
        total = sum(weight for weight, _ in weights)
        best_weight, best = weights[0]
        share = best_weight / total if total else 0.0
        found.ranked = [(weight / total, item) for weight, item in weights[:5]] if total else []
        found.kind = best.kind
        supported = self._supported(best, anchors)
        score = share * (
            0.99
            if supported or best.population > 20_000
            else 0.9
            if best.full and len(found.name) > 4
            else 0.7
        )
        if (
            best.kind == "part"
            and found.name in self.everywhere
            and not self._is_sender(best)
            and any(
                anchor.place.kind == "municipality"
                and anchor.source is not None
                and anchor.place.id != best.id
                and anchor.place.population > 50_000
                for anchor in anchors
            )
        ):
            score *= 0.6
        if best.kind == "part" and not supported:
            score *= 0.85 if len(found.candidates) == 1 and best.full else 0.5
        if (
            best.kind in ("municipality", "part")
            and best.population < 3000
            and not supported
            and self._far(best, anchors)
        ):
            score *= 0.55 if _COMMON.search(found.name) else 0.85
        if (
            best.country != "DE"
            and best.country not in self.countries
            and not supported
            and best.population < FAMILIAR
        ):
            score *= 0.6
        if score >= LINK_FROM:
            found.chosen, found.score, found.country = best, round(score, 3), best.country
        elif total and sum(weight for weight, item in weights if item.country == best.country) >= 0.9 * total:
            found.country = best.country
        if (
            found.kind == "municipality"
            and not found.chosen
            and (_STREET.search(found.name) or _BUILDING.search(found.name))
        ):
            found.kind = self._kind(found.name)

    def _weight(self, found: Found, item: Candidate, anchors: list[Anchor]) -> float:
        weight = max(item.population, 200) ** 1.1
        if item.kind == "municipality" and item.country == "DE":
            weight *= 4
        if item.kind == "district":
            weight *= 0.02 if not _DISTRICT.search(found.name) and len(found.candidates) > 1 else 10
        if item.kind == "land":
            weight *= 20
        if not item.full:
            weight *= 0.8 if item.country == "DE" else 0.05
        if item.kind == "part":
            town_named = any(anchor.place.id == item.id for anchor in anchors)
            weight *= 40 if town_named else 0.02
        bonus = 0.0
        for anchor in anchors:
            bonus += anchor.strength * self._nearness(item, anchor.place)
        bonus += self._neighbours(found, item)
        weight *= math.exp(min(bonus, 7.0))
        weight *= self._country_evidence(found, item)
        return weight

    def _neighbours(self, found: Found, item: Candidate) -> float:
        """What places say about each other that are both ambiguous: two of their candidates lie side by side."""
        near = 0.0
        for other in self.ambiguous:
            if other is not found:
                distances = [
                    d for c in other.candidates if c.id != item.id and (d := kilometres(item, c)) is not None
                ]
                near += (
                    4.5
                    if min(distances, default=99.0) < 6
                    else 0.7
                    if min(distances, default=99.0) < 12
                    else 0.0
                )
        return near

    def _nearness(self, item: Candidate, anchor: Candidate) -> float:
        if item.id == anchor.id:
            return 2.5
        if anchor.scheme == item.scheme == "ags":
            if anchor.kind == "district" and item.id.startswith(anchor.id):
                return 4.0
            if anchor.kind == "land" and item.id.startswith(anchor.id):
                return 1.2
            if item.kind == "district" and anchor.id.startswith(item.id):
                return 1.0
        distance = kilometres(item, anchor)
        if distance is None or anchor.kind == "land" or item.kind == "land":
            return 0.0
        if distance < 5:
            return 4.5
        if distance < 12:
            return 2.5
        if distance < 30:
            return 1.5
        if distance < 70:
            return 0.7
        return 0.0

    def _country_evidence(self, found: Found, item: Candidate) -> float:
        """A country or Land right behind the name (`Bütow in Polen`, `Markaryd (Schweden)`), or foreign neighbours."""
        weight = 1.0
        for mention in found.mentions[:20]:
            for i in range(mention.last, min(mention.last + 4, len(self.text))):
                if self.text.lower[i - 1] not in ("in", "(", ",", "/"):
                    continue
                word = self.text.words[i]
                code = self.gazetteer.country(word) or self.gazetteer.regions.get(word)
                if code:
                    weight *= 60.0 if code == item.country else 0.02
                elif land := self.gazetteer.land(word):
                    weight *= 60.0 if item.scheme == "ags" and item.id.startswith(land) else 0.05
        if item.country != "DE":
            weight *= max(1.0, 12.0 * self.countries[item.country])
            sisters = self.leading[item.country] - (_largest(found).country == item.country)
            weight *= 4.0 ** min(sisters, 4)
        return weight

    def _supported(self, item: Candidate, anchors: list[Anchor]) -> bool:
        """Whether anything else in the release speaks for this place."""
        return sum(anchor.strength for anchor in anchors if self._nearness(item, anchor.place) > 0.6) > 0.5

    def _is_sender(self, item: Candidate) -> bool:
        """Whether sender or contact name the town of a part."""
        town = self.gazetteer.by_ags.get(item.id)
        return town is not None and town.name.split()[0] in self.elsewhere

    def _far(self, item: Candidate, anchors: list[Anchor]) -> bool:
        distances = [
            distance
            for anchor in anchors
            if anchor.place.id != item.id
            and anchor.place.kind != "land"
            and (distance := kilometres(item, anchor.place)) is not None
        ]
        return bool(distances) and min(distances) > FAR

    def _kind(self, name: str) -> str | None:
        if _ROAD.search(name):
            return "road"
        if _DISTRICT.search(name):
            return "district"
        if name in self.rivers or _WATER.search(name):
            return "water"
        if _STREET.search(name):
            return "street"
        if _BUILDING.search(name):
            return "building"
        return None

    # -- the layer ----------------------------------------------------------------------------------------------

    def values(self) -> list[dict[str, Any]]:
        """The places as dicts of `presselese.record.Place`, in the order of their first mention; sets `ref`."""
        ordered = self._merged()
        out = []
        for number, found in enumerate(ordered, start=1):
            for item in found.mentions:
                item.ref = f"l{number}"
            out.append(
                {
                    "id": f"l{number}",
                    "name": found.name,
                    "kind": found.kind or "other",
                    "country": found.country,
                    "mentions": [item.span() for item in sorted(found.mentions, key=lambda item: item.start)],
                    "link": self._link_of(found),
                    "score": found.score,
                    "rule": found.rule,
                }
            )
        return out

    def _merged(self) -> list[Found]:
        """The places in the order of first mention; two names of one key (`Frankenberg`, `Frankenberg (Eder)`) are one."""
        by_key: dict[tuple[str | None, str], Found] = {}
        out = []
        for found in sorted(self.found.values(), key=lambda found: found.mentions[0].start):
            chosen = found.chosen
            held = by_key.get((found.kind, chosen.id)) if chosen and found.kind != "part" else None
            if held:
                held.mentions += found.mentions
                held.name = max(held.name, found.name, key=len)
                continue
            if chosen:
                by_key[(found.kind, chosen.id)] = found
            out.append(found)
        return out

    def _link_of(self, found: Found) -> dict[str, Any] | None:
        if found.kind == "country":
            return {
                "scheme": "iso3166",
                "id": found.country,
                "name": found.name,
                "lat": None,
                "lon": None,
                "nuts": None,
                "score": found.score,
                "candidates": [],
            }
        if not found.chosen:
            return None
        chosen = found.chosen
        town = self.gazetteer.by_ags.get(chosen.id, chosen) if chosen.scheme == "ags" else chosen
        candidates = [
            {"id": item.id, "name": item.name, "score": round(share, 3)}
            for share, item in found.ranked
            if item is not chosen and share >= 0.001
        ]
        return {
            "scheme": chosen.scheme, "id": self._key_at_time(chosen), "name": town.name, "lat": chosen.lat, "lon": chosen.lon, "nuts": None,
            "score": found.score, "candidates": candidates,
        }  # fmt: skip

    def _key_at_time(self, place: Candidate) -> str:
        """The key that the place had when the release was published."""
        return self.gazetteer.key_at(place, self.published)


def kilometres(a: Candidate, b: Candidate) -> float | None:
    """The distance of two places as the crow flies, None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return 111.2 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


def parts_with_office(gazetteer: Gazetteer, text: str) -> Iterator[tuple[str, list[Candidate]]]:
    """The parts of towns whose offices a text names (`Bezirksamt Pankow`, not `im Namen des Bezirksamtes Blumen`)."""
    for office in _OFFICE_OF_PART.finditer(text):
        parts = [item for item in gazetteer.candidates(office[1]) if item.kind == "part" and item.full]
        if parts:
            yield office[1], parts


def _largest(found: Found) -> Candidate:
    return max(found.candidates, key=lambda item: item.population)


def _dominant(candidates: list[Candidate], least: int) -> Candidate | None:
    """The one place that a name of a municipality or Land nearly always means, if it is large enough."""
    towns = sorted(
        (item for item in candidates if item.kind in ("municipality", "land")),
        key=lambda item: -item.population,
    )
    if (
        not towns
        or towns[0].population < least
        or (len(towns) > 1 and towns[1].population * 10 > towns[0].population)
    ):
        return None
    return towns[0]


def _strongest(anchors: list[Anchor]) -> list[Anchor]:
    """One anchor a place, the strongest ones: a long document names thousands."""
    by_id: dict[str, Anchor] = {}
    for anchor in anchors:
        held = by_id.get(anchor.place.id)
        if held is None:
            by_id[anchor.place.id] = anchor
        else:
            by_id[anchor.place.id] = Anchor(
                anchor.place, max(held.strength, anchor.strength), held.source and anchor.source
            )
    return sorted(by_id.values(), key=lambda anchor: -anchor.strength)[:MOST_ANCHORS]
