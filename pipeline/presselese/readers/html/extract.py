"""Which blocks of a page are the release, and what the others are.

trafilatura votes for each block; rules correct it where it errs on press pages: the lead above the first paragraph is
taken back, list items and cells between kept ones too; link lists, share bars, comment forms, promotion inside the
article and captions are told apart. Each rule stands in a table (names.toml, phrases.toml) or in a function here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from presselese.readers.html.context import Context, characters_within
from presselese.readers.html.markup import HEADINGS, Node, Page, TextBlock
from presselese.readers.html.title import GENERIC, letters
from presselese.readers.published import dates_in

_SENTENCE_END = re.compile(r"[.!?…:]['\"“”«»›‹)\]]*\s*$")
ROWS = ("li", "td", "th", "dd", "dt")
LINK_LINE = 0.9
"""Share of a short line that is a link, above which the line is furniture."""
EARLY = 3
"""Paragraphs behind the headline among which a lead may have been lost."""
_WORDS = re.compile(r"\w+")
_LEADING = re.compile(r"^[\W_]{0,6}(?=\w)|^[\W_]+$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of phrases.toml."""

    pattern: re.Pattern[str]
    closes: bool
    longest: int


@cache
def phrases(kind: str) -> tuple[Phrase, ...]:
    """The rows of one kind, compiled once."""
    rows = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))[kind]
    return tuple(
        Phrase(re.compile(row["pattern"], re.IGNORECASE), row.get("closes", False), row.get("max", 320))
        for row in rows
    )


def phrase_of(kind: str, text: str) -> Phrase | None:
    """The row that the whole of a short text matches."""
    if len(text) > 320:
        return None
    text = " ".join(text.split())
    bare = _LEADING.sub("", text, count=1)
    for phrase in phrases(kind):
        if len(text) <= phrase.longest and (phrase.pattern.fullmatch(text) or phrase.pattern.fullmatch(bare)):
            return phrase
    return None


@dataclass(slots=True)
class Verdict:
    """Zone of each block (None: content, for cleaning to divide) and the blocks of the headline."""

    zones: list[str | None]
    headline: tuple[int, ...]


def judge(page: Page, votes: set[int] | None, headline: tuple[int, ...]) -> Verdict:
    """The zones of a page's blocks. `votes` are the blocks that trafilatura keeps (None: it was not asked)."""
    return _Judge(page, votes, headline).verdict()


