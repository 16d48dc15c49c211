"""Between teacher and student: let a trained package read running text, for a smaller network to learn from.

Releases, and beside them news, parliament and statements. Writes passages with tags, trees, lemmas, sentence starts and
names as the package sees them (guideline `press`), a text a line.

    python -m recipe.silver --data ../../shared/data --model de_presse_trf/de_presse_trf --texts 4500 --out work/silver.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import spacy
from spacy.tokens import Doc

from recipe import corpora
from recipe.corpora import UNKNOWN, Passage, Syntax, without_space

RELEASES = 0.6  # of the texts
LONGEST = 3_000  # characters: enough to know a text by
SHORTEST = 200
LINES = 4  # of running text that make a text
SAVE_EVERY = 200  # texts


def texts(data: Path, count: int, seed: int) -> list[str]:
    """Some releases of the archives, and some pieces of other running text, in mixed order."""
    chance = random.Random(seed)
    files = sorted((data / "archive").glob("*.jsonl.xz"))
    releases = [str(r.get("text") or "") for path in files for r in corpora.json_lines(path)]
    others: list[str] = []
    for path in sorted((data / "text").glob("*.txt.xz")):
        with corpora.opened(path) as lines:
            kept = [line.strip() for line in lines if not line.isspace()]
        others += ["\n\n".join(kept[i : i + LINES]) for i in range(0, len(kept) - LINES, LINES)]
    of_releases = round(count * RELEASES)
    some = chance.sample(releases, of_releases) + chance.sample(others, count - of_releases)
    chance.shuffle(some)
    return [text[:LONGEST] for text in some if len(text) >= SHORTEST]


def passage_of(doc: Doc) -> Passage:
    """All that the Doc says, white space left out; heads are places in the text."""
    words, line_end, place = without_space(doc)
    tokens = [token for token in doc if not token.is_space]
    syntax = [
        Syntax(
            token.pos_,
            token.tag_,
            str(token.morph) or UNKNOWN,
            token.lemma_,
            place[token.head.i],
            token.dep_,
        )
        for token in tokens
    ]
    starts: list[bool | None] = [bool(i == 0 or token.is_sent_start) for i, token in enumerate(tokens)]
    names = [(place[e.start], place[e.end - 1] + 1, e.label_) for e in doc.ents]
    return Passage(words, line_end, starts, syntax, {"press": names})


def read(path: Path) -> list[Passage]:
    found = []
    for row in corpora.json_lines(path):
        syntax = [Syntax(**token) for token in row.pop("syntax")]
        names = {
            guideline: [(s, e, label) for s, e, label in some] for guideline, some in row.pop("names").items()
        }
        found.append(Passage(**row, syntax=syntax, names=names))
    return found


def sentences(passage: Passage) -> Iterator[Passage]:
    """Its sentences with their trees, one by one; what a sentence and a name cut through is left out."""
    begins = [i for i, start in enumerate(passage.starts) if start]
    for start, end in zip(begins, [*begins[1:], len(passage.words)], strict=True):
        heads = [token.head - start for token in passage.syntax[start:end]]
        if not all(0 <= head < end - start for head in heads):
            continue
        inside = {
            guideline: [(s - start, e - start, label) for s, e, label in some if start <= s and e <= end]
            for guideline, some in passage.names.items()
        }
        syntax = [
            Syntax(**{**asdict(token), "head": head})
            for token, head in zip(passage.syntax[start:end], heads, strict=True)
        ]
        count = end - start
        yield Passage(
            passage.words[start:end], [False] * count, [True, *[False] * (count - 1)], syntax, inside
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", required=True, help="name or folder of the teacher's package")
    parser.add_argument("--texts", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    some = texts(args.data, args.texts, args.seed)
    done = sum(1 for _ in corpora.json_lines(args.out)) if args.out.exists() else 0
    print(f"{len(some)} texts, {done} of them there", flush=True)
    with args.out.open("a", encoding="utf-8") as out:
        for number, doc in enumerate(nlp.pipe(some[done:]), done + 1):
            out.write(json.dumps(asdict(passage_of(doc)), ensure_ascii=False) + "\n")
            if number % SAVE_EVERY == 0:
                out.flush()
                print(number, flush=True)


if __name__ == "__main__":
    main()
