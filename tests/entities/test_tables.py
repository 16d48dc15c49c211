"""Tables: first lines name source and licence; NOTICE lists them."""

from __future__ import annotations

import re
from pathlib import Path

import presselese.entities
from presselese.entities.notice import lines

ROOM = Path(presselese.entities.__file__).parent
ROOT = Path(__file__).parents[2]


def test_first_lines_name_the_source() -> None:
    for table in sorted((ROOM / "tables").glob("*.tsv")):
        first = table.read_text(encoding="utf-8").splitlines()[:3]
        assert first[0].startswith("# Source: "), table.name
        assert any("Licence:" in line or "free to use" in line for line in first), table.name


def test_no_share_alike_table_in_this_package() -> None:
    for table in (ROOM / "tables").glob("*.tsv"):
        assert not re.search(r"BY-SA|ShareAlike|ODbL", table.read_text(encoding="utf-8")[:600]), table.name


def test_notice_lists_every_table_of_others() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for line in lines(ROOM / "tables"):
        assert line in notice
