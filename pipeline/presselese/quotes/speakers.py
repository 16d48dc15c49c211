"""The phrase that names a speaker.

`of_verb`, `after`, `by_whom` … find the phrase (tokens); whom it names says `presselese.quotes.resolver`.
"""

from __future__ import annotations

import re

from presselese.quotes.cast import Cast, Place
from presselese.quotes.clauses import Clause
from presselese.quotes.cues import Found
from presselese.quotes.reading import Reading
from presselese.quotes.tables import words

_NOMINAL = frozenset(
    {"ART", "PPOSAT", "PDAT", "PIAT", "PIS", "ADJA", "CARD", "NN", "NE", "TRUNC", "XY", "FM", "PIDAT"}
)
NOUN = frozenset({"NN", "NE", "FM", "XY", "TRUNC"})
_NO_START = frozenset(
    {"APPR", "APPRART", "KOUS", "KOUI", "KON", "KOKOM", "PWAV", "PAV", "ADV", "VVFIN", "VAFIN", "VMFIN"}
)
_OF_VERBS = frozenset({"von", "vom", "über", "auf", "in", "im", "gegen", "an", "bei"})
_OWN_PLACE = frozenset({"object", "indirect_object", "oblique"})
LINKS = frozenset(words()["prepositions"])
GENITIVE = frozenset(words()["genitives"])
"""Words that open a genitive behind a noun."""
_TELLING = frozenset({"berichten", "erzählen", "sprechen", "schwärmen"})
_TIMES = re.compile(
    r"(?:Anfang|Mitte|Ende|Rahmen|Zuge|Anschluss|Vorfeld|Nachgang|Laufe|Juni|Juli|Mai|\w+(?:tag|abend|woche|wochenende|monat|jahr)s?"
    r"|(?:Nach|Vor)mittag|Morgen|Abend|Nacht|Januar|Februar|März|April|August|(?:Sept|Nov|Dez)ember|Oktober|Interview|Gespräch)\b"
)
"""`die Verwaltung am Montag`, `der Leiter im Interview`: when and where it was said, no part of who."""
_SKIP = frozenset(words()["light"])
_PRONOUNS = frozenset(
    {"er", "sie", "wir", "ich", "dieser", "diese", "beide", "letzterer", "letztere", "jener", "man"}
)
NOBODY = frozenset({"es", "das", "dies", "was", "man", "niemand", "welches", "etwas", "dieses", "jemand"})
_PASSIVE = frozenset(
    {"wird", "wurde", "werden", "wurden", "worden", "werde", "würden", "ist", "sind", "seien"}
)
_NOT_NOMINATIVE = frozenset(words()["not_nominative"])
DOCUMENT = re.compile(
    r"(?:mitteilung|bericht|schreiben|brief|erklärung|gutachten|studie|umfrage|gesetz|satzung|protokoll|urteil|papier"
    r"|antrag|beschluss|artikel|aussendung|aufruf|text|buch|broschüre|konzept|vertrag|resolution|statistik|meldung"
    r"|programm|begründung|stellungnahme|interview|rede|untersuchung|analyse|erhebung)(?:en|s|es|n|e)?$",
    re.I,
)


