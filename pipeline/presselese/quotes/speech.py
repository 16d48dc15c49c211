"""Is it speech that stands in the marks, or a title, a motto, a term, a scare quote?

A logistic regression over features that a reader can check; the weights stand in `speech.tsv`, each with an example.
"""

from __future__ import annotations

import csv
import math
import re
from functools import cache
from importlib import resources

from presselese.german.labels import FINITE
from presselese.quotes.cast import Cast
from presselese.quotes.cues import lexicon
from presselese.quotes.reading import Block, Reading, Sentence

_I_OR_WE = frozenset(
    [
        "ich",
        "wir",
        "uns",
        "mich",
        "mir",
        "unser",
        "unsere",
        "unserem",
        "unseren",
        "unserer",
        "unseres",
        "mein",
        "meine",
        "meinem",
        "meinen",
        "meiner",
    ]
)
_YOU = frozenset(["du", "dich", "dir", "euch", "ihr", "sie", "ihnen", "ihre", "ihren"])
_TITLE_NOUN = re.compile(
    r"(?:motto|titel|aufschrift|aufdruck|inschrift|banner|transparent|spruch|thema|themen|film|buch|ausstellung|projekt|reihe|kampagne|aktion|slogan|programm|initiative|gruppe"
    r"|verein|lied|song|stück|roman|theaterstück|oper|musical|festival|preis|wettbewerb|konzert|vortrag|workshop|schiff"
    r"|begriff|name|namen|label|siegel|prädikat|rubrik|serie|zeitschrift|zeitung|magazin|spiel|kita|kindergarten|schule"
    r"|restaurant|gaststätte|hotel|kategorie|stichwort|kennwort|betreff|überschrift|hashtag|portal|app|album|band|chor"
    r"|seminar|kurs|tagung|podium|podiumsdiskussion|symposium|modell|konzept|studie|broschüre|flyer|plakat|logo|wort|worte"
    r"|stiftung|bündnis|netzwerk|fonds|paket|richtlinie|gesetz|verordnung|resolution|antrag|anlass|bereich|fach|studiengang"
    r"|schulprojekt|veranstaltung|veranstaltungsreihe|theater|club|klub|marke|typ|art|sinne|leitbild|prinzip|strategie)(?:s|es|n|en|e)?$",
    re.I,
)
_TITLE_LABEL = re.compile(
    r"(?:motto|titel|thema|seminar|workshop|vortrag|kurs|ausstellung|film|buch|konzert|lesung|stück|diskussion|überschrift"
    r"|aufschrift|inschrift|betreff|stichwort|kennwort|lied|roman|slogan|tagung|rubrik)$",
    re.I,
)
"""`Seminar: „…“` and `Motto: „…“` announce a title."""
_SHOWING = re.compile(r"(?:ge)?(?:spiel|zeig|liest|lesen|sing|sehen|hören|präsentier|läuft|vorge)")
_WORDS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<![\s.]\w)[.!?…](?=\s+[„\"»“A-ZÄÖÜ])")
_SPEECH_NOUNS = frozenset(
    {"Forderung", "Frage", "Worten", "Worte", "Aussage", "Satz", "Botschaft", "Antwort", "Appell", "Ausruf"}
)
_IS = frozenset({"lautet", "lautete", "heißt", "hieß", "ist", "war", "nennt", "steht", "lauten"})
_FOR_EXAMPLE = frozenset({"z.b.", "z. b.", "b.", "etwa", "beispielsweise", "beispiel"})
_SOCALLED = frozenset(
    {"sogenannte", "sogenannten", "sogenannter", "sogenanntes", "genannte", "genannten", "genannt"}
)


@cache
def weights() -> dict[str, float]:
    """Weights by feature."""
    text = (resources.files("presselese.quotes") / "speech.tsv").read_text("utf-8")
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(text.splitlines(), delimiter="\t")}


