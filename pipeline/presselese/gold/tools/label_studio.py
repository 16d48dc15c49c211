"""Label Studio: a JSON list of tasks with regions, per-region text fields, relations and choices. It holds everything.

Its offsets count UTF-16 units, as its editor does; files of other origin may count code points. Which it is is read
from the text that each region repeats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from presselese.gold.check import FIRST_LEVEL
from presselese.gold.files import Fault, FaultyInput, json_values, parse, paths
from presselese.gold.format import LAYERS, GoldPlace, Layer
from presselese.gold.tools.keys import known_layers, layers_of
from presselese.gold.tools.task import ATTRIBUTES, LAYER_OF, Arrow, Mark, Task, in_pieces, joined
from presselese.gold.tools.writing import as_line
from presselese.gold.variants import COUNTS, aligned
from presselese.source import content_hash

HOLDS: tuple[Layer, ...] = LAYERS
BY_PLACE = False
_NOTHING = "–"


def write(tasks: list[Task], folder: Path, *, looked_at: bool) -> list[str]:
    """Write `tasks.json`, and `labels.xml`, the labelling interface of the project."""
    values = []
    for whole in tasks:
        task = in_pieces(whole)
        results = _results(task)
        values.append(
            {
                "data": {
                    "text": task.text,
                    "id": task.id,
                    "published": task.published,
                    "layers": list(task.layers),
                    "sha256": content_hash(task.text),
                },
                ("annotations" if looked_at else "predictions"): [
                    {"result": results} if looked_at else {"model_version": "presselese", "result": results}
                ],
            }
        )
    (folder / "tasks.json").write_text(
        "[\n" + ",\n".join(as_line(value).rstrip("\n") for value in values) + "\n]\n", "utf-8", newline=""
    )
    (folder / "labels.xml").write_text(interface(), "utf-8")
    return []


def interface() -> str:
    """The labelling interface: the labels of all layers, the fields of a region, topics and places."""
    labels = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in LAYER_OF)
    fields = "\n".join(
        f'  <TextArea name="{name}" toName="text" perRegion="true" placeholder="{name}"/>'
        for name in ATTRIBUTES
    )
    topics = "\n".join(f"    <Choice value={quoteattr(topic)}/>" for topic in sorted(FIRST_LEVEL))
    return f"""<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
{fields}
  <Relations><Relation value="cue"/><Relation value="speaker"/><Relation value="continues"/></Relations>
  <Choices name="topics" toName="text" choice="multiple">
{topics}
  </Choices>
  <TextArea name="places" toName="text" placeholder="name | country | ags, a line each; {_NOTHING} for unknown"/>
