"""`manifest.json`: what made a run, so that anyone can tell later, and make it again."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

import presselese
from presselese.batch.options import RunOptions, configuration_hash
from presselese.folder import Folder

LIBRARIES = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "dateparser",
    "holidays",
    "trafilatura",
    "ftfy",
    "lxml",
)


class Manifest(msgspec.Struct, kw_only=True):
    """What stands in `manifest.json`. `configuration` is the hash of all that decides the bytes of the records,
    `names` that of the names.csv that was written (who changes it, changes the hash)."""

    presselese: str
    model: str
    model_version: str
    configuration: str
    options: dict[str, Any]
    libraries: dict[str, str]
    python: str
    processor: str
    inputs: list[str]
    counts: dict[str, int]
    seconds: float
    started: str
    finished: str | None = None
    names: str | None = None


def versions(options: RunOptions) -> dict[str, str]:
    """What the records depend on besides the options: the program and the model."""
    return {"presselese": presselese.__version__, "model": model_version(options.model)}


def model_version(model: str) -> str:
    """The version of an installed model package, or of the model in a folder; `unknown` where neither is there."""
    folder = Path(model)
    try:
        if (folder / "meta.json").is_file():
            return str(msgspec.json.decode((folder / "meta.json").read_bytes()).get("version", "unknown"))
        return metadata.version(model.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return "unknown"


def new_manifest(options: RunOptions, inputs: list[str], started: str) -> Manifest:
    found = versions(options)
    return Manifest(
        presselese=found["presselese"],
        model=options.model,
        model_version=found["model"],
        configuration=configuration_hash(options, found),
        options=options.content(),
        libraries={name: _version(name) for name in LIBRARIES},
        python=sys.version.split()[0],
        processor=_processor(),
        inputs=inputs,
        counts={},
        seconds=0.0,
        started=started,
    )


def read_manifest(folder: Folder) -> Manifest | None:
    """The manifest of a run directory, None where there is none. Raises ValueError for a file that is none."""
    if not folder.exists("manifest.json"):
        return None
    try:
        return msgspec.json.decode(folder.read("manifest.json"), type=Manifest)
    except msgspec.MsgspecError as error:
        raise ValueError(f"{folder}/manifest.json: not a manifest of a run ({error})") from None


def write_manifest(folder: Folder, manifest: Manifest) -> None:
    """Write `manifest.json`."""
    folder.write("manifest.json", [msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"])


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
