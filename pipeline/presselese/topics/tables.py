"""The tables of this room: IPTC Media Topics (names and tree) and their German terms.

Names: IPTC Media Topics, International Press Telecommunications Council, CC BY 4.0; a few slips of
spelling mended, and `Ermittlung` for what IPTC calls investigation in English.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

PREFIX = "medtop:"


@dataclass(frozen=True, slots=True)
class MediaTopic:
    """One topic of the tree: `level` 1 to 4, `parent` None at level 1."""

    id: str
    parent: str | None
    level: int
    name: str


@dataclass(frozen=True, slots=True)
class TermList:
    """The terms of one topic and a sentence that must come out as it."""

    id: str
    terms: tuple[str, ...]
    example: str


@cache
def media_topics() -> dict[str, MediaTopic]:
    """The topics of levels 1 to 3, and those below that have terms, by id (`medtop:01000000`)."""
    lines = _read("medtop.tsv").splitlines()[1:]
    return {
        id: MediaTopic(id, parent or None, int(level), name)
        for id, parent, level, name in (line.split("\t") for line in lines)
    }


@cache
def term_lists() -> dict[str, TermList]:
    """The German terms by topic id; every id is one of `media_topics` below the first level."""
    lists = {}
    for number, row in tomllib.loads(_read("terms.toml")).items():
        terms = tuple(term.strip() for term in row["terms"].replace("\n", " ").split(",") if term.strip())
        lists[PREFIX + number] = TermList(PREFIX + number, terms, row["example"])
    return lists


def first_level(id: str) -> str:
    """The first-level topic above a topic (or itself)."""
    return path(id)[0]


@cache
def path(id: str) -> tuple[str, ...]:
    """The topics from the first level down to this one."""
    topic = media_topics()[id]
    return (*path(topic.parent), id) if topic.parent else (id,)


@cache
def first_level_ids() -> tuple[str, ...]:
    return tuple(topic.id for topic in media_topics().values() if topic.level == 1)


def _read(name: str) -> str:
    return resources.files("presselese.topics").joinpath(name).read_text(encoding="utf-8")
