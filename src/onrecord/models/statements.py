"""The statement model: which words are a source, a cue or a content, and which belong together;
statements.md is its card."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import ModelMissing
from onrecord.models import runtime
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import Paragraph, Window, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = tuple[Floats, Floats, Floats]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ARC = 64
"""Numbers by which a cue asks for its source, and as many for its content, and by which a word
answers."""

FILE, PIECES = "statements.onnx", "statements.pieces.txt"


@dataclass(frozen=True, eq=False)
class Scored:
    """What the model says of n words: log-probabilities of tags (n, 7), and what each asks as a cue
    and answers as a word (n, 2, ARC)."""

    tags: Floats
    ask: Floats
    answer: Floats


@functools.cache
def vocabulary() -> Vocabulary:
    """The pieces that the model knows."""
    return Vocabulary.of(
        files(__package__).joinpath(PIECES).read_text(encoding="utf-8").splitlines()
    )


@functools.cache
def session() -> Callable[..., Rows]:
    """The model, loaded once: pieces and forms (1, T) -> scores (T, 7), asked and answered (T, 2 *
    ARC)."""
    found = files(__package__).joinpath(FILE)
    if not found.is_file():
        raise ModelMissing(FILE)
    with as_file(found) as path:
        model = runtime.loaded(path)
    return lambda ids, forms: model.run(None, {"ids": ids, "forms": forms})


def score(paragraphs: Sequence[Paragraph]) -> Scored:
    """What the model says of the words of all paragraphs, one after another."""
    count = sum(map(len, paragraphs))
    all_ = Scored(
        np.empty((count, len(TAGS)), np.float32),
        np.empty((count, 2, ARC), np.float32),
        np.empty((count, 2, ARC), np.float32),
    )
    for window in windows(paragraphs):
        tags, ask, answer = _rows(window)
        new = slice(window.first + window.known, window.first + len(tags))
        all_.tags[new] = log_softmax(tags[window.known :])
        all_.ask[new] = ask[window.known :].reshape(-1, 2, ARC)
        all_.answer[new] = answer[window.known :].reshape(-1, 2, ARC)
    return all_


def log_softmax(rows: Floats) -> Floats:
    """Scores of tags as log-probabilities."""
    low = rows - rows.max(axis=-1, keepdims=True)
    logs: Floats = low - np.log(np.exp(low).sum(axis=-1, keepdims=True))
    return logs


def _rows(window: Window) -> Rows:
    """What the model says of the first piece of each word of a window."""
    ids, forms, firsts = numbered(window, vocabulary())
    tags, ask, answer = session()(np.array([ids], np.int64), np.array([forms], np.int64))
    return tags[0][firsts], ask[0][firsts], answer[0][firsts]


def numbered(window: Window, known: Vocabulary) -> tuple[list[int], list[int], list[int]]:
    """A window as the model takes it: pieces, marked at the beginning and behind each paragraph,
    their forms, and where words begin."""
    ids, forms, firsts = [known.ids["[CLS]"]], [0], []
    for part in window.parts:
        for word in part:
            firsts.append(len(ids))
            ids += word.pieces
            forms += [word.form] * len(word.pieces)
        ids.append(known.ids["[SEP]"])
        forms.append(0)
    return ids, forms, firsts
