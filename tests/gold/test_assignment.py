"""The assignment against trying everything."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.gold.assignment import best_assignment

matrices = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 0.1, 0.5, 0.7, 1.0]), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


@given(matrices)
def test_no_other_assignment_weighs_more(weights: list[list[float]]) -> None:
    rows, columns = len(weights), len(weights[0])
    pairs = best_assignment(weights)
    assert len(pairs) == min(rows, columns)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    if rows <= columns:
        best = max(sum(weights[i][j] for i, j in enumerate(p)) for p in permutations(range(columns), rows))
    else:
        best = max(sum(weights[i][j] for j, i in enumerate(p)) for p in permutations(range(rows), columns))
    assert sum(weights[i][j] for i, j in pairs) == pytest.approx(best)


def test_nothing_to_assign() -> None:
    assert best_assignment([]) == best_assignment([[], []]) == []
