"""Who wrote a report: names of persons and of news agencies, as bylines give them."""

from __future__ import annotations

import functools
import re

from onrecord.lexicon import table
from onrecord.reports.given import MOST_BYLINE, MOST_NAME
from onrecord.reports.houses import house, wire

BY = r"by|von|par|por|door|av|af|di|przez|oleh"
WORK = r"written|reported|reporting|story|text|words|analysis|report|opinion|posted|published|article|artikel|ein artikel|texte?|protokoll"
OPENER = re.compile(
    rf"\s*(?:(?:(?:{WORK})\s+)?(?:{BY})\b|(?:authors?|autor(?:en|in|es)?|auteurs?|reporter|byline)\s*:)\s*:?\s*",
    re.I,
)
BETWEEN = re.compile(
    r"\s*(?:,|;|/|\||•|·|\n|&|\+|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bog\b|\ben\b| e )\s*", re.I
)
CUT = re.compile(
    r"\s+(?:in|for|at|from|via|of the|on|with|für|aus|à|pour)\s+.*$|\s+[-–—]\s+.*$|\s*\([^)]*\)?"
    r"|\s*(?:published|updated|posted|last updated)\b.*$"
    r"|\s+(?:(?-i:[A-Z][a-z]{2,8})\.?\s+)?(?=\d).*$|@\S+|\S+@\S+|(?-i:(?<=[a-z])(?:Twitter|Facebook|Instagram|Email|LinkedIn|Bio))$",
    re.I | re.S,
)
ROLE = re.compile(
    r"\b(?:writers?|reporters?|editors?|correspondents?|staff|bureau|news|desk|team|columnist|contributor|contributing|special|senior|chief|political|analyst|journalist|producer|agenc\w+|press|media|times|post|online"
    r"|redaktion|redakteur\w*|korrespondent\w*|politics|business|sports?|science|health|technology|world|national|foreign|photographer|digital|network|guest|opinion|author|admin)\b",
    re.I,
)
JOINTS = "de del della di da dos das du des la le el al bin ibn ben van von der den ter ten zu zur af av y e of abu bint st"
PARTICLES = frozenset(JOINTS.split())
NAME_TOKEN = re.compile(r"(?:[A-ZÀ-ÞĀ-Ž]\.?|[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?)$")


@functools.cache
def agencies() -> dict[str, str]:
    """The name of a news agency by each of its forms in lower case."""
    return {form: row["name"] for row in table("agencies") for form in row["forms"].split("|")}


def agency(text: str) -> str | None:
    """The agency that a text is the name of, and nothing else."""
    if len(text) > MOST_NAME:
        return None
    plain = re.sub(
        r"^(?:the|source|quelle|agency|agentur)\s*:?\s+|^[(©\s/]+|[)\s.,:/]+$",
        "",
        text.strip(),
        flags=re.I,
    )
    form = plain.lower()
    if len(plain) <= 4 and not plain.isupper():
        return None
    return agencies().get(form) or agencies().get(re.sub(r"^the\s+", "", form))


def named(piece: str) -> str | None:
    """A person's name in normal case, where the text is like one."""
    tokens = piece.strip(" .,:;'\"").split()
    if not 2 <= len(tokens) <= 5 or ROLE.search(piece) or not all(map(NAME_TOKEN.match, tokens)):
        return None
    shown = [t for t in tokens if t.lower() not in PARTICLES]
    if len(shown) < 2 - (len(tokens) > 2) or not all(t[0].isupper() for t in shown):
        return None
    return " ".join(normal(t) for t in tokens)


def normal(token: str) -> str:
    """A token of a name in normal case: QUILL -> Quill, MCDONALD -> McDonald, O'BRIEN -> O'Brien,
    JR. -> Jr."""
    if not token.isupper() or len(token.rstrip(".")) < 2 or (token.count(".") > 1):
        return token
    if token.lower() in PARTICLES:
        return token.lower()
    lowered = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), token)
    return re.sub(r"\b(Mc)([a-z])", lambda m: m[1] + m[2].upper(), lowered)


def authors(text: str) -> tuple[tuple[str, ...], str | None]:
    """The persons and the agency that a byline names; an office, an outlet or a place is
    neither."""
    text = text[:MOST_BYLINE]
    opener = OPENER.match(text)
    rest = text[opener.end() :] if opener else text
    names: list[str] = []
    found: str | None = None
    for piece in BETWEEN.split(rest):
        found = found or agency(piece) or served(piece) or (wire(piece) if names else None)
        name = None if agency(piece) or (names and house(piece)) else named(CUT.sub("", piece))
        if name and name not in names:
            names.append(name)
    return tuple(names), found


def employer(text: str) -> str | None:
    """The outlet that a byline names after its authors: "By Jo Doe, The Turku Observer"."""
    pieces = BETWEEN.split(text[:MOST_BYLINE])
    return next((p.strip() for p in pieces[1:] if house(p) == "outlet" and agency(p) is None), None)


def office(text: str) -> bool:
    """A line that says what an author is: "Diplomatic correspondent"."""
    return (
        len(text) <= 60
        and text[-1].isalnum()
        and ROLE.search(text) is not None
        and not any(map(str.isdigit, text))
    )


def served(piece: str) -> str | None:
    """The agency that an author writes for: "Jo Doe for Reuters", "AP Diplomatic Writer"."""
    _, found, outlet = piece.partition(" for ")
    tokens = piece.split()
    return (
        agency(outlet) or wire(outlet)
        if found
        else agency(tokens[0])
        if len(tokens) > 1 and ROLE.search(piece)
        else None
    )


def byline(text: str) -> tuple[tuple[str, ...], str | None] | None:
    """The authors of a line that opens as a byline does and names at least one, or an agency."""
    if len(text) > 160 or not OPENER.match(text):
        return None
    names, wire = authors(text)
    return (names, wire) if names or wire else None
