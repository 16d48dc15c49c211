"""Every construction of the tables comes out as they say: type, words, cue, speaker, name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from presselese.quotes.find import values

from .constructions import DIRECT, INDIRECT, NOT_INDIRECT, NOT_SPEECH

TABLE = {
    f"{group}: {name}": row
    for group, rows in (
        ("direct", DIRECT), ("not speech", NOT_SPEECH), ("indirect", INDIRECT), ("not indirect", NOT_INDIRECT),
    )
    for name, row in rows.items()
}  # fmt: skip
TAG = re.compile(r"<(/?)([dics])(\d?)>")
TYPES = {"d": "direct", "i": "indirect"}


@pytest.mark.parametrize(("marked", "names"), TABLE.values(), ids=TABLE)
def test_construction(read: Callable[[str], Doc], marked: str, names: str) -> None:
    text, wanted = parse(marked, names)
    found = [
        {
            "type": quote["type"],
            "spans": [text[span["start"] : span["end"]] for span in quote["spans"]],
            "cue": _text(text, (quote["cue"] or {}).get("span")),
            "speaker": _text(text, quote["speaker"]),
            "name": quote.get("speaker_name"),
        }
        for quote in values(read(text))
        if quote["type"] in TYPES.values()
    ]
    assert found == wanted


def parse(marked: str, names: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its tags, and what they say."""
    text = TAG.sub("", marked)
    quotes: dict[str, dict[str, Any]] = {}
    opened = 0
    for match in TAG.finditer(marked):
        closing, letter, number = match.groups()
        position = match.end() - sum(len(tag.group()) for tag in TAG.finditer(marked[: match.end()]))
        if not closing:
            opened = position
            continue
        quote = quotes.setdefault(number or "1", {"type": None, "spans": [], "cue": None, "speaker": None})
        if letter in TYPES:
            quote["type"] = TYPES[letter]
            quote["spans"].append(text[opened:position])
        else:
            quote["cue" if letter == "c" else "speaker"] = text[opened:position]
    order = sorted(quotes, key=lambda number: text.index(quotes[number]["spans"][0]))
    speakers = [name.strip() for name in names.split(";")] if names else []
    return text, [
        {**quotes[number], "name": None if name == "-" else name}
        for number, name in zip(order, speakers, strict=True)
    ]


def _text(text: str, span: dict[str, int] | None) -> str | None:
    return text[span["start"] : span["end"]] if span else None
