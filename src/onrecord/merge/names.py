"""Names of people and bodies as merging compares them: case, accents, middle names, short forms,
spelling, order."""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import SequenceMatcher

from onrecord.lexicon import table
from onrecord.merge.compare import NEUTRAL, Verdict

WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]*)*|\d+")
TELLING = 3
"""Consonants from which on a word is known by them."""
ALIKE = 0.8
"""The share of letters in common from which two words may be two spellings of one."""
AFTER = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "abu",
        "ben",
        "dos",
        "del",
    }
)
LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ð": "d",
        "þ": "th",
    }
)
ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|ul|ur)-(?=\w)", re.IGNORECASE)
"""The Arabic article joined to a name: "al-Masri" is "el-Masri" and "Masri"."""
SPELT = (
    (re.compile(r"^(?:y|i)e(?=.)"), "e"),
    (re.compile(r"(?:iy|yy|ii|ij|ey|ei|iye|y|i)$"), "i"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"^(?:q|g(?=ad|had)|gh|kh)"), "k"),
    (re.compile(r"kh|q"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"iy|yi|y|j"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"sch|sh|tch|tsch"), "sh"),
    (re.compile(r"(?<=[bdmt])h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings of one sound in names from other scripts ("Naliaka" and "Naliyaka" come out alike),
applied in this order."""


@functools.lru_cache(maxsize=1 << 16)
def plain(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, apostrophes and "Jr."."""
    bare = "".join(
        c
        for c in unicodedata.normalize("NFKD", name.translate(LETTERS))
        if not unicodedata.combining(c)
    )
    words = [re.sub(r"['’`-]", "", ARTICLE.sub("", w)).lower() for w in WORD.findall(bare)]
    return tuple(w for w in words if w and w not in AFTER)


@functools.lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A word of a name in one spelling of many."""
    for pattern, one in SPELT:
        word = pattern.sub(one, word)
    return word


def ends(name: str) -> frozenset[str]:
    """The sounds and consonants of the first and the last word of a name, under which others are
    sought; either may be the family's."""
    words = [w for w in plain(name) if w not in PARTICLES]
    outer = [w for w in (words[:1] + words[-1:]) if len(w) > 1]
    return frozenset(sound(w) for w in outer) | frozenset(
        bones(w) for w in outer if len(bones(w)) >= TELLING
    )


@functools.lru_cache(maxsize=1 << 16)
def bones(word: str) -> str:
    """The consonants of a word of a name, by their sound; vowels are what transliterations differ
    in most."""
    return "".join(c for c in sound(word) if c not in "aeiou").upper()


def compare(a: str, b: str) -> Verdict:
    """How alike two names of people are, and in what way."""
    one, other = plain(a), plain(b)
    if not one or not other:
        return NEUTRAL
    for way in (_equal, _reordered, _middle, _sounding, _together, _short, _close, _boned):
        found = way(one, other)
        if found is not None:
            score, how = found
            return Verdict(
                score,
                f"“{min(a, b)}” and “{max(a, b)}” {how}" if a != b else f"both are called “{a}”",
            )
    return Verdict(-1.0)


def spelling(a: str, b: str) -> bool:
    """True of two full names that differ in how they are spelt, not in length or order."""
    one, other = plain(a), plain(b)
    return one != other and (_sounding(one, other) or _close(one, other)) is not None


Words = tuple[str, ...]
Way = tuple[float, str] | None


def _equal(a: Words, b: Words) -> Way:
    if a != b:
        return None
    return (1.0, "are one name") if len(a) > 1 else (0.5, "are one short name")


def _reordered(a: Words, b: Words) -> Way:
    return (0.9, "are one name in another order") if len(a) > 1 and sorted(a) == sorted(b) else None


def _middle(a: Words, b: Words) -> Way:
    if min(len(a), len(b)) < 2 or (a[0], a[-1]) != (b[0], b[-1]):
        return None
    middle, other = a[1:-1], b[1:-1]
    if not middle or not other:
        return 0.9, "differ in a middle name that one leaves out"
    return (
        (0.8, "differ in a middle name that one abbreviates")
        if all(x[0] == y[0] for x, y in zip(middle, other, strict=False))
        else None
    )


def _sounding(a: Words, b: Words) -> Way:
    alike = len(a) == len(b) > 1 and [sound(x) for x in a] == [sound(x) for x in b]
    return (0.8, "are two spellings of one name") if alike else None


def _together(a: Words, b: Words) -> Way:
    """ "Pak Ji-ho" and "Pak Ji Ho", "Abd el-Nasser" and "Abdel Nasser"."""
    alike = min(len(a), len(b)) > 1 and "".join(a) == "".join(b)
    return (0.9, "are one name, written together and apart") if alike else None


def _short(a: Words, b: Words) -> Way:
    """A family name, or a given name that stands first ("Motta" for "Elena Motta"), for the
    whole."""
    short, full = sorted((a, b), key=len)
    if len(short) == len(full) or len(full) < 2:
        return None
    at = len(full) - len(short)
    if full[at:] == short or tuple(map(sound, full[at:])) == tuple(map(sound, short)):
        return 0.5, "may be one, the shorter for the longer"
    return (0.45, "may be one, the shorter for the longer") if full[: len(short)] == short else None


def _close(a: Words, b: Words) -> Way:
    """One word of two or more differs by a letter or two: "Sunniva Brekkhus" and "Sunniva
    Brekhus"."""
    if len(a) != len(b) or len(a) < 2:
        return None
    different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(different) != 1:
        return None
    return (0.45, "differ by a letter or two") if _alike(*sorted(different[0])) else None


@functools.lru_cache(maxsize=1 << 16)
def _alike(x: str, y: str) -> bool:
    """True of two words that have eight letters in ten in common, in order."""
    if min(len(x), len(y)) < 4 or _man_and_woman(x, y):
        return False
    pair = SequenceMatcher(None, x, y, autojunk=False)
    return (
        pair.real_quick_ratio() >= ALIKE and pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE
    )


def _boned(a: Words, b: Words) -> Way:
    """ "Mohammed Karimi" and "Muhammad Kareemi": the consonants agree, and no word is short; not "Christina" and
    "Christian"."""
    if len(a) != len(b) or len(a) < 2:
        return None
    different = [(x, y) for x, y in zip(a, b, strict=True) if sound(x) != sound(y)]
    alike = all(
        bones(x) == bones(y) and len(bones(x)) >= TELLING and not _man_and_woman(x, y)
        for x, y in different
    )
    return (0.5, "have the same consonants") if alike else None


def _man_and_woman(a: str, b: str) -> bool:
    """True of a man's and a woman's given name."""
    return {_genders().get(a), _genders().get(b)} >= {"m", "f"}


@functools.cache
def _genders() -> dict[str, str]:
    return {row["name"].lower(): row["gender"] for row in table("given_names")}


@functools.lru_cache(maxsize=1 << 14)
def body(name: str) -> str:
    """The name of a body without article, case, accents and marks."""
    words = plain(name)
    return " ".join(words[1:] if words[:1] == ("the",) and len(words) > 1 else words)
