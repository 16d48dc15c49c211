"""Faults that people reported for other tools, tests/data/cases/batch.jsonl and those of readers.jsonl that need a run.

Case 175 (20,000 releases with new words) takes too long for a test: `benchmarks/` measures memory.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
import spacy

from tests.batch.test_run import bytes_of, do, killed_run
from tests.readers.build import docx
from tests.readers.test_warc import HTML, page, warc

CASES = {
    case["id"]: case
    for name in ("batch", "readers")
    for line in (Path(__file__).parents[1] / "data" / "cases" / f"{name}.jsonl")
    .read_text("utf-8")
    .splitlines()
    for case in [json.loads(line)]
    if not case["input"]
}
TEXT = (
    "Rathaus öffnet\n\nAuental. Bürgermeisterin Birgit Sandmann sagte am {}. Mai, dass Tor {} bald öffnet.\n"
)


def test_every_case_is_tested_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert not [name for name in CASES if name.replace("-", "_") not in source and name != "case-175"]


def files(folder: Path, count: int, **others: str) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number:03d}.txt").write_text(TEXT.format(number % 28 + 1, number), "utf-8")
    for name, text in others.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def ledger(out: Path) -> list[dict]:
    return [json.loads(line) for line in (out / "ledger.jsonl").read_text("utf-8").splitlines()]


def failures(out: Path) -> list[tuple[str, str, str]]:
    return [(line["path"], line["state"], line["reason"]) for line in ledger(out) if line["state"] != "done"]


def test_case_171_one_bad_document_is_named(tmp_path, model):
    archive = files(tmp_path / "in", 50)
    (archive / "023.txt").write_text("Das wird niemals der Rat beschließen, sagte er. Niemals!", "utf-8")
    job = do(archive, tmp_path / "out", model)
    assert (job.summary.done, job.summary.failed) == (49, 1)
    assert failures(tmp_path / "out") == [("023.txt", "failed", "ValueError: this text is refused")]


BATCHES = """
from spacy.language import Language
from spacy.tokens import Doc

@Language.factory("in_batches")
def make(nlp, name):
    return InBatches()

class InBatches:
    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream, *, batch_size=128):
        docs = list(stream)
        if any("Niemals" in doc.text for doc in docs):
            raise RuntimeError("the batch is refused")
        yield from docs
