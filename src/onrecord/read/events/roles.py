"""Who acts and who is acted on in an event that a verb or noun reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon.kinds import kind
from onrecord.read.events.clauses import (
    carrier,
    children,
    doers,
    is_verb,
    listed,
    objects,
    passive,
    phrases,
    subjects,
    whole,
)
from onrecord.read.events.sides import NEAR, Party, Scene, core
from onrecord.read.events.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

TOWARD = frozenset(
    [
        "against",
        "on",
        "upon",
        "to",
        "toward",
        "towards",
        "at",
        "from",
        "into",
        "with",
        "of",
        "over",
        "about",
        "for",
        "between",
    ]
).union(["among", "down"])
AGAINST = frozenset({"against", "on", "upon", "toward", "towards"})
PLACED = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "across",
        "throughout",
        "inside",
        "around",
        "within",
        "off",
        "opposite",
    }
)
JOINED = frozenset({"with", "between", "among", "amongst", "alongside", "by", "of"})
HOSTED = frozenset({"to", "in", "at"})
MEMBERS = frozenset(
    {"of", "from", "between", "with", "among", "amongst", "by", "like", "including"}
)
RECIPIENT_FIRST = frozenset({"AID", "COOPERATE", "SANCTION", "CONCEDE", "AGREE"})
SAYING = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"})
ON_THE_SPOT = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONCEDE", "AID", "SANCTION", "RETREAT"}
)
INLAND = frozenset({"PROTEST", "COERCE", "CONCEDE", "RETREAT"})
AT_HOME = frozenset(
    {"PROTEST", "COERCE", "CONCEDE", "ASSAULT", "release", "ceasefire", "investigate"}
)
"""Types and modes of what a state does or suffers within."""
OWN_OF = frozenset({"RETREAT", "MOBILIZE", "PROTEST", "CONSULT", "AGREE"})
"""Types whose nouns say by "of" who acts ("withdrawal of troops"), where those of others say who is
acted on ("arrest of")."""


@dataclass(frozen=True, eq=False)
class Roles:
    """Who acts, who is acted on, and the words that say so."""

    source: Party
    target: Party
    words: tuple[Token, ...]
    host: Token | None = None
    """Of a visit, the word for where it goes."""


def roles(scene: Scene, trigger: Trigger) -> Iterator[Roles]:
    """The parties of an event; of a visit to several hosts one set for each."""
    if trigger.row.mode == "visit":
        yield from _visits(scene, trigger)
    elif trigger.row.parties == "both":
        yield _meeting(scene, trigger)
    elif trigger.noun:
        yield _named(scene, trigger)
    else:
        yield _done(scene, trigger)


# --- visits ---------------------------------------------------------------------------------------


def _visits(scene: Scene, trigger: Trigger) -> Iterator[Roles]:
    token = trigger.token
    movers = doers(token) if trigger.noun else subjects(token)
    if trigger.noun and token.lemma_.lower() == "trip":
        movers = movers or [p for name, p in phrases(token) if name == "of"]
    mover = scene.party(movers) or _attributes(scene, token)
    if trigger.noun and not mover.states:
        movers = movers or _above(token)
        mover = mover + scene.party(movers)
    beside = _companions(token)
    mover = mover + scene.party(beside) if movers else mover
    for host in _hosts(trigger):
        there = scene.party([host], wide=True)
        if there.states:
            yield Roles(mover, there, (*movers, host), host)


def _companions(token: Token) -> list[Token]:
    """Those who travel along: "visited X, where he was joined by Y"."""
    verbs = [
        v
        for v in token.sent
        if v.lemma_ in ("join", "accompany") and v.pos_ == "VERB" and passive(v)
    ]
    along = (
        v
        for v in verbs
        if v.dep_ in ("relcl", "advcl", "acl", "conj") and any(s.pos_ == "PRON" for s in v.children)
    )
    return [t for v in along for t in subjects(v)]


def _hosts(trigger: Trigger) -> Iterator[Token]:
    """Each place or host that a visit goes to: "visits to partners in Chile and Peru" has two."""
    token = trigger.token
    hosts = [] if trigger.noun else objects(token)
    own = [p for name, p in phrases(token) if name in ("of", "by")] if trigger.noun else []
    hosts += [
        h for n in (token, *own) for name, p in phrases(n) if name in HOSTED for h in listed(p)
    ]
    for host in hosts:
        inner = [h for name, p in phrases(host) if name in PLACED for h in listed(p)]
        yield from (inner if inner and host.lemma_.lower() in kind("related") else [host])


def _above(noun: Token) -> list[Token]:
    """The subject of the verb that a noun stands under, whatever the verb is."""
    verb, how = carrier(noun)
    return subjects(verb) if verb is not None and how != "subject" else []


# --- meetings and agreements ----------------------------------------------------------------------


def _meeting(scene: Scene, trigger: Trigger) -> Roles:
    token = trigger.token
    if trigger.noun:
        words = [t for name, p in phrases(token) if name in JOINED for t in listed(p)] + doers(
            token
        )
        found = scene.party(words) + _attributes(scene, token)
        if len(found.states) < 2:
            words += _above(token) + _beside(token) if not _kept_out(token) else []
            found = scene.party(_once(words)) + found
        if len(found.states) == 1:
            found = found + Party((), scene.party(_destination(token), wide=True).states)
    else:
        words = (
            subjects(token)
            + objects(token)
            + [t for name, p in phrases(token) if name in ("with", "to") for t in listed(p)]
        )
        words += [
            t
            for o in children(token, "dobj")
            for name, p in phrases(o)
            if name in JOINED
            for t in listed(p)
        ]
        found = scene.party(words)
    if len(found.states) < 2:
        found = found + scene.party(words, wide=MEMBERS, owned=True)
    return Roles(found, Party(), tuple(_once(words)))


def _destination(noun: Token) -> list[Token]:
    """Of "arrived in Lima for talks" the town, whose state is the host."""
    verb, how = carrier(noun)
    if verb is None or how != "for" or verb.lemma_.lower() not in kind("moving"):
        return []
    return [t for name, p in phrases(verb) if name in HOSTED and p != noun for t in listed(p)]


def _kept_out(noun: Token) -> bool:
    """True of "did not take part in the talks"."""
    verb, how = carrier(noun)
    return verb is not None and how == "in" and bool(children(verb, "neg"))


def _beside(noun: Token) -> list[Token]:
    """Those whom the verb above a noun names as the other side: "speaks to X during talks"."""
    verb, how = carrier(noun)
    if verb is None or how == "subject":
        return []
    other = [
        t for name, p in phrases(verb) if name in ("with", "to") and p != noun for t in listed(p)
    ]
    return other + [t for t in objects(verb) if t not in (whole(noun), noun)]


def _attributes(scene: Scene, noun: Token) -> Party:
    """The states and persons that stand as adjectives before a noun: "U.S.-China talks", "Israeli
    raid"."""
    return scene.party(
        t
        for t in noun.children
        if t.dep_ in ("compound", "amod", "nmod", "npadvmod")
        and t.i < noun.i
        and t.pos_ in ("PROPN", "ADJ", "NOUN")
    )


