"""CSV: one release a row, the columns found by option or by their names."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from presselese.readers.encoding import decode
from presselese.readers.fields import NAMES, metadata
from presselese.readers.item import MIB, Failure, Item, ReadError, Source, without_surrogates

_STATED_DELIMITER = re.compile(r"\"?sep=(.)\"?\r?\n")
"""The first line by which Excel is told the delimiter."""
GUESSES: dict[str, tuple[str, ...]] = {
    "id": ("id", "nr", "nummer", "kennung", "key", "guid"),
    "text": (
        "text", "volltext", "pressetext", "meldungstext", "inhalt", "content", "body", "fulltext", "full_text",
        "artikel", "nachricht", "meldung", "beschreibung", "description",
    ),
    "title": ("title", "titel", "überschrift", "ueberschrift", "headline", "schlagzeile", "betreff"),
    "published": (
        "published", "date", "datum", "veröffentlicht", "veroeffentlicht", "veröffentlichungsdatum", "pubdate",
        "publication_date", "erschienen", "published_at",
    ),
    "url": ("url", "link", "adresse", "href", "permalink"),
    "issuer": ("issuer", "herausgeber", "absender", "quelle", "source", "behörde", "behoerde", "organisation"),
    "author": ("author", "autor", "autorin", "verfasser"),
}  # fmt: skip
"""Our field → names of columns, lower case, the likeliest first."""


def read(item: Item) -> Iterator[Source | Failure]:
    """A Source for each row; `member` is its id, or its number from 1 (the header is not counted)."""
    csv.field_size_limit(256 * MIB)
    stream = _text(item)
    sample = stream.readline()
    stated = _STATED_DELIMITER.fullmatch(sample.removeprefix("\ufeff"))
    if stated:
        sample = stream.readline()
    if not sample.strip():
        raise ReadError("the table is empty: expected a first line with the names of the columns")
    delimiter = item.options.delimiter or (stated[1] if stated else _delimiter(sample, item.name))
    rows = csv.reader(_chained(sample, stream), delimiter=delimiter)
    header = [name.strip() for name in next(rows)]
    columns = _columns(header, item)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield item.failure(f"row {number} is no CSV: {error}", member=item.member_name(str(number)))
            continue
        if any(cell.strip() for cell in row):
            yield _source(item, row, columns, number, stream.encoding)
        else:
            number -= 1


def _source(
    item: Item, row: list[str], columns: dict[str, int], number: int, encoding: str
) -> Source | Failure:
    found = {name: row[column] for name, column in columns.items() if column < len(row)}
    member = item.member_name(found.get("id", "").strip() or str(number))
    if not found.get("text", "").strip():
        return item.failure(f"row {number} has no text ({len(row)} cells)", member=member)
    raw, warnings = without_surrogates(found["text"])
    data = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return item.source(
        raw, data, "text/csv", encoding=encoding, member=member, meta=metadata(found), warnings=warnings
    )


def _columns(header: list[str], item: Item) -> dict[str, int]:
    lowered = [name.lower() for name in header]
    columns: dict[str, int] = {}
    for name in NAMES:
        given = item.options.fields.get(name)
        if given is not None:
            if given.lower() not in lowered:
                raise ReadError(
                    f"no column {given!r} for `{name}`; the columns are: {', '.join(header)}"[:500]
                )
            columns[name] = lowered.index(given.lower())
            continue
        for guess in GUESSES[name]:
            if guess in lowered:
                columns[name] = lowered.index(guess)
                break
    if "text" not in columns:
        raise ReadError(
            f"no column for the text; the columns are: {', '.join(header)}; say which one holds it (--field text=NAME)"[
                :500
            ]
        )
    return columns


def _text(item: Item) -> io.TextIOWrapper:
    head = item.stream.peek(65536)[:65536]  # type: ignore[attr-defined]
    cut = head[: head.rfind(b"\n") + 1] or head
    encoding = decode(cut, item.hint).encoding
    stream = io.TextIOWrapper(item.stream, encoding=encoding, errors="replace", newline="")
    return stream


def _chained(first: str, stream: io.TextIOWrapper) -> Iterator[str]:
    yield first.removeprefix("\ufeff")
    for line in stream:
        yield line.replace("\0", "\ufffd")


def _delimiter(header: str, name: str) -> str:
    if name.lower().endswith(".tsv"):
        return "\t"
    counts = {delimiter: header.count(delimiter) for delimiter in (";", "\t", ",", "|")}
    best = max(counts, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else ","
