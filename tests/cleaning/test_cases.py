"""Faults that people reported for other tools (tests/data/cases/cleaning.jsonl), and the seed release."""

import json
from pathlib import Path

import pytest

from presselese.cleaning.clean import clean
from presselese.source import Release, Source

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "cases" / "cleaning.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def release_of(case: dict) -> Release:
    if case["input"].startswith("<"):
        from presselese.readers.html import read_text

        return clean(read_text(case["input"]))
    return clean(Source(raw=case["input"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['kind']}")
def test_case(case: dict) -> None:
    release, expect = release_of(case), case["expect"]
    if "text" in expect:
        assert release.text == expect["text"]
    if "repairs" in expect:
        assert release.repairs == expect["repairs"]
    for wanted in expect.get("text_contains", []):
        assert wanted in release.text
    for unwanted in expect.get("text_lacks", []):
        assert unwanted not in release.text
    places = [release.text.index(wanted) for wanted in expect.get("text_order", [])]
    assert places == sorted(places)
    for zone in expect.get("zones", []):
        found = [z for z in release.zones if z["zone"] == zone["zone"] and z["text"] == zone["text"]]
        assert found, [(z["zone"], z["text"]) for z in release.zones]
        if "start" in zone:
            assert (found[0]["raw_start"], found[0]["raw_end"]) == (zone["start"], zone["end"])
    for name, value in expect.get("meta", {}).items():
        assert release.meta.get(name) == value


def test_seed_release(shared: Path) -> None:
    release = clean(Source(raw=(shared / "seed-release.txt").read_text("utf-8")))
    zones = [(zone["zone"], zone["text"]) for zone in release.zones]
    assert [name for name, _ in zones] == ["headline", "dateline", "body", "caption", "body", "chrome"]
    dateline = release.zones[1]
    assert dateline["text"] == "Bütow/Frankenberg(pm)."
    assert (dateline["places"], dateline["agency"]) == (["Bütow", "Frankenberg"], "pm")
    assert zones[3][1].endswith("Foto:pr") and release.zones[3]["credit"] == "pr"
    assert zones[5][1].startswith("Leave a Comment") and "Akismet" in zones[5][1]
    assert "Polen, die" in release.text and "Migranten (besonders" in release.text
    assert release.meta["language"] == "de"
