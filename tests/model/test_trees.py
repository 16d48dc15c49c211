from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from presselese.model.trees import best_tree


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    if list(heads).count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, node = set(), start
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def test_one_word_is_the_root() -> None:
    assert best_tree(np.array([[-3.0, 9.0]])) == [0]


@pytest.mark.parametrize("seed", range(60))
def test_always_a_tree_with_one_root(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.integers(1, 40))
    assert is_tree(best_tree(chance.normal(size=(size, size + 1)).astype(np.float32)))


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree_when_one_root_stands_out(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.integers(2, 6))
    scores = chance.normal(size=(size, size + 1))
    scores[:, 0] -= 5
    scores[int(chance.integers(size)), 0] = 20
    best = max(
        (heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)),
        key=lambda heads: sum(scores[i, h] for i, h in enumerate(heads)),
    )
    assert best_tree(scores) == list(best)


def test_a_long_sentence_is_quick() -> None:
    scores = np.random.default_rng(0).normal(size=(400, 401)).astype(np.float32)
    assert is_tree(best_tree(scores))
