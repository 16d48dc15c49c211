"""The user's hand on names: names.csv of a run, edited and given back."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from presselese.entities.mentions import Mention
from presselese.entities.text import Text

COLUMNS = ("surface", "name", "kind", "link", "count")


class UserNames:
    """Rows of an edited names.csv."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.rows = list(rows)

    @classmethod
    def of_file(cls, path: str | Path) -> UserNames:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            return cls(csv.DictReader(lines))

    def relabelled(self, found: list[Mention], text: Text) -> list[Mention]:
        return found

    def apply(self, layers: dict[str, list[dict[str, Any]]]) -> None:
        pass
