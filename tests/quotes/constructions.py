"""Constructions of direct and indirect speech: a table that says what comes out.

In a text `<d>…</d>` is direct, `<i>…</i>` indirect, `<c>` the cue, `<s>` the speaker's phrase; a digit joins what
belongs together where a text holds several quotes (`<d1>`, `<c2>`; without one it is quote 1, in which a second span
has the same tag). The last column names the speakers in the order of the quotes, `-` for nobody.
"""

PERSONS = {
    "Ina Kolbe": ("Bürgermeisterin", "female"),
    "Jan Voss": ("Bürgermeister", "male"),
    "Petra Ohm": ("Ministerin", "female"),
    "Uwe Thal": ("Trainer", "male"),
    "Karin Lenz": ("Vorsitzende", "female"),
    "Holger Brandt": ("Geschäftsführer", "male"),
}
BODIES = (
    "Tierschutzverein Nordheim",
    "Kreissparkasse",
    "Bundesbank",
    "Polizeipräsidium Nordheim",
    "Stadtwerke Nordheim",
)

DIRECT = {
    "cue behind": ("„<d>Wir bauen im Mai</d>“, <c>sagte</c> <s>Bürgermeisterin Ina Kolbe</s>.", "Ina Kolbe"),
    "cue behind, present": ("„<d>Wir bauen im Mai</d>“, <c>sagt</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "cue behind, no comma": ("„<d>Wir bauen im Mai.</d>“ <c>sagte</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "cue behind, question": (
        "„<d>Wer hilft uns?</d>“, <c>fragte</c> <s>Trainer Uwe Thal</s> die Gäste.",
        "Uwe Thal",
    ),
    "cue behind, exclamation": (
        "„<d>Das war stark!</d>“, <c>jubelte</c> <s>Uwe Thal</s> nach dem Spiel.",
        "Uwe Thal",
    ),
    "cue behind, separable": (
        "„<d>Das Wasser ist sauber</d>“, <c>teilte</c> <s>Holger Brandt</s> mit.",
        "Holger Brandt",
    ),
    "cue behind, hinzufügen": (
        "„<d>Und wir feiern weiter</d>“, <c>fügte</c> <s>Ina Kolbe</s> hinzu.",
        "Ina Kolbe",
    ),
    "cue behind, reflexive": (
        "„<d>Wir sind sehr zufrieden</d>“, <c>freut</c> sich <s>Trainer Uwe Thal</s>.",
        "Uwe Thal",
    ),
    "cue behind, perfect": (
        "„<d>Wir kommen wieder</d>“, hat <s>Uwe Thal</s> <c>versprochen</c>.",
        "Uwe Thal",
    ),
    "cue behind, role in apposition": (
        "„<d>Die Halle ist voll</d>“, <c>erklärt</c> <s>Karin Lenz</s>, Vorsitzende des Vereins.",
        "Karin Lenz",
    ),
    "cue behind, role in front": (
        "„<d>Die Halle ist voll</d>“, <c>erklärt</c> <s>die Vorsitzende Karin Lenz</s>.",
        "Karin Lenz",
    ),
    "cue behind, from a body": (
        "„<d>Die Halle ist voll</d>“, <c>betont</c> <s>Karin Lenz</s> von der Kreissparkasse.",
        "Karin Lenz",
    ),
    "cue behind, party": ("„<d>Das Geld ist da</d>“, <c>sagte</c> <s>Ina Kolbe</s> (SPD).", "Ina Kolbe"),
    "cue behind, dative": (
        "„<d>Das Geld ist da</d>“, <c>sagte</c> <s>Ina Kolbe</s> der Zeitung.",
        "Ina Kolbe",
    ),
    "cue behind, adverb between": (
        "„<d>Das Geld ist da</d>“, <c>sagte</c> am Montag <s>Ministerin Petra Ohm</s>.",
        "Petra Ohm",
    ),
    "unknown verb behind": ("„<d>Das Geld ist da</d>“, <c>grinste</c> <s>Uwe Thal</s>.", "Uwe Thal"),
    "so behind": ("„<d>Das ist ein guter Tag für die Stadt</d>“, <c>so</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "so behind, role": (
        "„<d>Das ist ein guter Tag für die Stadt</d>“, <c>so</c> <s>Ministerin Petra Ohm</s> weiter.",
        "Petra Ohm",
    ),
    "dash and name": ("„<d>Mit ihr gewinnen wir viel Erfahrung.</d>“ – <s>Trainer Uwe Thal</s>", "Uwe Thal"),
    "colon": ("<s>Bürgermeisterin Ina Kolbe</s> <c>sagte</c>: „<d>Wir bauen im Mai.</d>“", "Ina Kolbe"),
    "colon, name alone": (
        "<s>Ministerin Petra Ohm</s>: „<d>Wir stärken den Bus auf dem Land.</d>“",
        "Petra Ohm",
    ),
    "colon, title": ("<s>Dr. Petra Ohm</s>: „<d>Wir stärken den Bus auf dem Land.</d>“", "Petra Ohm"),
    "colon, cue with adverbs": (
        "Dazu <c>erklärte</c> <s>Ina Kolbe</s> am Abend: „<d>Wir bauen im Mai.</d>“",
        "Ina Kolbe",
    ),
    "colon, apposition": (
        "<s>Karin Lenz</s>, Vorsitzende des Vereins, <c>fügt</c> hinzu: „<d>Alle sind willkommen.</d>“",
        "Karin Lenz",
    ),
    "colon, no verb of saying": (
        "<s>Die Ministerin Petra Ohm</s> zeigte sich offen für den Vorschlag: „<d>Das greifen wir gerne auf.</d>“",
        "Petra Ohm",
    ),
    "no colon": (
        "<s>Bürgermeisterin Ina Kolbe</s> <c>erklärte</c> dazu heute „<d>Wir wollen diesen Dienst nun einführen</d>“.",
        "Ina Kolbe",
    ),
    "colon after a clause with wie": (
        "<s>Ina Kolbe</s> <c>betonte</c>, wie hilfreich die Zusammenarbeit ist: „<d>Wir werden viel mitnehmen.</d>“",
        "Ina Kolbe",
    ),
    "inserted frame": (
        "„<d>Die Halle</d>“, <c>sagt</c> <s>Uwe Thal</s>, „<d>ist bis Mai belegt.</d>“",
        "Uwe Thal",
    ),
    "inserted so": (
        "„<d>Die Halle</d>“, <c>so</c> <s>Uwe Thal</s>, „<d>ist bis Mai belegt.</d>“",
        "Uwe Thal",
    ),
    "two sentences around a frame": (
        "„<d>Die Halle ist belegt</d>“, <c>sagt</c> <s>Uwe Thal</s>. „<d>Wir suchen eine neue.</d>“",
        "Uwe Thal",
    ),
    "two paragraphs, opened twice": (
        "<s>Ina Kolbe</s> <c>erklärte</c>: „<d>Wir haben lange verhandelt.</d>\n\n„<d2>Nun liegt der Vertrag vor, und wir bitten um Geduld.</d2>“",
        "Ina Kolbe; Ina Kolbe",
    ),
    "never closed": (
        "<s>Ina Kolbe</s> <c>erklärte</c>: „<d>Wir bauen im Frühjahr. Die Kosten trägt das Land.</d>\n\nDie Sperrung dauert sechs Wochen.",
        "Ina Kolbe",
    ),
    "straight marks": ('"<d>Wir bauen im Mai</d>", <c>sagte</c> <s>Ina Kolbe</s>.', "Ina Kolbe"),
    "guillemets": (
        "»<d>Wir warten seit Mai. So geht es nicht</d>«, <c>klagte</c> <s>Uwe Thal</s>.",
        "Uwe Thal",
    ),
    "Swiss guillemets": (
        "«<d>Wir warten seit Mai. So geht es nicht</d>», <c>klagte</c> <s>Uwe Thal</s>.",
        "Uwe Thal",
    ),
    "English marks": ("“<d>Wir bauen im Mai</d>”, <c>sagte</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "wrong closer": ('„<d>Wir bauen im Mai</d>", <c>sagte</c> <s>Ina Kolbe</s>.', "Ina Kolbe"),
    "marks inside": (
        "„<d>Der Satz ‚Das war schon immer so‘ hilft nicht</d>“, <c>findet</c> <s>Ina Kolbe</s>.",
        "Ina Kolbe",
    ),
    "same marks inside": (
        "„<d>Wir haben die „Alte Post“ gekauft und bauen sie um</d>“, <c>sagte</c> <s>Ina Kolbe</s>.",
        "Ina Kolbe",
    ),
    "next sentence names": (
        "<s2>Ina Kolbe</s2> <c2>lobte</c2> die Helfer: „<d2>Ihr wart großartig.</d2>“",
        "Ina Kolbe",
    ),
    "goes on in the next sentence": (
        "„<d1>Wir bauen im Mai</d1>“, <c1>sagte</c1> <s1>Ina Kolbe</s1>. Die Kosten sind bekannt. „<d2>Das Land hilft uns dabei sehr.</d2>“",
        "Ina Kolbe; Ina Kolbe",
    ),
    "speaker of the sentence before": (
        "Trainer Uwe Thal war nach dem Abpfiff kaum zu halten. „<d>So etwas habe ich noch nie erlebt.</d>“",
        "Uwe Thal",
    ),
    "pronoun, male": (
        "Trainer Uwe Thal führte Ministerin Petra Ohm durch die Halle. „<d>Das Dach ist undicht</d>“, <c>sagte</c> <s>er</s>.",
        "Uwe Thal",
    ),
    "pronoun, female": (
        "Trainer Uwe Thal führte Ministerin Petra Ohm durch die Halle. „<d>Das prüfen wir</d>“, <c>antwortete</c> <s>sie</s>.",
        "Petra Ohm",
    ),
    "role, definite": (
        "Ministerin Petra Ohm kam am Montag in die Schule. „<d>Hier wird gut gelernt</d>“, <c>lobte</c> <s>die Ministerin</s>.",
        "Petra Ohm",
    ),
    "role, two sentences before": (
        "Bürgermeister Jan Voss eröffnete das Fest. Es kamen viele Gäste. Die Sonne schien. „<d>Das ist unser Sommer</d>“, <c>sagte</c> <s>der Bürgermeister</s>.",
        "Jan Voss",
    ),
    "a person by a noun": (
        "Uwe Thal trainiert seit Jahren. „<d>Das hält mich jung</d>“, <c>sagt</c> <s>der 60-Jährige</s>.",
        "Uwe Thal",
    ),
    "a body": (
        "„<d>Die Tiere sind versorgt</d>“, <c>teilte</c> <s>der Tierschutzverein Nordheim</s> mit.",
        "Tierschutzverein Nordheim",
    ),
    "spokesperson of a body": (
        "„<d>Die Zinsen bleiben vorerst gleich</d>“, <c>sagte</c> <s>eine Sprecherin der Bundesbank</s>.",
        "Bundesbank",
    ),
    "spokesperson alone": ("„<d>Das prüfen wir noch</d>“, <c>sagte</c> <s>ein Sprecher</s>.", "-"),
    "it says in a text": (
        "„<d>Der Platz bleibt frei für alle</d>“, <c>heißt</c> es in <s>der Erklärung</s>.",
        "-",
    ),
    "two speakers": (
        "„<d1>Wir gewinnen</d1>“, <c1>sagte</c1> <s1>Uwe Thal</s1>. „<d2>Das hoffe ich auch</d2>“, <c2>ergänzte</c2> <s2>Ina Kolbe</s2>.",
        "Uwe Thal; Ina Kolbe",
    ),
    "two colons": (
        "<s1>Uwe Thal</s1>: „<d1>Wir gewinnen das Spiel.</d1>“ <s2>Ina Kolbe</s2>: „<d2>Ich drücke euch die Daumen.</d2>“",
        "Uwe Thal; Ina Kolbe",
    ),
    "gender colon": (
        "Gesucht werden Helfer:innen: „<d>Wir freuen uns auf neue Kolleg:innen</d>“, <c>sagt</c> <s>Karin Lenz</s>.",
        "Karin Lenz",
    ),
    "frame one line below": (
        "„<d>Ist das wichtig? Ja, unbedingt</d>“,\n\n<c>sagt</c> <s>Karin Lenz</s> vom Verein.",
        "Karin Lenz",
    ),
    "source in brackets": (
        "„<d>Das ist der schönste Garten im ganzen Land.</d>“ (<s>Karin Lenz</s>, Nordheimer Bote)",
        "Karin Lenz",
    ),
    "signature": (
        "„<d>Mit diesem Haus geht ein Traum in Erfüllung.</d>“\n\n<s>Karin Lenz</s>, Vorsitzende",
        "Karin Lenz",
    ),
    "with these words": (
        "Mit den <c>Worten</c> „<d>Jetzt packen wir es gemeinsam an</d>“ eröffnete <s>Ina Kolbe</s> die Halle.",
        "Ina Kolbe",
    ),
    "laut": (
        "„<d>Die Lage ist ernst, aber wir helfen</d>“, <c>laut</c> <s>Holger Brandt</s>.",
        "Holger Brandt",
    ),
    "wie X sagt": ("„<d>Die Lage ist ernst</d>“, wie <s>Holger Brandt</s> <c>sagt</c>.", "Holger Brandt"),
    "colon without marks": ("<s>Ina Kolbe</s>: <d>Wir bauen im Mai die neue Halle.</d>", "Ina Kolbe"),
    "question to all": (
        "<s>Holger Brandt</s> <c>fragt</c>: <d>Wer hat den Wagen gesehen?</d>",
        "Holger Brandt",
    ),
    "name behind a long role": (
        "Dazu <c>erklärt</c> <s>die Senatorin für Gesundheit, Pflege und Gleichstellung Petra Ohm</s>: „<d>Wir handeln jetzt.</d>“",
        "Petra Ohm",
    ),
    "name between commas": (
        "<s>Der Bürgermeister von Neustadt, Jan Voss</s>, <c>informiert</c>: „<d>Wir bauen im Mai.</d>“",
        "Jan Voss",
    ),
}

NOT_SPEECH = {
    "motto with lautet": (
        "Nach der Pause lautet unser Motto in diesem Jahr: „Wir sind wieder da und feiern!“ Wir laden ein.",
        "",
    ),
    "title of a seminar behind a colon": (
        "Donnerstag Seminar: „Sind Sie sich im Zweifel? Finden Sie es heraus!“ Eintritt frei.",
        "",
    ),
    "motto behind a colon": ("Unser Motto: „Gemeinsam sind wir stark!“", ""),
    "motto": ("Unter dem Motto „Mehr Grün für alle“ zeigt das Kino einen Film.", ""),
    "title of a film": ("Das Kino zeigt den Film „Der Wald und wir“.", ""),
    "name of a house": ("Die „Alte Post“ bleibt offen.", ""),
    "is called": ("Was früher „Amtsstube“ hieß, nennen die Beschäftigten „Bürgerbüro“.", ""),
    "some say": ("Manche sagen auch „Front-Office“.", ""),
    "so-called": ("Die sogenannte „Wende“ kam spät.", ""),
    "name of a shop": ("Der Laden „Blau und Weiß“ schließt.", ""),
    "prize": ("Die Schule erhielt den Preis „Wir bewegen Kinder“.", ""),
    "campaign": ("Die Kampagne „Gewalt kommt nicht in die Tüte“ startet.", ""),
    "motto behind": ("„Auf gute Nachbarschaft“ lautet das Motto des Festes.", ""),
    "hyphen": ("Der „Runder Tisch“-Prozess beginnt.", ""),
    "inches and apostrophes": ("Wie geht's? Der Bildschirm hat 19\" und ist neu.", ""),
    "word in scare quotes": ("Das ist ein „starkes“ Stück.", ""),
    "title with a verb": ("„Der Fluss“ erzählt von einem Dorf am Meer.", ""),
    "lecture": ("Der Vortrag „Was Bienen brauchen“ beginnt um sieben.", ""),
}

INDIRECT = {
    "dass": ("<s>Ina Kolbe</s> <c>sagte</c>, <i>dass die Halle im Mai öffnet</i>.", "Ina Kolbe"),
    "dass, separable": (
        "<s>Der Tierschutzverein Nordheim</s> <c>teilte</c> mit, <i>dass die Tiere versorgt sind</i>.",
        "Tierschutzverein Nordheim",
    ),
    "dass before": ("<i>Dass die Halle öffnet</i>, <c>sagte</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "dass, perfect": ("<s>Ina Kolbe</s> hat <c>angekündigt</c>, <i>dass die Halle öffnet</i>.", "Ina Kolbe"),
    "dass twice": (
        "<s>Jan Voss</s> <c>betonte</c>, <i>dass er sich gefreut habe und dass er wiederkomme</i>.",
        "Jan Voss",
    ),
    "dass with a relative clause": (
        "<s>Ina Kolbe</s> <c>erklärte</c>, <i>dass die Halle, die lange leer stand, wieder öffnet</i>.",
        "Ina Kolbe",
    ),
    "dass after an adverbial": (
        "<s>Ina Kolbe</s> <c>betonte</c> am Ende des Abends, <i>dass alle willkommen sind</i>.",
        "Ina Kolbe",
    ),
    "dass, subject in apposition": (
        "<s>Karin Lenz</s>, die Vorsitzende des Vereins, <c>betonte</c>, <i>dass alle willkommen sind</i>.",
        "Karin Lenz",
    ),
    "host in apposition": (
        "<s>Der Gastgeber, Bürgermeister Jan Voss</s>, <c>betonte</c> am Ende, <i>dass er sich gefreut habe</i>.",
        "Jan Voss",
    ),
    "main clause goes on": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>dass die Halle öffnet</i>, und dankte den Helfern.",
        "Ina Kolbe",
    ),
    "verb second": ("<s>Ina Kolbe</s> <c>sagte</c>, <i>die Halle werde im Mai öffnen</i>.", "Ina Kolbe"),
    "verb second, indicative": ("<s>Ina Kolbe</s> <c>sagt</c>, <i>die Halle ist zu klein</i>.", "Ina Kolbe"),
    "verb second, two clauses": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>die Halle sei zu klein und müsse erweitert werden</i>.",
        "Ina Kolbe",
    ),
    "verb second, müssten": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>die Eltern müssten sich gedulden</i>.",
        "Ina Kolbe",
    ),
    "verb second after wenn": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>wenn das Geld komme, werde gebaut</i>.",
        "Ina Kolbe",
    ),
    "verb second before": ("<i>Die Halle sei zu klein</i>, <c>sagte</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "verb second around": (
        "<i>Die Halle</i>, <c>sagte</c> <s>Ina Kolbe</s>, <i>sei zu klein</i>.",
        "Ina Kolbe",
    ),
    "so X behind": ("<i>Die Halle sei zu klein</i>, <c>so</c> <s>Ina Kolbe</s>.", "Ina Kolbe"),
    "so X inside": ("<i>Die Halle</i>, <c>so</c> <s>Ina Kolbe</s>, <i>sei zu klein</i>.", "Ina Kolbe"),
    "so begründet X": (
        "<i>Angst</i>, so <c>begründet</c> <s>Ina Kolbe</s>, <i>sei ansteckend</i>.",
        "Ina Kolbe",
    ),
    "infinitive after a bracket": (
        "<s>Jan Voss</s> <c>bat</c> darum, <i>den Verein (gegründet 1990) zu unterstützen</i>.",
        "Jan Voss",
    ),
    "verb second with an apposition": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>der Leiter, ein Lehrer, habe alles vorbereitet</i>.",
        "Ina Kolbe",
    ),
    "dass with a bracket": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>dass der Verein (gegründet 1990) bleibt</i>.",
        "Ina Kolbe",
    ),
    "infinitive": (
        "<s>Der Tierschutzverein Nordheim</s> <c>fordert</c>, <i>die Katzen zu kastrieren</i>.",
        "Tierschutzverein Nordheim",
    ),
    "infinitive, appeal": (
        "<s>Jan Voss</s> <c>appellierte</c> an alle, <i>Wasser zu sparen</i>.",
        "Jan Voss",
    ),
    "infinitive, offer": (
        "<s>Uwe Thal</s> <c>bot</c> dem Verein an, <i>mit den Kindern zu üben</i>.",
        "Uwe Thal",
    ),
    "infinitive, perfect": (
        "<s>38 Prozent der Befragten</s> <c>gaben</c> an, <i>Strom gespart zu haben</i>.",
        "-",
    ),
    "infinitive with sondern": (
        "<s>Jan Voss</s> <c>appellierte</c> an alle, <i>nicht nur heute, sondern jeden Tag Wasser zu sparen</i>.",
        "Jan Voss",
    ),
    "infinitive with um": (
        "<s>Jan Voss</s> <c>warf</c> dem Land vor, <i>Geld zu kürzen, um Schulden zu tilgen</i>.",
        "Jan Voss",
    ),
    "laut": ("<c>Laut</c> <s>Ministerin Petra Ohm</s> <i>kommt das Geld im Mai</i>.", "Petra Ohm"),
    "laut, a body": (
        "<c>Laut</c> <s>Polizeipräsidium Nordheim</s> <i>blieb die Demonstration friedlich</i>.",
        "Polizeipräsidium Nordheim",
    ),
    "laut, inside": (
        "<i>Das Geld kommt</i> <c>laut</c> <s>Ministerin Petra Ohm</s> <i>im Mai</i>.",
        "Petra Ohm",
    ),
    "nach Angaben": ("Nach <c>Angaben</c> <s>der Bundesbank</s> <i>sinken die Preise</i>.", "Bundesbank"),
    "nach Angaben von": (
        "Nach <c>Angaben</c> von <s>Holger Brandt</s> <i>sinken die Preise</i>.",
        "Holger Brandt",
    ),
    "nach Angaben, inside": (
        "<i>Die Preise sinken</i> nach <c>Angaben</c> <s>der Bundesbank</s> <i>im Herbst</i>.",
        "Bundesbank",
    ),
    "nach den Worten": (
        "Nach den <c>Worten</c> von <s>Ina Kolbe</s> <i>öffnet die Halle im Mai</i>.",
        "Ina Kolbe",
    ),
    "nach Einschätzung": (
        "Nach <c>Einschätzung</c> <s>der Stadtwerke Nordheim</s> <i>reicht das Wasser</i>.",
        "Stadtwerke Nordheim",
    ),
    "zufolge": ("<s>Holger Brandt</s> <c>zufolge</c> <i>sinken die Preise</i>.", "Holger Brandt"),
    "Angaben zufolge": (
        "Angaben <s>der Bundesbank</s> <c>zufolge</c> <i>sinken die Preise</i>.",
        "Bundesbank",
    ),
    "wie X mitteilte, first": (
        "Wie <s>das Polizeipräsidium Nordheim</s> <c>mitteilte</c>, <i>blieb es ruhig</i>.",
        "Polizeipräsidium Nordheim",
    ),
    "wie X mitteilte, last": (
        "<i>Es blieb ruhig</i>, wie <s>das Polizeipräsidium Nordheim</s> <c>mitteilte</c>.",
        "Polizeipräsidium Nordheim",
    ),
    "wie X mitteilte, with an insertion": (
        "Wie <s>Holger Brandt</s>, Geschäftsführer der Stadtwerke, <c>mitteilte</c>, <i>sinken die Preise</i>.",
        "Holger Brandt",
    ),
    "question": ("<s>Ina Kolbe</s> <c>fragte</c>, <i>ob das Geld reiche</i>.", "Ina Kolbe"),
    "is convinced": ("<s>Uwe Thal</s> ist <c>überzeugt</c>, <i>dass seine Elf gewinnt</i>.", "Uwe Thal"),
    "agree": (
        "<s>Die Teilnehmerinnen und Teilnehmer</s> waren sich <c>einig</c>, <i>dass der Austausch wichtig ist</i>.",
        "Teilnehmerinnen und Teilnehmer",
    ),
    "agree, inverted": (
        "Insgesamt waren sich <s>die Teilnehmerinnen und Teilnehmer</s> <c>einig</c>, <i>dass der Austausch wichtig ist</i>.",
        "Teilnehmerinnen und Teilnehmer",
    ),
    "assume": ("<s>Holger Brandt</s> <c>geht</c> davon aus, <i>dass die Preise sinken</i>.", "Holger Brandt"),
    "hold necessary": (
        "<s>Ina Kolbe</s> <c>hält</c> es für nötig, <i>die Brücke zu erneuern</i>.",
        "Ina Kolbe",
    ),
    "is of the opinion": (
        "<s>Ina Kolbe</s> ist der <c>Meinung</c>, <i>dass die Brücke erneuert werden muss</i>.",
        "Ina Kolbe",
    ),
    "für X ist klar": ("Für <s>Karin Lenz</s> ist <c>klar</c>, <i>dass jeder helfen kann</i>.", "Karin Lenz"),
    "hin-weisen": (
        "<s>Die Stadtwerke Nordheim</s> <c>weisen</c> darauf hin, <i>dass das Wasser abgestellt wird</i>.",
        "Stadtwerke Nordheim",
    ),
    "daran": ("<s>Jan Voss</s> <c>erinnerte</c> daran, <i>dass die Brücke alt ist</i>.", "Jan Voss"),
    "relative clause": (
        "<s>Uwe Thal</s>, der <c>sagte</c>, <i>dass er bleibt</i>, bekam Applaus.",
        "Uwe Thal",
    ),
    "Konjunktiv goes on": (
        "<s1>Ina Kolbe</s1> <c1>sagte</c1>, <i1>dass die Halle öffnet</i1>. <i2>Die Kosten trage das Land</i2>.",
        "Ina Kolbe; Ina Kolbe",
    ),
    "Konjunktiv goes on twice": (
        "<s1>Ina Kolbe</s1> <c1>sagte</c1>, <i1>die Halle sei zu klein</i1>. <i2>Man brauche Platz</i2>. <i3>Der Rat werde das prüfen</i3>.",
        "Ina Kolbe; Ina Kolbe; Ina Kolbe",
    ),
    "Konjunktiv beside könnten": (
        "<s1>Ina Kolbe</s1> <c1>sagte</c1>, <i1>die Halle sei zu klein</i1>. <i2>Die Vereine könnten ausweichen</i2>.",
        "Ina Kolbe; Ina Kolbe",
    ),
    "Konjunktiv after a direct quote": (
        "„<d1>Kunst verbindet uns alle</d1>“, <c1>sagt</c1> <s1>Uwe Thal</s1>. <i2>Kunst sei eine Weltsprache</i2>.",
        "Uwe Thal; Uwe Thal",
    ),
    "Konjunktiv after a group": (
        "<s1>Die Teilnehmerinnen und Teilnehmer</s1> waren sich <c1>einig</c1>, <i1>dass Bildung wichtig ist</i1>. <i2>Nur so könne Integration gelingen</i2>.",
        "Teilnehmerinnen und Teilnehmer; Teilnehmerinnen und Teilnehmer",
    ),
    "announced behind": (
        "<i>Die Halle sei zu klein</i>. Dies <c>erklärte</c> am Abend <s>Ina Kolbe</s>.",
        "Ina Kolbe",
    ),
    "mixed with direct words": (
        "<s>Ina Kolbe</s> <c>sagte</c>, <i>die Halle sei „ein Juwel“ für die Stadt</i>.",
        "Ina Kolbe",
    ),
    "indirect, then direct": (
        "<s1>Ina Kolbe</s1> zeigte sich <c1>zuversichtlich</c1>, <i1>dass der Bau gelingt</i1>. „<d2>Wenn alle wollen, schaffen wir das.</d2>“",
        "Ina Kolbe; Ina Kolbe",
    ),
    "pronoun": (
        "Uwe Thal lobte die Halle. <s>Er</s> <c>sagte</c>, <i>dass er wiederkomme</i>.",
        "Uwe Thal",
    ),
    "addressee is not the speaker": (
        "<s>Ina Kolbe</s> <c>sagte</c> gegenüber der Zeitung, <i>dass die Halle öffnet</i>.",
        "Ina Kolbe",
    ),
    "object is not the speaker": (
        "<s>Ina Kolbe</s> <c>warf</c> Jan Voss vor, <i>die Akten verloren zu haben</i>.",
        "Ina Kolbe",
    ),
    "topic is not the speaker": (
        "Über Jan Voss <c>sagte</c> <s>Ina Kolbe</s>, <i>er sei ein guter Nachbar</i>.",
        "Ina Kolbe",
    ),
    "passive, agent": (
        "Von <s>Ina Kolbe</s> wurde <c>betont</c>, <i>dass die Halle öffnet</i>.",
        "Ina Kolbe",
    ),
    "indefinite": (
        "<s>Anwohner</s> <c>beschwerten</c> sich, <i>dass laute Stimmen nach außen dringen würden</i>.",
        "-",
    ),
    "we of a body": (
        "<s1>Der Tierschutzverein Nordheim</s1> <c1>fordert</c1>, <i1>Katzen zu kastrieren</i1>. <s2>Wir</s2> <c2>appellieren</c2> an alle, <i2>Tiere nicht auszusetzen</i2>.",
        "Tierschutzverein Nordheim; Tierschutzverein Nordheim",
    ),
    "list of demands": (
        "<s1>Der Tierschutzverein Nordheim</s1> <c1>fordert</c1>:\n\n- <i1>mehr Platz für Katzen</i1>\n\n- <i2>eine Steuer auf Welpen</i2>\n\nDas Fest beginnt um zehn.",
        "Tierschutzverein Nordheim; Tierschutzverein Nordheim",
    ),
    "we as a body": (
        "Die Bundesbank zieht um. <s>Wir</s> als Stadtwerke Nordheim <c>fordern</c>, <i>dass der Wald bleibt</i>.",
        "Stadtwerke Nordheim",
    ),
    "we of nobody known": (
        "Die Bundesbank zieht um. <s>Wir</s> <c>fordern</c>, <i>dass der Wald bleibt</i>.",
        "-",
    ),
    "portfolio with commas": (
        "<s>Die Stadträtin für Ordnung, Umwelt und Verkehr, Ina Kolbe</s>, <c>sagte</c>, <i>dass der Platz bleibt</i>.",
        "Ina Kolbe",
    ),
    "source with an apposition": (
        "<i>Das Fest fällt</i> nach <c>Aussage</c> von <s>Ina Kolbe</s>, Leiterin der Schule, <i>in diesem Jahr aus</i>.",
        "Ina Kolbe",
    ),
    "passive behind Konjunktiv": (
        "<i>Die Halle sei zu klein und müsse wachsen</i>, wurde <c>betont</c>.",
        "-",
    ),
    "somebody of an age": (
        "<s>Die 57-Jährige</s> <c>gab</c> an, <i>dass sie nichts gesehen habe</i>.",
        "-",
    ),
    "people": ("Nach <c>Angaben</c> von <s>Leuten im Ort</s> <i>war es laut</i>.", "-"),
    "opinion with für": ("Für <s>Karin Lenz</s> <i>wäre das ein Fehler</i>.", "Karin Lenz"),
    "own words": (
        "<i>Dort verbrachte</i> <s>Uwe Thal</s> <i></i>nach eigenen Worten gute Jahre.",
        "Uwe Thal",
    ),
    "colon, Konjunktiv": ("<s>Karin Lenz</s>: <i>Es gebe keinen Grund zur Sorge</i>.", "Karin Lenz"),
}
del INDIRECT["own words"], DIRECT["next sentence names"]
DIRECT |= {
    "colon behind a party": (
        "<s>Bürgermeisterin Ina Kolbe</s> (SPD): „<d>Wir bauen im Mai.</d>“",
        "Ina Kolbe",
    ),
    "so without a comma, attribute with a preposition": (
        "„<d>Mehr Geld ist weder möglich noch sinnvoll</d>“ <c>so</c> <s>der für den Verkehr zuständige Bürgermeister Jan Voss</s> weiter.",
        "Jan Voss",
    ),
    "a year ends the sentence before": (
        "Die Regelung gilt seit dem 1. Januar 2023. <s>Karin Lenz</s>, Vorsitzende des Vereins, <c>stellt</c> heraus: „<d>Das ist ein Anreiz für alle.</d>“",
        "Karin Lenz",
    ),
    "a thing before the colon says nothing": (
        "„<d1>Das ist gut</d1>“, <c1>sagte</c1> <s1>Petra Ohm</s1>. Ein weiteres Thema sei die geplante Schaffung von Plätzen: „<d2>Damit konnten wir die Zahl verdoppeln.</d2>“",
        "Petra Ohm; Petra Ohm",
    ),
    "minister of several portfolios": (
        "Ministerin Petra Ohm kam. „<d>Das ist wichtig für alle</d>“, <c>so</c> <s>die Familien- und Frauenministerin</s>.",
        "Petra Ohm",
    ),
    "questions of the police": (
        "<s>Das Polizeipräsidium Nordheim</s> <c>fragt</c>: <d>Wer hat am Markt etwas gesehen? Wer hat Fotos gemacht?</d> Hinweise nimmt jede Wache entgegen.",
        "Polizeipräsidium Nordheim",
    ),
}
DIRECT["mark of Textile"] = (
    "<s>Ina Kolbe</s> <c>teilt</c> mit: bq. <d>Seit Montag ist der Platz gesperrt. Wir bauen bis Mai.</d>\n\nDer Markt öffnet um zehn.",
    "Ina Kolbe",
)

