"""How long a person waits before anything happens: `python benchmarks/start_up.py [--times 11]`.

Medians of whole processes, in seconds, and what is above `python -c pass`. Wanted: `import presselese` at most 0.3 s,
`presselese --help` at most 0.5 s above it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

MAIN = "from presselese.cli import main; main()"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import presselese": ["-c", "import presselese"],
    "presselese --help": ["-c", MAIN, "--help"],
    "presselese --version": ["-c", MAIN, "--version"],
}


def medians(times: int) -> dict[str, float]:
    """The median time of each command; the commands take turns, so that a busy moment meets them all."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(times):
        for name, arguments in COMMANDS.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
            seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in seconds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=11)
    found = medians(parser.parse_args().times)
    bare = found["python -c pass"]
    for name, seconds in found.items():
        print(f"{name:22} {seconds:6.3f} s  {seconds - bare:+.3f} s")


if __name__ == "__main__":
    main()
