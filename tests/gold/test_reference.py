"""The scorer against the reference scorer, which knows nothing of the program."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presselese.gold.files import read
from presselese.gold.format import Gold
from presselese.gold.releases import METRICS, as_record, score
from presselese.gold.tally import figures

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "tools" / "score_gold.py"
FOLDERS = [ROOT / "corpus/gold/dev", ROOT / "corpus/gold/test", ROOT.parent / "shared" / "gold-examples"]

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not here")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def golds(request: pytest.FixtureRequest) -> Iterator[tuple[Path, list[Gold]]]:
    if not request.param.is_dir() or not list(request.param.glob("*.json")):
        pytest.skip(f"{request.param.name} is not here")
    yield request.param, read(request.param)


def reference(tmp_path: Path, folder: Path, records: list[dict[str, Any]]) -> dict[str, float | None]:
    (tmp_path / "records.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    command = [sys.executable, REFERENCE, folder, tmp_path / "records.jsonl", "--json", tmp_path / "out.json"]
    subprocess.run(command, check=True, capture_output=True)
    metrics: dict[str, float | None] = json.loads((tmp_path / "out.json").read_text())["metrics"]
    return metrics


def spoiled(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A record with all kinds of errors: things missing, moved, renamed, invented."""
    text_end = max([zone["raw_end"] for zone in record["zones"]], default=0)

    def move(span: dict[str, Any]) -> dict[str, Any]:
        by = chance.choice([0, 0, 0, 1, -1, 7])
        start = max(0, span["raw_start"] + by)
        return {**span, "raw_start": start, "raw_end": max(start + 1, span["raw_end"] + by)}

    out: dict[str, Any] = {"source": record["source"]}
    for layer in ("zones", "entities", "dates"):
        out[layer] = [move(value) for value in record[layer] if chance.random() < 0.8]
    for value in out["entities"]:
        value["label"] = chance.choice([value["label"]] * 5 + ["LOC", "ORG"])
        value["score"] = chance.random()
    for value in out["zones"]:
        value["zone"] = chance.choice([value["zone"]] * 5 + ["meta", "subhead"])
    for value in out["dates"]:
        value["value"] = chance.choice([value["value"]] * 4 + ["2020-01-01"])
        value["from"] = chance.choice([value["from"]] * 3 + [None])
        value["type"] = chance.choice([value["type"]] * 5 + ["range"])
    out["entities"] += [{"raw_start": 0, "raw_end": min(5, text_end), "label": "MISC"}] * chance.choice(
        [0, 2]
    )
    out["persons"] = [
        {
            "name": chance.choice(
                [person["name"], f"Dr. {person['name']}", f"{person['name']}s", "Otto Ohnesorg"]
            ),
            "roles": [role for role in person["roles"] if chance.random() < 0.7],
        }
        for person in record["persons"]
        if chance.random() < 0.9
    ]
    out["places"] = [place for place in record["places"] if chance.random() < 0.7]
    out["places"] += [
        {"link": None},
        {"link": {"scheme": "geonames", "id": "1"}},
        {"link": {"scheme": "ags", "id": "11"}},
    ]
    out["quotes"] = []
    for quote in record["quotes"]:
        if chance.random() < 0.85:
            spans = [move(span) for span in quote["spans"]]
            speaker = chance.choice([quote["speaker"], None])
            name = chance.choice([quote["speaker_name"], f"die {quote['speaker_name']}", None])
            kind = chance.choice([quote["type"]] * 5 + ["reported", "direct"])
            out["quotes"].append({"type": kind, "spans": spans, "speaker": speaker, "speaker_name": name})
    out["topics"] = [
        {"id": topic["id"], "level": chance.choice([1, None, 2]), "score": chance.random()}
        for topic in [*record["topics"], {"id": "medtop:15000000"}]
        if chance.random() < 0.8
    ]
    chance.shuffle(out["topics"])
    return out


@pytest.mark.parametrize("seed", range(5))
def test_every_figure_of_the_reference_is_ours(
    golds: tuple[Path, list[Gold]], tmp_path: Path, seed: int
) -> None:
    folder, all_gold = golds
    chance = random.Random(seed)
    records = {gold.id: spoiled(as_record(gold), chance) for gold in all_gold if chance.random() < 0.95}
    ours = figures([score(gold, records.get(gold.id, {})) for gold in all_gold], METRICS)
    theirs = reference(tmp_path, folder, list(records.values()))
    for name, value in theirs.items():
        if value is None:
            assert ours[name].value is None, name
        else:
            assert ours[name].value == pytest.approx(value, abs=1e-6), name


def test_gold_against_itself_is_right_in_everything(golds: tuple[Path, list[Gold]]) -> None:
    scored = [score(gold, as_record(gold)) for gold in golds[1]]
    assert [error for one in scored for error in one.errors] == []
    out = figures(scored, METRICS)
    assert all(figure.value in (1.0, None) for name, figure in out.items() if name != "topics.ece")
    assert out["topics.ece"].value in (0.0, None)
