"""Rich Text Format, by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from presselese.readers.item import Failure, Item, MissingExtra, ReadError, Source, without_surrogates
from presselese.readers.published import date_in_file_name

_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d\d?)\\dy(\d\d?)")


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source; raw is the text that striprtf gives."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise MissingExtra(".rtf files", "rtf") from None
    data = item.content()
    markup = data.decode("cp1252", "replace")
    text = rtf_to_text(_without_pictures(markup), encoding="cp1252", errors="replace")
    if not text.strip():
        raise ReadError("the file holds no text")
    raw, warnings = without_surrogates(text)
    meta: dict[str, Any] = date_in_file_name(item.name)
    if (title := _TITLE.search(markup[:20000])) and title[1].strip():
        meta["title"] = title[1].strip()
    yield item.source(
        raw.strip("\n"), data, "application/rtf", encoding="cp1252", meta=meta, warnings=warnings
    )


def _without_pictures(markup: str) -> str:
    """Long runs of hexadecimal digits (pictures, fonts) say nothing and cost time."""
    return re.sub(r"[0-9a-fA-F\s]{2000,}", " ", markup)
