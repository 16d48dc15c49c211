"""The pages on how to add something, followed step by step in a copy of the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, STEPS, Block, blocks

RUN = {
    "pytest": [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
    "python": [sys.executable],
    "presselese": [sys.executable, "-m", "presselese"],
}
DUMP = "Neue Bänke\n\nDer Bauhof stellt Bänke auf.\n====\nAltes Tor\n\nDas Tor bleibt zu.\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program as links to its files: what a page changes becomes a file of the copy."""
    for part in ("pipeline", "tests", "docs"):
        shutil.copytree(ROOT / part, tmp_path / part, copy_function=os.symlink)
    for part in ("models", "pyproject.toml", "README.md", "CONTRIBUTING.md", "mkdocs.yml"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / "corpus/gold/dev").mkdir(parents=True)
    for file in ("g01-uelzen-radweg.json", "g03-uni-goe.json"):  # two are enough to see that the line works
        (tmp_path / "corpus/gold/dev" / file).symlink_to(ROOT / "corpus/gold/dev" / file)
    (tmp_path / "corpus/gold/README.md").symlink_to(ROOT / "corpus/gold/README.md")
    (tmp_path / "mai.dump").write_text(DUMP, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", STEPS, ids=lambda page: page.stem)
def test_page(page: Path, copy: Path) -> None:
    for block in blocks(page, "tsv", "diff", "python", "sh"):
        if block.title:
            change(copy / block.title, block)
        elif block.language == "python":
            run(["python", "-c", block.text], copy, block)
        else:
            for words in block.commands():
                if words[0] in RUN:
                    run(words, copy, block)


def change(file: Path, block: Block) -> None:
    """Do to a file what a block says: rows are added at its end, a diff's lines behind their context, Python is new."""
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.unlink(missing_ok=True)
    if block.language == "python":
        assert before is None, f"{block.place}: {block.title} is there already"
        after = block.text
    elif block.language == "diff":
        assert before is not None, f"{block.place}: no {block.title}"
        lines = block.text.splitlines()
        old = "\n".join(line[1:] for line in lines if line[0] in " -") + "\n"
        new = "\n".join(line[1:] for line in lines if line[0] in " +") + "\n"
        assert before.count(old) == 1, f"{block.place}: its context is not in {block.title}"
        after = before.replace(old, new)
    else:
        assert before is not None, f"{block.place}: no {block.title}"
        after = before + block.text
    file.write_text(after, encoding="utf-8")


def run(words: list[str], copy: Path, block: Block) -> None:
    done = subprocess.run(
        [*RUN[words[0]], *words[1:]],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "pipeline"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, (
        f"{block.place}: {' '.join(words)}\n{done.stdout[-3000:]}{done.stderr[-2000:]}"
    )


def test_there_is_a_page_for_each_thing_to_add() -> None:
    assert {page.stem for page in STEPS} == {"office", "cue", "date-rule", "reader"}
