"""From the types of the record to the columns of the tables.

A field becomes a column of its own; of a span its text; a list of strings is joined by ` | `; a struct (`link`,
`cue`, `anchor`) becomes columns with its name in front. Lists of structs stand in the JSON Lines, or are tables of
their own.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from presselese import record
from presselese.record import Record, Span

Get = Callable[[Any], Any]
LIST_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `dtype` as pandas names it, `get` takes the item (person, date …) and gives the cell."""

    name: str
    dtype: str
    get: Get
    description: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `items` gives the rows' items of one record, `columns` what stands in a row."""

    name: str
    items: Callable[[Record], Iterable[Any]]
    columns: tuple[Column, ...]

    def rows(self, release: Record) -> Iterator[list[Any]]:
        for item in self.items(release):
            yield [column.get((release, item)) for column in self.columns]


def struct_columns(
    kind: type[Struct], *, prefix: str = "", rename: dict[str, str] | None = None
) -> list[Column]:
    """The columns of a struct's fields, in their order; they take the struct itself."""
    hints = typing.get_type_hints(kind, include_extras=True)
    columns: list[Column] = []
    for item in msgspec.structs.fields(kind):
        hint, meta = _bare(hints[item.name])
        name = (rename or {}).get(item.encode_name, prefix + item.encode_name)
        columns.extend(_field_columns(name, item.name, hint, meta))
    return columns


def _field_columns(name: str, attribute: str, hint: Any, meta: Meta | None) -> Iterator[Column]:
    description = (meta.description if meta else None) or ""
    get = _attribute(attribute)
    if hint is Span:
        yield Column(name, "string", _then(get, _attribute("text")), description)
    elif get_origin(hint) is list:
        (element,) = get_args(hint)
        if element is str:
            yield Column(name, "string", _then(get, _joined), description)
    elif isinstance(hint, type) and issubclass(hint, Struct):
        for column in struct_columns(hint, prefix=f"{name}_", rename={"span": name}):
            yield Column(column.name, column.dtype, _then(get, column.get), column.description)
    else:
        yield Column(name, _dtype(hint, meta), get, description)


def _dtype(hint: Any, meta: Meta | None) -> str:
    if meta and meta.extra and "dtype" in meta.extra:
        return str(meta.extra["dtype"])
    if get_origin(hint) is Literal:
        return "category"
    return {str: "string", int: "Int64", float: "Float64", bool: "boolean"}[hint]


def _bare(hint: Any) -> tuple[Any, Meta | None]:
    """The type without None and Annotated, and its Meta (the outer description, the inner dtype)."""
    meta: Meta | None = None
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *notes = get_args(hint)
            for note in notes:
                if isinstance(note, Meta):
                    meta = _merged(meta, note)
        elif origin in (UnionType, typing.Union):
            (hint,) = (option for option in get_args(hint) if option is not NoneType)
        else:
            return hint, meta


def _merged(outer: Meta | None, inner: Meta) -> Meta:
    if outer is None:
        return inner
    return Meta(
        description=outer.description or inner.description,
        extra={**(inner.extra or {}), **(outer.extra or {})},
    )


def _joined(values: Iterable[str]) -> str | None:
    return LIST_SEPARATOR.join(values) or None


def _attribute(name: str) -> Get:
    def get(value: Any) -> Any:
        return getattr(value, name)

    return get


def _then(first: Get, second: Get) -> Get:
    def get(value: Any) -> Any:
        middle = first(value)
        return None if middle is None else second(middle)

    return get


def _of_item(columns: Iterable[Column]) -> list[Column]:
    return [Column(c.name, c.dtype, _then(lambda pair: pair[1], c.get), c.description) for c in columns]


def _of_release(columns: Iterable[Column]) -> list[Column]:
    return [Column(c.name, c.dtype, _then(lambda pair: pair[0], c.get), c.description) for c in columns]


_RELEASE_ID = Column(
    "release_id", "string", lambda pair: pair[0].id, "id of the release: key of releases.csv"
)


def _release_context() -> list[Column]:
    """What quotes, dates and roles also carry, so that nobody needs a join to read them."""
    wanted = {"published", "issuer", "title"}
    return [
        Column(c.name, c.dtype, _then(lambda pair: pair[0].meta, c.get), c.description)
        for c in struct_columns(record.ReleaseMeta)
        if c.name in wanted
    ]


