"""Title, day of publication, author, issuer of a page."""

from __future__ import annotations

import pytest

from presselese.readers.html import read_text

TEXT = (
    "<p>Der Bauhof der Stadt hat im Park am Kanal zwölf neue Bänke aufgestellt, wie die Stadt mitteilte.</p>"
)


def meta(head: str, body: str) -> dict[str, object]:
    return read_text(f"<html><head>{head}</head><body>{body}</body></html>").meta


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Neue Bänke | Stadt Musterau</title><meta property='og:site_name' content='Stadt Musterau'>", TEXT, "Neue Bänke"),
        ("<title>Stadt Musterau: Neue Bänke</title><meta property='og:site_name' content='Stadt Musterau'>", f"<h1>Neue Bänke</h1>{TEXT}", "Neue Bänke"),
        ("<title>Neue Bänke im Park - Musterau</title>", f"<h1>Pressemitteilungen</h1><h2>Neue Bänke im Park</h2>{TEXT}", "Neue Bänke im Park"),
        ("", f"<h1>Neue Bänke im Park</h1>{TEXT}<h2>Aus eigener Werkstatt</h2>", "Neue Bänke im Park"),
        ("<meta property='og:title' content='Stadt stellt neue Bänke im Park auf'>", f"<h1><span>Park am Kanal</span><br>Stadt stellt neue Bänke im Park auf</h1>{TEXT}", "Stadt stellt neue Bänke im Park auf"),
        ("<title>Musterau | Bänke</title>", f"<nav><h1>Hauptnavigation</h1></nav><h1>Bän&shy;ke für alle</h1>{TEXT}", "Bänke für alle"),
        ("", TEXT, None),
        # guillemets around words are quotation marks, not separators
        ("<title>Die Stadt und der «neue Park»</title>", TEXT, "Die Stadt und der «neue Park»"),
        # a separator at the end, a blank before the colon
        ("<title>Neue Bänke im Park |</title>", f"<p>Neue Bänke im Park</p>{TEXT}", "Neue Bänke im Park"),
        ("<meta property='og:title' content='Park am Kanal : Neue Bänke'>", f"<h1>Park am Kanal : Neue Bänke</h1>{TEXT}", "Park am Kanal: Neue Bänke"),
        # a kicker that is only like the name of the site
        ("<title>Bergmusterau: Neue Bänke | Musterau</title><meta property='og:site_name' content='Musterau'>", f"<h1>Bergmusterau: Neue Bänke</h1>{TEXT}", "Bergmusterau: Neue Bänke"),
        # the first segment of the title is a small heading, the site's name the big one
        ("<title>Neue Bänke für den alten Park : Parkblog | Aus Musterau</title>", f"<h1>Parkblog</h1><article><h3>Neue Bänke für den alten Park</h3>{TEXT}</article>", "Neue Bänke für den alten Park"),
        # the head states only the site: the one h1 of the article
        ("<title>Ausflüge rund um Musterau</title>", f"<main><h1>Beispielhausen-Nord</h1>{TEXT}</main>", "Beispielhausen-Nord"),
        # fields that agree, against a heading with a second line
        ("<title>Neue Bänke im alten Park</title><meta property='og:title' content='Neue Bänke im alten Park'><meta name='twitter:title' content='Neue Bänke im alten Park'>" + '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Neue Bänke im alten Park"}</script>', f"<h1>Neue Bänke im alten Park <em>Holz aus Musterau</em></h1>{TEXT}", "Neue Bänke im alten Park"),
        # no heading: what a block shows of the title
        ("<title>Neue Bänke im Park - Beispielfest Musterau</title>", f"<p><b>NEUE BÄNKE IM PARK</b></p>{TEXT}", "Neue Bänke im Park"),
    ],
)  # fmt: skip
def test_title(head: str, body: str, title: str | None) -> None:
    assert meta(head, body).get("title") == title


LD = "<script type='application/ld+json'>{}</script>"


@pytest.mark.parametrize(
    ("head", "body", "day", "found"),
    [
        (LD.format('{"@type":"NewsArticle","datePublished":"2020-03-01T10:00:00+01:00"}'), TEXT, "2020-03-01", "metadata"),
        (LD.format('{"@graph":[{"@type":"WebPage"},{"@type":"Article","datePublished":"2020-03-01"}]}'), TEXT, "2020-03-01", "metadata"),
        (LD.format("{kaputt"), f"<h1>Bänke</h1>{TEXT}", None, None),
        ("<meta property='article:published_time' content='2020-03-01T23:30:00+01:00'>", TEXT, "2020-03-01", "metadata"),
        ("<meta name='date' content='2020-02-29T23:00:00Z'>", TEXT, "2020-03-01", "metadata"),
        ("", f"<h1>Bänke</h1><time datetime='2020-03-01' pubdate>So., 1.3.</time>{TEXT}", "2020-03-01", "metadata"),
        ("", f"<h1>Bänke</h1><p class='datum'>1. März 2020</p>{TEXT}", "2020-03-01", "text"),
        ("<meta name='date' content='2020-03-09'>", f"<h1>Bänke</h1><p class='datum'>1. März 2020</p>{TEXT}", "2020-03-01", "text"),
        ("<link rel='canonical' href='https://musterau.example/2020/03/01/baenke'>", f"<h1>Bänke</h1>{TEXT}", "2020-03-01", "url"),
        ("<script>var promo={'expires':'2030-06-30'};</script>", f"<h1>Bänke</h1>{TEXT}", None, None),
        ("<meta name='date' content='2020-03-09'><link rel='canonical' href='https://musterau.example/2020/03/baenke'>", f"<h1>Bänke</h1><p class='datum'>1. Mai 2019</p>{TEXT}", "2020-03-09", "metadata"),
        ("", f"<h1>Bänke</h1><p class='datum'>1 | 03 | 2020</p>{TEXT}", "2020-03-01", "text"),
        ("<meta name='date' content='03/01/2020'>", f"<h1>Bänke</h1><p>Nr. 7 vom 01.03.2020</p>{TEXT}", "2020-03-01", "text"),
    ],
)  # fmt: skip
def test_published(head: str, body: str, day: str | None, found: str | None) -> None:
    values = meta(head, body)
    assert (values.get("published"), values.get("published_from")) == (day, found)


def test_author_issuer_url() -> None:
    head = (
        "<link rel='canonical' href='https://musterau.example/baenke'><meta name='author' content='Stadt Musterau'>"
        "<meta property='og:site_name' content='Stadt Musterau'>"
    )
    values = meta(head, f"<h1>Bänke</h1><span class='byline'>Von Ute Beispiel</span>{TEXT}")
    assert values["author"] == "Ute Beispiel"
    assert values["issuer"] == "Stadt Musterau"
    assert values["url"] == "https://musterau.example/baenke"
