"""Stage 4: who said what, Doc -> Doc.

Reads words, tags (STTS), heads (UD or TIGER labels), the layers `zones`, `persons`, `organisations`; sets the layer
`quotes`: direct speech (in quotation marks, decided by `speech.tsv`), indirect speech (found by the cues of `cues.tsv`
and by clauses), and apart from these `free_indirect` and `reported`, each with cue, frame, speaker and whom it names.

    import presselese
    nlp = presselese.load()
    doc = nlp("„Wir bauen im Mai“, sagte Bürgermeisterin Ina Kolbe. Die Kosten trage das Land.")
    [(quote._.quote.type, quote._.quote.speaker_name) for quote in doc.spans["quotes"]]
    # [('direct', 'Ina Kolbe'), ('indirect', 'Ina Kolbe')]
"""
