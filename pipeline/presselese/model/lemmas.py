"""`presselese_lemmatizer`: the likeliest lemma rules of the network, and a full-form lexicon that has a say in them.

A rule whose lemma the lexicon knows for this form and word class goes before one whose lemma it does not know.
Compounds are looked up by their last part, old spellings (`muß`) by the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import srsly
from spacy.attrs import LEMMA
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presselese.model.edits import apply_rule
from presselese.model.engine import Files
from presselese.model.labelled import Labelled
from presselese.model.lexicon import Lexicon
from presselese.model.outputs import look, take, words_left, write

CLASSES = {  # word classes that the lexicon knows about, and its classes for them
    "NOUN": "N",
    "PROPN": "EN",
    "VERB": "V",
    "AUX": "V",
    "ADJ": "A",
}
SHORTEST_PART = 4  # letters of the last part of a compound
LEXICON = "lexicon.xz"
REMEMBER = 50_000


@Language.factory("presselese_lemmatizer", assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    return Lemmatizer(nlp.vocab, name)


class Lemmatizer(Labelled):
    """Settings: `rules`, `upos` (the word classes in the network's order), `fixed`: form → lemma for what never varies."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(name)
        self.vocab = vocab
        self.files = Files((LEXICON,))
        self._lexicon: Lexicon | None = None
        self._known: dict[tuple[str, int, bytes], str] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_lexicon": None, "_known": {}}

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.settings.get("rules", ()))

    def __call__(self, doc: Doc) -> Doc:
        words = words_left(doc, self.name)
        if words is None:
            return doc
        strings = self.vocab.strings
        values = np.array([token.orth for token in doc], dtype=np.uint64)  # white space is its own lemma
        if words.places:
            best, upos = take(doc, "rules"), look(doc, "upos")
            found = (
                strings.add(self._of(*each)) for each in zip(words.texts, upos.tolist(), best, strict=True)
            )
            values[words.places] = np.fromiter(found, dtype=np.uint64, count=len(words.places))
        write(doc, [LEMMA], values.reshape(-1, 1))
        return doc

    def _of(self, word: str, upos: int, best: Any) -> str:
        key = (word, upos, best.tobytes())
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBER:
                self._known.clear()
            rules = self.settings["rules"]
            known = self._known[key] = self.lemma(word, self.settings["upos"][upos], [rules[i] for i in best])
        return known

    def lemma(self, word: str, upos: str, rules: Sequence[str]) -> str:
        """The lemma of a word with this class, given the network's rules, likeliest first."""
        fixed: str | None = self.settings["fixed"].get(word.lower())
        if fixed is not None:
            return fixed
        wanted = [lemma for rule in rules if (lemma := apply_rule(rule, word)) is not None] or [word]
        classes = CLASSES.get(upos)
        if classes is None:
            return wanted[0]
        known = list(self._from_lexicon(word, upos, classes))
        if known:
            return next((lemma for lemma in wanted if lemma in known), known[0])
        part = self._last_part(word, classes) if upos in ("NOUN", "ADJ") else None
        if part is not None:
            before, lemmas = part
            known = [before + lemma.lower() for lemma in lemmas]
            return next((lemma for lemma in wanted if lemma in known), wanted[0])
        return wanted[0]

    def _from_lexicon(self, word: str, upos: str, classes: str) -> Iterator[str]:
        forms = [word] if upos in ("NOUN", "PROPN") else [word, word.lower()]
        forms += [form.replace("ß", "ss") for form in forms if "ß" in form]
        for form in forms:
            yield from (lemma for kind, lemma in self.lexicon.readings(form) if kind in classes)

    def _last_part(self, word: str, classes: str) -> tuple[str, list[str]] | None:
        """The longest known last part: what stands before it, and its lemmas."""
        for cut in range(2, len(word) - SHORTEST_PART + 1):
            part = word[cut:]
            if not part[0].isalpha():
                continue
            for form in (part[0].upper() + part[1:], part) if "N" in classes else (part,):
                lemmas = [lemma for kind, lemma in self.lexicon.readings(form) if kind in classes]
                if lemmas:
                    return word[:cut], lemmas
        return None

    @property
    def lexicon(self) -> Lexicon:
        if self._lexicon is None:
            self._lexicon = Lexicon(self.files.read(LEXICON))
        return self._lexicon

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        super().to_disk(path, exclude=exclude)
        (Path(path) / LEXICON).write_bytes(self.files.read(LEXICON))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        self.files.at(Path(path))
        return super().from_disk(path, exclude=exclude)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        data: bytes = srsly.msgpack_dumps({"settings": self.settings, "files": self.files.all()})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        content = srsly.msgpack_loads(data)
        self.settings = content["settings"]
        self.files.given(content["files"])
        self.prepare()
        return self

    def prepare(self) -> None:
        self._lexicon, self._known = None, {}