def after(reading: Reading, cast: Cast, first: int, end: int) -> tuple[int, int] | None:
    """The nominal phrase that begins at (or a few light words behind) a token; None where there is none."""
    grammar = reading.grammar
    lower, tag, text = grammar.lower, grammar.tag, grammar.text
    start = first
    while start < end and (
        lower[start] in _SKIP
        or (tag[start] in ("PRF", "ADV", "PAV", "PROAV", "ADJD") and text[start][0].islower())
    ):
        start += 1
    if start >= end:
        return None
    if (
        lower[start] in _PRONOUNS
        and tag[start] not in ("ART",)
        and not (
            start + 1 < end
            and tag[start + 1] in ("NN", "NE", "ADJA")
            and lower[start] not in ("er", "sie", "wir", "ich", "man")
        )
    ):
        return start, start + 1
    starts = (
        person_at(reading, cast, start) is not None
        or tag[start] in _NOMINAL
        or (text[start][0].isupper() and tag[start] not in _NO_START)
    )
    if not starts and text[start] not in '„"»':
        return None
    token = _behind_attribute(reading, start, end)
    seen_noun = False
    while token < end:
        person = person_at(reading, cast, token)
        if person is not None:
            token = max(token + 1, min(end, reading.token_span(person.start, person.end)[1]))
            seen_noun = True
            following = _coordinated(reading, cast, token, end)
            if following is None:
                break
            token = following
            continue
        here = tag[token]
        if here in _NOMINAL or text[token][0].isupper():
            if seen_noun and here in ("ART", "PPOSAT", "PDAT", "PIAT") and lower[token] not in GENITIVE:
                break
            if (
                seen_noun
                and here == "NN"
                and tag[token - 1] == "NN"
                and (grammar.relation[token] in _OWN_PLACE or grammar.relation[token] == "subject")
                and grammar.head[token - 1] != token
                and not any(person_at(reading, cast, place) for place in range(token, min(end, token + 3)))
            ):
                break
            seen_noun = seen_noun or here in NOUN or text[token][0].isupper()
        elif text[token] in "„\"“”»«&/.-+’'" or (here.startswith("$(") and text[token] not in "()–—"):
            pass
        elif (
            here in ("APPR", "APPRART")
            and seen_noun
            and token + 1 < end
            and (
                lower[token] in LINKS or (lower[token] == "mit" and text[token + 1].startswith("Behinderung"))
            )
        ):
            if not (tag[token + 1] in _NOMINAL or text[token + 1][0].isupper()):
                break
            if (
                _hangs_on_verb(reading, token)
                or _told_of(reading, first, token)
                or _TIMES.match(text[token + 1])
            ):
                break
        elif (here == "KON" and seen_noun and token + 1 < end and (tag[token + 1] in _NOMINAL)) or (
            here in ("ADV", "ADJD") and not seen_noun
        ):
            pass
        else:
            break
        token += 1
    marks = sum(text[place] in '„"“”»«' for place in range(start, token))
    if token < end and marks % 2 and text[token] in '"“”»«':
        token += 1
        marks += 1
    if text[token - 1] in '"“”»«' and marks % 2 == 0:
        return start, token
    while token > start and (
        text[token - 1] in '„"“”»«&/.-+' or tag[token - 1] in ("APPR", "APPRART", "KON", "ART")
    ):
        token -= 1
    token = _with_name_after_comma(reading, cast, start, token)
    named = any(
        tag[place] in NOUN or lower[place] in _PRONOUNS or tag[place] in ("PIS", "CARD")
        for place in range(start, token)
    )
    return (start, token) if token > start and named and tag[start] != "PWS" else None


def _behind_attribute(reading: Reading, start: int, end: int) -> int:
    """Of `der für den Verkehr zuständige Stadtrat` the adjective; elsewhere the start."""
    tag = reading.grammar.tag
    if tag[start] != "ART" or start + 1 >= end or tag[start + 1] not in ("APPR", "APPRART"):
        return start
    for token in range(start + 2, min(end - 1, start + 12)):
        if tag[token] == "ADJA" and tag[token + 1] in ("NN", "NE") and not tag[token - 1].startswith("A"):
            return token
    return start


def _hangs_on_verb(reading: Reading, preposition: int) -> bool:
    """By the parse, the phrase of a preposition belongs to a verb (`berichteten die Gäste von …`), not to the noun."""
    grammar = reading.grammar
    if grammar.scheme is None:
        return False
    head = grammar.head[preposition]
    if grammar.scheme == "ud":
        head = grammar.head[head]
    return grammar.tag[head].startswith("V") and grammar.lower[preposition] in _OF_VERBS


def _told_of(reading: Reading, first: int, preposition: int) -> bool:
    """`berichteten die Gäste von ihren Reisen`: behind a verb of telling, what is told of, even where the parse errs."""
    grammar = reading.grammar
    return (
        first > 0
        and grammar.lemma[first - 1] in _TELLING
        and grammar.lower[preposition] in ("von", "über")
        and grammar.tag[preposition + 1] in ("ART", "ADJA", "PPOSAT", "PIAT", "PDAT", "CARD")
    )


def _coordinated(reading: Reading, cast: Cast, token: int, end: int) -> int | None:
    """After a person: `und` and another person or noun."""
    grammar = reading.grammar
    if token + 1 >= end or grammar.lower[token] not in ("und", "sowie"):
        return None
    nominal = grammar.tag[token + 1] in _NOMINAL or grammar.text[token + 1][0].isupper()
    person = any(person_at(reading, cast, place) for place in range(token + 1, min(end, token + 7)))
    return token + 1 if nominal and person else None


