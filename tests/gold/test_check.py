"""What `gold check` finds, with the place and the way out."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from presselese.gold.files import FaultyInput, check, paths, read
from presselese.gold.positions import Positions, spelled

GOLD = {
    "schema": "presselese-gold/1", "id": "a", "text": "", "published": None, "zones": [], "entities": [],
    "persons": [], "places": [], "dates": [], "quotes": [], "topics": [],
}  # fmt: skip


def gold(text: str, **fields: object) -> dict[str, object]:
    """A gold whose text is all body."""
    inner = text.strip()
    start = text.index(inner)
    zones = [{"start": start, "end": start + len(inner), "zone": "body"}] if inner else []
    return {**GOLD, "text": text, "zones": zones, **fields}


def faults_of(tmp_path: Path, *values: object) -> list[str]:
    for number, value in enumerate(values):
        if isinstance(value, dict) and len(values) > 1:
            value.setdefault("id", str(number))
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
        (tmp_path / f"{number}.json").write_text(text, "utf-8", newline="")
    return [str(fault).replace(str(tmp_path) + "/", "") for fault in check(tmp_path)[1]]


def entity(start: int, end: int, label: str = "PER") -> dict[str, object]:
    return {"start": start, "end": end, "label": label}


def test_a_right_file_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, gold("In Soest regnet es.", entities=[entity(3, 8, "LOC")])) == []


def test_white_space_at_the_ends_is_reported_with_the_trimmed_proposal(tmp_path: Path) -> None:
    (fault,) = faults_of(
        tmp_path, gold("Bürgermeister Karl Ott sprach.", entities=[entity(13, 23)], persons=[])
    )
    assert fault.startswith("0.json:14: entities[0]: found PER 13–23 ' Karl Ott '")
    assert "14–22 'Karl Ott'" in fault


@pytest.mark.parametrize(
    ("text", "start", "end", "reading"),
    [
        ("In Soest spricht Ute Rahn.", 4, 9, "byte order mark in front: 3–8 'Soest'"),
        ("😷 Kiel lüftet: Maskenpflicht endet.", 3, 7, "UTF-16 units: 2–6 'Kiel'"),
        (
            "Einladung\r\n\r\nIn Soest spricht Ute Rahn.\r\n",
            14,
            19,
            r"line ends \n instead of \r\n: 16–21 'Soest'",
        ),
        (
            unicodedata.normalize("NFC", "Der Mühlenverein in Höxter lädt ein."),
            21,
            28,
            "(NFD): 20–26 'Höxter'",
        ),
    ],
)
def test_offsets_counted_in_another_way_are_refused_with_both_readings(
    tmp_path: Path, text: str, start: int, end: int, reading: str
) -> None:
    faults = check_one(tmp_path, gold(text, entities=[entity(start, end, "LOC")]))
    assert f"LOC {start}–{end}" in faults[0]
    assert reading in faults[0]


def check_one(tmp_path: Path, value: dict[str, object]) -> list[str]:
    (tmp_path / "a.json").write_text(json.dumps(value), "utf-8")
    with pytest.raises(FaultyInput) as error:
        read(tmp_path / "a.json")
    return [str(fault) for fault in error.value.faults]


def test_crlf_and_decomposed_letters_as_read_are_right(tmp_path: Path) -> None:
    crlf = gold("Einladung\r\n\r\nIn Soest spricht sie.\r\n", entities=[entity(16, 21, "LOC")])
    nfd = gold(
        unicodedata.normalize("NFD", "Der Mühlenverein in Höxter lädt ein."),
        id="b",
        entities=[entity(21, 28, "LOC")],
    )
    assert faults_of(tmp_path, crlf, nfd) == []


def test_every_fault_of_every_file_is_listed_sorted(tmp_path: Path) -> None:
    text = "Ute Rahn und Karl Ott sprachen in Soest."
    first = gold(text, id="1", entities=[entity(-1, 3), entity(34, 99, "LOC")])
    second = gold(text, id="2")
    third = gold(text, id="3", entities=[entity(0, 9), entity(4, 8), entity(9, 9), entity(13, 22)])
    faults = faults_of(tmp_path, first, second, third)
    assert len(faults) == 6
    assert [fault.split(":")[0] for fault in faults] == ["0.json"] * 2 + ["2.json"] * 4
    assert any("overlaps entities[0] 0–9" in fault for fault in faults)


def test_form_labels_and_fields_are_checked_one_by_one(tmp_path: Path) -> None:
    value = gold(
        "In Soest.",
        entities=[entity(3, 8, "CITY"), {"start": "3", "end": 8}],
        topics=["medtop:99"],
        places=None,
    )
    del value["quotes"]
    value["note"] = ""
    faults = "\n".join(faults_of(tmp_path, value))
    assert "entities[0].label: found 'CITY'; expected one of PER LOC ORG MISC" in faults
    assert "entities[1].start: found '3'; expected Expected `int`, got `str`" in faults
    assert "entities[1]: found no field 'label'" in faults
    assert "places: found null; expected a list" in faults
    assert "quotes: found no such field" in faults
    assert "notice: note: found an unknown field, ignored" in faults


def test_not_json_names_line_and_column(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, '{"schema": 1,\n "id": }')
    assert fault.startswith("0.json:2: column 8: found '}'; expected JSON: ")


def test_not_utf8_names_the_byte(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"id":\n"\xfc"}')
    ((fault,), _) = ([str(f) for f in check(tmp_path)[1]], None)
    assert r"a.json:2: byte 8: found b'\xfc'; expected UTF-8" in fault


def test_an_id_twice_names_both_places(tmp_path: Path) -> None:
    lines = [json.dumps(gold("Soest")), json.dumps(gold("Werl"))]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (fault,) = check(tmp_path)[1]
    assert fault.line == 2
    assert "a.jsonl:1" in fault.expected


def test_a_person_without_a_per_entity_is_a_notice(tmp_path: Path) -> None:
    person = {"name": "Ute Rahn", "roles": [], "affiliations": [], "mentions": [[0, 8]]}
    (tmp_path / "a.json").write_text(json.dumps(gold("Ute Rahn sprach.", persons=[person])), "utf-8")
    golds, (fault,) = check(tmp_path)
    assert not fault.grave
    assert [g.id for g in read(tmp_path)] == [g.id for g in golds]


def test_other_files_are_ignored_and_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "SOURCE.txt").write_text("x")
    with pytest.raises(FaultyInput):
        paths(tmp_path)
    (tmp_path / "floors.json").write_text('{"schema": "presselese-floors/1"}')
    assert "no release" in str(check(tmp_path)[1][0])


def test_positions_name_lines_and_repeated_keys() -> None:
    positions = Positions('{"a": [1,\n {"b:": "x,}\\" ]"}],\n "a": 2}')
    assert positions.line(("a", 1, "b:")) == 2
    assert positions.line(("a", 1, "c", 4)) == 2
    assert positions.repeated == [("a",)]
    assert spelled(("a", 1, "b")) == "a[1].b"


def test_the_command_ends_with_the_number_of_faults(tmp_path: Path) -> None:
    from presselese.cli.gold import app

    (tmp_path / "a.json").write_text(json.dumps(gold("Karl Ott sprach", entities=[entity(0, 9)])), "utf-8")
    result = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1].startswith("1 releases, 1 faults")


def test_a_repeated_text_is_compared(tmp_path: Path) -> None:
    spans = [{**entity(3, 8, "LOC"), "text": "Soest"}, {**entity(10, 13), "text": "Soest"}]
    (fault,) = faults_of(tmp_path, gold("In Soest, Ute.", entities=spans, persons=[]))[:1]
    assert "entities[1]: found 10–13 'Ute'; expected 'Soest', which stands at 3–8" in fault


def test_offsets_with_inclusive_ends_are_refused_and_one_glued_word_is_not(tmp_path: Path) -> None:
    text = "In Soest spricht Ute Rahn."
    fault = check_one(tmp_path, gold(text, entities=[entity(3, 7, "LOC"), entity(17, 24)], persons=[]))[0]
    assert "in place of the end: 3–8 'Soest'" in fault
    (tmp_path / "a.json").write_text(
        json.dumps(gold("In SoestWerl.", entities=[entity(3, 8, "LOC")])), "utf-8"
    )
    assert [fault.grave for fault in check(tmp_path)[1]] == [False]
