"""A time limit for a piece of Python code, in whatever thread it runs (a signal would need the main thread)."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class DocumentTimeout(Exception):
    """A document took longer than its time limit."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise DocumentTimeout inside the block after so many seconds.

    Code that is stuck inside a library's C function is not reached: the parent of the process has to end it.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    over = rung = False

    def ring() -> None:
        nonlocal rung
        with lock:
            if not over:
                rung = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(DocumentTimeout))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
        if rung:
            # The exception may still be on its way: it must arrive in here, not in the next document.
            time.sleep(0.01)
