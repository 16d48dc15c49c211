"""Web archives (.warc, .warc.gz), by warcio: each page that was fetched with success."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from presselese.readers.formats import SUFFIXES, read_item
from presselese.readers.item import MIB, Failure, Item, MissingExtra, ReadError, Source, buffered

_KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/json": ".json", "text/markdown": ".md", "text/csv": ".csv", "application/rtf": ".rtf",
}  # fmt: skip


def read(item: Item) -> Iterator[Source | Failure]:
    """A Source for each response or resource; `member` is its address. A cut record is a Failure with its offset."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtra("web archives", "warc") from None
    records = ArchiveIterator(item.stream, check_digests=False)
    offset, seen = 0, 0
    while True:
        try:
            record = next(records)
            content, missing = _read(record, item.options.max_page)
        except StopIteration:
            break
        except (ArchiveLoadFailed, EOFError, ValueError, OSError, zlib.error) as error:
            yield item.failure(
                f"the record at byte {offset} is damaged or cut off: {' '.join(str(error).split())}"[:300]
            )
            return
        seen += 1
        if not record.rec_headers.get_header("Content-Length"):
            yield item.failure(f"the record at byte {offset} is damaged: it states no Content-Length")
            return
        url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        if missing:
            reason = f"the record at byte {offset} is cut off: {missing} bytes are missing"
            yield item.failure(reason, member=item.member_name(url or str(offset)))
            return
        if record.rec_type in ("response", "resource"):
            item.budget.count()
            yield from _documents(item, record, url, content)
        records.read_to_end()
        offset = records.offset
    if seen and records.fh.tell() > offset:
        yield item.failure(f"the record at byte {offset} is cut off in its head")
    elif not seen:
        raise ReadError("holds no record: not a web archive, or cut off in its first record")


def _read(record: Any, limit: int) -> tuple[bytes | None, int]:
    """The bytes of a record (None: more than the limit), and how many are missing at its end."""
    parts: list[bytes] = []
    size = 0
    while data := record.raw_stream.read(65536):
        size += len(data)
        if size <= limit:
            parts.append(data)
    return (b"".join(parts) if size <= limit else None), max(0, getattr(record.raw_stream, "limit", 0))


def _documents(item: Item, record: Any, url: str, raw: bytes | None) -> Iterator[Source | Failure]:
    headers = record.http_headers
    if headers is not None and not headers.get_statuscode().startswith("2"):
        reason = f"HTTP status {headers.get_statuscode()}"
        yield item.failure(reason, member=item.member_name(url), state="skipped")
        return
    if raw is None:
        yield item.failure(f"larger than {item.options.max_page // MIB} MB", member=item.member_name(url))
        return
    content = _content(raw, headers)
    if content is None:
        yield item.failure(
            "the content encoding of HTTP is not known or is broken", member=item.member_name(url)
        )
        return
    media = (headers.get_header("Content-Type") if headers is not None else None) or ""
    media = media or record.rec_headers.get_header("Content-Type") or ""
    kind, _, parameters = media.partition(";")
    name = _name(url, kind.strip().lower(), content)
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    meta = {"url": url} if url.startswith("http") else {}
    item.budget.spend(len(content))
    stream = buffered(io.BytesIO(content))
    yield from read_item(
        item.inner(name, stream, member=url or None, depth=item.depth + 1, hint=charset, meta=meta)
    )


def _content(raw: bytes, headers: Any) -> bytes | None:
    """The body without transfer and content encoding, None for an encoding that is not known."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

    if headers is None:
        return raw
    stream: Any = io.BytesIO(raw)
    if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    encoding = (headers.get_header("Content-Encoding") or "").lower().strip()
    if encoding in ("gzip", "deflate", "x-gzip"):
        stream = BufferedReader(stream, decomp_type="gzip" if "gzip" in encoding else encoding)
    elif encoding not in ("", "identity"):
        return None
    parts, size = [], 0
    while data := stream.read(65536):
        parts.append(data)
        size += len(data)
        if size > 256 * 2**20:
            return None
    return b"".join(parts)


def _name(url: str, kind: str, content: bytes) -> str:
    """A file name by which the reader is found: the media type decides, else the address."""
    if kind in _KINDS:
        return f"page{_KINDS[kind]}"
    path = PurePosixPath(urlsplit(url).path)
    if path.suffix.lower() in SUFFIXES:
        return path.name
    if content[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "page.html"
    return f"page.{kind.rsplit('/', 1)[-1] or 'unknown'}"
