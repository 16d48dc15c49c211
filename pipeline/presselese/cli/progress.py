"""What a run says while it works: a bar on a terminal, plain lines elsewhere, or JSON."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presselese.batch.job import Run

EVERY = 10.0
"""Seconds between two plain lines."""
PROBLEMS_SHOWN = 20


def follow(job: Run, *, quiet: bool, log: str) -> None:
    """Do the run to its end and say how it goes on standard error."""
    if log == "json":
        _json(job)
    elif quiet:
        for _ in job.steps():
            pass
    elif sys.stderr.isatty():
        _bar(job)
    else:
        _lines(job)


@contextmanager
def counted(what: str) -> Iterator[Callable[[int], None]]:
    """Something to tell how many are done; a terminal shows it (`1,200 releases`) until the work ends."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console

    with Console(stderr=True).status(what) as status:
        yield lambda count: status.update(f"{count:,} {what}") if count % 100 == 0 else None


def summary_lines(job: Run) -> Iterator[str]:
    """The summary as lines of text."""
    summary = job.summary
    yield f"{summary.done} done, {summary.failed} failed, {summary.skipped} skipped" + (
        f", {summary.before} were done before" if summary.before else ""
    )
    if not (summary.done or summary.failed or summary.skipped or summary.before) and job.options.limit != 0:
        yield f"nothing to read: no file in {', '.join(map(str, job.inputs))}"
    for outcome in summary.problems[:PROBLEMS_SHOWN]:
        yield f"  {outcome.state}: {outcome.path}{f' [{outcome.member}]' if outcome.member else ''}: {outcome.reason}"
    if len(summary.problems) > PROBLEMS_SHOWN:
        yield f"  … and {len(summary.problems) - PROBLEMS_SHOWN} more, see {job.out}/ledger.jsonl"
    if summary.done:
        counts = ", ".join(f"{count} {layer}" for layer, count in summary.counts.items())
        yield f"found: {counts}"
        yield f"{summary.words:,} words in {summary.seconds:.1f} s, {summary.words_per_second:,.0f} words/s"
    yield f"records and tables: {job.out}"


def summary_json(job: Run) -> str:
    """The summary as one JSON object, every problem in it."""
    import msgspec

    summary = job.summary
    problems = [
        {name: getattr(outcome, name) for name in ("path", "member", "state", "reason")}
        for outcome in summary.problems
    ]
    found = {
        "out": str(job.out),
        **{name: getattr(summary, name) for name in ("done", "failed", "skipped", "before", "words")},
        "seconds": round(summary.seconds, 3),
        "found": summary.counts,
        "problems": problems,
    }
    return msgspec.json.encode(found).decode()


def _lines(job: Run) -> None:
    last = time.monotonic()
    for _ in job.steps():
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            summary = job.summary
            print(
                f"{summary.done} done, {summary.failed} failed, {summary.words:,} words",
                file=sys.stderr,
                flush=True,
            )


def _bar(job: Run) -> None:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading the model", total=job.count_inputs())
        began = time.monotonic()
        for _ in job.steps():
            summary = job.summary
            speed = summary.words / max(0.1, time.monotonic() - began)
            done = summary.done + summary.failed + summary.skipped + summary.before
            progress.update(
                task, completed=done, description=f"{speed:,.0f} words/s, {summary.failed} failed"
            )


def _json(job: Run) -> None:
    import msgspec

    for outcome in job.steps():
        line = {
            "id": outcome.id,
            "path": outcome.path,
            "member": outcome.member,
            "state": outcome.state,
            "reason": outcome.reason,
            "seconds": outcome.seconds,
            "words": outcome.words,
        }
        print(msgspec.json.encode(line).decode(), file=sys.stderr, flush=True)
