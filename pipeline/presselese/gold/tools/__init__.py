"""To and from the tools in which people annotate: Label Studio, Prodigy, doccano, brat, INCEpTION.

`write_tasks` and `read_gold` are the doors. A module a tool knows its files: `HOLDS` are the layers it can hold,
`BY_PLACE` says that it knows a mark by its place and label alone, `write(tasks, folder, looked_at=…)` and `read(path)` deal in `task.Task`, the form between gold and tools.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import quote

from presselese.alignment import Alignment
from presselese.gold.check import content
from presselese.gold.files import Fault, FaultyInput
from presselese.gold.format import Gold, encode
from presselese.gold.positions import spelled
from presselese.gold.tools.task import Task, from_task, to_task
from presselese.gold.variants import by_hash, by_text
from presselese.source import content_hash

Tool = Literal["label-studio", "prodigy", "doccano", "brat", "inception"]
TOOLS: tuple[Tool, ...] = get_args(Tool)


def write_tasks(golds: Sequence[Gold], tool: Tool, folder: Path, *, looked_at: bool) -> list[str]:
    """Write the tool's files into the folder and give what can't go along, by release.

    `looked_at`: a person made these annotations; else they are proposals. Raises ImportError where the tool's files
    need an extra.
    """
    module = _module(tool)
    folder.mkdir(parents=True, exist_ok=True)
    tasks, notes = [], []
    for gold in golds:
        task, lost = to_task(gold, module.HOLDS)
        tasks.append(task)
        notes += [f"{gold.id}: {note}" for note in [*lost, *_alike(task, module)]]
    return notes + list(module.write(tasks, folder, looked_at=looked_at))


def read_gold(
    path: Path, tool: Tool, originals: Mapping[str, str] | None = None
) -> tuple[list[Gold], list[str]]:
    """The gold of the tool's files, and what is to be said about it, by release.

    A text that the tool changed (line ends, composed letters) is set back to the original, from `originals` (by id) or
    from its hash, and offsets with it. Raises FaultyInput where a text is another, or the result is faulty gold.
    """
    golds, notes = [], []
    faults: list[Fault] = []
    for number, read in enumerate(_module(tool).read(path), 1):
        try:
            task, said = _set_back(read, path, number, (originals or {}).get(read.id))
        except FaultyInput as error:
            faults += error.faults
            continue
        gold, missing = from_task(task)
        notes += [f"{gold.id}: {note}" for note in [*said, *missing]]
        golds.append(gold)
        faults += [
            Fault(str(path), number, f"{gold.id}: {spelled(finding.path)}", finding.found, finding.expected)
            for finding in content(gold)
            if finding.grave
        ]
    ids = [gold.id for gold in golds]
    faults += [
        Fault(str(path), number, "id", repr(name), "an id of its own")
        for number, name in enumerate(ids, 1)
        if name in ids[: number - 1]
    ]
    if faults:
        raise FaultyInput(faults)
    return golds, notes


def write_gold(golds: Sequence[Gold], folder: Path) -> None:
    """Write a file for each gold, named by its id."""
    folder.mkdir(parents=True, exist_ok=True)
    for gold in golds:
        (folder / f"{quote(gold.id, safe=' ()+,;=@')}.json").write_bytes(encode(gold))


def _alike(task: Task, module: Any) -> list[str]:
    """Marks that a tool which knows them by place and label alone can't tell apart."""
    if not module.BY_PLACE:
        return []
    places = Counter((mark.label, span) for mark in task.marks for span in mark.spans)
    return [
        f"two marks {label} at {start}–{end} become one"
        for (label, (start, end)), count in places.items()
        if count > 1
    ]


def _set_back(task: Task, path: Path, number: int, original: str | None) -> tuple[Task, list[str]]:
    """The task with the text that was exported, and a note if the tool had changed it."""
    if original is None and task.sha256 in (None, content_hash(task.text)):
        return task, []
    if original == task.text:
        return task, []
    if original is not None:
        found = by_text(original, task.text)
        text = original
    else:
        guise = by_hash(task.text, str(task.sha256))
        text = guise[1] if guise else ""
        found = (guise[0], _turned(guise[2])) if guise else None
    if found is None:
        shown = f"another text than was exported (sha256 {content_hash(task.text)[:12]}…)"
        raise FaultyInput([Fault(str(path), number, task.id, shown, "the text that was exported")])
    marks = tuple(
        replace(mark, spans=tuple(found[1].to_source(*span) for span in mark.spans)) for mark in task.marks
    )
    return replace(task, text=text, marks=marks), [
        f"the text had {found[0]}; it was set back and offsets aligned"
    ]


def _turned(alignment: Alignment) -> Alignment:
    """The alignment the other way round."""
    return Alignment.of((c, d, a, b) for a, b, c, d in alignment.runs)


def _module(tool: Tool) -> Any:
    return import_module(f"presselese.gold.tools.{tool.replace('-', '_')}")
