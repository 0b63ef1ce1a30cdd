"""How far an event has come at the day of publication: happened, planned, wanted, called off …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.lexicon.governors import governs, light
from onrecord.lexicon.kinds import kind
from onrecord.read.events.clauses import carrier, children, is_verb
from onrecord.record import Dated, Report, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 5
"""How many governing words are asked at most."""
NOT: dict[Status, Status] = {
    "planned": "not expected",
    "expected": "not expected",
    "demanded": "demanded",
    "happened": "denied",
    "ongoing": "denied",
}
FUTURE, POSSIBLE, WANTED = (
    ("will", "'ll", "’ll", "wo", "shall"),
    ("may", "might", "could", "can", "ca"),
    ("should", "must", "ought"),
)
MODAL: dict[str, Status] = {
    **dict.fromkeys(FUTURE, "planned"),
    **dict.fromkeys(POSSIBLE, "hypothetical"),
    **dict.fromkeys(WANTED, "demanded"),
}
AHEAD_OF_IT = frozenset({"planned", "expected", "not expected"})
CANCELLED: dict[Status, Status] = {
    "hypothetical": "hypothetical",
    "demanded": "hypothetical",
    "expected": "not expected",
    "denied": "planned",
    "not expected": "planned",
}
"""What becomes of a meeting that may be, is likely to be or was not cancelled."""
AHEAD = frozenset({"before", "ahead", "for", "towards", "toward", "until"})


def calls_off(verb: Token) -> bool:
    """True of "cancelled" and "called off"."""
    return governs(_lemma(verb)) == "called off"


def plans(verb: Token) -> bool:
    """True of "planned" and "scheduled", and of "expected"."""
    return governs(_lemma(verb)) in ("planned", "expected")


def _lemma(verb: Token) -> str:
    """The lemma of a verb, with its particle where the two together say how far something has
    come."""
    lemma = verb.lemma_.lower()
    return next(
        (f"{lemma} {c.lower_}" for c in children(verb, "prt") if governs(f"{lemma} {c.lower_}")),
        lemma,
    )


def of_verb(verb: Token, far: int = FAR) -> Status:
    """The status of what a verb reports."""
    if _conditional(verb):
        return "hypothetical"
    if verb.dep_ == "ccomp" and governs(verb.head.lemma_.lower()) == "denied":
        return "denied"
    status = _own(verb)
    if status == "happened" and far > 0 and _timed(verb):
        return (
            "planned"
            if of_verb(verb.head, far - 1) in ("planned", "expected", "demanded")
            else "happened"
        )
    if status is None:
        status = _governed(verb, far) if far > 0 else "happened"
    if status == "planned" and far == FAR and _then_cancelled(verb):
        return "called off"
    denied = any(
        c.dep_ == "neg" or (c.dep_ == "preconj" and c.lower_ == "neither") for c in verb.children
    ) or _by_nobody(verb)
    return NOT.get(status, status) if denied else status


def had_been(token: Token) -> bool:
    """True of what was planned as told in the past ("had been due to travel", "were to meet", "a
    planned dinner")."""
    if any(c.lower_ == "planned" and c.dep_ == "amod" for c in token.children):
        return True
    verb = token if is_verb(token) else carrier(token)[0]
    for _ in range(FAR):
        if (
            verb is None
            or verb.head == verb
            or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        ):
            break
        verb = verb.head
    return verb is not None and (
        verb.tag_ == "VBD"
        or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)
    )


def told_as_past(token: Token) -> bool:
    """True of what a past or perfect tense reports, whatever the day beside it."""
    verb = token if is_verb(token) else carrier(token)[0]
    helpers = {c.lower_ for c in children(verb, "aux", "auxpass")} if verb is not None else set()
    return verb is not None and (
        verb.tag_ == "VBD" or bool(helpers & {"was", "were", "had", "has", "have"})
    )


def _then_cancelled(verb: Token) -> bool:
    """True of "had planned to visit X but cancelled the trip"."""
    while verb.dep_ in ("xcomp", "acomp"):
        verb = verb.head
    after = [c for c in children(verb, "conj") if calls_off(c)]
    return any(
        t.lemma_.lower() in kind("talk") or t.lower_ == "it"
        for c in after
        for t in children(c, "dobj")
    )


def _timed(verb: Token) -> bool:
    """True of a present that says when something else is to be: "will decide when they meet"."""
    when = any(
        c.dep_ in ("mark", "advmod") and c.lower_ in ("when", "once", "before", "until", "after")
        for c in verb.children
    )
    return when and verb.dep_ == "advcl" and verb.tag_ in ("VBP", "VBZ") and is_verb(verb.head)


