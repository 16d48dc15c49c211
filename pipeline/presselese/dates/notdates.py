"""What looks like a date and is none: ages, names, quantities, file numbers, scores."""

from __future__ import annotations

import re

from presselese.dates.nodes import Node

BEFORE_AGE = re.compile(
    r"(?:\bKinder\s+\(?$|\bAlter\s+(?:von|zwischen)\s+(?:\d+\s+(?:und|bis)\s+)?|\baged\s+|\b(?:Kinder[n]?|Jugendliche[n]?|Personen|Mädchen|Jungen|Menschen|Erwachsene[n]?|alle)\s+(?:im\s+Alter\s+)?(?:ab|von|unter|über|bis|zwischen|zu)\s+)$",
    re.I,
)
AFTER_AGE = re.compile(r"\s*(?:alt|jung\w*|(?:und|oder)\s+(?:älter|jünger)|\)?\s*Lebensjahr)", re.I)
HEAD_NOUN = re.compile(
    r"[,\s]*(?:(?!(?:der|dem|den|des|einer?|eine[sm]|gegen|entgegen)\s)[a-zäöüß-]+(?:e[nrms]?)\s+){0,3}(?:aus\s+\S+\s+\w+ende[nr]?\s+)?([A-ZÄÖÜ][\wäöüß-]*)"
)
PERSON = re.compile(
    r".*(?:mann|frau|männer[n]?|frauen|junge[n]?|mädchen|sohn|söhne|tochter|töchter|kind|kinder[n]?|vater|mutter|herr|dame|senior|bub|kollege[n]?|student|azubi|insasse[n]?|kunde[n]?|passant|polizist|tourist|patient|rentner|pilot|sozius|verdächtige[nr]?|geschädigte[nr]?|beschuldigte[nr]?|jugendliche[nr]?|heranwachsende[nr]?|verletzte[nr]?|deutsche[nr]?|angehörige[nr]?|bruder|schwester|freund|bewohner|frankfurter|münchn?e?r|berliner|pferd|hund|katze|person|opfer|gast|baby|säugling|erin|schüler|fahrer|führer|besitzer|inhaber|radler|täter|teilnehmer|sportler|künstler|lehrer|arbeiter|spieler|sänger|vertreter|besucher|anwohner|einwohner|bürger|nachbar|helfer|mieter|leiter|meister|händler|fußgänger|beifahrer|lenker|einbrecher|räuber|dieb|zeuge[n]?|zeugin|türke[n]?|pole[n]?|russe[n]?|franzose[n]?|grieche[n]?|rumäne[n]?|bulgare[n]?|syrer|iraker|afghane[n]?|italiener|kroate[n]?|serbe[n]?|albaner|marokkaner|algerier|tunesier|österreicher|slowake[n]?|tscheche[n]?|ungar[n]?|somalier|eritreer|georgier)(?:[*:_/-]?in|[*:_/-]?innen|es|s|en|n)?$",
    re.I,
)
THING = re.compile(
    r".*(?:ung|ungen|heit|keit|schaft|tät|ion|ionen|ment|tum|nis|ium|ing|bestehen[s]?|jubiläum[s]?|dienst(?:es|s)?|erfahrung|haft|zeit|dauer|pause|tradition|geschichte|projekt[s]?|vertrag[s]?|frist|arbeit|studium|programm[s]?|phase|zeitraum[s]?|amtsperiode|periode|garantie|laufzeit|rhythmus|abstand|seminar[s]?|lehre|kurs(?:es)?|reise|aufenthalt[s]?|festival[s]?|fest|feier|geburtstag|bestand|problem|kampf|krieg|streit|planung|bau|umbau|sanierung|suche|probe|praxis|praktikum[s]?|auszeit|mandat|modell|plan|konzept|turnus|takt|wartezeit|jahr|geschehen|weg|prozess|verfahren|sperre|strafe|freiheitsstrafe|bewährung|schule|abitur|ehe|karriere|arbeit|workshop|lehrgang|konferenz|kongress|messe|tour|fahrt|tagung|ausstellung|aktion|engagement)$",
    re.I,
)
TERM = re.compile(
    r"\b(?:\w*haft|\w*strafe|\w*dauer|\w*zeit|\w*zeitraum|innerhalb|binnen|in|vor|nach|seit)\b[^.]{0,25}$",
    re.I,
)
QUANTITY = re.compile(
    r"\s*(?:€|%|\$|£|°|qm\b|km\b|kg\b|m\b|m²|ha\b|t\b|mm\b|cm\b|kWh?\b|MW\b|PS\b|GB\b|MB\b|EUR\b|Euro\b|Mark\b|DM\b|Prozent|Meter|Kilometer|Quadratmeter|Kubikmeter|Hektar|Tonnen|Liter|Kilo|Gramm|"
    r"Personen|Menschen|Einwohner|Besucher|Gäste|Teilnehmer|Mitglieder|Mitarbeiter|Beschäftigte|Schüler|Kinder|Fahrzeuge|Fälle|Einsätze|Stück|Exemplare|Unterschriften|Bäume|Stunden|Minuten|Tage|Wochen|Monate|Jahre|Plätze|Wohnungen|Haushalte|Zuschauer|Zuhörer|Stimmen|Punkte|Seiten|Bücher|Follower|Tiere|Soldaten|Flüchtlinge[n]?\b|Euro|mal\b|Mal\b|Frauen|Männer|Läufer|Anrufe|Anträge|Kilowatt|Watt|Volt|Kubik|x\b|×|Millionen|Milliarden|Tausend|Höhenmeter|Studierende|Studenten|Arbeitsplätze|Firmen|Betriebe|Unternehmen|Polizisten|Beamte|Einsatzkräfte|Demonstranten|Bürger|Tests|Impfungen|Neuinfektionen|Dollar|Anmeldungen|Sitzplätze|Fans|Helfer|Ehrenamtliche)"
)
EVENT = re.compile(
    r"\b(?:\w*[Mm]eisterschaft(?:en)?|\w*cup|(?:\w+-)*(?:Cup|WM|EM|Day|Con|Awards?)|Expo|EURO|Euro|Hackathon|Olympia|Summit|Challenge)\s+$"
)
"""The year behind an event belongs to its name."""
CLUB = re.compile(
    r"\b(?:T[SG]?V|SV|FC|Vf[LBR]|S[CG]|TuS|MTV|HSV|ASV|BSC|SpVgg|TSG|SSV|TG|KSV|ESV|SpVg|DJK)\b[^.,;:!?\n()]{0,22}$"
)
"""`TV Auental 1860`: the year in which a club was founded belongs to its name."""
YEAR_CUES = re.compile(
    r"(?:\b(?:im|in|seit|ab|bis|von|vom|um|nach|vor|anno|jahr|jahre|jahres|und|oder|sowie|für|zwischen|erst|bereits|schon|auch|dann|noch|zuletzt|mitte|anfang|ende|des|gegen|zum)\s+|[(\[„\"–-]\s?|^\s*|\n\s*)$",
    re.I,
)
NUMBER_WORDS = re.compile(
    r"(?:\b(?:Nr|Nummer|Az|Aktenzeichen|§|Art|Artikel|Abs|Absatz|Ziffer|Kapitel|Seite|S|Band|Bd|Tel|Telefon|Fax|Mobil|PLZ|DIN|ISO|EN|IBAN|BIC|Drucksache|Drs|Raum|Zimmer|Hausnummer|Postfach|Platz|Euro|EUR|Konto|BLZ|Agenda|Vision|Horizon|Horizont|Windows|Office|Peugeot|Airbus|Boeing|Typ|Modell|Linie|Version|Paragraf|Paragraph|rund|etwa|circa|ca|knapp|über|mehr\s+als|mindestens|insgesamt|fast|gut|Nrn|Bund|Block|Halle|Tor|Gleis|Buch|Mio|davon|Release)\.?:?\s*(?:[-–]\s?)?|[§€$#@/=+*]\s?|\d[ \u00a0]|\d[-–/]|\b0\d{2,4}\s?[-–/]\s?|[A-Za-zäöüß]\d*[-/_]|[_/\\&=?%.:]|\b[A-Z]{1,4}[- ])$"
)
BEFORE_NAME = re.compile(
    r"\b(?:Herr|Herrn|Frau|Dr\.?|Prof\.?|Familie|Firma|Pfarrer|Pfarrerin|Bürgermeister|Bürgermeisterin|Minister|Ministerin|Präsident|Präsidentin)\s+$"
)
MONTH_CUES = re.compile(
    r"(?:\b(?:im|in|ab|seit|bis|vom|von|zum|zur|für|den|des|dem|der|anfang|mitte|ende|und|oder|sowie|auf|nach|vor|zwischen|monat|monate|monats|bis\s+zum|jeden|auch|noch|dann|erst|schon|gegen|um|am|zu|spätestens|heute|bereits|letzten|diesen|dieses)\s+|[-–/(,:|;•\n]\s*|^\s*|\d\.\s*)$",
    re.I,
)
SEASON_CUES = re.compile(
    r"(?:\b(?:im|in|ab|seit|bis|vom|zum|den|des|dem|der|dieser|diesen|und|oder|sowie|auf|nach|vor|zwischen|für|durch|über|von|bis\s+in\s+den|[a-zäöüß]+en)\s+|[-–/(,|]\s*)$",
    re.I,
)


