"""Texts in which states and persons have exchanged their names, so that a reader learns how a text
says who acts for whom, and not which name belongs to which state."""

from __future__ import annotations

import functools
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.lexicon.states import (
    by_capital,
    by_demonym,
    by_iso3,
    by_name,
    by_people,
    by_word,
)
from onrecord.models.pieces import WORD, Vocabulary
from onrecord.models.windows import Paragraph, Word, words
from onrecord.record import Span

STATES, PERSONS = 0.4, 0.3
"""How often the states, and the persons, of a text get other names."""

SORTS = {"people": by_people, "capital": by_capital, "demonym": by_demonym, "name": by_name}
"""The sorts of words that name a state: one is exchanged for one of the same sort. Of a word that is
of two the later holds."""


@dataclass(frozen=True)
class Exchange:
    """Gives the states and persons of texts other names; `pool` holds words of persons' names."""

    pool: list[str]
    vocabulary: Vocabulary
    rng: random.Random

    def paragraphs(
        self, given: list[Paragraph], text: str, bearers: dict[Span, str], persons: Iterable[str]
    ) -> list[Paragraph]:
        """The paragraphs of a text, now and then with other names: `bearers` are the words that
        stand for states, with their codes, `persons` the names of persons. A word keeps its span;
        one that takes the place of several covers all of them."""
        new: dict[Span, str] = {}
        if self.rng.random() < STATES:
            new.update(self._of_states(text, bearers))
        if self.rng.random() < PERSONS:
            new.update(self._of_persons(text, given, persons, bearers))
        return [self._rewritten(p, new) for p in given] if new else given

    def _of_states(self, text: str, bearers: dict[Span, str]) -> dict[Span, str]:
        """Another name for each word that names a state, the same wherever the word stands."""
        named = {span: (text[slice(*span)], state) for span, state in bearers.items()}
        named = {span: one for span, one in named.items() if one in _sort_of()}
        sorts: dict[str, set[str]] = {}
        for one in named.values():
            sorts.setdefault(one[1], set()).add(_sort_of()[one])
        free = [state for state in _short() if state not in sorts]
        self.rng.shuffle(free)
        other: dict[str, str] = {}
        for state, needed in sorts.items():
            fit = next((s for s in free if needed <= _short()[s].keys()), None)
            if fit:
                other[state] = fit
                free.remove(fit)
        new = {
            one: self.rng.choice(_short()[other[one[1]]][_sort_of()[one]])
            for one in sorted(set(named.values()))
            if one[1] in other
        }
        return {span: new[one] for span, one in named.items() if one in new}

    def _of_persons(
        self, text: str, given: list[Paragraph], persons: Iterable[str], bearers: Iterable[Span]
    ) -> Iterator[tuple[Span, str]]:
        told = {word for name in persons for word in name.split() if word[:1].isupper()}
        new = {word: self.rng.choice(self.pool) for word in sorted(told - by_word().keys())}
        stated = {text[slice(*span)] for span in bearers} & by_word().keys()
        taken = {word for name in stated for word in WORD.findall(name)}
        for word in (word for paragraph in given for word in paragraph):
            name = text[slice(*word.span)]
            if name in new and name not in taken:
                yield word.span, new[name]

    def _rewritten(self, paragraph: Paragraph, new: Mapping[Span, str]) -> Paragraph:
        begins = [word.span[0] for word in paragraph]
        found: dict[int, tuple[int, str]] = {}
        for (start, end), name in new.items():
            first, last = bisect_left(begins, start), bisect_left(begins, end)
            if first < last and begins[first] == start and paragraph[last - 1].span[1] == end:
                found[first] = last, name
        given: list[Word] = []
        at = 0
        while at < len(paragraph):
            old = paragraph[at]
            last, name = found.get(at, (at + 1, ""))
            if name:
                (told,) = words(name, (0, len(name)), (), self.vocabulary)
                span = old.span[0], paragraph[last - 1].span[1]
                given.append(replace(told, span=span, form=old.form // 3 * 3 + told.form))
            else:
                given.append(old)
            at = last
        return tuple(given)


@functools.cache
def _sort_of() -> dict[tuple[str, str], str]:
    """The sort of a word that names a state, with the state's code."""
    return {(word, s.iso3): sort for sort, by in SORTS.items() for word, s in by().items()}


@functools.cache
def _short() -> dict[str, dict[str, list[str]]]:
    """The names of member states by code and sort, as far as they are one word."""
    found: dict[str, dict[str, list[str]]] = {}
    for (word, code), sort in _sort_of().items():
        if by_iso3()[code].member and WORD.fullmatch(word) and len(word) > 2:
            found.setdefault(code, {}).setdefault(sort, []).append(word)
    return found