# --- what one does to another ---------------------------------------------------------------------


def _done(scene: Scene, trigger: Trigger) -> Roles:
    verb = trigger.token
    who = subjects(verb) or _forces(trigger)
    local = [t for t in who if not _of_the_world(t)]
    source = scene.party(who, wide=NEAR, owned=True) if local else scene.party(who)
    near = list(_near(trigger, _heads(trigger)))
    spot = Party((), scene.party(near, wide=True).states) if _on_the_spot(trigger) else Party()
    if not source.states and (local or (trigger.row.mode == "investigate" and not who)):
        source = source + spot
    target, words = _aimed(scene, trigger)
    target = _others(target, source)
    if trigger.row.type == "MOBILIZE" and set(target.states) <= set(source.states):
        target = Party(target.actors)
    if (
        not target.states
        and spot.states
        and (who or trigger.row.type in ("ASSAULT", "COERCE"))
        and trigger.row.mode != "investigate"
    ):
        target, words = target + _others(spot, source), [*words, *near]
    target = _opposed(scene, trigger, who) or target
    whom = words if target.states else [t for group in _order(trigger)[:-2] for t in group]
    source, target = _at_home(scene, trigger, (source, who), (target, whom))
    if (
        trigger.row.type in SAYING
        and set(target.states) & set(source.states)
        and _itself(scene, who, words)
    ):
        target = Party(target.actors, _foreign(scene, verb, source))
    if trigger.row.type == "AGREE" and len(source.states) > 1:
        target = Party()
    return Roles(source, target, (*who, *words))


