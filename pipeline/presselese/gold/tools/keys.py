"""What tools without attributes carry along: the attributes of marks, by label and place, in a field of the task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from presselese.gold.format import LAYERS, Layer
from presselese.gold.tools.task import LAYER_OF, Mark, Task
from presselese.source import content_hash

FIELD = "presselese"


def carried(task: Task) -> dict[str, Any]:
    """The field: what the tool only has to give back."""
    return {
        "id": task.id,
        "published": task.published,
        "layers": list(task.layers),
        "sha256": content_hash(task.text),
        "attributes": {
            _key(mark): {n: list(v) for n, v in mark.attributes.items()}
            for mark in task.marks
            if mark.attributes
        },
    }


def brought_back(task: Task, field: Any, layers: tuple[Layer, ...]) -> Task:
    """The task with the field's values; without one (a file of other origin) `layers` are those annotated: what occurs
    anywhere in the set."""
    if not isinstance(field, Mapping):
        return replace(task, layers=layers)
    attributes = field.get("attributes", {})
    return replace(
        task,
        id=str(field.get("id", task.id)),
        published=field.get("published"),
        layers=known_layers(field.get("layers")),
        sha256=field.get("sha256"),
        marks=tuple(
            replace(mark, attributes={n: tuple(v) for n, v in attributes.get(_key(mark), {}).items()})
            for mark in task.marks
        ),
    )


def layers_of(labels: Iterable[str]) -> tuple[Layer, ...]:
    """The layers that labels belong to, in the order of the format."""
    held = {LAYER_OF[label] for label in labels if label in LAYER_OF}
    return tuple(layer for layer in LAYERS if layer in held)


def known_layers(names: Any) -> tuple[Layer, ...]:
    """Those of the names that are layers, all without names."""
    return LAYERS if names is None else tuple(layer for layer in LAYERS if layer in names)


def _key(mark: Mark) -> str:
    return f"{mark.label} " + " ".join(f"{start}-{end}" for start, end in mark.spans[:1])
