"""Presselese: German press releases in, structured records out.

import presselese

nlp = presselese.load()
doc = nlp(open("release.txt").read())
record = presselese.to_record(doc)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.3.0"
__all__ = ["__version__", "load", "make_doc", "read_outputs", "run", "to_record"]

if TYPE_CHECKING:
    from presselese.batch import run
    from presselese.doc import to_record
    from presselese.export.tables import read_outputs
    from presselese.pipeline import load, make_doc

_HOMES = {
    "load": "presselese.pipeline",
    "make_doc": "presselese.pipeline",
    "to_record": "presselese.doc",
    "run": "presselese.batch",
    "read_outputs": "presselese.export.tables",
}


def __getattr__(name: str) -> Any:
    """spaCy and pandas take seconds to import: only who asks for them waits."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'presselese' has no attribute {name!r}")
