"""A piece of reported speech as the rules find it: runs of words of one paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.paragraphs import Paragraph, Run

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.read.statements.tying import Evidence


@dataclass(frozen=True, eq=False)
class Saying:
    """A cue with the words that it reports and the words that name their source."""

    rule: str
    par: Paragraph
    content: tuple[Run, ...]
    source: tuple[Run, ...] = ()
    cue: tuple[Run, ...] = ()
    key: str = ""
    """The cue by its lemma."""
    verb: Token | None = None
    """The word of the cue that governs the rest."""
    who: Token | None = None
    """The head of the source."""

    voice: frozenset[int] = frozenset()
    """The subjects in what is said that are the source, or the state that it speaks for."""

    nested: bool = False
    """Its cue stands in what another one reports."""

    evidence: Evidence | None = None
    """What the model's scores say for it."""

    told: Saying | None = None
    """The cue and source, where they stand in another paragraph than the content."""

    @property
    def start(self) -> int:
        """Where its content begins in the paragraph."""
        return min(run[0] for run in self.content)
