"""What comes out: the record of one release, as types.

This module is the one source of the JSON Schema (`schema()`), of the columns of the tables
(`presselese.export.tables`) and of `docs/record.md`. Nothing of it is written down twice.

All offsets are Unicode code points, half-open. `start`/`end` point into `Record.text` (repaired),
`raw_start`/`raw_end` into the raw text of the source. A value that is not known is `None`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

SCHEMA = "presselese/1"

ZoneName = Literal[
    "headline", "subhead", "dateline", "body", "caption",
    "byline", "contact", "about", "embargo", "meta", "chrome",
]  # fmt: skip
CONTENT_ZONES: frozenset[str] = frozenset({"headline", "subhead", "dateline", "body", "caption"})

EntityLabel = Literal["PER", "LOC", "ORG", "MISC"]
Gender = Literal["female", "male", "diverse"]
PublishedFrom = Literal["given", "metadata", "header", "dateline", "text", "url", "filename"]
OrganisationKind = Literal[
    "authority", "police", "fire_brigade", "court", "parliament", "government", "party", "company",
    "association", "school", "university", "hospital", "museum", "church", "team", "media", "other",
]  # fmt: skip
PlaceKind = Literal[
    "country", "land", "district", "municipality", "part", "street", "road", "water", "region",
    "building", "other",
]  # fmt: skip
LinkScheme = Literal["ags", "geonames", "iso3166"]
DateType = Literal["date", "time", "range", "duration", "set"]
Granularity = Literal[
    "century", "decade", "year", "half_year", "season", "quarter", "month", "week", "weekend", "day",
    "part_of_day", "hour", "minute", "second",
]  # fmt: skip
DateModifier = Literal["start", "mid", "end", "approx", "before", "after", "less_than", "more_than"]
QuoteType = Literal["direct", "indirect", "free_indirect", "reported"]
SpeakerKind = Literal["person", "organisation", "group"]
Medium = Literal["speech", "writing", "thought"]
WarningCode = Literal[
    "not_german", "language_uncertain", "mojibake_repaired", "encoding_guessed", "no_headline",
    "no_body", "no_published", "published_uncertain", "unclosed_quotation", "truncated_markup",
    "long_document", "no_parser", "no_names", "extractor_timeout", "collective_release",
    "tracked_changes",
]  # fmt: skip
ReferenceKind = Literal["pronoun", "role"]

Moment = Annotated[
    str, Meta(extra={"dtype": "datetime64[s]"}, description="ISO 8601: a day, or a day and a time")
]
Score = Annotated[float, Meta(ge=0, le=1, description="of the values with score s a share of s is right")]
Rule = Annotated[str, Meta(description="the table row or the model that made the value")]


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the release: offsets into `Record.text` and into the raw text."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str


class Source(Struct, kw_only=True):
    """Where the release was read from."""

    path: Annotated[str, Meta(description="relative to the input given, forward slashes")]
    member: Annotated[str | None, Meta(description="inside an archive, a mail, a .jsonl (its id)")] = None
    media_type: str = "text/plain"
    encoding: str | None = None
    sha256: Annotated[str, Meta(description="of the raw text as UTF-8: equal for equal releases")] = ""


class ReleaseMeta(Struct, kw_only=True):
    """What is known of the release as a whole."""

    title: str | None = None
    published: Moment | None = None
    published_from: Annotated[PublishedFrom | None, Meta(description="how `published` was found")] = None
    embargo_until: Moment | None = None
    url: str | None = None
    issuer: str | None = None
    author: str | None = None
    agency: Annotated[
        str | None, Meta(description="tag of the agency or author in the dateline: ots, dpa, pm")
    ] = None
    language: str | None = None
    language_score: float | None = None


class Zone(Struct, kw_only=True):
    """A part of the page by function. `start`/`end` are null outside the content zones."""

    zone: ZoneName
    start: int | None
    end: int | None
    raw_start: int
    raw_end: int
    text: str
    rule: str | None = None
    credit: Annotated[str | None, Meta(description="of a caption: who made the picture")] = None
    places: Annotated[list[str], Meta(description="of a dateline")] = field(default_factory=list)
    agency: Annotated[str | None, Meta(description="of a dateline")] = None
    date: Annotated[str | None, Meta(description="of a dateline, ISO 8601")] = None


class Part(Struct, kw_only=True):
    """One report of a collective release."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    headline: str | None = None


class Repair(Struct, kw_only=True):
    """One change that cleaning made: `before` stands in the raw text, `after` in `Record.text`."""

    kind: str
    before: str
    after: str
    start: int
    end: int
    raw_start: int
    raw_end: int


class Entity(Struct, kw_only=True):
    """A mention of a name."""

    label: EntityLabel
    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str
    ref: Annotated[str | None, Meta(description="id of the person, organisation or place")] = None
    score: Score | None = None
    rule: Rule | None = None


class Role(Struct, kw_only=True):
    """An office or function that the release gives a person."""

    role: Annotated[
        str | None,
        Meta(description="as written, uninflected, spelled right; null: only the party or body is said"),
    ] = None
    office: Annotated[str | None, Meta(description="normal form of the role vocabulary")] = None
    party: str | None = None
    organisation: str | None = None
    place: str | None = None
    span: Span | None = None
    score: Score | None = None
    rule: Rule | None = None


class Reference(Struct, kw_only=True):
    """A pronoun or role that stands for a person."""

    span: Span
    kind: ReferenceKind
    score: Score | None = None
    rule: Rule | None = None


