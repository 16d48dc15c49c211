"""One run at a time in a directory. The system frees the lock when the process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DirectoryInUse(RuntimeError):
    """Another run works in this directory."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of a run directory. Raises DirectoryInUse, naming the process that holds it."""
    import fcntl

    path = out / ".lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            raise DirectoryInUse(
                f"{out}: another run (process {file.read().strip() or '?'}) is working here"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
