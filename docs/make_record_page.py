"""Write docs/record.md from the types of the record: `python docs/make_record_page.py [--check]`."""

from __future__ import annotations

import sys
import typing
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from presselese import record
from presselese.export.columns import tables

PAGE = Path(__file__).with_name("record.md")
HEAD = """# The record, field by field

<!-- made by docs/make_record_page.py from pipeline/presselese/record.py: do not edit -->

A run writes one JSON object a release (`records/part-*.jsonl`). All offsets are Unicode code points, half-open:
`start`/`end` point into `text`, `raw_start`/`raw_end` into the raw text (`presselese show --raw FILE` prints it).
A value that is not known is `null`. `score` is a probability: of the values with score s a share of s is right.
`rule` names the table row or the model that made the value.

`text` holds the content zones only (headline, subhead, dateline, body, caption), repaired, in reading order. What is
left out (contact, navigation, comment forms …) stands in `zones` with its raw offsets and its own text.
"""
STRUCTS: tuple[type[Struct], ...] = (
    record.Record,
    record.Source,
    record.ReleaseMeta,
    record.Zone,
    record.Part,
    record.Repair,
    record.Entity,
    record.Person,
    record.Role,
    record.Reference,
    record.Organisation,
    record.Place,
    record.Link,
    record.DateValue,
    record.Anchor,
    record.Timex,
    record.Vague,
    record.Quote,
    record.Cue,
    record.Candidate,
    record.Topic,
    record.Warning,
    record.Span,
)


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for kind in STRUCTS:
        parts.append(
            f"\n## {kind.__name__}\n\n{(kind.__doc__ or '').strip()}\n\n| field | type | what |\n|---|---|---|\n"
        )
        hints = typing.get_type_hints(kind, include_extras=True)
        for item in msgspec.structs.fields(kind):
            hint = hints[item.name]
            parts.append(f"| `{item.encode_name}` | {_type(hint)} | {_description(hint)} |\n")
    parts.append(
        "\n# The tables\n\nPlain CSV in `tables/`; `presselese.read_outputs(RUN)` brings the dtypes.\n"
    )
    for table in tables():
        parts.append(f"\n## {table.name}.csv\n\n| column | dtype | what |\n|---|---|---|\n")
        parts.extend(
            f"| `{column.name}` | {column.dtype} | {column.description} |\n" for column in table.columns
        )
    return "".join(parts)


def _type(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is Annotated:
        return _type(get_args(hint)[0])
    if origin in (UnionType, typing.Union):
        return " or ".join("null" if option is NoneType else _type(option) for option in get_args(hint))
    if origin is list:
        return f"list of {_type(get_args(hint)[0])}"
    if origin is Literal:
        return " ".join(f"`{value}`" for value in get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]


def _description(hint: Any) -> str:
    for note in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
        if isinstance(note, Meta) and note.description:
            return note.description
    for option in get_args(hint) if get_origin(hint) in (UnionType, typing.Union) else ():
        if found := _description(option):
            return found
    return ""


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            raise SystemExit(f"{PAGE.name} is not what record.py says: run python docs/make_record_page.py")
    else:
        PAGE.write_text(page(), encoding="utf-8")
