"""The words of a paragraph as plain lists, so that looking at them costs little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.record import PartKind, Span

if TYPE_CHECKING:
    from onrecord.read.parse import Block

SMALL = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "PRON", "PART", "PUNCT"))
OPENING, CLOSING, EITHER = "“«„", "”»", '"'


@dataclass(frozen=True, eq=False)
class Line:
    """A parsed paragraph: for each token its text, lower case, part of speech, dependency, head and
    entity label."""

    number: int
    kind: PartKind
    start: int
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    begins: tuple[int, ...]
    sentences: tuple[int, ...]
    """The number of each token's sentence in this paragraph."""
    spaced: tuple[bool, ...]
    lemmas: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]
    """What the tagger takes for names: first token, end, label."""
    opened: bool = False
    """True where the paragraph begins inside a quotation that the one before it leaves open."""

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, end: int) -> Span:
        """Where tokens stand in the report's text."""
        return self.start + self.begins[first], self.start + self.begins[end - 1] + len(
            self.words[end - 1]
        )

    def text(self, first: int, end: int) -> str:
        """Tokens joined as they stand in the text, each run of white space as one space."""
        joined = "".join(
            w + " " * s for w, s in zip(self.words[first:end], self.spaced[first:end], strict=True)
        )
        return " ".join(joined.split())

    def word(self, at: int) -> str:
        """The token in lower case, or nothing beyond the ends."""
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each token whether it stands in quotation marks."""
        inside, found = self.opened, []
        for word in self.words:
            if word in EITHER:
                inside = not inside
            elif word in OPENING:
                inside = True
            elif word in CLOSING:
                inside = False
            found.append(inside)
        return tuple(found)

    @property
    def closes(self) -> bool:
        """True where the first quotation mark ends a quotation that this paragraph does not
        open."""
        first = next(
            (at for at, word in enumerate(self.words) if word in (*EITHER, *OPENING, *CLOSING)), 0
        )
        return first > 0 and (
            self.words[first] in CLOSING
            or (self.words[first] in EITHER and not self.spaced[first - 1])
        )

    @property
    def leaves_open(self) -> bool:
        """True where a quotation goes on past the end."""
        return bool(self.quoted) and self.quoted[-1]

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """For each token the first and the end of the run of tokens in quotation marks, or outside
        them, that it stands in."""
        cuts = [at for at in range(1, len(self.words)) if self.quoted[at] != self.quoted[at - 1]]
        runs = pairwise((0, *cuts, len(self.words)))
        return tuple(run for run in runs for _ in range(*run))

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token those that depend on it, in order."""
        under: list[list[int]] = [[] for _ in self.words]
        for at, head in enumerate(self.heads):
            if head != at:
                under[head].append(at)
        return tuple(map(tuple, under))

    @cached_property
    def capitals(self) -> bool:
        """True of a headline that capitalises its words, verbs and common nouns too."""
        telling = [
            w
            for w, pos in zip(self.words, self.pos, strict=True)
            if pos not in SMALL and w[0].isalpha() and (len(w) > 3 or pos in ("AUX", "VERB"))
        ]
        return len(telling) > 3 and all(w[0].isupper() for w in telling)


def lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """The parsed paragraphs, each with whether it begins inside a quotation."""
    before: Line | None = None
    for number, block in enumerate(blocks):
        one = line(block, number)
        if before and before.leaves_open and before.kind == one.kind and one.closes:
            one = replace(one, opened=True)
        yield one
        before = one


def line(block: Block, number: int) -> Line:
    """The lists of one parsed paragraph."""
    tokens = list(block.doc)
    sentence, sentences = -1, []
    for token in tokens:
        sentence += bool(token.is_sent_start)
        sentences.append(max(sentence, 0))
    return Line(
        number, block.kind, block.start,
        tuple(t.text for t in tokens), tuple(t.lower_ for t in tokens), tuple(t.pos_ for t in tokens),
        tuple(t.dep_ for t in tokens), tuple(t.head.i for t in tokens), tuple(t.ent_type_ for t in tokens),
        tuple(t.idx for t in tokens), tuple(sentences), tuple(bool(t.whitespace_) for t in tokens), tuple(t.lemma_ for t in tokens),
        tuple((e.start, e.end, e.label_) for e in block.doc.ents),
    )  # fmt: skip
