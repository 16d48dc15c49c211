"""Which part of a page a line is: by its wording (`zones.toml`), then by its place among the others.

The reader's word comes first (a block with a zone, a heading, a caption of a picture); then what a line says; then
where it stands: the lines before the running text are headline and sub-headlines, a short line above a paragraph is
a cross-head, names at the end are a signature. What nothing speaks against is body.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from presselese.cleaning import dateline
from presselese.record import CONTENT_ZONES

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


@dataclass(slots=True)
class Unit:
    """A line or a part of one: text[start:end]. `gap`: an empty line stands before it; `kind`: its markup."""

    start: int
    end: int
    gap: bool
    text: str
    kind: str = ""
    zone: str | None = None
    rule: str | None = None
    reach: str = "line"
    words: int = 0
    inline: bool = False
    aside: bool = False
    fields: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = self.text.count(" ") + 1


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A row of zones.toml."""

    name: str
    zone: str
    pattern: re.Pattern[str]
    reach: str
    where: str
    max_words: int
    max_sentences: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def wording_rules() -> tuple[tuple[WordingRule, ...], tuple[WordingRule, ...]]:
    """The rules for whole lines and for ends of lines. Raises ValueError for a row without an example."""
    table = tomllib.loads(files(__package__).joinpath("zones.toml").read_text("utf-8"))
    return tuple(map(_rule, table["line"])), tuple(map(_rule, table["tail"]))


def _rule(row: dict[str, object]) -> WordingRule:
    if not row.get("examples"):
        raise ValueError(f"zones.toml: rule {row['name']} has no example")
    return WordingRule(
        str(row["name"]),
        str(row["zone"]),
        re.compile(str(row["pattern"])),
        str(row.get("reach", "line")),
        str(row.get("where", "")),
        int(str(row.get("max_words", 60))),
        int(str(row.get("max_sentences", 99))),
        tuple(row["examples"]),  # type: ignore[arg-type]
        tuple(row.get("not", ())),  # type: ignore[arg-type]
    )


LONGEST_RULED_LINE = 1300

