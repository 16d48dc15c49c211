"""The spaCy component `presselese_dates`."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from presselese.dates.find import find_dates
from presselese.dates.timex import find_vague
from presselese.doc import get, put


@Language.factory("presselese_dates")
def make_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sets the layers `dates` and `vague`; reads `meta`, `zones`, and the names that the model found."""

    def dates(doc: Doc) -> Doc:
        text = doc.text
        dateline = next((zone["date"] for zone in get(doc, "zones") if zone.get("date")), None)
        found = find_dates(
            text,
            published=get(doc, "meta").get("published"),
            dateline=dateline,
            names=[
                (ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in ("MISC", "ORG", "LOC")
            ],
            persons=[(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PER"],
        )
        put(doc, "dates", found)
        put(doc, "vague", find_vague(text, found))
        return doc

    return dates
