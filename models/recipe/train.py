"""Step 2: train encoder and heads together. Running the same command again goes on from the last checkpoint.

python -m recipe.train --data ../../shared/data --encoder work/encoder-6 --out work/md --steps 12000
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from presselese.model.pieces import Pieces
from recipe import corpora, examples, silver
from recipe.augment import NameLists, as_press, augmented
from recipe.examples import NOTHING, Batch, Draw, Item, Numbers
from recipe.measure import measured
from recipe.morphology import Lexicon, add_certain_features
from recipe.network import Network, Shape

SHARES = {  # of all pieces learned from
    "syntax": 0.24,
    "complete": 0.06,
    "tags": 0.02,
    "press": 0.28,
    "germeval": 0.28,
    "smartdata": 0.06,
    "mobie": 0.02,
    "pud": 0.015,
    "ler": 0.025,
    "silver names": 1.2,  # with --silver; shares are of one another
    "silver syntax": 0.4,
}
WEIGHTS = {
    "names": 2.0,
    "upos": 0.5,
    "xpos": 0.3,
    "rule": 0.5,
    "features": 0.3,
    "start": 0.5,
    "arc": 1.0,
    "label": 0.7,
}
SOFT = 0.3  # weight of GermEval's names under the press guideline, falling to nothing
SOFT_UNTIL = 0.6  # of the training
WARM_UP = 300  # steps
RATES = {"encoder": 2.5e-4, "words": 2e-4, "heads": 1e-3}


@dataclass
class Source:
    draw: Draw
    complete: bool = False


def sources(
    data: corpora.Corpora, pieces: Pieces, taught: Sequence[corpora.Passage] = ()
) -> dict[str, Source]:
    """What is learned from; `taught`: texts that a larger network has read (recipe.silver)."""
    names = {
        g: [examples.with_likely_starts(p) if None in p.starts else p for p in pool]
        for g, pool in data.names.items()
    }
    few = (1, 1, 1, 2, 3)
    several = (1, 1, 2, 3, 4, 5)
    pool = {
        "syntax": Source(examples.sentence_groups(data.syntax, several, 0.25), complete=True),
        "complete": Source(examples.sentence_groups(data.complete_syntax, several, 0.25), complete=True),
        "tags": Source(examples.sentence_groups(data.tags, several, 0.25)),
        "press": Source(examples.text_windows(names["press"], pieces)),
        "germeval": Source(examples.sentence_groups(names["germeval"], few, 0.2)),
        "smartdata": Source(examples.text_windows(names["smartdata"], pieces)),
        "mobie": Source(examples.text_windows(names["mobie"], pieces)),
        "pud": Source(examples.sentence_groups(names["pud"], several, 0.25)),
        "ler": Source(examples.sentence_groups(names["ler"], few, 0.2)),
    }
    if taught:
        single = [sentence for passage in taught for sentence in silver.sentences(passage)]
        pool["silver names"] = Source(examples.text_windows(taught, pieces))
        pool["silver syntax"] = Source(examples.sentence_groups(single, several, 0.25), complete=True)
    return pool


class Stream:
    """Endless items, mixed so that each source gets its share of the pieces."""

    def __init__(self, pool: dict[str, Source], lists: NameLists, pieces: Pieces, seed: int) -> None:
        self.pool, self.lists, self.pieces = pool, lists, pieces
        self.chance = random.Random(seed)
        self.progress = 0.0

    def __iter__(self) -> Iterator[Item]:
        given = dict.fromkeys(self.pool, 0.0)
        running: dict[str, Iterator[corpora.Passage]] = {name: iter(()) for name in self.pool}
        while True:
            name = min(given, key=lambda n: given[n] / SHARES[n])
            passage = next(running[name], None)
            if passage is None:
                running[name] = self.pool[name].draw(self.chance)
                passage = next(running[name])
            item = self.item(name, passage)
            given[name] += len(item.window.ids)
            yield item

    def item(self, name: str, passage: corpora.Passage) -> Item:
        changed = augmented(passage, self.lists, self.chance)
        if not examples.fitting(changed, self.pieces):
            changed = passage
        item = examples.make_item(changed, self.pieces, self.pool[name].complete)
        if name == "germeval" and self.progress < SOFT_UNTIL:
            item.soft = SOFT * (1 - self.progress / SOFT_UNTIL)
            item.soft_names = as_press(changed)
        return item


def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(logits.float(), target, ignore_index=NOTHING, reduction="sum")


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The sum over the tokens of the batch, a share of the batch's tokens, for each task."""
    tokens = network.tokens(batch.ids, batch.positions, batch.mask, batch.first, batch.last)
    out = {
        "start": cross_entropy(network.start(tokens), batch.start),
        "upos": cross_entropy(network.upos(tokens), batch.upos),
        "xpos": cross_entropy(network.xpos(tokens), batch.xpos),
        "rule": cross_entropy(network.rule(tokens), batch.rule),
    }
    state = network.name_state(tokens)
    total = tokens.new_zeros((), dtype=torch.float32)
    for guideline, target in batch.names.items():
        known = target != NOTHING
        if not known.any():
            continue
        each = functional.cross_entropy(
            network.names[guideline](state[known]).float(), target[known], reduction="none"
        )
        total = total + (each * batch.soft[known]).sum() if guideline == "press" else total + each.sum()
    out["names"] = total
    if len(batch.features_of):
        logits = network.feats(tokens[batch.features_of]).split(
            [len(v) for v in network.shape.feats.values()], dim=-1
        )
        parts = [cross_entropy(part, batch.features[:, k]) for k, part in enumerate(logits)]
        out["features"] = torch.stack(parts).sum()
    if len(batch.label_of):
        padded = batch.sentences.clamp(min=0)
        dependents, heads = network.arc_states(tokens)
        scores = network.arc_scores(dependents[padded], heads[padded]).float()
        outside = functional.pad(batch.sentences < 0, (1, 0))
        scores = scores.masked_fill(outside[:, None, :], -1e9)
        out["arc"] = cross_entropy(scores.flatten(0, 1), batch.heads.flatten())
        dependents, heads = network.label_states(tokens)
        heads = torch.cat([heads, network.label_root[None].to(heads.dtype)])[
            batch.label_head
        ]  # -1 is the last row
        out["label"] = cross_entropy(network.label_scores(dependents[batch.label_of], heads), batch.label)
    return {name: loss / len(tokens) for name, loss in out.items()}


