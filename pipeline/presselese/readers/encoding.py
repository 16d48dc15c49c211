"""Bytes to text: which character set a file is in.

The order that works for German: byte order mark, strict UTF-8, UTF-16 without a mark (every other byte is zero), the
declared set (ISO-8859-1 is read as windows-1252, as browsers do), UTF-8 with a few broken bytes where UTF-8 is
declared or nearly everything is valid, the sets of DOS and old Macintoshes where only they give German words,
windows-1252. Statistical guessing is left out: on short German texts it
prefers Chinese and Icelandic sets.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_WINDOWS = {"iso8859-1", "ascii", "cp1252"}
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark, the name of the set (Python's), and whether it was a guess or had to be forced."""

    text: str
    encoding: str
    guessed: bool = False
    damaged: int = 0

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """For the record: what a reader should know of the character set."""
        if self.damaged:
            return [("encoding_guessed", f"{self.damaged} bytes are no {self.encoding}; they became U+FFFD")]
        if self.guessed:
            return [("encoding_guessed", f"no character set is declared; read as {self.encoding}")]
        return []


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes; `declared` is what a header or the markup says. Never fails."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], name)
    if sixteen := _looks_like_utf16(data):
        return _forced(data, sixteen, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    stated = _python_name(declared)
    if stated and stated not in _AS_WINDOWS and not stated.startswith("utf"):
        try:
            return Decoded(data.decode(stated), stated)
        except (UnicodeError, LookupError, ValueError):
            pass
    if stated == "utf-8" or (stated is None and _nearly_utf8(data)):
        return _forced(data, "utf-8")
    if stated is None and (older := _older_set(data)):
        return Decoded(data.decode(older, "replace"), older, guessed=True)
    text = _windows(data)
    return Decoded(text, "cp1252", guessed=stated not in _AS_WINDOWS)


def _windows(data: bytes) -> str:
    """windows-1252; the five bytes that mean nothing in it keep their numbers, as in browsers."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte in _UNDEFINED else bytes((byte,)).decode("cp1252") for byte in data)


def _older_set(data: bytes) -> str | None:
    """The set of DOS or of old Macintoshes, where it gives umlauts inside words and windows-1252 gives none; Latin-9,
    where a euro sign would else be the sign for any currency."""
    sample = data[:20_000]
    if _UMLAUT_IN_WORD.search(text := _windows(sample)):
        return "iso8859-15" if _CURRENCY.search(text) else None
    for name in ("cp850", "mac_roman"):
        text = sample.decode(name, "replace")
        umlauts = len(_UMLAUT_IN_WORD.findall(text))
        if umlauts and umlauts * 2 > sum(1 for char in text if ord(char) > 127):
            return name
    return None


def declared_in_markup(data: bytes) -> str | None:
    """The character set that the head of a page declares."""
    head = data[:4096]
    found = _XML_CHARSET.search(head) or _HTML_CHARSET.search(head)
    return found[1].decode("ascii") if found else None


def looks_binary(data: bytes) -> bool:
    """True for what is no text in any character set: control characters all over the first kilobytes."""
    head = data[:8192]
    if not head or any(head.startswith(mark) for mark, _ in _MARKS) or _looks_like_utf16(head):
        return False
    odd = sum(head.count(byte) for byte in _CONTROLS)
    return odd > len(head) * 0.01 + 2 or (b"\x00" in head and odd > len(head) * 0.002 + 2)


_UMLAUT_IN_WORD = re.compile(r"(?:(?<=[A-Za-z])[äöüß](?=[a-z]{2}|\b)|\b[ÄÖÜäöü](?=[a-z]{2}))")
_CURRENCY = re.compile(r"\d ?¤|¤ ?\d")
_UNDEFINED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_CONTROLS = [bytes((byte,)) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27)]


def _python_name(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        return codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None


def _looks_like_utf16(data: bytes) -> str | None:
    head = data[:1000]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Many valid sequences of several bytes, few broken ones."""
    text = data[:200_000].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(1 for char in text if ord(char) > 127) - broken > 20 * broken


def _forced(data: bytes, name: str, guessed: bool = False) -> Decoded:
    try:
        return Decoded(data.decode(name), name, guessed)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, name, guessed, text.count("\ufffd"))
