"""What can be wrong with a gold file, found by reading it: form, labels, offsets, and what the guideline rules out.

`faults` are things that make scores meaningless (wrong offsets, unknown labels, overlaps, missing fields): a file with
one is refused. `notices` are things a second look should decide (a person without a mention, a value in no known form).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from presselese.gold.format import ITEM_TYPES, SCHEMA, Gold, GoldDate, GoldQuote
from presselese.gold.positions import Path
from presselese.gold.variants import COUNTS, aligned
from presselese.record import CONTENT_ZONES

FIRST_LEVEL = frozenset(f"medtop:{number:02}000000" for number in range(1, 18))
"""The first level of the IPTC Media Topics."""

_DAY = (
    r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?|-W(?:\d{2}|XX)(?:-(?:\d|WE))?)?[~?%]?"
)
_TIME = rf"{_DAY}T(?:\d{{2}}(?::\d{{2}}(?::\d{{2}})?)?|MO|MI|AF|EV|NI|DT)"
_POINT = rf"(?:{_TIME}|{_DAY})"
VALUE_FORMS = {
    "date": re.compile(rf"{_DAY}(?:/{_DAY})?"),
    "time": re.compile(_TIME),
    "range": re.compile(rf"(?:{_POINT}|\.\.)/(?:{_POINT}|\.\.)"),
    "duration": re.compile(r"P(?=.)(?:(?:\d+(?:\.\d+)?|X+)[YMWD])*(?:T(?:(?:\d+(?:\.\d+)?|X+)[HMS])+)?"),
    "set": re.compile(r".+"),
}
"""What `value` looks like, by `type` (EDTF and the forms beside it; docs/gold.md)."""
_BOUND = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)?)?")
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")


class Finding(NamedTuple):
    """Something wrong at a path of the JSON object."""

    path: Path
    found: str
    expected: str
    grave: bool = True


def structure(value: Any) -> tuple[Gold | None, list[Finding]]:
    """The gold of a parsed JSON value, or why it is none: every faulty field and item, not only the first.

    A span may repeat its `text`, which is then compared; other fields that gold does not have are noticed and ignored.
    """
    if not isinstance(value, dict):
        return None, [Finding((), _show(value), "an object, one release")]
    findings: list[Finding] = []
    names = Gold.__struct_encode_fields__
    for name in names:
        if name not in value:
            if name != "annotated":
                findings.append(
                    Finding((name,), "no such field", "what is not there is an empty list or null")
                )
        elif name in ITEM_TYPES:
            findings += _items(name, value[name], value.get("text"))
        elif name == "schema":
            if value[name] != SCHEMA:
                findings.append(Finding((name,), _show(value[name]), _show(SCHEMA)))
        else:
            findings += _field((name,), value[name], _type_of(Gold, name))
    findings += _unknown((), value, names)
    if any(finding.grave for finding in findings):
        return None, findings
    return msgspec.convert(value, type=Gold), findings


def _unknown(path: Path, value: Any, names: Sequence[str]) -> Iterator[Finding]:
    for name in value:
        if name not in names:
            yield Finding(
                (*path, name), "an unknown field, ignored", "fields " + " ".join(names), grave=False
            )


def content(gold: Gold) -> list[Finding]:
    """Faults and notices of a gold whose form is right, in the order of the layers."""
    findings: list[Finding] = []
    if not gold.id.strip():
        findings.append(Finding(("id",), _show(gold.id), "a name"))
    if gold.published is not None and not _PUBLISHED.fullmatch(gold.published):
        findings.append(Finding(("published",), _show(gold.published), "YYYY-MM-DD or null", grave=False))
    findings += _offsets(gold)
    findings += _overlaps("zones", [(zone.start, zone.end) for zone in gold.zones], grave=True)
    findings += _overlaps("entities", [(entity.start, entity.end) for entity in gold.entities], grave=True)
    findings += _overlaps("dates", [(date.start, date.end) for date in gold.dates], grave=False)
    if not any(finding.grave for finding in findings):
        findings += _zones(gold)
        findings += _persons(gold)
    findings += _places(gold)
    for number, date in enumerate(gold.dates):
        findings += _date(("dates", number), date)
    for number, quote in enumerate(gold.quotes):
        findings += _quote(("quotes", number), quote, gold)
    findings += _topics(gold)
    return findings


def spans(gold: Gold) -> Iterator[tuple[Path, str, int, int]]:
    """All spans of a gold: path, kind, offsets."""
    for number, zone in enumerate(gold.zones):
        yield ("zones", number), zone.zone, zone.start, zone.end
    for number, entity in enumerate(gold.entities):
        yield ("entities", number), entity.label, entity.start, entity.end
    for number, person in enumerate(gold.persons):
        for at, (start, end) in enumerate(person.mentions):
            yield ("persons", number, "mentions", at), "mention", start, end
    for number, date in enumerate(gold.dates):
        yield ("dates", number), date.type, date.start, date.end
    for number, quote in enumerate(gold.quotes):
        for at, (start, end) in enumerate(quote.spans):
            yield ("quotes", number, "spans", at), quote.type, start, end
        if quote.cue:
            yield ("quotes", number, "cue"), "cue", *quote.cue
        if quote.speaker:
            yield ("quotes", number, "speaker"), "speaker", *quote.speaker


def _field(path: Path, value: Any, kind: Any) -> list[Finding]:
    """The finding of one field, if it does not fit its type."""
    try:
        msgspec.convert(value, type=kind)
    except msgspec.ValidationError as error:
        labels = _labels(kind)
        expected = "one of " + " ".join(labels) if labels else str(error).split(" - at ")[0]
        return [Finding(path, _show(value), expected)]
    return []


def _items(layer: str, items: Any, text: Any) -> Iterator[Finding]:
    """Findings of a list, item by item and field by field."""
    if not isinstance(items, list):
        yield Finding((layer,), _show(items), "a list")
        return
    kind = ITEM_TYPES[layer]
    for number, item in enumerate(items):
        path: Path = (layer, number)
        if kind is str:
            yield from _field(path, item, str)
            continue
        if not isinstance(item, dict):
            yield Finding(path, _show(item), "an object")
            continue
        names = kind.__struct_encode_fields__
        for name in names:
            if name in item:
                yield from _field((*path, name), item[name], _type_of(kind, name))
            elif name != "rrule":
                yield Finding(path, f"no field {name!r}", "fields " + " ".join(names))
        yield from _unknown(path, item, (*names, "text") if "start" in names else names)
        yield from _repeated_text(path, item, text)


def _repeated_text(path: Path, item: dict[str, Any], text: Any) -> Iterator[Finding]:
    """Where a span repeats its text: whether it is the text at its offsets."""
    start, end, repeated = item.get("start"), item.get("end"), item.get("text")
    if (
        not isinstance(text, str)
        or not isinstance(repeated, str)
        or type(start) is not int
        or type(end) is not int
    ):
        return
    if start >= 0 and text[start:end] != repeated:
        at = text.find(repeated)
        elsewhere = (
            f", which stands at {at}–{at + len(repeated)}" if at >= 0 else ", which the text does not have"
        )
        yield Finding(path, f"{start}–{end} {_show(text[start:end])}", f"{_show(repeated)}{elsewhere}")


def _type_of(kind: Any, name: str) -> Any:
    return next(field.type for field in msgspec.structs.fields(kind) if field.encode_name == name)


def _labels(kind: Any) -> list[str]:
    """The members of an enumeration, also inside `list[…] | None`."""
    if get_origin(kind) is Literal:
        return [str(member) for member in get_args(kind)]
    return [label for part in get_args(kind) for label in _labels(part)]


def _offsets(gold: Gold) -> Iterator[Finding]:
    """Spans outside the text, empty, with white space at their ends, in the middle of a word; and the way of counting
    that would explain those of a layer. One boundary in a word explains nothing: words are glued together by mistake."""
    for _, layer in groupby(spans(gold), key=lambda span: span[0][0]):
        of_layer = list(layer)
        findings = [finding for span in of_layer if (finding := _span(gold.text, *span))]
        cut = sum(_cuts_word(gold.text, at) for *_, start, end in of_layer for at in (start, end))
        shifted = any(finding.grave for finding in findings) or cut > 1
        if shifted and (counted := _counted_otherwise(gold.text, of_layer)):
            yield counted
            findings = [finding for finding in findings if finding.path != counted.path]
        yield from findings


def _span(text: str, path: Path, kind: str, start: int, end: int) -> Finding | None:
    found = f"{kind} {start}–{end}"
    if not 0 <= start <= len(text) or not 0 <= end <= len(text):
        return Finding(path, found, f"offsets from 0 to {len(text)}, the length of the text")
    if start >= end:
        return Finding(path, found, "a span with its end behind its start")
    inner = text[start:end]
    found += f" {_show(inner)}"
    if inner != inner.strip():
        return Finding(path, found, _trimmed(text, start, end))
    if _cuts_word(text, start) or _cuts_word(text, end):
        return Finding(path, found, "a span that begins and ends with a word", grave=False)
    return None


def _trimmed(text: str, start: int, end: int) -> str:
    inner = text[start:end]
    if not inner.strip():
        return "a span that is not white space only"
    first = start + len(inner) - len(inner.lstrip())
    last = start + len(inner.rstrip())
    return f"no white space at the ends: {first}–{last} {_show(text[first:last])}"


def _cuts_word(text: str, at: int) -> bool:
    """Whether a letter stands on both sides of an offset."""
    return 0 < at < len(text) and _letter(text[at - 1]) and _letter(text[at])


def _letter(char: str) -> bool:
    return char.isalpha() or unicodedata.combining(char) > 0


def _clean(text: str, start: int, end: int) -> bool:
    """Whether a span lies in the text, has no white space at its ends and cuts no word."""
    inner = text[start:end]
    return (
        0 <= start < end <= len(text)
        and inner == inner.strip()
        and not (_cuts_word(text, start) or _cuts_word(text, end))
    )


def _counted_otherwise(text: str, layer: Sequence[tuple[Path, str, int, int]]) -> Finding | None:
    """The fault of offsets that all fit as soon as they are counted in another way."""
    for name, read in _readings(text):
        moved = [read(start, end) for _, _, start, end in layer]
        if all(_clean(text, *offsets) for offsets in moved):
            for (path, kind, start, end), (first, last) in zip(layer, moved, strict=True):
                if (start, end) != (first, last):
                    return Finding(
                        path,
                        f"{kind} {start}–{end} {_show(text[start:end])}",
                        f"offsets in code points of this text; all of {path[0]} fit if they were counted {name}: "
                        f"{first}–{last} {_show(text[first:last])}",
                    )
    return None


def _readings(text: str) -> Iterator[tuple[str, Callable[[int, int], tuple[int, int]]]]:
    """Other ways of counting, each with the code points that its offsets mean; (0, 0) where they mean nothing."""
    for name, change in COUNTS.items():
        changed, alignment = aligned(text, change)
        if len(changed) != len(text):
            yield (
                f"in {name}",
                lambda start, end, length=len(changed), way=alignment: (  # type: ignore[misc]
                    way.to_source(start, end) if 0 <= start < end <= length else (0, 0)
                ),
            )
    yield "from 1, or with a byte order mark in front", lambda start, end: (start - 1, end - 1)
    yield "with the last character in place of the end", lambda start, end: (start, end + 1)


def _overlaps(layer: str, offsets: Sequence[tuple[int, int]], *, grave: bool) -> Iterator[Finding]:
    order = sorted(range(len(offsets)), key=lambda number: offsets[number])
    widest = None
    for number in order:
        start, end = offsets[number]
        if widest is not None and start < offsets[widest][1] and start < end:
            other = offsets[widest]
            yield Finding(
                (layer, number),
                f"{start}–{end} overlaps {layer}[{widest}] {other[0]}–{other[1]}",
                f"{layer} that lie apart",
                grave,
            )
        if widest is None or end > offsets[widest][1]:
            widest = number


def _zones(gold: Gold) -> Iterator[Finding]:
    """Every character that is not white space belongs to a zone, and annotations to content zones."""
    if "zones" not in gold.layers:
        return
    content_at = bytearray(len(gold.text))
    zoned = bytearray(len(gold.text))
    for zone in gold.zones:
        zoned[zone.start : zone.end] = b"\1" * (zone.end - zone.start)
        if zone.zone in CONTENT_ZONES:
            content_at[zone.start : zone.end] = b"\1" * (zone.end - zone.start)
    for gap in re.finditer(rb"\0+", zoned):
        bare = gold.text[gap.start() : gap.end()]
        if bare.strip():
            found = f"no zone at {gap.start()}–{gap.end()} {_show(bare.strip())}"
            yield Finding(("zones",), found, "a zone for every character that is not white space", False)
    for path, kind, start, end in spans(gold):
        if path[0] not in ("zones", "persons") and not all(content_at[start:end]):
            found = f"{kind} {start}–{end} {_show(gold.text[start:end])} outside the content zones"
            yield Finding(path, found, "annotations in headline, subhead, dateline, body, caption", False)


def _persons(gold: Gold) -> Iterator[Finding]:
    if "persons" not in gold.layers:
        return
    names = Counter(person.name for person in gold.persons)
    named = {(entity.start, entity.end) for entity in gold.entities if entity.label == "PER"}
    for number, person in enumerate(gold.persons):
        path = ("persons", number)
        if names[person.name] > 1:
            yield Finding(path, f"{_show(person.name)} twice", "one entry for each person", False)
        if not person.mentions:
            yield Finding(
                path, f"{_show(person.name)} without mentions", "a person whom a PER mention names", False
            )
        if "entities" in gold.layers:
            for at, (start, end) in enumerate(person.mentions):
                if (start, end) not in named:
                    found = f"mention {start}–{end} {_show(gold.text[start:end])} that is no PER entity"
                    yield Finding((*path, "mentions", at), found, "the offsets of a PER entity", False)
    if "entities" in gold.layers:
        mentioned = {tuple(mention) for person in gold.persons for mention in person.mentions}
        for number, entity in enumerate(gold.entities):
            if entity.label == "PER" and (entity.start, entity.end) not in mentioned:
                found = f"PER {_show(gold.text[entity.start : entity.end])} of nobody"
                yield Finding(("entities", number), found, "a mention of one of the persons", False)


def _places(gold: Gold) -> Iterator[Finding]:
    for number, place in enumerate(gold.places):
        path = ("places", number)
        if place.ags is not None and not re.fullmatch(r"\d{2}|\d{5}|\d{8}", place.ags):
            yield Finding(path, f"ags {_show(place.ags)}", "2, 5 or 8 digits or null", False)
        if place.country is not None and not re.fullmatch(r"[A-Z]{2}", place.country):
            yield Finding(
                path, f"country {_show(place.country)}", "two capital letters (ISO 3166-1) or null", False
            )
        if place.ags is not None and place.country != "DE":
            yield Finding(path, f"ags {place.ags} with country {place.country}", "country DE", False)
        if place in gold.places[:number]:
            yield Finding(path, f"{_show(place.name)} twice", "each place once", False)


def _date(path: Path, date: GoldDate) -> Iterator[Finding]:
    if not VALUE_FORMS[date.type].fullmatch(date.value):
        yield Finding(
            path, f"value {_show(date.value)}", f"the form of type {date.type} (docs/gold.md)", False
        )
    for name, bound in (("from", date.first), ("to", date.last)):
        if bound is not None and not _BOUND.fullmatch(bound):
            yield Finding(path, f"{name} {_show(bound)}", "a day, a minute or null", False)
        if bound is not None and date.type in ("duration", "set"):
            yield Finding(path, f"{name} {_show(bound)}", f"null for a {date.type}", False)
    if date.first and date.last and date.first[: len(date.last)] > date.last:
        yield Finding(path, f"from {date.first} to {date.last}", "from before to", False)
    if date.rrule is not None and date.type != "set":
        yield Finding(
            path, f"rrule {_show(date.rrule)} of type {date.type}", "rrule with type set only", False
        )


def _quote(path: Path, quote: GoldQuote, gold: Gold) -> Iterator[Finding]:
    if not quote.spans:
        yield Finding(path, "no spans", "one span or more")
    for (_, end), (start, _) in zip(quote.spans, quote.spans[1:], strict=False):
        if start < end:
            yield Finding(
                path, f"spans {quote.spans}", "spans in the order of the text that lie apart", False
            )
        elif not gold.text[end:start].strip():
            yield Finding(path, f"spans {quote.spans}", "one span where only white space lies between", False)


def _topics(gold: Gold) -> Iterator[Finding]:
    for number, topic in enumerate(gold.topics):
        if topic.startswith("medtop:") and topic not in FIRST_LEVEL:
            yield Finding(
                ("topics", number), _show(topic), "a first-level topic, medtop:01000000 to medtop:17000000"
            )
        if topic in gold.topics[:number]:
            yield Finding(("topics", number), f"{topic} twice", "each topic once", False)
    if len(gold.topics) > 3:
        yield Finding(("topics",), f"{len(gold.topics)} topics", "three at the most", False)


def _show(value: Any) -> str:
    """A value for a message: short, on one line, white space visible."""
    text = repr(value) if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else text[:57] + "…" + text[-1]