class _Judge:
    def __init__(self, page: Page, votes: set[int] | None, headline: tuple[int, ...]) -> None:
        self.blocks = page.blocks
        self.context = Context()
        self.headline = headline
        self.early: list[int] = []  # the first paragraphs behind the headline
        self.extent = (0, 0)  # first and last kept block
        self.running = [_is_running_text(block) for block in self.blocks]
        self.flags = [self.context.of(block.node).flags for block in self.blocks]
        self.voted = votes if votes else self._dense()
        if headline and not any(index > headline[0] for index in self.voted):
            self.headline = ()  # a heading below all text is that of a box
        self.kept = [index in self.voted for index in range(len(self.blocks))]
        self.within = characters_within(
            block for index, block in enumerate(self.blocks) if index in self.voted
        )
        self.total = max(
            1, sum(len(self.blocks[index].text) for index in self.voted if index < len(self.blocks))
        )
        self.caption = [self._is_caption(index) for index in range(len(self.blocks))]
        self.chrome = [self._is_chrome(index) for index in range(len(self.blocks))]

    def verdict(self) -> Verdict:
        self._take_back_lead()
        self._take_back_headings()
        self._fill_gaps()
        for index in range(len(self.blocks)):
            if self.chrome[index] or self._is_teaser(index):
                self.kept[index] = False
        self._close_link_lists()
        self._drop_above_headline()
        self._drop_repeats()
        self._drop_bare_headings()
        kept = [index for index, keep in enumerate(self.kept) if keep]
        self.extent = (kept[0], kept[-1]) if kept else (len(self.blocks) + 6, -2)
        return Verdict([self._zone(index) for index in range(len(self.blocks))], self.headline)

    def _zone(self, index: int) -> str | None:
        if index in self.headline:
            return "headline"
        first, last = self.extent
        inside = self.kept[index] or first - 6 <= index <= last + 1
        if self.caption[index] and inside and not self.chrome[index]:
            return "caption"
        if not self.kept[index]:
            return "chrome"
        if self._is_contact(index):
            return "contact"
        return "meta" if _is_stamp(self.blocks[index].text) else None

    # what a block is, by itself
    def _is_caption(self, index: int) -> bool:
        flags, block = self.flags[index], self.blocks[index]
        if "figcaption" in flags or "figure" in flags:
            return len(block.text) < 600
        if block.kind in HEADINGS or "class_lead" in flags:
            return False
        if "class_caption" in flags and self._named(block, "caption", 0.2):
            return len(block.text) < 600
        return len(block.text) < 160 and phrase_of("credit", block.text) is not None

    def _named(self, block: TextBlock, kind: str, share: float) -> bool:
        """True where an element close by is of this kind by its names, and holds no more than a share of the text."""
        return any(
            kind in self.context.kinds(node) and self.within.get(node.index, 0) < share * self.total
            for node in block.node.ancestors(6)
        )

    def _is_chrome(self, index: int) -> bool:
        flags, block = self.flags[index], self.blocks[index]
        if index in self.headline:
            return False
        if flags & {"nav", "dialog"} or (flags & {"form"} and self._share_of_form(block) < 0.5):
            return True
        if any(
            self.within.get(node.index, 0) < 0.4 * self.total
            for node in self.context.of(block.node).chrome
            if node.tag != "header"
        ):
            return True
        if "footer" in flags and not self._in(block, "footer", 0.4):
            return True
        if (
            len(block.text) < 40
            and letters(block.text) in GENERIC
            and (block.kind in HEADINGS or block.link_length)
        ):
            return True
        return phrase_of("chrome", block.text) is not None or self._is_link(block)

    def _is_link(self, block: TextBlock) -> bool:
        """A line that is nothing but a link, or a file to download."""
        if len(block.text) > 160 or not block.link_length:
            return False
        return (
            block.link_length > LINK_LINE * len(block.text) or phrase_of("download", block.text) is not None
        )

    def _is_contact(self, index: int) -> bool:
        return "class_contact" in self.flags[index] and self._named(self.blocks[index], "contact", 0.3)

    def _share_of_form(self, block: TextBlock) -> float:
        """Share of the kept text in the form around a block."""
        for node in block.node.ancestors():
            if node.tag == "form":
                return self.within.get(node.index, 0) / self.total
        return 0.0

    def _in(self, block: TextBlock, tag: str, share: float) -> bool:
        return any(
            node.tag == tag and self.within.get(node.index, 0) >= share * self.total
            for node in block.node.ancestors()
        )

    # the text that trafilatura loses
    def _take_back_lead(self) -> None:
        """Running text between the headline and the first paragraphs, and what its class calls a lead nearby."""
        anchor = self.headline[-1] if self.headline else -1
        paragraphs = [
            index
            for index in range(anchor + 1, len(self.blocks))
            if self.kept[index] and not self.chrome[index] and self.running[index]
        ][:EARLY]
        if not paragraphs:
            return
        self.early = paragraphs
        first, last = paragraphs[0], paragraphs[-1]
        container = _container(self.blocks[first].node)
        for index in range(max(0, min(anchor + 1, first - 16) if self.headline else first - 16), last):
            block, flags = self.blocks[index], self.flags[index]
            if self.kept[index] or self.chrome[index] or self.caption[index]:
                continue
            lead = "class_lead" in flags and block.link_length == 0 and len(_WORDS.findall(block.text)) > 5
            if flags & {"nav", "aside", "form", "footer"} or not (lead or self.running[index]):
                continue
            behind_headline = bool(self.headline) and anchor < index < first + 12
            if (
                behind_headline
                or "class_lead" in flags
                or (index > first - 4 and _shares(block.node, container))
            ):
                self.kept[index] = True

    def _take_back_headings(self) -> None:
        """Kicker and sub-headline beside the headline, and a dateline that stands in a block of its own."""
        if not self.early:
            return
        beside = range(max(0, self.headline[0] - 2), self.headline[-1] + 3) if self.headline else range(0)
        for index in {*beside, self.early[0] - 1}:
            if (
                not 0 <= index < len(self.blocks)
                or self.kept[index]
                or self.chrome[index]
                or self.caption[index]
            ):
                continue
            block, flags = self.blocks[index], self.flags[index]
            if (
                block.link_length
                or len(block.text) > 160
                or flags & {"nav", "aside", "form", "footer", "hidden"}
            ):
                continue
            is_heading = index in beside and block.kind in HEADINGS
            is_dateline = index == self.early[0] - 1 and _DATELINE.fullmatch(block.text.strip()) is not None
            if is_heading or is_dateline:
                self.kept[index] = True

    def _fill_gaps(self) -> None:
        """Blocks between two kept ones of the same container, if they are text and not links."""
        last: int | None = None
        for index in range(len(self.blocks)):
            if not self.kept[index]:
                continue
            if last is not None and 1 < index - last <= 40:
                container = (
                    _container(self.blocks[index].node)
                    if self.blocks[index].kind in ROWS
                    else self.blocks[index].node.parent
                )
                for between in range(last + 1, index):
                    block = self.blocks[between]
                    if (
                        self.chrome[between]
                        or self.caption[between]
                        or self.flags[between] & {"aside", "figure"}
                    ):
                        continue
                    if container is None or not _shares(block.node, container):
                        continue
                    if self.running[between] or (
                        block.kind in (*ROWS, "h2", "h3", "h4") and block.link_length < 0.5 * len(block.text)
                    ):
                        self.kept[between] = True
            last = index

    def _close_link_lists(self) -> None:
        """A heading such as `Mehr zum Thema` takes the links behind it along."""
        closing: Node | None = None
        for index, block in enumerate(self.blocks):
            phrase = phrase_of("chrome", block.text) if self.chrome[index] else None
            if phrase is not None and phrase.closes:
                closing = block.node.parent
            elif closing is not None:
                if block.link_length > 0.6 * len(block.text) and index not in self.headline:
                    self.kept[index] = False
                elif self.kept[index]:
                    closing = None

    def _is_teaser(self, index: int) -> bool:
        """A teaser of another page, behind the first paragraphs (in front of them teasers are leads)."""
        if "class_teaser" not in self.flags[index] or not self.early or index <= self.early[-1]:
            return False
        return self._named(self.blocks[index], "teaser", 0.15)

    def _drop_above_headline(self) -> None:
        """Menus that stand above the headline as headings or lists: only what is next to it may be a kicker."""
        above = range(self.headline[0] - 3 if self.headline else 0)
        if any(self.kept[index] and len(self.blocks[index].text) > 120 for index in above):
            return  # text stands there: the heading is not where the page begins
        for index in above:
            if not _is_stamp(self.blocks[index].text):
                self.kept[index] = False

    def _drop_repeats(self) -> None:
        """The headline again, a paragraph twice (for small screens), a caption outside its figure."""
        captions = {
            letters(block.text) for block, is_one in zip(self.blocks, self.caption, strict=True) if is_one
        }
        seen = {letters(" ".join(self.blocks[index].text for index in self.headline))}
        for index, block in enumerate(self.blocks):
            if not self.kept[index] or index in self.headline or self.caption[index]:
                continue
            bare = letters(block.text)
            if len(bare) < 12:
                continue
            if bare in captions:
                self.caption[index] = True
            elif bare in seen:
                self.kept[index] = False
            seen.add(bare)

    def _drop_bare_headings(self) -> None:
        """Headings at the end of the text with nothing behind them: what stood there was no text."""
        for index in range(len(self.blocks) - 1, -1, -1):
            if not self.kept[index] or self.caption[index]:
                continue
            if (
                index in self.headline
                or self.blocks[index].kind not in HEADINGS
                or len(self.blocks[index].text) > 120
            ):
                return
            self.kept[index] = False

    def _dense(self) -> set[int]:
        """Without trafilatura: the container with the most running text, and the running text in it."""
        scores: dict[int, float] = {}
        nodes: dict[int, Node] = {}
        for index, block in enumerate(self.blocks):
            if self.flags[index] & {"nav", "footer", "aside", "form", "dialog"} or not self.running[index]:
                continue
            weight = float(len(block.text))
            node: Node | None = block.node.parent if block.kind in ("p", "li") else block.node
            for level in range(3):
                if node is None or node.parent is None:
                    break
                scores[node.index] = scores.get(node.index, 0.0) + weight / (1, 2, 4)[level]
                nodes[node.index] = node
                node = node.parent
        if not scores:
            return {
                i
                for i, block in enumerate(self.blocks)
                if not self.flags[i] & {"nav", "footer", "form"} and block.link_length < len(block.text) / 2
            }
        best = nodes[max(scores, key=lambda key: scores[key])]
        return {
            i
            for i, block in enumerate(self.blocks)
            if _shares(block.node, best)
            and (
                self.running[i]
                or (
                    block.kind in HEADINGS | {"li", "td", "th", "p"}
                    and block.link_length < len(block.text) / 2
                )
            )
        }


