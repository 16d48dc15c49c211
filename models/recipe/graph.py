"""The trained network as ONNX: `model.onnx` (encoder and heads of all tokens) and `trees.onnx` (who depends on whom).

Weights are 8-bit by output channel. Activations are 8-bit by row, from its lowest to its highest value, so that no
value depends on what stands beside it in a batch. A few channels of the activations are many times as large as the
others: what they are too large, weights take over (SmoothQuant, Xiao et al. 2023, with a half as the exponent). The
input `levels` may be overridden: processors without VNNI add two products in 16 bits, which 255 levels overflow and
127 do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from recipe.network import Layer, Network

OPSET = 20
IR_VERSION = 9
CONTRIB = "com.microsoft"  # ONNX Runtime's own fused operators
OUTPUTS = (
    "upos",
    "xpos",
    "feats",
    "rule",
    "start",
    "names",
    "arc_dep",
    "arc_head",
    "label_dep",
    "label_head",
    "mean",
)

Array = NDArray[np.generic] | np.generic


def array(values: Tensor | Array) -> NDArray[np.generic]:
    return values.detach().float().numpy() if isinstance(values, Tensor) else np.asarray(values)


@dataclass
class Graph:
    """ONNX nodes and weights under construction; every method gives the name of its result.

    `largest`: of the input of a product by name, the largest absolute value of each channel (recipe.channels).
    """

    quantized: bool
    largest: Mapping[str, Array] = field(default_factory=dict)
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def weight(self, name: str, values: Tensor | Array) -> str:
        self.weights.append(numpy_helper.from_array(array(values), name))
        return name

    def node(self, op: str, inputs: Sequence[str], name: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(op, inputs, [name], domain=domain, **attributes))
        return name

    def table(self, name: str, values: Tensor, indices: str) -> str:
        """Rows of a table, 8-bit by row."""
        if not self.quantized:
            return self.node("Gather", [self.weight(name, values), indices], f"{name}.rows")
        whole = array(values)
        scale = np.maximum(np.abs(whole).max(axis=1, keepdims=True), 1e-9) / 127
        rows = self.node(
            "Gather", [self.weight(name, np.round(whole / scale).astype(np.int8)), indices], f"{name}.q"
        )
        rows = self.node("Cast", [rows], f"{name}.f", to=TensorProto.FLOAT)
        scales = self.node(
            "Gather", [self.weight(f"{name}.scale", scale.astype(np.float32)), indices], f"{name}.s"
        )
        return self.node("Mul", [rows, scales], f"{name}.rows")

    def quantize(self, x: str) -> tuple[str, str, str]:
        """The 8-bit rows of x, their scales and their lowest values, to be used by one or more products."""
        high = self.node("ReduceMax", [x, "last_axis"], f"{x}.max", keepdims=1)
        low = self.node("ReduceMin", [x, "last_axis"], f"{x}.min", keepdims=1)
        size = self.node("Max", [self.node("Sub", [high, low], f"{x}.range"), "tiny"], f"{x}.size")
        scaled = self.node(
            "Mul",
            [self.node("Sub", [x, low], f"{x}.above"), self.node("Div", ["levels", size], f"{x}.inverse")],
            f"{x}.scaled",
        )
        rows = self.node("QuantizeLinear", [scaled, "one", "zero"], f"{x}.q")
        return rows, self.node("Div", [size, "levels"], f"{x}.scale"), low

    def product(self, name: str, x: str, weight: Tensor | Array) -> str:
        """x times the transposed weight of a linear layer, without its bias."""
        matrix = array(weight).T
        if not self.quantized:
            return self.node("MatMul", [x, self.weight(name, matrix)], f"{name}.y")
        if name in self.largest:
            factors = np.sqrt(np.maximum(self.largest[name], 1e-5) / np.maximum(np.abs(matrix).max(1), 1e-5))
            x = self.node(
                "Mul", [x, self.weight(f"{name}.smaller", (1 / factors).astype(np.float32))], f"{name}.smooth"
            )
            matrix = matrix * factors[:, None]
        rows, scale, low = self.quantize(x)
        columns = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
        whole = np.round(matrix / columns)
        sums = self.node(
            "MatMulIntegerToFloat",
            [
                rows,
                self.weight(name, whole.astype(np.int8)),
                "one",
                self.weight(f"{name}.columns", columns.astype(np.float32)),
                "zero",
            ],
            f"{name}.f",
            CONTRIB,
        )
        above = self.node("Mul", [sums, scale], f"{name}.above")
        whole_sums = self.weight(f"{name}.sums", (whole * columns).sum(axis=0).astype(np.float32))
        return self.node("Add", [above, self.node("Mul", [low, whole_sums], f"{name}.below")], f"{name}.y")

    def linear(self, name: str, x: str, weight: Tensor | Array, bias: Tensor | Array) -> str:
        return self.node(
            "Add", [self.product(name, x, weight), self.weight(f"{name}.bias", bias)], f"{name}.out"
        )

    def model(self, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[str]) -> onnx.ModelProto:
        results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
        graph = helper.make_graph(self.nodes, "presselese", inputs, results, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model: onnx.ModelProto = helper.make_model(graph, opset_imports=opsets, producer_name="presselese")
        model.ir_version = IR_VERSION
        return model


def whole_number_input(name: str, shape: Sequence[str]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, list(shape))


def model_graph(
    network: Network, guidelines: Sequence[str], quantized: bool, largest: Mapping[str, Array]
) -> onnx.ModelProto:
    """Pieces in (`ids`, `mask` [windows, pieces]; `first`, `last` [tokens]: places in the flattened windows), per token out:

    `upos xpos feats rule start names arc_dep arc_head label_dep label_head`, and per window `mean`, the mean of its pieces.
    """
    graph = Graph(quantized, largest)
    graph.weight("last_axis", np.array([-1], dtype=np.int64))
    if quantized:
        graph.weight("tiny", np.array([1e-9], dtype=np.float32))
        graph.weight("one", np.array(1, dtype=np.float32))
        graph.weight("levels", np.array(255, dtype=np.float32))
        graph.weight("zero", np.array(0, dtype=np.uint8))
    encoder, shape = network.encoder, network.shape

    places = graph.weight("positions", encoder.positions.weight)
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    graph.weight("nought", np.array([0], dtype=np.int64))
    places = graph.node("Slice", [places, "nought", length, "nought"], "places")
    x = graph.node("Add", [graph.table("words", encoder.words.weight, "ids"), places], "embedded")
    x = _normalized(graph, "norm", x, encoder.norm)
    padding = graph.node("Cast", ["mask"], "padding", to=TensorProto.INT32)
    for number, layer in enumerate(cast(Sequence[Layer], encoder.layers)):
        name = f"layer{number}"
        projections = (layer.query, layer.key, layer.value)
        weight = np.concatenate([array(p.weight) for p in projections])
        mixed = graph.linear(f"{name}.qkv", x, weight, np.concatenate([array(p.bias) for p in projections]))
        thirds = [f"{name}.q", f"{name}.k", f"{name}.v"]
        graph.nodes.append(helper.make_node("Split", [mixed], thirds, axis=-1, num_outputs=3))
        attended = graph.node(
            "MultiHeadAttention", [*thirds, "", padding], f"{name}.attended", CONTRIB, num_heads=shape.heads
        )
        x = _added(graph, f"{name}.mix", attended, layer.mix, x, layer.mix_norm)
        wide = graph.product(f"{name}.widen", x, layer.widen.weight)
        wide = graph.node(
            "BiasGelu", [wide, graph.weight(f"{name}.widen.bias", layer.widen.bias)], f"{name}.wide", CONTRIB
        )
        x = _added(graph, f"{name}.narrow", wide, layer.narrow, x, layer.narrow_norm)

    real = graph.node(
        "Unsqueeze", [graph.node("Cast", ["mask"], "real.f", to=TensorProto.FLOAT), "last_axis"], "real"
    )
    graph.weight("pieces_axis", np.array([1], dtype=np.int64))
    total = graph.node(
        "ReduceSum", [graph.node("Mul", [x, real], "real.x"), "pieces_axis"], "total", keepdims=0
    )
    graph.node("Div", [total, graph.node("ReduceSum", [real, "pieces_axis"], "count", keepdims=0)], "mean")

    flat = graph.node(
        "Reshape", [x, graph.weight("flat.shape", np.array([-1, shape.width], dtype=np.int64))], "flat"
    )
    ends = [graph.node("Gather", [flat, which], f"{which}.state") for which in ("first", "last")]
    tokens = graph.node("Concat", ends, "tokens", axis=-1)
    heads: dict[str, nn.Linear] = {
        "upos": network.upos,
        "xpos": network.xpos,
        "feats": network.feats,
        "rule": network.rule,
        "start": network.start,
        "name_hidden": network.name_hidden,
        "arc_dep_hidden": network.arc_dep,
        "arc_head_hidden": network.arc_head,
        "label_dep_hidden": network.label_dep,
        "label_head_hidden": network.label_head,
    }
    weight = np.concatenate([array(head.weight) for head in heads.values()])
    all_heads = graph.linear(
        "heads", tokens, weight, np.concatenate([array(head.bias) for head in heads.values()])
    )
    sizes = graph.weight(
        "heads.sizes", np.array([head.out_features for head in heads.values()], dtype=np.int64)
    )
    graph.nodes.append(helper.make_node("Split", [all_heads, sizes], list(heads), axis=-1))

    def bent(name: str, result: str) -> str:
        return graph.node("Gelu", [name], result, CONTRIB)

    name_state = bent("name_hidden", "name_state")
    guideline_heads = [cast(nn.Linear, network.names[guideline]) for guideline in guidelines]
    weight = np.concatenate([array(head.weight) for head in guideline_heads])
    bias = np.concatenate([array(head.bias) for head in guideline_heads])
    graph.node("Identity", [graph.linear("name_heads", name_state, weight, bias)], "names")
    dependents = graph.linear(
        "arcs", bent("arc_dep_hidden", "arc_dep_state"), network.arc.weight, network.arc.bias
    )
    graph.node("Identity", [dependents], "arc_dep")
    for name in ("arc_head", "label_dep", "label_head"):
        bent(f"{name}_hidden", name)
    inputs = [whole_number_input(name, ["windows", "pieces"]) for name in ("ids", "mask")]
    inputs += [whole_number_input(name, ["tokens"]) for name in ("first", "last")]
    if quantized:
        inputs.append(helper.make_tensor_value_info("levels", TensorProto.FLOAT, []))
    return graph.model(inputs, OUTPUTS)


def trees_graph(network: Network) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """Two small products of what `model.onnx` says of tokens.

        arcs: `arc_dep`, `arc_head` [sentences, length, width] → `scores` [sentences, length, 1 + length], the root first;
    labels: `label_dep`, `label_head` [tokens, width], `head` [tokens]: 0 the root, else 1 + a token → `scores` [tokens, labels].
    """
    arcs, shape = Graph(quantized=False), network.shape
    graph_input = helper.make_tensor_value_info
    root = arcs.weight("root", array(network.arc_root)[None, :, None])
    count = arcs.node("Shape", ["arc_head"], "count", start=0, end=1)
    arcs.weight("sizes", np.array([shape.arc_width, 1], dtype=np.int64))
    root = arcs.node("Expand", [root, arcs.node("Concat", [count, "sizes"], "root.shape", axis=0)], "roots")
    heads = arcs.node("Transpose", ["arc_head"], "heads", perm=[0, 2, 1])
    arcs.node("MatMul", ["arc_dep", arcs.node("Concat", [root, heads], "candidates", axis=2)], "scores")
    sides = [
        graph_input(name, TensorProto.FLOAT, ["sentences", "length", shape.arc_width])
        for name in ("arc_dep", "arc_head")
    ]

    labels = Graph(quantized=False)
    kinds, side, _ = network.label.shape
    root = labels.weight("root", array(network.label_root)[None])
    candidates = labels.node("Concat", [root, "label_head"], "candidates", axis=0)
    chosen = labels.node("Gather", [candidates, "head"], "chosen")
    label = array(network.label)
    whole = labels.weight("product", label[:, :-1, :].transpose(1, 0, 2).reshape(side - 1, -1))
    bias = labels.weight("product.bias", label[:, -1, :].reshape(-1))
    products = labels.node(
        "Add", [labels.node("MatMul", ["label_dep", whole], "products.y"), bias], "products"
    )
    products = labels.node(
        "Reshape", [products, labels.weight("shape", np.array([-1, kinds, side], dtype=np.int64))], "by_label"
    )
    labels.weight("last_axis", np.array([-1], dtype=np.int64))
    padded = labels.node(
        "Pad",
        [
            chosen,
            labels.weight("pads", np.array([0, 0, 0, 1], dtype=np.int64)),
            labels.weight("fill", np.float32(1)),
        ],
        "padded",
    )
    column = labels.node("Unsqueeze", [padded, "last_axis"], "column")
    labels.node(
        "Squeeze", [labels.node("MatMul", [products, column], "scores.column"), "last_axis"], "scores"
    )
    inputs = [
        graph_input(name, TensorProto.FLOAT, ["rows", shape.label_width])
        for name in ("label_dep", "label_head")
    ]
    return arcs.model(sides, ["scores"]), labels.model(
        [*inputs, whole_number_input("head", ["tokens"])], ["scores"]
    )


def _normalized(graph: Graph, name: str, x: str, norm: nn.LayerNorm) -> str:
    scale, bias = graph.weight(f"{name}.weight", norm.weight), graph.weight(f"{name}.bias", norm.bias)
    return graph.node("LayerNormalization", [x, scale, bias], f"{name}.out", axis=-1, epsilon=norm.eps)


def _added(graph: Graph, name: str, x: str, linear: nn.Linear, before: str, norm: nn.LayerNorm) -> str:
    """A linear layer, its result added to what was before, and normalised."""
    x = graph.linear(name, x, linear.weight, linear.bias)
    # not SkipLayerNormalization: ONNX Runtime's is six times slower on CPU than the two apart
    return _normalized(graph, f"{name}.norm", graph.node("Add", [x, before], f"{name}.sum"), norm)
