"""Runs over archives: shards, ledger, manifest, workers.

`run()` is the call for notebooks; `presselese run` is the same with a progress bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presselese.record import Record


def run(inputs: str | Path | Sequence[str | Path], *, out: str | Path, **options: Any) -> Iterator[Record]:
    """Process files and folders into the run directory `out`; gives the record of each document that is done now.

    A document that the directory already knows is not done again (nor given): `presselese.read_outputs(out)` has
    them all. `options` are those of `presselese.batch.options.RunOptions` (`model`, `workers`, `published`,
    `names`, `topics`, `limit` …). Raises FileNotFoundError for an input that is not there, and what
    `presselese.batch.job.Run.steps` raises.
    """
    from presselese.batch.job import Run
    from presselese.batch.options import RunOptions
    from presselese.record import decode

    several = [inputs] if isinstance(inputs, (str, Path)) else inputs
    for outcome in Run(several, out, RunOptions(**options)).steps():
        if outcome.record is not None:
            yield from map(decode, outcome.record.split(b"\n"))
