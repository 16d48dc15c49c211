"""Repairs of single characters: what a wrong decoding, a layout program or a careless export left in the text.

Each function yields `Edit`s for one text; nothing here looks at more than a few neighbouring characters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from presselese.cleaning.edits import Edit

_CONTINUATION = "".join(chr(code) for code in range(0x80, 0xC0)) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_UTF8_READ_AS_CP1252 = re.compile(
    # letters (Ã¼), signs (Â§), punctuation (â€ž), the byte order mark, symbols beyond the basic plane
    rf"Ã[{_CONTINUATION}]|Â[\x80-\xbf]|â€[{_CONTINUATION}]|â[€‚„†ˆ‰][{_CONTINUATION}]|ï»¿|ðŸ[{_CONTINUATION}]{{2}}"
    rf"|Å[¡¾\x81\x82‚„›¼½Ÿ\x84\x9b]|Ä[‡™…‚\x81\x87\x99\x85Ÿž\x8d]"
)
_STRONG_SIGN = re.compile("Ã[\x80-\xbf€‚„…†‡ŸœžŠš–“”—ƒ]|â€")
"""Without one of these nothing is taken for UTF-8 read as Windows-1252: `Â` and `Å` are letters of other languages."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ODD = re.compile(
    "(?P<control>[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]+)"
    "|(?P<cp1252>[\x80-\x9f])"
    "|(?P<surrogate>[\ud800-\udfff])"
    "|(?P<ligature>[ﬀ-ﬆ])"
    "|(?P<soft_hyphen_meant>(?<=\\b[A-Z])\u00ad(?=[A-ZÄÖÜ][a-zäöü]))"
    "|(?P<not_sign>(?<=[a-zäöüß])\u00ac(?:[ \u00a0]*\r?\n[ \u00a0]*)?(?=[a-zäöüß]))"
    f"|(?P<soft_hyphen>\u00ad(?:[ \u00a0]*\r?\n[ \u00a0]*(?=[a-zäöüß]))?(?:[{_INVISIBLE}])*)"
    f"|(?P<invisible>[{_INVISIBLE}]+)"
)
_ANY_ODD = re.compile(f"[\u00ac\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfffﬀ-ﬆ{_INVISIBLE}]")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_COMBINING = re.compile("[^\u0300-\u036f\\s][\u0300-\u036f]+")
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def mojibake(text: str) -> Iterator[Edit]:
    """UTF-8 that was read as Windows-1252 (also twice), piece by piece, so that good characters beside it stay."""
    if not _STRONG_SIGN.search(text):
        return
    for match in _UTF8_READ_AS_CP1252.finditer(text):
        decoded = _as_utf8(match.group())
        if decoded is not None:
            yield Edit(match.start(), match.end(), decoded, "mojibake")


def _as_utf8(broken: str) -> str | None:
    try:
        data = b"".join(_byte(char) for char in broken)
        return data.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _byte(char: str) -> bytes:
    """The byte that Windows-1252 shows as this character; bytes it leaves open stand as control characters."""
    if "\x80" <= char <= "\x9f":
        return char.encode("latin-1")
    return char.encode("cp1252")


def other_mojibake(text: str) -> Iterator[Edit]:
    """Rarer mix-ups (Mac Roman, DOS code pages) by ftfy, word by word, and only where its test finds the word bad."""
    if not re.search("[√≈∂ß├ñ┬¬╝╗]{2}|├|√", text):
        return
    import ftfy
    from ftfy.badness import is_bad

    for match in re.finditer(r"[^\s„“”‚‘’»«]+", text):
        word = match.group()
        if word.isascii() or len(word) > 100 or not is_bad(word):
            continue
        fixed = ftfy.fix_encoding(word)
        if fixed != word and not is_bad(fixed):
            yield Edit(match.start(), match.end(), fixed, "mojibake")


def entities(text: str) -> Iterator[Edit]:
    """Character references that were left in: `&amp;`, `&ldquo;`, `&#8211;`."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        char = html.unescape(match.group())
        if char != match.group() and char not in ("\x00", "\ufffd") and "&" not in char[1:]:
            yield Edit(match.start(), match.end(), char, "entity")


def odd_characters(text: str) -> Iterator[Edit]:
    """Control characters, Windows-1252 codes, lone surrogates, ligatures, soft hyphens and invisible characters."""
    if not _ANY_ODD.search(text):
        return
    for match in _ODD.finditer(text):
        kind = match.lastgroup or ""
        before = match.group()
        if kind == "cp1252":
            after = _windows(before)
        elif kind == "surrogate":
            after = "\ufffd"
        elif kind == "ligature":
            after = _LIGATURES[before]
        elif kind == "not_sign":  # what some office programs make of a soft hyphen
            kind, after = "soft_hyphen", ""
        elif kind == "soft_hyphen_meant":
            kind, after = "soft_hyphen", "-"
        elif kind == "invisible" and _joins_emoji(text, match.start()):
            continue
        else:
            after = ""
        yield Edit(match.start(), match.end(), after, kind)


def _windows(char: str) -> str:
    try:
        return char.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _joins_emoji(text: str, at: int) -> bool:
    return text[at] == "\u200d" and at > 0 and bool(_EMOJI.match(text[at - 1]))


def composition(text: str) -> Iterator[Edit]:
    """Letters written as base and mark (NFD) become one character (NFC)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in _COMBINING.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield Edit(match.start(), match.end(), composed, "composition")