_SENTENCE_END = re.compile("(?<![0-9 ])[.!?…][\"'“”»«›‹’)\\]*_]*$")
_VERB = re.compile(
    r"\b(?:senden|bitte|melden|richten|erhalten|finden|gibt|sind|ist|können|kann|werden|wird|nimmt|nehmen|steht|stehen|unter)\b"
)
_FULL_STOP = re.compile("[a-zäöüß]\\. ")
_REPORTS = re.compile(
    r"(?:Polizei|Presse|Tages|Lage|Wochenend|Einsatz)\w*bericht|(?:Presse|Polizei|Nachmittags|Abend|Morgen)m(?:itteilungen|eldung)"
)
_REPORT_TITLE = re.compile(
    r"[A-ZÄÖÜ][\wäöüß/-]+(?: [\wäöüß/-]+){0,3}: [^.!?]{5,100}[a-zäöüß\"“][.!?](?= [A-ZÄÖÜ])"
)
_REPORT_KEY = re.compile(r"[0-9]{6} {1,3}(?:[–—-] ?)?[0-9]{1,5} {0,3}(?:[–—-] ?)?(?=[A-ZÄÖÜ])")
_NO_WORD = re.compile(r"[\W_]+")
_LIST_MARK = re.compile(
    r"(?:[-–—*•·▪■●○►➤→✓✔+#|>]\s|\(?[0-9]{1,3}[.)] |[a-z]\) |[☀-➿]|[\U0001f000-\U0001faff])"
)
_SALUTATION = re.compile(r"(?:Sehr geehrte|Liebe|Werte|Hallo|Guten Tag|Geehrte)[rs]?\b.{0,80}[,!]?$")
_NEXT_SENTENCE = re.compile(
    '(?<=[a-zäöüß0-9)“”"][.!?]) (?=[A-ZÄÖÜ„])(?!(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|(?<=[a-zäöüß][.!?][“”"]) (?=[A-ZÄÖÜ„])'
)
_NUMBER_LINE = re.compile(
    r"(?:(?i:tel(?:efon|\.)?(?:-?nr\.?)?|fon|mobil(?:telefon)?|handy|(?:tele)?fax|e-?mails?|mails?|internet|homepage|web(?:site|seite)?|twitter|facebook|instagram|mastodon|t|f|m|e)\s?[.:]+\s?\S.*"
    r"|(?:\+49|\+43|\+41|0)[0-9 ()/–-]{6,25}.{0,20}|[\w.+-]+(?:@| ?[\[(](?:at|æt)[\])] ?)[\w.-]+\.\w{2,}.{0,30}|\[email.protected\]|E-?Mail)"
)
_NUMBER_IN_LINE = re.compile(
    r"[\w.+-]+(?:@|\s?[\[(]at[\])]\s?)[\w-]+(?:\.|\s?[\[(]dot[\])]\s?)\w{2,}|(?:Tel(?:efon|\.)?|Fon|Mobil|Fax|Handy|Rufnummer)\b[^.]{0,12}[0-9(+]|(?<![0-9.])(?:\+49|0[1-9][0-9]{1,4})[ /()–-]{1,4}[0-9][0-9 /–-]{4,}"
)
_ADDRESS_LINE = re.compile(
    r"(?:(?:D-|A-|CH-)?[0-9]{4,5} [A-ZÄÖÜ][\wäöüß. /()-]{2,40}|[A-ZÄÖÜ][\wäöüß. -]{1,40}(?:straße|str\.|platz|weg|allee|gasse|ring|damm|ufer|markt|Straße|Str\.|Platz|Weg|Allee|Ring|Damm|Ufer|Markt) ?[0-9]{1,4} ?[a-z]?(?:[-–/] ?[0-9]{1,4})?(?:,? [0-9]{5} .{2,30})?|(?:https?://|www\.)\S+|Postfach .{2,20})"
)
_FUNCTION_WORD = re.compile(
    r"(?:der|die|das|des|dem|den|von|vom|zu|zum|zur|und|oder|in|im|an|am|auf|für|mit|bei|beim|aus|als|e\.|V\.|&|–|-|/|,)$"
)
_PREPOSITION = re.compile(r"\b(?:auf|bei|beim|mit|vor|vom|am|im|in|an|aus|von|nach|zur|zum)\b")
_IN_A_PLACE = re.compile(r"\b(?:im|beim|mit|auf|am|bei|aus)\b")
_CLOCK_OR_SUM = re.compile(r"[0-9]{1,2}[:.][0-9]{2}|\bUhr\b|€|\bEuro\b|[0-9]{5}")
_NOT_A_NAME = re.compile(
    r"(?:Zum|Zur|Der|Die|Das|Gegen|Hinweis|Im|In|Am|Auf|Bei|Mit|Und|Ausführliche|Nähere|Informationen|Screenshot|Tagesordnung|Viele[nr]?|Herzliche[nr]?|Besten|Mehr|Weitere|Siehe|Hier|Link|Foto|Bild|Video|Pressemitteilung|Quelle|Stand|Update|Download|Anmeldung|Eintritt|Programm|Text|\()\w*"
)


def mark_zones(text: str, units: list[Unit], title: str | None = None) -> list[Unit]:
    """Give every unit a zone; units are split where a zone begins or ends inside a line. `text` has normalized lines."""
    if not units:
        return units
    for unit in units:
        if unit.zone is None and unit.kind:
            _by_markup(unit)
    _by_wording(units)
    _extend(units)
    _above_credits(units)
    units = _split_tails(units)
    _addresses(units)
    _page_edges(units)
    _headlines(units, title)
    units = _report_heads(units)
    _cross_heads(units)
    _closing_lines(units)
    units = _datelines(units)
    _rest(units)
    return units


def _by_markup(unit: Unit) -> None:
    if unit.kind == "h1":
        unit.zone, unit.rule = "headline", "markup"
    elif unit.kind == "figcaption":
        unit.zone, unit.rule = "caption", "markup"


def _is_prose(unit: Unit) -> bool:
    """Running text: a sentence of some length."""
    return unit.words >= 12 and (
        unit.words > 40 or bool(_SENTENCE_END.search(unit.text)) or ". " in unit.text
    )