class Optimizers:
    """Adam with decay for what is dense, sparse Adam for the word vectors: most of them are not in a batch."""

    def __init__(self, network: Network) -> None:
        words = network.encoder.words.weight
        encoder = [p for p in network.encoder.parameters() if p is not words]
        inside = {id(p) for p in network.encoder.parameters()}
        heads = [p for p in network.parameters() if id(p) not in inside]
        groups = [{"params": encoder, "rate": RATES["encoder"]}, {"params": heads, "rate": RATES["heads"]}]
        self.dense = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.sparse = torch.optim.SparseAdam([{"params": [words], "rate": RATES["words"]}], betas=(0.9, 0.98))
        self.clipped = [*encoder, *heads]

    def step(self, scale: float) -> None:
        torch.nn.utils.clip_grad_norm_(self.clipped, 1.0)
        for optimizer in (self.dense, self.sparse):
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * scale
            optimizer.step()
            optimizer.zero_grad()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--silver", type=Path, help="texts that a larger network has read (recipe.silver)")
    parser.add_argument(
        "--begin-with", type=Path, help="folder of a trained network of the same size to go on from"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="end the schedule after this time at the latest"
    )
    parser.add_argument("--pace", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--rows", type=int, default=4, help=f"rows of {examples.ROW} pieces a step")
    parser.add_argument("--save-every", type=int, default=500)
    parser.add_argument("--measure-every", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    args = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1)))
    torch.manual_seed(args.seed)

    data = corpora.load(args.data)
    print(f"{examples.add_certain_tags(data)} STTS tags that are certain", flush=True)
    add_certain_features(data.syntax, Lexicon(args.data))
    pieces = Pieces(Tokenizer.from_file(str(args.encoder / "tokenizer.json")), remember=1_000_000)
    start = torch.load(args.encoder / "encoder.pt")
    layers = 1 + max(int(name.split(".")[1]) for name in start if name.startswith("layers."))
    args.out.mkdir(parents=True, exist_ok=True)
    described, checkpoint = args.out / "shape.json", args.out / "checkpoint.pt"
    if not described.exists() and args.begin_with:
        described.write_bytes((args.begin_with / "shape.json").read_bytes())
    if not described.exists():
        shape = examples.shape_of(data, len(start["words.weight"]), layers)
        described.write_text(json.dumps(shape.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
    network = Network(Shape(**json.loads(described.read_text(encoding="utf-8"))))
    network.encoder.load_state_dict(start)
    if args.begin_with:
        network.load_state_dict(torch.load(args.begin_with / "checkpoint.pt")["network"])
    optimizers = Optimizers(network)

    step, elapsed = 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizers.dense.load_state_dict(saved["dense"])
        optimizers.sparse.load_state_dict(saved["sparse"])
        step, elapsed = saved["step"], saved["elapsed"]
        print(f"going on after step {step}", flush=True)

    taught = silver.read(args.silver) if args.silver else ()
    stream = Stream(sources(data, pieces, taught), NameLists.read(args.data), pieces, args.seed + step)
    numbers = Numbers(network.shape)
    batches = examples.packed(iter(stream), args.rows, numbers)
    began = time.monotonic() - elapsed
    sums: dict[str, float] = {}
    network.train()
    while True:
        elapsed = time.monotonic() - began
        progress = max(step / args.steps, elapsed / (60 * args.minutes))
        if progress >= 1:
            break
        stream.progress = progress
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
            parts = losses(network, next(batches))
        loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
        loss.backward()
        optimizers.step(args.pace * min(1.0, (step + 1) / WARM_UP) * (1 - progress))
        step += 1
        for name, part in parts.items():
            sums[name] = sums.get(name, 0.0) + part.item()
        if step % 100 == 0:
            shown = " ".join(f"{name} {value / 100:.3f}" for name, value in sums.items())
            print(f"step {step} ({progress:.1%}, {elapsed:.0f} s): {shown}", flush=True)
            sums = {}
        if step % args.save_every == 0:
            save(checkpoint, network, optimizers, step, time.monotonic() - began)
        if step % args.measure_every == 0:
            print(json.dumps(measured(network, pieces, data)), flush=True)
    save(checkpoint, network, optimizers, step, elapsed)
    print(json.dumps(measured(network, pieces, data)), flush=True)


def save(path: Path, network: Network, optimizers: Optimizers, step: int, elapsed: float) -> None:
    state = {
        "network": network.state_dict(),
        "dense": optimizers.dense.state_dict(),
        "sparse": optimizers.sparse.state_dict(),
    }
    partial = path.with_suffix(".part")
    torch.save({**state, "step": step, "elapsed": elapsed}, partial)
    partial.replace(path)


if __name__ == "__main__":
    main()