def before(text: str, start: int, length: int = 40) -> str:
    return text[max(0, start - length) : start]


def is_age(text: str, node: Node) -> bool:
    """`27-jähriger Mann`, `48 Jahre alt`, `Kinder ab 6 Jahren`, `Max Muster (17 Jahre)`."""
    after = text[node.end : node.end + 60]
    if node.says.get("adjective"):
        number, unit = node.says["parts"][0]
        if unit != "Y" or not isinstance(number, (int, float)):
            return False
        word = text[node.start : node.end].split()[-1]
        if re.search(r"(?:^|[-‑\d])J", word):
            return True
        if word[0].isupper() and before(text, node.start, 3).rstrip()[-1:].isalnum():
            return True
        head = HEAD_NOUN.match(text, node.end, node.end + 80)
        if head is None:
            return word[0].isdigit() and 13 < number < 100
        noun = head.group(1)
        if THING.match(noun):
            return False
        return PERSON.match(noun) is not None or (word[0].isdigit() and 13 < number < 100)
    units = [unit for _, unit in node.says.get("parts", [])]
    if (
        units
        and units[0] in ("Y", "M", "W", "D")
        and AFTER_AGE.match(after)
        and (units[0] == "Y" or "alt" in after[:5])
    ):
        return True
    if units and units[0] == "Y" and text[node.start : node.start + 6].lower() == "unter ":
        return True
    if units and units[0] in ("Y", "M"):
        ahead = before(text, node.start, 50)
        if (
            re.search(r"\b(?:älter|jünger)\s+als\s+$", ahead)
            or BEFORE_AGE.search(ahead)
            or re.search(
                r"\b(?:Alter|Alters(?:median|durchschnitt|schnitt|grenze)|\w+alter)\b(?:[^.!?\n]|\b(?:bzw|ca)\.){0,42}$",
                ahead,
            )
        ):
            return True
        if (
            units[0] == "Y"
            and re.search(r"\b(?:unter|über|ab|bis)\s+$", ahead)
            and node.says.get("counted") == "NUM"
            and re.match(r"\w*(?:jährig|-Jährig)", after)
        ):
            return True
        if (
            units[0] == "Y"
            and not TERM.search(ahead)
            and (
                (
                    node.says.get("ranged")
                    and text[node.start].isdigit()
                    and re.search(r"\b(?:von|zwischen)\s+$", ahead)
                )
                or re.search(r"\b(?:zwischen|von)\s+\d+\s+(?:und|bis)\s+$|\(\s*(?:bis|ab)\s+$", ahead)
            )
        ):
            return True
        if units[0] == "Y" and re.search(r"\(\s*$", ahead) and re.match(r"\s*[),]", after):
            return True
        if (
            units[0] == "Y"
            and re.search(r"\b(?:ab|unter)\s+$", ahead)
            and isinstance(node.says["parts"][0][0], int)
            and 2 <= node.says["parts"][0][0] <= 18
        ):
            return True
    return False


