"""The kinds of annotated files that can be scored, a module a kind.

Each module has `METRICS` (name → `presselese.gold.tally.Metric`) and `scored(path, models)`, which reads all files of
the path (or raises `FaultyInput` before anything is run), runs what the kind needs, and gives a `Scored` for each
document. Documents are run sorted by id, so that neither batches nor sums depend on the order of the files.
"""
