"""A run can be ended at any moment, and gives the same bytes however it went."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from presselese.batch.job import ConfigurationChanged, Run
from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from presselese.batch.shards import Ledger
from presselese.folder import DirectoryInUse, LocalFolder

TEXT = "Rathaus öffnet\n\nAuental. Bürgermeisterin Birgit Sandmann sagte am {day}. Mai 2022: „Wir öffnen Tor {day}.“\n"


def bytes_of(out: Path) -> dict[str, bytes]:
    """What must be the same: records, tables, schema."""
    files = [*sorted((out / "records").iterdir()), *sorted((out / "tables").iterdir()), out / "schema.json"]
    return {str(file.relative_to(out)): file.read_bytes() for file in files}


def do(archive, out, model, **options):
    job = Run([archive], out, RunOptions(**{"shard_size": 5, "model": model, **options}))
    for _ in job.steps():
        pass
    return job


def test_same_bytes_with_one_and_with_two_workers_and_nothing_to_do_afterwards(archive, tmp_path, model):
    one = do(archive, tmp_path / "one", model, workers=1)
    assert (one.summary.done, one.summary.failed) == (12, 0)
    do(archive, tmp_path / "two", model, workers=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    again = do(archive, tmp_path / "one", model, workers=1)
    assert (again.summary.done, again.summary.before) == (0, 12)


KILLED = """
import sys
sys.path.insert(0, sys.argv[4])
from presselese.batch.options import RunOptions
from presselese.batch.job import Run
if __name__ == "__main__":
    options = RunOptions(shard_size=int(sys.argv[5]), model=sys.argv[3])
    for _ in Run([sys.argv[1]], sys.argv[2], options).steps():
        pass
