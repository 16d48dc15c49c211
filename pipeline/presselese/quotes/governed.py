"""Reports that a verb or an adjective of saying governs: `X sagt, dass …`, `…, sagt X`, `wie X sagt, …`."""

from __future__ import annotations

from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause, infinitive_with_zu, mood
from presselese.quotes.content import (
    PURPOSE,
    Content,
    both_sides,
    clause_content,
    content_end,
    finding_of,
    holds_konjunktiv,
    in_konjunktiv,
    is_so_verb,
    last_of,
    separator_of,
)
from presselese.quotes.cues import Found, lexicon
from presselese.quotes.findings import Finding, Type
from presselese.quotes.reading import Reading, Sentence

_THEN = frozenset({"nachdem", "bevor", "sobald", "seitdem", "ehe"})
"""They open a clause that says when somebody spoke."""
_WHILE = frozenset(
    {"als", "während", "da", "weil", "obwohl", "indem", "wenn", "falls", "sofern", "damit", "obgleich"}
)
_HARDLY_ANYBODY = frozenset({"wenigsten", "niemand", "niemanden", "keiner", "kaum"})
_BRIDGES = frozenset({"rel", "frag", "paren"})


def by_verbs(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    grammar = reading.grammar
    clause = parts[index]
    limit = _prefix_limit(reading, parts, index)
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


def _prefix_limit(reading: Reading, parts: list[Clause], index: int) -> int:
    """Where a separated prefix may stand at the latest: in the clause, or behind what interrupts it."""
    limit = parts[index].end
    for following in parts[index + 1 : index + 4]:
        length = following.end - following.first
        if following.kind == "frag" and (
            length <= 4 or (length <= 12 and _ends_in_prefix(reading, following))
        ):
            limit = following.end
        elif following.kind not in ("rel", "paren", "frag"):
            break
    return limit


def _ends_in_prefix(reading: Reading, clause: Clause) -> bool:
    """`fasste X, die Vorsitzende des Vereins zusammen`: the comma behind the apposition is missing."""
    return reading.grammar.tag[clause.end - 1] == "PTKVZ"


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
    if clause.kind == "sub" and grammar.lower[clause.opener] == "damit":
        return None  # what for, not what was said
    if clause.kind == "how" and "w" in frames and not _asked_for(reading, parts[:index]):
        content = _around(reading, sentence, parts, index)
        rule, score = "indirect-wie", 0.9
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
    if clause.kind == "how" and phrase is None and not passive:
        phrase = speakers.by_whom(reading, cast, clause)
        if phrase is None:
            return None  # `wie berichtet`: by the sender itself
    if found.cue.kind == "adjective":
        adjective = speakers.who_feels(reading, cast, clause, found, phrase)
        if adjective is None:
            return None
        phrase = adjective
    kind: Type = "indirect"
    if passive and phrase is None:
        if content.kind == "before" or any(grammar.tag[verb] == "VMFIN" for verb in clause.finite):
            return None
        if not found.cue.medium or content.kind == "inf":
            kind, score = "reported", 0.4
    elif (
        content.kind == "before"
        and clause.kind != "how"
        and found.cue.lemma != "heißen"
        and not is_so_verb(reading, clause)
        and (phrase is None or phrase[0] < clause.finite[0])
    ):
        return None
    if content.kind == "ask" and "question" not in found.cue.senses:
        kind, score = "reported", 0.5
    if content.kind == "colon" and reading.block_at[content.ranges[0][0]] >= 0:
        return None  # what stands in marks there is a title
    if content.kind == "colon" and not holds_konjunktiv(reading, content):
        if phrase is None:
            return None
        if _we_speak(reading, content) or _is_question(reading, found, content):
            kind = "direct"
    if phrase is not None and any(
        reading.grammar.lower[token] in _HARDLY_ANYBODY for token in range(*phrase)
    ):
        kind, score = "reported", 0.4
    if "decision" in found.cue.senses and (content.kind == "inf" or not holds_konjunktiv(reading, content)):
        kind, score = "reported", 0.45
    if _own_remark(reading, sentence, found, phrase) and "demand" not in found.cue.senses:
        kind, score = "reported", 0.4
    if "perception" in found.cue.senses and not holds_konjunktiv(reading, content):
        kind, score = "reported", 0.4
    if "shows" in found.cue.senses and not _can_speak(reading, cast, phrase):
        kind, score = "reported", 0.5
    if found.cue.name == "feststellen" and not _feststellt(reading, cast, phrase, content):
        kind, score = "reported", 0.5
    if passive and phrase is None:
        score -= 0.1
    finding = finding_of(reading, kind, content, sentence, rule, score)
    if kind == "direct" and reading.text[finding.end : finding.end + 1] in (".", "!", "?"):
        finding.spans[-1] = (finding.spans[-1][0], finding.end + 1)
    if kind == "direct" and "question" in found.cue.senses:
        finding.spans[-1] = (finding.start, _last_question(reading, finding.end))
    finding.cue, finding.prefix, finding.row = found.token, found.prefix, found.cue
    finding.verbs = [verb for verb in clause.finite if grammar.tag[verb] in ("VAFIN", "VMFIN")][:1]
    finding.phrase = phrase
    finding.frame = _frame_of(clause, content, parts)
    if phrase is not None and phrase[0] < finding.frame[0] and sentence.first <= phrase[0]:
        finding.frame = (phrase[0], finding.frame[1])
    finding.addressee = _addressee(reading, cast, found, clause, phrase)
    finding.anonymous = passive and phrase is None
    return finding


def _own_remark(reading: Reading, sentence: Sentence, found: Found, phrase: tuple[int, int] | None) -> bool:
    """`Wir finden, dass …`, `Wir möchten einladen und betonen, dass …`: by the sender."""
    grammar = reading.grammar
    if phrase is not None:
        return speakers.is_word(reading, phrase, "wir", "ich", "uns")
    if found.cue.name == "bereiterklären" and "uns" in grammar.lower[sentence.first : found.token]:
        return True
    return grammar.tag[found.token] == "VVINF" and any(
        grammar.lower[token] in ("wir", "ich") and reading.block_at[token] < 0
        for token in range(sentence.first, found.token)
    )


def _only_a_thought(reading: Reading, clause: Clause, found: Found) -> bool:
    """`zu wissen, wo …`, `kann man sagen, dass …`, `das heißt nicht, dass …`, `stellte sich heraus`, `so begeistert, dass …`,
    `Denken Sie bitte daran, dass …`: nobody says it."""
    grammar = reading.grammar
    words = [grammar.lower[token] for token in range(clause.first, clause.end)]
    if found.cue.kind == "adjective" and grammar.lower[found.token - 1] in ("so", "derart"):
        return True
    if "nicht" in words and grammar.tag[found.token] == "VVINF" and words[-1] == grammar.lower[found.token]:
        return True  # `kann nicht behaupten, dass …`
    if "bitte" in words or (found.cue.lemma == "stehen" and "unter" in words):
        return True
    if infinitive_with_zu(grammar.lower[found.token]) or (
        found.cue.lemma == "stehen" and clause.kind == "first" and "es" not in words
    ):
        return True
    if grammar.tag[found.token] == "VVIZU" or (found.token and grammar.lower[found.token - 1] == "zu"):
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


def _is_question(reading: Reading, found: Found, content: Content) -> bool:
    """`Die Polizei fragt: Wer hat etwas gesehen?`"""
    end = reading.grammar.end[content.ranges[-1][1] - 1]
    return "question" in found.cue.senses and reading.text[end : end + 2].strip().startswith("?")


def _last_question(reading: Reading, end: int) -> int:
    """Where the questions end that follow the first one in its paragraph."""
    here = reading.sentence_of(reading.token_at(end - 1))
    for following in reading.sentences[here.index + 1 : here.index + 12]:
        _, stop = reading.characters(following.first, following.end)
        if following.paragraph != here.paragraph or reading.text[stop - 1] != "?":
            break
        end = stop
    return end


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
    return person or holds_konjunktiv(reading, content)


def _governed(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> tuple[Content | None, str, float]:
    """The clause that a cue governs: behind it, else before it."""
    clause = parts[index]
    if (
        index
        and parts[index - 1].kind in ("frag", "inf")
        and (clause.kind == "first" or is_so_verb(reading, clause))
    ):
        both = _left(reading, sentence, parts, index, found)
        if both is not None and len(both.ranges) > 1:
            return both, "indirect-around", 0.8
    right = _right(reading, sentence, parts, index, found)
    if right is not None:
        return right, f"indirect-{right.kind}", 0.9 if right.kind == "that" else 0.78
    left = _left(reading, sentence, parts, index, found)
    if left is not None:
        return left, "indirect-before", 0.85
    return None, "", 0.0


def _right(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> Content | None:
    grammar = reading.grammar
    frames = found.cue.frames
    same = _infinitive_inside(reading, parts, index, found)
    skipped = 0
    for place in range(index + 1, len(parts)):
        clause = parts[place]
        separator = separator_of(reading, clause)
        if clause.kind == "quote":
            break
        if (
            clause.kind in ("that", "ask", "inf")
            and skipped
            and _belongs_to(reading, clause, parts[index + 1 : place])
        ):
            break
        if clause.kind == "that" and "t" in frames:
            return clause_content(reading, parts, place, "that")
        if clause.kind == "ask" and "q" in frames and skipped <= 1:
            return clause_content(reading, parts, place, "ask")
        if clause.kind == "how" and "q" in frames and skipped == 0:
            return clause_content(reading, parts, place, "ask")
        if clause.kind == "inf" and "i" in frames and grammar.lower[clause.opener] not in PURPOSE:
            return _infinitive(reading, parts, index, place)
        if (
            clause.kind in ("main", "first")
            and "v" in frames
            and not (separator == ":" and found.cue.name == "finden")
        ):
            if separator == "" and grammar.tag[clause.first] == "KON":
                break  # `… fanden und danken`
            if clause.kind == "first" and separator != ":" and not in_konjunktiv(reading, clause):
                break
            if _verb_second(reading, parts, place, found, separator, skipped):
                start = place
                if place > index + 1 and parts[place - 1].kind == "sub" and clause.kind == "first":
                    start = place - 1
                elif clause.kind == "first" and parts[index].kind == "main":
                    start = _begins_before(parts, index, place)
                kind = "colon" if separator == ":" else "verb-second"
                if (
                    kind == "colon"
                    and not in_konjunktiv(reading, clause)
                    and _opens_a_text(reading, found, parts[index])
                ):
                    break
                return clause_content(reading, parts, start, kind, head=place)
            break
        if (
            clause.kind == "sub"
            and "v" in frames
            and place + 1 < len(parts)
            and parts[place + 1].kind == "first"
            and in_konjunktiv(reading, parts[place + 1])
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


def _opens_a_text(reading: Reading, found: Found, clause: Clause) -> bool:
    """`X teilt mit:` before a whole release, `wird gebeten:` before an address: nothing is quoted."""
    return "opens" in found.cue.senses or speakers.is_passive(reading, found.token, found, clause)


def _begins_before(parts: list[Clause], index: int, place: int) -> int:
    """`X sagte, der Leiter, ein Lehrer, habe …`: the content begins with the fragments before its verb."""
    between = parts[index + 1 : place]
    return index + 1 if all(part.kind in ("frag", "rel", "paren") for part in between) else place


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
        cut_word = reading.grammar.text[before.end - 1].endswith("-")
        if (
            cut_word
            or lower[parts[place].first] == "sondern"
            or (before.kind == "inf" and lower[before.opener] in PURPOSE)
        ):
            start = place - 1
        elif (
            before.kind == "rel"
            and place > index + 2
            and parts[place - 2].kind == "frag"
            and lower[parts[place].first] == "zu"
        ):
            start = place - 2  # `mehr Menschen, die noch kein Angebot haben, zu erreichen`
    content = clause_content(reading, parts, start, "inf", head=place)
    for token in range(parts[index].first, parts[index].end if place == index + 1 else 0):
        if (
            lower[token] in ("statt", "anstatt")
            and parts[index].infinitives
            and parts[index].infinitives[-1] > token
        ):
            return Content([(token, content.ranges[0][1])], "inf", place)
    return content


def _infinitive_inside(reading: Reading, parts: list[Clause], index: int, found: Found) -> Content | None:
    """`X plant die Halle zu bauen`, without a comma: by the parse."""
    grammar, clause = reading.grammar, parts[index]
    if "i" not in found.cue.frames or not clause.infinitives or found.cue.lemma in ("haben", "sein"):
        return None
    last = clause.infinitives[-1]
    if last <= found.token or grammar.scheme is None:
        return None
    heads = set(grammar.complements(found.token))
    if "demand" in found.cue.senses and grammar.tag[last] == "VVIZU":
        heads.add(last)  # the parse may hang it on a noun between
    elif "demand" in found.cue.senses and grammar.tag[last - 1 : last + 2] == ["ADJD", "PTKZU", "VAINF"]:
        heads.add(last - 1)  # `rät wachsam zu sein`
    for head in heads:
        first, end = grammar.span(head)
        if grammar.tag[last] == "PTKZU":
            end = max(end, last + 2)  # the parse may part an adjective from its `zu sein`
        if found.token < first <= last - 1 < end <= clause.end + 40 and (
            found.prefix is None or found.prefix < first
        ):
            if end < clause.end:
                return Content([(first, end)], "inf", -1)
            return Content([(first, content_end(reading, parts, index, "that"))], "inf", -1)
    return None


def _verb_second(
    reading: Reading, parts: list[Clause], place: int, found: Found, separator: str, skipped: int
) -> bool:
    """May this main clause be what is said? In Konjunktiv yes; in indicative close behind a strong word of saying."""
    clause = parts[place]
    if any(part.kind == "sub" for part in parts[max(0, place - skipped) : place]) and not in_konjunktiv(
        reading, clause
    ):
        return False
    if in_konjunktiv(reading, clause):
        return True
    if any(mood(reading, verb, clause.first, clause.end) == "kon2?" for verb in clause.finite):
        return separator in (",", ":")
    if separator == ":":
        return skipped == 0
    if found.participle and speakers.is_passive(reading, found.token, found, parts[place - skipped - 1]):
        return False
    starts = reading.grammar.tag[clause.first]
    if starts == "KON" or separator != ",":
        return False
    return "plain" in found.cue.senses and skipped == 0 and found.token >= clause.first - 14


def _left(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, found: Found
) -> Content | None:
    """`Die Halle sei voll, sagte X`, `Die Halle, sagte X, sei voll`: what stands before (and behind) the frame."""
    grammar = reading.grammar
    clause = parts[index]
    if index == 0 or not (clause.kind == "first" or is_so_verb(reading, clause)):
        return None
    subjects = grammar.subjects(clause.finite[0])
    if (
        subjects
        and all(sentence.first <= one < clause.first for one in subjects)
        and not is_so_verb(reading, clause)
    ):
        return None
    if (
        grammar.lower[clause.finite[0] + 1 : clause.finite[0] + 2] == ["sie"]
        and grammar.text[clause.finite[0] + 1] == "Sie"
    ):
        return None
    if separator_of(reading, clause) != "," or mood(
        reading, clause.finite[0], clause.first, clause.end
    ) not in (
        "ind",
        "kon2?",
    ):
        return None
    content = both_sides(reading, sentence, parts, index, need_verb=True)
    if content is None:
        return None
    opening = parts[content.first_clause]
    if not any(in_konjunktiv(reading, part) for part in parts[content.first_clause : index]):
        if opening.kind == "first" and "question" not in found.cue.senses:
            return None  # `Tut er das nicht, drohen …`: if
        if grammar.lower[opening.first] in _THEN:
            return None
        alone = all(part.kind not in ("main", "first") for part in parts[content.first_clause + 1 : index])
        if alone and grammar.lower[opening.first] in _WHILE:
            return None
        if grammar.lower[opening.first] == "was" and "question" not in found.cue.senses:
            return None  # `Was viele ahnten, bestätigte X`: a thing
    needs = {"main": "v", "first": "v", "that": "t", "ask": "q", "inf": "i"}
    before = [needs[part.kind] for part in parts[content.first_clause : index] if part.kind in needs]
    behind = [
        needs[part.kind] for part in parts[index + 1 :] if part.kind in needs and len(content.ranges) > 1
    ]
    wanted = before or behind
    if is_so_verb(reading, clause):
        return content if wanted else None
    return (
        content
        if wanted and (wanted[0] in found.cue.frames or ("v" in wanted and "v" in found.cue.frames))
        else None
    )


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
            end = content_end(reading, parts, place, "verb-second")
            end = max(end, last_of(reading, parts[place:]))
            ranges = [(parts[place].first, end)]
            if index:
                ranges.insert(0, (parts[0].first, parts[index - 1].end))
            return Content(ranges, "wie", place)
    if any(part.kind == "quote" for part in parts[:index]) and parts[index - 1].kind == "quote":
        return None
    if parts[index - 1].kind in ("main", "first", "that", "inf", "frag", "rel", "sub", "ask", "paren"):
        return both_sides(reading, sentence, parts, index, need_verb=True)
    return None


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
    if "p" not in found.cue.frames or clause.kind not in ("main", "first"):
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
    first = min(clause.first, phrase[0])  # the subject may begin before an apposition
    end = last_of(reading, parts[index:])
    finding = finding_of(
        reading, "reported", Content([(first, end)], "reported", index), sentence, "reported", 0.4
    )
    finding.cue, finding.prefix, finding.row = found.token, found.prefix, found.cue
    finding.phrase = phrase
    return finding
