"""Marks of Textile that an export left at the beginning of a paragraph: `bq. ` a quotation, `h4. ` a heading.

The mark goes; what it opens begins a line of its own, as it did on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presselese.cleaning.edits import Edit

_MARK = re.compile(r"(?P<blank>^|[ \n])(?P<mark>(?:bq|h[1-6])\. +)(?=[„“”\"»«A-ZÄÖÜ0-9])")


def textile(text: str) -> Iterator[Edit]:
    """The marks to take out; a blank before one becomes a line end."""
    if "bq. " not in text and not re.search(r"\bh[1-6]\. ", text):
        return
    for match in _MARK.finditer(text):
        if match["blank"] == " ":
            yield Edit(match.start(), match.start("mark"), "\n")
        yield Edit(match.start("mark"), match.end(), "", "markup")
