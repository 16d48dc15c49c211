"""Indirect speech, sentence by sentence: what each kind of cue finds, the outermost report of each stretch.

A cue is found first, then its content by clauses (`clauses.py`, `content.py`): to the right (`X sagt, dass …`), to the left
(`…, sagt X`), or on both sides (`…, so X, …`).
"""

from __future__ import annotations

from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause, clauses
from presselese.quotes.findings import Finding
from presselese.quotes.governed import by_verbs
from presselese.quotes.nouns import by_nouns
from presselese.quotes.reading import Reading, Sentence
from presselese.quotes.sources import by_for, by_so, by_sources


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
        candidates.extend(by_sources(reading, cast, sentence, parts, index))
        if clause.kind == "paren":
            continue
        candidates.extend(by_for(reading, cast, sentence, parts, index))
        candidates.extend(by_so(reading, cast, sentence, parts, index))
        candidates.extend(by_verbs(reading, cast, sentence, parts, index))
        candidates.extend(by_nouns(reading, cast, sentence, parts, index))
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
