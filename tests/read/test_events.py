"""Events: types, parties and status, in sentences and across a report."""

from __future__ import annotations

import re

import pytest

from marked import lines
from onrecord.read import STEPS, events, parse
from onrecord.read.draft import Draft
from onrecord.record import Event, Part, Published, Report

CASES = [line for _, line in lines("events")]


def found(text: str) -> tuple[Draft, tuple[Event, ...]]:
    """A report of that text alone, and its events."""
    day = Published("2021-03-18", "2021-03-18", "2021-03-18", "metadata")
    report = Report("0" * 16, "case.txt", "en", text, published=day, parts=(Part("body", (0, len(text))),))
    draft = Draft(report, parse.blocks(report))
    for step in STEPS[: STEPS.index(events.find)]:
        draft = draft.plus(step(draft))
    return draft, tuple(events.find(draft))


def told(event: Event) -> str:
    """An event as the cases write it."""
    states = " ".join(event.sides) + (f" > {' '.join(event.targets)}" if event.targets else "")
    return re.sub(r" +", " ", f"{event.type} {event.mode or ''} {states} {event.status}")


def sorted_sides(line: str) -> str:
    """A case with the states of each list in alphabetical order, since no order is promised."""
    return re.sub(r"\b[A-Z]{3}(?: [A-Z]{3})+\b", lambda m: " ".join(sorted(m[0].split())), line)


@pytest.mark.parametrize("line", CASES)
def test_cases(line: str) -> None:
    """The events of a case are found, and no others."""
    text, _, want = line.rpartition(" -> ")
    got = "; ".join(map(told, found(text)[1])) or "nothing"
    assert sorted_sides(got) == sorted_sides(want)


def test_evidence_is_the_words_that_report_it() -> None:
    """The evidence runs from the actor through the verb to its object, and lies in the text."""
    text = "In a long night in Geneva, Chile's delegation accused Peru of cheating, diplomats said."
    (event,) = found(text)[1]
    assert [text[slice(*span)] for span in event.evidence] == ["Chile's delegation accused Peru"]


def test_the_meeting_takes_its_parties_from_the_report() -> None:
    """Of "the meeting in Lima" another sentence says who meets; it lends that meeting its place."""
    text = (
        "No joint statement is expected to result from the meeting in Lima, officials said.\n\n"
        "Norway's foreign minister, Ingrid Dahl, will meet with Peru's foreign minister, Carlos Rojas."
    )
    draft, read = found(text)
    agree, consult = read
    places = {p.id: p.name for p in draft.places}
    assert (agree.type, set(agree.sides), agree.status) == ("AGREE", {"NOR", "PER"}, "not expected")
    assert (consult.type, set(consult.sides), consult.status) == ("CONSULT", {"NOR", "PER"}, "planned")
    assert places[consult.place or ""] == "Lima"
    assert len(consult.evidence) == 2


def test_the_two_governments_are_those_who_met() -> None:
    """ "The two governments" are the two states of the meeting before, whom the accusation does not concern."""
    text = (
        "Italian Foreign Minister Paola Conti visited Tunisia on Monday.\n\n"
        "During her stop in Tunis, the two governments issued a joint statement condemning Libya's arrest of fishermen."
    )
    _, read = found(text)
    accuse = next(e for e in read if e.type == "ACCUSE")
    assert (set(accuse.sides), accuse.targets) == ({"ITA", "TUN"}, ("LBY",))


def test_the_two_are_those_who_travelled() -> None:
    """ "The two" of a later sentence are the two who travelled before."""
    first = "Irish Foreign Minister Maeve Kelly and Trade Minister Liam Burke visited Lima on Monday."
    text = f"{first} The two headed to Quito on Wednesday for talks."
    draft, read = found(text)
    names = {a.id: a.name for a in draft.actors}
    assert {"Maeve Kelly", "Liam Burke"} <= {names[i] for i in read[-1].participants}


def test_companions_take_part_in_a_visit() -> None:
    """Who joins a traveller there is a participant too."""
    text = "Irish Foreign Minister Maeve Kelly came home after visits to allies in Peru, where she was joined by Trade Minister Liam Burke."
    draft, read = found(text)
    names = {a.id: a.name for a in draft.actors}
    assert {"Maeve Kelly", "Liam Burke"} <= {names[i] for i in read[0].participants}


def test_each_event_has_an_id_a_rule_and_spans_inside_the_text() -> None:
    """Ids are unique in the report, and the rule that found an event is named."""
    text = "France and Germany agreed to hold talks. Poland condemned Belarus. The Polish president will visit Lithuania."
    _, read = found(text)
    assert len({e.id for e in read}) == len(read) == 4
    assert all(e.by.startswith("events/") and e.evidence for e in read)
    assert all(0 <= s < e <= len(text) for event in read for s, e in event.evidence)


def test_contexts_come_from_the_clause() -> None:
    """Words of the clause say which matters it concerns."""
    _, read = found("Cuba agreed to let inspectors visit its nuclear sites near the border.")
    assert {"cbrn", "territory"} & set(read[0].contexts)


def test_nothing_in_an_empty_report() -> None:
    """A report without words has no events."""
    assert found("")[1] == ()
