"""Indirect speech: the clause that a word of saying governs, and what stands around `laut X`, `so X`, `wie X sagt`.

Every rule finds a cue first and then its content by clauses (`clauses.py`): to the right (`X sagt, dass …`), to the
left (`…, sagt X`), or on both sides (`…, so X, …`). Only the outermost report of a sentence is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from presselese.german.labels import FINITE
from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause, clauses, mood
from presselese.quotes.cues import Cue, Found, lexicon
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading, Sentence

_BRIDGES = frozenset({"rel", "frag", "paren"})
_SUBORDINATE = frozenset({"that", "ask", "how", "sub", "rel", "inf", "frag", "paren"})
_PURPOSE = frozenset({"um", "ohne", "statt", "anstatt", "außer"})
_SAYS_IN_INDICATIVE = frozenset(
    [
        "sagen",
        "erklären",
        "meinen",
        "glauben",
        "finden",
        "betonen",
        "denken",
        "hoffen",
        "behaupten",
        "versichern",
        "schreiben",
        "berichten",
        "ergänzen",
        "erzählen",
        "antworten",
        "wissen",
        "befürchten",
        "fürchten",
        "vermuten",
        "schätzen",
        "mitteilen",
        "ankündigen",
        "schwören",
        "versprechen",
        "lauten",
        "bestätigen",
        "entgegnen",
        "erwidern",
    ]
)
_QUESTIONS = frozenset({"fragen", "erkundigen", "nachhaken", "skeptisch", "zweifeln", "bezweifeln"})
_OUR_DEMANDS = frozenset(
    [
        "fordern",
        "verlangen",
        "appellieren",
        "aufrufen",
        "auffordern",
        "erwarten",
        "empfehlen",
        "vorschlagen",
        "raten",
        "warnen",
        "plädieren",
        "Forderung",
        "beantragen",
        "drängen",
        "pochen",
        "mahnen",
        "Appell",
    ]
)
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
_DECIDED = frozenset(
    [
        "beschließen",
        "entscheiden",
        "einigen",
        "vereinbaren",
        "verabreden",
        "planen",
        "beabsichtigen",
        "bemühen",
        "anstreben",
        "überlegen",
        "erwägen",
        "weigern",
        "erlauben",
        "verbieten",
        "festlegen",
        "einladen",
        "verpflichten",
        "einsetzen",
    ]
)
_PERCEIVED = frozenset({"bemerken", "entdecken", "erkennen", "sehen"})
_NO_REPORT = frozenset(
    {"zeigen", "belegen", "ergeben", "nahelegen", "legen", "hervorgehen", "beschließen", "entscheiden"}
)
_REMARK = re.compile(
    r"\b(?:es|hier|dabei|hierbei|noch|ferner|auch|abschließend)?\s*sei(?:en)?\s+(?:\w+\s+){0,4}"
    r"(?:hingewiesen|angemerkt|erwähnt|gesagt|gedankt|verwiesen|erinnert|betont|bemerkt|genannt|darauf)\b"
    r"|\bsei(?:en)?\s(?:[\w-]+\s+){1,16}(?:gedankt|hingewiesen|gewünscht|gratuliert)\b"
    r"|\bes sei denn\b|[,–(]\s*sei es\b|\bwie dem auch sei\b|\bGott sei\b|\bwie auch immer\b",
    re.I,
)
_DEMONSTRATIVE = frozenset({"dies", "das", "dieses"})
_ANNOUNCES = frozenset(
    [
        "mitteilen",
        "bekanntgeben",
        "berichten",
        "erklären",
        "sagen",
        "bestätigen",
        "melden",
        "betonen",
        "ankündigen",
        "verkünden",
        "schreiben",
        "fordern",
    ]
)


@dataclass(slots=True)
class Content:
    """The reported words as token ranges, and how they were found."""

    ranges: list[tuple[int, int]]
    kind: str
    first_clause: int


def find(reading: Reading, cast: Cast) -> list[Finding]:
    """All indirect, reported and free indirect speech of a release, in order."""
    found: list[Finding] = []
    for sentence in reading.sentences:
        if sentence.zone == "dateline":
            continue
        parts = clauses(reading, sentence)
        here = _in_sentence(reading, cast, sentence, parts)
        found.extend(here)
    return found


def _in_sentence(reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause]) -> list[Finding]:
    candidates: list[Finding] = []
    for index, clause in enumerate(parts):
        if clause.kind == "quote":
            continue
        candidates.extend(_sources(reading, cast, sentence, parts, index))
        if clause.kind == "paren":
            continue
        candidates.extend(_for_somebody(reading, cast, sentence, parts, index))
        candidates.extend(_so(reading, cast, sentence, parts, index))
        candidates.extend(_verbs(reading, cast, sentence, parts, index))
        candidates.extend(_nouns(reading, cast, sentence, parts, index))
    return _outermost(candidates)


def _outermost(candidates: list[Finding]) -> list[Finding]:
    """Of reports that overlap, clauses before whole sentences, the longer and earlier one."""
    rank = {"direct": 0, "indirect": 0, "free_indirect": 1, "reported": 2}
    for one in candidates:
        if one.rule == "indirect-demnach":
            return [one]
    kept: list[Finding] = []
    for one in sorted(
        candidates, key=lambda finding: (rank[finding.type], finding.cue or 0, -(finding.end - finding.start))
    ):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda finding: finding.start)


# --- words of saying ------------------------------------------------------------------------------------------------


def _verbs(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    grammar = reading.grammar
    clause = parts[index]
    limit = _prefix_limit(parts, index)
    out: list[Finding] = []
    for token in range(clause.first, clause.end):
        tag = grammar.tag[token]
        if not (tag.startswith("V") or tag in ("ADJD", "PTKVZ", "ADV")):
            continue
        if tag in ("PTKVZ", "ADV") and grammar.lower[token] not in lexicon().adjectives:
            continue
        found = lexicon().find(grammar, token, limit)
        if found is None or (found.cue.kind == "adjective" and not _predicative(reading, clause)):
            continue
        if (
            found.cue.lemma in ("zeigen", "äußern", "geben")
            and not found.cue.prefix
            and _adjective_in(reading, clause)
        ):
            continue
        finding = _report(reading, cast, sentence, parts, index, found)
        if finding:
            out.append(finding)
    return out


def _prefix_limit(parts: list[Clause], index: int) -> int:
    """Where a separated prefix may stand at the latest: in the clause, or behind what interrupts it."""
    limit = parts[index].end
    for following in parts[index + 1 : index + 4]:
        if following.kind == "frag" and following.end - following.first <= 4:
            limit = following.end
        elif following.kind not in ("rel", "paren", "frag"):
            break
    return limit


def _adjective_in(reading: Reading, clause: Clause) -> bool:
    """`zeigte sich zuversichtlich`: the adjective is the cue."""
    grammar = reading.grammar
    return any(
        grammar.lower[token] in lexicon().adjectives and grammar.tag[token] == "ADJD"
        for token in range(clause.first, clause.end)
    )


def _predicative(reading: Reading, clause: Clause) -> bool:
    """An adjective says something only with `sein`, `zeigen`, `äußern`, `erklären`, `geben`, `machen`."""
    grammar = reading.grammar
    return any(
        grammar.lower[verb].startswith(
            (
                "ist",
                "sind",
                "war",
                "sei",
                "bin",
                "zeig",
                "äußer",
                "erklär",
                "gab",
                "geb",
                "gibt",
                "bleib",
                "mach",
                "wär",
            )
        )
        for verb in clause.finite
    )


def _report(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> Finding | None:
    grammar = reading.grammar
    clause = parts[index]
    frames = found.cue.frames
    if (
        found.participle
        and grammar.tag[found.token] in ("VVPP", "ADJD")
        and _attributive(reading, found.token)
    ):
        return None
    if _in_konjunktiv(reading, clause) or _only_a_thought(reading, clause, found):
        return None
    if clause.kind == "how" and "w" in frames and not _asked_for(reading, parts[:index]):
        content = _around(reading, sentence, parts, index)
        rule, score = "indirect-wie", 0.8
    elif clause.kind == "how":
        return None
    else:
        content, rule, score = _governed(reading, sentence, parts, index, found)
    if content is None:
        return _reported(reading, cast, sentence, parts, index, found)
    verb = found.token
    if found.cue.kind == "adjective" and clause.finite and grammar.subject(verb) is None:
        verb = clause.finite[0]
    phrase = speakers.of_verb(reading, cast, verb, clause, parts)
    passive = speakers.is_passive(reading, found.token, found, clause)
    if (
        phrase is not None
        and reading.text[grammar.start[phrase[0]] :].startswith("Sie ")
        and phrase[0] > clause.first
    ):
        return None
    if passive:
        phrase = speakers.by_whom(reading, cast, clause)
    elif phrase is not None and speakers.is_word(reading, phrase, "es", "das", "dies", "dieses", "man"):
        phrase = (
            speakers.document_of(reading, cast, phrase[1], clause.end)
            if speakers.is_word(reading, phrase, "es")
            else None
        )
    elif found.cue.name == "hervorgehen" or (
        phrase is None and grammar.lower[found.token] in ("heißt", "hieß")
    ):
        phrase = speakers.document_of(reading, cast, clause.first, clause.end)
    if found.cue.kind == "adjective":
        adjective = speakers.who_feels(reading, cast, clause, found, phrase)
        if adjective is None:
            return None
        phrase = adjective
    kind = "indirect"
    if passive and phrase is None:
        if content.kind == "before" or any(grammar.tag[verb] == "VMFIN" for verb in clause.finite):
            return None
        if not found.cue.medium or content.kind == "inf":
            kind, score = "reported", 0.4
    elif (
        content.kind == "before"
        and clause.kind != "how"
        and found.cue.lemma != "heißen"
        and not _so_verb(reading, clause)
    ):
        if phrase is None or phrase[0] < clause.finite[0]:
            return None
    if content.kind == "ask" and found.cue.name not in _QUESTIONS:
        kind, score = "reported", 0.5
    if content.kind == "colon" and not _konjunktiv_in(reading, content) and _we_speak(reading, content):
        kind = "direct"
    if found.cue.name in _DECIDED:
        kind, score = "reported", 0.45
    if (
        phrase is not None
        and speakers.is_word(reading, phrase, "wir", "ich", "uns")
        and found.cue.name not in _OUR_DEMANDS
    ):
        kind, score = "reported", 0.4
    if found.cue.name in _PERCEIVED and not _konjunktiv_in(reading, content):
        kind, score = "reported", 0.4
    if found.cue.lemma in _NO_REPORT and not _can_speak(reading, cast, phrase):
        kind, score = "reported", 0.5
    if found.cue.name == "feststellen" and not _feststellt(reading, cast, phrase, content):
        kind, score = "reported", 0.5
    if passive and phrase is None:
        score -= 0.1
    finding = _finding(reading, kind, content, sentence, rule, score)
    finding.cue, finding.prefix, finding.row = found.token, found.prefix, found.cue
    finding.verbs = [verb for verb in clause.finite if grammar.tag[verb] in ("VAFIN", "VMFIN")][:1]
    finding.phrase = phrase
    finding.frame = _frame_of(clause, content, parts)
    if phrase is not None and phrase[0] < finding.frame[0] and sentence.first <= phrase[0]:
        finding.frame = (phrase[0], finding.frame[1])
    finding.addressee = _addressee(reading, cast, found, clause, phrase)
    finding.anonymous = passive and phrase is None
    return finding


def _only_a_thought(reading: Reading, clause: Clause, found: Found) -> bool:
    """`zu wissen, wo …`, `kann man sagen, dass …`, `das heißt nicht, dass …`, `stellte sich heraus`: nobody says it."""
    grammar = reading.grammar
    words = [grammar.lower[token] for token in range(clause.first, clause.end)]
    if grammar.tag[found.token] == "VVIZU" or (
        grammar.tag[found.token] == "VVINF" and grammar.lower[found.token - 1] == "zu"
    ):
        return True
    if found.cue.lemma == "halten" and not found.cue.prefix and "es" not in words:
        return True
    if (
        grammar.lower[found.token] == "bekannt"
        or grammar.lower[reading.sentence_of(found.token).first] == "wer"
    ):
        return True
    if "man" in words or (found.cue.name == "herausstellen" and "sich" in words):
        return True
    return found.cue.lemma == "heißen" and "es" not in words


def _in_konjunktiv(reading: Reading, clause: Clause) -> bool:
    """A main clause in Konjunktiv I is itself what somebody said."""
    return clause.kind in ("main", "first") and any(
        mood(reading, verb, clause.first, clause.end) == "kon1" for verb in clause.finite[:1]
    )


def _asked_for(reading: Reading, before: list[Clause]) -> bool:
    """`hat untersuchen lassen, wie …`: the clause with wie is a question."""
    grammar = reading.grammar
    if not before or before[-1].kind not in ("main", "first"):
        return False
    for token in range(before[-1].first, before[-1].end):
        if grammar.tag[token].startswith("V"):
            found = lexicon().find(grammar, token, before[-1].end)
            if (found and "q" in found.cue.frames) or grammar.lower[token].startswith(
                ("untersuch", "lern", "erfuhr", "sah", "seh")
            ):
                return True
    return False


def _we_speak(reading: Reading, content: Content) -> bool:
    return any(
        reading.grammar.lower[token] in ("wir", "ich", "uns", "unser", "unsere", "unseren", "mich")
        for first, end in content.ranges
        for token in range(first, end)
    )


def _attributive(reading: Reading, token: int) -> bool:
    return token + 1 < reading.count and reading.grammar.tag[token + 1] in ("NN", "ADJA")


def _can_speak(reading: Reading, cast: Cast, phrase: tuple[int, int] | None) -> bool:
    if phrase is None:
        return False
    start, end = reading.characters(*phrase)
    return bool(cast.inside(start, end)) or speakers.is_document(reading, *phrase)


def _feststellt(reading: Reading, cast: Cast, phrase: tuple[int, int] | None, content: Content) -> bool:
    """A person's `stellte fest` is speech, a finding is not."""
    if phrase is None:
        return False
    start, end = reading.characters(*phrase)
    person = any(place.member.kind == "person" for place in cast.inside(start, end))
    return person or _konjunktiv_in(reading, content)


