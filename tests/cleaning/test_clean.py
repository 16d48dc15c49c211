"""The way of a release through cleaning, and what it says about it."""

import pytest

from presselese.alignment import Alignment
from presselese.cleaning.clean import clean
from presselese.source import Block, Release, Source


def zones(raw: str, **values) -> list[tuple[str, str]]:
    return [(zone["zone"], zone["text"]) for zone in clean(Source(raw=raw, **values)).zones]


BODY = "Die Stadt Musterau hat am Freitag den neuen Steg am See eröffnet, der nach langer Planung nun fertig ist."


def test_one_line_body_with_contact_at_its_end() -> None:
    raw = f"Steg eröffnet\n\n{BODY} Alle sind eingeladen. Medienkontakt: Stadt Musterau, Eva Muster, Tel. (0123) 45678"
    assert zones(raw)[-1] == ("contact", "Medienkontakt: Stadt Musterau, Eva Muster, Tel. (0123) 45678")


def test_contact_sentence_lets_the_text_go_on() -> None:
    more = (
        "Gemeinsam mit allen Vereinen möchten wir das Fest zu einem schönen Tag für die ganze Familie machen."
    )
    raw = f"Fest\n\n{BODY} Mehr dazu bald. Für Rückfragen stehen wir unter Tel. 0123 456789 bereit. {more}"
    assert zones(raw)[-1] == ("body", more)


def test_police_release_with_everything_around_it() -> None:
    raw = (
        "POL-MU: Einbruch in Gartenlaube\n\n03.04.2023 – 11:25\n\nPolizeipräsidium Musterland\n\nMusterau (ots)\n\n"
        "In der Nacht auf Sonntag brachen Unbekannte in eine Laube am Mühlenweg ein und nahmen einen Rasenmäher mit.\n\n"
        "Rückfragen bitte an:\n\nPolizeipräsidium Musterland\nPressestelle\nHauptstraße 12\n12345 Musterau\n"
        "Telefon: 01234 567-100\nE-Mail: pressestelle@example.org\nhttps://www.example.org\n\n"
        "Original-Content von: Polizeipräsidium Musterland, übermittelt durch news aktuell\n\n"
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nName *\n\n"
        "Save my name, email, and website in this browser for the next time I comment.\n\n"
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.\n\n"
        "Wir verwenden Cookies, um Ihnen das beste Erlebnis auf unserer Website zu bieten."
    )
    release = clean(Source(raw=raw))
    assert [zone["zone"] for zone in release.zones] == [
        "headline", "meta", "byline", "dateline", "body", "contact", "chrome",
    ]  # fmt: skip
    assert release.meta["published"] == "2023-04-03"
    assert release.meta["agency"] == "ots"
    assert release.text.endswith("einen Rasenmäher mit.")


def test_signature_and_closing() -> None:
    raw = f"Steg eröffnet\n\n{BODY}\n\nMit freundlichen Grüßen\n\nEva Muster\nPressesprecherin"
    assert zones(raw)[-1] == ("byline", "Mit freundlichen Grüßen\n\nEva Muster\nPressesprecherin")


def test_number_kicker_and_sub_headline() -> None:
    raw = f"Nr. 1736\nSteg am See eröffnet\n\nNach drei Jahren Bauzeit ist er fertig\n\n{BODY}"
    assert [zone for zone, _ in zones(raw)] == ["meta", "headline", "subhead", "body"]


def test_embargo() -> None:
    release = clean(Source(raw=f"Sperrfrist: 7. November 2017, 19.30 Uhr\n\nSteg eröffnet\n\n{BODY}"))
    assert release.zones[0]["zone"] == "embargo"
    assert release.meta["embargo_until"] == "2017-11-07T19:30"


def test_embargo_in_front_of_the_text() -> None:
    release = clean(Source(raw=f"Steg eröffnet\n\nSPERRFRIST: 7. November 2017, 19.30 Uhr {BODY}"))
    assert [zone["zone"] for zone in release.zones] == ["headline", "embargo", "body"]
    assert release.text.endswith(BODY) and release.meta["embargo_until"] == "2017-11-07T19:30"


