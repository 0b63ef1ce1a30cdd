"""What someone is said to say, think or want in the words of the report: a cue verb with what depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statements import cues
from onrecord.read.statements.edges import behind_dateline, quoted_only, reach, without_who, without_with
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import (
    FINITE,
    SUBJECTS,
    cue_run,
    is_time,
    key,
    lemma,
    noun_phrase,
    own_subject,
    run,
    subject,
    utterance,
)
from onrecord.read.statements.paragraphs import Paragraph, Run, tight, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

Framed = tuple[str, tuple[Run, ...]]
"""The name of a construction and the words that it says are reported."""


def find(par: Paragraph, taken: frozenset[int]) -> Iterator[Saying]:
    """What each cue verb of a paragraph reports, by the first construction in which it is a cue; `taken` verbs have theirs already."""
    upto = 0
    for verb in par.doc:
        if verb.pos_ not in ("VERB", "AUX") or verb.i < upto or verb.i in taken or par.inside[verb.i] >= 0:
            continue
        saying = _by_verb(par, verb)
        if saying is not None and _is_said(saying):
            upto = saying.cue[0][1]
            yield saying


def _by_verb(par: Paragraph, verb: Token) -> Saying | None:
    word = key(verb)
    if word == "make":
        return _made_clear(par, verb)
    frames = cues.frames(word)
    found = next(((frame, content) for frame, content in constructions(par, verb) if frame in frames), None) if frames else None
    return _saying(par, verb, *found) if found else None


STILL = frozenset({"continue", "go", "begin", "start", "come", "proceed", "move"})


def _is_said(saying: Saying) -> bool:
    """False of what nobody is named to say, and of what someone only tries or is there to say (met to discuss the plan)."""
    verb = saying.verb
    if verb is None or saying.rule.startswith("passive"):
        return True
    if not saying.source:
        return False
    to = any(t.tag_ == "TO" for t in verb.lefts)
    return (
        not to
        or saying.rule == "clause"
        or (verb.dep_ == "xcomp" and lemma(verb.head) in STILL)
        or verb.dep_ not in ("xcomp", "advcl", "acl")
    )


def _made_clear(par: Paragraph, verb: Token) -> Saying | None:
    """What someone made (it) clear (that)."""
    clear = next((t.i for t in par.doc[verb.i + 1 : verb.i + 5] if t.lower_ == "clear"), None)
    who = subject(verb)
    if (
        clear is None
        or who is None
        or any(t.lower_ not in ("it", "very", "abundantly", "quite", "perfectly") for t in par.doc[verb.i + 1 : clear])
    ):
        return None
    content = tight(par, (clear + 1, min(par.sentence_end(clear, len(par)), verb.right_edge.i + 1)))
    if content[1] - content[0] < 3 or par.doc[content[0]].lower_ in ("to", "in", "on", "about", "with", "for", "by", "when"):
        return None
    source = tight(par, noun_phrase(who))
    cue = (cue_run(verb, 0)[0], clear + 1)
    return Saying("made-clear", par, (whole(par, content, clear),), (source,), (cue,), "make clear", verb, who)


def constructions(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """The constructions in which a verb stands, the most telling first."""
    below: dict[str, Token] = {}
    for token in (*verb.rights, *verb.lefts):
        if not (token.dep_ == "dobj" and is_time(token)):
            below.setdefault(token.dep_, token)
    yield from _inserted(par, verb)
    yield from _that(par, verb)
    if "dobj" in below and below["dobj"].lower_ == "what":
        yield from _what(par, verb)
    if "ccomp" in below:
        yield from _clause(par, verb, below["ccomp"])
    if "nsubjpass" in below:
        yield from _passive(below)
        return
    yield from _called(par, verb)
    if "xcomp" in below:
        yield from _open_clause(verb, below)
    elif "advcl" in below and "dobj" not in below:
        yield from _far_infinitive(verb, below["advcl"])
    if "dobj" in below:
        yield from _thing(par, verb, below["dobj"])
    elif "oprd" in below:
        yield "complement", (run(below["oprd"]),)
    yield from _named_as(verb)
    for token in verb.rights:
        if token.dep_ == "prep" and token.right_edge.i > token.i:
            yield from _about(par, token)


def _named_as(verb: Token) -> Iterator[Framed]:
    """What something is called (referred to THE BRIDGE AS A TRAP)."""
    to = next((t for t in verb.rights if t.dep_ == "prep" and t.lower_ == "to"), None)
    named = next((t for t in verb.rights if t.dep_ == "prep" and t.lower_ == "as"), None)
    if to is not None and named is not None and to.right_edge.i + 1 == named.i:
        yield "to-as", ((to.i + 1, named.right_edge.i + 1),)


COMMITTED = frozenset({"promise", "pledge", "vow", "agree", "offer", "refuse", "threaten", "want", "hope", "propose"})


def _far_infinitive(verb: Token, deed: Token) -> Iterator[Framed]:
    """What one promised to do, where a day or a place parts the two and the parser takes it for an aim (pledged Sunday in Lima to go)."""
    if lemma(verb) in COMMITTED and deed.i > verb.i and any(t.tag_ == "TO" for t in deed.lefts):
        yield "infinitive", (run(deed),)


def _called(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """Who is called on to do what (called on PERU TO OPEN THE BRIDGE; called for PERU TO OPEN IT)."""
    if lemma(verb) not in ("call", "appeal") or verb.i + 1 >= len(par) or par.doc[verb.i + 1].lower_ not in ("on", "for", "upon", "to"):
        return
    deed = next((t for t in verb.rights if t.dep_ in ("xcomp", "advcl") and any(u.tag_ == "TO" for u in t.lefts)), None)
    word = par.doc[verb.i + 1]
    if deed is not None and word.right_edge.i < deed.i and deed.i - verb.i < LONG_WAY and word.dep_ in ("prep", "mark"):
        yield "for", ((verb.i + 2, deed.right_edge.i + 1),)


def _about(par: Paragraph, word: Token) -> Iterator[Framed]:
    """What a preposition leads to (called for TALKS), unless that is a person (responded to HER)."""
    thing = next(iter(word.rights), word)
    if is_time(thing):
        return
    if not (word.lower_ == "to" and thing.ent_type_ == "PERSON") and thing.tag_ != "PRP":
        yield word.lower_, (without_who(par, (word.i + 1, word.right_edge.i + 1)),)


def _that(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """A clause with "that", wherever the parser hangs it, that a place or a day parts from its verb (said in a note that …)."""
    end = par.sentence_end(verb.i, len(par))
    for at in range(verb.i + 1, min(end, verb.i + LONG_WAY)):
        token = par.doc[at]
        if token.lower_ == "that" and token.tag_ == "IN" and token.dep_ == "mark":
            if token.head.head != verb and at > verb.i + 1:
                yield "clause", (reach(par, verb, (at, max(token.head.right_edge.i + 1, at + 1))),)
            return
        if par.inside[at] >= 0 or token.text in (":", ";") or (token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") and token.tag_ != "VBG"):
            return


LONG_WAY = 16
"""Words that may part a verb from its clause."""


def _clause(par: Paragraph, verb: Token, clause: Token) -> Iterator[Framed]:
    start, end = run(clause)
    if clause.i < verb.i:
        who = own_subject(verb)
        stop = verb.i if who is None or who.i > verb.i else noun_phrase(who)[0]
        left = max(verb.left_edge.i, par.sentence_start(start, 0))
        if not any(par.doc[at].text == ";" and par.inside[at] < 0 for at in range(start, stop)):
            yield "clause", ((left, stop),)
        return
    to = next((t.i for t in clause.lefts if t.tag_ == "TO"), None) if clause.tag_ in ("VB", "VBN") else None
    if to is not None:
        yield "address", ((to, end),)
        yield "infinitive", ((start, end),)
        return
    yield "clause", (reach(par, verb, (max(start, verb.i + 1), end)),)


def _passive(below: dict[str, Token]) -> Iterator[Framed]:
    who = below["nsubjpass"]
    if "xcomp" in below:
        yield "passive-infinitive", (noun_phrase(who), run(below["xcomp"]))
    elif "ccomp" not in below:
        yield "passive", (noun_phrase(who),)


def _inserted(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """What a clause between commas, or behind the last one, reports (The talks, she said, had failed; the talks had failed, she said)."""
    if "quote" not in cues.frames(lemma(verb)):
        return
    named = _named_before(par, verb)
    who = named[1] if named else own_subject(verb)
    if who is None:
        return
    start = min(named[0] if named else noun_phrase(who)[0], cue_run(verb, 0)[0])
    stop = _clause_end(par, verb, who)
    if start < 2 or par.doc[start - 1].text not in SET_OFF or par.inside[start - 1] >= 0 or stop is None:
        return
    before = tight(par, (par.sentence_start(start - 1, 0), start - 1))
    after = tight(par, (stop, par.sentence_end(stop, len(par))))
    after = after if after[1] > after[0] and par.doc[after[0]].lower_ not in NEXT else (stop, stop)
    parts = tuple(p for p in (before, after) if p[1] > p[0])
    if before[1] > before[0] and sum(b - a for a, b in parts) > SHORTEST:
        yield "inserted", parts


def _named_before(par: Paragraph, verb: Token) -> tuple[int, Token] | None:
    """Who stands between a comma and a verb without a subject (…, Peru's ministry said on Monday): from where, and its head."""
    if own_subject(verb) is not None or verb.tag_ not in FINITE or verb.i < 3 or par.doc[verb.i - 1].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    start = verb.i
    while start and verb.i - start < LONGEST_NAME and par.doc[start - 1].pos_ in NAMING and par.inside[start - 1] < 0:
        start -= 1
    inner = par.doc[start : verb.i]
    of = next((t.i for t in inner if t.pos_ == "ADP"), verb.i)
    if par.doc[start - 1].text != "," or of == start or len(inner) < 1:
        return None
    return start, par.doc[of - 1]


NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM", "ADP"})
LONGEST_NAME = 10


def _what(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """What is in "what they said will be X": all behind the verb."""
    at = verb.i + 1
    if at < len(par) and par.doc[at].pos_ == "AUX" and par.inside[at] < 0:
        main = par.doc[at] if par.doc[at].head.i < at else par.doc[at].head
        yield "clause", ((at, max(main.right_edge.i + 1, at + 1)),)


SET_OFF = frozenset({",", "–", "—", "--"})
SHORTEST = 2
NEXT = frozenset({"and", "but", "as", "while", "although", "though", "adding", "citing", "referring", "noting"})
"""Words that open something of the reporter's own behind "…, she said"."""
BESIDE = frozenset({"advmod", "npadvmod", "prep", "prt", "dative", "nsubj", "punct", "dobj", "neg"})


def _clause_end(par: Paragraph, verb: Token, who: Token) -> int | None:
    """Where a clause that only says who said it, to whom, where and when ends with a comma or the sentence, or None if it goes on."""
    end = verb.i + 1
    while end < len(par) and par.inside[end] < 0 and par.doc[end].text not in SET_OFF and not par.is_stop(end):
        token = par.doc[end]
        if token.head != verb or token.dep_ not in BESIDE or (token.dep_ == "dobj" and lemma(verb) not in TOLD):
            return None
        end = max(token.right_edge.i + 1 if token != who else noun_phrase(who)[1], end + 1)
    return end


TOLD = frozenset({"tell", "inform", "remind", "assure", "warn", "advise"})


def _open_clause(verb: Token, below: dict[str, Token]) -> Iterator[Framed]:
    clause = below["xcomp"]
    start, end = run(clause)
    if clause.i < verb.i:
        return
    to = any(t.tag_ == "TO" for t in clause.lefts)
    if to and "dobj" in below and below["dobj"].i < clause.i:
        yield "address", ((start, end),)
    elif to:
        yield "infinitive", ((start, end),)
    else:
        yield ("gerund" if clause.tag_ == "VBG" else "small-clause"), ((start, end),)


WITH_OBJECT = frozenset({"as", "of", "for"})


def _thing(par: Paragraph, verb: Token, thing: Token) -> Iterator[Framed]:
    """The object of a verb with what is said of it: called him a liar; described the talks as frank; accused them of theft."""
    start, end = run(thing)
    if thing.i < verb.i:
        end = verb.i + 1
    parts = tuple(_with_complements(verb, (start, end)))
    if thing.i > verb.i:
        yield "object", parts if len(parts) > 1 else (quoted_only(par, parts[0]),)
    elif parts[-1][1] > end:
        yield "object", (quoted_only(par, (end, parts[-1][1])),)


def _with_complements(verb: Token, thing: Run) -> Iterator[Run]:
    """An object with what is said of it right behind it, or behind a day."""
    (start, end), at = thing, thing[1]
    for token in verb.rights:
        left, right = token.left_edge.i, token.right_edge.i + 1
        if left < at:
            continue
        said = token.dep_ in ("oprd", "xcomp") or (token.dep_ == "prep" and token.lower_ in WITH_OBJECT)
        if left > at or not (said or _only_day(token)):
            break
        if said and at > end:
            yield start, end
            start = left
        end, at = right if said else end, right
    yield start, end


def _only_day(token: Token) -> bool:
    """True of a day between a thing and what is said of it (accused Peru ON FRIDAY of theft)."""
    return is_time(token) or (token.dep_ == "prep" and any(is_time(t) for t in token.rights))


def _saying(par: Paragraph, verb: Token, frame: str, content: tuple[Run, ...]) -> Saying | None:
    issued = utterance(verb) if verb.tag_ == "VBG" else None
    who = subject(issued) if issued is not None else _source(verb, frame)
    cue = (issued.i, verb.i + 1) if issued is not None else cue_run(verb, 0)
    cue, content = _declined(verb, cue, content) if lemma(verb) in DECLINING else (cue, content)
    before = _named_before(par, verb) if frame == "inserted" else None
    who = before[1] if before else _behind_dateline(par, who)
    phrase = (before[0], cue[0]) if before else noun_phrase(who) if who is not None else None
    source = tight(par, _clipped(phrase, cue, content)) if phrase else None
    runs = tuple(
        whole(par, part, cue[1] if part[0] >= verb.i else 0)
        for part in (tight(par, without_with(par, behind_dateline(par, c))) for c in content)
        if part[1] > part[0]
    )
    if not runs:
        return None
    named = (source,) if source and source[1] > source[0] else ()
    return Saying(frame, par, runs, named, (cue,), key(verb), verb, who)


def _behind_dateline(par: Paragraph, who: Token | None) -> Token | None:
    """The subject of a first sentence, where the parser takes the dateline for it."""
    if who is None or who.i >= par.opening:
        return who
    beside = (t for t in who.head.lefts if t.i >= par.opening and t.dep_ in SUBJECTS)
    below = (t for t in who.subtree if t.i >= par.opening and t.dep_ in ("appos", "nsubj", "dep", "conj") and t.pos_ in ("NOUN", "PROPN"))
    return next(beside, next(below, who))


DECLINING = frozenset({"decline", "refuse"})
ABOUT = frozenset({"to", "on", "about"})


def _declined(verb: Token, cue: Run, content: tuple[Run, ...]) -> tuple[Run, tuple[Run, ...]]:
    """What one declined to answer: declined to comment on THE REPORT; else that one declined TO COMMENT."""
    asked = next((t for t in verb.rights if t.dep_ == "xcomp"), None)
    about = (
        next((t for t in asked.rights if t.dep_ == "prep" and t.lower_ in ABOUT and t.right_edge.i > t.i), None)
        if asked is not None
        else None
    )
    if asked is None or about is None:
        return cue, content
    return (cue[0], asked.i + 1), ((about.i + 1, about.right_edge.i + 1),)


def _source(verb: Token, frame: str) -> Token | None:
    if frame.startswith("passive"):
        agent = next((t for t in verb.rights if t.dep_ == "agent"), None)
        return next(iter(agent.rights), None) if agent is not None else None
    if verb.dep_ == "acl" and own_subject(verb) is None:
        return verb.head
    return subject(verb)


def _clipped(source: Run, cue: Run, content: tuple[Run, ...]) -> Run:
    """The words of the source that are neither the cue's nor the content's."""
    start, end = source
    for part in (cue, *content):
        if start <= part[0] < end:
            end = part[0]
        elif part[0] < start < part[1]:
            start = min(part[1], end)
    return start, end
