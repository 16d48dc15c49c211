"""Pairing of quotation marks: a table of styles and slips, and what must hold on any input."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presselese.german.marks import pair, quotations

TABLE = {
    "German": ("„Gut“, sagt sie, „und neu.“", ["Gut", "und neu."]),
    "German with straight closer": ('„Gut", sagt sie.', ["Gut"]),
    "German with English closer": ("„Gut”, sagt sie.", ["Gut"]),
    "straight": ('"Gut", sagt sie, "und neu."', ["Gut", "und neu."]),
    "English": ("“Gut”, sagt sie, “und neu.”", ["Gut", "und neu."]),
    "Swedish": ("”Gut”, sagt sie, ”und neu.”", ["Gut", "und neu."]),
    "guillemets pointing in": ("»Gut«, sagt sie, »und neu.«", ["Gut", "und neu."]),
    "guillemets pointing out": ("«Gut», sagt sie, «und neu.»", ["Gut", "und neu."]),
    "two commas": (",,Gut'', sagt sie.", ["Gut"]),
    "single inside": (
        "„Das ‚Alte Rathaus‘ bleibt“, sagt sie.",
        ["Das ‚Alte Rathaus‘ bleibt", "Alte Rathaus"],
    ),
    "single guillemets inside": (
        "»Das ›Alte Rathaus‹ bleibt«",
        ["Das ›Alte Rathaus‹ bleibt", "Alte Rathaus"],
    ),
    "straight inside German": (
        '„Das "Alte Rathaus" bleibt“, sagt sie.',
        ['Das "Alte Rathaus" bleibt', "Alte Rathaus"],
    ),
    "same marks inside": (
        "„Das „Alte Rathaus“ bleibt“, sagt sie.",
        ["Das „Alte Rathaus“ bleibt", "Alte Rathaus"],
    ),
    "spaces inside": ('" Wir bleiben , " sagte er .', ["Wir bleiben ,"]),
    "apostrophes are none": ("Wie geht's dem 'alten' Hans' Hut", ["alten"]),
    "inches are none": ('Ein Bildschirm mit 19" Breite.', []),
    "unclosed ends with its paragraph": ("„Wir bauen.\n\nEs regnet.", ["Wir bauen."]),
    "closed a paragraph later": ("„Wir bauen.\n\nWir feiern.“ Es regnet.", ["Wir bauen.\n\nWir feiern."]),
    "opened in each paragraph": ("„Wir bauen.\n\n„Wir feiern.“", ["Wir bauen.", "Wir feiern."]),
    "wrong closer of the same form": ("„Wir bauen„, sagt er.", ["Wir bauen"]),
    "two in a row": ('"Wer?" "Wir."', ["Wer?", "Wir."]),
    "hyphen after": ("Der „Runder Tisch“-Prozess läuft.", ["Runder Tisch"]),
    "unclosed before another": ("„Erstens. „Zweitens“, sagt er.", ["Erstens.", "Zweitens"]),
    "empty": ('„“ und ""', []),
}
MARKS = set("„“”‟\"»«‚‘’‛'`´‹›")


@pytest.mark.parametrize(("text", "expected"), TABLE.values(), ids=TABLE)
def test_table(text: str, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in quotations(text)] == expected


texts = st.text(alphabet=st.sampled_from("„“”\"»«‚‘’'‹›,. :!aBc\n-"), max_size=80) | st.text(max_size=60)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_no_mark_is_lost(text: str) -> None:
    marks = pair(text)
    covered = {position for mark in marks for position in range(mark.start, mark.end)}
    assert {position for position, char in enumerate(text) if char in MARKS} <= covered
    assert len(covered) == sum(mark.end - mark.start for mark in marks)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_pairs_are_mutual_and_never_cross(text: str) -> None:
    marks = pair(text)
    stack: list[int] = []
    for index, mark in enumerate(marks):
        if mark.partner is None:
            assert mark.role != "close"
            continue
        assert marks[mark.partner].partner == index
        if mark.role == "open":
            assert mark.partner > index
            stack.append(index)
        else:
            assert mark.role == "close"
            assert stack.pop() == mark.partner
    assert not stack


@settings(max_examples=400, deadline=None)
@given(texts)
def test_quotations_nest_and_are_trimmed(text: str) -> None:
    found = quotations(text)
    for one in found:
        inside = text[one.start : one.end]
        assert inside and inside == inside.strip()
        assert one.outer_start <= one.start < one.end <= one.outer_end
        if not one.closed:
            assert not re.search(r"\n\s*\n", inside)
    for first, second in pairwise(found):
        assert first.outer_start < second.outer_start
        assert second.outer_start >= first.outer_end or second.outer_end <= first.outer_end


def test_long_input_is_linear() -> None:
    assert len(pair("„a “ ' " * 50_000)) == 150_000
    quotations("„a\n\n" * 50_000)
