"""What the components with labels have in common: a settings file beside the model's config."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import srsly
from spacy.tokens import Doc


class Labelled:
    """A component that writes labels on a Doc. `settings` is what its folder in the package holds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.settings: dict[str, Any] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.settings.get("labels", ()))

    def __call__(self, doc: Doc) -> Doc:
        raise NotImplementedError

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        yield from map(self, stream)

    def prepare(self) -> None:
        """Called when the settings are there."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_json(folder / "settings.json", self.settings)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        self.settings = srsly.read_json(Path(path) / "settings.json")
        self.prepare()
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        data: bytes = srsly.msgpack_dumps(self.settings)
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        self.settings = srsly.msgpack_loads(data)
        self.prepare()
        return self
