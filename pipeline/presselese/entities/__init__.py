"""Stage 2: who is who, in which office, where on the map.

Reads `doc.ents` (PER LOC ORG MISC; scores in `doc.user_data["presselese_ner_scores"]`), sentences and zones; sets the
layers `entities`, `persons` (with roles, mentions, references), `organisations`, `places` (with links to AGS, GeoNames,
ISO 3166).

    >>> import spacy
    >>> from presselese.doc import get
    >>> nlp = spacy.blank("de")
    >>> ruler = nlp.add_pipe("entity_ruler")
    >>> ruler.add_patterns([{"label": "PER", "pattern": "Jan Ohlsen"}, {"label": "LOC", "pattern": "Buxtehude"}])
    >>> _ = nlp.add_pipe("presselese_entities")
    >>> doc = nlp("Jan Ohlsen, der Bürgermeister von Buxtehude, lud ein.")
    >>> role = get(doc, "persons")[0]["roles"][0]
    >>> role["role"], role["place"], get(doc, "places")[0]["link"]["id"]
    ('Bürgermeister', 'Buxtehude', '03359010')
"""