INDIRECT |= {
    "wie, by whom": (
        "Wie von <s>der Kreissparkasse</s> <c>berichtet</c>, <i>war die Halle am Montag zu</i>.",
        "Kreissparkasse",
    ),
    "abbreviation of the source in brackets": (
        "Nach <c>Angaben</c> <s>der Kreissparkasse</s> (KSN) <i>seien 300 Menschen betroffen</i>.",
        "Kreissparkasse",
    ),
    "subject behind the source": (
        "<i>Auch hier werden</i> nach <c>Angaben</c> <s>der Kreissparkasse</s> <i>Sitzungen der Räte übertragen</i>.",
        "Kreissparkasse",
    ),
    "genitive behind a spokesman": (
        "<s>Ein Sprecher des Gesundheitsministeriums</s> <c>erklärte</c>, <i>dass das Geld reicht</i>.",
        "Gesundheitsministerium",
    ),
    "the story goes on behind an infinitive": (
        "<s>Das Polizeipräsidium Nordheim</s> <c>forderte</c> die Frau auf, <i>die Axt fallen zu lassen</i>, worauf sie nicht einging.",
        "Polizeipräsidium Nordheim",
    ),
    "relative clause inside an infinitive": (
        "<s>Karin Lenz</s> <c>wirbt</c> dafür, <i>mehr Menschen, die noch kein Angebot haben, zu erreichen</i>.",
        "Karin Lenz",
    ),
    "the ministry is none of the bodies named": (
        "Der Tierschutzverein Nordheim fragte an. Nach <c>Aussage</c> <s>des Ministeriums</s> <i>dient dies dem Zweck der Sicherheit</i>.",
        "Ministerium",
    ),
}

