"""A single compressed file: .gz .xz .bz2 .zst. What is inside is read under the name without the suffix."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from presselese.readers import warc
from presselese.readers.formats import read_item
from presselese.readers.item import Failure, Item, MissingExtra, ReadError, Source, buffered

_MAGIC = ((b"\x1f\x8b", "gz"), (b"\xfd7zXZ\x00", "xz"), (b"BZh", "bz2"), (b"\x28\xb5\x2f\xfd", "zst"))


def read(item: Item) -> Iterator[Source | Failure]:
    """The documents of the unpacked file."""
    if item.depth >= item.options.max_depth:
        yield item.failure(
            f"too deep: archives are read {item.options.max_depth} levels deep", state="skipped"
        )
        return
    path = PurePosixPath(item.name)
    name = path.stem if path.suffix.lower() in (".gz", ".xz", ".bz2", ".zst") else path.name
    if name.lower().endswith(
        ".warc"
    ):  # packed record by record: its reader unpacks it, and knows offsets in the file
        yield from warc.read(item)
        return
    inner = item.inner(
        name, buffered(_Counted(unpack(item.stream), item)), depth=item.depth + 1, meta=item.meta
    )
    yield from read_item(inner)


def unpack(stream: BinaryIO) -> BinaryIO:
    """The unpacked stream, by the first bytes."""
    head = stream.peek(8)[:8]  # type: ignore[attr-defined]
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if kind == "gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if kind == "xz":
        return cast(BinaryIO, lzma.LZMAFile(stream))
    if kind == "bz2":
        return cast(BinaryIO, bz2.BZ2File(stream))
    if kind == "zst":
        try:
            import zstandard
        except ImportError:
            raise MissingExtra(".zst files", "zst") from None
        return cast(
            BinaryIO,
            zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream, read_across_frames=True),
        )
    raise ReadError(f"is not compressed as its name says: begins with {head!r}")


class _Counted:
    """Counts what is unpacked against the limit of the input."""

    def __init__(self, stream: Any, item: Item) -> None:
        self.stream = stream
        self.item = item

    def read(self, size: int) -> bytes:
        data: bytes = self.stream.read(size)
        self.item.budget.spend(len(data))
        return data
