"""brat standoff: `ID.txt` with `ID.ann` beside it; `annotation.conf` names the labels.

It holds labelled stretches (also in several pieces), relations, and notes; a note of a mark holds its attributes as
JSON. Topics and places belong to no stretch and have no form there. What the text is called and when it was published
stands in `presselese.json`, which brat leaves alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from presselese.gold.files import Fault, FaultyInput, paths
from presselese.gold.format import LAYERS, Layer, Offsets
from presselese.gold.tools.keys import known_layers, layers_of
from presselese.gold.tools.task import LAYER_OF, PARTS, QUOTES, Arrow, Mark, Task
from presselese.source import content_hash

HOLDS: tuple[Layer, ...] = tuple(layer for layer in LAYERS if layer not in ("places", "topics"))
BY_PLACE = False
SIDECAR = "presselese.json"
_LINE_END = re.compile(r"\s*[\r\n]\s*")


def write(tasks: list[Task], folder: Path, *, looked_at: bool) -> list[str]:
    """Write a .txt and an .ann for each task, `annotation.conf`, and the sidecar."""
    about: dict[str, Any] = {}
    for task in tasks:
        name = quote(task.id, safe="")
        about[name] = {
            "id": task.id,
            "published": task.published,
            "layers": list(task.layers),
            "sha256": content_hash(task.text),
        }
        (folder / f"{name}.txt").write_text(task.text, "utf-8", newline="")
        (folder / f"{name}.ann").write_text("".join(_lines(task)), "utf-8", newline="")
    (folder / SIDECAR).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "annotation.conf").write_text(_configuration(), "utf-8")
    return []


def _configuration() -> str:
    entities = "\n".join(LAYER_OF)
    relations = "\n".join(f"{part}\tArg1:{'|'.join(QUOTES)}, Arg2:{part}" for part in PARTS)
    return f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n[attributes]\n"


def _lines(task: Task) -> Iterator[str]:
    ids = {mark.id: f"T{number}" for number, mark in enumerate(task.marks, 1)}
    for mark in task.marks:
        pieces = [piece for span in mark.spans for piece in _without_line_ends(task.text, span)]
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(task.text[start:end] for start, end in pieces)
        yield f"{ids[mark.id]}\t{mark.label} {offsets}\t{words}\n"
    for number, arrow in enumerate(task.arrows, 1):
        yield f"R{number}\t{arrow.kind} Arg1:{ids[arrow.tail]} Arg2:{ids[arrow.head]}\n"
    noted = [mark for mark in task.marks if mark.attributes]
    for number, mark in enumerate(noted, 1):
        values = json.dumps({name: list(some) for name, some in mark.attributes.items()}, ensure_ascii=False)
        yield f"#{number}\tAnnotatorNotes {ids[mark.id]}\t{values}\n"


def _without_line_ends(text: str, span: Offsets) -> Iterator[Offsets]:
    """The pieces of a span on single lines: brat's marks don't run over a line end."""
    start, end = span
    for line_end in _LINE_END.finditer(text, start, end):
        if start < line_end.start():
            yield start, line_end.start()
        start = line_end.end()
    if start < end:
        yield start, end


def read(path: Path) -> list[Task]:
    """The tasks of a folder of .ann files with their texts. Raises FaultyInput with every line that is none."""
    files = paths(path, (".ann",))
    sidecar = (path if path.is_dir() else path.parent) / SIDECAR
    about = json.loads(sidecar.read_text("utf-8")) if sidecar.is_file() else {}
    tasks: list[Task] = []
    faults: list[Fault] = []
    for file in files:
        try:
            tasks.append(_task(file, about.get(file.stem)))
        except FaultyInput as error:
            faults += error.faults
    if faults:
        raise FaultyInput(faults)
    if not about:
        labels = {mark.label for task in tasks for mark in task.marks}
        persons = any("person" in mark.attributes for task in tasks for mark in task.marks)
        layers = known_layers({*layers_of(labels), *(["persons"] if persons else [])})
        tasks = [_with_layers(task, layers) for task in tasks]
    return tasks


def _with_layers(task: Task, layers: tuple[Layer, ...]) -> Task:
    note = f"no {SIDECAR}: the day of publication is not known"
    return replace(task, layers=layers, notes=(*task.notes, note))


def _task(file: Path, about: Any) -> Task:
    try:
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        lines = file.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultyInput(
            [Fault(str(file), 0, "", str(error), "a .txt beside the .ann, both UTF-8")]
        ) from None
    places: dict[str, tuple[str, tuple[Offsets, ...]]] = {}
    attributes: dict[str, dict[str, tuple[str, ...]]] = {}
    arrows: list[Arrow] = []
    notes: list[str] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            key, rest = line.rstrip("\r").split("\t", 1)
            if key.startswith("T"):
                places[key] = _mark(rest, text)
            elif key.startswith("R"):
                kind, tail, head = rest.split()
                arrows.append(Arrow(kind, tail.split(":", 1)[1], head.split(":", 1)[1]))
            elif key.startswith("#"):
                target, values = rest.split("\t", 1)
                if noted := _noted(values):
                    attributes[target.split()[1]] = noted
                else:
                    notes.append(f"a note that holds no attributes was left out: {values[:60]}")
            else:
                notes.append(f"line {number} was left out: {line[:60]}")
        except (ValueError, IndexError) as error:
            faults.append(Fault(str(file), number, "", f"{line[:60]!r} ({error})", "brat standoff"))
    if faults:
        raise FaultyInput(faults)
    marks = tuple(Mark(key, label, spans, attributes.get(key, {})) for key, (label, spans) in places.items())
    if not about:
        return Task(unquote(file.stem), text, None, (), marks, tuple(arrows), notes=tuple(notes))
    return Task(
        about["id"],
        text,
        about.get("published"),
        known_layers(about.get("layers")),
        marks,
        tuple(arrows),
        sha256=about.get("sha256"),
        notes=tuple(notes),
    )


def _mark(rest: str, text: str) -> tuple[str, tuple[Offsets, ...]]:
    described, words = rest.split("\t", 1)
    label, offsets = described.split(" ", 1)
    pieces = [(int(start), int(end)) for start, end in (piece.split() for piece in offsets.split(";"))]
    inner = " ".join(text[start:end] for start, end in pieces)
    if inner.split() != words.split():
        raise ValueError(f"the text has {inner[:40]!r} there")
    spans: list[Offsets] = []
    for start, end in pieces:
        if spans and _LINE_END.fullmatch(text, spans[-1][1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return label, tuple(spans)


def _noted(values: str) -> dict[str, tuple[str, ...]]:
    try:
        value = json.loads(values)
    except ValueError:
        return {}
    if not isinstance(value, dict):
        return {}
    return {name: tuple(some) if isinstance(some, list) else (str(some),) for name, some in value.items()}
