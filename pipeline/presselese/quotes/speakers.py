"""The phrase that names a speaker, and who that is.

`of_verb`, `after` and `before` find the phrase (tokens); `Resolver.resolve` says whom it names: a person of the
release by name, pronoun or role; an organisation; a group; or nobody (`ein Sprecher`, `38 Prozent der Befragten`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presselese.german.labels import FINITE
from presselese.quotes.bodies import body_for
from presselese.quotes.cast import FEMALE, MALE, Cast, Member, Place, gender_of_roles
from presselese.quotes.clauses import Clause
from presselese.quotes.cues import Found
from presselese.quotes.reading import Reading

_NOMINAL = frozenset(
    {"ART", "PPOSAT", "PDAT", "PIAT", "PIS", "ADJA", "CARD", "NN", "NE", "TRUNC", "XY", "FM", "PIDAT"}
)
_NOUN = frozenset({"NN", "NE", "FM", "XY", "TRUNC"})
_NO_START = frozenset(
    {"APPR", "APPRART", "KOUS", "KOUI", "KON", "KOKOM", "PWAV", "PAV", "ADV", "VVFIN", "VAFIN", "VMFIN"}
)
_OF_VERBS = frozenset({"von", "vom", "über", "auf", "in", "im", "gegen", "an", "bei"})
_OWN_PLACE = frozenset({"object", "indirect_object", "oblique"})
_LINKS = frozenset(
    [
        "von",
        "vom",
        "für",
        "im",
        "in",
        "am",
        "an",
        "aus",
        "bei",
        "beim",
        "zu",
        "zur",
        "zum",
        "der",
        "des",
        "auf",
        "über",
        "gegen",
    ]
)
GENITIVE = frozenset(
    [
        "der",
        "des",
        "eines",
        "einer",
        "ihrer",
        "ihres",
        "seiner",
        "seines",
        "dieser",
        "dieses",
        "unserer",
        "unseres",
        "aller",
        "mehrerer",
        "beider",
    ]
)
"""Words that open a genitive behind a noun."""
_TIMES = re.compile(
    r"(?:Anfang|Mitte|Ende|Rahmen|Zuge|Anschluss|Vorfeld|Nachgang|Laufe|Juni|Juli|Mai|\w+(?:tag|abend|woche|wochenende|monat|jahr)s?"
    r"|(?:Nach|Vor)mittag|Morgen|Abend|Nacht|Januar|Februar|März|April|August|(?:Sept|Nov|Dez)ember|Oktober|Interview|Gespräch)\b"
)
"""`die Verwaltung am Montag`, `der Leiter im Interview`: when and where it was said, no part of who."""
_SKIP = frozenset(
    [
        "sich",
        "dazu",
        "daraufhin",
        "auch",
        "dabei",
        "zudem",
        "weiter",
        "heute",
        "gestern",
        "es",
        "hierzu",
        "darüber",
        "ferner",
        "außerdem",
        "abschließend",
        "dann",
        "schließlich",
        "wiederum",
        "jedoch",
        "aber",
        "nun",
        "etwa",
        "so",
        "wörtlich",
        "daher",
        "deshalb",
        "anschließend",
        "uns",
        "ihm",
        "ihr",
        "ihnen",
        "gegenüber",
        "einmal",
        "noch",
        "schon",
    ]
)
_PRONOUNS = frozenset(
    {"er", "sie", "wir", "ich", "dieser", "diese", "beide", "letzterer", "letztere", "jener", "man"}
)
_NOBODY = frozenset({"es", "das", "dies", "was", "man", "niemand", "welches", "etwas", "dieses", "jemand"})
_PASSIVE = frozenset(
    {"wird", "wurde", "werden", "wurden", "worden", "werde", "würden", "ist", "sind", "seien"}
)
_NOT_NOMINATIVE = frozenset(
    [
        "den",
        "dem",
        "einen",
        "einem",
        "ihn",
        "ihm",
        "ihnen",
        "diesen",
        "diesem",
        "seinen",
        "seinem",
        "ihren",
        "ihrem",
        "keinen",
        "unseren",
    ]
)
_HE = frozenset({"er", "dieser", "letzterer", "seiner", "seinen", "ihm"})
_SHE = frozenset({"sie", "diese", "letztere", "ihrer", "ihren", "ihr"})
_FIRST_PERSON = frozenset({"wir", "uns", "ich", "mir"})
_DOCUMENT = re.compile(
    r"(?:mitteilung|bericht|schreiben|brief|erklärung|gutachten|studie|umfrage|gesetz|satzung|protokoll|urteil|papier"
    r"|antrag|beschluss|artikel|aussendung|aufruf|text|buch|broschüre|konzept|vertrag|resolution|statistik|meldung"
    r"|programm|begründung|stellungnahme|interview|rede|untersuchung|analyse|erhebung)(?:en|s|es|n|e)?$",
    re.I,
)
_DETERMINERS = re.compile(
    r"^(?:de[rmns]|die|das|des|dies\w{1,2}|unser\w{0,2}|ihr\w{0,2}|sein\w{0,2}|auch|beide[rn]?|alle[rn]?)\s+",
    re.I,
)
_INDEFINITE = re.compile(
    r"^(?:ein(?:e[rmns]?)?|mehrere|viele|manche|einige|zwei|drei|vier|\d[\d.,]*|rund|etwa|kein\w*|weitere|andere)\b",
    re.I,
)
_HUMAN = re.compile(
    r"(?:(?<!e)in|er|or|ent|ist|mann|frau|chef|eur|jährige[rn]?|oge|ant|wirt|arzt|anwalt|bischof|vorstand|rat|nde[rn]?|te[rn]?|beauftragte[rn]?"
    r"|abgeordnete[rn]?|experte|zeuge|kollege|junge|sohn|pilot|koch|bauer|kapitän|könig|papst|pastor|dekan|coach|star|graf"
    r"|hebamme|schwester|mutter|tochter|witwe|dame|oma|opa)$"
)
_NOBODY_NAMED = re.compile(
    r"jährige[rnm]?\b|(?:geschädigt|beschuldigt|angeklagt|verdächtig|verletzt|betroffen|angestellt|beamt|bekannt|verwandt"
    r"|jugendlich|erwachsen|reisend|angehörig|anwesend|beteiligt|interessiert)e[rnm]?$",
    re.I,
)
_NO_SPEAKER = re.compile(
    r"(?:Hallo|Danke|Ja|Nein|Tschüss|Servus|Moin|Stopp|Bescheid)$|[Ff]olgende\w*\b|Artikel \d|Art\. \d|§|Absatz \d"
)
_PORTFOLIO = re.compile(r"(?:minister|senator|stadtrat|dezernent|staatssekretär)(?:in)?$|stadträtin$")
_SPOKESPERSON = re.compile(r"sprecher(?:in)?s?$|^(?:pressesprecher|mitarbeiter|vertreter)(?:in)?s?$", re.I)


@dataclass(slots=True)
class Speaker:
    """Who speaks: the phrase (tokens) and what it was resolved to."""

    first: int
    end: int
    name: str | None = None
    member: Member | None = None
    kind: str | None = None
    role: str | None = None
    score: float = 0.5
    rule: str = ""
    others: list[Member] = field(default_factory=list)


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
            seen_noun = seen_noun or here in _NOUN or text[token][0].isupper()
        elif text[token] in "„\"“”»«&/.-+’'" or (here.startswith("$(") and text[token] not in "()–—"):
            pass
        elif (
            here in ("APPR", "APPRART")
            and seen_noun
            and token + 1 < end
            and (
                lower[token] in _LINKS
                or (lower[token] == "mit" and text[token + 1].startswith("Behinderung"))
            )
        ):
            if not (tag[token + 1] in _NOMINAL or text[token + 1][0].isupper()):
                break
            if _hangs_on_verb(reading, token) or _TIMES.match(text[token + 1]):
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
        tag[place] in _NOUN or lower[place] in _PRONOUNS or tag[place] in ("PIS", "CARD")
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
            found = after(reading, cast, _left_edge(reading, subject, home.first), limit)
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
            and grammar.lower[found[0]] not in _NOBODY | _NOT_NOMINATIVE
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


def _left_edge(reading: Reading, noun: int, limit: int) -> int:
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
    if not (noun < comma and grammar.tag[noun] in _NOUN and comma - noun < 25):
        noun = comma - 1
    if grammar.tag[noun] not in _NOUN:
        return None
    sentence = reading.sentence_of(noun)
    return after(reading, cast, _left_edge(reading, noun, sentence.first), comma)


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


_COMPOUND_OF_SAYING = re.compile(
    r"(?:angaben|informationen|berichten|meldungen|aussagen|kreisen|schätzungen)$", re.I
)


def is_word(reading: Reading, phrase: tuple[int, int], *words: str) -> bool:
    """The phrase is one of these words and nothing else."""
    return phrase[1] - phrase[0] == 1 and reading.grammar.lower[phrase[0]] in words


def is_document(reading: Reading, first: int, end: int) -> bool:
    """The phrase names a text, not a speaker: `der Bericht`."""
    return any(_DOCUMENT.search(reading.grammar.text[token]) for token in range(first, min(end, first + 4)))


# What stands behind the noun in `das Unternehmen am Donnerstag` belongs to the verb.
_BODY = re.compile(
    r"(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en) ([A-ZÄÖÜ][a-zäöüß]+)(?: (?:am|im|in|auf|zum|zur|bei|gestern|heute|jetzt) .*|)"
)


class Resolver:
    """Says who a phrase is."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading, self.cast = reading, cast
        self.last_speaker: Speaker | None = None
        self.last_body: Speaker | None = None
        self.inside: list[tuple[int, int]] = []
        """What is reported: whoever is named in it does not say it."""

    def resolve(self, first: int, end: int) -> Speaker:
        """The speaker whom the tokens [first, end) name; `name` is None where nobody can be named."""
        reading = self.reading
        start, stop = reading.characters(first, end)
        phrase = re.sub(r"\s+", " ", reading.text[start:stop])
        speaker = Speaker(first, end)
        word = phrase.lower()
        places = self.cast.inside(start, stop)
        names = [place for place in places if place.member.kind == "person" and place.kind == "name"]
        if names:
            self._person(speaker, names[0], 0.97, "speaker-name")
            speaker.others = [place.member for place in names[1:]]
            return speaker
        if word in _NOBODY:
            return speaker
        if word in _FIRST_PERSON:
            return self._first_person(speaker, word)
        if word == "sie" and self._is_plural(first):
            return self._they(speaker)
        if word in _HE or word in _SHE:
            return self._pronoun(speaker, word, start)
        stands_for = [place for place in places if place.member.kind == "person"]
        if stands_for:
            best = max(stands_for, key=lambda place: place.end - place.start)
            self._person(speaker, best, min(0.95, best.score), f"speaker-{best.kind}")
            return speaker
        organisations = [place for place in places if place.member.kind == "organisation"]
        if self._by_role(speaker, phrase, start, bool(organisations)):
            return speaker
        if organisations:
            stop = self._with_partner(organisations[0], stop)
            organisations = [
                place for place in self.cast.inside(start, stop) if place.member.kind == "organisation"
            ]
            phrase = re.sub(r"\s+", " ", reading.text[min(start, organisations[0].start) : stop])
            self._organisation(speaker, organisations, phrase)
            self.last_body = speaker
        elif any(reading.grammar.tag[token] in _NOUN for token in range(first, end)):
            phrase = self._uninflected(first, end, phrase)
            if not self._by_body(speaker, phrase, start):
                self._group(speaker, phrase)
        return speaker

    def _is_plural(self, pronoun: int) -> bool:
        """`sie fordern`: several, or a group."""
        grammar = self.reading.grammar
        beside = range(max(0, pronoun - 1), min(self.reading.count, pronoun + 2))
        finite = [token for token in beside if grammar.tag[token] in FINITE]
        return bool(finite) and grammar.lower[finite[0]].endswith(("en", "sind", "ern", "eln"))

    def _they(self, speaker: Speaker) -> Speaker:
        """Who spoke last, if these were several."""
        speaker.rule = "speaker-pronoun-plural"
        last = self.last_speaker
        if last is not None and (last.kind != "person" or last.others):
            speaker.name, speaker.member, speaker.kind = last.name, last.member, last.kind
            speaker.role, speaker.score = last.role, 0.6
        return speaker

    def _by_body(self, speaker: Speaker, phrase: str, position: int) -> bool:
        """`der Verband`, `das Unternehmen`: the organisation of that kind that was named before."""
        noun = _BODY.fullmatch(phrase)
        if noun is None:
            return False
        before = self.cast.organisations_before(position)
        found = body_for(noun[1], [(member.name, member.body) for member in before])
        if found is None:
            return False
        index, score = found
        speaker.member, speaker.name, speaker.kind = before[index], before[index].name, "organisation"
        speaker.score, speaker.rule = score, "speaker-body"
        self.last_body = speaker
        return True

    def _with_partner(self, place: Place, stop: int) -> int:
        """Where the phrase ends if `und` and another body follow: `Verein A und Verein B`."""
        end = max(stop, place.end)
        joined = re.match(r"\s+(?:und|sowie|&)\s+", self.reading.text[end : end + 10])
        if joined:
            follows = end + joined.end()
            for other in self.cast.inside(follows, follows + 1):
                if other.member.kind == "organisation" and other.start == follows:
                    return other.end
        return end

    def _uninflected(self, first: int, end: int, phrase: str) -> str:
        """`des Verbandes` is the Verband."""
        grammar = self.reading.grammar
        if grammar.lower[first] not in ("des", "eines", "dieses", "seines", "ihres"):
            return phrase
        noun = next((token for token in range(first, end) if grammar.tag[token] in ("NN", "NE")), None)
        if noun is None or not grammar.lemma[noun][:1].isupper():
            return phrase
        words = [
            grammar.lemma[token] if token == noun else grammar.text[token] for token in range(first, end)
        ]
        article = "der" if grammar.lower[first] in ("des", "dieses") else "ein"
        return " ".join([article, *words[1:]])

    def _person(self, speaker: Speaker, place: Place, score: float, rule: str) -> None:
        member = place.member
        speaker.member, speaker.name, speaker.kind = member, member.name, "person"
        speaker.role = member.roles[0] if member.roles else None
        speaker.score, speaker.rule = score, rule

    def _organisation(self, speaker: Speaker, places: list[Place], phrase: str) -> None:
        member = places[0].member
        speaker.member, speaker.name, speaker.kind = member, member.name, "organisation"
        speaker.score, speaker.rule = 0.85, "speaker-organisation"
        if len(places) > 1 and " und " in phrase:
            speaker.name, speaker.member = _without_article(phrase), None
            speaker.kind, speaker.score = "group", 0.6

    def _first_person(self, speaker: Speaker, word: str) -> Speaker:
        """`wir` of a release is its sender."""
        speaker.rule = "speaker-first-person"
        own = self._we_as(speaker.end) if word in ("wir", "uns") else None
        if own is not None:
            speaker.name, speaker.member, speaker.kind, speaker.score = own.name, own, "organisation", 0.85
        elif word in ("wir", "uns") and self.cast.issuer:
            speaker.name, speaker.kind = self.cast.issuer.name, "organisation"
            speaker.score = 0.6
        elif word in ("wir", "uns") and self.last_body:
            body = self.last_body
            speaker.name, speaker.member, speaker.kind, speaker.score = body.name, body.member, body.kind, 0.6
        return speaker

    def _we_as(self, end: int) -> Member | None:
        """`wir als X`, `wir vom X`: the organisation X."""
        grammar = self.reading.grammar
        if end >= self.reading.count or grammar.lower[end] not in ("als", "vom", "von"):
            return None
        last = min(self.reading.count, end + 4)
        for place in self.cast.inside(*self.reading.characters(end + 1, last)):
            if place.member.kind == "organisation":
                return place.member
        return None

    def _pronoun(self, speaker: Speaker, word: str, position: int) -> Speaker:
        gender = MALE if word in _HE else FEMALE
        last = self.last_speaker
        candidates = [
            place
            for place in self.cast.persons_before(position)
            if place.member.gender in (None, gender)
            and not any(start <= place.start < end for start, end in self.inside)
        ]
        if last and last.member and last.member.kind == "person" and last.member.gender in (None, gender):
            since = self.reading.grammar.end[last.end - 1] if last.end else 0
            between = [
                place for place in candidates if place.start > since and place.member is not last.member
            ]
            if not any(self._is_subject(place) for place in between[:6]):
                self._person(speaker, Place(0, 0, last.member), 0.85, "speaker-pronoun-last")
                return speaker
        if candidates:
            subjects = [place for place in candidates[:6] if self._is_subject(place)]
            known = [place for place in subjects or candidates[:4] if place.member.gender == gender]
            chosen = known[0] if known else subjects[0] if subjects else self._subject_like(candidates)
            self._person(speaker, chosen, 0.75, "speaker-pronoun")
            speaker.others = list(
                {
                    id(place.member): place.member
                    for place in candidates[:4]
                    if place.member is not chosen.member
                }.values()
            )
            return speaker
        speaker.rule = "speaker-pronoun-open"
        return speaker

    def _is_subject(self, place: Place) -> bool:
        """The name is the subject of its clause, or stands first in its sentence."""
        reading = self.reading
        first, end = reading.token_span(place.start, place.end)
        relation = reading.grammar.relation
        left = _left_edge(reading, first, max(0, first - 4))
        if any(relation[token] == "subject" for token in range(left, end)):
            return True
        return reading.sentence_of(first).first == left

    def _subject_like(self, candidates: list[Place]) -> Place:
        """Of the persons of the last sentence with any, the first one: subjects stand first."""
        sentence = self.reading.sentence_of(self.reading.token_at(candidates[0].start))
        start = self.reading.grammar.start[sentence.first]
        return [place for place in candidates if place.start >= start][-1]

    def _by_role(self, speaker: Speaker, phrase: str, position: int, has_body: bool) -> bool:
        """`die Ministerin`, `der Bürgermeister`, `der Geschäftsführer`: the person of that role, else the last person."""
        article = re.match(r"(?:der|die|das|dem|den|auch der|auch die|so der|so die)\s", phrase, re.I)
        if not article:
            return self._by_title(speaker, phrase)
        bare = _without_article(phrase)
        head = _head_word(bare)
        if not head:
            return False
        stem = _stem(head)
        he = article[0].lower() == "der " and head.endswith("e") and gender_of_roles([head]) != FEMALE
        several = " und " in bare.split(" für ")[0].split(" der ")[0].split(" des ")[0]
        if head.endswith("innen") or (several and "- und " not in bare):
            return False
        for place in self.cast.persons_before(position, reach=6_000):
            if any(
                _stem(_head_word(role)).endswith(stem) or stem.endswith(_stem(_head_word(role)))
                for role in place.member.roles
                if role
            ) and not (he and place.member.gender == FEMALE):
                self._person(speaker, place, 0.85, "speaker-role")
                return True
        if (minister := self._minister(head, position)) is not None:
            self._person(speaker, minister, 0.7, "speaker-role")
            return True
        gender = MALE if he else gender_of_roles([head])
        singular = (
            not re.match(r"die\s", phrase, re.I)
            or gender == FEMALE
            or head.lower().endswith(("in", "jährige", "nde", "te"))
        )
        human = bool(_HUMAN.search(head.lower())) and not _is_group_word(head)
        if human and singular and not has_body:
            before = self.last_speaker
            if (
                before
                and before.member
                and before.member.kind == "person"
                and before.member.gender in (None, gender)
            ):
                self._person(speaker, Place(0, 0, before.member), 0.6, "speaker-role-last")
                return True
            last = self.cast.last_person_before(position, gender, reach=800)
            if last is not None:
                self._person(speaker, last, 0.6, "speaker-role-last")
                return True
        return False

    def _by_title(self, speaker: Speaker, phrase: str) -> bool:
        """`Landesbeauftragte für Menschen mit Behinderung: „…“`, named further down: the one person of that role."""
        holders = [
            member
            for member in self.cast.persons
            if any(role and _stem(role) == _stem(phrase) for role in member.roles)
        ]
        if len(holders) != 1:
            return False
        self._person(speaker, Place(0, 0, holders[0]), 0.8, "speaker-role")
        return True

    def _minister(self, head: str, position: int) -> Place | None:
        """`die Integrationsministerin` of a release with one minister; a senator or a councillor likewise."""
        office = _PORTFOLIO.search(head.lower())
        if office is None:
            return None
        fitting = [
            place
            for place in self.cast.persons_before(position, reach=6_000)
            if any(role.split()[0].lower().endswith(office[0]) for role in place.member.roles if role)
        ]
        return fitting[0] if len({id(place.member) for place in fitting}) == 1 else None

    def _group(self, speaker: Speaker, phrase: str) -> Speaker:
        speaker.rule = "speaker-group"
        head = phrase.split(" der ")[0].split(" des ")[0].split(" von ")[0]
        spoken_for = re.match(
            r"(?:[Ee]in|[Dd]er|[Ee]ine|[Dd]ie) \S*(?:[Ss]precher(?:in)?) (?:der|des|von|vom) (.+)", phrase
        )
        if spoken_for:
            body = nominative(_without_article(spoken_for[1]))
            speaker.name, speaker.kind, speaker.score = body, "group", 0.6
            return speaker
        if re.match(r"(?:[Ee]in|[Dd]er|[Ee]ine|[Dd]ie) Polizeisprecher", phrase):
            speaker.name, speaker.kind, speaker.score = "Polizei", "group", 0.5
            return speaker
        if _INDEFINITE.match(phrase) or (phrase[:1].islower() and not _DETERMINERS.match(phrase)):
            return speaker
        if not re.match(r"(?:der|die|das|dem|den)\s", phrase, re.I) and not phrase[:1].isupper():
            return speaker
        bare = _without_article(phrase)
        spoken = re.match(r"(?:gemeinsame[ns]?\s+)?(?:Aussage|Meinung|Forderung|Fazit|Auffassung)\b\s*", bare)
        if spoken:
            return (
                self._group(speaker, f"die {bare[spoken.end() :][4:]}")
                if bare[spoken.end() :].startswith(("von ", "der "))
                else speaker
            )
        if _COMPOUND_OF_SAYING.search(bare) or (_DOCUMENT.search(bare) and " " not in bare):
            return speaker
        noun = _head_word(bare).lower()
        singular = re.match(r"(?:der|des|dem|den)\s", phrase, re.I) or gender_of_roles([noun]) == FEMALE
        if singular and _HUMAN.search(noun) and not _is_group_word(noun):
            return speaker
        if _NOBODY_NAMED.search(noun) or _NO_SPEAKER.match(bare):
            return speaker
        if bare[:1].islower() and _HUMAN.search(noun) and not _is_group_word(noun) and singular:
            return speaker
        plural_noun = not _DETERMINERS.match(phrase)
        if _SPOKESPERSON.search(head) or (plural_noun and _bare_plural(bare)):
            return speaker
        genitive = re.match(r"(?:des|eines|dieses)\s", phrase, re.I) is not None
        speaker.name, speaker.kind, speaker.score = nominative(bare) if genitive else bare, "group", 0.7
        return speaker


