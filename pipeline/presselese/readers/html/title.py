"""The title of a page without the name of the site, and the block that shows it.

Headings, og:title, JSON-LD and the title element are compared: what two of them share is the title. A heading wins
over the head's fields where they agree, since it is what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from presselese.readers.html.context import Context
from presselese.readers.html.head import Head
from presselese.readers.html.markup import Node, Page

_SEPARATOR = re.compile(r"\s+[|–—·•»«›:/-]{1,2}\s+|\s*[|•»«›]\s*|\s+::\s+|(?<=\w):\s+(?=\S)")
_QUOTED = re.compile(r"«[^«»]{2,200}»|»[^«»]{2,200}«")
_EDGE = re.compile(r"^[\s|:•»›/–—-]+(?=\w)|[\s|:,•«»›/–—-]+$")
_LETTERS = re.compile(r"[\W_]+")
GENERIC = {
    "navigation", "navigationundservice", "hauptnavigation", "menü", "menu", "hauptmenü", "servicemenü", "startseite",
    "home", "homepage", "aktuelles", "aktuell", "news", "presse", "pressemitteilungen", "pressemitteilung",
    "pressemeldung", "pressemeldungen", "meldung", "meldungen", "nachrichten", "detail", "detailansicht", "artikel",
    "blog", "suche", "inhalt", "hauptinhalt", "willkommen", "kommentare", "newsletter", "impressum", "service",
    "presseinformation", "presseinformationen", "medienmitteilung", "medienmitteilungen", "beitrag", "beiträge",
    "neuigkeiten", "archiv", "cookies", "datenschutz", "pressearchiv", "presseportal", "aktuellemeldungen",
    "pressebereich", "newsdetail", "einzelansicht", "übersicht", "article", "quicklinks", "termine", "imagetitle",
    "archive", "pressespiegel", "kontakt", "seite", "thema", "themen", "content", "untitled", "unbenannt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """Text of the title, and the blocks that show it (none where no block does)."""

    text: str | None
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: its blocks (a heading may hold several), level 1 to 3."""

    text: str
    first: int
    last: int
    level: int
    named: bool


def find_title(page: Page, head: Head | None = None, url: str | None = None) -> Title:
    """The title of the page."""
    head = head or Head.of(page)
    sites = _site_names(head, url)
    stated = [_tidy(text) for text in (head.og_title, head.headline, head.meta_title, page.title) if text]
    cores = [core for text in stated if (core := without_site(text, sites))]
    best: tuple[float, Heading] | None = None
    headings = list(_headings(page, sites))
    only = [heading for heading in headings if heading.level == 1]
    lone = only[0] if len(only) == 1 and only[0].named and not (head.og_title or head.headline) else None
    for heading in headings:
        score = _score(heading, cores, stated, heading is lone)
        if score > 0 and (best is None or score > best[0]):
            best = (score, heading)
    if best is not None:
        heading = best[1]
        return Title(_tidied(_common(heading, cores)), tuple(range(heading.first, heading.last + 1)))
    if cores:
        title = _shown_part(cores, page) or _first_segment(cores[0])
        shown = _block_of(page, title)
        return Title(_tidied(title), () if shown is None else (shown,))
    return Title(None)


def _tidied(title: str) -> str:
    """Without separators at its edges and blanks in front of a colon."""
    if _QUOTED.search(title):
        return title
    return _EDGE.sub("", title.replace(" : ", ": "))


LONGEST = 600
"""Characters of a title that are looked at."""


def _tidy(text: str) -> str:
    return " ".join(text[:LONGEST].replace("\u00ad", "").replace("\u200b", "").split())


def without_site(text: str, sites: set[str]) -> str:
    """The title without segments that name the site; the longest segment where no site is known."""
    text = " ".join(text.split())
    cuts = _cuts(text)
    start, end = 0, len(text)
    changed = True
    while changed and cuts:
        changed = False
        last = next((cut for cut in reversed(cuts) if cut.end() < end and cut.start() > start), None)
        if last is not None and _is_site(text[last.end() : end], sites):
            end, changed = last.start(), True
            continue
        first = next((cut for cut in cuts if cut.start() > start and cut.end() < end), None)
        if first is not None and _is_site(
            text[start : first.start()], sites, exactly=first[0].startswith(":")
        ):
            start, changed = first.end(), True
    return text[start:end].strip()


def _cuts(text: str) -> list[re.Match[str]]:
    """The separators of a title; guillemets that stand around words are quotation marks."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [
        cut
        for cut in _SEPARATOR.finditer(text)
        if not any(start - 1 <= cut.start() < end for start, end in quoted)
    ]


def _is_site(segment: str, sites: set[str], exactly: bool = False) -> bool:
    """Whether a segment names the site; `exactly`: a kicker with a colon that is only like the site's name is none."""
    bare = letters(segment)
    if not bare or bare in GENERIC:
        return True
    if exactly:
        return bare in sites
    return any(
        bare == site or (len(bare) > 4 and (bare in site or site in bare) and len(bare) < 1.7 * len(site))
        for site in sites
    )


def letters(text: str) -> str:
    """Letters and digits in lower case: what titles are compared by."""
    return _LETTERS.sub("", text.lower())


