from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.topics.words import parts, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("Unfall", "Unfälle", "Unfällen", "Unfalls"),
        ("Lehrer", "Lehrerin", "Lehrerinnen", "Lehrer*innen", "Lehrer:innen", "Lehrer_innen", "Lehrern"),
        ("Kirche", "Kirchen"),
        ("Straße", "Strassen"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("Brand", "Band"), ("Wahl", "Wal"), ("Feuer", "Feier")])
def test_different_words_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_have_their_places() -> None:
    text = "Am 3. Mai: CO2-Budget der Stadt, Bürger*innen!"
    assert [word for _, _, word in words(text)] == ["Am", "Mai", "CO2-Budget", "der", "Stadt", "Bürger*innen"]
    assert all(text[start:end] == word for start, end, word in words(text))


def test_parts_of_a_hyphenated_word() -> None:
    assert parts(stem("Kultur-Ausschüsse")) == [stem("Kultur"), stem("Ausschuss")]
    assert parts("kultur") == []


@given(st.text(max_size=200))
def test_places_ascend_and_never_overlap(text: str) -> None:
    last = 0
    for start, end, word in words(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == word
        assert stem(word) or not word.strip()
        last = end