def nominative(phrase: str) -> str:
    """`Gesundheitsministeriums` is the Gesundheitsministerium; feminine nouns and plurals stay as they are."""
    noun, blank, rest = phrase.partition(" ")
    for genitive, plain in _GENITIVES:
        if noun.endswith(genitive):
            noun = noun[: len(noun) - len(genitive)] + plain
            break
    return noun + blank + rest


_GENITIVES = (
    ("ministeriums", "ministerium"), ("präsidiums", "präsidium"), ("amtes", "amt"), ("amts", "amt"), ("verbandes", "verband"),
    ("verbands", "verband"), ("vereins", "verein"), ("kreises", "kreis"), ("bundes", "bund"), ("institutes", "institut"),
    ("instituts", "institut"), ("unternehmens", "unternehmen"), ("konzerns", "konzern"), ("gerichtes", "gericht"),
    ("gerichts", "gericht"), ("klinikums", "klinikum"), ("museums", "museum"), ("senates", "senat"), ("senats", "senat"),
    ("magistrates", "magistrat"), ("magistrats", "magistrat"), ("rates", "rat"), ("rats", "rat"), ("bündnisses", "bündnis"),
    ("werkes", "werk"), ("hauses", "haus"), ("dienstes", "dienst"), ("betriebes", "betrieb"), ("betriebs", "betrieb"),
    ("zentrums", "zentrum"), ("ausschusses", "ausschuss"), ("vorstandes", "vorstand"), ("vorstands", "vorstand"),
)  # fmt: skip


