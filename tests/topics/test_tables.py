from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from presselese.topics.tables import first_level, first_level_ids, media_topics, path, term_lists

LEAST_TERMS = 150
DEEPER_MISSED = {"medtop:20000082", "medtop:20001181", "medtop:20000403"}
"""Their example tells the topic above well, but another one beside them as well."""


def test_the_tree() -> None:
    assert len(first_level_ids()) == 17
    assert path("medtop:20000018") == ("medtop:01000000", "medtop:20000002", "medtop:20000018")
    assert all(topic.parent is None or topic.parent in media_topics() for topic in media_topics().values())


def test_every_first_level_topic_has_terms_enough() -> None:
    terms: dict[str, set[str]] = defaultdict(set)
    for row in term_lists().values():
        terms[first_level(row.id)].update(row.terms)
    assert set(terms) == set(first_level_ids())
    assert {id: len(found) for id, found in terms.items() if len(found) < LEAST_TERMS} == {}


@pytest.mark.parametrize("row", term_lists().values(), ids=lambda row: row.id)
def test_a_term_stands_once_in_its_list(row: Any) -> None:
    assert media_topics()[row.id].level in (2, 3, 4)
    assert [term for term, number in Counter(row.terms).items() if number > 1] == []


@pytest.mark.parametrize("row", term_lists().values(), ids=lambda row: row.id)
def test_the_example_comes_out(row: Any, topics_of: Any) -> None:
    found = [topic["id"] for topic in topics_of(row.example)]
    assert found[0] == first_level(row.id)
    if row.id not in DEEPER_MISSED:
        assert row.id in found
