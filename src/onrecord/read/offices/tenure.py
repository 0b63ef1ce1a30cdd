"""When an office is held, by the words around its title: now, formerly, for the time being, since
and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.read.lines import Line
from onrecord.read.names.titles import Title
from onrecord.read.offices import appointments

PAST = frozenset(
    (
        "former",
        "then",
        "ex",
        "late",
        "onetime",
        "ousted",
        "deposed",
        "retired",
        "erstwhile",
        "disgraced",
    )
)
ONCE = frozenset(("then", "once", "formerly", "previously", "until"))
"""Adverbs before the article or the owner: "then the Danish envoy"."""
ACTING = frozenset(("acting", "interim", "caretaker"))
FROM, TO = (
    frozenset(("since", "from", "between")),
    frozenset(("until", "till", "to", "through", "and")),
)
ON = frozenset(("in", "on"))
ENDING = frozenset(("until", "till"))
DETERMINERS = frozenset(("the", "a", "an", "'s", "’s", "'", "’", "his", "her", "its", "their"))


@dataclass(frozen=True)
class Tenure:
    """What the report says of when an office is held."""

    former: bool = False
    acting: bool = False
    since: str | None = None
    until: str | None = None


Days = Mapping[int, str]
"""The values of times by where their words begin in the report's text."""


def tenure(line: Line, title: Title, days: Days) -> Tenure:
    """When the office of a title is held."""
    said = appointments.said(line, title)
    told = _told(line, title, said.verb if said else None, days)
    before = line.lowers[title.first : title.head]
    former = any(word in PAST for word in before) or _led_by_past(line, title)
    if said:
        return _by_verb(line, said, told, Tenure(former, any(word in ACTING for word in before)))
    former = former or bool(told.get("until") or told.get("ended"))
    return Tenure(
        former, any(word in ACTING for word in before), told.get("since"), told.get("until")
    )


def _by_verb(line: Line, said: appointments.Said, told: Mapping[str, str], plain: Tenure) -> Tenure:
    """The tenure that a verb tells of."""
    effect, on = said.way.effect, told.get("on")
    if effect == "end":
        return Tenure(True, plain.acting, told.get("since"), told.get("until") or on)
    if effect == "begin":
        return Tenure(plain.former, plain.acting, told.get("since") or on, told.get("until"))
    over = appointments.past(line, said.verb)
    bare = line.lemmas[said.verb] == "be" and line.lemmas[line.heads[said.verb]] != "use"
    former = plain.former or (
        over
        and (
            not bare
            or bool(told.get("until") or told.get("ended"))
            or "had" in _auxiliaries(line, said.verb)
        )
    )
    return Tenure(former, plain.acting, told.get("since"), told.get("until"))


def _auxiliaries(line: Line, verb: int) -> list[str]:
    return [line.lowers[c] for c in line.children[verb] if line.deps[c] == "aux"]


def led(line: Line, verb: int, end: int, days: Days) -> Tenure:
    """The tenure of one who heads something, by the verb and what follows its object."""
    told = dict(_spells(line, verb, end, {verb, *range(verb, end)}, days))
    once = any(line.lowers[c] in ONCE for c in line.children[verb])
    former = once or appointments.past(line, verb)
    return Tenure(former, False, told.get("since"), told.get("until"))


def _led_by_past(line: Line, title: Title) -> bool:
    """True of "then-" and "ex-" before a title, and of "then the", "once", "formerly" before it and
    its owner."""
    at = title.first - 1
    if line.word(at) in ("-", "–"):
        at -= 1
    if line.word(at) in PAST:
        return True
    while (
        at > 0
        and title.first - at < 6
        and (line.word(at) in DETERMINERS or line.pos[at] in ("PROPN", "ADJ", "DET"))
    ):
        at -= 1
    return line.word(at) in ONCE and line.word(at - 1) in (",", "(", "")


def _told(line: Line, title: Title, verb: int | None, days: Days) -> dict[str, str]:
    above = {*range(title.first, title.end)} | ({verb} if verb is not None else set())
    after = max(title.end, (verb or 0) + 1)
    return dict(_spells(line, title.head, after, above, days))


def _spells(
    line: Line, head: int, end: int, above: set[int], days: Days
) -> Iterator[tuple[str, str]]:
    """Since and until when, and on which day, by the words after a title that belong to it or to
    its verb."""
    given: set[str] = set()
    for at in range(head + 1, len(line)):
        if line.sentences[at] != line.sentences[head]:
            return
        word, value = line.lowers[at], _value(line, at + 1, days)
        near = line.heads[at] in above or at == end
        if word in ENDING and not value and (near or line.heads[at] == line.heads[head]):
            yield "ended", word
        if not value or not (near or word in TO):
            if near and line.deps[at] == "npadvmod" and (value := _value_before(line, at, days)):
                yield "on", value
            continue
        above.add(at)
        if word in FROM:
            given.add("since")
            yield "since", value
        elif word in TO and (word not in ("to", "and") or "since" in given):
            yield "until", value
        elif word in ON:
            yield "on", value


def _value(line: Line, at: int, days: Days) -> str | None:
    """The value of the time that begins at a token, or after the article there."""
    for first in (at, at + 1) if line.word(at) in ("the", "early", "late", "mid") else (at,):
        if first < len(line) and (value := days.get(line.start + line.begins[first])):
            return value
    return None


def _value_before(line: Line, at: int, days: Days) -> str | None:
    """The value of the time whose last token is this one: "last year", "Tuesday"."""
    return next(
        (
            value
            for first in (at - 1, at)
            if first >= 0 and (value := days.get(line.start + line.begins[first]))
        ),
        None,
    )
