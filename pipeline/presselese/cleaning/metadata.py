"""What the text says of the release as a whole: title, date of publication, agency, embargo."""

from __future__ import annotations

import re
from typing import Any

from presselese.cleaning.calendar_dates import iso_clock, iso_date
from presselese.cleaning.repair import repair
from presselese.source import Release

_RELEASE_DATE = re.compile(
    r"(?:Presse|Medien)(?:mitteilung|meldung|information|info|bericht)[^\n]{0,60}?(?:vom|v\.|,|am)\s+(?P<date>(?:den )?[0-9]{1,2}\. ?[0-9A-Za-zä]+\.? ?[0-9]{2,4})"
)
_POLICE_KEY = re.compile(
    r"^(?:POL|FW|BPOL|LPI|HZA)-[\w-]+: (?P<year>[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9]) ?[-–.]"
)
_POLICE_REPORT = re.compile(
    r"(?:Polizei|Presse|Feuerwehr)\w*(?:bericht|meldung|mitteilung)\w* vom (?P<date>[0-9]{1,2}\. ?[0-9A-Za-zä]+\.? ?[0-9]{2,4})"
)
_LAST_UPDATE = re.compile(r"(?i)\b(?:aktualisiert|änderung)\b")


def repaired(title: str | None) -> str | None:
    """A title that the source states, in one line, its characters repaired like those of the text."""
    return " ".join(repair(title).text.split()) if title else None


def collect(release: Release, title: str | None) -> dict[str, Any]:
    """The metadata of the source, completed by what the text says; what was given wins (`title`: repaired)."""
    meta = dict(release.source.meta)
    dateline = next((zone for zone in release.zones if zone["zone"] == "dateline"), {})
    meta["title"] = title or _title(release)
    if not meta.get("published"):
        meta["published"], meta["published_from"] = _published(release, dateline)
    elif not meta.get("published_from"):
        meta["published_from"] = "metadata"
    if not meta.get("agency"):
        meta["agency"] = dateline.get("agency")
    if not meta.get("embargo_until"):
        meta["embargo_until"] = _embargo(release)
    return {name: value for name, value in meta.items() if value is not None}


def _title(release: Release) -> str | None:
    for zone in release.zones:
        if zone["zone"] == "headline":
            return " ".join(zone["text"].split("\n")[0].split())
    return None


def _published(release: Release, dateline: dict[str, Any]) -> tuple[str | None, str | None]:
    if dateline.get("date"):
        return dateline["date"], "dateline"
    for zone in release.zones:
        if zone["zone"] != "headline":
            continue
        if key := _POLICE_KEY.match(zone["text"]):
            year = int(key["year"])
            day = iso_date(f"{key['day']}.{key['month']}.{2000 + year if year < 70 else 1900 + year}")
            if day:
                return day, "text"
        if (found := _POLICE_REPORT.search(zone["text"])) and (day := iso_date(found["date"])):
            return day, "text"
    metas = [zone["text"] for zone in release.zones if zone["zone"] == "meta"]
    for text in [*(text for text in metas if not _LAST_UPDATE.search(text)), *metas]:
        if day := iso_date(text):
            return day, "text"
    for zone in release.zones:
        if zone["zone"] in ("headline", "subhead", "byline"):
            found = _RELEASE_DATE.search(zone["text"])
            if found and (day := iso_date(found["date"])):
                return day, "text"
    return None, None


def _embargo(release: Release) -> str | None:
    """`2017-11-07T19:30` or a day; None without an embargo that names its day."""
    for zone in release.zones:
        if zone["zone"] == "embargo" and (day := iso_date(zone["text"])):
            clock = iso_clock(zone["text"])
            return f"{day}T{clock}" if clock else day
    return None
