"""Gold files: which files a path means, and reading them all or not at all."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presselese.gold.check import content, structure
from presselese.gold.format import Gold
from presselese.gold.positions import Positions, spelled

SUFFIXES = (".json", ".jsonl", ".json.xz", ".jsonl.xz")


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong in a file: where, what was found, what was expected. A notice is not `grave`."""

    file: str
    line: int
    where: str
    found: str
    expected: str
    grave: bool = True

    def __str__(self) -> str:
        kind = "" if self.grave else "notice: "
        place = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}: {kind}{place}found {self.found}; expected {self.expected}"


class FaultyInput(Exception):
    """Input that nothing is scored of. `faults` lists all that is wrong, sorted by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


def paths(path: Path, suffixes: tuple[str, ...] = SUFFIXES) -> list[Path]:
    """The files that a path means: itself, or those in the folder with one of the suffixes, sorted.

    Raises FaultyInput if there are none.
    """
    if path.is_dir():
        found = sorted(
            file
            for file in path.rglob("*")
            if file.name.endswith(suffixes)
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
    else:
        found = [path] if path.is_file() else []
    if not found:
        kind = (
            "a folder without such files" if path.is_dir() else "a file" if path.exists() else "nothing there"
        )
        raise FaultyInput([Fault(str(path), 0, "", kind, "files " + " ".join(suffixes))])
    return found


def read_text(path: Path) -> str:
    """The text of a UTF-8 file (unpacked if .xz or .zst), line ends untouched. Raises FaultyInput."""
    try:
        data = _unpacked(path)
    except (OSError, EOFError, lzma.LZMAError, ImportError) as error:
        raise FaultyInput([Fault(str(path), 0, "", str(error), "a file that can be read")]) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FaultyInput(
            [
                Fault(
                    str(path), line, f"byte {error.start}", repr(data[error.start : error.start + 1]), "UTF-8"
                )
            ]
        ) from None


def _unpacked(path: Path) -> bytes:
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes())
    if path.suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise ImportError("no package zstandard; unpack the file first (zstd -d)") from None
        with zstandard.ZstdDecompressor().stream_reader(path.read_bytes(), read_across_frames=True) as stream:
            return bytes(stream.read())
    return path.read_bytes()


def json_values(path: Path) -> Iterator[tuple[int, str]]:
    """Number of the first line and JSON text of each value of a .json or .jsonl file."""
    text = read_text(path)
    if ".jsonl" not in path.name:
        yield 1, text
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def parse(path: Path, first_line: int, text: str) -> tuple[Any, Positions]:
    """A JSON value and where its parts stand. Raises FaultyInput."""
    try:
        value = json.loads(text, parse_constant=_no_number)
        return value, Positions(text)
    except json.JSONDecodeError as error:
        found = f"{text[error.pos : error.pos + 20]!r}" if error.pos < len(text) else "the end of the file"
        where = f"column {error.colno}"
        raise FaultyInput(
            [Fault(str(path), first_line + error.lineno - 1, where, found, f"JSON: {error.msg}")]
        ) from None
    except (ValueError, RecursionError) as error:
        raise FaultyInput([Fault(str(path), first_line, "", str(error), "JSON")]) from None


def _no_number(name: str) -> float:
    raise ValueError(f"{name}, which JSON does not have")


def check(path: Path) -> tuple[list[Gold], list[Fault]]:
    """All gold of a path and all faults and notices, sorted. With a grave fault the gold is not to be used."""
    golds: list[Gold] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    try:
        files = paths(path)
    except FaultyInput as error:
        return [], error.faults
    for file in files:
        try:
            values = list(json_values(file))
        except FaultyInput as error:
            faults += error.faults
            continue
        for first_line, text in values:
            try:
                value, positions = parse(file, first_line, text)
            except FaultyInput as error:
                faults += error.faults
                continue
            if _is_ours_but_no_gold(value):
                continue
            gold, findings = structure(value)
            faults += [
                Fault(
                    str(file),
                    first_line + positions.line(key) - 1,
                    spelled(key),
                    "the key twice",
                    "each key once",
                )
                for key in positions.repeated
            ]
            if gold is not None:
                findings += content(gold)
                golds.append(gold)
                here = f"{file}:{first_line}"
                if gold.id in seen:
                    line = first_line + positions.line(("id",)) - 1
                    faults.append(
                        Fault(
                            str(file),
                            line,
                            "id",
                            repr(gold.id),
                            f"an id of its own, not that of {seen[gold.id]}",
                        )
                    )
                seen.setdefault(gold.id, here)
            faults += [
                Fault(
                    str(file),
                    first_line + positions.line(finding.path) - 1,
                    spelled(finding.path),
                    finding.found,
                    finding.expected,
                    finding.grave,
                )
                for finding in findings
            ]
    if not golds and not faults:
        faults.append(Fault(str(path), 0, "", "no release in it", "gold files"))
    return golds, sorted(faults)


def read(path: Path) -> list[Gold]:
    """The gold of a file or folder, sorted by id. Raises FaultyInput with every fault if there is one."""
    golds, faults = check(path)
    grave = [fault for fault in faults if fault.grave]
    if grave:
        raise FaultyInput(grave)
    return sorted(golds, key=lambda gold: gold.id)


def _is_ours_but_no_gold(value: Any) -> bool:
    """Floors lie beside the gold they hold for."""
    return isinstance(value, dict) and str(value.get("schema", "")).startswith("presselese-floors/")
