"""What is common to all annotation tools: a text, marks on it, arrows between marks, and a few values of the whole.

A mark is named by its label alone, since no two layers share one: zones `headline`, `body` …, names `PER LOC ORG MISC`,
dates `date time range duration set`, quotes `direct indirect`, and what belongs to them `cue` and `speaker`. Arrows
lead from a quote to its cue and its speaker. What a mark says beyond its label are its attributes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from presselese.gold.format import (
    LAYERS,
    SCHEMA,
    Gold,
    GoldDate,
    GoldEntity,
    GoldPerson,
    GoldPlace,
    GoldQuote,
    GoldQuoteType,
    GoldZone,
    Layer,
    Offsets,
)
from presselese.record import DateType, EntityLabel, ZoneName

ZONES: tuple[str, ...] = get_args(ZoneName)
NAMES: tuple[str, ...] = get_args(EntityLabel)
DATES: tuple[str, ...] = get_args(DateType)
QUOTES: tuple[str, ...] = get_args(GoldQuoteType)
PARTS = ("cue", "speaker")
MENTION = "mention"
"""The label of a mention of a person that is no PER entity."""

LAYER_OF: dict[str, Layer] = {
    **dict.fromkeys(ZONES, "zones"),
    **dict.fromkeys(NAMES, "entities"),
    **dict.fromkeys(DATES, "dates"),
    **dict.fromkeys((*QUOTES, *PARTS), "quotes"),
    MENTION: "persons",
}
"""The layer that a label belongs to."""

ATTRIBUTES = ("person", "person_number", "roles", "affiliations", "value", "from", "to", "rrule", "name")
CONTINUES = "continues"
"""The arrow from a piece of a mark to the piece in front, in tools whose marks are in one piece."""


@dataclass(frozen=True)
class Mark:
    """A label on one or more stretches of the text."""

    id: str
    label: str
    spans: tuple[Offsets, ...]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True)
class Arrow:
    """From one mark to another, by their ids."""

    kind: str
    tail: str
    head: str


@dataclass(frozen=True)
class Task:
    """One release in a tool. `layers` are those that are annotated there."""

    id: str
    text: str
    published: str | None
    layers: tuple[Layer, ...]
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    topics: tuple[str, ...] = ()
    sha256: str | None = None
    """Content hash of the text that was exported, where the tool gives it back."""
    notes: tuple[str, ...] = ()
    """What was noticed while reading it."""


def to_task(gold: Gold, holds: Iterable[Layer] = LAYERS) -> tuple[Task, list[str]]:
    """The gold as a task of a tool that holds these layers, and what can't go along."""
    held = set(holds)
    layers = tuple(layer for layer in gold.layers if layer in held)
    marks: list[Mark] = []
    arrows: list[Arrow] = []
    notes = [
        f"{layer}: the tool can't hold them"
        for layer in gold.layers
        if layer not in held and getattr(gold, layer)
    ]

    def mark(
        label: str, spans: Iterable[Offsets], attributes: Mapping[str, Iterable[str | None]] | None = None
    ) -> str:
        known = {
            name: values
            for name, some in (attributes or {}).items()
            if (values := tuple(value for value in some if value is not None))
        }
        marks.append(Mark(f"m{len(marks) + 1}", label, tuple(spans), known))
        return marks[-1].id

    if "zones" in layers:
        for zone in gold.zones:
            mark(zone.zone, [(zone.start, zone.end)])
    told = _of_persons(gold, notes) if "persons" in layers else {}
    for entity in gold.entities if "entities" in layers else ():
        offsets = (entity.start, entity.end)
        mark(entity.label, [offsets], told.pop(offsets, None) if entity.label == "PER" else None)
    for offsets, attributes in told.items():
        mark(MENTION, [offsets], attributes)
    if "dates" in layers:
        for date in gold.dates:
            values: dict[str, list[str | None]] = {"value": [date.value], "from": [date.first]}
            values |= {"to": [date.last], "rrule": [date.rrule]}
            mark(date.type, [(date.start, date.end)], values)
    if "quotes" in layers:
        parts: dict[tuple[str, Offsets], str] = {}
        for quote in gold.quotes:
            tail = mark(quote.type, quote.spans, {"name": [quote.name]})
            for kind, part in (("cue", quote.cue), ("speaker", quote.speaker)):
                if part:
                    if (kind, part) not in parts:
                        parts[kind, part] = mark(kind, [part])
                    arrows.append(Arrow(kind, tail, parts[kind, part]))
    places = tuple(gold.places) if "places" in layers else ()
    topics = tuple(gold.topics) if "topics" in layers else ()
    return Task(
        gold.id, gold.text, gold.published, layers, tuple(marks), tuple(arrows), places, topics
    ), notes


