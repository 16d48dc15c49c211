"""From markup to blocks: every character of the text keeps its place in the markup.

`read_markup(raw)` walks the markup once, in linear time and without recursion, and gives a `Page`: the blocks of
text in reading order, each with the element it stands in, and the head's metadata. Entities are decoded, white space
is collapsed as a browser does it, tags, scripts, styles and comments are skipped. Broken markup is read like a
browser would in the main: missing end tags are implied, stray ones ignored.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from presselese.alignment import Run

_NAME = r"[a-zA-Z][^\s/>\x00<]*"
_TOKEN = re.compile(
    rf"<!--(?s:.*?)(?:-->|\Z)"
    rf"|<!\[CDATA\[(?P<cdata>(?s:.*?))(?:\]\]>|\Z)"
    rf"|<[!?][^>]*(?:>|\Z)"
    rf"|</(?P<close>{_NAME})[^<>]*>"
    rf"|<(?P<open>{_NAME})(?P<attrs>(?>[^<>\"']++|\"[^\"]*\"|'[^']*'){{0,400}}+)>"
    rf"|<(?P<open2>{_NAME})(?P<attrs2>[^<>]*)>"
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_TEXT_PIECE = re.compile(
    r"(?P<space>[ \t\n\r\f]+)|(?P<entity>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<plain>(?>[^ \t\n\r\f&]+)(?: (?>[^ \t\n\r\f&]+))*+|&)"
)

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "keygen",
        "basefont",
        "bgsound",
    ]
)
_RAW_TEXT = frozenset(
    ("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes", "template")
)
_SKIPPED = frozenset(("svg", "math", "noscript", "object", "canvas", "audio", "video", "datalist", "head"))
_HEAD_TAGS = frozenset(
    (
        "base",
        "link",
        "meta",
        "title",
        "script",
        "style",
        "noscript",
        "template",
        "noframes",
        "basefont",
        "bgsound",
        "html",
    )
)
_IMPLIED_END = {
    "li": ("li",), "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr", "td", "th"), "dt": ("dt", "dd"),
    "dd": ("dt", "dd"), "option": ("option",), "tbody": ("tr", "td", "th"), "body": ("head",),
}  # fmt: skip
_SCOPE = {
    "li": ("ul", "ol", "menu", "dir"), "td": ("table",), "th": ("table",), "tr": ("table",), "tbody": ("table",),
    "dt": ("dl",), "dd": ("dl",), "option": ("select",), "body": (),
}  # fmt: skip
_BARRIER = frozenset(("table", "td", "th", "html", "body"))
_END_OF_RAW = {tag: re.compile(rf"</{tag}(?=[\s/>])[^>]*>?", re.IGNORECASE) for tag in _RAW_TEXT}


class Node:
    """An element of the page: tag, attributes, parent, and where its start tag stands."""

    __slots__ = ("attrs", "depth", "index", "parent", "position", "tag")

    def __init__(
        self, tag: str, attrs: dict[str, str], parent: Node | None, position: int, index: int
    ) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.position = position
        self.index = index
        self.depth: int = parent.depth + 1 if parent else 0

    def ancestors(self, limit: int = 200) -> list[Node]:
        """This element and those around it, innermost first, no more than the limit (pages may nest deeply)."""
        nodes: list[Node] = []
        node: Node | None = self
        while node is not None and len(nodes) < limit:
            nodes.append(node)
            node = node.parent
        return nodes

    def names(self) -> str:
        """Class, id and role in lower case, for the tables of names."""
        attrs = self.attrs
        return f"{attrs.get('class', '')} {attrs.get('id', '')} {attrs.get('role', '')}".lower()


@dataclass(slots=True)
class TextBlock:
    """A stretch of text between two block-level tags. `runs` map `text` to the markup."""

    node: Node
    text: str
    runs: list[Run]
    kind: str
    link_length: int = 0
    bold_length: int = 0
    times: list[Node] = field(default_factory=list)
    inline: list[Node] = field(default_factory=list)

    @property
    def raw_start(self) -> int:
        return self.runs[0][2]


@dataclass(slots=True)
class Page:
    """The blocks of a page in reading order and what its head says."""

    raw: str
    blocks: list[TextBlock]
    title: str | None = None
    metas: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    """JSON-LD only."""
    times: list[tuple[Node, str]] = field(default_factory=list)
    """`time` elements (and other elements with `datetime`/`itemprop` dates) with their text."""
    lang: str | None = None
    elements: int = 0
    depth: int = 0
    truncated: bool = False


def read_markup(raw: str) -> Page:
    """The page of this markup. Offsets of all runs are code points into `raw`."""
    return _Walk(raw).page


class _Walk:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.page = Page(raw, [])
        self.root = Node("#document", {}, None, 0, 0)
        self.stack = [self.root]
        self.open: Counter[str] = Counter()
        self.skip_depth = 0
        self._new_buffer()
        self._walk()
        self._flush()

    # the text of the block being read
    def _new_buffer(self) -> None:
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int, int]] = []  # length of text, raw start, raw end
        self.link_length = 0
        self.bold_length = 0
        self.block_times: list[Node] = []
        self.inline: list[Node] = []
        self.owner: Node | None = None

    def _walk(self) -> None:
        raw, at, end = self.raw, 0, len(self.raw)
        search = _TOKEN.search
        while at < end:
            token = search(raw, at)
            if token is None:
                self._text(at, end)
                break
            if token.start() > at:
                self._text(at, token.start())
            at = token.end()
            if (name := token["open"] or token["open2"]) is not None:
                at = self._open(name.lower(), token["attrs"] or token["attrs2"] or "", token.start(), at)
            elif token["close"] is not None:
                self._close(token["close"].lower(), token.start())
            elif token["cdata"]:
                self._text(token.start("cdata"), token.end("cdata"))
        self.page.truncated = self.open["html"] > 0 and self.open["body"] > 0 and self.open["div"] > 2

    def _open(self, tag: str, attr_text: str, position: int, after: int) -> int:
        page = self.page
        page.elements += 1
        attrs = _attributes(attr_text) if attr_text else {}
        if tag == "meta":
            page.metas.append(attrs)
            return after
        if tag == "link":
            page.links.append(attrs)
            return after
        if tag in _RAW_TEXT:
            return self._raw_text(tag, attrs, after)
        if self.stack[-1].tag == "head" and tag not in _HEAD_TAGS:
            self._pop_to(("head",), frozenset())
        if tag == "html" and attrs.get("lang"):
            page.lang = attrs["lang"]
        if tag == "br":
            self._line_break(position, after)
            return after
        if tag in BLOCK_TAGS:
            self._flush()
            if self.open["p"] and tag not in ("html", "body", "button"):
                self._pop_to(("p",), _BARRIER)
            if tag in _IMPLIED_END:
                self._pop_to(_IMPLIED_END[tag], frozenset(_SCOPE[tag]))
        if tag in _VOID:
            if tag == "img":
                self._touch()
            return after
        if attr_text.endswith("/") and tag not in BLOCK_TAGS:
            return after
        node = Node(tag, attrs, self.stack[-1], position, page.elements)
        self.stack.append(node)
        self.open[tag] += 1
        page.depth = max(page.depth, node.depth)
        if tag in _SKIPPED:
            self.skip_depth += 1
        if tag == "time" or "datetime" in attrs or attrs.get("itemprop", "").startswith("date"):
            page.times.append((node, attrs.get("datetime") or attrs.get("content") or ""))
            if not self.skip_depth:
                self.block_times.append(node)
        if tag not in BLOCK_TAGS and attrs and not self.skip_depth and len(self.inline) < 50:
            self.inline.append(node)
        return after

    def _raw_text(self, tag: str, attrs: dict[str, str], after: int) -> int:
        found = _END_OF_RAW[tag].search(self.raw, after)
        stop, end = (found.start(), found.end()) if found else (len(self.raw), len(self.raw))
        if tag == "title" and self.page.title is None and not self.open["svg"]:
            self.page.title = " ".join(html.unescape(self.raw[after:stop]).split()) or None
        elif tag == "script" and "ld+json" in attrs.get("type", "").lower():
            self.page.scripts.append(self.raw[after:stop])
        return end

    def _close(self, tag: str, position: int) -> None:
        if tag == "br":
            self._line_break(position, position)
            return
        if tag in BLOCK_TAGS:
            self._flush()
        if self.open[tag]:
            self._pop_to((tag,), _BARRIER - {tag} if tag not in ("table", "body", "html") else frozenset())

    def _pop_to(self, tags: tuple[str, ...], barrier: frozenset[str]) -> None:
        """Close the innermost open element of these tags, unless one of the barrier stands in between."""
        if not any(self.open[tag] for tag in tags):
            return
        last = None
        for index in range(len(self.stack) - 1, max(0, len(self.stack) - 200), -1):
            tag = self.stack[index].tag
            if tag in tags:
                last = index
                if tag in ("tr", "p") or len(tags) == 1:
                    break
            elif tag in barrier:
                break
        if last is None:
            return
        for node in self.stack[last:]:
            self.open[node.tag] -= 1
            if node.tag in _SKIPPED:
                self.skip_depth -= 1
        del self.stack[last:]

    def _touch(self) -> None:
        if self.owner is None:
            self.owner = self.stack[-1]

    def _line_break(self, position: int, after: int) -> None:
        if self.skip_depth:
            return
        if self.pieces and self.pieces[-1] == "\n":
            self._flush()
        elif self.pieces:
            if self.pieces[-1] == " ":
                self.pieces.pop()
                self.runs.pop()
            if self.pieces:
                self._add("\n", position, after)

    def _add(self, text: str, start: int, end: int) -> None:
        self.pieces.append(text)
        self.runs.append((len(text), start, end))

    def _text(self, start: int, end: int) -> None:
        if self.skip_depth:
            return
        node = self.stack[-1]
        preserved = bool(self.open["pre"])
        linked = bool(self.open["a"])
        bold = bool(self.open["b"] or self.open["strong"])
        for piece in _TEXT_PIECE.finditer(self.raw, start, end):
            group = piece.lastgroup
            if group == "space":
                if not self.pieces:
                    continue
                text = piece[0] if preserved else " "
                if not preserved and self.pieces[-1] in (" ", "\n"):
                    continue
            elif group == "entity":
                text = html.unescape(piece[0])
                if not self.pieces and text in (" ", "\n", "\t", "\r"):
                    continue
                linked_length = len(text)
            else:
                text = piece[0]
            if self.owner is None or not self.pieces:
                self.owner = node
            self.pieces.append(text)
            self.runs.append((len(text), piece.start(), piece.end()))
            if group != "space":
                linked_length = len(text)
                if linked:
                    self.link_length += linked_length
                if bold:
                    self.bold_length += linked_length

    def _flush(self) -> None:
        """End of a block: what was read since the last one becomes a TextBlock, if it is more than white space."""
        while self.pieces and not self.pieces[-1].strip(" \t\r\n\f"):
            self.pieces.pop()
            self.runs.pop()
        if self.pieces and not "".join(self.pieces).isspace():
            runs: list[Run] = []
            at = 0
            for length, start, end in self.runs:
                if runs and runs[-1][3] == start and length == end - start and _straight(runs[-1]):
                    runs[-1] = (runs[-1][0], at + length, runs[-1][2], end)
                else:
                    runs.append((at, at + length, start, end))
                at += length
            owner = _block_element(self.owner or self.stack[-1])
            block = TextBlock(
                owner, "".join(self.pieces), runs, owner.tag, self.link_length, self.bold_length,
                self.block_times, self.inline,
            )  # fmt: skip
            self.page.blocks.append(block)
        self._new_buffer()


def _straight(run: Run) -> bool:
    return run[1] - run[0] == run[3] - run[2]


def _block_element(node: Node) -> Node:
    while node.tag not in BLOCK_TAGS and node.parent is not None:
        node = node.parent
    return node


def _attributes(text: str) -> dict[str, str]:
    attrs: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        name, double, single, bare = found.groups()
        value = double if double is not None else single if single is not None else bare or ""
        attrs.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return attrs
