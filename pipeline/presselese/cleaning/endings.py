"""The end of a release: contact and signature inside the last line, address blocks, furniture, names alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from presselese.cleaning import dateline
from presselese.cleaning.units import (
    CLOCK_OR_SUM,
    LIST_MARK,
    NEXT_SENTENCE,
    NUMBER_IN_LINE,
    NUMBER_LINE,
    SENTENCE_END,
    Unit,
    course_of,
    is_contact,
    is_noun_phrase,
    is_prose,
    lower_share,
    piece_of,
)
from presselese.cleaning.wording import WordingRule, without_place, wording_rules

_VERB = re.compile(
    r"\b(?:senden|bitte|melden|richten|erhalten|finden|gibt|sind|ist|können|kann|werden|wird|nimmt|nehmen|steht|stehen|unter)\b"
)
NOT_A_NAME = re.compile(
    r"(?:Zum|Zur|Der|Die|Das|Gegen|Hinweis|Im|In|Am|Auf|Bei|Mit|Und|Ausführliche|Nähere|Informationen|Screenshot|Tagesordnung|Viele[nr]?|Herzliche[nr]?|Besten|Mehr|Weitere|Siehe|Hier|Link|Foto|Bild|Video|Pressemitteilung|Quelle|Stand|Update|Download|Anmeldung|Eintritt|Programm|Text|\()\w*"
)
_PREPOSITION = re.compile(r"\b(?:auf|bei|beim|mit|vor|vom|am|im|in|an|aus|von|nach|zur|zum)\b")
_NO_CAPTION = re.compile(
    r"https?:|www\.|@|\b(?:Tel|Telefon|Mail|E-Mail)\b|:$|^(?:Wir|Ihr|Du|Sie|Wenn|Um|Bis|Details|Weiterführende|Nachträglich|Schaut|Zu)\b"
    r"|\b(?:ist|sind|war|waren|hat|haben|wird|werden|wurde|wurden|kann|können|muss|müssen|soll|dürfte|freuen|freut|findet|finden|steht|stehen|trug|gibt)\b"
)
_EVENT = re.compile(
    r"(?:(?:Veranstaltungs)?[Oo]rt|Treffpunkt|Termine?|Wann|Wo|Was|Datum|Zeit|Uhrzeit|Beginn|Einlass|Eintritt|Kosten|Adresse|Anmeldung(?:en)?|Anmeldeschluss|Spendenkonto)\b.{0,40}?:"
)
_IN_A_PLACE = re.compile(r"\b(?:im|beim|mit|auf|am|bei|aus)\b")
_PRIVACY = re.compile(r"[Cc]ookies?\b|[Dd]atenschutzerklärung|personenbezogen|[Ee]inwilligung")
_PAGE_RULES = {
    "share", "navigation", "related", "comment_form", "comment_notice", "cookies", "newsletter", "paywall",
    "agency_notice", "breadcrumb", "page_tools",
}  # fmt: skip
"""Rules whose lines stand on web pages only: two of them make a text the text of a page."""


def split_tails(units: list[Unit]) -> list[Unit]:
    _, tails = wording_rules()
    result: list[Unit] = []
    prose_follows = [False] * len(units)
    for index in range(len(units) - 2, -1, -1):
        follower = units[index + 1]
        prose_follows[index] = prose_follows[index + 1] or (follower.zone is None and is_prose(follower))
    for unit, more in zip(units, prose_follows, strict=True):
        if unit.zone is not None or unit.words < 4:
            result.append(unit)
        else:
            result.extend(_cut(unit, tails, not more))
    return result


def _cut(unit: Unit, tails: Sequence[WordingRule], last: bool) -> list[Unit]:
    """The line cut where a tail begins; `last`: no running text follows in the lines below."""
    text = unit.text
    cuts: list[tuple[int, str | None, str]] = []
    for rule in tails:
        if rule.where == "end" and not last:
            continue
        for match in rule.pattern.finditer(text):
            start = match.start()
            if rule.where == "end" and start < len(text) * 0.3:
                continue
            if (
                rule.where == "sentence"
                and start
                and text[max(0, start - 4) : start].rstrip()[-1:] not in '.!?…“”"»)'
            ):
                continue
            if rule.name == "signature_tail" and (found := dateline.match(text)) and found.end == len(text):
                continue  # `Musterau (Kreis X) (ots)`
            cuts.append((start, rule.zone, rule.name))
            break
    cuts.sort(key=lambda cut: cut[0])
    if cuts and cuts[-1][1] == "contact" and (back := _back_to_prose(text, cuts[-1][0])):
        cuts.append((back, None, ""))
    if last and (not cuts or cuts[-1][1] is None) and (fragment := _last_fragment(text)):
        cuts.append(fragment)
    if not cuts:
        return [unit]
    pieces: list[Unit] = []
    bounds = [*(at for at, _, _ in cuts), len(text)]
    if bounds[0]:
        pieces.append(piece_of(unit, 0, bounds[0], None, ""))
        if pieces[0].words <= 14:
            without_place(pieces[0])
    for (_, zone, name), (left, right) in zip(cuts, itertools.pairwise(bounds), strict=True):
        if text[left:right].strip():
            pieces.append(piece_of(unit, left, right, zone, name))
    return pieces


def _back_to_prose(text: str, start: int) -> int | None:
    """Where running text goes on behind a contact sentence inside a line."""
    for match in NEXT_SENTENCE.finditer(text, start, start + 2000):
        sentence = text[match.end() : match.end() + 2000]
        if sentence.count(" ") >= 11 and not NUMBER_IN_LINE.search(sentence) and lower_share(sentence) > 0.4:
            return match.end()
    return None


def _last_fragment(text: str) -> tuple[int, str | None, str] | None:
    """What stands behind the last full stop without one of its own: an address or a signature."""
    at = 0
    for match in NEXT_SENTENCE.finditer(text):
        at = match.end()
    fragment = text[at:]
    if not at or fragment[-1] in '.!?…“”"»:;,' or at < len(text) * 0.3:
        return None
    words = fragment.count(" ") + 1
    if (
        words <= 60
        and not _VERB.search(fragment)
        and NUMBER_IN_LINE.search(fragment)
        and lower_share(fragment) < 0.35
        and not _EVENT.match(fragment)
    ):
        return at, "contact", "last_fragment"
    named = 2 <= words <= 6 and is_noun_phrase(fragment) and not any(char.isdigit() for char in fragment)
    return (at, "byline", "last_fragment") if named and not NOT_A_NAME.match(fragment) else None


def addresses(units: list[Unit]) -> None:
    """Address blocks that no heading announces: lines around a number or mail address, behind the running text."""
    _, past_middle = course_of(units)
    prose_after = 0
    for index in range(len(units) - 1, past_middle - 1, -1):
        unit = units[index]
        if unit.zone is None and is_prose(unit):
            prose_after += 1
        if prose_after > 1:
            return
        if unit.zone is not None or not NUMBER_LINE.fullmatch(unit.text):
            continue
        unit.zone, unit.rule = "contact", "address"
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(units) and units[other].zone is None:
                if (units[other].gap if step > 0 else units[other + 1].gap) and not is_contact(units[other]):
                    break
                if units[other].words > 8 or SENTENCE_END.search(units[other].text):
                    break
                units[other].zone, units[other].rule = "contact", "address"
                other += step


def page_edges(units: list[Unit]) -> None:
    """On a web page the short lines around the furniture at its top and its end are furniture as well."""
    furniture = [index for index, unit in enumerate(units) if unit.rule in _PAGE_RULES]
    if len(furniture) < 2:
        return
    prose = [
        unit.words if unit.zone is None and is_prose(unit) and not _PRIVACY.search(unit.text) else 0
        for unit in units
    ]
    total = sum(prose)
    first = next((index for index, words in enumerate(prose) if words >= 15), len(units))
    left = total - sum(prose[: furniture[0]])
    at = furniture[0]
    for index in furniture:
        left -= sum(prose[at:index])
        at = index
        if index > first and left <= 0.15 * total:
            _as_furniture(units[index:], lists_only=False)
            break
    _between_contact_and_furniture(units)
    if furniture[0] < first:
        _as_furniture(units[:first], lists_only=True)


def _between_contact_and_furniture(units: list[Unit]) -> None:
    """Short lines below the address and above the furniture: how to get there, opening hours."""
    below: str | None = None
    waiting: list[Unit] = []
    for unit in reversed(units):
        if unit.zone is None and not is_prose(unit):
            waiting.append(unit)
            continue
        if unit.zone == "contact" and below == "chrome":
            for between in waiting:
                between.zone, between.rule = "chrome", "page_edge"
        if unit.zone is None:
            return
        below, waiting = unit.zone, []


def _as_furniture(units: Sequence[Unit], lists_only: bool) -> None:
    for unit in units:
        if unit.zone is None and (not lists_only or (unit.words <= 8 and LIST_MARK.match(unit.text))):
            unit.zone, unit.rule = "chrome", "page_edge"


def closing_lines(units: list[Unit]) -> None:
    """Short lines behind the last sentence: names are a signature, a phrase with a preposition is a caption."""
    below: str | None = None
    first = next((unit for unit in units if unit.zone in (None, "headline", "subhead")), None)
    for unit in reversed(units):
        if unit.zone is not None:
            below = unit.rule
            continue
        if unit is first or unit.words > 16 or not unit.gap or unit.inline or LIST_MARK.match(unit.text):
            return
        if unit.text[-1] in ".,;:!?…" or CLOCK_OR_SUM.search(unit.text) or NOT_A_NAME.match(unit.text):
            return
        named = is_noun_phrase(unit.text) and not any(char.isdigit() for char in unit.text)
        if below == "your_team" and unit.words <= 8 and ":" not in unit.text:
            unit.zone, unit.rule = "byline", "above_signature"
        elif 2 <= unit.words <= 9 and named and not _IN_A_PLACE.search(unit.text):
            unit.zone, unit.rule = "byline", "closing_names"
        elif (
            unit.words >= 3
            and unit.text[0].isupper()
            and _PREPOSITION.search(unit.text)
            and not _NO_CAPTION.search(unit.text)
        ):
            unit.zone, unit.rule = "caption", "closing_phrase"
        else:
            return
        below = unit.rule
