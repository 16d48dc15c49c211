"""Markdown with front matter: the text without markup, each character with its place in the file."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from presselese.alignment import Alignment, Run
from presselese.readers.encoding import decode
from presselese.readers.item import Block, Failure, Item, Source, without_surrogates
from presselese.readers.published import date_in_file_name, iso_date

_FRONT = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)\r?\n(?P=mark)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"([A-Za-zÄÖÜäöü_-]{2,40})\s*:[ \t]*(.*)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_ITEM = re.compile(r"\s{0,12}(?:[*+-]|\d{1,9}[.)])\s+")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<image>!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)(?:\{[^}\n]{0,200}\})?)"
    r"|(?P<link>\[(?P<label>[^\[\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])(?:\{[^}\n]{0,200}\})?)"
    r"|(?P<auto><(?P<target>(?:https?://|mailto:)[^<>\s]{1,500}|[\w.+-]{1,80}@[\w.-]{1,80})>)"
    r"|(?P<comment><!--.{0,5000}?-->|\{[{%].{0,500}?[%}]\})"
    r"|(?P<break><br\s*/?>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,500}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<strong>\*\*|__(?!_)|~~)"
    r"|(?P<emphasis>[*_`])"
)
_KEYS = {
    "title": "title", "titel": "title", "date": "published", "datum": "published", "published": "published",
    "publishdate": "published", "pubdate": "published", "author": "author", "autor": "author", "authors": "author",
    "url": "url", "link": "url", "canonical": "url", "permalink": "url", "issuer": "issuer", "herausgeber": "issuer",
    "publisher": "issuer", "organisation": "issuer", "quelle": "issuer",
}  # fmt: skip


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source; raw is the file, front matter and markup included."""
    data = item.bytes()
    decoded = decode(data, item.hint)
    raw, warnings = without_surrogates(decoded.text)
    text = read_markdown(raw)
    meta = {**date_in_file_name(item.name), **text.meta}
    yield item.source(
        raw, data, "text/markdown", encoding=decoded.encoding, meta=meta, warnings=[*decoded.warnings, *warnings],
        plain=text.plain, alignment=text.alignment, blocks=text.blocks,
    )  # fmt: skip


@dataclass(slots=True)
class Text:
    """The text of a Markdown file, its place in the file, its blocks and the front matter's fields."""

    plain: str
    alignment: Alignment
    blocks: list[Block]
    meta: dict[str, Any]


def read_markdown(raw: str) -> Text:
    """Take the markup off; linear in the length of the text."""
    meta, start = front_matter(raw)
    builder = _Builder(raw)
    builder.read(start)
    return Text("".join(builder.parts), Alignment.of(builder.runs), builder.blocks, meta)


def front_matter(raw: str) -> tuple[dict[str, Any], int]:
    """Fields of the front matter (YAML's `key: value` lines, or TOML between `+++`) and where the text begins."""
    found = _FRONT.match(raw[:200_000])
    if found is None:
        return {}, 0
    values: dict[str, Any] = {}
    if found["mark"] == "+++":
        try:
            values = tomllib.loads(found["body"])
        except tomllib.TOMLDecodeError:
            values = {}
    else:
        key = ""
        for line in found["body"].splitlines():
            if field_line := _FIELD.match(line):
                key = field_line[1].lower()
                values.setdefault(key, _unquoted(field_line[2]))
            elif key and values.get(key) == "" and line.lstrip().startswith("- "):
                values[key] = _unquoted(line.lstrip()[2:])
            elif key and values.get(key) in (">", "|", ">-", "|-") and line.startswith(" "):
                values[key] = line.strip()
        if not values:
            return {}, 0
    meta: dict[str, Any] = {}
    for name, value in values.items():
        target = _KEYS.get(str(name).lower())
        if target == "published":
            if (day := iso_date(value)) and "published" not in meta:
                meta["published"], meta["published_from"] = day, "metadata"
        elif target is not None and target not in meta:
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            if text.strip() and (target != "url" or text.startswith("http")):
                meta[target] = " ".join(text.split())
    return meta, found.end()


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"').replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(part) for part in value[1:-1].split(","))
    return re.sub(r"\s+#.*$", "", value)


