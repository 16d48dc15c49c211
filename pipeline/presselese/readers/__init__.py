"""Readers: what goes in. A file a format; each gives `Source`s (text, metadata, alignment to the raw text).

`read_inputs` walks files and folders in sorted order; whatever can't be read comes as a `Failure` with a reason, the
rest is unharmed. Archives, mails and tables give a Source for each document in them and are never held in memory as
a whole.

>>> from presselese.readers import source_from_text
>>> source = source_from_text("Neue Bänke im Park\\n\\nDer Bauhof hat zwölf Bänke aufgestellt.", path="baenke.txt")
>>> source.path, source.media_type, source.raw[:10]
('baenke.txt', 'text/plain', 'Neue Bänke')
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from presselese.folder import is_run
from presselese.readers.formats import ONE_RELEASE, module_for, read_item
from presselese.readers.item import Budget, Failure, Item, ReaderOptions, ReadError, without_surrogates
from presselese.source import Source

__all__ = [
    "Failure",
    "ReaderOptions",
    "Source",
    "holds_one_release",
    "list_inputs",
    "read_file",
    "read_inputs",
    "source_from_text",
]

_DEFAULT = ReaderOptions()


def read_file(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    options: ReaderOptions = _DEFAULT,
    later: bool = False,
) -> Iterator[Source | Failure]:
    """All documents of a file. `name` is the path that records and ledger show (by default the file's own name).

    `later`: web pages come unparsed (`Source.unparsed`), for another process to parse.
    """
    file = Path(path)
    shown = _printable(name if name is not None else file.name)
    try:
        stream = file.open("rb")
    except OSError as error:
        yield Failure(shown, None, "failed", f"can't be opened: {error.strerror or error}")
        return
    with stream:
        budget = Budget(options.max_unpacked, options.max_members)
        yield from read_item(Item(file.name, shown, None, stream, options, budget, later=later))


def read_inputs(
    paths: Iterable[str | os.PathLike[str]], options: ReaderOptions = _DEFAULT
) -> Iterator[Source | Failure]:
    """All documents of these files and folders, in sorted order; paths are relative to the input they were found in."""
    for file, name in list_inputs(paths):
        if not file.exists():
            yield Failure(_printable(name), None, "failed", "not found")
        elif file.is_dir():
            yield Failure(_printable(name), None, "skipped", why_not_entered(file))
        else:
            yield from read_file(file, name=name, options=options)


def list_inputs(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Path, str]]:
    """The files that `read_inputs` would open, with the path that records show; cheap, nothing is opened.

    Hidden folders and runs are listed, not entered; so are inputs that do not exist.
    """
    for given in paths:
        root = Path(given)
        if root.is_dir() and not is_run(root):
            yield from _walk(root)
        else:
            yield root, root.name


def why_not_entered(folder: Path) -> str:
    """The reason for a folder that `list_inputs` lists."""
    return "a run of presselese, no input" if is_run(folder) else "a hidden folder"


def holds_one_release(path: str | os.PathLike[str]) -> bool:
    """True for a file that gives one document, by suffix and first bytes: a run may leave its reading to a worker."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            budget = Budget(_DEFAULT.max_unpacked, _DEFAULT.max_members)
            return module_for(Item(file.name, file.name, None, stream, _DEFAULT, budget)) in ONE_RELEASE
    except (OSError, ReadError):
        return False


def source_from_text(text: str, *, path: str = "", member: str | None = None, **meta: Any) -> Source:
    """A Source of plain text, with what is known of it (fields of `presselese.record.ReleaseMeta`)."""
    raw, warnings = without_surrogates(text.removeprefix("\ufeff"))
    known = {name: value for name, value in meta.items() if value is not None}
    if "published" in known:
        known.setdefault("published_from", "given")
    return Source(raw=raw, path=path, member=member, meta=known, warnings=warnings)


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    """Files below a folder, depth first, sorted by name.

    Links to folders are not followed (they may form a circle); a link that leads nowhere is listed, pipes are not.
    """
    folders = [root]
    while folders:
        path = folders.pop()
        if path == root or (path.is_dir() and not path.name.startswith(".") and not is_run(path)):
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name, reverse=True)
            folders += [
                Path(entry.path)
                for entry in found
                if entry.is_file()
                or entry.is_dir(follow_symlinks=False)
                or (entry.is_symlink() and not entry.is_dir())
            ]
        else:
            yield path, path.relative_to(root).as_posix()


def _printable(path: str) -> str:
    """A path that is no UTF-8 is escaped; forward slashes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return text.replace(os.sep, "/")
