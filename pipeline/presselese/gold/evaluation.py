"""An evaluation: annotated files of a kind, what was found in them, and the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args

import presselese
from presselese.gold import records
from presselese.gold.files import SUFFIXES, paths
from presselese.gold.tally import Bin, Figure, Metric, Scored, figures, reliability

Kind = Literal["gold", "timeml", "quotations", "iob2", "conllu", "segments"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_MODULES: Mapping[str, str] = {"gold": "releases"}

_MAIN: Mapping[Kind, str] = {
    "gold": (
        "zones.accuracy content.f1 entities.f1 entities.PER.f1 entities.LOC.f1 entities.ORG.f1 entities.MISC.f1 "
        "persons.f1 persons.role_accuracy persons.affiliation_accuracy dates.strict_f1 dates.relaxed_f1 "
        "dates.value_f1 dates.exact_f1 dates.range_f1 quotes.direct.f1 quotes.direct.name_accuracy "
        "quotes.direct.speaker_accuracy quotes.indirect.f1 quotes.indirect.name_accuracy places.ags_precision "
        "places.ags_recall topics.main_accuracy topics.micro_f1 topics.ece"
    ),
    "timeml": "dates.strict_f1 dates.relaxed_f1 dates.type_f1 dates.value_f1",
    "quotations": "message.f1 roles.f1 joint.f1",
    "iob2": "entities.f1 entities.PER.f1 entities.LOC.f1 entities.ORG.f1 entities.MISC.f1",
    "conllu": "upos uas las lemma",
    "segments": "precision recall f1",
}
MAIN: Mapping[Kind, tuple[str, ...]] = {kind: tuple(names.split()) for kind, names in _MAIN.items()}
"""The figures that floors, tables and summaries show; `--json` has all."""

LOWER_IS_BETTER = frozenset({"topics.ece"})


@dataclass
class Evaluation:
    """What was measured, of what, and by which model; `notes` are things a reader of the figures must know."""

    kind: Kind
    model: str | None
    model_version: str | None
    version: str
    documents: list[Scored]
    metrics: Mapping[str, Metric]
    fingerprint: str
    notes: list[str] = field(default_factory=list)
    failed: list[Scored] = field(init=False)
    figures: dict[str, Figure] = field(init=False)
    reliability: list[Bin] = field(init=False)

    def __post_init__(self) -> None:
        self.documents.sort(key=lambda document: document.id)
        self.failed = [document for document in self.documents if document.failed]
        self.notes += [f"{one.id} failed and counts as an empty record: {one.failed}" for one in self.failed]
        self.figures = figures(self.documents, self.metrics)
        self.reliability = reliability(self.documents)

    def to_json(self) -> dict[str, Any]:
        """The form of `--json` (docs/evaluate.md)."""
        return {
            "kind": self.kind,
            "documents": len(self.documents),
            "model": self.model,
            "version": self.version,
            "metrics": {name: figure.value for name, figure in self.figures.items()},
            "intervals": {
                name: None if figure.low is None else [figure.low, figure.high]
                for name, figure in self.figures.items()
            },
            "support": {name: figure.support for name, figure in self.figures.items()},
            "model_version": self.model_version,
            "gold": self.fingerprint,
            "notes": self.notes,
            "reliability": [vars(one) for one in self.reliability],
            "errors": {
                document.id: [list(error) for error in sorted(document.errors, key=repr)]
                for document in self.documents
                if document.errors
            },
        }


def evaluate(path: Path, kind: Kind, model: str, guideline: str | None = None) -> Evaluation:
    """Run the model (for `segments`: reading and cleaning alone) over annotated files and score what it finds.

    `guideline` is what names the model is asked for: `press` or `germeval`; without it `germeval` for iob2, else
    `press`. Raises FaultyInput for faulty files before anything is run, OSError where the model is not there.
    """
    from presselese.gold.models import Models

    asked = guideline or ("germeval" if kind == "iob2" else "press")
    models = Models(model, "germeval" if asked == "germeval" else "press")
    module = _module(kind)
    documents = module.scored(path, models)
    runs_model = kind != "segments"
    notes = [f"guideline for names: {asked}"] if kind == "iob2" or guideline else []
    if kind == "segments":
        notes.append("reading and cleaning only; the model is not asked")
    return Evaluation(
        kind,
        model if runs_model else None,
        models.version if runs_model else None,
        presselese.__version__,
        documents,
        module.METRICS,
        fingerprint(path, kind),
        notes,
    )


def evaluate_records(path: Path, run: Path) -> Evaluation:
    """Score the records of a finished run against gold; nothing is run. Raises FaultyInput."""
    from presselese.gold.kinds import releases

    documents, notes = releases.of_run(path, run)
    manifest = records.about(run)
    return Evaluation(
        "gold",
        manifest.get("model"),
        manifest.get("model_version"),
        str(manifest.get("presselese", presselese.__version__)),
        documents,
        releases.METRICS,
        fingerprint(path, "gold"),
        notes,
    )


def fingerprint(path: Path, kind: Kind) -> str:
    """A hash of the annotated files' contents, whatever their names and order (floors beside them left out)."""
    suffixes = ("segments.json",) if kind == "segments" else getattr(_module(kind), "SUFFIXES", SUFFIXES)
    contents = [file.read_bytes() for file in paths(path, suffixes)]
    digests = sorted(
        sha256(content).hexdigest() for content in contents if b'"presselese-floors/' not in content[:500]
    )
    return sha256("\n".join(digests).encode()).hexdigest()


def _module(kind: Kind) -> ModuleType:
    return import_module(f"presselese.gold.kinds.{_MODULES.get(kind, kind)}")