def is_year(text: str, node: Node) -> bool:
    """Whether a bare number of four digits is a year."""
    ahead, after = before(text, node.start, 30), text[node.end : node.end + 24]
    if (
        after[:1].isalpha()
        or (after and after[0] in "°%€_=@#²³\\")
        or re.match(r"[.,:-]\d|/\d|[ \u00a0]\d{3}\b|-[a-zA-Z]", after)
    ):
        return False
    if ahead[-1:].isalnum() or NUMBER_WORDS.search(ahead):
        if (
            not re.search(r"\b(?:über|rund|etwa|gut|fast)\s+$", ahead)
            or not 1900 <= node.says["y"] <= 2050
            or QUANTITY.match(after)
        ):
            return False
        return False
    if EVENT.search(ahead) or (node.says["y"] < 1950 and CLUB.search(ahead)):
        return False
    if QUANTITY.match(re.sub(r"^\s*(?:[-–]|bis)\s*[\d.]+", "", after)):
        return False
    if node.says["y"] < 1900 and re.search(r":\s*$", ahead) and after.lstrip(" ")[:1] in ("", "\n"):
        return False
    year = node.says["y"]
    cued = YEAR_CUES.search(ahead) is not None
    if not 1700 <= year <= 2060 and not cued:
        return False
    if (
        year % 100 == 0
        and year not in (1900, 2000)
        and not re.search(r"\b(?:im|um|seit|jahr|jahre|anno|bis|von|ab|vor|nach|in)\s+$|\($", ahead, re.I)
    ):
        return False
    if not 1500 <= year <= 2100 and not re.search(
        r"\b(?:im|um|seit|jahr|jahre|anno|bis|von|in)\s+$", ahead, re.I
    ):
        return False
    if year < 1900 and not cued and re.match(r"\s+[A-ZÄÖÜ]", after):  # `1860 München`
        return False
    follows = re.match(r"\s+([A-ZÄÖÜ][a-zäöüß]+)", after)
    return not (
        follows
        and year % 100 == 0
        and year != 2000
        and not re.search(r"\b(?:im|seit|um|jahr|anno)\s+$", ahead, re.I)
    )


