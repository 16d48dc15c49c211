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
    "tracked_changes", "cut_off",
]  # fmt: skip
ReferenceKind = Literal["pronoun", "role"]

Moment = Annotated[
    str, Meta(extra={"dtype": "datetime64[s]"}, description="ISO 8601: a day, or a day and a time")
]
Score = Annotated[float, Meta(ge=0, le=1, description="of the values with score s a share of s is right")]
Rule = Annotated[str, Meta(description="the table row or the model that made the value")]
Start = Annotated[int, Meta(description="first character, in `text` of the record")]
End = Annotated[int, Meta(description="behind the last character, in `text` of the record")]
RawStart = Annotated[int, Meta(description="first character, in the raw text")]
RawEnd = Annotated[int, Meta(description="behind the last character, in the raw text")]
Words = Annotated[str, Meta(description="the characters from `start` to `end`")]
Mentions = Annotated[list["Span"], Meta(description="where the release names it")]


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the release: offsets into `Record.text` and into the raw text."""

    start: Start
    end: End
    raw_start: RawStart
    raw_end: RawEnd
    text: Words


class Source(Struct, kw_only=True):
    """Where the release was read from."""

    path: Annotated[str, Meta(description="relative to the input given, forward slashes")]
    member: Annotated[str | None, Meta(description="inside an archive, a mail, a .jsonl (its id)")] = None
    media_type: Annotated[str, Meta(description="text/plain, text/html, application/pdf …")] = "text/plain"
    encoding: Annotated[str | None, Meta(description="the character set that it was decoded by")] = None
    sha256: Annotated[str, Meta(description="of the raw text as UTF-8: equal for equal releases")] = ""


class ReleaseMeta(Struct, kw_only=True):
    """What is known of the release as a whole."""

    title: Annotated[str | None, Meta(description="the headline, as source, markup or cleaning give it")] = (
        None
    )
    published: Moment | None = None
    published_from: Annotated[PublishedFrom | None, Meta(description="how `published` was found")] = None
    embargo_until: Moment | None = None
    url: Annotated[str | None, Meta(description="the address of the page, if the source states it")] = None
    issuer: Annotated[str | None, Meta(description="who sent the release, if the source states it")] = None
    author: Annotated[str | None, Meta(description="who wrote it, if the source states it")] = None
    agency: Annotated[
        str | None, Meta(description="tag of the agency or author in the dateline: ots, dpa, pm")
    ] = None
    language: Annotated[str | None, Meta(description="de, or null where it is not German")] = None
    language_score: Annotated[float | None, Meta(description="below .5 it is not German")] = None


class Zone(Struct, kw_only=True):
    """A part of the page by function. `start`/`end` are null outside the content zones."""

    zone: ZoneName
    start: Start | None
    end: End | None
    raw_start: RawStart
    raw_end: RawEnd
    text: Annotated[str, Meta(description="of a content zone as repaired, else as in the raw text")]
    rule: Annotated[
        str | None, Meta(description="what decided: the row of a table, the markup, the place")
    ] = None
    credit: Annotated[str | None, Meta(description="of a caption: who made the picture")] = None
    places: Annotated[list[str], Meta(description="of a dateline")] = field(default_factory=list)
    agency: Annotated[str | None, Meta(description="of a dateline")] = None
    date: Annotated[str | None, Meta(description="of a dateline, ISO 8601")] = None


class Part(Struct, kw_only=True):
    """One report of a collective release."""

    start: Start
    end: End
    raw_start: RawStart
    raw_end: RawEnd
    headline: Annotated[str | None, Meta(description="of the report")] = None


class Repair(Struct, kw_only=True):
    """One change that cleaning made: `before` stands in the raw text, `after` in `Record.text`."""

    kind: Annotated[str, Meta(description="see docs/cleaning.md")]
    before: Annotated[str, Meta(description="what stands in the raw text")]
    after: Annotated[str, Meta(description="what stands in `text` instead")]
    start: Start
    end: End
    raw_start: RawStart
    raw_end: RawEnd


class Entity(Struct, kw_only=True):
    """A mention of a name."""

    label: Annotated[
        EntityLabel, Meta(description="person, place, organisation, or other name (event, law, work)")
    ]
    start: Start
    end: End
    raw_start: RawStart
    raw_end: RawEnd
    text: Words
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
    party: Annotated[str | None, Meta(description="as the release calls it")] = None
    organisation: Annotated[str | None, Meta(description="the body that the role belongs to")] = None
    place: Annotated[str | None, Meta(description="the place that the role belongs to")] = None
    span: Annotated[Span | None, Meta(description="the words of the role")] = None
    score: Score | None = None
    rule: Rule | None = None


class Reference(Struct, kw_only=True):
    """A pronoun or role that stands for a person."""

    span: Span
    kind: Annotated[ReferenceKind, Meta(description="`er`, `sie`, or `die Ministerin`")]
    score: Score | None = None
    rule: Rule | None = None


class Person(Struct, kw_only=True):
    """One person of the release."""

    id: Annotated[str, Meta(description="of the release and a number: `…/p1`")]
    name: Annotated[str, Meta(description="fullest form that the release gives, no titles, no inflection")]
    family_name: Annotated[str | None, Meta(description="as far as the release tells it apart")] = None
    given_name: Annotated[str | None, Meta(description="likewise")] = None
    titles: Annotated[list[str], Meta(description="Dr., Prof. …, as written")] = field(default_factory=list)
    gender: Annotated[
        Gender | None, Meta(description="as the release says it (Herr, Sprecherin), never guessed")
    ] = None
    roles: Annotated[list[Role], Meta(description="each office or function that the release gives")] = field(
        default_factory=list
    )
    mentions: Mentions = field(default_factory=list)
    references: Annotated[
        list[Reference], Meta(description="pronouns and roles that stand for the person")
    ] = field(default_factory=list)
    score: Score | None = None
    rule: Rule | None = None


class Candidate(Struct, kw_only=True):
    """What a value could also have been."""

    id: Annotated[str | None, Meta(description="as in the value")] = None
    name: Annotated[str | None, Meta(description="as in the value")] = None
    score: Score | None = None


class Link(Struct, kw_only=True):
    """A key of an official or public register."""

    scheme: Annotated[LinkScheme, Meta(description="official key of Germany, GeoNames, ISO 3166-1")]
    id: Annotated[str, Meta(description="AGS with leading zero: 2 digits Land, 5 district, 8 municipality")]
    name: Annotated[str | None, Meta(description="in the register")] = None
    lat: Annotated[float | None, Meta(description="latitude of its middle, degrees north")] = None
    lon: Annotated[float | None, Meta(description="longitude of its middle, degrees east")] = None
    nuts: Annotated[str | None, Meta(description="region of the EU's statistics, where known")] = None
    score: Score | None = None
    candidates: Annotated[list[Candidate], Meta(description="what else the name could mean")] = field(
        default_factory=list
    )


class Organisation(Struct, kw_only=True):
    """One organisation of the release."""

    id: Annotated[str, Meta(description="of the release and a number: `…/o1`")]
    name: Annotated[str, Meta(description="fullest form that the release gives, uninflected")]
    kind: Annotated[OrganisationKind | None, Meta(description="by its head word")] = None
    abbreviation: Annotated[str | None, Meta(description="if the release gives it")] = None
    mentions: Mentions = field(default_factory=list)
    link: Link | None = None
    score: Score | None = None
    rule: Rule | None = None


class Place(Struct, kw_only=True):
    """One place of the release."""

    id: Annotated[str, Meta(description="of the release and a number: `…/l1`")]
    name: Annotated[str, Meta(description="as the release calls it, uninflected")]
    kind: Annotated[
        PlaceKind | None, Meta(description="of the place that it is linked to, else by its words")
    ] = None
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-2")] = None
    mentions: Mentions = field(default_factory=list)
    link: Link | None = None
    score: Score | None = None
    rule: Rule | None = None


class Timex(Struct, kw_only=True):
    """The same expression as TIMEX3: one, or two where TIMEX3 splits it."""

    start: Start
    end: End
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: Annotated[str | None, Meta(description="attribute of TIMEX3")] = None
    quant: Annotated[str | None, Meta(description="attribute of TIMEX3")] = None
    freq: Annotated[str | None, Meta(description="attribute of TIMEX3")] = None


class Anchor(Struct, kw_only=True):
    """The day or span that a length points to: `vor drei Wochen`."""

    value: Annotated[str | None, Meta(description="EDTF")] = None
    first: Moment | None = field(default=None, name="from")
    last: Moment | None = field(default=None, name="to")


class DateValue(Struct, kw_only=True):
    """A date expression and its value (EDTF; see docs/gold.md)."""

    id: Annotated[str, Meta(description="of the release and a number: `…/d1`")]
    start: Start
    end: End
    raw_start: RawStart
    raw_end: RawEnd
    text: Words
    type: Annotated[DateType, Meta(description="see docs/gold.md")]
    value: Annotated[str, Meta(description="EDTF; clock times and parts of the day as in TIMEX3")]
    first: Annotated[Moment | None, Meta(description="first day or minute, inclusive")] = field(
        default=None, name="from"
    )
    last: Annotated[Moment | None, Meta(description="last day or minute, inclusive")] = field(
        default=None, name="to"
    )
    granularity: Annotated[Granularity | None, Meta(description="of the finer end")] = None
    modifier: Annotated[
        DateModifier | None, Meta(description="`Anfang`, `Mitte`, `Ende`, `rund`, `vor`, `mindestens` …")
    ] = None
    rrule: Annotated[str | None, Meta(description="RFC 5545, of a set")] = None
    anchor: Annotated[Anchor | None, Meta(description="of a length: what it points to")] = None
    timex: list[Timex] = field(default_factory=list)
    score: Score | None = None
    rule: Rule | None = None


class Vague(Struct, kw_only=True):
    """`jetzt`, `bald`, `derzeit`, lengths without a number (`seit Jahren`) and those in a compound
    (`14-Tage-Frist`)."""

    start: Start
    end: End
    raw_start: RawStart
    raw_end: RawEnd
    text: Words
    value: Annotated[
        str,
        Meta(
            pattern=r"^((PAST|PRESENT|FUTURE)_REF|P(X|\d+)(DE|Y|M|W|D)|PT(X|\d+)[HM])$",
            description="as in TIMEX3: PAST_REF, PRESENT_REF, FUTURE_REF; PXY, PXDE, P14D, PT2H",
        ),
    ]


class Cue(Struct, kw_only=True):
    """The word of saying."""

    span: Span
    lemma: Annotated[str | None, Meta(description="with its separated prefix: `mitteilen`")] = None


class Quote(Struct, kw_only=True):
    """What somebody said, and who."""

    id: Annotated[str, Meta(description="of the release and a number: `…/q1`")]
    type: Annotated[QuoteType, Meta(description="see docs/quotes.md")]
    spans: Annotated[list[Span], Meta(description="the words; an inserted `sagt X` parts them in two")]
    content: Annotated[str, Meta(description="the words without quotation marks, parts joined by a blank")]
    cue: Annotated[Cue | None, Meta(description="the word of saying; null where a sentence goes on")] = None
    frame: Annotated[Span | None, Meta(description="the clause that introduces the quote")] = None
    addressee: Annotated[Span | None, Meta(description="to whom: `gegenüber der Zeitung`")] = None
    speaker: Annotated[Span | None, Meta(description="the phrase that names the speaker, as written")] = None
    speaker_id: Annotated[str | None, Meta(description="id of the person or organisation")] = None
    speaker_kind: Annotated[
        SpeakerKind | None, Meta(description="a group: `Anwohner`, `die Grünen im Rat`")
    ] = None
    speaker_name: Annotated[str | None, Meta(description="whom we take the speaker for")] = None
    speaker_role: Annotated[str | None, Meta(description="the role of that person")] = None
    medium: Annotated[Medium | None, Meta(description="where the cue or the speaker says it")] = None
    candidates: Annotated[list[Candidate], Meta(description="who else it could be")] = field(
        default_factory=list
    )
    sentence: Annotated[Span | None, Meta(description="context: the sentences it stands in")] = None
    score: Annotated[Score | None, Meta(description="that it is a quote of this type with these words")] = (
        None
    )
    speaker_score: Annotated[Score | None, Meta(description="that `speaker_name` is right")] = None
    rule: Rule | None = None


class Topic(Struct, kw_only=True):
    """An IPTC Media Topic, or one of the user's own."""

    id: Annotated[str, Meta(description="medtop:01000000, or the user's own key")]
    name: Annotated[str, Meta(description="in German")]
    level: Annotated[int, Meta(description="1 to 4 in the tree of the Media Topics; 0: of one's own")]
    scheme: Annotated[str, Meta(description="medtop, cap, or the user's own")] = "medtop"
    score: Score | None = None
    evidence: Annotated[list[Span], Meta(description="the words that decided")] = field(default_factory=list)
    rule: Rule | None = None


class Warning(Struct, kw_only=True):
    """What a reader of the record should know."""

    code: Annotated[WarningCode, Meta(description="for programs")]
    text: Annotated[str, Meta(description="for people")]


class Record(Struct, kw_only=True):
    """One release."""

    schema: Annotated[str, Meta(description="the version of this form")] = SCHEMA
    id: Annotated[str, Meta(description="16 hex digits: a hash of path, member and raw bytes")]
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
