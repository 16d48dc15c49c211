"""The installed command, as a newcomer meets it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"


def presselese(*arguments, **environment):
    """Run the installed command; returns code, standard output, standard error."""
    command = shutil.which("presselese", path=str(Path(sys.executable).parent)) or "presselese"
    done = subprocess.run(
        [command, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", **environment},
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def run(tmp_path_factory, nlp):
    """A run over the samples (the model must be installed)."""
    out = tmp_path_factory.mktemp("run") / "samples"
    code, text, error = presselese("run", SAMPLES, "-o", out, "--workers", "1", "--quiet")
    assert (code, error) == (0, ""), text + error
    return out, text


def test_the_summary_says_what_was_done(run):
    out, text = run
    count = len(list(SAMPLES.iterdir()))
    assert f"{count} done, 0 failed, 0 skipped" in text
    for layer in ("entities", "dates", "quotes", "topics"):
        assert layer in text
    assert "words/s" in text
    assert str(out) in text


def test_the_run_directory_is_complete(run):
    out, _ = run
    for name in ("manifest.json", "ledger.jsonl", "schema.json", "names.csv", "records/part-00000.jsonl"):
        assert (out / name).is_file(), name
    tables = {path.stem for path in (out / "tables").glob("*.csv")}
    assert tables == {
        "releases", "persons", "roles", "organisations", "places", "mentions", "dates", "quotes", "topics", "duplicates",
    }  # fmt: skip
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["counts"]["done"] == len(list(SAMPLES.iterdir()))


def test_a_second_run_has_nothing_to_do(run):
    out, _ = run
    code, text, _ = presselese("run", SAMPLES, "-o", out, "--workers", "1")
    assert code == 0
    assert f"0 done, 0 failed, 0 skipped, {len(list(SAMPLES.iterdir()))} were done before" in text


def test_other_options_in_the_same_directory_are_refused(run):
    out, _ = run
    code, _, error = presselese("run", SAMPLES, "-o", out, "--published", "2020-01-01")
    assert code == 2
    assert "--rerun" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("run", "no-such-folder", "-o", "out"), "no-such-folder: no such file or folder"),
        (
            ("run", SAMPLES, "-o", "out", "--published", "3. Mai"),
            "--published: found '3. Mai', expected a day as 2023-03-28",
        ),
        (("run", SAMPLES, "-o", "out", "--field", "text"), "--field: found 'text', expected FIELD=COLUMN"),
        (
            ("run", SAMPLES, "-o", "out", "--model", "de_no_such_model"),
            "The model 'de_no_such_model' is not installed",
        ),
        (("show", "no-such-file.txt"), "no-such-file.txt: no such file"),
        (("export", "no-run", "--to", "csv", "out"), "no-run: no run here"),
        (("export", "no-run", "--to", "docx", "out"), "--to: found 'docx', expected one of csv"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(tmp_path, monkeypatch, arguments, found):
    monkeypatch.chdir(tmp_path)
    code, _, error = presselese(*arguments)
    assert code == 2
    assert found in error
    assert "Traceback" not in error


def test_help_says_exit_codes_and_an_example():
    code, text, _ = presselese("run", "--help")
    assert code == 0
    assert "presselese run pressearchiv/ -o outputs/archiv" in text
    assert "Exit codes: 0" in " ".join(text.split())


@pytest.mark.parametrize("command", ["show", "evaluate", "gold", "export", "models"])
def test_every_command_has_help(command):
    code, text, _ = presselese(command, "--help")
    assert code == 0
    assert "Usage" in text


BAD = {
    "leer.txt": (b"", "failed", "empty"),
    "bild.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "failed", "binary"),
    "alt.txt": ("Bürgermeister Groß sagte: „Schön.“".encode("cp1252"), "done", None),
    "utf16.txt": (
        "Die Stadt Höxter lädt zum großen Sommerfest auf dem Markt ein.".encode("utf-16"),
        "done",
        None,
    ),
    "kaputt.txt": (
        "Die Stadt HÃ¶xter lÃ¤dt zum groÃŸen Sommerfest auf dem Markt ein.".encode(),
        "done",
        None,
    ),
    "english.txt": (
        b"The mayor said that the town would open the new library in the spring of next year.",
        "done",
        None,
    ),
    "unbekannt.xyz": (b"abc", "skipped", "unknown kind"),
}


def test_bad_input_is_named_and_the_others_are_done(tmp_path, nlp):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (data, _, _) in BAD.items():
        (folder / name).write_bytes(data)
    code, text, error = presselese("run", folder, "-o", tmp_path / "out", "--workers", "1")
    assert code == 1, text + error
    assert "Traceback" not in text + error
    ledger = [json.loads(line) for line in (tmp_path / "out" / "ledger.jsonl").read_text().splitlines()]
    states = {line["path"]: (line["state"], line["reason"]) for line in ledger}
    for name, (_, state, reason) in BAD.items():
        assert states[name][0] == state, (name, states[name])
        assert reason is None or reason in states[name][1]
    records = [
        json.loads(line)
        for line in (tmp_path / "out" / "records" / "part-00000.jsonl").read_text().splitlines()
    ]
    texts = {record["source"]["path"]: record for record in records}
    assert "Höxter lädt zum großen" in texts["kaputt.txt"]["text"]
    assert "Höxter lädt zum großen" in texts["utf16.txt"]["text"]
    assert [warning["code"] for warning in texts["english.txt"]["warnings"]][:1] == ["not_german"]


def test_show_prints_the_release_and_what_is_in_it(nlp):
    code, text, error = presselese("show", SAMPLES / "gemeinde-partnerstaedte.txt")
    assert (code, error) == (0, "")
    for expected in (
        "Marlies Kuhnert",
        "2023-05-11/2023-05-14",
        "Wir nehmen einen ganzen Koffer voller Ideen",
    ):
        assert expected in text
    assert "Akismet" not in text


def test_show_raw_prints_what_raw_offsets_point_into():
    path = SAMPLES / "ministerium-radwege.html"
    code, text, _ = presselese("show", "--raw", path)
    assert code == 0
    assert text.rstrip("\n") == path.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("to", ["csv", "jsonl", "xlsx", "parquet", "sqlite", "timeml", "ics", "geojson"])
def test_export_writes_every_format(run, tmp_path, to):
    out, _ = run
    code, _text, error = presselese("export", out, "--to", to, tmp_path / f"made.{to}")
    assert (code, error) == (0, ""), error
    assert (tmp_path / f"made.{to}").exists()


def test_csv_for_excel_opens_by_double_click(run, tmp_path):
    out, _ = run
    code, _, _ = presselese("export", out, "--to", "csv", "--excel", tmp_path / "excel")
    assert code == 0
    data = (tmp_path / "excel" / "persons.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfrelease_id;person_id;")
    assert "Käthe".encode() in data or "Müller".encode() in data or b"Marlies Kuhnert" in data
