"""Mails (.eml): the text of the mail, and each release that is attached to it."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from presselese.readers import mailboxes
from presselese.readers.encoding import decode
from presselese.readers.formats import read_item
from presselese.readers.html import read_page
from presselese.readers.item import Failure, Item, ReadError, Source, buffered, plain_source
from presselese.readers.published import iso_date

_SHORT = 40


def read(item: Item) -> Iterator[Source | Failure]:
    """A Source of the mail's text (the plain version, the HTML one if there is no other), then its attachments.

    A mailbox with the suffix of a mail is read as one.
    """
    if item.depth >= item.options.max_depth:
        yield item.failure(f"too deep: mails are read {item.options.max_depth} levels deep", state="skipped")
        return
    data = item.content()
    if data.startswith(b"From ") and len(re.findall(rb"(?m)^From \S+ .*[0-9]{4}\s*$", data)) > 1:
        item.stream = buffered(io.BytesIO(data))
        yield from mailboxes.read(item)
        return
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise ReadError("is no mail: it has no header lines")
    assert isinstance(message, EmailMessage)
    yield from read_message(item, message, data)


def read_message(item: Item, message: EmailMessage, data: bytes) -> Iterator[Source | Failure]:
    """The documents of a parsed mail; `data` are the bytes that the id of its text is computed from."""
    meta = _metadata(message)
    texts: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    _sort(message, texts, attached)
    body = _body(texts)
    if body is not None:
        yield _body_source(item, body, meta, data)
    elif not attached:
        yield item.failure("the mail holds no text and no attachment")
    for number, part in enumerate(attached, start=1):
        yield from _attachment(item, part, number, meta)


def _sort(message: EmailMessage, texts: list[EmailMessage], attached: list[EmailMessage]) -> None:
    """Texts and attachments in the order of the mail; forwarded mails count as attachments."""
    stack: list[Any] = [message]
    while stack:
        part = stack.pop()
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message:
            attached.append(part)
        elif part.is_multipart() and kind != "message/rfc822":
            stack.extend(reversed(list(part.iter_parts())))
        elif part.get_content_disposition() == "attachment" or (
            part.get_filename() and not kind.startswith("text/")
        ):
            if not (
                kind.startswith("image/")
                and (part.get_content_disposition() == "inline" or part["Content-ID"])
            ):
                attached.append(part)
        elif kind in ("text/plain", "text/html"):
            texts.append(part)


def _body(texts: list[EmailMessage]) -> EmailMessage | None:
    """The plain version, unless it is empty or only says that there is another one."""
    plain = next((part for part in texts if part.get_content_type() == "text/plain" and _length(part)), None)
    html = next((part for part in texts if part.get_content_type() == "text/html"), None)
    if plain is None or html is None:
        return plain or html
    return html if _length(plain) < _SHORT and _length(html) > 3 * _SHORT else plain


def _length(part: EmailMessage) -> int:
    """Bytes of text in a part, tags left out."""
    payload = part.get_payload(decode=True)
    return len(re.sub(rb"<[^<>]*>", b"", payload).strip()) if isinstance(payload, bytes) else 0


def _body_source(item: Item, part: EmailMessage, meta: dict[str, Any], data: bytes) -> Source | Failure:
    payload = part.get_payload(decode=True) or b""
    assert isinstance(payload, bytes)
    decoded = decode(payload, part.get_content_charset())
    if not decoded.text.strip():
        return item.failure("the mail holds no text")
    if part.get_content_type() == "text/html":
        source = read_page(item, decoded, data, media_type="message/rfc822")
        source.meta = {**source.meta, **meta}
        return source
    return plain_source(item, decoded, data, "message/rfc822", meta=meta)


def _attachment(
    item: Item, part: EmailMessage, number: int, meta: dict[str, Any]
) -> Iterator[Source | Failure]:
    kind = part.get_content_type()
    name = (part.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1]
    if kind == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        content = inner.as_bytes() if inner is not None else b""  # type: ignore[union-attr]
        name = name if name.lower().endswith(".eml") else f"{name or number}.eml"
    else:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
    if not name:
        name = f"{number}{_suffix(kind)}"
    if not content:
        yield item.failure("the attachment is empty", member=item.member_name(name))
        return
    item.budget.count()
    item.budget.spend(len(content))
    from_mail: dict[str, Any] = {
        key: meta[key] for key in ("published", "published_from", "issuer") if key in meta
    }
    for result in read_item(
        item.inner(
            name,
            buffered(io.BytesIO(content)),
            member=name,
            depth=item.depth + 1,
            hint=part.get_content_charset(),
            later=False,  # what the mail says of it is added below
        )
    ):
        if isinstance(result, Source):
            result.meta = {**from_mail, **result.meta}
        yield result


def _suffix(kind: str) -> str:
    known = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "application/rtf": ".rtf"}
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return known.get(kind, ".docx" if kind == word else f".{kind.rsplit('/', 1)[-1]}")


def _metadata(message: EmailMessage) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    if subject := " ".join(_header(message, "Subject").split()):
        meta["title"] = subject
    if day := iso_date(_header(message, "Date")):
        meta["published"], meta["published_from"] = day, "header"
    name, address = parseaddr(_header(message, "From"))
    if name or address:
        meta["issuer"] = name or address
    return meta


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; broken ones (8-bit bytes, bad dates) as far as they can be read."""
    try:
        value = str(message[name] or "")
    except Exception:
        value = str(dict(message.raw_items()).get(name, ""))
    if any("\udc80" <= char <= "\udcff" for char in value):
        value = decode(value.encode("utf-8", "surrogateescape")).text
    return value
