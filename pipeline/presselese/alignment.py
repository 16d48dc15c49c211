"""From repaired text back to the source: which characters stand for which.

An alignment is a list of runs, each `(start, end, source_start, source_end)`. A run whose two sides are equally
long maps character by character; any other run (a repair) maps as a whole. What the source has between two runs
was left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Run = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs in ascending order of `start` that cover the text without a gap."""

    runs: tuple[Run, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(run[0] for run in self.runs))

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Text and source are the same."""
        return cls(((0, length, 0, length),) if length else ())

    @classmethod
    def of(cls, runs: Iterable[Sequence[int]]) -> Alignment:
        """From runs as lists (JSON); neighbours that go on character by character are joined, empty ones dropped."""
        joined: list[Run] = []
        for start, end, source_start, source_end in runs:
            if start == end:
                continue
            if joined:
                a, b, c, d = joined[-1]
                if (
                    b == start
                    and d == source_start
                    and b - a == d - c
                    and end - start == source_end - source_start
                ):
                    joined[-1] = (a, end, c, source_end)
                    continue
            joined.append((start, end, source_start, source_end))
        return cls(tuple(joined))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the source that carries text[start:end]. An empty span maps to an empty one."""
        if not self.runs:
            return 0, 0
        first = self._run_at(start)
        if end <= start:
            at = self._point(first, start)
            return at, at
        last = self._run_at(end - 1)
        return self._left(first, start), self._right(last, end)

    def compose(self, inner: Alignment) -> Alignment:
        """This one maps text to middle, `inner` middle to source: the result maps text to source."""
        runs: list[Run] = []
        for start, end, middle_start, middle_end in self.runs:
            if end - start != middle_end - middle_start:
                runs.append((start, end, *inner.to_source(middle_start, middle_end)))
                continue
            at = middle_start
            while at < middle_end:
                run = inner._run_at(at)
                stop = min(middle_end, max(run[1], at + 1))
                shift = start - middle_start
                runs.append((at + shift, stop + shift, inner._left(run, at), inner._right(run, stop)))
                at = stop
        return Alignment.of(runs)

    def cut(self, start: int, end: int) -> Alignment:
        """The alignment of text[start:end], its offsets counted from there."""
        runs: list[Run] = []
        for run in self.runs:
            a, b = max(start, run[0]), min(end, run[1])
            if a < b:
                runs.append((a - start, b - start, self._left(run, a), self._right(run, b)))
        return Alignment.of(runs)

    def _run_at(self, position: int) -> Run:
        return self.runs[max(0, bisect_right(self._starts, position) - 1)]

    @staticmethod
    def _left(run: Run, position: int) -> int:
        start, end, source_start, source_end = run
        return source_start + position - start if end - start == source_end - source_start else source_start

    @staticmethod
    def _right(run: Run, position: int) -> int:
        start, end, source_start, source_end = run
        return source_start + position - start if end - start == source_end - source_start else source_end

    @classmethod
    def _point(cls, run: Run, position: int) -> int:
        return min(cls._left(run, position), run[3])
