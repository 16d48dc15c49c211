from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presselese.topics.classify import Classifier
from presselese.topics.features import count
from presselese.topics.tables import media_topics

CASES = Path(__file__).parents[1] / "data/cases/topics.jsonl"
GOLD = Path(__file__).parents[3] / "shared/gold-examples"


def first(topics: list[dict[str, Any]]) -> list[str]:
    return [topic["id"] for topic in topics if topic["level"] == 1]


@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()],
    ids=lambda c: c["id"],
)
def test_cases(case: dict[str, Any], topics_of: Any) -> None:
    found = first(topics_of(case["input"]))
    if "topics" in case["expect"]:
        assert found == case["expect"]["topics"]
    if "topics_main" in case["expect"]:
        assert found[0] == case["expect"]["topics_main"]
    assert 1 <= len(found) <= 3


@pytest.mark.parametrize(
    ("text", "main", "deeper"),
    [
        ("POL-XY: Auffahrunfall auf der B 999. Drei Autos stießen zusammen, eine Fahrerin wurde leicht verletzt. "
         "Es entstand Sachschaden von 20.000 Euro.", "medtop:03000000", "medtop:20000139"),
        ("POL-XY: Einbruch in Kiosk. Unbekannte hebelten in der Nacht die Tür auf und entwendeten Zigaretten. "
         "Zeugen melden sich bei der Kriminalpolizei.", "medtop:02000000", "medtop:20000082"),
        ("POL-XY: Vermisste Seniorin wohlbehalten gefunden. Nach der 80-Jährigen, die am Morgen zuletzt gesehen worden "
         "war, hatte die Polizei mit Suchhunden gesucht.", "medtop:02000000", "medtop:20000132"),
        ("POL-XY: 13-Jähriger vermisst. Die Polizei bittet mit einem Foto um Hinweise: Der Junge wird seit Montag "
         "vermisst und ist 1,60 Meter groß.", "medtop:02000000", "medtop:20000132"),
        ("POL-XY: Demonstration in der Innenstadt verlief friedlich. An dem Aufzug und der Kundgebung nahmen rund "
         "300 Menschen teil, der Protest blieb störungsfrei.", "medtop:16000000", "medtop:20000065"),
        ("POL-XY: Brand einer Gartenlaube. Die Feuerwehr löschte die Flammen, verletzt wurde niemand.",
         "medtop:03000000", "medtop:20000148"),
        ("POL-XY: Alkoholisiert am Steuer. Bei der Verkehrskontrolle ergab ein Atemalkoholtest 1,8 Promille, "
         "der Führerschein wurde sichergestellt, gegen den Fahrer wird ermittelt.", "medtop:02000000", "medtop:20000082"),
        ("POL-XY: Polizei präsentiert Kriminalstatistik und neue Streifenwagen der Polizeiinspektion. Der "
         "Polizeipräsident dankte den Polizistinnen und Polizisten.", "medtop:02000000", "medtop:20000129"),
    ],
)  # fmt: skip
def test_police_releases_are_not_all_one_topic(text: str, main: str, deeper: str, topics_of: Any) -> None:
    topics = topics_of(text)
    assert topics[0]["id"] == main
    assert deeper in [topic["id"] for topic in topics]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Das Stadttheater zeigt den Krimi „Mord im Pfarrhaus“. Vor der Premiere führt die Dramaturgin in das Stück ein, "
         "das Ensemble spielt sieben Mörder und eine Leiche.", "medtop:01000000"),
        ("Die Turnerinnen feuerten eine Salve von Bestleistungen ab und stürmten im Finale der Meisterschaft auf Platz "
         "eins; der Trainer sprach von einer Explosion der Mannschaft.", "medtop:15000000"),
        ("Im Kampf gegen den Krebs eröffnet das Klinikum eine neue Station für Patienten; Chefarzt und Pflegekräfte "
         "setzen auf Bestrahlung als schärfste Waffe der Therapie.", "medtop:07000000"),
        ("Die Schule schießt den Vogel ab: Beim Lesewettbewerb siegte die Klasse 6b, die Lehrerin und alle Schüler "
         "jubelten wie nach einem Tor.", "medtop:05000000"),
    ],
)  # fmt: skip
def test_words_of_another_field_do_not_carry_the_main_topic(text: str, main: str, topics_of: Any) -> None:
    assert topics_of(text)[0]["id"] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Ehrennadel für fünf Feuerwehrleute verliehen\nDer Stadtbrandmeister überreichte die Auszeichnung beim Festakt; "
         "die Geehrten leisten seit dreißig Jahren Dienst in der Freiwilligen Feuerwehr.", "medtop:08000000"),
        ("Inklusionspreis geht an Wohngruppe\nBei der Preisverleihung im Rathaus wurden drei Projekte ausgezeichnet, in "
         "denen Menschen mit und ohne Behinderung zusammen leben.", "medtop:08000000"),
        ("Klimastreik am Freitag\nFridays for Future ruft zum globalen Klimastreik auf. Die Demo für mehr Klimaschutz "
         "beginnt am Marktplatz, erwartet werden 500 Menschen.", "medtop:06000000"),
        ("Aktivisten besetzen Bagger\nDie Blockade im Tagebau dauert an; mit der Besetzung wollen die Aktivistinnen den "
         "Protest gegen die Räumung zeigen, die Polizei ist vor Ort.", "medtop:16000000"),
        ("Weniger Fahrräder ausgeführt\nNach Angaben des Statistischen Landesamts sanken die Ausfuhren im ersten Quartal "
         "um fünf Prozent, die Einfuhren stiegen leicht.", "medtop:04000000"),
        ("Vorsicht bei Verträgen an der Haustür\nDie Verbraucherzentrale rät, Rechnungen und Mahnungen zu prüfen; wer "
         "widerrufen will, hat als Verbraucher vierzehn Tage Zeit.", "medtop:04000000"),
    ],
)  # fmt: skip
def test_what_comes_first(text: str, main: str, topics_of: Any) -> None:
    """The table of docs/topics.md."""
    assert topics_of(text)[0]["id"] == main


