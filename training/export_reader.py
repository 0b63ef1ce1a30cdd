"""Writes a trained reader as the int8 ONNX file that onrecord runs.

    python training/export_reader.py RUN.pt [--out src/onrecord/models]

Pieces of the vocabulary in other scripts than Latin are left out; they are then unknown, as most of
their words were.
"""

from __future__ import annotations

import argparse
import tempfile
import unicodedata
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from events import Reader
from onrecord.models.reader import FILE, HEADS, PIECES
from statements import encoder_folder

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def kept(pieces: list[str]) -> list[int]:
    return [
        n
        for n, piece in enumerate(pieces)
        if piece in MARKS or (not piece.startswith("[unused") and _latin(piece))
    ]


def _latin(piece: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in piece)


class Whole(nn.Module):
    """The reader without a mask: one window at a time needs none."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: torch.Tensor, forms: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.net(ids, forms, torch.ones_like(ids))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/models"))
    args = parser.parse_args()
    net = Reader()
    net.load_state_dict(torch.load(args.run))
    net.eval()
    net.encoder.set_attn_implementation("eager")
    pieces = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    rows = kept(pieces)
    weight = net.encoder.embeddings.word_embeddings.weight.data[rows]
    net.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(weight)
    (args.out / PIECES).write_text("\n".join(pieces[n] for n in rows) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        ids = torch.randint(1000, 2000, (1, 17))
        torch.onnx.export(
            Whole(net), (ids, torch.zeros_like(ids)), str(plain), input_names=["ids", "forms"],
            output_names=list(HEADS), opset_version=17, dynamo=False,
            dynamic_axes={name: {1: "pieces"} for name in ("ids", "forms", *HEADS)},
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            args.out / FILE,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    print(f"{len(rows)} pieces, {(args.out / FILE).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
