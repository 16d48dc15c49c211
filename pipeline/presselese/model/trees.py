"""From scores to a tree: each word has one head, one word is the root, nothing goes in a circle.

`scores[i, 0]` says how well word i is the root, `scores[i, 1 + j]` how well it depends on word j.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
NEVER = -1e9


def best_tree(scores: Scores) -> list[int]:
    """Heads of the best tree: 0 for the root, else 1 + the head's place."""
    size = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(size), np.arange(size) + 1] = NEVER
    heads = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        # the word that loses least by being the root instead of something else's dependent
        gain = scores[:, 0] - (scores[:, 1:].max(axis=1) if size > 1 else 0.0)
        root = int(gain.argmax())
        scores[:, 0] = NEVER
        scores[root] = NEVER
        scores[root, 0] = 0.0
        heads = scores.argmax(axis=1)
    if _circle([0, *heads.tolist()]) is None:
        return [int(h) for h in heads]
    square = np.full((size + 1, size + 1), NEVER)
    square[1:] = scores
    if len(roots) == 1:
        square[1:, 0] = NEVER
        square[roots[0] + 1, 0] = 0.0
    return _spanning(square)[1:]


def _circle(heads: list[int]) -> list[int] | None:
    """The nodes of a circle, if there is one; node 0 is the root and has no head."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _spanning(scores: Scores) -> list[int]:
    """Chu-Liu and Edmonds: the best tree from node 0; scores[dependent, head]. Circles are drawn together one by one."""
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    heads = scores.argmax(axis=1)
    heads[0] = 0
    circle = _circle([int(h) for h in heads])
    if circle is None:
        return [int(h) for h in heads]
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    ring = np.array(circle)
    cost = scores[ring, heads[ring]]
    # into the circle: the word that is entered gives up its head in the circle
    enter = scores[np.ix_(ring, outside)] - cost[:, None]
    entered = enter.argmax(axis=0)
    leave = scores[np.ix_(outside, ring)]
    left = leave.argmax(axis=1)
    smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = enter.max(axis=0)
    smaller[:-1, -1] = leave.max(axis=1)
    inner = _spanning(smaller)
    result = [int(h) for h in heads]
    for place, node in enumerate(outside):
        if node:
            head = inner[place]
            result[node] = circle[int(left[place])] if head == len(outside) else int(outside[head])
    head = inner[len(outside)]
    result[circle[int(entered[head])]] = int(outside[head])
    return result
