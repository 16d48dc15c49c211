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

_SENTENCE_END = re.compile(r"[.!?…:]['\"“”«»›‹)\]]*\s*$")
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
        self.flags = [self.context.of(block.node).flags for block in self.blocks]
        self.voted = votes if votes else self._dense()
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
        self._fill_gaps()
        for index in range(len(self.blocks)):
            if self.chrome[index]:
                self.kept[index] = False
        self._close_link_lists()
        return Verdict([self._zone(index) for index in range(len(self.blocks))], self.headline)

    def _zone(self, index: int) -> str | None:
        if index in self.headline:
            return "headline"
        if self.caption[index] and (self.kept[index] or self._inside(index)) and not self.chrome[index]:
            return "caption"
        return None if self.kept[index] else "chrome"

    def _inside(self, index: int) -> bool:
        """Between the headline and the last kept block, in the article."""
        kept = [i for i, keep in enumerate(self.kept) if keep]
        if not kept:
            return False
        return kept[0] - 6 <= index <= kept[-1] + 1

    # what a block is, by itself
    def _is_caption(self, index: int) -> bool:
        flags = self.flags[index]
        block = self.blocks[index]
        if "figcaption" in flags or "class_caption" in flags:
            return len(block.text) < 600
        return "figure" in flags or (len(block.text) < 160 and phrase_of("credit", block.text) is not None)

    def _is_chrome(self, index: int) -> bool:
        flags, block = self.flags[index], self.blocks[index]
        if flags & {"nav", "dialog"} or (flags & {"form"} and self.share(block) < 0.5):
            return True
        for element in self.context.of(block.node).chrome:
            if self.within.get(element.index, 0) < 0.4 * self.total:
                return True
        if "footer" in flags and not self._in(block, "footer", 0.4):
            return True
        if phrase_of("chrome", block.text):
            return True
        return False

    def share(self, block: TextBlock) -> float:
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
        first = next((i for i, keep in enumerate(self.kept) if keep and i not in self.headline), None)
        if first is None:
            return
        start = self.headline[-1] + 1 if self.headline and self.headline[-1] < first else None
        if start is None:
            start = max(0, first - 4)
            container = _container(self.blocks[first].node)
        else:
            container = None
        for index in range(start, first):
            block = self.blocks[index]
            if (
                self.chrome[index]
                or self.caption[index]
                or self.flags[index] & {"nav", "aside", "form", "footer"}
            ):
                continue
            if container is not None and not _shares(block.node, container):
                continue
            if self._is_running_text(block):
                self.kept[index] = True

    def _fill_gaps(self) -> None:
        """Blocks between two kept ones of the same container, if they are text and not links."""
        last: int | None = None
        for index in range(len(self.blocks)):
            if not self.kept[index]:
                continue
            if last is not None and 1 < index - last <= 40:
                container = self.blocks[index].node.parent
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
                    if self._is_running_text(block) or (
                        block.kind in ("li", "td", "th", "dd", "dt", "h2", "h3", "h4")
                        and block.link_length < 0.5 * len(block.text)
                    ):
                        self.kept[between] = True
            last = index

    def _is_running_text(self, block: TextBlock) -> bool:
        text = block.text
        words = len(_WORDS.findall(text))
        if block.link_length > 0.3 * len(text):
            return False
        return words >= 12 or (words >= 6 and bool(_SENTENCE_END.search(text)))

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

    def _dense(self) -> set[int]:
        """Without trafilatura: the container with the most running text, and the running text in it."""
        scores: dict[int, float] = {}
        nodes: dict[int, Node] = {}
        for index, block in enumerate(self.blocks):
            if self.flags[index] & {"nav", "footer", "aside", "form", "dialog"} or not self._is_running_text(
                block
            ):
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
                self._is_running_text(block)
                or (
                    block.kind in HEADINGS | {"li", "td", "th", "p"}
                    and block.link_length < len(block.text) / 2
                )
            )
        }


def _container(node: Node) -> Node:
    """The element that holds a block's neighbours: its grandparent, as far as there is one."""
    parent = node.parent or node
    return parent.parent or parent


def _shares(node: Node, container: Node) -> bool:
    return any(ancestor is container for ancestor in node.ancestors()[:200])
