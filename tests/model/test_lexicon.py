from __future__ import annotations

from presselese.model.lexicon import Lexicon, packed


def test_readings_of_a_form() -> None:
    lexicon = Lexicon(
        packed({"Häuser": [("N", "Haus")], "Haus": [("N", "Haus"), ("E", "Haus")], "haut": [("V", "hauen")]})
    )
    assert len(lexicon) == 3
    assert lexicon.readings("Häuser") == [("N", "Haus")]
    assert lexicon.readings("Haus") == [("N", "Haus"), ("E", "Haus")]
    assert lexicon.readings("haut") == [("V", "hauen")]
    for unknown in ("", "Hau", "Hause", "zz", "A"):
        assert lexicon.readings(unknown) == []
