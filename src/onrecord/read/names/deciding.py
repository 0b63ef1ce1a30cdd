"""Decides for each name over the whole report what it is a name of, and finds where its short forms
stand."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.lexicon.states import State, by_capital, by_name
from onrecord.read.lines import Line
from onrecord.read.names.name import Name, plain
from onrecord.read.names.titles import Title, bodies, of_sort, sorts


def decide(found: Iterable[Name]) -> list[Name]:
    """The names with their kind: one for all places where the same name stands, and for a short
    form that of the full one."""
    listed = list(found)
    totals: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in listed:
        for kind, weight in name.votes:
            totals[name.words][kind] += weight  # type: ignore[assignment]
    kinds = {words: _winner(votes) for words, votes in totals.items()}
    _double_names(kinds)
    for words in [
        w
        for w, kind in kinds.items()
        if len(w) in (2, 3) and kind in ("", "thing", "place") and kinds.get(w[-1:]) == "person"
    ]:
        kinds[words] = "person"
    families = _families(kinds) - {
        w[0]
        for w, votes in totals.items()
        if len(w) == 1 and votes["place"] > 2.5 and votes["person"] < 1
    }
    return [_decided(name, kinds, families) for name in listed]


def _double_names(kinds: dict[tuple[str, ...], str]) -> None:
    """What is the end of a person's full name is that person: "Lund-Marsh" of "Anna Lund-Marsh"."""
    persons = [words for words, kind in kinds.items() if kind == "person" and len(words) > 2]
    for ending in {words[at:] for words in persons for at in range(1, len(words) - 1)}:
        if ending in kinds and ending[-1] not in of_sort("body"):
            kinds[ending] = "person"


def again(
    line: Line, known: dict[str, Name], held: Iterable[Name], titles: Sequence[Title]
) -> Iterator[Name]:
    """Where a name known from elsewhere in the report stands and the tagger saw none: "Brandt" at
    the start of a sentence."""
    taken = {at for n in held for at in range(n.first, n.end)} | {
        at for t in titles for at in range(t.taken, t.head + 1)
    }
    for at, word in enumerate(line.words):
        name = known.get(word) if at not in taken else None
        first = at
        while (
            name and first > 0 and first - 1 not in taken and line.text(first - 1, at + 1) in known
        ):
            first -= 1
        if name:
            whole = known[line.text(first, at + 1)]
            yield replace(
                whole,
                line=line.number,
                first=first,
                end=at + 1,
                title=None,
                shared=None,
                gender="",
                votes=(),
                addressed=False,
                noun=0,
            )


def sober(decided: Sequence[Name], lines: Sequence[Line]) -> list[Name]:
    """The names without those that only a headline in capitals shows, where any word may seem to be
    part of one."""
    known = {n.words for n in decided if not lines[n.line].capitals}
    return [
        n
        for n in decided
        if n.words in known or n.kind == "state" or n.text in bodies() or not lines[n.line].capitals
    ]


def short_names(decided: Iterable[Name]) -> dict[str, Name]:
    """The single words by which the report's persons and bodies are named in it, and the persons'
    names that end with them."""
    found: dict[str, Name] = {}
    for name in decided:
        last = name.text.split()[-1]
        if (
            name.kind == "person"
            and len(last) > 2
            and last.isalpha()
            and last[0].isupper()
            and last not in sorts_capital()
        ):
            found.setdefault(last, replace(name, words=(plain(last),), text=last))
            ends = name.text.split()
            for at in range(len(ends) - 1):
                text = " ".join(ends[at:])
                found.setdefault(text, replace(name, words=name.words[at - len(ends) :], text=text))
        elif (
            name.kind == "organisation"
            and len(name.words) == 1
            and name.text[0].isupper()
            and len(name.text) > 2
        ):
            found.setdefault(name.text, name)
    return found


@functools.cache
def sorts_capital() -> frozenset[str]:
    """Words for persons with a capital, which are no family names when they stand alone."""
    return frozenset(word.capitalize() for word in sorts())


def _winner(votes: Counter[str]) -> str:
    best = max(sorted(votes), key=lambda k: votes[k], default="")
    return best if best and votes[best] > 0 else ""


def _families(kinds: dict[tuple[str, ...], str]) -> frozenset[str]:
    """Words that are the last or first of a person's full name."""
    full = [words for words, kind in kinds.items() if kind == "person" and len(words) > 1]
    return frozenset(w for words in full for w in (words[0], words[-1]))


def _decided(name: Name, kinds: dict[tuple[str, ...], str], families: frozenset[str]) -> Name:
    state = _state_of(name)
    kind = kinds.get(name.words, "")
    if state and kind != "person":
        return replace(name, kind="state", state=state.iso3)
    if name.text in by_capital() and kind == "organisation":
        kind = "place"
    if name.text in bodies() and (kind != "person" or len(name.words) > 1):
        return replace(name, kind="organisation", state=bodies()[name.text] or None)
    if (
        len(name.words) == 1
        and name.words[0] in families
        and kind != "person"
        and not _stands_for_place(name)
    ):
        kind = "person"
    return replace(name, kind=kind)


def _state_of(name: Name) -> State | None:
    return by_name().get(name.text)


def _stands_for_place(name: Name) -> bool:
    votes = dict(name.votes)
    return votes.get("place", 0) >= 1.5
