"""TIMEX3: where it splits what the record holds as one, and the vague expressions."""

from __future__ import annotations

import pytest
import spacy

import presselese
from presselese.dates import find_dates
from presselese.dates.timex import find_vague, timex3


def marked(text: str, published: str | None = "2023-03-28") -> list[tuple[str, str, str]]:
    dates = find_dates(text, published=published)
    found = timex3({"dates": dates, "vague": find_vague(text, dates)})
    return [(text[entry["start"] : entry["end"]], entry["type"], entry["value"]) for entry in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Am Donnerstag, 25. Mai 2023 um 20.30 Uhr.",
            [("Donnerstag, 25. Mai 2023", "DATE", "2023-05-25"), ("20.30 Uhr", "TIME", "2023-05-25T20:30")],
        ),
        ("Vom 5. bis 22. November 2023.", [("5.", "DATE", "2023-11-05"), ("22. November 2023", "DATE", "2023-11-22")]),
        ("Heute von 8.30-12 Uhr.", [
            ("Heute", "DATE", "2023-03-28"), ("8.30", "TIME", "2023-03-28T08:30"), ("12 Uhr", "TIME", "2023-03-28T12:00"),
        ]),
        ("Es ist ab 20 Uhr offen.", [("20 Uhr", "TIME", "2023-03-28T20:00")]),
        ("In der kommenden Woche.", [("der kommenden Woche", "DATE", "2023-W14")]),
        ("In den vergangenen zwei Jahren.", [("den vergangenen zwei Jahren", "DURATION", "P2Y")]),
        ("Im Herbst 2011.", [("Herbst 2011", "DATE", "2011-FA")]),
        ("Vor zwei Jahrzehnten.", [("zwei Jahrzehnten", "DURATION", "P2DE"), ("", "DATE", "2003")]),
        ("Jeden letzten Samstag im Monat.", [("Jeden letzten Samstag im Monat", "SET", "P1M")]),
        ("Er wohnt jetzt hier, seit Jahren.", [("jetzt", "DATE", "PRESENT_REF"), ("Jahren", "DURATION", "PXY")]),
        ("Noch heute ist es so.", [("heute", "DATE", "PRESENT_REF")]),
        ("Der Ex-Minister kommt bald.", [("Ex", "DATE", "PAST_REF"), ("bald", "DATE", "FUTURE_REF")]),
        ("Im zweiten Halbjahr 2022.", [("zweiten Halbjahr 2022", "DATE", "2022-H2")]),
        ("Im 17. Jahrhundert.", [("17. Jahrhundert", "DATE", "16")]),
        ("Ende 2017.", [("Ende 2017", "DATE", "2017")]),
        ("Er war jahrelang krank, die letzten Monate auch.", [
            ("jahrelang", "DURATION", "PXY"), ("die letzten Monate", "DURATION", "PXM"),
        ]),
        ("Es gilt eine 14-Tage-Frist.", [("14-Tage", "DURATION", "P14D")]),
        ("Vor kurzem kam ein Zwei-Jahres-Vertrag.", [("Vor kurzem", "DATE", "PAST_REF"), ("Zwei-Jahres", "DURATION", "P2Y")]),
    ],
)  # fmt: skip
def test_marked(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert marked(text) == expected


def test_the_modifier_is_an_attribute() -> None:
    [entry] = timex3({"dates": find_dates("Ende Mai 2023."), "vague": []})
    assert entry["mod"] == "END"


@pytest.mark.parametrize(
    "text", ["Seit Jahrzehnten.", "In den letzten Stunden.", "Wochenlang.", "Die 14-Tage-Frist.", "Jetzt."]
)
def test_the_record_takes_every_vague_value(text: str) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_dates")
    record = presselese.to_record(nlp(text))
    assert len(record.vague) == 1
