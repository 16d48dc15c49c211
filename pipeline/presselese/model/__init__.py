"""The code that the German models run on: spaCy components, found by entry point, around one ONNX encoder.

`encoder` reads a Doc once and leaves what it sees in it; `tagger`, `morphologizer`, `parser`, `lemmatizer` and `ner`
each write their part of that on the Doc. The weights are packages of their own (`models/` of the repository).
Imports spaCy, onnxruntime, tokenizers and numpy, and no stage of presselese.
"""

FORMAT = 2  # of the files in a model package; a package states its own in meta.json
