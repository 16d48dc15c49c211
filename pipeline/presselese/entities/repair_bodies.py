"""Steps that put bodies right: their kinds, legal forms, years and abbreviations."""

from __future__ import annotations

import re

from presselese.entities.draft import Draft
from presselese.entities.mentions import Mention, mention

STREET_END = re.compile(
    r"(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|ufer|damm|chaussee|steig)$", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\s*\(([A-ZÄÖÜ][A-ZÄÖÜa-z&-]{1,8})\)")
_YEAR = re.compile(r" (?:(?:18|19|20)\d\d|(?<=[a-zäöü] )\d\d(?= e\. ?V))\b(?![/.–-]\d|-)")
"""A year right behind a name; two digits in front of `e.V.`"""
_CLUB = re.compile(
    r"(?:1\. )?(?:FC|TSV|SV|VfB|VfL|TV|SC|SG|TuS|SpVgg|HSG|HC|EC|ERC|BSC|KSC|SSV|TSG|MTV|ASV|DJK|Turnverein|Sportverein|Schützenverein|Gesangverein|Musikverein|Männergesangverein)\b"
)
_INITIALS = re.compile(r"[A-ZÄÖÜ]")


class BodyRepair(Draft):
    """Steps for bodies."""

    def split_abbreviations(self) -> None:
        """A name and its abbreviation in brackets are two."""
        out: list[Mention | None] = []
        for item in self.items:
            hit = (
                re.search(r" \(([A-ZÄÖÜ][A-ZÄÖÜa-z&-]{1,8})\)$", self.text.text[item.start : item.end])
                if item.label == "ORG"
                else None
            )
            if hit and sum(c.isupper() for c in hit[1]) > 1:
                out.append(self._moved(item, item.start, item.start + hit.start()))
                out.append(
                    mention(
                        self.text,
                        item.start + hit.start(1),
                        item.start + hit.end(1),
                        item.label,
                        item.score,
                        "abbreviation",
                    )
                )
            else:
                out.append(item)
        self._keep(out)

    def extend_bodies(self) -> None:
        """`Universität Göttingen`, `Polizeiinspektion Hof` are bodies; `GmbH` and `e.V.` belong to the name."""
        text = self.text
        out: list[Mention | None] = []
        for item in self.items:
            if (
                (item.label in ("LOC", "PER") or (item.label == "ORG" and item.text in self.gazetteer))
                and item.first
                and text.text[text.ends[item.first - 1] : text.starts[item.first]].strip(" \xa0") == ""
            ):
                lead = text.words[item.first - 1]
                if (
                    lead in self.extend["ORG"]
                    and (item.label == "LOC" or item.text in self.gazetteer)
                    and not STREET_END.search(item.text)
                ):
                    out.append(
                        mention(
                            text, text.starts[item.first - 1], item.end, "ORG", item.score, "body of a place"
                        )
                    )
                    continue
            if item.label == "ORG" and item.first and item.text.startswith("Feuerwehr "):
                lead = text.words[item.first - 1]
                if (
                    lead.lower().startswith("freiwillige")
                    and text.sentence[item.first - 1] == text.sentence[item.first]
                ):
                    item = mention(text, text.starts[item.first - 1], item.end, "ORG", item.score, "boundary")
            if item.label == "ORG" and item.text.endswith("&"):
                item = self._with_second_part(item)
            if item.label == "ORG":
                i = item.last
                end = item.end
                while (
                    i < len(text)
                    and i < item.last + 5
                    and (
                        text.words[i] in self.legal
                        or (text.words[i] in ("&", "Co.", "KG", "e.", "V.") and i > item.last)
                        or (text.words[i] == "e." and i + 1 < len(text) and text.words[i + 1] == "V.")
                    )
                ):
                    end = text.ends[i]
                    i += 1
                if end > item.end:
                    item = mention(text, item.start, end, "ORG", item.score, "boundary")
            out.append(item)
        self._keep(out)

    def _with_second_part(self, item: Mention) -> Mention:
        """`Meyer &` goes on with the next capitalised word, over a mark or two of markup."""
        text = self.text
        for i in range(item.last, min(item.last + 4, len(text))):
            if text.words[i][0].isupper() and text.sentence[i] == text.sentence[item.last - 1]:
                return mention(text, item.start, text.ends[i], "ORG", item.score, "boundary")
        return item

    def years(self) -> None:
        """The year behind an event is part of its name (`Kirchentag 2019`), that of its foundation of a club's (`TSV X 1911`)."""
        out: list[Mention | None] = []
        for item in self.items:
            hit = _YEAR.match(self.text.text, item.end)
            if hit and (item.label == "MISC" or (item.label == "ORG" and _CLUB.match(item.text))):
                item = mention(self.text, item.start, hit.end(), item.label, item.score, "boundary")
            out.append(item)
        self._keep(out)

    def abbreviations(self) -> None:
        """The abbreviation in brackets behind a name is a name of its own: `Bundeskriminalamt (BKA)`."""
        added: list[Mention | None] = []
        starts = self._free()
        for item in self.items:
            if item.label not in ("ORG", "MISC"):
                continue
            hit = _ABBREVIATION.match(self.text.text, item.end)
            if hit and self._is_free(hit.start(1), hit.end(1), starts) and _abbreviates(hit[1], item.text):
                added.append(
                    mention(self.text, hit.start(1), hit.end(1), item.label, item.score, "abbreviation")
                )
        if added:
            self._keep([*self.items, *added])


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of a short form come from the name: `FFW` and `Freiwillige Feuerwehr`."""
    letters = [c for c in short if c.isupper()]
    if len(letters) < 2 or len(short) >= len(name):
        return False
    at = 0
    folded = name.casefold()
    for letter in letters:
        at = folded.find(letter.casefold(), at) + 1
        if not at:
            return False
    return (
        letters[0].casefold() == next((c.casefold() for c in name if c.isalpha()), "")
        or _INITIALS.search(name) is not None
    )
