"""Round trips with annotation tools: what a tool can hold comes back, what it can't is said."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
import spacy
from hypothesis import given, settings
from typer.testing import CliRunner

from presselese.cli import app
from presselese.gold.files import FaultyInput, check
from presselese.gold.format import LAYERS, Gold, GoldEntity, GoldPerson
from presselese.gold.tools import TOOLS, Tool, _module, read_gold, write_gold, write_tasks
from presselese.gold.tools.task import ordered

from .strategies import golds

EMPTY = Gold(
    schema="presselese-gold/1", id="a", text="", published=None,
    zones=[], entities=[], persons=[], places=[], dates=[], quotes=[], topics=[],
)  # fmt: skip


def narrowed(gold: Gold, holds: tuple[str, ...]) -> Gold:
    """The gold with the layers that a tool holds."""
    layers = [layer for layer in gold.layers if layer in holds]
    values = {layer: getattr(gold, layer) if layer in layers else [] for layer in LAYERS}
    return msgspec.structs.replace(gold, annotated=None if tuple(layers) == LAYERS else layers, **values)


@pytest.mark.parametrize("tool", TOOLS)
@settings(deadline=None, max_examples=60)
@given(gold=golds())
def test_what_the_tool_can_hold_comes_back(tool: Tool, gold: Gold) -> None:
    with TemporaryDirectory() as folder:
        notes = write_tasks([gold], tool, Path(folder), looked_at=True)
        (back,), said = read_gold(Path(folder), tool)
    assert back == ordered(narrowed(gold, _module(tool).HOLDS))
    assert said == []
    for layer in gold.layers:
        lost = layer not in _module(tool).HOLDS and getattr(gold, layer)
        assert any(note.startswith(f"{gold.id}: {layer}: ") for note in notes) == bool(lost)


@pytest.mark.parametrize("tool", TOOLS)
def test_proposals_come_back_too(tool: Tool, tmp_path: Path) -> None:
    gold = msgspec.structs.replace(
        EMPTY, text="In Soest.", entities=[GoldEntity(start=3, end=8, label="LOC")]
    )
    write_tasks([gold], tool, tmp_path, looked_at=False)
    (back,), said = read_gold(tmp_path, tool)
    assert back.entities == gold.entities
    assert any("no person looked at it" in note for note in said) == (tool == "label-studio")


@pytest.mark.parametrize("tool", TOOLS)
def test_line_ends_that_the_tool_changed_are_set_back(tool: Tool, tmp_path: Path) -> None:
    gold = msgspec.structs.replace(
        EMPTY, text="Einladung\r\n\r\nIn Soest.\r\n", entities=[GoldEntity(start=16, end=21, label="LOC")]
    )
    unix = msgspec.structs.replace(
        gold, text=gold.text.replace("\r\n", "\n"), entities=[GoldEntity(start=14, end=19, label="LOC")]
    )
    write_tasks([unix], tool, tmp_path, looked_at=True)
    (back,), said = read_gold(tmp_path, tool, {"a": gold.text})
    assert (back.text, back.entities) == (gold.text, gold.entities)
    assert any("line ends" in note for note in said)


def test_other_white_space_is_set_back_to_the_original(tmp_path: Path) -> None:
    original = "Einladung\n\n\tIn\u00a0Soest  spricht Ho\u0308xter."
    changed = "Einladung In Soest spricht Höxter. "
    spans = [GoldEntity(start=13, end=18, label="LOC"), GoldEntity(start=27, end=33, label="LOC")]
    write_tasks(
        [msgspec.structs.replace(EMPTY, text=changed, entities=spans)], "brat", tmp_path, looked_at=True
    )
    (back,), said = read_gold(tmp_path, "brat", {"a": original})
    assert [original[one.start : one.end] for one in back.entities] == ["Soest", "Ho\u0308xter"]
    assert "other white space" in said[0]


def test_another_text_is_refused(tmp_path: Path) -> None:
    write_tasks([msgspec.structs.replace(EMPTY, text="In Soest.")], "doccano", tmp_path, looked_at=True)
    with pytest.raises(FaultyInput, match="another text"):
        read_gold(tmp_path, "doccano", {"a": "In Werl."})


def test_composed_letters_are_set_back_by_the_hash_of_the_export(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Der Mühlenverein in Höxter lädt ein.")
    gold = msgspec.structs.replace(EMPTY, text=text, entities=[GoldEntity(start=21, end=28, label="LOC")])
    write_tasks([gold], "prodigy", tmp_path, looked_at=True)
    task = json.loads((tmp_path / "tasks.jsonl").read_text("utf-8"))
    task["text"] = unicodedata.normalize("NFC", task["text"])
    for span in task["spans"]:
        span.update(start=20, end=26)
    (tmp_path / "tasks.jsonl").write_text(json.dumps(task), "utf-8")
    (back,), said = read_gold(tmp_path, "prodigy")
    assert back.text == text
    assert text[back.entities[0].start : back.entities[0].end] == unicodedata.normalize("NFD", "Höxter")
    assert len(said) == 1


def label_studio(tmp_path: Path, whole: str, **value: Any) -> Path:
    result = {"id": "r", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    task = {"id": 7, "data": {"text": whole}, "annotations": [{"result": [result]}]}
    (tmp_path / "export.json").write_text(json.dumps([task]), "utf-8")
    return tmp_path / "export.json"


def test_utf16_offsets_of_label_studio_are_turned(tmp_path: Path) -> None:
    text = "😷 Kiel lüftet: Maskenpflicht endet."
    path = label_studio(tmp_path, text, start=3, end=7, text="Kiel", labels=["LOC"])
    (gold,), said = read_gold(path, "label-studio")
    assert gold.entities == [GoldEntity(start=2, end=6, label="LOC")]
    assert gold.annotated == ["entities"]
    assert gold.id == "7"
    assert "UTF-16" in said[0]


def test_label_studio_offsets_in_code_points_are_kept(tmp_path: Path) -> None:
    path = label_studio(tmp_path, "😷 Kiel lüftet.", start=2, end=6, text="Kiel", labels=["LOC"])
    assert read_gold(path, "label-studio")[0][0].entities[0].start == 2


def test_label_studio_offsets_that_fit_neither_way_are_refused_with_both(tmp_path: Path) -> None:
    path = label_studio(tmp_path, "😷 Kiel lüftet.", start=5, end=9, text="Kiel", labels=["LOC"])
    with pytest.raises(FaultyInput, match=r"UTF-16 units: \(4, 8\) 'el l', as code points: \(5, 9\) 'l lü'"):
        read_gold(path, "label-studio")


def test_a_date_without_a_value_leaves_its_layer_out(tmp_path: Path) -> None:
    line = {"text": "Am Montag in Soest.", "label": [[3, 9, "date"], [13, 18, "LOC"], [0, 2, "Unsinn"]]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), "utf-8")
    (gold,), said = read_gold(tmp_path, "doccano")
    assert (gold.annotated, gold.dates) == (["entities"], [])
    assert any("no value at 3–9" in note for note in said)
    assert any("Unsinn" in note for note in said)


def test_faulty_spans_of_a_tool_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "In Soest.", "label": [[2, 8, "LOC"]]}), "utf-8")
    with pytest.raises(FaultyInput, match="3–8 'Soest'"):
        read_gold(tmp_path, "doccano")


def test_rejected_tasks_of_prodigy_are_left_out(tmp_path: Path) -> None:
    lines = [{"text": "a", "spans": [], "answer": answer} for answer in ("accept", "reject", "ignore")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert len(read_gold(tmp_path, "prodigy")[0]) == 1


def test_brat_lines_that_are_none_are_all_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In Soest.")
    (tmp_path / "a.ann").write_text("T1\tLOC 3 8\tSoest\nT2\tLOC 3 8\tWerl\nT3 kaputt\n")
    with pytest.raises(FaultyInput) as error:
        read_gold(tmp_path, "brat")
    assert [fault.line for fault in error.value.faults] == [2, 3]


def test_a_text_that_xml_cannot_hold_is_said(tmp_path: Path) -> None:
    notes = write_tasks(
        [msgspec.structs.replace(EMPTY, text="a\x0bb")], "inception", tmp_path, looked_at=True
    )
    assert "left out" in notes[0]


def test_persons_without_a_mention_are_said(tmp_path: Path) -> None:
    person = GoldPerson(name="Ute Rahn", roles=[], affiliations=[], mentions=[])
    notes = write_tasks([msgspec.structs.replace(EMPTY, persons=[person])], "brat", tmp_path, looked_at=True)
    assert "Ute Rahn has no mention" in notes[0]


def test_gold_files_are_named_by_their_ids(tmp_path: Path) -> None:
    write_gold([msgspec.structs.replace(EMPTY, id="ä/b")], tmp_path)
    golds, faults = check(tmp_path)
    assert [gold.id for gold in golds] == ["ä/b"]
    assert not faults


def test_the_commands_carry_gold_to_a_tool_and_back(tmp_path: Path) -> None:
    gold = msgspec.structs.replace(
        EMPTY, text="In Soest.", entities=[GoldEntity(start=3, end=8, label="LOC")]
    )
    write_gold([gold], tmp_path / "gold")
    export = CliRunner().invoke(app, ["gold", "export", str(tmp_path / "gold"), "--to", "doccano"])
    assert export.exit_code == 0, export.output
    tasks = tmp_path / "gold-doccano"
    back = CliRunner().invoke(
        app, ["gold", "import", str(tasks), "--from", "doccano", "--out", str(tmp_path / "back")]
    )
    assert back.exit_code == 0, back.output
    assert check(tmp_path / "back")[0][0].entities == gold.entities
    same = CliRunner().invoke(
        app, ["gold", "agreement", str(tmp_path / "gold"), str(tmp_path / "back"), "--differences"]
    )
    assert "entities.f1                       1.000" in same.output
    assert "a: compared in zones entities dates quotes only" in same.output


def test_a_run_becomes_proposals_on_the_raw_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "Neue Bänke\n\nUte Rahn (SPD) sprach\nin Soest."
    (tmp_path / "in" / "baenke.txt").write_text(text, "utf-8")
    spacy.blank("de").to_disk(tmp_path / "model")
    run = [
        "run",
        str(tmp_path / "in"),
        "--out",
        str(tmp_path / "out"),
        "--model",
        str(tmp_path / "model"),
        "--workers",
        "1",
    ]
    assert CliRunner().invoke(app, run).exit_code == 0
    export = CliRunner().invoke(
        app, ["gold", "export", str(tmp_path / "out"), "--to", "prodigy", "--out", str(tmp_path / "tasks")]
    )
    assert export.exit_code == 0, export.output
    (gold,), _ = read_gold(tmp_path / "tasks", "prodigy")
    assert (gold.id, gold.text) == ("baenke", text)
    assert text[gold.zones[0].start : gold.zones[0].end] == "Neue Bänke"


def test_records_whose_texts_are_gone_are_said(tmp_path: Path) -> None:
    (tmp_path / "run" / "records").mkdir(parents=True)
    record = {"id": "0", "source": {"path": "a.txt", "sha256": "0"}}
    (tmp_path / "run" / "records" / "part-00000.jsonl").write_text(json.dumps(record))
    result = CliRunner().invoke(app, ["gold", "export", str(tmp_path / "run"), "--to", "brat"])
    assert result.exit_code == 2
    assert "1 records without their text" in result.output


def test_agreement_of_nothing_in_common_is_refused(tmp_path: Path) -> None:
    write_gold([msgspec.structs.replace(EMPTY, text="In Soest.")], tmp_path / "a")
    write_gold([msgspec.structs.replace(EMPTY, text="In Werl.")], tmp_path / "b")
    result = CliRunner().invoke(app, ["gold", "agreement", str(tmp_path / "a"), str(tmp_path / "b")])
    assert result.exit_code == 2
    assert "another text" in result.output
