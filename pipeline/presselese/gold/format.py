"""The gold format as types: what a person annotated in one release (docs/gold.md).

Offsets are Unicode code points into `Gold.text`, half-open. A value that is not there is `None` or an empty list.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from msgspec import Struct, field

from presselese.record import DateType, EntityLabel, ZoneName

SCHEMA: Final = "presselese-gold/1"

Layer = Literal["zones", "entities", "persons", "places", "dates", "quotes", "topics"]
LAYERS: tuple[Layer, ...] = ("zones", "entities", "persons", "places", "dates", "quotes", "topics")
GoldQuoteType = Literal["direct", "indirect"]
Offsets = tuple[int, int]


class GoldZone(Struct, kw_only=True):
    """A part of the release by function."""

    start: int
    end: int
    zone: ZoneName


class GoldEntity(Struct, kw_only=True):
    """A mention of a name."""

    start: int
    end: int
    label: EntityLabel


class GoldPerson(Struct, kw_only=True):
    """One person of the release; `mentions` are the PER spans that name the person."""

    name: str
    roles: list[str]
    affiliations: list[str]
    mentions: list[Offsets]


class GoldPlace(Struct, kw_only=True):
    """One country, Land, district or municipality of the release."""

    name: str
    country: str | None
    ags: str | None


class GoldDate(Struct, kw_only=True, omit_defaults=True):
    """A date expression. `first` and `last` are `from` and `to` of the file; `rrule` belongs to sets."""

    start: int
    end: int
    type: DateType
    value: str
    first: str | None = field(name="from")
    last: str | None = field(name="to")
    rrule: str | None = None


class GoldQuote(Struct, kw_only=True):
    """What somebody said, in one or more spans."""

    type: GoldQuoteType
    spans: list[Offsets]
    cue: Offsets | None
    speaker: Offsets | None
    name: str | None


class Gold(Struct, kw_only=True, omit_defaults=True):
    """One annotated release. `annotated` names the layers that were annotated, `None` means all."""

    schema: Literal["presselese-gold/1"]
    id: str
    text: str
    published: str | None
    zones: list[GoldZone]
    entities: list[GoldEntity]
    persons: list[GoldPerson]
    places: list[GoldPlace]
    dates: list[GoldDate]
    quotes: list[GoldQuote]
    topics: list[str]
    annotated: list[Layer] | None = None

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that were annotated, in the order of the format."""
        return LAYERS if self.annotated is None else tuple(name for name in LAYERS if name in self.annotated)


ITEM_TYPES: dict[str, Any] = {
    "zones": GoldZone,
    "entities": GoldEntity,
    "persons": GoldPerson,
    "places": GoldPlace,
    "dates": GoldDate,
    "quotes": GoldQuote,
    "topics": str,
}
"""Type of the items of each layer."""


def encode(gold: Gold) -> bytes:
    """A gold file: indented JSON with a line end."""
    return msgspec.json.format(msgspec.json.encode(gold), indent=1) + b"\n"


def decode(data: bytes | str) -> Gold:
    """The gold of a file that is known to be right; `presselese.gold.files.read` checks and explains."""
    return msgspec.json.decode(data, type=Gold)
