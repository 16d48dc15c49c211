"""Quotes on hand-built Docs of both label schemes: what the rules read of the parse is the same."""

from __future__ import annotations

import pytest

from presselese.quotes.find import values

from .test_labels import SENTENCES, build

WANTED = {
    "Die Stadt teilte mit , dass sie baut .": ("dass sie baut", "teilte", "Die Stadt", "Stadt"),
    "Ina hat gesagt , es regne .": ("es regne", "gesagt", "Ina", "Ina"),
    "Der Rat , der fordert , zu bauen , tagt .": ("zu bauen", "fordert", "Der Rat", "Rat"),
    "Von Ina wurde betont , dass es eilt .": ("dass es eilt", "betont", "Ina", "Ina"),
}


@pytest.mark.parametrize("which", ["ud", "tiger"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_quote(sentence: str, which: str) -> None:
    doc = build(SENTENCES[sentence], which)
    content, cue, speaker, name = WANTED[sentence]
    (quote,) = [one for one in values(doc) if one["type"] == "indirect"]
    assert quote["content"] == content
    assert doc.text[slice(*quote["cue"]["span"].values())] == cue
    assert doc.text[slice(*quote["speaker"].values())] == speaker
    assert quote["speaker_name"] == name
