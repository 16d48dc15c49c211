"""Where a run is written: a folder of this machine, or an fsspec URL (`s3://bucket/archive`, extra `s3`).

Names are relative, with forward slashes. A file is written whole or not at all.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol


class DirectoryInUse(RuntimeError):
    """Another run works in this directory."""


class Folder(Protocol):
    """What a run needs of the place it is written to."""

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """The file has its old or its new content, whenever the process ends. Raises OSError (disk full …)."""

    def read(self, name: str) -> bytes:
        """The whole file. Raises FileNotFoundError."""

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file, line ends included."""

    def names(self, folder: str) -> list[str]:
        """The files of a sub-folder, sorted; empty where there is no such folder."""

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def remove(self, name: str) -> None:
        """Remove a file, or a sub-folder with all in it, if it is there."""

    def locked(self) -> AbstractContextManager[None]:
        """Hold the folder for one run. Raises DirectoryInUse; a crash leaves no lock behind."""


def is_run(path: Path) -> bool:
    """Whether a folder is the directory of a run: what stands there was written, and is no input."""
    return (path / "manifest.json").is_file() and (path / "schema.json").is_file()


def open_folder(target: str | Path | Folder) -> Folder:
    """The folder of a path or URL (made if it is missing)."""
    if isinstance(target, (str, Path)):
        return RemoteFolder(str(target)) if "://" in str(target) else LocalFolder(Path(target))
    return target


class LocalFolder:
    """A folder of this machine: files go under a temporary name, are synced and renamed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.tmp")
        try:
            with temporary.open("wb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        self._sync(path.parent)

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def lines(self, name: str) -> Iterator[bytes]:
        with (self.path / name).open("rb") as file:
            yield from file

    def names(self, folder: str) -> list[str]:
        found = self.path / folder
        if not found.is_dir():
            return []
        return sorted(f"{folder}/{item.name}" for item in found.iterdir() if not item.name.startswith("."))

    def exists(self, name: str) -> bool:
        return (self.path / name).is_file()

    def remove(self, name: str) -> None:
        path = self.path / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """By the system's own lock on a file: it is freed when the process ends, however it ends."""
        import fcntl

        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / ".lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                holder = file.read().strip() or "?"
                raise DirectoryInUse(f"{self.path}: another run (process {holder}) is working here") from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    @staticmethod
    def _sync(directory: Path) -> None:
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class RemoteFolder:
    """A folder of an object store. A file appears when it is complete: that is how these stores write."""

    STALE = 300.0
    """Seconds after which a lock that nobody renews is taken over."""

    def __init__(self, url: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise ImportError(f"{url}: needs an extra: pip install 'presselese[s3]'") from None
        self.url = url.rstrip("/")
        self.files: Any
        self.files, self.root = fsspec.core.url_to_fs(self.url)

    def __str__(self) -> str:
        return self.url

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        self.files.pipe_file(f"{self.root}/{name}", b"".join(chunks))

    def read(self, name: str) -> bytes:
        data: bytes = self.files.cat_file(f"{self.root}/{name}")
        return data

    def lines(self, name: str) -> Iterator[bytes]:
        yield from self.read(name).splitlines(keepends=True)

    def names(self, folder: str) -> list[str]:
        self.files.invalidate_cache()
        try:
            found = self.files.ls(f"{self.root}/{folder}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(f"{folder}/{path.rsplit('/', 1)[-1]}" for path in found if not path.endswith("/"))

    def exists(self, name: str) -> bool:
        self.files.invalidate_cache()
        return bool(self.files.exists(f"{self.root}/{name}"))

    def remove(self, name: str) -> None:
        path = f"{self.root}/{name}"
        self.files.invalidate_cache()
        if self.files.exists(path):
            self.files.rm(path, recursive=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """By a file with the time, renewed by a thread: who finds an old one takes it over."""
        if self.exists(".lock") and time.time() - float(self.read(".lock") or b"0") < self.STALE:
            raise DirectoryInUse(f"{self.url}: another run is working here")
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(self.STALE / 5):
                self.write(".lock", [str(time.time()).encode()])

        self.write(".lock", [str(time.time()).encode()])
        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            self.remove(".lock")
