"""What a run costs, as ratios within one call: `python benchmarks/batch.py [RELEASES.jsonl.xz] [--documents 400]`.

Without a file the samples of the repository are taken, over and over. Prints the time of each stage as a share of the
model's, all stages against the bare model, two workers against one, and the resume of a complete run.
"""

from __future__ import annotations

import argparse
import os
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("OMP_NUM_THREADS", "1")

import msgspec
import spacy

import presselese
from presselese.batch.job import Run
from presselese.batch.options import RunOptions
from presselese.pipeline_names import DEFAULT_MODEL, STAGES
from presselese.readers import ReaderOptions, read_inputs
from presselese.source import Source

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("releases", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    arguments = parser.parse_args()
    sources = _sources(arguments.releases, arguments.documents)
    _stages(sources, arguments.model)
    _runs(sources, arguments.model)


def _sources(path: Path | None, count: int) -> list[Source]:
    found = (item for item in read_inputs([path or SAMPLES], ReaderOptions()) if isinstance(item, Source))
    return list(islice(found if path else cycle(list(found)), count))


def _stages(sources: list[Source], model: str) -> None:
    """Each stage's time over the same Docs, against the components of the model."""
    bare = spacy.load(model)
    full = presselese.load(model)
    texts = [source.raw for source in sources]
    for doc in bare.pipe(texts[:20]):  # the first documents pay for what is loaded late
        full(doc.text)
    clock: dict[str, float] = {}
    began = time.perf_counter()
    docs = [presselese.make_doc(full, Source(raw=text)) for text in texts]
    clock["cleaning"] = time.perf_counter() - began
    began = time.perf_counter()
    words = sum(len(doc) for doc in bare.pipe([doc.text for doc in docs]))
    model_time = time.perf_counter() - began
    for name in full.pipe_names:
        component = full.get_pipe(name)
        began = time.perf_counter()
        docs = [component(doc) for doc in docs]
        if name in STAGES:
            clock[name.removeprefix("presselese_")] = time.perf_counter() - began
    began = time.perf_counter()
    for doc in docs:
        presselese.to_record(doc)
    clock["record"] = time.perf_counter() - began
    print(f"{len(texts)} releases, {words:,} tokens; bare model {words / model_time:,.0f} tokens/s")
    for name, seconds in clock.items():
        print(f"{name:10} {seconds / model_time:6.1%} of the model's time")
    print(f"all stages against the bare model: {1 + sum(clock.values()) / model_time:.2f} x")


def _runs(sources: list[Source], model: str) -> None:
    """Whole runs, by the clock on the wall; the time to load the model is in both."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "releases.jsonl"
        lines = ({"id": str(number), "text": source.raw} for number, source in enumerate(sources))
        path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        seconds: dict[str, float] = {}
        for name, workers in (("one", 1), ("two", 2), ("two", 2)):
            began = time.perf_counter()
            for _ in Run([path], Path(folder) / name, RunOptions(model=model, workers=workers)).steps():
                pass
            key = name if name not in seconds else "again"
            seconds[key] = time.perf_counter() - began
        print(f"two workers against one: {seconds['one'] / seconds['two']:.2f} x as fast")
        print(f"resume of the complete run: {seconds['again'] / seconds['two']:.1%} of its time")


if __name__ == "__main__":
    main()
