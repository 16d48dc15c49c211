"""The rows of the lists and the numbers of the overview, gathered release by release."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from presselese.export.events import Event, events
from presselese.export.report.shelf import Row, Shelf
from presselese.record import Person, Quote, Record

SAID = ("direct", "indirect")
"""The types that count as quotes unless all are asked for (as in the tables of a run)."""
LINKS = 20
"""Releases that a row of the people links."""
TO_THE_DAY = frozenset({"second", "minute", "hour", "part_of_day", "day", "weekend", "week"})
"""What the calendar marks; `in March`, `next year` stand in the list alone."""
LISTS = ("releases", "quotes", "people", "dates")


class Lists:
    """What the pages show of all releases together. The rows go to the shelf, the numbers stay."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.counts: Counter[str] = Counter()
        """How many there are: `releases`, `words`, `said`, `people`, `dates`, and how many of them have what (`dated`, `named` …)."""
        self.months: Counter[str] = Counter()
        self.issuers: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.parties: Counter[str] = Counter()
        self.parties_quoted: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.quoted: Counter[str] = Counter()
        self.points: Counter[tuple[float, float, str]] = Counter()
        self._starts: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        """Count a release and take its rows."""
        day = (record.meta.published or "")[:10]
        title = record.meta.title or ""
        topics = [topic.name for topic in record.topics]
        said = Counter(quote.speaker_id for quote in record.quotes if quote.type in SAID)
        self._count(record, day, said.total())
        self.topics.update(set(topics))
        self._shelf.put(
            "releases",
            day,
            [record.id, title, record.meta.issuer, day, topics, said.total(), len(record.persons)],
        )
        for person in record.persons:
            self._add_person(record.id, title, day, person, said[person.id])
        persons = {person.id: person for person in record.persons}
        for quote in record.quotes:
            self._add_quote(record.id, title, day, topics, quote, persons.get(quote.speaker_id or ""))
        for place in record.places:
            self.counts["places"] += 1
            if place.link and place.link.lat is not None and place.link.lon is not None:
                self.points[place.link.lon, place.link.lat, place.name] += 1
        for event in events(record):
            self._add_event(record.id, title, event)

    def _count(self, record: Record, day: str, said: int) -> None:
        self.counts["releases"] += 1
        self.counts["words"] += len(record.text.split())
        self.counts["said"] += said
        for name, there in (
            ("dated", day),
            ("issued", record.meta.issuer),
            ("with_topic", record.topics),
            ("with_person", record.persons),
            ("with_quote", said),
        ):
            self.counts[name] += bool(there)
        if day:
            self.months[day[:7]] += 1
        if record.meta.issuer:
            self.issuers[record.meta.issuer] += 1
        self.warnings.update({warning.code for warning in record.warnings})

    def _add_person(self, release: str, title: str, day: str, person: Person, quotes: int) -> None:
        role = next((role.role for role in person.roles if role.role), None)
        party = _party(person)
        if party:
            self.parties[party] += 1
        self._shelf.put_person(person.name, release, title, role, party, quotes, day)

    def _add_quote(
        self, release: str, title: str, day: str, topics: list[str], quote: Quote, speaker: Person | None
    ) -> None:
        name = quote.speaker_name or (quote.speaker.text if quote.speaker else None)
        party = _party(speaker) if speaker else None
        if party:
            self.parties_quoted[party] += 1
        if quote.type in SAID and name:
            self.counts["named"] += 1
            if quote.speaker_kind == "person":
                self.quoted[name] += 1
        self._shelf.put(
            "quotes",
            day,
            [
                release,
                local(quote.id),
                quote.content,
                quote.type,
                name,
                quote.speaker_role,
                party,
                (quote.cue.lemma or quote.cue.span.text) if quote.cue else None,
                quote.score,
                topics,
                day,
                title,
            ],
        )

    def _add_event(self, release: str, title: str, event: Event) -> None:
        first, last = event.date.first or "", event.date.last or event.date.first or ""
        begins, ends = _day(first), _day(last)
        if not begins or not ends:
            return
        self.counts["dates"] += 1
        exact = event.date.granularity in TO_THE_DAY
        if exact:
            self._starts[begins.isoformat()] += 1
            if ends < date.max:
                self._ends[(ends + timedelta(1)).isoformat()] += 1
        row = [release, local(event.date.id), first, last, event.summary, title, exact]
        self._shelf.put("dates", f"{first} {last}", row)

    def finish(self) -> None:
        """Make the rows of the people, when all releases are in."""
        for name, found in groupby(self._shelf.persons(), key=lambda values: values[0]):
            roles: Counter[str] = Counter()
            parties: Counter[str] = Counter()
            releases, quotes, latest = 0, 0, ""
            links: Row = []
            for _, release, title, role, party, said, day in found:
                roles.update(filter(None, [role]))
                parties.update(filter(None, [party]))
                releases, quotes, latest = releases + 1, quotes + said, max(latest, day)
                if len(links) < LINKS:
                    links.append([release, title])
            self.counts["people"] += 1
            row = [name, _most(roles), _most(parties), releases, quotes, latest, links]
            # Both numbers count down with ten digits each: most first, then by name.
            self._shelf.put("people", f"{9_999_999_999 - quotes}{9_999_999_999 - releases}{name}", row)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a list in the order of its first view: newest first, most quoted first, dates forward."""
        return self._shelf.rows(name, falling=name in ("releases", "quotes"))

    def calendar(self) -> dict[str, Any]:
        """How many events begin on a day and how many have ended before it, and the month that the calendar opens
        with: that of the newest release, or the nearest with an event."""
        months = sorted({day[:7] for day in self._starts})
        newest = max(self.months, default="")
        days = sorted({*self._starts, *self._ends})
        return {
            "days": {day: [self._starts[day], self._ends[day]] for day in days},
            "start": next((month for month in months if month >= newest), months[-1] if months else None),
        }


def local(value_id: str) -> str:
    """The id of a value without that of its release."""
    return value_id.rsplit("/", 1)[-1]


def _party(person: Person) -> str | None:
    return next((role.party for role in person.roles if role.party), None)


def _most(counted: Counter[str]) -> str | None:
    return next((value for value, _ in counted.most_common(1)), None)


def _day(moment: str) -> date | None:
    if not re.match(r"\d{4}-\d\d-\d\d", moment):
        return None
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
