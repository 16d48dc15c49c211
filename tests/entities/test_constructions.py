"""The table of role and name constructions, a test a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.entities.marked import doc_of, persons

TABLE = Path(__file__).parent.parent / "data" / "entities" / "constructions.tsv"


def rows() -> list[tuple[str, str]]:
    lines = [
        line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [tuple(line.split("\t")) for line in lines[1:]]  # type: ignore[misc]


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


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 120
