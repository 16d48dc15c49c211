"""`presselese evaluate`: figures, gate, outputs, exit codes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner, Result

from presselese.cli import app
from presselese.gold.evaluation import MAIN, evaluate_records
from presselese.gold.files import FaultyInput
from presselese.gold.format import Gold, GoldEntity, decode, encode
from presselese.gold.gate import Floors, update_floors
from presselese.gold.releases import METRICS, as_record, score
from presselese.gold.tally import Figure, figures

from .strategies import golds

TEXT = "Ute Rahn sprach in Soest. Karl Ott <b>schwieg</b>."


def gold(
    name: str, *entities: tuple[int, int, str], annotated: list[str] | None = None, text: str = TEXT
) -> Gold:
    value: dict[str, Any] = {layer: [] for layer in ("persons", "places", "dates", "quotes", "topics")}
    value |= {"schema": "presselese-gold/1", "id": name, "text": text, "published": "2020-01-02"}
    value["zones"] = [{"start": 0, "end": len(text), "zone": "body"}]
    value["entities"] = [{"start": start, "end": end, "label": label} for start, end, label in entities]
    return msgspec.convert(value | ({"annotated": annotated} if annotated else {}), type=Gold)


UTE, SOEST, KARL = (0, 8, "PER"), (19, 24, "LOC"), (26, 34, "PER")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Gold of two releases and a run that found all of the first and half of the second."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "run" / "records").mkdir(parents=True)
    for name, found in (("a", [UTE, SOEST, KARL]), ("b", [UTE, KARL])):
        (tmp_path / "gold" / f"{name}.json").write_bytes(encode(gold(name, UTE, SOEST, KARL)))
        with (tmp_path / "run" / "records" / "part-00000.jsonl").open("a") as file:
            file.write(json.dumps(as_record(gold(name, *found))) + "\n")
    (tmp_path / "gold" / "SOURCE.txt").write_text("not gold")
    manifest = {"presselese": "9.9", "model": "de_test", "model_version": "1.2"}
    (tmp_path / "run" / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def evaluate(work: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", str(work / "gold"), "--records", str(work / "run"), *options])


def test_json_has_the_names_of_the_contract(work: Path) -> None:
    assert evaluate(work, "--json", str(work / "out.json")).exit_code == 0
    out = json.loads((work / "out.json").read_text())
    assert (out["kind"], out["documents"], out["model"], out["version"]) == ("gold", 2, "de_test", "9.9")
    assert set(MAIN["gold"]) <= out["metrics"].keys() == out["intervals"].keys()
    assert out["metrics"]["entities.f1"] == pytest.approx(10 / 11, abs=1e-6)
    assert out["intervals"]["entities.f1"] == [0.8, 1.0]
    assert out["metrics"]["dates.strict_f1"] is out["intervals"]["dates.strict_f1"] is None


def test_nothing_against_nothing_is_stated(work: Path) -> None:
    output = evaluate(work).output
    assert "nothing annotated and nothing found: " in output
    assert "dates.strict_f1" in output.split("nothing annotated and nothing found: ")[1]


@settings(deadline=None, max_examples=25)
@given(st.lists(golds(), min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_documents_changes_nothing(some: list[Gold], chance: random.Random) -> None:
    named = [msgspec.structs.replace(one, id=str(number)) for number, one in enumerate(some)]
    records = [as_record(chance.choice(some)) for _ in named]
    scored = [score(one, record) for one, record in zip(named, records, strict=True)]
    shuffled = chance.sample(scored, len(scored))
    assert figures(scored, METRICS) == figures(shuffled, METRICS)


def test_only_annotated_layers_count() -> None:
    scored = score(gold("a", annotated=["zones"]), as_record(gold("a", UTE)))
    out = figures([scored], METRICS)
    assert out["entities.f1"].value is None
    assert out["zones.accuracy"].value == 1


def test_a_release_without_a_record_is_said_and_counts_as_empty(work: Path) -> None:
    (work / "gold" / "c.json").write_bytes(encode(gold("c", UTE)))
    result = evaluate(work)
    assert "1 of 3 releases have no record, which counts as an empty one: c" in result.output


def test_two_records_of_one_release_are_refused(work: Path) -> None:
    part = work / "run" / "records" / "part-00000.jsonl"
    part.write_text(part.read_text() * 2)
    result = evaluate(work)
    assert result.exit_code == 2
    assert "a second record of 'a'" in result.output


def test_a_record_of_another_text_is_refused(work: Path) -> None:
    record = {**as_record(gold("a")), "source": {"path": "a.txt", "sha256": "0" * 64}}
    (work / "run" / "records" / "part-00000.jsonl").write_text(json.dumps(record))
    with pytest.raises(FaultyInput, match="a record of another text"):
        evaluate_records(work / "gold", work / "run")


def test_gold_is_named_by_a_members_id_too(work: Path) -> None:
    record = {**as_record(gold("a", UTE)), "source": {"path": "releases.jsonl", "member": "a"}}
    (work / "run" / "records" / "part-00000.jsonl").write_text(json.dumps(record))
    assert evaluate_records(work / "gold", work / "run").figures["entities.PER.recall"].value == 0.25


def test_faulty_gold_is_refused_before_anything_is_scored(work: Path) -> None:
    (work / "gold" / "c.json").write_text('{"schema": ')
    result = evaluate(work, "--json", str(work / "out.json"))
    assert result.exit_code == 2
    assert "c.json:1: column 12" in result.output
    assert not (work / "out.json").exists()


def test_floors_rise_hold_and_fall_only_with_a_reason(work: Path) -> None:
    floors = ["--floors", str(work / "floors.json")]
    assert evaluate(work, *floors).exit_code == 2
    assert evaluate(work, *floors, "--update-floors").exit_code == 0
    written = json.loads((work / "floors.json").read_text())
    assert written["floors"]["entities.f1"] == 0.74
    assert "dates.strict_f1" not in written["floors"]
    assert evaluate(work, *floors).exit_code == 0

    part = work / "run" / "records" / "part-00000.jsonl"
    part.write_text(json.dumps(as_record(gold("a", UTE, KARL))))
    result = evaluate(
        work, *floors, "--junit", str(work / "junit.xml"), "--markdown", str(work / "summary.md")
    )
    assert result.exit_code == 1
    assert "floor 0.740 BELOW" in result.output
    suites = ElementTree.parse(work / "junit.xml").getroot()
    failed = {case.get("name") for case in suites.iter("testcase") if case.find("failure") is not None}
    assert "entities.f1" in failed
    assert suites.get("failures") == str(len(failed))
    assert "| `entities.f1` | 0.500 |" in (work / "summary.md").read_text()

    assert evaluate(work, *floors, "--update-floors").exit_code == 1
    assert json.loads((work / "floors.json").read_text())["floors"] == written["floors"]
    assert evaluate(work, *floors, "--update-floors", "--allow-lower", "neues Modell").exit_code == 0
    after = json.loads((work / "floors.json").read_text())
    assert after["floors"]["entities.f1"] == 0.33
    lowered = {"metric": "entities.f1", "before": 0.74, "after": 0.33, "reason": "neues Modell"}
    assert lowered in after["lowered"]


def test_floors_of_other_gold_are_refused(work: Path) -> None:
    floors = ["--floors", str(work / "floors.json")]
    evaluate(work, *floors, "--update-floors")
    (work / "gold" / "b.json").write_bytes(encode(gold("b", UTE)))
    result = evaluate(work, *floors)
    assert result.exit_code == 2
    assert "floors for other annotated files" in result.output


def test_a_ceiling_rounds_up_and_falls(work: Path) -> None:
    evaluation = evaluate_records(work / "gold", work / "run")
    evaluation.figures["topics.ece"] = _figure(0.123)
    floors = update_floors(None, evaluation, None)
    assert floors.floors["topics.ece"] == 0.14
    evaluation.figures["topics.ece"] = _figure(0.2)
    assert update_floors(floors, evaluation, None).floors["topics.ece"] == 0.14
    evaluation.figures["topics.ece"] = _figure(0.05)
    assert update_floors(floors, evaluation, None).floors["topics.ece"] == 0.06


def _figure(value: float) -> Figure:
    return Figure(value, value, value, 100, 100)


def test_unknown_floors_are_refused(work: Path) -> None:
    floors = Floors(kind="timeml", gold="x", floors={"unsinn": 1.0})
    (work / "floors.json").write_bytes(msgspec.json.encode(floors))
    result = evaluate(work, "--floors", str(work / "floors.json"))
    assert result.exit_code == 2
    assert "floors.unsinn" in result.output


def test_a_baseline_shows_what_is_newly_wrong_and_right(work: Path) -> None:
    evaluate(work, "--json", str(work / "before.json"))
    part = work / "run" / "records" / "part-00000.jsonl"
    lines = [as_record(gold("a", UTE, SOEST)), as_record(gold("b", UTE, SOEST, KARL))]
    part.write_text("\n".join(map(json.dumps, lines)))
    result = evaluate(work, "--baseline", str(work / "before.json"), "--markdown", str(work / "summary.md"))
    assert result.exit_code == 0
    summary = (work / "summary.md").read_text()
    assert "Newly wrong: 1\n\n- `a` entities PER missed 26–34: expected Karl Ott, found nothing" in summary
    assert "Newly right: 1\n\n- `b` entities LOC missed 19–24: expected Soest, found nothing" in summary
    assert "| `entities.f1` | 0.909 | 0.800–1.000 | 6 | +0.000 |" in summary


def test_the_report_shows_errors_in_their_text_escaped(work: Path) -> None:
    part = work / "run" / "records" / "part-00000.jsonl"
    part.write_text(json.dumps(as_record(gold("a", UTE, SOEST, (38, 45, "ORG")))))
    evaluate(work, "--report", str(work / "report"))
    page = (work / "report" / "index.html").read_text()
    assert "<mark>schwieg</mark>&lt;/b&gt;." in page
    assert "<b>schwieg" not in page
    assert 'data-stage="entities" data-label="ORG" data-kind="wrong"' in page
    assert "http" not in page


def test_the_readme_table_is_put_in_its_place(work: Path) -> None:
    readme = work / "README.md"
    readme.write_text("a\n<!-- scores gold -->\nveraltet\n<!-- /scores gold -->\nb\n")
    evaluate(work, "--readme", str(readme))
    evaluate(work, "--readme", str(readme))
    text = readme.read_text()
    assert text.startswith("a\n<!-- scores gold -->\n") and text.endswith("<!-- /scores gold -->\nb\n")
    assert text.count("`entities.f1`") == 1 and "veraltet" not in text
    readme.write_text("a")
    assert evaluate(work, "--readme", str(readme)).exit_code == 2


def test_a_table_that_is_not_current_is_named(work: Path) -> None:
    readme = work / "README.md"
    readme.write_text("<!-- scores gold -->\n<!-- /scores gold -->\n")
    evaluate(work, "--readme", str(readme))
    text = readme.read_text()
    assert evaluate(work, "--readme", str(readme), "--check").exit_code == 0
    readme.write_text(text.replace("| `entities.f1` | 0.909 |", "| `entities.f1` | 0.950 |"))
    assert (
        evaluate(work, "--readme", str(readme), "--check").exit_code == 0
    )  # one name of six: another processor
    wrong = text.replace("| `entities.f1` | 0.909 |", "| `entities.f1` | 0.600 |").replace(
        "gold: 2", "gold: 3"
    )
    readme.write_text(wrong)
    done = evaluate(work, "--readme", str(readme), "--check")
    assert done.exit_code == 1
    assert "entities.f1: found 0.600, expected 0.909" in done.stderr
    assert "found 'gold: 3 documents" in done.stderr
    assert readme.read_text() == wrong


@pytest.mark.parametrize(
    "options",
    [
        ["--update-floors"],
        ["--check"],
        ["--allow-lower", "x"],
        ["--floors", "f", "--update-floors", "--allow-lower", " "],
    ],
)
def test_options_that_need_others(work: Path, options: list[str]) -> None:
    assert evaluate(work, *options).exit_code == 2


def test_records_belong_to_gold_only(work: Path) -> None:
    assert evaluate(work, "--kind", "timeml").exit_code == 2


def test_the_pipeline_runs_over_gold_with_published_as_metadata(work: Path) -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": "Soest"}])  # type: ignore[attr-defined]
    nlp.to_disk(work / "model")
    command = [
        "evaluate",
        str(work / "gold"),
        "--model",
        str(work / "model"),
        "--json",
        str(work / "out.json"),
    ]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert json.loads((work / "out.json").read_text())["metrics"]["entities.LOC.f1"] == 1


@Language.component("fails_on_soest")
def fails_on_soest(doc: Doc) -> Doc:
    if "Soest" in doc.text:
        raise ValueError("Soest")
    return doc


def test_a_release_on_which_the_pipeline_fails_does_not_stop_the_others(work: Path) -> None:
    (work / "gold" / "b.json").write_bytes(encode(gold("b", text="In Werl.")))
    nlp = spacy.blank("de")
    nlp.add_pipe("fails_on_soest")
    nlp.to_disk(work / "model")
    result = CliRunner().invoke(app, ["evaluate", str(work / "gold"), "--model", str(work / "model")])
    assert result.exit_code == 1
    assert "a failed and counts as an empty record: ValueError: Soest" in result.output
    assert "b failed" not in result.output


def test_a_missing_model_names_the_command_that_helps(work: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(work / "gold"), "--model", "de_missing"])
    assert result.exit_code == 2
    assert "`presselese models`" in result.output


def test_gold_encodes_and_decodes(work: Path) -> None:
    one = gold("a", UTE, annotated=["entities"])
    assert decode(encode(one)) == one
    assert one.entities == [GoldEntity(start=0, end=8, label="PER")]