def score(features: dict[str, float]) -> float:
    """How likely it is that marks with these features hold speech."""
    table = weights()
    total = table["bias"] + sum(table[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def features(reading: Reading, cast: Cast, block: Block, sentence: Sentence) -> dict[str, float]:
    """What can be seen of a quotation: inside, before, behind."""
    grammar = reading.grammar
    lower, tag, text = grammar.lower, grammar.tag, grammar.text
    inside = reading.text[block.quotation.start : block.quotation.end]
    words = _WORDS.findall(inside)
    first, last = _inner(reading, block)
    verbs = [token for token in range(first, last) if tag[token] in FINITE]
    found: dict[str, float] = {"log_words": math.log(1 + len(words))}
    if len(words) <= 2:
        found["one_or_two_words"] = 1
    if verbs:
        found["finite_verb"] = 1
    if inside[-1:] in ".!?…" and not re.search(r"(?:^|[\s.])\w\.$", inside):
        found["stop_inside"] = 1
    if _SENTENCE_END.search(inside):
        found["two_sentences"] = 1
    lowered = {word.lower() for word in words}
    if lowered & _I_OR_WE:
        found["i_or_we"] = 1
    if inside[:1].islower():
        found["starts_small"] = 1
    if block.quotation.single:
        found["single_marks"] = 1
    before = _before(reading, block)
    after = block.end
    while after < min(reading.count, sentence.end) and text[after].isspace():
        after += 1
    previous = text[before] if before >= 0 else ""
    starts = block.first == sentence.first
    ends = block.end >= sentence.end or all(
        tag[t] == "$." or text[t] in ".!?" or text[t].isspace() for t in range(block.end, sentence.end)
    )
    if previous == ":" and before >= 0:
        if _announces_title(reading, before, sentence):
            found["after_title_noun"] = found["title_noun_near"] = 1
        else:
            found["after_colon"] = 1
            if not verbs and _shows(reading, before, sentence):
                found["after_verb_of_showing"] = 1
    elif not starts and before >= 0 and previous in _SPEECH_NOUNS:
        found["after_speech_noun"] = 1
    elif not starts and previous in ("–", "—", "-") and sentence.zone in ("headline", "subhead"):
        found["after_dash_in_headline"] = 1
    elif not starts and before >= 0 and (tag[before] in ("NN", "NE") and _TITLE_NOUN.search(previous)):
        found["after_title_noun"] = 1
    elif not starts and before >= 0 and (tag[before] in ("NN", "NE", "FM", "XY", "TRUNC")):
        found["after_noun"] = 1
    elif (
        not starts
        and before >= 0
        and tag[before]
        in ("ART", "ADJA", "APPRART", "APPR", "PPOSAT", "PDAT", "PIAT", "CARD", "KON", "KOKOM")
    ):
        found["after_article_or_adjective"] = 1
    if not starts and before > 0 and lower[before] in _FOR_EXAMPLE and lower[before - 1] == "wie":
        found["after_article_or_adjective"] = found["for_example"] = 1
    if any(lower[token] in _SOCALLED for token in range(max(0, before - 2), before + 1)):
        found["so_called"] = 1
    if _follows_title_noun(reading, block, sentence):
        found["title_noun_near"] = 1
    found.update(_behind(reading, cast, block, sentence, after))
    if starts and ends:
        found["whole_sentence"] = 1
    if not starts and "after_colon" not in found and _cue_before(reading, block, sentence):
        found["cue_before"] = 1
    if sentence.zone in ("headline", "subhead"):
        found["in_headline"] = 1
    if sentence.zone == "caption":
        found["in_caption"] = 1
    if previous == "(":
        found["in_brackets"] = 1
    if not block.quotation.closed:
        found["unclosed"] = 1
    return found


def _announces_title(reading: Reading, colon: int, sentence: Sentence) -> bool:
    """`Seminar:`, `lautet das Motto in diesem Jahr:`."""
    text, lower = reading.grammar.text, reading.grammar.lower
    if colon and reading.grammar.tag[colon - 1] in ("NN", "NE") and _TITLE_LABEL.search(text[colon - 1]):
        return True
    near = range(max(sentence.first, colon - 9), colon)
    if text[colon - 1] in ("Wort", "Spruch", "Gedanken", "Leitwort") and any(
        lower[token] == "unter" for token in near
    ):
        return True
    return any(lower[token] in _IS for token in near) and any(
        _TITLE_LABEL.search(text[token]) for token in near
    )


def _shows(reading: Reading, colon: int, sentence: Sentence) -> bool:
    """`Die Bühne spielt:`, `Der Chor singt:`, `Zu sehen ist:` before a title."""
    return any(
        _SHOWING.match(reading.grammar.lower[token])
        for token in range(max(sentence.first, colon - 9), colon)
        if reading.grammar.tag[token].startswith("V")
    )


def _inner(reading: Reading, block: Block) -> tuple[int, int]:
    return reading.token_span(block.quotation.start, block.quotation.end)


def _before(reading: Reading, block: Block) -> int:
    before = block.first - 1
    while before >= 0 and reading.grammar.text[before].isspace():
        before -= 1
    return before


def _follows_title_noun(reading: Reading, block: Block, sentence: Sentence) -> bool:
    """`unter dem Motto` up to three words before."""
    grammar = reading.grammar
    for token in range(block.first - 1, max(sentence.first, block.first - 4) - 1, -1):
        if grammar.text[token] in (",", ".", ";"):
            return False
        if grammar.tag[token] in FINITE and token < block.first - 1:
            return False
        if (
            grammar.tag[token] == "NN"
            and _TITLE_NOUN.search(grammar.text[token])
            and token != block.first - 1
        ):
            return True
    return False


def _behind(reading: Reading, cast: Cast, block: Block, sentence: Sentence, after: int) -> dict[str, float]:
    """What follows the closing mark."""
    grammar = reading.grammar
    lower, tag, text = grammar.lower, grammar.tag, grammar.text
    if after >= reading.count:
        return {}
    if text[after] in ("-", "–", "—") or (after + 1 < reading.count and text[after].isspace()):
        place = after
        while place < reading.count and (text[place] in ("-", "–", "—", "(") or text[place].isspace()):
            place += 1
        glued = grammar.start[after] == block.quotation.outer_end
        if glued and text[after] == "-":
            return {"hyphen_behind": 1}
        if (
            place < reading.count
            and place - after <= 3
            and cast.inside(grammar.start[place], grammar.end[min(place + 3, reading.count - 1)])
        ):
            return {"name_behind": 1}
    if text[after].startswith("-") and grammar.start[after] == block.quotation.outer_end:
        return {"hyphen_behind": 1}
    if after >= sentence.end:
        return {}
    token = after
    comma = text[token] == ","
    if comma:
        token += 1
    while token < sentence.end and text[token].isspace():
        token += 1
    if token >= sentence.end:
        return {}
    if text[token] in ("–", "—", "-") and lower[token + 1 : token + 2] == ["unter"]:
        token += 1
    if lower[token] == "unter" and any(
        _TITLE_NOUN.search(text[t]) for t in range(token + 1, min(sentence.end, token + 4))
    ):
        return {"title_noun_behind": 1}
    if lower[token] == "so" and token + 1 < sentence.end:
        following = token + 1
        if (
            tag[following] in ("ART", "NN", "NE", "PPOSAT", "ADJA", "CARD", "APPR")
            or text[following][0].isupper()
        ):
            return {"so_behind": 1}
        if tag[following] in FINITE:
            return {"cue_behind": 1}
    if lower[token] in ("laut", "wie") and comma:
        return {"cue_behind": 1}
    if tag[token] in FINITE or (tag[token].startswith("V") and text[token][0].islower()):
        found = lexicon().find(grammar, token, sentence.end)
        if lower[token] in _IS and any(
            _TITLE_NOUN.search(text[t]) for t in range(token + 1, min(sentence.end, token + 6))
        ):
            return {"title_noun_behind": 1}
        if not comma and _subject_is_title(reading, token, sentence):
            return {"verb_behind": 1}
        if found and found.cue.frames & {"d", "v"}:
            return {"cue_behind": 1} if comma or block.first == sentence.first else {"verb_behind": 1}
        if comma and block.first == sentence.first and tag[token] == "VVFIN":
            return {"other_verb_behind": 1}
        return {"verb_behind": 1}
    if not comma and tag[token] in (
        "NN",
        "NE",
        "ADJA",
        "APPR",
        "APPRART",
        "KON",
        "ART",
        "ADV",
        "ADJD",
        "VVPP",
        "VVINF",
    ):
        return {"clause_goes_on": 1}
    return {}


def _subject_is_title(reading: Reading, verb: int, sentence: Sentence) -> bool:
    """`„Der Fluss“ erzählt von …`: behind the verb comes no speaker."""
    following = verb + 1
    if following >= sentence.end:
        return True
    tag = reading.grammar.tag[following]
    return tag in ("APPR", "APPRART", "$.") or (
        tag in ("ADV", "ADJD") and reading.grammar.lower[verb] in ("lautet", "lautete")
    )


def _cue_before(reading: Reading, block: Block, sentence: Sentence) -> bool:
    """A word of saying in the same sentence before the mark, with no comma and main verb between."""
    grammar = reading.grammar
    for token in range(block.first - 1, max(sentence.first, block.first - 25) - 1, -1):
        if grammar.tag[token].startswith("V"):
            found = lexicon().find(grammar, token, sentence.end)
            if found and "d" in found.cue.frames:
                return True
            if grammar.tag[token] in FINITE and grammar.lower[token] not in (
                "hat",
                "hatte",
                "haben",
                "hatten",
                "ist",
                "wurde",
                "wird",
            ):
                return False
    return False
