"""The installed command, as a newcomer meets it."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from presselese.cli import app

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
        (("run", SAMPLES, "-o", SAMPLES / "gemeinde-partnerstaedte.txt"), "--out:"),
        (("run", SAMPLES, "-o", "out", "--log", "xml"), "'xml' is not one of 'text', 'json'"),
        (("run", SAMPLES, "-o", "out", "--model", SAMPLES), "no spaCy pipeline"),
        (("run", SAMPLES, "-o", "out", "--names", "nix.csv"), "nix.csv"),
        (("run", SAMPLES), "Missing option '--out'"),
        (("rum", SAMPLES), "Did you mean 'run'?"),
        (("show", "no-such-file.txt"), "no-such-file.txt: no such file"),
        (("show", SAMPLES), "is a folder; show takes one file"),
        (("evaluate", "nix"), "nix: no such file or folder"),
        (("gold", "check", "nix"), "nix: no such file or folder"),
        (("gold", "export", "nix", "--to", "brat"), "nix: no such file or folder"),
        (("gold", "import", "nix", "--from", "brat"), "nix: no such file or folder"),
        (("gold", "agreement", "nix", "nix"), "nix: no such file or folder"),
        (("report", "no-run"), "no-run: no run here"),
        (("models", "install", "nix"), "no address is known for 'nix'"),
        (("export", "no-run", "--to", "csv", "--excel", "--all-quotes", "out"), "no-run: no run here"),
        (("export", "no-run", "--to", "ics", "--all-quotes", "out"), "--all-quotes goes with --to csv"),
        (("export", "no-run", "--to", "xlsx", "--excel", "out"), "--excel goes with --to csv"),
        (("export", "no-run", "--to", "csv", "out"), "no-run: no run here"),
        (("export", "no-run", "--to", "docx", "out"), "'docx' is not one of 'csv'"),
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


def commands(group=None, path=()):
    """Every command of the program as the words that call it."""
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if not hasattr(command, "commands") or command.invoke_without_command:
            yield (*path, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_has_help_with_an_example(command):
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "120", "NO_COLOR": "1"})
    assert result.exit_code == 0
    assert "Usage" in result.output
    assert f"Example: presselese {' '.join(command)}" in " ".join(result.output.split())


def test_each_line_of_the_overview_is_one_sentence():
    result = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "120"})
    assert "Example" not in result.output


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
        "Organisations",
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


def test_json_of_a_run_is_its_summary(run):
    out, _ = run
    code, text, error = presselese("run", SAMPLES, "-o", out, "--workers", "1", "--json")
    assert (code, error) == (0, "")
    summary = json.loads(text)
    assert summary["before"] == len(list(SAMPLES.iterdir()))
    assert summary["problems"] == []
    assert summary["out"] == str(out)


def test_json_of_models_and_of_a_release(nlp):
    code, text, _ = presselese("models", "--json")
    assert code == 0
    assert "de_presse_md" in [model["name"] for model in json.loads(text)]
    code, text, _ = presselese("show", SAMPLES / "gemeinde-partnerstaedte.txt", "--json")
    assert code == 0
    assert json.loads(text)["schema"] == "presselese/1"


def test_json_of_an_evaluation_can_be_piped(nlp):
    code, text, _ = presselese(
        "evaluate", ROOT / "corpus" / "gold" / "dev" / "g05-feuerwehr-celle.json", "--json", "-"
    )
    assert code == 0
    assert json.loads(text)["documents"] == 1


def test_a_failed_start_does_not_bind_the_directory(tmp_path, nlp):
    """Whoever mistypes the model gives the right one with the same directory."""
    (tmp_path / "a.txt").write_text("Die Stadt lädt am 3. Mai 2022 zum Fest auf dem Markt ein.", "utf-8")
    code, _, error = presselese("run", tmp_path / "a.txt", "-o", tmp_path / "out", "--model", "de_press_md")
    assert (code, error.count("\n")) == (2, 1)
    code, text, error = presselese(
        "run", tmp_path / "a.txt", "-o", tmp_path / "out", "--log", "json", "--workers", "1"
    )
    assert code == 0, error
    assert "1 done" in text
    (line,) = (json.loads(line) for line in error.splitlines())
    assert (line["path"], line["state"]) == ("a.txt", "done")


@pytest.mark.parametrize("arguments", [("export", "RUN", "--to", "csv", "out"), ("report", "RUN")])
def test_a_run_of_another_version_says_what_to_do(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "RUN" / "records").mkdir(parents=True)
    (tmp_path / "RUN" / "records" / "part-00000.jsonl").write_text('{"schema": "presselese/0"}\n')
    code, _, error = presselese(*arguments)
    assert code == 2
    assert "part-00000.jsonl, line 1" in error and "--rerun" in error
    assert error.count("\n") == 1


def test_a_folder_without_files_is_said_and_its_run_can_be_exported(tmp_path):
    (tmp_path / "leer").mkdir()
    code, text, _ = presselese("run", tmp_path / "leer", "-o", tmp_path / "out")
    assert code == 0
    assert f"nothing to read: no file in {tmp_path / 'leer'}" in text
    code, _, error = presselese("export", tmp_path / "out", "--to", "csv", tmp_path / "csv")
    assert (code, error) == (0, "")
    assert (tmp_path / "csv" / "releases.csv").read_text("utf-8").count("\n") == 1


def ended(tmp_path: Path, moment: str, ending: signal.Signals) -> tuple[int, str, float]:
    """Exit code and messages of a run that is ended while it loads or works, and the seconds from then on."""
    out = tmp_path / "out"
    source = tmp_path / "many.jsonl"
    text = (SAMPLES / "gemeinde-partnerstaedte.txt").read_text("utf-8")
    source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n in range(2000)), "utf-8")
    command = [sys.executable, "-c", "from presselese.cli import main; main()", "run", source, "-o", out]
    with subprocess.Popen(
        [*command, "--workers", "1", "--log", "json"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    ) as process:
        deadline = time.monotonic() + 240
        while not (out / "manifest.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        if moment == "working":
            assert json.loads(process.stderr.readline())["state"] == "done"
        began = time.monotonic()
        os.killpg(process.pid, ending)
        error = process.stderr.read()
        return process.wait(), error, time.monotonic() - began


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=lambda ending: ending.name)
@pytest.mark.parametrize("moment", ["loading", "working"])
def test_ctrl_c_and_the_end_of_a_container_say_how_to_go_on(tmp_path, nlp, moment, ending):
    code, error, _ = ended(tmp_path, moment, ending)
    assert code == 130
    assert error.splitlines()[-1] == (
        "presselese: ended; what is in the ledger is kept, give the same command to go on"
    )
    assert "Traceback" not in error


@pytest.mark.benchmark_run
@pytest.mark.parametrize("moment", ["loading", "working"])
def test_ctrl_c_ends_within_two_seconds(tmp_path, nlp, moment):
    assert ended(tmp_path, moment, signal.SIGINT)[2] < 2


def test_colours_are_left_out_where_asked():
    pty = pytest.importorskip("pty", reason="needs a terminal")

    def shown(**environment):
        ours, theirs = pty.openpty()
        code = "from presselese.cli import main; main()"
        with subprocess.Popen(
            [sys.executable, "-c", code, "--help"],
            stdout=theirs,
            env={
                **{k: v for k, v in os.environ.items() if k != "NO_COLOR"},
                "TERM": "xterm-256color",
                **environment,
            },
        ):
            os.close(theirs)
            text = b""
            with contextlib.suppress(OSError):  # the end of a terminal
                while piece := os.read(ours, 1 << 16):
                    text += piece
        os.close(ours)
        return text

    colour = re.compile(rb"\x1b\[[0-9;]*3[0-7]m")
    assert colour.search(shown())
    assert not colour.search(shown(NO_COLOR="1"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_and_choices(shell):
    code = "from presselese.cli import main; main()"

    def completed(words):
        env = {
            **os.environ,
            "_PRESSELESE_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        # the name of the program is what the variable is named after
        start = f"import sys; sys.argv[0] = 'presselese'; {code}"
        return subprocess.run(
            [sys.executable, "-c", start], env=env, capture_output=True, text=True, check=False
        ).stdout

    assert "export" in completed("presselese ex")
    assert "parquet" in completed("presselese export run --to p")
    assert "evaluate" not in completed("presselese export run --to p")


def test_what_people_wait_for_is_imported_late():
    code = "import sys, presselese.cli; sys.exit(any(name in sys.modules for name in ('spacy', 'pandas', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_base_install_stays_small():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(project["dependencies"]) <= 15


@pytest.mark.benchmark_run
def test_nobody_waits_for_the_first_word():
    code = "import runpy; print(runpy.run_path('benchmarks/start_up.py')['medians'](7))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    found = eval(done.stdout)
    assert found["import presselese"] - found["python -c pass"] <= 0.3
    assert found["presselese --help"] - found["python -c pass"] <= 0.5
