"""Buildings, waters and lands that are named by what they are: "Iwato guest house", "the Museum of
Salt", "the Ross Sea"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon.gazetteer import Sort
from onrecord.lexicon.states import by_demonym
from onrecord.read.places.placewords import of_sort
from onrecord.read.places.spots import BELONGS, LONGEST_NAME, closing, located, opening

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from onrecord.read.parse import Block


@dataclass(frozen=True, eq=False)
class Building:
    """A name with the word that says what it is; `sure` where it must be a place (a hall may speak,
    unless something is at it)."""

    block: Block
    tokens: Tokens
    head: int
    """The token that says what it is."""
    sort: Sort
    sure: bool


def buildings(blocks: Iterable[Block]) -> Iterator[Building]:
    """What is called by its kind, wherever it is named, if it is once surely a place."""
    found = [Building(block, *one) for block in blocks for one in _in(block.doc)]
    sure = {one.tokens.text for one in found if one.sure}
    return (one for one in found if one.tokens.text in sure and not _speaks(one.tokens.root))


def _in(doc: Doc) -> Iterator[tuple[Tokens, int, Sort, bool]]:
    end = 0
    for token in doc:
        sort = _sort(token) if token.i >= end else None
        name = _name(token, end) if sort and not _goes_on(token) else None
        if (
            sort
            and name is not None
            and _may_be(sort, name)
            and (name[0].ent_type_ != "PERSON" or _bears_name(token))
        ):
            end = name.end
            yield name, token.i, sort, _sure(token) or _said_where(name)


def _may_be(sort: Sort, name: Tokens) -> bool:
    """False of a team or a station that is called for a water or a land: "Halden Bay", "the Salt
    Channel"; and of what sends programmes."""
    body = (
        sort != "building" and name.root.ent_type_ in ("ORG", "PERSON") and not located(name.root)
    )
    return (
        not body
        and name.root.ent_type_ != "WORK_OF_ART"
        and name[-2:][0].lower_ not in ("television", "radio", "tv", "fm")
    )


def _sure(token: Token) -> bool:
    """True of what is a place wherever it is named, and of a hall or a palace that something is
    at."""
    structure = token.text[:1].isupper() and token.lower_ in of_sort("structure")
    return structure or token.lower_ not in of_sort("building") or located(token)


def _said_where(name: Tokens) -> bool:
    """True of what is said to be in a place: "the Salt Center in Oslo"."""
    after = name.doc[name.end : min(name.end + 2, len(name.doc))]
    return (
        len(after) == 2
        and after[0].lower_ == "in"
        and after[1].text[0].isupper()
        and after[1].ent_type_ in ("GPE", "LOC")
    )


def _goes_on(token: Token) -> bool:
    """True of the first word for a building in "the Salt Museum Visitor Center" or "the Ross
    Sea-Ice Museum"."""
    for after in token.doc[token.i + 1 : min(token.i + 7, closing(token))]:
        if not (after.text[:1].isupper() or after.text == "-"):
            return False
        if _sort(after):
            return True
    return False


def _sort(token: Token) -> Sort | None:
    """What the head of a name says that it is."""
    word = token.lower_
    if word in of_sort("building") and (token.text[:1].isupper() or located(token)):
        return "building"
    if not token.text[:1].isupper():
        return "building" if _held(token) else None
    if word in of_sort("structure"):
        return "building"
    if word in of_sort("water"):
        return "water"
    return "region" if word in of_sort("land") else None


def _held(token: Token) -> bool:
    """True of a building or a room that is told by whose it is: "the Leeds police station", "in her
    Nairobi office"."""
    if token.lower_ not in of_sort("structure") and not (
        token.lower_ in of_sort("room") and _inside(token)
    ):
        return False
    before = [c for c in token.children if c.i < token.i]
    owned = any(
        c.dep_ in ("compound", "poss", "nmod") and c.text[0].isupper() and c.pos_ == "PROPN"
        for c in before
    )
    return owned and not any(c.lower_ in ("a", "an", "no", "any", "every") for c in before)


def _inside(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "at",
        "inside",
        "outside",
        "near",
        "from",
    )