DIRECT |= {
    "conversation": (
        "Im Gespräch.\n\n<s1>Redaktion</s1>: <d1>Wann öffnet das Bad?</d1>\n\n<s2>Ina Kolbe</s2>: <d2>Im Mai. Bis dahin streichen wir die Becken.</d2>",
        "Redaktion; Ina Kolbe",
    ),
    "conversation of two": (
        "<s1>Jan Voss</s1>: <d1>Wer fängt an?</d1>\n\n<s2>Karin Lenz</s2>: <d2>Du fängst an. Das war abgemacht.</d2>\n\n<s3>Jan Voss</s3>: <d3>Gut.</d3>",
        "Jan Voss; Karin Lenz; Jan Voss",
    ),
    "relative clause before an adjective of saying": (
        "<s>Jan Voss</s>, der die Kontrolle begleitete, zeigte sich sehr <c>zufrieden</c>: „<d>Das war eine gelungene Aktion, die wir wiederholen.</d>“",
        "Jan Voss",
    ),
    "they are not one person": (
        "„<d1>Das ist gut</d1>“, <c1>sagte</c1> <s1>Petra Ohm</s1>. Der Beirat tagte am Montag. So <c2>fordern</c2> <s2>sie</s2>: „<d2>Die Zahl der Stellplätze soll kleiner werden.</d2>“",
        "Petra Ohm; -",
    ),
}
DIRECT["two blocks of Textile"] = (
    "<s1>Bürgermeisterin Ina Kolbe</s1>: bq. <d1>Ich danke allen Helfern. Das war stark.</d1> <s2>Bürgermeister Jan Voss</s2>: bq. <d2>Wir machen weiter.</d2>",
    "Ina Kolbe; Jan Voss",
)
NOT_SPEECH |= {
    "short quotation of nobody": (
        "Am Samstag ist Fest im Hof. „Ein Dorf tanzt in den Mai!“\n\nDer Eintritt ist frei.",
        "",
    ),
    "question as an example": (
        "Die Gäste stellen Fragen an die Karte, wie z.B. „In welchem Land fällt am meisten Regen?“ und suchen Antworten.",
        "",
    ),
    "what is played": ("Die Bühne Regenbogen spielt: „Das Gespenst im Keller“. Der Eintritt ist frei.", ""),
}
INDIRECT |= {
    "when it was said": (
        "<s>Die Verwaltung</s> <c>teilte</c> am Anfang der Woche mit, <i>dass die Brücke hält</i>.",
        "Verwaltung",
    ),
    "attested to have done": (
        "Die Jury kam. <s>Karin Lenz</s> <c>bescheinigte</c> dem Verein, <i>gute Wege gebaut zu haben</i>.",
        "Karin Lenz",
    ),
    "finding with a verb-second clause": (
        "<s>Petra Ohm</s> traf die <c>Feststellung</c>, <i>der Markt sei zu klein</i>.",
        "Petra Ohm",
    ),
    "prefix behind an apposition without its second comma": (
        "<i>Der Markt solle bleiben</i>, <c>faßte</c> <s>Karin Lenz</s>, die zweite Vorsitzende des Vereins zusammen.",
        "Karin Lenz",
    ),
}