def _with_name_after_comma(reading: Reading, cast: Cast, start: int, token: int) -> int:
    """`Die Senatorin für Inneres, Iris Spranger`: the name behind the comma belongs to the phrase."""
    grammar = reading.grammar
    if (
        token + 1 < reading.count
        and grammar.text[token] == ","
        and not any(person_at(reading, cast, place) for place in range(start, token))
    ):
        place = token + 1
        portfolio = any(grammar.lower[one] == "für" for one in range(start, token))
        while place < min(reading.count, token + 12) and person_at(reading, cast, place) is None:
            if portfolio and grammar.text[place] == ",":
                place += 1
                continue
            nominal = grammar.tag[place] in _NOMINAL or grammar.tag[place] in ("KON", "APPR", "APPRART")
            if not nominal and not grammar.text[place][0].isupper():
                return token
            place += 1
        if place < reading.count:
            person = person_at(reading, cast, place)
            if person is not None:
                return reading.token_span(person.start, person.end)[1]
    return token


def person_at(reading: Reading, cast: Cast, token: int) -> Place | None:
    start, end = reading.grammar.start[token], reading.grammar.end[token]
    for place in cast.inside(start, end):
        if place.member.kind == "person" and place.kind == "name":
            return place
    return None


def of_verb(
    reading: Reading, cast: Cast, verb: int, clause: Clause, around: list[Clause]
) -> tuple[int, int] | None:
    """The subject of a verb of saying, by the parse where it gives one, else by place."""
    grammar = reading.grammar
    finite = clause.finite[0] if clause.finite else verb
    if grammar.lower[finite + 1 : finite + 2] in (["wir"], ["er"], ["ich"]) and finite + 1 < clause.end:
        return finite + 1, finite + 2
    here = reading.sentence_of(verb)
    subjects = [one for one in grammar.subjects(verb) if here.first <= one < here.end]
    subject = next((one for one in subjects if clause.first <= one < clause.end), next(iter(subjects), None))
    if (
        subject is not None
        and reading.block_at[subject] >= 0
        and reading.blocks[reading.block_at[subject]].speech
    ):
        subject = None
    if subject is not None and (
        grammar.tag[subject] in ("PRELS", "PRELAT")
        or (
            grammar.lower[subject] in ("der", "die", "das")
            and subject == clause.first > 0
            and grammar.text[subject - 1] == ","
        )
    ):
        return antecedent(reading, cast, verb, clause)
    if subject is not None and grammar.lower[subject] not in ("sich", "es", "das", "dies"):
        home = next((one for one in around if one.first <= subject < one.end), clause)
        left = max(home.first, grammar.span(subject)[0])
        limit = verb if subject < verb and home.first <= verb < home.end else home.end
        if (
            left < limit and grammar.lower[left] in _NOT_NOMINATIVE and left < clause.finite[0]
            if clause.finite
            else False
        ):
            found = after(reading, cast, clause.finite[0] + 1, clause.end)
            if found:
                return found
        if left < limit:
            found = after(reading, cast, left, limit)
            if found and found[0] <= subject < found[1] + 3:
                return found
            found = after(reading, cast, left_edge(reading, subject, home.first), limit)
            if found:
                return found
        return subject, subject + 1
    finite = clause.finite[0] if clause.finite else verb
    if subject is None and clause.kind == "first" and _carries_subject(reading, clause, around):
        return _subject_of_previous(reading, cast, verb, clause, around)
    if clause.kind == "rel":
        return antecedent(reading, cast, verb, clause)
    if clause.kind in ("how", "that", "sub", "ask"):
        return after(reading, cast, clause.opener + 1, finite)
    if clause.first < finite:
        found = after(reading, cast, clause.first, finite)
        if (
            found
            and grammar.lower[found[0]] not in NOBODY | _NOT_NOMINATIVE
            and grammar.tag[clause.first] not in ("APPR", "APPRART")
        ):
            return found
    return after(reading, cast, finite + 1, clause.end) or _fragments_before(reading, cast, clause, around)


def _fragments_before(
    reading: Reading, cast: Cast, clause: Clause, around: list[Clause]
) -> tuple[int, int] | None:
    """`Der Leiter, Herr Kolbe, sagt`: the phrase that commas part from its verb."""
    place = around.index(clause) if clause in around else 0
    while place > 0 and around[place - 1].kind in ("frag", "paren"):
        place -= 1
    if clause.kind != "first" or place == len(around) or around[place] is clause:
        return None
    return after(reading, cast, around[place].first, clause.first)


