"""Archives: nesting, names, bombs, passwords; one bad member leaves the others unharmed."""

from __future__ import annotations

import io
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

from presselese.readers import read_file
from presselese.readers.html import parsed
from tests.readers.build import PAGE, read_bytes, warc, zipped

TEXT = "Der Bauhof hat zwölf Bänke aufgestellt."


def test_members_are_read_in_order_with_their_names(tmp_path: Path) -> None:
    sources, failures = read_bytes(
        tmp_path, "a.zip", zipped({"b/eins.txt": TEXT, "zwei.md": "# Bänke\n\nText."})
    )
    assert [(s.path, s.member) for s in sources] == [("a.zip", "b/eins.txt"), ("a.zip", "zwei.md")]
    assert sources[1].plain == "Bänke\n\nText."
    assert not failures


def test_nested_archives_down_to_the_limit(tmp_path: Path) -> None:
    data = zipped({"innen.txt": TEXT})
    for level in range(9, 0, -1):
        data = zipped({f"z{level}.zip": data, f"t{level}.txt": f"{TEXT} {level}"})
    sources, failures = read_bytes(tmp_path, "tief.zip", data)
    assert [s.member for s in sources] == [
        "z1.zip/z2.zip/z3.zip/t4.txt",
        "z1.zip/z2.zip/t3.txt",
        "z1.zip/t2.txt",
        "t1.txt",
    ]
    assert [(f.member, f.state) for f in failures] == [("z1.zip/z2.zip/z3.zip/z4.zip", "skipped")]
    assert failures[0].reason.startswith("too deep")


def test_names_of_windows(tmp_path: Path) -> None:
    data = zipped({"B?rgerfest.txt": TEXT}).replace(b"B?rgerfest.txt", b"B\x81rgerfest.txt")
    sources, _ = read_bytes(tmp_path, "alt.zip", data)
    assert sources[0].member == "Bürgerfest.txt"


def test_names_in_utf8_without_the_flag(tmp_path: Path) -> None:
    data = zipped({"B??rgerfest.txt": TEXT}).replace(b"B??rgerfest.txt", "Bürgerfest.txt".encode())
    sources, _ = read_bytes(tmp_path, "mac.zip", data)
    assert sources[0].member == "Bürgerfest.txt"


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    members = {"../../etc/passwd.txt": TEXT, "/abs.txt": TEXT, "C:\\a.txt": TEXT, "gut.txt": TEXT}
    sources, failures = read_bytes(tmp_path, "a.zip", zipped(members))
    assert [s.member for s in sources] == ["gut.txt"]
    assert len(failures) == 3
    assert all("leads out of the archive" in failure.reason for failure in failures)


def test_bomb_by_ratio(tmp_path: Path) -> None:
    data = zipped({"bombe.txt": b"a" * 20_000_000, "gut.txt": TEXT})
    sources, failures = read_bytes(tmp_path, "a.zip", data)
    assert [s.member for s in sources] == ["gut.txt"]
    assert "zip bomb" in failures[0].reason and failures[0].state == "failed"


def test_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    data = bytearray(zipped({"bombe.txt": b"a" * 20_000_000}))
    size = (20_000_000).to_bytes(4, "little")
    while size in data:
        at = data.index(size)
        data[at : at + 4] = (1000).to_bytes(4, "little")
    sources, failures = read_bytes(tmp_path, "a.zip", bytes(data))
    assert len(sources) + len(failures) == 1
    assert not sources or len(sources[0].raw) <= 1000


def test_bomb_by_count_and_total(tmp_path: Path) -> None:
    data = zipped({f"{number}.txt": TEXT for number in range(30)})
    sources, failures = read_bytes(tmp_path, "a.zip", data, max_members=10)
    assert len(sources) == 10 and "more members" in failures[0].reason
    sources, failures = read_bytes(tmp_path, "a.zip", data, max_unpacked=100)
    assert len(sources) == 2 and "unpacks to more" in failures[0].reason


def test_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"geheim.txt": TEXT}))
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    _, failures = read_bytes(tmp_path, "a.zip", bytes(data))
    assert failures[0].reason == "protected by a password"


def test_damaged_member_and_cut_archive(tmp_path: Path) -> None:
    data = bytearray(zipped({"kaputt.txt": TEXT, "gut.txt": TEXT}, zipfile.ZIP_STORED))
    at = data.index(b"Bauhof")
    data[at : at + 3] = b"xxx"
    sources, failures = read_bytes(tmp_path, "a.zip", bytes(data))
    assert [s.member for s in sources] == ["gut.txt"]
    assert failures[0].member == "kaputt.txt" and "damaged" in failures[0].reason
    _, failures = read_bytes(tmp_path, "b.zip", bytes(data[:-30]))
    assert "cut off" in failures[0].reason


def test_unknown_and_hidden_members_have_a_line(tmp_path: Path) -> None:
    members = {"bild.png": b"\x89PNG\r\n", "__MACOSX/._a.txt": b"\0\5", "a.txt": TEXT}
    sources, failures = read_bytes(tmp_path, "a.zip", zipped(members))
    assert len(sources) == 1
    assert {f.state for f in failures} == {"skipped"} and len(failures) == 2


def test_tar(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        for name in ("./a.txt", "../b.txt"):
            info = tarfile.TarInfo(name)
            data = TEXT.encode()
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    sources, failures = read_bytes(tmp_path, "a.tar.xz", out.getvalue())
    assert [s.member for s in sources] == ["a.txt"]
    assert [f.state for f in failures] == ["failed", "skipped"]
    _, failures = read_bytes(tmp_path, "b.tar.xz", out.getvalue()[:100])
    assert len(failures) == 1


def test_pages_may_be_parsed_later(tmp_path: Path) -> None:
    page = PAGE.format(title="Neue Bänke").encode()
    inner = zipped({"b.html": page, "c.txt": "Der Bauhof hat zwölf Bänke."})
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Neue Bänke", "Fri, 30 Nov 2018 10:00:00 +0100"
    mail.set_content("Der Bauhof hat zwölf Bänke aufgestellt.")
    mail.add_attachment(page, maintype="text", subtype="html", filename="a.html")
    web = warc([("https://musterau.example/2020/03/01/baenke", head, page)])
    path = tmp_path / "alles.zip"
    path.write_bytes(zipped({"a.html": page, "innen.zip": inner, "w.warc.gz": web, "m.eml": bytes(mail)}))
    now = list(read_file(path))
    later = list(read_file(path, later=True))
    assert [source.unparsed for source in later] == [True, True, False, True, False, False]
    assert [parsed(source) if source.unparsed else source for source in later] == now
