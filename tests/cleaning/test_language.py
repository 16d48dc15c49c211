import pytest

from presselese.cleaning.language import detect, table


@pytest.mark.parametrize(("text", "german"), table()["examples"])
def test_examples(text: str, german: bool) -> None:
    language, score = detect(text)
    assert (language == "de") is german
    assert score is not None and (score >= 0.5) is german


def test_too_short_to_say() -> None:
    assert detect("Steg eröffnet") == (None, None)
