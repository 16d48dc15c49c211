"""How fast dates are found: words a second, the share of the model's time, and dateparser's search_dates beside it.

    python benchmarks/dates_speed.py FILE.jsonl[.xz] [--model de_presse_md] [--releases 100]

Every line of the file is an object with `text` and, if known, `date`. One process, one thread; the best of three runs of
`find_dates`, one run of the model and of dateparser (which reads a tenth of the releases).
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")


def read(path: Path, number: int) -> list[dict[str, str]]:
    raw = path.read_bytes()
    lines = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode().splitlines()
    return [json.loads(line) for line in lines[:number]]


def seconds(function: Callable[[], object]) -> float:
    begin = time.process_time()
    function()
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--releases", type=int, default=100)
    arguments = parser.parse_args()
    releases = read(arguments.file, arguments.releases)
    texts = [release["text"] for release in releases]
    words = sum(len(text.split()) for text in texts)

    from presselese.dates import find_dates
    from presselese.dates.timex import find_vague

    def ours() -> None:
        for release in releases:
            dates = find_dates(release["text"], published=release.get("date"))
            find_vague(release["text"], dates)

    ours()
    own = min(seconds(ours) for _ in range(3))
    print(f"{len(releases)} releases, {words} words")
    print(f"find_dates     {words / own:10,.0f} words/s")

    if arguments.model:
        import spacy

        nlp = spacy.load(arguments.model)
        nlp(texts[0])
        model = seconds(lambda: list(nlp.pipe(texts)))
        print(
            f"{arguments.model:14} {words / model:10,.0f} words/s; dates take {own / model:.1%} of its time"
        )

    from dateparser.search import search_dates

    tenth = texts[::10]
    tenth_words = sum(len(text.split()) for text in tenth)
    other = seconds(lambda: [search_dates(text, languages=["de"]) for text in tenth])
    print(
        f"search_dates   {tenth_words / other:10,.0f} words/s; find_dates is {words / own / (tenth_words / other):.0f} x as fast"
    )


if __name__ == "__main__":
    main()
