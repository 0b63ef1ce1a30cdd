"""What a statement does by what is said, where its cue does not tell."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, cast

from onrecord.lexicon import table
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import FINITE, lemma, nouns, own_subject
from onrecord.read.statements.reporting import ASKING, NOT, negated, opening, written_out
from onrecord.record import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST = frozenset({"i", "we"})
WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
MAY = frozenset({"could", "may", "might"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
SHORT = 40
"""How many words of a run of what is said are looked at."""
LONG = 120


@functools.cache
def _table() -> dict[tuple[str, str], Act]:
    return {(row["kind"], row["word"]): cast(Act, row["act"]) for row in table("acts")}


def act(saying: Saying) -> Act | None:
    """What is done, by the first rule that tells it of a main word of what is said."""
    if opening(saying, 1)[0].lower_ in ASKING and saying.par.inside[saying.content[0][0]] < 0:
        return None
    found = _phrase(saying)
    if found:
        return found
    roots = list(_clauses(saying))
    for rule in RULES:
        for root in roots:
            found = rule(saying, root)
            if found:
                return found
    return None


def goes_on_refusing(saying: Saying) -> bool:
    """True of a clause that says what something is not: what one says who has just rejected an
    accusation."""
    root = next((t for t in _clauses(saying) if t.pos_ not in ("PUNCT", "CCONJ", "ADV")), None)
    return root is not None and any(
        t.dep_ == "neg" or (t.dep_ == "attr" and _has_no(t)) for t in root.children
    )


def is_own(saying: Saying) -> bool:
    """True where the source is who does what is said."""
    return any(
        (who := _subject(root)) is not None and _is_source(saying, who) for root in _clauses(saying)
    )


def is_coming(saying: Saying) -> bool:
    """True of what will, would or may be."""
    return any(t.dep_ == "aux" and t.lower_ in WILL | MAY for t in _words(saying))


def has_verb(saying: Saying) -> bool:
    """True of a clause."""
    return any(t.tag_ in FINITE or t.tag_ == "MD" for t in _words(saying))


def is_blame(saying: Saying) -> bool:
    """True of what lays a deed to someone: Peru's arrest of three sailors, the attacks on ships."""
    return any(_is_deed(token) or _is_others(token) for token in _words(saying)[:14])


def _is_others(token: Token) -> bool:
    """True of what a state or a person named by name does."""
    return token.pos_ == "NOUN" and any(t.dep_ == "poss" and t.pos_ == "PROPN" for t in token.lefts)


def _words(saying: Saying) -> list[Token]:
    """The first words of each run of what is said, not more than `LONG` in all."""
    return list(
        islice(
            (
                t
                for start, end in saying.content
                for t in saying.par.doc[start : min(end, start + SHORT)]
            ),
            LONG,
        )
    )


def _clauses(saying: Saying) -> Iterator[Token]:
    """The main words of what is said: the heads of its sentences and the verbs joined to them."""
    found: set[int] = set()
    for token in _words(saying):
        outside = token.head == token or not _is_within(saying, token.head)
        joined = token.dep_ == "conj" and token.head.i in found
        if outside or joined or (token.dep_ == "ccomp" and token.head.dep_ == "ROOT"):
            found.add(token.i)
            yield token


def _is_within(saying: Saying, token: Token) -> bool:
    return any(start <= token.i < end for start, end in saying.content)


def _subject(root: Token) -> Token | None:
    return next((t for t in root.lefts if t.dep_ in SUBJECTS), None)


def _is_source(saying: Saying, who: Token) -> bool:
    """True where the subject of what is said is the one who says it."""
    if (
        who.i in saying.voice
        or who.lower_ in FIRST
        or any(t.dep_ == "poss" and t.lower_ in ("our", "my") for t in who.lefts)
    ):
        return True
    if saying.who is None:
        return False
    return who.lower_ == saying.who.lower_ or (
        who.i > saying.who.i and _may_mean(who.lower_, saying.who)
    )


def _may_mean(pronoun: str, source: Token) -> bool:
    """True where a pronoun behind a source may stand for it."""
    if pronoun == "they":
        return source.tag_ in ("NNS", "NNPS")
    body = source.ent_type_ in BODIES or lemma(source) in nouns("body")
    return (
        body
        if pronoun == "it"
        else pronoun in ("he", "she") and source.pos_ == "PROPN" and not body
    )


BODIES = frozenset({"GPE", "ORG", "NORP", "FAC", "LOC"})


def _is_others_doing(saying: Saying, root: Token) -> bool:
    """True of what someone else than the source does or is."""
    who = _subject(root)
    return who is not None and who.dep_ != "expl" and not _is_source(saying, who)


def _auxiliaries(root: Token) -> frozenset[str]:
    return frozenset(t.lower_ for t in root.lefts if t.dep_ in ("aux", "auxpass"))


