"""The organisations of a release: which mentions are one body, what kind it is, what its abbreviation is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from presselese.entities.mentions import Mention
from presselese.entities.tables import rows
from presselese.entities.text import Text
from presselese.german.names import GrammaticalGender, adjective, nominative, without_genitive

_COMPANY = re.compile(
    r"\b(?:GmbH|AG|SE|KG|OHG|UG|eG|mbH|KGaA|Ltd\.?|Inc\.?|Corp\.?|gGmbH|S\.A\.|B\.V\.|Co\.)(?:$|\W)"
)
_ASSOCIATION = re.compile(
    r"\be\. ?V\.?|\b(?:TSV|SV|VfB|VfL|TV|FC|SC|SG|TuS|SpVgg|DLRG|DRK|THW|AWO|BUND|NABU|ADFC|ADAC|VdK|IG|DGB)\b"
)
_TEAM = re.compile(r"^(?:1\. )?(?:FC|TSV|SV|VfB|VfL|TV|SC|SG|TuS|SpVgg|HSG|HC|EC|ERC) ")
_CLUB = re.compile(r",? ?(?:e\. ?V\.?|gGmbH|GmbH(?: & Co\. KG)?|AG|SE|KG|eG)$")
_GREENS = re.compile(r"B[üÜ]?(?:ndnis)?\W{0,2}90 ?/ ?(?:Die |DIE )?Gr[üÜ]", re.IGNORECASE)
_INITIALS = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜa-zäöü]{1,6}[A-ZÄÖÜ]")
_SMALL = frozenset(
    ("für", "der", "die", "das", "des", "und", "in", "im", "am", "an", "zur", "zu", "von", "vom", "mit")
)
_LEAD_SIGNS = "„“”\"»«‚‘’'"


@dataclass(slots=True)
class Body:
    """An organisation while it is made."""

    name: str
    mentions: list[Mention] = field(default_factory=list)
    abbreviation: str | None = None
    kind: str | None = None


class Organisations:
    """Groups the ORG mentions of one release."""

    def __init__(self, text: Text, mentions: list[Mention]) -> None:
        self.text = text
        self.bodies: list[Body] = []
        self._by_key: dict[str, Body] = {}
        self._by_first: defaultdict[str, list[Body]] = defaultdict(list)
        found = [item for item in mentions if item.label == "ORG"]
        for number, item in enumerate(found):
            self._group(item, found[number - 1] if number else None)
        self._join_initials()
        for body in self.bodies:
            body.kind = kind_of(body.name)

    def _join_initials(self) -> None:
        """`BfnS` is the one `Bündnis für nachhaltige Stadtentwicklung Göttingen` of the release, in brackets or not."""
        longer: defaultdict[str, list[Body]] = defaultdict(list)
        for body in self.bodies:
            for letters in _initials(body.name):
                longer[letters].append(body)
        joined: dict[int, Body] = {}
        for short in self.bodies:
            if not _INITIALS.fullmatch(short.name) or party_of(short.name):
                continue
            exact = any(letter.islower() for letter in short.name)
            fitting = longer.get(short.name if exact else short.name.casefold(), [])
            if len(fitting) == 1 and fitting[0].abbreviation in (None, short.name):
                body = fitting[0]
                body.abbreviation = short.name
                body.mentions = sorted([*body.mentions, *short.mentions], key=lambda item: item.start)
                joined[id(short)] = body
        if joined:
            self.bodies = [body for body in self.bodies if id(body) not in joined]
            self._by_key = {key: joined.get(id(body), body) for key, body in self._by_key.items()}

    def _group(self, item: Mention, before: Mention | None) -> None:
        name = organisation_name(item.text)
        if item.first and self.text.lower[item.first - 1] in ("der", "zur") and name == item.text:
            name = _feminine(name)
        key = _key(name)
        body = self._by_key.get(key) or self._by_key.get(_key(party_of(name) or name))
        if body is None:
            body = self._longer(name)
        if body is None and before is not None and self._in_brackets(before, item):
            body = self._by_key.get(_key(organisation_name(before.text)))
            if body is not None and not body.abbreviation:
                body.abbreviation = name
        if body is None:
            body = Body(name)
            self.bodies.append(body)
            self._by_first[name.split()[0]].append(body)
        self._by_key.setdefault(key, body)
        if party := party_of(name):
            self._by_key.setdefault(_key(party), body)
        if len(name) > len(body.name) and not _CLUB.search(body.name) and _key(name) == _key(body.name):
            body.name = name
        body.mentions.append(item)

    def _longer(self, name: str) -> Body | None:
        """`Hauptzollamt` behind `Hauptzollamt Karlsruhe`: the one body whose name begins with these words."""
        if head_of(name.split()[-1]) is None:
            return None
        longer = [body for body in self._by_first[name.split()[0]] if body.name.startswith(f"{name} ")]
        return longer[0] if len(longer) == 1 else None

    def _in_brackets(self, before: Mention, item: Mention) -> bool:
        """`Bundeskriminalamt (BKA)`: a short name in brackets right behind a longer one."""
        between = self.text.text[before.end : item.start].strip()
        following = self.text.text[item.end : item.end + 1]
        return (
            between in ("(", ", kurz", "(kurz:", "(kurz")
            and (following in (")", ",") or between.startswith(", kurz"))
            and len(item.text) < len(before.text)
        )

    def full_name(self, name: str) -> str | None:
        """The name of the body that a name or abbreviation stands for in this release."""
        body = self._by_key.get(_key(name))
        return body.name if body else None

    def resolve(self, generic: str) -> str | None:
        """`Bündnis`, `Vereins` -> the one organisation of the release whose name has this head word."""
        noun = head_of(generic.split()[-1])
        if not noun:
            return None
        word = noun[0]
        fitting = []
        for body in self.bodies:
            for part in body.name.split():
                if part == word or (part.lower().endswith(word.lower()) and len(word) > 5):
                    fitting.append(body)
                    break
        names = {body.name for body in fitting}
        return names.pop() if len(names) == 1 else None

    def values(self) -> list[dict[str, Any]]:
        """The bodies as dicts of `presselese.record.Organisation`, in the order of first mention; sets `ref`."""
        out = []
        for number, body in enumerate(self.bodies, start=1):
            for item in body.mentions:
                item.ref = f"o{number}"
            out.append(
                {
                    "id": f"o{number}",
                    "name": body.name,
                    "kind": body.kind,
                    "abbreviation": body.abbreviation,
                    "mentions": [item.span() for item in body.mentions],
                    "link": None,
                    "score": round(max(item.score for item in body.mentions), 3),
                    "rule": "name",
                }
            )
        return out


def _initials(name: str) -> set[str]:
    """The first letters of the words of a name, as they are and in small letters, with and without the small words and
    the place at the end."""
    words = [word for word in re.split(r"[ -]", _CLUB.sub("", name)) if word[:1].isalpha()]
    out = set()
    for chosen in (words, [word for word in words if word not in _SMALL]):
        letters = "".join(word[0] for word in chosen)
        if len(letters) > 2:
            out |= {letters, letters.casefold()}
        if len(letters) > 3:
            out |= {letters[:-1], letters[:-1].casefold()}
    return out


@cache
def _heads() -> dict[str, tuple[GrammaticalGender, str]]:
    return {row["head"]: (row["gender"], row["kind"]) for row in rows("organisations.tsv")}  # type: ignore[misc]


@cache
def _parties() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows("parties.tsv"):
        for name in (row["short"], row["name"], *row["aliases"].split(" | ")):
            if name:
                out.setdefault(name, row["short"])
    return out


def party_of(name: str) -> str | None:
    """The short form of a party by any of its names."""
    if _GREENS.match(name):
        return "Grüne"
    return _parties().get(name) or _parties().get(
        name.removesuffix(".").removesuffix("-Fraktion").removesuffix("-Landtagsfraktion")
    )


@cache
def head_of(word: str) -> tuple[str, GrammaticalGender] | None:
    """The nominative and gender of a noun that heads the name of a body: `Verbandes` -> (`Verband`, m).

    A plural (`Feuerwehren`) comes back as it is; its adjectives end as those of a feminine.
    """
    for form in _nominatives(word):
        found = _ending(form.lower())
        if found:
            return form, found[0]
    if word.endswith("en") and _ending(word[:-2].lower()):
        return word, "f"
    return None


def _nominatives(word: str) -> list[str]:
    out = []
    if word.endswith("nisses"):
        out.append(word[:-3])
    if word.endswith("es") and len(word) > 5:
        out.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 4:
        out.append(word[:-1])
    return [word, *out] if not out or _ending(word.lower()) else [*out, word]


def _ending(lower: str) -> tuple[GrammaticalGender, str] | None:
    heads = _heads()
    for at in range(len(lower) - 2):
        found = heads.get(lower[at:])
        if found and (at == 0 or len(lower) - at > 3 or lower[at:] in ("amt", "uni")):
            return found
    return None


def kind_of(name: str) -> str | None:
    """The kind of a body by its head words; None where no word says it."""
    if party_of(name):
        return "party"
    if _TEAM.search(name):
        return "team"
    for word in re.split(r"[ -]", name):
        found = _ending(word.lower())
        if found:
            return found[1]
    if _COMPANY.search(name):
        return "company"
    if _ASSOCIATION.search(name):
        return "association"
    return None


@cache
def organisation_name(name: str, genitive: bool = False) -> str:
    """What a reader would file a body under: nominative, without marks; `genitive`: `des` stands in front of it."""
    name = " ".join(name.strip(_LEAD_SIGNS).split())
    out = nominative(name, head_of)
    if genitive and out == name:
        first, _, rest = name.partition(" ")
        if first.endswith(("en", "er")) and rest[:1].isupper() and head_of(first) is None:
            return f"{adjective(first, 'n')} {rest}"
        if head_of(first) is None:
            return f"{without_genitive(first)} {rest}".strip()
    return out


def _feminine(name: str) -> str:
    """`Römisch-katholischen Zentralkonferenz` behind `der`: the adjectives of a feminine nobody knows the head of."""
    words = name.split(" ")
    at = 0
    while at < len(words) - 1 and words[at].endswith("en") and len(words[at]) > 5 and words[at][0].isupper():
        at += 1
    if not at or not words[at][:1].isupper() or words[at].endswith(("n", "s")):
        return name
    return " ".join([*(adjective(word, "f") for word in words[:at]), *words[at:]])


def is_bare_head(word: str) -> bool:
    """Whether a word is no more than the kind of a body (`Verein`, `Initiative`), not a compound that says which."""
    found = head_of(word)
    return found is not None and found[0].lower() in _heads()


def _key(name: str) -> str:
    bare = _CLUB.sub("", name)
    return re.sub(r"[\W_]+", "", bare).casefold()
