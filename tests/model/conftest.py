"""The model, loaded once; tests that need it are skipped with a reason where it is not set up."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.util import is_package

NAME = "de_presse_md"


@pytest.fixture(scope="session")
def model() -> Language:
    if not is_package(NAME):
        pytest.skip(f"{NAME} is not set up: pip install . ./models/{NAME}")
    return spacy.load(NAME)
