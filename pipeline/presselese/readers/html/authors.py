"""Who wrote a page: a person's name from JSON-LD, meta tags or the byline; the site's own name is no author."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from presselese.readers.html.head import Head, names_of
from presselese.readers.html.markup import Node, Page
from presselese.readers.html.title import letters
from presselese.readers.published import dates_in

_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(byline|author|autor|autorin|verfasser|vcard|fn|username)", re.IGNORECASE
)
_CAPITAL = r"(?:(?!(?:Von|By|Text|Artikel|Mehr|Die|Der|Das|In|Im|Am)\b|\w+t von\b)[A-ZÄÖÜ][\w’'.-]*[\w.])"
_NAME = rf"(?:(?:Dr|Prof|Dipl)\.[\w.-]*\s+)*{_CAPITAL}(?:\s+(?:von|van|de|der|zu|{_CAPITAL})){{0,3}}(?:\s+{_CAPITAL})"
_ONLY_NAME = re.compile(_NAME)
_INTRODUCED = re.compile(
    r"(?:^|[\s|·•–-])(?i:von|by|autor(?:in)?s?|autoren|verfasst von|verfasser(?:in)?|text|text und fotos?|text & fotos?"
    r"|geschrieben von|erstellt von|eingestellt von|veröffentlicht von|ein (?:artikel|beitrag|bericht) von)"
    rf"\s*:?\s*(?P<name>{_NAME})(?=$|[\s|·•,/–-])"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_PERSON = re.compile(
    r"\b(redaktion\w*|admin|presse\w*|team|gmbh|ag|e\.\s?v\.?|ev|stadt|gemeinde|landkreis|kreis|verein|verband\w*|bund|anstalt"
    r"|institut|stiftung|zeitung|online|webmaster|agentur|magazin|news|universität|ministerium|bundes\w+|landes\w+)(?=\W|$)"
    r"|\w\.(de|at|ch|com|org|net|eu)\b|https?:",
    re.IGNORECASE,
)


def find_author(page: Page, head: Head, zones: Sequence[str | None], headline: int | None) -> str | None:
    """The author's name, None where only the site is named."""
    sites = {letters(site) for site in head.sites}
    for name in (*_stated(head), *_in_byline(page, zones, headline)):
        name = " ".join(name.split())
        if _is_person(name, sites):
            return name
    return None


def _stated(head: Head) -> Iterator[str]:
    """Names that the head gives; references inside JSON-LD are followed."""
    persons = {entry["@id"]: entry for entry in head.others if isinstance(entry.get("@id"), str)}
    for entry in head.articles:
        for author in _as_list(entry.get("author")):
            if isinstance(author, dict) and "name" not in author and isinstance(author.get("@id"), str):
                author = persons.get(author["@id"], author)
            yield from names_of(author)
    for key in ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"):
        for name in head.metas.get(key, []):
            yield re.sub(r"^(von|by)\s+", "", name, flags=re.IGNORECASE)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _in_byline(page: Page, zones: Sequence[str | None], headline: int | None) -> Iterator[str]:
    """Names in short blocks around the headline: in an element that is called author, or behind `von`, `Text:`."""
    start = max(0, (headline or 0) - 4)
    for offset, block in enumerate(page.blocks[start : start + 22]):
        if len(block.text) > 200:
            continue
        for node in block.inline:
            if _BYLINE_CLASS.search(node.names()) and (found := _ONLY_NAME.fullmatch(_text_of(page, node))):
                yield found[0]
        if _BYLINE_CLASS.search(block.node.names()) and (found := _ONLY_NAME.fullmatch(block.text.strip())):
            yield found[0]
        if zones[start + offset] != "caption" and (found := _INTRODUCED.search(block.text)):
            rest = block.text[: found.start()] + block.text[found.end() :]
            if len(_WORD.findall(rest)) <= 6 and (found.start() == 0 or dates_in(block.text)):
                yield found["name"]


def _text_of(page: Page, node: Node) -> str:
    """The text directly inside an element, as far as the next tag."""
    start = page.raw.find(">", node.position) + 1
    stop = page.raw.find("<", start)
    return html.unescape(page.raw[start : stop if stop >= 0 else start]).strip()


def _is_person(name: str, sites: set[str]) -> bool:
    if not 3 < len(name) < 60 or "@" in name or letters(name) in sites or not name[:1].isupper():
        return False
    return " " in name and not _NO_PERSON.search(name)
