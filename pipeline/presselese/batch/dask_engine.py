"""The engine for several machines: Dask distributed (extra `dask`).

Every worker needs the program, the model, and the inputs under the same paths (a shared folder); the run directory is
written by this process alone. A worker that is lost is replaced, its documents are done by another one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from presselese.batch.inputs import Unread
from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from presselese.batch.pool import CHUNK_CHARACTERS, CHUNK_DOCUMENTS, EngineError
from presselese.batch.worker import Processor, failed
from presselese.source import Source

if TYPE_CHECKING:
    from distributed import Client, Future

Document = Source | Unread
AHEAD = 4
"""So many chunks a worker are handed out before the first of them is back."""


def outcomes(items: Iterable[Document | Outcome], options: RunOptions) -> Iterator[Outcome]:
    """One outcome an item, in the order of the items. Raises EngineError where the scheduler can't be reached."""
    with _client(options) as client:
        waiting: deque[Outcome | tuple[list[Document], Future]] = deque()
        under_way = 0
        for chunk in _chunks(items):
            if isinstance(chunk, Outcome):
                waiting.append(chunk)
            else:
                waiting.append((chunk, client.submit(process_chunk, options, chunk, pure=False)))
                under_way += 1
            while waiting and under_way > AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"])):
                under_way -= not isinstance(waiting[0], Outcome)
                yield from _result(waiting.popleft(), client, options)
        while waiting:
            yield from _result(waiting.popleft(), client, options)


def process_chunk(options: RunOptions, chunk: list[Document]) -> list[Outcome]:
    """What a worker does: the outcomes of a few documents, with the pipeline that it loads once."""
    processor = _processor(options)
    return [processor.process(document) for document in chunk]


@lru_cache(maxsize=1)
def _processor(options: RunOptions) -> Processor:
    return Processor(options)


def _result(
    item: Outcome | tuple[list[Document], Future], client: Client, options: RunOptions
) -> Iterator[Outcome]:
    from distributed import KilledWorker

    if isinstance(item, Outcome):
        yield item
        return
    chunk, future = item
    try:
        yield from future.result()
    except KilledWorker:
        if len(chunk) == 1:
            yield failed(chunk[0], "the worker process died, perhaps out of memory")
            return
        # One of them kills workers: alone, it is the only one that fails.
        singles = [
            ([document], client.submit(process_chunk, options, [document], pure=False)) for document in chunk
        ]
        for single in singles:
            yield from _result(single, client, options)


def _chunks(items: Iterable[Document | Outcome]) -> Iterator[list[Document] | Outcome]:
    chunk: list[Document] = []
    characters = 0
    for item in items:
        if isinstance(item, Outcome):
            if chunk:
                yield chunk
                chunk, characters = [], 0
            yield item
            continue
        chunk.append(item)
        characters += len(item.raw) if isinstance(item, Source) else item.size
        if len(chunk) == CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _client(options: RunOptions) -> Any:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise EngineError("--engine dask needs an extra: pip install 'presselese[dask]'") from None
    if options.scheduler:
        try:
            return Client(options.scheduler, timeout="10s", set_as_default=False)
        except OSError as error:
            raise EngineError(f"no Dask scheduler at {options.scheduler} ({error})") from None
    cluster = LocalCluster(
        n_workers=options.workers, threads_per_worker=1, processes=True, dashboard_address=None
    )
    return Client(cluster, set_as_default=False)
