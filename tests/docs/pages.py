"""The pages of the project, and the fenced blocks in them.

What a block is, its first line says: `python`, `sh`, `toml` …, and `title="PATH"` for what belongs into a file. A comment
`<!-- not run: REASON -->` on the line above names a block that can't be run here (it needs a second machine, a network).
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "corpus/gold/README.md",
    ROOT / "models/README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
STEPS = sorted((ROOT / "docs/contribute").glob("*.md"))
"""Pages that change a copy of the program: `test_contribute` follows them."""

_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<reason>.+) -->\n\n?)?^```(?P<language>\w*) *(?P<info>[^\n]*)\n(?P<text>.*?)^```$",
    re.M | re.S,
)


@dataclass(frozen=True)
class Block:
    """A fenced block: `title` is the file it belongs into, `reason` why it is not run."""

    page: Path
    line: int
    language: str
    title: str | None
    text: str
    reason: str | None

    @property
    def place(self) -> str:
        return f"{name(self.page)}, line {self.line}"

    def commands(self) -> Iterator[list[str]]:
        """The command lines of a shell block as words; comments and the path of the environment are left out."""
        for line in self.text.replace("\\\n", " ").splitlines():
            for part in line.split(" && "):
                if words := shlex.split(part, comments=True):
                    yield [words[0].removeprefix(".venv/bin/"), *words[1:]]


def name(page: Path) -> str:
    """A page as it is named in the repository."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, *languages: str) -> list[Block]:
    """The fenced blocks of a page in these languages, in their order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(text):
        title = re.search(r'title="([^"]+)"', match["info"])
        line = text.count("\n", 0, match.start("text"))
        if match["language"] in languages:
            found.append(
                Block(
                    page,
                    line,
                    match["language"],
                    title[1] if title else None,
                    match["text"],
                    match["reason"],
                )
            )
    return found


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as Markdown makes them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}
