"""Role phrases: `der stellvertretende Vorsitzende des Vereins X` in front of, behind, or apart from a name.

A phrase is read forward from its noun: modifiers stand in front of it, complements (`des Vereins X`, `von Y`,
`für A, B und C`) behind it. The parser knows words and names, no syntax tree, and therefore also reads headlines,
captions and lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presselese.entities.mentions import Mention
from presselese.entities.organisations import head_of, is_bare_head, kind_of
from presselese.entities.roles import Roles, RoleWord
from presselese.entities.tables import words
from presselese.entities.text import Text

_LISTS = words()["phrases"]
CONNECTORS = frozenset(_LISTS["connectors"])
ARTICLES = frozenset(_LISTS["articles"])
DETERMINERS = ARTICLES | frozenset(_LISTS["determiners"])
MASCULINE = frozenset(_LISTS["masculine"])
FEMININE = frozenset(_LISTS["feminine"])
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
COMPETENT = ("zuständig", "verantwortlich")
"""Adjectives with a complement in front of them: `der für Umwelt zuständige Stadtrat`."""
JOINERS = frozenset(_LISTS["joiners"])
QUOTES = frozenset("„“”\"»«‚‘’‹›'")
NUMBERED = frozenset(_LISTS["numbered"])
"""Offices of which there may be a third; in front of others a number counts the lines of a list."""
FURNITURE = frozenset(_LISTS["furniture"])
"""Words that begin a contact block and end any role."""
PLACE_WORDS = frozenset(_LISTS["place_words"])
_TOWN_OFFICE = re.compile(
    r"(?:Jugend|Ordnungs|Gesundheits|Sozial|Kultur|Bau|Schul|Sport|Grünflächen|Umwelt|Haupt|Standes|Veterinär|Tiefbau|Hochbau|Straßen|Garten|Stadtplanungs|Presse)amte?s"
)
_RETIRED = re.compile(r"a\. ?D\.|i\. ?R\.|im Ruhestand|außer Dienst|der Reserve|d\. ?R\.")


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
