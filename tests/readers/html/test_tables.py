"""The tables are the tests: each row's example is what it says, its counter-example is not."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from presselese.readers import html
from presselese.readers.html.context import names
from presselese.readers.html.extract import phrase_of

FOLDER = Path(html.__file__).parent


def rows(table: str) -> list[tuple[str, dict[str, Any]]]:
    entries = tomllib.loads((FOLDER / table).read_text(encoding="utf-8"))
    return [(kind, row) for kind, group in entries.items() for row in group]


@pytest.mark.parametrize(("kind", "row"), rows("phrases.toml"), ids=lambda value: str(value)[:40])
def test_phrases(kind: str, row: dict[str, Any]) -> None:
    assert phrase_of(kind, row["example"]) is not None
    if "not" in row:
        assert phrase_of(kind, row["not"]) is None


@pytest.mark.parametrize(("kind", "row"), rows("names.toml"), ids=lambda value: str(value)[:40])
def test_names(kind: str, row: dict[str, Any]) -> None:
    assert kind in names().of(row["example"])
    for word in row["words"]:
        assert word == word.lower() and kind in names().of(word)
    if "not" in row:
        assert kind not in names().of(row["not"])


@pytest.mark.parametrize(
    "text",
    [
        "Der Landkreis baut von Mai an einen Radweg zwischen zwei Orten.",
        "Mehr Geld für Schulen",
        "Teilnehmer aus zwölf Ländern",
        "Weitere sechs Bänke folgen.",
        "Themen des Abends waren Haushalt und Verkehr.",
        "Foto-Ausstellung im Rathaus eröffnet",
        "Bilder einer Ausstellung",
        "Kommentar des Landrats zur Kreisumlage",
        "Hier geht es um mehr als nur Geld, sagte die Bürgermeisterin.",
        "Quelle des Flusses ist ein Moor.",
        "Anzeige erstattet: Polizei sucht Zeugen",
    ],
)
def test_lines_of_a_release_are_no_furniture(text: str) -> None:
    assert phrase_of("chrome", text) is None
    assert phrase_of("credit", text) is None


@pytest.mark.benchmark_run
@pytest.mark.parametrize(
    "text", [".", "-", " ", "A-", "a ", "Foto: ", "mehr ", "von ", "| ", "1.", "© ", "ä"]
)
def test_no_pattern_runs_away(text: str) -> None:
    started = time.process_time()
    for kind in ("chrome", "credit", "download"):
        phrase_of(kind, (text * 320)[:319] + "!")
    assert time.process_time() - started < 1
