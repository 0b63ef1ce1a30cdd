"""Finds the events of a report."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.lexicon.governors import light
from onrecord.lexicon.kinds import kind
from onrecord.read import places, times
from onrecord.read.draft import Draft
from onrecord.read.events import status
from onrecord.read.events.clauses import carrier, children, governor, objects, passive, subjects
from onrecord.read.events.joining import TOGETHER, Sighting, joined, needs
from onrecord.read.events.nations import is_state
from onrecord.read.events.pastimes import of_pastimes
from onrecord.read.events.roles import Roles, is_governing, is_official, roles
from onrecord.read.events.sides import Scene, core, scenes
from onrecord.read.events.triggers import Trigger, triggers
from onrecord.record import Dated, Event, Place, Report, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "REJECT"})
FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
READY = frozenset({"ready", "willing", "prepared"})
HEADINGS = frozenset({"title", "standfirst", "caption"})
REACH = 30
"""How many words from the trigger evidence may stand."""


@functools.cache
def contexts() -> dict[str, tuple[str, ...]]:
    """The contexts of PLOVER that a word speaks of."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("contexts"):
        for word in row["words"].split():
            found[word] = (*found.get(word, ()), row["context"])
    return found


def find(draft: Draft) -> Iterator[Event]:
    """The events of a report, in text order."""
    if of_pastimes(draft):
        return
    found = [s for at in scenes(draft) for s in _sightings(at)]
    for number, event in enumerate(joined(found), 1):
        yield as_event(event, draft.name("e", number))


def as_event(sighting: Sighting, name: str) -> Event:
    """A sighting as an event of that id."""
    source, target = sighting.roles.source, sighting.roles.target
    together = sighting.type in TOGETHER and sighting.trigger.row.parties != "one"
    sides = tuple(dict.fromkeys(source.states + target.states)) if together else source.states
    return Event(
        id=name,
        type=sighting.type,
        mode=sighting.mode or None,
        contexts=sighting.contexts,
        source=source.actors,
        target=target.actors,
        participants=tuple(dict.fromkeys(source.actors + target.actors)),
        sides=sides,
        targets=() if together else target.states,
        place=sighting.place.id if sighting.place else None,
        date=sighting.date,
        status=sighting.status,
        evidence=sighting.evidence,
        by=f"events/{sighting.rule}",
    )


# --- sightings ------------------------------------------------------------------------------------


def _sightings(at: Scene) -> Iterator[Sighting]:
    found = list(triggers(at.block.doc))
    by_token = {t.token.i: t for t in found}
    for trigger in found:
        if not _covered(trigger, by_token):
            for who in roles(at, trigger):
                yield from _seen(at, trigger, who)


def _seen(at: Scene, trigger: Trigger, who: Roles) -> Iterator[Sighting]:
    type_, mode = _kind(trigger, who)
    how = status.of_noun(trigger.token) if trigger.noun else status.of_verb(trigger.token)
    title = at.block.kind in HEADINGS
    open_ = needs(trigger, who, title=title)
    if not _tells(at, replace(trigger, row=replace(trigger.row, type=type_)), who, how):
        if not open_:
            return
        open_ = f"{open_} only" if open_ in ("asker", "doer", "deal") else open_
    date, place = _setting(at, trigger, who, how)
    how = how if status.told_as_past(trigger.token) else status.by_date(how, date, at.draft.report)
    past = status.had_been(trigger.token)
    date = date if past else _to_come(date, how, at.draft.report)
    if type_ in SAYING and how == "hypothetical":
        return
    threat = any(c.what == "will" for c in trigger.row.when)
    how = (
        "happened"
        if (how == "ongoing" and type_ in SAYING) or (how == "planned" and threat)
        else how
    )
    rule = ("noun-" if trigger.noun else "verb-") + trigger.row.lemma
    evidence = _evidence(at, trigger, who)
    about = tuple(
        sorted({c for t in _clause(trigger.token) for c in contexts().get(t.lemma_.lower(), ())})
    )
    yield from _intended(
        Sighting(
            trigger,
            who,
            type_,
            mode,
            how,
            date,
            place,
            evidence,
            rule,
            about,
            open_,
            past,
            title,
            _people(at.draft),
        )
    )


def _people(draft: Draft) -> frozenset[str]:
    known = _PEOPLE.get(draft)
    if known is None:
        known = _PEOPLE[draft] = frozenset(a.id for a in draft.actors if a.kind == "person")
    return known


_PEOPLE: weakref.WeakKeyDictionary[Draft, frozenset[str]] = weakref.WeakKeyDictionary()