def _bears_name(token: Token) -> bool:
    """True of what may be called for a person or belong to one: "the Erez crossing", "Holm's
    house"."""
    if not token.text[0].islower():
        return False
    return token.lower_ in of_sort("structure") or any(c.dep_ == "poss" for c in token.children)


def _speaks(head: Token) -> bool:
    return head.dep_ == "nsubj" and head.head.lemma_ in ("say", "tell", "announce")


def _name(head: Token, end: int) -> Tokens | None:
    """The words of the name around the word that says what it is, none of them before `end`."""
    upper = head.text[:1].isupper()
    first = _written(head, end) if upper else _start(head, end)
    last = _numbered(head) if head.lower_ in of_sort("numbered") else _of(head)
    if first == head.i and last == head.i + 1:
        last = _after_prefix(head)
    named = first < head.i or last > head.i + 1
    return head.doc[first:last] if named else None


def _written(head: Token, end: int) -> int:
    """The first word of a name that is written with capitals: "Wright-Hale Air Base", "the Salt &
    Iron Museum"."""
    doc, first = head.doc, head.i
    least = max(opening(head), end, head.i - LONGEST_NAME)
    while first > least:
        before = doc[first - 1]
        if first - 1 > least and _ties(doc, first - 1):
            first -= 2
        elif _capital(before) and before.ent_type_ not in ("DATE", "TIME") and not _people(before):
            first -= 1
        else:
            break
    return first


def _ties(doc: Doc, at: int) -> bool:
    """True of what ties two words of a name: a hyphen, "and" or "of" where the tagger sees one name
    ("the Air and Sea Museum")."""
    if not _capital(doc[at - 1]):
        return False
    one = (
        doc[at].ent_iob_ == "I"
        and doc[at + 1].ent_iob_ == "I"
        and doc[at].ent_type_ in ("ORG", "FAC")
    )
    return doc[at].text in ("-", "&", "/", "'s", "’s") or (
        doc[at].text in ("and", "of") and one and _sort(doc[at - 1]) is None
    )


def _people(token: Token) -> bool:
    return token.ent_type_ == "NORP" and token.text in by_demonym()


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")


def _of(head: Token) -> int:
    """The end of the name: of "Museum of Salt" behind "of Salt"."""
    doc, at = head.doc, head.i + 2
    if not head.text[:1].isupper() or at >= closing(head) or doc[head.i + 1].lower_ != "of":
        return head.i + 1
    at += doc[at].lower_ == "the"
    first = at
    while at < closing(head) and _proper(doc[at]):
        at += 1
    return at if at > first else head.i + 1


def _numbered(head: Token) -> int:
    """The end of "Terminal 3" and "Launch Pad 7B"."""
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return (
        head.i
        + 1
        + (
            after is not None
            and after.text[0].isdigit()
            and after.ent_type_ not in ("DATE", "TIME")
        )
    )


def _proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _after_prefix(head: Token) -> int:
    """The end of a name that begins with a word such as "Lake" or "Masjid", small words and hyphens
    in it included."""
    doc, end = head.doc, head.i + 1
    if head.text not in of_sort("prefix"):
        return end
    for at in range(end, closing(head)):
        if _proper(doc[at]):
            end = at + 1
        elif doc[at].lower_ not in SMALL or at > end + 1:
            break
    return end


SMALL = frozenset(("-", "de", "la", "le", "del", "della", "di", "du", "des", "al", "el"))
"""What joins the words of a name: "Palais de Justice", "Masjid Al-Noor"."""


def _start(head: Token, end: int) -> int:
    """The first word of a name whose last is written small: its modifiers from the first that is
    written with a capital."""
    start = head.i
    least = max(opening(head), end, head.i - LONGEST_NAME)
    while (
        start > least
        and head.doc[start - 1].dep_ in (*BELONGS, "case", "advmod")
        and head.is_ancestor(head.doc[start - 1])
    ):
        start -= 1
    words = [head.doc[i] for i in range(start, head.i)]
    named = [t for t in words if t.text[0].isupper() and t.ent_type_ != "NORP"]
    owned = [t for t in named if any(w.text in ("'s", "’s") and w.i < t.i for w in words)]
    return (owned or named)[0].i if named else head.i
