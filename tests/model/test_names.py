from __future__ import annotations

import numpy as np
import pytest

from presselese.model.names import allowed_steps, best_names, name_tags, tags_of

TAGS = name_tags(["PER", "LOC"])


def logits(*best: str) -> np.ndarray:
    scores = np.zeros((len(best), len(TAGS)), dtype=np.float32)
    for i, tag in enumerate(best):
        scores[i, TAGS.index(tag)] = 5
    return scores


def test_tags_and_back() -> None:
    names = [(0, 2, "PER"), (3, 4, "LOC"), (4, 7, "LOC")]
    tags = tags_of(8, names)
    assert tags == ["B-PER", "E-PER", "O", "S-LOC", "B-LOC", "I-LOC", "E-LOC", "O"]
    assert [name[:3] for name in best_names(logits(*tags), TAGS, [(0, 8)])] == names


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("B-PER", "E-PER", True),
        ("B-PER", "E-LOC", False),
        ("O", "I-PER", False),
        ("E-PER", "B-PER", True),
        ("B-PER", "O", False),
    ],
)
def test_allowed_steps(before: str, after: str, may: bool) -> None:
    assert allowed_steps(TAGS)[TAGS.index(before), TAGS.index(after)] == may


def test_what_is_not_well_formed_is_mended() -> None:
    scores = logits("B-PER", "O", "O")
    scores[0, TAGS.index("S-PER")] = 4
    assert [name[:3] for name in best_names(scores, TAGS, [(0, 3)])] == [(0, 1, "PER")]


def test_no_name_reaches_over_the_edge_of_a_segment() -> None:
    names = best_names(logits("B-PER", "E-PER"), TAGS, [(0, 1), (1, 2)])
    assert all(end - start == 1 for start, end, *_ in names)


def test_scores_are_probabilities() -> None:
    ((*_, sure),) = best_names(logits("B-PER", "E-PER", "O"), TAGS, [(0, 3)])
    assert 0 < sure < 1
