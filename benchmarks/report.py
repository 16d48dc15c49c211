"""What a large report costs: `python benchmarks/report.py RUN [--releases 50000] [--keep DIR]`, or `REPORT --look`.

The records of RUN are multiplied: every copy has an id, a source and persons of its own. Prints time, memory and size of
making the report (and of one of a tenth, to see whether memory grows), then, where Chromium is installed, how long each
page takes to its first rows, to its last, and to answer a search.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from presselese.export.tables import read_records
from presselese.record import Record, encode
from presselese.source import content_hash

VISITS = 3

_MAKE = """
import resource, sys, time
from pathlib import Path
from presselese.export.report import write_report
began = time.perf_counter()
made = write_report(Path(sys.argv[1]), Path(sys.argv[2]), inputs=[Path(sys.argv[1]) / "releases.jsonl"])
use = resource.getrusage(resource.RUSAGE_SELF)
print(made.releases, made.without_source, time.perf_counter() - began, use.ru_utime + use.ru_stime, use.ru_maxrss // 1024)
"""

_WATCH = """
new MutationObserver(() => {
  const first = document.querySelector('.list tbody tr, article:not([hidden]) .text');
  if (first) window.firstView ??= performance.now();
  if (document.querySelector('[aria-busy=false]')) window.complete ??= performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true});
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("run", type=Path, help="a run, or with --look a report")
    parser.add_argument("--releases", type=int, default=50_000)
    parser.add_argument(
        "--keep", type=Path, help="folder for the run and its report; by default they are removed"
    )
    parser.add_argument("--look", action="store_true", help="measure a report that is there")
    arguments = parser.parse_args()
    if arguments.look:
        _look(arguments.run.resolve())
        return
    with _folder(arguments.keep) as folder:
        for count in (arguments.releases // 10, arguments.releases):
            run = folder / f"run-{count}"
            _multiply(arguments.run, run, count)
            _make(run, run / "report")
        _look(run / "report")


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
    else:
        with TemporaryDirectory() as scratch:
            yield Path(scratch)


def _multiply(source: Path, run: Path, count: int) -> None:
    """Write `count` records made of those in `source`, and the texts they were read from."""
    (run / "records").mkdir(parents=True, exist_ok=True)
    done = copy = 0
    with (
        (run / "records" / "part-00000.jsonl").open("wb") as records,
        (run / "releases.jsonl").open("wb") as texts,
    ):
        while done < count:
            for record in read_records(source):
                raw = f"{record.text}\n{copy}"
                records.write(_copy(record, copy, content_hash(raw)))
                texts.write(msgspec.json.encode({"id": f"{record.id}-{copy}", "text": raw}) + b"\n")
                done += 1
                if done == count:
                    return
            copy += 1


def _copy(record: Record, number: int, content: str) -> bytes:
    """The record as a line, with another id, other names of its persons and another content."""
    new = hashlib.sha256(f"{record.id} {number}".encode()).hexdigest()[:16]
    line = encode(record).decode().replace(f'"{record.id}', f'"{new}').replace(record.source.sha256, content)
    for person in record.persons if number else ():
        name = json.dumps(person.name, ensure_ascii=False)
        for key in ("name", "speaker_name"):
            line = line.replace(f'"{key}":{name}', f'"{key}":{name[:-1]} {number}"')
    return line.encode() + b"\n"


def _make(run: Path, out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MAKE, str(run), str(out)], capture_output=True, text=True, check=True
    )
    releases, missing, seconds, cpu, memory = done.stdout.split()
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(
        f"{int(releases):,} releases: {float(seconds):.0f} s ({float(cpu):.0f} s of processor), {memory} MiB at most, "
        f"{len(files)} files of {size / 1e6:,.0f} MB together; {missing} without raw text",
        flush=True,
    )


def _look(report: Path) -> None:
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        print("no Chromium here: apt-get install chromium chromium-driver")
        return
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    try:
        chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
        release = ""
        for page in ("index", "releases", "quotes", "people", "dates", "release"):
            visits = [_visit(chrome, f"{report.as_uri()}/{page}.html{release}") for _ in range(VISITS)]
            best = {what: min(visit[what] for visit in visits) / 1000 for what in visits[0]}
            worst = max(visit["first view"] for visit in visits) / 1000
            times = ", ".join(f"{what} {seconds:.2f} s" for what, seconds in best.items())
            print(f"{page}.html: {times} (the slowest first view of {VISITS}: {worst:.2f} s)")
            if page == "releases":
                link = chrome.execute_script(
                    "return document.querySelector('.list tbody a').getAttribute('href')"
                )
                release = link.removeprefix("release.html")
    finally:
        chrome.quit()


def _visit(chrome: Any, address: str) -> dict[str, float]:
    """Milliseconds from the click to what the reader sees; of a list also to its last row, and of a search in it."""
    from selenium.webdriver.support.ui import WebDriverWait

    def ask(script: str) -> float:
        return WebDriverWait(chrome, 300, 0.05).until(lambda _: chrome.execute_script(f"return {script}"))

    chrome.get("about:blank")
    chrome.get(address)
    if not chrome.execute_script("return document.querySelector('.list, article') !== null"):
        return {"first view": ask("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")}
    times = {"first view": ask("window.firstView")}
    if chrome.execute_script("return document.querySelector('.list') !== null"):
        times["all rows"] = ask("window.complete")
        chrome.execute_script(
            "const field = document.querySelector('[name=q]'); field.value = 'der stadt';"
            "window.asked = performance.now(); field.dispatchEvent(new Event('input', {bubbles: true}));"
            "new MutationObserver((_, watch) => {"
            "  if (document.querySelector('[aria-busy=false]')) { window.answered = performance.now(); watch.disconnect(); }"
            "}).observe(document.querySelector('.list'), {attributes: true});"
        )
        times["search"] = ask("window.answered - window.asked")
    return times


if __name__ == "__main__":
    main()
