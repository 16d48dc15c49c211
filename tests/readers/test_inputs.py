"""Files and folders: order, names, unknown kinds, wrong suffixes, what is no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from presselese.cleaning.clean import clean
from presselese.readers import (
    Failure,
    ReaderOptions,
    holds_one_release,
    list_inputs,
    read_file,
    read_inputs,
    source_from_text,
)
from presselese.source import source_id
from tests.readers.build import PAGE, pdf, read, read_bytes, zipped

TEXT = "Der Bauhof hat zwölf Bänke aufgestellt."


def test_folders_are_walked_in_sorted_order_with_relative_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/a.txt", "c/d/e.md", "bild.png", ".git/config", ".notiz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    sources, failures = read(tmp_path)
    assert [s.path for s in sources] == ["a/a.txt", "a/z.txt", "b.txt", "c/d/e.md"]
    assert {f.path: f.state for f in failures} == {
        ".git": "skipped",
        ".notiz": "skipped",
        "bild.png": "skipped",
    }
    assert [name for _, name in list_inputs([tmp_path])] == [
        ".git",
        ".notiz",
        "a/a.txt",
        "a/z.txt",
        "b.txt",
        "bild.png",
        "c/d/e.md",
    ]


def test_a_file_of_one_release_is_told_by_its_content(tmp_path: Path) -> None:
    files = {
        "a.txt": TEXT.encode(),
        "b.txt": zipped({"eins.txt": TEXT, "zwei.txt": TEXT}),
        "c.jsonl": b'{"text": "x"}',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert [holds_one_release(tmp_path / name) for name in files] == [True, False, False]
    assert not holds_one_release(tmp_path / "fehlt.txt")


def test_links_form_no_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kreis").symlink_to(tmp_path)
    (tmp_path / "tot.txt").symlink_to(tmp_path / "fehlt.txt")
    sources, failures = read(tmp_path)
    assert len(sources) == 1
    assert [(f.path, f.reason) for f in failures] == [("tot.txt", "not found")]


def test_what_does_not_exist_fails(tmp_path: Path) -> None:
    (failure,) = read_inputs([tmp_path / "fehlt.txt"])
    assert isinstance(failure, Failure) and failure.state == "failed" and failure.reason == "not found"


def test_the_id_is_that_of_path_member_and_bytes(tmp_path: Path) -> None:
    sources, _ = read_bytes(tmp_path, "a.txt", b"\xef\xbb\xbf" + TEXT.encode())
    assert sources[0].id == source_id("a.txt", None, b"\xef\xbb\xbf" + TEXT.encode())
    assert sources[0].raw == TEXT


def test_paths_that_are_no_utf8_are_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"gr\xfcn.txt")
    try:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    sources, _ = read(tmp_path)
    assert sources[0].path == "gr\\xfcn.txt"


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("seite.txt", PAGE.format(title="Neue Bänke").encode(), "text/html"),
        ("blatt.txt", pdf(["Der Bauhof hat Baenke."]), "application/pdf"),
        ("blatt.html", pdf(["Der Bauhof hat Baenke."]), "application/pdf"),
        ("seite.pdf", PAGE.format(title="Neue Bänke").encode(), "text/html"),
        ("text.txt", zipped({"innen.txt": TEXT}), "text/plain"),
        ("ohne", TEXT.encode(), "text/plain"),
        ("ohne_html", b"<!DOCTYPE html>" + PAGE.format(title="x").encode(), "text/html"),
        ("rtf.txt", b"{\\rtf1\\ansi Der Bauhof.\\par}", "application/rtf"),
    ],
)
def test_content_wins_over_a_wrong_suffix(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    pytest.importorskip("pypdfium2")
    sources, failures = read_bytes(tmp_path, name, data)
    assert [s.media_type for s in sources] == [media_type], failures


@pytest.mark.parametrize(
    ("name", "data", "state", "reason"),
    [
        ("a.pdf", TEXT.encode(), "failed", "is no .pdf file"),
        ("a.docx", TEXT.encode(), "failed", "is no .docx file"),
        ("a.txt", bytes(range(256)) * 50, "failed", "binary data"),
        ("a.txt", b"", "failed", "empty"),
        ("a.xyz", TEXT.encode(), "skipped", "unknown kind: .xyz"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "failed", "password"),
        ("a.zip", b"PK\x03\x04 kaputt", "failed", "zip"),
    ],
)
def test_what_can_not_be_read_says_why(
    tmp_path: Path, name: str, data: bytes, state: str, reason: str
) -> None:
    sources, failures = read_bytes(tmp_path, name, data)
    assert not sources
    assert failures[0].state == state and reason in failures[0].reason
    assert "\n" not in failures[0].reason


def test_a_large_page_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "gross.html"
    with path.open("wb") as file:
        file.write(b"<html><body>" + b"<p>Text.</p>" * 1000)
        file.seek(100_000_000)
        file.write(b"</body></html>")
    (failure,) = read_file(path)
    assert isinstance(failure, Failure) and "larger than the limit" in failure.reason


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    _, failures = read_bytes(tmp_path, "a.pdf", pdf(["x"]))
    assert "pip install 'presselese[pdf]'" in failures[0].reason


def test_text_with_what_is_known_of_it() -> None:
    source = source_from_text("\ufeffEin \ud800Text", published="2023-03-28", title=None)
    assert source.raw == "Ein \ufffdText"
    assert source.meta == {"published": "2023-03-28", "published_from": "given"}


def test_one_bad_file_leaves_the_others_unharmed(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 kaputt")
    (tmp_path / "b.jsonl").write_text(
        '{"text": "eins"}\n{kaputt\n[1]\n{"title": "x"}\n{"text": "zwei"}\n', encoding="utf-8"
    )
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    results = list(read_inputs([tmp_path], ReaderOptions()))
    assert [r.raw for r in results if not isinstance(r, Failure)] == ["eins", "zwei", TEXT]
    assert [(r.path, r.member) for r in results if isinstance(r, Failure)] == [
        ("a.pdf", None), ("b.jsonl", "2"), ("b.jsonl", "3"), ("b.jsonl", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leer.txt", b" \n\t\n", "holds no text"),
        ("nur_script.html", b"<html><script>var a = 1</script></html>", "holds no text"),
        ("nur_kopf.csv", b"date;text\n", "the table has no rows"),
        ("leer.zip", zipped({}), "the archive holds no file"),
        ("leer.json", b"[]", "the list is empty"),
        ("leer.jsonl", b"\n\n", "the file has no lines with an object"),
        ("leer2.jsonl", b'{"text": " "}\n', "holds no text"),
    ],
)
def test_what_holds_nothing_says_so(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    sources, failures = read_bytes(tmp_path, name, data)
    assert (sources, [failure.reason for failure in failures]) == ([], [reason])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("seite.php", PAGE.format(title="Neue Bänke").encode()),
        ("seite.xml", b"<?xml version='1.0'?>" + PAGE.format(title="x").encode()),
        ("brief.doc", b"{\\rtf1\\ansi Neue B\\'e4nke im Park\\par}"),
        ("mit_nullen.txt", TEXT.replace(" ", " \0", 2).encode()),
        ("liste.jsonl", b'[{"text": "Neue B\xc3\xa4nke im Park"}]'),
        ("excel.csv", b"sep=;\r\ndate;text\r\n2020-03-01;Neue B\xc3\xa4nke\r\n"),
    ],
)
def test_what_the_content_says_counts(tmp_path: Path, name: str, data: bytes) -> None:
    sources, failures = read_bytes(tmp_path, name, data)
    assert not failures and "Bänke" in clean(sources[0]).text


def test_set_of_rtf(tmp_path: Path) -> None:
    sources, _ = read_bytes(
        tmp_path, "a.rtf", b"{\\rtf1\\ansi\\ansicpg1250 B\\'fctow, \\'a3\\'f3d\\'9f\\par}"
    )
    assert (sources[0].raw, sources[0].encoding) == ("Bütow, Łódź", "cp1250")


def test_the_directory_of_a_run_is_no_input(tmp_path: Path) -> None:
    """`presselese run . -o out`, given twice, must not read what it wrote."""
    (tmp_path / "a.txt").write_text("Die Stadt lädt ein.", "utf-8")
    out = tmp_path / "out"
    (out / "tables").mkdir(parents=True)
    for name in ("manifest.json", "schema.json", "ledger.jsonl", "tables/releases.csv"):
        (out / name).write_text('{"text": "nichts"}', "utf-8")
    for given, found in ((tmp_path, ["a.txt"]), (out, [])):
        sources, failures = read(given)
        assert [source.path for source in sources] == found
        assert [(f.path, f.state, f.reason) for f in failures] == [
            ("out", "skipped", "a run of presselese, no input")
        ]
