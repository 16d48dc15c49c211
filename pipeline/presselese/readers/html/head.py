"""What the head of a page states: meta tags, JSON-LD, links."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from presselese.readers.html.markup import Page

_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "creativework", "event", "product", "recipe")
_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass(slots=True)
class Head:
    """Fields of the head, as stated. `metas` are name or property in lower case → contents in order."""

    metas: dict[str, list[str]]
    articles: list[dict[str, Any]] = field(default_factory=list)
    """JSON-LD objects that describe the page's text, the most specific type first."""
    others: list[dict[str, Any]] = field(default_factory=list)
    og_title: str | None = None
    headline: str | None = None
    meta_title: str | None = None
    url: str | None = None
    sites: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Head:
        """Collect the fields of a page."""
        metas: dict[str, list[str]] = {}
        for attrs in page.metas:
            name = (
                attrs.get("property")
                or attrs.get("name")
                or attrs.get("itemprop")
                or attrs.get("http-equiv")
                or ""
            )
            content = attrs.get("content", "").strip()
            if name and content:
                metas.setdefault(name.lower().strip(), []).append(" ".join(content.split()))
        head = cls(metas)
        objects = list(_objects(page))
        head.articles = sorted((o for o in objects if _rank(o) is not None), key=lambda o: _rank(o) or 0)
        head.others = [o for o in objects if _rank(o) is None]
        head.og_title = head.first("og:title")
        head.meta_title = head.first("twitter:title", "title", "dc.title", "dcterms.title")
        for entry in head.articles:
            if (
                (_rank(entry) or 0) < 3
                and isinstance(entry.get("headline"), str)
                and entry["headline"].strip()
            ):
                head.headline = _clean(entry["headline"])
                break
        canonical = next(
            (a["href"] for a in page.links if "canonical" in a.get("rel", "").lower() and a.get("href")), None
        )
        head.url = next((u for u in (canonical, head.first("og:url")) if u and u.startswith("http")), None)
        head.sites = [
            *metas.get("og:site_name", []),
            *metas.get("application-name", []),
            *metas.get("publisher", []),
            *metas.get("dc.publisher", []),
        ]
        for entry in objects:
            for key in ("publisher", "isPartOf"):
                head.sites += _names(entry.get(key))
            if _types(entry) & {"website", "organization", "newsmediaorganization"}:
                head.sites += _names(entry)
        return head

    def first(self, *names: str) -> str | None:
        """Content of the first of these meta tags that the page has."""
        for name in names:
            if found := self.metas.get(name):
                return found[0]
        return None


def _objects(page: Page) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, nested ones too; broken scripts are left out."""
    for script in page.scripts[:30]:
        text = (
            _CONTROL.sub(" ", script)
            .strip()
            .removeprefix("<!--")
            .removesuffix("-->")
            .removeprefix("//<![CDATA[")
            .removesuffix("//]]>")
            .strip()
            .rstrip(";")
        )
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        queue = [value]
        for _ in range(2000):
            if not queue:
                break
            entry = queue.pop(0)
            if isinstance(entry, list):
                queue.extend(entry)
            elif isinstance(entry, dict):
                yield entry
                queue.extend(
                    v
                    for k, v in entry.items()
                    if isinstance(v, (dict, list))
                    and k
                    in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
                )


def _types(entry: dict[str, Any]) -> set[str]:
    kind = entry.get("@type", "")
    return {str(k).lower() for k in (kind if isinstance(kind, list) else [kind])}


def _rank(entry: dict[str, Any]) -> int | None:
    ranks = [rank for rank, word in enumerate(_ARTICLE_TYPES) for kind in _types(entry) if word in kind]
    return min(ranks) if ranks else None


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if not value.startswith("http") else []
    if isinstance(value, dict):
        name = value.get("name")
        return [_clean(name)] if isinstance(name, str) else []
    if isinstance(value, list):
        return [name for part in value[:5] for name in _names(part)]
    return []


def _clean(text: str) -> str:
    return " ".join(html.unescape(text).split())


names_of = _names
