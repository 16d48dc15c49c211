"""JSON: one release, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from presselese.readers import json_lines
from presselese.readers.encoding import decode
from presselese.readers.fields import source_of_object
from presselese.readers.item import Failure, Item, ReadError, Source, buffered


def read(item: Item) -> Iterator[Source | Failure]:
    """A Source for each object: the whole file, the items of a list, or of a list that is an object's only list."""
    data = item.content()
    try:
        value = json.loads(decode(data).text)
    except RecursionError:
        raise ReadError("the JSON is nested too deeply") from None
    except ValueError as error:
        if b"\n{" in data and data.lstrip()[:1] == b"{":
            import io

            item.stream = buffered(io.BytesIO(data))
            yield from json_lines.read(item)
            return
        raise ReadError(f"is no JSON: {error}") from None
    releases = _releases(value)
    if releases is None:
        yield source_of_object(item, value, data, None)
        return
    for number, release in enumerate(releases, start=1):
        content = json.dumps(release, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield source_of_object(item, release, content, number)


def _releases(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "text" not in value:
        lists = [
            entry
            for entry in value.values()
            if isinstance(entry, list) and entry and isinstance(entry[0], dict)
        ]
        if len(lists) == 1:
            return lists[0]
    return None
