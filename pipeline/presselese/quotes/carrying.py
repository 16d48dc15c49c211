"""Sentences that carry a report on: Konjunktiv without a cue, `Dies erklärte X` behind, `sollen`."""

from __future__ import annotations

import re

from presselese.german.labels import FINITE
from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause, clauses, mood
from presselese.quotes.content import Content, content_end, finding_of, in_konjunktiv, separator_of
from presselese.quotes.cues import lexicon
from presselese.quotes.findings import Finding, Type
from presselese.quotes.reading import Reading, Sentence

_REMARK = re.compile(
    r"\b(?:es|hier|dabei|hierbei|noch|ferner|auch|abschließend)?\s*sei(?:en)?\s+(?:\w+\s+){0,4}"
    r"(?:hingewiesen|angemerkt|erwähnt|gesagt|gedankt|verwiesen|erinnert|betont|bemerkt|genannt|darauf)\b"
    r"|\bsei(?:en)?\s(?:[\w-]+\s+){1,16}(?:gedankt|hingewiesen|gewünscht|gratuliert)\b"
    r"|\bmöge(?:n)?\s(?:\w+\s){0,3}beschließen\b|\bsei(?:en)?\s(?:\w+\s){0,2}(?:gestattet|erlaubt)\b|^\w+ siehe\b"
    r"|\bes sei denn\b|[,–(]\s*sei es\b|\bwie dem auch sei\b|\bGott sei\b|\bwie auch immer\b",
    re.I,
)

_DEMONSTRATIVE = frozenset({"dies", "das", "dieses"})


def carried_on(reading: Reading, cast: Cast, found: list[Finding]) -> list[Finding]:
    """Sentences in Konjunktiv without a cue: they carry a report on (`Die Halle sei zu klein.`)."""
    by_sentence: dict[int, list[Finding]] = {}
    for finding in found:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    out: list[Finding] = []
    for sentence in reading.sentences:
        here = by_sentence.get(sentence.index, [])
        if sentence.zone in ("dateline", "caption") or any(one.type != "reported" for one in here):
            continue
        parts = clauses(reading, sentence)
        if any(part.kind == "quote" for part in parts):
            continue
        behind = _behind_colon(reading, cast, sentence, parts)
        if behind is not None and not any(one.type == "direct" for one in here):
            by_sentence.setdefault(sentence.index, []).append(behind)
            out.append(behind)
            continue
        carried = _carried(reading, cast, sentence, parts, by_sentence.get(sentence.index - 1, []), not here)
        if carried is not None:
            by_sentence.setdefault(sentence.index, []).append(carried)
            out.append(carried)
    return out


def _behind_colon(reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause]) -> Finding | None:
    """`X nannte den Streik unnötig: Man habe ein Treffen vereinbart.`: who is the subject before the colon says it."""
    place = next((n for n, part in enumerate(parts) if n and separator_of(reading, part) == ":"), None)
    if place is None or parts[place].kind != "main":
        return None
    head = parts[place]
    main = [part for part in parts[:place] if part.kind in ("main", "first") and part.finite]
    if (
        not main
        or mood(reading, head.finite[0], head.first, head.end) != "kon1"
        or in_konjunktiv(reading, main[0])
    ):
        return None
    phrase = speakers.of_verb(reading, cast, main[0].finite[0], main[0], parts)
    if phrase is None or not any(
        place.kind == "name" or place.member.kind == "person"
        for place in cast.inside(*reading.characters(*phrase))
    ):
        return None
    content = Content([(head.first, content_end(reading, parts, place, "colon"))], "colon", place)
    finding = finding_of(reading, "indirect", content, sentence, "indirect-colon", 0.7)
    finding.phrase, finding.frame = phrase, (parts[0].first, head.first)
    return finding


def _carried(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], before: list[Finding], free: bool
) -> Finding | None:
    """What this sentence carries on of the reports in the one before; `free` says that it holds no report itself."""
    same_paragraph = bool(before) and reading.sentences[sentence.index - 1].paragraph == sentence.paragraph
    strength = _strength(reading, parts)
    if strength is None:
        if free:
            announced = _whole(reading, sentence, parts, "indirect", "indirect-announced", 0.55)
            if announced is not None and _announced_behind(reading, cast, sentence, announced):
                return announced
        if same_paragraph and _sollen(reading, parts):
            return _whole(reading, sentence, parts, "free_indirect", "free-indirect-sollen", 0.4)
        return None
    if strength == "kon2" and not (same_paragraph and any(_goes_on_from(reading, one) for one in before)):
        return None
    if _REMARK.search(reading.words(sentence.first, sentence.end)):
        return None
    score = 0.8 if strength == "kon1" else 0.6
    carried = _whole(reading, sentence, parts, "indirect", "indirect-konjunktiv", score)
    if carried is not None and not _said_by_nobody(reading, sentence, carried):
        _announced_behind(reading, cast, sentence, carried)
    return carried


