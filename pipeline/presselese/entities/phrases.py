"""Role phrases: `der stellvertretende Vorsitzende des Vereins X` in front of, behind, or apart from a name.

A phrase is read forward from its noun: modifiers stand in front of it, complements (`des Vereins X`, `von Y`,
`für A, B und C`) behind it. The parser knows words and names, no syntax tree, and therefore also reads headlines,
captions and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from presselese.entities.given_names import gender_of
from presselese.entities.mentions import Mention
from presselese.entities.organisations import head_of, is_bare_head, kind_of
from presselese.entities.roles import Roles, RoleWord
from presselese.entities.tables import rows, words
from presselese.entities.text import Text

CONNECTORS = frozenset(
    [
        "der",
        "des",
        "von",
        "vom",
        "für",
        "im",
        "in",
        "am",
        "an",
        "beim",
        "bei",
        "zu",
        "zum",
        "zur",
        "aus",
        "dem",
        "den",
        "gegen",
        "beziehungsweise",
        "bzw.",
    ]
)
ARTICLES = frozenset(
    ["der", "die", "das", "des", "dem", "den", "ein", "eine", "eines", "einer", "einem", "einen"]
)
DETERMINERS = ARTICLES | frozenset(
    [
        "deren",
        "dessen",
        "dieser",
        "dieses",
        "diesem",
        "diesen",
        "sein",
        "seine",
        "seiner",
        "seines",
        "seinem",
        "seinen",
        "ihr",
        "ihre",
        "ihrer",
        "ihres",
        "ihrem",
        "ihren",
        "unser",
        "unsere",
        "unserer",
        "unseres",
        "unserem",
        "unseren",
        "beide",
        "beiden",
    ]
)
MASCULINE = frozenset(
    [
        "des",
        "dem",
        "den",
        "ein",
        "eines",
        "einem",
        "einen",
        "vom",
        "beim",
        "zum",
        "im",
        "am",
        "sein",
        "seines",
        "seinem",
        "seinen",
        "ihres",
        "ihrem",
    ]
)
FEMININE = frozenset(["die", "eine", "einer", "zur", "seine", "seiner"])
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
COMPETENT = ("zuständig", "verantwortlich")
"""Adjectives with a complement in front of them: `der für Umwelt zuständige Stadtrat`."""
COPULAS = frozenset(
    (
        "ist",
        "wurde",
        "wird",
        "war",
        "bleibt",
        "heißt",
        "sind",
        "wurden",
        "werden",
        "waren",
        "bleiben",
        "heißen",
    )
)
JOINERS = frozenset(("und", "sowie", "&", "/", "u."))
QUOTES = frozenset("„“”\"»«‚‘’‹›'")
NUMBERED = frozenset(
    ("Bürgermeister", "Vorsitzender", "Stellvertreter", "Vorstand", "Vertreter", "Beigeordneter")
)
"""Offices of which there may be a third; in front of others a number counts the lines of a list."""
SUCCESSION = frozenset(("Nachfolger", "Vorgänger"))
"""Offices that one person holds after or before the one named behind: `Nachfolger der Vorsitzenden M`."""
FURNITURE = frozenset(
    (
        "Telefon",
        "Tel.",
        "Fax",
        "E-Mail",
        "Email",
        "Mobil",
        "Foto",
        "Ansprechpartner",
        "Ansprechpartnerin",
        "Kontakt",
        "Pressekontakt",
    )
)
"""Words that begin a contact block and end any role."""
RANKS = frozenset(("police", "military", "occupation", "university", "fire_brigade"))
"""Domains of words that say what somebody is beside an office."""
PLACE_WORDS = frozenset(
    ("Stadt", "Gemeinde", "Marktgemeinde", "Hansestadt", "Landeshauptstadt", "Landkreises", "Kreises", "Bezirks", "Bezirkes", "Landes", "Bundes", "Ortes", "Hauptstadt")
)  # fmt: skip
_TOWN_OFFICE = re.compile(
    r"(?:Jugend|Ordnungs|Gesundheits|Sozial|Kultur|Bau|Schul|Sport|Grünflächen|Umwelt|Haupt|Standes|Veterinär|Tiefbau|Hochbau|Straßen|Garten|Stadtplanungs|Presse)amte?s"
)
_RETIRED = re.compile(r"a\. ?D\.|i\. ?R\.|im Ruhestand|außer Dienst|der Reserve|d\. ?R\.")
DEEPEST = 40
LONGEST = 24


@dataclass(slots=True)
class Phrase:
    """A role with its surroundings, in words `first`…`last`; `noun` is the word that names the office."""

    first: int
    noun: int
    last: int
    word: RoleWord
    modifiers: list[str] = field(default_factory=list)
    kept: str = ""
    article: str | None = None
    gender: str | None = None
    plural: bool | None = None
    mentions: list[Mention] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    quoted: str | None = None
    parts: str = ""
    """Words of the office in front of its noun, where it is written apart (`Open Data` in `Open Data Beauftragter`)."""
    origins: list[str] = field(default_factory=list)
    """Single capitalised words behind `von`: of an office of a place, the place."""

    def role(self, gender: str | None) -> str:
        """The role as written, in the nominative and in the person's gender."""
        gender = gender or self.gender
        lead = [
            _modifier(
                item, "f" if gender == "f" else "m" if self.word.masculine != self.word.feminine else "n"
            )
            for item in self.modifiers
        ]
        return " ".join(filter(None, [*lead, self.parts, self.word.form(gender), self.kept]))


