"""What goes in: a Source as the readers give it, a Release as cleaning makes it of the Source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from presselese.alignment import Alignment


@dataclass(slots=True)
class Block:
    """A paragraph-like stretch of a marked-up source: `plain[start:end]`.

    `kind` says what the markup calls it (`h1`, `h2` …, `p`, `li`, `td`, `figcaption`, `title` …);
    `zone` is set where the reader knows more than cleaning could (chrome found by the extractor, a caption).
    `aside`: what stands beside the running text of a web page (a picture's caption). It is a zone of the record
    with its own text, like `contact`, and no part of `Release.text`.
    """

    start: int
    end: int
    kind: str
    zone: str | None = None
    aside: bool = False


@dataclass(slots=True)
class Source:
    """One release as read: decoded text, and what the container says about it.

    `raw` is the decoded text without BOM, line ends untouched (for html the markup). `plain` is the text without
    markup, `alignment` maps `plain` to `raw`; for plain text both are the same and `alignment` is None.
    `unparsed`: a web page whose markup nobody has looked at yet (`presselese.readers.html.parsed` does so); `plain` is
    the markup until then.
    `meta` holds fields of `presselese.record.ReleaseMeta` by name. `warnings` are (code, text).
    """

    raw: str
    path: str = ""
    member: str | None = None
    media_type: str = "text/plain"
    encoding: str | None = None
    id: str = ""
    plain: str = ""
    alignment: Alignment | None = None
    blocks: list[Block] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    unparsed: bool = False

    def __post_init__(self) -> None:
        if self.alignment is None and not self.plain:
            self.plain = self.raw
        if not self.id:
            self.id = source_id(self.path, self.member, self.raw.encode("utf-8", "surrogatepass"))


@dataclass(slots=True)
class Release:
    """A cleaned release. `text` is what the stages see; `alignment` maps it to `Source.raw`.

    `zones`, `parts`, `repairs` are plain dicts in the form of `presselese.record`, raw offsets included.
    """

    source: Source
    text: str
    alignment: Alignment
    zones: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    repairs: list[dict[str, Any]] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)
    warnings: list[tuple[str, str]] = field(default_factory=list)


def source_id(path: str, member: str | None, data: bytes) -> str:
    """16 hex digits of SHA-256 over path relative to the input, member and raw bytes."""
    digest = hashlib.sha256()
    for part in (
        path.encode("utf-8", "surrogatepass"),
        (member or "").encode("utf-8", "surrogatepass"),
        data,
    ):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:16]


def content_hash(raw: str) -> str:
    """SHA-256 of the raw text as UTF-8: equal releases have equal hashes wherever they lie."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
