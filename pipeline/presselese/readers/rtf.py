"""Rich Text Format, by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from presselese.readers.item import Failure, Item, MissingExtra, ReadError, Source, without_surrogates
from presselese.readers.published import date_in_file_name

_OLD_SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_OLD_SET = re.compile(r"\s*\{\\rtf\d*\s*\\(mac|pca?)(?![a-z])")
_CODE_PAGE = re.compile(r"\\ansicpg(125[0-8])")
_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source; raw is the text that striprtf gives."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise MissingExtra(".rtf files", "rtf") from None
    data = item.content()
    markup = data.decode("cp1252", "replace")
    found = _OLD_SET.match(markup[:200])
    stated = _CODE_PAGE.search(markup[:200])
    encoding = _OLD_SETS[found[1]] if found else f"cp{stated[1]}" if stated else "cp1252"
    text = rtf_to_text(_prepared(markup), encoding=encoding, errors="replace")
    if not text.strip():
        raise ReadError("the file holds no text")
    raw, warnings = without_surrogates(text)
    meta: dict[str, Any] = date_in_file_name(item.name)
    if (title := _TITLE.search(markup[:20000])) and title[1].strip():
        meta["title"] = title[1].strip()
    yield item.source(
        raw.strip("\n"), data, "application/rtf", encoding=encoding, meta=meta, warnings=warnings
    )


def _prepared(markup: str) -> str:
    """Cells of tables become lines. Long runs of hexadecimal digits (pictures, fonts) go: they only cost time."""
    markup = re.sub(r"[0-9a-fA-F\s]{2000,}", " ", markup)
    return re.sub(
        r"\\(?:nest)?cell(?![a-z])", r"\\line ", re.sub(r"\\(?:nest)?row(?![a-z])", r"\\par ", markup)
    )
