"""What the README shows works as it stands."""

import re
from pathlib import Path

import pytest

from presselese.batch.job import Run
from presselese.batch.options import RunOptions

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def samples(nlp, tmp_path_factory):
    """A folder as the repository after the first command line."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    for _ in Run([ROOT / "corpus" / "samples"], folder / "outputs" / "samples", RunOptions()).steps():
        pass
    return folder


@pytest.mark.parametrize("page", ["README.md", "docs/start.md"])
def test_every_python_example_runs(page, samples, monkeypatch, capsys):
    monkeypatch.chdir(samples)
    examples = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    assert examples
    for example in examples:
        exec(compile(example, page, "exec"), {})  # our own pages
    assert capsys.readouterr().out.strip()


def test_the_first_two_command_lines_make_the_environment_and_install():
    lines = re.search(r"```sh\n(.*?)```", TEXT, re.S).group(1).splitlines()
    assert [line.split(" && ")[-1].split()[0] for line in lines] == [
        ".venv/bin/presselese",
        ".venv/bin/python",
    ]
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in lines)


def test_the_quotes_that_are_shown_are_found(samples):
    import presselese

    quotes = presselese.read_outputs(samples / "outputs" / "samples").quotes
    found = set(zip(quotes.type, quotes.speaker_name, quotes.cue, strict=True))
    block = re.search(r"```\ntype .*?```", TEXT, re.S).group().splitlines()[2:-1]
    for line in block:
        kind, who, cue, _ = re.split(r"\s{2,}", line)
        assert (kind, who.split(" (")[0], cue) in found, line


def test_every_page_that_is_named_is_there():
    for page in re.findall(r"\]\(([^)#h][^)]*)\)", TEXT):
        assert (ROOT / page).exists(), page
