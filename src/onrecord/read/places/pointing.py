"""Words that stand for a place named before: "the city", "this country", "the Peruvian capital",
"there"."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.lexicon.gazetteer import Spot, kinds_named
from onrecord.lexicon.states import by_demonym, by_iso3
from onrecord.read.places.placewords import of_sort
from onrecord.read.places.spots import closing
from onrecord.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.read.parse import Block

SORTS = {
    "a city": frozenset(("city",)),
    "a state": frozenset(("state",)),
    "a region": frozenset(("region", "us-state", "continent", "water")),
    "a us-state": frozenset(("us-state",)),
    "a building": frozenset(("building",)),
    "an area": frozenset(("city", "region", "building", "us-state", "water")),
}
"""What the descriptions of each sort may stand for."""
BACK = 3
"""Sentences before a description in which its place is looked for."""
FAR = 8
"""Sentences before "there" in which one place alone may be named."""
NO_PLACE = frozenset(("out", "over", "up", "in", "down", "quite", "almost", "nearly"))
"""Words after which "there" stands for no place that was named."""
DEFINITE = frozenset(("the", "this", "that"))
OTHERS = frozenset(
    (
        "other",
        "another",
        "neighboring",
        "neighbouring",
        "second",
        "next",
        "new",
        "nearby",
        "host",
        "only",
        "former",
    )
)
BEFORE = frozenset(("det", "poss", "amod", "compound", "nmod", "punct", "case"))
"""How the words stand that a description may have before its noun."""


@dataclass(frozen=True)
class Seen:
    """Where a place was named; `ground` where it was named as a place, not as a government or
    people."""

    span: Span
    spot: Spot
    ground: bool = True


NEAR = 20
"""Names of one sentence that are looked at."""


@dataclass
class Trail:
    """The places of a report by the sentences that name them, as far as it has been read; and where
    all its names of places begin."""

    begins: list[int]
    named: dict[int, Seen]
    """Each name by where it begins."""
    ends: dict[int, Seen]
    """Each name of a place that means no government by where it ends."""
    home: Spot | None
    """The state that the report speaks of far more than of others."""
    spots: dict[str, dict[Spot, None]] = field(default_factory=lambda: defaultdict(dict))
    """The places of a sort, and those whose names have a word."""
    seen: dict[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Seen) -> None:
        self.seen[bisect_right(self.begins, one.span[0])].append(one)
        for key in (one.spot.sort, *one.spot.name.lower().split()):
            self.spots[key][one.spot] = None

    def before(self, position: int, back: int = BACK) -> Iterator[list[Seen]]:
        """What the sentence of a position names before it, then what each sentence before that
        names."""
        here = bisect_right(self.begins, position)
        return (
            self.seen[n][-NEAR:] if n in self.seen else [] for n in range(here, here - 1 - back, -1)
        )


def described(blocks: tuple[Block, ...], seen: Iterable[Seen], home: Spot | None) -> Iterator[Seen]:
    """The descriptions that stand for a place, with the place; where several fit, none is
    guessed."""
    coming = deque(seen)
    begins = [block.span(s)[0] for block in blocks for s in block.doc.sents]
    trail = Trail(
        begins,
        {s.span[0]: s for s in sorted(coming, key=lambda s: s.ground)},
        {s.span[1]: s for s in coming if s.ground},
        home,
    )
    for block in blocks:
        for token in block.doc:
            while coming and coming[0].span[0] < block.start + token.idx:
                trail.add(coming.popleft())
            found = _stands_for(block, token, trail)
            if found:
                trail.add(found)
                yield found


def _stands_for(block: Block, token: Token, trail: Trail) -> Seen | None:
    if token.lower_ == "there":
        return _there(block, token, trail) if _adverb(token) else None
    if token.lower_ == "here":
        return (
            Seen(block.span(token), trail.home)
            if trail.home and token.dep_ == "advmod" and _comes_or_lives(token.head)
            else None
        )
    if (
        token.lower_ not in of_sort("description")
        or token.tag_ not in ("NN", "NNP")
        or token.dep_ in ("compound", "nmod", "amod")
    ):
        return None
    told = _told_of(block, token, trail)
    if told is not None:
        return Seen(block.span(token.doc[token.left_edge.i : token.i + 1]), told)
    return _definite(block, token, trail) if _points_back(token) else None


def _definite(block: Block, token: Token, trail: Trail) -> Seen | None:
    """What a noun with an article or an owner stands for: "the city of Oslo", "the old city"."""
    start = token.left_edge.i
    named = _named_after(block, token, trail)
    if named is not None:
        return Seen((block.span(token.doc[start])[0], named.span[1]), named.spot)
    if any(
        block.span(token.doc[i])[0] in trail.named
        for i in range(start, token.i)
        if token.doc[i].dep_ != "amod"
    ):
        return None
    follows = any(c.i > token.i and c.dep_ in ("prep", "relcl", "acl") for c in token.children)
    place = (
        None
        if follows or not (token.text.islower() or token.is_sent_start)
        else _which(block, token, trail)
    )
    return Seen(block.span(token.doc[start : token.i + 1]), place) if place else None


def _told_of(block: Block, noun: Token, trail: Trail) -> Spot | None:
    """The place of which a noun is told: "Mecca, the holiest site of Islam", "Bergen is a rainy
    city"."""
    doc, start = noun.doc, noun.left_edge.i
    if noun.dep_ == "appos" and start > 0 and doc[start - 1].text in (",", "(", "–", "—"):
        seen = (
            trail.ends.get(block.start + doc[start - 2].idx + len(doc[start - 2]))
            if start > 1
            else None
        )
    elif noun.dep_ == "attr" and noun.head.lemma_ == "be":
        subject = next((c for c in islice(noun.head.lefts, NEAR) if c.dep_ == "nsubj"), None)
        seen = trail.ends.get(block.span(subject)[1]) if subject is not None else None
    else:
        return None
    return seen.spot if seen and _fits(seen.spot, noun.lower_) else None