def _clause(token: Token) -> Iterator[Token]:
    """The words that depend on a trigger, as far as evidence goes."""
    return (t for t in token.subtree if abs(t.i - token.i) <= REACH)


def _setting(
    at: Scene, trigger: Trigger, who: Roles, how: Status
) -> tuple[Dated | None, Place | None]:
    """When and where: by the words next to the trigger, of a visit by its host, of what a statement
    says by the verb that issues it."""
    token = _issuing(trigger.token)
    if how == "called off" and trigger.noun:
        return _planned_setting(at, token, who.host)
    date = _inside(at, times.when(at.draft, at.block.span(token)), _bounds(token))
    place = _place_of(at, who.host) if who.host is not None else None
    place = place or _not_of_content(at, places.at(at.draft, at.block.span(token)), trigger)
    if (
        (date is None or place is None)
        and token.dep_ == "relcl"
        and any(c.lower_ == "where" for c in token.children)
    ):
        main = governor(token)
        date = date or (times.when(at.draft, at.block.span(main)) if main is not None else None)
        place = place or (places.at(at.draft, at.block.span(main)) if main is not None else None)
    return date, place


def _not_of_content(at: Scene, place: Place | None, trigger: Trigger) -> Place | None:
    """A place; of "agreed to halve a fee on ships in Arctic waters" none, where only what is said
    names it."""
    if place is None or trigger.noun or trigger.row.type not in SAYING:
        return place
    said = [
        c.doc[c.left_edge.i : c.right_edge.i + 1] for c in children(trigger.token, "xcomp", "ccomp")
    ]
    spans = [at.block.span(s) for s in said]
    sentence = at.block.span(trigger.token.sent)
    here = [s for s, _, named in at.mentions if named is place and sentence[0] <= s < sentence[1]]
    return None if here and all(any(s <= m < e for s, e in spans) for m in here) else place


def _bounds(token: Token) -> Token:
    """The clause outside of which no day is its own: of "accused X on Friday, days before they were
    to meet" what follows "before"."""
    for verb in (token, *token.ancestors):
        if verb.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("before", "after", "until") for c in verb.children
        ):
            return verb
        if verb.dep_ in ("ccomp", "ROOT"):
            break
    return token.sent.root


def _inside(at: Scene, date: Dated | None, clause: Token) -> Dated | None:
    """A date whose words stand in a clause, or none."""
    if date is None or clause == clause.sent.root:
        return date
    start, end = at.block.span(clause.doc[clause.left_edge.i : clause.right_edge.i + 1])
    return date if all(start <= s and e <= end for s, e in date.spans) else None


def _to_come(date: Dated | None, how: Status, report: Report) -> Dated | None:
    """The date; of what is yet to be, a weekday that was read as past is the next of that name."""
    if (
        date is None
        or date.value is None
        or report.published is None
        or how not in ("planned", "expected", "hypothetical")
    ):
        return date
    if (
        date.text not in calendar.day_name
        or not re.fullmatch(r"\d{4}-\d\d-\d\d", date.value)
        or date.value >= report.published.earliest
    ):
        return date
    return Dated(
        date.text,
        date.spans,
        (datetime.date.fromisoformat(date.value) + datetime.timedelta(days=7)).isoformat(),
    )


def _planned_setting(
    at: Scene, noun: Token, host: Token | None
) -> tuple[Dated | None, Place | None]:
    """When and where a meeting was to be, by its own words and clauses: "talks planned for Tuesday
    in Arusha were called off on Sunday"."""
    words = [
        t for t in noun.subtree if t == noun or (t.dep_ in ("acl", "relcl") and status.plans(t))
    ]
    inside = at.block.span(noun.doc[noun.left_edge.i : noun.right_edge.i + 1])
    dates = (times.when(at.draft, at.block.span(t)) for t in words)
    date = next(
        (d for d in dates if d and all(inside[0] <= s and e <= inside[1] for s, e in d.spans)), None
    )
    place = _place_of(at, host) if host is not None else None
    found = (places.at(at.draft, at.block.span(t)) for t in words)
    return date, place or next(
        (p for p in found if p and any(inside[0] <= s and e <= inside[1] for s, e in p.mentions)),
        None,
    )


def _place_of(at: Scene, host: Token) -> Place | None:
    start, end = at.block.span(host)
    covering = [(e - s, p) for s, e, p in at.mentions if s <= start and end <= e]
    return min(covering, key=lambda c: c[0])[1] if covering else None


def _issuing(token: Token) -> Token:
    """Of "issued a statement criticising ..." the verb that issues it."""
    above = token.head.head if token.dep_ == "pcomp" else token.head
    if token.dep_ not in ("acl", "pcomp") or above.lemma_.lower() not in kind("document"):
        return token
    return carrier(above)[0] or token


