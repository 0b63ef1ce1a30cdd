"""The model that reads every word once: which words are a source, a cue or a content and which of
them belong together, and which tell an event, who acts in it, when and where; reader.md is its
card."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelMissing
from onrecord.models import runtime
from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import Paragraph, Window, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ARC = 64
"""Numbers by which a word asks for those that belong to it, for each kind of them, and by which a
word answers."""

FILE, PIECES = "reader.onnx", "reader.pieces.txt"


@dataclass(frozen=True, eq=False)
class Seen:
    """What the model says of the words of a window: a row for each of them.

    Of statements `tag` (7), `ask` and `answer` (2 * ARC); of events `trigger` (outside, a further
    word, the first of each type), `status`, `mode`, `central` (1), `event_ask` and `event_answer`
    (7 * ARC); of whom a word mentions and the words for his state `state_ask` and `state_answer`
    (ARC). All are scores before any softmax.
    """

    window: Window
    tag: Floats
    ask: Floats
    answer: Floats
    trigger: Floats
    status: Floats
    mode: Floats
    central: Floats
    event_ask: Floats
    event_answer: Floats
    state_ask: Floats
    state_answer: Floats
    name: Floats
    end: Floats
    start_ask: Floats
    start_answer: Floats
    same_ask: Floats
    same_answer: Floats


HEADS = (
    "tag", "ask", "answer", "trigger", "status", "mode", "central", "event_ask", "event_answer",
    "state_ask", "state_answer", "name", "end", "start_ask", "start_answer", "same_ask",
    "same_answer",
)  # fmt: skip
"""The outputs of the model, in its order."""


@functools.cache
def vocabulary() -> Vocabulary:
    """The pieces that the model knows."""
    return Vocabulary.of(
        files(__package__).joinpath(PIECES).read_text(encoding="utf-8").splitlines()
    )


@functools.cache
def session() -> Any:
    """The model, loaded once: `ids` and `forms` (1, T) -> `HEADS` (1, T, …)."""
    found = files(__package__).joinpath(FILE)
    if not found.is_file():
        raise ModelMissing(FILE)
    with as_file(found) as path:
        return runtime.loaded(path)


def look(paragraphs: Sequence[Paragraph]) -> Iterator[Seen]:
    """What the model says of the words of all paragraphs, window by window."""
    for window in windows(paragraphs):
        ids, forms, firsts = numbered(window, vocabulary())
        given = session().run(
            list(HEADS), {"ids": np.array([ids], np.int64), "forms": np.array([forms], np.int64)}
        )
        yield Seen(window, *(rows[0][firsts] for rows in given))


@dataclass(frozen=True, eq=False)
class Scored:
    """What the model says of the statements in n words: log-probabilities of tags (n, 7), and what
    each asks as a cue and answers as a word (n, 2, ARC)."""

    tags: Floats
    ask: Floats
    answer: Floats


def scored(count: int, seen: Iterator[Seen]) -> Scored:
    """The scores of statements of so many words, one after another."""
    all_ = Scored(
        np.empty((count, len(TAGS)), np.float32),
        np.empty((count, 2, ARC), np.float32),
        np.empty((count, 2, ARC), np.float32),
    )
    for one in seen:
        known = one.window.known
        new = slice(one.window.first + known, one.window.first + len(one.tag))
        all_.tags[new] = log_softmax(one.tag[known:])
        all_.ask[new] = one.ask[known:].reshape(-1, 2, ARC)
        all_.answer[new] = one.answer[known:].reshape(-1, 2, ARC)
    return all_


def log_softmax(rows: Floats) -> Floats:
    """Scores of tags as log-probabilities."""
    low = rows - rows.max(axis=-1, keepdims=True)
    logs: Floats = low - np.log(np.exp(low).sum(axis=-1, keepdims=True))
    return logs


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
