"""The walk over the markup: every character keeps its place, whatever the markup looks like."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.readers.html.markup import Page, read_markup

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class='a b'>", "</div>", "<br>", "<br/>", "<ul><li>", "</li></ul>", "<table><tr><td>",
        "</table>", "<a href=\"x>y\">", "</a>", "<b>", "</b>", "&amp;", "&nbsp;", "&shy;", "&#228;", "&#x41;", "&copy",
        "&unbekannt;", "&", "<", ">", "\"", "'", "<!-- x -->", "<!--", "<script>a<b</script>", "<style>p{}</style>",
        "<![CDATA[x]]>", "<pre>", "</pre>", "<svg><text>x</text></svg>", "</html>", "<title>T</title>", " ", "\n", "\t",
        "\u00a0", "ä", "Wort", "zwei Wörter", "\x00", "\ud800", "😀", "<p", "</", "<h1>", "</h1>", "<noscript>", "</noscript>",
    ]
)  # fmt: skip
MARKUP = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


def check(page: Page) -> None:
    """Each run stands for what it maps to: the same characters, an entity, white space or a line break."""
    last = 0
    for block in page.blocks:
        assert block.runs and block.runs[0][0] == 0 and block.runs[-1][1] == len(block.text)
        assert block.text.strip(" \t\r\n\f")
        for (start, end, raw_start, raw_end), following in zip(
            block.runs, [*block.runs[1:], None], strict=True
        ):
            assert start < end and last <= raw_start <= raw_end <= len(page.raw)
            last = raw_end
            if following:
                assert following[0] == end
            text, raw = block.text[start:end], page.raw[raw_start:raw_end]
            if len(text) == len(raw):
                assert all(a == b or (a.isspace() and b.isspace()) for a, b in zip(text, raw, strict=True))
            else:
                assert html.unescape(raw) == text or not text.strip() or raw.isspace()


@given(MARKUP)
def test_every_character_maps_to_its_place(markup: str) -> None:
    check(read_markup(markup))


@given(MARKUP)
def test_no_word_of_the_body_is_lost(words: str) -> None:
    text = re.sub(r"[^a-zA-Z ]", "", words)
    page = read_markup(f"<html><body><div><p>{text}</p></div></body></html>")
    assert " ".join(block.text for block in page.blocks).split() == text.split()


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>Eins<p>Zwei", ["Eins", "Zwei"]),
        ("<p>Am Bauhof<br>Mittwoch<br />ab 8 Uhr</p>", ["Am Bauhof\nMittwoch\nab 8 Uhr"]),
        ("<p>Eins<br><br>Zwei</p>", ["Eins", "Zwei"]),
        ("<ul><li>Eins<li>Zwei</ul>", ["Eins", "Zwei"]),
        ("<table><tr><td>Ort<td>Bauhof</table>", ["Ort", "Bauhof"]),
        ("Text <div>im Kasten</div> danach", ["Text", "im Kasten", "danach"]),
        ("<p>B&auml;nke &amp; Tische &lt;neu&gt;</p>", ["Bänke & Tische <neu>"]),
        ("<p>a\n   b\t c</p>", ["a b c"]),
        ("<pre>a\n  b</pre>", ["a\n  b"]),
        ("<p>vor<script>document.write('<p>nein</p>')</script>nach</p>", ["vornach"]),
        ("<p>3 < 5 und 7 > 2</p>", ["3 < 5 und 7 > 2"]),
        ('<p title="a > b">Text</p>', ["Text"]),
        ('<p title="offen>Text</p><p>Zwei</p>', ["Text", "Zwei"]),
        ("<p><b>fett</p><p>nicht fett</b></p>", ["fett", "nicht fett"]),
        ("<head><title>T</title><meta charset=utf-8><p>ohne Ende des Kopfes</p>", ["ohne Ende des Kopfes"]),
        ("<noscript><p>nein</p></noscript><p>ja</p>", ["ja"]),
        ("<p>Text</div></section></p>", ["Text"]),
    ],
)
def test_broken_and_whole_markup(markup: str, blocks: list[str]) -> None:
    assert [block.text for block in read_markup(markup).blocks] == blocks


def test_head_and_elements() -> None:
    page = read_markup(
        "<html lang=de><head><title>A &amp; B</title><meta name='date' content='2020-03-01'>"
        "<script type='application/ld+json'>{}</script></head><body><h1 class='x'>Kopf</h1>"
        "<time datetime='2020-03-01'>1. März</time></body></html>"
    )
    assert (page.title, page.lang) == ("A & B", "de")
    assert page.metas == [{"name": "date", "content": "2020-03-01"}]
    assert page.scripts == ["{}"]
    assert [(node.tag, value) for node, value in page.times] == [("time", "2020-03-01")]
    assert [(b.kind, b.node.attrs.get("class")) for b in page.blocks] == [("h1", "x"), ("body", None)]


@pytest.mark.benchmark_run
@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + "Text" + "</div>" * 50_000,
        "<div>" * 50_000 + "</p>" * 50_000,
        "<a " * 100_000,
        '<a "' * 100_000,
        "<a '\"" * 60_000,
        "<!--" * 100_000,
        "<script>" * 50_000,
        "&" * 300_000,
        "&#" * 200_000,
        "<b><p>" * 50_000,
        "<table><tr><td>" * 20_000 + "x",
        "<p>a" * 20_000,
        "x " * 300_000,
    ],
    ids=lambda markup: markup[:12],
)
def test_time_grows_with_the_page_alone(markup: str) -> None:
    started = time.process_time()
    check(read_markup(markup))
    assert time.process_time() - started < 6
