"""Faults that were reported for other tools: every case comes out as it says, from raw text on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from spacy.language import Language

import presselese

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/cases/quotes.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    try:
        return presselese.load(stages=("presselese_entities", "presselese_quotes"))
    except OSError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['kind']}")
def test_case(pipeline: Language, case: dict[str, Any]) -> None:
    doc = pipeline(presselese.make_doc(pipeline, case["input"], published=case["published"]))
    record = msgspec.to_builtins(presselese.to_record(doc))
    found = [
        {
            "type": quote["type"],
            "spans": [(span["raw_start"], span["raw_end"]) for span in quote["spans"]],
            "cue": _raw((quote["cue"] or {}).get("span")),
            "speaker": _raw(quote["speaker"]),
            "name": quote["speaker_name"],
        }
        for quote in record["quotes"]
        if quote["type"] in ("direct", "indirect")
    ]
    wanted = [
        {
            "type": quote["type"],
            "spans": [(span["start"], span["end"]) for span in quote["spans"]],
            "cue": _plain(quote["cue"]),
            "speaker": _plain(quote["speaker"]),
            "name": quote["name"],
        }
        for quote in case["expect"]["quotes"]
    ]
    assert found == wanted


def _raw(span: dict[str, Any] | None) -> tuple[int, int] | None:
    return (span["raw_start"], span["raw_end"]) if span else None


def _plain(span: dict[str, Any] | None) -> tuple[int, int] | None:
    return (span["start"], span["end"]) if span else None