def _kind(trigger: Trigger, who: Roles) -> tuple[str, str]:
    """The type and mode; where a row has two, the first across a border, the second at home."""
    abroad = len(who.source.states) > 1 or (
        bool(who.target.states) and not set(who.target.states) & set(who.source.states)
    )
    pick = 0 if abroad else -1
    return trigger.row.type.split("/")[pick], trigger.row.mode.split("/")[pick]


def _tells(at: Scene, trigger: Trigger, who: Roles, how: Status) -> bool:
    """True where the parties are such that the words report an event between or within states."""
    source, target, type_ = who.source, who.target, trigger.row.type
    if trigger.row.mode == "visit":
        mover = any(map(is_official, who.words[:-1])) or not who.words[:-1]
        return (
            mover
            and bool(source)
            and bool(source.states)
            and not set(target.states) <= set(source.states)
        )
    if type_ in TOGETHER and trigger.row.parties == "both":
        return len(source.states) > 1 or (len(source.actors) > 1 and bool(source.states))
    if type_ in ("AGREE", "SUPPORT") and len(source.states) > 1:
        return True
    if type_ == "THREATEN" and not source.states:
        return False
    if type_ in SAYING:
        spoken = bool(target.states or target.actors) or _official(at, trigger, who)
        return (bool(source.states) and spoken) or (bool(source.actors) and bool(target.states))
    if trigger.noun and how == "hypothetical" and not source.states:
        return False
    if type_ == "SANCTION" and trigger.row.mode == "discontinue":
        return bool(source.states) or (bool(target.states) and bool(subjects(trigger.token)))
    return bool(source.states or target.states)


def _official(at: Scene, trigger: Trigger, who: Roles) -> bool:
    """True where a government or a movement speaks, whomever to."""
    words = [t for t in who.words[:2] if t.i < trigger.token.i and not trigger.noun]
    return any(
        is_governing(t) or is_state(t) or any(c.i in at.nations.factions for c in core(t))
        for t in words
    )


def _covered(trigger: Trigger, by_token: dict[int, Trigger]) -> bool:
    """True of a word that only belongs to what another trigger reports."""
    if trigger.noun:
        return _object_of_another(trigger, by_token)
    if trigger.row.lemma in ("travel", "head", "fly", "arrive", "return"):
        return any(
            t.noun and t.row.type == "CONSULT" and carrier(t.token)[0] == trigger.token
            for t in by_token.values()
        )
    return (
        _only_said(trigger.token, by_token)
        or _same_deed(trigger, by_token)
        or _called_off_by_all(trigger, by_token)
    )


def _called_off_by_all(trigger: Trigger, by_token: dict[int, Trigger]) -> bool:
    """True of a verb that calls off a meeting where nobody is said to have done so, or several ("A
    and B agreed to cancel the talks")."""
    if not status.calls_off(trigger.token) or trigger.row.type != "SANCTION":
        return False
    meetings = [
        t for t in objects(trigger.token) if t.i in by_token and by_token[t.i].row.type == "CONSULT"
    ]
    return bool(meetings) and len(subjects(trigger.token)) != 1


def _same_deed(trigger: Trigger, by_token: dict[int, Trigger]) -> bool:
    """True of a verb that goes on telling what the one above it tells: "opened fire, killing
    three"."""
    verb = trigger.token
    while verb.dep_ == "conj" and verb.head.dep_ in ("advcl", "xcomp"):
        verb = verb.head
    if verb.dep_ not in ("advcl", "xcomp"):
        return False
    above = (verb.head, *children(verb.head, "dobj"))
    return any(t.i in by_token and by_token[t.i].row.type == trigger.row.type for t in above)


def _object_of_another(trigger: Trigger, by_token: dict[int, Trigger]) -> bool:
    """True of a noun that is the thing done of a verb which reports the event itself ("imposed
    sanctions", "met for talks")."""
    noun = trigger.token
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("including", "like")
        and noun.head.head.i in by_token
    ):
        return True
    clauses = [by_token[c.i] for c in children(noun, "acl", "relcl") if c.i in by_token]
    if noun.lemma_.lower() in kind("document") and any(
        p.i in by_token for c in children(noun, "prep") for p in children(c, "pcomp")
    ):
        return True
    if any(
        noun.lemma_.lower() in kind("document")
        or (c.row.type == trigger.row.type and passive(c.token))
        for c in clauses
    ):
        return True
    verb, how = carrier(noun)
    other = by_token.get(verb.i) if verb is not None else None
    if (
        verb is None
        or how == "subject"
        or (how == "object" and trigger.row.type == "CONSULT" and status.calls_off(verb))
    ):
        return False
    if trigger.row.type == "AGREE" and how == "in" and _agreed(verb, by_token):
        return True
    own = bool(children(noun, "poss")) or any(
        c.dep_ in ("compound", "amod") and c.pos_ == "PROPN" for c in noun.children
    )
    if other is not None and other.row.type == "REJECT":
        return True
    if other is None or own:
        return not own and _only_said(verb, by_token)
    if other.row.type in TOGETHER and trigger.row.type in TOGETHER:
        return other.row.mode != "visit" and how not in ("after", "before", "following")
    return (
        how == "object" and (light(other.row.lemma) or any(c.what == "obj" for c in other.row.when))
    ) or _only_said(verb, by_token)


