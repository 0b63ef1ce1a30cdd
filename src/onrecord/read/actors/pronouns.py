"""Resolves pronouns of the third person: "she", "they", "its"."""

from __future__ import annotations

from onrecord.read.actors.focus import SUBJECT, Focus, Seen, each
from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import of_sort

HE = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}

THEY = frozenset(("they", "them", "their", "theirs", "themselves"))

IT = frozenset(("it", "its", "itself"))

PRONOUNS = frozenset(HE) | THEY | IT

OPENING = frozenset(("prep", "advcl"))
"""What a sentence may begin with before its subject."""

BODIES = ("state", "organisation")
WEIGHT = {"nsubj": 3.0, "nsubjpass": 3.0, "poss": 1.5, "dobj": 1.0, "pobj": 0.8, "appos": 0.5}


def pronoun(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    word = line.lowers[at]
    if word in HE:
        chain = _named_after(focus, line, at, HE[word]) or _best(
            focus, line, at, sentence, HE[word]
        )
        if chain and chain.gender in ("", "?"):
            chain.referred = HE[word]
    elif word in THEY:
        chain = _best(focus, line, at, sentence, "")
    else:
        chain = _it(focus, line, at, sentence)
    for one in each(chain):
        focus.cast.put(one, (line.number, at, at + 1), "pronoun")
    return chain


def _named_after(focus: Focus, line: Line, at: int, gender: str) -> Chain | None:
    """The person named as the subject of a sentence that a phrase with the pronoun opens: "In her
    speech, Lund"."""
    top = at
    while line.heads[line.heads[top]] != line.heads[top]:
        top = line.heads[top]
    subject = next((c for c in line.children[line.heads[top]] if line.deps[c] in SUBJECT), -1)
    if (
        line.deps[top] not in OPENING
        or not at < subject
        or (line.number, subject) not in focus.cast.called
    ):
        return None
    chain = focus.cast.head(line.number, subject)
    return chain if chain and chain.kind == "person" and chain.gender in ("", "?", gender) else None


def _best(focus: Focus, line: Line, at: int, sentence: int, gender: str) -> Chain | None:
    """The likeliest actor of a third person: near, a subject, of the right gender and number, often
    spoken of."""
    scores: dict[Chain, float] = {}
    told: dict[Chain, set[int]] = {}
    for one in focus.near(sentence):
        if _may(focus, line, at, one, gender):
            scores[one.chain] = max(
                scores.get(one.chain, -9.0), _score(line, one, sentence, gender)
            )
            told.setdefault(one.chain, set()).add(one.sentence)
    return max(scores, key=lambda c: scores[c] + 0.3 * len(told[c]), default=None)


def _may(focus: Focus, line: Line, at: int, one: Seen, gender: str) -> bool:
    if gender:
        fits = (
            one.chain.kind in ("person", "unnamed")
            and not one.chain.plural
            and one.chain.gender in ("", "?", gender)
            and one.chain.referred in ("", gender)
        )
    else:
        fits = one.chain.plural or (
            one.chain.kind == "organisation" and line.lowers[at] in ("their", "they")
        )
    if not fits or (line.quoted[at] and focus.speaker is one.chain):
        return False
    return not (
        _same_verb(line, at, one)
        and line.deps[at] in ("dobj", "pobj", "dative")
        and not line.lowers[at].endswith(("self", "selves"))
    )


def _score(line: Line, one: Seen, sentence: int, gender: str) -> float:
    score = WEIGHT.get(one.role, 0.3) - 1.3 * (sentence - one.sentence)
    if gender and one.chain.gender == gender:
        score += 1.5
    if gender and one.chain.kind == "unnamed":
        score -= 0.5
    if gender and one.chain.referred == gender:
        score += 0.6
    if one.line == line.number and one.sentence == sentence:
        score += 0.5
    if not gender and one.chain.kind == "organisation":
        score -= 2.0
    return score


def _same_verb(line: Line, at: int, one: Seen) -> bool:
    return one.line == line.number and line.heads[one.token] == line.heads[at]


def _joined(line: Line, at: int) -> bool:
    """True of one of several that "and" joins, of whom "it" is not said."""
    return line.deps[at] == "conj" or any(line.deps[c] == "conj" for c in line.children[at])


def _it(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "its" is of the state or body that is subject or owner before it in the sentence; "it" is one only where it does what those
    do."""
    if line.lowers[at] == "its":
        return _body_before(focus, line, at, sentence, 0)
    verb = line.heads[at]
    if (
        line.deps[at] not in SUBJECT
        or line.lowers[at] == "itself"
        or any(line.deps[c] == "attr" for c in line.children[verb])
    ):
        return None
    if line.deps[verb] == "ccomp" and line.lemmas[line.heads[verb]] in of_sort("saying"):
        told = (
            focus.cast.head(line.number, c)
            for c in line.children[line.heads[verb]]
            if line.deps[c] in SUBJECT
        )
        return next((c for c in told if c and c.kind in BODIES), None)
    if line.lemmas[verb] in of_sort("saying") or (
        line.lemmas[verb] in of_sort("acting") and line.pos[verb] == "VERB"
    ):
        return _body_before(focus, line, at, sentence, 1)
    return None


def _body_before(focus: Focus, line: Line, at: int, sentence: int, back: int) -> Chain | None:
    """The last state or body before a token that is a subject or owner, no further back than some
    sentences."""
    for one in focus.near(sentence, back):
        if one.line == line.number and _joined(line, one.token):
            continue
        if (
            one.chain.kind in BODIES
            and one.role in (*SUBJECT, "poss")
            and not _same_verb(line, at, one)
        ):
            return one.chain
    return None
