"""Which models are set up, and how `de_core_news_md` comes from its publisher.

For the command `presselese models`: `installed()` lists, `install(name)` brings a model of another publisher by the
address and the hash that stand here, never by its bare name: on package indexes that name is somebody else's.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import srsly

from presselese.model import FORMAT

PREFIXES = ("de_presse_", "de_core_news_")
TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Model:
    """A model that is set up. `scores` as the model's own meta.json gives them; `problem`: why it won't load, or None."""

    name: str
    version: str
    licence: str
    description: str
    scores: dict[str, Any]
    problem: str | None = None


@dataclass(frozen=True)
class Wheel:
    url: str
    sha256: str


PUBLISHED = {
    "de_core_news_md": Wheel(
        "https://github.com/explosion/spacy-models/releases/download/de_core_news_md-3.8.0/de_core_news_md-3.8.0-py3-none-any.whl",
        "b903f59220f1e76dd672acdaa7fa454d6703fe056c5ccd6457820e70874116d0",
    ),
}
OWN = {
    "de_presse_md": "pip install . ./models/de_presse_md",
    "de_presse_trf": "pip install ./models/de_presse_trf",
}


class InstallError(Exception):
    """A model could not be brought; the message is one line for the user."""


def installed() -> list[Model]:
    """The German models of this environment, by name."""
    names = {
        distribution.name.replace("-", "_") for distribution in metadata.distributions() if distribution.name
    }
    return [_model(name) for name in sorted(names) if name.startswith(PREFIXES)]


def _model(name: str) -> Model:
    version = metadata.version(name)
    meta = _meta(name)
    if meta is None:
        return Model(name, version, "", "", {}, f"no meta.json in the package {name}: install it anew")
    asked = meta.get("presselese_format", FORMAT)
    problem = None
    if asked != FORMAT:
        problem = f"has format {asked}, this presselese reads format {FORMAT}: {OWN.get(name, 'bring both to one version')}"
    return Model(
        name,
        version,
        meta.get("license", ""),
        meta.get("description", ""),
        meta.get("performance", {}),
        problem,
    )


def _meta(name: str) -> dict[str, Any] | None:
    """A spaCy package has its meta.json in the package, and where it is spaCy's own again in a folder below."""
    try:
        path = resources.files(name).joinpath("meta.json")
        return dict(srsly.json_loads(path.read_text(encoding="utf-8")))
    except (ModuleNotFoundError, FileNotFoundError, ValueError):
        return None


def install(name: str, fetch: Callable[[str], bytes] | None = None) -> str:
    """Bring a published model: fetch its wheel, check its hash, hand it to pip. Returns the line to print."""
    if name in OWN:
        raise InstallError(f"{name} comes with the repository: {OWN[name]}")
    if name not in PUBLISHED:
        raise InstallError(
            f"no address is known for {name!r}; known: {', '.join(sorted([*PUBLISHED, *OWN]))}"
        )
    wheel = PUBLISHED[name]
    content = (fetch or download)(wheel.url)
    found = hashlib.sha256(content).hexdigest()
    if found != wheel.sha256:
        raise InstallError(
            f"{wheel.url}: the file's SHA-256 is {found}, not {wheel.sha256}; nothing was installed"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / wheel.url.rsplit("/", 1)[-1]
        path.write_bytes(content)
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InstallError(
            f"pip could not install {name}: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
        )
    return f"{name} is set up"


def download(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise InstallError(
            f"could not reach {url.split('/')[2]} ({reason}); set the model up when there is a network"
        ) from None
