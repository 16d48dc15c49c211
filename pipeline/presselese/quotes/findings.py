"""What a rule hands over: a report that was found, in tokens and characters, before anybody was named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from presselese.quotes.cues import Cue
from presselese.quotes.resolver import Speaker

Type = Literal["direct", "indirect", "free_indirect", "reported"]


@dataclass(slots=True)
class Finding:
    """One report. `spans` are characters; `cue`, `prefix` tokens; `phrase`, `frame`, `addressee` tokens [first, end).

    `same_as_before` says that it carries on who spoke last; `look_ahead` that its speaker may come in the next sentence.
    """

    type: Type
    spans: list[tuple[int, int]]
    rule: str
    score: float
    sentence: int
    cue: int | None = None
    prefix: int | None = None
    verbs: list[int] = field(default_factory=list)
    row: Cue | None = None
    phrase: tuple[int, int] | None = None
    frame: tuple[int, int] | None = None
    addressee: tuple[int, int] | None = None
    same_as_before: bool = False
    anonymous: bool = False
    look_ahead: bool = False
    source_phrase: tuple[int, int] | None = None
    speaker: Speaker | None = None
    source: Finding | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]
