"""Alignment: every character of the repaired text points to its place in the source."""

from hypothesis import given
from hypothesis import strategies as st

from presselese.alignment import Alignment

# An edit script: pieces kept as they are, left out, or replaced.
PIECES = st.lists(
    st.tuples(
        st.sampled_from(["keep", "drop", "replace"]), st.text(min_size=1, max_size=6), st.text(max_size=4)
    ),
    max_size=12,
)


def build(pieces):
    """Source, text and the alignment between them."""
    source = text = ""
    runs = []
    for kind, before, after in pieces:
        made = {"keep": before, "drop": "", "replace": after}[kind]
        runs.append((len(text), len(text) + len(made), len(source), len(source) + len(before)))
        source += before
        text += made
    return source, text, Alignment.of(runs)


@given(PIECES, st.data())
def test_a_kept_span_maps_to_itself_and_any_span_to_what_contains_it(pieces, data):
    source, text, alignment = build(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = alignment.to_source(start, end)
    assert 0 <= a <= b <= len(source)
    if all(kind != "replace" for kind, _, _ in pieces):
        kept = source[a:b]
        assert all(character in kept for character in text[start:end])
        if start < end:
            assert kept[0] == text[start]
            assert kept[-1] == text[end - 1]


@given(PIECES, st.data())
def test_neighbouring_spans_map_in_order(pieces, data):
    _, text, alignment = build(pieces)
    cut = data.draw(st.integers(0, len(text)))
    if 0 < cut < len(text):
        left, right = alignment.to_source(0, cut), alignment.to_source(cut, len(text))
        assert left[0] <= right[0]
        assert left[1] <= right[1]


@given(PIECES, PIECES, st.data())
def test_composition_maps_inside_of_one_after_the_other(inner_pieces, outer_pieces, data):
    _source, middle, inner = build(inner_pieces)
    # The outer script works on the middle text: cut its pieces out of it.
    runs, at, text = [], 0, ""
    for kind, before, after in outer_pieces:
        length = min(len(before), len(middle) - at)
        made = {"keep": middle[at : at + length], "drop": "", "replace": after if length else ""}[kind]
        runs.append((len(text), len(text) + len(made), at, at + length))
        at += length
        text += made
    outer = Alignment.of(runs)
    composed = outer.compose(inner)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        first, last = inner.to_source(*outer.to_source(start, end))
        a, b = composed.to_source(start, end)
        # Two repairs whose ends happen to be equally long map character by character: closer, never farther.
        assert first <= a <= b <= last
        assert composed.to_source(0, len(text)) == inner.to_source(*outer.to_source(0, len(text)))


def test_identity_and_empty():
    assert Alignment.identity(5).to_source(1, 3) == (1, 3)
    assert Alignment.identity(0).to_source(0, 0) == (0, 0)
    assert Alignment.identity(5).to_source(5, 5) == (5, 5)