NOT_SPEECH |= {
    "under this word": ("Der Friedhof steht unter dem Wort: „Im Tode sind alle gleich.“", ""),
    "motto behind a dash": ("„Wir tanzen in den Mai“ – unter diesem Motto wird am Samstag gefeiert.", ""),
    "a song": ("„Vorwärts sollst du gehen“, so heißt es in dem Lied, das alle sangen.", ""),
    "the release itself behind the mark of Textile": (
        "Karin Lenz informiert: bq. Die Halle wird ab Mai saniert. Die Kosten trägt der Kreis.",
        "",
    ),
}
INDIRECT |= {
    "what hangs on it behind the frame": (
        "<i>Das sei dann der Fall</i>, <c>erläuterte</c> <s>Petra Ohm</s>, <i>wenn keine Mängel zu erwarten seien</i>.",
        "Petra Ohm",
    ),
    "so with an infinitive behind": (
        "<i>Die Stadt habe es geschafft</i>, <c>so</c> <s>Holger Brandt</s>, <i>stets zügig zu bauen</i>.",
        "Holger Brandt",
    ),
    "erklärt weiter": (
        "<s>Jan Voss</s> <c>erklärt</c> weiter, <i>er wolle das Freibad im Winter öffnen</i>.",
        "Jan Voss",
    ),
    "decision in Konjunktiv": (
        "<s>Die Kreissparkasse</s> <c>entschied</c>, <i>ein zweiter Schalter sei nicht nötig</i>.",
        "Kreissparkasse",
    ),
    "colon behind any verb": (
        "<s>Karin Lenz</s> nannte den Streik unnötig: <i>Man habe längst ein Treffen vereinbart</i>.",
        "Karin Lenz",
    ),
    "predicate and zu sein without a comma": (
        "<s>Das Polizeipräsidium Nordheim</s> <c>rät</c> daher <i>wachsam zu sein</i>.",
        "Polizeipräsidium Nordheim",
    ),
    "wish in Konjunktiv of a body": (
        "<s1>Karin Lenz</s1> <c1>sagte</c1>, <i1>der Markt bleibe</i1>.\n\nDie Kreissparkasse nennt Gründe. <i2>Wichtig sei auch das Licht</i2>.",
        "Karin Lenz; Kreissparkasse",
    ),
}

