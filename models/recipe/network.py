"""The network: one encoder, many small heads on the tokens.

A token is what the encoder says at its first and at its last piece. Nothing here knows of files or of spaCy.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """Everything that fixes the sizes of the weights, and what the outputs mean."""

    pieces: int
    layers: int
    upos: list[str]
    xpos: list[str]
    feats: dict[str, list[str]]  # attribute → values, "" for none
    rules: list[str]  # lemma rules
    deps: list[str]
    names: dict[str, list[str]]  # guideline → tags
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    name_width: int = 256
    arc_width: int = 256
    label_width: int = 80

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mix, self.mix_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.widen, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.narrow_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(rows, length, self.heads, width // self.heads).transpose(1, 2)

        # Written out: on a CPU the gradient of scaled_dot_product_attention takes a third of a step.
        query, key, value = (split(part(x)) for part in (self.query, self.key, self.value))
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
        weights = scores.float().masked_fill(~mask, -1e9).softmax(-1)
        mixed = weights.to(value.dtype) @ value
        mixed = self.mix(mixed.transpose(1, 2).reshape(rows, length, width))
        x = self.mix_norm(x + self.dropout(mixed))
        return self.narrow_norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """BERT as in multilingual-e5-small."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.width, sparse=True)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        x = self.dropout(self.norm(self.words(ids) + self.positions(positions)))
        for layer in self.layers:
            x = layer(x, mask)
        return x  # type: ignore[no-any-return]


class Network(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape, dropout)
        both = 2 * shape.width
        self.upos = nn.Linear(both, len(shape.upos))
        self.xpos = nn.Linear(both, len(shape.xpos))
        self.feats = nn.Linear(both, sum(map(len, shape.feats.values())))
        self.rule = nn.Linear(both, len(shape.rules))
        self.start = nn.Linear(both, 2)
        self.name_hidden = nn.Linear(both, shape.name_width)
        self.names = nn.ModuleDict(
            {guideline: nn.Linear(shape.name_width, len(tags)) for guideline, tags in shape.names.items()}
        )
        self.arc_dep, self.arc_head = nn.Linear(both, shape.arc_width), nn.Linear(both, shape.arc_width)
        self.arc = nn.Linear(
            shape.arc_width, shape.arc_width
        )  # weight: the biaffine product, bias: how likely a token heads any other
        self.arc_root = nn.Parameter(torch.zeros(shape.arc_width))
        self.label_dep, self.label_head = (
            nn.Linear(both, shape.label_width),
            nn.Linear(both, shape.label_width),
        )
        self.label_root = nn.Parameter(torch.zeros(shape.label_width))
        self.label = nn.Parameter(torch.zeros(len(shape.deps), shape.label_width + 1, shape.label_width + 1))
        self.dropout = nn.Dropout(2 * dropout)
        nn.init.normal_(self.label, std=0.02)

    def tokens(self, ids: Tensor, positions: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """[tokens, 2 * width]; `first` and `last` are places in the flattened rows."""
        hidden = self.encoder(ids, positions, mask).flatten(0, 1)
        return self.dropout(torch.cat([hidden[first], hidden[last]], dim=-1))  # type: ignore[no-any-return]

    def name_state(self, tokens: Tensor) -> Tensor:
        return self.dropout(functional.gelu(self.name_hidden(tokens)))  # type: ignore[no-any-return]

    def arc_states(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Per token: as dependent (ready for a dot product with heads), and as head."""
        dependent = self.dropout(functional.gelu(self.arc_dep(tokens)))
        return self.arc(dependent), self.dropout(functional.gelu(self.arc_head(tokens)))

    def label_states(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        dependent = self.dropout(functional.gelu(self.label_dep(tokens)))
        return dependent, self.dropout(functional.gelu(self.label_head(tokens)))

    def arc_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """[sentences, length, 1 + length]: the first column is the root."""
        root = self.arc_root.expand(heads.shape[0], 1, -1)
        return dependents @ torch.cat([root, heads], dim=1).transpose(1, 2)

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """[tokens, labels], each token with its own head."""
        one = dependents.new_ones(len(dependents), 1)
        dependents, heads = torch.cat([dependents, one], -1), torch.cat([heads, one], -1)
        labels, side, _ = self.label.shape
        products = (dependents @ self.label.permute(1, 0, 2).reshape(side, labels * side)).view(
            -1, labels, side
        )
        return (products @ heads.unsqueeze(-1)).squeeze(-1)
