"""Archives: .zip, .tar and their compressed kinds, one inside the other down to the limit of depth.

Members are read one after the other; a zip inside an archive goes to a temporary file. Names that lead out of the
archive, passwords, bombs (ratio, count, depth, total) and damaged members become Failures of their own.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from presselese.readers.formats import read_item
from presselese.readers.item import Failure, Item, ReadError, Source, buffered

_DRIVE = re.compile(r"[A-Za-z]:")


def read(item: Item) -> Iterator[Source | Failure]:
    """All documents of the archive and of those inside it."""
    if item.depth >= item.options.max_depth:
        yield item.failure(
            f"too deep: archives are read {item.options.max_depth} levels deep", state="skipped"
        )
    elif item.stream.peek(2)[:2] == b"PK":  # type: ignore[attr-defined]
        yield from _read_zip(item)
    else:
        yield from _read_tar(item)


def _read_zip(item: Item) -> Iterator[Source | Failure]:
    with tempfile.SpooledTemporaryFile(max_size=32 * 1024 * 1024) as copy:
        stream = item.stream
        if not stream.seekable():
            shutil.copyfileobj(stream, copy, 1024 * 1024)
            copy.seek(0)
            stream = copy  # type: ignore[assignment]
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise ReadError(f"is no zip archive or is cut off: {error}") from None
        with archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                name = _zip_name(info)
                yield from _read_member(item, archive, info, name)


def _read_member(
    item: Item, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> Iterator[Source | Failure]:
    member = item.member_name(name)
    options = item.options
    if reason := _leads_out(name):
        yield item.failure(reason, member=member)
    elif info.flag_bits & 1:
        yield item.failure("protected by a password", member=member)
    elif info.file_size > 1024 * 1024 and info.file_size > info.compress_size * options.max_ratio:
        ratio = info.file_size // max(1, info.compress_size)
        yield item.failure(
            f"unpacks 1 : {ratio}, the limit is 1 : {options.max_ratio} (zip bomb?)", member=member
        )
    else:
        item.budget.count()
        item.budget.spend(info.file_size)
        try:
            with archive.open(info) as stream:
                yield from read_item(_inner(item, name, member, buffered(stream), info.compress_size))
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
        ) as error:
            yield item.failure(f"the member is damaged: {error}", member=member)


def _read_tar(item: Item) -> Iterator[Source | Failure]:
    seen = 0
    try:
        with tarfile.open(fileobj=item.stream, mode="r|*") as archive:
            for info in archive:
                if info.isdir():
                    continue
                seen += 1
                name = info.name.removeprefix("./")
                member = item.member_name(name)
                if reason := _leads_out(name):
                    yield item.failure(reason, member=member)
                    continue
                item.budget.count()
                item.budget.spend(info.size)
                stream = archive.extractfile(info) if info.isfile() else None
                if stream is None:
                    yield item.failure("a link or device, no file", member=member, state="skipped")
                    continue
                yield from read_item(_inner(item, name, member, buffered(stream), None))
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        yield item.failure(f"is no tar archive or is cut off after {seen} members: {error}")


def _inner(item: Item, name: str, member: str, stream: object, packed: int | None) -> Item:
    inner = item.inner(PurePosixPath(name).name, stream, depth=item.depth + 1, packed=packed)  # type: ignore[arg-type]
    inner.member = member
    return inner


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Name with forward slashes. Without the UTF-8 flag names are in the code page of DOS, or in UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _leads_out(name: str) -> str | None:
    if name.startswith("/") or _DRIVE.match(name) or ".." in PurePosixPath(name).parts:
        return f"the name leads out of the archive: {name!r}"
    return None
