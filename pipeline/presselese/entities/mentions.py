"""A mention of a name, and how mentions are read from the model."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from presselese.entities.text import Text

SCORES = "presselese_ner_scores"
UNKNOWN_SCORE = 0.85
"""What a mention of a model that gives no scores is worth."""


@dataclass(slots=True)
class Mention:
    """A name in the text: characters `start`…`end`, words `first`…`last` (one past the end)."""

    start: int
    end: int
    first: int
    last: int
    label: str
    text: str
    score: float
    rule: str
    ref: str | None = None

    def span(self) -> dict[str, int]:
        return {"start": self.start, "end": self.end}


def mention(text: Text, start: int, end: int, label: str, score: float, rule: str) -> Mention:
    """A mention of these characters; its text has single blanks."""
    return Mention(
        start,
        end,
        text.first_at(start),
        text.last_at(end),
        label,
        " ".join(text.text[start:end].split()),
        score,
        rule,
    )


def of_model(doc: Doc, text: Text) -> list[Mention]:
    """The names that the model found."""
    scores = doc.user_data.get(SCORES, {})
    out = []
    for ent in doc.ents:
        start, end = ent.start_char, ent.end_char
        if ent.label_ in ("PER", "LOC", "ORG", "MISC") and text.text[start:end].strip():
            score = scores.get(f"{start}-{end}", UNKNOWN_SCORE)
            out.append(mention(text, start, end, ent.label_, score, "model"))
    return out
