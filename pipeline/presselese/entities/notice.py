"""What NOTICE says of the tables of a room: their first lines.

python -m presselese.entities.notice pipeline/presselese/*/tables
"""

from __future__ import annotations

import sys
from pathlib import Path


def lines(folder: Path) -> list[str]:
    """A line a table that comes from others: its name, source and licence, as its first lines name them."""
    out = []
    for table in sorted(folder.glob("*.tsv")):
        head = []
        for line in table.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                break
            head.append(line.removeprefix("#").strip())
        if head and "free to use" not in head[0]:
            out.append(f"{folder.parent.name}/{folder.name}/{table.name}: {'. '.join(head)}")
    return out


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print("\n".join(lines(Path(argument))))
