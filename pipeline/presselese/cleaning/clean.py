"""Source in, Release out: repair the text, find its zones, keep the content."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from presselese.alignment import Alignment, Run
from presselese.cleaning import metadata, parts
from presselese.cleaning.captions import credit_of
from presselese.cleaning.checks import check
from presselese.cleaning.edits import Change, EditedText
from presselese.cleaning.layout import lines_of
from presselese.cleaning.repair import repair
from presselese.cleaning.units import Unit
from presselese.cleaning.zones import mark_zones
from presselese.record import CONTENT_ZONES
from presselese.source import Release, Source


def clean(source: Source) -> Release:
    """The release that a source holds. Works on any text in linear time and never raises for what a text holds.

    Zones, parts and repairs are dicts in the form of `presselese.record`, with raw offsets; zones that are no content
    have no `start`/`end`. Metadata of the source win over what is found in the text.
    """
    edited = repair(source.plain)
    to_raw = edited.alignment.compose(source.alignment) if source.alignment else edited.alignment
    title = metadata.repaired(source.meta.get("title"))
    units = mark_zones(_units(source, edited), title)
    groups = _group(units)
    content = _assemble(edited.text, [group for group in groups if group.is_content])
    zones = _zones(source, edited.text, groups, to_raw)
    release = Release(
        source=source,
        text=content.text,
        alignment=Alignment.of(content.runs).compose(to_raw),
        zones=zones,
        repairs=_repairs(source, edited, content, to_raw),
        warnings=list(source.warnings),
    )
    release.parts = parts.find(release)
    release.meta = metadata.collect(release, title)
    check(release)
    return release


def _units(source: Source, edited: EditedText) -> list[Unit]:
    """The lines of the repaired text, with what the reader knows of the blocks they stand in."""
    text = edited.text
    units = [Unit(line.start, line.end, line.gap, text[line.start : line.end]) for line in lines_of(text)]
    if source.blocks:
        blocks = sorted(source.blocks, key=lambda block: block.start)
        starts = [block.start for block in blocks]
        for unit in units:
            at = edited.alignment.to_source(unit.start, unit.start + 1)[0]
            index = bisect_right(starts, at) - 1
            if index >= 0 and at < blocks[index].end:
                unit.kind, unit.zone = blocks[index].kind, blocks[index].zone
                unit.aside = blocks[index].aside
                unit.rule = "reader" if unit.zone else None
    return units


@dataclass(slots=True)
class _Group:
    """Neighbouring units of one zone."""

    zone: str
    units: list[Unit]
    start: int = 0  # in the text of the content, set when that is put together
    end: int = 0

    @property
    def is_content(self) -> bool:
        """True for the zones that make the text (a caption that stands beside a web page's text does not)."""
        return self.zone in CONTENT_ZONES and not self.units[0].aside


def _group(units: list[Unit]) -> list[_Group]:
    groups: list[_Group] = []
    for unit in units:
        zone = unit.zone or "body"
        if (
            groups
            and groups[-1].zone == zone
            and zone != "dateline"
            and groups[-1].units[0].aside == unit.aside
        ):
            groups[-1].units.append(unit)
        else:
            groups.append(_Group(zone, [unit]))
    return groups


@dataclass(slots=True)
class _Content:
    """The content zones as one text. `runs` map it to the repaired text."""

    text: str
    runs: list[Run]


def _assemble(text: str, groups: list[_Group]) -> _Content:
    """Lines and paragraphs stay as they are; between two zones on lines of their own stands an empty line."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    last: Unit | None = None
    for group in groups:
        for number, unit in enumerate(group.units):
            if last is not None:
                between = text[last.end : unit.start]
                if "\n\n" in between or ("\n" in between and number == 0):
                    blank = "\n\n"
                else:
                    blank = "\n" if "\n" in between else " "
                pieces.append(blank)
                runs.append((length, length + len(blank), last.end, unit.start))
                length += len(blank)
            if number == 0:
                group.start = length
            pieces.append(unit.text)
            runs.append((length, length + len(unit.text), unit.start, unit.end))
            length += len(unit.text)
            group.end = length
            last = unit
    return _Content("".join(pieces), runs)


def _zones(source: Source, text: str, groups: list[_Group], to_raw: Alignment) -> list[dict[str, Any]]:
    """The zones as the record has them. Together their raw spans hold every character of the source that is not blank."""
    zones: list[dict[str, Any]] = []
    raw_at = 0
    for group in groups:
        first, last = group.units[0], group.units[-1]
        raw_start, raw_end = to_raw.to_source(first.start, last.end)
        raw_start, raw_end = max(raw_start, raw_at), max(raw_end, raw_at)
        raw_at = raw_end
        content = group.is_content
        zone: dict[str, Any] = {
            "zone": group.zone,
            "start": group.start if content else None,
            "end": group.end if content else None,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "text": text[first.start : last.end],
            "rule": first.rule,
        }
        if group.zone == "caption":
            zone["credit"] = credit_of(zone["text"])
        zone.update(first.fields)
        zones.append(zone)
    if source.alignment is None:
        _close_gaps(source.raw, zones)
    return zones


def _close_gaps(raw: str, zones: list[dict[str, Any]]) -> None:
    """Characters that repair took out at the edge of a zone (invisible ones, controls) belong to the zone before."""
    if not zones:
        if stripped := raw.strip():
            start = raw.index(stripped[0])
            zones.append(
                {"zone": "chrome", "start": None, "end": None, "raw_start": start, "raw_end": start + len(stripped),
                 "text": "", "rule": "nothing_left"}
            )  # fmt: skip
        return
    before = zones[0]["raw_start"]
    if left := raw[:before].strip():
        zones[0]["raw_start"] = raw.index(left[0])
    for zone, follower in zip(zones, [*zones[1:], None], strict=True):
        stop = follower["raw_start"] if follower else len(raw)
        if left := raw[zone["raw_end"] : stop].rstrip():
            zone["raw_end"] += len(left)


def _repairs(
    source: Source, edited: EditedText, content: _Content, to_raw: Alignment
) -> list[dict[str, Any]]:
    """The repairs that stand in the content, with offsets into its text."""
    starts = [run[2] for run in content.runs]
    return [
        repair
        for change in edited.changes
        if (repair := _repair(source, edited, content, change, starts)) is not None
    ]


def _repair(
    source: Source, edited: EditedText, content: _Content, change: Change, starts: list[int]
) -> dict[str, Any] | None:
    index = bisect_right(starts, change.start) - 1
    if index < 0:
        return None
    start, _, inner_start, inner_end = content.runs[index]
    if change.end > inner_end or content.text[start : start + 1].isspace():
        return None
    raw = (change.source_start, change.source_end)
    if source.alignment:
        raw = source.alignment.to_source(*raw)
    shift = start - inner_start
    return {
        "kind": change.kind,
        "before": source.plain[change.source_start : change.source_end],
        "after": edited.text[change.start : change.end],
        "start": change.start + shift,
        "end": change.end + shift,
        "raw_start": raw[0],
        "raw_end": raw[1],
    }


def zones_of(text: str) -> list[dict[str, Any]]:
    """The zones of a text that is not to be changed: every zone has offsets into it."""
    units = [Unit(line.start, line.end, line.gap, text[line.start : line.end]) for line in lines_of(text)]
    return [
        {
            "zone": group.zone,
            "start": group.units[0].start,
            "end": group.units[-1].end,
            "text": text[group.units[0].start : group.units[-1].end],
            "rule": group.units[0].rule,
            **group.units[0].fields,
        }
        for group in _group(mark_zones(units))
    ]
