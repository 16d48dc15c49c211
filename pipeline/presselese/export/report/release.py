"""One release as its page shows it: text, zones, and marks with value, rule and score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from presselese.export.report.lists import local
from presselese.record import DateValue, Entity, Person, Place, Quote, Record, Span

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
Mark = list[Any]


def shown(record: Record) -> dict[str, Any]:
    """The values of `release.html`. Offsets are code points of `text` and of the raw text; ids are without the
    release's."""
    meta = record.meta
    return {
        "title": meta.title,
        "published": meta.published,
        "issuer": meta.issuer or meta.author,
        "source": " / ".join(filter(None, (record.source.path, record.source.member))),
        "text": record.text,
        "zones": [
            [zone.zone, zone.start, zone.end, zone.raw_start, zone.raw_end]
            for zone in record.zones
            if zone.start is not None
        ],
        "beside": [[zone.zone, zone.text, zone.rule] for zone in record.zones if zone.start is None],
        "marks": sorted(_marks(record), key=lambda mark: (mark[1], -mark[2])),
        "people": [[local(person.id), person.name, _role(person)] for person in record.persons],
        "organisations": [[local(one.id), one.name] for one in record.organisations],
        "places": [[local(place.id), _place(place)] for place in record.places],
        "dates": [
            [local(date.id), date.text, _span(date.first, date.last) or date.value] for date in record.dates
        ],
        "quotes": [
            {
                "id": local(quote.id),
                "type": quote.type,
                "content": quote.content,
                "speaker": _speaker(quote),
                "at": [quote.speaker.start, quote.speaker.end] if quote.speaker else None,
                "speaker_id": local(quote.speaker_id) if quote.speaker_id else None,
            }
            for quote in record.quotes
        ],
        "topics": [
            [topic.name, topic.score, sorted({span.text for span in topic.evidence})]
            for topic in record.topics
        ],
        "warnings": [[warning.code, warning.text] for warning in record.warnings],
    }


def _marks(record: Record) -> Iterator[Mark]:
    """All marks; a speaker has one of his own where no name, role or pronoun is marked there."""
    marked = set()
    for mark in _findings(record):
        marked.add((mark[1], mark[2]))
        yield mark
    for quote in record.quotes:
        at = quote.speaker
        if at and (at.start, at.end) not in marked:
            marked.add((at.start, at.end))
            yield _mark("speaker", at, local(quote.id), _speaker(quote), quote.rule, quote.score)


def _findings(record: Record) -> Iterator[Mark]:
    names = {one.id: one.name for one in record.organisations}
    names |= {person.id: ", ".join(filter(None, (person.name, _role(person)))) for person in record.persons}
    names |= {place.id: _place(place) for place in record.places}
    for entity in record.entities:
        ref = entity.ref or ""
        value = names.get(ref, entity.text)
        yield _mark(KINDS[entity.label], entity, local(ref), value, entity.rule, entity.score)
    for person in record.persons:
        key = local(person.id)
        for reference in person.references:
            yield _mark("reference", reference.span, key, person.name, reference.rule, reference.score)
        for role in person.roles:
            if role.span:
                value = ", ".join(filter(None, (role.role, role.party, role.organisation, role.place)))
                yield _mark("role", role.span, key, value, role.rule, role.score)
    for date in record.dates:
        value = _span(date.first, date.last) or date.value
        yield _mark("date", date, local(date.id), value, date.rule, date.score)
    for quote in record.quotes:
        for span in quote.spans:
            yield _mark("quote", span, local(quote.id), _speaker(quote), quote.rule, quote.score)
        if quote.cue:
            value = quote.cue.lemma or quote.cue.span.text
            yield _mark("cue", quote.cue.span, local(quote.id), value, quote.rule, None)


def _mark(
    kind: str,
    at: Span | Entity | DateValue,
    target: str,
    value: str | None,
    rule: str | None,
    score: float | None,
) -> Mark:
    """Kind, offsets, id of what is meant, value, rule, score, raw offsets."""
    return [kind, at.start, at.end, target, value, rule, score, at.raw_start, at.raw_end]


def _speaker(quote: Quote) -> str | None:
    return quote.speaker_name or (quote.speaker.text if quote.speaker else None)


def _role(person: Person) -> str | None:
    return next((role.role for role in person.roles if role.role), None)


def _place(place: Place) -> str:
    if not place.link:
        return place.name
    return f"{place.link.name or place.name} ({place.link.scheme} {place.link.id})"


def _span(first: str | None, last: str | None) -> str | None:
    if not first or not last or first == last:
        return first or last
    return f"{first} – {last}"
