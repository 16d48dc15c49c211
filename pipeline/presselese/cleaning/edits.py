"""Changing a text without losing the way back: edits, and a text that remembers its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from presselese.alignment import Alignment


@dataclass(slots=True, frozen=True)
class Edit:
    """Put `after` in the place of text[start:end]. `kind` names the repair; layout (blanks, line ends) has none."""

    start: int
    end: int
    after: str
    kind: str = ""


@dataclass(slots=True)
class Change:
    """A repair that was made: where it stands in the text as it is now, and where in the source."""

    kind: str
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(slots=True)
class EditedText:
    """A text in the course of repair. `alignment` maps `text` to the source, `changes` are in ascending order."""

    text: str
    alignment: Alignment
    changes: list[Change] = field(default_factory=list)

    @classmethod
    def of(cls, source: str) -> EditedText:
        return cls(source, Alignment.identity(len(source)))

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make these edits (ascending; one that overlaps its forerunner is left out)."""
        pieces: list[str] = []
        runs: list[tuple[int, int, int, int]] = []
        made: list[tuple[Edit, int]] = []
        at = length = 0
        for edit in edits:
            if edit.start < at:
                continue
            if edit.start > at:
                pieces.append(self.text[at : edit.start])
                runs.append((length, length + edit.start - at, at, edit.start))
                length += edit.start - at
            if edit.after:
                pieces.append(edit.after)
                runs.append((length, length + len(edit.after), edit.start, edit.end))
            made.append((edit, length))
            length += len(edit.after)
            at = edit.end
        if not made:
            return
        if at < len(self.text):
            pieces.append(self.text[at:])
            runs.append((length, length + len(self.text) - at, at, len(self.text)))
        new_changes = [
            Change(edit.kind, start, start + len(edit.after), *self._source_of(edit.start, edit.end))
            for edit, start in made
            if edit.kind
        ]
        old_changes = self._moved(made)
        self.changes = sorted(
            [*old_changes, *new_changes], key=lambda change: (change.start, change.source_start)
        )
        self.text = "".join(pieces)
        # a replaced stretch maps as a whole, also where it happens to be as long as what it replaces
        self.alignment = Alignment.of(runs).compose(self.alignment)

    def _source_of(self, start: int, end: int) -> tuple[int, int]:
        return self.alignment.to_source(start, end)

    def _moved(self, made: list[tuple[Edit, int]]) -> list[Change]:
        """Earlier changes in the coordinates of the new text; one that a later edit swallowed is part of that edit."""
        moved: list[Change] = []
        index = shift = 0
        for change in self.changes:
            while index < len(made) and made[index][0].end <= change.start:
                edit, start = made[index]
                shift = start + len(edit.after) - edit.end
                index += 1
            if index < len(made) and made[index][0].start < max(change.end, change.start + 1):
                edit, start = made[index]
                if edit.kind and edit.start <= change.start and change.end <= edit.end:
                    continue
                end = start + len(edit.after)
                if edit.start <= change.start:
                    moved.append(Change(change.kind, start, end, change.source_start, change.source_end))
                else:
                    moved.append(
                        Change(change.kind, change.start + shift, end, change.source_start, change.source_end)
                    )
                continue
            moved.append(
                Change(
                    change.kind,
                    change.start + shift,
                    change.end + shift,
                    change.source_start,
                    change.source_end,
                )
            )
        return moved