def _of_persons(gold: Gold, notes: list[str]) -> dict[Offsets, dict[str, list[str | None]]]:
    """What the mentions say of persons: each the name, the first one roles and affiliations."""
    told: dict[Offsets, dict[str, list[str | None]]] = {}
    seen: Counter[str] = Counter()
    for person in gold.persons:
        seen[person.name] += 1
        number = [str(seen[person.name])] if seen[person.name] > 1 else []
        if not person.mentions:
            notes.append(f"persons: {person.name} has no mention to stand at")
        for at, mention in enumerate(sorted(person.mentions)):
            if mention in told:
                notes.append(f"persons: {mention} names two persons; it stays with the first")
                continue
            told[mention] = {"person": [person.name], "person_number": [*number]}
            if at == 0:
                told[mention] |= {"roles": [*person.roles], "affiliations": [*person.affiliations]}
    return told


def from_task(task: Task) -> tuple[Gold, list[str]]:
    """The gold of a task, in the order of the text, and what was missing or left over. A layer whose marks lack what
    the format demands (a date without a value) is left out of `annotated`."""
    notes = list(task.notes)
    layers = list(task.layers)
    by_label = sorted(task.marks, key=lambda mark: (mark.spans, mark.label))
    zones = [
        GoldZone(start=start, end=end, zone=mark.label)  # type: ignore[arg-type]
        for mark in by_label
        if mark.label in ZONES
        for start, end in mark.spans
    ]
    entities = [
        GoldEntity(start=mark.start, end=mark.end, label=mark.label)  # type: ignore[arg-type]
        for mark in by_label
        if mark.label in NAMES
    ]
    dates = _dates(by_label, layers, notes)
    unknown = sorted({mark.label for mark in by_label if mark.label not in LAYER_OF})
    if unknown:
        notes.append(f"labels that gold does not have were left out: {' '.join(unknown)}")
    values = {
        "zones": zones,
        "entities": entities,
        "persons": _persons(by_label),
        "places": list(task.places),
        "dates": dates,
        "quotes": _quotes(by_label, task.arrows, notes),
        "topics": list(task.topics),
    }
    gold = Gold(
        schema=SCHEMA,
        id=task.id,
        text=task.text,
        published=task.published,
        annotated=None if set(layers) == set(LAYERS) else [layer for layer in LAYERS if layer in layers],
        **{layer: value if layer in layers else [] for layer, value in values.items()},  # type: ignore[arg-type]
    )
    return gold, notes


def ordered(gold: Gold) -> Gold:
    """The gold with its lists in the order of the text, as every import gives it."""
    return Gold(
        schema=gold.schema,
        id=gold.id,
        text=gold.text,
        published=gold.published,
        zones=sorted(gold.zones, key=lambda zone: (zone.start, zone.end)),
        entities=sorted(gold.entities, key=lambda entity: (entity.start, entity.end)),
        persons=sorted(
            (
                GoldPerson(
                    name=person.name,
                    roles=person.roles,
                    affiliations=person.affiliations,
                    mentions=sorted(person.mentions),
                )
                for person in gold.persons
            ),
            key=lambda person: person.mentions,
        ),
        places=gold.places,
        dates=sorted(gold.dates, key=lambda date: (date.start, date.end, date.type)),
        quotes=sorted(gold.quotes, key=lambda quote: (quote.spans, quote.type)),
        topics=gold.topics,
        annotated=None if gold.layers == LAYERS else list(gold.layers),
    )