def _by_wording(units: list[Unit]) -> None:
    lines, _ = wording_rules()
    first, past_middle = _course(units)
    for rules in (
        tuple(rule for rule in lines if rule.where != "last"),
        tuple(rule for rule in lines if rule.where == "last"),
    ):
        last = max((i for i, unit in enumerate(units) if unit.zone is None and _is_prose(unit)), default=-1)
        for index, unit in enumerate(units):
            if unit.zone is None and len(unit.text) <= LONGEST_RULED_LINE:
                _try_rules(unit, rules, (index, first, past_middle, last))


def _try_rules(unit: Unit, rules: Sequence[WordingRule], course: tuple[int, int, int, int]) -> None:
    for rule in rules:
        if unit.words > rule.max_words or (rule.where and not _stands(rule.where, *course)):
            continue
        if rule.pattern.fullmatch(unit.text) and _sentences(unit.text) <= rule.max_sentences:
            unit.zone, unit.rule, unit.reach = rule.zone, rule.name, rule.reach
            return


def _stands(where: str, index: int, first: int, past_middle: int, last: int) -> bool:
    """Whether a line stands where its rule wants it."""
    if where == "top":
        return index <= first
    if where == "end":
        return index >= past_middle
    if where == "last":
        return index >= last and index > first
    return index <= first or index > last  # edge


def _sentences(text: str) -> int:
    return text.count(". ") + text.count("! ") + text.count("? ") + 1


