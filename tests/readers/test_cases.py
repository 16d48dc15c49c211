"""The failure cases of the readers: input as a file of its kind, the text after cleaning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from presselese.cleaning.clean import clean
from tests.readers.build import read_bytes

CASES = [
    case
    for line in (Path(__file__).parents[1] / "data/cases/readers.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
    if (case := json.loads(line))["input"]
]
SUFFIX = {"RTF": ".rtf", "mail header": ".eml", "mail body": ".eml"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    text = case["input"]
    data = bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode("utf-8")
    sources, failures = read_bytes(tmp_path, f"fall{SUFFIX.get(case['kind'], '.txt')}", data)
    assert len(sources) == 1 and not failures
    release = clean(sources[0])
    expect = case["expect"]
    if "text" in expect:
        assert release.text == expect["text"]
    if "encoding" in expect:
        assert sources[0].encoding == expect["encoding"]
    for part in expect.get("text_contains", []):
        assert part in release.text
    for name, value in expect.get("meta", {}).items():
        assert release.meta[name] == value