def _is_negated(root: Token) -> bool:
    return any(t.dep_ == "neg" or t.lower_ in NOT for t in root.children)


def _has_no(token: Token) -> bool:
    return any(t.lower_ == "no" for t in token.lefts)


def _if(verb: Token) -> bool:
    """True of what will be done if or unless something happens, or should it happen."""
    clauses = (t for t in verb.children if t.dep_ == "advcl")
    return any(
        u.lower_ in ("if", "unless", "until")
        or (u.lower_ in ("should", "were") and u.i == t.left_edge.i)
        for t in clauses
        for u in t.lefts
    )


# --- the rules, in their order --------------------------------------------------------------------


def _phrase(saying: Saying) -> Act | None:
    """Words that do the same wherever they stand: it is out of the question."""
    known, openings = _table(), _openings()
    begun = (token for token in _words(saying) if lemma(token) in openings)
    found = (
        known.get(("phrase", written_out(token, size))) for token in begun for size in (5, 4, 3, 2)
    )
    return next((act for act in found if act), None)


@functools.cache
def _openings() -> frozenset[str]:
    """The first words of phrases."""
    return frozenset(words.split(" ", 1)[0] for sort, words in _table() if sort == "phrase")


def _demand(saying: Saying, root: Token) -> Act | None:
    """They must leave; they have to leave; leave at once; let them leave."""
    who = own_subject(root) or _subject(root)
    first = who is not None and who.lower_ in FIRST
    should = _auxiliaries(root) & {"must", "should", "ought"}
    if should and who is not None and not first and not _is_guess(root):
        return "demand"
    if (
        lemma(root) in ("need", "have", "ought")
        and any(t.dep_ == "xcomp" for t in root.rights)
        and who is not None
        and not first
    ):
        return None if who.lower_ == "you" or _is_negated(root) else "demand"
    return "demand" if _is_imperative(saying, root) else None


FELT = frozenset(
    {"expect", "know", "surprise", "remember", "forget", "mean", "understand", "believe"}
)


def _is_guess(root: Token) -> bool:
    """True of what only ought to be so, or should be felt: must be a bomb, should have left, should
    not be surprised."""
    helping = _auxiliaries(root)
    likely = (
        helping & {"have"} or lemma(root) in FELT or any(t.dep_ == "acomp" for t in root.rights)
    )
    return (
        bool(likely)
        or (lemma(root) == "be" and "must" in helping and not _is_negated(root))
        or (lemma(root) in GAINED and "should" in helping)
    )


GAINED = frozenset({"get", "gain", "see", "benefit", "win", "become", "help", "have"})
"""What someone should do who is only likely to."""


def _is_imperative(saying: Saying, root: Token) -> bool:
    """True of a verb in quotation marks that bids: leave at once, and do not come back."""
    if (
        root.tag_ != "VB"
        or saying.par.inside[root.i] < 0
        or ("idle", lemma(root)) in _table()
        or _subject(root) is not None
    ):
        return False
    before = [t for t in root.lefts if t.dep_ not in ("punct", "neg", "advmod", "intj", "cc")]
    if any(t.lower_ not in ("do", "please") for t in before):
        return False
    if (
        root.lower_ == "let"
        and root.i + 1 < len(root.doc)
        and root.nbor().lower_ in ("me", "us", "'s", "’s")
    ):
        return False
    return _begins(root) or (
        root.dep_ == "conj"
        and root.head.i < root.i
        and root.head.tag_ == "VB"
        and _begins(root.head)
    )


def _begins(root: Token) -> bool:
    """True of a verb with whose words a sentence begins."""
    at = root.left_edge.i
    return root.dep_ in ("ROOT", "ccomp") and (
        at == 0 or root.doc[at - 1].text[-1:] in OPENERS or root.doc[at].text[:1] in OPENERS
    )


OPENERS = frozenset("“\"'‘.!?:;—–")


def _refusal(saying: Saying, root: Token) -> Act | None:
    """Will not accept it; there is no room for it."""
    helping = _auxiliaries(root)
    if _is_negated(root) and helping & (WILL | {"can", "ca", "could"}):
        known, key = _table(), lemma(root)
        found = known.get(("refuse", key)) or (
            known.get(("will refuse", key)) if helping & WILL else None
        )
        if found and (not _is_others_doing(saying, root) or key in ("accept", "tolerate", "allow")):
            return found
    if (
        _is_negated(root)
        and ("answer", lemma(root)) in _table()
        and not _is_others_doing(saying, root)
        and lemma(root) in ("comment", "discuss", "speculate")
    ):
        return "decline"
    for token in root.rights:
        if (
            token.dep_ in ("attr", "nsubj", "dobj")
            and lemma(token) in ("room", "place", "question", "basis")
            and _has_no(token)
        ):
            return (
                "reject"
                if any(
                    t.lower_ == ("of" if token.lower_ == "question" else "for")
                    for t in token.rights
                )
                else None
            )
        if token.lower_ == "nothing" and any(
            lemma(t) in ("discuss", "negotiate", "talk") for t in token.rights
        ):
            return "reject"
    return None


