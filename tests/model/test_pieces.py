from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presselese.model.pieces import BEGIN, END, cut, lay_out


def test_a_line_end_is_a_piece_of_its_own() -> None:
    window = lay_out([[7], [8, 9]], [False, True])
    assert window.ids == [BEGIN, 7, END, 8, 9, END]
    assert (window.first, window.last) == ([1, 3], [1, 4])


@given(
    st.lists(st.tuples(st.integers(1, 16), st.sampled_from(["Wort", ".", "!"]), st.booleans()), max_size=200)
)
def test_windows_cover_the_text_once_and_are_short_enough(tokens: list[tuple[int, str, bool]]) -> None:
    sizes, words, line_end = [t[0] for t in tokens], [t[1] for t in tokens], [t[2] for t in tokens]
    ranges = list(cut(sizes, words, line_end, 40))
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(tokens)))
    for a, b in ranges:
        assert len(lay_out([[5] * n for n in sizes[a:b]], line_end[a:b]).ids) <= 40


def test_a_window_ends_with_a_sentence_where_it_can() -> None:
    words = ["Das", "ist", "gut", "gut", ".", "Und", "das", "auch"]
    assert list(cut([1] * 8, words, [False] * 8, 9)) == [(0, 5), (5, 8)]
