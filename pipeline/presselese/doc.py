"""What stands on a spaCy Doc: how stages leave values there, and how they become a Record.

Stages leave plain dicts in the form of `presselese.record`, with character offsets `start`/`end` into `doc.text`
and ids without the id of the release (`p1`, `d1` …), so that `DocBin`, `to_bytes` and `n_process` work. Raw offsets,
texts and full ids are added when typed values are asked for.

    put(doc, "dates", [{"id": "d1", "start": 4, "end": 8, "type": "date", "value": "2006", ...}])
    get(doc, "dates")                     # the same dicts
    doc.spans["dates"][0]._.date          # presselese.record.DateValue
    to_record(doc)                        # presselese.record.Record
"""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from spacy.tokens import Doc, Span

from presselese import record
from presselese.alignment import Alignment
from presselese.source import Release, content_hash, source_id

KEY = "presselese"
SPAN_LAYERS = {"dates": "date", "quotes": "quote"}
"""Layers that are also groups of spans, and the name of the extension that holds the typed value."""


def get(doc: Doc, layer: str) -> Any:
    """The values of a layer (a list of dicts; for `meta` and `release` a dict), empty where no stage left any."""
    return doc.user_data.get(KEY, {}).get(layer, {} if layer in ("meta", "release") else [])


def put(doc: Doc, layer: str, values: Any) -> None:
    """Leave the values of a layer on the Doc; layers of spans are also set as `doc.spans[layer]`."""
    doc.user_data.setdefault(KEY, {})[layer] = values
    if layer in SPAN_LAYERS:
        doc.spans[layer] = [span for value in values if (span := _span(doc, value)) is not None]


def put_release(doc: Doc, release: Release) -> None:
    """Leave what cleaning found: zones, repairs, metadata, and the alignment to the raw text."""
    source = release.source
    put(doc, "zones", release.zones)
    put(doc, "parts", release.parts)
    put(doc, "repairs", release.repairs)
    put(doc, "meta", dict(release.meta))
    put(doc, "warnings", [{"code": code, "text": text} for code, text in release.warnings])
    put(
        doc,
        "release",
        {
            "id": source.id,
            "path": source.path,
            "member": source.member,
            "media_type": source.media_type,
            "encoding": source.encoding,
            "sha256": content_hash(source.raw),
            "alignment": [list(run) for run in release.alignment.runs],
        },
    )


def warn(doc: Doc, code: record.WarningCode, text: str) -> None:
    """Add a warning to the record of this Doc, once for each code."""
    warnings = get(doc, "warnings")
    if all(warning["code"] != code for warning in warnings):
        put(doc, "warnings", [*warnings, {"code": code, "text": text}])


def to_record(doc: Doc) -> record.Record:
    """The record of a Doc that went through the stages (those that did not run leave their lists empty)."""
    release = get(doc, "release") or _release_of_plain_doc(doc)
    typed = _Typed(doc, release)
    values = {layer: typed.convert(get(doc, layer)) for layer in record.LAYERS}
    return msgspec.convert(
        {
            "id": release["id"],
            "source": {
                name: release[name] for name in ("path", "member", "media_type", "encoding", "sha256")
            },
            "meta": get(doc, "meta"),
            "text": doc.text,
            **values,
        },
        type=record.Record,
    )


class _Typed:
    """Adds raw offsets, texts and full ids to the dicts of one Doc."""

    def __init__(self, doc: Doc, release: dict[str, Any]) -> None:
        self.text = doc.text
        self.prefix = release["id"]
        self.alignment = Alignment.of(release["alignment"])

    def convert(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            if name == "link":
                return value if "candidates" in value else {**value, "candidates": []}
            out = {key: self.convert(item, key) for key, item in value.items()}
            start, end = out.get("start"), out.get("end")
            if isinstance(start, int) and isinstance(end, int):
                out.setdefault("text", self.text[start:end])
                if "raw_start" not in out:
                    out["raw_start"], out["raw_end"] = self.alignment.to_source(start, end)
            return out
        if isinstance(value, (list, tuple)):
            return [self.convert(item, name) for item in value]
        if isinstance(value, float):
            return round(value, 3)
        if name in ("ref", "speaker_id") and value:
            return f"{self.prefix}/{value}"
        if name == "id" and value and _is_local_id(value):
            return f"{self.prefix}/{value}"
        return value


def _is_local_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) > 1 and value[0] in "poldq" and value[1:].isdigit()


def _release_of_plain_doc(doc: Doc) -> dict[str, Any]:
    """For a Doc that another tokenizer made: its text is the raw text."""
    return {
        "id": source_id("", None, doc.text.encode("utf-8", "surrogatepass")),
        "path": "",
        "member": None,
        "media_type": "text/plain",
        "encoding": None,
        "sha256": content_hash(doc.text),
        "alignment": [[0, len(doc.text), 0, len(doc.text)]],
    }


def _span(doc: Doc, value: dict[str, Any]) -> Span | None:
    """The span of tokens that covers a value; one of several spans runs from its first to its last character."""
    start, end = extent(value)
    span = doc.char_span(
        start, end, label=value.get("type", ""), span_id=value["id"], alignment_mode="expand"
    )
    return span


def extent(value: dict[str, Any]) -> tuple[int, int]:
    """First and last character of a value that has `start`/`end`, or `spans`."""
    if "spans" in value:
        return value["spans"][0]["start"], value["spans"][-1]["end"]
    return value["start"], value["end"]


def _typed_value(layer: str, span: Span) -> Any:
    doc = span.doc
    typed = _Typed(doc, get(doc, "release") or _release_of_plain_doc(doc))
    for value in get(doc, layer):
        if value["id"] == span.id_:
            return msgspec.convert(typed.convert(value), type=record.LAYERS[layer])
    return None


for _layer, _name in SPAN_LAYERS.items():
    # A partial of a module's function: spaCy hands extensions to the processes that it spawns.
    Span.set_extension(_name, getter=partial(_typed_value, _layer), force=True)
