"""Small tables of words around offices: every row by its example."""

from __future__ import annotations

import re

import pytest

from presselese.doc import get
from presselese.entities.guesses import is_of
from presselese.entities.tables import rows
from tests.entities.marked import doc_of

NAMES = "Jan Ohlsen|Eva Probst"


def roles_in(example: str) -> list[dict[str, str | None]]:
    people = get(doc_of(re.sub(rf"({NAMES})", r"[PER \1]", example)), "persons")
    return [role for person in people for role in person["roles"]]


@pytest.mark.parametrize("row", rows("functions.tsv"), ids=lambda row: row["function"])
def test_what_somebody_does_is_an_office(row: dict[str, str]) -> None:
    assert [f"{role['role']} | {role['office']}" for role in roles_in(row["example"])] == [row["expected"]]


@pytest.mark.parametrize("row", rows("country_adjectives.tsv"), ids=lambda row: row["adjective"])
def test_the_country_of_an_office_by_its_adjective(row: dict[str, str]) -> None:
    assert [role["place"] for role in roles_in(row["example"])] == [row["expected"]]


@pytest.mark.parametrize("row", rows("office_owners.tsv"), ids=lambda row: row["example"])
def test_whose_an_office_is_by_its_words(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"])
    assert [
        whose for whose in ("town", "borough", "government", "party") if is_of(whose, row["example"])
    ] == [row["whose"]]
