"""JSON as the tools read it."""

from __future__ import annotations

import json
from typing import Any


def as_line(value: Any) -> str:
    """One line of JSON Lines."""
    return json.dumps(value, ensure_ascii=False) + "\n"
