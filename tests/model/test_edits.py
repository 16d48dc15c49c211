from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.model.edits import apply_rule, rule_for


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("Die", "der", "l||-.+r"),
        ("Häuser", "Haus", None),
        ("angekommen", "ankommen", None),
        ("SPD", "SPD", "=||"),
        ("Vereins", "Verein", "=||-"),
        ("bin", "sein", None),
        ("sich", "er|es|sie", "!er|es|sie"),
    ],
)
def test_a_rule_leads_to_the_lemma(form: str, lemma: str, rule: str | None) -> None:
    found = rule_for(form, lemma)
    assert apply_rule(found, form) == lemma
    if rule is not None:
        assert found == rule


def test_alike_changes_share_a_rule() -> None:
    assert rule_for("angekommen", "ankommen") == rule_for("abgekommen", "abkommen")
    assert rule_for("Vereine", "Verein") == rule_for("Freunde", "Freund")


def test_a_form_too_short_for_a_rule_has_no_lemma_by_it() -> None:
    assert apply_rule("l|...--|-+e+n", "ab") is None


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_every_pair_of_words_has_a_rule(form: str, lemma: str) -> None:
    assert apply_rule(rule_for(form, lemma), form) == lemma
