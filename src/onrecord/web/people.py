"""Who is who on a page: actors by id, and by the side that they are on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord import show, wording
from onrecord.store.listed import ListedActor, ListedEvent

People = Mapping[str, ListedActor]


class Side(Struct, frozen=True):
    """Those who act for one state, or for none."""

    state: str | None
    name: str
    actors: tuple[ListedActor, ...]


def sides(actors: Iterable[ListedActor], order: Sequence[str]) -> tuple[Side, ...]:
    """The actors by state: the states in the order given, then the others by name, those of no
    state last."""
    found: dict[str | None, list[ListedActor]] = {}
    for actor in actors:
        found.setdefault(actor.state, []).append(actor)
    place = {state: n for n, state in enumerate(order)}
    keys = sorted(
        found, key=lambda s: (s is None, place.get(s or "", len(place)), wording.state(s))
    )
    return tuple(
        Side(k, wording.state(k) if k else "Others", tuple(sorted(found[k], key=_rank)))
        for k in keys
    )


def _rank(actor: ListedActor) -> tuple[int, int, str]:
    kinds = ("person", "organisation", "group", "state", "unnamed")
    return (kinds.index(actor.kind), -actor.reports, actor.name)


def states_of(events: Iterable[ListedEvent], said: Iterable[str | None]) -> list[str]:
    """The states that act, are acted on or speak, the busiest first."""
    busy = Counter(s for e in events for s in dict.fromkeys((*e.sides, *e.targets)))
    busy.update(s for s in said if s)
    return [s for s, _ in sorted(busy.items(), key=lambda row: (-row[1], row[0]))]


def office(actor: ListedActor | None) -> str:
    """The office of an actor that the reports show last; empty where they show none."""
    last = actor.office if actor else None
    return show.office_line(last.title, last.of, None, None) if last else ""
