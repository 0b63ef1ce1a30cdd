"""What stands behind a speaker's name and a colon, as in headlines and transcripts (Minister: No talks before spring)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import described, lemma
from onrecord.read.statements.paragraphs import Paragraph, tight, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 6
"""Words that a name and title before a colon have at most."""
SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find(par: Paragraph) -> Iterator[Saying]:
    """What a paragraph says behind the name that opens it, where a clause follows."""
    colon = next((t.i for t in par.doc[: LONGEST + 1] if t.text == ":" and par.inside[t.i] < 0), 0)
    name = tight(par, (0, colon))
    if name[1] - name[0] < 1 or not any(_speaks(t) for t in par.doc[name[0] : name[1]]):
        return
    if not all(t.pos_ in ("PROPN", "NOUN", "ADJ", "PUNCT") or t.is_title or t.is_upper for t in par.doc[name[0] : name[1]]):
        return
    content = whole(par, tight(par, (colon + 1, len(par))), 0)
    words = par.doc[content[0] : content[1]]
    if len(words) > 3 and any(t.pos_ in ("VERB", "AUX") for t in words):
        yield Saying("name-colon", par, (content,), (name,), ((colon, colon + 1),), ":", par.doc[colon], par.doc[name[1] - 1])


def _speaks(word: Token) -> bool:
    """True of a word of a name, and of one for a person who speaks (Senior official: …)."""
    return word.ent_type_ in SPEAKERS or described(lemma(word))
