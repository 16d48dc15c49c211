"""Inflection of names: what a reader would file a name under.

`nominative("Freien Universität Berlin")` gives `Freie Universität Berlin`; `without_genitive("Frankenbergs")` gives
`Frankenberg`. The gender of a head noun decides how its adjectives end; it comes from the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

GrammaticalGender = Literal["m", "f", "n"]

ADJECTIVE_ENDINGS: dict[GrammaticalGender, str] = {"m": "er", "f": "e", "n": "es"}
_INFLECTED = re.compile(r"(?:en|em|er|es|e)$")
_DECLINED_IN_ER = re.compile(
    r"(?:sch|lich|ig|al|ell|är|iv|los|sam|bar|haft|end|frei|neu|groß|alt|erst|zweit|dritt|rot|grün|jung|klein|weit|"
    r"vereint|angewandt|gemeinsam|international|national)er$",
    re.IGNORECASE,
)
"""Adjectives in -er that are declined (`Technischer Universität`); all others come of places and are not: `Berliner`."""
_NAMES_IN_S = re.compile(
    r"(?:^|[ -])(?:Hans|Klaus|Claus|Jens|Lars|Nils|Niels|Lukas|Lucas|Jonas|Thomas|Tobias|Elias|Andreas|Matthias|"
    r"Mathias|Markus|Marcus|Hannes|Johannes|Julius|Linus|Justus|Magnus|Rasmus|Nikolas|Nicolas|Nikolaus|Silas|Mats|"
    r"Boris|Doris|Iris|Dennis|Agnes|Ines|Mercedes|Alexis|Louis|Charles|James|Carlos|Chris|Angus|Titus|Cornelius|"
    r"Marius|Christus|Jesus|Kürsad|Hinrichs|Heinrichs|Friedrichs|Dirks|Peters|Jacobs|Jakobs|Albers|Ahlers|Ehlers|"
    r"Behrens|Carstens|Karstens|Martens|Mertens|Siemens|Lorenz|Evers|Rogers|Roberts|Williams|Harms|Arens|Ahrens|"
    r"Cordes|Lüders|Wolters|Gerdes|Hinz|Kreis|Weiß|Voss|Krauss|Gauss|Reus|Beuys|Marx|Preuss)$"
)
"""Names whose final s is no genitive, as far as they are frequent."""


def without_genitive(name: str) -> str:
    """The name without the s (or apostrophe) of the genitive: `Jägers` -> `Jäger`, `Max'` -> `Max`.

    Nothing is taken off where the s is known to belong to the name. Whether the word stands in the genitive at all
    is for the caller to find out.
    """
    if name.endswith(("'", "’")):
        return name[:-1]
    if name.endswith(("'s", "’s")):
        return name[:-2]
    if (
        len(name) > 3
        and name.endswith("s")
        and not name.endswith(("ss", "is", "us", "as", "os"))
        and not _NAMES_IN_S.search(name)
    ):
        return name[:-1]
    return name


def adjective(word: str, gender: GrammaticalGender) -> str:
    """The strong nominative of an adjective as it stands in a name: `Freien` (f) -> `Freie`, (m) -> `Freier`."""
    if word.endswith("er") and not _DECLINED_IN_ER.search(word):
        return word
    return _INFLECTED.sub("", word) + ADJECTIVE_ENDINGS[gender]


def nominative(name: str, gender_of: Callable[[str], tuple[str, GrammaticalGender] | None]) -> str:
    """A name of several words in the nominative without article.

    `gender_of` gives the nominative and the gender of a noun it knows in any case (`Verbandes` -> `Verband`, m), else
    None. The words in front of the first noun that it knows are adjectives if they end as adjectives do; a name
    without such a noun comes back as it is.
    """
    words = name.split(" ")
    for at, word in enumerate(words[:4]):
        noun = gender_of(word)
        if noun:
            lead = words[:at]
            return " ".join([*(_lead(item, noun[1]) for item in lead), noun[0], *words[at + 1 :]])
        if not _is_inflected(word) and not word.endswith("-") and word != "und":
            return name
    return name


def _lead(word: str, gender: GrammaticalGender) -> str:
    return word if word.endswith("-") or word == "und" else adjective(word, gender)


def _is_inflected(word: str) -> bool:
    return len(word) > 3 and word.endswith(("en", "e", "er", "es", "em")) and word[0].isalpha()
