"""The day a page was published: from JSON-LD and meta tags, time elements, date lines beside the headline, the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presselese.readers.html.head import Head
from presselese.readers.html.markup import Node, Page
from presselese.readers.published import date_in_path, dates_in, iso_date

_METAS = (
    "article:published_time", "datepublished", "og:published_time", "og:article:published_time", "rnews:datepublished",
    "dcterms.created", "dc.date.created", "dcterms.issued", "dc.date.issued", "date", "dc.date", "dcterms.date",
    "dc:date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "parsely-pub-date", "sailthru.date",
    "article.published", "published_time", "cxenseparse:recs:publishtime", "vr:published_time", "created",
    "article_date_original", "dcterms.available", "datecreated",
)  # fmt: skip
_PUBLISHED_CLASS = re.compile(
    r"(?:^|[\s_-])(publish|published|pubdate|entry-date|post-date|date|datum|created|veröffentlicht|time|zeit)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updat|modif|aktualis|geändert|letzte änderung|zuletzt|bearbeitet", re.IGNORECASE)
_NOT_A_PUBLICATION = re.compile(
    r"\b(uhr bis|termin|veranstaltung|beginn|anmeldeschluss|geboren|copyright)\b|©|\bbis\s+\d|[–-]\s*\d\d?\.\s?\d",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(veröffentlicht|erschienen|erstellt|publiziert|eingestellt|gepostet|geschrieben|online seit|published|posted|pressemitteilung|pressemeldung|medienmitteilung|datum|meldung|stand|vom|am)\W",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Published:
    """A day (ISO) and how it was found (`presselese.record.PublishedFrom`)."""

    day: str
    found: str
    sure: bool = True


def find_published(
    page: Page, head: Head, zones: Sequence[str | None], headline: int | None, url: str | None
) -> Published | None:
    """The day of publication, None where the page states none."""
    for search in (_in_json, _in_metas):
        if day := search(head):
            return Published(day, "metadata")
    if day := _in_times(page, zones, headline):
        return Published(day, "metadata")
    if day := _beside_headline(page, zones, headline):
        return Published(day, "text")
    for address in (url, head.url):
        if address and (day := date_in_path(address)):
            return Published(day, "url")
    if day := _in_text(page, zones):
        return Published(day, "text", sure=False)
    return None


def _in_json(head: Head) -> str | None:
    for entry in head.articles:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            value = entry.get(key)
            if isinstance(value, (str, int)) and (day := iso_date(value)):
                return day
    return None


def _in_metas(head: Head) -> str | None:
    for name in _METAS:
        for value in head.metas.get(name, ()):
            if day := iso_date(value):
                return day
    return None


def _in_times(page: Page, zones: Sequence[str | None], headline: int | None) -> str | None:
    """The `time` element that says it is the publication, else the first one in the article or at its headline."""
    nearby: list[tuple[float, str]] = []
    at_headline = page.blocks[headline].node.position if headline is not None else None
    kept = [block.node.position for block, zone in zip(page.blocks, zones, strict=True) if zone != "chrome"]
    if not kept:
        return None
    first, last = (at_headline if at_headline is not None else kept[0]), kept[-1]
    for node, value in page.times:
        day = iso_date(value) if value else None
        text = "" if day else _text_of(page, node)
        day = day or (iso_date(text) if text else None)
        if day is None:
            continue
        attrs = node.attrs
        if "pubdate" in attrs or "datepublished" in attrs.get("itemprop", "").lower():
            return day
        if _UPDATED.search(node.names() + attrs.get("itemprop", "")):
            continue
        distance = abs(node.position - first)
        if node.position > last or node.position < first - 8000:
            continue
        nearby.append((distance + (0 if _PUBLISHED_CLASS.search(node.names()) else 500), day))
    return min(nearby)[1] if nearby else None


def _text_of(page: Page, node: Node) -> str:
    for block in page.blocks:
        if node in block.times or node is block.node:
            return block.text[:80]
    return ""


def _beside_headline(page: Page, zones: Sequence[str | None], headline: int | None) -> str | None:
    """A date line near the headline: short blocks above and below it, the nearest and the most explicit first."""
    blocks = page.blocks
    anchor = (
        headline
        if headline is not None
        else next((i for i, zone in enumerate(zones) if zone != "chrome"), None)
    )
    if anchor is None:
        return None
    found: list[tuple[float, str]] = []
    for index in range(max(0, anchor - 8), min(len(blocks), anchor + 14)):
        text = blocks[index].text
        if len(text) > 200:
            text = text[:120] if zones[index] is None and index > anchor else ""
        for day, offset in dates_in(text):
            before = text[max(0, offset - 30) : offset]
            cost = abs(index - anchor) * (1.0 if index >= anchor else 1.3) + offset / 100
            if len(blocks[index].text) > 120:
                cost += 4
            if _UPDATED.search(before):
                cost += 5
            elif _STATED.search(before):
                cost -= 2
            if _NOT_A_PUBLICATION.search(text):
                cost += 4
            if _PUBLISHED_CLASS.search(blocks[index].node.names()):
                cost -= 2
            found.append((cost, day))
    return min(found)[1] if found else None


def _in_text(page: Page, zones: Sequence[str | None]) -> str | None:
    """A date line anywhere on the page that says it is one, else a short block of nothing but a date."""
    alone: str | None = None
    for block in page.blocks:
        text = block.text
        if len(text) > 300:
            continue
        for day, offset in dates_in(text):
            before = text[max(0, offset - 40) : offset]
            if _STATED.search(before + " ") and not _UPDATED.search(before):
                return day
            if alone is None and len(text) < 40:
                alone = day
    return alone


def all_days(texts: Sequence[str]) -> Iterator[str]:
    """Every day written out in these texts."""
    for text in texts:
        for day, _ in dates_in(text):
            yield day
