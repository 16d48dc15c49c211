"""Topics besides the IPTC Media Topics: a newsroom's own desks, the Comparative Agendas codes.

A scheme is a TOML file:

    scheme = "desks"                      # a name for it, written into the records
    least = 2                             # how many mentions it takes (a headline counts double); 2 without it

    [[topic]]
    id = "desk:local"
    name = "Lokales"
    terms = ["Gemeinderat", "*umgehung", "Tag der offenen Tür"]

    [[topic]]
    id = "desk:sport"
    name = "Sport"
    medtop = ["medtop:15000000"]          # whatever has this media topic

Topics by terms have no score: nobody has checked how often they are right. Those by media topics have theirs.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from presselese.topics.features import Span, count
from presselese.topics.tables import media_topics
from presselese.topics.terms import Terms

MOST_EVIDENCE = 5
DEFAULT_LEAST = 2


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """One row of a scheme."""

    id: str
    name: str
    terms: tuple[str, ...]
    medtop: tuple[str, ...]


class Scheme:
    """The topics of one file. `source` names it in messages; raises ValueError for what does not fit."""

    def __init__(self, stated: Mapping[str, Any], source: str) -> None:
        self.name = str(stated.get("scheme", "user"))
        self.least = float(stated.get("least", DEFAULT_LEAST))
        rows = stated.get("topic")
        if not isinstance(rows, list) or not rows:
            raise ValueError(f"{source}: no [[topic]] table found, expected one for each topic")
        self.rows = {row.id: row for row in (_own_topic(row, at, source) for at, row in enumerate(rows, 1))}
        if len(self.rows) < len(rows):
            raise ValueError(f"{source}: two topics have the same id")
        try:
            self.terms = Terms({row.id: row.terms for row in self.rows.values()})
        except ValueError as error:
            raise ValueError(f"{source}: {error}") from None

    def topics(
        self, text: str, headlines: Sequence[Span], media: Mapping[str, float]
    ) -> list[dict[str, Any]]:
        """The topics of a text as dicts of `presselese.record.Topic`, most mentioned first. `media` are the scores of
        its media topics."""
        counted = count(text, headlines, self.terms)
        mentions: Counter[str] = Counter()
        spans: dict[str, list[Span]] = defaultdict(list)
        for stem, places in counted.places.items():
            for key in self.terms.of_word(stem):
                spans[key] += places
        for key, span, _ in counted.sequences:
            spans[key].append(span)
        for key, found in spans.items():
            mentions[key] = sum(2 if _inside(start, headlines) else 1 for start, _ in found)
        topics = []
        for row in self.rows.values():
            score = max((media[id] for id in row.medtop if id in media), default=None)
            if score is not None or mentions[row.id] >= self.least:
                rule = "media topic" if score is not None else f"terms, {mentions[row.id]} mentions"
                evidence = [
                    {"start": start, "end": end} for start, end in sorted(spans[row.id])[:MOST_EVIDENCE]
                ]
                topics.append(
                    {"id": row.id, "name": row.name, "level": 0, "scheme": self.name, "score": score,
                     "evidence": evidence, "rule": rule}
                )  # fmt: skip
        return sorted(topics, key=lambda topic: -mentions[topic["id"]])


def read_scheme(file: str | Path) -> Scheme:
    """The scheme of a TOML file. Raises OSError or ValueError naming the file, and what was found and expected."""
    try:
        stated = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: no TOML ({error})") from None
    return Scheme(stated, str(file))


@cache
def cap_scheme() -> Scheme:
    """The 21 major topics of the Comparative Agendas Project, by German terms of our own."""
    text = resources.files("presselese.topics").joinpath("cap.toml").read_text(encoding="utf-8")
    return Scheme(tomllib.loads(text), "cap.toml")


def _own_topic(row: Any, at: int, source: str) -> OwnTopic:
    place = f"{source}, topic {at}"
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
        raise ValueError(f'{place}: no id, expected id = "…"')
    unknown = set(row) - {"id", "name", "terms", "medtop"}
    if unknown:
        raise ValueError(
            f"{place} ({row['id']}): unknown key {sorted(unknown)[0]!r}, expected id, name, terms, medtop"
        )
    terms, medtop = row.get("terms", []), row.get("medtop", [])
    for name, values in (("terms", terms), ("medtop", medtop)):
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ValueError(f"{place} ({row['id']}): {name} is {values!r}, expected a list of strings")
    for id in medtop:
        if id not in media_topics():
            raise ValueError(f"{place} ({row['id']}): {id!r} is no media topic of levels 1 to 3")
    if not terms and not medtop:
        raise ValueError(f"{place} ({row['id']}): neither terms nor medtop given")
    return OwnTopic(row["id"], str(row.get("name", row["id"])), tuple(terms), tuple(medtop))


def _inside(start: int, headlines: Sequence[Span]) -> bool:
    return any(first <= start < last for first, last in headlines)
