"""One event seen in several places of a report, each made whole by the others ("the talks", "the
two governments")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.lexicon.kinds import kind
from onrecord.read.events.clauses import children
from onrecord.read.events.roles import Roles
from onrecord.read.events.sides import Party
from onrecord.read.events.triggers import Trigger
from onrecord.record import Dated, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.record import Place

TOGETHER = frozenset({"CONSULT", "AGREE"})
ANSWERS = frozenset({"REJECT", "REQUEST", "THREATEN", "SUPPORT"})
BACK = frozenset({"their", "such", "this", "that", "these", "those"})
"""Words that point back to what was told before."""
ASKING = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
DOING = frozenset({"COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "THREATEN"})
AHEAD = frozenset({"planned", "expected", "not expected"})
NEAR = 60
"""How many words before an answer what is answered must stand in the same paragraph."""
JOURNEY = 3
"""Days before a meeting on which one may travel to it."""
WINDOW = 100
"""How many sightings away another of the same event is looked for."""


@dataclass(frozen=True, eq=False)
class Sighting:
    """One place in the text that reports an event."""

    trigger: Trigger
    roles: Roles
    type: str
    mode: str
    status: Status
    date: Dated | None
    place: Place | None
    evidence: tuple[Span, ...]
    rule: str
    contexts: tuple[str, ...] = ()
    needs: str = ""
    """What the rest of the report must say of it: who meets ("meeting"), which two states ("pair",
    "pair acted on") or persons ("two"), or who is answered or welcomed ("asker", "doer", "deal";
    with "only" it is an event only if that is known)."""
    past: bool = False
    """True of what had been planned ("was to meet")."""
    title: bool = False
    people: frozenset[str] = frozenset()
    """The persons of the report."""

    @property
    def states(self) -> tuple[str, ...]:
        """All states that take part."""
        return tuple(dict.fromkeys(self.roles.source.states + self.roles.target.states))

    @property
    def persons(self) -> set[str]:
        """The persons who take part."""
        return {i for i in self.roles.source.actors + self.roles.target.actors if i in self.people}


def needs(trigger: Trigger, who: Roles, *, title: bool = False) -> str:
    """What a sighting leaves open: "the meeting" who meets, "the two governments" which they
    are."""
    pairs = [t for t in who.words if _pair(t)]
    if pairs and len(who.source.states) < 2:
        return (
            "pair"
            if trigger.row.type in TOGETHER or any(t.i < trigger.token.i for t in pairs)
            else "pair acted on"
        )
    if any(map(_two, who.words)) and trigger.row.type in TOGETHER:
        return "two"
    if trigger.row.type in ANSWERS and who.source.states and not who.target.states:
        answered = _answered(trigger)
        if answered:
            return answered
    if (
        trigger.noun
        and trigger.row.type in TOGETHER
        and trigger.row.mode != "visit"
        and len(who.source.states) < 2
    ):
        det = [c.lower_ for c in trigger.token.children if c.dep_ == "det"]
        if (
            ("the" in det or (title and not det)) and trigger.row.type == "CONSULT"
        ) or trigger.row.type == "AGREE":
            return "meeting"
    return ""


def _answered(trigger: Trigger) -> str:
    """Whom the words answer without a name: the one who asked ("rejected the demand") or the one
    who did it ("demanded their release")."""
    told = [t for t in trigger.token.subtree if t.i > trigger.token.i]
    if trigger.row.type == "SUPPORT":
        things = [t for t in children(trigger.token, "dobj") if t.lemma_.lower() in kind("deal")]
        return (
            "deal"
            if trigger.row.parties != "both"
            and any(c.lower_ == "the" for t in things for c in t.children)
            else ""
        )
    if trigger.row.type == "REJECT":
        asked = [
            t
            for t in children(trigger.token, "dobj")
            if t.lemma_.lower() in kind("demand") | kind("charge")
        ]
        return (
            "asker"
            if any(c.lower_ in ("the", "that", "this") for t in asked for c in t.children)
            else ""
        )
    return (
        "doer"
        if any(t.lower_ in BACK and t.dep_ in ("poss", "det", "amod", "predet") for t in told)
        else ""
    )


def _two(token: Token) -> bool:
    """True of "the two" and "both", said of persons."""
    return token.lower_ in ("two", "both", "pair", "duo") and token.pos_ in (
        "NUM",
        "PRON",
        "DET",
        "NOUN",
    )


def _pair(token: Token) -> bool:
    """True of "the two governments", "both sides"."""
    return token.lemma_.lower() in kind("paired") and any(
        c.lower_ in ("two", "both") for c in token.children
    )


def joined(found: Iterable[Sighting]) -> list[Sighting]:
    """The sightings, each event once, with what the others say of it."""
    seen = list(found)
    full = (_completed(one, at, seen) for at, one in enumerate(seen))
    return _called_off(_once(one for one in full if one is not None))


def _called_off(known: list[Sighting]) -> list[Sighting]:
    """The events, those that had been planned called off where the report says so of a meeting of
    the same states, there and then."""
    off = [
        s
        for s in known
        if s.type == "CONSULT"
        and s.status == "called off"
        and s.trigger.row.lemma not in kind("meal")
    ]
    if not off:
        return known
    gone: dict[frozenset[str], list[Sighting]] = {}
    for one in off:
        gone.setdefault(frozenset(one.states), []).append(one)
    return _once(
        replace(s, status="called off") if _was_planned(s) and _fallen(s, gone) else s
        for s in known
    )


def _fallen(s: Sighting, gone: Mapping[frozenset[str], Sequence[Sighting]]) -> bool:
    """True of a meeting of states whose meeting there and then was called off."""
    return bool(s.states) and any(
        _there_and_then(s, other) for other in gone.get(frozenset(s.states), ())
    )


def _there_and_then(a: Sighting, b: Sighting) -> bool:
    """True where neither the places differ nor the days by more than a journey takes."""
    days = [
        d.value for d in (a.date, b.date) if d and d.value and len(d.value) == len("2031-05-14")
    ]
    apart = (
        len(days) == 2
        and abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) > JOURNEY
    )
    return not apart and len({s.place.id for s in (a, b) if s.place}) < 2


def _was_planned(s: Sighting) -> bool:
    """True of a meeting that had been to come."""
    return s.past and s.type == "CONSULT" and s.status in AHEAD


def _once(found: Iterable[Sighting]) -> list[Sighting]:
    """The sightings, those of one event as one."""
    known: list[Sighting] = []
    for one in found:
        twin = next(
            (
                i
                for i in range(len(known) - 1, max(-1, len(known) - 1 - WINDOW), -1)
                if _same(known[i], one)
            ),
            None,
        )
        if twin is None:
            known.append(one)
        else:
            known[twin] = _merged(known[twin], one)
    return known


def _completed(one: Sighting, at: int, seen: Sequence[Sighting]) -> Sighting | None:
    """A sighting with the parties that the rest of the report gives it; None where it gives
    none."""
    if not one.needs:
        return one
    around, before = list(_around(seen, at)), seen[max(0, at - WINDOW) : at]
    if one.needs in ("pair", "pair acted on"):
        return _of_pair(one, around)
    if one.needs.startswith(("asker", "doer", "deal")):
        return _aimed(one, before)
    if one.needs == "two":
        return _of_two(one, before)
    if one.needs == "meeting":
        return (
            _of_deal(one, before)
            if one.type == "AGREE" and one.status not in AHEAD
            else _of_meeting(one, around)
        )
    return one


def _of_pair(one: Sighting, around: Sequence[Sighting]) -> Sighting | None:
    """A sighting of "the two governments", with those that they are."""
    if one.needs == "pair acted on":
        pairs = [
            s.states
            for s in around
            if s.mode != "visit"
            and _may_be_pair(one, s)
            and not set(s.states) & set(one.roles.source.states)
        ]
        most = max(
            pairs,
            key=lambda p: (sum(set(p) == set(q) for q in pairs), -pairs.index(p)),
            default=None,
        )
        return replace(one, roles=replace(one.roles, target=Party((), most))) if most else None
    if not one.roles.source.states and not all(map(_pair, one.roles.words)):
        return None
    partner = _partner(one, [s for s in around if _may_be_pair(one, s)])
    return (
        replace(one, roles=replace(one.roles, source=one.roles.source + Party((), partner.states)))
        if partner
        else None
    )


def _aimed(one: Sighting, before: Sequence[Sighting]) -> Sighting | None:
    """A sighting of an answer or a welcome, with those whom it answers or welcomes, where that is
    clear."""
    if one.needs.startswith("deal"):
        deal = next((s for s in reversed(before) if _is_deal(s)), None)
        others = tuple(s for s in deal.states if s not in one.states) if deal else ()
    else:
        others = _whom_answered(one, before)
    if not others:
        return None if one.needs.endswith(" only") else one
    return replace(one, roles=replace(one.roles, target=Party((), others)))


def _of_two(one: Sighting, before: Sequence[Sighting]) -> Sighting | None:
    """A sighting of "the two", with the travellers that they are."""
    partner = _partner(
        one, [s for s in reversed(before) if len(s.roles.source.actors) == 2 and s.mode == "visit"]
    )
    full = (
        replace(one, roles=replace(one.roles, source=one.roles.source + partner.roles.source))
        if partner
        else one
    )
    return full if len(full.states) > 1 else None


def _of_deal(one: Sighting, before: Sequence[Sighting]) -> Sighting | None:
    """A mention of "the accord", with the parties, day and place of its making."""
    deal = _partner(
        one, [s for s in reversed(before) if _is_deal(s) and set(one.states) <= set(s.states)]
    )
    if deal is None:
        return None
    known = replace(one, roles=replace(deal.roles, words=one.roles.words), status=deal.status)
    return _dated(known, [s for s in before if _is_deal(s) and set(s.states) == set(deal.states)])


def _of_meeting(one: Sighting, around: Sequence[Sighting]) -> Sighting | None:
    """A mention of "the talks" or what is to come of them, with those who meet."""
    partner = _partner(one, [s for s in around if _may_be(one, s)])
    if partner is None:
        return None
    status = partner.status if one.type == "CONSULT" else one.status
    return replace(one, roles=replace(partner.roles, words=one.roles.words), status=status)


def _dated(one: Sighting, deals: Sequence[Sighting]) -> Sighting:
    """A mention of an agreement with the day and place that its making has."""
    return replace(
        one,
        date=next((s.date for s in deals if s.date), None),
        place=next((s.place for s in deals if s.place), None),
    )


def _is_deal(s: Sighting) -> bool:
    """True of an agreement of two states or more, and of the signing of one."""
    return (
        len(s.states) > 1
        and not s.needs
        and s.mode != "visit"
        and (s.type == "AGREE" or s.trigger.row.lemma in ("sign", "initial", "ink"))
    )


def _whom_answered(one: Sighting, before: Sequence[Sighting]) -> tuple[str, ...]:
    """The only state that asked or did something to the side in what was told just before."""
    types = ASKING if one.needs.startswith("asker") else DOING
    near = [
        s
        for s in before
        if abs(s.trigger.token.i - one.trigger.token.i) < NEAR
        or s.trigger.token.doc is not one.trigger.token.doc
    ]
    last = next((s for s in reversed(near[-3:]) if s.type in types), None)
    if (
        last is None
        or len(last.roles.source.states) != 1
        or not set(one.roles.source.states) & set(last.roles.target.states)
    ):
        return ()
    return (
        last.roles.source.states
        if not set(last.roles.source.states) & set(one.roles.source.states)
        else ()
    )


def _around(seen: Sequence[Sighting], at: int) -> Iterator[Sighting]:
    """The sightings before a place in the report, the nearest first, then those after it."""
    yield from reversed(seen[max(0, at - WINDOW) : at])
    yield from seen[at + 1 : at + WINDOW]


def _may_be(one: Sighting, other: Sighting) -> bool:
    """True where "the talks" may be these."""
    apart = one.place and other.place and one.type == "CONSULT" and one.place.id != other.place.id
    together = (
        other.type == "CONSULT"
        and other.trigger.row.lemma not in kind("meal")
        and other.mode != "visit"
        and not other.needs
        and len(other.states) > 1
    )
    if one.trigger.row.lemma == "negotiation" and other.status in AHEAD:
        return False
    return (
        together
        and not apart
        and set(one.states) <= set(other.states)
        and (one.status not in AHEAD or other.status in AHEAD)
    )


def _may_be_pair(one: Sighting, other: Sighting) -> bool:
    """True where "the two governments" may be the parties of this."""
    return (
        len(other.states) == 2
        and not other.needs
        and other.type in TOGETHER
        and not set(other.states) & set(one.roles.target.states)
    )


def _partner(one: Sighting, candidates: Sequence[Sighting]) -> Sighting | None:
    """The candidate in whose states the sighting takes place, else the nearest."""
    country = one.place.country if one.place else None
    return next((s for s in candidates if country in s.states), None) or next(
        iter(candidates), None
    )


def _same(a: Sighting, b: Sighting) -> bool:
    """True where two sightings tell one event."""
    if a.type not in TOGETHER and a.trigger.row.parties != "both":
        return _again(a, b) or _again(b, a) or _headed(a, b)
    if (a.type, a.status) != (b.type, b.status) or (a.mode == "visit") != (b.mode == "visit"):
        return False
    if a.rule.endswith("-intended") != b.rule.endswith("-intended"):
        return False
    if (a.trigger.row.lemma in kind("meal")) != (b.trigger.row.lemma in kind("meal")):
        return False
    return _compatible(a, b) and (
        _persons_agree(a, b) if set(a.states) == set(b.states) else _same_persons(a, b)
    )


def _headed(a: Sighting, b: Sighting) -> bool:
    """True where one stands in the title or standfirst and the other tells it in the report."""
    if a.title == b.title or (a.type, a.status) != (b.type, b.status):
        return False
    sides = set(a.roles.source.states) == set(b.roles.source.states) and set(
        a.roles.target.states
    ) == set(b.roles.target.states)
    return sides and _compatible(a, b)


def _same_persons(a: Sighting, b: Sighting) -> bool:
    """True where the same two or more take part, of whom one of the two sightings does not know all
    states."""
    return len(a.persons & b.persons) > 1 and (
        set(a.states) <= set(b.states) or set(b.states) <= set(a.states)
    )


def _again(a: Sighting, b: Sighting) -> bool:
    """True where a noun only names again what was told before ("the sanctions on X")."""
    if (
        not b.trigger.noun
        or b.trigger.row.mode == "visit"
        or (a.type, a.mode, a.status) != (b.type, b.mode, b.status)
    ):
        return False
    inside = set(b.roles.source.states) <= set(a.roles.source.states) and set(
        b.roles.target.states
    ) <= set(a.roles.target.states)
    return inside and _compatible(a, b)


def _compatible(a: Sighting, b: Sighting) -> bool:
    """True where neither the days nor the places differ."""
    dates = {s.date.value for s in (a, b) if s.date and s.date.value}
    located = {s.place.id for s in (a, b) if s.place}
    return len(dates) < 2 and len(located) < 2


def _persons_agree(a: Sighting, b: Sighting) -> bool:
    """True where the same are named, or one of the two names nobody."""
    return bool(a.persons & b.persons) or not a.persons or not b.persons


def _merged(a: Sighting, b: Sighting) -> Sighting:
    both = Roles(a.roles.source + b.roles.source, a.roles.target + b.roles.target, a.roles.words)
    evidence = tuple(sorted({*a.evidence, *b.evidence}))
    return replace(
        a,
        contexts=tuple(sorted({*a.contexts, *b.contexts})),
        roles=both,
        date=a.date or b.date,
        place=a.place or b.place,
        evidence=evidence,
        title=a.title and b.title,
    )