def is_month_name(text: str, node: Node) -> bool:
    """Whether `Mai`, `August` is a name here; other months are not doubted."""
    return not _is_month(text, node)


def _is_month(text: str, node: Node) -> bool:
    ahead = before(text, node.start, 30)
    if BEFORE_NAME.search(ahead):
        return False
    after = text[node.end : node.end + 20]
    word = text[node.start : node.end].split()[-1]
    if not word[0].isupper():
        return (
            re.search(r"\b(?:im|in|ab|seit|bis|ende|anfang|mitte)\s+$", ahead, re.I) is not None
            or not ahead.strip()
        )
    if word in ("Mai", "August", "Juno", "Januar", "Julei"):
        if not MONTH_CUES.search(ahead):
            return False
        if (
            word == "August"
            and re.match(r"[ \u00a0]+(?:von\s+)?[A-ZÄÖÜ][a-zäöüß]+", after)
            and not re.search(r"\b(?:im|ab|seit|ende|anfang|mitte|bis)\s+$", ahead, re.I)
        ):
            return False
    return not re.match(r"[-‑][A-Za-z]", after)


def is_season_name(text: str, node: Node) -> bool:
    """`Frau Sommer`, `Familie Winter`, but not `im Sommer`."""
    ahead = before(text, node.start, 30)
    return BEFORE_NAME.search(ahead) is not None or SEASON_CUES.search(ahead) is None


def is_numbered(text: str, node: Node) -> bool:
    """`Version 2.9.`, `Kapitel 3.1.`, `Nr. 4.5.`"""
    return NUMBER_WORDS.search(before(text, node.start, 24)) is not None


SECTION = re.compile(
    r"\b(?:Nr|Nrn|Nummer|Abschnitt|Kapitel|Ziffer|Punkt|Version|Firmware|Release|Abs|Absatz)\.?:?\s+$"
)


def is_section(text: str, node: Node) -> bool:
    """`Abschnitt 1.1.12`."""
    return node.end - node.start < 9 and SECTION.search(before(text, node.start, 24)) is not None


def is_place_name(text: str, node: Node) -> bool:
    """`Straße des 17. Juni`."""
    return (
        re.search(
            r"(?:[Ss]traße|[Pp]latz|[Bb]rücke|[Aa]llee|[Pp]ark|[Ss]tr\.)\s+(?:des|der)\s+$",
            before(text, node.start, 20),
        )
        is not None
    )


def is_weekday_name(text: str, node: Node) -> bool:
    """`Frau Freitag`."""
    return BEFORE_NAME.search(before(text, node.start, 24)) is not None


NOWADAYS_BEFORE = re.compile(
    r"\b(?:noch|schon|bis|auch|bereits|gerade|selbst|erst|von|als|wie|und)\s+$", re.I
)
NOWADAYS_AFTER = re.compile(
    r"\s+(?:\d+-jährig\w*|ohnehin|noch|eher|mehr|oft|meist|meistens|kaum|weit|immer|mitten|sehen|wissen|leben|lebt|gibt|nicht\s+mehr|zu\s+den|"
    r"üblich|gelten|gilt|so|rund|etwa|über|weltweit|deutschlandweit|bundesweit|zählt|zählen|vor\s+der|"
    r"sind\s+(?:es|wir|sie|rund|etwa|über)|ist\s+(?:er|sie|es|das|die|der)|als)\b"
)


