"""Who heads, leads or chairs a body, or speaks for it: "who heads the Arctic Council"."""

from __future__ import annotations

from onrecord.read.lines import Line
from onrecord.read.names.attached import attached_end
from onrecord.read.names.chains import PUBLIC, Cast
from onrecord.read.names.titles import bodies, modifiers, of_sort
from onrecord.read.offices import appointments
from onrecord.read.offices.offices import GENITIVE, state_of_words
from onrecord.read.offices.tenure import led
from onrecord.record import Office

NATIONAL = PUBLIC | frozenset(
    (
        "delegation",
        "mission",
        "brigade",
        "battalion",
        "regiment",
        "squadron",
        "troops",
        "commission",
        "ministry",
    )
)
"""Words of bodies that are of the state in the genitive or adjective before them."""


def leading(cast: Cast) -> None:
    """Gives those who head, lead or chair a body that office: "who heads the Arctic Council"."""
    for line in cast.lines:
        for verb, word in enumerate(line.lemmas):
            way = appointments.ways().get(word.lower()) if line.pos[verb] == "VERB" else None
            if way and way.way == "body" and (thing := _thing(line, verb, way)) is not None:
                for chain in filter(
                    None, (cast.head(line.number, at) for at in appointments.subjects(line, verb))
                ):
                    if (
                        chain.kind == "person"
                        and appointments.so(line, verb)
                        and (held := _leader(cast, line, (verb, thing), way))
                    ):
                        chain.offices.append(held)


def _thing(line: Line, verb: int, way: appointments.Way) -> int | None:
    """The object of a verb of heading, or what follows its "for"."""
    if way.links == ("-",):
        return next((c for c in line.children[verb] if line.deps[c] == "dobj" and c > verb), None)
    links = (c for c in line.children[verb] if line.lowers[c] in way.links and c > verb)
    return next((o for c in links for o in line.children[c] if line.deps[o] == "pobj"), None)


def _leader(cast: Cast, line: Line, where: tuple[int, int], way: appointments.Way) -> Office | None:
    """The office of one who heads a body; None where what is headed is none."""
    verb, thing = where
    first, end = modifiers(line, thing), attached_end(line, thing)
    chain = cast.head(line.number, thing)
    while chain and end < len(line) and cast.head(line.number, end) is chain:
        end += 1
    body = line.lowers[thing] in of_sort("body") or (
        chain is not None and chain.kind == "organisation"
    )
    if not body:
        return None
    if line.word(first - 1) in GENITIVE:
        first = (
            next(
                (at for at in range(first - 1, verb, -1) if line.pos[at] not in ("PROPN", "PART")),
                verb,
            )
            + 1
        )
    of = line.text(first, end)
    shown = chain.state if chain else None
    state = shown or (
        state_of_words(of) if any(w.lower() in NATIONAL for w in of.split()) else bodies().get(of)
    )
    when = led(line, verb, end, cast.days)
    passing = when.former or line.lowers[verb].endswith("ing")
    if passing and not (when.since or when.until) and line.deps[verb] != "relcl":
        return None  # "She led the delegation", "speaking for the opposition" tell of a day's work.
    return Office(
        way.title,
        of,
        state or None,
        (line.span(verb, end),),
        when.former,
        False,
        when.since,
        when.until,
    )
