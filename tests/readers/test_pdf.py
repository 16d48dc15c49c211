"""PDF: text layer, password, damage, pictures only."""

from __future__ import annotations

from pathlib import Path

import pytest

from presselese.cleaning.clean import clean
from tests.readers.build import pdf, read_bytes

pytest.importorskip("pypdfium2")


def test_text_and_title(tmp_path: Path) -> None:
    sources, _ = read_bytes(
        tmp_path, "2020-03-01-baenke.pdf", pdf(["Die Gesamtkosten sind", "hoch, sagt die Stadt."])
    )
    assert sources[0].raw == "Die Gesamtkosten sind\nhoch, sagt die Stadt."
    assert sources[0].meta == {"title": "Neue Bänke", "published": "2020-03-01", "published_from": "filename"}


def test_hyphens_at_line_ends_keep_their_line_end(tmp_path: Path) -> None:
    lines = ["Der Kreistag hat die Gesamt-", "kosten der Schulsanie-", "rung gebilligt."]
    sources, _ = read_bytes(tmp_path, "a.pdf", pdf(lines))
    assert sources[0].raw == "Der Kreistag hat die Gesamt-\nkosten der Schulsanie-\nrung gebilligt."
    assert clean(sources[0]).text == "Der Kreistag hat die Gesamtkosten der Schulsanierung gebilligt."


def test_no_text_layer(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.pdf", pdf([]))
    assert failures[0].reason.startswith("no text layer")


def test_password(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.pdf", pdf(["geheim"], encrypted=True))
    assert failures[0].reason == "protected by a password"


def test_damaged(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.pdf", b"%PDF-1.4\n" + b"kaputt " * 100)
    assert failures[0].reason.startswith("the PDF is damaged")
