"""Records of any content, made from the types of `presselese.record`."""

from __future__ import annotations

import typing
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from presselese.record import Moment, Record

MOMENTS = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
    st.sampled_from(["0001-01-01", "1237-01-01", "2999-12-31T23:59", "9999-12-31"]),
)
PLAIN = {
    str: st.one_of(st.text(max_size=20), st.sampled_from(["NA", "null", "'=1", "a | b", "a\rb", 'x;"y"\n', "007"])),
    int: st.integers(0, 10**9),
    float: st.floats(0, 1).map(lambda number: round(number, 3)),
}  # fmt: skip


def of(hint: Any, name: str = "") -> st.SearchStrategy[Any]:
    """Values of a type as the record's fields have them (a quote has one span at least)."""
    if hint == Moment:
        return MOMENTS
    origin = get_origin(hint)
    if origin is Annotated:
        kind, *meta = get_args(hint)
        pattern = next((m.pattern for m in meta if isinstance(m, msgspec.Meta) and m.pattern), None)
        return st.from_regex(pattern.replace("\\d", "[0-9]"), fullmatch=True) if pattern else of(kind, name)
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin in (UnionType, typing.Union):
        return st.one_of(of(option) for option in get_args(hint))
    if origin is list:
        return st.lists(of(get_args(hint)[0]), min_size=int(name == "spans"), max_size=2)
    if hint is NoneType:
        return st.none()
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = typing.get_type_hints(hint, include_extras=True)
        return st.builds(
            hint, **{field.name: of(hints[field.name], field.name) for field in msgspec.structs.fields(hint)}
        )
    return PLAIN[hint]


RECORDS = of(Record)
