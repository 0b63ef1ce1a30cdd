"""Resolves pronouns of the third person: "she", "they", "its"."""

from __future__ import annotations

from onrecord.read.chains import Chain
from onrecord.read.focus import SUBJECT, Focus, Seen, each
from onrecord.read.lines import Line

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


THEY = frozenset(("they", "them", "their", "theirs", "themselves"))


IT = frozenset(("it", "its", "itself"))


PRONOUNS = frozenset(HE) | THEY | IT


WEIGHT = {"nsubj": 3.0, "nsubjpass": 3.0, "poss": 1.5, "dobj": 1.0, "pobj": 0.8, "appos": 0.5}


def pronoun(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    word = line.lowers[at]
    if word in HE:
        chain = _best(focus, line, at, sentence, HE[word])
        if chain and chain.gender in ("", "?"):
            chain.referred = HE[word]
    elif word in THEY:
        chain = _best(focus, line, at, sentence, "")
    else:
        chain = _it(focus, line, at, sentence)
    for one in each(chain):
        focus.cast.put(one, (line.number, at, at + 1), "pronoun")
    return chain


def _best(focus: Focus, line: Line, at: int, sentence: int, gender: str) -> Chain | None:
    """The likeliest actor of a third person: near, a subject, of the right gender and number, often spoken of."""
    scores: dict[Chain, float] = {}
    told: dict[Chain, set[int]] = {}
    for one in focus.near(sentence):
        if _may(focus, line, at, one, gender):
            scores[one.chain] = max(scores.get(one.chain, -9.0), _score(line, one, sentence, gender))
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
        fits = one.chain.plural or (one.chain.kind == "organisation" and line.lowers[at] in ("their", "they"))
    if not fits or (line.quoted[at] and focus.speaker is one.chain):
        return False
    same_verb = one.line == line.number and line.heads[one.token] == line.heads[at]
    return not (same_verb and line.deps[at] in ("dobj", "pobj", "dative") and not line.lowers[at].endswith(("self", "selves")))


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


def _joined(line: Line, at: int) -> bool:
    """True of one of several that "and" joins, of whom "it" is not said."""
    return line.deps[at] == "conj" or any(line.deps[c] == "conj" for c in line.children[at])


def _it(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "it" and "its" are taken for a state or body only where one stands before them in the same sentence as subject or owner."""
    if line.deps[at] == "expl":
        return None
    for one in focus.near(sentence, 0):
        if one.line == line.number and _joined(line, one.token):
            continue
        if one.chain.kind in ("state", "organisation") and one.role in (*SUBJECT, "poss") and line.heads[at] != line.heads[one.token]:
            return one.chain
    return None
