"""Where on the map a name lies: municipalities, districts and Länder by AGS, parts of towns, countries, cities abroad.

`Gazetteer.default().candidates("Frankenberg")` gives every place of that name, whatever addition tells them apart in
full (`Frankenberg (Eder)`, `Frankenberg/Sa.`). Which one a release means is decided in `places`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from babel import Locale

from presselese.entities.tables import rows

_ADDITION = re.compile(
    r"\s*(?:\(.*\)|/.*|,.*| (?:am|an der|an dem|im|in der|in|ob der|ob|vor der|vor|bei|auf|unter|v\.|a\.|i\.|b\.|o\.)(?: .*|[A-ZÄÖÜ].*|d\..*))$"
)
_TITLES = (
    "Lutherstadt ",
    "Hansestadt ",
    "Universitätsstadt ",
    "Kreisfreie Stadt ",
    "Landeshauptstadt ",
    "Markt ",
)
_ABBREVIATED = (
    (re.compile(r"\bSt\.? ?(?=[A-ZÄÖÜ])"), "Sankt "),
    (re.compile(r"\ba\. ?M\.|\ba\. ?Main\b|\(Main\)|/ ?Main\b|/ ?M\."), " am Main"),
    (re.compile(r"\ba\. ?d\. ?"), "an der "),
    (re.compile(r"\bi\. ?d\. ?"), "in der "),
    (re.compile(r"\bv\. ?d\. ?"), "vor der "),
    (re.compile(r"\ba\. ?(?=[A-ZÄÖÜ])"), "am "),
    (re.compile(r"\bi\. ?Br\.?(?=$|\W)"), "im Breisgau"),
    (re.compile(r"\bi\. ?(?=[A-ZÄÖÜ])"), "in "),
    (re.compile(r"\bb\. ?(?=[A-ZÄÖÜ])"), "bei "),
    (re.compile(r"\bo\. ?d\. ?T\.?"), "ob der Tauber"),
)
_TRANSLITERATED = re.compile("[aou]e")
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `kind` is a `presselese.record.PlaceKind`, `scheme` its register."""

    name: str
    kind: str
    scheme: str
    id: str
    country: str
    population: int
    lat: float | None = None
    lon: float | None = None
    full: bool = True
    """Whether the name asked for is the whole name, additions included."""


