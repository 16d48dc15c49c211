"""The rows of the lists and the numbers of the overview, gathered release by release."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from presselese.export.events import events
from presselese.record import Person, Record

SAID = ("direct", "indirect")
"""The types that count as quotes unless all are asked for (as in the tables of a run)."""
LINKS = 20
"""Releases that a row of the people links."""
COVERED = 31
"""Days of a longer event that the calendar marks."""

Row = list[Any]


@dataclass
class Somebody:
    """All persons of one name."""

    roles: Counter[str] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    releases: int = 0
    quotes: int = 0
    latest: str = ""
    links: Row = field(default_factory=list)


class Lists:
    """What the pages show of all releases together."""

    def __init__(self) -> None:
        self.words = 0
        self.undated = 0
        self.unlinked = 0
        self.months: Counter[str] = Counter()
        self.issuers: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.parties: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.quoted: Counter[str] = Counter()
        self.points: Counter[tuple[float, float, str]] = Counter()
        self.releases: list[Row] = []
        self.quotes: list[Row] = []
        self.dates: list[Row] = []
        self.persons: dict[str, Somebody] = {}

    def add(self, record: Record) -> None:
        """Count a release and take its rows."""
        day = (record.meta.published or "")[:10]
        title = record.meta.title or ""
        topics = [topic.name for topic in record.topics]
        said = Counter(quote.speaker_id for quote in record.quotes if quote.type in SAID)
        self.words += len(record.text.split())
        if day:
            self.months[day[:7]] += 1
        else:
            self.undated += 1
        if record.meta.issuer:
            self.issuers[record.meta.issuer] += 1
        self.topics.update(set(topics))
        self.warnings.update({warning.code for warning in record.warnings})
        self.releases.append(
            [record.id, title, record.meta.issuer, day, topics, said.total(), len(record.persons)]
        )
        for person in record.persons:
            self._add_person(record.id, title, day, person, said[person.id])
        self._add_quotes(record, title, day, topics)
        for place in record.places:
            if place.link and place.link.lat is not None and place.link.lon is not None:
                self.points[place.link.lon, place.link.lat, place.name] += 1
            else:
                self.unlinked += 1
        for event in events(record):
            first, last = event.date.first or "", event.date.last or event.date.first or ""
            if _day(first) and _day(last):
                self.dates.append([record.id, local(event.date.id), first, last, event.summary, title])

    def _add_person(self, release: str, title: str, day: str, person: Person, quotes: int) -> None:
        somebody = self.persons.setdefault(person.name, Somebody())
        somebody.roles.update(role.role for role in person.roles if role.role)
        somebody.parties.update(role.party for role in person.roles if role.party)
        somebody.releases += 1
        somebody.quotes += quotes
        somebody.latest = max(somebody.latest, day)
        if len(somebody.links) < LINKS:
            somebody.links.append([release, title])

    def _add_quotes(self, record: Record, title: str, day: str, topics: list[str]) -> None:
        persons = {person.id: person for person in record.persons}
        for quote in record.quotes:
            speaker = persons.get(quote.speaker_id or "")
            name = quote.speaker_name or (quote.speaker.text if quote.speaker else None)
            party = next((role.party for role in speaker.roles if role.party), None) if speaker else None
            if party:
                self.parties[party] += 1
            if name and quote.type in SAID and quote.speaker_kind == "person":
                self.quoted[name] += 1
            self.quotes.append(
                [
                    record.id,
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
                ]
            )

    @property
    def said(self) -> int:
        """Direct and indirect quotes."""
        return sum(row[3] in SAID for row in self.quotes)

    def rows(self) -> dict[str, list[Row]]:
        """The rows of each list in the order of its first view: newest first, most quoted first, dates forward."""
        people = [
            [name, _first(one.roles), _first(one.parties), one.releases, one.quotes, one.latest, one.links]
            for name, one in self.persons.items()
        ]
        return {
            "releases": sorted(self.releases, key=lambda row: str(row[3]), reverse=True),
            "quotes": sorted(self.quotes, key=lambda row: str(row[10]), reverse=True),
            "people": sorted(people, key=lambda row: (-row[4], -row[3], row[0])),
            "dates": sorted(self.dates, key=lambda row: (row[2], row[3])),
        }

    def calendar(self) -> dict[str, Any]:
        """Events by day, and the month that the calendar opens with: that of the newest release, or the nearest."""
        days: Counter[str] = Counter()
        for row in self.dates:
            first, last = _day(row[2]), _day(row[3])
            assert first and last  # checked in `add`
            for offset in range(min((last - first).days + 1, COVERED)):
                days[(first + timedelta(offset)).isoformat()] += 1
        months = sorted({day[:7] for day in days})
        newest = max(self.months, default="")
        return {
            "days": dict(sorted(days.items())),
            "start": next((month for month in months if month >= newest), months[-1] if months else None),
        }


def local(value_id: str) -> str:
    """The id of a value without that of its release."""
    return value_id.rsplit("/", 1)[-1]


def _first(counted: Counter[str]) -> str | None:
    return next((value for value, _ in counted.most_common(1)), None)


def _day(moment: str) -> date | None:
    if not re.match(r"\d{4}-\d\d-\d\d", moment):
        return None
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
