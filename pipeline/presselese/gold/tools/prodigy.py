"""Prodigy: JSON Lines with spans, relations between them, and chosen options for topics.

Its spans have a label and nothing else that could be edited; values of dates and names of speakers travel in a field
that it gives back as it is. Persons and places have no form there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presselese.gold.check import FIRST_LEVEL
from presselese.gold.files import Fault, FaultyInput, json_values, parse, paths
from presselese.gold.format import Layer
from presselese.gold.tools.keys import FIELD, brought_back, carried, layers_of
from presselese.gold.tools.task import Arrow, Mark, Task, in_pieces, joined
from presselese.gold.tools.writing import as_line

HOLDS: tuple[Layer, ...] = ("zones", "entities", "dates", "quotes", "topics")
BY_PLACE = True
_TOKEN = re.compile(r"\w+|[^\w\s]")


def write(tasks: list[Task], folder: Path, *, looked_at: bool) -> list[str]:
    """Write `tasks.jsonl`, with tokens, so that spans and relations can be edited."""
    lines = []
    for whole in tasks:
        task = in_pieces(whole)
        tokens = [
            {
                "text": token.group(),
                "start": token.start(),
                "end": token.end(),
                "id": number,
                "ws": task.text[token.end() : token.end() + 1] == " ",
            }
            for number, token in enumerate(_TOKEN.finditer(task.text))
        ]
        spans = {mark.id: _span(mark, tokens) for mark in task.marks}
        line: dict[str, Any] = {
            "text": task.text,
            "meta": {"id": task.id, "published": task.published},
            "tokens": tokens,
            "spans": list(spans.values()),
            "relations": [
                {
                    "head": spans[arrow.tail]["token_end"],
                    "child": spans[arrow.head]["token_end"],
                    "head_span": spans[arrow.tail],
                    "child_span": spans[arrow.head],
                    "label": arrow.kind,
                }
                for arrow in task.arrows
            ],
            FIELD: carried(task),
        }
        if "topics" in task.layers:
            line["options"] = [{"id": topic, "text": topic} for topic in sorted({*FIRST_LEVEL, *task.topics})]
            line["accept"] = list(task.topics)
        if looked_at:
            line["answer"] = "accept"
        lines.append(as_line(line))
    (folder / "tasks.jsonl").write_text("".join(lines), "utf-8", newline="")
    return []


def _span(mark: Mark, tokens: list[dict[str, Any]]) -> dict[str, Any]:
    inside = [token["id"] for token in tokens if token["start"] < mark.end and mark.start < token["end"]] or [
        0
    ]
    return {
        "start": mark.start,
        "end": mark.end,
        "label": mark.label,
        "token_start": inside[0],
        "token_end": inside[-1],
    }


def read(path: Path) -> list[Task]:
    """The accepted tasks of an annotated set (`db-out`). Raises FaultyInput."""
    tasks: list[tuple[Task, Any]] = []
    faults: list[Fault] = []
    for file in paths(path, (".jsonl",)):
        for line, text in json_values(file):
            try:
                value, _ = parse(file, line, text)
                if value.get("answer", "accept") == "accept":
                    tasks.append((_task(value, f"{file.stem}-{line}"), value.get(FIELD)))
            except FaultyInput as error:
                faults += error.faults
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                found = f"{type(error).__name__}: {error}"
                faults.append(Fault(str(file), line, "", found, "a task with text and spans"))
    if faults:
        raise FaultyInput(faults)
    layers = layers_of({mark.label for task, _ in tasks for mark in task.marks})
    if any(task.topics for task, _ in tasks):
        layers = (*layers, "topics")
    return [joined(brought_back(task, field, layers)) for task, field in tasks]


def _task(value: Mapping[str, Any], name: str) -> Task:
    marks: dict[tuple[int, int, str], Mark] = {}
    for span in [
        *(value.get("spans") or ()),
        *(
            relation[part]
            for relation in value.get("relations") or ()
            for part in ("head_span", "child_span")
        ),
    ]:
        key = (int(span["start"]), int(span["end"]), str(span["label"]))
        marks.setdefault(key, Mark(f"m{len(marks) + 1}", key[2], (key[:2],)))

    def id_of(span: Mapping[str, Any]) -> str:
        return marks[int(span["start"]), int(span["end"]), str(span["label"])].id

    arrows = tuple(
        Arrow(relation["label"], id_of(relation["head_span"]), id_of(relation["child_span"]))
        for relation in value.get("relations") or ()
    )
    meta = value.get("meta") or {}
    return Task(
        str(meta.get("id", name)),
        value["text"],
        meta.get("published"),
        (),
        tuple(marks.values()),
        arrows,
        topics=tuple(value.get("accept") or ()),
    )