def _fits(spot: Spot, word: str) -> bool:
    """True where a noun may be told of a place of that sort."""
    sorts = {s for sort, fits in SORTS.items() if word in of_sort(sort) for s in fits}
    return (
        spot.sort in sorts
        if sorts
        else (spot.sort == "city")
        if word == "capital"
        else word in of_sort("a site") or _called(spot, word)
    )


def _comes_or_lives(verb: Token) -> bool:
    return verb.lemma_ in of_sort("motion") or verb.lemma_ in (
        "live",
        "stay",
        "settle",
        "land",
        "work",
    )


def _there(block: Block, token: Token, trail: Trail) -> Seen | None:
    """The place named last in the same sentence or near before, of "in Paris, Texas" Paris; from
    far before the only one named."""
    span = block.span(token)
    grounds = [
        [s for s in seen if s.ground]
        for seen in trail.before(span[0], FAR if _is_going(token.head) else BACK)
    ]
    nearest = next(filter(None, grounds[: BACK + 1]), None)
    if nearest is None:
        far = {s.spot for ground in grounds for s in ground}
        return Seen(span, far.pop()) if len(far) == 1 else None
    last = nearest[-1].span
    return Seen(
        span, next(s.spot for s in nearest if s.span[0] <= last[0] and last[1] <= s.span[1])
    )


def _adverb(there: Token) -> bool:
    """True of "stayed there", not of "is there a deal" and "out there"."""
    adverb = there.dep_ != "expl" and (there.tag_ == "RB" or there.dep_ == "advmod")
    return (
        adverb
        and there.head.lemma_ not in ("get", "sit")
        and (there.i == 0 or there.nbor(-1).lower_ not in NO_PLACE)
    )


def _is_going(verb: Token) -> bool:
    """True of "go there" and "to be there", which are said of a place, not of "it is not there"."""
    infinitive = verb.lemma_ == "be" and (
        verb.tag_ == "VBG" or any(c.lower_ == "to" for c in verb.lefts)
    )
    return infinitive or _comes_or_lives(verb)


def _points_back(noun: Token) -> bool:
    """True of "the old city" and "our country", not of "another city"."""
    before = [c for c in noun.children if c.i < noun.i]
    if any(c.dep_ not in BEFORE or c.lower_ in OTHERS for c in before):
        return False
    return any(c.lower_ in DEFINITE if c.dep_ == "det" else c.dep_ == "poss" for c in before)


def _named_after(block: Block, noun: Token, trail: Trail) -> Seen | None:
    """The place of "the city of Oslo" and "the capital in Oslo"."""
    doc, at = noun.doc, noun.i + 1
    if at + 1 >= closing(noun) or not (
        doc[at].lower_ == "of" or (doc[at].lower_ == "in" and noun.lower_ == "capital")
    ):
        return None
    named = trail.named.get(block.span(doc[at + 1])[0])
    if named is None or (noun.lower_ in of_sort("a site") and noun.lower_ not in of_sort("a city")):
        return None
    wider = (noun.lower_ == "island" and named.ground) or (
        noun.lower_ == "state" and named.spot.sort == "region"
    )
    return named if wider or _fits(named.spot, noun.lower_) else None