def _site_names(head: Head, url: str | None) -> set[str]:
    names = {letters(name) for name in (*head.sites,) if name}
    address = url or head.url
    if address:
        host = urlsplit(address).hostname or ""
        labels = [
            label for label in host.split(".")[:-1] if label not in ("www", "m", "de", "news", "blog", "co")
        ]
        names |= {letters(label) for label in labels if len(label) > 2}
        names.add(letters(host.removeprefix("www.")))
    return {name for name in names if len(name) > 1}


def _headings(page: Page, sites: set[str]) -> Iterator[Heading]:
    context = Context()
    last: Node | None = None
    texts: list[str] = []
    start = 0
    named = False

    def heading() -> Iterator[Heading]:
        if last is not None:
            text = _tidy(" ".join(texts))
            if text and letters(text) not in GENERIC and letters(text) not in sites and len(text) < 400:
                yield Heading(text, start, start + len(texts) - 1, int(last.tag[1]), named)

    for index, block in enumerate(page.blocks):
        node = next((n for n in block.node.ancestors(6) if n.tag in ("h1", "h2", "h3")), None)
        if node is not None and node is last:
            texts.append(block.text)
            continue
        yield from heading()
        last, texts, start = node, [block.text], index
        if node is not None:
            flags = context.of(node).flags
            named = bool(flags & {"class_headline", "main", "article"})
            if flags & {"nav", "footer", "aside", "dialog", "form"} or context.of(node).chrome:
                last = None
    yield from heading()


def _score(heading: Heading, cores: list[str], stated: list[str], lone: bool) -> float:
    """How likely a heading is the title: agreement with what the head states, level, place.

    `lone`: the only h1 of a page whose head states nothing but its title element.
    """
    bare = letters(heading.text)
    agreement = 1.0 if lone else 0.0
    for weight, text in [(1.0, core) for core in cores] + [(0.7, text) for text in stated]:
        other = letters(text)
        if not other:
            continue
        if bare == other:
            agreement = max(agreement, 3.0 * weight)
        elif len(bare) > 8 and bare in other:
            part = 1.0 + len(bare) / len(other)
            if other.startswith(bare) and len(bare) > 15:
                part += 0.7
            elif not other.startswith(bare) and len(bare) < 0.5 * len(other):
                part = 0.2
            agreement = max(agreement, part * weight)
        elif len(other) > 8 and other in bare:
            whole = 0.5 if heading.level == 1 and bare.startswith(other) else 0.0
            agreement = max(agreement, (0.9 + whole + len(other) / len(bare)) * weight)
    level = {1: 1.0, 2: 0.4, 3: 0.1}[heading.level]
    if not agreement and cores and (heading.level > 1 or not _words_shared(heading.text, cores)):
        return 0.0
    return agreement + level + (0.3 if heading.named else 0.0) - heading.first / 100_000


def _words_shared(heading: str, cores: list[str]) -> bool:
    """True where heading and head agree in at least a third of the heading's longer words."""
    words = set(re.findall(r"\w{4,}", heading.lower()))
    stated = {word for core in cores for word in re.findall(r"\w{4,}", core.lower())}
    return not words or len(words & stated) * 3 >= len(words)


def _common(heading: Heading, cores: list[str]) -> str:
    """The heading, or the head's form of it where the heading has a kicker, a sub-headline or the site in it."""
    bare = letters(heading.text)
    agreed = max(cores, key=lambda core: cores.count(core), default="")
    ends = any(bare.endswith(letters(core)) for core in cores)
    if cores.count(agreed) > 2 and len(agreed) > 15 and not ends and bare.startswith(letters(agreed)):
        return agreed
    for core in cores:
        other = letters(core)
        if other == bare:
            return core if _SEPARATOR.search(core) and not _SEPARATOR.search(heading.text) else heading.text
        if len(other) > 15 and len(other) > 0.4 * len(bare):
            if bare.endswith(other):
                return core
            if bare.startswith(other) and (
                heading.last > heading.first or _SEPARATOR.search(heading.text[len(core) :])
            ):
                return core
    return heading.text


def _shown_part(cores: list[str], page: Page) -> str | None:
    """Where no heading shows the title: what a block shows of it, without a kicker in front or a site behind it."""
    whole = next((core for core in cores if _block_of(page, core) is not None), None)
    if whole:
        return whole
    for core in cores:
        for cut in _cuts(core):
            part = core[cut.end() :] if cut[0].startswith(":") else core[: cut.start()]
            if len(part.split()) > 2 and _block_of(page, part) is not None:
                return part.strip()
    return None


def _first_segment(title: str) -> str:
    """Where nothing shows the title: its first part, if the rest reads like names of sections or of the site."""
    cuts = [
        cut for cut in _cuts(title) if not cut[0].startswith(":") and cut[0].strip() not in ("-", "/", "–")
    ]
    if cuts and len(title[: cuts[0].start()].split()) > 1:
        return title[: cuts[0].start()].strip()
    return title


def _block_of(page: Page, text: str) -> int | None:
    bare = letters(text)
    for index, block in enumerate(page.blocks):
        if len(block.text) < 2 * len(text) + 40 and letters(block.text) == bare:
            return index
    return None
