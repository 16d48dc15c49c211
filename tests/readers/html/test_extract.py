"""What of a page is the release: leads taken back, furniture left out, captions and stamps told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presselese.readers.html import kept_text, read_text
from presselese.readers.html.extract import judge
from presselese.readers.html.markup import read_markup
from presselese.readers.html.title import find_title
from presselese.source import Source

P = "<p>Der Bauhof der Stadt hat im Park am Kanal {} neue Bänke aufgestellt, wie die Stadt am Freitag mitteilte.</p>"
BODY = "".join(P.format(number) for number in ("zwölf", "dreizehn", "vierzehn"))


def zones(source: Source) -> dict[str, str | None]:
    """First words of each block and its zone."""
    return {source.plain[b.start : b.end].split("\n")[0][:40]: b.zone for b in source.blocks}


def page(before: str = "", after: str = "") -> dict[str, str | None]:
    return zones(
        read_text(
            f"<html><body><nav><a href='/'>Startseite</a></nav><main><h1>Neue Bänke</h1>{before}{BODY}{after}</main></body></html>"
        )
    )


def test_the_lead_is_taken_back_when_the_extractor_loses_it() -> None:
    lead = "Im Park am Kanal kann man wieder sitzen, und zwar auf Bänken aus eigener Werkstatt."
    markup = f"<body><h1>Neue Bänke</h1><div class='teaser'>{lead}</div><div>{BODY}</div></body>"
    found = read_markup(markup)
    verdict = judge(found, {2, 3, 4}, find_title(found).blocks)
    assert verdict.zones == ["headline", None, None, None, None]


def test_cells_and_items_between_paragraphs_are_kept() -> None:
    markup = f"<body><h1>Neue Bänke</h1><div>{BODY}<ul><li>Park am Kanal</li><li>Marktplatz</li></ul>{BODY.replace('Bänke', 'Tische')}</div></body>"
    found = read_markup(markup)
    verdict = judge(found, {1, 2, 3, 6, 7, 8}, (0,))
    assert verdict.zones[4:6] == [None, None]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='sharedaddy'><h3>Teilen mit:</h3><ul><li><a href='#'>Facebook</a></li></ul></div>",
        "<p>Gefällt mir Wird geladen...</p>",
        "<h3>Das könnte Sie auch interessieren</h3><ul><li><a href='#'>Radweg am Kanal freigegeben</a></li></ul>",
        "<section class='comments'><h3>Leave a Comment</h3><p>Sehr schön, dass es wieder Bänke im Park gibt, danke!</p></section>",
        "<form><p>Jetzt unseren Newsletter abonnieren</p><button>Absenden</button></form>",
        "<footer><p>Stadt Musterau, Am Markt 1, Impressum und Datenschutz finden Sie hier auf der Seite.</p></footer>",
        "<p><a href='/a.pdf'>Lageplan der Bänke (PDF, 38 KB)</a></p>",
        "<h2>Weitere Meldungen</h2>",
    ],
)
def test_furniture_is_chrome(furniture: str) -> None:
    found = page(after=furniture)
    extra = set(found) - set(page())
    assert extra and all(found[text] == "chrome" for text in extra)


def test_captions_stand_beside_the_text() -> None:
    caption = "Die neuen Bänke am Kanal. Foto: Ute Beispiel"
    source = read_text(
        f"<body><h1>Neue Bänke</h1>{BODY}<figure><img src='a'><figcaption>{caption}</figcaption></figure>{BODY.replace('Kanal', 'See')}</body>"
    )
    block = next(b for b in source.blocks if source.plain[b.start : b.end] == caption)
    assert (block.zone, block.aside) == ("caption", True)


def test_headings_stamps_and_contacts() -> None:
    found = page(
        before="<p class='stand'>Stand: 04.03.2022, 10:15 Uhr</p><h2>Aus eigener Werkstatt</h2>",
        after="<div class='ansprechpartner'><p>Ute Beispiel, Pressestelle der Stadt Musterau, Telefon 0123 45678</p></div>",
    )
    assert found["Stand: 04.03.2022, 10:15 Uhr"] in ("meta", "chrome")
    assert found["Aus eigener Werkstatt"] is None  # kept; cleaning sees its kind, h2
    assert found["Ute Beispiel, Pressestelle der Stadt Mus"] in ("contact", "chrome")


def test_without_the_extractor_the_fast_rules_find_the_text() -> None:
    markup = f"<body><nav><a href='/'>Startseite</a></nav><div><h1>Neue Bänke</h1>{BODY}</div><footer><p>Impressum</p></footer></body>"
    verdict = judge(read_markup(markup), None, (1,))
    assert verdict.zones == ["chrome", "headline", None, None, None, "chrome"]


def test_plain_text_and_its_alignment() -> None:
    markup = "<body><h1>A &amp; B</h1><p>Am Bauhof<br>ab 8&nbsp;Uhr steht die neue Bank.</p><ul><li>eins</li><li>zwei</li></ul></body>"
    source = read_text(markup)
    assert source.plain == "A & B\n\nAm Bauhof\nab 8\u00a0Uhr steht die neue Bank.\n\neins\nzwei"
    assert source.alignment is not None
    for word in ("Bauhof", "Uhr", "zwei"):
        start = source.plain.index(word)
        raw_start, raw_end = source.alignment.to_source(start, start + len(word))
        assert markup[raw_start:raw_end] == word
    start = source.plain.index("&")
    assert markup[slice(*source.alignment.to_source(start, start + 1))] == "&amp;"


PIECES = st.sampled_from(
    ["<p>Ein Satz mit zwölf Wörtern, der von Bänken im Park am Kanal handelt.</p>", "<h1>Kopf</h1>", "<h2>Teil</h2>",
     "<div class='teaser'>", "</div>", "<figure>", "</figure>", "<ul><li>eins</li></ul>", "<nav>", "</nav>", "<footer>",
     "<time datetime='2020-03-01'>", "</time>", "01.03.2020", "Foto: Ute Beispiel", "<title>Kopf | Seite</title>", "<a href='#'>Mehr</a>",
     "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":5}</script>", "<meta name='date' content='x'>"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_page_gives_a_source_that_holds_together(markup: str) -> None:
    source = read_text(markup)
    assert source.alignment is not None
    ends = [(block.start, block.end) for block in source.blocks]
    assert ends == sorted(ends) and all(start < end for start, end in ends)
    assert (source.alignment.runs[-1][1] if source.alignment.runs else 0) == len(source.plain)
    kept_text(markup)


CASES = Path(__file__).parents[2] / "data" / "cases" / "html.jsonl"


@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()],
    ids=lambda case: case["id"],
)
def test_cases(case: dict[str, Any]) -> None:
    from presselese.cleaning.clean import clean

    release = clean(read_text(case["input"]))
    expect = case["expect"]
    for text in expect.get("text_contains", []) + expect.get("dates_contain", []):
        assert text in release.text
    for text in expect.get("text_lacks", []):
        assert text not in release.text
    at = 0
    for text in expect.get("text_order", []):
        at = release.text.index(text, at)
    for zone in expect.get("zones", []):
        assert any(z["zone"] == zone["zone"] and z["text"] == zone["text"] for z in release.zones)
    for name, value in expect.get("meta", {}).items():
        assert release.meta[name] == value
