"""The spaCy component `presselese_dates`."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from presselese.dates.find import find_dates
from presselese.dates.lexicon import add_rows
from presselese.dates.timex import find_vague
from presselese.doc import get, put, warn


@Language.factory("presselese_dates", default_config={"words": None, "holidays": None})
def make_dates(nlp: Language, name: str, words: str | None, holidays: str | None) -> Dates:
    """The component; `words` and `holidays` are files of the form of lexicon.tsv and holidays.tsv with rows of one's
    own (see `presselese.dates.lexicon.add_rows`)."""
    for table, path in (("lexicon.tsv", words), ("holidays.tsv", holidays)):
        if path is not None:
            add_rows(table, path)
    return Dates()


class Dates:
    """Sets the layers `dates` and `vague`; reads `meta`, `zones`, and the names that the model found."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        if text and not doc.has_annotation("ENT_IOB"):
            warn(doc, "no_names", "no model has marked names: a year in a name is taken for a date")
        found = find_dates(
            text,
            published=get(doc, "meta").get("published"),
            dateline=next((zone["date"] for zone in get(doc, "zones") if zone.get("date")), None),
            names=names_of(doc, text),
            persons=[(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PER"],
        )
        put(doc, "dates", found)
        put(doc, "vague", find_vague(text, found))
        return doc


LAST_AND_YEAR = re.compile(r"\b[^\W\d]\w* (?:19|20)\d\d\b")
"""The last word of a name with its year."""
YEAR_BEHIND = re.compile(r" (?:19|20)\d\d\b")


def names_of(doc: Doc, text: str) -> list[tuple[int, int]]:
    """Places of the names of events, works, bodies and places; one with a year (`Stadtmusik 2026`) is that name wherever
    it stands. `text` is that of the Doc, which puts it together anew whenever it is asked."""
    places = [name_with_year(ent, text) for ent in doc.ents if ent.label_ in ("MISC", "ORG", "LOC")]
    with_year: dict[str, set[str]] = {}
    for start, end in places:
        name = text[start:end]
        if (last := LAST_AND_YEAR.search(name)) and last.end() == len(name):
            with_year.setdefault(last.group(), set()).add(name)
    for match in LAST_AND_YEAR.finditer(text) if with_year else ():
        places += [
            (match.end() - len(name), match.end())
            for name in with_year.get(match.group(), ())
            if text.startswith(name, match.end() - len(name))
        ]
    return places


def name_with_year(ent: Span, text: str) -> tuple[int, int]:
    """Place of a name; the year behind an event (`Sommerfest 2026`) belongs to it, whether the model saw that or not."""
    end = ent.end_char
    if ent.label_ == "MISC" and (year := YEAR_BEHIND.match(text, end)):
        end = year.end()
    return ent.start_char, end
