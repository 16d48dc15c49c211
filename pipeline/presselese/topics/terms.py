"""The terms of topics: reading a table, finding its topics in a text.

A term is a word in any inflection (`Brand`), the end or the beginning of a compound (`*brand`, `feuerwehr*`) or a
sequence of words (`Tag der offenen Tür`). Matching goes by stems (`presselese.topics.words`), once for each
distinct word of a text, so that its cost hardly grows with the number of terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from presselese.topics.words import WORD, parts, stem

_LONGEST_AFFIX = 20
_SHORTEST_AFFIX = 3


class Terms:
    """Which topics a word or a sequence of words speaks for.

    `table` maps the key of a topic to its terms. Raises ValueError for a term that could match anything.
    """

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, list[str]] = defaultdict(list)
        self._heads: dict[str, list[str]] = defaultdict(list)
        self._beginnings: dict[str, list[str]] = defaultdict(list)
        self._sequences: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._known: dict[str, tuple[str, ...]] = {}
        for key, terms in table.items():
            for term in terms:
                self._add(key, term.strip())

    def _add(self, key: str, term: str) -> None:
        pieces = [stem(found.group()) for found in WORD.finditer(term)]
        letters = term.strip("*")
        if not pieces or ("*" in term and (len(pieces) > 1 or len(letters) < _SHORTEST_AFFIX)):
            raise ValueError(f"topic {key!r}: the term {term!r} is no word, too short, or has a * inside")
        if len(pieces) > 1:
            self._sequences[pieces[0]].append((tuple(pieces[1:]), key))
        elif term.startswith("*"):
            self._heads[pieces[0]].append(key)
        elif term.endswith("*"):
            self._beginnings[letters.lower()].append(key)
        else:
            self._words[pieces[0]].append(key)

    def of_word(self, word_stem: str) -> tuple[str, ...]:
        """The keys for which one word speaks, each once."""
        known = self._known.get(word_stem)
        if known is None:
            known = self._known[word_stem] = tuple(dict.fromkeys(self._find(word_stem)))
        return known

    def _find(self, word_stem: str) -> Iterable[str]:
        yield from self._words.get(word_stem, ())
        for piece in reversed(parts(word_stem)):
            if piece in self._words:
                yield from self._words[piece]
                break
        for length in range(_SHORTEST_AFFIX, min(len(word_stem), _LONGEST_AFFIX) + 1):
            yield from self._heads.get(word_stem[-length:], ())
            yield from self._beginnings.get(word_stem[:length], ())

    def of_sequences(self, stems: Sequence[str]) -> list[tuple[int, int, str]]:
        """First and last place (inclusive) of each sequence of words that is a term, and its key."""
        found = []
        for place, first in enumerate(stems):
            for rest, key in self._sequences.get(first, ()):
                if tuple(stems[place + 1 : place + 1 + len(rest)]) == rest:
                    found.append((place, place + len(rest), key))
        return found
