"""INCEpTION: UIMA CAS XMI, a file a release, with the type system of the layers beside it. It holds everything.

Needs the extra `uima` (dkpro-cassis, which turns UIMA's UTF-16 offsets into code points and back).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from presselese.gold.files import Fault, FaultyInput, paths
from presselese.gold.format import LAYERS, GoldPlace, Layer
from presselese.gold.tools.keys import known_layers, layers_of
from presselese.gold.tools.task import ATTRIBUTES, CONTINUES, PARTS, Arrow, Mark, Task, in_pieces, joined
from presselese.source import content_hash

HOLDS: tuple[Layer, ...] = LAYERS
BY_PLACE = False
TYPES = "TypeSystem.xml"
_MARK = "webanno.custom.PresseMark"
_ARROW = "webanno.custom.PresseRelation"
_PLACE = "webanno.custom.PressePlace"
_TOPIC = "webanno.custom.PresseTopic"
_ABOUT = "webanno.custom.PresseRelease"
_SEVERAL = ("roles", "affiliations")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise ImportError("INCEpTION's files need the extra uima: pip install 'presselese[uima]'") from None
    return cassis


def _type_system() -> Any:
    """The layers of the INCEpTION project."""
    system = _cassis().TypeSystem()
    mark = system.create_type(name=_MARK, supertypeName="uima.tcas.Annotation")
    system.create_feature(mark, name="label", rangeType="uima.cas.String")
    for name in ATTRIBUTES:
        kind = "uima.cas.StringArray" if name in _SEVERAL else "uima.cas.String"
        system.create_feature(mark, name=_feature(name), rangeType=kind)
    arrow = system.create_type(name=_ARROW, supertypeName="uima.tcas.Annotation")
    system.create_feature(arrow, name="Governor", rangeType=_MARK)
    system.create_feature(arrow, name="Dependent", rangeType=_MARK)
    system.create_feature(arrow, name="kind", rangeType="uima.cas.String")
    for name, features in (
        (_PLACE, ("name", "country", "ags")),
        (_TOPIC, ("topic",)),
        (_ABOUT, ("release", "published", "layers", "sha256")),
    ):
        kind = system.create_type(name=name, supertypeName="uima.cas.AnnotationBase")
        for feature in features:
            system.create_feature(kind, name=feature, rangeType="uima.cas.String")
    return system


def _feature(name: str) -> str:
    """`from` and `value` are taken in UIMA's and INCEpTION's own names."""
    return f"{name}_"


def write(tasks: list[Task], folder: Path, *, looked_at: bool) -> list[str]:
    """Write an .xmi for each task and the type system. A text with characters that XML does not have is left out, and
    that is said."""
    cassis = _cassis()
    system = _type_system()
    notes = []
    for whole in tasks:
        task = in_pieces(whole)
        if bad := next(filter(None, map(_NO_XML.search, _strings(task))), None):
            notes.append(f"{task.id}: left out, since XML has no character {bad.group()!r}")
            continue
        cas = cassis.Cas(typesystem=system)
        cas.sofa_string = task.text
        cas.sofa_mime = "text/plain"
        _fill(cas, system, task)
        cas.to_xmi(folder / f"{quote(task.id, safe='')}.xmi")
    system.to_xml(folder / TYPES)
    return notes


def _fill(cas: Any, system: Any, task: Task) -> None:
    about = system.get_type(_ABOUT)(
        release=task.id,
        published=task.published,
        layers=" ".join(task.layers),
        sha256=content_hash(task.text),
    )
    cas.add(about)
    made: dict[str, Any] = {}
    array = system.get_type("uima.cas.StringArray")
    for mark in task.marks:
        values = {
            _feature(name): array(elements=list(some)) if name in _SEVERAL else some[0]
            for name, some in mark.attributes.items()
            if some
        }
        made[mark.id] = system.get_type(_MARK)(begin=mark.start, end=mark.end, label=mark.label, **values)
        cas.add(made[mark.id])
    for arrow in task.arrows:
        tail, head = made[arrow.tail], made[arrow.head]
        relation = system.get_type(_ARROW)(
            begin=head.begin, end=head.end, Governor=tail, Dependent=head, kind=arrow.kind
        )
        cas.add(relation)
    for place in task.places:
        cas.add(system.get_type(_PLACE)(name=place.name, country=place.country, ags=place.ags))
    for topic in task.topics:
        cas.add(system.get_type(_TOPIC)(topic=topic))


def _strings(task: Task) -> list[str]:
    values = [value for mark in task.marks for some in mark.attributes.values() for value in some]
    places = [value for place in task.places for value in (place.name, place.country, place.ags) if value]
    return [task.text, task.id, *values, *places, *task.topics]


def read(path: Path) -> list[Task]:
    """The tasks of .xmi files, with `TypeSystem.xml` beside them (or INCEpTION's own). Raises FaultyInput."""
    cassis = _cassis()
    folder = path if path.is_dir() else path.parent
    tasks: list[Task] = []
    faults: list[Fault] = []
    for file in paths(path, (".xmi",)):
        types = next((p for p in (file.parent / TYPES, folder / TYPES) if p.is_file()), None)
        try:
            with (types or file.parent / TYPES).open("rb") as opened:
                system = cassis.load_typesystem(opened)
            with file.open("rb") as opened:
                tasks.append(_task(cassis.load_cas_from_xmi(opened, typesystem=system), unquote(file.stem)))
        except FileNotFoundError:
            faults.append(Fault(str(file), 0, "", f"no {TYPES} beside it", "the type system of the export"))
        except Exception as error:  # whatever the parsers of XML and UIMA say
            faults.append(Fault(str(file), 0, "", f"{type(error).__name__}: {error}", "a UIMA CAS in XMI"))
    if faults:
        raise FaultyInput(faults)
    foreign = layers_of({mark.label for task in tasks for mark in task.marks})
    return [joined(task if task.layers else replace(task, layers=foreign)) for task in tasks]


def _task(cas: Any, name: str) -> Task:
    known = {kind.name for kind in cas.typesystem.get_types()}
    every = list(cas._find_all_fs())
    of_type: dict[str, list[Any]] = {
        kind: [one for one in every if one.type.name == kind]
        for kind in (_MARK, _ARROW, _PLACE, _TOPIC, _ABOUT)
    }
    marks = [_mark(one) for one in of_type[_MARK]]
    marks += _named_entities(cas, known)
    about = of_type[_ABOUT][0] if of_type[_ABOUT] else None
    return Task(
        about.release if about else name,
        cas.sofa_string or "",
        about.published if about else None,
        known_layers((about.layers or "").split()) if about else (),
        tuple(marks),
        tuple(
            Arrow(one.kind, str(one.Governor.xmiID), str(one.Dependent.xmiID))
            for one in of_type[_ARROW]
            if one.kind in (*PARTS, CONTINUES)
        ),
        tuple(GoldPlace(name=one.name, country=one.country, ags=one.ags) for one in of_type[_PLACE]),
        tuple(one.topic for one in of_type[_TOPIC]),
        about.sha256 if about else None,
    )


def _mark(one: Any) -> Mark:
    attributes: dict[str, tuple[str, ...]] = {}
    for name in ATTRIBUTES:
        value = getattr(one, _feature(name), None)
        if value is not None:
            attributes[name] = tuple(value.elements or ()) if name in _SEVERAL else (value,)
    return Mark(str(one.xmiID), one.label, ((one.begin, one.end),), attributes)


def _named_entities(cas: Any, known: Mapping[str, Any] | set[str]) -> list[Mark]:
    """Names in INCEpTION's own layer, if the project used it."""
    kind = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    if kind not in known:
        return []
    return [
        Mark(f"ne{number}", str(one.value), ((one.begin, one.end),))
        for number, one in enumerate(cas.select(kind))
        if one.value
    ]