def test_letters_set_apart() -> None:
    release = clean(Source(raw="Steg am See: E i n l a d u n g  zur Eröffnung, Plan A b c d"))
    assert release.text == "Steg am See: Einladung zur Eröffnung, Plan A b c d"
    assert [(item["kind"], item["before"]) for item in release.repairs] == [
        ("spaced_letters", "E i n l a d u n g")
    ]


def test_collective_release() -> None:
    raw = (
        "POL-X: Polizeibericht vom 02. Juli 2004\n\n"
        f"040702 - 734 Musterau: Küchenbrand\xa0\xa0\xa0\xa0{BODY} (Eva Muster/-82113)\xa0\xa0\xa0\xa0"
        f"040702 - 735 Beispielhausen: Taschendieb gefasst. {BODY} (Bernd Beispiel/-82114)"
    )
    release = clean(Source(raw=raw))
    assert [part["headline"] for part in release.parts] == [
        "Musterau: Küchenbrand",
        "Beispielhausen: Taschendieb gefasst",
    ]
    assert [zone["text"] for zone in release.zones if zone["zone"] == "byline"] == [
        "(Eva Muster/-82113)",
        "(Bernd Beispiel/-82114)",
    ]
    assert (release.meta["published"], release.meta["published_from"]) == ("2004-07-02", "text")
    for part in release.parts:
        assert release.text[part["start"] : part["end"]].startswith("040702")


@pytest.mark.parametrize(
    ("raw", "published", "found"),
    [
        (f"Steg eröffnet\n\nMusterau, 3. März 2020. {BODY}", "2020-03-03", "dateline"),
        (f"Pressemitteilung Nr. 12/2020 vom 3. März 2020\n\nSteg eröffnet\n\n{BODY}", "2020-03-03", "text"),
        (f"05.11.2021\n\nSteg eröffnet\n\n{BODY}", "2021-11-05", "text"),
        (f"POL-X: 060418 - 431 Musterau: Steg beschädigt\n\n{BODY}", "2006-04-18", "text"),
        (f"Steg eröffnet\n\n{BODY}", None, None),
    ],
)
def test_date_of_publication(raw: str, published: str | None, found: str | None) -> None:
    meta = clean(Source(raw=raw)).meta
    assert (meta.get("published"), meta.get("published_from")) == (published, found)


def test_what_is_given_wins() -> None:
    given = {"published": "2019-01-01", "published_from": "given", "title": "Neuer Steg"}
    meta = clean(Source(raw=f"Steg eröffnet\n\nMusterau, 3. März 2020. {BODY}", meta=given)).meta
    assert {name: meta[name] for name in given} == given


def test_wrapped_lines_are_joined_and_paragraphs_and_lists_stay() -> None:
    raw = (
        "Steg eröffnet\n\n"
        "Die Stadt Musterau hat am Freitag den neuen Steg am See der\n"
        "Öffentlichkeit übergeben, und alle Bürgerinnen und Bürger der\n"
        "Gemeinde waren dazu eingeladen, das neue Bau-\n"
        "werk zu besuchen.\n\n"
        "Das Programm:\n- Musik am Ufer\n- Tanz im Zelt"
    )
    assert clean(Source(raw=raw)).text == (
        "Steg eröffnet\n\n"
        "Die Stadt Musterau hat am Freitag den neuen Steg am See der Öffentlichkeit übergeben, und alle Bürgerinnen und "
        "Bürger der Gemeinde waren dazu eingeladen, das neue Bauwerk zu besuchen.\n\n"
        "Das Programm:\n- Musik am Ufer\n- Tanz im Zelt"
    )


