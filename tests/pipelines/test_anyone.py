"""The stages in other people's pipelines: blank, a model's, a Doc annotated by hand; on disk, in bytes, in processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from presselese.doc import get, to_record
from presselese.pipeline_names import STAGES
from presselese.record import DateValue, Quote, Record
from tests.quotes.test_labels import SENTENCES, build

ALL = ("presselese_zones", *STAGES)
LAYERS = {
    "presselese_zones": {"zones"},
    "presselese_entities": {"entities", "persons", "organisations", "places"},
    "presselese_dates": {"dates", "vague"},
    "presselese_quotes": {"quotes"},
    "presselese_topics": {"topics"},
}
TEXT = (
    "Rathaus Auental öffnet\n\n"
    "Bürgermeisterin Birgit Sandmann sagte am 3. Mai 2022: „Wir öffnen die Tore <b>sofort</b> & für alle.“ "
    "Der Landrat teilte mit, dass die Feuerwehr am 4. Mai ab 18 Uhr übt."
)


def pipeline(*stages: str, base: Language | None = None) -> Language:
    nlp = base or spacy.blank("de")
    for stage in stages:
        nlp.add_pipe(stage)
    return nlp


@pytest.fixture(scope="module")
def blank() -> Language:
    return pipeline(*ALL)


@pytest.fixture(scope="module")
def model() -> Language:
    """The house's model as anyone loads it, the stages added by name."""
    try:
        return pipeline(*ALL, base=spacy.load("de_presse_md"))
    except OSError:
        pytest.skip("de_presse_md is not installed")


def values_of(doc: Doc) -> list[Any]:
    """All typed values of a Doc: its record, and what stands on its spans."""
    on_spans = [span._.date for span in doc.spans["dates"]] + [span._.quote for span in doc.spans["quotes"]]
    return [to_record(doc), *on_spans]


@pytest.mark.parametrize("stage", ALL)
def test_each_stage_stands_alone_in_a_blank_pipeline(stage: str) -> None:
    doc = pipeline(stage)(TEXT)
    assert doc.text == TEXT
    layers = set(doc.user_data["presselese"]) - {"warnings"}
    assert layers == LAYERS[stage]
    assert isinstance(to_record(doc), Record)
    assert len(get(doc, "warnings")) <= 1


@pytest.mark.parametrize("stage", ALL)
def test_each_stage_takes_a_doc_without_words(stage: str) -> None:
    doc = pipeline(stage)("")
    assert to_record(doc).text == ""
    assert get(doc, "warnings") == [] or stage == "presselese_entities"


def test_what_is_lacking_is_said_once(blank: Language) -> None:
    codes = [warning.code for warning in to_record(blank(TEXT)).warnings]
    assert codes == ["no_names", "no_parser"]


def test_a_blank_pipeline_still_finds_dates_and_direct_quotes(blank: Language) -> None:
    doc = blank(TEXT)
    assert [span._.date.value for span in doc.spans["dates"]] == ["2022-05-03", "2022-05-04T18:00/.."]
    direct = [span for span in doc.spans["quotes"] if span.label_ == "direct"]
    assert [span._.quote.content for span in direct] == ["Wir öffnen die Tore <b>sofort</b> & für alle."]
    assert isinstance(doc.spans["dates"][0]._.date, DateValue)
    assert isinstance(direct[0]._.quote, Quote)


def test_all_stages_in_the_model_by_name(model: Language) -> None:
    record = to_record(model(TEXT))
    assert record.warnings == []
    assert [person.name for person in record.persons] == ["Birgit Sandmann"]
    assert (record.quotes[0].type, record.quotes[0].speaker_name) == ("direct", "Birgit Sandmann")
    assert [zone.zone for zone in record.zones] == ["headline", "body"]


@pytest.mark.parametrize("which", ["ud", "tiger"])
def test_a_doc_annotated_by_hand_in_either_scheme(which: str) -> None:
    doc = build(SENTENCES["Die Stadt teilte mit , dass sie baut ."], which)
    doc.set_ents([])
    doc = pipeline(*ALL)(doc)
    (quote,) = (quote for quote in to_record(doc).quotes if quote.type == "indirect")
    assert (quote.content, quote.speaker_name) == ("dass sie baut", "Stadt")
    assert get(doc, "warnings") == []


@pytest.mark.parametrize("key", ["dates", "quotes"])
def test_displacy_renders_the_spans(blank: Language, key: str) -> None:
    page = displacy.render(blank(TEXT), style="span", options={"spans_key": key}, jupyter=False)
    assert page.count('class="span"') or "<span" in page
    assert {"dates": "2022", "quotes": "direct"}[key] in page
    assert "<b>sofort</b>" not in page


@pytest.mark.parametrize("name", ["blank", "model"])
def test_typed_values_survive_docbin_and_bytes(name: str, request: pytest.FixtureRequest) -> None:
    nlp: Language = request.getfixturevalue(name)
    doc = nlp(TEXT)
    data = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (stored,) = DocBin().from_bytes(data).get_docs(spacy.blank("de").vocab)
    again = Doc(spacy.blank("de").vocab).from_bytes(doc.to_bytes())
    assert values_of(stored) == values_of(again) == values_of(doc)


def test_the_pipeline_survives_bytes_and_disk(blank: Language, tmp_path: Path) -> None:
    there = pipeline(*ALL).from_bytes(blank.to_bytes())
    blank.to_disk(tmp_path / "pipeline")
    back = spacy.load(tmp_path / "pipeline")
    assert back.pipe_names == list(ALL)
    assert values_of(there(TEXT)) == values_of(back(TEXT)) == values_of(blank(TEXT))


def test_cleaning_is_a_tokenizer_that_a_config_names(tmp_path: Path) -> None:
    config = {"nlp": {"tokenizer": {"@tokenizers": "presselese.Cleaning.v1"}}}
    nlp = pipeline(*STAGES, base=spacy.blank("de", config=config))
    nlp.to_disk(tmp_path / "pipeline")
    raw = "Rathaus Ã¶ffnet\r\n\r\nAuental. Die Bürger­meisterin lädt am 3. Mai 2022 ein."
    for one in (nlp, spacy.load(tmp_path / "pipeline")):
        doc = one(raw)
        assert "öffnet" in doc.text and "Bürgermeisterin" in doc.text
        span = doc.spans["dates"][0]._.date
        assert raw[span.raw_start : span.raw_end] == span.text == "3. Mai 2022"


def test_a_pipe_gives_what_single_calls_give(blank: Language) -> None:
    texts = [TEXT, "", "Am 1. Mai ist frei.", TEXT]
    piped = [to_record(doc) for doc in blank.pipe(texts, batch_size=2)]
    assert piped == [to_record(blank(text)) for text in texts]


PROCESSES = """
import multiprocessing, sys
import presselese
from presselese.doc import to_record

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = presselese.load()
    texts = [sys.argv[2], "Am 1. Mai ist frei.", sys.argv[2]]
    alone = [to_record(nlp(text)) for text in texts]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [to_record(doc) for doc in docs] == alone
    assert [span._.date.value for span in docs[1].spans["dates"]] == [alone[1].dates[0].value]
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes(method: str, tmp_path: Path, nlp: Language) -> None:
    script = tmp_path / "processes.py"
    script.write_text(PROCESSES, "utf-8")
    command = [sys.executable, str(script), method, TEXT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
