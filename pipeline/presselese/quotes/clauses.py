"""Clauses of a sentence by commas and verbs, and the moods of German verbs by their forms.

Commas, subordinators and the place of the finite verb say nearly everything about German clauses, and they hold
where a parser errs. A `Clause` is what stands between two boundaries (comma, colon, semicolon, dash, bracket, a
quotation); its `kind`:

    main   verb second               first   begins with its finite verb
    that   dass …                    how     begins with wie and ends with its verb
    ask    ob …, warum …, wer …      sub     another subordinate clause
    rel    relative clause           inf     infinitive with zu
    frag   no verb                   quote   a quotation of speech          paren   in brackets
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presselese.german.labels import FINITE
from presselese.quotes.cues import lexicon
from presselese.quotes.reading import Reading, Sentence

BREAKS = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "[", "]"})
_OPENING_WORDS = frozenset({"KON", "ADV", "PTKA"})
_KON1_IRREGULAR = frozenset(
    {"sei", "seien", "seiest", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "möge"}
)
_KON2 = frozenset(
    [
        "wäre",
        "wären",
        "hätte",
        "hätten",
        "würde",
        "würden",
        "könnte",
        "könnten",
        "müsste",
        "müssten",
        "müßte",
        "müßten",
        "dürfte",
        "dürften",
        "möchte",
        "möchten",
        "käme",
        "kämen",
        "gäbe",
        "gäben",
        "ginge",
        "gingen",
        "stünde",
        "stünden",
        "stände",
        "ständen",
        "ließe",
        "ließen",
        "bliebe",
        "blieben",
        "brächte",
        "brächten",
        "wüsste",
        "wüssten",
        "wüßte",
        "wüßten",
        "fände",
        "fänden",
        "nähme",
        "nähmen",
        "läge",
        "lägen",
        "sähe",
        "sähen",
        "spräche",
        "sprächen",
        "träte",
        "träten",
        "bräuchte",
        "bräuchten",
        "hielte",
        "hielten",
        "fiele",
        "fielen",
        "liefe",
        "liefen",
        "trüge",
        "trügen",
        "schriebe",
        "täte",
        "täten",
        "entstünde",
        "entstünden",
        "bestünde",
        "bestünden",
        "verlöre",
        "gelte",
        "gölte",
        "zöge",
        "zögen",
        "sänke",
        "stiege",
        "stiegen",
        "hinge",
        "hingen",
    ]
)
_KON2_ONLY = frozenset(
    form
    for form in _KON2
    if form not in {"bliebe", "blieben", "gingen", "hielten", "liefen", "ließen", "fielen", "schriebe"}
)
_WEAK_KON2 = frozenset({"sollte", "sollten", "wollte", "wollten"})
_PAST_IN_E = frozenset({"wurde", "hatte", "konnte", "musste", "mußte", "durfte", "mochte", "ward"})
_ZU_INSIDE = re.compile(
    r"(?:ab|an|auf|aus|bei|dar|durch|ein|entgegen|fest|fort|frei|her|heran|heraus|herbei|hervor|hin|hinaus|hinzu|los|mit"
    r"|nach|nieder|statt|teil|um|unter|voran|voraus|vor|vorbei|weg|weiter|wieder|zurück|zusammen|zu|über|wahr|ernst)zu\w{2,}n$"
)
_NOT_FINITE = re.compile(
    r"(?:gewesen|geworden|worden|gehabt|gekommen|gegangen|gemacht|getan|gegeben"
    r"|(?:ab|an|auf|aus|bei|dar|durch|ein|fest|fort|her|hin|los|mit|nach|nieder|teil|um|unter|voran|voraus|vor|weg|weiter"
    r"|wieder|zurück|zusammen|zu|wahr)ge\w{3,}(?:en|t))$"
)
_ASKING = frozenset(
    {
        "ob",
        "warum",
        "weshalb",
        "wieso",
        "inwieweit",
        "inwiefern",
        "weswegen",
        "wer",
        "wen",
        "wem",
        "wessen",
        "was",
        "wann",
        "wo",
        "woher",
        "wohin",
        "welche",
        "welcher",
        "welches",
        "welchen",
        "welchem",
        "womit",
        "wofür",
        "wodurch",
        "woran",
        "worum",
        "worauf",
    }
)
_THAT = frozenset({"dass", "daß"})
_OPENERS = _THAT | _ASKING | {"wie"}
_RELATIVE = frozenset({"der", "die", "das", "den", "dem", "deren", "dessen", "denen"})
_SUBORDINATORS = frozenset(
    [
        "weil",
        "da",
        "wenn",
        "als",
        "falls",
        "obwohl",
        "obgleich",
        "während",
        "nachdem",
        "bevor",
        "ehe",
        "bis",
        "damit",
        "sodass",
        "sobald",
        "solange",
        "sofern",
        "soweit",
        "indem",
        "wobei",
        "zumal",
        "wohingegen",
        "seitdem",
        "nachdem",
        "soweit",
        "soviel",
    ]
)


@dataclass(slots=True)
class Clause:
    """Tokens [first, end) of one clause; `finite` are its finite verbs, `infinitives` its infinitives with zu."""

    first: int
    end: int
    kind: str
    finite: list[int] = field(default_factory=list)
    infinitives: list[int] = field(default_factory=list)
    opener: int = 0
    block: int = -1


def clauses(reading: Reading, sentence: Sentence) -> list[Clause]:
    """The clauses of an outer sentence in order; quotations of speech stand as one clause of kind `quote`."""
    grammar = reading.grammar
    text, tag = grammar.text, grammar.tag
    speech = {block.index: block for block in sentence.blocks if block.speech}
    found: list[Clause] = []
    first = token = sentence.first
    depth = 0
    while token < sentence.end:
        block = speech.get(reading.block_at[token])
        if block is not None:
            _add(reading, found, first, token, depth)
            found.append(
                Clause(
                    block.first, min(block.end, sentence.end), "quote", block=block.index, opener=block.first
                )
            )
            first = token = min(block.end, sentence.end)
            continue
        word = text[token]
        is_break = word in BREAKS or (tag[token] == "$," and word == ",")
        if (word == "-" and not _is_dash(reading, token)) or (word == ":" and _inside_word(reading, token)):
            is_break = False
        if word == ":" and reading.block_at[token] >= 0:
            is_break = False
        if is_break:
            _add(reading, found, first, token, depth)
            if word in "([":
                depth += 1
            elif word in ")]":
                depth = max(0, depth - 1)
            first = token + 1
        token += 1
    _add(reading, found, first, sentence.end, depth)
    return _resume(reading, _split_coordinations(reading, found))


def _resume(reading: Reading, found: list[Clause]) -> list[Clause]:
    """`dass X, Vorsitzender des Y, zahle`: what goes on behind an insertion is of the same kind."""
    waiting: Clause | None = None
    for clause in found:
        if waiting is not None and clause.kind in ("main", "first", "frag") and clause.finite:
            if (
                _is_late(reading, clause.finite[-1], clause.end)
                and reading.grammar.tag[clause.first] != "KON"
            ):
                clause.kind, clause.opener = waiting.kind, waiting.opener
            waiting = None
        elif clause.kind in ("that", "ask", "how", "sub") and not clause.finite:
            waiting = clause
        elif clause.kind not in ("frag", "rel", "paren", "inf"):
            waiting = None
    for clause in found:
        if clause.kind == "how" and not any(other.kind == "how" and other.finite for other in found):
            clause.kind = "frag"
    return found


def _inside_word(reading: Reading, token: int) -> bool:
    """The colon of `Patient:innen`, of a clock time, of an address."""
    end = reading.grammar.end[token]
    return end < len(reading.text) and not reading.text[end].isspace() and reading.text[end] not in "„\"»“‚'"


def _is_dash(reading: Reading, token: int) -> bool:
    start, end, text = reading.grammar.start[token], reading.grammar.end[token], reading.text
    return start > 0 and text[start - 1].isspace() and end < len(text) and text[end].isspace()


def _add(reading: Reading, found: list[Clause], first: int, end: int, depth: int) -> None:
    text = reading.grammar.text
    while first < end and (text[first].isspace() or text[first] in "•*·"):
        first += 1
    while end > first and (text[end - 1].isspace() or text[end - 1] in ".!?…"):
        end -= 1
    if first < end:
        clause = _classify(reading, first, end)
        if depth:
            clause.kind = "paren"
        found.append(clause)


def _classify(reading: Reading, first: int, end: int) -> Clause:
    grammar = reading.grammar
    lower, tag = grammar.lower, grammar.tag
    finite = [
        token for token in range(first, end) if tag[token] in FINITE and not _mistagged(reading, token, first)
    ]
    infinitives = [
        token
        for token in range(first, end)
        if tag[token] == "VVIZU"
        or (tag[token].startswith("V") and _ZU_INSIDE.match(lower[token]))
        or (
            tag[token] == "PTKZU"
            and token + 1 < end
            and tag[token + 1] in ("VVINF", "VAINF", "VMINF", "VVPP", "VVFIN", "VAFIN", "VMFIN")
        )
    ]
    opener = first
    while opener < end - 1 and (
        (tag[opener] in _OPENING_WORDS and lower[opener] not in ("so", "wie"))
        or tag[opener].startswith("$")
        or lower[opener] in ("und", "oder", "aber", "sondern", "nur", "auch", "vor", "allem")
    ):
        opener += 1
    if lower[opener] not in _OPENERS and tag[opener] not in ("KOUS", "PRELS", "PWAV", "PWS"):
        opener = _past_conjunction(reading, first, end)
    if (
        lower[opener] == "wie"
        and not finite
        and lower[end - 1] in lexicon().verbs
        and not lower[end - 1].startswith("ge")
    ):
        finite = [end - 1]
    kind = _kind(reading, opener, first, end, finite, infinitives)
    return Clause(first, end, kind, finite, infinitives, opener)


def _past_conjunction(reading: Reading, first: int, end: int) -> int:
    tag = reading.grammar.tag
    opener = first
    while opener < end - 1 and (tag[opener] == "KON" or tag[opener].startswith("$")):
        opener += 1
    return opener


def _mistagged(reading: Reading, token: int, first: int) -> bool:
    """`zu` before it or in it, a participle, a capital inside the sentence: not finite."""
    grammar = reading.grammar
    if grammar.lower[token + 1 : token + 2] == ["zu"] and grammar.tag[token + 2 : token + 3] in (
        ["VAINF"],
        ["VMINF"],
    ):
        return True
    if _NOT_FINITE.match(grammar.lower[token]) or _ZU_INSIDE.match(grammar.lower[token]):
        return True
    return (token > first and grammar.lower[token - 1] == "zu" and grammar.lower[token].endswith("n")) or (
        token > first and grammar.text[token][0].isupper()
    )


def _kind(
    reading: Reading, opener: int, first: int, end: int, finite: list[int], infinitives: list[int]
) -> str:
    grammar = reading.grammar
    lower, tag = grammar.lower, grammar.tag
    word = lower[opener]
    last_verb_late = bool(finite) and finite[-1] - opener >= 1 and _is_late(reading, finite[-1], end)
    if word in _THAT:
        return "that"
    if word == "wie" and not finite and opener == first and opener + 2 < end:
        return "how"
    if word == "wie" and finite and finite[0] != opener + 1 and last_verb_late:
        return "how"
    if word in _ASKING or (
        tag[opener] in ("APPR", "ADV") and opener + 1 < end and lower[opener + 1] in _ASKING
    ):
        if finite and finite[0] != opener + 1:
            return "ask"
        if word in ("ob", "was") and finite:
            return "ask"
    if tag[opener] in ("PRELS", "PRELAT") or (
        tag[opener] == "APPR" and opener + 1 < end and tag[opener + 1] in ("PRELS", "PRELAT")
    ):
        if (
            finite
            and tag[opener] == "PRELS"
            and not last_verb_late
            and _reads_as_main(reading, opener, finite[0])
        ):
            return "main"
        if infinitives and not finite:
            return "inf"
        return "rel" if finite or opener + 1 < end else "frag"
    if (
        word in _SUBORDINATORS
        and (tag[opener] in ("KOUS", "PWAV", "PAV", "KOKOM") or last_verb_late)
        and finite
        and finite[0] > opener + 1
    ):
        return "sub"
    if tag[opener] == "KOUS" and finite:
        return "sub"
    if finite and finite[0] == opener:
        return "first"
    if finite:
        if word in ("der", "die", "das") and finite[0] == opener + 1 == end - 1 and _sets_off(reading, first):
            return "rel"
        article = tag[opener] == "ART" and mood(reading, finite[0], first, end) in ("kon1", "kon2")
        if (
            word in _RELATIVE
            and not article
            and last_verb_late
            and finite[0] > opener + 1
            and _sets_off(reading, first)
        ):
            return "rel"
        return "main"
    if infinitives:
        return "inf"
    return "frag"


def _reads_as_main(reading: Reading, opener: int, verb: int) -> bool:
    """`die IAEA habe …`, tagged as a relative clause: a noun follows, and the verb is second."""
    grammar = reading.grammar
    return verb - opener <= 6 and (grammar.text[opener + 1][0].isupper() or grammar.tag[opener + 1] == "ADJA")


def _is_late(reading: Reading, verb: int, end: int) -> bool:
    """Nothing stands behind a verb but particles, and infinitives of `hat … lassen wollen`."""
    tag = reading.grammar.tag
    behind = [tag[token] for token in range(verb + 1, min(end, verb + 4))]
    if behind and all(one in ("VVINF", "VMINF", "VAINF") for one in behind) and len(behind) == 2:
        return reading.grammar.lower[verb].startswith(("ha", "hä", "wird", "werd", "würd"))
    return all(one.startswith(("PTK", "$")) for one in behind)


def _sets_off(reading: Reading, first: int) -> bool:
    return first > 0 and reading.grammar.text[first - 1] in (",", "–", "-")


def _split_coordinations(reading: Reading, found: list[Clause]) -> list[Clause]:
    """`X sagte A und kündigte B an`: a second finite verb after `und` begins a clause of its own."""
    out: list[Clause] = []
    for clause in found:
        rest = clause
        while len(rest.finite) > 1:
            cut = _coordination(reading, rest)
            if cut is None:
                break
            left = _classify(reading, rest.first, cut)
            right = _classify(reading, cut, rest.end)
            if (
                rest.kind in ("that", "ask", "sub", "rel", "how")
                and right.kind in ("main", "frag")
                and right.finite
                and _is_late(reading, right.finite[-1], right.end)
            ):
                break
            if clause.kind == "paren":
                left.kind = right.kind = "paren"
            out.append(left)
            rest = right
        out.append(rest)
    return out


def _coordination(reading: Reading, clause: Clause) -> int | None:
    """The conjunction between the first two finite verbs behind which a new main clause begins."""
    grammar = reading.grammar
    first, second = clause.finite[0], clause.finite[1]
    for token in range(second - 1, first, -1):
        if grammar.tag[token] == "KON" and grammar.lower[token] in (
            "und",
            "oder",
            "aber",
            "sondern",
            "doch",
            "denn",
        ):
            return token
    return None


def infinitive_with_zu(form: str) -> bool:
    """`auszugehen`, `anzunehmen`."""
    return _ZU_INSIDE.match(form) is not None


def mood(reading: Reading, verb: int, clause_first: int, clause_end: int) -> str:
    """`kon1`, `kon2`, `kon2?` (also past: `sollte`, `wollte`, `gingen`) or `ind` of a finite verb, by its form."""
    grammar = reading.grammar
    form = grammar.lower[verb]
    if form in ("sei", "seien"):
        return "kon1"
    if form.startswith("möcht"):
        return "kon2?"  # a wish
    if form in _KON2_ONLY and form not in ("gelte",):
        return "kon2"
    if form in _WEAK_KON2 or form in _KON2:
        return "kon2?"
    if form in _PAST_IN_E or not form.endswith("e") or grammar.tag[verb] in ("VVIMP", "VAIMP"):
        return "ind"
    sentence = reading.sentence_of(verb)
    first_person = any(
        grammar.lower[token] in ("ich", "mich", "mir") and reading.block_at[token] < 0
        for token in range(max(sentence.first, verb - 40), min(sentence.end, verb + 40))
    )
    if first_person:
        return "ind"
    if form in _KON1_IRREGULAR:
        return "kon1"
    if form.endswith("te"):
        lemma = grammar.lemma[verb].lower()
        return "kon1" if lemma.endswith("ten") and form == lemma[:-1] else "ind"
    return "kon1"
