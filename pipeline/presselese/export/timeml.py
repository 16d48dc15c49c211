"""TimeML: a release as XML with its dates marked as TIMEX3, for other temporal tools.

The text of the TEXT element is the text of the record, character for character; characters that XML 1.0 has no form
for become U+FFFD. The day of publication is the DCT (`t0`). A length that points to a day (`vor drei Wochen`) has an
empty TIMEX3 behind it, as TimeML anchors durations: `beginPoint` and `endPoint` of the length name that day and the
DCT. Attributes: TimeML 1.2.1, https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from presselese.dates.timex import Value, timex3
from presselese.record import Record

SCHEMA = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def timeml(release: Record) -> str:
    """The TimeML document of a record."""
    created = (release.meta.published or "")[:10]
    dct = (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{created}" temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{created}</TIMEX3></DCT>\n'
        if created
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:noNamespaceSchemaLocation="{SCHEMA}">\n'
        f"<DOCID>{_text(release.id)}</DOCID>\n{dct}"
        f"<TEXT>{''.join(_marked(release, bool(created)))}</TEXT>\n</TimeML>\n"
    )


def _marked(release: Record, has_dct: bool) -> Iterator[str]:
    text = release.text
    at = 0
    entries = [(f"t{number}", entry) for number, entry in enumerate(_apart(timex3(release)), 1)]
    pointed = {entry["anchor"]: tid for tid, entry in entries if entry["anchor"]}
    for tid, entry in entries:
        yield _text(text[at : entry["start"]])
        attributes = _attributes(tid, entry, pointed.get((entry["start"], entry["end"])), has_dct)
        inner = text[entry["start"] : entry["end"]]
        yield f"<TIMEX3 {attributes}>{_text(inner)}</TIMEX3>" if inner else f"<TIMEX3 {attributes}/>"
        at = entry["end"]
    yield _text(text[at:])


def _apart(entries: Iterable[Value]) -> Iterator[Value]:
    """Of two that overlap the first, longer one."""
    at = 0
    for entry in entries:
        if entry["start"] >= at:
            yield entry
            at = entry["end"]


def _attributes(tid: str, entry: Value, pointed: str | None, has_dct: bool) -> str:
    named = {"tid": tid, "type": entry["type"], "value": entry["value"]}
    named |= {name: entry[name] for name in ("mod", "quant", "freq") if entry[name]}
    if entry["anchor"] and has_dct:
        named |= {"temporalFunction": "true", "anchorTimeID": "t0"}
    if pointed:
        named["beginPoint"] = pointed
        if has_dct:
            named["endPoint"] = "t0"
    return " ".join(f"{name}={quoteattr(value)}" for name, value in named.items())


def _text(text: str) -> str:
    return escape(NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})
