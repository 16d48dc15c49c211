"""doccano: JSON Lines of a sequence labelling project with relations.

It holds labelled stretches and relations. Values of dates and names of speakers it can't show; they travel in a field
of each line that it gives back as it is, and are taken up again where a mark kept its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presselese.gold.files import Fault, FaultyInput, json_values, parse, paths
from presselese.gold.format import Layer
from presselese.gold.tools.keys import FIELD, brought_back, carried, layers_of
from presselese.gold.tools.task import Arrow, Mark, Task, in_pieces, joined
from presselese.gold.tools.writing import as_line

HOLDS: tuple[Layer, ...] = ("zones", "entities", "dates", "quotes")
BY_PLACE = True


def write(tasks: list[Task], folder: Path, *, looked_at: bool) -> list[str]:
    """Write `tasks.jsonl`."""
    lines = []
    for number, whole in enumerate(tasks, 1):
        task = in_pieces(whole)
        ids = {mark.id: at for at, mark in enumerate(task.marks, 1)}
        lines.append(
            as_line(
                {
                    "id": number,
                    "text": task.text,
                    "entities": [
                        {
                            "id": ids[mark.id],
                            "label": mark.label,
                            "start_offset": mark.start,
                            "end_offset": mark.end,
                        }
                        for mark in task.marks
                    ],
                    "relations": [
                        {"id": at, "from_id": ids[arrow.tail], "to_id": ids[arrow.head], "type": arrow.kind}
                        for at, arrow in enumerate(task.arrows, 1)
                    ],
                    FIELD: carried(task),
                }
            )
        )
    (folder / "tasks.jsonl").write_text("".join(lines), "utf-8", newline="")
    return []


def read(path: Path) -> list[Task]:
    """The tasks of exported JSON Lines; also older exports with `label: [[start, end, label]]`. Raises FaultyInput."""
    tasks: list[tuple[Task, Any]] = []
    faults: list[Fault] = []
    for file in paths(path, (".jsonl", ".json")):
        for line, text in json_values(file):
            try:
                value, _ = parse(file, line, text)
                tasks.append((_task(value, f"{file.stem}-{line}"), value.get(FIELD)))
            except FaultyInput as error:
                faults += error.faults
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                found = f"{type(error).__name__}: {error}"
                faults.append(
                    Fault(str(file), line, "", found, "an exported document with text and entities or label")
                )
    if faults:
        raise FaultyInput(faults)
    layers = layers_of({mark.label for task, _ in tasks for mark in task.marks})
    return [joined(brought_back(task, field, layers)) for task, field in tasks]


def _task(value: Mapping[str, Any], name: str) -> Task:
    entities = value.get("entities")
    if entities is None:
        rows = value.get("label", value.get("labels", []))
        entities = [
            {"id": at, "start_offset": s, "end_offset": e, "label": label}
            for at, (s, e, label) in enumerate(rows, 1)
        ]
    marks = tuple(
        Mark(str(one["id"]), one["label"], ((int(one["start_offset"]), int(one["end_offset"])),))
        for one in entities
    )
    arrows = tuple(
        Arrow(one["type"], str(one["from_id"]), str(one["to_id"])) for one in value.get("relations") or ()
    )
    return Task(str(value.get("id", name)), value["text"], None, (), marks, arrows)
