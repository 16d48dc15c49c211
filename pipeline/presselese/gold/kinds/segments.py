"""Web pages with segments of text that must stand in the extracted text (`with`), or must not (`without`).

A folder holds `segments.json` and the pages beside it, in `pages/` or `pages.tar.xz`. A segment is found if, white space
collapsed, it stands in the text that a record of the page would hold; a `without` segment found is a false positive.
Nothing but reading and cleaning runs.
"""

from __future__ import annotations

import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presselese.gold.files import Fault, FaultyInput, parse, paths, read_text
from presselese.gold.tally import Metric, Scored, accuracy, f1, precision, recall

if TYPE_CHECKING:
    from presselese.gold.models import Models

METRICS: dict[str, Metric] = {
    "precision": precision("all"),
    "recall": recall("all"),
    "f1": f1("all"),
    "perfect": accuracy("perfect"),
    "press_like.precision": precision("press_like"),
    "press_like.recall": recall("press_like"),
    "press_like.f1": f1("press_like"),
    "press_like.perfect": accuracy("press_like.perfect"),
}


@dataclass(frozen=True)
class Page:
    """A page as fetched, and its segments."""

    id: str
    data: bytes
    url: str | None
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    press_like: bool


def scored(path: Path, models: Models) -> list[Scored]:
    """Reading and cleaning of each page; the model is not asked."""
    return [score(page, text_of(page)) for page in read(path)]


def text_of(page: Page) -> str:
    """The text that a record of the page would hold."""
    from presselese.readers.encoding import declared_in_markup, decode
    from presselese.readers.html import kept_text

    return kept_text(decode(page.data, declared_in_markup(page.data)).text, url=page.url)


def score(page: Page, text: str) -> Scored:
    """The segments of a page in its text."""
    out = Scored(page.id, text)
    collapsed = " ".join(text.split())
    kept = [segment for segment in page.wanted if " ".join(segment.split()) in collapsed]
    spurious = [segment for segment in page.unwanted if " ".join(segment.split()) in collapsed]
    perfect = len(kept) == len(page.wanted) and not spurious
    for name in ("all", "press_like") if page.press_like else ("all",):
        out.count(name, len(kept), len(kept) + len(spurious), len(page.wanted))
        out.count("perfect" if name == "all" else f"{name}.perfect", perfect, 1, 1)
    for segment in page.wanted:
        if segment not in kept:
            out.error("segments", "with", "missed", None, segment, "")
    for segment in spurious:
        at = text.find(segment)
        out.error("segments", "without", "wrong", (at, at + len(segment)) if at >= 0 else None, "", segment)
    return out


def read(path: Path) -> list[Page]:
    """All pages with segments below a path, sorted by id. Raises FaultyInput where a page is not there."""
    pages: list[Page] = []
    faults: list[Fault] = []
    for file in paths(path, ("segments.json",)):
        try:
            entries, positions = parse(file, 1, read_text(file))
        except FaultyInput as error:
            faults += error.faults
            continue
        data = _page_data(file.parent)
        for name, entry in entries.items():
            if not (entry.get("with") or entry.get("without")):
                continue
            if entry.get("file") not in data:
                line = positions.line((name,))
                faults.append(
                    Fault(
                        str(file),
                        line,
                        name,
                        f"no page {entry.get('file')!r}",
                        "it in pages/ or pages.tar.xz",
                    )
                )
            else:
                pages.append(_page(name, entry, data[entry["file"]]))
    if faults:
        raise FaultyInput(faults)
    return sorted(pages, key=lambda page: page.id)


def _page(name: str, entry: Mapping[str, Any], data: bytes) -> Page:
    return Page(
        name,
        data,
        entry.get("url"),
        tuple(entry.get("with") or ()),
        tuple(entry.get("without") or ()),
        bool(entry.get("press_like")),
    )


def _page_data(folder: Path) -> dict[str, bytes]:
    """The pages beside a segments file, by name."""
    if (folder / "pages").is_dir():
        return {
            page.name: page.read_bytes() for page in sorted((folder / "pages").iterdir()) if page.is_file()
        }
    if not (folder / "pages.tar.xz").is_file():
        return {}
    with tarfile.open(folder / "pages.tar.xz") as archive:
        return {
            Path(member.name).name: reader.read()
            for member in archive
            if member.isfile() and (reader := archive.extractfile(member))
        }