def _denial(saying: Saying, root: Token) -> Act | None:
    """That is not true; the claims are baseless; it never happened; we did not do it."""
    known = _table()
    if any(
        t.dep_ in SUBJECTS and {"no", "such"} <= {u.lower_ for u in t.lefts} for t in root.lefts
    ):
        return "deny"
    if lemma(root) in ("happen", "occur", "exist") and _is_negated(root) and root.tag_ != "VB":
        return "deny"
    for token in (t for t in root.rights if t.dep_ in ("acomp", "attr")):
        if ("false", lemma(token)) in known and not _is_negated(root):
            return "deny"
        if _is_negated(root) and lemma(token) in ("true", "accurate", "correct"):
            return "deny"
    return "deny" if _has_not_done(saying, root) else None


def _has_not_done(saying: Saying, root: Token) -> bool:
    """True of a deed that the source says it did not do."""
    who = _subject(root)
    past = _auxiliaries(root) & {"did", "have", "has", "had"} and (
        (who is not None and who.lower_ in FIRST) or any(t.lower_ == "never" for t in root.children)
    )
    doing = (
        root.pos_ == "VERB"
        and ("mind", lemma(root)) not in _table()
        and not any(t.lower_ == "yet" for t in root.children)
    )
    return bool(
        past and doing and _is_negated(root) and who is not None and _is_source(saying, who)
    )


def _coming(saying: Saying, root: Token) -> Act | None:
    """What will be: a threat where it hurts, a promise where the source will do it, else something
    expected."""
    will = any(
        t.dep_ == "aux" and (t.lower_ in WILL or (t.lower_ in MAY and _if(root)))
        for t in root.lefts
    )
    going = root.lower_ == "going" and any(
        t.dep_ == "xcomp"
        and t.text.islower()
        and any(u.tag_ == "TO" and u.i == root.i + 1 for u in t.lefts)
        for t in root.rights
    )
    who = _subject(root)
    if (
        not (will or going)
        or who is None
        or any(t.dep_ == "aux" and t.i < who.i for t in root.lefts)
    ):
        return None
    deed = next((t for t in root.rights if t.dep_ == "xcomp"), root) if going else root
    own = _is_source(saying, who)
    if _hurts(deed, own, who):
        return "threaten"
    if own and lemma(deed) not in BEFALL and not _is_negated(root) and not _is_thought(root):
        return "promise"
    return None if root.dep_ == "conj" and not own else "expect"


def _is_thought(root: Token) -> bool:
    """True of what one only thinks that one will do."""
    return root.dep_ == "ccomp" and lemma(root.head) in (
        "think",
        "believe",
        "hope",
        "expect",
        "suspect",
        "know",
        "guess",
        "imagine",
    )


def _hurts(deed: Token, own: bool, who: Token) -> bool:
    known = _table()
    if any(
        lemma(t) in ("consequence", "retaliation", "reckoning", "repercussion")
        for t in deed.rights
        if t.dep_ in ("attr", "dobj", "nsubj")
    ):
        return not _is_negated(deed)
    if own and lemma(deed) in ("hesitate", "stand") and _is_negated(deed):
        return True
    if _if(deed) and ("coerce_if", lemma(deed)) in known:
        return True
    return (
        ("coerce", lemma(deed)) in known
        and not _is_negated(deed)
        and (own or who.lower_ in ("you", "they") or _if(deed))
    )


BEFALL = frozenset(
    {
        "lose",
        "suffer",
        "face",
        "see",
        "need",
        "win",
        "know",
        "fail",
        "get",
        "become",
        "be",
        "have",
        "like",
        "love",
        "say",
        "think",
        "call",
    }
)
"""What nobody promises to do."""


def _due(saying: Saying, root: Token) -> Act | None:
    """What is to come: is due to, is set to, is scheduled for."""
    del saying
    words = (root, *(t for t in root.rights if t.dep_ == "acomp"))
    return (
        "expect"
        if any(t.lower_ in DUE for t in words)
        and any(t.dep_ in ("auxpass", "aux") or t.head == root for t in root.children)
        else None
    )


DUE = frozenset(
    {
        "due",
        "set",
        "slated",
        "scheduled",
        "poised",
        "likely",
        "unlikely",
        "expected",
        "bound",
        "forecast",
        "projected",
    }
)


