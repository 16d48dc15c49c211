"""The gate: floors that scores must reach, and what changed since an earlier evaluation."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from presselese.gold.evaluation import LOWER_IS_BETTER, MAIN, Evaluation
from presselese.gold.files import Fault, FaultyInput

STEP = 100
"""Floors are hundredths. They leave room for one thing of the gold, since processors differ in the last digits."""


class Lowered(msgspec.Struct, kw_only=True):
    """A floor that was lowered, and why."""

    metric: str
    before: float
    after: float
    reason: str


class Floors(msgspec.Struct, kw_only=True):
    """Thresholds by metric, and the fingerprint of the annotated files they hold for."""

    schema: Literal["presselese-floors/1"] = "presselese-floors/1"
    kind: str
    gold: str
    floors: dict[str, float]
    lowered: list[Lowered] = []


def read_floors(path: Path, evaluation: Evaluation) -> Floors:
    """The floors of a file. Raises FaultyInput for a faulty file, an unknown metric, another kind or other gold."""
    floors = _read(path, Floors, "floors")
    faults = [
        Fault(str(path), 1, f"floors.{name}", "an unknown metric", "one of " + " ".join(evaluation.metrics))
        for name in floors.floors
        if name not in evaluation.metrics
    ]
    if floors.kind != evaluation.kind:
        faults.append(Fault(str(path), 1, "kind", repr(floors.kind), repr(evaluation.kind)))
    if faults:
        raise FaultyInput(faults)
    return floors


def check_hold(path: Path, floors: Floors, evaluation: Evaluation) -> None:
    """Raises FaultyInput where the floors hold for other annotated files than those evaluated."""
    if floors.gold != evaluation.fingerprint:
        found = f"floors for other annotated files ({floors.gold[:12]}…)"
        expected = f"floors for these ({evaluation.fingerprint[:12]}…); --update-floors sets them"
        raise FaultyInput([Fault(str(path), 1, "gold", found, expected)])


def below(floors: Floors, evaluation: Evaluation) -> dict[str, tuple[float | None, float]]:
    """The metrics that do not reach their floor: value and floor."""
    out = {}
    for name, floor in floors.floors.items():
        value = evaluation.figures[name].value
        if value is None or _worse(name, value, floor):
            out[name] = (value, floor)
    return out


def update_floors(old: Floors | None, evaluation: Evaluation, reason: str | None) -> Floors:
    """Floors raised to the figures of this evaluation; those that would fall stay, unless a reason is given, which is
    kept. Without old ones the main metrics that have something to count get a floor."""
    if old is None:
        floors = {name: _floor(name, evaluation) for name in MAIN[evaluation.kind]}
        known = {name: floor for name, floor in floors.items() if floor is not None}
        return Floors(kind=evaluation.kind, gold=evaluation.fingerprint, floors=known)
    floors_now = dict(old.floors)
    lowered = list(old.lowered)
    for name, before in old.floors.items():
        after = _floor(name, evaluation)
        if after is None or after == before:
            continue
        if _worse(name, after, before):
            if reason is None:
                continue
            lowered.append(Lowered(metric=name, before=before, after=after, reason=reason))
        floors_now[name] = after
    return Floors(kind=old.kind, gold=evaluation.fingerprint, floors=floors_now, lowered=lowered)


def write_floors(path: Path, floors: Floors) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n")


def _floor(name: str, evaluation: Evaluation) -> float | None:
    figure = evaluation.figures[name]
    if figure.value is None:
        return None
    room = 1 / max(figure.support, 1)
    if name in LOWER_IS_BETTER:
        return math.ceil(round((figure.value + room) * STEP, 6)) / STEP
    return max(0, math.floor(round((figure.value - room) * STEP, 6)) / STEP)


def _worse(name: str, value: float, than: float) -> bool:
    return value > than + 1e-9 if name in LOWER_IS_BETTER else value < than - 1e-9


@dataclass(frozen=True)
class Change:
    """What changed since an earlier evaluation. Errors are by document, each as in `Error`."""

    metrics: dict[str, float]
    newly_wrong: dict[str, list[Sequence[Any]]]
    newly_right: dict[str, list[Sequence[Any]]]
    notes: list[str] = field(default_factory=list)


def read_baseline(path: Path, evaluation: Evaluation) -> Mapping[str, Any]:
    """The `--json` of an earlier evaluation. Raises FaultyInput where it is none, or of another kind."""
    value = _read(path, dict[str, Any], "the --json output of an earlier evaluation")
    for name in ("kind", "metrics", "errors"):
        if name not in value:
            raise FaultyInput(
                [Fault(str(path), 1, name, "no such field", "the --json output of an earlier evaluation")]
            )
    if value["kind"] != evaluation.kind:
        raise FaultyInput([Fault(str(path), 1, "kind", repr(value["kind"]), repr(evaluation.kind))])
    return value


def change(baseline: Mapping[str, Any], evaluation: Evaluation) -> Change:
    """By metric the difference, by document the errors that are new and those that are gone."""
    metrics = {}
    for name, figure in evaluation.figures.items():
        before = baseline["metrics"].get(name)
        if before is not None and figure.value is not None:
            metrics[name] = round(figure.value - before, 6)
    now = {
        document.id: {_identity(error): error for error in document.errors}
        for document in evaluation.documents
    }
    then = {
        name: {_identity(error): error for error in errors} for name, errors in baseline["errors"].items()
    }
    newly_wrong = {name: _missing_in(now[name], then.get(name, {})) for name in now}
    newly_right = {name: _missing_in(then[name], now[name]) for name in then if name in now}
    notes = []
    if baseline.get("gold") not in (None, evaluation.fingerprint):
        notes.append("the annotated files are not those of the baseline")
    return Change(
        metrics,
        {name: errors for name, errors in newly_wrong.items() if errors},
        {name: errors for name, errors in newly_right.items() if errors},
        notes,
    )


def _missing_in(one: Mapping[str, Sequence[Any]], other: Mapping[str, Sequence[Any]]) -> list[Sequence[Any]]:
    return [error for key, error in sorted(one.items()) if key not in other]


def _identity(error: Sequence[Any]) -> str:
    """What makes an error the same as before: what was found instead may differ."""
    stage, label, kind, span, gold, found = error
    return json.dumps([stage, label, kind, span, gold or found], ensure_ascii=False)


def _read(path: Path, kind: Any, expected: str) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise FaultyInput([Fault(str(path), 0, "", str(error.strerror), expected)]) from None
    except msgspec.MsgspecError as error:
        raise FaultyInput([Fault(str(path), 1, "", str(error), expected)]) from None