def _carries_subject(reading: Reading, clause: Clause, around: list[Clause]) -> bool:
    """`… und forderte Hilfe`: a clause without a subject of its own."""
    index = around.index(clause) if clause in around else 0
    return index > 0 and reading.grammar.tag[clause.first] == "KON"


def _subject_of_previous(
    reading: Reading, cast: Cast, verb: int, clause: Clause, around: list[Clause]
) -> tuple[int, int] | None:
    grammar = reading.grammar
    for before in reversed(around[: around.index(clause)]):
        if before.kind in ("main", "first") and before.finite:
            found = of_verb(reading, cast, grammar.full(before.finite[0]), before, around)
            if found is not None:
                return found
    return None


def left_edge(reading: Reading, noun: int, limit: int) -> int:
    """Leftwards over titles, adjectives and articles."""
    tag = reading.grammar.tag
    first = noun
    while first > limit and tag[first - 1] in _NOMINAL:
        first -= 1
    return first


def antecedent(reading: Reading, cast: Cast, verb: int, clause: Clause) -> tuple[int, int] | None:
    """The noun that a relative clause hangs on."""
    grammar = reading.grammar
    comma = clause.first - 1
    if comma <= 0:
        return None
    noun = grammar.head[grammar.full(verb)]
    if not (noun < comma and grammar.tag[noun] in NOUN and comma - noun < 25):
        noun = comma - 1
    if grammar.tag[noun] not in NOUN:
        return None
    sentence = reading.sentence_of(noun)
    return after(reading, cast, left_edge(reading, noun, sentence.first), comma)


def document_of(reading: Reading, cast: Cast, first: int, end: int) -> tuple[int, int] | None:
    """The text in `heißt es im Bericht`, `steht in der Satzung`."""
    grammar = reading.grammar
    for token in range(first, min(end, first + 8)):
        if grammar.lower[token] in ("in", "im", "auf", "aus", "von", "bei", "beim", "seitens", "vom", "zur"):
            phrase = after(reading, cast, token + 1, end)
            if phrase:
                return phrase
    return None


def is_passive(reading: Reading, verb: int, found: Found, clause: Clause) -> bool:
    """`wurde mitgeteilt`, `wird kritisiert`: who is the subject did not say it."""
    grammar = reading.grammar
    if not found.participle:
        return False
    near = range(clause.first, clause.end)
    return any(grammar.lower[token] in _PASSIVE for token in near)


def by_whom(reading: Reading, cast: Cast, clause: Clause) -> tuple[int, int] | None:
    grammar = reading.grammar
    for token in range(clause.first, clause.end - 1):
        if grammar.lower[token] in ("von", "vom", "durch", "seitens") and grammar.tag[token] in (
            "APPR",
            "APPRART",
        ):
            phrase = after(reading, cast, token + 1, clause.end)
            if phrase and not reading.words(*phrase)[:1].isdigit():
                return phrase
    return None


def who_feels(
    reading: Reading, cast: Cast, clause: Clause, found: Found, phrase: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Of `X ist überzeugt` the subject; of `für X ist klar`, `ihr ist wichtig` the person; nobody of `es ist klar`."""
    grammar = reading.grammar
    if found.cue.lemma in ("klar", "wichtig"):
        for token in range(clause.first, clause.end - 1):
            if grammar.lower[token] == "für":
                return after(reading, cast, token + 1, clause.end)
        first = grammar.lower[clause.opener]
        if first in ("ihm", "ihr", "ihnen", "der", "dem", "den"):
            return after(reading, cast, clause.opener, clause.end)
        return None
    if phrase is None or is_word(reading, phrase, "es", "das", "dies"):
        return None
    return phrase


def is_word(reading: Reading, phrase: tuple[int, int], *words: str) -> bool:
    """The phrase is one of these words and nothing else."""
    return phrase[1] - phrase[0] == 1 and reading.grammar.lower[phrase[0]] in words


def is_document(reading: Reading, first: int, end: int) -> bool:
    """The phrase names a text, not a speaker: `der Bericht`."""
    return any(DOCUMENT.search(reading.grammar.text[token]) for token in range(first, min(end, first + 4)))
