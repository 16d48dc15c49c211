"""Who a speaker's phrase means: a person of the release, a body, a group, or nobody who is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presselese.german.labels import FINITE
from presselese.quotes.bodies import body_for
from presselese.quotes.cast import FEMALE, MALE, Cast, Member, Place, gender_of_roles
from presselese.quotes.reading import Reading
from presselese.quotes.speakers import DOCUMENT, LINKS, NOBODY, NOUN, left_edge

_GENITIVES = (
    ("ministeriums", "ministerium"), ("präsidiums", "präsidium"), ("amtes", "amt"), ("amts", "amt"), ("verbandes", "verband"),
    ("verbands", "verband"), ("vereins", "verein"), ("kreises", "kreis"), ("bundes", "bund"), ("institutes", "institut"),
    ("instituts", "institut"), ("unternehmens", "unternehmen"), ("konzerns", "konzern"), ("gerichtes", "gericht"),
    ("gerichts", "gericht"), ("klinikums", "klinikum"), ("museums", "museum"), ("senates", "senat"), ("senats", "senat"),
    ("magistrates", "magistrat"), ("magistrats", "magistrat"), ("rates", "rat"), ("rats", "rat"), ("bündnisses", "bündnis"),
    ("werkes", "werk"), ("hauses", "haus"), ("dienstes", "dienst"), ("betriebes", "betrieb"), ("betriebs", "betrieb"),
    ("zentrums", "zentrum"), ("ausschusses", "ausschuss"), ("vorstandes", "vorstand"), ("vorstands", "vorstand"),
)  # fmt: skip
_COMPOUND_OF_SAYING = re.compile(
    r"(?:angaben|informationen|berichten|meldungen|aussagen|kreisen|schätzungen)$", re.I
)
_BODY = re.compile(
    r"(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en) ([A-ZÄÖÜ][a-zäöüß]+)(?: (?:am|im|in|auf|zum|zur|bei|gestern|heute|jetzt) .*|)"
)
_HE = frozenset({"er", "dieser", "letzterer", "seiner", "seinen", "ihm"})
_SHE = frozenset({"sie", "diese", "letztere", "ihrer", "ihren", "ihr"})
_FIRST_PERSON = frozenset({"wir", "uns", "ich", "mir"})
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
        if word in NOBODY:
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
        elif any(reading.grammar.tag[token] in NOUN for token in range(first, end)):
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
        left = left_edge(reading, first, max(0, first - 4))
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
        if _COMPOUND_OF_SAYING.search(bare) or (DOCUMENT.search(bare) and " " not in bare):
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
        if word.lower().strip(",") in LINKS or word.startswith("("):
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
