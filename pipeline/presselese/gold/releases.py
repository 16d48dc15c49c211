"""A record against the gold of its release: what is counted, what is wrong, and which scores held.

A record is taken as parsed JSON (`presselese.record`), so that the output of an older version, or of another program,
can be scored too: a layer it lacks is empty. Offsets compared are the raw ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, get_args

from presselese.gold.format import Gold, GoldDate, GoldPerson, GoldQuote
from presselese.gold.matching import (
    Offsets,
    letters,
    overlap,
    pairs,
    same_body,
    same_name,
    same_role,
    value_key,
)
from presselese.gold.tally import (
    Confidence,
    Metric,
    Scored,
    accuracy,
    bin_name,
    calibration_error,
    f1,
    precision,
    recall,
)
from presselese.record import CONTENT_ZONES, DateType, EntityLabel, ZoneName

Json = Mapping[str, Any]
LABELS: tuple[str, ...] = get_args(EntityLabel)
ZONES: tuple[str, ...] = get_args(ZoneName)
DATES: tuple[str, ...] = get_args(DateType)


def _metrics() -> dict[str, Metric]:
    out = {
        "zones.accuracy": accuracy("zones"),
        "content.f1": f1("content"),
        "content.precision": precision("content"),
        "content.recall": recall("content"),
        **{f"zones.{zone}.f1": f1(f"zones.{zone}") for zone in ZONES},
    }
    for name, labels in (("entities", LABELS), *((f"entities.{label}", (label,)) for label in LABELS)):
        strict = [f"entities.{label}" for label in labels]
        out |= {
            f"{name}.f1": f1(*strict),
            f"{name}.precision": precision(*strict),
            f"{name}.recall": recall(*strict),
        }
        out[f"{name}.relaxed_f1"] = f1(*(f"entities.{label}.relaxed" for label in labels))
    out |= {
        "persons.f1": f1("persons"),
        "persons.role_accuracy": accuracy("persons.role"),
        "persons.affiliation_accuracy": accuracy("persons.affiliation"),
        "dates.strict_f1": f1("dates.strict"),
        "dates.relaxed_f1": f1("dates.relaxed"),
        "dates.value_f1": f1("dates.value"),
        "dates.exact_f1": f1("dates.exact"),
        "dates.range_f1": f1("dates.range"),
        **{f"dates.{kind}.exact_f1": f1(f"dates.exact.{kind}") for kind in DATES},
        "quotes.direct.f1": f1("quotes.direct"),
        "quotes.direct.name_accuracy": accuracy("quotes.direct.name"),
        "quotes.direct.speaker_accuracy": accuracy("quotes.direct.speaker"),
        "quotes.indirect.f1": f1("quotes.indirect"),
        "quotes.indirect.name_accuracy": accuracy("quotes.indirect.name"),
        "places.ags_precision": precision("places.ags"),
        "places.ags_recall": recall("places.ags"),
        "topics.main_accuracy": accuracy("topics.main"),
        "topics.micro_f1": f1("topics"),
        "topics.ece": calibration_error("topics.ece"),
    }
    return out


METRICS = _metrics()


def score(gold: Gold, record: Json) -> Scored:
    """All counts of one release; only the layers that were annotated count."""
    scored = Scored(gold.id, gold.text)
    counters = {
        "zones": _zones,
        "entities": _entities,
        "persons": _persons,
        "places": _places,
        "dates": _dates,
        "quotes": _quotes,
        "topics": _topics,
    }
    for layer in gold.layers:
        counters[layer](gold, record, scored)
    return scored


def as_record(gold: Gold) -> dict[str, Any]:
    """The gold as the record that scores 1.0 against it: how two annotators are compared."""

    def span(start: int, end: int) -> dict[str, Any]:
        return {"raw_start": start, "raw_end": end, "text": gold.text[start:end]}

    return {
        "source": {"path": f"{gold.id}.txt"},
        "zones": [{**span(zone.start, zone.end), "zone": zone.zone} for zone in gold.zones],
        "entities": [{**span(entity.start, entity.end), "label": entity.label} for entity in gold.entities],
        "persons": [
            {
                "name": person.name,
                "roles": [{"role": role} for role in person.roles]
                + [{"organisation": body} for body in person.affiliations],
                "mentions": [span(*mention) for mention in person.mentions],
            }
            for person in gold.persons
        ],
        "places": [
            {
                "name": place.name,
                "country": place.country,
                "link": {"scheme": "ags", "id": place.ags} if place.ags else None,
            }
            for place in gold.places
        ],
        "dates": [
            {
                **span(date.start, date.end),
                "type": date.type,
                "value": date.value,
                "from": date.first,
                "to": date.last,
                "rrule": date.rrule,
            }
            for date in gold.dates
        ],
        "quotes": [
            {
                "type": quote.type,
                "spans": [span(*offsets) for offsets in quote.spans],
                "cue": {"span": span(*quote.cue)} if quote.cue else None,
                "speaker": span(*quote.speaker) if quote.speaker else None,
                "speaker_name": quote.name,
            }
            for quote in gold.quotes
        ],
        "topics": [{"id": topic, "level": 1, "score": 1.0} for topic in gold.topics],
    }


def _zones(gold: Gold, record: Json, scored: Scored) -> None:
    """By character that is not white space: the zone, and whether it is content."""
    text = gold.text
    wanted: list[str | None] = [None] * len(text)
    found: list[str | None] = [None] * len(text)
    for zone in gold.zones:
        wanted[zone.start : zone.end] = [zone.zone] * (zone.end - zone.start)
    for part in record.get("zones") or []:
        if (offsets := _raw(part)) is not None:
            start, end = max(0, offsets[0]), min(offsets[1], len(text))
            found[start:end] = [part["zone"]] * max(0, end - start)
    at = [i for i, char in enumerate(text) if wanted[i] and not char.isspace()]
    is_content = [wanted[i] in CONTENT_ZONES for i in at]
    found_content = [found[i] in CONTENT_ZONES for i in at]
    right = Counter(wanted[i] for i in at if wanted[i] == found[i])
    scored.count("zones", right.total(), len(at), len(at))
    all_found, all_wanted = Counter(found[i] for i in at), Counter(wanted[i] for i in at)
    for name in ZONES:
        scored.count(f"zones.{name}", right[name], all_found[name], all_wanted[name])
    both = sum(one and other for one, other in zip(is_content, found_content, strict=True))
    scored.count("content", both, sum(found_content), sum(is_content))
    for (zone_wanted, zone_found), stretch in groupby(at, key=lambda i: (wanted[i], found[i])):
        if zone_wanted != zone_found:
            inside = list(stretch)
            extent = (inside[0], inside[-1] + 1)
            scored.error("zones", str(zone_wanted), "zone", extent, str(zone_wanted), str(zone_found or "–"))


def _entities(gold: Gold, record: Json, scored: Scored) -> None:
    """Same offsets and label (strict); overlap and label (relaxed)."""
    wanted = [(entity.start, entity.end, entity.label) for entity in gold.entities]
    values = record.get("entities") or []
    found = [(*(_raw(value) or (-1, -1)), value["label"]) for value in values]
    for label in LABELS:
        gold_of = [one for one in wanted if one[2] == label]
        found_of = [one for one in found if one[2] == label]
        hits = sum((Counter(gold_of) & Counter(found_of)).values())
        scored.count(f"entities.{label}", hits, len(found_of), len(gold_of))
        placed = [one for one in found_of if one[0] >= 0]
        near = pairs(gold_of, placed, lambda one, other: overlap(one[:2], other[:2]))
        scored.count(f"entities.{label}.relaxed", len(near), len(placed), len(gold_of))
    left = Counter(found)
    for start, end, label in wanted:
        if left[start, end, label]:
            left[start, end, label] -= 1
        else:
            scored.error("entities", label, "missed", (start, end), gold.text[start:end], "")
    for start, end, label in left.elements():
        scored.error("entities", label, "wrong", (start, end), "", gold.text[max(0, start) : max(0, end)])
    right = set(wanted)
    for value, one in zip(values, found, strict=True):
        _confide(scored, "entities", value.get("score"), one in right)


def _persons(gold: Gold, record: Json, scored: Scored) -> None:
    """One to one by name; of those a role and an affiliation that the gold has too."""
    values = record.get("persons") or []
    met = pairs(gold.persons, values, lambda one, other: float(same_name(one.name, other.get("name"))))
    scored.count("persons", len(met), len(values), len(gold.persons))
    for i in _left(len(gold.persons), (i for i, _ in met)):
        person = gold.persons[i]
        place = person.mentions[0] if person.mentions else None
        scored.error("persons", "person", "missed", place, person.name, "")
    for j in _left(len(values), (j for _, j in met)):
        place = next(filter(None, map(_raw, values[j].get("mentions") or [])), None)
        scored.error("persons", "person", "wrong", place, "", str(values[j].get("name")))
    matched = {j for _, j in met}
    for j, value in enumerate(values):
        _confide(scored, "persons", value.get("score"), j in matched)
    for i, j in met:
        _role(gold.persons[i], values[j], scored)


def _role(person: GoldPerson, value: Json, scored: Scored) -> None:
    roles = value.get("roles") or []
    place = person.mentions[0] if person.mentions else None
    if person.roles:
        names = [name for role in roles for name in (role.get("role"), role.get("office")) if name]
        right = any(same_role(one, other) for one in person.roles for other in names)
        scored.count("persons.role", right, 1, 1)
        if not right:
            wanted = f"{person.name}: {'; '.join(person.roles)}"
            scored.error("persons", "role", "value", place, wanted, "; ".join(names))
    if person.affiliations:
        bodies = [
            body
            for role in roles
            for body in (role.get("party"), role.get("organisation"), role.get("place"))
            if body
        ]
        right = any(same_body(one, other) for one in person.affiliations for other in bodies)
        scored.count("persons.affiliation", right, 1, 1)
        if not right:
            wanted = f"{person.name}: {'; '.join(person.affiliations)}"
            scored.error("persons", "affiliation", "value", place, wanted, "; ".join(bodies))
    for role in roles:
        if role.get("role"):
            right = any(same_role(one, role["role"]) for one in person.roles)
            _confide(scored, "roles", role.get("score"), right)


def _dates(gold: Gold, record: Json, scored: Scored) -> None:
    """Same offsets; overlap one to one; of the overlapping the value, and all of it."""
    wanted = gold.dates
    placed = [(value, offsets) for value in record.get("dates") or [] if (offsets := _raw(value)) is not None]
    found = [value for value, _ in placed]
    places = [offsets for _, offsets in placed]
    strict = Counter((date.start, date.end) for date in wanted) & Counter(places)
    scored.count("dates.strict", sum(strict.values()), len(found), len(wanted))

    def closeness(date: GoldDate, other: tuple[Json, Offsets]) -> float:
        offsets = (date.start, date.end)
        return overlap(offsets, other[1]) + (0.5 if offsets == other[1] else 0)

    met = pairs(wanted, placed, closeness)
    right = {j for i, j in met if _same_value(wanted[i], found[j])}
    exact = [
        j
        for i, j in met
        if j in right
        and wanted[i].type == found[j].get("type")
        and (wanted[i].start, wanted[i].end) == places[j]
    ]
    scored.count("dates.relaxed", len(met), len(found), len(wanted))
    scored.count("dates.value", len(right), len(found), len(wanted))
    scored.count("dates.exact", len(exact), len(found), len(wanted))
    all_wanted = Counter[str](date.type for date in wanted)
    all_found = Counter(value.get("type") for value in found)
    all_exact = Counter(found[j].get("type") for j in exact)
    for kind in DATES:
        scored.count(f"dates.exact.{kind}", all_exact[kind], all_found[kind], all_wanted[kind])
    _ranges(gold, placed, scored)

    for i, j in met:
        date, value = wanted[i], found[j]
        told = f"{date.type} {date.value}"
        got = f"{value.get('type')} {value.get('value')}"
        if j not in right:
            scored.error("dates", date.type, "value", (date.start, date.end), told, got)
        elif j not in exact:
            start, end = places[j]
            told = f"{told} “{gold.text[date.start : date.end]}”"
            got = f"{got} “{gold.text[start:end]}”"
            scored.error("dates", date.type, "extent or type", (date.start, date.end), told, got)
    for i in _left(len(wanted), (i for i, _ in met)):
        date = wanted[i]
        scored.error("dates", date.type, "missed", (date.start, date.end), f"{date.type} {date.value}", "")
    for j in _left(len(found), (j for _, j in met)):
        got = f"{found[j].get('type')} {found[j].get('value')}"
        scored.error("dates", str(found[j].get("type")), "wrong", places[j], "", got)
    for j, value in enumerate(found):
        _confide(scored, "dates", value.get("score"), j in right)


def _ranges(gold: Gold, placed: list[tuple[Json, Offsets]], scored: Scored) -> None:
    wanted = [date for date in gold.dates if date.type == "range"]
    found = [(value, offsets) for value, offsets in placed if value.get("type") == "range"]
    met = pairs(wanted, found, lambda date, other: overlap((date.start, date.end), other[1]))
    hits = sum(_same_bounds(wanted[i], found[j][0]) for i, j in met)
    scored.count("dates.range", hits, len(found), len(wanted))


def _same_value(date: GoldDate, value: Json) -> bool:
    if value_key(date.value) == value_key(value.get("value")):
        return True
    return date.type in ("date", "time", "range") and bool(date.first) and _same_bounds(date, value)


def _same_bounds(date: GoldDate, value: Json) -> bool:
    first, last = value_key(value.get("from")), value_key(value.get("to"))
    return value_key(date.first) == first and value_key(date.last) == last


def _quotes(gold: Gold, record: Json, scored: Scored) -> None:
    """Direct: the same letters; indirect: half of both overlaps. Of those met name and speaker."""
    for kind, fit in (("direct", _same_words), ("indirect", _half_in_common)):
        wanted = [quote for quote in gold.quotes if quote.type == kind]
        values = [value for value in record.get("quotes") or [] if value.get("type") == kind]
        spans = [_raw_spans(value) for value in values]
        met = pairs(wanted, spans, lambda quote, offsets, fit=fit: fit(gold.text, quote, offsets))  # type: ignore[misc]
        name = f"quotes.{kind}"
        scored.count(name, len(met), len(values), len(wanted))
        matched = {j: i for i, j in met}
        for i, j in met:
            _speaker(gold, wanted[i], values[j], scored)
        for i in _left(len(wanted), (i for i, _ in met)):
            start, end = wanted[i].spans[0][0], wanted[i].spans[-1][1]
            scored.error("quotes", kind, "missed", (start, end), gold.text[start:end], "")
        for j in _left(len(values), matched):
            place = (spans[j][0][0], spans[j][-1][1]) if spans[j] else None
            content = str(values[j].get("content") or (gold.text[slice(*place)] if place else ""))
            scored.error("quotes", kind, "wrong", place, "", content)
        for j, value in enumerate(values):
            _confide(scored, "quotes", value.get("score"), j in matched)
            if j in matched:
                right = same_name(wanted[matched[j]].name, value.get("speaker_name"))
                _confide(scored, "speakers", value.get("speaker_score"), right)


def _speaker(gold: Gold, quote: GoldQuote, value: Json, scored: Scored) -> None:
    kind = quote.type
    start, end = quote.spans[0][0], quote.spans[-1][1]
    right = same_name(quote.name, value.get("speaker_name"))
    scored.count(f"quotes.{kind}.name", right, 1, 1)
    if not right:
        told, got = str(quote.name or "–"), str(value.get("speaker_name") or "–")
        scored.error("quotes", kind, "name", (start, end), told, got)
    found = _raw(value["speaker"]) if isinstance(value.get("speaker"), Mapping) else None
    if quote.speaker is None:
        right = found is None
    else:
        right = found is not None and overlap(quote.speaker, found) > 0
    scored.count(f"quotes.{kind}.speaker", right, 1, 1)
    if not right:
        told = gold.text[slice(*quote.speaker)] if quote.speaker else "–"
        got = gold.text[slice(*found)] if found else "–"
        scored.error("quotes", kind, "speaker", (start, end), told, got)


def _same_words(text: str, quote: GoldQuote, found: list[Offsets]) -> float:
    if not found or not overlap(quote.spans[0], (found[0][0], found[-1][1])):
        return 0
    words = ["".join(text[start:end] for start, end in spans) for spans in (quote.spans, found)]
    return float(letters(words[0]) == letters(words[1]))


def _half_in_common(text: str, quote: GoldQuote, found: list[Offsets]) -> float:
    if not found:
        return 0
    one, other = (quote.spans[0][0], quote.spans[-1][1]), (found[0][0], found[-1][1])
    common = overlap(one, other)
    return common if 2 * common >= max(one[1] - one[0], other[1] - other[0]) else 0


def _places(gold: Gold, record: Json, scored: Scored) -> None:
    """Distinct official keys of the release."""
    wanted = {place.ags: place.name for place in gold.places if place.ags}
    found: dict[str, Json] = {}
    for place in record.get("places") or []:
        link = place.get("link")
        if link and link.get("scheme") == "ags":
            found.setdefault(str(link["id"]), place)
            _confide(scored, "places", link.get("score"), str(link["id"]) in wanted)
    scored.count("places.ags", len(wanted.keys() & found.keys()), len(found), len(wanted))
    for key in sorted(wanted.keys() - found.keys()):
        at = gold.text.find(wanted[key])
        place = (at, at + len(wanted[key])) if at >= 0 else None
        scored.error("places", "ags", "missed", place, f"{wanted[key]} {key}", "")
    for key in sorted(found.keys() - wanted.keys()):
        offsets = next(filter(None, map(_raw, found[key].get("mentions") or [])), None)
        scored.error("places", "ags", "wrong", offsets, "", f"{found[key].get('name')} {key}")


def _topics(gold: Gold, record: Json, scored: Scored) -> None:
    """First level: the first one, all of them, and whether the score of the first one holds."""
    found = [topic for topic in record.get("topics") or [] if topic.get("level") in (1, None)]
    wanted, got = set(gold.topics), {topic["id"] for topic in found}
    scored.count("topics", len(wanted & got), len(got), len(wanted))
    if gold.topics:
        right = bool(found) and found[0]["id"] == gold.topics[0]
        scored.count("topics.main", right, 1, 1)
        if found:
            confidence = float(found[0].get("score") or 0)
            scored.count(bin_name("topics.ece", confidence), confidence, right, 1)
        if not right:
            told, first = gold.topics[0], found[0]["id"] if found else "–"
            scored.error("topics", told, "main", None, told, first)
    for topic in gold.topics[1:]:
        if topic not in got:
            scored.error("topics", topic, "missed", None, topic, "")
    for topic in found:
        if topic["id"] not in wanted:
            scored.error("topics", topic["id"], "wrong", None, "", topic["id"])
        _confide(scored, "topics", topic.get("score"), topic["id"] in wanted)


def _raw(value: Json) -> Offsets | None:
    """The raw offsets of a span or value, if it has them."""
    start, end = value.get("raw_start"), value.get("raw_end")
    return None if start is None or end is None else (start, end)


def _raw_spans(quote: Json) -> list[Offsets]:
    return [offsets for span in quote.get("spans") or [] if (offsets := _raw(span)) is not None]


def _left(count: int, taken: Any) -> Iterator[int]:
    """The positions that are not taken."""
    used = set(taken)
    return (number for number in range(count) if number not in used)


def _confide(scored: Scored, layer: str, score: float | None, right: bool) -> None:
    if score is not None:
        scored.confidences.append(Confidence(layer, score, right))