def _agreed(verb: Token, by_token: dict[int, Trigger]) -> bool:
    """True of what someone agreed to do: "agreed to halve the fee in a joint statement"."""
    while verb.dep_ in ("xcomp", "ccomp", "conj") and verb.i not in by_token:
        verb = verb.head
    above = by_token.get(verb.i) or by_token.get(verb.head.i)
    return above is not None and above.row.type == "AGREE"


def _only_said(verb: Token, by_token: dict[int, Trigger]) -> bool:
    """True of a verb inside what someone threatens, refuses or accuses another of."""
    start, own = verb, by_token.get(verb.i)
    climbed = (
        "xcomp",
        "ccomp",
        "conj",
        "pcomp",
        "prep",
        *(("pobj",) if start.dep_ == "pcomp" else ()),
    )
    while verb.dep_ in climbed:
        aside = verb.dep_ == "conj"
        verb = verb.head
        other = by_token.get(verb.i)
        if other is None or other.noun or (aside and start.head == verb):
            continue
        if other.row.type in ("THREATEN", "REJECT", "ACCUSE") or (
            own is not None and other.row.type == own.row.type == "REQUEST"
        ):
            return other.row.lemma != "deny"
    return False


def _intended(seen: Sighting) -> Iterator[Sighting]:
    """What is announced is first of all an announcement: a promise, a threat or a refusal."""
    token = seen.trigger.token
    if (
        not seen.trigger.noun
        and token.dep_ not in ("pcomp", "acl", "relcl")
        and not _embedded(token)
        and seen.roles.source
    ):
        unless = any(
            m.lower_ == "unless" for c in children(token, "advcl") for m in children(c, "mark")
        )
        if seen.type in FRIENDLY and seen.status == "planned" and not unless:
            yield replace(
                seen,
                type="AGREE",
                mode="",
                status="happened",
                date=None,
                rule=seen.rule + "-intended",
            )
        elif seen.type in FRIENDLY and seen.status == "not expected" and children(token, "neg"):
            yield replace(
                seen,
                type="REJECT",
                mode="",
                status="happened",
                date=None,
                rule=seen.rule + "-refused",
            )
            return
        elif (
            unless or (seen.type in HOSTILE and not _inland_protest(seen))
        ) and seen.status == "planned":
            yield replace(
                seen,
                type="THREATEN",
                mode="",
                status="happened",
                date=None,
                rule=seen.rule + "-threatened",
            )
    yield seen


def _inland_protest(seen: Sighting) -> bool:
    """True of a protest in the protesters' own state, which threatens nobody."""
    return seen.type == "PROTEST" and set(seen.roles.target.states) <= set(seen.roles.source.states)


def _embedded(verb: Token) -> bool:
    """True of a verb under another that says whose will it is ("agreed to", "urged them to", "is
    ready to")."""
    return verb.head.lower_ in READY or (
        verb.dep_ in ("xcomp", "advcl")
        and verb.head.tag_.startswith("VB")
        and verb.head.lemma_ not in ("be", "go", "plan", "intend", "prepare", "set")
    )


def _evidence(at: Scene, trigger: Trigger, who: Roles) -> tuple[Span, ...]:
    """The words from the actor through the trigger to its object."""
    token = trigger.token
    verb = carrier(token)[0] if trigger.noun else None
    near = [
        t
        for w in who.words
        for t in core(w)
        if abs(t.i - token.i) <= REACH and t.sent == token.sent
    ]
    if verb is not None and abs(verb.i - token.i) <= (REACH if status.calls_off(verb) else 10):
        near += [verb, *children(verb, "prt")]
    indices = [t.i for t in (token, *near, *children(token, "prt", "neg", "aux", "auxpass"))]
    return (at.block.span(at.block.doc[min(indices) : max(indices) + 1]),)
