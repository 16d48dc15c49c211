"""The spaCy component of this room: names of the model in, persons, organisations and places out."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from presselese.doc import get, put, warn
from presselese.entities import mentions as of_mentions
from presselese.entities.affiliations import RoleFinder
from presselese.entities.around import PhraseFinder
from presselese.entities.gazetteer import Gazetteer
from presselese.entities.organisations import Organisations
from presselese.entities.persons import Persons
from presselese.entities.places import Places
from presselese.entities.references import References
from presselese.entities.repair import repaired
from presselese.entities.roles import Roles
from presselese.entities.text import Text
from presselese.entities.user_names import UserNames


@Language.factory("presselese_entities", default_config={"roles": None, "names": None})
def make_entities(
    nlp: Language, name: str, roles: str | None = None, names: str | None = None
) -> Callable[[Doc], Doc]:
    """`roles`: path of a table like roles.tsv with offices of the user's own; `names`: path of an edited names.csv."""
    return Entities(
        Roles.with_file(roles) if roles else Roles.default(),
        UserNames.of_file(names) if names else UserNames([]),
    )


class Entities:
    """Reads `doc.ents`, leaves the layers entities, persons, organisations, places."""

    def __init__(self, roles: Roles, names: UserNames) -> None:
        self.roles = roles
        self.names = names
        self.gazetteer = Gazetteer.default()

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("ENT_IOB"):
            warn(
                doc,
                "no_names",
                "The pipeline finds no names (component ner): persons, organisations, places are empty.",
            )
        text = Text.of(doc)
        found = repaired(of_mentions.of_model(doc, text), text, self.roles, self.gazetteer)
        found = self.names.relabelled(found)
        reader = PhraseFinder(text, found, self.roles)
        organisations = Organisations(text, found)
        places = Places(
            text,
            found,
            self.gazetteer,
            elsewhere=_elsewhere(doc),
            published=get(doc, "meta").get("published"),
        )
        persons = Persons(text, found, reader, genitive=lambda item: _in_genitive(doc, item))
        finder = RoleFinder(text, reader, persons, organisations, places, self.gazetteer, _issuer(doc))
        finder.run()
        References(doc, text, reader, persons, finder.taken).run()
        finder.of_pronouns()
        layers = {
            "persons": persons.values(),
            "organisations": organisations.values(),
            "places": places.values(),
        }
        self.names.apply(layers, found, doc.text)
        for layer, values in layers.items():
            put(doc, layer, values)
        put(
            doc,
            "entities",
            [
                {
                    "label": item.label,
                    "start": item.start,
                    "end": item.end,
                    "ref": item.ref,
                    "score": round(item.score, 3),
                    "rule": item.rule,
                }
                for item in found
            ],
        )
        return doc


def _in_genitive(doc: Doc, item: of_mentions.Mention) -> bool:
    """Whether the model's morphology says that a name stands in the genitive."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    return span is not None and span[-1].morph.get("Case", []) == ["Gen"]


def _elsewhere(doc: Doc) -> str:
    """The text of the zones in which no names are looked for: sender, contact, standing text."""
    zones = [
        zone["text"]
        for zone in get(doc, "zones")
        if zone.get("start") is None and zone["zone"] in ("contact", "byline", "about", "meta")
    ]
    return " ".join([_issuer(doc), *zones])[:20_000]


def _issuer(doc: Doc) -> str:
    """Who sent the release, as its metadata say."""
    return get(doc, "meta").get("issuer") or ""
