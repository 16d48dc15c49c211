"""Markdown: markup goes, words stay, every character keeps its place."""

from __future__ import annotations

import html
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.readers.markdown import read_markdown
from tests.readers.build import read_bytes

PIECES = st.sampled_from(
    ["# ", "## ", "\n", "\n\n", "* ", "- ", "1. ", "> ", "**", "*", "_", "__", "`", "[a](b)", "![a](b)", "<b>", "&amp;",
     "| a | b |", "|---|---|", "---\n", "```\n", "  \n", "\\*", "Wort", " ", "ä", "\t", "<!-- x -->", "\r\n", "===\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=100))
def test_every_character_maps_to_its_place(raw: str) -> None:
    text = read_markdown(raw)
    at = 0
    for start, end, raw_start, raw_end in text.alignment.runs:
        assert start == at and 0 <= raw_start <= raw_end <= len(raw)
        at = end
        shown, source = text.plain[start:end], raw[raw_start:raw_end]
        if len(shown) == len(source):
            assert all(a == b or a.isspace() for a, b in zip(shown, source, strict=True))
        else:
            assert shown.isspace() or html.unescape(source) == shown
    assert at == len(text.plain)
    for block in text.blocks:
        assert text.plain[block.start : block.end].strip()


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("# Neue *Bänke* #\n\nText", "Neue Bänke\n\nText"),
        ("Kopf\n====\n\nText", "Kopf\n\nText"),
        ("**Musterau, 01.03.2020 (lm).** Der [Bauhof](http://x.example) hat\nBänke.", "Musterau, 01.03.2020 (lm). Der Bauhof hat Bänke."),
        ("**über zwei\nZeilen** fett", "über zwei Zeilen fett"),
        ("Bürger*innen und Kund_innen, 3 * 4 * 5, *offen", "Bürger*innen und Kund_innen, 3 * 4 * 5, *offen"),
        ("von **F**reier Software [mit\nUmbruch](http://x.example/a_(1).pdf) [](http://x.example)", "von Freier Software mit Umbruch"),
        ('<img src="a"\n class="b"/>\nText', "Text"),
        ("[![Bild](a.png)](http://x.example) Text", "Text"),
        ("* eins\n* zwei\n\nText", "eins\nzwei\n\nText"),
        ("1. eins\n2) zwei", "eins\nzwei"),
        ("![Bild](x.jpg)\n\nText", "Text"),
        ("Zeile eins  \nZeile zwei", "Zeile eins\nZeile zwei"),
        ("> Zitat\n> geht weiter", "Zitat geht weiter"),
        ("| Ort | Zeit |\n|---|---|\n| Bauhof | 8 Uhr |", "Ort\nZeit\n\nBauhof\n8 Uhr"),
        ("a &amp; b <span>c</span> \\*d\\* <https://x.example>", "a & b c *d* https://x.example"),
        ("```\nx = *y*\n```", "x = *y*"),
        ("", ""),
    ],
)  # fmt: skip
def test_markup_goes(raw: str, plain: str) -> None:
    assert read_markdown(raw).plain == plain


def test_front_matter(tmp_path: Path) -> None:
    raw = (
        '---\ntitle: "Neue Bänke: mehr Platz"\ndate: 2020-03-01 10:00:00 +0100\nauthor: Ute Beispiel\n'
        "tags: [park, bank]\nurl: /intern\n---\n\nText der Meldung.\n"
    )
    sources, _ = read_bytes(tmp_path, "2019-01-01-baenke.md", raw)
    source = sources[0]
    assert source.raw == raw and source.plain == "Text der Meldung."
    assert source.meta == {
        "title": "Neue Bänke: mehr Platz", "published": "2020-03-01", "published_from": "metadata",
        "author": "Ute Beispiel",
    }  # fmt: skip
    start, end = source.alignment.to_source(0, 4) if source.alignment else (0, 0)
    assert raw[start:end] == "Text"


def test_toml_front_matter_and_file_name(tmp_path: Path) -> None:
    sources, _ = read_bytes(tmp_path, "a.md", '+++\ntitle = "Bänke"\ndate = 2020-03-01\n+++\nText')
    assert sources[0].meta["title"] == "Bänke" and sources[0].meta["published"] == "2020-03-01"
    sources, _ = read_bytes(tmp_path, "2020-03-02-baenke.md", "Text ohne Kopf\n---\n")
    assert sources[0].meta == {"published": "2020-03-02", "published_from": "filename"}


@pytest.mark.benchmark_run
@pytest.mark.parametrize(
    "raw", ["*a " * 50_000, "[" * 100_000, "**" * 50_000, "`a" * 50_000, "> " * 50_000, "<a" * 50_000]
)
def test_time_grows_with_the_text_alone(raw: str) -> None:
    started = time.process_time()
    read_markdown(raw)
    assert time.process_time() - started < 5