class Gazetteer:
    """All tables by name."""

    def __init__(self) -> None:
        self._names: dict[str, list[Candidate]] = defaultdict(list)
        self.by_ags: dict[str, Candidate] = {}
        self.countries: dict[str, str] = {}
        self.regions: dict[str, str] = {}
        self._gone: set[str] = set()
        self._lands: dict[str, str] = {}
        self._former_keys: dict[str, tuple[str, str]] = {}
        self._former()
        self._municipalities()
        self._laender()
        self._districts()
        self._parts()
        self._world()
        self._countries()
        self._adjectives: dict[str, str | None] = {}

    @classmethod
    @cache
    def default(cls) -> Gazetteer:
        return cls()

    def candidates(self, name: str) -> list[Candidate]:
        """Every place that this name (nominative) may mean."""
        found = self._names.get(key(name))
        if found is None and _TRANSLITERATED.search(name):
            found = self._names.get(key(name.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")))
        return found or []

    def __contains__(self, name: str) -> bool:
        return key(name) in self._names or name in self.countries or name in self.regions

    def key_at(self, place: Candidate, published: str | None) -> str:
        """The AGS that a place had at that time (ISO date); the present one where nothing else is known."""
        old = self._former_keys.get(place.id)
        return old[0] if old and published and published[:7] <= old[1] else place.id

    def country(self, name: str) -> str | None:
        """ISO 3166-1 alpha-2 of a country by its German name."""
        return self.countries.get(name)

    def land(self, name: str) -> str | None:
        """The first two digits of the keys of a Land by its name."""
        return self._lands.get(name)

    def place_of_adjective(self, word: str) -> str | None:
        """`Frankenberger` -> `Frankenberg`, `Göttinger` -> `Göttingen`, `hessische` -> `Hessen`; None for other words."""
        if word not in self._adjectives:
            if len(self._adjectives) > 50_000:
                self._adjectives.clear()
            self._adjectives[word] = self._place_of_adjective(word)
        return self._adjectives[word]

    def country_of_adjective(self, word: str) -> str | None:
        """`französische` -> `Frankreich`; None for other words."""
        lower = word.lower()
        for ending in ("", "e", "er", "en", "em", "es"):
            if lower.endswith(ending) and (
                found := adjectives_of_countries().get(lower[: len(lower) - len(ending)])
            ):
                return found
        return None

    def _place_of_adjective(self, word: str) -> str | None:
        lower = word.lower()
        for row in rows_of_laender():
            for adjective in row["adjective"].split(" | "):
                if adjective and lower.startswith(adjective.lower()) and len(lower) - len(adjective) <= 2:
                    return row["name"]
        if not word[0].isupper() or not word.endswith("er") or len(word) < 5:
            return None
        stem = word[:-2]
        known = {
            "Hannoveran": "Hannover",
            "Münchn": "München",
            "Dresdn": "Dresden",
            "Brem": "Bremen",
            "Schweiz": "Schweiz",
            "Kassel": "Kassel",
        }
        if stem in known:
            return known[stem]
        for name in (stem, stem + "en", stem + "e", stem[:-1] + "en" if stem.endswith("n") else stem):
            if key(name) in self._names and name != word:
                return name
        return None

    # -- tables -------------------------------------------------------------------------------------------------

    def _add(self, name: str, candidate: Candidate) -> None:
        held = self._names[key(name)]
        if all(other.id != candidate.id for other in held):
            held.append(candidate)

    def _municipalities(self) -> None:
        for row in rows("municipalities.tsv"):
            name = row["name"]
            place = Candidate(
                name,
                "municipality",
                "ags",
                row["ags"],
                "DE",
                int(row["population"]),
                _number(row["lat"]),
                _number(row["lon"]),
            )
            self.by_ags[row["ags"]] = place
            self._add(name, place)
            for bare in _without_additions(name):
                self._add(bare, _part(place))
            for title in row["addition"].split(", "):
                if title not in ("Stadt", "Landeshauptstadt", ""):
                    self._add(f"{title} {name}", place)

    def _former(self) -> None:
        for row in rows("former.tsv"):
            self._gone.add(key(row["name"]))
            current = row["current_ags"]
            if current and current != row["ags"]:
                self._former_keys[current] = (row["ags"], row["last_seen"])
            place = Candidate(row["name"], "municipality", "ags", current or row["ags"], "DE", 1000)
            self._add(row["name"], place)
            for bare in _without_additions(row["name"]):
                self._add(bare, _part(place))
            self.by_ags.setdefault(place.id, place)

    def _laender(self) -> None:
        for row in rows_of_laender():
            kind = "land" if len(row["ags"]) == 2 else "municipality"
            place = Candidate(
                row["name"],
                kind,
                "ags",
                row["ags"],
                "DE",
                2_000_000,
                _number(row["lat"]),
                _number(row["lon"]),
            )
            self.by_ags.setdefault(row["ags"], place)
            for name in (row["name"], *row["names"].split(" | ")):
                if name:
                    self._lands[name] = row["ags"][:2]
                    self._add(name, self.by_ags[row["ags"]])

    def _districts(self) -> None:
        for row in rows("districts.tsv"):
            name, kind = row["name"], row["type"]
            place = Candidate(
                name,
                "district",
                "ags",
                row["ags"],
                "DE",
                int(row["population"]),
                _number(row["lat"]),
                _number(row["lon"]),
            )
            self.by_ags[row["ags"]] = place
            for full in (
                f"Landkreis {name}",
                f"Kreis {name}",
                f"{kind} {name}",
                f"LK {name}",
                f"Lkr. {name}",
                name,
            ):
                if full != name or key(name) not in self._names:
                    self._add(full, place)
            if not name.lower().endswith("kreis") and "-" in name:
                self._add(f"{name}-Kreis", place)

    def _parts(self) -> None:
        for table in ("boroughs.tsv", "parts.tsv", "quarters.tsv"):
            for row in rows(table):
                if table == "parts.tsv" and key(row["name"]) in self._gone:
                    continue
                town = self.by_ags.get(row["ags"])
                if town and key(row["name"]) != key(town.name):
                    part = Candidate(
                        row["name"],
                        "part",
                        "ags",
                        row["ags"],
                        "DE",
                        int(row.get("population") or 15_000),
                        town.lat,
                        town.lon,
                        full=table == "boroughs.tsv",
                    )
                    self._add(row["name"], part)

    def _world(self) -> None:
        for row in rows("world.tsv"):
            place = Candidate(
                row["name"], "municipality", "geonames", row["geonameid"], row["country"], int(row["population"]), _number(row["lat"]), _number(row["lon"])
            )  # fmt: skip
            self._add(row["name"], place)
            for name in row["names"].split("|"):
                if name:
                    self._add(name, _part(place) if self._is_german(name) else place)
            for bare in _without_additions(row["name"]):
                self._add(bare.removesuffix(" Stadt"), _part(place))
            if row["name"].endswith(" Stadt"):
                self._add(row["name"].removesuffix(" Stadt"), place)

    def _is_german(self, name: str) -> bool:
        """Whether a German municipality is called so: `Gera` is hardly ever Győr."""
        return any(place.country == "DE" and place.kind == "municipality" for place in self._names[key(name)])

    def _countries(self) -> None:
        for code, name in Locale("de").territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                self.countries[name] = code
        for row in rows("countries.tsv"):
            (self.countries if row["kind"] == "country" else self.regions)[row["name"]] = row["country"]


@cache
def rows_of_laender() -> list[dict[str, str]]:
    return rows("laender.tsv")


@cache
def adjectives_of_countries() -> dict[str, str]:
    return {row["adjective"]: row["country"] for row in rows("country_adjectives.tsv")}


def key(name: str) -> str:
    """What two spellings of one place name share: abbreviations written out, signs and case aside."""
    if "." in name or "/" in name or "(" in name or "St " in name:
        for pattern, full in _ABBREVIATED:
            name = pattern.sub(full, name)
    return _SIGNS.sub(" ", name).strip().casefold().replace("ß", "ss")


def _without_additions(name: str) -> list[str]:
    """`Frankenberg (Eder)` -> `Frankenberg`; `Lutherstadt Wittenberg` -> `Wittenberg`."""
    out = []
    for title in _TITLES:
        if name.startswith(title):
            out.append(name.removeprefix(title))
    bare = _ADDITION.sub("", name)
    if bare != name and len(bare) > 2:
        out.append(bare)
    return out


def _part(place: Candidate) -> Candidate:
    return Candidate(
        place.name,
        place.kind,
        place.scheme,
        place.id,
        place.country,
        place.population,
        place.lat,
        place.lon,
        full=False,
    )


def _number(value: str) -> float | None:
    return float(value) if value else None