STATES = (
    r"(?:lebt|leben|arbeitet|arbeiten|wohnt|wohnen|prägt|prägen|zählt|zählen|gehört|gehören|dient|dienen|heißt|heißen|nennt|nennen|"
    r"nutzt|nutzen|gibt|kennt|kennen|existiert|existieren|besitzt|verfügt|umfasst|besteht|dominiert|dominieren|beherbergt|erinnert)"
)
"""Verbs of what lasts: `arbeitet heute in Auental`, `heute gehören dazu`."""
LASTING_BEFORE = re.compile(rf"\b(?:[Ss]tand|in|{STATES}(?:\s+es)?)\s+$")
LASTING_AFTER = re.compile(
    rf"\s+(?:{STATES}\b|\d+\s+Jahre\s+alt|zumeist|praktisch|viel\b|vielfach|zunehmend|häufig|überall|nirgend\w+|sicher\b|selbstverständlich|"
    r"schwerpunktmäßig|unvorstellbar|undenkbar|eigentlich|verschwinden|und\s+(?:in\s+)?(?:der\s+)?Zukunft|"
    r"von\s+(?:vielen|allen|manchen|den\s+meisten)|bekannt\b)"
)
RENAMED = re.compile(
    r"\s+(?:(?:die|der|das|ein|eine)\s+)?[A-ZÄÖÜ„][^\s,;.)]*(?:\s+(?:(?:der|des|von|für|am|im|in|und)\s+)*[A-ZÄÖÜ„][^\s,;.)]*){0,4}[,)]"
)
"""`Stettin (heute Szczecin)`, `das Gut, heute Sitz des Vereins,`."""
ONCE = re.compile(
    r"\b(?:früher\w*(?!\s+als)|damals|einst|ehemals|ursprünglich\w*|seinerzeit|1[5-9]\d\d|\d0er)\b"
)
JUBILEE = re.compile(
    r"(?i)\bheute,?\s+(?:genau\s+)?vor\b|\b(?:gedenk|jährt|feiern|feiert|begehen|erinnern\b|Jahrestag)"
)
"""`Heute vor 70 Jahren`, `wir gedenken heute`: of old times on their day."""


def is_nowadays(text: str, node: Node) -> bool:
    """`noch heute`, `heute eher`, `lebt heute in Auental`: these days, not this day."""
    start, end = node.start, node.end
    return bool(
        NOWADAYS_BEFORE.search(text, max(0, start - 12), start)
        or NOWADAYS_AFTER.match(text, end)
        or LASTING_BEFORE.search(text, max(0, start - 24), start)
        or LASTING_AFTER.match(text, end)
        or (text[max(0, start - 2) : start].strip() in (",", "(") and RENAMED.match(text, end))
    )


def is_contrast(text: str, node: Node, sentence: int) -> bool:
    """`Früher war hier ein Gut. Heute ist es ein Museum`: of a sentence in the present behind one that tells of old times."""
    before_it = text.rfind(". ", max(0, sentence - 200), max(0, sentence - 2))
    since = before_it + 2 if before_it > 0 else max(0, sentence - 200)
    if ONCE.search(text, since, node.start) is None:
        return False
    return JUBILEE.search(text[sentence : node.end + 80]) is None


SOMEDAY_BEFORE = re.compile(r"(?:\b[A-ZÄÖÜ][\wäöüß-]+\s+von|\bvon\s+heute\s+auf)\s+$")


def is_someday(text: str, node: Node) -> bool:
    """`das Haus von morgen`, `von heute auf morgen`: the time to come, not the next day; but `von morgen an`."""
    if text[node.start : node.end] != "morgen" or re.match(r"\s+an\b", text[node.end : node.end + 6]):
        return False
    return SOMEDAY_BEFORE.search(text, max(0, node.start - 40), node.start) is not None


def is_saint(text: str, node: Node) -> bool:
    """`Zar Nikolaus`, but not `am Nikolaus`."""
    if node.rule != "holiday" or node.says["hol"] != "12-06":
        return False
    return re.search(r"\b(?:am|zu|zum|vor|nach|an|bis|ab)\s+$", before(text, node.start, 8), re.I) is None


def is_rate(text: str, node: Node) -> bool:
    """`pro Stunde`, `eines Tages`, `Wochenend-Ticket`, and the reading time on a line of its own."""
    ahead, after = before(text, node.start, 16), text[node.end : node.end + 14]
    if re.match(r"-[A-Za-zÄÖÜ]|\s*/\s*[A-Z]", after) and node.says.get("counted") != "NUM":
        return True
    if re.search(r"(?:\b(?:pro|je|per)\s+|©)$", ahead, re.I):
        return True
    if ahead.rstrip(" ").endswith("\n") and after.lstrip(" ").startswith("\n"):
        return True
    if node.says.get("counted") != "EINZ" or node.says.get("parts") != [(1, "D")]:
        return False
    return text[node.start : node.end].lower().startswith("eines") or bool(
        re.match(r"\s+(?:der|des|für|voller|mit)\b", after)
    )
