"""The words that open the running text: places, date, agency tag, with the mark that closes them.

`datelines.tsv` has an example of every form; it is the test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from presselese.cleaning.calendar_dates import DATE, iso_date

_LOWER = r"(?:am|an|der|den|im|in|bei|ob|auf|vor|zu|a\. ?d\.|a\.d\.|i\. ?d\.|a\.|i\.|d\.)"
_NAME = r"(?:St\. |Bad |Markt |Sankt )?[A-ZÄÖÜ][\wäöüß’'-]+(?: \([A-ZÄÖÜ][\wäöüß -]{2,20}\))?"
_PLACE = rf"{_NAME}(?: (?:{_LOWER} ){{0,2}}{_NAME}){{0,2}}"
_PLACES = rf"{_PLACE}(?: ?[/,+] ?{_PLACE}){{0,3}}"
_CAPITALS = rf"(?:OT |LKRS?\. |LK |KREIS |KR\. )?[A-ZÄÖÜ]{{2}}[A-ZÄÖÜẞ.’'-]*(?: (?:{_LOWER} ?){{0,2}}(?:\([A-ZÄÖÜ. -]+\)|[A-ZÄÖÜ][A-ZÄÖÜẞ.’'-]+)){{0,5}}"
_CAPITAL_PLACES = rf"{_CAPITALS}(?:(?: ?[/+] ?|, )(?:Lkrs?\. |OT )?{_CAPITALS}){{0,4}}"
_AGENCY = r"(?:dpa(?:[-/ ][A-Za-z-]{2,12})*|ots(?:/[A-Z. ]{2,20})?|epd|kna|KNA|sid|SID|afp|AFP|rtr|ddp|pm|red|PM|djd|DJD|idw|pte|pts|[a-zäöü]{2,4}(?:/[a-zäöü]{2,4})?)"
_KNOWN_AGENCY = (
    r"(?:dpa(?:[-/ ][A-Za-z-]{2,12})*|ots(?:/[A-Z. ]{2,20})?|epd|kna|KNA|sid|afp|AFP|ddp|pm|PM|djd|idw)"
)
_OPEN = r"(?P<open>[*_]{0,3})"
_MARK = r"\s?(?:[.:|]|[–—-]{1,2}|//?)[*_]{0,3}(?=\s|$|[A-ZÄÖÜ„“”»\"])"
_NEXT = r"(?=\s*[A-ZÄÖÜ0-9„“”»«\"‚'(])"
_SIGN = r"(?: ?\((?:[a-zäöü]{2,4}|[0-9]{1,5})\))"

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "place_agency",
            rf"{_OPEN}(?P<places>{_PLACES}|{_CAPITAL_PLACES})(?:, ?(?:den )?(?P<date>{DATE}))?,? ?\((?P<agency>{_AGENCY})\)(?:{_MARK}{_SIGN}?|{_SIGN})",
        ),
        (
            "place_known_agency",
            rf"{_OPEN}(?P<places>{_PLACES}|{_CAPITAL_PLACES}) ?\((?P<agency>{_KNOWN_AGENCY})\)(?:\s*$|\s{_NEXT})",
        ),
        (
            "place_date",
            rf"{_OPEN}[(\[]?(?P<places>{_PLACES}|{_CAPITAL_PLACES}),? (?:den |am |[–-] )?(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-zä]*,? (?:den |dem )?)?\(?(?P<date>{DATE})[)\]]?(?:, [0-9]{{1,4}}/[0-9]{{2,4}})?(?:{_MARK}{_SIGN}?|(?=\s[A-ZÄÖÜ„“]\w*)|$)",
        ),
        (
            "capitals",
            rf"{_OPEN}(?P<places>{_CAPITAL_PLACES})(?: ?(?:[–—-]|:)\s{_NEXT}|\.{_NEXT}){_SIGN}?[*_]{{0,3}}",
        ),
        (
            "place_dash",
            rf"{_OPEN}(?P<places>{_NAME}(?: (?:{_LOWER} ){{0,2}}{_NAME})?(?: ?/ ?{_NAME})?)(?: ?[–—]| -) ?(?=(?:Am|An|Auf|Bei|Beim|Bereits|Bislang|Das|Der|Des|Die|Drei|Durch|Ein|Eine|Einen|Einer|Erneut|Für|Gegen|Gestern|Heute|Im|In|Kurz|Mehrere|Mit|Nach|Nachdem|Rund|Seit|Über|Um|Unbekannte|Unter|Viele|Von|Vor|Wegen|Wie|Wieder|Zu|Zum|Zur|Zwei|Zwischen)\b)",
        ),
        ("sign", rf"{_OPEN}\((?P<agency>[a-zäöü]{{2,4}})\){_NEXT}"),
    )
)

_LONE_PLACE = re.compile(rf"(?P<place>{_NAME})\.(?=\s[A-ZÄÖÜ„])")

_NO_PLACE = re.compile(
    r"\b(?:ACHTUNG|EXKLUSIV|SPERRFRIST|WICHTIG|HINWEIS|Endlich|Danke|Achtung|Schade|Geschafft|Nein|Ja|Nun|UPDATE|Update|UPDATES|PRESSEMITTEILUNG|EINLADUNG|INFO|NEU(?!-)|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Heute|Gestern|Stand|Datum|Uhr|Konzert|Vortrag|Ausstellung|Pressemitteilung|Foto|Quelle|Der|Die|Das|Ein|Eine|Am|Im|Vom|Bis|Nachdem|Wenn|Jeden|Täter|Erstmeldung|Nachtrag|Fall|Anmerkung|Hinweis|Fazit|Kontakt|Programm|Termin|Beginn|Beispiel|Frage|Antwort|AUFRUF|POL|FW)\b"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """text[:end] is the dateline; `rule` the form that was found."""

    end: int
    rule: str
    places: tuple[str, ...]
    agency: str | None
    date: str | None

    def fields(self) -> dict[str, object]:
        """As the record has them (`presselese.record.Zone`)."""
        return {"places": list(self.places), "agency": self.agency, "date": self.date}


def match(text: str, context: str = "") -> Dateline | None:
    """The dateline at the beginning of a text, None where there is none.

    A place that only a full stop closes (`Musterau. Der Bach …`) counts if `context`, the headlines, names it too.
    """
    head = text[:200]
    lone = _LONE_PLACE.match(head)
    if lone and lone["place"] in context and not _NO_PLACE.search(lone["place"]):
        return Dateline(lone.end(), "place_stop", (lone["place"],), None, None)
    for name, form in _FORMS:
        found = form.match(head)
        if not found:
            continue
        groups = found.groupdict()
        places = _split(groups.get("places") or "")
        if any(_NO_PLACE.search(place) for place in places):
            continue
        date = iso_date(groups["date"]) if groups.get("date") else None
        return Dateline(found.end(), name, places, groups.get("agency"), date)
    return None


def _split(places: str) -> tuple[str, ...]:
    parts = (
        re.sub(r"^(?:OT|LKRS?\.|Lkrs?\.|LK|KREIS|KR\.) ", "", part.strip())
        for part in re.split(r"[/,+]", places)
    )
    return tuple(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True, slots=True)
class Example:
    """A row of datelines.tsv: a text, and the dateline that it opens with (empty: none)."""

    text: str
    context: str
    dateline: str
    form: str
    places: str
    agency: str
    date: str


def examples() -> list[Example]:
    """The rows of datelines.tsv."""
    lines = files(__package__).joinpath("datelines.tsv").read_text("utf-8").splitlines()
    return [Example(*line.split("\t")) for line in lines[1:]]
