"""Counts the words of plenary protocols of the Bundestag: `pipeline/presselese/german/common_words.txt`.

Official works (§ 5 UrhG). Reads `../shared/data/text/parliament-bt*.txt.xz`; words at the beginning of a sentence are
not counted, so that capital letters mean something. Usage: python models/recipe/common_words.py > …/common_words.txt
"""

import lzma
import re
import sys
from collections import Counter
from pathlib import Path

LEAST = 4
TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text"
WORD = re.compile(r"(?<![\w-])[A-Za-zÄÖÜäöüß]{3,}(?![\w-])")


def main() -> None:
    counts: Counter[str] = Counter()
    for name in ("parliament-bt17-18-00", "parliament-bt20-00"):
        with lzma.open(TEXTS / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for match in WORD.finditer(line):
                    start = match.start()
                    if (
                        start
                        and line[max(0, start - 2) : start] not in (". ", "! ", "? ", ": ")
                        and line[start - 1] not in '„»"'
                    ):
                        counts[match.group()] += 1
    sys.stdout.write("\n".join(sorted(word for word, count in counts.items() if count >= LEAST)) + "\n")


if __name__ == "__main__":
    main()
