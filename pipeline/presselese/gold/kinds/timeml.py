"""Time expressions in TimeML files (`.tml`): TIMEX3 of the text, with the day of the document as publication day.

Counted as in TempEval-3: strict are the same offsets, relaxed any overlap, one to one; type and value are counted on
the relaxed matches. The day of the document itself and expressions without text are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from presselese.dates.timex import timex3
from presselese.gold.files import Fault, FaultyInput, paths
from presselese.gold.matching import overlap, pairs
from presselese.gold.tally import Metric, Scored, f1

if TYPE_CHECKING:
    from presselese.gold.models import Models

SUFFIXES = (".tml",)
METRICS: dict[str, Metric] = {
    f"dates.{name}_f1": f1(f"dates.{name}") for name in ("strict", "relaxed", "type", "value", "strict_value")
}


class Timex(NamedTuple):
    """A TIMEX3 with offsets into the text of its document."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """The text of a TimeML file, the day it was made, its expressions."""

    id: str
    text: str
    created: str | None
    timexes: tuple[Timex, ...]


def scored(path: Path, models: Models) -> list[Scored]:
    """What the dates stage finds in each document."""
    documents = read(path)
    nlp = models.staged(("presselese_dates",))
    docs = (models.plain_doc(document.text, document.created) for document in documents)
    return [
        score(document, found(doc)) for document, doc in zip(documents, models.run(nlp, docs), strict=True)
    ]


def found(doc: Any) -> list[Timex]:
    """The expressions on a Doc as TIMEX3, vague ones (`derzeit`) too."""
    return [
        Timex(one["start"], one["end"], one["type"], one["value"])
        for one in timex3(doc)
        if one["start"] < one["end"]
    ]


def score(document: Document, found: Sequence[Timex]) -> Scored:
    """Expressions found against those of the gold."""
    out = Scored(document.id, document.text)
    wanted = document.timexes
    met = pairs(
        wanted, found, lambda one, other: overlap(one[:2], other[:2]) + (0.5 if one[:2] == other[:2] else 0)
    )
    hits = dict.fromkeys(("strict", "relaxed", "type", "value", "strict_value"), 0)
    for i, j in met:
        one, other = wanted[i], found[j]
        same_value = value_key(one.value) == value_key(other.value)
        hits["relaxed"] += 1
        hits["strict"] += one[:2] == other[:2]
        hits["type"] += one.type == other.type
        hits["value"] += same_value
        hits["strict_value"] += same_value and one[:2] == other[:2]
        told, got = f"{one.type} {one.value}", f"{other.type} {other.value}"
        if not same_value or one.type != other.type:
            out.error("dates", one.type, "value", one[:2], told, got)
        elif one[:2] != other[:2]:
            out.error(
                "dates", one.type, "extent", one[:2], told, f"{got} “{out.text[other.start : other.end]}”"
            )
    for name, count in hits.items():
        out.count(f"dates.{name}", count, len(found), len(wanted))
    for i, one in enumerate(wanted):
        if i not in {i for i, _ in met}:
            out.error("dates", one.type, "missed", one[:2], f"{one.type} {one.value}", "")
    for j, other in enumerate(found):
        if j not in {j for _, j in met}:
            out.error("dates", other.type, "wrong", other[:2], "", f"{other.type} {other.value}")
    return out


def value_key(value: str) -> str:
    """A value with its clock time written one way: `T20.30` and `T9:30` as `T20:30` and `T09:30`."""
    value = re.sub(r"(T\d{1,2})\.(\d\d)", r"\1:\2", value.strip().upper())
    return re.sub(r"T(\d)(?=:)", r"T0\1", value)


def read(path: Path) -> list[Document]:
    """All TimeML documents of a path, sorted by id (the file's name). Raises FaultyInput."""
    documents: list[Document] = []
    faults: list[Fault] = []
    for file in paths(path, SUFFIXES):
        try:
            documents.append(_document(file))
        except FaultyInput as error:
            faults += error.faults
    if faults:
        raise FaultyInput(faults)
    return sorted(documents, key=lambda document: document.id)


def _document(file: Path) -> Document:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise FaultyInput([Fault(str(file), error.lineno or 0, "", str(error.msg), "XML")]) from None
    text = root.find("TEXT")
    if text is None:
        raise FaultyInput(
            [Fault(str(file), root.sourceline or 0, "", f"<{root.tag}> without <TEXT>", "TimeML")]
        )
    day = root.find("DCT/TIMEX3")
    timexes: list[Timex] = []
    whole = _collect(text, 0, timexes)
    created = day.get("value") if day is not None else None
    return Document(file.name, whole, created, tuple(sorted(timexes)))


def _collect(element: Any, start: int, timexes: list[Timex]) -> str:
    """The text of an element that begins at `start`; its expressions are added."""
    parts = [element.text or ""]
    length = len(parts[0])
    for child in element:
        inner = "" if isinstance(child, etree._Comment) else _collect(child, start + length, timexes)
        if child.tag == "TIMEX3" and inner:
            timexes.append(
                Timex(
                    start + length, start + length + len(inner), child.get("type", ""), child.get("value", "")
                )
            )
        parts += [inner, child.tail or ""]
        length += len(inner) + len(child.tail or "")
    return "".join(parts)