"""


@contextmanager
def killed_run(archive, out, model, shard_size=5):
    """A run in a process of its own, which is killed when the block ends: its workers end by themselves."""
    arguments = [archive, out, model, Path(model).parent, shard_size]
    command = [sys.executable, "-c", KILLED, *map(str, arguments)]
    with subprocess.Popen(command, start_new_session=True) as process:
        yield
        os.killpg(process.pid, signal.SIGKILL)


def test_killed_and_resumed_gives_the_same_bytes(archive, tmp_path, model):
    do(archive, tmp_path / "whole", model)
    out = tmp_path / "killed"
    with killed_run(archive, out, model):
        deadline = time.monotonic() + 120
        while not (out / "ledger" / "part-00000.jsonl").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    resumed = do(archive, out, model)
    assert 0 < resumed.summary.before <= 12
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_one_document_that_raises_is_named_and_the_others_are_done(archive, tmp_path, model):
    (archive / "r07.txt").write_text(
        "Das wird niemals der Rat beschließen, sagte er. Niemals!", encoding="utf-8"
    )
    job = do(archive, tmp_path / "out", model)
    lines = [json.loads(line) for line in (tmp_path / "out" / "ledger.jsonl").read_text().splitlines()]
    failed = [line for line in lines if line["state"] == "failed"]
    assert [(Path(line["path"]).name, line["reason"]) for line in failed] == [
        ("r07.txt", "ValueError: this text is refused")
    ]
    assert (job.summary.done, job.summary.failed) == (11, 1)
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["counts"] == {
        "done": 11,
        "failed": 1,
        "skipped": 0,
    }


def test_later_inputs_go_to_new_shards(archive, tmp_path, model):
    do(archive, tmp_path / "out", model)
    before = bytes_of(tmp_path / "out")
    (archive / "a-new.txt").write_text(TEXT.format(day=30), encoding="utf-8")
    job = do(archive, tmp_path / "out", model)
    assert (job.summary.done, job.summary.before) == (1, 12)
    after = bytes_of(tmp_path / "out")
    assert all(after[name] == data for name, data in before.items() if name.startswith("records"))
    assert "records/part-00003.jsonl" in after


def test_another_configuration_is_refused_until_rerun(archive, tmp_path, model):
    do(archive, tmp_path / "out", model)
    with pytest.raises(ConfigurationChanged, match=r"All 12 records .* --rerun"):
        do(archive, tmp_path / "out", model, published="2022-05-20")
    assert do(archive, tmp_path / "out", model, published="2022-05-20", rerun=True).summary.done == 12


def test_a_shard_that_the_ledger_does_not_know_is_written_again(tmp_path):
    folder = LocalFolder(tmp_path)
    outcomes = [Outcome(f"{i:016x}", f"{i}.txt", None, "done", record=b"{}") for i in range(3)]
    Ledger(folder).add(outcomes)
    folder.write("records/part-00001.jsonl", [b"{}\n"])  # killed before its lines were written
    again = Ledger(folder)
    assert (len(again.states), again.next_shard) == (3, 1)


def test_two_runs_at_a_time_in_one_directory_are_refused(tmp_path):
    with LocalFolder(tmp_path).locked(), pytest.raises(DirectoryInUse, match="another run"):
        LocalFolder(tmp_path).locked().__enter__()
    with LocalFolder(tmp_path).locked():
        pass


def test_failed_documents_are_done_again_when_asked(tmp_path):
    ledger = Ledger(LocalFolder(tmp_path))
    ledger.add(
        [
            Outcome("a" * 16, "a.txt", None, "failed", "no"),
            Outcome("b" * 16, "b.txt", None, "done", record=b"{}"),
        ]
    )
    assert Ledger(LocalFolder(tmp_path)).forget_failed() == 1


def test_an_edited_names_file_is_never_overwritten(archive, tmp_path, model):
    do(archive, tmp_path / "out", model)
    names = tmp_path / "out" / "names.csv"
    assert names.read_text(encoding="utf-8").startswith("surface,name,kind,link,count\n")
    names.write_text("surface,name,kind,link,count\nOrt,Ort,person,,1\n", encoding="utf-8")
    (archive / "new.txt").write_text("Die Stadt lädt zum Fest ein, sagte der Rat am Abend.", encoding="utf-8")
    do(archive, tmp_path / "out", model)
    assert "Ort,Ort,person" in names.read_text(encoding="utf-8")
    assert (tmp_path / "out" / "names.new.csv").is_file()


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("Absturz", "the worker process died, perhaps out of memory"),
        ("Endlos", "time limit of 15 s reached"),
    ],
)
def test_a_document_that_kills_or_hangs_its_worker_is_the_only_one_lost(
    archive, tmp_path, model, word, reason
):
    (archive / "r07.txt").write_text(
        f"Der Rat sagte am Abend, dass es um {word} ging und um nichts anderes.", encoding="utf-8"
    )
    job = do(archive, tmp_path / "out", model, time_limit=15, workers=2)
    assert (job.summary.done, job.summary.failed) == (11, 1)
    (problem,) = job.summary.problems
    assert problem.path == "r07.txt"
    assert problem.reason.startswith(reason)


def test_a_full_disk_is_said_and_the_run_goes_on_afterwards(archive, tmp_path, model, monkeypatch):
    written = LocalFolder.write

    def full(self, name, chunks):
        if name == "records/part-00001.jsonl":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written(self, name, chunks)

    monkeypatch.setattr(LocalFolder, "write", full)
    with pytest.raises(OSError, match="No space left"):
        do(archive, tmp_path / "out", model)
    monkeypatch.undo()
    assert do(archive, tmp_path / "out", model).summary.before == 5
    do(archive, tmp_path / "whole", model)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


@pytest.mark.benchmark_run
def test_killed_at_fifty_random_moments(archive, tmp_path, model):
    """Nothing lost, nothing doubled, the same bytes: takes minutes."""
    for day in range(13, 200):
        (archive / f"r{day:03d}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    do(archive, tmp_path / "whole", model)
    chance = random.Random(1)
    for _ in range(50):
        with killed_run(archive, tmp_path / "out", model):
            time.sleep(chance.uniform(2, 8))
    do(archive, tmp_path / "out", model)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def test_the_function_for_notebooks_can_be_called_again_and_again(archive, tmp_path, model):
    import presselese

    records = list(presselese.run(archive, out=tmp_path / "out", model=model))
    assert len(records) == 12
    assert list(presselese.run(archive, out=tmp_path / "out", model=model)) == []
    assert len(presselese.read_outputs(tmp_path / "out").releases) == 12


def test_pages_in_an_archive_are_parsed_by_the_workers(tmp_path, model):
    """The same records as of the pages beside the archive; a page without text is one failed line."""
    page = "<html><head><title>Tor {n}</title></head><body><h1>Tor {n}</h1><p>Die Stadt öffnet am Montag Tor {n}.</p></body></html>"
    folder = tmp_path / "seiten"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(1, 8):
            archive.writestr(f"{number}.html", page.format(n=number))
            (folder / f"{number}.html").write_text(page.format(n=number), encoding="utf-8")
        archive.writestr("leer.html", "<html><script>1</script></html>")
    one = do(folder, tmp_path / "one", model, workers=1)
    do(folder, tmp_path / "two", model, workers=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert (one.summary.done, one.summary.failed) == (14, 1)
    assert [(problem.member, problem.reason) for problem in one.summary.problems] == [
        ("leer.html", "holds no text")
    ]
    records = [
        json.loads(line) for path in sorted((tmp_path / "one/records").iterdir()) for line in path.open()
    ]
    texts = [(record["source"]["member"], record["text"], record["meta"]["title"]) for record in records]
    assert [text for _, *text in texts[:7]] == [text for _, *text in texts[7:]]
