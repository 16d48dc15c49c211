"""RTF: escapes, title, pictures left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.build import read_bytes

pytest.importorskip("striprtf")


def test_text_and_title(tmp_path: Path) -> None:
    data = r"{\rtf1\ansi\ansicpg1252{\info{\title Neue Bank}}\pard 250 B\'fccher f\u252?r Gro\'df\'f6rner.\par Zweiter Absatz.\par}"
    sources, _ = read_bytes(tmp_path, "a.rtf", data)
    assert sources[0].raw == "250 Bücher für Großörner.\nZweiter Absatz."
    assert sources[0].meta["title"] == "Neue Bank"


def test_tables_and_old_character_sets(tmp_path: Path) -> None:
    sources, _ = read_bytes(
        tmp_path, "a.rtf", r"{\rtf1\ansi Vor.\par\trowd\cellx1 Ort\cell Bauhof\cell\row Nach.\par}"
    )
    assert sources[0].raw.split() == ["Vor.", "Ort", "Bauhof", "Nach."]
    sources, _ = read_bytes(tmp_path, "b.rtf", r"{\rtf1\mac Gr\'9f\'a7e an alle.\par}")
    assert sources[0].raw == "Grüße an alle."


def test_pictures_cost_no_time(tmp_path: Path) -> None:
    data = r"{\rtf1\ansi Text.{\pict\pngblip " + "89504e47" * 200_000 + r"}\par}"
    sources, _ = read_bytes(tmp_path, "a.rtf", data)
    assert sources[0].raw == "Text."


def test_no_text(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.rtf", r"{\rtf1\ansi\par}")
    assert failures[0].reason == "the file holds no text"
