from __future__ import annotations

import pytest

from presselese.topics.terms import Terms
from presselese.topics.words import stem, words

TABLE = {
    "feuer": ["Brand", "*brand", "feuerwehr*"],
    "fest": ["Tag der offenen Tür"],
    "sport": ["Brand"],
    "ehre": ["Medaille"],
}


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("Brände", ("feuer", "sport")),
        ("Dachstuhlbrände", ("feuer",)),
        ("Feuerwehrleute", ("feuer",)),
        ("Keller-Brand", ("feuer", "sport")),
        ("Brand-Medaille", ("ehre",)),
        ("Strand", ()),
        ("Brandung", ()),
    ],
)
def test_words_ends_and_beginnings(word: str, keys: tuple[str, ...]) -> None:
    assert set(Terms(TABLE).of_word(stem(word))) == set(keys)


def test_sequences_in_any_inflection() -> None:
    stems = [stem(word) for _, _, word in words("Zu Tagen der offenen Tür kamen viele.")]
    assert Terms(TABLE).of_sequences(stems) == [(1, 4, "fest")]


@pytest.mark.parametrize("term", ["*", "*in", "…", "* zwei Wörter"])
def test_a_term_that_could_match_anything_is_refused(term: str) -> None:
    with pytest.raises(ValueError, match="is no word"):
        Terms({"x": [term]})
