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


def is_title(reading: Reading, finding: Finding) -> bool:
    """A short quotation without anybody who speaks, a headline that no human opens: a title or a motto."""
    if finding.rule not in ("direct-alone", "direct-colon"):
        return False
    zone = reading.sentences[finding.sentence].zone
    kind = finding.speaker.kind if finding.speaker is not None and finding.speaker.name else None
    if zone in ("headline", "subhead") and finding.rule == "direct-colon":
        return kind in (None, "group")
    words = reading.text[finding.start : finding.end].split()
    return kind is None and len(words) <= _LONGEST_TITLE and not _TWO_SENTENCES.search(" ".join(words))
