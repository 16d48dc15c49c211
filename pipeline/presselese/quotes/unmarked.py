"""Speech without marks behind a colon that announces it: `Bürgermeisterin Kolbe: Wir bauen im Mai.`

What names a person and a colon announces is direct speech; in Konjunktiv it is indirect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presselese.doc import get
from presselese.german.labels import FINITE
from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import mood
from presselese.quotes.cues import lexicon
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading, Sentence

_LABELS = frozenset(
    [
        "foto",
        "bild",
        "fotos",
        "bilder",
        "grafik",
        "quelle",
        "text",
        "kontakt",
        "leitung",
        "regie",
        "autor",
        "autorin",
        "moderation",
        "ansprechpartner",
        "ansprechpartnerin",
        "telefon",
        "tel",
        "referent",
        "referentin",
        "referenten",
        "redaktion",
        "von",
        "bu",
        "mit",
    ]
)


_WE = frozenset(
    ["ich", "wir", "uns", "unser", "unsere", "unserem", "unseren", "mich", "mir", "mein", "meine"]
)


def find(reading: Reading, cast: Cast) -> list[Finding]:
    """Announced speech without marks, a sentence each."""
    out = _block_quotes(reading, cast)
    for sentence in reading.sentences:
        if sentence.zone in ("headline", "subhead", "body") and not any(
            block.speech for block in sentence.blocks
        ):
            finding = _announced(reading, cast, sentence)
            if finding:
                out.append(finding)
    return out


_BLOCK_QUOTE = re.compile(r":\s{1,3}bq\.\s{1,3}(?=\S)")


def _block_quotes(reading: Reading, cast: Cast) -> list[Finding]:
    """`X teilt mit: bq. Seit Montag …`: the mark of Textile opens speech up to the end of the paragraph, or up to the
    next sentence that opens with the name of a person or announces the next block."""
    out = []
    openings = [(reading.token_at(at), begin) for at, begin in _openings(reading)]
    announcements = {reading.sentence_of(colon).index for colon, _ in openings}
    for colon, begin in openings:
        announcing = reading.sentence_of(colon)
        paragraph_end = reading.text.find("\n", begin)
        end = len(reading.text) if paragraph_end < 0 else paragraph_end
        for sentence in reading.sentences[announcing.index + 1 :]:
            start = reading.grammar.start[sentence.first]
            if start >= end:
                break
            if start > begin and (sentence.index in announcements or cast.inside(start, start + 1)):
                end = start
                break
        end = begin + len(reading.text[begin:end].rstrip())
        phrase = speakers.after(reading, cast, announcing.first, colon)
        if phrase is None or end <= begin:
            continue
        finding = Finding("direct", [(begin, end)], "direct-unmarked", 0.7, announcing.index)
        finding.phrase, finding.frame = phrase, (announcing.first, colon + 1)
        for token in range(phrase[1], colon):
            found = lexicon().find(reading.grammar, token, colon)
            if found is not None and reading.grammar.tag[token].startswith("V"):
                finding.cue, finding.row = token, found.cue
                break
        opens = finding.row is not None and "opens" in finding.row.senses
        if opens and not _WE & set(_words(reading.text[begin:end])):
            continue  # `X informiert: bq. Die Halle wird saniert.`: the release itself
        out.append(finding)
    return out


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _openings(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a block of Textile is announced: its colon and its first character. Cleaning takes the mark out and lists it."""
    for mark in _BLOCK_QUOTE.finditer(reading.text):
        yield mark.start(), mark.end()
    for repair in get(reading.doc, "repairs"):
        if repair["kind"] == "markup" and repair["before"].startswith("bq."):
            announced = reading.text[: repair["start"]].rstrip()
            if announced.endswith(":"):
                yield len(announced) - 1, repair["start"]


def _announced(reading: Reading, cast: Cast, sentence: Sentence) -> Finding | None:
    grammar = reading.grammar
    colon = next(
        (
            token
            for token in range(sentence.first, min(sentence.end, sentence.first + 30))
            if grammar.text[token] == ":"
        ),
        None,
    )
    if colon is None or colon == sentence.first or colon + 3 >= sentence.end:
        return None
    if grammar.start[colon + 1] == grammar.end[colon] or any(
        grammar.tag[t] in FINITE for t in range(sentence.first, colon)
    ):
        return None
    if any(grammar.lower[token] in _LABELS for token in range(sentence.first, colon)):
        return None
    start, end = reading.characters(sentence.first, colon)
    places = [
        place for place in cast.inside(start, end) if place.member.kind == "person" and place.kind == "name"
    ]
    phrase = speakers.after(reading, cast, sentence.first, colon)
    if not places or phrase is None or not _covers(reading, phrase, places[0].start):
        return None
    if " " not in places[0].member.name and not places[0].member.roles:
        return None  # `Friederike: B 241 gesperrt`: a storm, a puppet
    finite = [token for token in range(colon + 1, sentence.end) if grammar.tag[token] in FINITE]
    if not finite and (sentence.zone == "body" or sentence.end - colon < 5):
        return None
    we_speak = any(grammar.lower[token] in _WE for token in range(colon + 1, sentence.end))
    if (
        sentence.zone == "body"
        and not we_speak
        and mood(reading, finite[0], colon + 1, sentence.end) != "kon1"
    ):
        return None
    if grammar.text[colon + 1][0].isdigit():
        return None
    last = sentence.end
    konjunktiv = bool(finite) and mood(reading, finite[0], colon + 1, sentence.end) == "kon1"
    begin, stop = reading.characters(colon + 1, last)
    if konjunktiv and reading.text[stop - 1] in ".!?":
        stop -= 1
    kind, score = ("indirect", 0.75) if konjunktiv else ("direct", 0.65)
    finding = Finding(kind, [(begin, stop)], f"{kind}-unmarked", score, sentence.index)  # type: ignore[arg-type]
    finding.phrase, finding.frame = phrase, (sentence.first, colon + 1)
    return finding


def _covers(reading: Reading, phrase: tuple[int, int], position: int) -> bool:
    return reading.grammar.start[phrase[0]] <= position < reading.grammar.end[phrase[1] - 1]
