"""Gold of all shapes for property tests: valid, in the order of the text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from presselese.gold.check import FIRST_LEVEL, content
from presselese.gold.format import (
    LAYERS,
    SCHEMA,
    Gold,
    GoldDate,
    GoldEntity,
    GoldPerson,
    GoldPlace,
    GoldQuote,
    GoldZone,
)
from presselese.gold.tools.task import DATES, NAMES, ZONES, ordered

WORDS = st.sampled_from(
    ["Kiel", "Höxter", "Ho\u0308xter", "😷", "a", "„so“", "x|y", "]]>", "<b>", "\u00ad", "7", "'"]
)
GAPS = st.sampled_from([" ", " ", "\n", "\r\n", "\n\n", "\t", "\u00a0", " \n "])
STRINGS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
"""No control characters: not every tool can hold them."""


@st.composite
def golds(draw: Any) -> Gold:
    """A gold whose spans begin and end with words."""
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    gaps = [draw(GAPS) for _ in words[1:]] + [""]
    starts, text = [], draw(st.sampled_from(["", "\n", " "]))
    for word, gap in zip(words, gaps, strict=True):
        starts.append(len(text))
        text += word + gap
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]

    def spans(most: int) -> list[tuple[int, int]]:
        """Stretches that lie apart, in order."""
        cuts = sorted(draw(st.sets(st.integers(0, len(words)), max_size=2 * most)))
        return [(starts[i], ends[j - 1]) for i, j in zip(cuts[::2], cuts[1::2], strict=False)]

    def span() -> tuple[int, int]:
        i = draw(st.integers(0, len(words) - 1))
        return starts[i], ends[draw(st.integers(i, len(words) - 1))]

    zones = [GoldZone(start=s, end=e, zone=draw(st.sampled_from(ZONES))) for s, e in spans(4)]  # type: ignore[arg-type]
    entities = [GoldEntity(start=s, end=e, label=draw(st.sampled_from(NAMES))) for s, e in spans(5)]  # type: ignore[arg-type]
    free = [(e.start, e.end) for e in entities if e.label == "PER"] + (
        [span()] if draw(st.booleans()) else []
    )
    persons = []
    for mention in dict.fromkeys(free):
        if persons and draw(st.booleans()):
            persons[-1].mentions.append(mention)
        else:
            several = st.lists(STRINGS, max_size=2, unique=True)
            name = draw(st.sampled_from(["Ute Rahn", "Karl Ott #2"]) | STRINGS)
            persons.append(
                GoldPerson(name=name, roles=draw(several), affiliations=draw(several), mentions=[mention])
            )
    dates = [
        GoldDate(
            start=s,
            end=e,
            type=(kind := draw(st.sampled_from(DATES))),  # type: ignore[arg-type]
            value=draw(STRINGS),
            first=draw(st.none() | STRINGS),
            last=draw(st.none() | STRINGS),
            rrule=draw(st.none() | STRINGS) if kind == "set" else None,
        )
        for s, e in spans(3)
    ]
    quotes = []
    for _ in range(draw(st.integers(0, 3))):
        parts = spans(2) or [span()]
        apart = [(b[0], a[1]) for a, b in pairwise(parts)]
        used = [part for quote in quotes for part in quote.spans]
        if any(not text[end:start].strip() for start, end in apart) or set(used) & set(parts):
            continue
        quotes.append(
            GoldQuote(
                type=draw(st.sampled_from(["direct", "indirect"])),
                spans=parts,
                cue=draw(st.none() | st.just(span())),
                speaker=draw(st.none() | st.just(span())),
                name=draw(st.none() | STRINGS),
            )
        )
    keys = st.none() | st.sampled_from(["06", "06635", "06635011"])
    countries = st.none() | st.sampled_from(["DE", "PL"])
    places = [
        GoldPlace(name=draw(STRINGS | st.just("a | b")), country=draw(countries), ags=draw(keys))
        for _ in range(draw(st.integers(0, 2)))
    ]
    layers = draw(st.none() | st.lists(st.sampled_from(LAYERS), unique=True, min_size=1))
    held = LAYERS if layers is None else layers
    values: dict[str, Any] = {
        "zones": zones,
        "entities": entities,
        "persons": persons,
        "places": places,
        "dates": dates,
        "quotes": quotes,
        "topics": draw(st.lists(st.sampled_from(sorted(FIRST_LEVEL)), unique=True, max_size=3)),
    }
    gold = Gold(
        schema=SCHEMA,
        id=draw(st.sampled_from(["a", "a b", "ä/ö", "x%2F", "1"])),
        text=text,
        published=draw(st.none() | st.just("2023-03-28")),
        annotated=layers,
        **{layer: value if layer in held else [] for layer, value in values.items()},
    )
    assert not [finding for finding in content(gold) if finding.grave]
    return ordered(gold)
