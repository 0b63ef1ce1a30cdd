"""Events: types, parties and status, in sentences and across a report."""

from __future__ import annotations

import re

import pytest

from marked import before, lines
from onrecord.read import events
from onrecord.read.draft import Draft
from onrecord.record import Event

CASES = [line for _, line in lines("events")]


def found(text: str) -> tuple[Draft, tuple[Event, ...]]:
    """A report of that text alone, and its events."""
    draft = before(events.find, text)
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
        "No joint statement is expected from the talks in Lima, aides said.\n\n"
        "Norway's foreign minister, Ingrid Dahl, will meet with Peru's foreign minister, Carlos Rojas."
    )
    draft, read = found(text)
    agree, consult = read
    places = {p.id: p.name for p in draft.places}
    assert (agree.type, set(agree.sides), agree.status) == ("AGREE", {"NOR", "PER"}, "not expected")
    assert (consult.type, set(consult.sides), consult.status) == (
        "CONSULT",
        {"NOR", "PER"},
        "planned",
    )
    assert places[consult.place or ""] == "Lima"
    assert len(consult.evidence) == 2


def settings(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """The type, status, day and place of each event of a text."""
    draft, read = found(text)
    places = {p.id: p.name for p in draft.places}
    return [
        (e.type, e.status, e.date.value if e.date else None, places.get(e.place or ""))
        for e in read
    ]


def test_what_is_called_off_has_the_day_and_place_of_the_meeting() -> None:
    """The day on which it was called off is not that of the meeting, nor is that of another
    meeting."""
    text = "Talks between Peru and Bolivia that were planned for Monday in Quito were called off on Wednesday. They will meet in Lima in May."
    assert settings(text)[0] == ("CONSULT", "called off", "2021-03-22", "Quito")


def test_what_was_planned_is_called_off_with_the_meeting() -> None:
    """Of a meeting called off, an earlier plan and a journey to it are called off too, a later
    visit is not."""
    text = (
        "A meeting of the Chilean and Peruvian foreign ministers that had been planned for Tuesday in Lima has been cancelled.\n\n"
        "Foreign Minister Marta Ruiz of Chile had been due to travel to Lima on Monday for talks.\n\n"
        "The two countries were to hold talks on Tuesday. Marta Ruiz will visit Lima in May."
    )
    meeting, journey, later = settings(text)
    assert meeting == ("CONSULT", "called off", "2021-03-23", "Lima")
    assert journey == ("CONSULT", "called off", "2021-03-22", "Lima")
    assert later[1:3] == ("planned", "2021-05")


def test_a_dinner_called_off_leaves_the_talks_planned() -> None:
    """A meal is a meeting of its own."""
    text = "Peru's foreign minister will meet her Bolivian counterpart in Quito. A planned dinner of the two ministers was called off."
    assert [s[1] for s in settings(text)] == ["planned", "called off"]


def test_title_and_lead_tell_one_agreement() -> None:
    """The title's event, the lead's and "the agreement" are one; a first meeting and "will meet
    again" are two."""
    lead = "Chile and Peru agreed on Tuesday to halve a fee, in a joint statement that officials had said would not come."
    met = "Foreign ministers Marta Ruiz of Chile and Luis Paz of Peru met for six hours in Quito."
    rest = f"{met} The two ministers will meet again in Lima in May."
    text = f"Chile and Peru agree to halve fee\n\n{lead}\n\n{rest}"
    assert settings(text) == [
        ("AGREE", "happened", "2021-03-16", None),
        ("CONSULT", "happened", None, "Quito"),
        ("CONSULT", "planned", "2021-05", "Lima"),
    ]


def test_the_accord_has_the_day_and_place_of_its_signing() -> None:
    """What two states signed is an agreement of theirs, of that day and place."""
    text = "Chile and Peru signed an accord in Quito on Tuesday. Under the accord, ships may pass."
    assert settings(text) == [
        ("SUPPORT", "happened", "2021-03-16", "Quito"),
        ("AGREE", "happened", "2021-03-16", "Quito"),
    ]


def test_a_day_before_the_meeting_is_not_its_day() -> None:
    """Of "accused on Friday, days before they were to hold talks" the talks have no day."""
    text = "Peru accused Chile of spying on Wednesday, days before Peru and Chile were to hold talks in Quito."
    assert [s[2] for s in settings(text) if s[0] == "CONSULT"] == [None]


def test_the_two_governments_are_those_who_met() -> None:
    """ "The two governments" are the two states of the meeting before, whom the accusation does not
    concern."""
    text = (
        "Italian Foreign Minister Paola Conti visited Tunisia on Monday.\n\n"
        "On her last day in Tunis, the two governments issued a joint declaration condemning Libya's arrest of fishermen."
    )
    _, read = found(text)
    accuse = next(e for e in read if e.type == "ACCUSE")
    assert (set(accuse.sides), accuse.targets) == ({"ITA", "TUN"}, ("LBY",))


def test_the_two_are_those_who_travelled() -> None:
    """ "The two" of a later sentence are the two who travelled before."""
    first = (
        "Irish Foreign Minister Maeve Kelly and Trade Minister Liam Burke visited Lima on Monday."
    )
    text = f"{first} The two flew on to Quito on Wednesday for talks."
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


def test_a_topic_is_no_place() -> None:
    """Talks on a region's shipping need not be held there."""
    (talks,) = settings("Canada and Norway held talks on Arctic shipping in 2019.")
    assert not talks[3]
