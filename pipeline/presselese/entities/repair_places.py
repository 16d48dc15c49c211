"""Steps that put places right: whole names, datelines, roads, towns that act."""

from __future__ import annotations

import re

from presselese.entities.draft import Draft
from presselese.entities.mentions import Mention, mention

_ROAD = re.compile(
    r"(?<![\w-])(?:[AB] ?\d{1,3}|BAB ?\d{1,3}|[LK] ?\d{3,4})(?![\w-]|[.,]\d| ?(?:€|Euro|Uhr|Jahre))"
)
_ROAD_CONTEXT = re.compile(
    r"(?:Autobahn|Bundesstraße|Landesstraße|Kreisstraße|Staatsstraße|BAB|auf der|auf die|von der|die|der|zur|an der|Ausbau der|A\d+ und|und) $"
)
_DATELINE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?P<places>[A-ZÄÖÜ][\w.-]+(?: (?:am|an der|im|in|ob der) [A-ZÄÖÜ][\w-]+| [A-ZÄÖÜ][\w-]+| \([A-ZÄÖÜ]\w+\))?"
    r"(?: ?/ ?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?)*)"
    r"(?=, (?:den )?\d{1,2}\.|,? ?\((?:[a-zäöü]{2,6}|[a-z]{2,4}/[a-z]{2,4})\)|\. ?[–-] | [–-] )"
)  # fmt: skip
_HYPHENATED = re.compile(r"\s(?!und |oder |bis )[a-zäöüß]{2,}")


class PlaceRepair(Draft):
    """Steps for places."""

    def towns_that_act(self) -> None:
        """A town stays a place when its administration acts: `Gemeinde Bergkirchen` is `Bergkirchen`."""
        out: list[Mention | None] = []
        for item in self.items:
            lead, _, name = item.text.partition(" ")
            if item.label == "ORG" and lead in self.before["LOC"] and self._is_town(name):
                start = self.text.starts[item.first + 1]
                out.append(mention(self.text, start, item.end, "LOC", item.score, "town that acts"))
            else:
                out.append(item)
        self._keep(out)

    def extend_places(self) -> None:
        """`Frankenberg (Eder)`, `Neustadt an der Weinstraße`, `Landkreis Offenbach` are names as a whole."""
        text = self.text
        out: list[Mention | None] = []
        for item in self.items:
            if item.label == "LOC":
                start, end = item.start, item.end
                if (
                    item.first
                    and text.words[item.first - 1] in self.extend["LOC"]
                    and text.text[text.ends[item.first - 1] : text.starts[item.first]].strip(" \xa0") == ""
                ):
                    lead = text.words[item.first - 1]
                    if (
                        lead in ("Landkreis", "Landkreises", "Kreis", "Kreises", "Lkr.", "LK", "Flughafen")
                        or f"{lead} {item.text}" in self.gazetteer
                    ):
                        start = text.starts[item.first - 1]
                end = self._longest_place(item)
                cut = _HYPHENATED.match(text.text, item.end) if text.text[item.end - 1] == "-" else None
                end = cut.end() if cut else end
                if (start, end) != (item.start, item.end):
                    item = mention(text, start, end, "LOC", item.score, "boundary")
            out.append(item)
        self._keep(out)

    def _longest_place(self, item: Mention) -> int:
        """The end of the longest official name that begins with this mention."""
        text, end = self.text, item.end
        last = item.last
        if last >= len(text) or not (
            text.words[last] in ("(", "am", "an", "im", "in", "ob", "bei", "vor", "a.", "/")
            or text.words[last][0] == "("
        ):
            return end
        for k in range(last + 1, min(last + 5, len(text))):
            stop = text.ends[k]
            piece = text.text[item.start : stop].rstrip(".,;:!?")
            if piece.count("(") != piece.count(")"):
                continue
            if any(
                place.full and place.kind == "municipality" and place.name != item.text
                for place in self.gazetteer.candidates(piece)
            ):
                end = item.start + len(piece)
        return end

    def datelines(self) -> None:
        """The places of a dateline are names: `Bütow/Frankenberg(pm).`, `Bruchsal, 12. Februar 2020.`"""
        added: list[Mention | None] = []
        starts = self._free()
        for hit in _DATELINE.finditer(self.text.text):
            at = hit.start("places")
            for name in re.split(r" ?/ ?", hit["places"]):
                start = self.text.text.index(name, at)
                end = start + len(name)
                at = end
                if self._is_free(start, end, starts) and any(
                    place.kind != "part"
                    for place in self.gazetteer.candidates(name.title() if name.isupper() else name)
                ):
                    added.append(mention(self.text, start, end, "LOC", 0.9, "dateline"))
        if added:
            self._keep([*self.items, *added])

    def roads(self) -> None:
        """Roads are places: `A 45`, `B 252`."""
        added: list[Mention | None] = []
        starts = self._free()
        for hit in _ROAD.finditer(self.text.text):
            if self._is_free(hit.start(), hit.end(), starts) and _ROAD_CONTEXT.search(
                self.text.text[max(0, hit.start() - 20) : hit.start()]
            ):
                added.append(mention(self.text, hit.start(), hit.end(), "LOC", 0.9, "road"))
        if added:
            self._keep([*self.items, *added])