def _which(block: Block, noun: Token, trail: Trail) -> Spot | None:
    """The place that a noun means: its only owner's, or the one of its sort in the nearest
    sentence, or in all of the report."""
    word, at = noun.lower_, block.span(noun)[0]
    if word == "capital":
        return _capital(block, noun, trail)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if word in of_sort("a site"):
        return _site(noun, at, trail)
    if owner is not None and (
        word in of_sort("a state") or owner.lower_ not in OWNERS or not _of_building(word)
    ):
        return _owned(owner, at, trail) if word in of_sort("a state") else None
    if word == "island":
        return _only([s for s in seen if _island(s.spot)] for seen in trail.before(at))
    sort = next((sort for sort in SORTS if word in of_sort(sort)), None)
    if sort in ("a region", "an area") and any(c.dep_ == "compound" for c in noun.children):
        return None
    if sort is None:
        near = _only([s for s in seen if _called(s.spot, word)] for seen in trail.before(at))
        return near or _sole(spot for spot in trail.spots.get(word, ()) if _called(spot, word))
    near = _only(
        ([s for s in seen if s.spot.sort in SORTS[sort]] for seen in trail.before(at)), trail.home
    )
    return near or (
        None if sort == "an area" else trail.home if sort == "a state" else _sole(_all(trail, sort))
    )


OWNERS = frozenset(("our", "their", "its", "my", "your", "his", "her"))


def _of_building(word: str) -> bool:
    return word in of_sort("building") or word in of_sort("structure")


def _site(noun: Token, at: int, trail: Trail) -> Spot | None:
    """Of "the site" the building named near, else the town."""
    if any(c.i < noun.i and c.lower_ not in DEFINITE for c in noun.children):
        return None
    near = [*trail.before(at)]
    return next(
        (
            spot
            for sort in ("building", "city")
            if (spot := _only([s for s in seen if s.spot.sort == sort] for seen in near))
        ),
        None,
    )


def _all(trail: Trail, sort: str) -> Iterator[Spot]:
    return (spot for one in SORTS[sort] for spot in trail.spots.get(one, ()))


def _owned(owner: Token, at: int, trail: Trail) -> Spot | None:
    """Of "our country" the one that the report is about, of "their country" the one that the
    sentence names."""
    if owner.lower_ == "our":
        return trail.home
    here = next(trail.before(at))
    return (
        _only([[s for s in here if s.spot.sort == "state"]])
        if owner.lower_ in ("their", "his", "her", "its")
        else None
    )


def _called(spot: Spot, word: str) -> bool:
    """True of a place that a name of it calls so: of the Euphrates "the river", for "Euphrates
    River"."""
    words = spot.name.lower().split()
    return (len(words) > 1 and word in (words[0], words[-1])) or word in kinds_named().get(spot, ())


def _island(spot: Spot) -> bool:
    return spot.name in of_sort("island") or spot.name.endswith(" Island")


def _only(nearest: Iterable[list[Seen]], rather: Spot | None = None) -> Spot | None:
    """The one place of the nearest sentence that names any; where it names several, the one that is
    rather meant, or none."""
    for seen in nearest:
        found = {s.spot for s in seen}
        if found:
            return found.pop() if len(found) == 1 else rather if rather in found else None
    return None


def _sole(spots: Iterator[Spot]) -> Spot | None:
    """The first of some places, if it is the only one."""
    first = next(spots, None)
    return first if next(spots, None) is None else None


def _capital(block: Block, noun: Token, trail: Trail) -> Spot | None:
    """The capital named near, of "the Peruvian capital" the one of Peru."""
    start, end = block.span(noun)
    state = next((by_demonym()[c.text].iso3 for c in noun.children if c.text in by_demonym()), None)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        whose = trail.named.get(block.span(owner)[0]) or _stands_for(block, owner, trail)
        state = whose.spot.country if whose else None
        if state is None:
            return None
    after = trail.named.get(end + len(", "))
    return _only(
        [s for s in seen if _is_capital(s.spot, state)]
        for seen in ([after] if after else [], *trail.before(start, 2 * BACK))
    )


def _is_capital(spot: Spot, state: str | None) -> bool:
    if spot.sort != "city" or spot.country not in by_iso3() or state not in (None, spot.country):
        return False
    return spot.name in by_iso3()[spot.country].capitals
