"""Word files: order, tables, headings, tracked changes."""

from __future__ import annotations

from pathlib import Path

from tests.readers.build import docx, paragraph, read_bytes, zipped


def test_paragraphs_headings_and_cells_in_order(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Ort", "Bauhof"))
    body = (
        paragraph("Neue Bänke", "berschrift1")
        + paragraph("Text &amp; mehr.")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    core = "<dc:title>Titel</dc:title><dc:creator>Ute Beispiel</dc:creator><dcterms:created>2020-03-01T10:00:00Z</dcterms:created>"
    sources, _ = read_bytes(tmp_path, "a.docx", docx(body, core))
    source = sources[0]
    assert source.raw == "Neue Bänke\n\nText & mehr.\n\nOrt\nBauhof"
    assert [(block.kind, source.plain[block.start : block.end]) for block in source.blocks] == [
        ("h1", "Neue Bänke"), ("p", "Text & mehr."), ("td", "Ort"), ("td", "Bauhof"),
    ]  # fmt: skip
    assert source.meta == {
        "title": "Titel", "author": "Ute Beispiel", "published": "2020-03-01", "published_from": "metadata",
    }  # fmt: skip


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    body = (
        "<w:p>" + run.format("Die Sperrung beginnt am ")
        + "<w:del><w:r><w:delText>Freitag</w:delText></w:r></w:del>"
        + "<w:ins>" + run.format("Montag") + "</w:ins>" + run.format(".") + "</w:p>"
    )  # fmt: skip
    sources, _ = read_bytes(tmp_path, "a.docx", docx(body))
    assert sources[0].raw == "Die Sperrung beginnt am Montag."
    assert [code for code, _ in sources[0].warnings] == ["tracked_changes"]


def test_broken_and_foreign_files(tmp_path: Path) -> None:
    good = docx(paragraph("Text."))
    _, failures = read_bytes(tmp_path, "a.docx", good[: len(good) // 2])
    assert "cut off" in failures[0].reason
    _, failures = read_bytes(tmp_path, "b.docx", zipped({"xl/workbook.xml": "<x/>"}))
    assert "no word/document.xml" in failures[0].reason
    _, failures = read_bytes(tmp_path, "c.docx", zipped({"word/document.xml": "<kaputt"}))
    assert "word/document.xml is damaged" in failures[0].reason
    _, failures = read_bytes(tmp_path, "d.docx", zipped({"word/document.xml": b"<a>" + b" " * 30_000_000}))
    assert "zip bomb" in failures[0].reason
    _, failures = read_bytes(tmp_path, "e.docx", docx(paragraph(" ")))
    assert failures[0].reason == "the document holds no text"


def test_entities_are_not_followed(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>'
    document = f"{bomb}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>&y;{paragraph('Text.')}</w:body></w:document>"
    sources, failures = read_bytes(tmp_path, "a.docx", zipped({"word/document.xml": document}))
    assert [s.raw for s in sources] == ["Text."] or failures
