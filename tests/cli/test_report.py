"""What `presselese report` says."""

import pytest

pytest.importorskip("jinja2", reason="needs the extra report")

from typer.testing import CliRunner

from presselese.cli import app
from presselese.record import Record, ReleaseMeta, Source, encode


@pytest.fixture
def run(tmp_path):
    (tmp_path / "run" / "records").mkdir(parents=True)
    record = Record(id="9c39e241018c9b1e", source=Source(path="a.txt"), meta=ReleaseMeta(), text="")
    (tmp_path / "run" / "records" / "part-00000.jsonl").write_bytes(encode(record) + b"\n")
    return tmp_path / "run"


def report(*arguments):
    """Exit code and all that is said, on one line."""
    done = CliRunner().invoke(app, ["report", *map(str, arguments)], env={"COLUMNS": "200", "NO_COLOR": "1"})
    return done.exit_code, " ".join(done.output.split())


def test_it_says_what_was_written_and_what_is_missing(run):
    code, text = report(run)
    assert code == 0
    assert f"written: {run / 'report' / 'index.html'} (releases: 1)" in text
    assert "no raw text for 1 of them" in text and "--input" in text
    assert "no raw text" not in report(run, "--no-source")[1]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["{tmp}/nowhere"], "no run here"),
        (["{tmp}"], "expected the OUT of `presselese run`"),
        (["{run}", "--lang", "fr"], "'fr' is not one of 'de', 'en'"),
        (["{run}", "--input", "{tmp}/gone"], "gone: no such file or folder"),
        (["{run}", "-o", "{run}/records"], "holds something other than a report"),
        (["{run}", "-o", "{run}/records/part-00000.jsonl"], "found a file, expected a folder"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_expected(run, tmp_path, arguments, said):
    code, text = report(*(argument.format(run=run, tmp=tmp_path) for argument in arguments))
    assert (code, said in text) == (2, True), text


def test_a_run_of_another_version_says_what_to_do(run):
    (run / "records" / "part-00000.jsonl").write_text('{"schema": "presselese/0", "id": 3}\n')
    code, text = report(run)
    assert code == 2
    assert "part-00000.jsonl, line 1" in text and "presselese run" in text and "--rerun" in text
    (run / "manifest.json").write_text("x")
    assert "not the manifest of a run" in report(run)[1]
