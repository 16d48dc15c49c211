"""The vocabulary of offices: every row by its example, forms, compounds, spelling, the user's own rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.entities.component import make_entities
from presselese.entities.roles import Roles
from presselese.entities.tables import rows
from tests.entities.marked import blank, doc_of, persons

TABLE = rows("roles.tsv")
NAMES = "Jan Ohlsen|Peter Brandis|Uwe Tamm|Karl Lindner|Tim Rothe|Georg Plate|Ralf Sommer|Ingo Wendt|Eva Probst|Maren Kolb|Ute Sander|Heike Brinck|Lena Arndt|Silke Thoms|Anja Wolter|Doris Hamm"


@pytest.mark.parametrize("start", range(0, len(TABLE), 50))
def test_every_row_by_its_example(start: int) -> None:
    for row in TABLE[start : start + 50]:
        found = persons(doc_of(re.sub(rf"({NAMES})", r"[PER \1]", row["example"])))
        assert [role for roles, _ in found.values() for role in roles] == [row["expected"]], row["example"]


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 400
    assert len({row["masculine"] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize(
    ("word", "masculine", "office", "gender"),
    [
        ("Bürgermeisterin", "Bürgermeister", "Bürgermeister", "f"),
        ("Bürgermeisters", "Bürgermeister", "Bürgermeister", "m"),
        ("Vorsitzenden", "Vorsitzender", "Vorsitzender", None),
        ("Präsidenten", "Präsident", "Präsident", "m"),
        ("Landräte", "Landrat", "Landrat", "m"),
        ("Sprecherinnen", "Sprecher", "Sprecher", "f"),
        ("Sprecher*innen", "Sprecher", "Sprecher", None),
        ("Klimaschutzsenatorin", "Klimaschutzsenator", "Senator", "f"),
        ("NDR-Sprecher", "NDR-Sprecher", "Sprecher", "m"),
        ("Vize-Präsidentin", "Vize-Präsident", "Präsident", "f"),
        ("OB", "Oberbürgermeister", "Oberbürgermeister", None),
        ("KHK", "Kriminalhauptkommissar", "Kriminalhauptkommissar", None),
    ],
)
def test_forms(word: str, masculine: str, office: str, gender: str | None) -> None:
    found = Roles.default().of(word)
    assert found is not None
    assert (found.masculine, found.office, found.gender) == (masculine, office, gender)


@pytest.mark.parametrize(
    "word", ["Drehleiter", "Lautsprecher", "Begleiter", "Haus", "Vorrat", "der", "lehrer", "B-252"]
)
def test_no_offices(word: str) -> None:
    assert Roles.default().of(word) is None


@pytest.mark.parametrize(
    ("word", "office"),
    [
        ("Stadtverorntenvorsteher", "Stadtverordnetenvorsteher"),
        ("Kreisbrandmeistr", "Kreisbrandmeister"),
        ("Oberbürgermiester", "Oberbürgermeister"),
    ],
)
def test_misspelt(word: str, office: str) -> None:
    found = Roles.default().misspelt(word)
    assert found is not None
    assert found.office == office


@pytest.mark.parametrize("word", ["Kreisbrandinspektion", "Bürgermeisteramt", "Stadtverwaltung", "Haus"])
def test_not_misspelt(word: str) -> None:
    assert Roles.default().misspelt(word) is None


@given(st.text(min_size=1, max_size=30))
def test_any_word_is_answered(word: str) -> None:
    roles = Roles.default()
    found = roles.of(word)
    assert found is None or found.office
    roles.misspelt(word)


def test_own_rows(tmp_path: Path) -> None:
    table = tmp_path / "roles.tsv"
    table.write_text(
        "\t".join(TABLE[0])
        + "\nDeichgraf\tDeichgräfin\tDeichgraf\tauthority\tno\t\tDeichgraf Jan Ohlsen kam.\tDeichgraf\n",
        encoding="utf-8",
    )
    component = make_entities(blank()[0], "entities", roles=str(table))
    assert persons(doc_of("Deichgräfin [PER Eva Probst] kam.", component=component))["Eva Probst"][0] == [
        "Deichgräfin"
    ]


def test_a_row_of_another_width_is_named(tmp_path: Path) -> None:
    table = tmp_path / "roles.tsv"
    table.write_text("masculine\tfeminine\nDeichgraf\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"roles\.tsv, line 2: 1 values found, 2 expected"):
        Roles.with_file(table)
