"""Turns the shipped int8 model back into a run (`.pt`) that training goes on from.

    python training/shipped.py --out RUN.pt [--model src/onrecord/models/reader.onnx]

Weights are as exact as eight bits left them; pieces that were dropped from the vocabulary come back
from the encoder that all began with.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from onrecord.models.reader import FILE, PIECES
from statements import Tagger, encoder_folder

NET = "net."
WORDS = "encoder.embeddings.word_embeddings.weight"


def weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights of an exported model, as floats under the names of the net."""
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found: dict[str, np.ndarray] = {}
    for name in held:
        if name.startswith(NET) and name.endswith("_quantized"):
            plain = name.removesuffix("_quantized")
            found[plain.removeprefix(NET)] = plain_of(held, plain)
        elif name.startswith(NET) and not name.endswith(("_scale", "_zero_point")):
            found[name.removeprefix(NET)] = held[name]
    for node in graph.node:
        if (
            node.op_type == "MatMulInteger"
        ):  # /net/encoder/encoder/layer.0/attention/self/query/MatMul_quant
            module = node.name.removeprefix("/net/").rpartition("/")[0].replace("/", ".")
            weight = node.input[1].removesuffix("_quantized")
            found[f"{module}.weight"] = plain_of(held, weight).T
    return {
        name: torch.tensor(np.array(array), dtype=torch.float32) for name, array in found.items()
    }


def plain_of(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    zero, scale = held[name + "_zero_point"].astype(np.float32), held[name + "_scale"]
    return (held[name + "_quantized"].astype(np.float32) - zero) * scale


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    models = Path("src/onrecord/models")
    parser.add_argument("--model", type=Path, default=models / FILE)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    run = Tagger().state_dict()
    found = weights(args.model)
    pieces = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = args.model.with_name(PIECES).read_text(encoding="utf-8").splitlines()
    number = {piece: n for n, piece in enumerate(pieces)}
    run[WORDS][[number[piece] for piece in kept]] = found.pop(WORDS)
    missing = run.keys() - found.keys() - {WORDS}
    print("missing:", sorted(missing))
    torch.save(run | found, args.out)


if __name__ == "__main__":
    main()