"""


def test_case_173_a_component_that_works_on_batches_loses_one_document(tmp_path, monkeypatch):
    code = tmp_path / "code"
    (code / "batching-1.dist-info").mkdir(parents=True)
    (code / "batching.py").write_text(BATCHES, "utf-8")
    (code / "batching-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: batching\nVersion: 1\n"
    )
    (code / "batching-1.dist-info" / "entry_points.txt").write_text(
        "[spacy_factories]\nin_batches = batching:make\n"
    )
    monkeypatch.syspath_prepend(str(code))
    import batching  # noqa: F401

    nlp = spacy.blank("de")
    nlp.add_pipe("in_batches")
    nlp.to_disk(code / "model")
    archive = files(
        tmp_path / "in", 99, schlecht="Das sagte er am Abend in Auental und danach Niemals wieder."
    )
    job = do(archive, tmp_path / "out", str(code / "model"))
    assert (job.summary.done, job.summary.failed) == (99, 1)
    assert failures(tmp_path / "out") == [("schlecht.txt", "failed", "RuntimeError: the batch is refused")]
    counts = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["counts"]
    assert counts == {"done": 99, "failed": 1, "skipped": 0}


def test_case_174_a_text_of_five_million_characters_does_not_hang_the_run(tmp_path, model):
    long = (TEXT.format(3, 4) * 60_000)[:5_000_000]
    archive = files(tmp_path / "in", 0, lang=long, kurz=TEXT.format(1, 1))
    began = time.monotonic()
    do(archive, tmp_path / "out", model, workers=2, time_limit=5, shard_size=5)
    assert time.monotonic() - began < 60
    states = {line["path"]: line for line in ledger(tmp_path / "out")}
    assert states["kurz.txt"]["state"] == "done"
    if states["lang.txt"]["state"] == "failed":
        assert "5 s reached" in states["lang.txt"]["reason"]
        assert (
            "5,000,000 characters" in states["lang.txt"]["reason"] or "bytes" in states["lang.txt"]["reason"]
        )


@pytest.mark.benchmark_run
def test_case_177_the_same_bytes_for_one_two_and_four_workers(tmp_path, model):
    archive = files(tmp_path / "in", 200)
    for workers in (1, 2, 4):
        do(archive, tmp_path / str(workers), model, workers=workers)
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2") == bytes_of(tmp_path / "4")


REPORT = (
    "In {} ist am {} ein Fahrrad aus einem Hinterhof gestohlen worden. Die Täter schnitten das Schloss auf, während die "
    "Bewohner schliefen, und entkamen in unbekannter Richtung. Das Rad ist blau und hat einen Korb. Die Polizei schätzt "
    "den Schaden auf {} Euro. Wer etwas gesehen hat, meldet sich bei der Wache."
)


def test_case_179_reports_of_different_facts_are_no_duplicates(tmp_path, model):
    one, two = REPORT.format("Soest", "3. Mai", 400), REPORT.format("Celle", "9. Juni", 900)
    assert 50 < len(one.split()) < 70
    job = do(files(tmp_path / "in", 0, eins=one, zwei=two), tmp_path / "out", model)
    assert job.summary.done == 2
    assert (tmp_path / "out" / "tables" / "duplicates.csv").read_text("utf-8").count("\n") == 1


def test_case_180_a_killed_run_goes_on_where_it_was(tmp_path, model):
    archive = files(tmp_path / "in", 500)
    do(archive, tmp_path / "whole", model, shard_size=50)
    with killed_run(archive, tmp_path / "out", model, shard_size=50):
        deadline = time.monotonic() + 120
        while not (tmp_path / "out/ledger/part-00003.jsonl").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
    resumed = do(archive, tmp_path / "out", model, shard_size=50)
    assert resumed.summary.before >= 200
    assert resumed.summary.done == 500 - resumed.summary.before
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def test_cases_of_readers_in_a_run(tmp_path, model):
    """Each of them as it stands in the ledger: case_164 tracked changes, case_166 a cut web archive, case_168 a name
    from Windows, case_170 archives in archives."""
    pytest.importorskip("warcio", reason="needs the extra warc")
    archive = tmp_path / "in"
    archive.mkdir()
    changed = "".join(
        (
            '<w:p><w:r><w:t xml:space="preserve">Die Sperrung beginnt am </w:t></w:r>',
            "<w:del><w:r><w:delText>Freitag</w:delText></w:r></w:del><w:ins><w:r><w:t>Montag</w:t></w:r></w:ins>",
            "<w:r><w:t>.</w:t></w:r></w:p>",
        )
    )
    (archive / "sperrung.docx").write_bytes(docx(changed))
    pages = [(f"https://musterau.example/{number}", HTML, page(f"Seite {number}")) for number in range(3)]
    complete, whole = len(warc(pages[:2])), warc(pages)
    (archive / "netz.warc.gz").write_bytes(whole[: (complete + len(whole)) // 2])
    windows = zipped("B#rgerfest.txt", "Die Stadt lädt zum Bürgerfest auf dem Markt ein.".encode())
    (archive / "fest.zip").write_bytes(windows.replace(b"B#rgerfest", b"B\x81rgerfest"))
    nested = zipped("tief.txt", "Die Stadt lädt zum Fest in die Tiefe ein.".encode())
    for level in range(9):
        nested = zipped(f"{level}.zip", nested)
    (archive / "tief.zip").write_bytes(nested)
    job = do(archive, tmp_path / "out", model)
    lines = ledger(tmp_path / "out")
    records = [
        json.loads(line) for path in sorted((tmp_path / "out/records").iterdir()) for line in path.open("rb")
    ]

    word = next(record for record in records if record["source"]["path"] == "sperrung.docx")
    assert word["text"] == "Die Sperrung beginnt am Montag."
    assert "tracked_changes" in [warning["code"] for warning in word["warnings"]]

    web = [line for line in lines if line["path"] == "netz.warc.gz"]
    assert [line["state"] for line in web].count("done") == 2
    (cut,) = (line for line in web if line["state"] == "failed")
    assert str(complete) in cut["reason"]
    assert job.summary.failed == 1

    assert [line["member"] for line in lines if line["path"] == "fest.zip"] == ["Bürgerfest.txt"]
    assert ",Bürgerfest.txt," in (tmp_path / "out/tables/releases.csv").read_text("utf-8")

    (deep,) = (line for line in lines if line["path"] == "tief.zip")
    assert (deep["state"], deep["reason"].startswith("too deep")) == ("skipped", True)