def _course(units: Sequence[Unit]) -> tuple[int, int]:
    """Where running text begins, and from where on lines may belong to the end of the page (indices)."""
    prose = [index for index, unit in enumerate(units) if _is_prose(unit)]
    if not prose:
        return len(units), max(1, len(units) // 2)
    total = sum(len(unit.text) for unit in units)
    seen = 0
    middle = len(units)
    for index, unit in enumerate(units):
        seen += len(unit.text)
        if seen > total * 0.4:
            middle = index
            break
    return prose[0], max(min(middle, prose[-1] + 1), prose[0] + 1 if len(units) > 1 else 0)


def _extend(units: list[Unit]) -> None:
    """Let the zones of headings and openings go on over the lines that belong to them."""
    index = 0
    prose_after = _prose_after(units)
    while index < len(units):
        unit = units[index]
        index += 1
        if unit.zone is None or unit.reach == "line":
            continue
        if unit.reach == "rest" and prose_after[index] > 0.4 * prose_after[0]:
            stop = _reach_short(units, index)
        else:
            stop = _REACH[unit.reach](units, index)
        for follower in units[index:stop]:
            if follower.zone == "contact" and follower.reach == "contact":
                stop = index
                break
            if follower.zone is None or unit.reach in ("rest", "end"):
                follower.zone, follower.rule, follower.reach = unit.zone, unit.rule, "line"
            index += 1


def _prose_after(units: Sequence[Unit]) -> list[int]:
    """For every index how many words of running text stand from there on; one more entry for the end."""
    counts = [0] * (len(units) + 1)
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        words = unit.words if unit.zone is None and unit.words >= 20 and _is_prose(unit) else 0
        counts[index] = counts[index + 1] + words
    return counts


def _reach_short(units: Sequence[Unit], start: int) -> int:
    """Over short lines, to the next running text."""
    for index in range(start, len(units)):
        if _is_prose(units[index]) or units[index].zone in CONTENT_ZONES:
            return index
    return len(units)


def _reach_end(units: Sequence[Unit], start: int) -> int:
    return len(units)


def _reach_contact(units: Sequence[Unit], start: int) -> int:
    """Over numbers, addresses, and the names and offices between them."""
    stop = start
    for index in range(start, len(units)):
        unit = units[index]
        if unit.zone not in (None, "contact") or unit.kind in HEADINGS:
            break
        if (
            _NUMBER_IN_LINE.search(unit.text)
            or _NUMBER_LINE.fullmatch(unit.text)
            or _ADDRESS_LINE.fullmatch(unit.text)
        ):
            stop = index + 1
        elif unit.words > 9 or _SENTENCE_END.search(unit.text) or index - stop >= 4:
            break
    if stop == start:  # a heading with names below it and no number at all
        while (
            stop < len(units) and units[stop].zone is None and not units[stop].gap and units[stop].words <= 9
        ):
            stop += 1
    return stop


def _reach_signature(units: Sequence[Unit], start: int) -> int:
    for index in range(start, len(units)):
        unit = units[index]
        if unit.zone is not None or unit.words > 9 or _SENTENCE_END.search(unit.text) or _is_contact(unit):
            return index
    return len(units)


def _reach_section(units: Sequence[Unit], start: int) -> int:
    for index in range(start, len(units)):
        unit = units[index]
        heading = unit.gap and unit.words <= 6 and not _SENTENCE_END.search(unit.text)
        if unit.zone is not None or unit.kind in HEADINGS or (heading and index > start):
            return index
    return len(units)


def _reach_block(units: Sequence[Unit], start: int) -> int:
    for index in range(start, len(units)):
        if units[index].gap or units[index].zone is not None:
            return index
    return len(units)


def _reach_caption(units: Sequence[Unit], start: int) -> int:
    """A label alone on its line has its caption below it."""
    label = units[start - 1]
    if label.words > 3 or start == len(units):
        return start
    below = units[start]
    return start + 1 if not below.gap and below.zone is None and below.words <= 40 else start


def _reach_next(units: Sequence[Unit], start: int) -> int:
    """Over the one name below."""
    if start < len(units) and units[start].zone is None and units[start].words <= 6:
        return start + 1
    return start


def _reach_list(units: Sequence[Unit], start: int) -> int:
    """Over list items, notes and web addresses."""
    for index in range(start, len(units)):
        unit = units[index]
        listed = (
            _LIST_MARK.match(unit.text) or unit.text[0] == "[" or "http" in unit.text or "www." in unit.text
        )
        if unit.zone is not None or not listed:
            return index
    return len(units)


_REACH: dict[str, Callable[[Sequence[Unit], int], int]] = {
    "rest": _reach_end,
    "end": _reach_end,
    "contact": _reach_contact,
    "signature": _reach_signature,
    "section": _reach_section,
    "block": _reach_block,
    "caption": _reach_caption,
    "next": _reach_next,
    "list": _reach_list,
}


def _above_credits(units: list[Unit]) -> None:
    """The line right above a credit or a `v. l. n. r.` is the caption that it ends."""
    for above, unit in itertools.pairwise(units):
        if unit.zone == "caption" and not unit.gap and above.zone is None and above.gap and above.words <= 40:
            above.zone, above.rule = "caption", "above_credit"


def _is_contact(unit: Unit) -> bool:
    return bool(
        _NUMBER_LINE.fullmatch(unit.text)
        or _ADDRESS_LINE.fullmatch(unit.text)
        or (unit.words <= 14 and _NUMBER_IN_LINE.search(unit.text))
    )


def _addresses(units: list[Unit]) -> None:
    """Address blocks that no heading announces: lines around a number or mail address, behind the running text."""
    _, past_middle = _course(units)
    prose_after = 0
    for index in range(len(units) - 1, past_middle - 1, -1):
        unit = units[index]
        if unit.zone is None and _is_prose(unit):
            prose_after += 1
        if prose_after > 1:
            return
        if unit.zone is not None or not _NUMBER_LINE.fullmatch(unit.text):
            continue
        unit.zone, unit.rule = "contact", "address"
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(units) and units[other].zone is None:
                if (units[other].gap if step > 0 else units[other + 1].gap) and not _is_contact(units[other]):
                    break
                if units[other].words > 8 or _SENTENCE_END.search(units[other].text):
                    break
                units[other].zone, units[other].rule = "contact", "address"
                other += step


def _split_tails(units: list[Unit]) -> list[Unit]:
    _, tails = wording_rules()
    result: list[Unit] = []
    prose_follows = [False] * len(units)
    for index in range(len(units) - 2, -1, -1):
        follower = units[index + 1]
        prose_follows[index] = prose_follows[index + 1] or (follower.zone is None and _is_prose(follower))
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
        pieces.append(_piece(unit, 0, bounds[0], None, ""))
    for (_, zone, name), (left, right) in zip(cuts, itertools.pairwise(bounds), strict=True):
        if text[left:right].strip():
            pieces.append(_piece(unit, left, right, zone, name))
    return pieces


def _piece(unit: Unit, left: int, right: int, zone: str | None, rule: str) -> Unit:
    text = unit.text[left:right]
    start = unit.start + left + len(text) - len(text.lstrip())
    text = text.strip()
    gap = unit.gap and left == 0
    return Unit(start, start + len(text), gap, text, unit.kind, zone, rule or None, inline=left > 0)


def _back_to_prose(text: str, start: int) -> int | None:
    """Where running text goes on behind a contact sentence inside a line."""
    for match in _NEXT_SENTENCE.finditer(text, start, start + 2000):
        sentence = text[match.end() : match.end() + 2000]
        if (
            sentence.count(" ") >= 11
            and not _NUMBER_IN_LINE.search(sentence)
            and _lower_share(sentence) > 0.4
        ):
            return match.end()
    return None


def _last_fragment(text: str) -> tuple[int, str | None, str] | None:
    """What stands behind the last full stop without one of its own: an address or a signature."""
    at = 0
    for match in _NEXT_SENTENCE.finditer(text):
        at = match.end()
    fragment = text[at:]
    if not at or fragment[-1] in '.!?…“”"»:;,' or at < len(text) * 0.3:
        return None
    words = fragment.count(" ") + 1
    if (
        words <= 60
        and not _VERB.search(fragment)
        and _NUMBER_IN_LINE.search(fragment)
        and _lower_share(fragment) < 0.35
    ):
        return at, "contact", "last_fragment"
    named = 2 <= words <= 6 and _is_noun_phrase(fragment) and not any(char.isdigit() for char in fragment)
    return (at, "byline", "last_fragment") if named and not _NOT_A_NAME.match(fragment) else None


def _lower_share(text: str) -> float:
    words = text.split()
    return sum(word[0].islower() for word in words) / len(words)


_PAGE_RULES = {
    "share", "navigation", "related", "comment_form", "comment_notice", "cookies", "newsletter", "paywall",
    "agency_notice", "breadcrumb", "page_tools",
}  # fmt: skip
"""Rules whose lines stand on web pages only: two of them make a text the text of a page."""


def _page_edges(units: list[Unit]) -> None:
    """On a web page the short lines around the furniture at its top and its end are furniture as well."""
    furniture = [index for index, unit in enumerate(units) if unit.rule in _PAGE_RULES]
    if len(furniture) < 2:
        return
    prose = [unit.words if unit.zone is None and _is_prose(unit) else 0 for unit in units]
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
    if furniture[0] < first:
        _as_furniture(units[:first], lists_only=True)


def _as_furniture(units: Sequence[Unit], lists_only: bool) -> None:
    for unit in units:
        if unit.zone is None and (not lists_only or (unit.words <= 8 and _LIST_MARK.match(unit.text))):
            unit.zone, unit.rule = "chrome", "page_edge"


def _headlines(units: list[Unit], title: str | None) -> None:
    """Headline and sub-headlines: what stands before the running text."""
    wanted = _letters(title) if title else ""
    if wanted:
        for unit in units:
            if unit.zone in (None, "subhead") and _same_title(_letters(unit.text), wanted):
                unit.zone, unit.rule = "headline", "title"
    headline = next((index for index, unit in enumerate(units) if unit.zone == "headline"), None)
    if headline is None:
        headline = _first_headline(units)
        if headline is None:
            return
        units[headline].zone, units[headline].rule = "headline", "first_line"
        headline = _after_kicker(units, headline)
    _sub_headlines(units, headline)


def _first_headline(units: list[Unit]) -> int | None:
    for index, unit in enumerate(units):
        if unit.zone is not None:
            continue
        listed = _LIST_MARK.match(unit.text) and not unit.text[0].isdigit()
        if listed or _SALUTATION.match(unit.text) or unit.words > 40:
            return None
        follower = next(
            (other for other in units[index + 1 :] if other.zone in (None, "subhead", "dateline")), None
        )
        if follower is None:
            return None
        sentence = _SENTENCE_END.search(unit.text) and unit.text.rstrip("\"'“”»«")[-1] == "."
        if sentence and unit.words > 14:
            return None
        if unit.text[-1] in ",;:" and unit.words > 4:
            return None
        return index
    return None


def _after_kicker(units: list[Unit], headline: int) -> int:
    """A word or two above a longer line without a full stop are a kicker; the headline is the longer line."""
    if headline + 1 >= len(units):
        return headline
    kicker, longer = units[headline], units[headline + 1]
    if (
        kicker.words <= 2
        and longer.zone is None
        and longer.gap
        and 4 <= longer.words <= 16
        and not _SENTENCE_END.search(longer.text)
        and longer.text[-1] not in ",:;"
        and not _LIST_MARK.match(longer.text)
        and headline + 2 < len(units)
    ):
        kicker.zone, kicker.rule = "subhead", "kicker"
        longer.zone, longer.rule = "headline", "below_kicker"
        return headline + 1
    return headline


def _sub_headlines(units: list[Unit], headline: int) -> None:
    for unit in units[:headline]:
        if unit.zone is None and unit.words <= 12 and not _SENTENCE_END.search(unit.text):
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
        if len(unit.text) > 12 and _letters(units[headline].text).endswith(_letters(unit.text)):
            unit.zone, unit.rule = "headline", "headline_again"
            continue
        if found == 2 or not _is_sub_headline(units, index, headline):
            return
        unit.zone, unit.rule = "subhead", "below_headline"
        found += 1


def _is_sub_headline(units: list[Unit], index: int, headline: int) -> bool:
    unit = units[index]
    follower = next((other for other in units[index + 1 :] if other.zone in (None, "dateline")), None)
    if follower is None or unit.words > 38 or _LIST_MARK.match(unit.text) or _SALUTATION.match(unit.text):
        return False
    if unit.text[-1] in ",;:" or dateline.match(unit.text):
        return False
    if not unit.gap and index == headline + 1:
        return unit.words <= 24 and follower.gap
    ended = bool(_SENTENCE_END.search(unit.text))
    longer = follower.words > unit.words or bool(_SALUTATION.match(follower.text))
    return follower.gap and not ended and not _FULL_STOP.search(unit.text) and longer


SIGNED = ("sign_off_tail", "signature_tail")
"""Rules of the signatures that end a report."""


def _report_heads(units: list[Unit]) -> list[Unit]:
    """In a collective release each report has its heading: behind the sign-off of the one before, or with its number."""
    result: list[Unit] = []
    opens = any(unit.zone == "headline" and _REPORTS.search(unit.text) for unit in units)
    for unit in units:
        if unit.zone is None:
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
    if unit.words <= 16 and not _FULL_STOP.search(unit.text):
        if numbered or (unit.words <= 12 and not _SENTENCE_END.search(unit.text)):
            unit.zone, unit.rule = "subhead", "report_head"
        return [unit]
    title = _REPORT_TITLE.match(unit.text, numbered.end() if numbered else 0)
    if not title:
        return [unit]
    head, rest = dateline_cut(unit, title.end())
    head.zone, head.rule = "subhead", "report_head"
    return [head, rest] if rest else [head]


def _cross_heads(units: list[Unit]) -> None:
    first = next((i for i, unit in enumerate(units) if unit.zone is None), len(units))
    for index in range(first, len(units) - 1):
        unit, follower = units[index], units[index + 1]
        if unit.zone is not None:
            continue
        if unit.kind in HEADINGS:
            unit.zone, unit.rule = "subhead", "markup"
            continue
        if not unit.gap or not follower.gap or unit.words > 10 or _LIST_MARK.match(unit.text):
            continue
        if dateline.match(unit.text):
            continue
        if follower.zone not in (None, "caption", "chrome") or not _heads(units, index):
            continue
        if _is_cross_head(unit):
            unit.zone, unit.rule = "subhead", "cross_head"


def _is_cross_head(unit: Unit) -> bool:
    """By its look: no sentence, no time, no address; with a colon only a noun phrase."""
    last, first = unit.text[-1], unit.text[0]
    if _SALUTATION.match(unit.text):
        return False
    if last == ":":
        return unit.words <= 6 and _is_noun_phrase(unit.text[:-1])
    if last in ".,;!…" or (first.isalpha() and not first.isupper()):
        return False
    return not _CLOCK_OR_SUM.search(unit.text) and not _ADDRESS_LINE.fullmatch(unit.text)


def _heads(units: Sequence[Unit], index: int) -> bool:
    """Running text follows, behind a picture or another heading at the most."""
    for follower in units[index + 1 : index + 4]:
        if follower.zone in ("caption", "chrome", "subhead"):
            continue
        return follower.zone is None and (follower.words >= 14 or _is_prose(follower))
    return False


def _is_noun_phrase(text: str) -> bool:
    return all(
        word[0].isupper() or word[0].isdigit() or _FUNCTION_WORD.match(word) or not word[0].isalpha()
        for word in text.split()
    )


def _closing_lines(units: list[Unit]) -> None:
    """Short lines behind the last sentence: names are a signature, a phrase with a preposition is a caption."""
    below: str | None = None
    for unit in reversed(units):
        if unit.zone is not None:
            below = unit.rule
            continue
        if unit.words > 16 or not unit.gap or unit.inline or _LIST_MARK.match(unit.text):
            return
        if unit.text[-1] in ".,;:!?…" or _CLOCK_OR_SUM.search(unit.text) or _NOT_A_NAME.match(unit.text):
            return
        named = _is_noun_phrase(unit.text) and not any(char.isdigit() for char in unit.text)
        if below == "your_team" and unit.words <= 8 and ":" not in unit.text:
            unit.zone, unit.rule = "byline", "above_signature"
        elif 2 <= unit.words <= 9 and named and not _IN_A_PLACE.search(unit.text):
            unit.zone, unit.rule = "byline", "closing_names"
        elif unit.words >= 3 and _PREPOSITION.search(unit.text) and unit.text[0].isupper():
            unit.zone, unit.rule = "caption", "closing_phrase"
        else:
            return
        below = unit.rule


def _datelines(units: list[Unit]) -> list[Unit]:
    """The dateline is cut off the first line of the running text."""
    context = " ".join(unit.text for unit in units if unit.zone in ("headline", "subhead"))
    for index, unit in enumerate(units):
        if unit.zone in ("headline", "subhead", "meta", "byline", "chrome", "embargo", "caption"):
            continue
        if unit.zone is not None:
            return units
        found = dateline.match(unit.text, context)
        if not found:
            return units
        head, rest = dateline_cut(unit, found.end)
        head.zone, head.rule, head.fields = "dateline", found.rule, found.fields()
        return [*units[:index], head, *([rest] if rest else []), *units[index + 1 :]]
    return units


def dateline_cut(unit: Unit, at: int) -> tuple[Unit, Unit | None]:
    """The unit cut at an offset into its text."""
    left, right = unit.text[:at].rstrip(), unit.text[at:].lstrip()
    head = Unit(unit.start, unit.start + len(left), unit.gap, left, unit.kind)
    if not right:
        return head, None
    rest = Unit(unit.end - len(right), unit.end, False, right, unit.kind, inline=True)
    return head, rest


def _rest(units: list[Unit]) -> None:
    """Body, where nothing speaks against it; a line without letters belongs to its neighbours."""
    before: str | None = None
    for unit in units:
        if unit.zone is None:
            lone = before is not None and not _NO_WORD.sub("", unit.text)
            unit.zone = before if lone else "body"
            unit.rule = unit.rule or "rest"
        before = unit.zone


def _letters(text: str | None) -> str:
    return _NO_WORD.sub("", text or "").casefold()


def _same_title(line: str, title: str) -> bool:
    if not line or len(line) < 4:
        return False
    return line == title or (
        len(line) > 15 and (line in title or title in line) and 0.6 < len(line) / len(title) < 1.7
    )
