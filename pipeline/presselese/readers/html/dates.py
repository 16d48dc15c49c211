"""The day a page was published: from JSON-LD and meta tags, time elements, date lines beside the headline, the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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

_IN_SCRIPT = re.compile(
    r"[\"'](?:datePublished|publish_?date|published_?at|publicationDate|publication_time|createdAt|created_at|dateCreated)"
    r"[\"']\s*:\s*[\"']((?:19|20)\d\d-[01]\d-[0-3]\d)",
    re.IGNORECASE,
)
_MONTH_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
LINE_WINS = 3.5
"""A date line this close to the headline is believed against the head's fields: pages show what they mean."""
FIRST_DAY = "1992-01-01"
"""No web page is older; what looks older is a year glued to a clock time."""


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
    stated = _in_json(head) or _in_metas(head)
    shown = _in_times(page, zones, headline)
    line = _beside_headline(page, zones, headline)
    addresses = [address for address in (url, head.url) if address]
    if stated:
        visible = {line.day if line else None, shown, *(date_in_path(address) for address in addresses)}
        if stated.berlin and (stated.midnight or stated.berlin in visible):
            return Published(stated.berlin, "metadata")
        certain = any(_is_month_of(address, stated.day) for address in addresses)
        if line and line.cost < LINE_WINS and not line.slashed and line.day != stated.day and not certain:
            return Published(line.day, "text")
        if stated.swapped and stated.swapped in visible:
            return Published(stated.swapped, "metadata")
        return Published(stated.day, "metadata")
    if shown and not (line and line.cost < 0):
        return Published(shown, "metadata")
    if line:
        return Published(line.day, "text")
    for address in addresses:
        if day := date_in_path(address):
            return Published(day, "url")
    if day := _in_text(page):
        return Published(day, "text", sure=False)
    if found := _IN_SCRIPT.search(page.raw):
        return Published(found[1], "metadata", sure=False)
    if day := _last_change(page):
        return Published(day, "text", sure=False)
    return None


def _is_month_of(address: str, day: str) -> bool:
    """Whether an address bears the month of a day: `/2020/03/neue-baenke`."""
    found = _MONTH_IN_PATH.search(address)
    return found is not None and f"{found[1]}-{found[2]}" == day[:7]


@dataclass(frozen=True, slots=True, order=True)
class _Line:
    cost: float
    day: str
    slashed: bool = False


@dataclass(frozen=True, slots=True)
class _Stated:
    """A day as a field states it; the next one if it is already that in Berlin; day and month swapped if that fits."""

    day: str
    berlin: str | None = None
    midnight: bool = False
    swapped: str | None = None

    @classmethod
    def of(cls, value: object) -> _Stated | None:
        day = iso_date(value)
        if day is None or day < FIRST_DAY:
            return None
        text = str(value)
        late = _LATE_UTC.search(text)
        berlin = (date.fromisoformat(day) + timedelta(days=1)).isoformat() if late else None
        slashed = re.match(r"\s*(\d\d?)[/.](\d\d?)[/.](\d{4})", text)
        swapped = (
            iso_date(f"{slashed[3]}-{slashed[1]}-{slashed[2]}") if slashed and int(slashed[1]) < 13 else None
        )
        return cls(day, berlin, bool(late and late[1] == "00"), swapped)


_LATE_UTC = re.compile(r"T2[23]:(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")


def _in_json(head: Head) -> _Stated | None:
    for entry in (*head.articles, *head.others):
        for key in ("datePublished", "dateCreated", "uploadDate"):
            value = entry.get(key)
            if isinstance(value, (str, int)) and (day := _Stated.of(value)):
                return day
    return None


def _in_metas(head: Head) -> _Stated | None:
    for name in _METAS:
        for value in head.metas.get(name, ()):
            if day := _Stated.of(value):
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


def _beside_headline(page: Page, zones: Sequence[str | None], headline: int | None) -> _Line | None:
    """A date line near the headline: short blocks above and below it, the nearest and the most explicit first."""
    blocks = page.blocks
    anchor = (
        headline
        if headline is not None
        else next((i for i, zone in enumerate(zones) if zone != "chrome"), None)
    )
    if anchor is None:
        return None
    found: list[_Line] = []
    for index in range(max(0, anchor - 8), min(len(blocks), anchor + 14)):
        block = blocks[index]
        text = block.text if zones[index] != "caption" else ""
        if len(text) > 200:
            text = text[:120] if zones[index] is None and index > anchor else ""
        for day, offset in _days(text):
            before = text[max(0, offset - 30) : offset]
            cost = abs(index - anchor) * (1.0 if index >= anchor else 1.3) + offset / 20
            if len(block.text) > 120:
                cost += 4
            if _UPDATED.search(before):
                cost += 5
            elif _STATED.search(before):
                cost -= 2
            if _NOT_A_PUBLICATION.search(text):
                cost += 4
            if any(_PUBLISHED_CLASS.search(node.names()) for node in (block.node, *block.inline)):
                cost -= 3
            found.append(_Line(cost, day, text[offset : offset + 6].count("/") > 1))
    return min(found) if found else None


def _in_text(page: Page) -> str | None:
    """A date line anywhere on the page that says it is one, else a short block of nothing but a date."""
    named: str | None = None
    alone: str | None = None
    for block in page.blocks:
        text = block.text
        if len(text) > 600:
            continue
        for day, offset in _days(text):
            before = text[max(0, offset - 40) : offset]
            if _UPDATED.search(before):
                continue
            if _STATED.search(before + " "):
                return day
            if named is None and any(
                _PUBLISHED_CLASS.search(node.names()) for node in (block.node, *block.inline)
            ):
                named = day
            if alone is None and len(text) < 40:
                alone = day
    return named or alone


def _last_change(page: Page) -> str | None:
    """The day of the last change, where nothing else is stated."""
    for block in page.blocks:
        if len(block.text) < 300 and _UPDATED.search(block.text) and (days := _days(block.text)):
            return days[0][0]
    return None


def _days(text: str) -> list[tuple[str, int]]:
    return [(day, offset) for day, offset in dates_in(text) if day >= FIRST_DAY]
