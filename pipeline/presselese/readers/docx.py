"""Word files (.docx): the paragraphs of the document in order, as they stand when all changes are accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from presselese.readers.item import MIB, Block, Failure, Item, ReadError, Source, without_surrogates
from presselese.readers.published import date_in_file_name, iso_date

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_PART_LIMIT = 100 * MIB
_LEFT_OUT = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_MC}Fallback",
    f"{_W}footnoteReference",
    f"{_W}instrText",
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}sectPr",
}
_BREAKS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source; raw is the text of the paragraphs with an empty line between two (cells of a table: a line each)."""
    data = item.content()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        raise ReadError(f"is no .docx file or is cut off: {error}") from None
    with archive:
        body = _part(archive, "word/document.xml", item)
        if body is None:
            raise ReadError("no word/document.xml inside: not a Word document")
        styles = _heading_styles(_part(archive, "word/styles.xml", item))
        meta = {**date_in_file_name(item.name), **_core(_part(archive, "docProps/core.xml", item))}
    reader = _Body(styles)
    reader.read(body)
    raw, warnings = without_surrogates("".join(reader.parts))
    if not raw.strip():
        raise ReadError("the document holds no text")
    if reader.changed:
        warnings.append(("tracked_changes", "the file holds tracked changes; read with all of them accepted"))
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    yield item.source(raw, data, media_type, meta=meta, warnings=warnings, blocks=reader.blocks)


class _Body:
    """Walks the XML without recursion over paragraphs; text boxes come after the paragraph that holds them."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0
        self.changed = False

    def read(self, root: Any) -> None:
        previous_cell = None
        for paragraph in root.iter(f"{_W}p"):
            if self._left_out(paragraph, root):
                continue
            text = self._text(paragraph).strip()
            if not text:
                continue
            kind, row = self._kind(paragraph)
            if self.parts:
                separator = "\n" if row is not None and row is previous_cell else "\n\n"
                self.parts.append(separator)
                self.length += len(separator)
            self.parts.append(text)
            self.blocks.append(Block(self.length, self.length + len(text), kind))
            self.length += len(text)
            previous_cell = row

    def _left_out(self, paragraph: Any, root: Any) -> bool:
        for ancestor in paragraph.iterancestors():
            if ancestor.tag in (f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"):
                return True
            if ancestor is root:
                return False
        return False

    def _text(self, paragraph: Any) -> str:
        pieces: list[str] = []
        stack = [iter(paragraph)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            tag = element.tag
            if tag in (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"):
                self.changed = True
            if tag == f"{_W}t":
                pieces.append(element.text or "")
            elif tag in _BREAKS:
                pieces.append(
                    "\n" if tag == f"{_W}br" and element.get(f"{_W}type") == "page" else _BREAKS[tag]
                )
            elif tag not in _LEFT_OUT and tag != f"{_W}p" and isinstance(tag, str):
                stack.append(iter(element))
        return "".join(pieces)

    def _kind(self, paragraph: Any) -> tuple[str, Any]:
        properties = paragraph.find(f"{_W}pPr")
        kind = "p"
        if properties is not None:
            style = properties.find(f"{_W}pStyle")
            if style is not None:
                kind = self.styles.get(style.get(f"{_W}val") or "", "p")
            if kind == "p" and properties.find(f"{_W}numPr") is not None:
                kind = "li"
        row = next(paragraph.iterancestors(f"{_W}tr"), None)
        return ("td" if row is not None and kind == "p" else kind), row


def _part(archive: zipfile.ZipFile, name: str, item: Item) -> Any:
    """Root of an XML part, None where there is no such part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise ReadError("protected by a password")
    if info.file_size > _PART_LIMIT or (
        info.file_size > MIB and info.file_size > info.compress_size * item.options.max_ratio
    ):
        raise ReadError(f"{name} unpacks to {info.file_size // MIB} MB: over the limits (zip bomb?)")
    try:
        data = archive.read(info)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data, parser)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, etree.XMLSyntaxError) as error:
        raise ReadError(f"{name} is damaged: {str(error)[:150]}") from None


def _heading_styles(styles: Any) -> dict[str, str]:
    """Style id → h1 … h6, by the built-in names (the ids are translated: `berschrift1`)."""
    kinds: dict[str, str] = {}
    if styles is None:
        return kinds
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        value = (name.get(f"{_W}val") or "").lower() if name is not None else ""
        identifier = style.get(f"{_W}styleId") or ""
        if value in ("title", "titel"):
            kinds[identifier] = "h1"
        elif value in ("subtitle", "untertitel"):
            kinds[identifier] = "h2"
        elif value.startswith("heading ") and value[8:9] in "123456":
            kinds[identifier] = f"h{value[8:9]}"
        elif value in ("caption", "beschriftung"):
            kinds[identifier] = "figcaption"
        elif value.startswith("list"):
            kinds[identifier] = "li"
    return kinds


def _core(core: Any) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    if core is None:
        return meta
    title = " ".join((core.findtext(f"{_DC}title") or "").split())
    if title:
        meta["title"] = title
    author = " ".join((core.findtext(f"{_DC}creator") or "").split())
    if author and author.lower() not in ("python-docx", "administrator", "user", "admin"):
        meta["author"] = author
    if day := iso_date(core.findtext(f"{_DCTERMS}created")):
        meta["published"], meta["published_from"] = day, "metadata"
    return meta
