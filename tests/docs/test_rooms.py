"""What the doors of the rooms show is so, and pages say everything that their room has."""

from __future__ import annotations

import doctest
import json
import re
from importlib import import_module

import pytest

from presselese.gold.check import content, structure
from presselese.gold.evaluation import KINDS, MAIN, Evaluation
from presselese.readers.formats import SUFFIXES
from tests.docs.pages import ROOT

DOCS = ROOT / "docs"
DOORS = ["cleaning", "dates", "entities", "entities.roles", "gold", "readers", "readers.html", "topics"]


@pytest.mark.parametrize("room", DOORS)
def test_the_example_of_a_door(room: str) -> None:
    result = doctest.testmod(import_module(f"presselese.{room}"))
    assert result.attempted > 0
    assert result.failed == 0


def test_every_format_has_a_line() -> None:
    text = (DOCS / "readers.md").read_text("utf-8")
    for module in set(SUFFIXES.values()):
        assert f"`{module}.py`" in text or f"`{module}/`" in text


def test_every_figure_is_documented() -> None:
    text = (DOCS / "evaluate.md").read_text("utf-8")
    main = {name for kind in KINDS for name in MAIN[kind]} - {
        name for name in MAIN["gold"] if "quotes." in name
    }
    labels = {f"entities.{label}.f1" for label in ("LOC", "ORG", "MISC")}
    assert main - labels - set(re.findall(r"`([\w.]+)`", text)) == set()


def test_the_example_of_a_gold_file_has_no_fault() -> None:
    text = (DOCS / "gold.md").read_text("utf-8")
    gold, findings = structure(json.loads(text.split("<!-- example -->\n```json\n")[1].split("```")[0]))
    assert findings == []
    assert gold is not None
    assert content(gold) == []


def test_the_example_of_the_json_has_its_fields() -> None:
    text = (DOCS / "evaluate.md").read_text("utf-8")
    example = json.loads(text.split("<!-- json -->\n```json\n")[1].split("```")[0])
    empty = Evaluation("gold", None, None, "", [], {}, "")
    assert example.keys() == empty.to_json().keys()
