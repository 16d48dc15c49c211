"""The notebook runs on the samples as it stands, and prints what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import ROOT

pytest.importorskip("nbclient", reason="nbclient runs the notebook: pip install -e '.[dev]'")
pytest.importorskip("ipykernel", reason="ipykernel runs the notebook: pip install -e '.[dev]'")


def test_the_notebook_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import nbformat
    import run_notebook

    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    assert run_notebook.words(run_notebook.run(tmp_path)) == run_notebook.words(
        nbformat.read(run_notebook.NOTEBOOK, as_version=4)
    ), "run python docs/run_notebook.py"


def test_the_notebook_is_small() -> None:
    assert (ROOT / "docs/notebooks/first-look.ipynb").stat().st_size < 50_000