def _said_by_nobody(reading: Reading, sentence: Sentence, finding: Finding) -> bool:
    """`…, wurde betont` behind: the report has a cue and nobody who speaks."""
    grammar = reading.grammar
    last = sentence.end - 1
    while last > sentence.first and not grammar.text[last][0].isalnum():
        last -= 1
    found = lexicon().find(grammar, last, sentence.end) if grammar.tag[last] == "VVPP" else None
    comma = next(
        (t for t in range(last - 1, max(sentence.first, last - 6), -1) if grammar.text[t] == ","), None
    )
    if found is None or comma is None or grammar.lower[comma + 1] not in ("wurde", "wird", "hieß"):
        return False
    finding.spans = [(finding.start, grammar.end[comma - 1])]
    finding.rule, finding.cue, finding.row = "indirect-before", last, found.cue
    finding.frame, finding.same_as_before, finding.anonymous = (comma, last + 1), False, True
    return True


def _goes_on_from(reading: Reading, finding: Finding) -> bool:
    """A report in Konjunktiv, which one in Konjunktiv II may carry on."""
    if finding.type not in ("indirect", "free_indirect"):
        return False
    first, end = reading.token_span(finding.start, finding.end)
    return any(
        mood(reading, token, first, end) in ("kon1", "kon2")
        for token in range(first, end)
        if reading.grammar.tag[token] in FINITE
    )


def _strength(reading: Reading, parts: list[Clause]) -> str | None:
    """`kon1` or `kon2` where the first main clause of the sentence, or one behind a semicolon, stands in it."""
    best = None
    indicative = False
    if len(parts) > 1 and parts[0].kind == "frag" and lexicon().noun(reading.grammar.text[parts[0].end - 1]):
        return None  # `Die Behauptung, der Umbau koste Millionen, ist falsch.`
    for part in parts:
        if part.kind not in ("main", "first") or not part.finite:
            continue
        if indicative and separator_of(reading, part) != ";":
            continue
        how = mood(reading, part.finite[0], part.first, part.end)
        if how == "kon2" and {"wir", "ich"} & set(reading.grammar.lower[part.first : part.end]):
            how = "ind"  # `wir würden uns freuen`: the sender's own
        if how == "kon1" and not (part.kind == "first" and part is parts[0]):
            return "kon1"
        if how == "kon2" and (part.kind == "main" or part is not parts[0]):
            best = "kon2"
        indicative = indicative or how == "ind"
    return best


def _sollen(reading: Reading, parts: list[Clause]) -> bool:
    return any(
        part.kind == "main"
        and part.finite
        and reading.grammar.lower[part.finite[0]] in ("soll", "sollen", "will", "wollen")
        for part in parts
    )


def _whole(
    reading: Reading, sentence: Sentence, parts: list[Clause], kind: Type, rule: str, score: float
) -> Finding | None:
    real = [part for part in parts if part.kind != "paren"]
    if not real:
        return None
    first, end = real[0].first, real[-1].end
    for place, part in enumerate(real):
        if place and separator_of(reading, part) == ";":
            if not any(in_konjunktiv(reading, one) for one in real[place:]):
                end = real[place - 1].end
            elif not any(in_konjunktiv(reading, one) for one in real[:place]):
                first = part.first
            break
    finding = finding_of(reading, kind, Content([(first, end)], "whole", 0), sentence, rule, score)
    finding.same_as_before = True
    return finding


def _announced_behind(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> bool:
    """`Dies erklärte X`, the sentence after: its cue and speaker belong here."""
    if sentence.index + 1 >= len(reading.sentences):
        return False
    following = reading.sentences[sentence.index + 1]
    grammar = reading.grammar
    if following.paragraph != sentence.paragraph and sentence.zone != following.zone:
        return False
    if grammar.lower[following.first] not in _DEMONSTRATIVE or following.first + 1 >= following.end:
        return False
    verb = following.first + 1
    found = lexicon().find(grammar, verb, following.end) if grammar.tag[verb].startswith("V") else None
    if found is None or "announces" not in found.cue.senses:
        return False
    parts = clauses(reading, following)
    if any(part.kind in ("that", "ask", "quote") for part in parts):
        return False
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
    return finding.cue is not None


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
