"""Who wrote a page: a person's name from JSON-LD, meta tags or the byline; the site's own name is no author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presselese.readers.html.head import Head, names_of
from presselese.readers.html.markup import Page
from presselese.readers.html.title import letters

_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(byline|author|autor|autorin|verfasser|vcard)", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\s*(von|by|autor(?:in)?|verfasst von|text|ein beitrag von|geschrieben von)\s*:?\s+", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Dipl)\.[\w.-]*\s+)*[A-ZÄÖÜ][\w’'.-]+(?:\s+(?:von|van|de|der|zu|und|[A-ZÄÖÜ][\w’'.-]*)){0,5}"
)
_NO_PERSON = re.compile(
    r"\b(redaktion|admin|presse\w*|team|gmbh|e\.\s?v\.|stadt|gemeinde|landkreis|webmaster|online)\b",
    re.IGNORECASE,
)


def find_author(page: Page, head: Head, zones: Sequence[str | None], headline: int | None) -> str | None:
    """The author's name, None where only the site is named."""
    sites = {letters(site) for site in head.sites}
    stated = [name for entry in head.articles for name in names_of(entry.get("author"))]
    for key in ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"):
        stated += head.metas.get(key, [])
    for name in stated:
        name = _PREFIX.sub("", name).strip()
        if _is_person(name, sites):
            return name
    return _in_byline(page, headline, sites)


def _in_byline(page: Page, headline: int | None, sites: set[str]) -> str | None:
    start = max(0, (headline or 0) - 5)
    for block in page.blocks[start : start + 25]:
        if len(block.text) > 160:
            continue
        named = any(_BYLINE_CLASS.search(node.names()) for node in (block.node, *block.inline))
        prefix = _PREFIX.match(block.text)
        if not named and not (prefix and len(block.text) < 60):
            continue
        text = block.text[prefix.end() :] if prefix else block.text
        found = _NAME.match(text.strip())
        if found and " " in found[0] and _is_person(found[0], sites):
            return found[0].strip()
    return None


def _is_person(name: str, sites: set[str]) -> bool:
    if not 3 < len(name) < 80 or name.startswith("http") or "@" in name or letters(name) in sites:
        return False
    return not _NO_PERSON.search(name)
