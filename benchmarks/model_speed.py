"""Words a second of a model, beside a plain spaCy CNN pipeline in the same run.

    python benchmarks/model_speed.py [--model de_presse_md] [--processes 2] [--releases 300]

The yardstick is spaCy's usual small pipeline (tok2vec of width 96 and depth 4, tagger, morphologizer, parser, NER) with
random weights: its speed does not depend on what it has learned. The text is made up here. Both pipelines take turns,
the best of three rounds counts; sampled memory is that of the first process.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

import spacy
from spacy.language import Language
from spacy.training import Example

SENTENCES = [
    "Bürgermeisterin {a} {b} hat am Freitag in {c} den neuen Radweg zwischen {c} und {d} freigegeben.",
    "„Damit schließen wir eine Lücke, über die sich viele Menschen zu Recht geärgert haben“, sagte {b}.",
    "Die Bauarbeiten dauerten vom 3. März bis Ende Oktober und kosteten rund 1,2 Mio. Euro.",
    "Nach Angaben der Polizeiinspektion {c} wurde bei dem Unfall auf der B 252 niemand verletzt.",
    "Der Förderverein der Grundschule {d} lädt alle Kinder, Eltern und Großeltern zum Sommerfest ein.",
    "Wie {a} {b}, Sprecher der Stadtwerke {c} GmbH, mitteilte, bleibt die Wasserversorgung gesichert.",
]
WORDS = {
    "a": ["Anna", "Karl", "Fatma", "Uwe", "Mechthild", "Jan-Peter"],
    "b": ["Schulz", "Meier-Lorenzen", "Yıldız", "Brandt", "Kowalski"],
    "c": ["Nordhofen", "Bad Beispielstadt", "Musterhausen", "Rothausen"],
    "d": ["Süderau", "Oberbeispiel", "Klein Musterfeld"],
}


def releases(count: int) -> list[str]:
    chance = random.Random(0)
    texts = []
    for _ in range(count):
        paragraphs = []
        for _ in range(chance.randint(2, 6)):
            some = chance.choices(SENTENCES, k=chance.randint(2, 5))
            paragraphs.append(
                " ".join(s.format(**{k: chance.choice(v) for k, v in WORDS.items()}) for s in some)
            )
        texts.append("\n\n".join(paragraphs))
    return texts


def plain_pipeline() -> Language:
    """spaCy's CNN pipeline as its quickstart configures it for CPU, with random weights."""
    nlp = spacy.blank("de")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    nlp.add_pipe(
        "tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}}
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    for name in ("tagger", "morphologizer"):
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    for name, state in (("parser", "parser"), ("ner", "ner")):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": state,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": listener,
        }
        nlp.add_pipe(name, config={"model": model})
    doc = nlp.make_doc("Anna Schulz kam am Freitag nach Nordhofen .")
    gold = {
        "tags": ["NE", "NE", "VVFIN", "APPRART", "NN", "APPR", "NE", "$."],
        "pos": ["PROPN", "PROPN", "VERB", "ADP", "NOUN", "ADP", "PROPN", "PUNCT"],
        "morphs": ["Case=Nom", "Case=Nom", "Tense=Past", "", "Case=Dat", "", "Case=Dat", ""],
        "heads": [2, 0, 2, 4, 2, 6, 2, 2],
        "deps": ["nsubj", "flat", "ROOT", "case", "obl", "case", "obl", "punct"],
        "entities": ["B-PER", "L-PER", "O", "O", "O", "O", "U-LOC", "O"],
    }
    example = Example.from_dict(doc, gold)
    optimizer = nlp.initialize(lambda: [example] * 50)
    for _ in range(30):  # so that it does not see a name in every word
        nlp.update([example], sgd=optimizer)
    return nlp


def words_a_second(nlp: Language, texts: list[str], processes: int) -> float:
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, n_process=processes, batch_size=32))
    return words / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--model", default="de_presse_md")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--releases", type=int, default=300)
    args = parser.parse_args()
    texts = releases(args.releases)
    pipelines = {"plain CNN": plain_pipeline(), args.model: spacy.load(args.model)}
    best = dict.fromkeys(pipelines, 0.0)
    for _ in range(3):
        for name, nlp in pipelines.items():
            best[name] = max(best[name], words_a_second(nlp, texts, args.processes))
    for name, speed in best.items():
        print(f"{name}: {speed:,.0f} words/s with {args.processes} processes")
    print(f"ratio: {best[args.model] / best['plain CNN']:.2f}")
    print(
        f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most"
    )


if __name__ == "__main__":
    main()
