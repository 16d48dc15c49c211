"""PDF, by pypdfium2: the text layer page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from presselese.readers.item import Failure, Item, MissingExtra, ReadError, Source, without_surrogates
from presselese.readers.published import date_in_file_name

_NO_TITLE = re.compile(
    r"^(microsoft word|untitled|unbenannt|dokument\d*$|document\d*$)|\.(docx?|pdf|indd|qxd|odt|rtf)$",
    re.IGNORECASE,
)
MAX_PAGES = 500


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source: the text of the pages with a form feed between two. A file without a text layer is a Failure."""
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise MissingExtra(".pdf files", "pdf") from None
    data = item.content()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("protected by a password") from None
        raise ReadError(f"the PDF is damaged: {error}") from None
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"{len(document)} pages, the limit is {MAX_PAGES}")
        pages = [_page_text(document, number) for number in range(len(document))]
        known = document.get_metadata_dict()
    finally:
        document.close()
    raw, warnings = without_surrogates("\f".join(pages))
    if not raw.strip():
        raise ReadError(f"no text layer: {len(pages)} pages of pictures; run it through OCR first")
    yield item.source(raw, data, "application/pdf", meta=_metadata(known, item.name), warnings=warnings)


def _page_text(document: Any, number: int) -> str:
    """Text of a page, line ends as one character.

    pdfium joins lines at a hyphen and leaves a mark; the hyphen and the line end are put back, since only cleaning
    knows whether the word is one (`Schulsanie-rung`) or two (`Nord-Süd`).
    """
    page = document[number]
    try:
        text: str = page.get_textpage().get_text_bounded()
    finally:
        page.close()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\ufffe", "-\n").replace("\x02", "-\n").replace("\x00", "").strip("\n")


def _metadata(known: dict[str, str], name: str) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    title = " ".join((known.get("Title") or "").split())
    if title and not _NO_TITLE.search(title):
        meta["title"] = title
    if found := date_in_file_name(name):
        meta.update(found)
    return meta
