"""Whether memory stays flat over a long run: `python benchmarks/memory.py [--documents 20000] [--workers 1]`.

Makes short releases with five words each that occur nowhere else, runs them, and prints the resident memory of the
parent and of each worker every tenth of the run (Linux: read from /proc). The last line is the growth of the largest
worker from the first tenth to the end, and that of the parent.
"""

from __future__ import annotations

import argparse
import json
import random
import string
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

RELEASE = (
    "Nordhofen. Bürgermeisterin Anna Schulz hat am {day}. März 2023 das {0} eröffnet. "
    "„Das {1} ist ein Gewinn“, sagte Schulz. Die Firma {2} aus {3} baute mit {4} daran."
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--model", default="de_presse_md")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "releases.jsonl"
        path.write_text("".join(_lines(arguments.documents)), encoding="utf-8")
        command = [
            str(Path(sys.executable).with_name("presselese")),
            "run",
            str(path),
            "--out",
            str(Path(folder) / "out"),
        ]
        command += ["--workers", str(arguments.workers), "--model", arguments.model, "--log", "json"]
        sizes = _sizes_during(command, max(1, arguments.documents // 10))
    first, last = sizes[0], sizes[-1]
    print(f"largest worker {_change(max(first[1:]), max(last[1:]))}, parent {_change(first[0], last[0])}")


def _lines(count: int) -> list[str]:
    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choices(string.ascii_lowercase, k=12)).capitalize()

    texts = (RELEASE.format(*(word() for _ in range(5)), day=1 + n % 28) for n in range(count))
    return [
        json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts)
    ]


def _sizes_during(command: list[str], every: int) -> list[list[int]]:
    """Resident MiB of the parent, then of its workers, each time `every` more documents are done."""
    sizes = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as run:
        assert run.stderr is not None
        done = 0
        for line in run.stderr:
            done += '"state":"done"' in line
            if done and done % every == 0 and '"state":"done"' in line:
                sizes.append([_resident(run.pid), *map(_resident, _children(run.pid))])
                print(f"{done:7,} documents: {sizes[-1]} MiB", flush=True)
    return sizes


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) // 1024


def _change(before: int, after: int) -> str:
    return f"{before} to {after} MiB ({after / before - 1:+.1%})"


if __name__ == "__main__":
    main()
