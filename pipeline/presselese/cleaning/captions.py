"""Who made the picture: the credit in a caption."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"(?:Fotos?|Bild(?:er|quelle|nachweis|rechte)?|Foto[ -]?[Cc]redits?|Fotonachweis|Grafik|Archivfoto|Symbolfoto|Fotograf(?:in)?|Quelle|Copyright|©|\(c\))"
    r"\s?(?::|©|\(c\)|–|\b)\s?(?:©|\(c\))?\s*(?P<credit>[^\n()]{2,70}?)\s*[)\].]*\s*$",
    re.MULTILINE,
)


def credit_of(caption: str) -> str | None:
    """The credit of a caption as written, without its label; None where it names nobody."""
    found = list(_CREDIT.finditer(caption))
    if not found:
        return None
    credit = found[-1]["credit"].strip(" .:")
    return credit if re.search(r"\w", credit) and len(credit.split()) <= 9 else None
