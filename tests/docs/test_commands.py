"""The pages and the command line agree: what a line of a page names exists, and every option has its words."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
import typer
from spacy.language import Language

from presselese.cli import app
from presselese.gold.tools import TOOLS
from presselese.pipeline_names import STAGES
from tests.docs.pages import PAGES, ROOT, STEPS, Block, blocks, name

DOCS = ROOT / "docs"
ROOT_COMMAND: Any = typer.main.get_command(app)
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
OTHERS = ("python", "python3", "pip", "pytest", "mkdocs", "datasette", "dask", "git", ".ci/run")
SHELL = [block for page in PAGES for block in blocks(page, "sh")]


@pytest.mark.parametrize("block", SHELL, ids=lambda block: block.place)
def test_what_a_line_names_is_there(block: Block) -> None:
    """Also where the line is not run: commands, options, scripts, tests, extras."""
    for words in block.commands():
        if words[0] == "presselese":
            parse(words[1:])
            continue
        assert words[0] in OTHERS, f"{words[0]} is not known to this test"
        if words[0] in ("python", "python3", "pytest") and len(words) > 1 and not words[1].startswith("-"):
            assert (ROOT / words[1].partition("::")[0]).exists() or block.page in STEPS, words[1]
        for extras in re.findall(r"\[([\w,]+)\]", " ".join(words)) if "install" in words else ():
            assert set(extras.split(",")) <= EXTRAS.keys(), extras


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_inside_a_sentence_exist(page: Path) -> None:
    for line in re.findall(r"`presselese ([^`]+)`", page.read_text(encoding="utf-8")):
        if line.split()[0] not in ("COMMAND", "…"):
            parse(shlex.split(line))


def parse(arguments: list[str]) -> None:
    """Fails for a command or an option that does not exist."""
    command = ROOT_COMMAND
    while arguments and arguments[0] in getattr(command, "commands", {}):
        command, arguments = command.commands[arguments[0]], arguments[1:]
    assert command is not ROOT_COMMAND or arguments[0].startswith("-"), f"no command {arguments[0]}"
    known = {option for param in command.params for option in [*param.opts, *param.secondary_opts]}
    known |= {"-h", "--help"}
    unknown = [word for word in arguments if word.startswith("-") and word.partition("=")[0] not in known]
    assert not unknown, f"presselese {command.name} has no option {unknown}"


def workflow_lines() -> Iterator[str]:
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the site's packages: pip install '.[docs]'")
    for page in PAGES:
        for block in blocks(page, "yaml"):
            for job in yaml.safe_load(block.text)["jobs"].values():
                yield from (step["run"] for step in job["steps"] if "run" in step)


def test_the_workflows_use_commands_that_exist() -> None:
    lines = list(workflow_lines())
    assert any("presselese evaluate" in line for line in lines)
    for text in lines:
        for words in Block(ROOT / "README.md", 0, "sh", None, text, None).commands():
            if words[0] == "presselese":
                parse(words[1:])


@pytest.mark.parametrize("script", ["make_cli_page.py", "make_record_page.py"])
def test_pages_made_from_the_code_are_current(script: str) -> None:
    done = subprocess.run(
        [sys.executable, DOCS / script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def options(command: Any) -> Iterator[list[str]]:
    """The names of each option, of this command and those in it."""
    for inner in getattr(command, "commands", {}).values():
        yield from options(inner)
    for param in command.params:
        if param.param_type_name == "option" and param.name not in (
            "version",
            "install_completion",
            "show_completion",
        ):
            yield [name for name in [*param.opts, *param.secondary_opts] if name.startswith("--")]


def test_every_option_has_words_besides_the_reference() -> None:
    """The reference is made from the code; a person has to have written about each option, too."""
    told = "".join(page.read_text("utf-8") for page in PAGES if page.name != "cli.md")
    assert [names for names in options(ROOT_COMMAND) if not any(name in told for name in names)] == []


def test_every_annotation_tool_is_documented() -> None:
    text = (DOCS / "gold.md").read_text("utf-8")
    assert [tool for tool in TOOLS if f"`{tool}`" not in text] == []


@pytest.mark.parametrize("stage", [*STAGES, "presselese_zones"])
def test_every_setting_of_a_stage_is_documented(stage: str) -> None:
    page = DOCS / {"presselese_zones": "cleaning.md"}.get(stage, f"{stage.removeprefix('presselese_')}.md")
    text = page.read_text("utf-8")
    assert f"`{stage}`" in text
    settings = Language.get_factory_meta(stage).default_config if spacy.blank("de").has_factory(stage) else {}
    assert [setting for setting in settings if f"`{setting}`" not in text] == []


def test_every_page_is_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = {Path(path) for path in re.findall(r": ([\w/-]+\.(?:md|ipynb))$", text, re.M)}
    there = {path.relative_to(DOCS) for path in DOCS.rglob("*") if path.suffix in (".md", ".ipynb")}
    assert named == there
