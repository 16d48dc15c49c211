"""The table of words that stand for an organisation is its test."""

import re

import pytest

from presselese.quotes.bodies import body_for, rows


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.word)
def test_row(row):
    before = [tuple(re.fullmatch(r"(.*) \((\w+)\)", item).groups()) for item in row.before.split(", ")]
    index, score = body_for(row.word, before)
    assert before[index][0] == row.expected
    assert 0.5 < score < 0.9


@pytest.mark.parametrize("word", ["Leute", "Anwohner", "Verband"])
def test_nothing_fits(word):
    assert body_for(word, [("Falkner AG", "company")]) is None


def test_of_several_of_a_kind_the_nearest_with_a_low_score():
    assert body_for("Unternehmen", [("Falkner AG", "company"), ("Kolbe GmbH", "company")]) == (1, 0.55)
