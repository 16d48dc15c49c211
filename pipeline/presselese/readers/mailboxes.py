"""Mailboxes (.mbox): mails one after the other, each behind a line `From sender date`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from presselese.readers.formats import read_item
from presselese.readers.item import Failure, Item, ReadError, Source, buffered

SEPARATOR = re.compile(rb"From \S+ .*[0-9]{4}\s*$")
_QUOTED = re.compile(rb">+From ")


def read(item: Item) -> Iterator[Source | Failure]:
    """The documents of each mail; `member` is the mail's number from 1. One that is too long is a Failure."""
    if item.depth >= item.options.max_depth:
        yield item.failure(f"too deep: mails are read {item.options.max_depth} levels deep", state="skipped")
        return
    for number, data in enumerate(_mails(item.stream, item.options.max_document), start=1):
        member = item.member_name(str(number))
        if data is None:
            yield item.failure("the mail is longer than the limit", member=member)
            continue
        item.budget.count()
        inner = item.inner(f"{number}.eml", buffered(io.BytesIO(data)), depth=item.depth + 1)
        inner.member = member
        yield from read_item(inner)


def _mails(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The bytes of each mail, None for one above the limit; never more than one is held."""
    lines: list[bytes] = []
    size = 0
    begun, blank = False, True
    for line in iter(lambda: stream.readline(limit + 1), b""):
        if blank and SEPARATOR.match(line):
            if begun:
                yield b"".join(lines) if size <= limit else None
            lines, size, begun = [], 0, True
        elif not begun:
            raise ReadError("is no mailbox: it does not begin with a line `From sender date`")
        else:
            size += len(line)
            if size <= limit:
                lines.append(line[1:] if _QUOTED.match(line) else line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= limit else None