def _bare_plural(phrase: str) -> bool:
    """`Anwohner`, `Zeugen`: nobody who could be named."""
    return bool(
        re.match(
            r"(?:Leute|Menschen|Anwohner|Zeugen|Augenzeugen|Kritiker|Experten|Fachleute|Beobachter|Nachbarn|Passanten|Betroffene|Besucher)",
            phrase,
        )
    )


def _is_group_word(word: str) -> bool:
    return bool(
        re.search(
            r"(?:innen|sender|träger|kurier|anzeiger|register|cluster|orchester|spiegel|führer|verein|verband|kreis|amt|team|rat|bund|ministerium|center|kammer|feuer|theater|partner)$",
            word.lower(),
        )
    )


def _without_article(phrase: str) -> str:
    bare = _DETERMINERS.sub("", phrase)
    return _DETERMINERS.sub("", bare) if bare != phrase else bare


def _head_word(phrase: str) -> str:
    """The noun of a role: the last capital word before `für`, `der`, `des`, `von` …"""
    found = ""
    for word in re.split(r"\s+", phrase):
        if word.lower().strip(",") in _LINKS or word.startswith("("):
            break
        if word[:1].isupper() or word[:1].isdigit():
            found = word.strip(",.;")
        if word.endswith(","):
            break
    return found


def _stem(word: str) -> str:
    word = word.lower()
    word = re.sub(r"(?<=[a-zäöüß]{4})(?:innen|in)$", "", word)
    return re.sub(r"(?<=[a-zäöüß]{4})(?:en|es|er|n|s|e)$", "", word) or "-"
