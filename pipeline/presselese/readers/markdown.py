"""Markdown with front matter: the text without markup, each character with its place in the file."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
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
_HEADING_END = re.compile(r"\s+#+\s*$")
_CELL = re.compile(r"[^|]+")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_URL = r"\((?>[^()\n]|\([^()\n]{0,300}\)){0,2000}\)"
_INLINE = re.compile(
    r"(?P<escape>\\(?P<escaped>[!-/:-@\[-`{-~]))"
    rf"|(?P<image>!\[[^\]]{{0,500}}\]{_URL}(?:\{{[^}}\n]{{0,200}}\}})?"
    rf"|\[!\[[^\]]{{0,500}}\]{_URL}\]{_URL})"
    rf"|(?P<link>\[(?P<label>[^\[\]]{{0,500}})\](?:{_URL}|\[[^\]\n]{{0,100}}\])(?:\{{[^}}\n]{{0,200}}\}})?)"
    r"|(?P<auto><(?P<target>(?:https?://|mailto:)[^<>\s]{1,500}|[\w.+-]{1,80}@[\w.-]{1,80})>)"
    r"|(?P<comment><!--(?s:.{0,5000}?)-->|\{[{%].{0,500}?[%}]\})"
    r"|(?P<newline>(?P<hard>\\|[ ]{2,}|<br\s*/?>)?[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]?)*)"
    r"|(?P<break><br\s*/?>)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,500}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<mark>\*\*|__(?!_)|~~|[*_`])"
)
_KEYS = {
    "title": "title", "titel": "title", "date": "published", "datum": "published", "published": "published",
    "publishdate": "published", "pubdate": "published", "author": "author", "autor": "author", "authors": "author",
    "url": "url", "link": "url", "canonical": "url", "permalink": "url", "issuer": "issuer", "herausgeber": "issuer",
    "publisher": "issuer", "organisation": "issuer", "quelle": "issuer",
}  # fmt: skip


def read(item: Item) -> Iterator[Source | Failure]:
    """One Source; raw is the file, front matter and markup included."""
    data = item.content()
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
class _Piece:
    """A stretch of text and the stretch of the file it stands for. A mark of emphasis goes when its partner comes."""

    text: str
    start: int
    end: int


class _Builder:
    """Finds blocks line by line; the inline markup of a block is taken off when it closes."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.blocks: list[Block] = []
        self.length = 0
        self.kind: str | None = None  # of the open block
        self.separator = ""  # in front of it
        self.start = self.end = 0  # of its lines in the file
        self.pieces: list[_Piece] = []
        self.marks: dict[str, list[_Piece]] = {}  # opened, not closed yet

    def read(self, start: int) -> None:
        """All lines from this offset on."""
        fenced = False
        for line in _LINE.finditer(self.raw, start):
            if line.start() == line.end():
                break
            text = line[0].rstrip("\r\n")
            at, end = line.start(), line.start() + len(text)
            if _FENCE.match(text):
                fenced = not fenced
                self._close()
            elif fenced:
                self._add_line("pre", at, end)
            elif not text.strip():
                self._close()
            elif self.kind == "p" and (setext := _SETEXT.match(text)):
                self.kind = "h1" if setext[1].startswith("=") else "h2"
                self._close()
            elif _RULE.match(text) or _TABLE_RULE.fullmatch(text):
                self._close()
            else:
                self._line(text, at, end)
        self._close()

    def _line(self, text: str, at: int, end: int) -> None:
        kind = "p"
        if quote := _QUOTE.match(text):
            at += quote.end()
            text = text[quote.end() :]
            kind = "blockquote"
            if not text.strip():
                self._close()
                return
        if heading := _HEADING.match(text):
            self._close()
            closed = _HEADING_END.search(text)
            self._add_line(
                f"h{len(heading[1])}", at + heading.end(), at + (closed.start() if closed else len(text))
            )
            self._close()
        elif bullet := _ITEM.match(text):
            separator = "\n" if self.kind == "li" else "\n\n"
            self._close()
            self._add_line("li", at + bullet.end(), end, separator=separator)
        elif text.lstrip().startswith("|"):
            self._row(text, at)
        else:
            self._add_line(kind, at, end)

    def _row(self, text: str, at: int) -> None:
        """The cells of a table's row, a block each."""
        self._close()
        separator = "\n\n"
        for cell in _CELL.finditer(text):
            if cell[0].strip():
                self._add_line("td", at + cell.start(), at + cell.end(), separator=separator)
                self._close()
                separator = "\n"

    def _add_line(self, kind: str, at: int, end: int, *, separator: str = "\n\n") -> None:
        """Add a line to the open block, or open one."""
        if self.kind is None:
            self.kind, self.separator, self.start = kind, separator, at
        self.end = end

    def _close(self) -> None:
        """End of the open block: lay out its text, white space at its edges left out."""
        if self.kind is None:
            return
        if self.kind == "pre":
            self.pieces.append(_Piece(self.raw[self.start : self.end], self.start, self.end))
        else:
            self._inline(self.start, self.end)
        pieces = _stripped(self.pieces)
        if pieces:
            if self.parts:
                self._lay_out(_Piece(self.separator, self.runs[-1][3], pieces[0].start))
            start = self.length
            for piece in pieces:
                self._lay_out(piece)
            self.blocks.append(Block(start, self.length, self.kind))
        self.kind, self.pieces, self.marks = None, [], {}

    def _lay_out(self, piece: _Piece) -> None:
        self.parts.append(piece.text)
        self.runs.append((self.length, self.length + len(piece.text), piece.start, piece.end))
        self.length += len(piece.text)

    def _inline(self, at: int, end: int) -> None:
        """A stretch without its inline markup."""
        raw, last = self.raw, at
        for token in _INLINE.finditer(raw, at, end):
            if token.start() > last:
                self.pieces.append(_Piece(raw[last : token.start()], last, token.start()))
            last = token.end()
            if token["mark"] is not None:
                self._mark(token.start(), token.end(), at, end)
            elif token["newline"] is not None:
                self.pieces.append(_Piece("\n" if token["hard"] else " ", token.start(), token.end()))
            elif token["escaped"] is not None:
                self.pieces.append(_Piece(token["escaped"], token.start("escaped"), token.end()))
            elif token["link"] is not None:
                self._inline(token.start("label"), token.end("label"))
            elif token["auto"] is not None:
                self.pieces.append(_Piece(token["target"], token.start("target"), token.end("target")))
            elif token["entity"] is not None:
                self.pieces.append(_Piece(html.unescape(token["entity"]), token.start(), token.end()))
            elif token["break"] is not None:
                self.pieces.append(_Piece("\n", token.start(), token.end()))
        if end > last:
            self.pieces.append(_Piece(raw[last:end], last, end))

    def _mark(self, start: int, stop: int, at: int, end: int) -> None:
        """A mark of emphasis: text until its partner comes, then both go. `*` and `_` inside words are text
        (`Bürger*innen`)."""
        before = self.raw[start - 1] if start > at else " "
        after = self.raw[stop] if stop < end else " "
        piece = _Piece(self.raw[start:stop], start, stop)
        self.pieces.append(piece)
        inside_word = before.isalnum() and after.isalnum() and piece.text not in ("**", "`")
        opened = self.marks.setdefault(piece.text, [])
        if opened and not before.isspace() and not inside_word:
            opened.pop().text = ""
            piece.text = ""
        elif not after.isspace() and not inside_word:
            opened.append(piece)


def _stripped(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces that have text, without white space at the edges."""
    pieces = [piece for piece in pieces if piece.text]
    first = next((index for index, piece in enumerate(pieces) if not piece.text.isspace()), len(pieces))
    pieces = pieces[first:]
    while pieces and pieces[-1].text.isspace():
        pieces.pop()
    if pieces:
        lead = pieces[0]
        cut = len(lead.text) - len(lead.text.lstrip())
        if cut and lead.end - lead.start == len(lead.text):
            pieces[0] = _Piece(lead.text[cut:], lead.start + cut, lead.end)
        tail = pieces[-1]
        cut = len(tail.text) - len(tail.text.rstrip())
        if cut and tail.end - tail.start == len(tail.text):
            pieces[-1] = _Piece(tail.text[:-cut], tail.start, tail.end - cut)
    return pieces