def _verb(saying: Saying, root: Token) -> Act | None:
    """We welcome it; it wants them to go; none is expected; we are ready to go."""
    key = lemma(root)
    if key in ("be", "feel", "remain", "stand"):
        return _felt(saying, root)
    found = _table().get(("verb", key))
    if key == "want" and not any(t.dep_ in ("ccomp", "dobj") for t in root.rights):
        return None
    if key == "call" and not any(t.lower_ in ("for", "on") for t in root.rights):
        return None
    if found in (
        "endorse",
        "reject",
        "accuse",
        "promise",
        "demand",
        "deny",
        "threaten",
    ) and _subject_is_other(saying, root):
        return None
    if key == "hold" and any(lemma(t) == "hope" for t in root.rights):
        return "expect"
    if found == "endorse" and _is_negated(root):
        return "reject"
    return (
        None
        if found in ("accuse", "demand", "threaten", "reject", "deny") and _is_negated(root)
        else found
    )


def _subject_is_other(saying: Saying, root: Token) -> bool:
    who = own_subject(root)
    return who is None or not _is_source(saying, who)


def _felt(saying: Saying, root: Token) -> Act | None:
    """What the source is: ready, grateful, opposed."""
    who = _subject(root)
    if who is None or not _is_source(saying, who):
        return None
    for token in root.rights:
        found = _table().get(("express", token.lower_)) if token.dep_ == "acomp" else None
        if found and token.lower_ not in ("concerned", "alarmed", "worried"):
            turned = negated(token) or _is_negated(root)
            return {"promise": "reject", "endorse": "accuse"}.get(found, found) if turned else found  # type: ignore[return-value]
    return None


def _is_deed(token: Token) -> bool:
    """True of a bad deed of another's: its failure to keep its word."""
    if ("deed", lemma(token)) not in _table():
        return False
    return any(
        t.dep_ == "poss" and t.lower_ not in ("our", "my", "his", "her") for t in token.lefts
    )


def _deed(saying: Saying, root: Token) -> Act | None:
    """A bad deed that is laid to another: its breach of a treaty, that it broke its word."""
    if any(_is_deed(token) for token in _words(saying)):
        return "accuse"
    if (
        not _is_others_doing(saying, root)
        or _is_negated(root)
        or _auxiliaries(root) & (WILL | MAY | {"can"})
    ):
        return None
    known, key = _table(), lemma(root)
    broken = ("wrong of", key) in known and any(
        ("bond", lemma(u)) in known for t in root.rights if t.dep_ == "dobj" for u in (t, *t.rights)
    )
    endangers = key in ("put", "bring") and any(
        written_out(t, 2) in ("in danger", "at risk", "in peril", "in jeopardy")
        for t in root.rights
    )
    fails = key == "fail" and any(
        t.dep_ == "xcomp" and ("duty", lemma(t)) in known for t in root.rights
    )
    return "accuse" if broken or endangers or fails or ("wrong", key) in known else None


def _judged(saying: Saying, root: Token) -> Act | None:
    """What something of others is: illegal, an act of piracy, a good step."""
    if lemma(root) != "be" or _is_negated(root) or _if(root) or not _is_others_doing(saying, root):
        return None
    if any(t.tag_ == "MD" for t in root.lefts):
        return None
    known = _table()
    for token in (t for t in root.rights if t.dep_ in ("attr", "acomp")):
        near = [
            t
            for t in (
                token,
                *token.lefts,
                *(v for u in token.rights if u.lower_ == "of" for v in u.rights),
            )
            if not t.is_stop
        ]
        if any(("blame", t.lower_) in known or ("deed", lemma(t)) in known for t in near):
            return "accuse"
        if any(("praise", t.lower_) in known for t in near) and not any(
            t.lower_ in ("not", "no", "as", "more", "less") for t in token.lefts
        ):
            return "endorse" if _is_step(root) else None
    return None


def _is_step(root: Token) -> bool:
    """True of what is said of something that others have done or agreed."""
    who = _subject(root)
    return who is not None and (
        who.lower_ in ("this", "that", "it", "today") or ("bond", lemma(who)) in _table()
    )


def _called(saying: Saying, root: Token) -> Act | None:
    """Called a mistake, a welcome step."""
    known = _table()
    if saying.key not in CALLED:
        return None
    for token in (root, *root.subtree):
        if token.i - root.i > 12:
            break
        for kind in ("blame", "praise"):
            found = known.get((kind, token.lower_))
            if found:
                return found
        if ("deed", lemma(token)) in known:
            return "accuse"
    return None


CALLED = frozenset(
    {
        "call",
        "describe",
        "label",
        "brand",
        "term",
        "deem",
        "characterize",
        "characterise",
        "portray",
        "dub",
        "see",
        "view",
        "regard",
        "consider",
    }
)

RULES = (_demand, _refusal, _denial, _coming, _verb, _deed, _called, _judged, _due)
