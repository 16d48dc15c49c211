"""The records of a finished run, each beside the gold of its release."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from presselese.alignment import Alignment
from presselese.gold.files import Fault, FaultyInput, json_values, parse, paths
from presselese.gold.format import Gold
from presselese.gold.variants import by_hash
from presselese.source import content_hash


@dataclass(frozen=True)
class Found:
    """A record as parsed JSON, and where it stood."""

    record: dict[str, Any]
    file: str
    line: int


def read_run(run: Path) -> list[Found]:
    """The records of a run directory (`records/part-*.jsonl[.zst]`), of a folder of .jsonl files, or of one such file.

    Raises FaultyInput for what is no record.
    """
    folder = run / "records" if (run / "records").is_dir() else run
    out: list[Found] = []
    faults: list[Fault] = []
    for file in paths(folder, (".jsonl", ".jsonl.xz", ".jsonl.zst")):
        for number, text in json_values(file):
            try:
                record, _ = parse(file, number, text)
            except FaultyInput as error:
                faults += error.faults
                continue
            source = record.get("source") if isinstance(record, dict) else None
            if isinstance(source, dict) and isinstance(source.get("path"), str):
                out.append(Found(record, str(file), number))
            else:
                found = "an object without source.path" if isinstance(record, dict) else "no object"
                faults.append(Fault(str(file), number, "", found, "a record"))
    if faults:
        raise FaultyInput(faults)
    return out


def about(run: Path) -> dict[str, Any]:
    """What the manifest of a run directory says; empty without one."""
    manifest = run / "manifest.json"
    if not manifest.is_file():
        return {}
    value = json.loads(manifest.read_text("utf-8"))
    return value if isinstance(value, dict) else {}


def names_of(record: dict[str, Any]) -> tuple[str, ...]:
    """The ids that gold of this record can have: the member's id, its stem; without a member the file's stem."""
    member = record["source"].get("member")
    if member:
        return (str(member), PurePosixPath(str(member)).stem)
    return (PurePosixPath(record["source"]["path"]).stem,)


def beside(golds: Sequence[Gold], records: Sequence[Found]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The record of each gold id that has one, with offsets into the gold's text; and what is to be said about it.

    A run that read another guise of the text (line ends, composed letters) is aligned, and said. Raises FaultyInput
    where a record is of another text, or two records are of one release.
    """
    by_id = {gold.id: gold for gold in golds}
    found: dict[str, Found] = {}
    faults: list[Fault] = []
    notes: list[str] = []
    for one in records:
        name = next((name for name in names_of(one.record) if name in by_id), None)
        if name is None:
            continue
        if name in found:
            other = found[name]
            faults.append(
                Fault(
                    one.file,
                    one.line,
                    "source",
                    f"a second record of {name!r}",
                    f"one ({other.file}:{other.line})",
                )
            )
        found[name] = one
    aligned: dict[str, dict[str, Any]] = {}
    for name, one in sorted(found.items()):
        text = by_id[name].text
        sha256 = one.record["source"].get("sha256")
        aligned[name] = one.record
        if not sha256 or sha256 == content_hash(text):
            continue
        if guise := by_hash(text, sha256):
            aligned[name] = _moved(one.record, guise[2])
            notes.append(
                f"{name}: the run read the text with {guise[0]}; its offsets were aligned to the gold"
            )
        else:
            found_text = f"a record of another text (sha256 {sha256[:12]}…)"
            faults.append(
                Fault(one.file, one.line, "source.sha256", found_text, f"the text of gold {name!r}")
            )
    if faults:
        raise FaultyInput(faults)
    missing = [gold.id for gold in golds if gold.id not in found]
    if missing:
        shown = ", ".join(missing[:10]) + (" …" if len(missing) > 10 else "")
        notes.append(
            f"{len(missing)} of {len(golds)} releases have no record, which counts as an empty one: {shown}"
        )
    if spare := len(records) - len(found):
        notes.append(f"{spare} records are of releases without gold and were left out")
    return aligned, notes


def _moved(value: Any, alignment: Alignment) -> Any:
    """The value with its raw offsets moved."""
    if isinstance(value, list):
        return [_moved(item, alignment) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _moved(item, alignment) for key, item in value.items()}
    start, end = out.get("raw_start"), out.get("raw_end")
    if isinstance(start, int) and isinstance(end, int):
        out["raw_start"], out["raw_end"] = alignment.to_source(start, end)
    return out