def _opposed(scene: Scene, trigger: Trigger, words: Iterable[Token]) -> Party:
    """Those whom a protest is against by the words for it: "an anti-American march"."""
    found = (iso3 for w in words for t in core(w) for iso3 in scene.nations.against.get(t.i, ()))
    return Party((), tuple(dict.fromkeys(found)) if trigger.row.type == "PROTEST" else ())


def _forces(trigger: Trigger) -> list[Token]:
    """Of "troops were sent to the border" the troops, whose state sends them."""
    own = trigger.row.type == "MOBILIZE" or trigger.row.mode == "withdraw"
    return (
        [t for t in objects(trigger.token) if t.lemma_.lower() in kind("force")]
        if own and passive(trigger.token)
        else []
    )


def _foreign(scene: Scene, verb: Token, source: Party) -> tuple[str, ...]:
    """The only other state that the clause under a verb of saying names: "warned that it would stop
    buying Ruritanian maize"."""
    clauses = children(verb, "ccomp", "xcomp", "pcomp", "advcl")
    found = scene.named(t for c in clauses for t in c.subtree)
    others = tuple(iso3 for iso3 in found if iso3 not in source.states)
    return others if len(others) == 1 else ()


def _itself(scene: Scene, who: list[Token], words: list[Token]) -> bool:
    """True where a state would be spoken to by itself; not of "the opposition accused the
    government", nor of "a curfew in the capital"."""
    addressed = any(t.dep_ == "pobj" and t.head.lower_ in ("from", "against") for t in words)
    return (
        bool(scene.party(words).states)
        and not addressed
        and not any(_rival(scene, t) for t in (*who, *words))
    )


def _rival(scene: Scene, token: Token) -> bool:
    """True of those within a state who do not speak for it."""
    if _of_a_faction(scene, token):
        return True
    words = {
        token.lemma_.lower(),
        *(
            c.lemma_.lower()
            for c in token.children
            if c.dep_ in ("compound", "appos", "nmod", "amod")
        ),
    }
    return bool(words & (kind("home") - kind("governing")))


def _heads(trigger: Trigger) -> list[Token]:
    """The words whose phrases say where: a verb and its objects, and of "put on alert along the
    border" the alert."""
    verb, row = trigger.token, trigger.row
    return [
        verb,
        *objects(verb),
        *(p for _, p in phrases(verb) if row.type == "MOBILIZE" or row.mode == "investigate"),
    ]


def _near(trigger: Trigger, heads: Iterable[Token]) -> Iterator[Token]:
    """Where something is done: of "outside the Swedish embassy in Riga" the town, and nothing of
    "near the Swedish border"."""
    for head in heads:
        for t in (
            t
            for name, p in phrases(head)
            if name in PLACED or p.lemma_.lower() in kind("boundary")
            for t in listed(p)
        ):
            if t.lemma_.lower() in kind("mission"):
                yield from (
                    inner for name, p in phrases(t) if name in PLACED for inner in listed(p)
                )
            elif not _landmark(t, trigger):
                yield t


def _landmark(token: Token, trigger: Trigger) -> bool:
    """True of a border near which something is done, which forces that are brought there are aimed
    at."""
    return token.lemma_.lower() in kind("boundary") and trigger.row.type != "MOBILIZE"


def _on_the_spot(trigger: Trigger) -> bool:
    """True where the place of the event says who is acted on."""
    return (
        trigger.row.type in ON_THE_SPOT
        or trigger.row.parties == "there"
        or trigger.row.mode == "investigate"
    )


def _at_home(
    scene: Scene,
    trigger: Trigger,
    source: tuple[Party, list[Token]],
    target: tuple[Party, list[Token]],
) -> tuple[Party, Party]:
    """The parties, those of home affairs with the only state that the sentence names."""
    (acts, who), (suffers, whom) = source, target
    inland = bool(who) and all(_domestic(scene, t) for t in who)
    if inland and not acts.states:
        home = scene.home(trigger.token)
        if home != scene.party(whom).states or trigger.row.type in INLAND:
            acts = acts + Party((), home)
    domestic = inland and any(_domestic(scene, t) for word in whom for t in core(word))
    own = len(acts.states) == 1 and (domestic or _all_at_home(scene, trigger, acts, who))
    return acts, suffers + Party((), acts.states) if own and not suffers.states else suffers


