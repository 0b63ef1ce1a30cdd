"""Who a statement is attributed to, and on what terms."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.read.actors.mentions import Mentions
from onrecord.read.paragraphs import Paragraph
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, nouns
from onrecord.record import Actor, Source, Terms

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL = frozenset({"NNS", "NNPS"})


@functools.cache
def _described() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in table("terms")}


def heads(saying: Saying) -> tuple[Token, ...]:
    """The heads of a source: one, or all that are joined by "and"; of a relative pronoun the noun
    that it stands for."""
    who = saying.who
    if who is None:
        return ()
    if who.tag_ in ("WP", "WDT") and who.head.dep_ == "relcl":
        who = who.head.head
    joined = [
        t
        for t in who.conjuncts
        if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "PRON") and _is_in_source(saying, t)
    ]
    return (who, *joined) if who.dep_ != "conj" else (who,)


def _is_in_source(saying: Saying, token: Token) -> bool:
    return any(start <= token.i < end for start, end in saying.source)


def actors(saying: Saying, index: Mentions) -> tuple[Actor, ...]:
    """Who speaks, as the report's actors have it: more than one where a statement is joint."""
    found = [a for head in heads(saying) if (a := _actor(saying.par, head, index)) is not None]
    if len(found) <= 1 and not any(a.kind == "person" for a in found):
        found = list(_apposed(saying, index)) or found
    return tuple({a.id: a for a in found}.values())


def _apposed(saying: Saying, index: Mentions) -> Iterator[Actor]:
    """The persons that a source names behind what they are (both ministers, Ana Duarte and Luis
    Vega)."""
    if saying.who is None:
        return
    for name in (t for t in saying.who.rights if t.dep_ == "appos"):
        for token in (name, *(t for t in name.conjuncts if t.i > name.i)):
            actor = index.at(saying.par.block.span(token))
            if actor is not None and actor.kind == "person" and _is_in_source(saying, token):
                yield actor


def _actor(par: Paragraph, head: Token, index: Mentions) -> Actor | None:
    """The actor that a noun names; of an editorial or a statement, whose it is."""
    if lemma(head) in nouns("utterance"):
        for token in _owners(head):
            owner = index.at(par.block.span(token))
            if owner is not None:
                return owner
    return index.at(par.block.span(head))


def _owners(head: Token) -> Iterator[Token]:
    for token in head.children:
        if token.dep_ in ("poss", "compound", "nmod"):
            yield token
        elif token.dep_ in ("prep", "agent") and token.lower_ in ("in", "by", "from", "of"):
            yield from (t for t in token.rights if t.dep_ == "pobj")


def voice(saying: Saying, found: tuple[Actor, ...], index: Mentions) -> frozenset[int]:
    """The subjects in what is said that are the source, or the state that it speaks for (a Peruvian
    minister: Peru will …)."""
    states = {a.state for a in found if a.state}
    own: set[int] = set()
    for start, end in saying.content:
        for token in saying.par.doc[start:end]:
            if token.dep_ in ("nsubj", "nsubjpass"):
                actor = index.at(saying.par.block.span(token))
                if (
                    actor in found
                    or (actor and actor.kind == "state" and actor.state in states)
                    or _own_country(token)
                ):
                    own.add(token.i)
    return frozenset(own)


def _own_country(token: Token) -> bool:
    return token.lower_ in ("country", "government", "nation") and any(
        t.dep_ == "poss" and t.tag_ == "PRP$" for t in token.lefts
    )


GOVERNMENTS = frozenset(
    {
        "governments",
        "countries",
        "nations",
        "states",
        "sides",
        "neighbours",
        "neighbors",
        "capitals",
    }
)


def parties(
    found: tuple[Actor, ...], known: tuple[Actor, ...], index: Mentions
) -> tuple[Actor, ...]:
    """Of "the two governments" the two states, where the report's actors have both."""
    if (
        len(found) != 1
        or found[0].kind != "group"
        or not GOVERNMENTS & set(found[0].name.lower().split())
    ):
        return found
    states = {a.state: a for a in known if a.kind == "state"}
    both = tuple(states[code] for code in index.sides(found[0]) if code in states)
    return both if len(both) == 2 else found


def source(saying: Saying, found: tuple[Actor, ...]) -> Source:
    """Who a statement is attributed to: the words, and the actors that they name."""
    named = saying.par.words(saying.source)
    ids = tuple(a.id for a in found)
    joint = len(ids) > 1
    return Source(
        None if joint or not ids else ids[0], ids if joint else (), named.text, named.spans
    )


