"""Names as tags of tokens, and back: B I E S and O, decoded so that only whole names come out.

The tag list of a model is `name_tags(labels)`: `O`, then `B- I- E- S-` of each label. `best_names` finds the most
probable well-formed sequence and says how probable each of its names is under all well-formed sequences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def name_tags(labels: Sequence[str]) -> list[str]:
    return ["O", *(f"{position}-{label}" for label in labels for position in "BIES")]


def tags_of(length: int, names: Iterable[tuple[int, int, str]]) -> list[str]:
    """The tags of a text of `length` tokens with these names (start, end, label)."""
    tags = ["O"] * length
    for start, end, label in names:
        if end - start == 1:
            tags[start] = f"S-{label}"
            continue
        tags[start:end] = [f"I-{label}"] * (end - start)
        tags[start], tags[end - 1] = f"B-{label}", f"E-{label}"
    return tags


def allowed_steps(tags: Sequence[str]) -> NDArray[np.bool_]:
    """[from, to]: may tag `to` follow tag `from`? One more row and column, the last, is the edge of the text."""
    edge = len(tags)
    allowed = np.zeros((edge + 1, edge + 1), dtype=bool)
    for i, before in enumerate([*tags, "O"]):
        inside = before[0] in "BI"
        for j, after in enumerate([*tags, "O"]):
            goes_on = after[0] in "IE"
            allowed[i, j] = before[2:] == after[2:] if inside and goes_on else not inside and not goes_on
    return allowed


def best_names(
    logits: Floats, tags: Sequence[str], segments: Iterable[tuple[int, int]]
) -> list[tuple[int, int, str, float]]:
    """The names (start, end, label, probability) of the best well-formed tags; none reaches over the edge of a segment.

    Where the best tag of each token gives a well-formed whole, that is the best one; only other segments are searched.
    """
    shifted = logits - logits.max(axis=1, keepdims=True)
    scores = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    best = scores.argmax(axis=1)
    allowed = allowed_steps(tags)
    edge = len(tags)
    names: list[tuple[int, int, str, float]] = []
    for start, end in segments:
        path = best[start:end]
        if not path.any():  # all O
            continue
        if not allowed[np.concatenate([[edge], path]), np.concatenate([path, [edge]])].all():
            path = _search(scores[start:end], allowed)
        begin = start
        for i, tag in enumerate(path, start):
            name = tags[tag]
            if name[0] in "BS":
                begin = i
            if name[0] in "ES":
                sure = float(
                    np.exp(scores[np.arange(begin, i + 1), path[begin - start : i + 1 - start]].sum())
                )
                names.append((begin, i + 1, name[2:], sure))
    return names


def _search(scores: Floats, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Viterbi."""
    edge = scores.shape[1]
    step = np.where(allowed, 0.0, -1e9)
    reached = scores[0] + step[edge, :edge]
    back = np.zeros((len(scores), edge), dtype=np.int64)
    for i in range(1, len(scores)):
        ways = reached[:, None] + step[:edge, :edge]
        back[i] = ways.argmax(axis=0)
        reached = ways.max(axis=0) + scores[i]
    path = np.zeros(len(scores), dtype=np.int64)
    path[-1] = (reached + step[:edge, edge]).argmax()
    for i in range(len(scores) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path