def _count(layer: str) -> Column:
    return Column(layer, "Int64", lambda pair: len(getattr(pair[0], layer)), f"how many {layer}")


def _releases() -> Table:
    columns = [
        _RELEASE_ID,
        *_of_release(
            Column(c.name, c.dtype, _then(_attribute("source"), c.get), c.description)
            for c in struct_columns(record.Source)
        ),
        *_of_release(
            Column(c.name, c.dtype, _then(_attribute("meta"), c.get), c.description)
            for c in struct_columns(record.ReleaseMeta)
        ),
        Column("characters", "Int64", lambda pair: len(pair[0].text), "length of the text, in code points"),
        *(
            _count(layer)
            for layer in ("persons", "organisations", "places", "dates", "quotes", "topics", "repairs")
        ),
        Column(
            "warnings",
            "string",
            lambda pair: _joined(warning.code for warning in pair[0].warnings),
            "codes of the warnings",
        ),
    ]
    return Table("releases", lambda release: (None,), tuple(columns))


def _layer(name: str, kind: type[Struct], key: str, *, layer: str = "", context: bool = False) -> Table:
    columns = [
        _RELEASE_ID,
        *_of_item(struct_columns(kind, rename={"id": key, "from": "date_from", "to": "date_to"})),
        *(_release_context() if context else []),
    ]
    return Table(name, lambda release: getattr(release, layer or name), tuple(columns))


def _roles() -> Table:
    def items(release: Record) -> Iterator[tuple[record.Person, record.Role]]:
        return ((person, role) for person in release.persons for role in person.roles)

    columns = [
        _RELEASE_ID,
        Column("person_id", "string", lambda pair: pair[1][0].id, "key of persons.csv"),
        Column("name", "string", lambda pair: pair[1][0].name, "of the person"),
        *(
            Column(c.name, c.dtype, _then(lambda pair: pair[1][1], c.get), c.description)
            for c in struct_columns(record.Role)
        ),
        *_release_context(),
    ]
    return Table("roles", items, tuple(columns))


def _quotes(*, all_types: bool) -> Table:
    table = _layer("quotes", record.Quote, "quote_id", context=True)
    offsets = [
        Column(name, "Int64", _edge(edge, name), text)
        for name, edge, text in (
            ("start", 0, "first character, in the text of the record"),
            ("end", -1, "end of the last character"),
            ("raw_start", 0, "first character, in the raw text"),
            ("raw_end", -1, "end of the last character"),
        )
    ]
    at = next(i for i, column in enumerate(table.columns) if column.name == "content") + 1

    def items(release: Record) -> list[record.Quote]:
        return [quote for quote in release.quotes if all_types or quote.type in ("direct", "indirect")]

    return Table("quotes", items, (*table.columns[:at], *offsets, *table.columns[at:]))


def _edge(edge: int, name: str) -> Get:
    return lambda pair: getattr(pair[1].spans[edge], name)


def tables(*, all_quotes: bool = False) -> tuple[Table, ...]:
    """All tables that are made from records. `all_quotes`: reported and free indirect speech too."""
    return (
        _releases(),
        _layer("persons", record.Person, "person_id"),
        _roles(),
        _layer("organisations", record.Organisation, "organisation_id"),
        _layer("places", record.Place, "place_id"),
        _layer("mentions", record.Entity, "mention_id", layer="entities"),
        _layer("dates", record.DateValue, "date_id", context=True),
        _quotes(all_types=all_quotes),
        _layer("topics", record.Topic, "topic_id"),
    )


DUPLICATES = Table(
    "duplicates",
    lambda release: (),
    (
        Column("release_id", "string", lambda row: row[0], "id of the release: key of releases.csv"),
        Column("duplicate_of", "string", lambda row: row[1], "id of the earlier release that it is like"),
        Column("kind", "category", lambda row: row[2], "exact (same letters) or near"),
        Column("similarity", "Float64", lambda row: row[3], "share of common word groups, 0 to 1"),
    ),
)
"""The table that no single record gives: a run compares its releases."""