DIRECT["he by his article"] = (
    "Jan Voss hört auf. Karin Lenz übernimmt. „<d>Endlich habe ich dienstags frei</d>“, <c>scherzte</c> <s>der Ehrenvorsitzende</s>.",
    "Jan Voss",
)

NOT_INDIRECT = {
    "when, with hearsay": (
        "Als der Mann das Feuerzeug holen wollte, soll ihn ein Junge am Arm festgehalten haben.",
        "",
    ),
    "a thing that was confirmed": (
        "Was seit Wochen vermutet wurde, ist vom Verband nun bestätigt worden.",
        "",
    ),
    "reported by the sender": ("Wie bereits berichtet, brannte die Halle am Montag ab.", ""),
    "then": ("Nach den Berichten erfolgte die Entlastung des Vorstandes.", ""),
    "when": (
        "Nachdem die Themen besprochen, erörtert und beschlossen wurden, berichteten die Gruppen von ihrer Arbeit.",
        "",
    ),
    "if": ("Tut er das nicht, drohen der Stadt schwere Folgen.", ""),
    "what for": ("Kommt vorbei, damit der Bürgermeister gleich weiß, dass wir nicht schweigen.", ""),
    "object of an infinitive": (
        "Ziel ist, Empfehlungen der Räte zu erarbeiten, zu beschließen und einzubringen.",
        "",
    ),
    "hint whether": ("Die Karte kann Hinweise geben, ob Messungen im Boden sinnvoll sind.", ""),
    "by request": ("Das Gericht hat gemäß Antrag der Anwältin Haftbefehle erlassen.", ""),
    "glad to welcome": ("Der Tierschutzverein Nordheim freut sich, Sie begrüßen zu dürfen.", ""),
    "told from a view": ("Der Film schildert die Stadt aus der Sicht eines Kindes.", ""),
    "can hardly wait": ("Die Kinder konnten es kaum erwarten, endlich zu schnitzen.", ""),
    "programme that awaits you": (
        "Am Samstag erwartet Sie ein buntes Programm:\n\n- Rundgang durch die Halle\n\n- Musik im Hof\n\nDer Eintritt ist frei.",
        "",
    ),
    "call to greet": ("Kommt vorbei, sagt Hallo und bringt Freunde mit!", ""),
    "machine": ("Das Gerät geht davon aus, dass die Tür offen ist.", ""),
    "complement each other": ("Die beiden Museen ergänzen sich, sie zeigen alte Uhren.", ""),
    "view of an adjective": ("Es gab Streit am aus Sicht dieser Gruppe zweifelhaften Umgang mit Hunden.", ""),
    "list of topics": (
        "Wir fordern Ideen zu den Themen:\n\n- Wald\n\n- Wasser\n\nDas Fest beginnt um zehn.",
        "",
    ),
    "view without a verb": ("Die alte Mühle aus Sicht des Müllers.", ""),
    "motion": ("Der Rat möge beschließen, dass die Straße gesperrt wird.", ""),
    "hearsay": ("Der Fahrer soll zu schnell gewesen sein.", ""),
    "noun only": ("Der Verband fordert höhere Zuschüsse.", ""),
    "thanks": ("Die Vorsitzende dankte allen Helfern.", ""),
    "praise": ("Jan Voss lobte die Arbeit der Feuerwehr.", ""),
    "label and date": ("Jan Voss, Bürgermeister: Im Januar findet keine Sprechstunde statt.", ""),
    "opens a text": ("Die Stadtwerke Nordheim teilen mit: Der Markt fällt am Montag aus.", ""),
    "praise with a reason in Konjunktiv": (
        "Jan Voss lobte die Wichtigkeit der Vereine, da sie die Demokratie stärke und hilft die Angst vor Fremden und somit Hass abbaue.",
        "",
    ),
    "own remark": ("Es sei darauf hingewiesen, dass der Eintritt frei ist.", ""),
    "own thanks": ("An dieser Stelle sei allen Helfern gedankt.", ""),
    "es sei denn": ("Der Markt findet statt, es sei denn, es regnet.", ""),
    "findings": ("Ersten Erkenntnissen zufolge war ein Kabel defekt.", ""),
    "investigations": ("Die Ermittlungen ergaben, dass ein Kabel defekt war.", ""),
    "police found": ("Die Beamten stellten fest, dass die Tür offen war.", ""),
    "time": ("Nach einer langen Wanderung kamen alle an.", ""),
    "purpose": ("Der Verein trifft sich, um den Garten zu pflegen.", ""),
    "result": ("Es regnete, sodass das Fest ausfiel.", ""),
    "invitation to the reader": ("Wie Sie helfen können, erfahren Sie im Rathaus.", ""),
    "a will": ("Uwe Thal versuchte, den Ball zu halten.", ""),
    "impossible to say": ("Es ist wichtig, dass alle kommen.", ""),
    "our opinion": ("Das ist unserer Meinung nach das wichtigste Thema, das ansteht.", ""),
    "your opinion": ("Warum ist es Ihrer Meinung nach wichtig, dass alle wählen?", ""),
    "by what law": ("Das Amt ist verpflichtet, eine Erlaubnis gemäß Baugesetz zu erteilen.", ""),
    "loud": ("Der laut rufende Mann wurde festgenommen.", ""),
    "so glad that": ("Einige Gäste waren so begeistert, dass sie am liebsten geblieben wären.", ""),
    "please": ("Bitte haben Sie Verständnis dafür, dass wir nur zehn Gäste mitnehmen können.", ""),
    "to be expected": ("Es ist zu erwarten, dass der Regen bald nachlässt.", ""),
    "to be assumed": ("Zu vermuten wäre, dass jede Stadt bessere Noten bekäme.", ""),
    "hardly anybody wonders": ("Darüber wundern sich die wenigsten, dass noch Kosten anfallen.", ""),
    "condition of a treaty": ("Die Einigung steht unter dem Vorbehalt, dass alle zustimmen.", ""),
    "we want to make clear": ("Wir möchten alle einladen und betonen, dass der Eintritt frei ist.", ""),
    "we all know": ("Uns allen ist klar, dass die Zeit drängt.", ""),
    "we would like to know": (
        "Karin Lenz sprach lange. Wir möchten vor allem wissen, woran du Freude hast.",
        "",
    ),
    "after a presentation": ("Nach einer kurzen Vorstellung des Vereins erläuterte Karin Lenz den Plan.", ""),
    "while": (
        "Während das Wasser überall als knappes Gut betrachtet wird, das alle teilen, sehen die Bauern sich in die Enge gedrängt.",
        "",
    ),
    "list of a programme": ("Karin Lenz: Klavier\n\nUwe Thal: Geige\n\nKarin Lenz: Gesang", ""),
    "the claim that something is so": (
        "Karin Lenz sagte zu. Die Behauptung, der Umbau koste Millionen, entbehrt jeder Grundlage.",
        "",
    ),
    "cannot claim": ("Sie kann nicht behaupten, dass das Geld fehlte.", ""),
}
