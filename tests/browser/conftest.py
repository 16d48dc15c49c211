"""A real Chromium, and reports for it to open."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAMPLES = ROOT / "corpus" / "samples"
RELEASES = 2_000
HOSTILE = {
    "id": "hostile",
    "title": "<script>hacked = 1</script><img src=x onerror='hacked = 2'>",
    "issuer": "Amt für <b>Marken</b> & „Zeichen“",
    "published": "2023-05-02",
    "text": (
        "<script>hacked = 1</script><img src=x onerror='hacked = 2'>\n\n"
        "„Wir nehmen <script>hacked = 3</script> nicht ernst“, sagte Bürgermeisterin Anna </script> Berg (SPD). "
        "Am 12. Mai 2023 um 18 Uhr tagt der Rat in Köln. Vom 15. bis 20. Mai 2023 ist das Amt zu. Im Juni 2023 wird "
        "es umgebaut.\n"
    ),
}


@pytest.fixture(scope="session")
def chromium() -> tuple[str, str]:
    """Where the browser and its driver are; the test is skipped where they are not."""
    pytest.importorskip("selenium", reason="needs selenium: pip install -e '.[dev]'")
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no Chromium here: apt-get install chromium chromium-driver")
    return browser, driver


@pytest.fixture(scope="session")
def driver(chromium):
    """A headless browser that can reach no host, and notes what its pages ask for and complain of."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    browser, driver = chromium
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    started.set_script_timeout(100)
    yield started
    started.quit()


def write_run(inputs: list[Path], out: Path, **options: object) -> Path:
    """A run of these inputs; it goes on where an earlier one ended."""
    from presselese.batch.job import Run
    from presselese.batch.options import RunOptions

    for outcome in Run(inputs, out, RunOptions(workers=1, rerun=True, **options)).steps():
        assert outcome.state == "done", outcome
    return out


@pytest.fixture(scope="session")
def sample_run(nlp, tmp_path_factory) -> Path:
    """A run over the samples and one release that means no good."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.jsonl").write_text(json.dumps(HOSTILE), encoding="utf-8")
    return write_run([SAMPLES, folder / "hostile.jsonl"], folder / "run")


@pytest.fixture(scope="session")
def samples(chromium, sample_run) -> Path:
    """The folder of the samples' report."""
    from presselese.export.report import write_report

    return write_report(sample_run, sample_run / "report").page.parent


@pytest.fixture(scope="session")
def press(chromium, shared, nlp, request) -> Path:
    """The folder of the report of real releases; their run is kept between sessions."""
    from presselese.export.report import write_report

    kept = Path(request.config.cache.mkdir("browser")) / "press"
    run = write_run([shared / "data" / "press" / "press.jsonl.xz"], kept, limit=None)
    return write_report(run, run / "report").page.parent


@pytest.fixture(params=["samples", pytest.param("press", marks=pytest.mark.benchmark_run)])
def report(request) -> Iterator[Path]:
    """A report of the samples, then (`-m benchmark_run`: it takes minutes) of 2,262 real releases."""
    return request.getfixturevalue(request.param)