def _konjunktiv_in(reading: Reading, content: Content) -> bool:
    return any(
        mood(reading, token, first, stop).startswith("kon1")
        for first, stop in content.ranges
        for token in range(first, stop)
        if reading.grammar.tag[token] in FINITE
    )


def _governed(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> tuple[Content | None, str, float]:
    """The clause that a cue governs: behind it, else before it."""
    clause = parts[index]
    if (
        index
        and parts[index - 1].kind in ("frag", "inf")
        and (clause.kind == "first" or _so_verb(reading, clause))
    ):
        both = _left(reading, sentence, parts, index, found)
        if both is not None and len(both.ranges) > 1:
            return both, "indirect-around", 0.8
    right = _right(reading, sentence, parts, index, found)
    if right is not None:
        return right, f"indirect-{right.kind}", 0.85 if right.kind == "that" else 0.75
    left = _left(reading, sentence, parts, index, found)
    if left is not None:
        return left, "indirect-before", 0.8
    return None, "", 0.0


def _so_verb(reading: Reading, clause: Clause) -> bool:
    """`so begründet X`."""
    return (
        reading.grammar.lower[clause.first] == "so"
        and bool(clause.finite)
        and clause.finite[0] == clause.first + 1
    )


def _right(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> Content | None:
    grammar = reading.grammar
    frames = found.cue.frames
    same = _infinitive_inside(reading, parts[index], found)
    skipped = 0
    for place in range(index + 1, len(parts)):
        clause = parts[place]
        separator = _separator(reading, clause)
        if clause.kind == "quote":
            break
        if (
            clause.kind in ("that", "ask", "inf")
            and skipped
            and _belongs_to(reading, clause, parts[index + 1 : place])
        ):
            break
        if clause.kind == "that" and "t" in frames:
            return _content(reading, parts, place, "that")
        if clause.kind == "ask" and "q" in frames and skipped <= 1:
            return _content(reading, parts, place, "ask")
        if clause.kind == "how" and "q" in frames and skipped == 0:
            return _content(reading, parts, place, "ask")
        if clause.kind == "inf" and "i" in frames and grammar.lower[clause.opener] not in _PURPOSE:
            return _infinitive(reading, parts, index, place)
        if clause.kind in ("main", "first") and ("v" in frames or separator == ":"):
            if clause.kind == "first" and separator != ":" and not _konjunktiv(reading, clause):
                break
            if _verb_second(reading, parts, place, found, separator, skipped):
                start = place
                if place > index + 1 and parts[place - 1].kind == "sub" and clause.kind == "first":
                    start = place - 1
                kind = "colon" if separator == ":" else "verb-second"
                if (
                    kind == "colon"
                    and not _konjunktiv(reading, clause)
                    and speakers.is_passive(reading, found.token, found, parts[index])
                ):
                    break
                return _content(reading, parts, start, kind, head=place)
            break
        if (
            clause.kind == "sub"
            and "v" in frames
            and place + 1 < len(parts)
            and parts[place + 1].kind == "first"
            and _konjunktiv(reading, parts[place + 1])
        ):
            skipped += 1
            continue
        if clause.kind in _BRIDGES or clause.kind in ("sub", "inf"):
            skipped += 1
            if skipped > 5:
                break
            continue
        if clause.kind in ("main", "first", "that", "ask", "how"):
            break
    return same


def _belongs_to(reading: Reading, clause: Clause, skipped: list[Clause]) -> bool:
    """The clause hangs on one of the skipped ones, as `die dazu beitragen, dass …`, not on the cue before them."""
    grammar = reading.grammar
    before = skipped[-1]
    if before.kind in ("rel", "sub") and any(
        grammar.lower[token].startswith(
            ("dazu", "davon", "dafür", "daran", "darauf", "darum", "damit", "dadurch")
        )
        for token in range(before.first + 1, before.end)
    ):
        return True
    if grammar.scheme is None:
        return False
    verb = (
        clause.finite[-1]
        if clause.finite
        else clause.infinitives[-1]
        if clause.infinitives
        else clause.end - 1
    )
    for _ in range(8):
        head = grammar.head[verb]
        if head == verb:
            return False
        if not clause.first <= head < clause.end:
            return any(one.first <= head < one.end and one.kind in ("rel", "sub") for one in skipped)
        verb = head
    return False


def _infinitive(reading: Reading, parts: list[Clause], index: int, place: int) -> Content:
    """An infinitive with what belongs to it before: `diesen Freitag nicht nur hier, sondern … zu streiken`."""
    lower = reading.grammar.lower
    start = place
    if place > index + 1:
        before = parts[place - 1]
        if lower[parts[place].first] == "sondern" or (
            before.kind == "inf" and lower[before.opener] in _PURPOSE
        ):
            start = place - 1
    content = _content(reading, parts, start, "inf", head=place)
    for token in range(parts[index].first, parts[index].end if place == index + 1 else 0):
        if (
            lower[token] in ("statt", "anstatt")
            and parts[index].infinitives
            and parts[index].infinitives[-1] > token
        ):
            return Content([(token, content.ranges[0][1])], "inf", place)
    return content


def _infinitive_inside(reading: Reading, clause: Clause, found: Found) -> Content | None:
    """`X plant die Halle zu bauen`, without a comma: by the parse."""
    grammar = reading.grammar
    if "i" not in found.cue.frames or not clause.infinitives or found.cue.lemma in ("haben", "sein"):
        return None
    last = clause.infinitives[-1]
    if last <= found.token or grammar.scheme is None:
        return None
    heads = set(grammar.complements(found.token))
    for head in heads:
        first, end = grammar.span(head)
        if found.token < first <= last - 2 < end <= clause.end + 40 and (
            found.prefix is None or found.prefix < first
        ):
            return Content([(first, min(end, clause.end))], "inf", -1)
    return None


def _separator(reading: Reading, clause: Clause) -> str:
    token = clause.first - 1
    text = reading.grammar.text
    while token > 0 and text[token].isspace():
        token -= 1
    return text[token] if token >= 0 and not text[token][0].isalnum() else ""


def _konjunktiv(reading: Reading, clause: Clause) -> bool:
    return any(mood(reading, verb, clause.first, clause.end) in ("kon1", "kon2") for verb in clause.finite)


def _verb_second(
    reading: Reading, parts: list[Clause], place: int, found: Found, separator: str, skipped: int
) -> bool:
    """May this main clause be what is said? In Konjunktiv yes; in indicative close behind a strong word of saying."""
    clause = parts[place]
    if any(part.kind == "sub" for part in parts[max(0, place - skipped) : place]) and not _konjunktiv(
        reading, clause
    ):
        return False
    if _konjunktiv(reading, clause):
        return True
    if any(mood(reading, verb, clause.first, clause.end) == "kon2?" for verb in clause.finite):
        return separator in (",", ":")
    if separator == ":":
        return skipped == 0
    starts = reading.grammar.tag[clause.first]
    if starts == "KON" or separator != ",":
        return False
    return found.cue.name in _SAYS_IN_INDICATIVE and skipped == 0 and found.token >= clause.first - 14


def _content(
    reading: Reading, parts: list[Clause], place: int, kind: str, head: int | None = None
) -> Content:
    """The content from a clause on, with all that hangs on it."""
    first = parts[place].first
    end = _end(reading, parts, place if head is None else head, kind)
    return Content([(first, end)], kind, place)


def _end(reading: Reading, parts: list[Clause], place: int, kind: str) -> int:
    """Where a reported clause ends: before the main clause goes on, before another frame, at a semicolon."""
    grammar = reading.grammar
    head = parts[place]
    konjunktiv = _konjunktiv(reading, head)
    end = head.end
    for clause in parts[place + 1 :]:
        separator = _separator(reading, clause)
        if clause.kind == "quote" or (separator == ":" and kind != "colon"):
            break
        if separator == ";" and not _konjunktiv_ahead(reading, parts, clause):
            break
        if _is_frame(reading, clause):
            break
        if clause.kind in ("main", "first"):
            verb_mood = _konjunktiv(reading, clause)
            conjoined = grammar.tag[clause.first] == "KON"
            if (
                kind == "colon"
                or (verb_mood and (konjunktiv or kind in ("that", "inf", "ask")))
                or (kind in ("verb-second",) and not konjunktiv and conjoined and clause.kind == "main")
                or (
                    clause.kind == "first"
                    and _sub_between(parts, place, clause)
                    and not conjoined
                    and konjunktiv == verb_mood
                    and kind != "that"
                )
                or (
                    any(mood(reading, verb, clause.first, clause.end) == "kon2?" for verb in clause.finite)
                    and konjunktiv
                    and conjoined
                )
            ):
                pass
            else:
                break
        if clause.kind == "paren":
            continue
        end = clause.end
    return _with_bracket(reading, end, parts)


def _konjunktiv_ahead(reading: Reading, parts: list[Clause], clause: Clause) -> bool:
    """The main clause that begins here stands in Konjunktiv."""
    for following in parts[parts.index(clause) :]:
        if following.kind in ("main", "first"):
            return _konjunktiv(reading, following)
        if following.kind == "quote":
            break
    return False


def _with_bracket(reading: Reading, end: int, parts: list[Clause]) -> int:
    """A bracket that closes the content belongs to it."""
    text = reading.grammar.text
    if end < reading.count and text[end] == "(":
        for token in range(end, min(end + 12, reading.count)):
            if text[token] == ")":
                return token + 1
    return end


def _sub_between(parts: list[Clause], place: int, clause: Clause) -> bool:
    where = parts.index(clause)
    return where > 0 and parts[where - 1].kind == "sub"


def _is_frame(reading: Reading, clause: Clause) -> bool:
    """`so X`, `wie X sagt`, `laut X`, `sagte X`: a frame that another rule reads."""
    grammar = reading.grammar
    first = grammar.lower[clause.first]
    if first == "so" and (not clause.finite) and clause.end - clause.first >= 2 and grammar.tag[clause.first + 1] in (
        "ART", "NN", "NE", "PPOSAT", "ADJA", "APPR",
    ):  # fmt: skip
        return True
    if first in ("laut",):
        return True
    if clause.kind == "how":
        return (
            any(lexicon().find(grammar, verb, clause.end) for verb in clause.finite)
            and _separator(reading, clause) == ","
        )
    if clause.kind == "first" and _separator(reading, clause) == ",":
        found = lexicon().find(grammar, clause.finite[0], clause.end)
        return (
            found is not None
            and bool(found.cue.frames & set("dv"))
            and mood(reading, clause.finite[0], clause.first, clause.end) == "ind"
        )
    return False


def _left(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> Content | None:
    """`Die Halle sei voll, sagte X`, `Die Halle, sagte X, sei voll`: what stands before (and behind) the frame."""
    grammar = reading.grammar
    clause = parts[index]
    if index == 0 or not (clause.kind == "first" or _so_verb(reading, clause)):
        return None
    subjects = grammar.subjects(clause.finite[0])
    if (
        subjects
        and all(sentence.first <= one < clause.first for one in subjects)
        and not _so_verb(reading, clause)
    ):
        return None
    if (
        grammar.lower[clause.finite[0] + 1 : clause.finite[0] + 2] == ["sie"]
        and grammar.text[clause.finite[0] + 1] == "Sie"
    ):
        return None
    if _separator(reading, clause) != "," or mood(
        reading, clause.finite[0], clause.first, clause.end
    ) not in ("ind", "kon2?"):
        return None
    content = _both_sides(reading, sentence, parts, index, need_verb=True)
    if content is None:
        return None
    needs = {"main": "v", "first": "v", "that": "t", "ask": "q", "inf": "i"}
    before = [needs[part.kind] for part in parts[content.first_clause : index] if part.kind in needs]
    behind = [
        needs[part.kind] for part in parts[index + 1 :] if part.kind in needs and len(content.ranges) > 1
    ]
    wanted = before or behind
    if _so_verb(reading, clause):
        return content if wanted else None
    return (
        content
        if wanted and (wanted[0] in found.cue.frames or ("v" in wanted and "v" in found.cue.frames))
        else None
    )


def _both_sides(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, need_verb: bool
) -> Content | None:
    """What stands before a frame, and behind it where the sentence goes on."""
    first = index
    while (
        first > 0 and parts[first - 1].kind != "quote" and _separator(reading, parts[first]) not in (";", ":")
    ):
        first -= 1
    left = parts[first:index]
    while left and left[-1].kind == "paren":
        left.pop()
    if left and first and left[0].kind == "first" and parts[first - 1].kind == "quote":
        return None
    kinds = {part.kind for part in left}
    has_main = any(part.kind in ("main", "that", "ask", "first") for part in left)
    after = parts[index + 1 :]
    goes_on = (
        bool(after) and after[0].kind in ("first", "main", "frag") and any(part.finite for part in after[:2])
    )
    if not left:
        return None
    if need_verb and not has_main and not goes_on and "inf" not in kinds:
        return None
    if need_verb and kinds <= {"sub", "rel", "frag"} and not goes_on:
        return None
    if "inf" in kinds and not has_main and reading.grammar.lower[left[0].opener] in _PURPOSE:
        return None
    ranges = [(left[0].first, left[-1].end)]
    if goes_on and after[0].kind != "quote":
        complete = any(part.kind in ("main", "first") for part in left)
        if not complete or _konjunktiv(reading, after[0]) or after[0].kind == "frag":
            skip = after[0]
            if (
                skip.kind == "frag"
                and complete
                and not any(
                    part.kind in ("first", "main") and _konjunktiv(reading, part) for part in after[:2]
                )
            ):
                return Content(ranges, "before", first)
            end = _end(reading, parts, parts.index(after[0]), "verb-second")
            if not complete:
                end = max(end, _last_of(reading, after))
            ranges.append((after[0].first, end))
    return Content(ranges, "before", first)


def _last_of(reading: Reading, after: list[Clause]) -> int:
    end = after[0].end
    for clause in after[1:]:
        if clause.kind == "quote" or _separator(reading, clause) in (";", ":") or clause.kind == "main":
            break
        end = clause.end
    return end


def _around(reading: Reading, sentence: Sentence, parts: list[Clause], index: int) -> Content | None:
    """`Wie X mitteilte, …`, `…, wie X mitteilte`: the rest of the sentence."""
    last = index
    while index > 0 and parts[last].opener < parts[index].first:
        index -= 1
    if last > index:
        parts = [*parts[: index + 1], *parts[last + 1 :]]
    following = [part for part in parts[index + 1 :] if part.kind not in ("paren",)]
    if index == 0 or all(part.kind in ("frag", "sub", "paren") and not part.finite for part in parts[:index]):
        place = next((parts.index(part) for part in following if part.kind in ("first", "main")), None)
        if index == 0 or place is not None:
            if place is None or any(part.kind == "quote" for part in parts[index + 1 : place]):
                return None
            end = _end(reading, parts, place, "verb-second")
            end = max(end, _last_of(reading, parts[place:]))
            ranges = [(parts[place].first, end)]
            if index:
                ranges.insert(0, (parts[0].first, parts[index - 1].end))
            return Content(ranges, "wie", place)
    if any(part.kind == "quote" for part in parts[:index]) and parts[index - 1].kind == "quote":
        return None
    if parts[index - 1].kind in ("main", "first", "that", "inf", "frag", "rel", "sub", "ask", "paren"):
        return _both_sides(reading, sentence, parts, index, need_verb=True)
    return None


def _finding(
    reading: Reading, kind: str, content: Content, sentence: Sentence, rule: str, score: float
) -> Finding:
    spans = []
    for first, end in content.ranges:
        start, stop = reading.characters(first, end)
        while stop > start and reading.text[stop - 1] in ",;:–- \n":
            stop -= 1
        if stop > start:
            spans.append((start, stop))
    return Finding(
        kind, spans or [reading.characters(sentence.first, sentence.end)], rule, score, sentence.index
    )  # type: ignore[arg-type]


def _frame_of(clause: Clause, content: Content, parts: list[Clause]) -> tuple[int, int]:
    """The introducing clause with the comma that joins it to the content."""
    first, end = clause.first, clause.end
    for one_first, one_end in content.ranges:
        if one_first >= clause.end:
            end = max(end, min(one_first, clause.end + 1)) if one_first - clause.end <= 1 else one_first
            break
        if one_end <= clause.first:
            first = min(first, one_end)
    return first, end


def _addressee(
    reading: Reading, cast: Cast, found: Found, clause: Clause, phrase: tuple[int, int] | None
) -> tuple[int, int] | None:
    """To whom: `gegenüber X`, `an X` of an appeal, the object of `auffordern`, the dative of `sagen`."""
    grammar = reading.grammar
    for token in range(clause.first, clause.end - 1):
        if grammar.lower[token] == "gegenüber" and grammar.tag[token].startswith("APP"):
            return speakers.after(reading, cast, token + 1, clause.end)
        if (
            grammar.lower[token] == "an"
            and found.cue.lemma in ("appellieren", "wenden", "richten")
            and token > found.token
        ):
            return speakers.after(reading, cast, token + 1, clause.end)
    verb = found.token
    relations = ["indirect_object"]
    if found.cue.name in (
        "auffordern",
        "bitten",
        "fragen",
        "warnen",
        "ermahnen",
        "ermuntern",
        "ermutigen",
        "informieren",
        "unterrichten",
        "beschuldigen",
        "erinnern",
        "aufrufen",
        "anweisen",
    ):
        relations.append("object")
    for child in grammar.below(verb, *relations):
        if grammar.tag[child] in ("NN", "NE", "PPER") and (
            phrase is None or not phrase[0] <= child < phrase[1]
        ):
            first = grammar.span(child)[0]
            if clause.first <= first <= child < clause.end:
                return speakers.after(reading, cast, first, clause.end) or (child, child + 1)
    return None


def _reported(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> Finding | None:
    """A report without a clause (`kritisierte die Pläne`): the clause as a whole, kept apart."""
    clause = parts[index]
    grammar = reading.grammar
    if ("p" not in found.cue.frames and found.cue.name not in _REPORTS_BARE) or clause.kind not in (
        "main",
        "first",
    ):
        return None
    if any(part.kind == "quote" for part in parts):
        return None
    passive = speakers.is_passive(reading, found.token, found, clause)
    phrase = (
        speakers.by_whom(reading, cast, clause)
        if passive
        else speakers.of_verb(reading, cast, found.token, clause, parts)
    )
    if phrase is None or speakers.is_word(reading, phrase, "es", "das", "dies", "wir", "ich", "man"):
        return None
    first = clause.first
    end = _last_of(reading, parts[index:])
    finding = _finding(
        reading, "reported", Content([(first, end)], "reported", index), sentence, "reported", 0.4
    )
    finding.cue, finding.prefix, finding.row = found.token, found.prefix, found.cue
    finding.phrase = phrase
    return finding


_REPORTS_BARE = frozenset(
    ["fordern", "verlangen", "auffordern", "aufrufen", "warnen", "berichten", "sprechen"]
)


# --- so X, laut X, nach Angaben von X ---------------------------------------------------------------------------------


def _so(reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int) -> list[Finding]:
    """`…, so X`: X is who said the rest of the sentence."""
    grammar = reading.grammar
    clause = parts[index]
    if (
        grammar.lower[clause.first] != "so"
        or clause.finite
        or index == 0
        or _separator(reading, clause) not in (",", "–", "-")
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
    content = _both_sides(reading, sentence, parts, index, need_verb=True)
    if phrase is None or content is None:
        return []
    finding = _finding(reading, "indirect", content, sentence, "indirect-so", 0.85)
    finding.cue, finding.phrase = clause.first, phrase
    finding.frame = (clause.first - 1, clause.end)
    return [finding]


def _for_somebody(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    """`Für X wäre das ein Fehler`: an opinion in Konjunktiv."""
    grammar = reading.grammar
    if index or grammar.lower[parts[0].first] != "für":
        return []
    first = parts[0].first + 1
    phrase = speakers.after(reading, cast, first, parts[0].end)
    main = next((part for part in parts if part.kind in ("main", "first")), None)
    if phrase is None or main is None or not _konjunktiv(reading, main):
        return []
    start, end = reading.characters(*phrase)
    if not any(place.member.kind == "person" for place in cast.inside(start, end)):
        return []
    begin = main.finite[0] if main.kind == "first" or main.first < phrase[1] else main.first
    content = Content([(begin, _end(reading, parts, parts.index(main), "verb-second"))], "for", 0)
    finding = _finding(reading, "indirect", content, sentence, "indirect-for", 0.7)
    finding.phrase = phrase
    finding.frame = (parts[0].first, phrase[1])
    return [finding]


def _sources(
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
            if source and not speakers.is_document(reading, token + 1, source.end):
                source = None
        elif word in ("nach", "aus") and token + 1 < clause.end:
            source = _nach(reading, cast, token, clause)
        elif word in ("demnach", "demzufolge", "wonach") and token <= clause.first + 3:
            source = _Source(token, token + 1, token, None, "indirect-demnach", 0.5, "free_indirect")
        if source is None:
            continue
        content = _rest(reading, sentence, parts, index, source)
        if content is None:
            continue
        kind = source.kind
        if kind == "indirect" and clause.kind == "paren":
            continue
        finding = _finding(reading, kind, content, sentence, source.rule, source.score)
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


@dataclass(slots=True)
class _Source:
    """A phrase that names a source: tokens [first, end), its cue, who is behind it."""

    first: int
    end: int
    cue: int
    phrase: tuple[int, int] | None
    rule: str
    score: float
    kind: str = "indirect"
    row: Cue | None = None


def _laut(reading: Reading, cast: Cast, token: int, end: int) -> _Source | None:
    grammar = reading.grammar
    phrase = speakers.after(reading, cast, token + 1, end)
    if phrase is None or grammar.tag[token + 1].startswith("V") or phrase[0] > token + 1:
        return None
    inner = _behind_noun(reading, cast, phrase[0], phrase[1], end)
    stop = max(phrase[1], inner[1] if inner else 0)
    kind = (
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
    phrase: tuple[int, int] | None = (first, token)
    cue = token
    own = any(grammar.lower[t] in ("eigenen", "eigener") for t in range(first, token))
    if noun is not None:
        phrase = _behind_noun(reading, cast, first, token, token)
        if grammar.lower[token] != "zufolge":
            cue = noun
        if phrase is None and grammar.tag[first] == "PPOSAT" and not own:
            phrase = (first, first + 1)
            if grammar.lower[first].startswith(("mein", "unser")):
                return None
        if own:
            phrase = _subject_of_clause(reading, cast, left, first, token)
    kind = (
        "free_indirect"
        if any(_FINDINGS_NOUNS.match(grammar.text[t]) for t in range(first, token))
        else "indirect"
    )
    return _Source(first, token + 1, cue, phrase, "indirect-zufolge", 0.8, kind)


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
    for place in range(token + 1, min(clause.end, token + 6)):
        tag, text = grammar.tag[place], grammar.text[place]
        if word == "aus" and text == "Sicht":
            noun: Cue | None = None
        elif word != "aus" and _FINDINGS_NOUNS.match(text):
            inner = _behind_noun_plain(reading, cast, place + 1, clause.end)
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
        own = any(grammar.lower[t] in ("eigener", "eigenen", "eigenem") for t in range(token, place))
        inner = _behind_noun_plain(reading, cast, place + 1, clause.end)
        end = place + 1
        phrase: tuple[int, int] | None = None
        if inner is not None:
            end, phrase = inner[1], inner
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
        elif noun.lemma in ("Bericht", "Meldung") or (noun and noun.lemma in ("Studie", "Umfrage")):
            phrase = (token + 1, place + 1)
        return _Source(token, end, place, phrase, "indirect-nach", 0.8 if phrase else 0.65, "indirect", noun)
    return None


def _behind_noun_plain(reading: Reading, cast: Cast, first: int, end: int) -> tuple[int, int] | None:
    """The genitive or `von` phrase behind a noun."""
    grammar = reading.grammar
    if first >= end:
        return None
    word = grammar.lower[first]
    if word in ("von", "vom", "seitens", "durch", "aus", "bei"):
        return speakers.after(reading, cast, first + 1, end)
    if word in (
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
        "mehrerer",
        "beider",
    ):
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
            and _separator(reading, parts[first]) in (",", "(", ")", "–", "-")
        ):
            if clause.kind == "main" and parts[first - 1].kind in ("sub", "that", "ask"):
                break
            first -= 1
        if (
            clause.kind == "frag"
            and first > 0
            and parts[first - 1].kind in ("main", "first")
            and _separator(reading, parts[first]) == ","
        ):
            first -= 1
    kind = {"that": "that", "ask": "ask", "inf": "inf"}.get(clause.kind, "verb-second")
    place = index
    if not clause.finite and clause.kind == "frag":
        place = next((p for p in range(index + 1, len(parts)) if parts[p].kind in ("main", "first")), index)
        if any(part.kind == "quote" for part in parts[index:place]):
            place = index
    end = _end(reading, parts, place, kind)
    if kind == "verb-second":
        end = max(end, _last_of(reading, parts[place:]))
    left = (parts[first].first, source.first)
    right = (source.end, end)
    ranges = []
    if left[1] - left[0] >= 1 and any(grammar.text[t][0].isalnum() for t in range(*left)):
        ranges.append(left)
    while right[0] < right[1] and grammar.text[right[0]] in (",", ":", ")", "–"):
        right = (right[0] + 1, right[1])
    if right[1] > right[0] and any(grammar.text[t][0].isalnum() for t in range(*right)):
        ranges.append(right)
    if not ranges or sum(b - a for a, b in ranges) < 2:
        return None
    return Content(ranges, "source", first)


# --- nouns ------------------------------------------------------------------------------------------------------------


def _nouns(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    """`die Forderung, dass …`, `ist der Meinung, dass …`."""
    grammar = reading.grammar
    clause = parts[index]
    if index + 1 >= len(parts):
        return []
    following = parts[index + 1]
    wanted = {"that": "t", "inf": "i", "ask": "q", "main": "v"}.get(following.kind)
    if wanted is None or _separator(reading, following) not in (",", ":"):
        return []
    for token in range(clause.end - 1, max(clause.first, clause.end - 8) - 1, -1):
        noun = lexicon().noun(grammar.text[token])
        if noun is None:
            continue
        announced = wanted == "v" and _separator(reading, following) == ":" and noun.medium == "thought"
        if not announced and (
            wanted not in noun.frames or (wanted == "v" and not _konjunktiv(reading, following))
        ):
            continue
        if wanted == "i" and grammar.lower[following.opener] in _PURPOSE:
            continue
        content = _content(reading, parts, index + 1, following.kind if wanted != "v" else "verb-second")
        phrase = _behind_noun_plain(reading, cast, token + 1, clause.end)
        finite = clause.finite[0] if clause.finite else None
        if phrase is None and finite is not None and clause.kind in ("main", "first", "rel"):
            phrase = speakers.of_verb(reading, cast, finite, clause, parts)
            if phrase and phrase[0] <= token < phrase[1]:
                phrase = None
        if phrase and speakers.is_word(reading, phrase, "es", "das", "dies", "man"):
            phrase = None
        if phrase is None and token > clause.first and grammar.tag[token - 1] == "PPOSAT":
            phrase = (token - 1, token)
        own = phrase is not None and grammar.tag[phrase[0]] == "PPOSAT" and phrase[1] - phrase[0] == 1
        said = phrase is not None and not own and (noun.medium != "thought" or _voices(reading, clause))
        kind, score = ("indirect", 0.65) if said else ("reported", 0.4)
        finding = _finding(reading, kind, content, sentence, "indirect-noun", score)
        finding.cue, finding.row, finding.phrase = token, noun, phrase
        finding.frame = (clause.first, following.first)
        return [finding]
    return []


_VOICING = (
    "äußer", "vertr", "formulier", "sprach", "spricht", "sprech", "drück", "brach", "bring", "stell", "mach", "gab", "gib",
    "erhob", "erheb", "bekräftig", "wiederhol", "ist", "sind", "war", "teil", "unterstr", "verband", "verbind", "richt",
)  # fmt: skip


def _voices(reading: Reading, clause: Clause) -> bool:
    """The verb of the clause gives the thought a voice: `äußerte die Hoffnung`, `ist der Meinung`."""
    return any(
        reading.grammar.lower[verb].startswith(_VOICING)
        for verb in range(clause.first, clause.end)
        if reading.grammar.tag[verb].startswith("V")
    )


# --- carrying on ------------------------------------------------------------------------------------------------------


def carried_on(reading: Reading, cast: Cast, found: list[Finding]) -> list[Finding]:
    """Sentences in Konjunktiv without a cue: they carry a report on (`Die Halle sei zu klein.`)."""
    taken: dict[int, list[Finding]] = {}
    for finding in found:
        taken.setdefault(finding.sentence, []).append(finding)
    out: list[Finding] = []
    for sentence in reading.sentences:
        if sentence.zone in ("dateline", "caption") or any(
            one.type != "reported" for one in taken.get(sentence.index, [])
        ):
            continue
        parts = clauses(reading, sentence)
        if any(part.kind == "quote" for part in parts):
            continue
        before = sentence.index - 1
        near = [*taken.get(before, []), *(one for one in out if one.sentence == before)]
        same_paragraph = bool(near) and reading.sentences[before].paragraph == sentence.paragraph
        strength = _strength(reading, parts)
        if strength is None and not taken.get(sentence.index):
            announced = _whole(reading, sentence, parts, "indirect", "indirect-announced", 0.55)
            if announced is not None:
                _announced_behind(reading, cast, sentence, announced)
                if announced.cue is not None:
                    out.append(announced)
                    continue
        if strength is None or (
            strength == "kon2"
            and not (same_paragraph and any(one.type in ("indirect", "free_indirect") for one in near))
        ):
            if strength is None and near and same_paragraph and _sollen(reading, parts):
                free: Finding | None = _whole(
                    reading, sentence, parts, "free_indirect", "free-indirect-sollen", 0.4
                )
                if free:
                    out.append(free)
            continue
        if strength == "kon2" and not any(_holds_konjunktiv(reading, one) for one in near):
            continue
        if _REMARK.search(reading.words(sentence.first, sentence.end)):
            continue
        finding = _whole(
            reading, sentence, parts, "indirect", "indirect-konjunktiv", 0.8 if strength == "kon1" else 0.6
        )
        if finding is None:
            continue
        _announced_behind(reading, cast, sentence, finding)
        out.append(finding)
    return out


def _holds_konjunktiv(reading: Reading, finding: Finding) -> bool:
    """The report before stands in Konjunktiv itself, so that one more may carry it on."""
    first, end = reading.token_span(finding.start, finding.end)
    return any(
        mood(reading, token, first, end) in ("kon1", "kon2")
        for token in range(first, end)
        if reading.grammar.tag[token] in FINITE
    )


def _strength(reading: Reading, parts: list[Clause]) -> str | None:
    """`kon1` or `kon2` where a main clause of the sentence stands in it."""
    best = None
    for part in parts:
        if part.kind not in ("main", "first"):
            continue
        for verb in part.finite[:1]:
            how = mood(reading, verb, part.first, part.end)
            if how == "kon1" and not (part.kind == "first" and part is parts[0]):
                return "kon1"
            if (how == "kon2" and part is not parts[0]) or (how == "kon2" and part.kind == "main"):
                best = "kon2"
    return best


def _sollen(reading: Reading, parts: list[Clause]) -> bool:
    return any(
        part.kind == "main"
        and part.finite
        and reading.grammar.lower[part.finite[0]] in ("soll", "sollen", "will", "wollen")
        for part in parts
    )


def _whole(
    reading: Reading, sentence: Sentence, parts: list[Clause], kind: str, rule: str, score: float
) -> Finding | None:
    real = [part for part in parts if part.kind != "paren"]
    if not real:
        return None
    first, end = real[0].first, real[-1].end
    for place, part in enumerate(real):
        if place and _separator(reading, part) == ";":
            if not any(_konjunktiv(reading, one) for one in real[place:]):
                end = real[place - 1].end
            elif not any(_konjunktiv(reading, one) for one in real[:place]):
                first = part.first
            break
    finding = _finding(reading, kind, Content([(first, end)], "whole", 0), sentence, rule, score)
    finding.same_as_before = True
    return finding


def _announced_behind(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> None:
    """`Dies erklärte X`, the sentence after: its cue and speaker belong here."""
    if sentence.index + 1 >= len(reading.sentences):
        return
    following = reading.sentences[sentence.index + 1]
    grammar = reading.grammar
    if following.paragraph != sentence.paragraph and sentence.zone != following.zone:
        return
    if grammar.lower[following.first] not in _DEMONSTRATIVE or following.first + 1 >= following.end:
        return
    verb = following.first + 1
    found = lexicon().find(grammar, verb, following.end) if grammar.tag[verb].startswith("V") else None
    if found is None or found.cue.name.replace(" ", "") not in _ANNOUNCES:
        return
    parts = clauses(reading, following)
    if any(part.kind in ("that", "ask", "quote") for part in parts):
        return
    phrase = _late_subject(reading, cast, verb, following) or speakers.of_verb(
        reading, cast, verb, parts[0], parts
    )
    if phrase is None or phrase[0] < verb:
        phrase = speakers.after(reading, cast, verb + 1, following.end)
    if phrase is None or any(reading.grammar.tag[token].startswith("APP") for token in range(*phrase)[:1]):
        phrase = _first_person(reading, cast, verb, following)
    if phrase is not None:
        finding.cue, finding.prefix, finding.row, finding.phrase = verb, found.prefix, found.cue, phrase
        finding.same_as_before = False


def _first_person(reading: Reading, cast: Cast, verb: int, sentence: Sentence) -> tuple[int, int] | None:
    """The first person named behind the verb."""
    start, end = reading.characters(verb, sentence.end)
    for place in cast.inside(start, end):
        if place.member.kind == "person" and place.start >= start:
            return reading.token_span(place.start, place.end)
    return None


def _late_subject(reading: Reading, cast: Cast, verb: int, sentence: Sentence) -> tuple[int, int] | None:
    """The subject by the parse, however far behind."""
    subject = reading.grammar.subject(verb)
    if subject is None or not verb < subject < sentence.end:
        return None
    first = max(verb + 1, reading.grammar.span(subject)[0])
    return speakers.after(reading, cast, first, sentence.end)
