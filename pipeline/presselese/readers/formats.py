"""Which module reads which file: by its suffix, checked against its first bytes."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath

from presselese.readers.encoding import looks_binary
from presselese.readers.item import Failure, Item, ReadError, Skip, Source

SUFFIXES = {
    ".txt": "text", ".text": "text", ".asc": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rtf": "rtf",
    ".eml": "mail",
    ".mbox": "mailboxes", ".mbx": "mailboxes",
    ".json": "json_files",
    ".jsonl": "json_lines", ".ndjson": "json_lines",
    ".csv": "tables", ".tsv": "tables",
    ".warc": "warc",
    ".zip": "archives", ".tar": "archives", ".tgz": "archives",
    ".gz": "compressed", ".xz": "compressed", ".bz2": "compressed", ".zst": "compressed",
}  # fmt: skip
"""Suffix → module of this package that reads it (`read(item)`). A new format is a line here and a module."""

ONE_RELEASE = frozenset(("text", "markdown", "html", "pdf", "docx", "rtf"))
"""Modules that give one document for a file."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"WARC/1.", "warc"),
    (b"\x1f\x8b", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"BZh", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
)
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTUAL = frozenset(("text", "markdown", "html", "mail", "mailboxes", "json_files", "json_lines", "tables"))
_STRICT = {"pdf": "%PDF-", "rtf": "{\\rtf", "docx": "PK", "archives": "PK"}


_NOTHING = {
    "tables": "the table has no rows",
    "archives": "the archive holds no file",
    "json_files": "the list is empty",
    "json_lines": "the file has no lines with an object",
}
"""What is said of a container in which nothing is."""


def read_item(item: Item) -> Iterator[Source | Failure]:
    """All documents of an item, or why there is none. What goes wrong becomes a Failure; nothing is raised."""
    try:
        kind = module_for(item)
        module = import_module(f"presselese.readers.{kind}")
        empty = True
        for found in module.read(item):
            empty = False
            blank = isinstance(found, Source) and not found.plain.strip()
            yield Failure(found.path, found.member, "failed", "holds no text") if blank else found
        if empty:
            yield item.failure(_NOTHING.get(kind, "holds no document"))
    except Skip as skip:
        yield item.failure(str(skip), state="skipped")
    except ReadError as error:
        yield item.failure(str(error))
    except EOFError:
        yield item.failure("the compressed data end too early: the file is cut off")
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError) as error:
        yield item.failure(f"the data are damaged: {_one_line(error)}")
    except RecursionError:
        yield item.failure("nested too deeply")
    except Exception as error:
        yield item.failure(f"can't be read: {type(error).__name__}: {_one_line(error)}")


def module_for(item: Item) -> str:
    """The module that reads this item; raises `Skip` for an unknown kind, `ReadError` for one that can't be read."""
    name = PurePosixPath(item.name.replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    by_name = SUFFIXES.get(suffix)
    head = item.stream.peek(8192)[:8192]  # type: ignore[attr-defined]
    if name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini"):
        raise Skip("a hidden file")
    found = sniff(head, by_name)
    if by_name is None and suffix and found not in ONE_RELEASE:
        raise Skip(f"unknown kind: {suffix} files are not read")
    if head == b"" and by_name not in ("archives", "compressed"):
        raise ReadError("the file is empty")
    if found is not None:
        return found
    if head.startswith(_OFFICE):
        raise ReadError(
            "a Word or Excel file of the old kind, or one with a password; expected: .docx without password"
        )
    if by_name in _STRICT and not name.lower().endswith((".tar", ".tgz")):
        if not looks_binary(head) and by_name in ("pdf", "docx"):
            raise ReadError(f"is no {suffix} file: begins with {_shown(head)}, expected {_STRICT[by_name]}")
        raise ReadError(f"is no {suffix} file or is damaged at its start: begins with {_shown(head)}")
    if by_name is None or by_name in _TEXTUAL:
        if looks_binary(head):
            raise ReadError(f"binary data, no text: begins with {_shown(head)}")
        return by_name or "text"
    return by_name


def sniff(head: bytes, by_name: str | None) -> str | None:
    """The module that the first bytes call for, None where they call for none or agree with the name."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        if by_name in ("docx", "archives"):
            return by_name
        return "docx" if b"word/" in head or b"[Content_Types].xml" in head[:200] else "archives"
    for magic, module in _MAGIC:
        if start.startswith(magic):
            return by_name if module == "compressed" and by_name in ("compressed", "archives") else module
    if b"%PDF-" in head[:1024] and by_name == "pdf":
        return "pdf"
    if by_name == "json_lines" and start.startswith(b"["):
        return "json_files"
    if by_name in ("html", "mail", "mailboxes", "json_files", "json_lines", "tables", "markdown"):
        return None
    lowered = start[:200].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or (
        lowered.startswith(b"<?xml") and b"<html" in head[:1000]
    ):
        return "html"
    return None


def _shown(head: bytes) -> str:
    return repr(head[:8].decode("latin-1"))


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
