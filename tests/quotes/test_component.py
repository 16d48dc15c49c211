"""The stage as a component: what it needs, what it leaves, what it costs."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import presselese
from presselese.doc import get, put, to_record
from presselese.quotes import __doc__ as room
from presselese.quotes.component import find_quotes as spacy_quotes

from .constructions import DIRECT, INDIRECT
from .test_constructions import TAG

TEXT = "„Wir bauen im Mai“, sagte Bürgermeisterin Ina Kolbe. Die Kosten trage das Land. Laut Jan Voss wird es eng."


@pytest.fixture(scope="module")
def quoting(model: Language) -> Language:
    nlp = spacy.load("de_presse_md", exclude=["ner"])
    nlp.add_pipe("presselese_quotes")
    return nlp


def test_a_quotation_without_an_end_is_a_warning(quoting: Language) -> None:
    codes = [
        [w["code"] for w in get(quoting(text), "warnings")] for text in (TEXT, "„Wir bauen.\n\nEs regnet.")
    ]
    assert ["unclosed_quotation" in some for some in codes] == [False, True]


def test_a_report_holds_its_whole_clause(quoting: Language) -> None:
    """A subject with an apposition from its beginning, clauses without a subject of their own up to their end."""
    for text in (
        "Jan Voss, der Vorsitzende des Vereins, Stadtrat Karl Ohm und Ina Kolbe lobten die Organisation.",
        "Ina Kolbe lobte die Feste, da sie die Stadt stärken und helfen die Angst vor Fremden und somit Hass abbauen.",
    ):
        assert [quote["content"] for quote in get(quoting(text), "quotes")] == [text.removesuffix(".")]


def test_what_is_told_of_is_no_part_of_who_tells(quoting: Language) -> None:
    doc = quoting("Hier berichteten die Gäste von verschiedenen Projekten, die den Menschen helfen.")
    assert [quote["speaker_name"] for quote in get(doc, "quotes")] == ["Gäste"]


def test_leaves_typed_values(quoting: Language) -> None:
    doc = quoting(TEXT)
    assert [quote["id"] for quote in get(doc, "quotes")] == ["q1", "q2", "q3"]
    typed = [span._.quote for span in doc.spans["quotes"]]
    assert [(quote.type, quote.content) for quote in typed] == [
        ("direct", "Wir bauen im Mai"),
        ("indirect", "Die Kosten trage das Land"),
        ("indirect", "wird es eng"),
    ]
    assert all(quote.rule and 0 <= quote.score <= 1 for quote in typed)
    assert to_record(doc).quotes == typed


def test_grounds_of_a_judgement_are_the_court_s(model: Language) -> None:
    text = (
        "Das Verwaltungsgericht Auental wies die Klage ab. Das Haus sei ein Werk von Jan Voss. "
        "Es sei durch Schlichtheit geprägt."
    )
    doc = model(text)
    court = {"id": "o1", "name": "Verwaltungsgericht Auental", "kind": "court"}
    start = text.index("Jan Voss")
    put(doc, "organisations", [{**court, "mentions": [{"start": 4, "end": 30}]}])
    put(
        doc,
        "persons",
        [
            {
                "id": "p1",
                "name": "Jan Voss",
                "roles": [],
                "references": [],
                "mentions": [{"start": start, "end": start + 8}],
            }
        ],
    )
    doc = spacy_quotes(doc)
    assert [quote["speaker_name"] for quote in get(doc, "quotes")] == ["Verwaltungsgericht Auental"] * 2


def test_example_of_the_room(quoting: Language) -> None:
    assert room and "[('direct', 'Ina Kolbe'), ('indirect', 'Ina Kolbe')]" in room
    doc = quoting("„Wir bauen im Mai“, sagte Bürgermeisterin Ina Kolbe. Die Kosten trage das Land.")
    assert [quote["type"] for quote in get(doc, "quotes")] == ["direct", "indirect"]


def test_survives_serialisation(quoting: Language) -> None:
    doc = quoting(TEXT)
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(quoting.vocab)
    assert to_record(back).quotes == to_record(doc).quotes


def test_without_a_model_direct_speech_is_still_found() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_quotes")
    doc = nlp("„Wir haben lange darauf gewartet. Nun ist es da!“, sagte Ina Kolbe.")
    (quote,) = get(doc, "quotes")
    assert quote["type"] == "direct" and quote["content"] == "Wir haben lange darauf gewartet. Nun ist es da!"
    assert [warning["code"] for warning in get(doc, "warnings")] == ["no_parser"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "„", '“”"', "Ja.", ":", "„“ sagte"])
def test_odd_input(quoting: Language, text: str) -> None:
    assert isinstance(get(quoting(text), "quotes"), list)


pieces = st.sampled_from(
    [TAG.sub("", row[0]) for row in (*DIRECT.values(), *INDIRECT.values())]
    + [
        "„",
        "“",
        '"',
        "\n\n",
        ": ",
        ", dass",
        " sagte ",
        "(",
        "laut ",
        "wie er sagte",
        "so Ina Kolbe",
        "– ",
        "X",
        "1. ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, max_size=5))
def test_spans_are_in_order_and_inside(parts: list[str]) -> None:
    text = "".join(parts)
    doc = Doc(_nlp().vocab, words=[]) if not text else _nlp()(text)
    last = 0
    for quote in get(doc, "quotes"):
        starts = [span["start"] for span in quote["spans"]]
        assert starts == sorted(starts) and starts[0] >= last
        last = starts[0]
        for span in [
            *quote["spans"],
            *(quote[role] for role in ("speaker", "frame", "addressee") if quote[role]),
        ]:
            inside = text[span["start"] : span["end"]]
            assert inside and inside == inside.strip()
        assert quote["content"] == " ".join(text[span["start"] : span["end"]] for span in quote["spans"])
    to_record(doc)


_CACHE: list[Language] = []


def _nlp() -> Language:
    if not _CACHE:
        _CACHE.append(spacy.load("de_presse_md", exclude=["ner"]))
        _CACHE[0].add_pipe("presselese_quotes")
    return _CACHE[0]


@pytest.mark.benchmark_run
def test_cost_is_linear(quoting: Language) -> None:
    from presselese.quotes.find import values

    words = Doc(quoting.vocab, words=("„ Ja “ , sagte Ina , dass es so sei . " * 400).split())
    put(words, "zones", [])
    longer = Doc(quoting.vocab, words=("„ Ja “ , sagte Ina , dass es so sei . " * 4_000).split())
    times = []
    for doc in (words, longer):
        start = time.perf_counter()
        values(doc)
        times.append(time.perf_counter() - start)
    assert times[1] < 40 * times[0] + 1


def test_seed_shape() -> None:
    """A release of the kind that the house was made for: a meeting of twin towns."""
    try:
        nlp = presselese.load(stages=("presselese_entities", "presselese_quotes"))
    except OSError as error:
        pytest.skip(str(error))
    doc = nlp(SEED)
    found = [
        (q["type"], q["content"], q.get("speaker_name"))
        for q in get(doc, "quotes")
        if q["type"] in ("direct", "indirect")
    ]
    guests = "Besucherinnen und Besucher"
    assert found == [
        ("indirect", "dass es wichtig ist, Kinder früh an Musik heranzuführen", guests),
        ("indirect", "Nur so könne eine lebendige Chorlandschaft wachsen", guests),
        ("direct", "Wir nehmen viele neue Lieder mit nach Hause", "Tobias Reuter"),
        (
            "indirect",
            "dass er sich über den Besuch gefreut habe und dass er auf ein Wiedersehen hoffe",
            "Marek Nowak",
        ),
    ]


SEED = """Chöre aus drei Ländern singen gemeinsam

Lauenburg/Homberg(pm). Vom 5.-7. Mai 2023 trafen sich Chöre aus drei Ländern. Die Besucherinnen und Besucher waren sich \
einig, dass es wichtig ist, Kinder früh an Musik heranzuführen. Nur so könne eine lebendige Chorlandschaft wachsen. \
Auch die Kirchenmusik wurde besprochen.

Der Vorsitzende des Chores Tobias Reuter bei seiner Ansprache im Rathaus. Foto:pr

Der Homberger Chorleiter Tobias Reuter lobte die Gastfreundschaft, da sie Brücken baue. Zudem betonte er, wie schön \
die gemeinsamen Proben waren: „Wir nehmen viele neue Lieder mit nach Hause“. Der Gastgeber, Bürgermeister Marek Nowak, \
betonte am Ende des Treffens, dass er sich über den Besuch gefreut habe und dass er auf ein Wiedersehen hoffe.
"""
