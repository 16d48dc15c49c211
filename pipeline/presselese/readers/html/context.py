"""What the elements around a block say of it: navigation, footer, form, figure, and the names of their classes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from presselese.readers.html.markup import HEADINGS, Node, TextBlock

_WORD = re.compile(r"[A-Z]?[a-zäöüß]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "search": "form",
    "complementary": "aside",
}
_TAGS = {
    "nav": "nav", "menu": "nav", "footer": "footer", "aside": "aside", "form": "form", "select": "form",
    "button": "form", "dialog": "dialog", "figure": "figure", "figcaption": "figcaption", "caption": "table_caption",
    "header": "header", "address": "address", "details": "details", "article": "article", "main": "main",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """The words of names.toml: word → what an element with it may be."""

    kinds: dict[str, list[str]]

    def of(self, names: str) -> frozenset[str]:
        """The kinds that these class names, ids and roles stand for."""
        found: set[str] = set()
        for token in names.split():
            words = [word.lower() for word in _WORD.findall(token)]
            for first, second in zip(["", *words], [*words, ""], strict=True):
                for word in (second, first + second):
                    found.update(self.kinds.get(word, ()))
        return frozenset(found)


@cache
def names() -> Names:
    """The table of names, read once."""
    rows = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    kinds: dict[str, list[str]] = {}
    for kind, entries in rows.items():
        for entry in entries:
            for word in entry["words"]:
                kinds.setdefault(word.replace("-", ""), []).append(kind)
    return Names(kinds)


@dataclass(slots=True)
class Surroundings:
    """Flags of an element and all those around it, and the innermost one whose class is a kind of chrome."""

    flags: frozenset[str]
    chrome: tuple[Node, ...]


class Context:
    """Surroundings of the elements of one page, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, Surroundings] = {0: Surroundings(frozenset(), ())}
        self._kinds: dict[int, frozenset[str]] = {}

    def of(self, node: Node) -> Surroundings:
        """The surroundings of an element, those of its ancestors first (no recursion: pages may nest deeply)."""
        path: list[Node] = []
        current: Node | None = node
        while current is not None and current.index not in self._known:
            path.append(current)
            current = current.parent
        around = self._known[current.index] if current is not None else self._known[0]
        for element in reversed(path):
            around = self._known[element.index] = _within(element, self.kinds(element), around)
        return around

    def kinds(self, element: Node) -> frozenset[str]:
        """What the element's own names say it is."""
        found = self._kinds.get(element.index)
        if found is None:
            found = self._kinds[element.index] = _kinds(element)
        return found


def _within(element: Node, kinds: frozenset[str], around: Surroundings) -> Surroundings:
    flags: set[str] = set()
    attrs = element.attrs
    if kind := _TAGS.get(element.tag) or _ROLES.get(attrs.get("role", "")):
        flags.add(kind)
    if "hidden" in attrs or attrs.get("aria-hidden") == "true" or _HIDDEN.search(attrs.get("style", "")):
        flags.add("hidden")
    chrome = (*around.chrome[-20:], element) if "chrome" in kinds else around.chrome
    flags |= {f"class_{kind}" for kind in kinds - {"chrome"}}
    if not flags and chrome is around.chrome:
        return around
    return Surroundings(around.flags | flags, chrome)


def _kinds(element: Node) -> frozenset[str]:
    """What names.toml says of an element's class and id (a paragraph's or heading's id is only an anchor)."""
    own = element.tag if "-" in element.tag else ""
    if (not element.attrs and not own) or element.tag in ("html", "body"):
        return frozenset()
    anchor = "" if element.tag in HEADINGS or element.tag in ("p", "a", "li") else element.attrs.get("id", "")
    return names().of(f"{element.attrs.get('class', '')} {anchor} {own}")


def characters_within(blocks: Iterable[TextBlock]) -> dict[int, int]:
    """Characters of these blocks inside each element, by its index (at most 200 levels up from each block)."""
    total: dict[int, int] = {}
    for block in blocks:
        for node in block.node.ancestors():
            total[node.index] = total.get(node.index, 0) + len(block.text)
    return total