def test_blocks_of_the_reader_are_trusted() -> None:
    raw = f"<nav>Start</nav><h1>Steg eröffnet</h1><p>{BODY}</p><h3>Hintergrund</h3><p>{BODY}</p>"
    pieces = ["Start", "Steg eröffnet", BODY, "Hintergrund", BODY]
    kinds = ["li", "h1", "p", "h3", "p"]
    plain, blocks, runs, at = "", [], [], 0
    for piece, kind in zip(pieces, kinds, strict=True):
        plain += "\n\n" if plain else ""
        at = raw.index(piece, at)
        start = len(plain)
        plain += piece
        runs.append((start, len(plain), at, at + len(piece)))
        if start:
            runs.insert(-1, (start - 2, start, runs[-2][3], at))
        blocks.append(Block(start, len(plain), kind, "chrome" if kind == "li" else None))
        at += len(piece)
    source = Source(raw=raw, plain=plain, alignment=Alignment.of(runs), blocks=blocks, media_type="text/html")
    release = clean(source)
    assert [zone["zone"] for zone in release.zones] == ["chrome", "headline", "body", "subhead", "body"]
    for zone in release.zones:
        assert raw[zone["raw_start"] : zone["raw_end"]] == zone["text"]
    assert release.text.startswith("Steg eröffnet\n\nDie Stadt")


def codes(release: Release) -> set[str]:
    return {code for code, _ in release.warnings}


def test_warnings() -> None:
    assert "not_german" in codes(
        clean(
            Source(
                raw="The city has opened the new pier at the lake, and it is open to all of the people who live there."
            )
        )
    )
    assert "not_german" in codes(
        clean(
            Source(
                raw="La ville a ouvert le nouveau quai du lac, et il est pour tous les habitants de la région."
            )
        )
    )
    german = codes(clean(Source(raw=f"Steg eröffnet\n\n{BODY}")))
    assert german == {"no_published"}
    assert {"no_headline", "no_body"} <= codes(clean(Source(raw="")))


@pytest.mark.parametrize(
    ("published", "found", "doubt"),
    [
        ("2023-04-14", "filename", True),
        ("2023-04-14", "url", True),
        ("2023-04-14", "metadata", False),
        ("2023-05-10", "metadata", False),
        ("2025-01-08T09:30:00", "metadata", True),
    ],
)
def test_a_doubtful_day_of_publication(published: str, found: str, doubt: bool) -> None:
    meta = {"published": published, "published_from": found}
    release = clean(Source(raw=f"Steg eröffnet\n\nMusterau, 14.04.2023. {BODY}", meta=meta))
    assert release.meta["published"] == published
    assert ("published_uncertain" in codes(release)) == doubt


def test_soft_hyphen_that_is_a_hyphen() -> None:
    assert (
        clean(Source(raw="Die E\u00adMail kam an, das Netz\u00adwerk läuft.")).text
        == "Die E-Mail kam an, das Netzwerk läuft."
    )


@pytest.mark.parametrize(
    "raw", ["\x00" * 500, "\ud800\udc00abc", "\u200b\u200b", "a" * 300_000, " \xa0" * 100_000, "\n" * 100_000]
)
def test_hostile_input_is_bounded(raw: str) -> None:
    clean(Source(raw=raw)).text.encode("utf-8")


def test_headings_that_lost_their_line_ends() -> None:
    raw = (
        f"Steg eröffnet\n\nStadt und Vereine bauen gemeinsam einen Weg ans Ufer Die Stadt Musterau hat am Freitag den neuen "
        f"Steg am See eröffnet. {BODY} {BODY} Förderung der Vereine Der Landkreis hat dafür Mittel gegeben. {BODY}"
    )
    heads = [text for zone, text in zones(raw) if zone == "subhead"]
    assert heads == ["Stadt und Vereine bauen gemeinsam einen Weg ans Ufer", "Förderung der Vereine"]


def test_headings_in_markdown() -> None:
    raw = f"# Steg eröffnet\n\n{BODY}\n\n## Hintergrund\n\n{BODY}"
    assert [zone for zone, _ in zones(raw)] == ["headline", "body", "subhead", "body"]


