"""The site is built without a warning, and asks nothing of the network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

ASKS = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*\bsrc=["']?https?:|<link[^>]*\bhref=["']?https?:(?![^>]*canonical)"""
)
"""What a browser fetches when it opens a page; a link that somebody has to click is none."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("material", reason="the site's packages are not installed: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    pages = {page.relative_to(ROOT / "docs").with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")}
    assert {page for page in pages if not (site / page).exists()} == set()
    assert (site / "notebooks/first-look.ipynb").exists()
    assert not list(site.rglob("*.py"))


def test_no_bar_in_code_is_shown_with_its_backslash(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert not re.search(r"<td>(?:(?!</td>).)*\\\|", page.read_text(encoding="utf-8")), page.name


def test_no_page_asks_the_network(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert ASKS.findall(page.read_text(encoding="utf-8")) == [], page.name
    for sheet in site.rglob("*.css"):
        assert "url(http" not in sheet.read_text(encoding="utf-8"), sheet.name
