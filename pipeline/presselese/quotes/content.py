"""What a report holds: the stretch of a sentence that is said, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from presselese.german.labels import FINITE
from presselese.quotes.clauses import Clause, mood
from presselese.quotes.cues import lexicon
from presselese.quotes.findings import Finding, Type
from presselese.quotes.reading import Reading, Sentence

PURPOSE = frozenset({"um", "ohne", "statt", "anstatt", "außer"})
"""They open an infinitive that says what for, not what was said."""


_COMMENT = frozenset({"worauf", "woraufhin", "wonach", "was"})
"""`…, worauf er ging`: they go on with the story, behind what was said."""


@dataclass(slots=True)
class Content:
    """The reported words as token ranges, and how they were found."""

    ranges: list[tuple[int, int]]
    kind: str
    first_clause: int


def separator_of(reading: Reading, clause: Clause) -> str:
    token = clause.first - 1
    text = reading.grammar.text
    while token > 0 and text[token].isspace():
        token -= 1
    return text[token] if token >= 0 and not text[token][0].isalnum() else ""


def in_konjunktiv(reading: Reading, clause: Clause) -> bool:
    return any(mood(reading, verb, clause.first, clause.end) in ("kon1", "kon2") for verb in clause.finite)


def holds_konjunktiv(reading: Reading, content: Content) -> bool:
    return any(
        mood(reading, token, first, stop).startswith("kon1")
        for first, stop in content.ranges
        for token in range(first, stop)
        if reading.grammar.tag[token] in FINITE
    )


def clause_content(
    reading: Reading, parts: list[Clause], place: int, kind: str, head: int | None = None
) -> Content:
    """The content from a clause on, with all that hangs on it; a bracket inside does not begin it."""
    end = content_end(reading, parts, place if head is None else head, kind)
    while place > 1 and separator_of(reading, parts[place]) == ")" and parts[place - 1].kind == "paren":
        if parts[place - 2].kind not in ("frag", "rel", "that"):
            break
        place -= 2
    return Content([(parts[place].first, end)], kind, place)


def content_end(reading: Reading, parts: list[Clause], place: int, kind: str) -> int:
    """Where a reported clause ends: before the main clause goes on, before another frame, at a semicolon."""
    grammar = reading.grammar
    head = parts[place]
    konjunktiv = in_konjunktiv(reading, head)
    end = head.end
    for clause in parts[place + 1 :]:
        separator = separator_of(reading, clause)
        if clause.kind == "quote" or (separator == ":" and kind != "colon"):
            break
        if separator == ";" and not _konjunktiv_ahead(reading, parts, clause):
            break
        if is_frame(reading, clause):
            break
        if grammar.lower[clause.opener] in _COMMENT and (
            kind == "inf" or grammar.lower[clause.opener] != "was"
        ):
            break
        if clause.kind in ("main", "first"):
            verb_mood = in_konjunktiv(reading, clause)
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
            return in_konjunktiv(reading, following)
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


def is_frame(reading: Reading, clause: Clause) -> bool:
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
            and separator_of(reading, clause) == ","
        )
    if clause.kind == "first" and separator_of(reading, clause) == ",":
        found = lexicon().find(grammar, clause.finite[0], clause.end)
        return (
            found is not None
            and bool(found.cue.frames & set("dv"))
            and mood(reading, clause.finite[0], clause.first, clause.end) == "ind"
        )
    return False


def is_so_verb(reading: Reading, clause: Clause) -> bool:
    """`so begründet X`."""
    return (
        reading.grammar.lower[clause.first] == "so"
        and bool(clause.finite)
        and clause.finite[0] == clause.first + 1
    )


def both_sides(
    reading: Reading, sentence: Sentence, parts: list[Clause], index: int, need_verb: bool
) -> Content | None:
    """What stands before a frame, and behind it where the sentence goes on."""
    first = index
    while (
        first > 0
        and parts[first - 1].kind != "quote"
        and separator_of(reading, parts[first]) not in (";", ":")
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
    said_so = reading.grammar.lower[parts[index].first] == "so" and not parts[index].finite
    hangs_on = (
        bool(after)
        and separator_of(reading, after[0]) == ","
        and (
            (after[0].kind in ("sub", "inf", "that") and said_so)
            or (after[0].kind == "sub" and in_konjunktiv(reading, after[0]))
        )
        and any(part.finite for part in parts[first:index])
    )
    goes_on = (
        bool(after) and after[0].kind in ("first", "main", "frag") and any(part.finite for part in after[:2])
    )
    if not left:
        return None
    if need_verb and not has_main and not goes_on and "inf" not in kinds:
        return None
    if need_verb and kinds <= {"sub", "rel", "frag"} and not goes_on:
        return None
    if "inf" in kinds and not has_main and reading.grammar.lower[left[0].opener] in PURPOSE:
        return None
    ranges = [(left[0].first, left[-1].end)]
    if hangs_on:
        kind = "inf" if after[0].kind == "inf" else "that"
        ranges.append((after[0].first, content_end(reading, parts, parts.index(after[0]), kind)))
        return Content(ranges, "before", first)
    if goes_on and after[0].kind != "quote":
        complete = any(part.kind in ("main", "first") for part in left)
        if not complete or in_konjunktiv(reading, after[0]) or after[0].kind == "frag":
            skip = after[0]
            if (
                skip.kind == "frag"
                and complete
                and not any(
                    part.kind in ("first", "main") and in_konjunktiv(reading, part) for part in after[:2]
                )
            ):
                return Content(ranges, "before", first)
            end = content_end(reading, parts, parts.index(after[0]), "verb-second")
            if not complete:
                end = max(end, last_of(reading, after))
            ranges.append((after[0].first, end))
    return Content(ranges, "before", first)


def last_of(reading: Reading, after: list[Clause]) -> int:
    """Where the clauses that go on with the first one end; a main clause with a subject of its own does not."""
    end = after[0].end
    relation = reading.grammar.relation
    for clause in after[1:]:
        if clause.kind == "quote" or separator_of(reading, clause) in (";", ":"):
            break
        if clause.kind == "main" and "subject" in relation[clause.first : clause.end]:
            break
        end = clause.end
    return end


def finding_of(
    reading: Reading, kind: Type, content: Content, sentence: Sentence, rule: str, score: float
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
    )
