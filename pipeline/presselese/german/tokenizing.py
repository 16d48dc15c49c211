"""Tokens of German releases: spaCy's German rules, and the few that real releases need besides.

On ordinary running text nothing changes, so that a model meets the tokens that it was trained on.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokenizer import Tokenizer

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſẞ"

WHOLE = (
    # one word for all: Bürger:innen, Ärzt:innenhaus, Teilnehmer/-innen, Lehrer(innen), jede:r, ein:e
    rf"[{_LETTER}][{_LETTER}-]+[:/]-?[Ii]nnen[{_LETTER}-]*",
    rf"[{_LETTER}-]+(?:er|or|ist|ent|ant|eur|og|at):in(?:-[{_LETTER}-]+)?",
    rf"[{_LETTER}]+e:[rnms](?:-[{_LETTER}-]+)?",
    r"(?:[KkDdMmSs]?[Ee]in|[Ii]hr|[Uu]nser|[Jj]ed):e[rnms]?",
    rf"[{_LETTER}][{_LETTER}-]+\(innen\)",
    # web addresses without the full stop of the sentence
    r"(?:https?://|www\.)[^\s<>\"“”„»«]*[\w/]",
    # sums without cents: 20,- 5.000,--
    r"[0-9.]*[0-9],[-–]{1,2}",
)
"""Patterns of words that stay whole where spaCy's rules would cut them."""


_FACE = re.compile(r"[():;=\[\]]{2,3}|[():=]-[():=]|[:;=]-?\)|\(-?[:;=]")
"""Faces that spaCy keeps whole; in releases they are a bracket beside a colon."""


def adapt(tokenizer: Any) -> Any:
    """Give a spaCy tokenizer the rules of releases; any other object is given back as it is. Twice is harmless."""
    if not isinstance(tokenizer, Tokenizer):
        return tokenizer
    if any(_FACE.fullmatch(form) for form in tokenizer.rules):  # `(SPD):` ends in no face
        tokenizer.rules = {form: cut for form, cut in tokenizer.rules.items() if not _FACE.fullmatch(form)}
    own = "|".join(WHOLE)
    before = tokenizer.token_match.__self__.pattern if tokenizer.token_match else ""
    if own not in before:
        tokenizer.token_match = re.compile(f"(?:{before}|{own})$" if before else f"(?:{own})$").match
    return tokenizer
