"""Single compressed files: read as a stream, cut ones up to the cut."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.readers.build import read_bytes

LINE = b'{"id": "%d", "text": "Der Bauhof hat Baenke aufgestellt."}\n'


@pytest.mark.parametrize(
    ("suffix", "compress"), [("gz", gzip.compress), ("xz", lzma.compress), ("bz2", bz2.compress)]
)
def test_json_lines(tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]) -> None:
    sources, failures = read_bytes(
        tmp_path, f"a.jsonl.{suffix}", compress(b"".join(LINE % n for n in range(3)))
    )
    assert [s.member for s in sources] == ["0", "1", "2"]
    assert not failures


def test_zst(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    data = zstandard.ZstdCompressor().compress(LINE % 7)
    sources, _ = read_bytes(tmp_path, "a.jsonl.zst", data)
    assert sources[0].member == "7"


def test_cut_file_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(LINE % n for n in range(5000)))
    sources, failures = read_bytes(tmp_path, "a.jsonl.gz", data[: len(data) // 2])
    assert len(sources) > 100
    assert "cut off" in failures[-1].reason


def test_damaged_file(tmp_path: Path) -> None:
    data = bytearray(lzma.compress(LINE * 10))
    data[30:40] = b"0123456789"
    _, failures = read_bytes(tmp_path, "a.jsonl.xz", bytes(data))
    assert "damaged" in failures[0].reason


def test_wrong_name(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.txt.gz", b"Der Bauhof hat Baenke aufgestellt.")
    assert "not compressed" in failures[0].reason
    sources, _ = read_bytes(tmp_path, "b.txt", gzip.compress(b"Der Bauhof hat Baenke aufgestellt."))
    assert sources[0].raw == "Der Bauhof hat Baenke aufgestellt."


def test_bomb_is_bounded_by_the_document_limit(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.txt.gz", gzip.compress(b"a " * 40_000_000))
    assert "limit" in failures[0].reason
