"""JSON Lines, one release a line, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from presselese.readers.fields import source_of_object
from presselese.readers.item import Failure, Item, Source, lines


def read(item: Item) -> Iterator[Source | Failure]:
    """A Source for each line; `member` is its `id`, or its number. The id is computed from the bytes of the line."""
    for number, line in lines(item.stream, item.options.max_line):
        if line is None:
            yield item.failure(
                f"line {number} is longer than the limit", member=item.member_name(str(number))
            )
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        line = line.strip()
        if not line:
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = f"line {number} is no JSON: {error}"
            yield item.failure(reason[:300], member=item.member_name(str(number)))
            continue
        yield source_of_object(item, value, line, number)
