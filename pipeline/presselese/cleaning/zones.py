"""Which part of a page a line is: by its wording (`zones.toml`), then by its place among the others.

The reader's word comes first (a block with a zone, a heading, a caption of a picture); then what a line says; then
where it stands: the lines before the running text are headline and sub-headlines, a short line above a paragraph is
a cross-head, names at the end are a signature. What nothing speaks against is body.
"""

from __future__ import annotations

import re

from presselese.cleaning import dateline
from presselese.cleaning.calendar_dates import DATE
from presselese.cleaning.endings import addresses, closing_lines, page_edges, split_tails
from presselese.cleaning.headings import cross_heads, headlines, report_heads, run_in_heads, stated_title
from presselese.cleaning.reach import above_credits, extend
from presselese.cleaning.units import NO_WORD, Unit, cut_in_two, is_prose
from presselese.cleaning.wording import by_wording

_EMBARGO = re.compile(
    rf"(?i:(?:achtung[,!:]? ?)?(?:sperrfrist|sperrvermerk|frei(?:gegeben)? ab)):? (?:[a-zäö]+,? )?(?:den )?(?:[A-Z][a-z]+,? (?:den )?)?{DATE}(?:[, ]{{1,2}}(?:um |ab )?[0-9]{{1,2}}(?:[.:][0-9]{{2}})? ?Uhr)?[.!]?"
)
_NUMBER = re.compile(
    r"(?:Geme?i[ns]+same Meldung [^.]{5,90} |(?:[A-ZÄÖÜ][\w-]+(?: ?/ ?|, | und | )?){1,6} )?"
    r"Nr\. ?[0-9]{3,4}(?:/[0-9]{2,4})?(?= [A-ZÄÖÜ„][\wäöüß-]* )"
)
_MARKDOWN_HEADING = re.compile(r"(#{1,6}) \S")


def mark_zones(units: list[Unit], title: str | None = None) -> list[Unit]:
    """Give every unit a zone, in reading order; units are split where a zone begins or ends inside a line."""
    if not units:
        return units
    for unit in units:
        if unit.zone is None:
            _by_markup(unit)
    units = stated_title(units, title)
    units = _embargo_in_front(units)
    units = _number_in_front(units)
    by_wording(units)
    extend(units)
    above_credits(units)
    units = split_tails(units)
    addresses(units)
    page_edges(units)
    headlines(units, title)
    units = report_heads(units)
    units = run_in_heads(units)
    cross_heads(units)
    closing_lines(units)
    units = _datelines(units)
    _rest(units)
    return units


def _by_markup(unit: Unit) -> None:
    if not unit.kind and (mark := _MARKDOWN_HEADING.match(unit.text)):
        unit.kind = f"h{len(mark[1])}"
    if unit.kind == "h1":
        unit.zone, unit.rule = "headline", "markup"
    elif unit.kind == "figcaption":
        unit.zone, unit.rule = "caption", "markup"


def _embargo_in_front(units: list[Unit]) -> list[Unit]:
    """An embargo on the line on which the text begins is cut off."""
    for index, unit in enumerate(units[:10]):
        found = _EMBARGO.match(unit.text) if unit.zone is None else None
        if found and found.end() < len(unit.text) - 20:
            head, rest = cut_in_two(unit, found.end())
            head.zone, head.rule = "embargo", "embargo_in_front"
            return [*units[:index], head, *([rest] if rest else []), *units[index + 1 :]]
    return units


def _number_in_front(units: list[Unit]) -> list[Unit]:
    """The number of the release on the line on which the text begins (`Nr. 1736 Gestern Mittag …`) is cut off."""
    for index, unit in enumerate(units[:4]):
        found = _NUMBER.match(unit.text) if unit.zone is None and is_prose(unit) else None
        if found:
            head, rest = cut_in_two(unit, found.end())
            head.zone, head.rule = "meta", "number_in_front"
            return [*units[:index], head, *([rest] if rest else []), *units[index + 1 :]]
    return units


def _datelines(units: list[Unit]) -> list[Unit]:
    """The dateline is cut off the first line of the running text, or stands on a line of its own above it."""
    context = " ".join(unit.text for unit in units if unit.zone in ("headline", "subhead"))
    for index, unit in enumerate(units):
        if unit.zone in ("headline", "subhead", "meta", "byline", "chrome", "embargo", "caption"):
            continue
        if unit.zone is not None:
            return units
        found = dateline.match(unit.text, context)
        if not found:
            if unit.words <= 6:
                continue
            return units
        head, rest = cut_in_two(unit, found.end)
        head.zone, head.rule, head.fields = "dateline", found.rule, found.fields()
        return [*units[:index], head, *([rest] if rest else []), *units[index + 1 :]]
    return units


def _rest(units: list[Unit]) -> None:
    """Body, where nothing speaks against it; a line without letters belongs to its neighbours."""
    before: str | None = None
    for unit in units:
        if unit.zone is None:
            lone = before is not None and not NO_WORD.sub("", unit.text)
            unit.zone = before if lone else "body"
            unit.rule = unit.rule or "rest"
        before = unit.zone
