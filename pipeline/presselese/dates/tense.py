"""Whether a sentence looks back or forward, told from its verbs without a model.

The words stand in verbs.tsv; besides them weak preterites are known by their ending. A Doc with tenses is not needed:
press releases use few verbs for what was and what will be.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from presselese.dates.lexicon import lexicon

WORD = re.compile(r"[^\W\d_]+")
END = re.compile(r"[.!?:;]\s+(?=[A-ZÄÖÜ„\"»])|\n\s*\n|(?<=[.!?])[\"“”«]")
PRETERITE = re.compile(r"[a-zäöüß]{2,}(?:[^aeiouäöüt]|tt|[aou]t)te[nt]?$")
PARTICIPLE = re.compile(
    r"(?=[a-zäöüß]{6})(?:(?:ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|statt|teil|um|unter|vor|weg|zu|zurück|zusammen|über)?ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter|miss)[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]{3,}iert)$"
)
WINDOW = 260
NEAR = 5
"""An auxiliary so few words away tells the tense against a future one further off: of two sentences without a stop."""


@lru_cache(maxsize=1)
def verbs() -> dict[str, str]:
    """Word → past, future, present, or none (for words that only look like preterites)."""
    out = {}
    for line in (Path(__file__).parent / "verbs.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            tense, words = line.split("\t")
            out.update(dict.fromkeys(words.split(), tense))
    return out


DIGIT_STOP = re.compile(r"\d\.")
PERFECT = frozenset(("hat", "haben", "habe", "ist", "sind", "sei", "seien", "hätten"))


class Tenses:
    """The tenses of one text; sentences are read when asked for."""

    def __init__(self, text: str, genre: str | None = None) -> None:
        self.text = text
        self._genre = genre
        self._known: dict[int, str | None] = {}

    def at(self, offset: int) -> str | None:
        """`past`, `future`, `present`, or None where the sentence around this place has no verb that tells."""
        key = offset
        if key not in self._known:
            self._known[key] = self._read(offset)
        return self._known[key]

    def sentence(self, offset: int) -> tuple[int, int]:
        left = max(0, offset - WINDOW)
        start = left
        for match in END.finditer(self.text, left, offset + 1):
            if match.end() <= offset:
                start = match.end()
        stop = END.search(self.text, offset, offset + WINDOW)
        if stop and stop.start() - offset < 40 and DIGIT_STOP.match(self.text, stop.start() - 1):
            stop = END.search(self.text, stop.end(), offset + WINDOW)  # `am 3. Mai`
        return start, stop.start() + 1 if stop else min(len(self.text), offset + WINDOW)

    def _read(self, offset: int) -> str | None:
        """The tense with the most verbs, those near the place first; `hat … eröffnet` without a future verb is past."""
        start, end = self.sentence(offset)
        table, known = verbs(), lexicon()[0]
        ahead = len(WORD.findall(self.text[start:offset]))
        words = WORD.findall(self.text[start:end])
        scores = {"past": 0.0, "future": 0.0, "present": 0.0}
        perfect, forward = WINDOW, WINDOW
        for index, word in enumerate(words):
            tense = table.get(word) or (table.get(word.lower()) if index == 0 else None)
            if tense is None:
                if word.endswith(("te", "ten", "tet")) and PRETERITE.match(word) and word not in known:
                    tense = "past"
                else:
                    continue
            weight = 1 / (1 + abs(index - ahead) / 8)
            if tense == "hint":
                scores["future"] += weight / 3
            elif tense in scores and not (tense == "future" and index and words[index - 1] == "zu"):
                scores[tense] += weight
                if word in PERFECT:
                    perfect = min(perfect, abs(index - ahead))
                elif tense == "future":
                    forward = min(forward, abs(index - ahead))
        if (
            perfect < forward
            and (not scores["future"] or perfect < NEAR)
            and any(PARTICIPLE.match(word) for word in words if table.get(word, "past") == "past")
        ):
            return "past"
        best = max(scores, key=lambda tense: scores[tense])
        return best if scores[best] > 0 else None

    @property
    def genre(self) -> str:
        """`announcement` where the text looks forward more than back, else `report`."""
        if self._genre is None:
            table = verbs()
            tenses = [table[word] for word in WORD.findall(self.text[:4000]) if word in table]
            forward = tenses.count("future") + tenses.count("hint")
            self._genre = "announcement" if forward >= tenses.count("past") else "report"
        return self._genre
