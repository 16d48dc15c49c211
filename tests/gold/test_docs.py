"""The documents name every option and figure, and their examples hold."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import pytest
import typer

import presselese.gold
from presselese.cli import app
from presselese.gold.check import content, structure
from presselese.gold.evaluation import KINDS, MAIN, Evaluation
from presselese.gold.tools import TOOLS

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize(("command", "page"), [("evaluate", "evaluate.md")])
def test_every_option_is_documented(command: str, page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    options = [name for option in COMMANDS[command].params for name in option.opts if name.startswith("--")]
    assert [name for name in options if f"`{name}" not in text] == []


def test_every_gold_command_is_documented() -> None:
    text = (DOCS / "gold.md").read_text("utf-8")
    for name, command in COMMANDS["gold"].commands.items():
        assert f"presselese gold {name}" in text
        options = [option for param in command.params for option in param.opts if option.startswith("--")]
        assert [option for option in options if option not in text] == []
    assert [tool for tool in TOOLS if f"`{tool}`" not in text] == []


def test_every_figure_is_documented() -> None:
    text = (DOCS / "evaluate.md").read_text("utf-8")
    ends = {name for kind in KINDS for name in MAIN[kind]} - {
        name for name in MAIN["gold"] if "quotes." in name
    }
    named = set(re.findall(r"`([\w.]+)`", text))
    labels = {f"entities.{label}.f1" for label in ("LOC", "ORG", "MISC")}
    assert ends - labels - named == set()


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


def test_the_example_of_the_room_holds() -> None:
    assert doctest.testmod(presselese.gold).attempted > 0
    assert doctest.testmod(presselese.gold).failed == 0
