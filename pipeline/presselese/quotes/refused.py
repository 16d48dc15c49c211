"""What looks like speech by its marks or words and is none."""

from __future__ import annotations

import re

from presselese.quotes.findings import Finding
from presselese.quotes.reading import Reading

_ADDRESS = re.compile(r"(?:https?://|www\.|\S{1,60}@\S)", re.I)
_FRAME = re.compile(
    r"^\W*(?:wie gesagt|ort|treffpunkt|wer weiß)\b|\b(?:kaum|nicht) (?:mehr )?erwarten\b", re.I
)
_GREETING = frozenset({"hallo", "danke", "ja", "nein", "tschüss", "servus", "moin", "bescheid"})
_SUNG = re.compile(
    r"(?:lied|song|gedicht|strophe|refrain|inschrift|aufschrift|sprichwort|redensart|hymne)(?:e?s|e|en)?$",
    re.I,
)
_TALK = re.compile(r"(?:interview|gespräch|talk|nachgefragt|fragen|porträt|portrait)", re.I)
_LONGEST_TITLE = 12
_TWO_SENTENCES = re.compile(r"[.!?] [A-ZÄÖÜ„]")
_THINGS = re.compile(r"(?:gerät|fahrzeug|maschine|system|automat)(?:e|en|s|es)?$", re.I)


def is_none(reading: Reading, finding: Finding) -> bool:
    """An address, a call (`sagt Hallo`), `ergänzen sich`, a machine that `geht davon aus`: nobody says anything."""
    if finding.type not in ("indirect", "free_indirect"):
        return False
    text, grammar = reading.text, reading.grammar
    if _ADDRESS.match(text, finding.start):
        return True
    if finding.frame is not None and _FRAME.search(reading.words(*finding.frame)):
        return True
    if finding.phrase is not None:
        words = [grammar.lower[token] for token in range(*finding.phrase)]
        if len(words) == 1 and words[0] in _GREETING:
            return True
        if len(words) <= 2 and words and _THINGS.search(words[-1]):
            return True
    cue = finding.cue
    return (
        cue is not None
        and cue + 1 < reading.count
        and grammar.lower[cue] in ("ergänzen", "ergänzten")
        and grammar.lower[cue + 1] == "sich"
    )


def _only_takes_part(reading: Reading, finding: Finding) -> bool:
    """`Pressetour mit Ministerin Ohm: „…“` in a headline: what is announced has a title; `Interview mit X: „…“` quotes X."""
    grammar = reading.grammar
    if finding.frame is None:
        return False
    before = range(finding.frame[0], finding.phrase[0] if finding.phrase else finding.frame[1])
    talk = any(_TALK.search(grammar.text[token]) for token in before)
    return not talk and any(grammar.lower[token] in ("mit", "für", "bei") for token in before)


def is_title(reading: Reading, finding: Finding) -> bool:
    """A short quotation without anybody who speaks, a headline that no human opens: a title or a motto."""
    if finding.type == "direct" and finding.phrase is not None:
        last = reading.grammar.text[finding.phrase[1] - 1]
        if _SUNG.search(last) and finding.speaker is not None and finding.speaker.kind != "person":
            return True
    if finding.rule not in ("direct-alone", "direct-colon"):
        return False
    sentence = reading.sentences[finding.sentence]
    if not reading.grammar.tag[sentence.first]:
        return False  # a pipeline without a tagger: who speaks is hardly known
    zone = sentence.zone
    kind = finding.speaker.kind if finding.speaker is not None and finding.speaker.name else None
    if zone in ("headline", "subhead") and finding.rule == "direct-colon":
        return kind in (None, "group") or _only_takes_part(reading, finding)
    words = reading.text[finding.start : finding.end].split()
    return kind is None and len(words) <= _LONGEST_TITLE and not _TWO_SENTENCES.search(" ".join(words))
