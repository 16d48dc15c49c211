"""Annotated releases: reading and checking them, scoring runs against them, and the way to and from annotation tools.

`files.read` gives the gold of a path or refuses it with every fault; `evaluation` scores what the pipeline finds, or
what a finished run found; `gate` compares figures with floors and with an earlier evaluation; `summary` and `report`
show them; `tools` writes tasks for Label Studio, Prodigy, doccano, brat and INCEpTION and reads them back.

>>> from presselese.gold.format import Gold, GoldEntity
>>> from presselese.gold.releases import METRICS, score
>>> from presselese.gold.tally import figures
>>> gold = Gold(schema="presselese-gold/1", id="a", text="In Soest.", published=None, zones=[], persons=[], places=[],
...             entities=[GoldEntity(start=3, end=8, label="LOC")], dates=[], quotes=[], topics=[])
>>> record = {"entities": [{"raw_start": 3, "raw_end": 8, "label": "LOC"}, {"raw_start": 0, "raw_end": 2, "label": "LOC"}]}
>>> figures([score(gold, record)], METRICS)["entities.LOC.precision"].value
0.5
"""
