"""The quotes of a Doc as roles with all their tokens, in the manner of the set of German Wikinews articles.

There a quote keeps its quotation marks, a report that goes on names its speaker again, a cue has its separated prefix
and auxiliary, and the source phrase of `nach Angaben der Polizei` is the speaker as a whole. `export_roles` says this
in character spans, for measuring: `{"type", "medium", "quote", "speaker", "cue", "frame", "addressee"}`, each role a
list of (start, end) into `doc.text`.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from presselese.quotes.cast import Cast
from presselese.quotes.find import findings
from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading

_TYPES = {"direct": "Direct", "indirect": "Indirect", "free_indirect": "FreeIndirect", "reported": "Reported"}
_MEDIUMS = {"speech": "Speech", "writing": "Writing", "thought": "ST"}


def export_roles(doc: Doc) -> list[dict[str, Any]]:
    """All quotes with their roles as character spans; see the module."""
    reading = Reading(doc)
    if not reading.count:
        return []
    cast = Cast(reading)
    found = findings(reading, cast)
    out: list[dict[str, Any]] = []
    for finding in found:
        nested = _nested(reading, finding)
        if not (finding.type == "reported" and nested):
            out.append(_roles(reading, finding))
        out.extend(nested)
    return out


def _nested(reading: Reading, finding: Finding) -> list[dict[str, Any]]:
    """Words in quotation marks inside a report: there they are direct quotes of their own."""
    if finding.type not in ("indirect", "reported"):
        return []
    outer = _roles(reading, finding)
    return [
        {
            **outer,
            "cue": _cue(reading, finding),
            "type": "Direct",
            "rule": "nested",
            "quote": [(block.quotation.outer_start, block.quotation.outer_end)],
        }
        for block in reading.blocks
        if any(
            start <= block.quotation.outer_start and block.quotation.outer_end <= end + 1
            for start, end in finding.spans
        )
    ]


def _roles(reading: Reading, finding: Finding) -> dict[str, Any]:
    kind = _TYPES[finding.type]
    if finding.rule == "indirect-konjunktiv" and finding.cue is None:
        kind = "IndirectFreeIndirect"
    voice = _voice(finding)
    roles: dict[str, Any] = {
        "rule": finding.rule,
        "type": kind,
        "medium": _MEDIUMS.get(voice.row.medium or "", "SW") if voice.row else "SW",
        "quote": [_with_marks(reading, finding, span) for span in finding.spans],
        "speaker": _tokens(reading, voice.source_phrase or voice.phrase),
        "cue": [],
        "frame": [],
        "addressee": _tokens(reading, finding.addressee),
    }
    roles["cue"] = _cue(reading, finding)
    roles["frame"] = _tokens(reading, finding.frame) if finding.cue is not None else []
    if kind in ("Reported", "IndirectFreeIndirect", "FreeIndirect"):
        roles["cue"] = roles["frame"] = []
        roles["quote"] = [_with_stop(reading, span) for span in roles["quote"]]
    return roles


def _cue(reading: Reading, finding: Finding) -> list[tuple[int, int]]:
    """The word of saying with its auxiliary and separated prefix."""
    if finding.cue is None:
        return []
    prefix = [finding.prefix] if finding.prefix is not None else []
    tokens = sorted({*finding.verbs, finding.cue, *prefix})
    return [(reading.grammar.start[token], reading.grammar.end[token]) for token in tokens]


def _voice(finding: Finding) -> Finding:
    """The report whose speaker goes on in this one."""
    seen = finding
    for _ in range(30):
        if seen.phrase is not None or seen.source is None:
            return seen
        seen = seen.source
    return seen


def _tokens(reading: Reading, span: tuple[int, int] | None) -> list[tuple[int, int]]:
    if span is None:
        return []
    start, end = reading.characters(*span)
    return [(start, end)] if end > start else []


def _with_marks(reading: Reading, finding: Finding, span: tuple[int, int]) -> tuple[int, int]:
    if finding.type != "direct":
        return span
    for block in reading.blocks:
        if block.quotation.start == span[0]:
            return block.quotation.outer_start, block.quotation.outer_end
    return span


def _with_stop(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    return (start, end + 1) if reading.text[end : end + 1] in (".", "!", "?") else (start, end)
