"""A record as rich text: the release with its values marked, then lists."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from presselese.record import Person, Quote, Record

STYLES = {
    "PER": "bold cyan",
    "LOC": "bold green",
    "ORG": "bold magenta",
    "MISC": "bold blue",
    "date": "bold yellow",
    "direct": "underline",
    "indirect": "italic underline",
}


def render(record: Record, console: Console | None = None) -> None:
    """Print a record (colours only where the terminal has them; NO_COLOR is heeded)."""
    console = console or Console()
    meta = record.meta
    console.print(Text(meta.title or "(no title)", style="bold"))
    known = [
        f"published {meta.published} ({meta.published_from})" if meta.published else "published: unknown",
        *(
            f"{name} {value}"
            for name in ("issuer", "author", "agency", "url")
            if (value := getattr(meta, name))
        ),
    ]
    console.print(Text(" · ".join(known), style="dim"))
    console.print()
    console.print(_marked(record))
    console.print()
    console.print(_legend())
    for title, table in (
        ("Quotes", _quotes(record)),
        ("Persons", _persons(record)),
        ("Organisations", _organisations(record)),
        ("Places", _places(record)),
        ("Dates", _dates(record)),
        ("Topics", _topics(record)),
    ):
        if table.row_count:
            console.print()
            console.print(Text(title, style="bold"))
            console.print(table)
    for warning in record.warnings:
        console.print(Text(f"! {warning.text}", style="yellow"))


def _marked(record: Record) -> Text:
    text = Text(record.text)
    for quote in record.quotes:
        if quote.type in STYLES:
            for span in quote.spans:
                text.stylize(STYLES[quote.type], span.start, span.end)
    for entity in record.entities:
        text.stylize(STYLES[entity.label], entity.start, entity.end)
    for date in record.dates:
        text.stylize(STYLES["date"], date.start, date.end)
    return text


def _legend() -> Text:
    return Text(" ").join(
        [Text("marked:", style="dim"), *(Text(name, style=style) for name, style in STYLES.items())]
    )


def _quotes(record: Record) -> Table:
    table = _table("type", "who", "cue", "what", "score")
    for quote in record.quotes:
        cue = quote.cue.span.text if quote.cue else ""
        table.add_row(quote.type, _speaker(quote), cue, quote.content, _score(quote.score))
    return table


def _speaker(quote: Quote) -> str:
    name = quote.speaker_name or "?"
    said = f" “{quote.speaker.text}”" if quote.speaker and quote.speaker.text != name else ""
    return name + (f" ({quote.speaker_role})" if quote.speaker_role else "") + said


def _persons(record: Record) -> Table:
    table = _table("name", "roles", "mentions")
    for person in record.persons:
        table.add_row(person.name, _roles(person), str(len(person.mentions)))
    return table


def _roles(person: Person) -> str:
    shown = []
    for role in person.roles:
        belongs = ", ".join(filter(None, [role.organisation or "", role.party or "", role.place or ""]))
        shown.append(" ".join(filter(None, [role.role or "", f"({belongs})" if belongs else ""])))
    return "; ".join(shown)


def _organisations(record: Record) -> Table:
    table = _table("name", "kind", "mentions")
    for organisation in record.organisations:
        table.add_row(organisation.name, organisation.kind or "", str(len(organisation.mentions)))
    return table


def _places(record: Record) -> Table:
    table = _table("name", "kind", "country", "link")
    for place in record.places:
        link = f"{place.link.scheme}:{place.link.id} {place.link.name or ''}" if place.link else ""
        table.add_row(place.name, place.kind or "", place.country or "", link)
    return table


def _dates(record: Record) -> Table:
    table = _table("text", "type", "value", "from", "to")
    for date in record.dates:
        table.add_row(date.text, date.type, date.value, date.first or "", date.last or "")
    return table


def _topics(record: Record) -> Table:
    table = _table("topic", "name", "score", "because of")
    for topic in record.topics:
        evidence = ", ".join(dict.fromkeys(span.text for span in topic.evidence))
        table.add_row(topic.id, topic.name, _score(topic.score), evidence)
    return table


def _table(*headings: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.2f}"
