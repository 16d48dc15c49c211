"""Web pages: a block list over the markup, what of it is the release, and the page's metadata.

Every character of `Source.plain` keeps its place in the markup (`Source.alignment`). Blocks that are furniture have
the zone `chrome`; they stay in `plain`, so that nothing is lost, and cleaning leaves them out of the text.

>>> from presselese.readers.html import kept_text
>>> kept_text("<h1>Neue Bänke</h1><p>Der Bauhof hat am Freitag zwölf Bänke &amp; Tische aufgestellt.</p>")
'Neue Bänke\\n\\nDer Bauhof hat am Freitag zwölf Bänke & Tische aufgestellt.'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from presselese.alignment import Alignment, Run
from presselese.readers.encoding import Decoded, declared_in_markup, decode
from presselese.readers.html.authors import find_author
from presselese.readers.html.dates import find_published
from presselese.readers.html.extract import Verdict, judge
from presselese.readers.html.head import Head
from presselese.readers.html.markup import Page, TextBlock, read_markup
from presselese.readers.html.title import find_title, letters
from presselese.readers.html.votes import vote
from presselese.readers.item import Block, Failure, Item, Source
from presselese.source import source_id

_ROWS = ("li", "td", "th", "dt", "dd")
_GROUPS = ("ul", "ol", "dl", "table", "menu")


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source of the page, unparsed if the item says so."""
    data = item.content(item.options.max_page)
    decoded = decode(data, item.hint or declared_in_markup(data))
    page = _unparsed(item, decoded, data, "text/html")
    yield page if item.later else parsed(page)


def read_page(item: Item, decoded: Decoded, data: bytes, media_type: str = "text/html") -> Source:
    """The Source of a page's markup; `data` are the bytes its id is computed from."""
    return parsed(_unparsed(item, decoded, data, media_type))


def _unparsed(item: Item, decoded: Decoded, data: bytes, media_type: str) -> Source:
    return Source(
        raw=decoded.text,
        path=item.path,
        member=item.member,
        media_type=media_type,
        encoding=decoded.encoding,
        id=source_id(item.path, item.member, data),
        meta={name: value for name, value in item.meta.items() if value},
        warnings=list(decoded.warnings),
        unparsed=True,
    )


def parsed(page: Source) -> Source:
    """The Source of an unparsed page, with text, blocks and metadata; what its container said of it wins."""
    source = read_text(page.raw, url=page.meta.get("url"))
    return replace(
        source,
        path=page.path,
        member=page.member,
        media_type=page.media_type,
        encoding=page.encoding,
        id=page.id,
        meta={**source.meta, **page.meta},
        warnings=[*page.warnings, *source.warnings],
    )


def read_text(markup: str, *, url: str | None = None) -> Source:
    """The Source of a page given as text. `url`, where known, helps with the title and the date."""
    page = read_markup(markup)
    head = Head.of(page)
    title = find_title(page, head, url)
    votes = vote(page)
    verdict = judge(page, votes, title.blocks)
    meta = _metadata(page, head, verdict, title.text, url)
    _mark_byline(page, verdict, meta.get("author"))
    plain, alignment, blocks = _laid_out(page, verdict)
    warnings: list[tuple[str, str]] = []
    if votes is None and page.blocks:
        warnings.append(
            ("extractor_timeout", "too large or too broken for trafilatura: read by the fast rules alone")
        )
    if page.truncated:
        warnings.append(("truncated_markup", "the markup ends before its elements are closed"))
    return Source(
        raw=markup,
        media_type="text/html",
        plain=plain,
        alignment=alignment,
        blocks=blocks,
        meta=meta,
        warnings=warnings,
    )


def kept_text(markup: str, *, url: str | None = None) -> str:
    """The text of a page that a record holds: its content zones after cleaning. What `evaluate --kind segments` scores."""
    from presselese.cleaning.clean import clean

    return clean(read_text(markup, url=url)).text


def _metadata(page: Page, head: Head, verdict: Verdict, title: str | None, url: str | None) -> dict[str, Any]:
    meta: dict[str, Any] = {}
    first = verdict.headline[0] if verdict.headline else None
    if title:
        meta["title"] = title
    if published := find_published(page, head, verdict.zones, first, url):
        meta["published"], meta["published_from"] = published.day, published.found
    if address := url or head.url:
        meta["url"] = address
    if head.sites:
        meta["issuer"] = head.sites[0]
    if author := find_author(page, head, verdict.zones, first):
        meta["author"] = author
    return meta


def _mark_byline(page: Page, verdict: Verdict, author: str | None) -> None:
    """A kept block that is no more than the author's name (`Von Ute Beispiel`) is the byline."""
    if not author:
        return
    for index, block in enumerate(page.blocks):
        bare = letters(block.text) if len(block.text) < len(author) + 30 else ""
        if verdict.zones[index] is None and letters(author) in bare and len(bare) < len(letters(author)) + 12:
            verdict.zones[index] = "byline"


def _laid_out(page: Page, verdict: Verdict) -> tuple[str, Alignment, list[Block]]:
    """Plain text with an empty line between blocks (list items and cells: a new line), its runs and its blocks."""
    parts: list[str] = []
    runs: list[Run] = []
    blocks: list[Block] = []
    at = 0
    previous: TextBlock | None = None
    for block, zone in zip(page.blocks, verdict.zones, strict=True):
        if previous is not None:
            separator = "\n" if _same_group(previous, block) else "\n\n"
            parts.append(separator)
            runs.append((at, at + len(separator), previous.runs[-1][3], block.runs[0][2]))
            at += len(separator)
        parts.append(block.text)
        runs.extend(
            (start + at, end + at, raw_start, raw_end) for start, end, raw_start, raw_end in block.runs
        )
        blocks.append(Block(at, at + len(block.text), block.kind, zone, aside=zone == "caption"))
        at += len(block.text)
        previous = block
    return "".join(parts), Alignment.of(runs), blocks


def _same_group(first: TextBlock, second: TextBlock) -> bool:
    """Two items of one list, or two cells of one table."""
    if first.kind not in _ROWS or second.kind not in _ROWS:
        return False
    groups = [
        next((n for n in block.node.ancestors(50) if n.tag in _GROUPS), None) for block in (first, second)
    ]
    return groups[0] is not None and groups[0] is groups[1]