_STAMP = re.compile(
    r"\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|januar|jänner|februar|märz|april|mai|juni|juli"
    r"|august|september|oktober|november|dezember|mo|di|mi|do|fr|sa|so|jan|feb|mrz|apr|jun|jul|aug|sept?|okt|nov|dez|uhr|am|um"
    r"|vom|von|pm|stand|aktualisiert|geändert|letzte|änderung|veröffentlicht|erstellt|datum|zuletzt|und|h|min)\b|[\W\d_]+",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-ZÄÖÜ][\w.-]+(?:(?>[ /,]+)[\w.()-]+){0,5}(?:, (?:den |\d)[^,]{0,30})?\s?[.:–—|-]+")
_CLOCK = re.compile(r"\d\d?[:.]\d\d")


def _is_stamp(text: str) -> bool:
    """A date or time with little more than its label: `Stand: 04.03.2022, 10:15 Uhr`."""
    if len(text) > 70 or not (dates_in(text) or _CLOCK.search(text)):
        return False
    return len(_STAMP.sub("", text)) <= 2


def _is_running_text(block: TextBlock) -> bool:
    """Words enough for a sentence, and few of them links."""
    if block.link_length > 0.3 * len(block.text):
        return False
    words = len(_WORDS.findall(block.text[:2000]))
    return words >= 12 or (words >= 6 and bool(_SENTENCE_END.search(block.text[-200:])))


def _container(node: Node) -> Node:
    """The element that holds a block's neighbours: its grandparent, as far as there is one."""
    parent = node.parent or node
    return parent.parent or parent


def _shares(node: Node, container: Node) -> bool:
    return any(ancestor is container for ancestor in node.ancestors())
