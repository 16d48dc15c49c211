"""What holds for any input: the way back to the raw text, and zones that leave nothing out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from presselese.cleaning.clean import clean, zones_of
from presselese.cleaning.repair import repair
from presselese.record import CONTENT_ZONES
from presselese.source import Source

WORDS = [
    "Musterau", "Bürgermeister", "Gesund-", "heit", "und", "verschie-", "denen", "(pm)", "(fue)", "Foto:", "Eva Muster",
    "Kontakt:", "Tel. 0123/456789", "presse@example.org", "Nr. 17", "03.04.2020", "Sperrfrist:", "– ", "„Ja“,", "sagte er",
    "FÃ¼r", "â€žGutâ€œ", "Ver\u00adeine", "&amp;", "&#8211;", "\x84Wir\x93", "ﬂach", "u\u0308ber", "\u200b", "\ufeff", "\x00", "\ud800",
    "Weitere Artikel", "Leave a Comment", "Mit freundlichen Grüßen", "Über uns:", "MUSTERAU.", "offen.Zuvor ", "am29.Januar",
    "( SPD )", "Polen ,", "- Facebook", "POL-F: 060418 - 431", "Die Stadt hat am Freitag einen neuen Steg am See eröffnet.",
]  # fmt: skip
GAPS = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\xa0",
    "\xa0\xa0\xa0\xa0",
    "-\n",
    "\u2028",
    "",
    "\x0c",
    "\x85",
]

releases = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=40).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)
anything = st.one_of(releases, st.text(max_size=200), st.text(alphabet=st.characters(), max_size=80))


def blank(char: str) -> bool:
    return char.isspace()


@settings(max_examples=400, deadline=None)
@given(anything)
def test_every_character_of_the_source_is_in_one_zone(raw: str) -> None:
    release = clean(Source(raw=raw))
    owners = [0] * len(raw)
    for zone in release.zones:
        assert zone["raw_start"] < zone["raw_end"]
        for index in range(zone["raw_start"], zone["raw_end"]):
            owners[index] += 1
    assert all(count <= 1 for count in owners)
    assert all(count == 1 for count, char in zip(owners, raw, strict=True) if not blank(char))


@settings(max_examples=400, deadline=None)
@given(anything)
def test_the_text_is_its_content_zones(raw: str) -> None:
    release = clean(Source(raw=raw))
    release.text.encode("utf-8")
    content = [zone for zone in release.zones if zone["zone"] in CONTENT_ZONES]
    at = 0
    for zone in content:
        assert release.text[at : zone["start"]].strip() == ""
        assert release.text[zone["start"] : zone["end"]] == zone["text"] == zone["text"].strip()
        at = zone["end"]
    assert at == len(release.text)
    assert all(zone["start"] is None for zone in release.zones if zone["zone"] not in CONTENT_ZONES)


@settings(max_examples=400, deadline=None)
@given(anything, st.data())
def test_every_span_leads_back_to_what_it_was_made_of(raw: str, data: st.DataObject) -> None:
    release = clean(Source(raw=raw))
    runs = release.alignment.runs
    assert [run[0] for run in runs[1:]] == [run[1] for run in runs[:-1]]
    assert (runs[-1][1] if runs else 0) == len(release.text)
    for _, _, source_start, source_end in runs:
        assert 0 <= source_start <= source_end <= len(raw)
    repaired = {i for item in release.repairs for i in range(item["start"], item["end"])}
    for index, char in enumerate(release.text):
        if index not in repaired and not blank(char):
            assert raw[slice(*release.alignment.to_source(index, index + 1))] == char
    if release.text:
        start = data.draw(st.integers(0, len(release.text) - 1))
        end = data.draw(st.integers(start + 1, len(release.text)))
        raw_start, raw_end = release.alignment.to_source(start, end)
        zone = next(
            (z for z in release.zones if z["start"] is not None and z["start"] <= start and end <= z["end"]),
            None,
        )
        if zone:
            assert zone["raw_start"] <= raw_start <= raw_end <= zone["raw_end"]


@settings(max_examples=300, deadline=None)
@given(anything)
def test_repairs_say_what_stood_there(raw: str) -> None:
    release = clean(Source(raw=raw))
    for item in release.repairs:
        assert raw[item["raw_start"] : item["raw_end"]] == item["before"]
        assert release.text[item["start"] : item["end"]] == item["after"]
        assert item["before"] != item["after"]


@settings(max_examples=300, deadline=None)
@given(anything)
def test_a_repaired_text_needs_no_repair(raw: str) -> None:
    assert [change.kind for change in repair(repair(raw).text).changes] == []


@settings(max_examples=150, deadline=None)
@given(anything)
def test_zones_of_a_text_that_is_not_to_be_changed(raw: str) -> None:
    zones = zones_of(raw)
    for zone in zones:
        assert raw[zone["start"] : zone["end"]] == zone["text"]
    covered = {index for zone in zones for index in range(zone["start"], zone["end"])}
    assert all(index in covered for index, char in enumerate(raw) if not blank(char))
