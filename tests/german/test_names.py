"""Names in the nominative: adjectives of places stay as they are."""

import pytest

from presselese.entities.organisations import organisation_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hamburger Handelskammer", "Hamburger Handelskammer"),
        ("Berliner Feuerwehr", "Berliner Feuerwehr"),
        ("Frankenberger Bank", "Frankenberger Bank"),
        ("Technischer Universität Auental", "Technische Universität Auental"),
        ("Freiwilligen Feuerwehr Asendorf", "Freiwillige Feuerwehr Asendorf"),
        ("Städtischer Galerie", "Städtische Galerie"),
        ("Deutschen Wetterdienstes", "Deutscher Wetterdienst"),
    ],
)
def test_organisation_in_the_nominative(name, expected):
    assert organisation_name(name) == expected
