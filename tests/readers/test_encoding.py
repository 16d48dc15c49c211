"""Character sets: the order that works for German."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presselese.readers.encoding import declared_in_markup, decode, looks_binary

TEXT = "Gäste in Höxter, „Straße“ – 3 €"


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (TEXT.encode(), None, "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "iso-8859-1", "utf-8"),
        (TEXT.encode("cp1252"), None, "cp1252"),
        (TEXT.encode("cp1252"), "iso-8859-1", "cp1252"),
        (TEXT.encode("cp1252"), "quatsch", "cp1252"),
        (TEXT.encode("cp1252"), "zip", "cp1252"),
        (TEXT.encode("utf-16"), None, "utf-16-le"),
        (TEXT.encode("utf-16-le"), None, "utf-16-le"),
        (TEXT.encode("utf-16-be"), None, "utf-16-be"),
        ("Łódź".encode("cp1250"), "cp1250", "cp1250"),
    ],
)
def test_order(data: bytes, declared: str | None, encoding: str) -> None:
    decoded = decode(data, declared)
    assert decoded.encoding == encoding
    assert decoded.text == ("Łódź" if encoding == "cp1250" else TEXT)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman", "utf-8"])
def test_sets_of_older_machines(encoding: str) -> None:
    text = "Bürgermeister Müller eröffnet die Straße für Fußgänger in Übersee."
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_euro_of_latin_9() -> None:
    assert decode("Der Müller zahlt 5 €.".encode("iso8859-15")).text == "Der Müller zahlt 5 €."
    assert decode("Nur „Anführung“ – und 5 €".encode("cp1252")).encoding == "cp1252"
    assert decode("Kein Umlaut – 5 € „ja“".encode("cp1252")).text == "Kein Umlaut – 5 € „ja“"
    assert decode("Señor Núñez à Paris".encode("cp1252")).text == "Señor Núñez à Paris"


def test_broken_utf8_stays_utf8() -> None:
    decoded = decode(TEXT.encode() * 20 + b"\xff ende", "utf-8")
    assert decoded.encoding == "utf-8" and decoded.damaged == 1
    assert decoded.warnings[0][0] == "encoding_guessed"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "iso-8859-1", "utf-16", "undefined", "idna"]))
def test_never_fails(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared).text, str)


def test_declared_and_binary() -> None:
    assert (
        declared_in_markup(b"<html><meta http-equiv=x content='text/html; charset=iso-8859-1'>")
        == "iso-8859-1"
    )
    assert declared_in_markup(b"<?xml version='1.0' encoding='utf-8'?>") == "utf-8"
    assert looks_binary(bytes(range(256)) * 40)
    assert not looks_binary(TEXT.encode("utf-16"))
    assert not looks_binary(TEXT.encode("cp1252"))
