"""The user's hand on names: `names.csv` of a run, edited and given back.

A row is one spelling of one kind of name: `surface` as it stands in the releases, `name` that it is filed under, `kind`
(person, organisation, place, other), `link` (`ags:06635011`, `geonames:3101943`, `iso3166:PL`, or empty), `count`.
An edited row tells the next run: another `name` renames, the name of another row merges, an empty `name` drops,
another `kind` relabels, another `link` links (`-` unlinks). Rows that say what the program says anyway change nothing.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from presselese.entities.gazetteer import Gazetteer
from presselese.entities.mentions import Mention
from presselese.record import Record

COLUMNS = ("surface", "name", "kind", "link", "count")
LABELS = {"person": "PER", "organisation": "ORG", "place": "LOC", "other": "MISC"}
LAYERS = {"persons": "person", "organisations": "organisation", "places": "place"}
KINDS = {label: kind for kind, label in LABELS.items()}


class UserNames:
    """Rows of an edited names.csv."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._rows: dict[tuple[str, str], dict[str, str]] = {}
        self._kinds: dict[str, set[str]] = defaultdict(set)
        ambiguous: Counter[tuple[str, str]] = Counter()
        for row in rows:
            surface, kind = row["surface"].strip(), row["kind"].strip()
            self._rows[(surface, kind)] = row
            self._kinds[surface].add(kind)
            ambiguous[(surface, kind)] += 1
        for key, count in ambiguous.items():
            if count > 1:
                del self._rows[key]

    @classmethod
    def of_file(cls, path: str | Path) -> UserNames:
        """Raises ValueError with file, line and what was expected where a row does not fit."""
        out = []
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]
            if missing:
                raise ValueError(
                    f"{path}: columns {', '.join(COLUMNS)} expected, {', '.join(missing)} not found"
                )
            for number, row in enumerate(reader, start=2):
                row = {name: (value or "").strip().removeprefix("'") for name, value in row.items() if name}
                if row["kind"] not in LABELS:
                    raise ValueError(
                        f"{path}, line {number}: kind {row['kind']!r} found, one of {', '.join(LABELS)} expected"
                    )
                if row["link"] not in ("", "-") and not _link_parts(row["link"]):
                    raise ValueError(
                        f"{path}, line {number}: link {row['link']!r} found, scheme:id expected (ags:06635011)"
                    )
                out.append(row)
        return cls(out)

    def relabelled(self, found: list[Mention]) -> list[Mention]:
        """The mentions without those that the user dropped, with the kinds that the user gave."""
        if not self._rows:
            return found
        out = []
        for item in found:
            kinds = self._kinds.get(item.text)
            if kinds and len(kinds) == 1:
                kind = next(iter(kinds))
                row = self._rows.get((item.text, kind))
                if row is not None and not row["name"]:
                    continue
                if LABELS[kind] != item.label:
                    item.label, item.rule, item.score = LABELS[kind], "names.csv", 1.0
            out.append(item)
        return out

    def apply(self, layers: dict[str, list[dict[str, Any]]], found: list[Mention], text: str) -> None:
        """Rename, merge and link the persons, organisations and places of one release; `ref` of the mentions follows."""
        if not self._rows:
            return
        for layer, kind in LAYERS.items():
            moved: dict[str, str] = {}
            by_name: dict[str, dict[str, Any]] = {}
            for value in layers[layer]:
                row = self._row_of(value, kind, text)
                if row is not None:
                    self._edit(value, row, kind)
                held = by_name.get(value["name"])
                if held is None:
                    by_name[value["name"]] = value
                    moved[value["id"]] = value["id"]
                else:
                    _merge(held, value)
                    moved[value["id"]] = held["id"]
            kept = sorted(by_name.values(), key=lambda value: value["mentions"][0]["start"])
            final = {value["id"]: f"{value['id'][0]}{number}" for number, value in enumerate(kept, start=1)}
            for item in found:
                if item.ref in moved:
                    item.ref = final[moved[item.ref]]
            for value in kept:
                value["id"] = final[value["id"]]
            layers[layer] = kept

    def _row_of(self, value: dict[str, Any], kind: str, text: str) -> dict[str, str] | None:
        """The row of the name, or of the fullest spelling; a family name alone speaks for no other person's name."""
        surfaces = sorted(
            {" ".join(text[span["start"] : span["end"]].split()) for span in value["mentions"]},
            key=len,
            reverse=True,
        )
        for surface in dict.fromkeys([value["name"], *surfaces]):
            row = self._rows.get((surface, kind))
            if (
                row is not None
                and row["name"]
                and (kind != "person" or " " in surface or " " not in value["name"])
            ):
                return row
        return None

    @staticmethod
    def _edit(value: dict[str, Any], row: dict[str, str], kind: str) -> None:
        if row["name"] != value["name"]:
            value["name"], value["rule"] = row["name"], "names.csv"
        if kind == "person":
            return
        if row["link"] == "-":
            value["link"] = None
        elif row["link"] and row["link"] != _link_text(value["link"]):
            scheme, identifier = _link_parts(row["link"]) or ("", "")
            place = Gazetteer.default().by_ags.get(identifier) if scheme == "ags" else None
            value["link"] = {
                "scheme": scheme, "id": identifier, "name": place.name if place else row["name"],
                "lat": place.lat if place else None, "lon": place.lon if place else None, "nuts": None, "score": 1.0, "candidates": [],
            }  # fmt: skip


def spellings(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """For each mention of a record: surface, kind, the name it is filed under, link. They become rows of names.csv."""
    filed = {person.id: (person.name, "") for person in record.persons}
    filed |= {body.id: (body.name, _link_text(body.link)) for body in record.organisations}
    filed |= {place.id: (place.name, _link_text(place.link)) for place in record.places}
    for entity in record.entities:
        surface = " ".join(entity.text.split())
        name, link = filed.get(entity.ref or "", (surface, ""))
        yield surface, KINDS[entity.label], name, link


def _merge(held: dict[str, Any], value: dict[str, Any]) -> None:
    for slot in ("mentions", "roles", "references", "titles"):
        if slot in held:
            held[slot] = [*held[slot], *(item for item in value[slot] if item not in held[slot])]
    held["mentions"].sort(key=lambda span: span["start"])
    for slot in ("link", "gender", "given_name", "family_name", "kind", "country", "abbreviation"):
        if slot in held and held[slot] is None:
            held[slot] = value[slot]


def _link_text(link: Any) -> str:
    if link is None:
        return ""
    return f"{link['scheme']}:{link['id']}" if isinstance(link, dict) else f"{link.scheme}:{link.id}"


def _link_parts(link: str) -> tuple[str, str] | None:
    scheme, _, identifier = link.partition(":")
    return (scheme, identifier) if scheme in ("ags", "geonames", "iso3166") and identifier else None
