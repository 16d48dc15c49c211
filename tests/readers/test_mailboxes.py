"""Mailboxes: a mail after the other, whatever the suffix says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.build import read_bytes

HEAD = "From presse@example.org Fri Nov 30 10:00:00 2018\n"
MAIL = (
    "From: Pressestelle Musterau <presse@example.org>\nSubject: Neue Bänke {number}\n"
    "Date: Fri, 30 Nov 2018 10:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
)
TEXT = "Der Bauhof hat am Freitag zwölf Bänke aufgestellt.\n\n>From hier aus sieht man den Kanal."


def box(count: int) -> str:
    return "".join(HEAD + MAIL.format(number=number, text=TEXT) for number in range(1, count + 1))


@pytest.mark.parametrize("name", ["presse.mbox", "presse.mbx", "alle.eml"])
def test_each_mail_is_a_document(tmp_path: Path, name: str) -> None:
    sources, failures = read_bytes(tmp_path, name, box(3))
    assert not failures
    assert [(source.member, source.meta["title"]) for source in sources] == [
        ("1", "Neue Bänke 1"), ("2", "Neue Bänke 2"), ("3", "Neue Bänke 3"),
    ]  # fmt: skip
    assert "\n\nFrom hier aus" in sources[0].raw
    assert len({source.id for source in sources}) == 3


def test_one_mail_with_the_line_of_a_mailbox_is_a_mail(tmp_path: Path) -> None:
    sources, _ = read_bytes(tmp_path, "eine.eml", box(1))
    assert [source.member for source in sources] == [None]


def test_what_is_none(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "x.mbox", "Der Bauhof hat zwölf Bänke.")
    assert [failure.reason for failure in failures] == [
        "is no mailbox: it does not begin with a line `From sender date`"
    ]


def test_a_mail_above_the_limit_leaves_the_others(tmp_path: Path) -> None:
    data = HEAD + MAIL.format(number=1, text="x" * 5000) + box(1)
    sources, failures = read_bytes(tmp_path, "x.mbox", data, max_document=2000)
    assert [failure.reason for failure in failures] == ["the mail is longer than the limit"]
    assert [source.member for source in sources] == ["2"]
