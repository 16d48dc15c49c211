"""Reports that a noun of saying governs: `die Forderung, dass …`, `ist der Meinung, dass …`."""

from __future__ import annotations

from presselese.german.labels import FINITE
from presselese.quotes import speakers
from presselese.quotes.cast import Cast
from presselese.quotes.clauses import Clause
from presselese.quotes.content import PURPOSE, clause_content, finding_of, in_konjunktiv, separator_of
from presselese.quotes.cues import lexicon
from presselese.quotes.findings import Finding, Type
from presselese.quotes.reading import Reading, Sentence
from presselese.quotes.sources import genitive_behind

_VOICING = (
    "äußer", "vertr", "formulier", "sprach", "spricht", "sprech", "drück", "brach", "bring", "stell", "mach", "gab", "gib",
    "erhob", "erheb", "bekräftig", "wiederhol", "ist", "sind", "war", "teil", "unterstr", "verband", "verbind", "richt",
)  # fmt: skip


def by_nouns(
    reading: Reading, cast: Cast, sentence: Sentence, parts: list[Clause], index: int
) -> list[Finding]:
    """`die Forderung, dass …`, `ist der Meinung, dass …`."""
    grammar = reading.grammar
    clause = parts[index]
    if index + 1 >= len(parts):
        return []
    following = parts[index + 1]
    wanted = {"that": "t", "inf": "i", "ask": "q", "main": "v"}.get(following.kind)
    if wanted is None or separator_of(reading, following) not in (",", ":"):
        return []
    for token in range(clause.end - 1, max(clause.first, clause.end - 8) - 1, -1):
        noun = lexicon().noun(grammar.text[token])
        if noun is None or reading.block_at[token] >= 0:
            continue
        if grammar.text[token] == "Bitte" and (token == clause.first or grammar.tag[token + 1] in FINITE):
            continue  # `Bitte denken Sie daran, dass …`
        announced = wanted == "v" and separator_of(reading, following) == ":" and noun.medium == "thought"
        if not announced and (
            wanted not in noun.frames or (wanted == "v" and not in_konjunktiv(reading, following))
        ):
            continue
        if wanted == "i" and grammar.lower[following.opener] in PURPOSE:
            continue
        if wanted == "i" and any(infinitive > token for infinitive in clause.infinitives):
            continue  # `Empfehlungen zu erarbeiten, zu beschließen`
        content = clause_content(
            reading, parts, index + 1, following.kind if wanted != "v" else "verb-second"
        )
        phrase = genitive_behind(reading, cast, token + 1, clause.end)
        finite = clause.finite[0] if clause.finite else None
        if phrase is None and finite is not None and clause.kind in ("main", "first", "rel"):
            phrase = speakers.of_verb(reading, cast, finite, clause, parts)
            if phrase and phrase[0] <= token < phrase[1]:
                phrase = None
        if phrase and speakers.is_word(reading, phrase, "es", "das", "dies", "man"):
            phrase = None
        if phrase is None and token > clause.first and grammar.tag[token - 1] == "PPOSAT":
            phrase = (token - 1, token)
        own = phrase is not None and grammar.tag[phrase[0]] == "PPOSAT" and phrase[1] - phrase[0] == 1
        said = phrase is not None and not own and (noun.medium != "thought" or _voices(reading, clause))
        kind: Type = "indirect" if said else "reported"
        score = 0.65 if said else 0.4
        finding = finding_of(reading, kind, content, sentence, "indirect-noun", score)
        finding.cue, finding.row, finding.phrase = token, noun, phrase
        finding.frame = (clause.first, following.first)
        return [finding]
    return []


def _voices(reading: Reading, clause: Clause) -> bool:
    """The verb of the clause gives the thought a voice: `äußerte die Hoffnung`, `ist der Meinung`."""
    return any(
        reading.grammar.lower[verb].startswith(_VOICING)
        for verb in range(clause.first, clause.end)
        if reading.grammar.tag[verb].startswith("V")
    )
