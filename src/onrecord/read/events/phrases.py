"""A user's lexicon of event phrases: words that tell an event of the type and mode given, whatever
the model makes of them, or that tell none."""

from __future__ import annotations

import codecs
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.cleaned import cleaned, printable
from onrecord.errors import InputError
from onrecord.knowledge.opened import opened
from onrecord.lexicon import table
from onrecord.models.events import NO_EVENT, TYPES, Standing
from onrecord.models.pieces import WORD
from onrecord.record import Phrase

COLUMNS = ["phrase", "type", "mode"]
MOST_BYTES = 1 << 22
"""Bytes of a lexicon file; a longer one is refused."""
MOST_WORDS = 20
"""Words of a phrase, each mark counted as one; the windows of the model overlap by as many."""
ASTRAY = re.compile(r"\*(?=\S)|(?<![^\W_])\*")
"""A `*` that does not end a word."""
Part = tuple[str, bool]
"""A word or mark of a phrase, and whether it is only the beginning of one (declar*)."""


def phrases(path: Path) -> tuple[Phrase, ...]:
    """The rows of a lexicon file; raises InputError at the first that cannot be used."""
    name = printable(str(path))
    with opened(path) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(name, f"is longer than {MOST_BYTES:,} bytes", "give a shorter one")
    rows = list(_rows(data.removeprefix(codecs.BOM_UTF8), name))
    if rows and rows[0][1] not in (COLUMNS, COLUMNS[:2]):
        advice = "begin the file with the line phrase, type, mode, with a tab between them"
        raise InputError(rows[0][0], "is no header", advice)
    return checked((where, _phrase(where, fields)) for where, fields in rows[1:])


def _rows(data: bytes, name: str) -> Iterator[tuple[str, list[str]]]:
    """The fields of each line that is neither blank nor a comment, with where it stands."""
    for number, line in enumerate(data.split(b"\n"), 1):
        where = f"{name}#{number}"
        try:
            text = line.decode().rstrip()
        except UnicodeDecodeError:
            raise InputError(where, "is not UTF-8", "save the file as UTF-8") from None
        if text and not text.startswith("#"):
            yield where, [field.strip() for field in text.split("\t")]


def _phrase(where: str, fields: list[str]) -> Phrase:
    if not 2 <= len(fields) <= len(COLUMNS):
        why = "has no type" if len(fields) == 1 else f"has {len(fields)} columns"
        raise InputError(where, why, "give phrase, type and mode, with a tab between them")
    return Phrase(*fields)


def checked(rows: Iterable[tuple[str, Phrase]]) -> tuple[Phrase, ...]:
    """Phrases in the order of their letters; raises InputError at the first that cannot be used."""
    found: list[Phrase] = []
    known: dict[tuple[Part, ...], str] = {}
    for where, row in rows:
        phrase = " ".join(cleaned(row.phrase, len(row.phrase)).split())
        parts = _parts(phrase)
        if why := _wrong(phrase, len(parts)) or _no_kind(row.type, row.mode):
            raise InputError(where, *why)
        if parts in known:
            raise InputError(where, f"has the phrase of {known[parts]}", "leave out one of the two")
        known[parts] = where
        found.append(Phrase(phrase, row.type, row.mode or None))
    return tuple(sorted(found, key=lambda one: one.phrase))


def _wrong(phrase: str, size: int) -> tuple[str, str] | None:
    """What is wrong with the words of a phrase, and what to do about it."""
    if ASTRAY.search(phrase):
        return "has a * that does not end a word", "put it behind letters, as in declar*"
    if not any(map(str.isalnum, phrase)):
        return "has no phrase", "give its words before the first tab"
    if size > MOST_WORDS:
        return f"has a phrase of over {MOST_WORDS} words and marks", "give fewer"
    return None


def _no_kind(type_: str, mode: str | None) -> tuple[str, str] | None:
    """What is wrong with a type and mode, and what to do about it."""
    if type_ not in (*TYPES, NO_EVENT):
        why = f"has a type that PLOVER does not have ({cleaned(type_, 40) or 'none'})"
        return why, f"give one of {', '.join(TYPES)}, or {NO_EVENT} for words that tell no event"
    modes = next((row["modes"].split() for row in table("modes") if row["type"] == type_), [])
    if mode and mode not in modes:
        advice = f"give one of {', '.join(modes)}, or none" if modes else "leave it out"
        return f"has a mode that {type_} does not have ({cleaned(mode, 40)})", advice
    return None


def _parts(phrase: str) -> tuple[Part, ...]:
    return tuple(
        (_plain(m[0]), phrase.startswith("*", m.end()))
        for m in WORD.finditer(phrase)
        if m[0] != "*"
    )


def _plain(word: str) -> str:
    """A word whatever its case, and whichever apostrophe it is."""
    return word.casefold().replace("’", "'")


@functools.lru_cache(maxsize=1)
def _index(known: tuple[Phrase, ...]) -> dict[Part, list[tuple[tuple[Part, ...], Phrase]]]:
    """The phrases that begin with each word."""
    found: dict[Part, list[tuple[tuple[Part, ...], Phrase]]] = {}
    for phrase in known:
        parts = _parts(phrase.phrase)
        found.setdefault(parts[0], []).append((parts, phrase))
    return found


def find(words: Sequence[str], known: tuple[Phrase, ...], before: int = 0) -> list[Standing]:
    """Where phrases stand among the words of a paragraph, which are numbered from `before`; where
    several do, the longest, and of these the one that leaves the least open."""
    found = sorted(
        _all([_plain(word) for word in words], known),
        key=lambda one: (one.at - one.end, _loose(one.phrase.phrase), one.at, one.phrase.phrase),
    )
    taken, kept = bytearray(len(words)), list[Standing]()
    for at, end, phrase in found:
        if not any(taken[at:end]):
            taken[at:end] = b"\1" * (end - at)
            kept.append(Standing(before + at, before + end, phrase))
    return sorted(kept, key=lambda one: one.at)


def _loose(phrase: str) -> tuple[int, int]:
    """How much a phrase leaves open: "sen* rice" more than "sent* rice", and "sent rice" nothing."""
    return phrase.count("*"), -len(phrase)


def _all(words: Sequence[str], known: tuple[Phrase, ...]) -> Iterator[Standing]:
    index = _index(known)
    for at, word in enumerate(words):
        firsts = [(word, False), *((word[:size], True) for size in range(1, len(word) + 1))]
        for parts, phrase in (one for first in firsts for one in index.get(first, ())):
            end = at + len(parts)
            if end <= len(words) and all(map(_fits, words[at:end], parts)):
                yield Standing(at, end, phrase)


def _fits(word: str, part: Part) -> bool:
    return word.startswith(part[0]) if part[1] else word == part[0]