def terms(saying: Saying, actor: Actor | None) -> Terms:
    """On what terms a source speaks, by how the report names it."""
    who = next(iter(heads(saying)), None)
    if who is None:
        return "unnamed"
    many = _many(who)
    if many is not None:
        return _some_of(who, many)
    if actor is not None and actor.kind in ("person", "state", "organisation"):
        return "named"
    if who.tag_ == "NNPS" and who.ent_type_ not in ("GPE", "ORG", "PERSON", "FAC"):
        return "unnamed"
    if who.pos_ == "PROPN" or (
        who.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and who.tag_ not in PLURAL
    ):
        return "named"
    if lemma(who) in nouns("utterance"):
        return "named"
    if lemma(who) in nouns("body") | nouns("voice"):
        return "named" if _is_certain(who) else "unnamed"
    if who.pos_ == "PRON":
        return _pronoun(who, actor)
    return _described_terms(who, actor)


def _is_certain(who: Token) -> bool:
    """True of one body or more that the report points out: the ministry, both governments, not
    governments."""
    return who.tag_ not in PLURAL or any(
        t.lower_ in ("the", "both", "these", "those") for t in who.lefts
    )


def _pronoun(who: Token, actor: Actor | None) -> Terms:
    """A pronoun speaks on the terms of whom it stands for, as far as that is known."""
    if actor is None:
        return "named" if who.lower_ in ("he", "she", "it") else "unnamed"
    words = re.split(r" (?:of|for|in|with|who|from|at|familiar|close|on)\b", actor.name.lower())[
        0
    ].split()
    row = (
        _described().get(words[-1]) or _described().get(words[-1].removesuffix("s"))
        if words
        else None
    )
    if row is None or row["one"] == "withheld":
        return "unnamed"
    return (
        "anonymous"
        if row["one" if actor.kind == "unnamed" else "many"] in ("anonymous", "office")
        else "unnamed"
    )


QUANTITIES = frozenset(
    {
        "group",
        "number",
        "handful",
        "majority",
        "dozen",
        "couple",
        "pair",
        "string",
        "host",
        "trio",
        "score",
        "half",
        "lot",
    }
)
SOME = frozenset(
    {
        "one",
        "another",
        "several",
        "some",
        "many",
        "most",
        "few",
        "both",
        "each",
        "none",
        "all",
        "half",
        "any",
        "neither",
        "either",
    }
)
COUNTED = frozenset(
    {"one", "another", "both", "each", "couple", "pair", "trio", "neither", "either"}
)


def _many(who: Token) -> Token | None:
    """Of whom a source is one or some: the officials of "two of the officials"."""
    if who.pos_ != "NUM" and lemma(who) not in QUANTITIES | SOME:
        return None
    return next(
        (t for of in who.rights if of.lower_ == "of" for t in of.rights if t.dep_ == "pobj"), None
    )


def _some_of(who: Token, many: Token) -> Terms:
    """Two of the officials are officials whose names are not given; some of the officials, and one
    of the critics, are some of many."""
    row = _described().get(lemma(many))
    if row is None:
        return "unnamed"
    counted = who.pos_ == "NUM" or lemma(who) in COUNTED
    return (
        "anonymous" if row["one" if counted else "many"] in ("anonymous", "office") else "unnamed"
    )


ONE = frozenset({"a", "an", "one", "another"})


def _described_terms(who: Token, actor: Actor | None) -> Terms:
    rows = _described()
    around = [t.lower_ for t in who.subtree if t.i - who.i < 12]
    withheld = any(rows.get(word, {}).get("one") == "withheld" for word in around)
    row = rows.get(lemma(who))
    if row is None or row["one"] == "withheld":
        named = any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in who.rights)
        single = (
            actor is not None
            and actor.kind == "unnamed"
            and who.tag_ == "NN"
            and any(t.lower_ in ONE for t in who.lefts)
        )
        return "named" if named else "anonymous" if withheld or single else "unnamed"
    if any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in who.rights):
        return "named"
    if (
        row["one"] == "office"
        and who.tag_ not in PLURAL
        and not any(t.lower_ in ONE for t in who.lefts)
    ):
        return "anonymous" if withheld else "named"
    counted = any(t.dep_ == "nummod" for t in who.lefts) and not any(
        t.lower_ in ("the", "both", "these", "those") for t in who.lefts
    )
    many = who.tag_ in PLURAL and not counted
    said = row["many"] if many and not withheld else row["one"]
    return "anonymous" if said in ("anonymous", "office") else "unnamed"
