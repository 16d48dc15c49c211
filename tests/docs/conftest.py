"""A folder in which the lines of the pages find what they name."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from presselese.batch.options import RunOptions
from presselese.batch.outcome import Outcome
from tests.docs.pages import ROOT

IOB2 = "1\tIna\tB-PER\n2\tKolbe\tI-PER\n3\tkommt\tO\n4\taus\tO\n5\tSoest\tB-LOC\n6\t.\tO\n\n"


@pytest.fixture(scope="session")
def one_process(nlp: Language) -> Iterator[None]:
    """`presselese.load` loads each pipeline once, and runs need no workers: a page has many commands."""
    import presselese.batch.pool
    import presselese.pipeline

    load = presselese.pipeline.load
    loaded = {repr((presselese.pipeline.DEFAULT_MODEL, {})): nlp}

    def load_once(model: str = presselese.pipeline.DEFAULT_MODEL, **settings: object) -> Language:
        given = {key: value for key, value in settings.items() if value}
        if given.get("stages") == () or "stages" in settings:
            return load(model, **settings)  # evaluate adds to what it gets
        key = repr((model, given))
        if key not in loaded:
            loaded[key] = load(model, **settings)
        return loaded[key]

    def outcomes(items: Iterable[object], options: RunOptions) -> Iterator[Outcome]:
        from presselese.batch.worker import Processor

        processor = Processor(options)
        return (item if isinstance(item, Outcome) else processor.process(item) for item in items)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presselese.pipeline, "load", load_once)
        patch.setattr(presselese.batch.pool, "outcomes", outcomes)
        yield


@pytest.fixture(scope="session")
def finished_run(tmp_path_factory: pytest.TempPathFactory, one_process: None) -> Path:
    """A run over the samples."""
    from presselese.batch.job import Run

    out = tmp_path_factory.mktemp("run") / "samples"
    for _ in Run([ROOT / "corpus/samples"], out, RunOptions()).steps():
        pass
    return out


@pytest.fixture(scope="session")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Label Studio exports."""
    from presselese.gold.files import read
    from presselese.gold.tools import write_tasks

    folder = tmp_path_factory.mktemp("tasks")
    write_tasks(read(ROOT / "corpus/gold/dev"), "label-studio", folder, looked_at=True)
    return folder / "tasks.json"


@pytest.fixture
def desk(tmp_path: Path, finished_run: Path, tasks: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a page: what is in the repository, and what a newsroom has (`pressearchiv/`, annotated
    releases in `gold/`, a finished run in `outputs/`)."""
    for part in ("docs", "models", "pipeline", "tests", "benchmarks"):
        (tmp_path / part).symlink_to(ROOT / part)
    for file in ("README.md", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path / file)
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(ROOT / "corpus/samples", tmp_path / "pressearchiv")
    for run in ("samples", "archiv"):
        shutil.copytree(finished_run, tmp_path / "outputs" / run)
    for annotator in ("anna", "ben"):
        (tmp_path / "gold" / annotator).mkdir(parents=True)
        for file in sorted((ROOT / "corpus/gold/dev").glob("g0*.json")):
            shutil.copy(file, tmp_path / "gold" / annotator)
    shutil.copy(tasks, tmp_path / "export.json")
    (tmp_path / "GermEval").mkdir()
    (tmp_path / "GermEval/dev.tsv").write_text(IOB2, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path
