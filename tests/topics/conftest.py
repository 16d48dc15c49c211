from __future__ import annotations

from typing import Any

import pytest
import spacy

from presselese.doc import get
from presselese.topics.classify import Classifier


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return Classifier()


@pytest.fixture(scope="session")
def topics_of() -> Any:
    """A text in, its topics out, by a pipeline that has nothing but this stage."""
    nlp = spacy.blank("de")
    nlp.add_pipe("presselese_topics")
    return lambda text: get(nlp(text), "topics")