def test_hardly_any_words_have_no_topic(topics_of: Any) -> None:
    assert topics_of("") == []
    assert topics_of("Ein Test.") == []


WORDS = st.sampled_from(
    [
        "Brand",
        "Feuerwehr",
        "Rathaus",
        "Schüler",
        "Konzert",
        "singt",
        "heute",
        "und",
        "der",
        "Tor-Jubel",
        "Xyz",
        "12",
        "CO2",
        "–",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_what_holds_of_every_answer(classifier: Classifier, text: str) -> None:
    found = classifier(count(text, [], classifier.terms))
    ids = [topic.id for topic in found]
    levels = [media_topics()[id].level for id in ids]
    assert len(ids) == len(set(ids))
    assert levels == sorted(levels)
    assert levels.count(1) <= 3
    for topic in found:
        parent = media_topics()[topic.id].parent
        assert parent is None or parent in ids
        assert 0 < topic.score < 1
        assert all(0 <= start < end <= len(text) for start, end in topic.evidence)
        assert all(one[1] <= other[0] for one, other in zip(topic.evidence, topic.evidence[1:], strict=False))


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold-examples")
def test_annotated_releases(classifier: Classifier) -> None:
    """A guard against falling back, not the measure: 44 releases."""
    right = same = told = wanted = releases = 0
    for file in sorted(GOLD.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        text, headlines = "", []
        for zone in gold["zones"]:
            if zone["zone"] in ("headline", "subhead", "dateline", "body", "caption"):
                start = len(text)
                text += gold["text"][zone["start"] : zone["end"]]
                headlines += [(start, len(text))] if zone["zone"] == "headline" else []
                text += "\n"
        found = [
            t.id
            for t in classifier(count(text, headlines, classifier.terms))
            if media_topics()[t.id].level == 1
        ]
        releases += 1
        right += found[:1] == gold["topics"][:1]
        same += len(set(found) & set(gold["topics"]))
        told += len(found)
        wanted += len(gold["topics"])
    assert right / releases >= 0.78
    assert 2 * same / (told + wanted) >= 0.76
