"""Run docs/notebooks/first-look.ipynb and keep what it prints: `python docs/run_notebook.py [--check]`.

The notebook is kept with its outputs, so that who reads it on the web sees what it gives. They are plain text, to stay
small, and `--check` compares their words, not their layout, which is another one in each version of pandas.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs/notebooks/first-look.ipynb"


def run(folder: Path) -> NotebookNode:
    """The notebook as it comes out now, run in `folder` (which holds corpus/samples). Raises nbclient's
    CellExecutionError for a cell that fails."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [_as_text(output) for output in cell.outputs if output.get("name") != "stderr"]
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def words(notebook: NotebookNode) -> list[list[str]]:
    """What its cells print, a list of words a cell."""
    return [
        [word for output in cell.outputs for word in _text(output).split()]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _as_text(output: NotebookNode) -> NotebookNode:
    """Of a table its text alone."""
    if "data" in output:
        output.data = NotebookNode({"text/plain": output.data["text/plain"]})
    return output


def _text(output: NotebookNode) -> str:
    return str(output.get("text") or output.data["text/plain"])


if __name__ == "__main__":
    made = run(ROOT)
    if "--check" not in sys.argv[1:]:
        nbformat.write(made, NOTEBOOK)
    elif words(made) != words(nbformat.read(NOTEBOOK, as_version=4)):
        raise SystemExit(f"{NOTEBOOK.name} prints something else now: run python docs/run_notebook.py")
