"""Annotated releases: reading and checking them, scoring runs against them, and the way to and from annotation tools.

`files.read` gives the gold of a path or refuses it with every fault; `evaluation` scores what the pipeline finds, or
what a finished run found; `gate` compares scores with floors and with an earlier evaluation; `tools` writes tasks for
Label Studio, Prodigy, doccano, brat and INCEpTION and reads them back.

    from pathlib import Path
    from presselese.gold.files import check
    golds, faults = check(Path("corpus/gold/dev"))
"""
