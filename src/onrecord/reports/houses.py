"""Names of news agencies and outlets that no table lists, told by the words they are made of and by
where they stand."""

from __future__ import annotations

import functools
import re
from typing import Literal

from onrecord.lexicon import table

House = Literal["agency", "outlet"]
LONGEST = 50
JOINTS = "of and the for de des du d' la le les el los del di da do dos das der die und van voor och og i y e & et"
LINKS = frozenset(JOINTS.split())
ARTICLE = re.compile(r"(?:the|la|le|les|el|il|lo|o|der|die|das|de)\s+|l['’]", re.I)
SIGNS = re.compile(r"[,;:!?/|()“”\"]")
MORE = re.compile(r"\s*\((?:invented|online)\)$", re.I)
TIMES = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.I,
)


@functools.cache
def house_words(kind: str) -> frozenset[str]:
    """The words of one kind in names of those who publish news."""
    return frozenset(
        word
        for row in table("house_words")
        if row["kind"] == kind
        for word in row["words"].split("|")
    )


@functools.cache
def given_names() -> frozenset[str]:
    """Given names in lower case."""
    return frozenset(row["name"].lower() for row in table("given_names"))


def proper(text: str) -> bool:
    """One to six words, each with a capital letter but for the links between them, and no other
    signs."""
    tokens = text.split() if len(text) <= LONGEST else []
    shown = [t for t in tokens if t.lower() not in LINKS]
    if (
        not 1 <= len(tokens) <= 6
        or not shown
        or not text[-1].isalnum()
        or any(map(str.isdigit, text))
    ):
        return False
    return all(
        t[0].isupper() or t[:2].lower() in ("l'", "l’", "d'", "d’") for t in shown
    ) and not SIGNS.search(text)


def house(text: str) -> House | None:
    """Whether a text is the name of an agency or an outlet, by its words: "Meridian Press", "La
    Dépêche des Lacs"."""
    name = MORE.sub("", text.strip()) if len(text) <= 2 * LONGEST else ""
    if not name or not proper(name):
        return None
    words = ARTICLE.sub("", name, count=1).lower().split()
    if all(w in house_words("section") for w in words):
        return None
    if closes(words, "outlet") and words[-2:] != ["news", "press"] and not closes(words, "agency"):
        return "outlet"
    if closes(words, "agency") and len(words) > 1:
        return "outlet" if words[-2:] == ["free", "press"] else "agency"
    return opened(words)


def closes(words: list[str], kind: str) -> bool:
    """The last words are of a kind."""
    known = house_words(kind)
    return words[-1] in known or " ".join(words[-2:]) in known or " ".join(words[-3:]) in known


def opened(words: list[str]) -> House | None:
    """The kind of the first word, where a link follows it or the language sets it first: "Times of
    Turku", "Agence Vane"."""
    if len(words) > 1 and words[0] in house_words("agency") and words[0].startswith("ag"):
        return "agency"
    if len(words) > 2 and words[0] in house_words("outlet") and words[1] in LINKS:
        return "outlet"
    return "outlet" if len(words) == 1 and words[0].endswith(tuple(house_words("part"))) else None


def wire(text: str) -> str | None:
    """The name of an agency that its words alone tell."""
    return text.strip() if house(text) == "agency" else None


def place_name(text: str) -> bool:
    """The text is the name of a state, a region or a city, or two such with a comma between
    them."""
    from onrecord.lexicon.gazetteer import by_name

    return all(piece in by_name() for piece in re.split(r",\s*", text.strip()))


MARKED = re.compile(
    r"(?:up ?dated?|corrected|corrects|correction|adds|repeats|recasts|refiled|clarified|live|file|sidebar|analysis|opinion|comment)\b",
    re.I,
)


def wire_in_dateline(text: str, place: str) -> bool:
    """A name in parentheses after a place in capitals tells who reports from there; not what they
    stand for, a place or a day."""
    initials = "".join(t[0] for t in text.split() if t.lower() not in LINKS)
    if (
        not proper(text)
        or MARKED.match(text)
        or TIMES.search(text)
        or initials.upper() == place.replace(".", "").upper()
    ):
        return False
    return house(text) is not None or (len(text) > 1 and not place_name(text))


def unknown_house(text: str) -> bool:
    """Below a byline a name of two words or more that is no person's and no place's is the
    outlet's."""
    words = text.split()
    return (
        len(words) > 1
        and named_like(text)
        and not person(text)
        and not TIMES.search(text)
        and not place_name(text)
    )


def named_like(text: str) -> bool:
    """A name with an article or a link in it: "The Arusha Lens", "Lens of Arusha"; persons have
    neither before a small word."""
    return proper(text) and (
        ARTICLE.match(text) is not None or any(w in ("of", "and", "&") for w in text.split()[1:-1])
    )


def person(text: str) -> bool:
    """A name of two to four words of which the first is a given name."""
    words = text.split()
    return 2 <= len(words) <= 4 and proper(text) and words[0].lower() in given_names()
