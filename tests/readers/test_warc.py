"""Web archives: pages with success, encodings of HTTP, cut records."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.readers.build import PAGE, read_bytes, warc

pytest.importorskip("warcio")

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"


def page(title: str) -> bytes:
    return PAGE.format(title=title).encode()


def test_pages_with_their_addresses(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page("Drei")), page("Drei"))
    data = warc(
        [
            ("https://musterau.example/eins", HTML, page("Eins")),
            (
                "https://musterau.example/zwei",
                HTML + b"\r\nContent-Encoding: gzip",
                gzip.compress(page("Zwei")),
            ),
            ("https://musterau.example/drei", HTML + b"\r\nTransfer-Encoding: chunked", chunked),
            (
                "https://musterau.example/fehlt",
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
                page("Fehlt"),
            ),
            ("https://musterau.example/bild", b"HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            ("https://musterau.example/eins", HTML, page("Eins neu")),
        ]
    )
    for name, content in (("a.warc.gz", data), ("a.warc", gzip.decompress(data))):
        sources, failures = read_bytes(tmp_path, name, content)
        assert [s.meta["title"] for s in sources] == ["Eins", "Zwei", "Drei", "Eins neu"]
        assert sources[0].member == "https://musterau.example/eins"
        assert sources[-1].member == "https://musterau.example/eins#2"
        assert sources[0].meta["url"] == "https://musterau.example/eins"
        assert [f.state for f in failures] == ["skipped", "skipped"]


def test_a_cut_archive_gives_its_complete_records(tmp_path: Path) -> None:
    pages = [(f"https://musterau.example/{n}", HTML, page(f"Seite {n}")) for n in range(3)]
    data = warc(pages)
    cut = data[: len(warc(pages[:2])) + (len(data) - len(warc(pages[:2]))) // 2]
    sources, failures = read_bytes(tmp_path, "a.warc.gz", cut)
    assert [s.meta["title"] for s in sources] == ["Seite 0", "Seite 1"]
    assert len(failures) == 1 and failures[0].state == "failed"
    assert str(len(warc(pages[:2]))) in failures[0].reason
    assert failures[0].path == "a.warc.gz"


def test_a_cut_plain_archive(tmp_path: Path) -> None:
    pages = [(f"https://musterau.example/{n}", HTML, page(f"Seite {n}")) for n in range(3)]
    data = warc(pages, compressed=False)
    sources, failures = read_bytes(tmp_path, "a.warc", data[:-150])
    assert len(sources) == 2
    assert len(failures) == 1 and "cut off" in failures[0].reason


def test_what_is_no_web_archive(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.warc", b"WARC/1.0\r\nkaputt")
    assert len(failures) == 1
