"""How far two annotators agree: each figure of the scorer, the second one taken as what was found."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from presselese.gold.files import Fault, FaultyInput
from presselese.gold.format import LAYERS, Gold
from presselese.gold.releases import METRICS, as_record, score
from presselese.gold.tally import Figure, Scored, figures

LEFT_OUT = frozenset({"topics.ece", *(name for name in METRICS if name.endswith((".precision", ".recall")))})
"""Figures that say nothing about two people: their scores, and what depends on who comes first."""


def agreement(
    first: Sequence[Gold], second: Sequence[Gold]
) -> tuple[dict[str, Figure], list[Scored], list[str]]:
    """Figures over the releases that both annotated, in the layers that both did; where they differ; what was left out.

    Raises FaultyInput where the two annotated different texts under one id, or share no release.
    """
    others = {gold.id: gold for gold in second}
    both = [(gold, others[gold.id]) for gold in first if gold.id in others]
    different = [gold.id for gold, other in both if gold.text != other.text]
    if different:
        raise FaultyInput(
            Fault(name, 0, "text", "another text than the first annotator's", "the same text")
            for name in different
        )
    if not both:
        raise FaultyInput([Fault("agreement", 0, "id", "no release that both annotated", "equal ids")])
    notes = [
        f"{name}: only one of the two annotated it"
        for name in sorted({gold.id for gold in first} ^ others.keys())
    ]
    scored = []
    for gold, other in both:
        layers = [layer for layer in LAYERS if layer in gold.layers and layer in other.layers]
        if len(layers) < max(len(gold.layers), len(other.layers)):
            notes.append(f"{gold.id}: compared in {' '.join(layers) or 'no layer'} only")
        scored.append(score(msgspec.structs.replace(gold, annotated=layers), as_record(other)))
    kept = {name: figure for name, figure in figures(scored, METRICS).items() if name not in LEFT_OUT}
    return kept, scored, notes
