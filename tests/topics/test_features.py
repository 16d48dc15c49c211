from __future__ import annotations

from presselese.topics.features import HEADLINE_WEIGHT, LEAD_WEIGHT, MOST_WORDS, count, headlines_of
from presselese.topics.terms import Terms
from presselese.topics.words import stem

TERMS = Terms({"fest": ["Tag der offenen Tür"]})


def test_headline_and_lead_weigh_more() -> None:
    text = "Brand\n" + "Haus " * 100
    counted = count(text, [(0, 5)], TERMS)
    assert counted.weights[stem("Brand")] == HEADLINE_WEIGHT
    assert counted.weights[stem("Haus")] == 60 * LEAD_WEIGHT + 40


def test_a_long_text_is_read_up_to_a_limit() -> None:
    counted = count("Haus " * 10_000, [], TERMS)
    assert len(counted.places[stem("Haus")]) == MOST_WORDS


def test_a_sequence_has_its_span() -> None:
    text = "Zum Tag der offenen Tür kamen viele."
    [(key, (start, end), _)] = count(text, [], TERMS).sequences
    assert (key, text[start:end]) == ("fest", "Tag der offenen Tür")


def test_headlines() -> None:
    zones = [{"zone": "headline", "start": 0, "end": 5}, {"zone": "meta", "start": None, "end": None}]
    assert headlines_of(zones, "Brand\nText") == [(0, 5)]
    assert headlines_of([], "Brand\nText") == [(0, 5)]
    assert headlines_of([], "Nur eine Zeile") == []
