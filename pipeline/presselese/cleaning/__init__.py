"""Stage 1, cleaning: reads a `Source`, gives a `Release` (repaired content, zones, alignment to the raw text).

It is the tokenizer's first step, so that `doc.text` is the content; zones, repairs and metadata stand on the Doc.

>>> from presselese.cleaning.clean import clean
>>> from presselese.source import Source
>>> release = clean(Source(raw="Neuer Steg am See\\n\\nMusterau (pm). Der Steg ist fertig , alle freuen sich."))
>>> release.text
'Neuer Steg am See\\n\\nMusterau (pm). Der Steg ist fertig, alle freuen sich.'
>>> [(zone["zone"], zone["raw_start"], zone["raw_end"]) for zone in release.zones]
[('headline', 0, 17), ('dateline', 19, 33), ('body', 34, 73)]
"""