def test_web_page_as_text() -> None:
    raw = (
        "- Startseite\n\n- Presse\n\nZum Inhalt springen\n\nSteg am See eröffnet\n\n"
        f"{BODY}\n\n{BODY}\n\nDiesen Artikel teilen\n\n- Facebook\n\n- Sommerfest im Park\n\nLesen Sie auch\n\nRadweg gesperrt"
    )
    assert [zone for zone, _ in zones(raw)] == ["chrome", "headline", "body", "chrome"]


def test_number_in_front_of_a_body_in_one_line() -> None:
    found = zones(f"Steg eröffnet\n\nNr. 1736 {BODY}")
    assert found[1:] == [("meta", "Nr. 1736"), ("body", BODY)]
    assert zones(
        "Steg\n\nNr. 215 der Liste und alle anderen Bäume im Park werden im Mai gefällt, sagt die Stadt."
    )[-1][0] == ("body")


def test_marks_of_textile() -> None:
    release = clean(
        Source(raw=f"Steg eröffnet\n\n{BODY} Eva Muster sagt: bq. Ich freue mich sehr. h4. Kosten 3 Euro")
    )
    assert release.text.endswith(f"{BODY} Eva Muster sagt:\nIch freue mich sehr.\nKosten 3 Euro")
    assert [(item["kind"], item["before"]) for item in release.repairs] == [
        ("markup", "bq. "),
        ("markup", "h4. "),
    ]
    start = release.repairs[0]["start"]
    assert release.text[start : start + 3] == "Ich"


def test_not_sign_as_soft_hyphen() -> None:
    assert (
        clean(Source(raw="Die Gleich¬stel¬lung in der Arbeits¬\nwelt")).text
        == "Die Gleichstellung in der Arbeitswelt"
    )


def test_line_that_begins_with_a_comma_runs_on() -> None:
    assert clean(Source(raw=f"Steg\n\n{BODY} per\nMail\n, oder telefonisch.")).text.endswith(
        "Mail, oder telefonisch."
    )


def test_title_of_the_source_is_repaired() -> None:
    release = clean(Source(raw=f"Steg \x96  fertig\n\n{BODY}", meta={"title": "Steg \x96  fertig"}))
    assert release.meta["title"] == "Steg – fertig"
    assert release.zones[0]["zone"] == "headline"


def test_one_signature_makes_no_collective_release() -> None:
    assert clean(Source(raw=f"Steg eröffnet\n\n{BODY} (Eva Muster)\n\n{BODY}")).parts == []


def test_agency_behind_place_and_district_is_the_dateline() -> None:
    raw = f"Unfall am Steg\n\nMusterau (LK BE)(ots)\n\n{BODY}\n\n{BODY}"
    assert zones(raw)[1] == ("dateline", "Musterau (LK BE)(ots)")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_earlier_release_that_is_appended(gap: str) -> None:
    head = "Erstmeldung Nr. 1060 vom 14. Mai 2021: Radfahrerin verletzt – Zeugen gesucht"
    release = clean(Source(raw=f"Radfahrerin außer Lebensgefahr\nNr. 1071\n{BODY}{gap}{head}{gap}{BODY}"))
    assert ("subhead", head) in [(zone["zone"], zone["text"]) for zone in release.zones]
    assert [part["headline"] for part in release.parts] == ["Radfahrerin außer Lebensgefahr", head]


def test_earlier_release_inside_a_line() -> None:
    raw = f"Radfahrerin außer Lebensgefahr\n\n{BODY} Erstmeldung Nr. 1060 vom 14. Mai 2021: Radfahrerin verletzt {BODY}"
    parts = clean(Source(raw=raw)).parts
    assert len(parts) == 2


def test_what_is_left_of_a_cut_line_has_its_zone() -> None:
    raw = (
        f"POL-X: Unfall\n\n{BODY} (Eva Muster/-82113)\xa0\xa0\xa0\xa0Rufbereitschaft: Bernd Beispiel, Telefon 0177-2146141 "
        "ots Originaltext: Polizeipräsidium Musterau Digitale Pressemappe: http://example.org/p_story.htx?firmaid=4970 (Archiv)"
    )
    assert [zone for zone, _ in zones(raw)] == ["headline", "body", "byline", "contact", "chrome"]


