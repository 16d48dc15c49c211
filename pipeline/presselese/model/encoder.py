"""`presselese_encoder`: reads a Doc in windows and leaves for every word what all later components need.

The windows of a Doc are run together, never with those of another Doc, and each row of a batch is quantised by
itself: what a Doc gets does not depend on its neighbours. Time is linear in the length of the Doc, and what is kept
for each word is small, so that a Doc of 100,000 tokens is as good as any.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from presselese.model import FORMAT
from presselese.model.engine import Engine
from presselese.model.outputs import Outputs, leave, softmax, words_of
from presselese.model.pieces import PAD, Window, cut, lay_out

WINDOW = 192  # pieces; the longest that training has seen
TOGETHER = 8  # windows in a batch
BEST_RULES = 6  # lemma rules kept of each word

Array = NDArray[Any]


@Language.factory(
    "presselese_encoder",
    assigns=["doc.user_data"],
    default_config={"threads": 1, "vector": False},
)
def make_encoder(nlp: Language, name: str, threads: int, vector: bool) -> Encoder:
    return Encoder(name, threads, vector)


class Encoder:
    """`threads`: compute threads of a process. `vector`: leave the mean of all pieces in `doc.user_data["presselese_vector"]`."""

    def __init__(self, name: str = "encoder", threads: int = 1, vector: bool = False) -> None:
        self.name = name
        self.vector = vector
        self.engine = Engine(threads)
        self.layout: dict[str, Any] = {}

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        if not words.texts:
            leave(doc, Outputs(words, {}))
            return doc
        pieces = [self.engine.pieces.of(word) for word in words.texts]
        line_ends = [count > 0 for count in words.line_ends]
        ranges = list(cut([len(p) for p in pieces], words.texts, line_ends, WINDOW))
        windows = [lay_out(pieces[a:b], line_ends[a:b]) for a, b in ranges]
        order = sorted(
            range(len(windows)), key=lambda k: len(windows[k].ids)
        )  # alike lengths together: less padding
        parts: list[dict[str, Array]] = [{} for _ in windows]
        total = np.zeros(0)
        for start in range(0, len(order), TOGETHER):
            batch = order[start : start + TOGETHER]
            out = self.engine.run("model", _batch([windows[k] for k in batch]))
            means = out.pop("mean")
            if self.vector:
                weighted = sum(mean * len(windows[k].ids) for mean, k in zip(means, batch, strict=True))
                total = weighted if not total.size else total + weighted
            compact = self._compact(out)
            at = 0
            for k in batch:
                size = len(windows[k].first)
                parts[k] = {head: values[at : at + size] for head, values in compact.items()}
                at += size
        heads = {head: np.concatenate([part[head] for part in parts]) for head in parts[0]}
        leave(doc, Outputs(words, heads))
        if self.vector:
            mean = total / sum(len(w.ids) for w in windows)
            doc.user_data["presselese_vector"] = [round(float(x), 5) for x in mean]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterable[Doc]:
        yield from map(self, stream)

    def _compact(self, out: dict[str, Array]) -> dict[str, Array]:
        """Choices instead of scores, where nothing later has a say in them."""
        feats, at = [], 0
        for size in self.layout["feats"]:
            feats.append(out["feats"][:, at : at + size].argmax(axis=1).astype(np.uint8))
            at += size
        rules = out["rule"]
        best = np.argpartition(-rules, BEST_RULES, axis=1)[:, :BEST_RULES]
        best = np.take_along_axis(
            best, np.argsort(-np.take_along_axis(rules, best, axis=1), axis=1, kind="stable"), axis=1
        )
        return {
            "upos": out["upos"].argmax(axis=1).astype(np.uint8),
            "xpos": out["xpos"].argmax(axis=1).astype(np.uint8),
            "feats": np.stack(feats, axis=1),
            "rules": best.astype(np.uint16),
            "start": softmax(out["start"])[:, 1],
            "names": out["names"],
            **{
                head: out[head].astype(np.float16)
                for head in ("arc_dep", "arc_head", "label_dep", "label_head")
            },
        }

    # what spaCy asks of a component with data

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_json(folder / "layout.json", self.layout)
        for name, content in self.engine.files.all().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        folder = Path(path)
        self._set_layout(srsly.read_json(folder / "layout.json"))
        self.engine.files.at(folder)
        self.engine.forget()
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        data: bytes = srsly.msgpack_dumps({"layout": self.layout, "files": self.engine.files.all()})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        content = srsly.msgpack_loads(data)
        self._set_layout(content["layout"])
        self.engine.files.given(content["files"])
        self.engine.forget()
        return self

    def _set_layout(self, layout: dict[str, Any]) -> None:
        if layout.get("format") != FORMAT:
            raise ValueError(
                f"the model package has format {layout.get('format')}, this presselese reads format {FORMAT}: "
                "bring both to one version with `pip install . ./models/de_presse_md` in the repository"
            )
        self.layout = layout


def _batch(windows: list[Window]) -> dict[str, Array]:
    length = max(len(window.ids) for window in windows)
    ids = np.full((len(windows), length), PAD, dtype=np.int64)
    mask = np.zeros((len(windows), length), dtype=np.int64)
    first: list[int] = []
    last: list[int] = []
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        first += [row * length + place for place in window.first]
        last += [row * length + place for place in window.last]
    return {
        "ids": ids,
        "mask": mask,
        "first": np.array(first, dtype=np.int64),
        "last": np.array(last, dtype=np.int64),
    }
