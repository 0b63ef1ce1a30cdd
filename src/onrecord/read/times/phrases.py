"""Phrases over kinds of words: a text becomes a string with one letter a word, and a phrase is a
regular expression over it.

A phrase is written in kinds and words: `(WEEKDAY ,?)? MONTH DAY (,? YEAR)?`. Capitals name a kind
of the table `timewords` or are a kind of number or PLURAL, lower case and marks name themselves,
`{NAME}` is a phrase of `PARTS`, `!` says that what comes next (or, at the front, what came before)
must not be that, `>` (at the front `<`) that it must. Words that no phrase names are all one
letter, so searching costs little.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lexicon import table

TOKEN = re.compile(
    r"""
    (?=[0-9'’`½¼])(?:  # a word begins with none of these, and words are most of a text
      (?P<isotime>(?<![0-9-])[12][0-9]{3}-[0-9][0-9]-[0-9][0-9][T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9-]))
    | (?P<iso>(?<![0-9-])[12][0-9]{3}-[0-9][0-9]-[0-9][0-9](?![0-9-]))
    | (?P<eleventh>(?<![0-9/])9/11(?![0-9/]))
    | (?P<slash>(?<![0-9/])[0-3]?[0-9]/[0-3]?[0-9]/(?:[12][0-9])?[0-9][0-9](?![0-9/]))
    | (?P<dotted>(?<![0-9.])[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9][0-9](?![0-9]|\.[0-9]))
    | (?P<clock>(?<![0-9])[0-2]?[0-9](?::[0-5][0-9](?![0-9:])|\.[0-5][0-9](?=\ ?[ap]\.?m\b)))
    | (?P<decade>[12][0-9][0-9]0['’]?s\b|['’`][0-9]0s\b)
    | (?P<shortyear>['’`][0-9][0-9](?![\w'’]))
    | (?P<ordinal>[0-9]+(?:st|nd|rd|th)\b)
    | (?P<fraction>\b1[/⁄][248]\b|[½¼])
    | (?P<number>[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|[0-9]+)
    | (?P<possessive>['’]s\b)
    )
  | (?P<short>[ap]\.m\.?|(?:[A-Z]\.){2,}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Tue|Tues|Mon|Wed|Thu|Thurs?|Fri|Sat|Sun)\.)
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)
  | (?P<gap>\n\s*\n)
  | (?P<mark>[^\s\w])
    """,
    re.VERBOSE,
)
OTHER = "_"


@dataclass(frozen=True)
class Words:
    """The words of a text: where they stand, as they are written, and their letters."""

    starts: list[int]
    written: list[str]
    letters: str

    def end(self, i: int) -> int:
        return self.starts[i] + len(self.written[i])


@dataclass(frozen=True)
class Grammar:
    """The phrases with what they need: each word's letter, and each kind's letters."""

    letter: dict[str, str]
    kinds: dict[str, str]
    values: dict[tuple[str, str], str]
    """What a word gives as one of a kind."""

    def is_kind(self, letter: str, kind: str) -> bool:
        return letter in self.kinds[kind]


@functools.cache
def grammar(phrases: tuple[str, ...]) -> Grammar:
    """A letter for each set of kinds that some word belongs to, as far as the phrases name them."""
    named = {atom for phrase in phrases for atom in re.findall(r"[^\s()|?*+=!<>{}]+", phrase)}
    belongs: dict[str, set[str]] = {}
    values: dict[tuple[str, str], str] = {}
    for row in table("timewords"):
        for form in _forms(row["word"]):
            belongs.setdefault(form, set()).add(row["category"])
            values[form, row["category"]] = row["value"]
    for word in filter(_is_word, named):
        for form in _forms(word):
            belongs.setdefault(form, set()).add(word)
    for kind in (*_NUMBERS, PLURAL):
        belongs[f"#{kind}"] = set(kind.split("+"))
    sets = sorted({tuple(sorted(kinds)) for kinds in belongs.values()})
    code = {kinds: chr(0xE000 + i) for i, kinds in enumerate(sets)}
    letter = {
        form: code[tuple(sorted(kinds))] if kinds & named else OTHER
        for form, kinds in belongs.items()
    }
    return Grammar(
        letter,
        {
            name: "".join(code[k] for k in sets if name in k)
            for name in named | {k for s in sets for k in s}
        },
        values,
    )


def _is_word(atom: str) -> bool:
    return not atom.isupper() or not atom[0].isalpha()


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.capitalize(), word.upper()) if word.islower() else (word,)


_NUMBERS = (
    "NUM",
    "NUM+DAY+HOUR",
    "NUM+DAY",
    "YEAR",
    "DECADE",
    "SHORTYEAR",
    "ORDINAL+DAYTH",
    "ORDINAL",
    "ISO",
    "ISOTIME",
    "SLASH",
    "DOTTED",
    "ELEVENTH",
    "CLOCK",
    "FRACTION",
    "GAP",
)


def words(text: str, start: int, end: int, known: Grammar) -> Words:
    """The words of a stretch of text."""
    starts: list[int] = []
    written: list[str] = []
    letters: list[str] = []
    letter = known.letter
    for m in TOKEN.finditer(text, start, end):
        word = m[0]
        starts.append(m.start())
        written.append(word)
        kind = m.lastgroup
        if word in EACH and len(written) > 1 and _plural(written[-2], known):
            letters[-1] = letter[f"#{PLURAL}"]
        glued = kind == "number" and len(word) == 4 and text[m.end() : m.end() + 1].isalpha()
        letters.append(
            letter.get(word, OTHER)
            if kind in _PLAIN
            else letter["#NUM" if glued else _number(kind or "", word)]
        )
    return Words(starts, written, "".join(letters))


PLURAL = "PLURAL"
"""Unknown words before "a" or "per" that look like nouns in the plural ("flights a week")."""
EACH = frozenset({"a", "an", "per"})


def _plural(word: str, known: Grammar) -> bool:
    return word[-1] == "s" and len(word) > 4 and word[-2] not in "su" and word not in known.letter


_PLAIN = {"word", "short", "mark", "possessive"}


def _number(kind: str, word: str) -> str:
    if kind == "number":
        return _figures(word)
    if kind == "ordinal":
        return "#ORDINAL+DAYTH" if len(word) < 5 and 0 < int(word[:-2]) < 32 else "#ORDINAL"
    return f"#{kind.upper()}"


def _figures(word: str) -> str:
    if not word.isdigit() or len(word) > 4:
        return "#NUM"
    value = int(word)
    if len(word) == 4 and 1000 <= value < 2200:
        return "#YEAR"
    if len(word) <= 2 and value < 100:
        return "#NUM+DAY+HOUR" if 0 < value <= 24 else "#NUM+DAY" if 0 < value < 32 else "#NUM"
    return "#NUM"


ELEMENT = re.compile(
    r"(?P<open>[(])|(?P<close>[)][?*+]?)|(?P<bar>\|)|(?P<look>[!<>])?(?P<atom>[^\s()|?*+=!<>{}]+)(?P<times>[?*+])?"
)


ONE_LOOK = re.compile(r"(\(\?<?=\[[^]]*\])\)\(\?<?=")
"""Words that are looked at one after another ("<months <to") are one look."""
TIMES = {"?": "?", "*": "{0,4}", "+": "{1,4}"}
"""Repetition is bounded, so that "the early the early the early ..." cannot make a rule slow."""


def compiled(phrase: str, known: Grammar) -> re.Pattern[str]:
    """A phrase as a regular expression over letters."""
    found = "".join(_piece(m, known, front=m.start() == 0) for m in ELEMENT.finditer(phrase))
    return re.compile(ONE_LOOK.sub(r"\1", found))


def _piece(m: re.Match[str], known: Grammar, *, front: bool) -> str:
    if not m["atom"]:
        return "(?:" if m["open"] else m[0][0] + TIMES.get(m[0][1:], "")
    letters = f"[{re.escape(known.kinds[m['atom']])}]"
    if m["look"] in ("<", ">"):
        return f"(?<={letters})" if m["look"] == "<" else f"(?={letters})"
    if m["look"] == "!":
        return f"(?<!{letters})" if front else f"(?!{letters})"
    return letters + TIMES.get(m["times"] or "", "")


def needed(phrase: str, known: Grammar) -> str:
    """Letters of which every match of a phrase holds at least one: where a text has none of them,
    the phrase need not be tried."""
    found, _ = _needed(list(ELEMENT.finditer(phrase)), 0, known)
    assert found, f"nothing must stand in: {phrase}"
    return found


def _needed(elements: list[re.Match[str]], i: int, known: Grammar) -> tuple[str, int]:
    """What a sequence of alternatives needs, up to its closing bracket, and where that stands;
    nothing where it may be empty."""
    branches: list[list[str]] = [[]]
    while i < len(elements) and not elements[i]["close"]:
        m = elements[i]
        if m["bar"]:
            branches.append([])
        elif m["open"]:
            inner, i = _needed(elements, i + 1, known)
            branches[-1].append("" if elements[i]["close"][1:] in ("?", "*") else inner)
        elif not m["look"] and m["times"] not in ("?", "*"):
            branches[-1].append(known.kinds[m["atom"]])
        i += 1
    rarest = [
        min(filter(None, branch), key=lambda letters: _common(letters, known), default="")
        for branch in branches
    ]
    return ("".join(rarest) if all(rarest) else ""), i


def _common(letters: str, known: Grammar) -> int:
    """Roughly how often texts have some letters: those of small words far more often than the
    others."""
    small = {known.letter[word] for word in SMALL}
    return sum(50 if letter in small else 1 for letter in letters)


SMALL = (
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "to",
    "and",
    "for",
    "at",
    "that",
    "this",
    ",",
    "-",
    "or",
    "more",
    "about",
    "one",
)


def longest(hits: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of stretches (start, end, rule) that overlap the longest, then the first rule's; in text
    order."""
    taken: list[tuple[int, int, int]] = []
    used: set[int] = set()
    for start, end, rule in sorted(hits, key=lambda h: (h[0] - h[1], h[2], h[0])):
        if used.isdisjoint(range(start, end)):
            used.update(range(start, end))
            taken.append((start, end, rule))
    return sorted(taken)
