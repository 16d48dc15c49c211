"""Where in a JSON text a value stands, so that a message can name the line."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from itertools import accumulate

Path = tuple[str | int, ...]
_TOKEN = re.compile(r'[{}\[\],]|"(?:[^"\\]|\\.)*"(\s*:)?|[^\s{}\[\],:"]+', re.DOTALL)


class Positions:
    """Offsets of all values of a JSON text that is known to be well formed, and the keys that occur twice."""

    def __init__(self, text: str) -> None:
        self._line_starts = [0, *accumulate(len(line) for line in text.split("\n")[:-1])]
        self._line_starts = [start + number for number, start in enumerate(self._line_starts)]
        self._offsets: dict[Path, int] = {}
        self.repeated: list[Path] = []
        self._scan(text)

    def line(self, path: Path) -> int:
        """Line (from 1) of the value at the path, or of the nearest one around it that exists."""
        while path and path not in self._offsets:
            path = path[:-1]
        return bisect_right(self._line_starts, self._offsets.get(path, 0))

    def _scan(self, text: str) -> None:
        open_parts: list[str | int] = []
        is_list: list[bool] = []

        def begin(offset: int) -> None:
            self._offsets[tuple(open_parts)] = offset

        for token in _TOKEN.finditer(text):
            mark = token.group()
            if mark in "{[":
                begin(token.start())
                is_list.append(mark == "[")
                open_parts.append(0 if mark == "[" else "")
            elif mark in "}]":
                is_list.pop()
                open_parts.pop()
            elif mark == ",":
                if is_list[-1]:
                    open_parts[-1] = int(open_parts[-1]) + 1
            elif token.group(1) is not None:
                key = json.loads(mark[: -len(token.group(1))])
                open_parts[-1] = key
                if tuple(open_parts) in self._offsets:
                    self.repeated.append(tuple(open_parts))
            else:
                begin(token.start())


def spelled(path: Path) -> str:
    """`("entities", 3, "start")` as `entities[3].start`."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out
