"""The examples of the documentation run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import presselese.dates


def test_examples_of_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs/dates.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.S)
    assert blocks
    for block in blocks:
        exec(block, {})


def test_example_of_the_package() -> None:
    assert doctest.testmod(presselese.dates).failed == 0