def _all_at_home(scene: Scene, trigger: Trigger, acts: Party, who: list[Token]) -> bool:
    """True where those who act do so in their own state as far as the sentence says; of armed
    forces only where it names a place there."""
    words = [t for thing in (*objects(trigger.token), trigger.token) for t in core(thing)]
    if (
        not (trigger.row.type in AT_HOME or trigger.row.mode in AT_HOME)
        or not who
        or any(t.lemma_.lower() in kind("abroad") for t in words)
    ):
        return False
    grounds = scene.grounds(trigger.token)
    if not {*scene.named(trigger.token.sent), *grounds} <= {*acts.states}:
        return False
    if trigger.row.type == "PROTEST":
        return True
    forces = trigger.row.type == "ASSAULT" or any(t.lemma_.lower() in kind("force") for t in who)
    return (bool(grounds) if forces else True) and all(_domestic(scene, t) for t in who)


def _of_a_faction(scene: Scene, token: Token) -> bool:
    """True of a movement or people within a state and of those who belong to it."""
    return any(t.i in scene.nations.factions for t in core(token))


def _domestic(scene: Scene, token: Token) -> bool:
    """True of those who act within their own state, and of a person with an office."""
    if _of_a_faction(scene, token):
        return True
    if token.i in scene.nations.states:
        return False
    named = [
        t
        for n in {token, whole(token)}
        for t in (n, *children(n, "compound", "appos", "nmod", "amod"))
    ]
    return any(t.lemma_.lower() in kind("home") for t in named) and not any(
        t.lower_ in kind("world") for t in token.subtree
    )


def _aimed(scene: Scene, trigger: Trigger) -> tuple[Party, list[Token]]:
    """Who is acted on: by the order in which the words for it count for this type, the first that
    names a state."""
    verb = trigger.token
    order = _order(trigger)
    for wide in (False, True):
        for words in order:
            found = scene.party(words, wide=wide)
            if found.states or (
                words and words == objects(verb) and any(map(_of_the_world, words))
            ):
                return found, words
    words = [t for group in order[:2] for t in group]
    return scene.party(words), words


def _order(trigger: Trigger) -> list[list[Token]]:
    """The words that may say who is acted on, in groups, the best first."""
    verb = trigger.token
    things_ = [
        t
        for t in objects(verb)
        if trigger.row.type != "MOBILIZE" or t.lemma_.lower() not in kind("force")
    ]
    toward = [
        t
        for n in (verb, *things_)
        for name, p in phrases(n)
        if name in TOWARD and not (n == verb and name == "for")
        for t in listed(p)
    ]
    toward += [
        t for n in _by_agents(verb) for name, p in phrases(n) if name in AGAINST for t in listed(p)
    ]
    if trigger.row.type in ("ASSAULT", "PROTEST"):
        toward = [
            p for name, p in phrases(verb) if name in PLACED and p.lemma_.lower() in kind("mission")
        ] + toward
    purpose = [t for name, p in phrases(verb) if name == "for" for t in listed(p)]
    order = [toward, things_] if trigger.row.type in RECIPIENT_FIRST else [things_, toward]
    if trigger.row.type == "REQUEST":
        order[1:1] = [purpose]
    if trigger.row.type in SAYING:
        order.insert(1 if trigger.row.type == "REQUEST" else 2, _inside(verb))
    if trigger.row.type in ("AGREE", "REJECT"):
        order.append(_where_promised(verb))
    if trigger.row.type == "THREATEN":
        order.append(list(_conditioned(verb)))
    return [
        *order,
        [t for c in children(verb, "advcl", "xcomp") for t in (*objects(c), *_inside(c))],
        purpose,
    ]


def _where_promised(verb: Token) -> list[Token]:
    """Of "agreed to send rice to victims in Peru" and "opposed placing missiles in Peru" where that
    is."""
    clauses = children(verb, "xcomp", "ccomp")
    return [
        t
        for c in clauses
        for n in (c, *objects(c))
        for name, p in phrases(n)
        if name in PLACED
        for t in listed(p)
    ]


