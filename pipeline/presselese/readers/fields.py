"""A release as an object of fields (.json, .jsonl, a row of a .csv)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from presselese.readers.item import Failure, Item, Source, without_surrogates
from presselese.readers.published import iso_date

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": ("text",),
    "title": ("title",),
    "published": ("published", "date"),
    "url": ("url",),
    "issuer": ("issuer",),
    "author": ("author",),
}
"""Our field → the names it is read from without options."""


def source_of_object(item: Item, value: object, data: bytes, number: int | None) -> Source | Failure:
    """The Source of one object; `number` is its line or place in the list, None where it is the whole file."""
    name = None if number is None else str(number)
    if not isinstance(value, dict):
        kind = type(value).__name__
        member = item.member_name(name) if name else None
        return item.failure(f"expected an object with the field `text`, found {kind}", member=member)
    names = {key: (item.options.fields[key],) if key in item.options.fields else NAMES[key] for key in NAMES}
    found = {
        key: next((value[n] for n in given if n in value and value[n] is not None), None)
        for key, given in names.items()
    }
    if number is not None:
        identifier = found["id"]
        member = item.member_name(_plain(str(identifier)) if identifier not in (None, "") else str(number))
    else:
        member = None
    text = found["text"]
    if not isinstance(text, str):
        wanted = names["text"][0]
        has = ", ".join(sorted(map(str, value))[:20]) or "none"
        reason = (
            f"no field `{wanted}` with text; the fields are: {has}; say which one holds it (--field text=NAME)"
            if text is None
            else f"`{wanted}` is no text but {type(text).__name__}"
        )
        return item.failure(_plain(reason), member=member)
    raw, warnings = without_surrogates(text)
    return item.source(
        raw,
        data,
        "application/json",
        encoding="utf-8",
        member=member,
        meta=metadata(found),
        warnings=warnings,
    )


def metadata(found: Mapping[str, Any]) -> dict[str, Any]:
    """Title, date, address, issuer, author of the fields, as `ReleaseMeta` names them."""
    meta: dict[str, Any] = {}
    for key in ("title", "url", "issuer", "author"):
        value = found.get(key)
        if isinstance(value, list):
            value = ", ".join(str(part) for part in value if isinstance(part, str))
        if isinstance(value, str) and value.strip():
            meta[key] = " ".join(_plain(value).split())
    if (day := iso_date(found.get("published"))) is not None:
        meta["published"], meta["published_from"] = day, "metadata"
    return meta


def _plain(text: str) -> str:
    return without_surrogates(text)[0]
