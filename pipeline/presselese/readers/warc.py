"""Web archives (.warc, .warc.gz), by warcio: each page that was fetched with success."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from presselese.readers.formats import SUFFIXES, read_item
from presselese.readers.item import Failure, Item, MissingExtra, Source, buffered

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
    while True:
        offset = records.get_record_offset() if records.record is not None else 0
        try:
            record = next(records)
        except StopIteration:
            return
        except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
            yield item.failure(f"the record at or behind byte {offset} is damaged or cut off: {error}"[:300])
            return
        offset = records.get_record_offset()
        if record.rec_type not in ("response", "resource"):
            continue
        item.budget.count()
        results, cut = _record(item, record)
        if cut:
            member = item.member_name(str(record.rec_headers.get_header("WARC-Target-URI") or offset))
            yield item.failure(f"the record at byte {offset} is cut off: {cut}", member=member)
            return
        yield from results


def _record(item: Item, record: Any) -> tuple[Iterator[Source | Failure], str]:
    """The documents of a record, and, if it is cut off, how much is missing."""
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    limit = item.options.max_page
    try:
        raw = record.raw_stream.read(limit + 1)
        left = getattr(record.raw_stream, "limit", 0)
    except (EOFError, OSError) as error:
        return iter(()), str(error)
    if left > 0 and len(raw) <= limit:
        return iter(()), f"{left} bytes are missing"
    headers = record.http_headers
    if headers is not None:
        status = headers.get_statuscode()
        if not status.startswith("2"):
            return iter(
                (item.failure(f"HTTP status {status}", member=item.member_name(url), state="skipped"),)
            ), ""
    content = _content(raw, headers)
    if len(raw) > limit or content is None:
        reason = (
            f"larger than {limit // 2**20} MB" if len(raw) > limit else "can't be decoded (Content-Encoding)"
        )
        return iter((item.failure(reason, member=item.member_name(url)),)), ""
    media = (
        (headers.get_header("Content-Type") if headers is not None else None)
        or record.rec_headers.get_header("Content-Type")
        or ""
    )
    kind, _, parameters = media.partition(";")
    name = _name(url, kind.strip().lower(), content)
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    meta: dict[str, Any] = {"url": url} if url.startswith("http") else {}
    item.budget.spend(len(content))
    inner = item.inner(
        name, buffered(io.BytesIO(content)), member=url or None, depth=item.depth + 1, hint=charset, meta=meta
    )
    return read_item(inner), ""


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
