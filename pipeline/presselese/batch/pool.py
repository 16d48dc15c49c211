"""The local engine: several worker processes, outcomes in the order of the inputs."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from presselese.batch.inputs import Unread
from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from presselese.batch.worker import failed
from presselese.source import Source

Document = Source | Unread

CHUNK_DOCUMENTS = 16
CHUNK_CHARACTERS = 60_000
CHUNKS_AHEAD = 2
"""A worker has its next chunk before it has finished the last, so that it never waits for the parent."""
WINDOW = 4_000
"""So many documents may be under way behind one that takes long."""
GRACE = 10.0
"""Seconds over the time limit after which a worker that does not answer is ended."""


class EngineError(RuntimeError):
    """The workers could not be started, or die again and again."""


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    pending: deque[tuple[int, Document]] = field(default_factory=deque)
    chunks: deque[int] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0


def outcomes(items: Iterable[Document | Outcome], options: RunOptions) -> Iterator[Outcome]:
    """One outcome an item, in the order of the items. An item that is an Outcome already is passed on.

    A worker that dies takes one document with it: that one is failed, the others are done by a new worker.
    Raises EngineError with the worker's own message when the pipeline can't be loaded.
    """
    pool = _Pool(items, options)
    try:
        yield from pool.run()
    finally:
        pool.close()


class _Pool:
    def __init__(self, items: Iterable[Document | Outcome], options: RunOptions) -> None:
        self.items = enumerate(items)
        self.options = options
        self.workers: list[_Worker] = []
        self.again: deque[tuple[int, Document]] = deque()
        self.finished: dict[int, Outcome] = {}
        self.next_out = 0
        self.read = 0
        self.exhausted = False
        self.deaths_before_ready = 0

    def run(self) -> Iterator[Outcome]:
        while True:
            self._feed()
            while self.next_out in self.finished:
                yield self.finished.pop(self.next_out)
                self.next_out += 1
            if self.exhausted and not self.again and not self.finished and not self._busy():
                return
            if not self.finished.get(self.next_out):
                self._collect()

    def close(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.wait()
            worker.connection.close()
        self.workers = []

    def _busy(self) -> bool:
        return any(worker.pending for worker in self.workers)

    def _feed(self) -> None:
        while not self.exhausted or self.again:
            hungry = min(
                (w for w in self.workers if len(w.chunks) < CHUNKS_AHEAD),
                key=lambda w: len(w.pending),
                default=None,
            )
            may_start = len(self.workers) < self.options.workers
            if hungry is None and not may_start:
                return
            chunk = self._next_chunk()
            if not chunk:
                return
            # The first chunks go to new workers: a run over one file starts one process.
            if may_start and (hungry is None or hungry.pending):
                hungry = self._start()
            assert hungry is not None
            self._give(hungry, chunk)

    def _next_chunk(self) -> list[tuple[int, Document]]:
        chunk: list[tuple[int, Document]] = []
        characters = 0
        while len(chunk) < CHUNK_DOCUMENTS and characters < CHUNK_CHARACTERS:
            if self.again:
                index, document = self.again.popleft()
            elif self.read - self.next_out >= WINDOW:
                break
            else:
                try:
                    index, item = next(self.items)
                except StopIteration:
                    self.exhausted = True
                    break
                self.read = index + 1
                if isinstance(item, Outcome):
                    self.finished[index] = item
                    if index == self.next_out and not chunk:
                        break
                    continue
                document = item
            chunk.append((index, document))
            characters += len(document.raw) if isinstance(document, Source) else document.size
        return chunk

    def _start(self) -> _Worker:
        """A worker is a program of its own: unlike multiprocessing's, it does not run the caller's script again."""
        ours, theirs = socket.socketpair()
        code = "import sys; from presselese.batch.worker import main; main(int(sys.argv[1]))"
        descriptor = theirs.fileno()
        command = [sys.executable, "-c", code, str(descriptor)]
        # in a process group of its own: a Ctrl-C is the parent's to handle
        process = subprocess.Popen(command, pass_fds=[descriptor], process_group=0)
        theirs.close()
        worker = _Worker(process, Connection(ours.detach()), since=time.monotonic())
        self.workers.append(worker)
        try:
            worker.connection.send((sys.path, self.options))
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker, "the worker process died, perhaps out of memory")
        return worker

    def _give(self, worker: _Worker, chunk: list[tuple[int, Document]]) -> None:
        if not worker.pending:
            worker.since = time.monotonic()
        worker.pending.extend(chunk)
        worker.chunks.append(len(chunk))
        try:
            worker.connection.send([document for _, document in chunk])
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker, "the worker process died, perhaps out of memory")

    def _collect(self) -> None:
        by_connection = {worker.connection: worker for worker in self.workers}
        for connection in wait(list(by_connection), timeout=0.5):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                while worker.connection.poll():
                    self._receive(worker, worker.connection.recv())
            except (EOFError, ConnectionResetError, OSError):
                self._bury(worker, "the worker process died, perhaps out of memory")
        limit = self.options.time_limit + GRACE
        for worker in list(self.workers):
            if worker.ready and worker.pending and time.monotonic() - worker.since > limit:
                self._bury(
                    worker, f"the worker was ended: time limit of {self.options.time_limit:g} s reached"
                )

    def _receive(self, worker: _Worker, message: Outcome | str | None) -> None:
        worker.since = time.monotonic()
        if isinstance(message, Outcome):
            index, _ = worker.pending.popleft()
            self.finished[index] = message
            worker.chunks[0] -= 1
            if not worker.chunks[0]:
                worker.chunks.popleft()
        elif message is None:
            worker.ready = True
            self.deaths_before_ready = 0
        else:
            raise EngineError(message)

    def _bury(self, worker: _Worker, reason: str) -> None:
        """End a worker. Its first unanswered document is to blame (if it had begun), the others are done again."""
        if worker not in self.workers:
            return
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.wait()
        worker.connection.close()
        if not worker.ready:
            self.deaths_before_ready += 1
            if self.deaths_before_ready > 2:
                raise EngineError("the worker processes die while they load the model (out of memory?)")
        elif worker.pending:
            index, document = worker.pending.popleft()
            self.finished[index] = failed(document, reason)
        self.again.extendleft(reversed(worker.pending))
