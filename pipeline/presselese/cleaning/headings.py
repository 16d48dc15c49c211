"""Headline, sub-headlines, cross-heads and the headings of the reports of a collective release."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from presselese.cleaning import dateline
from presselese.cleaning.calendar_dates import DATE, iso_date
from presselese.cleaning.units import (
    ADDRESS_LINE,
    CLOCK_OR_SUM,
    FULL_STOP,
    HEADINGS,
    LIST_MARK,
    NUMBER_IN_LINE,
    SALUTATION,
    SENTENCE_END,
    Unit,
    cut_in_two,
    is_noun_phrase,
    is_prose,
    letters,
    piece_of,
)
from presselese.cleaning.wording import describes_sender

_DATE = re.compile(DATE)
NAVIGATION = ("navigation", "breadcrumb", "cookies", "page_edge")
"""Rules of what stands above a headline, not below it."""
MOST_LIST_ITEMS_ABOVE = 40
_ARTICLE = r"(?:Die|Der|Das|Ein|Eine|Wir|Es) (?!(?:Linken?|LINKEN?|Grünen?|GRÜNEN?|Zeit|PARTEI|Welt|Spiegel)\b)[\wäöüÄÖÜ„]"
_VERB_BEHIND = "des|der|den|die|das|im|in|am|an|auf|von|vom|zu|zum|zur|und|wird|wurde|werden|wurden|hat|haben|ist|sind|findet|finden|kam|kamen|lädt|laden|können|kann|gibt|gab|fand|fanden|begann|steht|soll|sollen"
_PREPOSITION = (
    r"(?:Am (?=[0-9]|(?:heutigen|gestrigen|vergangenen|kommenden|frühen|späten|diesjährigen)\b|[A-Z]\w+(?:tag|abend|mittag|nacht|nachmittag|vormittag|morgen)\b)"
    rf"|(?:Ab|Auf|Aus|Bei|Beim|Bis|Durch|Für|Gegen|Im|In|Mit|Nach|Seit|Über|Um|Unter(?! den Linden)|Von|Vor|Während|Zu|Zum|Zur) (?=[a-zäöü0-9]|[A-ZÄÖÜ][\wäöüß-]+ (?:{_VERB_BEHIND}) ))"
)
_OTHER_OPENER = r"(?:Als|Bisher|Bislang|Dem|Den|Einem|Einen|Einer|Eines|Erneut|Gleich|Kurz|Mehrere|Nachdem|Nicht|Noch|Offenbar|Ohne|Rund|Vermutlich|Wie|Zwei|Drei|Vier|Zwischen)\b"
_UP_TO_IT = r"((?:[^.!?]|[0-9]\.|\b(?:Dr|Prof|St|Nr|bzw|e\.V|inkl|ca)\.){10,230}?[a-zäöüßA-Z0-9)“])"
_RUN_IN_OPENING = re.compile(rf"{_UP_TO_IT}(?=\s(?:(?P<article>{_ARTICLE})|{_PREPOSITION}))")
_RUN_IN_HEADLINE = re.compile(rf"{_UP_TO_IT}(?=\s(?:(?P<article>{_ARTICLE})|{_PREPOSITION}|{_OTHER_OPENER}))")
_RUN_IN_HEAD = re.compile(
    rf"(?:(?<=[a-zäöüß)“”\"][.!?] )|(?<=[a-zäöüß)][.!?][“”\"] ))(?<!Dr\. )(?<!Prof\. )([A-ZÄÖÜ][^.!?:,;]{{3,80}}?[a-zäöüßA-Z0-9)“]) (?=(?:(?P<article>{_ARTICLE})|{_PREPOSITION}))"
)
_NO_OPENING = re.compile(r"\b(?:Uhr|Bus|Straße|[0-9]{5})\b|straße|str\.")
_SENTENCE = re.compile(
    r"\b(?:möchten?|hinweisen|bietet|veranstalte[nt]|informiert|teilt|erklärt|findet|finden|haben|hat|kam|kamen|suchten?|ist|sind|wurden?|wird|werden|gelten)\b"
    r"|^(?:Orte?|Zeit|Treffpunkt|Termin|Wann|Wo|Datum|Beginn|Am|An|Im|In)\b"
)
"""What makes of a phrase before a capital preposition a sentence that runs on (into a name: `im Stadion Am Wald`)."""
_NO_RUN_IN_HEAD = re.compile(
    r"\b(?:Uhr|Bus|Bhf|U-Bhf|S-Bahn|Straße|[0-9]{5}|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
    r"|straße|str\.|^(?:Mit|Bei|Für|In|Im|Am|An|Auf|Aus|Nach|Seit|Von|Vor|Zu|Zum|Zur|Durch|Unter|Das gilt|HIER|Euro|Vorgetragen)\b"
)
_OPEN_END = re.compile(
    r"\b(?:der|die|das|des|dem|den|eine|einen|einem|einer|und|oder|von|vom|zum|zur|im|am|für|mit|bei|beim|als|durch|nach|über|unter|gegen|wie|sich|auch|allen|vielen|Bereich|Höhe)$"
)
_JOINT_RELEASE = re.compile(r"Geme?i[ns]+same .{0,12}(?:[Mm]eldung|[Mm]itteilung)\b")
_REPORTS = re.compile(
    r"(?:Polizei|Presse|Tages|Lage|Wochenend|Einsatz)\w*bericht|(?:Presse|Polizei|Nachmittags|Abend|Morgen)m(?:itteilungen|eldung)"
)
_REPORT_TITLE = re.compile(
    r"[A-ZÄÖÜ][\wäöüß/-]+(?: [\wäöüß/-]+){0,3}: [^.!?]{5,100}[a-zäöüß\"“][.!?](?= [A-ZÄÖÜ])"
)
_REPORT_KEY = re.compile(r"[0-9]{6} {1,3}(?:[–—-] ?)?[0-9]{1,5} {0,3}(?:[–—-] ?)?(?=[A-ZÄÖÜ])")
FIRST_REPORT = re.compile(
    r"(?:Gemeinsame )?Erstmeldung (?:Nr\.? ?[0-9]+ )?(?:vom (?=[0-9])|von (?=heute|gestern))[^\n]{5,180}"
)
"""The line above an earlier release that is appended to the news."""
SIGNED = ("sign_off_tail", "signature_tail")
"""Rules of the signatures that end a report."""


def stated_title(units: list[Unit], title: str | None) -> list[Unit]:
    """One of the first lines that is the title word by word is the headline, whatever else its wording looks like.

    A first line that only begins with it went on in small letters (`Fest am See⏎unter dem Motto …`) and was joined.
    """
    wanted = letters(title) if title else ""
    for unit in units[:8]:
        if len(wanted) > 8 and unit.zone is None and letters(unit.text) == wanted:
            unit.zone, unit.rule = "headline", "title"
            return units
    if title and title.count(" ") > 1 and units[0].zone is None and units[0].text.startswith(title + " "):
        head, rest = cut_in_two(units[0], len(title))
        head.zone, head.rule = "headline", "title"
        return [head, *([rest] if rest else []), *units[1:]]
    return units


def headlines(units: list[Unit], title: str | None) -> None:
    """Headline and sub-headlines: what stands before the running text."""
    wanted = letters(title) if title else ""
    if wanted:
        for unit in units:
            if unit.zone in (None, "subhead") and _same_title(letters(unit.text), wanted):
                unit.zone, unit.rule = "headline", "title"
    headline = next((index for index, unit in enumerate(units) if unit.zone == "headline"), None)
    if headline is None:
        headline = _below_navigation(units)
        if headline is None:
            headline = _first_headline(units)
        if headline is None:
            return
        units[headline].zone, units[headline].rule = "headline", "first_line"
        headline = _after_kicker(units, headline)
    _sub_headlines(units, headline)


def _below_navigation(units: list[Unit]) -> int | None:
    """On a web page the headline stands below the last of the navigation; short lines among that belong to it."""
    first = next(
        (i for i, unit in enumerate(units) if unit.zone is None and unit.words >= 15 and is_prose(unit)), 0
    )
    last = max((i for i, unit in enumerate(units[:first]) if unit.rule in NAVIGATION), default=None)
    if last is None:
        return None
    headline = _first_headline(units[last + 1 : first + 1])
    if headline is None or last + 1 + headline == first:
        return None
    for unit in units[:last]:
        if unit.zone is None and (unit.words <= 2 or LIST_MARK.match(unit.text)):
            unit.zone, unit.rule = "chrome", "above_headline"
    return last + 1 + headline


def _first_headline(units: list[Unit]) -> int | None:
    """The first line that can be one; list items above it belong to the page around the release."""
    for index, unit in enumerate(units):
        if unit.zone is not None:
            continue
        follower = next(
            (other for other in units[index + 1 :] if other.zone in (None, "subhead", "dateline")), None
        )
        if follower is None:
            return None
        if LIST_MARK.match(unit.text) and not unit.text[0].isdigit():
            if index > MOST_LIST_ITEMS_ABOVE or unit.words > 8 or not unit.gap:
                return None
            continue
        if _is_date_stamp(unit.text):
            unit.zone, unit.rule = "meta", "date_above"
            continue
        return index if _can_be_headline(unit, follower) else None
    return None


def _is_date_stamp(text: str) -> bool:
    """A date with its year and a word or two: `11. August 2021 Red`, `Musterau, 11.10.2021`."""
    return len(text) < 60 and iso_date(text) is not None and len(letters(_DATE.sub("", text))) <= 18


def _can_be_headline(unit: Unit, follower: Unit) -> bool:
    first, second = letters(unit.text), letters(follower.text[: 2 * len(unit.text)])
    if len(first) > 30 and second.startswith(first):
        return True
    if SALUTATION.match(unit.text) or unit.words > 60 or (unit.words > 40 and FULL_STOP.search(unit.text)):
        return False
    ended = SENTENCE_END.search(unit.text) and unit.text.rstrip("\"'“”»«")[-1] == "."
    if ended and unit.words > 14:
        return False
    return unit.text[-1] not in ",;:" or unit.words <= 4 or (unit.text[-1] == ":" and follower.gap)


def _after_kicker(units: list[Unit], headline: int) -> int:
    """A word or two, or time and place of an event, above a longer line without a full stop are a kicker."""
    if headline + 1 >= len(units):
        return headline
    kicker, longer = units[headline], units[headline + 1]
    event = bool(CLOCK_OR_SUM.search(kicker.text)) and not CLOCK_OR_SUM.search(longer.text)
    if (
        (kicker.words <= 2 or event)
        and longer.zone is None
        and longer.gap
        and (2 if event else 4) <= longer.words <= 16
        and (event or not SENTENCE_END.search(longer.text))
        and longer.text[-1] not in ",:;."
        and not LIST_MARK.match(longer.text)
        and headline + 2 < len(units)
    ):
        kicker.zone, kicker.rule = "subhead", "kicker"
        longer.zone, longer.rule = "headline", "below_kicker"
        return headline + 1
    return headline


def _sub_headlines(units: list[Unit], headline: int) -> None:
    for unit in units[:headline]:
        if unit.zone is None and LIST_MARK.match(unit.text):
            unit.zone, unit.rule = "chrome", "above_headline"
        elif unit.zone is None and unit.words <= 12 and not SENTENCE_END.search(unit.text):
            unit.zone, unit.rule = "subhead", "above_headline"
    found = 0
    for index in range(headline + 1, len(units)):
        unit = units[index]
        if unit.zone == "headline":
            continue
        if unit.zone is not None:
            if unit.zone in ("subhead", "meta", "byline", "chrome", "embargo", "caption"):
                continue
            return
        if len(unit.text) > 12 and letters(units[headline].text).endswith(letters(unit.text)):
            unit.zone, unit.rule = "headline", "headline_again"
            continue
        if found == 2 or not _is_sub_headline(units, index, headline):
            return
        unit.zone, unit.rule = "subhead", "below_headline"
        found += 1


def _is_sub_headline(units: list[Unit], index: int, headline: int) -> bool:
    unit = units[index]
    follower = next((other for other in units[index + 1 :] if other.zone in (None, "dateline")), None)
    if follower is None or unit.words > 38 or LIST_MARK.match(unit.text) or SALUTATION.match(unit.text):
        return False
    if unit.text[-1] in ",;:" or dateline.match(unit.text):
        return False
    if not unit.gap and index == headline + 1:
        return unit.words <= 24 and follower.gap
    ended = bool(SENTENCE_END.search(unit.text))
    longer = follower.words > unit.words or bool(SALUTATION.match(follower.text))
    return follower.gap and not ended and not FULL_STOP.search(unit.text) and longer


def _same_title(line: str, title: str) -> bool:
    if not line or len(line) < 4:
        return False
    return line == title or (
        len(line) > 15 and (line in title or title in line) and 0.6 < len(line) / len(title) < 1.7
    )


def report_heads(units: list[Unit]) -> list[Unit]:
    """In a collective release each report has its heading: behind the sign-off of the one before, or with its number."""
    result: list[Unit] = []
    opens = any(unit.zone == "headline" and _REPORTS.search(unit.text) for unit in units)
    for unit in units:
        if unit.zone is None and unit.words <= 30 and FIRST_REPORT.fullmatch(unit.text):
            unit.zone, unit.rule = "subhead", "first_report"
            result.append(unit)
        elif unit.zone is None:
            result.extend(_split_report_head(unit, opens))
            opens = False
        else:
            opens = opens or unit.rule in SIGNED
            result.append(unit)
    return result


def _split_report_head(unit: Unit, opens: bool) -> list[Unit]:
    """`opens`: a report may begin here."""
    numbered = _REPORT_KEY.match(unit.text)
    if not opens and not numbered:
        return [unit]
    if unit.words <= 16 and not FULL_STOP.search(unit.text):
        if numbered or (unit.words <= 12 and not SENTENCE_END.search(unit.text)):
            unit.zone, unit.rule = "subhead", "report_head"
        return [unit]
    title = _REPORT_TITLE.match(unit.text, numbered.end() if numbered else 0)
    if not title:
        return [unit]
    head, rest = cut_in_two(unit, title.end())
    head.zone, head.rule = "subhead", "report_head"
    return [head, rest] if rest else [head]


def run_in_heads(units: list[Unit]) -> list[Unit]:
    """Headings that lost their line ends: a phrase without a full stop, then an article or preposition with a capital.

    Only in releases whose body is one long line or two. Where the release has no headline, the first such phrase is it.
    """
    if sum(unit.zone is None and is_prose(unit) for unit in units) > 3:
        return units
    result: list[Unit] = []
    first = True
    headless = not any(unit.zone == "headline" for unit in units)
    for unit in units:
        if unit.zone is None and unit.words >= (15 if headless and first else 50):
            result.extend(_split_run_in_heads(unit, first, headless))
            first = False
        else:
            result.append(unit)
    return result


def _split_run_in_heads(unit: Unit, first: bool, headless: bool) -> list[Unit]:
    cuts: list[tuple[int, str | None]] = []
    if first and (end := _opening(unit.text, headless)):
        cuts.append((0, "headline" if headless else "subhead"))
        cuts.append((end, None))
    for match in _RUN_IN_HEAD.finditer(unit.text, cuts[-1][0] if cuts else 0):
        if unit.words < 50 or not _is_run_in_head(match[1], 12, _NO_RUN_IN_HEAD):
            continue
        if match["article"] or not _SENTENCE.search(match[1]):
            cuts.append((match.start(), "subhead"))
            cuts.append((match.end(), None))
    if not cuts:
        return [unit]
    if cuts[0][0]:
        cuts.insert(0, (0, None))
    bounds = [*(at for at, _ in cuts), len(unit.text)]
    pieces = [
        piece_of(unit, left, right, zone, "run_in_head" if zone else "")
        for (_, zone), (left, right) in zip(cuts, itertools.pairwise(bounds), strict=True)
        if unit.text[left:right].strip()
    ]
    if len(pieces) > 2 and describes_sender(pieces[-1].text):
        for piece in pieces[-2:]:
            piece.zone, piece.rule = "about", "about_sentence"
    for piece in pieces:
        if piece.zone == "subhead" and _JOINT_RELEASE.match(piece.text):
            piece.zone, piece.rule = "meta", "joint_release"
    return pieces


def _opening(text: str, headless: bool) -> int | None:
    """Where the first sentence begins behind a heading; None where the line opens with its sentence."""
    if dateline.match(text):
        return None
    found = (_RUN_IN_HEADLINE if headless else _RUN_IN_OPENING).match(text)
    if not found or not _is_run_in_head(found[1], 14 if headless else 32, _NO_OPENING):
        return None
    surely = found["article"] and ":" not in found[1]
    if (headless or not surely) and _SENTENCE.search(found[1]):
        return None
    return found.end() + 1


def _is_run_in_head(text: str, most_words: int, excluded: re.Pattern[str]) -> bool:
    if text.count(" ") >= most_words or excluded.search(text) or _OPEN_END.search(text):
        return False
    return text.count("„") == text.count("“") and text.count("(") == text.count(")")


def cross_heads(units: list[Unit]) -> None:
    first = next((i for i, unit in enumerate(units) if unit.zone is None), len(units))
    for index in range(first, len(units) - 1):
        unit, follower = units[index], units[index + 1]
        if unit.zone is not None:
            continue
        if unit.kind in HEADINGS:
            unit.zone, unit.rule = "subhead", "markup"
            continue
        if not unit.gap or not follower.gap or unit.words > 10 or LIST_MARK.match(unit.text):
            continue
        if dateline.match(unit.text):
            continue
        if follower.zone not in (None, "caption", "chrome") or not _stands_above_text(units, index):
            continue
        if _is_cross_head(unit):
            unit.zone, unit.rule = "subhead", "cross_head"


def _is_cross_head(unit: Unit) -> bool:
    """By its look: no sentence, no time, no address; with a colon only a noun phrase."""
    last, first = unit.text[-1], unit.text[0]
    if SALUTATION.match(unit.text):
        return False
    if last == ":":
        return unit.words <= 6 and is_noun_phrase(unit.text[:-1])
    if last in ".,;!…" or (first.isalpha() and not first.isupper()):
        return False
    if CLOCK_OR_SUM.search(unit.text) or NUMBER_IN_LINE.search(unit.text) or "://" in unit.text:
        return False
    return not ADDRESS_LINE.fullmatch(unit.text)


def _stands_above_text(units: Sequence[Unit], index: int) -> bool:
    """Running text follows, behind a picture or another heading at the most."""
    for follower in units[index + 1 : index + 4]:
        if follower.zone in ("caption", "chrome", "subhead"):
            continue
        return follower.zone is None and (follower.words >= 14 or is_prose(follower))
    return False
