from __future__ import annotations

import pytest

from presselese.model.naming import Name, completed

WHOLE = {"before": ["Landkreis", "Kreis"], "bracketed": ["Frankenberg (Eder)", "Bad Beispiel (Wald)"]}


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("im Landkreis Göttingen", [(2, 3, "LOC", 0.9)], [(1, 3)]),
        ("Landkreis Göttingen hilft", [(0, 2, "LOC", 0.9)], [(0, 2)]),
        ("Stadt Göttingen", [(1, 2, "LOC", 0.9)], [(1, 2)]),
        ("nach Frankenberg ( Eder ) .", [(1, 2, "LOC", 0.9), (3, 4, "LOC", 0.8)], [(1, 5)]),
        ("nach Bad Beispiel ( Wald ) .", [(1, 3, "LOC", 0.9)], [(1, 6)]),
        ("nach Hof ( Bayern ) .", [(1, 2, "LOC", 0.9), (3, 4, "LOC", 0.8)], [(1, 2), (3, 4)]),
        ("nach Frankenberg ( Eder", [(1, 2, "LOC", 0.9)], [(1, 2)]),
        ("Kreis Karl Meier", [(1, 3, "PER", 0.9)], [(1, 3)]),
    ],
)
def test_what_belongs_to_a_place(text: str, found: list[Name], expected: list[tuple[int, int]]) -> None:
    texts = text.split()
    names = completed(found, texts, [(0, len(texts))], WHOLE)
    assert [name[:2] for name in names] == expected


def test_nothing_is_added_over_the_edge_of_a_segment() -> None:
    assert completed([(1, 2, "LOC", 0.9)], ["Landkreis", "Hof"], [(0, 1), (1, 2)], WHOLE) == [
        (1, 2, "LOC", 0.9)
    ]
