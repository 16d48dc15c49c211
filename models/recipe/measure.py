"""Scores on the dev parts while training runs: greedy decoding, no lexicon, no rules. The card's scores come from the package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch

from presselese.model.edits import apply_rule
from presselese.model.pieces import Pieces, cut
from recipe.corpora import Corpora, Name, Passage
from recipe.examples import ROW, Numbers, collated, make_item, part
from recipe.network import Network


def measured(network: Network, pieces: Pieces, data: Corpora) -> dict[str, float]:
    network.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        scores = _syntax(network, pieces, data.dev_syntax)
        for guideline, pool in data.dev_names.items():
            scores |= _names(network, pieces, pool, guideline)
    network.train()
    return scores


def _syntax(network: Network, pieces: Pieces, pool: Sequence[Passage]) -> dict[str, float]:
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    total = starts_right = starts_found = starts_gold = 0
    numbers = Numbers(network.shape)
    for passage in pool:
        batch = collated([[make_item(passage, pieces, complete=True)]], numbers)
        tokens = network.tokens(batch.ids, batch.positions, batch.mask, batch.first, batch.last)
        total += len(passage.words)
        right["upos"] += int((network.upos(tokens).argmax(-1) == batch.upos).sum())
        right["xpos"] += int((network.xpos(tokens).argmax(-1) == batch.xpos).sum())
        logits = network.feats(tokens).split([len(v) for v in network.shape.feats.values()], dim=-1)
        agree = torch.stack([p.argmax(-1) == batch.features[:, k] for k, p in enumerate(logits)])
        right["feats"] += int(agree.all(0).sum())
        rules = network.rule(tokens).argmax(-1).tolist()
        for word, token, rule in zip(passage.words, passage.syntax, rules, strict=True):
            right["lemma"] += apply_rule(network.shape.rules[rule], word) == token.lemma
        dependents, heads = network.arc_states(tokens)
        scores = network.arc_scores(dependents[None], heads[None])[0].float()
        chosen = scores.argmax(-1)
        dependents, heads = network.label_states(tokens)
        heads = torch.cat([heads, network.label_root[None].to(heads.dtype)])[chosen - 1]
        labels = network.label_scores(dependents, heads).argmax(-1)
        arcs = chosen == batch.heads[0]
        right["uas"] += int(arcs.sum())
        right["las"] += int((arcs & (labels == batch.label)).sum())
    for start in range(0, len(pool) - 3, 3):  # three sentences in a row, no line end between them
        three = pool[start : start + 3]
        whole = Passage([w for p in three for w in p.words], [], [s for p in three for s in p.starts])
        whole.line_end = [False] * len(whole.words)
        if sum(len(pieces.of(w)) for w in whole.words) + 2 > ROW:
            continue
        batch = collated([[make_item(whole, pieces, complete=False)]], numbers)
        found = network.start(
            network.tokens(batch.ids, batch.positions, batch.mask, batch.first, batch.last)
        ).argmax(-1)[1:]
        gold = batch.start[1:]
        starts_right += int((found & gold).sum())
        starts_found += int(found.sum())
        starts_gold += int(gold.sum())
    shares = {name: round(count / total, 4) for name, count in right.items()}
    return {**shares, "sentence starts": round(2 * starts_right / max(1, starts_found + starts_gold), 4)}


def _names(network: Network, pieces: Pieces, pool: Sequence[Passage], guideline: str) -> dict[str, float]:
    numbers = Numbers(network.shape)
    counts: dict[str, list[int]] = {}
    for passage in pool:
        for window in _windows(passage, pieces):
            batch = collated([[make_item(window, pieces, complete=False)]], numbers)
            tokens = network.tokens(batch.ids, batch.positions, batch.mask, batch.first, batch.last)
            best = network.names[guideline](network.name_state(tokens)).argmax(-1).tolist()
            found = set(_greedy([network.shape.names[guideline][i] for i in best]))
            gold = set(window.names[guideline])
            for label in ("all", "PER", "LOC", "ORG", "MISC"):
                f, g = ({n for n in some if label in ("all", n[2])} for some in (found, gold))
                count = counts.setdefault(label, [0, 0])
                count[0] += len(f & g)
                count[1] += len(f) + len(g)
    return {f"{guideline} {label}": round(2 * r / max(1, n), 4) for label, (r, n) in counts.items()}


def _windows(passage: Passage, pieces: Pieces) -> Iterator[Passage]:
    sizes = [len(pieces.of(word)) for word in passage.words]
    for start, end in cut(sizes, passage.words, passage.line_end, ROW):
        yield part(passage, start, end)


def _greedy(tags: list[str]) -> Iterator[Name]:
    begin: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        goes_on = begin is not None and tag[0] in "IE" and tag[2:] == tags[begin][2:]
        if begin is not None and not goes_on:
            yield begin, i, tags[begin][2:]
            begin = None
        if tag != "O" and begin is None:
            begin = i
