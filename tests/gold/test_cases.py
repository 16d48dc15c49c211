"""Faults that people reported for other tools, tests/data/cases/gold.jsonl: each comes out right here."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest

from presselese.gold.evaluation import evaluate_records
from presselese.gold.files import FaultyInput, check, read
from presselese.gold.format import Gold, GoldEntity, encode
from presselese.gold.kinds import iob2
from presselese.gold.releases import METRICS, score
from presselese.gold.tally import Figure, figures
from presselese.gold.tools import read_gold
from presselese.source import content_hash

CASES = {
    case["id"]: case
    for line in (Path(__file__).parents[1] / "data" / "cases" / "gold.jsonl").read_text("utf-8").splitlines()
    for case in [json.loads(line)]
}


def gold_of(text: str, *entities: tuple[int, int, str], name: str = "a") -> Gold:
    zones = msgspec.convert([{"start": 0, "end": len(text.rstrip()), "zone": "body"}], list[Any])
    found = [GoldEntity(start=start, end=end, label=label) for start, end, label in entities]  # type: ignore[arg-type]
    empty = {layer: [] for layer in ("persons", "places", "dates", "quotes", "topics")}
    value = {
        "schema": "presselese-gold/1",
        "id": name,
        "text": text,
        "published": None,
        "zones": zones,
        **empty,
    }
    return msgspec.convert({**value, "entities": msgspec.to_builtins(found)}, type=Gold)


def expected(case: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(one["start"], one["end"], one["label"]) for one in case["expect"]["entities"]]


def figures_of(gold: list[tuple[int, int, str]], found: list[tuple[int, int, str]]) -> dict[str, Figure]:
    text = "x" * 40
    entities = [{"raw_start": start, "raw_end": end, "label": label} for start, end, label in found]
    return figures([score(gold_of(text, *gold), {"entities": entities})], METRICS)


def test_every_case_is_tested_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert not [name for name in CASES if name.replace("-", "_") not in source]


def test_case_197_utf16_offsets_are_turned(tmp_path: Path) -> None:
    case = CASES["case-197"]
    value = {"start": 3, "end": 7, "text": "Kiel", "labels": ["LOC"]}
    result = {"id": "r", "type": "labels", "from_name": "label", "to_name": "text", "value": value}
    task = {"data": {"text": case["input"]}, "annotations": [{"result": [result]}]}
    (tmp_path / "export.json").write_text(json.dumps([task]), "utf-8")
    (gold,), notes = read_gold(tmp_path / "export.json", "label-studio")
    assert [(one.start, one.end, one.label) for one in gold.entities] == expected(case)
    assert "UTF-16" in notes[0]


def test_case_199_line_ends_are_kept_or_the_file_refused(tmp_path: Path) -> None:
    case = CASES["case-199"]
    right = gold_of(case["input"], *expected(case))
    (tmp_path / "a.json").write_bytes(encode(right))
    assert read(tmp_path) == [right]
    unix = case["input"].replace("\r\n", "\n")
    shifted = [
        (unix.index(one["text"]), len(one["text"]), one["label"]) for one in case["expect"]["entities"]
    ]
    wrong = gold_of(case["input"], *((start, start + length, label) for start, length, label in shifted))
    (tmp_path / "a.json").write_bytes(encode(wrong))
    with pytest.raises(FaultyInput, match=r"line ends \\n instead of \\r\\n: 16–21 'Soest'"):
        read(tmp_path)


def test_case_202_a_span_with_spaces_is_reported_with_the_trimmed_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(encode(gold_of(CASES["case-202"]["input"], (13, 23, "PER"))))
    fault = check(tmp_path)[1][0]
    assert fault.grave
    assert "a.json" in fault.file
    assert "13–23" in fault.found
    assert "14–22 'Karl Ott'" in fault.expected


def test_case_205_every_faulty_span_is_listed(tmp_path: Path) -> None:
    text = CASES["case-202"]["input"]
    spans = [
        [(13, 22, "PER"), (0, 14, "PER")],
        [(14, 22, "PER")],
        [(0, 99, "LOC"), (13, 14, "LOC"), (3, 3, "LOC"), (-1, 4, "ORG")],
    ]
    for number, some in enumerate(spans):
        (tmp_path / f"{number}.json").write_bytes(encode(gold_of(text, *some, name=str(number))))
    faults = [fault for fault in check(tmp_path)[1] if fault.grave and "overlap" not in fault.found]
    assert [Path(fault.file).name for fault in faults] == ["0.json"] * 2 + ["2.json"] * 4
    assert faults == sorted(faults)
    assert all(re.search(r"(PER|LOC|ORG) -?\d+–\d+", fault.found) and fault.expected for fault in faults)


def test_case_206_a_run_on_composed_letters_is_aligned_and_said(tmp_path: Path) -> None:
    case = CASES["case-206"]
    gold = gold_of(case["input"], *expected(case))
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_bytes(encode(gold))
    composed = unicodedata.normalize("NFC", case["input"])
    at = composed.index("Höxter")
    record = {
        "source": {"path": "a.txt", "sha256": content_hash(composed)},
        "entities": [{"raw_start": at, "raw_end": at + 6, "label": "LOC"}],
    }
    (tmp_path / "records.jsonl").write_text(json.dumps(record), "utf-8")
    evaluation = evaluate_records(tmp_path / "gold", tmp_path / "records.jsonl")
    assert evaluation.figures["entities.f1"].value == 1
    assert "composed letters" in evaluation.notes[0]
    (tmp_path / "gold" / "a.json").write_bytes(encode(gold_of(composed, *expected(case))))
    with pytest.raises(FaultyInput, match="decomposed letters"):
        read(tmp_path / "gold")


def test_case_207_an_entity_found_in_two_pieces_counts_once() -> None:
    out = figures_of([(0, 4, "PER"), (10, 24, "PER")], [(0, 4, "PER"), (10, 15, "PER"), (16, 24, "PER")])
    assert out["entities.PER.precision"].value == pytest.approx(1 / 3, abs=1e-6)
    assert out["entities.PER.recall"].value == 0.5
    assert out["entities.PER.f1"].value == 0.4


def test_case_208_a_spurious_entity_is_charged_to_its_own_label() -> None:
    out = figures_of([(0, 8, "PER")], [(0, 8, "PER"), (20, 25, "LOC")])
    assert (out["entities.PER.f1"].value, out["entities.LOC.precision"].value) == (1, 0)
    assert out["entities.LOC.f1"].support == 0
    assert out["entities.ORG.f1"].value is out["entities.MISC.f1"].value is None


def test_case_210_tags_without_a_prefix_and_iob1_are_read(tmp_path: Path) -> None:
    case = CASES["case-210"]
    (tmp_path / "a.conll").write_text(case["input"], "utf-8")
    (sentence,) = iob2.read(tmp_path)
    names = [[" ".join(sentence.words[start:end]), label] for start, end, label in sentence.names]
    assert names == case["expect"]["import_entities"]
