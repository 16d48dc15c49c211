"""All repairs of a text, in the order in which one makes the next possible."""

from __future__ import annotations

from presselese.cleaning import characters, hyphens, layout, markup, spacing
from presselese.cleaning.edits import EditedText

_STEPS = (
    characters.mojibake,
    characters.mojibake,  # twice encoded
    characters.other_mojibake,
    characters.entities,
    characters.odd_characters,
    characters.composition,
    layout.normalize_blanks,
    layout.join_lines,
    layout.normalize_blanks,
    markup.textile,
    spacing.spaced_letters,
    spacing.spacing,
    hyphens.spaced_hyphens,
    hyphens.inner_hyphens,
)


def repair(source: str) -> EditedText:
    """The repaired text with its way back to `source`; a text without faults comes back as it is, in linear time."""
    edited = EditedText.of(source)
    for step in _STEPS:
        edited.apply(step(edited.text))
    return edited
