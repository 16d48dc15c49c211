"""The examples of docs/cleaning.md and of the room's door run."""

import doctest
from pathlib import Path

import presselese.cleaning

PAGE = Path(__file__).parents[2] / "docs" / "cleaning.md"


def test_page() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0


def test_door() -> None:
    assert doctest.testmod(presselese.cleaning).failed == 0
