"""What a model gets wrong again and again: names as a weak model marks them, and as the guideline wants them."""

from __future__ import annotations

import pytest

from presselese.doc import get
from tests.entities.marked import doc_of

ROWS = [
    ("Es kam [PER Bürgermeister Jan Ohlsen].", "PER Jan Ohlsen"),
    ("Es kam [PER Dr. Jan Ohlsen].", "PER Jan Ohlsen"),
    ("Es kam [PER Frau Eva Probst].", "PER Eva Probst"),
    ("Die [LOC Stadt Göttingen] baut.", "LOC Göttingen"),
    ("Die [ORG Firma Falkner] baut.", "ORG Falkner"),
    ("Der Landkreis [LOC Offenbach] baut.", "LOC Landkreis Offenbach"),
    ("Der Kreis [LOC Unna] baut.", "LOC Kreis Unna"),
    ("In [LOC Frankenberg] (Eder) baut man.", "LOC Frankenberg (Eder)"),
    ("In [LOC Neustadt] an der Weinstraße baut man.", "LOC Neustadt an der Weinstraße"),
    ("In [LOC Solingen] (Teilzeit möglich) baut man.", "LOC Solingen"),
    ("Die Universität [LOC Göttingen] baut.", "ORG Universität Göttingen"),
    ("Die Polizeiinspektion [LOC Hof] warnt.", "ORG Polizeiinspektion Hof"),
    ("Im Rathaus der Stadt [LOC Göttingen] tagt der [ORG Magistrat].", "LOC Göttingen"),
    ("Die [ORG Polizei] warnt, die [ORG Feuerwehr] löscht.", ""),
    ("Die [ORG Feuerwehr Effeltrich] löscht.", "ORG Feuerwehr Effeltrich"),
    ("Das [ORG Bundeskriminalamt (BKA)] warnt.", "ORG Bundeskriminalamt ; ORG BKA"),
    ("Das [ORG Bundeskriminalamt] (BKA) warnt.", "ORG Bundeskriminalamt ; ORG BKA"),
    ("Die [ORG Wendt] GmbH baut.", "ORG Wendt GmbH"),
    ("Der [ORG Heimatverein Altenrode] e.V. feiert.", "ORG Heimatverein Altenrode e.V."),
    ("[PER Torben] „Toto“ Ahlers spielt.", "PER Torben „Toto“ Ahlers"),
    ("Es sprach [PER Jonas Freiherr] von Ellrich.", "PER Jonas Freiherr von Ellrich"),
    ("Sie wohnt in der [LOC Goethestraße 14 a].", "LOC Goethestraße"),
    ("Unfall auf der A 45 und der B 252.", "LOC A 45 ; LOC B 252"),
    ("Das kostet 45 Euro, Seite A 4.", ""),
    ("Bütow/Frankenberg(pm). Im März trafen sich viele.", "LOC Bütow ; LOC Frankenberg"),
    ("Bruchsal, 12. Februar 2020. Zwölf Busse fahren.", "LOC Bruchsal"),
    ("Der Kreistagsvorsitzende [PER Göttingen Rainer Hall] sprach.", "LOC Göttingen ; PER Rainer Hall"),
    ("[PER Göttingen] feiert. In [LOC Göttingen] wird getanzt. Aus [LOC Göttingen] kam Musik.", "LOC Göttingen ; LOC Göttingen ; LOC Göttingen"),
    ("[PER Björn Jansen] kam. Später dankte Jansen allen.", "PER Björn Jansen ; PER Jansen"),
    ("Die [LOC Göttinger] Firmen feiern.", ""),
    ("Die [ORG Gemeinde Bergkirchen] dankt.", "LOC Bergkirchen"),
    ("Der [ORG Landkreis Uelzen] baut.", "ORG Landkreis Uelzen"),
    ("Der [MISC Kirchentag] 2019 kommt.", "MISC Kirchentag 2019"),
    ("Der [MISC Kirchentag] 12.03.2019 kommt.", "MISC Kirchentag"),
    ("Der [ORG TSV Nordmoor] 1911 feiert.", "ORG TSV Nordmoor 1911"),
    ("Die [ORG Stiftung Nordmoor] 1911 feiert.", "ORG Stiftung Nordmoor"),
    ("[PER Ralf Bode] kam. Nach [LOC Bodes] Worten war es gut.", "PER Ralf Bode ; PER Bodes"),
    ("[PER Ralf Celle] kam aus [LOC Celle].", "PER Ralf Celle ; LOC Celle"),
    ("Das [ORG Tierheim Gera] ist voll. Spenden aus Gera helfen.", "ORG Tierheim Gera ; LOC Gera"),
    ("Sie lernen in der [LOC Grundschule am Eichenweg].", "ORG Grundschule am Eichenweg"),
    ("Die freiwillige [ORG Feuerwehr Effeltrich] löscht.", "ORG freiwillige Feuerwehr Effeltrich"),
    ("Sie kam aus [LOC Göttingen.Am] Abend ging sie.", "LOC Göttingen"),
    ("Es gewann [ORG Women7.]", "ORG Women7"),
    ("Im [LOC Rems-Murr-Kreis:(ots] fuhr ein Auto.", "LOC Rems-Murr-Kreis"),
    ("Anruf bei [PER Jan Ohlsen/-82113].", "PER Jan Ohlsen"),
    ("Ein Auto fuhr in [LOC Schlangenlinien].", ""),
    ("Es ermittelt das [ORG Kommissariat 23.]", "ORG Kommissariat 23"),
    ("Die [ORG SPD] und die [MISC CDU] stimmten zu.", "ORG SPD ; ORG CDU"),
    ("Gäste aus [PER Polen] kamen.", "LOC Polen"),
    ("Mehr unter [ORG www.beispiel.de] im Netz.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_repair(marked: str, expected: str) -> None:
    doc = doc_of(marked)
    found = [f"{item['label']} {doc.text[item['start'] : item['end']]}" for item in get(doc, "entities")]
    assert found == (expected.split(" ; ") if expected else [])
