"""A collective release taken apart holds all that it held."""

from pathlib import Path

from presselese.cleaning.clean import clean
from presselese.cleaning.split import split
from presselese.source import Source

COLLECTIVE = """Pressebericht vom 18.10.2022

1. Hoher Schaden nach Einbruch

Unbekannte brachen in der Nacht auf Sonntag in eine Werkstatt in der Mühlenstraße ein und nahmen Werkzeug mit. Sie
hebelten ein Fenster auf, durchsuchten alle Räume und entkamen unerkannt. Der Schaden beträgt rund 4.500 Euro. Die
Polizei bittet um Hinweise von Anwohnern, die in der Nacht etwas gehört haben.

2. Betrunken am Steuer

Eine Streife hielt am Sonntag gegen 23 Uhr einen 41 Jahre alten Mann an, der in Schlangenlinien durch die
Bahnhofstraße fuhr. Ein Test ergab mehr als 1,4 Promille. Den Führerschein musste er abgeben, gegen ihn wird nun
ermittelt. Seinen Wagen holte am Morgen ein Freund ab, der nüchtern war.
"""


def test_each_report_is_a_release_of_its_own():
    release = clean(Source(raw=COLLECTIVE, path="bericht.txt"))
    one, two = split(release)
    assert (one.meta["title"], two.meta["title"]) == ("Hoher Schaden nach Einbruch", "Betrunken am Steuer")
    assert one.source.id != two.source.id
    assert (one.source.member, two.source.member) == ("#1", "#2")
    assert "Werkstatt" in one.text
    assert "Werkstatt" not in two.text
    for part in (one, two):
        start, end = part.alignment.to_source(0, len(part.text))
        assert COLLECTIVE[start:end].split()[0] == part.text.split()[0]
        for zone in part.zones:
            if zone["start"] is not None:
                assert 0 <= zone["start"] < zone["end"] <= len(part.text) + 2
    assert "".join((one.text + two.text).split()) == "".join(release.text.split())


def test_a_single_report_stays_as_it_is():
    text = (
        Path(__file__).parents[2].joinpath("corpus/samples/verein-sommerfest.txt").read_text(encoding="utf-8")
    )
    release = clean(Source(raw=text))
    assert split(release) == [release]
