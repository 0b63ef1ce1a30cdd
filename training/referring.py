"""What training takes of names and of who is meant by an expression.

An expression is known by its last word: of those that end together and mean the same ("President
Ana Ruiz", "Ana Ruiz") the longest is taken, of others ("the head of the bank", "the bank") the
shortest.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn

from marks import Marks
from onrecord.models.mentions import FORMS, KINDS, LONGEST, MOST
from onrecord.models.reader import ARC
from onrecord.record import Span
from statements import NONE

START = 32
"""Numbers by which the last word of an expression asks for its first."""
PRONOUNS = frozenset(
    (
        *("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"),
        *("they", "them", "their", "theirs", "themselves", "who", "whose", "whom"),
        *("i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your"),
    )
)
NAMED = {
    "person": "person",
    "organization": "organisation",
    "location": "place",
    "facility": "place",
    "norp": "people",
}
"""The kinds of the set of names, as onrecord calls them; others are none."""


@dataclass(frozen=True)
class Expression:
    """An expression that means somebody or some place, and the keys of whom it means."""

    span: Span
    form: str
    who: frozenset[str]


def expressions(text: str, meant: Marks) -> list[Expression]:
    """Those of a report whose marks say who is meant, one for each last word."""
    names = {a["key"]: _words(a["name"]) for a in meant["actors"]}
    found = [
        Expression(span, _form(text[slice(*span)], [names[k] for k in who if k in names]), who)
        for m in meant["mentions"]
        if (span := _trimmed(text, m["span"])) and (who := frozenset(m["actors"]))
    ]
    for m in meant["modifiers"]:
        found.append(Expression(_trimmed(text, m["span"]), "modifier", frozenset({m["actor"]})))
    for m in meant["places"]:
        found.append(Expression(_trimmed(text, m["span"]), "place", frozenset()))
    ends: dict[int, list[Expression]] = {}
    for one in found:
        ends.setdefault(one.span[1], []).append(one)
    return sorted(map(_one, ends.values()), key=lambda one: one.span)


def _one(together: list[Expression]) -> Expression:
    together = sorted(together, key=lambda one: one.span[1] - one.span[0])
    first = together[0]
    same = [one for one in together if one.who == first.who and one.form != "modifier"]
    if len(same) < 2:
        return first
    form = "name" if any(one.form == "name" for one in same) else same[-1].form
    return Expression(same[-1].span, form, first.who)


def _trimmed(text: str, span: Iterable[int]) -> Span:
    start, end = span
    piece = text[start:end]
    piece = re.sub(r"['’]s?$|[\W_]+$", "", piece) or piece
    return start, start + len(piece)


def _form(piece: str, names: list[set[str]]) -> str:
    if piece.lower() in PRONOUNS:
        return "pronoun"
    have = _words(piece)
    return (
        "name" if any(have & n for n in names) and re.search(r"\b[A-Z]", piece) else "description"
    )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - {"the", "of", "and", "for", "a", "an"}


def outlet(given: Marks) -> str:
    """The newspaper of a text of the set of names."""
    return re.sub(r"_\d+$", "", given["id"])


def named(given: Marks) -> list[tuple[Span, str]]:
    """Its names with their kinds."""
    told = ((tuple(n["span"]), NAMED.get(n["kind"])) for n in given["names"])
    return [(span, kind) for span, kind in told if kind]


Pair = tuple[Span, list[tuple[Span, bool]]]
"""An expression, and names with whether it means the one who is named."""


def pair(given: Marks) -> Pair:
    """Of a text with one pronoun and two names: whom it means."""
    named = zip(given["names"], given["is"], strict=True)
    return tuple(given["pronoun"]), [(tuple(span), is_) for span, is_ in named]


# --- labels of a window -----------------------------------------------------------------------


@dataclass
class Labels:
    """What a window is to teach: of first pieces the tag of a name, and the form of an expression
    that ends there; where it begins; and whether it means the one whom others mean."""

    names: np.ndarray | None = None
    ends: np.ndarray | None = None
    starts: list[tuple[int, int]] = field(default_factory=list)
    same: list[tuple[int, list[tuple[list[int], bool]]]] = field(default_factory=list)


Places = Callable[[Span], list[int]]


def labels(  # noqa: PLR0913
    size: int,
    firsts: list[int],
    places: Places,
    named: Iterable[tuple[Span, str]] | None,
    meant: list[Expression] | None,
    until: int,
) -> Labels:
    found = Labels()
    if named is not None:
        found.names = np.full(size, NONE, np.int64)
        found.names[firsts] = 0
        for span, kind in named:
            for n, place in enumerate(places(span)):
                found.names[place] = 1 + 2 * KINDS.index(kind) + (n > 0)
    if meant is not None:
        found.ends = np.full(size, NONE, np.int64)
        found.ends[firsts] = 0
        found.ends[places((until, sys.maxsize))] = NONE
        seen = []
        for one in meant:
            at = places(one.span)
            if at and at[0] >= firsts[0] and len(at) <= LONGEST:
                found.ends[at[-1]] = FORMS.index(one.form)
                found.starts.append((at[-1], at[0]))
                if one.form != "place":
                    seen.append((at[-1], one))
        found.same = list(_same(seen))
    return found


def _same(seen: list[tuple[int, Expression]]) -> Iterator[tuple[int, list[tuple[list[int], bool]]]]:
    """For each expression that means somebody the others of the window by whom they mean: those
    before it, and names after it."""
    for place, one in seen:
        others: dict[str, list[int]] = {}
        for at, other in seen:
            if (at < place or (at > place and other.form == "name")) and len(other.who) == 1:
                others.setdefault(next(iter(other.who)), []).append(at)
        rows = [(at, key in one.who) for key, at in others.items()]
        if rows:
            yield place, rows


def asked(
    places: Places, pairs: Iterable[Pair]
) -> Iterator[tuple[int, list[tuple[list[int], bool]]]]:
    """The pairs of a window as `Labels.same` holds them."""
    for span, named in pairs:
        at = places(span)
        others = [([held[-1]], is_) for one, is_ in named if (held := places(one))]
        if at and others:
            yield at[-1], others


# --- batches and loss -------------------------------------------------------------------------


@dataclass
class Batch:
    names: torch.Tensor
    ends: torch.Tensor
    starts: torch.Tensor
    """Rows of text, place of the last word, place of the first."""
    asked: torch.Tensor
    """Rows of text, place of an expression."""
    others: torch.Tensor
    """Rows of number of the expression, text, place of one whom it may mean, and whether it does."""


def batch(group: list[Labels], long: int) -> Batch:
    names, ends = (torch.full((len(group), long), NONE) for _ in range(2))
    for row, x in enumerate(group):
        if x.names is not None:
            names[row, : len(x.names)] = torch.from_numpy(x.names)
        if x.ends is not None:
            ends[row, : len(x.ends)] = torch.from_numpy(x.ends)
    starts = [(row, *one) for row, x in enumerate(group) for one in x.starts]
    asked = [(row, place, rows) for row, x in enumerate(group) for place, rows in x.same]
    others = [
        (n, row, at, is_)
        for n, (row, _, rows) in enumerate(asked)
        for places, is_ in rows
        for at in places
    ]
    whole = lambda values, wide: torch.tensor(values, dtype=torch.long).reshape(-1, wide)  # noqa: E731
    return Batch(
        names, ends, whole(starts, 3), whole([(row, at) for row, at, _ in asked], 2),
        whole(others, 4),
    )  # fmt: skip


def loss(  # noqa: PLR0913
    name: torch.Tensor,
    end: torch.Tensor,
    start_ask: torch.Tensor,
    start_answer: torch.Tensor,
    same_ask: torch.Tensor,
    same_answer: torch.Tensor,
    b: Batch,
) -> torch.Tensor:
    """The sum of those of names, ends, beginnings and antecedents, as far as they are marked."""
    total = name.sum() * 0
    if (b.names != NONE).any():
        total = total + nn.functional.cross_entropy(
            name.flatten(0, 1), b.names.flatten(), ignore_index=NONE
        )
    if (b.ends != NONE).any():
        total = total + nn.functional.cross_entropy(
            end.flatten(0, 1), b.ends.flatten(), ignore_index=NONE
        )
    if len(b.starts):
        row, last, first = b.starts.unbind(1)
        scores = torch.einsum("ed,etd->et", start_ask[row, last], start_answer[row]) / START**0.5
        there = torch.arange(scores.shape[1])[None]
        scores = scores.masked_fill(there > last[:, None], -1e4)
        total = total + 0.3 * nn.functional.cross_entropy(scores, first)
    if len(b.others):
        total = total + antecedent(same_ask, same_answer, b)
    return total


def antecedent(ask: torch.Tensor, answer: torch.Tensor, b: Batch) -> torch.Tensor:
    """Minus the logarithm of the chance of those whom an expression means, among all whom it may
    mean and nobody, whose score is 0 (Lee, He, Lewis and Zettlemoyer, 2017)."""
    asked = ask[b.asked[:, 0], b.asked[:, 1]]
    number, text, place, right = b.others.unbind(1)
    scores = (asked[number] * answer[text, place]).sum(-1) / ARC**0.5
    raised = scores.clamp(max=MOST).exp()
    nobody = torch.ones(len(asked))
    all_ = nobody.index_add(0, number, raised)
    meant = torch.zeros(len(asked)).index_add(0, number, raised * right)
    meant = torch.where(
        torch.zeros(len(asked)).index_add(0, number, right.float()) > 0, meant, nobody
    )
    return (all_.log() - meant.log()).mean()


def noisy_or(number: torch.Tensor, scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy of the chance that any of the scores with a number is a hit."""
    none = torch.zeros(len(wanted)).index_add(0, number, nn.functional.softplus(scores))
    some = -torch.log(-torch.expm1(-none.clamp(min=1e-4)))
    return (wanted * some + (1 - wanted) * none).mean()
