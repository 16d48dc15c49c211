"""Quotations with their roles in the JSON of the German Wikinews set (Petersen-Frey and Biemann 2024).

The published metric: in each document the quotes found are assigned to those of the gold, one to one, so that the sum
of the F1 of their tokens is largest (the same type adds .01, the same medium .001 where they overlap). Of each pair,
and of each quote left over, tokens of the quote and of its roles (addressee, cue, frame, speaker) give a precision
where something was found and a recall where the gold has something. Message, roles and joint are F1 of the means.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presselese.gold.assignment import best_assignment
from presselese.gold.files import SUFFIXES, Fault, FaultyInput, json_values, parse, paths
from presselese.gold.tally import Metric, Scored, f1, mean_f1
from presselese.quotes.roles import export_roles

if TYPE_CHECKING:
    from presselese.gold.models import Models

ROLES = ("addressee", "cue", "frame", "speaker")
METRICS: dict[str, Metric] = {
    "message.f1": mean_f1("message"),
    "roles.f1": mean_f1("roles"),
    "joint.f1": mean_f1("joint"),
    **{f"{role}.f1": mean_f1(role) for role in ROLES},
    "type.f1": f1("type"),
    "medium.f1": f1("medium"),
}


@dataclass
class Quotation:
    """Token numbers of the quote and its roles."""

    tokens: frozenset[int]
    roles: dict[str, frozenset[int]]
    type: str | None
    medium: str | None


@dataclass
class Document:
    id: str
    text: str
    tokens: list[tuple[int, int]]
    """Offsets of each token, in order."""
    quotations: list[Quotation] = field(default_factory=list)


def scored(path: Path, models: Models) -> list[Scored]:
    """The quotes stage on each article."""
    documents = read(path)
    nlp = models.staged(("presselese_entities", "presselese_quotes"))
    docs = models.run(nlp, (models.plain_doc(document.text) for document in documents))
    return [score(document, found(document, doc)) for document, doc in zip(documents, docs, strict=True)]


def found(document: Document, doc: Any) -> list[Quotation]:
    """The quotes on a Doc of the document's text, as token numbers, in the manner of the set: with marks, the speaker
    named again where a report goes on (`presselese.quotes.roles`)."""
    starts, ends = zip(*document.tokens, strict=True) if document.tokens else ((), ())

    def tokens(spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        numbers: set[int] = set()
        for start, end in spans:
            numbers.update(range(bisect_right(ends, start), bisect_left(starts, end)))
        return frozenset(numbers)

    return [
        Quotation(
            tokens(quote["quote"]),
            {role: tokens(quote[role]) for role in ROLES},
            quote["type"],
            quote["medium"],
        )
        for quote in export_roles(doc)
    ]


def score(document: Document, found: Sequence[Quotation]) -> Scored:
    """Quotes found against those of the gold, with the published metric."""
    out = Scored(document.id, document.text)
    wanted = document.quotations
    met = (
        best_assignment([[_fit(one, other) for other in found] for one in wanted]) if wanted and found else []
    )
    for i, j in met:
        _count(out, wanted[i], found[j])
        for name in ("type", "medium"):
            right = getattr(wanted[i], name) == getattr(found[j], name)
            out.count(name, right, getattr(found[j], name) is not None, getattr(wanted[i], name) is not None)
    taken = [{i for i, _ in met}, {j for _, j in met}]
    for i, one in enumerate(wanted):
        if i not in taken[0]:
            _count(out, one, None)
    for j, other in enumerate(found):
        if j not in taken[1]:
            _count(out, None, other)
    _note_errors(document, [(wanted[i], found[j]) for i, j in met], out, taken, found)
    return out


def _fit(one: Quotation, other: Quotation) -> float:
    common = len(one.tokens & other.tokens)
    if not common:
        return 0.0
    same_type = 0.01 * (one.type == other.type)
    same_medium = 0.001 * (one.medium == other.medium)
    return 2 * common / (len(one.tokens) + len(other.tokens)) + same_type + same_medium


def _count(out: Scored, one: Quotation | None, other: Quotation | None) -> None:
    nothing: frozenset[int] = frozenset()
    parts = [("message", one.tokens if one else nothing, other.tokens if other else nothing)]
    parts += [
        (role, one.roles[role] if one else nothing, other.roles[role] if other else nothing) for role in ROLES
    ]
    for name, wanted, found in parts:
        names = (name, "joint") if name == "message" else (name, "roles", "joint")
        for group in names:
            if found:
                out.count(f"{group}.precision", len(wanted & found) / len(found), 1, 1)
            if wanted:
                out.count(f"{group}.recall", len(wanted & found) / len(wanted), 1, 1)


def _note_errors(
    document: Document,
    met: Sequence[tuple[Quotation, Quotation]],
    out: Scored,
    taken: Sequence[set[int]],
    found: Sequence[Quotation],
) -> None:
    def shown(tokens: frozenset[int]) -> tuple[tuple[int, int] | None, str]:
        if not tokens:
            return None, "–"
        span = (document.tokens[min(tokens)][0], document.tokens[max(tokens)][1])
        return span, document.text[slice(*span)]

    missed = [one for i, one in enumerate(document.quotations) if i not in taken[0]]
    spare = [other for j, other in enumerate(found) if j not in taken[1]]
    for one, other in met:
        if not one.tokens & other.tokens:
            missed.append(one)
            spare.append(other)
            continue
        parts = {
            "extent": (one.tokens, other.tokens),
            **{role: (one.roles[role], other.roles[role]) for role in ROLES},
        }
        for kind, (wanted, got) in parts.items():
            if wanted != got:
                place = shown(one.tokens)[0]
                out.error("quotes", str(one.type), kind, place, shown(wanted)[1], shown(got)[1])
    for one in missed:
        out.error("quotes", str(one.type), "missed", *shown(one.tokens), "")
    for other in spare:
        place, text = shown(other.tokens)
        out.error("quotes", str(other.type), "wrong", place, "", text)


def read(path: Path) -> list[Document]:
    """All articles of a path, sorted by id. Raises FaultyInput with every file or line that is none."""
    documents: list[Document] = []
    faults: list[Fault] = []
    for file in paths(path, SUFFIXES):
        for line, text in json_values(file):
            try:
                value, _ = parse(file, line, text)
            except FaultyInput as error:
                faults += error.faults
                continue
            try:
                documents.append(_document(value))
            except (KeyError, TypeError, AttributeError) as error:
                expected = "an article: originalText, tokens, annotations with quote, type, medium and roles"
                faults.append(Fault(str(file), line, "", f"{type(error).__name__}: {error}", expected))
    if faults:
        raise FaultyInput(faults)
    return sorted(documents, key=lambda document: document.id)


def _document(value: Any) -> Document:
    digest = sha256(json.dumps(value["originalText"]).encode()).hexdigest()[:8]
    return Document(
        f"{digest} {value.get('documentName', '')}",
        value["originalText"],
        [(token["charBegin"], token["charEnd"]) for token in value["tokens"]],
        [
            Quotation(
                frozenset(one["quote"]["tokenIds"]),
                {role: frozenset(one.get(role, {}).get("tokenIds", ())) for role in ROLES},
                one.get("type"),
                one.get("medium"),
            )
            for one in value["annotations"]
        ],
    )