def _by_nobody(verb: Token) -> bool:
    """True of "no talks will be held"."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "dobj")
        and any(d.dep_ == "det" and d.lower_ in ("no", "neither") for d in c.children)
        for c in verb.children
    )


def _conditional(verb: Token) -> bool:
    return any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "lest") for c in verb.children
    )


def _own(verb: Token) -> Status | None:
    """What its auxiliaries or its tense say; None of an infinitive or participle without any."""
    aux = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    for word in aux:
        if word in MODAL:
            return MODAL[word]
        if word in ("would", "'d", "’d"):
            return (
                "planned"
                if verb.dep_ in ("ccomp", "conj", "relcl") or _reported(verb)
                else "hypothetical"
            )
    if "to" in aux:
        return "planned" if verb.dep_ == "ROOT" else None
    if verb.tag_ == "VBG" and any(w in ("is", "are", "'s", "'re", "’s", "’re", "am") for w in aux):
        return "ongoing" if "going" not in aux else "planned"
    return "happened" if aux or verb.tag_ in ("VBD", "VBZ", "VBP") else None


def _reported(verb: Token) -> bool:
    """True where someone is said to have said it ("..., officials said")."""
    return (
        any(c.dep_ in ("ccomp", "parataxis") and c.tag_ in ("VBD", "VBZ") for c in verb.children)
        or verb.head.tag_ == "VBD"
    )


def _governed(verb: Token, far: int) -> Status:
    """What the word that governs an infinitive or participle says."""
    head = verb.head
    if head == verb:
        return "happened"
    if verb.dep_ == "conj" and is_verb(head):
        return of_verb(head, far - 1)
    if verb.dep_ == "pcomp":
        return _after(head, far)
    if verb.dep_ in ("acl", "relcl"):
        return (
            (governs(head.lemma_.lower(), noun=True) or "planned")
            if verb.tag_ == "VB"
            else "happened"
        )
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        return _infinitive(verb, far)
    if verb.dep_ == "advcl":
        return of_verb(head, far - 1) if is_verb(head) else "happened"
    return _chain(head, far) if verb.dep_ in ("xcomp", "ccomp") else "happened"


def _infinitive(verb: Token, far: int) -> Status:
    head = verb.head
    if verb.dep_ == "advcl" and not governs(head.lemma_.lower()):
        return "planned"
    if head.lemma_ in ("be", "have", "go"):
        return "planned"
    if head.pos_ == "ADJ" and not governs(head.lower_):
        return "hypothetical"
    return _chain(head, far)


def _chain(head: Token, far: int) -> Status:
    """The status that a governing verb or adjective gives, or its own where it gives none ("began
    to withdraw")."""
    given = governs(head.lemma_.lower()) or governs(head.lower_)
    denied = any(
        c.dep_ == "neg"
        for c in (*head.children, *head.head.children)
        if c.head == head or head.dep_ == "acomp"
    )
    if given:
        return NOT.get(given, given) if denied or _by_nobody(head) else given
    return of_verb(head, far - 1) if is_verb(head) else "happened"


def _after(prep: Token, far: int) -> Status:
    """Of "before meeting", "after signing", "without consulting"."""
    if prep.lower_ == "without":
        return "denied"
    above = next((t for t in prep.ancestors if is_verb(t)), None)
    lemma = prep.head.lemma_.lower()
    given = governs(lemma) or (governs(lemma, noun=True) if prep.head.pos_ == "NOUN" else None)
    if given and prep.lower_ not in ("after", "before", "by", "in"):
        return given
    later = of_verb(above, far - 1) if above is not None and far > 0 else "happened"
    return (
        later
        if later in ("planned", "expected", "hypothetical") and prep.lower_ != "after"
        else "happened"
    )


def of_noun(noun: Token, far: int = FAR) -> Status:
    """The status of what a noun names."""
    verb, how = carrier(noun)
    above = _under(verb, how, far) if verb is not None else "happened"
    if above in ("called off", "not expected", "denied"):
        return above
    for c in children(noun, "amod", "compound", "nmod"):
        given = governs(c.lower_) if c.tag_ in ("JJ", "VBN", "VBG") else None
        if given:
            return given
    if any(calls_off(c) for c in children(noun, "acl")) or (
        verb is None and any(c.lower_ == "off" for c in noun.children)
    ):
        return "called off"
    none = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    return NOT.get(above, above) if none else above


def _under(verb: Token, how: str, far: int) -> Status:
    lemma = _lemma(verb)
    if how in ("object", "subject"):
        given = governs(lemma) if how == "object" else None
        own = of_verb(verb, far - 1)
        if given == "called off":
            return CANCELLED.get(own, given)
        if given:
            return (
                "not expected"
                if given in ("expected", "planned") and own in ("denied", "not expected")
                else given
            )
        return own if how == "subject" or light(lemma) else "happened"
    return _by_phrase(verb, how, lemma)


def _by_phrase(verb: Token, how: str, lemma: str) -> Status:
    if how in ("for", "to") and governs(lemma) in ("demanded", "planned", "expected"):
        return governs(lemma) or "happened"
    own = of_verb(verb, 2)
    if how in ("after", "following", "since"):
        return "planned" if own in AHEAD_OF_IT else "happened"
    if how == "for":
        return "planned" if lemma in kind("moving") or own == "planned" else own
    if how in AHEAD or how == "of":
        return "planned" if how in AHEAD else "happened"
    return (
        own
        if own in ("planned", "expected") and how in ("at", "in", "during", "into")
        else "happened"
    )


def by_date(status: Status, date: Dated | None, report: Report) -> Status:
    """The status, given its date: what is dated after the publication has not happened yet."""
    if (
        status not in ("happened", "ongoing")
        or date is None
        or not date.value
        or report.published is None
    ):
        return status
    first = date.value.split("/")[0]
    return (
        "planned"
        if len(first) >= 10 and first[:4].isdigit() and first[:10] > report.published.latest
        else status
    )
