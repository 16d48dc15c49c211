"""One process with one model: Sources in, outcomes out, one by one."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

from presselese.batch.alarm import DocumentTimeout, time_limit
from presselese.batch.inputs import Unread
from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from presselese.batch.signatures import signature
from presselese.source import Source

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

COUNTED = ("entities", "persons", "organisations", "places", "dates", "quotes", "topics")


class Processor:
    """The pipeline of a run, loaded once."""

    def __init__(self, options: RunOptions) -> None:
        import presselese

        config: dict[str, dict[str, Any]] = {}
        if options.names:
            config["presselese_entities"] = {"names": str(options.names)}
        if options.topics:
            config["presselese_topics"] = {"user": str(options.topics)}
        self.nlp = presselese.load(options.model, config=config)
        self.options = options

    def process(self, item: Source | Unread) -> Outcome:
        """Never raises for a document: what goes wrong is the outcome's reason."""
        began = time.perf_counter()
        try:
            with time_limit(self.options.time_limit):
                source = item if isinstance(item, Source) else item.read()
                outcome = self._process(source) if isinstance(source, Source) else source
        except MemoryError:
            outcome = failed(item, "out of memory")
        except DocumentTimeout:
            outcome = failed(item, f"time limit of {self.options.time_limit:g} s reached")
        except Exception as error:  # a document must never end the run
            outcome = failed(item, f"{type(error).__name__}: {_one_line(str(error))}")
        outcome.seconds = round(time.perf_counter() - began, 4)
        return outcome

    def _process(self, source: Source) -> Outcome:
        from presselese import record
        from presselese.doc import get, to_record
        from presselese.pipeline import make_doc

        if self.options.published and not source.meta.get("published"):
            source.meta = {**source.meta, "published": self.options.published, "published_from": "given"}
        # The vocabulary of spaCy grows with every new word: a zone gives back what a document added.
        with self.nlp.memory_zone():
            doc = make_doc(self.nlp, source)
            if all(warning["code"] != "not_german" for warning in get(doc, "warnings")):
                doc = self.nlp(doc)
            made = to_record(doc)
            since = self.options.since
            if since and made.meta.published and made.meta.published[:10] < since:
                reason = f"published {made.meta.published[:10]}, before {since}"
                return Outcome(made.id, source.path, source.member, "skipped", reason)
            return Outcome(
                id=made.id,
                path=source.path,
                member=source.member,
                state="done",
                record=record.encode(made),
                signature=signature(made.id, made.text).pack(),
                words=sum(not token.is_space for token in doc),
                counts={layer: len(getattr(made, layer)) for layer in COUNTED},
            )


def failed(item: Source | Unread, reason: str) -> Outcome:
    """The outcome of a document that could not be done, its size with the reason where that may be the cause."""
    if not reason.endswith(("memory", "reached")):
        return Outcome(item.id, item.path, item.member, "failed", reason)
    size = f"{len(item.raw):,} characters" if isinstance(item, Source) else f"{item.size:,} bytes"
    return Outcome(item.id, item.path, item.member, "failed", f"{reason} ({size})")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def serve(connection: Connection, options: RunOptions) -> None:
    """The main loop of a worker process: a list of documents comes in, one Outcome a document goes out, until the parent hangs up.

    The first message out is None (ready), or the text of the error that kept the pipeline from loading.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    try:
        processor = Processor(options)
    except Exception as error:
        connection.send(f"{type(error).__name__}: {_one_line(str(error))}")
        return
    connection.send(None)
    while True:
        try:
            chunk = connection.recv()
        except EOFError:
            return
        for item in chunk:
            connection.send(processor.process(item))
