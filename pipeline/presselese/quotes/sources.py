"""Reports around a phrase that names their source: `laut X`, `nach Angaben von X`, `…, so X`, `für X wäre …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presselese.german.labels import FINITE
from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause
from presselese.quotes.content import (
    Content,
    both_sides,
    content_end,
    finding_of,
    in_konjunktiv,
    last_of,
    separator_of,
)
from presselese.quotes.cues import Cue, lexicon
from presselese.quotes.findings import Finding, Type
from presselese.quotes.reading import Reading, Sentence

_SPEAKS_FOR_ITSELF = frozenset(
    [
        "Angabe",
        "Aussage",
        "Auskunft",
        "Information",
        "Einschätzung",
        "Schätzung",
        "Bericht",
        "Meldung",
        "Medienbericht",
        "Polizeiangabe",
        "Pressebericht",
        "Veranstalterangabe",
        "Behördenangabe",
        "Zeugenaussage",
        "Studie",
        "Umfrage",
        "Augenzeuge",
        "Mitteilung",
    ]
)

_FINDINGS_NOUNS = re.compile(
    r"^(?:Erkenntnisse?n?|Ermittlungen|Stand|Planungen?|Ermittlungsstand|Kenntnisstand|Feststellungen)$"
)

_RULES = re.compile(r"(?:antrag|gesetz|ordnung|satzung|richtlinie|vertrag|beschluss)(?:e?s|e|n|en)?$", re.I)
"""`gemäß Antrag`, `gemäß Baugesetz`: by what right, not who says it."""


@dataclass(slots=True)
class _Source:
    """A phrase that names a source: tokens [first, end), its cue, who is behind it."""

    first: int
    end: int
    cue: int
    phrase: tuple[int, int] | None
    rule: str
    score: float
    kind: Type = "indirect"
    row: Cue | None = None


def by_so(reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int) -> list[Finding]:
    """`…, so X`: X is who said the rest of the sentence."""
    grammar = reading.grammar
    clause = parts[index]
    if (
        grammar.lower[clause.first] != "so"
        or clause.finite
        or index == 0
        or separator_of(reading, clause) not in (",", "–", "-")
    ):
        return []
    if clause.end - clause.first < 2 or parts[index - 1].kind == "quote":
        return []
    following = clause.first + 1
    if (
        grammar.tag[following] not in ("ART", "NN", "NE", "PPOSAT", "ADJA", "APPR", "CARD", "PDAT", "PPER")
        and not grammar.text[following][0].isupper()
    ):
        return []
    phrase = speakers.after(reading, cast, following, clause.end)
    content = both_sides(reading, sentence, parts, index, need_verb=True)
    if phrase is None or content is None:
        return []
    finding = finding_of(reading, "indirect", content, sentence, "indirect-so", 0.9)
    finding.cue, finding.phrase = clause.first, phrase
    finding.frame = (clause.first - 1, clause.end)
    return [finding]


def by_for(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    """`Für X wäre das ein Fehler`: an opinion in Konjunktiv."""
    grammar = reading.grammar
    if index or grammar.lower[parts[0].first] != "für":
        return []
    first = parts[0].first + 1
    phrase = speakers.after(reading, cast, first, parts[0].end)
    main = next((part for part in parts if part.kind in ("main", "first")), None)
    if phrase is None or main is None or not in_konjunktiv(reading, main):
        return []
    start, end = reading.characters(*phrase)
    if not any(place.member.kind == "person" for place in cast.inside(start, end)):
        return []
    begin = main.finite[0] if main.kind == "first" or main.first < phrase[1] else main.first
    content = Content([(begin, content_end(reading, parts, parts.index(main), "verb-second"))], "for", 0)
    finding = finding_of(reading, "indirect", content, sentence, "indirect-for", 0.7)
    finding.phrase = phrase
    finding.frame = (parts[0].first, phrase[1])
    return [finding]


def by_sources(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    """`laut X`, `X zufolge`, `nach Angaben von X`, `aus Sicht von X`."""
    grammar = reading.grammar
    clause = parts[index]
    for token in range(clause.first, clause.end):
        word = grammar.lower[token]
        source: _Source | None = None
        if (
            word == "laut"
            and grammar.tag[token] in ("APPR", "ADJD", "APPO", "NE", "NN", "ADV")
            and token + 1 < clause.end
            and (token == clause.first or grammar.tag[token - 1] != "ART")
        ):
            source = _laut(reading, cast, token, clause.end)
        elif (
            word in ("zufolge", "nach", "gemäß")
            and token > clause.first
            and (
                word == "zufolge"
                or grammar.tag[token] == "APPO"
                or _possessive_noun(reading, clause.first, token)
                or (token == clause.end - 1 and grammar.tag[token] != "PTKVZ")
            )
        ):
            source = _postposition(reading, cast, clause.first, token)
        elif word == "gemäß" and token + 1 < clause.end:
            source = _laut(reading, cast, token, clause.end)
            rule = any(_RULES.search(grammar.text[t]) for t in range(token + 1, source.end if source else 0))
            if source and (rule or not speakers.is_document(reading, token + 1, source.end)):
                source = None
        elif word in ("nach", "aus") and token + 1 < clause.end:
            source = _nach(reading, cast, token, clause)
        elif word in ("demnach", "demzufolge", "wonach") and token <= clause.first + 3:
            source = _Source(token, token + 1, token, None, "indirect-demnach", 0.5, "free_indirect")
        if source is None or (word in ("nach", "aus") and not _has_finite(reading, sentence)):
            continue
        content = _rest(reading, sentence, parts, index, source)
        if content is None:
            continue
        kind = source.kind
        if (
            source.phrase is None
            and source.row is not None
            and source.row.lemma in ("Schätzung", "Einschätzung", "Information")
        ):
            kind = "free_indirect"
        if kind == "indirect" and clause.kind == "paren":
            continue
        finding = finding_of(reading, kind, content, sentence, source.rule, source.score)
        finding.cue, finding.phrase = source.cue, source.phrase
        finding.row = source.row
        finding.frame = (source.first, source.end)
        finding.anonymous = source.phrase is None
        finding.source_phrase = (
            source.first + (source.first == token),
            source.end - (source.end == token + 1),
        )
        return [finding]
    return []


def _has_finite(reading: Reading, sentence: Sentence) -> bool:
    return any(reading.grammar.tag[token] in FINITE for token in range(sentence.first, sentence.end))


def _laut(reading: Reading, cast: Cast, token: int, end: int) -> _Source | None:
    grammar = reading.grammar
    phrase = speakers.after(reading, cast, token + 1, end)
    if phrase is None or grammar.tag[token + 1].startswith("V") or phrase[0] > token + 1:
        return None
    inner = _behind_noun(reading, cast, phrase[0], phrase[1], end)
    stop = max(phrase[1], inner[1] if inner else 0)
    kind: Type = (
        "free_indirect" if any(_FINDINGS_NOUNS.match(grammar.text[t]) for t in range(*phrase)) else "indirect"
    )
    return _Source(token, stop, token, inner or phrase, "indirect-laut", 0.8, kind)


def _behind_noun(reading: Reading, cast: Cast, first: int, stop: int, end: int) -> tuple[int, int] | None:
    """Who is behind `Angaben der Polizei`, `einem Bericht von X`: the phrase after the noun of saying."""
    grammar = reading.grammar
    for token in range(first, min(stop, first + 4)):
        noun = lexicon().nouns.get(grammar.text[token])
        if noun is None or "n" not in noun.frames:
            continue
        following = token + 1
        if following < end and grammar.lower[following] in (
            "von",
            "vom",
            "durch",
            "aus",
            "des",
            "der",
            "eines",
            "einer",
            "seitens",
        ):
            if grammar.lower[following] in ("von", "vom", "durch", "aus", "seitens"):
                following += 1
            return speakers.after(reading, cast, following, end)
        if following < end and (
            grammar.tag[following] in ("NE", "ART", "PPOSAT", "NN") and grammar.text[following][0].isupper()
        ):
            return speakers.after(reading, cast, following, end)
        if (
            first < token
            and grammar.tag[first] == "PPOSAT"
            and grammar.lower[first] not in ("eigenen", "eigener")
        ):
            return first, first + 1
        if first < token and grammar.tag[first] == "NE" and grammar.lower[first].endswith("s"):
            return first, token
        return None
    return None


def _postposition(reading: Reading, cast: Cast, left: int, token: int) -> _Source | None:
    """`Angaben der Polizei zufolge`, `ihrer Meinung nach`."""
    grammar = reading.grammar
    first = token
    while first > left and (
        grammar.tag[first - 1]
        in ("ART", "PPOSAT", "ADJA", "NN", "NE", "CARD", "PIAT", "PDAT", "PIDAT", "KON", "TRUNC", "PIS")
        or grammar.text[first - 1] in '„“"”»«'
    ):
        first -= 1
    noun = next(
        (t for t in range(first, token) if (n := lexicon().nouns.get(grammar.text[t])) and "n" in n.frames),
        None,
    )
    if first == token or (grammar.lower[token] != "zufolge" and noun is None):
        return None
    if noun is not None and noun - first > 4:
        first = noun
        while first > left and grammar.tag[first - 1] in ("ART", "PPOSAT", "ADJA", "PIAT"):
            first -= 1
    if any(_yours_or_mine(reading, place) for place in range(first, token)):
        return None
    phrase: tuple[int, int] | None = (first, token)
    cue = token
    own = any(grammar.lower[t] in ("eigenen", "eigener") for t in range(first, token))
    if noun is not None:
        phrase = _behind_noun(reading, cast, first, token, token)
        if grammar.lower[token] != "zufolge":
            cue = noun
        if phrase is None and grammar.tag[first] == "PPOSAT" and not own:
            phrase = (first, first + 1)
        if own:
            phrase = _subject_of_clause(reading, cast, left, first, token)
    kind: Type = (
        "free_indirect"
        if any(_FINDINGS_NOUNS.match(grammar.text[t]) for t in range(first, token))
        else "indirect"
    )
    return _Source(first, token + 1, cue, phrase, "indirect-zufolge", 0.8, kind)


def _yours_or_mine(reading: Reading, token: int) -> bool:
    """`unserer Meinung nach`, `deiner Meinung nach`: the sender and the reader are no sources."""
    grammar = reading.grammar
    if grammar.tag[token] != "PPOSAT":
        return False
    polite = grammar.text[token].startswith("Ihr") and reading.sentence_of(token).first != token
    return polite or grammar.lower[token].startswith(("mein", "unser", "dein", "euer", "eure"))


def _possessive_noun(reading: Reading, left: int, token: int) -> bool:
    """`seinen eigenen Worten nach`."""
    grammar = reading.grammar
    noun = lexicon().nouns.get(grammar.text[token - 1])
    return (
        noun is not None
        and "n" in noun.frames
        and any(grammar.tag[place] == "PPOSAT" for place in range(max(left, token - 4), token - 1))
    )


def _subject_of_clause(
    reading: Reading, cast: Cast, left: int, first: int, end: int
) -> tuple[int, int] | None:
    grammar = reading.grammar
    sentence = reading.sentence_of(first)
    for verb in range(sentence.first, sentence.end):
        if grammar.tag[verb] in FINITE:
            subject = grammar.subject(verb)
            if subject is not None:
                start = grammar.span(subject)[0]
                if sentence.first <= start:
                    return speakers.after(reading, cast, start, sentence.end) or (subject, subject + 1)
    return None


def _nach(reading: Reading, cast: Cast, token: int, clause: Clause) -> _Source | None:
    """`nach Angaben der Polizei`, `nach seiner Auffassung`, `aus Sicht des Vereins`."""
    grammar = reading.grammar
    word = grammar.lower[token]
    opened = token > 0 and (
        grammar.tag[token - 1] in ("ART", "APPRART", "PDAT", "PPOSAT", "PIAT")
        or grammar.lower[token - 1] in ("am", "im", "beim", "vom", "zum", "zur")
    )
    if opened:
        return None  # `am aus Sicht der Gruppe zweifelhaften Umgang`: said of an adjective only
    for place in range(token + 1, min(clause.end, token + 6)):
        tag, text = grammar.tag[place], grammar.text[place]
        if word == "aus" and text == "Sicht":
            noun: Cue | None = None
        elif word != "aus" and _FINDINGS_NOUNS.match(text):
            inner = genitive_behind(reading, cast, place + 1, clause.end)
            return _Source(
                token,
                max(place + 1, inner[1] if inner else 0),
                token,
                inner,
                "indirect-nach",
                0.5,
                "free_indirect",
            )
        elif word != "aus" and (noun := lexicon().noun(text)) and "n" in noun.frames:
            pass
        elif (
            tag in ("ART", "PPOSAT", "ADJA", "CARD", "PIAT", "PDAT", "NE", "TRUNC", "ADV", "PIDAT", "KON")
            or text in '„“"/'
        ):
            continue
        else:
            return None
        if noun is not None and noun.lemma == "Vorstellung" and grammar.tag[token + 1] == "ART":
            return None  # `nach der Vorstellung des Vereins`: then
        own = any(grammar.lower[t] in ("eigener", "eigenen", "eigenem") for t in range(token, place))
        possessive = grammar.tag[token + 1] == "PPOSAT" and not own
        inner = None if possessive else genitive_behind(reading, cast, place + 1, clause.end)
        end = place + 1
        phrase: tuple[int, int] | None = None
        if inner is not None:
            if word == "aus" and grammar.lower[inner[0]] in ("eines", "einer"):
                return None  # told from somebody's view: `aus der Sicht eines Kindes`
            end, phrase = _whole_source(reading, cast, inner), inner
        elif own:
            phrase = _subject_of_clause(reading, cast, clause.first, token, clause.end)
        elif grammar.tag[token + 1] == "PPOSAT":
            phrase = (token + 1, token + 2)
            if grammar.lower[token + 1].startswith(("mein", "unser")):
                return None
        elif grammar.tag[token + 1] == "NE" and grammar.lower[token + 1].endswith("s"):
            phrase = (token + 1, place)
        elif word == "aus" or noun is None or noun.lemma not in _SPEAKS_FOR_ITSELF:
            return None
        elif noun.lemma == "Bericht" and grammar.lower[token + 1] in ("den", "dem"):
            return None  # `nach den Berichten wurde gewählt`: then
        elif noun.lemma in ("Bericht", "Meldung") or (noun and noun.lemma in ("Studie", "Umfrage")):
            phrase = (token + 1, place + 1)
        return _Source(token, end, place, phrase, "indirect-nach", 0.85 if phrase else 0.65, "indirect", noun)
    return None


def _whole_source(reading: Reading, cast: Cast, phrase: tuple[int, int]) -> int:
    """Where a source ends: behind the whole name of a body with commas in it, behind the apposition of a person."""
    grammar = reading.grammar
    end = phrase[1]
    named = cast.inside(*reading.characters(*phrase))
    bodies = [place.end for place in named if place.member.kind == "organisation"]
    if bodies:
        end = max(end, reading.token_span(max(bodies) - 1, max(bodies))[1])
    person = any(place.member.kind == "person" and place.kind == "name" for place in named)
    if not person or end + 1 >= reading.count or grammar.text[end] != ",":
        return end
    if grammar.tag[end + 1] not in ("NN", "ADJA", "TRUNC"):
        return end
    for token in range(end + 1, min(end + 14, reading.sentence_of(end).end)):
        if grammar.text[token] == ",":
            return token + 1
        if grammar.tag[token].startswith("V"):
            break
    return end


def genitive_behind(reading: Reading, cast: Cast, first: int, end: int) -> tuple[int, int] | None:
    """The genitive or `von` phrase behind a noun."""
    grammar = reading.grammar
    if first >= end:
        return None
    word = grammar.lower[first]
    if word in ("von", "vom", "seitens", "durch", "aus", "bei"):
        return speakers.after(reading, cast, first + 1, end)
    if word in speakers.GENITIVE:
        return speakers.after(reading, cast, first, end)
    if grammar.tag[first] == "NE" or (
        grammar.text[first][0].isupper() and grammar.tag[first] in ("NN", "NE", "ADJA")
    ):
        return speakers.after(reading, cast, first, end)
    return None


def _rest(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, source: _Source
) -> Content | None:
    """The clause around a phrase of source, without the phrase."""
    grammar = reading.grammar
    clause = parts[index]
    first = index
    if clause.kind in ("main", "first", "frag", "inf"):
        while (
            first > 0
            and parts[first - 1].kind in ("frag", "rel", "paren", "sub", "that", "ask")
            and separator_of(reading, parts[first]) in (",", "(", ")", "–", "-")
        ):
            if clause.kind == "main" and parts[first - 1].kind in ("sub", "that", "ask"):
                break
            first -= 1
        if (
            clause.kind == "frag"
            and first > 0
            and parts[first - 1].kind in ("main", "first")
            and separator_of(reading, parts[first]) == ","
        ):
            first -= 1
    kind = {"that": "that", "ask": "ask", "inf": "inf"}.get(clause.kind, "verb-second")
    place = index
    if not clause.finite and clause.kind == "frag":
        place = next((p for p in range(index + 1, len(parts)) if parts[p].kind in ("main", "first")), index)
        if any(part.kind == "quote" for part in parts[index:place]):
            place = index
    end = content_end(reading, parts, place, kind)
    if kind == "verb-second":
        end = max(end, last_of(reading, parts[place:]))
    left = (parts[first].first, source.first)
    right = (source.end, end)
    ranges = []
    if left[1] - left[0] >= 1 and any(grammar.text[t][0].isalnum() for t in range(*left)):
        ranges.append(left)
    if right[0] < right[1] and grammar.text[right[0]] == "(":  # `laut Umweltbundesamt (UBA)`
        closing = next(
            (t for t in range(right[0], min(right[1], right[0] + 10)) if grammar.text[t] == ")"), None
        )
        right = (closing + 1, right[1]) if closing is not None else right
    while right[0] < right[1] and grammar.text[right[0]] in (",", ":", ")", "–"):
        right = (right[0] + 1, right[1])
    if right[1] > right[0] and any(grammar.text[t][0].isalnum() for t in range(*right)):
        ranges.append(right)
    if not ranges or sum(b - a for a, b in ranges) < 2:
        return None
    return Content(ranges, "source", first)
