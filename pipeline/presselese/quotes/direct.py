"""Direct speech: which quotations are speech, and the frame that says whose.

A frame stands behind (`„…“, sagt X`), before (`X sagt: „…“`, `X: „…“`), around, or not at all: then the quotation
goes on for who spoke last, or waits for the next sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from presselese.german.labels import FINITE
from presselese.quotes import speakers, speech
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause, clauses
from presselese.quotes.cues import Found, lexicon
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Block, Reading, Sentence

THRESHOLD = 0.5
_LIGHT = frozenset(
    {"hat", "hatte", "haben", "hatten", "wird", "wurde", "werden", "wurden", "ist", "sind", "war", "waren"}
)
_SPEECH_NOUNS = frozenset(
    {"Wort", "Frage", "Forderung", "Aussage", "Antwort", "Fazit", "Appell", "Botschaft", "Satz", "Statement"}
)
_STANDS = frozenset({"lautet", "lautete", "lauten", "steht", "stand", "heißt", "hieß"})


_THING = re.compile(
    r"(?:ung|heit|keit|ität|tion|nis|schaft|thema|ziel|grund|wunsch|punkt|idee|plan|aktion|zahl|zahlen|preis)$",
    re.I,
)
_BODY = re.compile(
    r"(?:verwaltung|regierung|leitung|versammlung|abteilung|vertretung|stiftung|zeitung|redaktion|fraktion|direktion|innung"
    r"|organisation|institution|kommission|universität|inspektion|delegation|koalition|opposition|gewerkschaft|anwaltschaft"
    r"|gesellschaft|genossenschaft|mannschaft|gemeinschaft|körperschaft|bürgerschaft|schülerschaft|belegschaft|elternschaft)$",
    re.I,
)
"""Nouns of things say nothing; these of the same endings are people."""


@dataclass(slots=True)
class Frame:
    """Who is said to say it: tokens of the cue, the phrase, the whole frame."""

    phrase: tuple[int, int] | None
    cue: int | None
    found: Found | None
    first: int
    end: int
    rule: str
    score: float
    behind: bool


def decide(reading: Reading, cast: Cast) -> None:
    """Mark the quotations that are speech."""
    for sentence in reading.sentences:
        for block in sentence.blocks:
            seen = speech.features(reading, cast, block, sentence)
            if _behind_inserted_frame(reading, sentence, block):
                seen["behind_inserted_frame"] = 1
            block.score = speech.score(seen)
            block.speech = block.score >= THRESHOLD


def _behind_inserted_frame(reading: Reading, sentence: Sentence, block: Block) -> bool:
    """`„Gut“, so X, „und neu.“`: a quotation that a short frame between commas joins to the speech before it."""
    before = next((one for one in sentence.blocks if one.index == block.index - 1), None)
    if before is None or not before.speech or block.first - before.end > 14:
        return False
    text = reading.grammar.text
    return text[block.first - 1] == "," and text[before.end] == ","


def find(reading: Reading, cast: Cast) -> list[Finding]:
    """All direct quotes, with their frames; a frame inside joins two quotations into one quote."""
    found: list[Finding] = []
    previous: tuple[Finding, Frame | None, Block] | None = None
    for sentence in reading.sentences:
        blocks = [block for block in sentence.blocks if block.speech]
        if not blocks:
            continue
        parts = clauses(reading, sentence)
        for place, block in enumerate(blocks):
            before = blocks[place - 1].end if place else sentence.first
            after = blocks[place + 1].first if place + 1 < len(blocks) else sentence.end
            frame = _behind(reading, cast, block, after, sentence, parts)
            if frame is None and (
                _colon_before(reading, block)
                or not (previous and previous[2].end == before and previous[1] and previous[1].behind)
            ):
                frame = _before(reading, cast, block, before, sentence, parts)
            if frame is None and previous and _goes_on(reading, previous, block, before, sentence):
                previous[0].spans.append((block.quotation.start, block.quotation.end))
                previous[0].score = max(previous[0].score, block.score)
                previous = (previous[0], previous[1], block)
                continue
            finding = _finding(block, frame, sentence)
            found.append(finding)
            previous = (finding, frame, block)
    return found


def _colon_before(reading: Reading, block: Block) -> bool:
    before = block.first - 1
    while before >= 0 and reading.grammar.text[before].isspace():
        before -= 1
    return before >= 0 and reading.grammar.text[before] == ":"


def _goes_on(
    reading: Reading,
    previous: tuple[Finding, Frame | None, Block],
    block: Block,
    before: int,
    sentence: Sentence,
) -> bool:
    """`„Gut“, sagt X, „und neu.“` and `„Gut“, sagt X. „Und neu.“`: one quote of two spans."""
    frame, last = previous[1], previous[2]
    if frame is None or not frame.behind:
        return False
    between = reading.text[last.quotation.outer_end : block.quotation.outer_start]
    if "\n\n" in between or len(between) > 250:
        return False
    here = reading.sentence_of(last.first)
    if here.index == sentence.index:
        return True
    return (
        here.index + 1 == sentence.index
        and block.first == sentence.first
        and here.paragraph == sentence.paragraph
    )


def _finding(block: Block, frame: Frame | None, sentence: Sentence) -> Finding:
    finding = Finding(
        "direct", [(block.quotation.start, block.quotation.end)], "direct-marks", block.score, sentence.index
    )
    if frame is None:
        finding.same_as_before = finding.look_ahead = True
        finding.rule = "direct-alone"
        return finding
    finding.rule, finding.phrase = frame.rule, frame.phrase
    finding.frame = (frame.first, frame.end)
    finding.cue = frame.cue
    if frame.found:
        finding.prefix, finding.row = frame.found.prefix, frame.found.cue
    if frame.phrase is None:
        finding.same_as_before = True
    return finding


def _trim(reading: Reading, first: int, end: int) -> tuple[int, int]:
    text = reading.grammar.text
    while first < end and (text[first].isspace() or text[first] == ","):
        first += 1
    while end > first and (text[end - 1].isspace() or text[end - 1] in ".,"):
        end -= 1
    return first, end


def _behind(
    reading: Reading, cast: Cast, block: Block, after: int, sentence: Sentence, parts: list[Clause]
) -> Frame | None:
    """The frame behind the closing mark."""
    grammar = reading.grammar
    text, lower, tag = grammar.text, grammar.lower, grammar.tag
    first, end = _trim(reading, block.end, after)
    if first >= end:
        return _signature(reading, cast, block, sentence)
    while first < end and text[first].isspace():
        first += 1
    comma = any(text[token] == "," for token in range(block.end, first))
    starts = block.first == sentence.first or comma
    if text[first] in ("–", "—", "-", "("):
        named = first + 1
        if named < end and cast.inside(grammar.start[named], grammar.end[min(end, named + 4) - 1]):
            phrase = speakers.after(reading, cast, named, end)
            person = phrase and any(place.member.kind == "person" for place in _places(reading, cast, phrase))
            if (
                phrase
                and person
                and not any(tag[token] in FINITE for token in range(first, min(end, phrase[1] + 6)))
            ):
                return Frame(phrase, None, None, first, phrase[1], "direct-dash-name", 0.85, True)
        if (
            text[first] != "("
            and end - named <= 4
            and all(tag[t] in ("NE", "FM", "XY", "CARD", "KON", "$,") for t in range(named, end))
        ):
            return Frame((named, end), None, None, first, end, "direct-dash-name", 0.7, True)
    if text[first] == "(" and starts:
        source = _in_brackets(reading, cast, first, end)
        if source is not None:
            return Frame(source, None, None, first, source[1] + 1, "direct-source", 0.8, True)
    if lower[first] == "so" and first + 1 < end and tag[first + 1] not in FINITE:
        phrase = speakers.after(reading, cast, first + 1, end)
        if phrase:
            return Frame(phrase, first, None, block.end, end, "direct-so", 0.97, True)
    if lower[first] == "laut" and first + 1 < end:
        phrase = speakers.after(reading, cast, first + 1, end)
        return Frame(phrase, first, None, block.end, end, "direct-laut", 0.9, True)
    clause = _clause_at(parts, first) or Clause(
        first, end, "first", [t for t in range(first, end) if tag[t] in FINITE][:1]
    )
    if lower[first] == "wie" and comma:
        for verb in clause.finite:
            cue = lexicon().find(grammar, verb, end)
            if cue:
                return Frame(
                    speakers.of_verb(reading, cast, verb, clause, parts),
                    verb,
                    cue,
                    block.end,
                    end,
                    "direct-wie",
                    0.9,
                    True,
                )
    start = first + 1 if lower[first] == "so" else first
    if tag[start] in FINITE or (tag[start].startswith("V") and text[start][0].islower()):
        verb, cue = _cue_of(reading, start, clause, end)
        if cue is None and not (starts and tag[start] == "VVFIN"):
            return None
        if lower[start] in _STANDS and lower[start + 1 : start + 2] != ["es"] and not comma:
            return None
        phrase = _heading_subject(reading, cast, start, end, clause, parts)
        if cue is None and phrase is None:
            return None
        if not comma and phrase is not None and not start < phrase[0] <= start + 3:
            return None
        rule = "direct-cue-behind" if cue else "direct-verb-behind"
        return Frame(phrase, verb, cue, block.end, end, rule, 0.97 if cue else 0.85, True)
    if tag[first] == "APPR" and lower[first] == "mit":
        for token in range(first + 1, min(end, first + 5)):
            noun = lexicon().nouns.get(text[token])
            if noun and noun.lemma in _SPEECH_NOUNS:
                verbs = [t for t in range(token, end) if tag[t] in FINITE]
                phrase = speakers.after(reading, cast, verbs[0] + 1, end) if verbs else None
                return Frame(phrase, token, None, block.end, end, "direct-with-noun", 0.8, True)
    if end >= sentence.end - 1 and not comma:
        return None
    return None


def _in_brackets(reading: Reading, cast: Cast, first: int, end: int) -> tuple[int, int] | None:
    """The source in brackets behind a quotation: `„…“ (Ina Kolbe, Nordheimer Bote)`."""
    text = reading.grammar.text
    closing = next((token for token in range(first + 1, min(end, first + 12)) if text[token] == ")"), None)
    if closing is None or not _places(reading, cast, (first + 1, closing)):
        return None
    return first + 1, closing


def _heading_subject(
    reading: Reading, cast: Cast, verb: int, end: int, clause: Clause, parts: list[Clause]
) -> tuple[int, int] | None:
    """Who stands behind `sagt`; of `heißt es in der Mitteilung` the text."""
    grammar = reading.grammar
    if grammar.lower[verb + 1 : verb + 2] == ["es"]:
        return speakers.document_of(reading, cast, verb + 2, end)
    here = Clause(verb, max(clause.end, verb + 1), "first", [verb])
    found = speakers.after(reading, cast, verb + 1, end)
    subject = grammar.subject(verb)
    elsewhere = subject is not None and found is not None and not found[0] <= subject < found[1]
    if found and elsewhere and verb < (subject or 0) < end and grammar.tag[found[0]] in ("APPR", "APPRART"):
        found = None
    if found and grammar.lower[found[0]] in ("sich", "es", "dazu"):
        found = None
    return found or speakers.of_verb(reading, cast, verb, here, parts)


def _cue_of(reading: Reading, finite: int, clause: Clause, end: int) -> tuple[int, Found | None]:
    """The word of saying of a frame: the finite verb, or the participle of `hat … gesagt`."""
    grammar = reading.grammar
    found = lexicon().find(grammar, finite, end)
    if grammar.lower[finite] in _LIGHT or grammar.tag[finite] in ("VAFIN", "VMFIN"):
        for token in range(finite + 1, end):
            if grammar.tag[token] in ("VVPP", "VVINF", "VVIZU", "ADJD"):
                other = lexicon().find(grammar, token, end)
                if other:
                    return token, other
        return finite, None
    return finite, found


def _clause_at(parts: list[Clause], token: int) -> Clause | None:
    return next((part for part in parts if part.first <= token < part.end and part.kind != "quote"), None)


def _before(
    reading: Reading, cast: Cast, block: Block, before: int, sentence: Sentence, parts: list[Clause]
) -> Frame | None:
    """The frame before the opening mark."""
    grammar = reading.grammar
    text, tag = grammar.text, grammar.tag
    first, end = before, block.first
    while end > first and text[end - 1].isspace():
        end -= 1
    colon = end > first and text[end - 1] == ":"
    if not colon and end <= first:
        return _headline_before(reading, cast, block, sentence)
    limit = end - 1 if colon else end
    verbs = [token for token in range(first, limit) if tag[token].startswith("V") or tag[token] == "ADJD"]
    for verb in reversed(verbs):
        found = lexicon().find(grammar, verb, limit)
        if found is None or not (found.cue.frames & set("dtv") or (colon and found.cue.frames & set("iqpw"))):
            continue
        clause = _clause_at(parts, verb)
        if clause is None or (clause.kind in ("rel", "sub", "that", "ask") and (colon or verb != verbs[-1])):
            continue
        if found.cue.kind == "adjective":
            if not colon:
                continue
            subject = speakers.of_verb(reading, cast, verb, clause, parts)
            phrase = speakers.who_feels(reading, cast, clause, found, subject) or _person_in(
                reading, cast, first, limit
            )
            return Frame(phrase, verb, found, before, block.first, "direct-cue-before", 0.8, False)
        phrase = speakers.of_verb(reading, cast, verb, clause, parts)
        if found.cue.name == "zeigen":
            continue
        if found.cue.lemma == "stehen":
            document = speakers.document_of(reading, cast, clause.first, limit)
            if document is None or not speakers.is_document(reading, *document):
                continue
        if speakers.is_passive(reading, verb, found, clause):
            phrase = speakers.by_whom(reading, cast, clause)
        elif phrase is None and colon:
            phrase = _person_in(reading, cast, first, limit)
        elif (phrase and speakers.is_word(reading, phrase, "es")) or grammar.lower[verb] in _STANDS:
            phrase = speakers.document_of(reading, cast, clause.first, limit) or (
                phrase if grammar.lower[verb] in _STANDS else None
            )
        return Frame(
            phrase,
            verb,
            found,
            before,
            block.first,
            "direct-cue-before",
            0.95 if colon else 0.85,
            False,
        )
    if not colon:
        return _noun_before(reading, cast, first, limit, block, sentence, parts)
    return _colon(reading, cast, first, limit, block, sentence, parts)


def _noun_before(
    reading: Reading,
    cast: Cast,
    first: int,
    limit: int,
    block: Block,
    sentence: Sentence,
    parts: list[Clause],
) -> Frame | None:
    """`mit den Worten „…“`, `die Forderung „…“`, `laut X „…“`."""
    grammar = reading.grammar
    for token in range(limit - 1, max(first, limit - 6) - 1, -1):
        noun = lexicon().nouns.get(grammar.text[token])
        if noun and "d" in noun.frames:
            finite = [verb for verb in range(first, limit) if grammar.tag[verb] in FINITE]
            clause = _clause_at(parts, finite[-1]) if finite else None
            phrase = speakers.of_verb(reading, cast, finite[-1], clause, parts) if finite and clause else None
            if phrase is None and not finite:
                phrase = _subject_behind(reading, cast, block, sentence)
            return Frame(phrase, token, None, first, block.first, "direct-noun-before", 0.8, False)
    for token in range(first, limit):
        if grammar.lower[token] in ("laut", "nach") and grammar.tag[token] in ("APPR", "APPO"):
            phrase = speakers.after(reading, cast, token + 1, limit)
            if phrase and (grammar.lower[token] == "laut" or lexicon().nouns.get(grammar.text[phrase[0]])):
                return Frame(phrase, token, None, first, block.first, "direct-laut", 0.8, False)
    finite = [verb for verb in range(first, limit) if grammar.tag[verb] in FINITE]
    if finite:
        clause = _clause_at(parts, finite[-1])
        phrase = speakers.of_verb(reading, cast, finite[-1], clause, parts) if clause else None
        if phrase and any(place.member.kind == "person" for place in _places(reading, cast, phrase)):
            return Frame(phrase, None, None, first, block.first, "direct-inside", 0.7, False)
    return None


def _subject_behind(reading: Reading, cast: Cast, block: Block, sentence: Sentence) -> tuple[int, int] | None:
    """`Mit den Worten „…“ eröffnete X die Halle.`"""
    grammar = reading.grammar
    verb = block.end
    while verb < sentence.end and grammar.text[verb].isspace():
        verb += 1
    if verb < sentence.end and grammar.tag[verb] in FINITE:
        return speakers.after(reading, cast, verb + 1, sentence.end)
    return None


def _colon(
    reading: Reading,
    cast: Cast,
    first: int,
    limit: int,
    block: Block,
    sentence: Sentence,
    parts: list[Clause],
) -> Frame | None:
    """A colon without a verb of saying: `Polizeipräsidentin Dr. Barbara Slowik: „…“`, `die Worte: „…“`."""
    grammar = reading.grammar
    earlier = next(
        (token for token in range(limit - 1, first - 1, -1) if grammar.text[token] in (":", "•")), None
    )
    if earlier is not None and sentence.zone in ("headline", "subhead"):
        first = earlier + 1  # `Stadt Nordheim: Neues Bad: „…“`
    elif earlier is not None and any(
        place.member.kind == "person" for place in _places(reading, cast, (earlier + 1, limit))
    ):
        start = next(
            (t for t in range(earlier + 1, limit) if speakers.person_at(reading, cast, t)), earlier + 1
        )
        while start - 1 > earlier and grammar.tag[start - 1] in ("NN", "NE", "ADJA"):
            start -= 1
        if grammar.text[earlier + 1].startswith(("http", "www")) or len(parts) > 1:
            first = start
    finite = [token for token in range(first, limit) if grammar.tag[token] in FINITE]
    cue = None
    for token in range(limit - 1, max(first, limit - 3) - 1, -1):
        noun = lexicon().noun(grammar.text[token])
        if noun and "d" in noun.frames:
            cue = token
            break
    phrase: tuple[int, int] | None = None
    score = 0.9
    main = [
        verb
        for verb in finite
        if (clause := _clause_at(parts, verb)) and clause.kind not in ("rel", "sub", "that", "ask", "how")
    ]
    if not main:
        phrase = speakers.after(reading, cast, first, limit)
        if phrase and cue is not None and phrase[0] <= cue < phrase[1]:
            phrase = None
    else:
        clause = _clause_at(parts, main[-1])
        if clause:
            phrase = speakers.of_verb(reading, cast, main[-1], clause, parts)
    if phrase is None or not _human(reading, cast, phrase):
        persons = [place for place in _places(reading, cast, (first, limit)) if place.member.kind == "person"]
        if persons:
            start, end = reading.token_span(persons[0].start, persons[0].end)
            phrase, score = (start, end), 0.75
        elif main or phrase is None or (finite and cue is None):
            phrase = None
    return Frame(phrase, cue, None, first, block.first, "direct-colon", score, False)


def _person_in(reading: Reading, cast: Cast, first: int, end: int) -> tuple[int, int] | None:
    """The first person named in a stretch of tokens."""
    for place in _places(reading, cast, (first, end)):
        if place.member.kind == "person" and place.kind == "name":
            return reading.token_span(place.start, place.end)
    return None


def _human(reading: Reading, cast: Cast, phrase: tuple[int, int]) -> bool:
    grammar = reading.grammar
    if speakers.is_word(reading, phrase, "er", "sie", "wir", "ich"):
        return True
    if speakers.is_word(reading, phrase, "es", "das", "dies", "was"):
        return False
    if any(place.member.kind in ("person", "organisation") for place in _places(reading, cast, phrase)):
        return True
    nouns = [token for token in range(*phrase) if grammar.tag[token] == "NN"]
    thing = nouns and _THING.search(grammar.text[nouns[0]]) and not _BODY.search(grammar.text[nouns[0]])
    return grammar.lower[phrase[0]] in ("der", "die") and not thing


def _places(reading: Reading, cast: Cast, phrase: tuple[int, int]) -> list:  # type: ignore[type-arg]
    start, end = reading.characters(*phrase)
    return cast.inside(start, end)


def _headline_before(reading: Reading, cast: Cast, block: Block, sentence: Sentence) -> Frame | None:
    """A line that ends in a colon just above: `Direktor der Klinik:`."""
    if sentence.index == 0:
        return None
    above = reading.sentences[sentence.index - 1]
    end = above.end
    text = reading.grammar.text
    while end > above.first and text[end - 1].isspace():
        end -= 1
    if end > above.first and text[end - 1] == ":" and not any(one.speech for one in above.blocks):
        frame = _before_line(reading, cast, above.first, end, block, above)
        return frame
    return None


def _before_line(
    reading: Reading, cast: Cast, first: int, end: int, block: Block, above: Sentence
) -> Frame | None:
    parts = clauses(reading, above)
    grammar = reading.grammar
    for verb in range(end - 2, first - 1, -1):
        found = lexicon().find(grammar, verb, end) if grammar.tag[verb].startswith("V") else None
        if found:
            clause = _clause_at(parts, verb)
            phrase = speakers.of_verb(reading, cast, verb, clause, parts) if clause else None
            return Frame(phrase, verb, found, first, end, "direct-cue-before", 0.85, False)
    return _colon(reading, cast, first, end - 1, block, above, parts)


def _signature(reading: Reading, cast: Cast, block: Block, sentence: Sentence) -> Frame | None:
    """The name in a line of its own under a quotation: `– Ina Kolbe, Vorsitzende`."""
    if sentence.index + 1 >= len(reading.sentences):
        return None
    below = reading.sentences[sentence.index + 1]
    grammar = reading.grammar
    if below.end - below.first > 14 or below.blocks or grammar.text[below.first] == "©":
        return None
    first = below.first
    while first < below.end and grammar.text[first] in ("-", "–", "—", "("):
        first += 1
    if first >= below.end or any(grammar.tag[token] in FINITE for token in range(first, below.end)):
        return None
    places = _places(reading, cast, (first, min(below.end, first + 6)))
    if not any(place.member.kind == "person" for place in places):
        return None
    phrase = speakers.after(reading, cast, first, below.end)
    return (
        Frame(phrase, None, None, below.first, below.end, "direct-signature", 0.8, True) if phrase else None
    )
