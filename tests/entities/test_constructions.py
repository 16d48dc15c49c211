"""The table of role and name constructions, a test a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.entities.marked import doc_of, persons

TABLES = Path(__file__).parent.parent / "data" / "entities"


def rows(name: str = "constructions.tsv") -> list[tuple[str, ...]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")][1:]


def parsed(expected: str) -> dict[str, tuple[list[str], set[str]]]:
    out = {}
    for person in expected.split(" ; "):
        name, _, rest = person.partition(" = ")
        roles, *bodies = rest.split(" @ ") if rest else ["-"]
        out[name] = ([role for role in roles.split(" + ") if role != "-"], set(bodies))
    return out


@pytest.mark.parametrize(("sentence", "expected"), rows(), ids=lambda value: value[:60])
def test_construction(sentence: str, expected: str) -> None:
    found, wanted = persons(doc_of(sentence)), parsed(expected)
    assert list(found) == list(wanted)
    for name, (roles, bodies) in wanted.items():
        assert found[name][0] == roles
        if bodies:
            assert found[name][1] == bodies


@pytest.mark.parametrize(
    ("issuer", "sentence", "expected"), rows("guesses.tsv"), ids=lambda value: value[:60]
)
def test_office_without_a_body(issuer: str, sentence: str, expected: str) -> None:
    found, wanted = persons(doc_of(sentence.replace(" | ", "\n\n"), issuer=issuer)), parsed(expected)
    assert list(found) == list(wanted)
    for name, (roles, bodies) in wanted.items():
        assert found[name] == (roles, bodies)


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 120