@dataclass(slots=True)
class _Builder:
    raw: str
    parts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    kind: str | None = None  # of the block that is open
    start: int = 0

    def read(self, start: int) -> None:
        fenced = False
        previous: tuple[int, int] | None = None
        for line in _LINE.finditer(self.raw, start):
            if line.start() == line.end():
                break
            text = line[0].rstrip("\r\n")
            at, end = line.start(), line.start() + len(text)
            if _FENCE.match(text):
                fenced = not fenced
                self._close()
            elif fenced:
                self._continue("pre", at, end, inline=False)
            elif not text.strip():
                self._close()
            elif self.kind == "p" and previous is not None and (setext := _SETEXT.match(text)):
                self.kind = "h1" if setext[1].startswith("=") else "h2"
                self._close()
            elif _RULE.match(text) or _TABLE_RULE.fullmatch(text):
                self._close()
            else:
                self._line(text, at, end)
            previous = (at, end)
        self._close()

    def _line(self, text: str, at: int, end: int) -> None:
        kind = "p"
        if quote := _QUOTE.match(text):
            at += quote.end()
            text = text[quote.end() :]
            if not text.strip():
                self._close()
                return
            kind = "blockquote"
        if heading := _HEADING.match(text):
            self._close()
            text = text.rstrip()
            closed = re.search(r"\s+#+$", text)
            end = at + (closed.start() if closed else len(text))
            self._continue(f"h{len(heading[1])}", at + heading.end(), end)
            self._close()
        elif bullet := _ITEM.match(text):
            after_item = self.kind == "li"
            self._close()
            self._continue("li", at + bullet.end(), end, separator="\n" if after_item else "\n\n")
        elif text.lstrip().startswith("|"):
            after_row = self.kind == "td"
            self._close()
            for cell in re.finditer(r"[^|]+", text):
                if cell[0].strip():
                    self._continue(
                        "td", at + cell.start(), at + cell.end(), separator="\n" if after_row else "\n\n"
                    )
                    after_row = True
                    self._close()
            self.kind = None
        else:
            self._continue(self.kind or kind, at, end)

    def _continue(
        self, kind: str, at: int, end: int, *, inline: bool = True, separator: str = "\n\n"
    ) -> None:
        """Add a line to the open block, or open one."""
        raw = self.raw
        hard = raw[at:end].endswith(("  ", "\\"))
        while at < end and raw[at] in " \t":
            at += 1
        while end > at and raw[end - 1] in " \t":
            end -= 1
        if end > at and raw[end - 1] == "\\" and hard:
            end -= 1
        if at >= end:
            return
        opened = self.kind is None
        before = self.length
        if opened:
            if self.parts:
                self._add(separator, self.runs[-1][3], at)
            self.start = self.length
        else:
            self._add("\n" if self.hard or kind == "pre" else " ", self.runs[-1][3], at)
        written = self.length
        if inline:
            self._inline(at, end)
        else:
            self._add(raw[at:end], at, end)
        if self.length == written:  # nothing but markup: take the separator back
            while self.length > before:
                self.length -= len(self.parts.pop())
                self.runs.pop()
            return
        self.kind = kind
        self.hard = hard

    hard: bool = False

    def _close(self) -> None:
        if self.kind is not None:
            self.blocks.append(Block(self.start, self.length, self.kind))
        self.kind = None
        self.hard = False

    def _add(self, text: str, start: int, end: int) -> None:
        if text:
            self.parts.append(text)
            self.runs.append((self.length, self.length + len(text), start, end))
            self.length += len(text)

    def _inline(self, at: int, end: int) -> None:
        """A line without its inline markup. Marks of emphasis go only where they stand at the edge of a word."""
        raw, last = self.raw, at
        for token in _INLINE.finditer(raw, at, end):
            if token.start() < last:
                continue
            group = token.lastgroup
            if group == "emphasis" or group == "strong":
                if not self._at_edge(token.start(), token.end(), at, end, token[0]):
                    continue
            self._add(raw[last : token.start()], last, token.start())
            last = token.end()
            if token["link"] is not None:
                self._inline(token.start("label"), token.end("label"))
            elif token["auto"] is not None:
                self._add(token["target"], token.start("target"), token.end("target"))
            elif token["entity"] is not None:
                self._add(html.unescape(token["entity"]), token.start(), token.end())
            elif token["break"] is not None:
                self._add("\n", token.start(), token.end())
        self._add(raw[last:end], last, end)

    def _at_edge(self, start: int, stop: int, at: int, end: int, mark: str) -> bool:
        """True for a mark that opens or closes emphasis and has its partner in the line: not in `Bürger*innen`."""
        before = self.raw[start - 1] if start > at else " "
        after = self.raw[stop] if stop < end else " "
        if mark == "`":
            return True
        if before.isspace() and after.isspace():
            return False
        if before.isalnum() and after.isalnum():
            return False
        opens = not after.isspace() and not before.isalnum()
        rest = (
            self.raw[stop:end]
            if opens and not (before.isalnum() or before in ".,;:!?")
            else self.raw[at:start]
        )
        if mark in rest:
            return True
        return mark in self.raw[at:start] or mark in self.raw[stop:end]
