"""First names, and the gender that they mostly go with."""

from __future__ import annotations

from functools import cache

from presselese.entities.tables import rows


@cache
def given_names() -> dict[str, str]:
    """Frequent first names, and whom they are given to: `f`, `m`, or `-` for both."""
    return {row["name"]: row["given_to"] for row in rows("given_names.tsv")}


def gender_of(given: str) -> str | None:
    """`f` or `m` where most people of this first name are; of `Anna-Lena` the first part says it."""
    named = given_names().get(given.split("-")[0], "-")
    return named if named != "-" else None
