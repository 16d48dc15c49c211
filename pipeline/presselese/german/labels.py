"""Two label schemes of German dependency trees behind one small interface.

Models trained on Universal Dependencies (`nsubj`, `ccomp`, `compound:prt` …) hang everything on the full verb; models
trained on TIGER (`sb`, `oc`, `svp` …, as `de_core_news_md`) hang it on the finite verb, with the participle below as
one more `oc`. `scheme(doc)` reads which one it is from the labels; `Grammar` holds the tokens of a Doc as plain lists
(one pass, fast in loops) with the labels translated to the relations below, and answers what rules want to know:
subject, clausal complements, separable prefix, full and finite verb. Without a parser all answers are empty.

    grammar = Grammar(doc)
    verb = grammar.text.index("teilte")
    grammar.prefix(verb), grammar.subject(verb), grammar.complements(verb)      # token indices or None
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, SENT_START, TAG
from spacy.tokens import Doc

Scheme = Literal["ud", "tiger"]

UD = {
    "ROOT": "root",
    "root": "root",
    "nsubj": "subject",
    "nsubj:pass": "subject",
    "csubj": "complement",
    "csubj:pass": "complement",
    "obj": "object",
    "iobj": "indirect_object",
    "ccomp": "complement",
    "xcomp": "complement",
    "mark": "mark",
    "acl": "clause_of_noun",
    "acl:relcl": "relative",
    "advcl": "adverbial_clause",
    "parataxis": "parataxis",
    "obl": "oblique",
    "obl:agent": "agent",
    "obl:arg": "oblique",
    "nmod": "attribute",
    "nmod:poss": "attribute",
    "appos": "apposition",
    "compound:prt": "prefix",
    "compound": "name",
    "flat": "name",
    "flat:name": "name",
    "conj": "conjunct",
    "cc": "coordinator",
    "aux": "auxiliary",
    "aux:pass": "auxiliary",
    "cop": "auxiliary",
    "det": "determiner",
    "det:poss": "determiner",
    "amod": "modifier",
    "nummod": "modifier",
    "advmod": "adverb",
    "case": "case",
    "expl": "expletive",
    "expl:pv": "reflexive",
    "punct": "punct",
}
TIGER = {
    "ROOT": "root",
    "sb": "subject",
    "sp": "subject",
    "oa": "object",
    "oa2": "object",
    "og": "object",
    "da": "indirect_object",
    "oc": "complement",
    "re": "complement",
    "rs": "parataxis",
    "par": "parataxis",
    "dh": "parataxis",
    "cp": "mark",
    "rc": "relative",
    "mnr": "attribute",
    "ag": "attribute",
    "pg": "attribute",
    "op": "oblique",
    "mo": "adverb",
    "sbp": "agent",
    "app": "apposition",
    "svp": "prefix",
    "pnc": "name",
    "nmc": "name",
    "cj": "conjunct",
    "cd": "coordinator",
    "ju": "coordinator",
    "nk": "modifier",
    "pd": "predicative",
    "ep": "expletive",
    "ac": "case",
    "pm": "marker",
    "punct": "punct",
}
"""Relations that the house uses, by label. What is not named here is `other`."""

_ONLY_TIGER = {"sb", "oc", "oa", "nk", "cj", "mo", "ag", "rc", "svp"}
_ONLY_UD = {"nsubj", "obj", "obl", "nmod", "det", "amod", "advmod", "ccomp", "conj", "case"}
FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})


def scheme(doc: Doc) -> Scheme | None:
    """The label scheme of a parsed Doc; None if it was not parsed or has labels of neither."""
    for token in doc:
        if token.dep_ in _ONLY_TIGER:
            return "tiger"
        if token.dep_ in _ONLY_UD:
            return "ud"
    return None


class Grammar:
    """The tokens of one Doc as lists: text, lower, lemma, tag (STTS), head, relation, offsets, sentence starts."""

    __slots__ = (
        "_children", "end", "head", "lemma", "lower", "relation", "scheme", "sentence_start", "start", "tag", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        columns = doc.to_array([ORTH, LOWER, LEMMA, TAG, DEP, HEAD, IDX, LENGTH, SENT_START])
        orth, lower, lemma, tag, dep = ([strings[key] for key in columns[:, k].tolist()] for k in range(5))
        heads = columns[:, 5].astype(np.int64)
        self.text, self.lower, self.tag = orth, lower, tag
        self.lemma = [word or form for word, form in zip(lemma, orth, strict=True)]
        self.start = columns[:, 6].astype(np.int64).tolist()
        self.end = (columns[:, 6] + columns[:, 7]).astype(np.int64).tolist()
        self.head: list[int] = (heads + np.arange(len(heads))).tolist()
        self.sentence_start = [value == 1 for value in columns[:, 8].astype(np.int64).tolist()]
        self.scheme: Scheme | None = None
        seen = set(dep)
        if seen & _ONLY_TIGER:
            self.scheme = "tiger"
        elif seen & _ONLY_UD:
            self.scheme = "ud"
        names = TIGER if self.scheme == "tiger" else UD
        self.relation = [names.get(label, "other") for label in dep]
        self._children: list[list[int]] | None = None

    def __len__(self) -> int:
        return len(self.text)

    @property
    def children(self) -> list[list[int]]:
        """The tokens below each token, in order."""
        if self._children is None:
            self._children = [[] for _ in self.text]
            if self.scheme:
                for token, head in enumerate(self.head):
                    if head != token and 0 <= head < len(self.text):
                        self._children[head].append(token)
        return self._children

    def below(self, token: int, *relations: str) -> list[int]:
        """Children of a token that stand in one of these relations."""
        return [child for child in self.children[token] if self.relation[child] in relations]

    def is_finite(self, token: int) -> bool:
        return self.tag[token] in FINITE

    def finite(self, verb: int) -> int:
        """The finite verb of the group of a verb: `hat` of `gesagt`; the verb itself where there is none."""
        if self.is_finite(verb):
            return verb
        if self.scheme == "tiger":
            seen = verb
            for _ in range(4):
                head = self.head[seen]
                if head == seen or not self.tag[head].startswith("V"):
                    break
                if self.is_finite(head):
                    return head
                seen = head
            return verb
        for child in self.below(verb, "auxiliary"):
            if self.is_finite(child):
                return child
        return verb

    def full(self, verb: int) -> int:
        """The full verb of the group of a finite auxiliary or modal: `gesagt` of `hat`."""
        if self.tag[verb].startswith("VV"):
            return verb
        if self.scheme == "ud":
            head = self.head[verb]
            return head if self.relation[verb] == "auxiliary" else verb
        seen = verb
        for _ in range(4):
            below = [
                child
                for child in self.below(seen, "complement")
                if self.tag[child] in ("VVPP", "VVINF", "VAPP", "VAINF", "VMINF")
                and not self.below(child, "mark", "marker")
            ]
            if not below:
                return seen
            seen = below[0]
            if self.tag[seen].startswith("VV"):
                return seen
        return seen

    def group(self, verb: int) -> set[int]:
        """All verbs of the group of a verb: `hatte mitteilen lassen`."""
        finite, full = self.finite(verb), self.full(self.finite(verb))
        verbs = {verb, finite, full}
        for token in (finite, full):
            verbs.update(self.below(token, "auxiliary"))
        return verbs

    def subjects(self, verb: int) -> list[int]:
        """The subjects of a verb or of its group; parsers now and then give two."""
        found: list[int] = []
        for token in (verb, self.finite(verb), self.full(verb)):
            found += [child for child in self.below(token, "subject") if child not in found]
        return found

    def subject(self, verb: int) -> int | None:
        """The subject of a verb or of its group."""
        return next(iter(self.subjects(verb)), None)

    def prefix(self, verb: int) -> int | None:
        """The separated prefix: `mit` of `teilte … mit`."""
        for child in self.children[verb]:
            if self.relation[child] == "prefix" or (self.tag[child] == "PTKVZ" and child > verb):
                return child
        return None

    def agent(self, verb: int) -> int | None:
        """Who did it, of a passive: the noun under `von`."""
        for token in (verb, self.full(verb)):
            for child in self.below(token, "agent"):
                nouns = [below for below in self.children[child] if self.tag[below] in ("NN", "NE")]
                return (
                    nouns[0]
                    if self.relation[child] == "agent" and self.scheme == "tiger" and nouns
                    else child
                )
        return None

    def complements(self, verb: int) -> list[int]:
        """Heads of the clauses and infinitives that a verb governs, verb-second ones included."""
        group = self.group(verb)
        found: list[int] = []
        for token in sorted(group):
            for child in self.below(token, "complement", "parataxis", "clause_of_noun"):
                if child not in group:
                    found.append(child)
        return found

    def relatives(self, noun: int) -> list[int]:
        """Heads of the relative clauses of a noun."""
        return self.below(noun, "relative") + [
            child
            for child in self.below(noun, "clause_of_noun")
            if any(self.tag[below] in ("PRELS", "PRELAT") for below in self.children[child])
        ]

    def span(self, token: int) -> tuple[int, int]:
        """First token and end of the subtree of a token."""
        left, right, todo = token, token, [token]
        while todo:
            for child in self.children[todo.pop()]:
                left, right = min(left, child), max(right, child)
                todo.append(child)
        return left, right + 1