class PhraseReader:
    """Reads role phrases of one text with its names."""

    def __init__(self, text: Text, mentions: list[Mention], roles: Roles) -> None:
        lists = words()
        self.text = text
        self.roles = roles
        self.kept = tuple(lists["roles"]["kept"])
        self.short: dict[str, str] = lists["roles"]["short"]
        self.organs = frozenset(lists["roles"]["organs"])
        self.leads = frozenset(lists["roles"]["leads"])
        self.posts = frozenset(lists["roles"]["posts"])
        titles = lists["titles"]
        self.male = frozenset(titles["male"])
        self.female = frozenset(titles["female"])
        self.titles = frozenset([*titles["academic"], *titles["subjects"], *self.male, *self.female])
        self.at: dict[int, Mention] = {}
        self.inside: dict[int, Mention] = {}
        self._commas: dict[int, bool] = {}
        self._behind: dict[int, bool] = {}
        self._looking: list[int] = []
        for item in mentions:
            self.at[item.first] = item
            for i in range(item.first, item.last):
                self.inside[i] = item

    def role_at(self, i: int, spelling: bool = False) -> RoleWord | None:
        """The office that word i names, unless it is part of a name."""
        if i in self.inside:
            return None
        word = self.text.words[i]
        return self.roles.of(word) or (self.roles.misspelt(word) if spelling else None)

    def skip_titles(self, i: int) -> int:
        """The first word at or after i that is no title or form of address."""
        while i < len(self.text) and i not in self.at and self.text.words[i] in self.titles:
            i += 1
        return i

    def person_at(self, i: int) -> Mention | None:
        """The person whose mention begins at word i, titles aside."""
        i = self.skip_titles(i)
        found = self.at.get(i)
        return found if found and found.label == "PER" else None

    # -- reading ------------------------------------------------------------------------------------------------

    def phrase(
        self, noun: int, limit: int, word: RoleWord | None = None, behind: bool = False
    ) -> Phrase | None:
        """The phrase of the role noun at word `noun`, its complements not beyond word `limit`; `behind` a name a field
        of work may follow (`Teamleiter Wärmenetze`)."""
        word = word or self.role_at(noun)
        if not word:
            return None
        out = Phrase(noun, noun, noun + 1, word, gender=word.gender, plural=word.plural)
        self._lead(out)
        self._complements(out, limit, behind)
        return out

    def _lead(self, out: Phrase) -> None:
        """Modifiers and article in front of the noun."""
        i = out.noun - 1
        words, lower = self.text.words, self.text.lower
        floor = max(0, out.noun - 6)
        while i >= floor and i not in self.inside:
            word = words[i]
            if word in self.short:
                out.modifiers.insert(0, word)
                out.first = i
            elif word[0].isdigit() and word.endswith("."):
                if (
                    len(word) > 3
                    or (word not in ("1.", "2.") and out.word.office not in NUMBERED)
                    or (i and words[i - 1] == ".")
                ):
                    break
                out.modifiers.insert(0, word)
                out.first = i
            elif lower[i] == "beiden":
                out.plural = True
                out.first = i
            elif lower[i].startswith(COMPETENT) and (begin := self._competence(i)) is not None:
                i = begin
            elif self._is_adjective(word):
                if self._is_kept(lower[i]):
                    out.modifiers.insert(0, word)
                    out.first = i
                elif word[0].isupper() and not self._begins_sentence(i):
                    break
            elif (
                lower[i] == "und"
                and out.modifiers
                and i
                and self._is_adjective(words[i - 1])
                and self._is_kept(lower[i - 1])
            ):
                out.modifiers.insert(0, "und")
            elif not self._is_adverb(i):
                break
            i -= 1
        i = self._past_adjective_of_place(i)
        if (
            i > 0
            and out.plural is None
            and lower[i] == "den"
            and lower[i - 1] in ("von", "mit", "bei", "zu", "unter", "neben")
        ):
            out.plural = True
        if i >= 0 and i not in self.inside and lower[i] in DETERMINERS | {"zum", "zur", "vom", "beim", "im"}:
            out.article = lower[i]
            if out.article in ARTICLES or out.article in DETERMINERS:
                out.first = i
            self._agreement(out)
        elif out.word.adjectival and out.gender is None:
            ending = out.word.base and words[out.noun]
            last = words[out.noun - 1] if out.modifiers else ""
            if last.endswith("er"):
                out.gender = "m"
            elif ending.endswith("e"):
                out.gender = "f"

    def _is_adverb(self, i: int) -> bool:
        """Whether word i stands between article and adjective: `die bundesweit bekannte Sängerin`."""
        return (
            i > 0
            and self.text.words[i].islower()
            and self.text.words[i].isalpha()
            and self.text.lower[i] not in CONNECTORS | DETERMINERS | JOINERS
            and self.text.words[i + 1].islower()
            and self._is_adjective(self.text.words[i + 1])
            and self.text.lower[i - 1] in ARTICLES
        )

    def _begins_sentence(self, i: int) -> bool:
        return i == 0 or self.text.sentence[i - 1] != self.text.sentence[i]

    def _past_adjective_of_place(self, i: int) -> int:
        """The article in front of `Briloner` in `der Briloner Abgeordnete`, which says the gender; else i."""
        if (
            i > 0
            and i not in self.inside
            and self.text.words[i][0].isupper()
            and self.text.words[i].endswith("er")
            and self.text.lower[i - 1] in ARTICLES
            and not self._begins_sentence(i)
        ):
            return i - 1
        return i

    def _competence(self, i: int) -> int | None:
        """Where `für Umwelt und Grünflächen zuständige` begins, whose last word is i."""
        for k in range(i - 1, max(0, i - 14), -1):
            if self.text.sentence[k] != self.text.sentence[i]:
                return None
            if self.text.lower[k] == "für":
                return k
        return None

    def _agreement(self, out: Phrase) -> None:
        """Gender and number of the phrase, from article and ending."""
        article, noun = out.article or "", self.text.words[out.noun]
        if out.word.adjectival and out.gender is None:
            if article in FEMININE or (article == "der" and noun.endswith("en")):
                out.gender = "f"
            elif article in MASCULINE or article == "der":
                out.gender = "m"
            if article == "die" and noun.endswith("en"):
                out.gender, out.plural = None, True
            elif article == "den" and out.gender == "m" and noun.endswith("en"):
                out.plural = None
            else:
                out.plural = False
        elif out.word.gender == "m" and out.word.plural is None:
            out.plural = article == "die" or article == "beiden"
        elif out.word.masculine == out.word.feminine and out.plural is None:
            out.plural = False

    def _is_kept(self, lower: str) -> bool:
        return lower.startswith(self.kept) or "politisch" in lower

    @staticmethod
    def _is_adjective(word: str) -> bool:
        return (
            len(word) > 3
            and word.isalpha()
            and word.endswith(ADJECTIVE_ENDINGS)
            and word.lower() not in CONNECTORS | DETERMINERS
        )

    def _complements(self, out: Phrase, limit: int, behind: bool) -> None:
        i = out.last
        lower = self.text.lower
        kept: list[str] = []
        i = self._retired(i, limit)
        if behind and i == out.last:
            if i < limit and self._is_compound_body(i):
                self._body(out, i, i + 1)
                i = out.last = i + 1
            else:
                i = self._field(i, limit)
        if i > out.last:
            kept.append(self.text.slice(out.last, i))
        while i < limit:
            if lower[i] == "unter" and i + 2 < limit and lower[i + 1] == "anderem":
                i += 2
                continue
            found = self.at.get(i)
            if found and found.label in ("ORG", "LOC", "MISC"):
                out.mentions.append(found)
                i = found.last
                continue
            if found:
                break
            if lower[i] not in CONNECTORS:
                end = self._quoted(i, limit)
                if not end:
                    break
                out.quoted = self.text.slice(i + 1, end - 1)
                i = end
                continue
            if i + 1 < limit and (end := self._quoted(i + 1, limit)):
                out.mentions += (inner := self._names(i + 1, end))
                out.quoted = out.quoted if inner else self.text.slice(i + 2, end - 1)
                i = end
                continue
            listing = lower[i] in ("für", "gegen")
            end = self._noun_phrase(i + 1, limit, listing)
            if end is None:
                break
            inner = self._names(i + 1, end)
            if lower[i] == "für":
                inner = [item for item in inner if item.text != "Europa"]
            if inner:
                out.mentions += inner
                first = inner[0]
                if first.first > i + 1:
                    self._body(out, i + 1, first.first)
                if lower[i] == "für" and not any(item.label == "ORG" for item in inner):
                    kept.append(self.text.slice(i, end))
            elif self._stays(i, end):
                kept.append(self.text.slice(i, end))
            elif lower[i] in ("von", "bei") and all(self.text.proper[i + 1 : end]):
                out.quoted = out.quoted or self.text.slice(i + 1, end)
            elif lower[i] == "von" and end == i + 2:
                out.origins.append(self.text.words[i + 1])
            elif lower[i] in ("der", "des") and self._is_matter(i + 1, end, bool(out.bodies)):
                kept.append(self.text.slice(i, end))
            else:
                more = self._genitive_of_body(i + 1, end, limit)
                self._body(out, i + 1, more or end)
                end = more or end
            i = end
        out.last = i
        out.kept = " ".join(kept)

    def _is_compound_body(self, i: int) -> bool:
        """Whether word i says which body it is without an article: `Vorsitzender Gartenfraktion`."""
        word = self.text.words[i]
        return (
            word[0].isupper()
            and i not in self.inside
            and head_of(word) is not None
            and not is_bare_head(word)
            and self.role_at(i) is None
        )

    def _field(self, i: int, limit: int) -> int:
        """One past the field of work that stands right behind an office: `Teamleiter Wärmenetze bei X`; i if none does.

        A body with its kind in the name (`Vorsitzender Gartenfraktion`) is none, nor is anything that runs on.
        """
        words, end = self.text.words, i
        while end < min(limit, i + 6):
            word = words[end]
            found = self.at.get(end)
            if found and self._is_field(found, limit):
                end = found.last
                continue
            if end in self.inside or word in self.titles or word in FURNITURE or self.role_at(end):
                break
            joins = end > i and (word in ("-", "–") or self.text.lower[end] in JOINERS)
            if not (word[0].isupper() and head_of(word) is None) and not joins:
                break
            end += 1
        if end > i and not words[end - 1][0].isupper():
            end -= 1
        goes_on = end < limit and words[end][0].isalnum() and self.text.lower[end] not in CONNECTORS
        return i if goes_on and end not in self.at else end

    def _is_field(self, found: Mention, limit: int) -> bool:
        """Whether what the model takes for a body is a field of work of the body behind it: `Leiterin Digitales der X AG`."""
        if found.label not in ("ORG", "MISC") or kind_of(found.text) or found.last + 1 >= limit:
            return False
        following = self.at.get(found.last + 1)
        return (
            self.text.lower[found.last] in ("der", "des", "bei", "beim")
            and following is not None
            and following.label == "ORG"
        )

    def _is_matter(self, first: int, end: int, behind_body: bool) -> bool:
        """Whether a genitive names what an office is for and no body: `Leiterin der Studie`, `Autor des Buches`,
        also the office of a town that has no name of its own: `Leiter des Jugendamts`."""
        last = self.text.words[end - 1]
        if behind_body or any(word in QUOTES for word in self.text.words[first:end]):
            return False
        if end == first + 1 and _TOWN_OFFICE.fullmatch(last):
            return True
        return head_of(last) is None and head_of(self.text.words[first]) is None and last not in PLACE_WORDS

    def _genitive_of_body(self, first: int, end: int, limit: int) -> int | None:
        """One past `der Hafenbetriebe` in `des Verbands der Hafenbetriebe`: the bare word and it are one name."""
        if (
            end != first + 1
            or end + 1 >= limit
            or self.text.lower[end] not in ("der", "des", "für")
            or head_of(self.text.words[first]) is None
            or end + 1 in self.inside
        ):
            return None
        return self._core(end + 1, limit, articles=False)

    def _retired(self, i: int, limit: int) -> int:
        """One past `a. D.`, `i. R.`, `im Ruhestand` at word i."""
        for size in (1, 2, 4):
            if i + size <= limit and _RETIRED.fullmatch(
                self.text.text[self.text.starts[i] : self.text.ends[i + size - 1]]
            ):
                return i + size
        return i

    def _stays(self, i: int, end: int) -> bool:
        """Whether a complement without a name belongs to the role as written (`für Kultur`, `des Vorstands`)."""
        if self.text.lower[i] in ("für", "gegen", "im", "in", "am", "an", "zu", "zum", "zur", "aus"):
            return self.text.lower[i] in ("für", "gegen", "im") or self.text.words[end - 1] in self.organs
        return any(self.text.words[k] in self.organs for k in range(i + 1, end)) or bool(
            self.roles.of(self.text.words[end - 1])
        )

    def _body(self, out: Phrase, first: int, last: int) -> None:
        """Remember the generic words of a complement: `des Seniorenbeirats`, `der Stadt` (Hürth)."""
        while first < last and (
            self.text.lower[first] in DETERMINERS or not self.text.words[first][0].isupper()
        ):
            first += 1
        mark = next((k for k in range(first, last) if self.text.words[k] in QUOTES), None)
        if mark is not None and mark + 1 < last - 1:
            out.quoted = self.text.slice(mark + 1, last - 1 if self.text.words[last - 1] in QUOTES else last)
        elif first < last:
            out.bodies.append(self.text.slice(first, last))

    def _quoted(self, i: int, limit: int) -> int | None:
        """The end of a short quotation that begins at word i and holds a name."""
        if self.text.words[i] not in QUOTES:
            return None
        for end in range(i + 2, min(i + 12, limit, len(self.text))):
            if self.text.words[end] in QUOTES:
                return end + 1
        return None

    def _names(self, first: int, last: int) -> list[Mention]:
        return [self.at[i] for i in range(first, last) if i in self.at]

    def _noun_phrase(self, i: int, limit: int, listing: bool) -> int | None:
        """One past the last word of a noun phrase that begins at i, or None."""
        end = self._core(i, limit, articles=True)
        if end is None:
            return None
        while end < limit - 1:
            lower = self.text.lower[end]
            if lower in JOINERS:
                if not listing and end + 1 not in self.at and not self.text.words[end - 1].endswith("-"):
                    break
                if not listing and self.person_at(end + 1):
                    break
                if not listing and self._role_begins(end + 1):
                    break
                more = self._core(end + 1, limit, articles=listing)
            elif lower in ("mit", "ohne") and listing and end + 1 not in self.inside:
                more = self._core(end + 1, limit, articles=False)
            elif lower == "," and listing and self._list_goes_on(end + 1, limit):
                more = self._core(end + 1, limit, articles=True)
            else:
                break
            if more is None:
                break
            end = more
        return end

    def _role_begins(self, i: int) -> bool:
        return any(self.role_at(k) is not None for k in range(i, min(i + 3, len(self.text))))

    def _list_goes_on(self, i: int, limit: int) -> bool:
        """Whether `und X` follows before anything that is no member of a list of nouns."""
        while i < limit - 1:
            end = self._core(i, limit, articles=True)
            if end is None or end >= limit:
                return False
            if self.text.lower[end] in JOINERS:
                return True
            if self.text.words[end] != ",":
                return False
            i = end + 1
        return False

    def _core(self, i: int, limit: int, articles: bool) -> int | None:
        """Article, adjectives, nouns and names: one past the last, None if there is no noun."""
        text, start = self.text, i
        if articles and i < limit and text.lower[i] in DETERMINERS and i not in self.inside:
            i += 1
        while (
            i < limit
            and i not in self.inside
            and text.words[i][0].islower()
            and self._is_adjective(text.words[i])
        ):
            i += 1
        noun = False
        while i < limit:
            found = self.at.get(i)
            if found:
                if found.label == "PER":
                    break
                i, noun = found.last, True
                continue
            word = text.words[i]
            if (word in self.titles and self.person_at(i)) or word in FURNITURE:
                break
            if word[0].isupper() or (noun and (word in ("-", "&") or word[0].isdigit())):
                if noun and self._starts_role_of_person(i):
                    break
                i, noun = i + 1, True
                continue
            end = self._quoted(i, limit) if noun else None
            if end:
                i = end
                continue
            break
        return i if noun and i > start else None

    def _starts_role_of_person(self, i: int) -> bool:
        return self.role_at(i) is not None and self.person_at(i + 1) is not None

    # -- around a name ------------------------------------------------------------------------------------------

    def left_edge(self, person: Mention) -> int:
        """The first word of the titles and forms of address in front of a person."""
        i = person.first
        while (
            i > 0
            and (i - 1) not in self.inside
            and self.text.words[i - 1] in self.titles
            and not self._is_office(i - 1)
        ):
            i -= 1
        return i

    def _is_office(self, i: int) -> bool:
        return self.text.words[i] in ("StR", "OStR", "RA", "RAin")

    def before(self, person: Mention) -> list[Phrase]:
        """The role phrases that end directly in front of a person."""
        edge = self.left_edge(person)
        floor = max(self.text.sentence_start(person.first), edge - LONGEST)
        end, comma = edge, False
        if end > floor and self.text.words[end - 1] == "," and end - 1 not in self.inside:
            end, comma = end - 1, True
        elif end - 1 > floor and self.text.words[end - 1] == ":" and self.role_at(end - 2):
            end -= 1
        elif end - 1 > floor and self.text.words[end - 1] == ")":
            end = self._opening(end - 1, floor)
        for noun in range(end - 1, floor - 1, -1):
            item = self.inside.get(noun)
            if item and item.label == "PER":
                break
            if self.text.words[noun] in (":", ";", "!", "?") or (
                self.text.lower[noun] in ("dass", "daß", "weil", "ob", "wenn")
            ):
                break
            word = self.role_at(noun, spelling=noun == end - 1)
            if not word:
                continue
            found = self.phrase(noun, end, word)
            if not found or found.last != end:
                continue
            if comma:
                earlier = self._person_before(found)
                owner = self.inside.get(noun - 1)  # `Pankows Bürgermeister, M,`
                bare = (
                    found.first == noun
                    and end == noun + 1
                    and (owner is None or owner.label == "PER")
                    and not self._coordinated_before(found)
                )
                if bare or (earlier and not self._comma_in_front(earlier) and self._agrees(found, earlier)):
                    return []
            elif (earlier := self._person_before(found)) and self._is_listed_behind(earlier):
                return []
            found = self._outer(found, floor, end) or found
            earlier_roles = self._coordinated_before(found)
            if earlier_roles and earlier_roles[0].word.base == found.word.base:
                # `Die Künstlerinnen und Künstler A und B`: one office in both forms
                return [replace(found, gender=None, plural=True)]
            held = self._office_of_rank(found, floor) if not (comma or earlier_roles) else None
            return [held, found] if held else [*earlier_roles, found]
        return []

    @staticmethod
    def _agrees(phrase: Phrase, person: Mention) -> bool:
        """False for a feminine office and a man's name, so that the office is somebody else's."""
        given, _, family = person.text.partition(" ")
        single = not (phrase.plural or phrase.word.plural)
        return not (single and phrase.gender == "f" and family and gender_of(given) == "m")

    def _opening(self, i: int, floor: int) -> int:
        """The bracket that word i closes, if no person stands in it, else one past i."""
        for k in range(i - 1, max(floor, i - 12) - 1, -1):
            if self.text.words[k] == "(":
                return k
            if (item := self.inside.get(k)) and item.label == "PER":
                break
        return i + 1

    def _office_of_rank(self, rank: Phrase, floor: int) -> Phrase | None:
        """`der Leiter des X, Polizeirat M`: the office in front of a rank or profession."""
        end = rank.first - 1
        if (
            rank.first != rank.noun
            or end <= floor
            or self.text.words[end] != ","
            or rank.word.domain not in RANKS
        ):
            return None
        for noun in range(end - 1, floor - 1, -1):
            if (item := self.inside.get(noun)) and item.label == "PER":
                return None
            word = self.role_at(noun)
            found = self.phrase(noun, end, word) if word else None
            if found:
                held = found.last == end and found.article and not self._person_before(found)
                return found if held else None
        return None

    def _outer(self, inner: Phrase, floor: int, end: int) -> Phrase | None:
        """`Stellvertreter des Bürgermeisters M`: the role of which the one next to the name is only a complement."""
        if inner.article not in ("des", "der", "vom"):
            return None
        for noun in range(inner.first - 1, max(floor, inner.first - 6) - 1, -1):
            word = self.role_at(noun)
            if word:
                if word.office in SUCCESSION:
                    return None
                found = self.phrase(noun, end, word)
                return found if found and found.last == end and noun + 1 == inner.first else None
        return None

    def _comma_in_front(self, person: Mention) -> bool:
        """Whether the person's role stands in front of it with a comma: a list in that manner goes on so."""
        if person.first not in self._commas:
            self._commas[person.first] = False  # where the list is too long to look back, and while looking
            edge = self.left_edge(person)
            if len(self._looking) < DEEPEST and edge and self.text.words[edge - 1] == ",":
                self._looking.append(person.first)
                self._commas[person.first] = bool(self.before(person))
                self._looking.pop()
        return self._commas[person.first]

    def _is_listed_behind(self, person: Mention) -> bool:
        """Whether the roles of a list stand behind the names: `A, Senator B, Präsident des X C, Leiterin des Y.`

        Nothing but the ends of such a list tell it from one with the roles in front: the first name has no role
        before it, the last one has one behind it. Line ends between role and name say so as well.
        """
        if person.first in self._behind:
            return self._behind[person.first]
        chain, current = [person], person
        self._behind[person.first] = False
        listed = detailed = False
        while len(chain) < DEEPEST:
            i = current.last
            if i + 1 >= len(self.text) or self.text.words[i] != ",":
                break
            phrase = self._apposition(i + 1, min(self.text.sentence_end(i), i + 2 * LONGEST))
            if phrase is None:
                break
            following = self.person_at(phrase.last) if phrase.last < len(self.text) else None
            if following is None:
                listed = len(chain) > 2 or (detailed and len(chain) == 2)
                break
            detailed = (
                phrase.last > phrase.noun + 1
            )  # a role with a complement is seldom in front: `Senatorin für Bildung M`
            if "\n" in self.text.text[self.text.ends[phrase.last - 1] : self.text.starts[phrase.last]]:
                listed = True
            current = following
            chain.append(current)
        if listed and self.before(person):
            listed = False
        for member in chain:
            self._behind[member.first] = listed
        return listed

    def _person_before(self, phrase: Phrase) -> Mention | None:
        """The person whose mention ends in front of a phrase, comma or bracket between."""
        i = phrase.first - 1
        if i >= 0 and self.text.words[i] in (",", "(", "–", "-"):
            i -= 1
            if i >= 0 and self.text.words[i] == ")":
                while i >= 0 and self.text.words[i] != "(":
                    i -= 1
                i -= 1
        found = self.inside.get(i)
        if found is None or found.label != "PER":
            return None
        return found if self.text.sentence[i] == self.text.sentence[phrase.noun] else None

    def _coordinated_before(self, phrase: Phrase) -> list[Phrase]:
        """`Präsident und Geschäftsführer M`: the first of the two."""
        i = phrase.first - 1
        if (
            i > 1
            and self.text.words[i][0].isupper()
            and self.text.words[i].endswith("er")
            and i not in self.inside
        ):
            i -= 1
        if i < 1 or self.text.lower[i] not in JOINERS or phrase.article:
            return []
        for noun in range(i - 1, max(i - 8, self.text.sentence_start(i)) - 1, -1):
            if (item := self.inside.get(noun)) and item.label == "PER":
                return []
            word = self.role_at(noun)
            if word and word.plural and not phrase.word.plural and word.base != phrase.word.base:
                return []  # `Mitarbeiterinnen und Staatssekretär M`: other people
            if word:
                found = self.phrase(noun, i, word)
                return [found] if found and found.last == i else []
        return []

    def after(self, person: Mention) -> Iterator[Phrase]:
        """The role phrases in apposition behind a person: `M (45), Vorsitzende des X und Y`, `M (Sprecherin)`."""
        stop = self.text.sentence_end(person.first)
        i = person.last
        limit = min(stop, i + 2 * LONGEST)
        bracket = False
        lead: Mention | None = None
        if i < limit and self.text.words[i] == "(":
            closing = self._closing(i, limit)
            if closing and (self._has_role(i + 1, closing) or self._function(i + 1)):
                limit, i, bracket = closing, i + 1, True
            elif closing:
                i = closing + 1
        if not bracket:
            if i < limit and self.text.words[i] in (",", "–", "-"):
                i += 1
                if i + 1 < limit and self.text.words[i].isdigit() and self.text.words[i + 1] == ",":
                    i += 2
                body = self.at.get(i)
                if body and body.label == "ORG" and body.last < limit and self.text.words[body.last] == ",":
                    lead, i = body, body.last + 1
            elif not (i < limit and (self.role_at(i) or self.text.lower[i] == "als")):
                return
        first = True
        while i < limit:
            phrase = self._apposition(i, limit)
            if phrase is None:
                return
            if (
                phrase.word.adjectival
                and phrase.article is None
                and self.text.words[phrase.noun].endswith("e")
                and self._ends_list(person)
            ):
                phrase.gender, phrase.plural = None, True  # `A und B, Vorsitzende des X`
            if not self._agrees(phrase, person):
                return
            if phrase.last < stop and not bracket:
                following = phrase.last + 1 if self.text.words[phrase.last] == ":" else phrase.last
                if self.person_at(following) and not (first and self._is_listed_behind(person)):
                    return
            if (
                phrase.last < stop
                and self.text.words[phrase.last] == ","
                and first
                and not bracket
                and self.person_at(phrase.last + 1)
                and (
                    self._comma_in_front(person)
                    or (phrase.article is None and any(not held.plural for held in self.before(person)))
                )
            ):
                return
            if phrase.word.plural and not (self._ends_list(person) or self._is_one_of(i)):
                return
            if phrase.article in ("dem", "den", "einem") and self._comma_in_front(person):
                return
            if phrase.article in ("deren", "dessen") and not first:
                return
            if lead:
                phrase.mentions.append(lead)
            yield phrase
            first = False
            i = phrase.last
            if i < limit and (self.text.lower[i] in JOINERS or self.text.words[i] in (",", ";")):
                i += 1
                if i < limit and self.text.lower[i] in JOINERS:
                    i += 1
            elif i < limit and self.role_at(i) is None:
                return

    def _is_one_of(self, i: int) -> bool:
        """`eine der beiden Präsidentinnen`: one person in a plural."""
        return self.text.lower[i] in ("eine", "einer", "eines", "einem", "einen") and self.text.lower[
            i + 1 : i + 2
        ] in (
            ["der"],
            ["von"],
        )

    def _ends_list(self, person: Mention) -> bool:
        return self.joined_before(person) is not None

    def joined_before(self, person: Mention) -> Mention | None:
        """The person in front of `und` and this one: `A und B, Sprecherinnen des X`."""
        edge = self.left_edge(person)
        if edge < 2 or self.text.lower[edge - 1] not in JOINERS:
            return None
        found = self.inside.get(edge - 2)
        return found if found is not None and found.label == "PER" else None

    def _closing(self, i: int, limit: int) -> int | None:
        for k in range(i + 1, min(i + 20, limit)):
            if self.text.words[k] == ")":
                return k
        return None

    def _has_role(self, first: int, last: int) -> bool:
        return any(self.role_at(i) for i in range(first, last))

    def _apposition(self, i: int, limit: int) -> Phrase | None:
        """A role phrase whose article, modifiers or noun begin at word i."""
        apart = 0
        for noun in range(i, min(i + 7, limit)):
            if noun in self.inside:
                item = self.inside[noun]
                if item.label == "PER":
                    return None
                continue
            word = self.role_at(noun, spelling=True) or (self._function(noun) if noun == i else None)
            if word:
                phrase = self.phrase(noun, limit, word, behind=True)
                if phrase:
                    self._names_between(phrase, i)
                    if apart:
                        self._join_parts(phrase, i, apart)
                return phrase
            lower = self.text.lower[noun]
            begins = noun == i or self.text.lower[noun - 1] in ARTICLES
            if apart or (begins and self._is_written_apart(noun, limit)):
                apart = apart or noun
                continue
            if not (lower in DETERMINERS or lower in self.leads or self._is_adjective(self.text.words[noun]) or self.text.words[noun] in self.short
                    or self.text.words[noun][0].isdigit() or self.text.words[noun] in ("“", "„")):  # fmt: skip
                return None
        return None

    def _is_written_apart(self, i: int, limit: int) -> bool:
        """Whether word i begins an office that is written as several words: `Open Data Beauftragter`."""
        if self._is_kept(self.text.lower[i]) or self.text.words[i].endswith("er"):
            return False
        for k in range(i, min(i + 4, limit)):
            if k in self.inside or self.text.words[k] in FURNITURE or self.text.words[k] in self.titles:
                return False
            if k > i and self.role_at(k):
                return True
            if not self.text.words[k][0].isupper() or head_of(self.text.words[k]):
                return False
        return False

    def _join_parts(self, phrase: Phrase, i: int, apart: int) -> None:
        """Take the words from `apart` to the noun into the phrase that begins at word i."""
        phrase.parts = self.text.slice(apart, phrase.noun)
        phrase.first = i
        if apart > i and self.text.lower[apart - 1] in ARTICLES:
            phrase.article, phrase.gender = self.text.lower[apart - 1], phrase.word.gender
            self._agreement(phrase)

    def _function(self, i: int) -> RoleWord | None:
        """`M (Leitung der Stiftung)`: behind a name what somebody does stands for the office."""
        word = self.text.words[i]
        office = functions().get(word) or next(
            (
                word.removesuffix(ending) + office.lower()
                for ending, office in _function_endings()
                if word.endswith(ending)
            ),
            None,
        )
        return RoleWord(word, word, office, "body", None, False, False, base=word) if office else None

    def _names_between(self, phrase: Phrase, i: int) -> None:
        for k in range(i, phrase.noun):
            if k in self.at and self.at[k].label != "PER":
                phrase.mentions.append(self.at[k])

    def predicates(self, person: Mention) -> Iterator[Phrase]:
        """Roles that the person's sentence says of the person: `M ist Vorsitzende`, `M wurde zur Dekanin gewählt`, `als`."""
        text = self.text
        stop = text.sentence_end(person.first)
        i = person.last
        ready = False
        edge = self.left_edge(person)
        if edge > text.sentence_start(person.first) and text.lower[edge - 1] in COPULAS and i < stop:
            phrase = self._first_noun(i, stop)  # `Ab Mai ist M neue Intendantin`
            if phrase and not self.person_at(phrase.last):
                yield phrase
                i = phrase.last
        while i < stop and i < person.last + 40:
            item = self.at.get(i)
            if item and item.label == "PER":
                return
            lower = text.lower[i]
            if i not in self.inside:
                if lower in ("ist", "war", "bleibt", "wird", "wurde", "sei", "amtiert", "fungiert", "heißt"):
                    ready = True
                elif lower in ("als", "zum", "zur") or (
                    text.words[i] in self.posts and i + 1 < stop and text.lower[i + 1] in ("des", "der")
                ):
                    phrase = self._first_noun(i + 1, stop)
                    if phrase and not self.person_at(phrase.last):
                        yield phrase
                        i = phrase.last
                        continue
                elif ready and lower not in ("und",):
                    phrase = self._first_noun(i, stop)
                    if phrase and not self.person_at(phrase.last):
                        yield phrase
                        ready = False
                        i = phrase.last
                        continue
                    if text.words[i][0].isupper() and not phrase and i not in self.inside:
                        ready = False
                if lower in ("dass", "daß", "weil", "ob", "damit", "nachdem", ":", "„", '"'):
                    return
            i += 1

    def _first_noun(self, i: int, stop: int) -> Phrase | None:
        """The role phrase that begins at word i, nothing but article and modifiers in front of the noun."""
        for noun in range(i, min(i + 5, stop)):
            if noun in self.inside:
                return None
            word = self.role_at(noun)
            if word:
                return self.phrase(noun, stop, word)
            lower = self.text.lower[noun]
            if not (
                lower in DETERMINERS
                or self._is_adjective(self.text.words[noun])
                or self.text.words[noun] in self.short
                or (self.text.words[noun][0].isdigit() and self.text.words[noun].endswith("."))
            ):
                return None
        return None

    def inverted(self, person: Mention) -> Phrase | None:
        """`Neuer Vorsitzender des X ist M`, `Zur Dekanin wurde M gewählt`."""
        edge = self.left_edge(person)
        floor = self.text.sentence_start(person.first)
        if edge - 1 < floor:
            return None
        if self.text.lower[floor] in ("als", "zum", "zur"):
            return self._announced(floor, edge)
        if self.text.lower[edge - 1] not in COPULAS:
            return None
        for noun in range(edge - 2, floor - 1, -1):
            word = self.role_at(noun)
            if word:
                phrase = self.phrase(noun, edge - 1, word)
                return phrase if phrase and phrase.last == edge - 1 else None
            if (item := self.inside.get(noun)) and item.label == "PER":
                return None
        return None

    def _announced(self, floor: int, edge: int) -> Phrase | None:
        """`Als Kassenwart stellte sich M zur Wahl`: an office at the head of the sentence, its verb, the person."""
        phrase = self._first_noun(floor + 1, edge)
        between = self.text.words[phrase.last : edge] if phrase else []
        plain = all(word[0].islower() for word in between) and 0 < len(between) < 6
        return phrase if plain and between[0] not in CONNECTORS else None

    def plural_distributes(self, phrase: Phrase) -> bool:
        """Whether the role stands for all persons of a list (`die Vertreter A und B`)."""
        if phrase.plural:
            return True
        return phrase.plural is None and not phrase.article and bool(phrase.mentions or phrase.bodies)

    def coordinated(self, person: Mention) -> list[Mention]:
        """The persons that are joined to this one by comma or `und`, without a role of their own between."""
        out = []
        i = person.last
        while i + 1 < len(self.text):
            if self.text.words[i] == "(":
                closing = self._closing(i, len(self.text))
                i = closing + 1 if closing else i
            if i >= len(self.text) or (
                self.text.words[i] not in (",",) and self.text.lower[i] not in JOINERS
            ):
                break
            following = self.at.get(self.skip_titles(i + 1))
            if not following or following.label != "PER":
                break
            out.append(following)
            i = following.last
        return out


@cache
def functions() -> dict[str, str]:
    """What somebody does, as it stands behind a name (`Leitung`), and the office it is (`Leiter`)."""
    return {row["function"]: row["office"] for row in rows("functions.tsv")}


@cache
def _function_endings() -> list[tuple[str, str]]:
    """Functions that end longer words: `Teamleitung` is the office `Teamleiter`."""
    return [
        (row["function"].lower(), row["office"]) for row in rows("functions.tsv") if row["compounds"] == "yes"
    ]


def _modifier(word: str, gender: str) -> str:
    """A modifier in the strong nominative: `stellvertretenden` -> `stellvertretender` (m)."""
    if word == "und" or word[0].isdigit() or word.endswith("."):
        return word
    stem = word
    for ending in ("en", "em", "er", "es", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            break
    return stem + {"m": "er", "f": "e", "n": "es"}[gender]


def with_word(phrase: Phrase, word: RoleWord) -> Phrase:
    """The same phrase for another office."""
    return replace(phrase, word=word)
