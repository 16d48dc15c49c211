"""One process with one model: Sources in, outcomes out, one by one."""

from __future__ import annotations

import os
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

from presselese.batch.alarm import DocumentTimeout, time_limit
from presselese.batch.inputs import Unread
from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from presselese.batch.signatures import signature
from presselese.source import Release, Source

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
                if isinstance(source, Source) and source.unparsed:
                    source = _parsed(source)
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
        from presselese.cleaning.clean import clean
        from presselese.cleaning.split import split

        outcome = Outcome(source.id, source.path, source.member, "done")
        release = clean(source)
        records = []
        # The vocabulary of spaCy grows with every new word: a zone gives back what a document added.
        with self.nlp.memory_zone():
            for part in split(release) if self.options.split else [release]:
                if not part.meta.get("published") and self.options.published:
                    part.meta |= {"published": self.options.published, "published_from": "given"}
                    part.warnings = [warning for warning in part.warnings if warning[0] != "no_published"]
                published = (part.meta.get("published") or "")[:10]
                if self.options.since and published and published < self.options.since:
                    outcome.state, outcome.reason = (
                        "skipped",
                        f"published {published}, before {self.options.since}",
                    )
                    return outcome
                records.append(self._record(part, outcome))
        outcome.record = b"\n".join(records)
        return outcome

    def _record(self, release: Release, outcome: Outcome) -> bytes:
        """The record of a release as JSON; what it holds is counted, its signature kept in the outcome."""
        from presselese.doc import to_record
        from presselese.record import encode

        tokenizer: Any = self.nlp.tokenizer
        doc = tokenizer.doc_of(release)
        if all(code != "not_german" for code, _ in release.warnings):
            doc = self.nlp(doc)
        made = to_record(doc)
        outcome.signature += signature(made.id, made.text).pack()
        outcome.words += sum(not token.is_space for token in doc)
        for layer in COUNTED:
            outcome.counts[layer] = outcome.counts.get(layer, 0) + len(getattr(made, layer))
        return encode(made)


def _parsed(page: Source) -> Source | Outcome:
    """A page out of an archive, or why it gives no record, as its reader would say it."""
    from presselese.readers.html import parsed

    source = parsed(page)
    if source.plain.strip():
        return source
    return Outcome(page.id, page.path, page.member, "failed", "holds no text")


def failed(item: Source | Unread, reason: str) -> Outcome:
    """The outcome of a document that could not be done, its size with the reason where that may be the cause."""
    if not reason.endswith(("memory", "reached")):
        return Outcome(item.id, item.path, item.member, "failed", reason)
    size = f"{len(item.raw):,} characters" if isinstance(item, Source) else f"{item.size:,} bytes"
    return Outcome(item.id, item.path, item.member, "failed", f"{reason} ({size})")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def main(descriptor: int) -> None:
    """The main loop of a worker process, which talks over the socket with this file descriptor.

    What comes in: where to import from and the options of the run, then lists of documents until the parent hangs up.
    What goes out: None (ready) or the error that kept the pipeline from loading, then an Outcome for each document.
    """
    connection = Connection(descriptor)
    sys.path[:], options = connection.recv()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    try:
        processor = Processor(options)
    except (OSError, ValueError) as error:  # these say what is wrong with the model or a file of the user's
        connection.send(_one_line(str(error)))
        return
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
            try:
                connection.send(processor.process(item))
            except BrokenPipeError:  # the parent is gone
                return