</View>
"""


def _results(task: Task) -> list[dict[str, Any]]:
    widths = [0]  # UTF-16 units in front of each code point
    for char in task.text:
        widths.append(widths[-1] + (2 if ord(char) > 0xFFFF else 1))
    out: list[dict[str, Any]] = []
    for mark in task.marks:
        place = {"start": widths[mark.start], "end": widths[mark.end]}
        labelled = {**place, "text": task.text[mark.start : mark.end], "labels": [mark.label]}
        out.append(
            {"id": mark.id, "from_name": "label", "to_name": "text", "type": "labels", "value": labelled}
        )
        for name, values in mark.attributes.items():
            value = {**place, "text": list(values)}
            out.append(
                {"id": mark.id, "from_name": name, "to_name": "text", "type": "textarea", "value": value}
            )
    for arrow in task.arrows:
        out.append(
            {
                "type": "relation",
                "from_id": arrow.tail,
                "to_id": arrow.head,
                "direction": "right",
                "labels": [arrow.kind],
            }
        )
    if task.topics:
        chosen = {"choices": list(task.topics)}
        out.append(
            {"id": "topics", "from_name": "topics", "to_name": "text", "type": "choices", "value": chosen}
        )
    if task.places:
        lines = {
            "text": [" | ".join((p.name, p.country or _NOTHING, p.ags or _NOTHING)) for p in task.places]
        }
        out.append(
            {"id": "places", "from_name": "places", "to_name": "text", "type": "textarea", "value": lines}
        )
    return out


def read(path: Path) -> list[Task]:
    """The tasks of a JSON export: of each the last annotation that was not cancelled, else its prediction.

    Raises FaultyInput, also where a region's text fits neither way of counting.
    """
    raw: list[tuple[Path, int, Mapping[str, Any]]] = []
    faults: list[Fault] = []
    for file in paths(path, (".json", ".jsonl")):
        for line, text in json_values(file):
            try:
                value, positions = parse(file, line, text)
            except FaultyInput as error:
                faults += error.faults
                continue
            for number, one in enumerate(value if isinstance(value, list) else [value]):
                at = line + positions.line((number,)) - 1 if isinstance(value, list) else line
                raw.append((file, at, one))
    tasks: list[Task] = []
    labels: set[str] = set()
    for file, line, one in raw:
        try:
            tasks.append(_task(one, file, line))
            labels |= {mark.label for mark in tasks[-1].marks}
        except FaultyInput as error:
            faults += error.faults
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            found = f"{type(error).__name__}: {error}"
            faults.append(
                Fault(str(file), line, "", found, "a task with data.text and annotations or predictions")
            )
    if faults:
        raise FaultyInput(faults)
    foreign = layers_of(labels)
    foreign += tuple(
        name for name in ("persons", "places", "topics") if any(_uses(task, name) for task in tasks)
    )  # type: ignore[arg-type]
    return [joined(task if task.layers else _with_layers(task, known_layers(set(foreign)))) for task in tasks]


def _uses(task: Task, layer: str) -> bool:
    if layer == "persons":
        return any("person" in mark.attributes for mark in task.marks)
    return bool(task.places if layer == "places" else task.topics)


def _with_layers(task: Task, layers: tuple[Layer, ...]) -> Task:
    return replace(task, layers=layers)


def _task(value: Mapping[str, Any], file: Path, line: int) -> Task:
    data = value["data"]
    notes = []
    done = [one for one in value.get("annotations") or () if not one.get("was_cancelled")]
    if done:
        results = done[-1]["result"]
    else:
        results = (value.get("predictions") or [{"result": []}])[-1]["result"]
        notes.append("no annotation: the prediction was taken as it is, and no person looked at it")
    text = data["text"]
    regions = [one for one in results if one.get("type") == "labels"]
    place, note = _counted(text, [one["value"] for one in regions], file, line)
    attributes: dict[str, dict[str, tuple[str, ...]]] = {}
    topics: tuple[str, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    for one in results:
        if one.get("type") == "textarea" and one["from_name"] == "places":
            places = tuple(map(_place, _list(one["value"]["text"])))
        elif one.get("type") == "textarea":
            attributes.setdefault(str(one["id"]), {})[one["from_name"]] = tuple(_list(one["value"]["text"]))
        elif one.get("type") == "choices":
            topics = tuple(one["value"]["choices"])
    marks = tuple(
        Mark(
            str(one["id"]),
            one["value"]["labels"][0],
            (place(int(one["value"]["start"]), int(one["value"]["end"])),),
            attributes.get(str(one["id"]), {}),
        )
        for one in regions
    )
    arrows = tuple(
        Arrow(label, str(one["from_id"]), str(one["to_id"]))
        for one in results
        if one.get("type") == "relation"
        for label in one.get("labels") or [""]
    )
    layers = known_layers(data["layers"]) if "layers" in data else ()
    return Task(
        str(data.get("id", value.get("id", f"{file.stem}-{line}"))),
        text,
        data.get("published"),
        layers,
        marks,
        arrows,
        places,
        topics,
        data.get("sha256"),
        tuple(notes + ([note] if note and "sha256" not in data else [])),
    )


def _counted(text: str, regions: Sequence[Mapping[str, Any]], file: Path, line: int) -> tuple[Any, str]:
    """How the regions' offsets are turned into code points, and a note where they had to be turned."""
    units, alignment = aligned(text, COUNTS["UTF-16 units"])
    if len(units) == len(text):
        return (lambda start, end: (start, end)), ""
    readings = {"UTF-16 units": alignment.to_source, "code points": lambda start, end: (start, end)}
    for name, place in readings.items():
        if all(_fits(text, region, place(int(region["start"]), int(region["end"]))) for region in regions):
            moved = any(
                place(int(r["start"]), int(r["end"])) != (int(r["start"]), int(r["end"])) for r in regions
            )
            return place, f"offsets counted in {name} were turned into code points" if moved else ""
    region = next(
        one
        for one in regions
        if not all(_fits(text, one, place(int(one["start"]), int(one["end"]))) for place in readings.values())
    )
    shown = [
        f"{name}: {place(int(region['start']), int(region['end']))} "
        f"{text[slice(*place(int(region['start']), int(region['end'])))]!r}"
        for name, place in readings.items()
    ]
    found = f"{region['start']}–{region['end']} {region.get('text', '')!r}"
    raise FaultyInput(
        [Fault(str(file), line, "value", found, "a region of the text; read as " + ", as ".join(shown))]
    )


def _fits(text: str, region: Mapping[str, Any], place: tuple[int, int]) -> bool:
    inner = text[slice(*place)]
    if region.get("text") is None:
        return bool(inner) and inner == inner.strip()
    return " ".join(inner.split()) == " ".join(str(region["text"]).replace("\\n", "\n").split())


def _list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _place(line: str) -> GoldPlace:
    name, country, ags = ([*line.rsplit(" | ", 2), _NOTHING, _NOTHING])[:3]
    known = [None if value.strip() in (_NOTHING, "-", "") else value.strip() for value in (country, ags)]
    return GoldPlace(name=name, country=known[0], ags=known[1])
