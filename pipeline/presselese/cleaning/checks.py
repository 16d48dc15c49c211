"""What a reader of the record should know of a release: its warnings, as code and text."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from presselese.cleaning import language
from presselese.source import Release

LONG = 5_000_000  # characters
APART = 31
"""Days that a dateline and the stated day of publication may lie apart: releases are put online later than sent out."""


def check(release: Release) -> None:
    """Adds the warnings, and the language with its score to the metadata."""
    found, score = language.detect(release.text)
    if not release.meta.get("language"):
        release.meta["language"] = found
    release.meta["language_score"] = score
    warnings = release.warnings
    zones = {zone["zone"] for zone in release.zones}
    if score is not None and score < 0.5:
        warnings.append(("not_german", f"does not look like German (score {score:.2f})"))
    elif score is not None and score < 0.6:
        warnings.append(("language_uncertain", f"hardly any German function words (score {score:.2f})"))
    if "headline" not in zones:
        warnings.append(("no_headline", "no headline was found"))
    if "body" not in zones:
        warnings.append(("no_body", "no running text was found"))
    if not release.meta.get("published"):
        warnings.append(("no_published", "no date of publication was found"))
    elif doubt := _doubt_of_published(release):
        warnings.append(("published_uncertain", doubt))
    if any(repair["kind"] == "mojibake" for repair in release.repairs):
        warnings.append(("mojibake_repaired", "broken characters were repaired"))
    if release.parts:
        warnings.append(("collective_release", f"{len(release.parts)} reports in one release"))
    if ending := _open_ending(release):
        warnings.append(("cut_off", f"the text ends with “{ending}”: the source does not hold what follows"))
    if len(release.text) > LONG:
        warnings.append(("long_document", f"{len(release.text)} characters"))


def _doubt_of_published(release: Release) -> str | None:
    """Why the day of publication may be wrong: its weak source, or a dateline that says otherwise."""
    published, found = str(release.meta["published"])[:10], release.meta.get("published_from")
    stated = next(
        (zone["date"] for zone in release.zones if zone["zone"] == "dateline" and zone["date"]), None
    )
    if stated and (apart := _days_apart(stated, published)) and apart > APART:
        return f"published {published} ({found}), but the dateline says {stated}"
    if found in ("filename", "url"):
        return f"published {published} is known from the {found} only"
    return None


def _days_apart(one: str, other: str) -> int | None:
    """None where one is no day: what the caller gives is not looked at before."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return None


def _open_ending(release: Release) -> str | None:
    """The word or sign at the end that wants to go on, where nothing of the source stands behind it."""
    if not release.zones or release.zones[-1]["zone"] != "body":
        return None
    last = release.text.rstrip()[-40:]
    if last.endswith(tuple(open_endings()["signs"])):
        return last[-1]
    word = last.split()[-1] if last.split() else ""
    return word if word in open_endings()["words"] else None


@cache
def open_endings() -> dict[str, Any]:
    """`signs`, `words` as a set; `examples` as they stand in `cut_off.toml`."""
    rows = tomllib.loads(files(__package__).joinpath("cut_off.toml").read_text("utf-8"))
    return {**rows, "words": frozenset(" ".join(rows["words"]).split())}
