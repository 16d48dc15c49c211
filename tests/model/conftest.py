"""The models, each loaded once; tests that need one are skipped with a reason where it is not set up."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.util import is_package

SETUP = {
    "de_presse_md": "pip install . ./models/de_presse_md",
    "de_presse_trf": "pip install ./models/de_presse_trf",
}


@pytest.fixture(scope="session", params=SETUP)
def model(request: pytest.FixtureRequest) -> Language:
    if not is_package(request.param):
        pytest.skip(f"{request.param} is not set up: {SETUP[request.param]}")
    return spacy.load(request.param)
