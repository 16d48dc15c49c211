"""Tokens of real releases; ordinary text is cut as spaCy cuts it."""

import pytest
from spacy.lang.de import German

from presselese.german.tokenizing import adapt

PLAIN = German().tokenizer
OURS = adapt(German().tokenizer)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (
            "Bürger:innen und Kolleg*innen, Teilnehmer/innen.",
            ["Bürger:innen", "und", "Kolleg*innen", ",", "Teilnehmer/innen", "."],
        ),
        ("jede:r Leser:in", ["jede:r", "Leser:in"]),
        ("Bensheim/Odenwald", ["Bensheim", "/", "Odenwald"]),
        ("Migranten(besonders", ["Migranten", "(", "besonders"]),
        ("vom 23.-26. März", ["vom", "23.-26.", "März"]),
        ("Musterau(pm). Der", ["Musterau", "(", "pm", ")", ".", "Der"]),
        ("um 18:00 Uhr", ["um", "18:00", "Uhr"]),
        ("an presse@example.org.", ["an", "presse@example.org", "."]),
        ("(https://example.org/a). Und", ["(", "https://example.org/a", ")", ".", "Und"]),
        ("Uhrzeit: 18:00", ["Uhrzeit", ":", "18:00"]),
        ("Hinweis:in der", ["Hinweis", ":", "in", "der"]),
        ("Ina Kolbe (SPD): „Gut", ["Ina", "Kolbe", "(", "SPD", ")", ":", "„", "Gut"]),
        ("kostet 20,- Euro", ["kostet", "20,-", "Euro"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in OURS(text)] == tokens


def test_ordinary_text_is_cut_as_spacy_cuts_it() -> None:
    text = "Der Bürgermeister, Dr. Karl Ihde (SPD), sagte: „Wir bauen am 3. Mai weiter – z. B. die B 252.“ Gut so!"
    assert [token.text for token in OURS(text)] == [token.text for token in PLAIN(text)]


def test_adapting_twice_changes_nothing() -> None:
    pattern = OURS.token_match.__self__.pattern
    assert adapt(OURS).token_match.__self__.pattern == pattern
