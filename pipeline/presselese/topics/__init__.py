"""Stage 5: what a release is about, as IPTC Media Topics in German.

Reads the text of the Doc and its zone `headline`; needs no tagger, no parser and no names. Sets the layer `topics`:
one to three first-level topics, the main one first, then second- and third-level topics where their terms carry it,
each with a calibrated score and the spans of the words that decided (`evidence`). Topics of a newsroom's own
(`user`) and the Comparative Agendas codes (`scheme="cap"`) come behind them. See docs/topics.md.

    >>> import spacy
    >>> from presselese.doc import get
    >>> nlp = spacy.blank("de")
    >>> _ = nlp.add_pipe("presselese_topics")
    >>> doc = nlp("Kellerbrand in Musterstadt. Die Feuerwehr löschte den Brand im Keller, verletzt wurde niemand.")
    >>> get(doc, "topics")[0]["name"]
    'Katastrophe und Unglück'
"""
