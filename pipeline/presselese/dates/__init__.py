"""Stage 3: every German date expression of a release, as a range that a computer can use.

Reads the text of the Doc, `meta` (the day of publication), `zones` (the date of the dateline) and the names that the
model found; sets `dates` and `vague` in the form of `presselese.record`. The grammar is data: `lexicon.tsv` and
`holidays.tsv` (words), `rules.tsv` (patterns over words, each with an example and its expected value). It needs no model:

    >>> from presselese.dates import find_dates
    >>> [date] = find_dates("Die Messe ist vom 15. bis 17. September.", published="2023-08-01")
    >>> date["type"], date["value"], date["from"], date["to"]
    ('range', '2023-09-15/2023-09-17', '2023-09-15', '2023-09-17')
"""

from presselese.dates.find import find_dates

__all__ = ["find_dates"]