def _dates(marks: Iterable[Mark], layers: list[Layer], notes: list[str]) -> list[GoldDate]:
    dates, without = [], []
    for mark in marks:
        if mark.label in DATES:
            one = {
                name: next(iter(mark.attributes.get(name, ())), None)
                for name in ("value", "from", "to", "rrule")
            }
            if one["value"] is None:
                without.append(f"{mark.start}–{mark.end}")
                continue
            dates.append(
                GoldDate(
                    start=mark.start,
                    end=mark.end,
                    type=mark.label,  # type: ignore[arg-type]
                    value=one["value"],
                    first=one["from"],
                    last=one["to"],
                    rrule=one["rrule"],
                )
            )
    if without and "dates" in layers:
        notes.append(f"dates: no value at {' '.join(without)}; the layer counts as not annotated")
        layers.remove("dates")
    return dates


def _persons(marks: Iterable[Mark]) -> list[GoldPerson]:
    persons: dict[tuple[str, ...], GoldPerson] = {}
    for mark in marks:
        name = mark.attributes.get("person")
        if mark.label not in ("PER", MENTION) or not name:
            continue
        key = (name[0], *mark.attributes.get("person_number", ()))
        person = persons.setdefault(key, GoldPerson(name=name[0], roles=[], affiliations=[], mentions=[]))
        person.mentions.append((mark.start, mark.end))
        for values, new in ((person.roles, "roles"), (person.affiliations, "affiliations")):
            values += [
                value
                for value in mark.attributes.get(new, ())
                if value not in values or len(person.mentions) == 1
            ]
    return list(persons.values())


def _quotes(marks: list[Mark], arrows: Iterable[Arrow], notes: list[str]) -> list[GoldQuote]:
    by_id = {mark.id: mark for mark in marks}
    parts: dict[tuple[str, str], Offsets] = {}
    used = set()
    for arrow in arrows:
        tail, head = by_id.get(arrow.tail), by_id.get(arrow.head)
        if tail is None or head is None or arrow.kind not in PARTS or tail.label not in QUOTES:
            notes.append(f"quotes: an arrow {arrow.kind!r} that leads from no quote to a mark was left out")
        elif (arrow.tail, arrow.kind) in parts:
            notes.append(f"quotes: a second {arrow.kind} of the quote at {tail.start} was left out")
        else:
            parts[arrow.tail, arrow.kind] = (head.start, head.end)
            used.add(head.id)
    for mark in marks:
        if mark.label in PARTS and mark.id not in used:
            notes.append(
                f"quotes: the {mark.label} at {mark.start}–{mark.end} belongs to no quote and was left out"
            )
    return [
        GoldQuote(
            type=mark.label,  # type: ignore[arg-type]
            spans=list(mark.spans),
            cue=parts.get((mark.id, "cue")),
            speaker=parts.get((mark.id, "speaker")),
            name=next(iter(mark.attributes.get("name", ())), None),
        )
        for mark in marks
        if mark.label in QUOTES
    ]


def in_pieces(task: Task) -> Task:
    """The task with marks of one span each; further pieces of a mark lead back by an arrow."""
    marks: list[Mark] = []
    arrows = list(task.arrows)
    for mark in task.marks:
        marks.append(replace(mark, spans=mark.spans[:1]))
        before = mark.id
        for number, span in enumerate(mark.spans[1:], 2):
            piece = f"{mark.id}-{number}"
            marks.append(Mark(piece, mark.label, (span,)))
            arrows.append(Arrow(CONTINUES, piece, before))
            before = piece
    return replace(task, marks=tuple(marks), arrows=tuple(arrows))


def joined(task: Task) -> Task:
    """The task with the pieces of a mark put together again."""
    behind = {arrow.head: arrow.tail for arrow in task.arrows if arrow.kind == CONTINUES}
    pieces = set(behind.values())
    by_id = {mark.id: mark for mark in task.marks}
    marks = []
    for mark in task.marks:
        if mark.id in pieces and mark.id in by_id:
            continue
        spans, at = list(mark.spans), mark.id
        while at in behind and behind[at] in by_id:
            at = behind[at]
            spans += by_id[at].spans
        marks.append(replace(mark, spans=tuple(sorted(spans))))
    return replace(
        task, marks=tuple(marks), arrows=tuple(arrow for arrow in task.arrows if arrow.kind != CONTINUES)
    )
