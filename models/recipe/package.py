"""Step 3: make the model package of a trained network: ONNX graphs, tokenizer, lexicon, labels, meta.json.

python -m recipe.package --data ../../shared/data --encoder work/encoder-6 --trained work/md --out de_presse_md --version 0.1.0
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.language import Language
from tokenizers import Tokenizer

from presselese.model import FORMAT
from presselese.model.lexicon import packed
from presselese.model.pieces import Pieces
from recipe import corpora
from recipe.channels import largest_values
from recipe.graph import model_graph, trees_graph
from recipe.network import Network, Shape

GUIDELINES = ("press", "germeval", "smartdata")  # that the package offers
COMPONENTS = ("encoder", "tagger", "morphologizer", "parser", "lemmatizer", "ner")
CLASSES = {"SUB": "N", "EIG": "E", "VER": "V", "ADJ": "A", "PA1": "A", "PA2": "A"}  # of LanguageTool's tags
BEFORE_PLACES = ("Landkreis", "Landkreises", "Kreis", "Kreises")  # part of the name by GOLD.md
FIXED = {
    "daß": "dass",
    "ß": "ß",
    "mußt": "müssen",
    "muß": "müssen",
    "müßte": "müssen",
    "müßten": "müssen",
    "mußte": "müssen",
    "mußten": "müssen",
}


def lexicon(data: Path) -> bytes:
    """LanguageTool's forms and lemmas with coarse classes; function words are left to the network."""
    folder = data / "lexicon/languagetool_de"
    classes: dict[str, list[str]] = {}
    with corpora.opened(folder / "tagsets.tsv") as lines:
        for line in lines:
            number, _, tags = line.rstrip("\n").split("\t")
            firsts = Counter(tag.split(":", 1)[0] for tag in tags.split("|"))
            classes[number] = sorted({CLASSES[tag] for tag in firsts if tag in CLASSES})
    readings: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    with corpora.opened(folder / "forms.tsv.xz") as lines:
        for line in lines:
            form, lemma, number = line.rstrip("\n").split("\t")
            for kind in classes[number]:
                readings[form][kind, lemma] = None
    return packed({form: list(pairs) for form, pairs in readings.items()})


def bracketed(data: Path) -> list[str]:
    """The municipalities whose name has a part in brackets: Frankenberg (Eder)."""
    with corpora.opened(data / "gazetteer/ags.csv") as lines:
        names = {row["name_short"] for row in csv.DictReader(lines)}
    return sorted(name for name in names if name.endswith(")") and " (" in name)


def settings(shape: Shape, calibration: dict[str, Any], data: Path) -> dict[str, dict[str, Any]]:
    """What the folder of each component holds."""
    guidelines = {g: list(dict.fromkeys(tag[2:] for tag in shape.names[g] if tag != "O")) for g in GUIDELINES}
    return {
        "tagger": {"labels": shape.xpos},
        "morphologizer": {"labels": shape.upos, "feats": shape.feats},
        "parser": {"labels": shape.deps},
        "lemmatizer": {"rules": shape.rules, "upos": shape.upos, "fixed": FIXED},
        "ner": {
            "labels": guidelines["press"],
            "guidelines": guidelines,
            "calibration": calibration,
            "whole": {"press": {"before": list(BEFORE_PLACES), "bracketed": bracketed(data)}},
        },
    }


def pipeline(
    network: Network,
    tokenizer: str,
    words: bytes,
    labels_of: dict[str, dict[str, Any]],
    largest: dict[str, NDArray[np.float32]] | None,
) -> Language:
    """A spaCy pipeline with the weights of the network, in 8 bits if `largest` (recipe.channels) is given."""
    nlp = spacy.blank("de")
    for name in COMPONENTS:
        nlp.add_pipe(f"presselese_{name}", name=name)
    arcs, labels = trees_graph(network)
    encoder: Any = nlp.get_pipe("encoder")
    encoder.layout = {"format": FORMAT, "feats": [len(values) for values in network.shape.feats.values()]}
    encoder.engine.files.given(
        {
            "model.onnx": model_graph(
                network, GUIDELINES, largest is not None, largest or {}
            ).SerializeToString(),
            "arcs.onnx": arcs.SerializeToString(),
            "labels.onnx": labels.SerializeToString(),
            "tokenizer.json": tokenizer.encode(),
        }
    )
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemmatizer.files.given({"lexicon.xz": words})
    for name, values in labels_of.items():
        pipe: Any = nlp.get_pipe(name)
        pipe.settings = values
        pipe.prepare()
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the package, named like the model")
    parser.add_argument("--version", required=True)
    parser.add_argument("--quantized", action=argparse.BooleanOptionalAction, default=True)
    args = parser.parse_args()

    shape = Shape(**json.loads((args.trained / "shape.json").read_text(encoding="utf-8")))
    network = Network(shape).eval()
    network.load_state_dict(torch.load(args.trained / "checkpoint.pt")["network"])
    facts = args.trained / "facts.json"  # scores and calibration, written by recipe.score
    known = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {}
    tokenizer = (args.encoder / "tokenizer.json").read_text(encoding="utf-8")
    described = settings(shape, known.get("calibration", {}), args.data)
    largest = None
    if args.quantized:
        press = corpora.load(args.data).names["press"]
        largest = largest_values(network, press, Pieces(Tokenizer.from_str(tokenizer)))
    nlp = pipeline(network, tokenizer, lexicon(args.data), described, largest)
    lang, name = args.out.name.split("_", 1)
    nlp.meta.update(
        lang=lang,
        name=name,
        version=args.version,
        description="German press text: sentences, tags, features, lemmas, dependencies, names.",
        license="CC BY-SA 4.0",
        performance=known.get("scores", {}),
        presselese_format=FORMAT,
    )
    inside = args.out / args.out.name
    inside.mkdir(parents=True, exist_ok=True)
    for old in COMPONENTS:
        shutil.rmtree(inside / old, ignore_errors=True)
    nlp.to_disk(inside, exclude=["vocab"])
    size = sum(file.stat().st_size for file in inside.rglob("*") if file.is_file())
    print(f"wrote {inside}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
