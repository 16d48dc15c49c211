"""From a Doc to its quotes: marks, frames, clauses, then names in the order of reading."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from spacy.tokens import Doc

from presselese.doc import warn
from presselese.quotes import carrying, direct, indirect, interviews, lists, speakers, unmarked
from presselese.quotes.cast import Cast, Member, Place
from presselese.quotes.clauses import BREAKS
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading
from presselese.quotes.refused import is_none, is_title
from presselese.quotes.resolver import Resolver, Speaker
from presselese.quotes.speakers import is_document


def findings(reading: Reading, cast: Cast) -> list[Finding]:
    """All reports of a Doc, named, in the order of the text."""
    direct.decide(reading, cast)
    found = interviews.find(reading, cast)
    found += _beside(found, direct.find(reading, cast))
    found += lists.find(reading, cast, found)
    found += _beside(found, unmarked.find(reading, cast))
    found += _beside(found, indirect.find(reading, cast))
    found += _beside(found, carrying.carried_on(reading, cast, found))
    found = [finding for finding in found if not is_none(reading, finding)]
    found.sort(key=lambda finding: (finding.start, finding.end))
    return _named(reading, cast, found)


def _beside(found: list[Finding], more: list[Finding]) -> list[Finding]:
    """Those of `more` that overlap nothing that was found (`reported` aside)."""
    spans = sorted(span for one in found if one.type != "reported" for span in one.spans)
    starts = [start for start, _ in spans]
    reach: list[int] = []
    for _, end in spans:
        reach.append(max(end, reach[-1] if reach else 0))

    def overlaps(one: Finding) -> bool:
        last = bisect_left(starts, one.end) - 1
        return last >= 0 and reach[last] > one.start

    return [one for one in more if not overlaps(one)]


def _named(reading: Reading, cast: Cast, found: list[Finding]) -> list[Finding]:
    """Resolve the speakers from top to bottom: pronouns and reports without a cue need who spoke before. What turns out to
    be a title, since nobody says it, is left out."""
    resolver = Resolver(reading, cast)
    kept: list[Finding] = []
    last: Finding | None = None
    for finding in found:
        if finding.phrase is not None:
            resolver.inside = finding.spans
            finding.speaker = resolver.resolve(*finding.phrase)
        elif finding.same_as_before:
            finding.speaker = _carry(reading, cast, finding, last)
            far = finding.speaker is None or finding.speaker.score <= 0.5
            if finding.rule == "indirect-konjunktiv" and far:
                body = _body_before(reading, cast, resolver, finding)
                finding.speaker = body or finding.speaker or _court(cast, finding.start)
            finding.source = last
        if is_title(reading, finding) and not _joins(reading, last, finding):
            continue
        kept.append(finding)
        if finding.speaker and finding.speaker.name:
            resolver.last_speaker = finding.speaker
        elif finding.rule == "indirect-konjunktiv" and (last is None or finding.sentence - last.sentence > 1):
            finding.type, finding.score = "free_indirect", 0.4
        if finding.type != "reported":
            last = finding
    return kept


def _carry(reading: Reading, cast: Cast, finding: Finding, last: Finding | None) -> Speaker | None:
    """Who speaks where nobody is named: who spoke last, or the person of the sentence before or after."""
    here = reading.sentences[finding.sentence]
    alone = finding.look_ahead and finding.type == "direct"
    if last is not None and last.speaker is not None and not (alone and here.zone in ("headline", "subhead")):
        gap = here.index - last.sentence
        between = _persons_between(reading, cast, last.end, finding.start)
        same_paragraph = reading.sentences[last.sentence].paragraph == here.paragraph
        near = gap <= 1 or (gap <= 3 and not between and same_paragraph)
        nobody_else = not between or gap == 0 or finding.type == "direct"
        if near and nobody_else and not (between and gap and _names_subject(reading, cast, here.index - 1)):
            return _same(last.speaker, 0.8 if gap <= 1 else 0.65)
    if finding.rule == "indirect-konjunktiv" and last is not None and here.index - last.sentence <= 1:
        return _same(last.speaker, 0.8) if last.speaker is not None else None
    before = _subject_before(reading, cast, here.index)
    if before is not None and here.zone not in ("headline", "subhead"):
        return before
    if alone:
        after = _person_after(reading, cast, here.index)
        if after is not None:
            return after
    if last is not None and last.speaker is not None and here.index - last.sentence <= 4:
        return _same(last.speaker, 0.5)
    if alone and len(cast.persons) == 1:
        return _speaker(cast.persons[0], 0.6, "speaker-only-person")
    return None


def _joins(reading: Reading, last: Finding | None, finding: Finding) -> bool:
    """Close behind another quotation: `„…“ „…“`."""
    return last is not None and last.type == "direct" and 0 <= finding.start - last.end <= 4


def _body_before(reading: Reading, cast: Cast, resolver: Resolver, finding: Finding) -> Speaker | None:
    """The organisation that is the subject of the sentence before: `Der Verein nennt Gründe. Wichtig sei das Licht.`"""
    here = reading.sentences[finding.sentence]
    if here.index == 0 or reading.sentences[here.index - 1].paragraph != here.paragraph:
        return None
    before = reading.sentences[here.index - 1]
    for token in range(before.first, before.end):
        if reading.grammar.relation[token] != "subject" or reading.grammar.tag[token] not in ("NN", "NE"):
            continue
        phrase = speakers.after(reading, cast, max(before.first, reading.grammar.span(token)[0]), before.end)
        speaker = resolver.resolve(*phrase) if phrase is not None else None
        if speaker is not None and speaker.kind == "organisation":
            speaker.score = 0.6
            return speaker
    return None


def _court(cast: Cast, position: int) -> Speaker | None:
    """Grounds of a judgement have no other speaker than the court that was named before."""
    courts = [member for member in cast.organisations_before(position) if member.body == "court"]
    return _speaker(courts[-1], 0.6, "speaker-court") if courts else None


def _same(speaker: Speaker, score: float) -> Speaker:
    return Speaker(
        speaker.first, speaker.end, speaker.name, speaker.member, speaker.kind, speaker.role,
        min(score, speaker.score), "speaker-same", speaker.others,
    )  # fmt: skip


def _speaker(member: Member, score: float, rule: str) -> Speaker:
    role = member.roles[0] if member.roles else None
    return Speaker(0, 0, member.name, member, member.kind, role, score, rule)


def _persons_between(reading: Reading, cast: Cast, start: int, end: int) -> list[Place]:
    if end - start > 2_000:
        return cast.persons_before(end, reach=2_000)
    return [
        place for place in cast.inside(start, end) if place.member.kind == "person" and place.start >= start
    ]


def _names_subject(reading: Reading, cast: Cast, index: int) -> bool:
    return index >= 0 and _subject_before(reading, cast, index + 1) is not None


def _subject_before(reading: Reading, cast: Cast, index: int) -> Speaker | None:
    """The person of the sentence before, in the same paragraph: its subject, else the only one named."""
    if index == 0:
        return None
    before, here = reading.sentences[index - 1], reading.sentences[index]
    if before.paragraph != here.paragraph:
        return None
    start, end = reading.characters(before.first, before.end)
    places = [
        place for place in cast.inside(start, end) if place.member.kind == "person" and place.start >= start
    ]
    if not places:
        return None
    grammar = reading.grammar
    for place in places:
        first, stop = reading.token_span(place.start, place.end)
        if any(grammar.relation[token] == "subject" for token in range(max(before.first, first - 2), stop)):
            return _speaker(place.member, 0.75, "speaker-subject-before")
    if len({id(place.member) for place in places}) == 1:
        return _speaker(places[0].member, 0.65, "speaker-person-before")
    return None


def _person_after(reading: Reading, cast: Cast, index: int) -> Speaker | None:
    """The person whom the next sentence names first: under a pulled quotation."""
    for following in reading.sentences[index + 1 : index + 2]:
        start, end = reading.characters(following.first, following.end)
        for place in cast.inside(start, end):
            if place.member.kind == "person" and place.start >= start:
                return _speaker(place.member, 0.6, "speaker-person-after")
    return None


def values(doc: Doc) -> list[dict[str, Any]]:
    """The quotes of a Doc as dicts of the record; a quotation without an end adds a warning."""
    reading = Reading(doc)
    if not reading.count:
        return []
    if unclosed := [block.quotation for block in reading.blocks if not block.quotation.closed]:
        first = reading.text[unclosed[0].start : unclosed[0].end][:40]
        warn(
            doc,
            "unclosed_quotation",
            f"{len(unclosed)} quotation marks without an end, the first before “{first}”",
        )
    cast = Cast(reading)
    out = []
    for number, finding in enumerate(findings(reading, cast), start=1):
        out.append(_value(reading, finding, f"q{number}"))
    return out


def _value(reading: Reading, finding: Finding, identifier: str) -> dict[str, Any]:
    speaker = finding.speaker
    content = " ".join(reading.text[start:end] for start, end in finding.spans)
    sentence = reading.sentences[finding.sentence]
    document = finding.phrase is not None and is_document(reading, *finding.phrase)
    medium = "writing" if document else (finding.row.medium if finding.row else None)
    value: dict[str, Any] = {
        "id": identifier,
        "type": finding.type,
        "spans": [{"start": start, "end": end} for start, end in finding.spans],
        "content": content,
        "cue": None,
        "frame": _span(reading, finding.frame),
        "addressee": _span(reading, finding.addressee),
        "speaker": _span(reading, finding.phrase),
        "medium": medium,
        "sentence": _context(reading, finding, sentence.first, sentence.end),
        "score": round(finding.score, 3),
        "rule": finding.rule,
    }
    if finding.cue is not None:
        value["cue"] = {
            "span": _span(reading, (finding.cue, finding.cue + 1)),
            "lemma": finding.row.name if finding.row else reading.grammar.lower[finding.cue],
        }
    if speaker is not None and speaker.name:
        member = speaker.member
        value.update(
            speaker_id=member.id if member else None,
            speaker_kind=speaker.kind,
            speaker_name=speaker.name,
            speaker_role=speaker.role,
            speaker_score=round(speaker.score, 3),
        )
        rest = max(0.0, 1 - speaker.score)
        value["candidates"] = [
            {"id": member.id if member else None, "name": speaker.name, "score": round(speaker.score, 3)},
            *(
                {"id": other.id, "name": other.name, "score": round(rest / len(speaker.others), 3)}
                for other in speaker.others
            ),
        ]
    return value


def _span(reading: Reading, tokens: tuple[int, int] | None) -> dict[str, int] | None:
    if tokens is None:
        return None
    first, end = tokens
    while first < end and reading.grammar.text[first].isspace():
        first += 1
    start, stop = reading.characters(first, end)
    return {"start": start, "end": stop} if stop > start else None


def _context(reading: Reading, finding: Finding, first: int, end: int) -> dict[str, int]:
    start, stop = reading.characters(first, end)
    return {"start": min(start, finding.start), "end": max(stop, finding.end)}


__all__ = ["BREAKS", "findings", "values"]
