"""German for press text: a spaCy model package. Its components are found by entry point in `presselese`."""

from importlib.util import find_spec
from pathlib import Path

from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_path

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides: object) -> Language:
    if find_spec("presselese") is None:
        raise ImportError(
            "de_presse_trf needs presselese: run `pip install . ./models/de_presse_trf` in the repository"
        )
    return load_model_from_path(Path(__file__).parent, **overrides)  # type: ignore[arg-type]