class Person(Struct, kw_only=True):
    """One person of the release."""

    id: str
    name: Annotated[str, Meta(description="fullest form that the release gives, no titles, no inflection")]
    family_name: str | None = None
    given_name: str | None = None
    titles: list[str] = field(default_factory=list)
    gender: Annotated[
        Gender | None, Meta(description="as the release says it (Herr, Sprecherin, sie), never guessed")
    ] = None
    roles: list[Role] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    score: Score | None = None
    rule: Rule | None = None


class Candidate(Struct, kw_only=True):
    """What a value could also have been."""

    id: str | None = None
    name: str | None = None
    score: Score | None = None


class Link(Struct, kw_only=True):
    """A key of an official or public register."""

    scheme: LinkScheme
    id: Annotated[str, Meta(description="AGS with leading zero: 2 digits Land, 5 district, 8 municipality")]
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    nuts: str | None = None
    score: Score | None = None
    candidates: list[Candidate] = field(default_factory=list)


class Organisation(Struct, kw_only=True):
    """One organisation of the release."""

    id: str
    name: str
    kind: OrganisationKind | None = None
    abbreviation: str | None = None
    mentions: list[Span] = field(default_factory=list)
    link: Link | None = None
    score: Score | None = None
    rule: Rule | None = None


class Place(Struct, kw_only=True):
    """One place of the release."""

    id: str
    name: str
    kind: PlaceKind | None = None
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-2")] = None
    mentions: list[Span] = field(default_factory=list)
    link: Link | None = None
    score: Score | None = None
    rule: Rule | None = None


class Timex(Struct, kw_only=True):
    """The same expression as TIMEX3: one, or two where TIMEX3 splits it."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None


class Anchor(Struct, kw_only=True):
    """The day or span that a length points to: `vor drei Wochen`."""

    value: str | None = None
    first: Moment | None = field(default=None, name="from")
    last: Moment | None = field(default=None, name="to")


class DateValue(Struct, kw_only=True):
    """A date expression and its value (EDTF; see docs/gold.md)."""

    id: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str
    type: DateType
    value: str
    first: Annotated[Moment | None, Meta(description="first day or minute, inclusive")] = field(
        default=None, name="from"
    )
    last: Annotated[Moment | None, Meta(description="last day or minute, inclusive")] = field(
        default=None, name="to"
    )
    granularity: Granularity | None = None
    modifier: DateModifier | None = None
    rrule: Annotated[str | None, Meta(description="RFC 5545, of a set")] = None
    anchor: Anchor | None = None
    timex: list[Timex] = field(default_factory=list)
    score: Score | None = None
    rule: Rule | None = None


class Vague(Struct, kw_only=True):
    """`jetzt`, `bald`, `derzeit`: PAST_REF, PRESENT_REF, FUTURE_REF of TIMEX3; lengths without a number
    (`seit Jahren`) are PXY, PXM, PXW, PXD, PTXH, PXDE."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str
    value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF", "PXDE", "PXY", "PXM", "PXW", "PXD", "PTXH"]


class Cue(Struct, kw_only=True):
    """The word of saying."""

    span: Span
    lemma: str | None = None


class Quote(Struct, kw_only=True):
    """What somebody said, and who."""

    id: str
    type: QuoteType
    spans: list[Span]
    content: Annotated[str, Meta(description="the words without quotation marks, parts joined by a blank")]
    cue: Cue | None = None
    frame: Annotated[Span | None, Meta(description="the clause that introduces the quote")] = None
    addressee: Span | None = None
    speaker: Annotated[Span | None, Meta(description="the phrase that names the speaker, as written")] = None
    speaker_id: str | None = None
    speaker_kind: SpeakerKind | None = None
    speaker_name: str | None = None
    speaker_role: str | None = None
    medium: Medium | None = None
    candidates: list[Candidate] = field(default_factory=list)
    sentence: Annotated[Span | None, Meta(description="context: the sentences it stands in")] = None
    score: Score | None = None
    speaker_score: Score | None = None
    rule: Rule | None = None


class Topic(Struct, kw_only=True):
    """An IPTC Media Topic, or one of the user's own."""

    id: Annotated[str, Meta(description="medtop:01000000, or the user's own key")]
    name: str
    level: int
    scheme: str = "medtop"
    score: Score | None = None
    evidence: list[Span] = field(default_factory=list)
    rule: Rule | None = None


class Warning(Struct, kw_only=True):
    """What a reader of the record should know."""

    code: WarningCode
    text: str


class Record(Struct, kw_only=True):
    """One release."""

    schema: str = SCHEMA
    id: Annotated[str, Meta(description="16 hex digits, see DESIGN: path, member and raw bytes")]
    source: Source
    meta: ReleaseMeta
    text: Annotated[str, Meta(description="the content zones, repaired, in reading order")]
    zones: list[Zone] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[DateValue] = field(default_factory=list)
    vague: list[Vague] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


LAYERS: dict[str, type[Struct]] = {
    "zones": Zone,
    "parts": Part,
    "repairs": Repair,
    "entities": Entity,
    "persons": Person,
    "organisations": Organisation,
    "places": Place,
    "dates": DateValue,
    "vague": Vague,
    "quotes": Quote,
    "topics": Topic,
    "warnings": Warning,
}
"""The lists of a record, in its order: name of the field, type of its items."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Record)}


def encode(record: Record) -> bytes:
    """One line of JSON Lines, without the line end."""
    return msgspec.json.encode(record)


def decode(line: bytes | str) -> Record:
    """The record of a line; raises `msgspec.ValidationError` with the path of what does not fit."""
    return msgspec.json.decode(line, type=Record)
