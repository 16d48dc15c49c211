"""What a page shows, works as it stands: its Python, its commands and its files, from top to bottom.

The Python of a page is one session; `presselese …` is called in a folder that holds what the page speaks of.
"""

from __future__ import annotations

import doctest
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from presselese.cli import app
from tests.docs.pages import PAGES, ROOT, STEPS, Block, anchors, blocks, name

LANGUAGES = ("python", "sh", "toml", "tsv", "csv", "json", "text", "yaml", "diff")
RUN = [page for page in PAGES if page not in STEPS and blocks(page, "python", "sh")]


@pytest.mark.parametrize("page", RUN, ids=name)
def test_blocks_of_a_page(page: Path, desk: Path) -> None:
    names: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page, *LANGUAGES):
        if block.title:
            (desk / block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "python" and not block.reason:
            run_python(block, names)
        elif block.language == "sh" and not block.reason:
            for words in block.commands():
                if words[0] == "presselese":
                    run_command(words[1:], block.place)


def run_python(block: Block, names: dict[str, Any]) -> None:
    """Run a block; one with `>>>` as a session whose answers are compared."""
    if ">>>" not in block.text:
        exec(compile("\n" * block.line + block.text, name(block.page), "exec"), names)
        return
    session = doctest.DocTestParser().get_doctest(
        block.text, names, block.place, name(block.page), block.line
    )
    session.globs = names
    told: list[str] = []
    doctest.DocTestRunner().run(session, out=told.append, clear_globs=False)
    assert not told, "".join(told)


def run_command(arguments: list[str], place: str) -> None:
    done = CliRunner().invoke(app, [os.path.expandvars(word) for word in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, f"{place}: presselese {' '.join(arguments)}\n{done.output}"


def test_every_block_says_what_it_is() -> None:
    """A block without a language is output, or a list of files; one in an unknown language would go untested."""
    for page in PAGES:
        found = set(re.findall(r"^```(\w+)", page.read_text(encoding="utf-8"), re.M))
        assert found <= set(LANGUAGES), name(page)
        for block in blocks(page, "json"):
            json.loads(block.text)


def test_blocks_that_are_not_run_are_few_and_say_why() -> None:
    left_out = [block for page in PAGES for block in blocks(page, "sh", "python") if block.reason]
    assert len(left_out) <= 6
    assert all(len(block.reason or "") > 10 for block in left_out)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if not re.match(r"\w+:", target):
            there = (page.parent / path).resolve() if path else page
            assert there.exists(), target
            assert not anchor or anchor in anchors(there), target


def test_pages_name_files_that_are_there() -> None:
    """`tests/…`, `docs/…`, `pipeline/…` and so on, in backquotes."""
    named = re.compile(r"`((?:pipeline|tests|docs|corpus|models|benchmarks)/[\w./-]+)`")
    for page in PAGES:
        for path in named.findall(page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), f"{name(page)}: {path}"
