"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from presselese.readers.encoding import decode
from presselese.readers.item import Failure, Item, Source, plain_source
from presselese.readers.published import date_in_file_name


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source: the decoded text as it stands."""
    data = item.content()
    yield plain_source(item, decode(data, item.hint), data, "text/plain", meta=date_in_file_name(item.name))
