"""Records as proposals for annotators: the gold that a run would have written, on the raw text of its release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from presselese.alignment import Alignment
from presselese.gold.files import Fault, FaultyInput
from presselese.gold.format import (
    SCHEMA,
    Gold,
    GoldDate,
    GoldEntity,
    GoldPerson,
    GoldPlace,
    GoldQuote,
    GoldZone,
    Offsets,
)
from presselese.gold.records import about, names_of, read_run
from presselese.source import Source, content_hash

Json = Mapping[str, Any]


def proposals(run: Path, inputs: list[Path]) -> tuple[list[Gold], list[str]]:
    """The gold of each record of a run, sorted by id, and what could not be proposed.

    The raw texts are read again from `inputs`, or from the inputs that the run's manifest names; of a page or document
    with markup the text without it is taken. Raises FaultyInput where the run has no records.
    """
    from presselese.readers import Failure, ReaderOptions, read_inputs

    records = {str(found.record.get("id")): found for found in read_run(run)}
    where = inputs or [Path(name) for name in about(run).get("inputs", [])]
    golds: dict[str, Gold] = {}
    notes: list[str] = []
    for source in read_inputs(where, ReaderOptions()):
        if isinstance(source, Failure):
            continue
        found = records.pop(source.id, None)
        if found is None:
            continue
        name = names_of(found.record)[-1]
        if content_hash(source.raw) != found.record["source"].get("sha256"):
            notes.append(f"{name}: left out, its text has changed since the run")
        elif name in golds:
            notes.append(
                f"{name}: left out, a second release of this name ({found.record['source']['path']})"
            )
        else:
            golds[name] = proposal(name, source, found.record)
    if records:
        shown = ", ".join(sorted(names_of(found.record)[-1] for found in records.values())[:5])
        notes.append(
            f"{len(records)} records without their text: the inputs of the run are elsewhere; name them ({shown} …)"
        )
    if not golds:
        raise FaultyInput(
            [
                Fault(
                    str(run),
                    0,
                    "",
                    "no record with its text" + "".join(f"; {n}" for n in notes),
                    "the inputs of the run",
                )
            ]
        )
    return [golds[name] for name in sorted(golds)], notes


def proposal(name: str, source: Source, record: Json) -> Gold:
    """The gold that a record says of its source. Spans that gold does not allow (overlapping names) are left out."""
    back = None
    if source.alignment is not None:
        back = Alignment.of(sorted((c, d, a, b) for a, b, c, d in source.alignment.runs))
    placed = _Placed(source.plain, back)
    entities = [(offsets, value) for value in record.get("entities") or () if (offsets := placed.span(value))]
    zones = [(offsets, value) for value in record.get("zones") or () if (offsets := placed.span(value))]
    published = (record.get("meta") or {}).get("published")
    return Gold(
        schema=SCHEMA,
        id=name,
        text=source.plain,
        published=published[:10] if published else None,
        zones=[GoldZone(start=s, end=e, zone=value["zone"]) for (s, e), value in _apart(zones)],
        entities=[GoldEntity(start=s, end=e, label=value["label"]) for (s, e), value in _apart(entities)],
        persons=[
            GoldPerson(
                name=person["name"],
                roles=[role["role"] for role in person.get("roles") or () if role.get("role")],
                affiliations=list(dict.fromkeys(_affiliations(person))),
                mentions=placed.spans(person.get("mentions") or ()),
            )
            for person in record.get("persons") or ()
        ],
        places=list(_places(record)),
        dates=[
            GoldDate(
                start=offsets[0],
                end=offsets[1],
                type=date["type"],
                value=date["value"],
                first=date.get("from"),
                last=date.get("to"),
                rrule=date.get("rrule"),
            )
            for date in record.get("dates") or ()
            if (offsets := placed.span(date))
        ],
        quotes=[
            GoldQuote(
                type=quote["type"],
                spans=spans,
                cue=placed.span((quote.get("cue") or {}).get("span")),
                speaker=placed.span(quote.get("speaker")),
                name=quote.get("speaker_name"),
            )
            for quote in record.get("quotes") or ()
            if quote["type"] in ("direct", "indirect") and (spans := placed.spans(quote["spans"]))
        ],
        topics=[topic["id"] for topic in record.get("topics") or () if topic.get("level") == 1],
    )


class _Placed:
    """Raw offsets of a record as offsets into the text to be annotated, without white space at the ends."""

    def __init__(self, text: str, back: Alignment | None) -> None:
        self.text = text
        self.back = back

    def span(self, value: Json | None) -> Offsets | None:
        if not value or value.get("raw_start") is None:
            return None
        start, end = value["raw_start"], value["raw_end"]
        if self.back:
            start, end = self.back.to_source(start, end)
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        end = start + len(inner.strip())
        return (start, end) if start < end else None

    def spans(self, values: Any) -> list[Offsets]:
        return [offsets for value in values if (offsets := self.span(value))]


def _apart(values: list[tuple[Offsets, Json]]) -> Iterator[tuple[Offsets, Json]]:
    """Those that don't overlap an earlier one, the longer of two with the same start."""
    end = 0
    for offsets, value in sorted(values, key=lambda one: (one[0][0], -one[0][1])):
        if offsets[0] >= end:
            yield offsets, value
            end = offsets[1]


def _affiliations(person: Json) -> Iterator[str]:
    for role in person.get("roles") or ():
        for name in ("party", "organisation", "place"):
            if role.get(name):
                yield role[name]


def _places(record: Json) -> Iterator[GoldPlace]:
    """Countries, Länder, districts and municipalities."""
    for place in record.get("places") or ():
        link = place.get("link") or {}
        key = link["id"] if link.get("scheme") == "ags" else None
        if key or place.get("kind") in ("country", "land", "district", "municipality"):
            yield GoldPlace(name=place["name"], country=place.get("country"), ags=key)
