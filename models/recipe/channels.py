"""How large the channels of the activations are, over training text: what recipe.graph smooths them by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from presselese.model.pieces import Pieces, cut
from recipe.corpora import Passage
from recipe.examples import ROW, Numbers, collated, make_item, part, with_likely_starts
from recipe.network import Layer, Network

PASSAGES = 40


def largest_values(
    network: Network, passages: Sequence[Passage], pieces: Pieces
) -> dict[str, NDArray[np.float32]]:
    """For the inputs of the encoder's products, under their names in recipe.graph: the largest absolute value of
    each channel. Not for what comes out of GELU, which a row's own range fits well enough.
    """
    found: dict[str, Tensor] = {}

    def noting(name: str) -> Callable[[nn.Module, Any, Any], None]:
        def note(_: nn.Module, inputs: tuple[Tensor], __: Tensor) -> None:
            size = inputs[0].abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found[name], size) if name in found else size

        return note

    hooks = []
    for number, layer in enumerate(cast(Sequence[Layer], network.encoder.layers)):
        for name, module in (("qkv", layer.query), ("mix", layer.mix), ("widen", layer.widen)):
            hooks.append(module.register_forward_hook(noting(f"layer{number}.{name}")))
    numbers = Numbers(network.shape)
    with torch.inference_mode():
        for passage in map(with_likely_starts, passages[:PASSAGES]):
            sizes = [len(pieces.of(word)) for word in passage.words]
            for start, end in cut(sizes, passage.words, passage.line_end, ROW):
                batch = collated([[make_item(part(passage, start, end), pieces, complete=False)]], numbers)
                network.encoder(batch.ids, batch.positions, batch.mask)
    for hook in hooks:
        hook.remove()
    return {name: values.numpy() for name, values in found.items()}
