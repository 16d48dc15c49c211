"""Mails: header, character sets, alternatives once, attachments."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from tests.readers.build import docx, paragraph, read_bytes

BODY = "Die Stadt stellt im Park zwölf neue Bänke auf, die der Bauhof gebaut hat."


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Pressestelle Musterau <presse@musterau.example>"
    message["Subject"] = "Neue Bänke"
    message["Date"] = "Fri, 30 Nov 2018 23:30:00 +0100"
    message.set_content(BODY)
    return message


def test_header_and_text(tmp_path: Path) -> None:
    sources, _ = read_bytes(tmp_path, "a.eml", mail().as_bytes())
    assert sources[0].raw.strip() == BODY
    assert sources[0].meta == {
        "title": "Neue Bänke", "published": "2018-11-30", "published_from": "header", "issuer": "Pressestelle Musterau",
    }  # fmt: skip


def test_alternatives_are_not_doubled(tmp_path: Path) -> None:
    message = mail()
    message.add_alternative(f"<html><body><p>{BODY}</p></body></html>", subtype="html")
    sources, failures = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert len(sources) == 1 and not failures
    assert sources[0].raw.strip() == BODY


def test_a_short_mail_is_a_mail(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Das Fest ist im Mai.")
    message.add_alternative("<p>Das Fest ist im Mai.</p>", subtype="html")
    sources, _ = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert sources[0].raw.strip() == "Das Fest ist im Mai."


def test_a_plain_part_that_only_points_to_the_html_part(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Bitte HTML einschalten.")
    message.add_alternative(f"<html><body><h1>Bänke</h1><p>{BODY} {BODY}</p></body></html>", subtype="html")
    sources, _ = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert sources[0].plain.startswith("Bänke")


def test_html_only(tmp_path: Path) -> None:
    message = mail()
    message.clear_content()
    message.set_content(f"<html><body><h1>Bänke</h1><p>{BODY}</p></body></html>", subtype="html")
    sources, _ = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert sources[0].plain == f"Bänke\n\n{BODY}"
    assert sources[0].raw.startswith("<html>")
    assert sources[0].meta["title"] == "Neue Bänke"


def test_attached_releases(tmp_path: Path) -> None:
    message = mail()
    word = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
    message.add_attachment(
        docx(paragraph("Text der Meldung.")), maintype=word[0], subtype=word[1], filename="Bänke.docx"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="foto.png")
    message.add_attachment(mail(), filename="weiter.eml")
    sources, failures = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert [s.member for s in sources] == [None, "Bänke.docx", "weiter.eml"]
    assert sources[1].raw == "Text der Meldung."
    assert sources[1].meta["published"] == "2018-11-30"
    assert [(f.member, f.state) for f in failures] == [("foto.png", "skipped")]


def test_broken_headers_do_no_harm(tmp_path: Path) -> None:
    data = b"From: \xfc\xfc\r\nSubject: B\xe4nke\r\nDate: gestern\r\nContent-Type: text/plain; charset=quatsch\r\n\r\nDer Text.\r\n"
    sources, _ = read_bytes(tmp_path, "a.eml", data)
    assert sources[0].raw.strip() == "Der Text."
    assert "published" not in sources[0].meta


def test_no_mail(tmp_path: Path) -> None:
    _, failures = read_bytes(tmp_path, "a.eml", b"\n\nnur Text ohne Kopf")
    assert "is no mail" in failures[0].reason
