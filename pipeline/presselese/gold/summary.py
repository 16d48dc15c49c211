"""The figures of an evaluation for people (Markdown, terminal) and for CI systems (JUnit XML)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from presselese.gold.evaluation import MAIN, Evaluation
from presselese.gold.gate import Change, Floors, below
from presselese.gold.tally import Figure

LISTED = 50
"""So many newly wrong and newly right things are listed; a step summary holds a megabyte."""


_NOTHING = {
    "f1": "nothing annotated and nothing found",
    "mean_f1": "nothing annotated or nothing found",
    "precision": "nothing found",
    "recall": "nothing that it could be asked of",
    "ece": "no scores",
}
"""Why a figure of this form is missing."""


def value_of(figure: Figure) -> str:
    """A figure, or a dash where there was nothing to count."""
    return "–" if figure.value is None else f"{figure.value:.3f}"


def interval_of(figure: Figure) -> str:
    return "" if figure.low is None or figure.high is None else f"{figure.low:.3f}–{figure.high:.3f}"


def lines(evaluation: Evaluation, floors: Floors | None = None, changed: Change | None = None) -> list[str]:
    """The figures for a terminal, one a line."""
    out = [_heading(evaluation)]
    failed = below(floors, evaluation) if floors else {}
    for name, figure in evaluation.figures.items():
        if name not in MAIN[evaluation.kind]:
            continue
        line = f"{name:33} {value_of(figure):6} {interval_of(figure):12} of {figure.support}"
        if floors and name in floors.floors:
            line += f"   floor {floors.floors[name]:.3f}" + (" BELOW" if name in failed else "")
        if changed and name in changed.metrics:
            line += f"   {changed.metrics[name]:+.3f}"
        out.append(line.rstrip())
    return [*out, *(f"note: {note}" for note in _notes(evaluation, changed))]


def markdown(evaluation: Evaluation, floors: Floors | None = None, changed: Change | None = None) -> str:
    """A summary that fits a pull request or a step summary."""
    out = [f"### {_heading(evaluation)}", "", *table(evaluation, floors, changed), ""]
    out += [f"- {note}" for note in _notes(evaluation, changed)]
    if evaluation.reliability:
        out += [
            "",
            "Of the values with score s a share of s should be right:",
            "",
            *reliability_table(evaluation),
        ]
    if changed:
        for title, errors in (("Newly wrong", changed.newly_wrong), ("Newly right", changed.newly_right)):
            count = sum(map(len, errors.values()))
            out += ["", f"{title}: {count}", ""]
            rows = [f"- `{name}` {told(error)}" for name, some in errors.items() for error in some]
            out += rows[:LISTED] + ([f"- … and {count - LISTED} more"] if count > LISTED else [])
    return "\n".join(out) + "\n"


def table(evaluation: Evaluation, floors: Floors | None = None, changed: Change | None = None) -> list[str]:
    """The main figures as a Markdown table."""
    heads = ["figure", "value", "95 %", "support"]
    heads += (["floor"] if floors else []) + (["change"] if changed else [])
    out = [_row(heads), _row(["---"] + ["--:"] * (len(heads) - 1))]
    failed = below(floors, evaluation) if floors else {}
    for name in MAIN[evaluation.kind]:
        figure = evaluation.figures[name]
        cells = [f"`{name}`", value_of(figure), interval_of(figure), str(figure.support)]
        if floors:
            floor = floors.floors.get(name)
            cells.append("" if floor is None else f"{floor:.2f}" + (" **below**" if name in failed else ""))
        if changed:
            cells.append(f"{changed.metrics[name]:+.3f}" if name in changed.metrics else "")
        out.append(_row(cells))
    return out


def reliability_table(evaluation: Evaluation) -> list[str]:
    """How often the values of a score are right, as a Markdown table."""
    out = [
        _row(["layer", "score", "values", "mean score", "right"]),
        _row(["---", "---", "--:", "--:", "--:"]),
    ]
    for one in evaluation.reliability:
        extent = f"{one.low:.1f}–{one.high:.1f}"
        out.append(_row([one.layer, extent, str(one.count), f"{one.mean_score:.3f}", f"{one.right:.3f}"]))
    return out


def write_into(path: Path, evaluation: Evaluation) -> None:
    """Put the table of main figures between `<!-- scores KIND -->` and `<!-- /scores KIND -->` of a Markdown file.

    Raises ValueError where the file has no such place.
    """
    text, place = _place_in(path, evaluation.kind)
    inner = "\n".join(["", _heading(evaluation), "", *table(evaluation), "", ""])
    path.write_text(text[: place.start()] + inner + text[place.end() :], "utf-8", newline="")


def outdated(path: Path, evaluation: Evaluation) -> list[str]:
    """How the table that a Markdown file holds differs from this evaluation, a line each; one thing of the gold more
    or less is no difference, since processors differ in the last digits.

    Raises ValueError where the file has no place for the table.
    """
    text, place = _place_in(path, evaluation.kind)
    written = text[place.start() : place.end()].strip().splitlines() or [""]
    rows = {
        cells[0].strip("` "): cells[1].strip()
        for line in written[1:]
        if len(cells := line.split("|")[1:]) > 1
    }
    out = []
    if written[0] != _heading(evaluation):
        out.append(f"found {written[0]!r}, expected {_heading(evaluation)!r}")
    for name in MAIN[evaluation.kind]:
        figure, found = evaluation.figures[name], rows.get(name, "no row")
        if found != value_of(figure) and not _nearly(found, figure):
            out.append(f"{name}: found {found}, expected {value_of(figure)}")
    return out


def _place_in(path: Path, kind: str) -> tuple[str, re.Match[str]]:
    """The text of a Markdown file, and what stands between its two comments."""
    begin, end = f"<!-- scores {kind} -->", f"<!-- /scores {kind} -->"
    text = path.read_text("utf-8")
    place = re.search(rf"(?<={begin}).*?(?={end})", text, re.DOTALL)
    if place is None:
        raise ValueError(f"{path}: no place for the scores; put in {begin} and {end}")
    return text, place


def _nearly(found: str, figure: Figure) -> bool:
    try:
        return figure.value is not None and abs(float(found) - figure.value) <= 1 / max(figure.support, 1)
    except ValueError:
        return False


def junit(evaluation: Evaluation, floors: Floors | None = None, changed: Change | None = None) -> bytes:
    """JUnit XML: a test case for each figure; one below its floor is a failure."""
    failed = below(floors, evaluation) if floors else {}
    names = [*floors.floors] if floors else list(MAIN[evaluation.kind])
    suites = ElementTree.Element(
        "testsuites", name="presselese evaluate", tests=str(len(names)), failures=str(len(failed))
    )
    suite = ElementTree.SubElement(
        suites,
        "testsuite",
        name=f"presselese.{evaluation.kind}",
        tests=str(len(names)),
        failures=str(len(failed)),
    )
    for name in names:
        case = ElementTree.SubElement(suite, "testcase", classname=f"presselese.{evaluation.kind}", name=name)
        figure = evaluation.figures[name]
        if name in failed:
            message = f"{name} is {value_of(figure)}, its floor {failed[name][1]:.3f}"
            ElementTree.SubElement(case, "failure", message=message).text = message
        output = f"{value_of(figure)} {interval_of(figure)} of {figure.support}"
        ElementTree.SubElement(case, "system-out").text = output
    if changed:
        rows = [
            f"newly wrong: {name}: {told(error)}"
            for name, some in changed.newly_wrong.items()
            for error in some
        ]
        ElementTree.SubElement(suite, "system-out").text = _printable("\n".join(rows))
    ElementTree.indent(suites)
    data: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return data


def _heading(evaluation: Evaluation) -> str:
    model = f", {evaluation.model} {evaluation.model_version or ''}".rstrip() if evaluation.model else ""
    return f"{evaluation.kind}: {len(evaluation.documents)} documents, presselese {evaluation.version}{model}"


def _notes(evaluation: Evaluation, changed: Change | None) -> list[str]:
    notes = list(evaluation.notes)
    for form, reason in _NOTHING.items():
        names = [
            name
            for name in MAIN[evaluation.kind]
            if evaluation.figures[name].value is None and evaluation.metrics[name].form == form
        ]
        if names:
            notes.append(f"no figure, {reason}: {' '.join(names)}")
    return notes + (changed.notes if changed else [])


def told(error: Sequence[Any]) -> str:
    """An error on one line: what, where, what was expected, what was found."""
    stage, label, kind, span, gold, found = error
    place = f" {span[0]}–{span[1]}" if span else ""
    line = f"{stage} {label} {kind}{place}: expected {_short(gold)}, found {_short(found)}"
    return line.replace("\n", " ").replace("\r", " ")


def _short(text: str) -> str:
    text = text or "nothing"
    return text if len(text) <= 80 else text[:79] + "…"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _printable(text: str) -> str:
    """Without the characters that XML 1.0 does not have."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
