"""What a reader gets and what it gives: `Item` in, `Source` or `Failure` out; limits and errors in between."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal

from presselese.readers.encoding import Decoded
from presselese.source import Block, Source, source_id

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How inputs are read.

    `fields` maps our names (`text`, `id`, `title`, `published`, `url`, `issuer`, `author`) to the names of the file,
    for .json, .jsonl and .csv. The limits keep time and memory bounded; sizes are bytes.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    delimiter: str | None = None
    max_document: int = 64 * MIB
    max_page: int = 20 * MIB
    max_line: int = 64 * MIB
    max_members: int = 200_000
    max_unpacked: int = 64 * 1024 * MIB
    max_ratio: int = 200
    max_depth: int = 4


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gives no record: a line of the ledger. `reason` says what was found and what was expected."""

    path: str
    member: str | None
    state: Literal["failed", "skipped"]
    reason: str

    @property
    def id(self) -> str:
        """The id of path and member: the bytes of what can't be read are not hashed."""
        return source_id(self.path, self.member, b"")


class ReadError(Exception):
    """What a reader raises when a document can't be read; the text is the reason of the Failure."""


class Skip(ReadError):
    """A document that is left out on purpose: the Failure's state is `skipped`."""


class MissingExtra(ReadError):
    """A format whose library is not installed."""

    def __init__(self, kind: str, extra: str) -> None:
        super().__init__(f"reading {kind} needs an extra: pip install 'presselese[{extra}]'")


@dataclass(slots=True)
class Budget:
    """What all members of one input may use together."""

    unpacked: int
    members: int

    def spend(self, count: int) -> None:
        self.unpacked -= count
        if self.unpacked < 0:
            raise ReadError("the archive unpacks to more than the limit of all members together")

    def count(self) -> None:
        self.members -= 1
        if self.members < 0:
            raise ReadError("the archive has more members than the limit")


@dataclass(slots=True)
class Item:
    """One file, or one member of an archive, mail or table, to be read.

    `later`: web pages are left unparsed, another process will parse them. `name` decides on the format; `path` and `member` are those of the Source; `packed` is the number of bytes that it
    takes up in its archive; `hint` is the character set a container declares; `meta` what a container knows of it.
    """

    name: str
    path: str
    member: str | None
    stream: BinaryIO
    options: ReaderOptions
    budget: Budget
    depth: int = 0
    packed: int | None = None
    hint: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    later: bool = False

    def content(self, limit: int | None = None) -> bytes:
        """All bytes, if they are no more than the limit."""
        limit = self.options.max_document if limit is None else limit
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(
                f"more than {limit // MIB} MB: larger than the limit for one document of this kind"
            )
        if self.packed is not None and len(data) > MIB and len(data) > self.packed * self.options.max_ratio:
            ratio = len(data) // max(1, self.packed)
            raise ReadError(f"unpacks 1 : {ratio}, the limit is 1 : {self.options.max_ratio} (zip bomb?)")
        return data

    def inner(self, name: str, stream: BinaryIO, *, member: str | None = None, **values: Any) -> Item:
        """An item inside this one; `member` is its name in this one, None where it is the whole (a .gz)."""
        return Item(
            name=name,
            path=self.path,
            member=self.member_name(member) if member is not None else self.member,
            stream=stream,
            options=self.options,
            budget=self.budget,
            depth=values.pop("depth", self.depth),
            later=values.pop("later", self.later),
            **values,
        )

    def member_name(self, name: str) -> str:
        """Path of a member inside this item, forward slashes, no two the same: `a.zip/b.jsonl/17`."""
        full = f"{self.member}/{name}" if self.member else name
        unique, number = full, 1
        while (key := hash(unique)) in self.members:
            number += 1
            unique = f"{full}#{number}"
        self.members.add(key)
        return unique

    def failure(
        self, reason: str, *, member: str | None = None, state: Literal["failed", "skipped"] = "failed"
    ) -> Failure:
        """A line for this item, or for one of its members (`member` is the full name)."""
        return Failure(self.path, member if member is not None else self.member, state, reason)

    def source(
        self,
        raw: str,
        data: bytes,
        media_type: str,
        *,
        encoding: str | None = None,
        member: str | None = None,
        meta: Mapping[str, Any] | None = None,
        warnings: list[tuple[str, str]] | None = None,
        **values: Any,
    ) -> Source:
        """The Source of this item; `data` are the bytes that its id is computed from."""
        member = member if member is not None else self.member
        known = {name: value for name, value in {**(meta or {}), **self.meta}.items() if value}
        return Source(
            raw=raw,
            path=self.path,
            member=member,
            media_type=media_type,
            encoding=encoding,
            id=source_id(self.path, member, data),
            meta=known,
            warnings=list(warnings or []),
            **values,
        )


def plain_source(item: Item, decoded: Decoded, data: bytes, media_type: str, **values: Any) -> Source:
    """The Source of text without markup."""
    raw, warnings = without_surrogates(decoded.text)
    return item.source(
        raw, data, media_type, encoding=decoded.encoding, warnings=[*decoded.warnings, *warnings], **values
    )


def without_surrogates(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Pairs of surrogates are joined, lone ones (which no file can hold) become U+FFFD."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text, []
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text, [("encoding_guessed", "a lone surrogate became U+FFFD")]


def buffered(stream: Any) -> BinaryIO:
    """A stream whose first bytes can be looked at (`peek`)."""
    if isinstance(stream, (io.BufferedReader, io.BufferedRandom)):
        return stream
    return io.BufferedReader(_Raw(stream), 65536)  # type: ignore[return-value]


class _Raw(io.RawIOBase):
    """Any object with `read` as a raw stream, for buffering."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their number from 1; None stands for one that is longer than the limit (it is skipped)."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        yield number, None


__all__ = [
    "Block", "Budget", "Failure", "Item", "MissingExtra", "ReadError", "ReaderOptions", "Skip", "Source", "buffered",
    "lines", "plain_source", "without_surrogates",
]  # fmt: skip
