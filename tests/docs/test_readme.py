"""What else the README says is so."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.pages import ROOT, blocks

README = ROOT / "README.md"


def test_the_first_two_command_lines_make_the_environment_and_install() -> None:
    lines = blocks(README, "sh")[0].text.splitlines()
    assert [line.split(" && ")[-1].split()[0] for line in lines] == [
        ".venv/bin/presselese",
        ".venv/bin/python",
    ]
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in lines)


def test_the_quotes_that_are_shown_are_found(finished_run: Path) -> None:
    import presselese

    quotes = presselese.read_outputs(finished_run).quotes
    found = set(zip(quotes.type, quotes.speaker_name, quotes.cue, strict=True))
    [block] = blocks(README, "text")
    rows = [re.split(r"\s{2,}", line) for line in block.text.splitlines()[1:]]
    assert {(kind, who.split(" (")[0], cue) for kind, who, cue, _ in rows} - found == set()
