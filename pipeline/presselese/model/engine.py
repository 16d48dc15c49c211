"""Model files and the ONNX sessions that run them.

Sessions are made when a process first needs them and never leave it: a pickled `Engine` carries the files' place (or
their bytes) only. One thread a process.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from presselese.model.pieces import Pieces

Array = NDArray[Any]

# Without VNNI two 8-bit products are added in 16 bits: activations get 127 levels instead of 255.
FEWER_LEVELS: dict[str, Array] = {"levels": np.array(127, dtype=np.float32)}


class Files:
    """The files of a component: in a folder, or in memory if the pipeline came as bytes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._folder: Path | None = None
        self._contents: dict[str, bytes] = {}

    def at(self, folder: Path) -> None:
        missing = [name for name in self.names if not (folder / name).exists()]
        if missing:
            raise FileNotFoundError(f"{folder}: no {', '.join(missing)}; the model package is not complete")
        self._folder, self._contents = folder, {}

    def given(self, contents: Mapping[str, bytes]) -> None:
        self._folder, self._contents = None, dict(contents)

    def read(self, name: str) -> bytes:
        if self._folder is not None:
            return (self._folder / name).read_bytes()
        if name not in self._contents:
            raise ValueError("this component has no weights: load it with a model package (spacy.load)")
        return self._contents[name]

    def all(self) -> dict[str, bytes]:
        return {name: self.read(name) for name in self.names}


class Engine:
    """Runs the three graphs of a model over numpy arrays, in the process that asks."""

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self.files = Files(("model.onnx", "arcs.onnx", "labels.onnx", "tokenizer.json"))
        self._made: dict[str, Any] = {}
        self._process = os.getpid()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_made": {}}

    def forget(self) -> None:
        self._made = {}

    def run(self, graph: str, inputs: Mapping[str, Array]) -> dict[str, Array]:
        session = self._ready(graph)
        names = [output.name for output in session.get_outputs()]
        feed = dict(inputs)
        if (
            graph == "model"
            and not has_vnni()
            and any(i.name == "levels" for i in session.get_overridable_initializers())
        ):
            feed |= FEWER_LEVELS
        return dict(zip(names, session.run(names, feed), strict=True))

    @property
    def pieces(self) -> Pieces:
        pieces: Pieces = self._ready("pieces")
        return pieces

    def _ready(self, what: str) -> Any:
        if self._process != os.getpid():  # forked: a session's locks and threads belong to the parent
            self._made, self._process = {}, os.getpid()
        if what not in self._made:
            if what == "pieces":
                self._made[what] = Pieces(Tokenizer.from_str(self.files.read("tokenizer.json").decode()))
            else:
                self._made[what] = self._session(f"{what}.onnx")
        return self._made[what]

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # the graphs are written as they run best; the higher levels would join what is faster apart
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.enable_cpu_mem_arena = False  # an arena keeps the largest batch it ever saw
        return onnxruntime.InferenceSession(
            self.files.read(name), options, providers=["CPUExecutionProvider"]
        )


@cache
def has_vnni() -> bool:
    """Does the processor add 8-bit products in 32 bits? Where nobody can say (not Linux): no."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "vnni" in flags or "asimddp" in flags or "amx_int8" in flags
