"""Headlines: whose words they are, and which are titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from presselese.doc import put
from presselese.quotes.find import values

HEADLINES = {
    "Ministerin Petra Ohm: „Wir bauen im Mai“": "Petra Ohm",
    "Interview mit Ministerin Petra Ohm: „Wir bauen im Mai“": "Petra Ohm",
    "Pressetour mit Ministerin Petra Ohm: „Wie wir Kinder bewegen“": None,
    "Fototermin am 22. Juni: „Wir planschen wieder“": None,
    "Nordheim: „Sie haben gewonnen!“": None,
}


@pytest.mark.parametrize(("headline", "name"), HEADLINES.items())
def test_headline(read: Callable[[str], Doc], headline: str, name: str | None) -> None:
    doc = read(f"{headline}\n\nDas Fest beginnt um zehn Uhr.")
    put(doc, "zones", [{"zone": "headline", "start": 0, "end": len(headline)}])
    assert [quote.get("speaker_name") for quote in values(doc)] == ([name] if name else [])