def _conditioned(verb: Token) -> Iterator[Token]:
    """Of "threatened to strike unless Peru gave way" the one who must give way."""
    for clause in (
        c for v in (verb, *children(verb, "xcomp", "ccomp")) for c in children(v, "advcl")
    ):
        if any(m.lower_ in ("unless", "if", "until") for m in children(clause, "mark")):
            yield from (t for c in children(clause, "nsubj") for t in listed(c))


def _by_agents(verb: Token) -> list[Token]:
    """The "by" of a passive verb, to which the parser hangs what follows: "tariffs imposed by X on
    Y"."""
    return [t for a in children(verb, "agent") for t in children(a, "pobj")]


def _of_the_world(token: Token) -> bool:
    """True of what is an international body's: "a United Nations appeal"."""
    return any(t.lower_ in kind("world") for t in core(token))


def _inside(verb: Token) -> list[Token]:
    """Those whom the clause under a verb of saying is about: "wants X to act", "promised to help
    X"."""
    for clause in verb.children:
        if clause.dep_ in ("ccomp", "xcomp", "pcomp") and is_verb(clause):
            own = [
                t
                for c in children(clause, "nsubj", "nsubjpass")
                for t in listed(c)
                if t.pos_ != "PRON"
            ]
            to = [
                t
                for n in (clause, *objects(clause))
                for name, p in phrases(n)
                if name in TOWARD
                for t in listed(p)
            ]
            return own or [*objects(clause), *to]
    return [t for c in children(verb, "prep") for p in children(c, "pcomp") for t in objects(p)]


def _others(target: Party, source: Party) -> Party:
    """The target without those who act, where others remain."""
    left = tuple(s for s in target.states if s not in source.states)
    return Party(target.actors, left or target.states)


def _named(scene: Scene, trigger: Trigger) -> Roles:
    noun = trigger.token
    owns = trigger.row.type in OWN_OF
    of = [t for name, p in phrases(noun) if name == "of" for t in listed(p)]
    who = doers(noun) + (of if owns else [])
    source = scene.party(who, wide=NEAR)
    source = source if source.states else source + _attributes(scene, noun)
    toward = [t for name, p in phrases(noun) if name in TOWARD and name != "of" for t in listed(p)]
    at = list(_near(trigger, (noun,)))
    verb, how = carrier(noun)
    if verb is not None and trigger.row.type == "PROTEST":
        toward += [
            t
            for c in children(verb, "advcl", "xcomp")
            for t in (*objects(c), *(p for name, p in phrases(c) if name in AGAINST))
        ]
    if verb is not None and how == "object" and not toward:
        toward = [
            t for name, p in phrases(verb) if name in AGAINST and p.i > noun.i for t in listed(p)
        ]
    words = toward + ([] if owns else of)
    target = scene.party(words, wide=True) + _opposed(scene, trigger, (noun, *who))
    spot = (
        Party((), scene.party(at, wide=True).states) if trigger.row.type in ON_THE_SPOT else Party()
    )
    if who and not source.states and trigger.row.type == "PROTEST":
        source = source + spot
    if not target.states:
        target, words = target + spot, [*words, *at]
    source, target = _at_home(scene, trigger, (source, who), (_others(target, source), words))
    if (
        trigger.row.type in ("REQUEST", "THREATEN")
        and set(target.states) <= set(source.states)
        and _itself(scene, who, words)
    ):
        target = Party()
    return Roles(source, target, (*who, *words))


def _once(tokens: Iterable[Token]) -> list[Token]:
    return sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)


def is_official(token: Token) -> bool:
    """True of those who may travel on their state's behalf: names, pronouns, offices."""
    return token.pos_ in ("PROPN", "PRON", "NUM") or token.lemma_.lower() in kind("envoy") | kind(
        "leader"
    ) | kind("diplomat")


def is_governing(token: Token) -> bool:
    """True of a state's name and of those who speak for it."""
    words = {
        token.lemma_.lower(),
        *(c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "appos", "nmod")),
    }
    return token.ent_type_ in ("GPE", "NORP") or bool(words & (kind("governing") | kind("home")))
