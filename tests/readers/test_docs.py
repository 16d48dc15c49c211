"""What the page and the rooms' paragraphs show is so."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import presselese.readers
import presselese.readers.html
from presselese.readers.formats import SUFFIXES

PAGE = Path(__file__).parents[2] / "docs" / "readers.md"


def test_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PAGE.parents[1])
    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0


def test_the_rooms() -> None:
    for module in (presselese.readers, presselese.readers.html):
        result = doctest.testmod(module)
        assert result.attempted > 0 and result.failed == 0


def test_every_format_has_a_line() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for module in set(SUFFIXES.values()):
        assert f"`{module}.py`" in text or f"`{module}/`" in text