RUN_IN = "Stadt und Vereine bauen einen Weg ans Ufer"


@pytest.mark.parametrize(
    "sentence",
    [
        "Am heutigen Freitag hat die Stadt Musterau den Weg eröffnet.",
        "In der vergangenen Woche hat die Stadt Musterau den Weg eröffnet.",
        "Im Zuge der Planung hat die Stadt Musterau den Weg eröffnet.",
        "Die Stadt Musterau hat den Weg eröffnet.",
    ],
)
def test_headings_before_prepositions(sentence: str) -> None:
    heads = [
        text
        for zone, text in zones(f"Steg eröffnet\n\n{RUN_IN} {sentence} {BODY} {BODY} {BODY}")
        if zone == "subhead"
    ]
    assert heads == [RUN_IN]
    heads = [
        text
        for zone, text in zones(f"Steg eröffnet\n\n{BODY} {BODY} Weg ans Ufer {sentence} {BODY}")
        if zone == "subhead"
    ]
    assert heads == ["Weg ans Ufer"]


@pytest.mark.parametrize(
    "opening",
    [
        "Einen Weg ans Ufer bauen die Stadt und ihre Vereine im Stadion Am Wald und bitten um Hilfe.",
        "Am Freitag findet im Saal Unter den Linden ein Fest statt.",
        "Die Stadt wird den Weg nahe der Straße Am Ufer bauen.",
        "Eine Wohnung im Haus An der Mühle brannte aus.",
    ],
)
def test_places_with_a_capital_preposition_are_no_headings(opening: str) -> None:
    assert [zone for zone, _ in zones(f"Steg eröffnet\n\n{opening} {BODY} {BODY} {BODY}")] == [
        "headline",
        "body",
    ]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("Roller gestohlen", "In der Zeit von Samstag auf Sonntag nahm jemand in Musterau einen Roller mit, der dort vor einem Haus stand."),
        ("Einbruch in Gartenhaus", "Ein Werkzeugkasten fehlt seit Samstag in einem Gartenhaus am Mühlenweg, wie der Besitzer der Polizei mitteilte."),
        ("Musterau: Autos zerkratzt", "Mehrere Autos hat ein Unbekannter in der Nacht auf Sonntag am Mühlenweg zerkratzt, wie die Polizei mitteilte."),
    ],
)  # fmt: skip
def test_headline_that_runs_into_the_only_line(head: str, sentence: str) -> None:
    assert zones(f"{head} {sentence}") == [("headline", head), ("body", sentence)]
    assert [zone for zone, _ in zones(sentence)] == ["body"]


@pytest.mark.parametrize(
    "number",
    [
        "Gemeinsame Meldung Polizei und Staatsanwaltschaft Musterau Nr. 1796",
        "Musterau-Nord/ Beispielhausen Nr. 2359",
    ],
)
def test_number_behind_districts(number: str) -> None:
    assert zones(f"Sohn festgenommen\n\n{number} Seit gestern ermittelt die Polizei. {BODY}")[1] == (
        "meta",
        number,
    )


def test_the_only_line_is_no_signature() -> None:
    assert zones("Neue Bänke") == [("body", "Neue Bänke")]


def test_title_that_goes_on_in_small_letters() -> None:
    body = "unter dem Motto „Licht am Ufer“ lädt die Stadt Musterau alle Familien zum Fest am See ein."
    found = zones(f"Viertes Fest am See\n{body}", meta={"title": "Viertes Fest am See"})
    assert found == [("headline", "Viertes Fest am See"), ("body", body)]


def test_name_and_number_at_the_end() -> None:
    assert zones(f"Steg eröffnet\n\n{BODY}\n\nEva Muster, Tel.: 0123/456-1111")[-1] == (
        "contact",
        "Eva Muster, Tel.: 0123/456-1111",
    )
