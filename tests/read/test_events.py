"""Events: what is made of the words to which the model points, and of several tellings of one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from marked import before
from onrecord.models.events import MODES, ROLES, STATUS, TYPES, Trigger
from onrecord.models.pieces import WORD
from onrecord.read import events
from onrecord.read.draft import Draft
from onrecord.read.events import confidence
from onrecord.record import SHOWN, Actor, Event, Span, Status


def trigger(
    text: str, word: str, kind: str, status: Status = "happened", mode: str = "", **roles: str
) -> Trigger:
    """What the model might say of a word of a text: who, whom, by, place, when, side and target are
    the words (parted by |) to which it points."""
    words = [m.span() for m in WORD.finditer(text)]
    at = next(n for n, (start, _) in enumerate(words) if text.startswith(word, start))
    last = next(n for n, (_, end) in enumerate(words) if end >= words[at][0] + len(word))
    arcs = np.full((len(ROLES), len(words)), -6.0, np.float32)
    for role, given in roles.items():
        for piece in given.split("|"):
            start = text.index(piece)
            for n, (s, e) in enumerate(words):
                if start <= s and e <= start + len(piece):
                    arcs[ROLES.index(role), n] = 6.0
    return Trigger(
        at, words, last + 1, share(TYPES.index(kind), len(TYPES)) * 0.99,
        share(STATUS.index(status), len(STATUS)), share(MODES.index(mode), len(MODES)), 0.9, arcs,
    )  # fmt: skip


def share(at: int, count: int) -> np.ndarray:
    """Nearly all of the probability on one of so many."""
    found = np.full(count, 0.01 / (count - 1), np.float32)
    found[at] = 0.99
    return found


def read(text: str, *triggers: Trigger) -> tuple[Draft, list[Event]]:
    """A report of that text and the events that these triggers make in it."""
    draft = replace(before(events.find, text), triggers=triggers)
    whole = draft.plus(events.find(draft))
    return whole, list(whole.events)


def names(draft: Draft, ids: tuple[str, ...]) -> list[str]:
    by_id: dict[str, Actor] = {a.id: a for a in draft.actors}
    return [by_id[i].name for i in ids]


def words(draft: Draft, spans: tuple[Span, ...]) -> list[str]:
    return [draft.report.text[slice(*span)] for span in spans]


@pytest.fixture(autouse=True)
def _all_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here nothing is about how sure the model is."""
    monkeypatch.setattr(confidence, "probability", lambda *_: 0.9)


def test_states_are_those_of_the_actors_to_which_the_model_points() -> None:
    """A state that the sentence only names is on no side."""
    text = "The foreign minister of Chile, Ana Ruiz, accused Peru of spying on Bolivia."
    draft, (event,) = read(
        text,
        trigger(
            text, "accused", "ACCUSE", who="Ana Ruiz", whom="Peru", side="Ana Ruiz", target="Peru"
        ),
    )
    assert (event.sides, event.targets) == (("CHL",), ("PER",))
    assert names(draft, event.source) == ["Ana Ruiz"]
    assert names(draft, event.target) == ["Peru"]


def test_who_acts_for_no_state_keeps_his_name_and_gives_none() -> None:
    """A union is not the state whose name it bears."""
    text = "The Chilean Dockers' Union called on the government of Peru to open the port."
    draft, (event,) = read(
        text,
        trigger(
            text,
            "called on",
            "REQUEST",
            who="The Chilean Dockers' Union",
            whom="Peru",
            target="Peru",
        ),
    )
    assert event.sides == ()
    assert event.targets == ("PER",)
    assert "Dockers" in names(draft, event.source)[0]


def test_a_state_that_acts_has_an_actor() -> None:
    """Where only an adjective names it, the state is an actor of the event."""
    text = "On Monday Ruritanian and Norwegian troops crossed the river."
    draft, (event,) = read(
        text, trigger(text, "crossed", "MOBILIZE", who="Norwegian troops", side="Norwegian")
    )
    acting = {a.state for a in draft.actors if a.id in event.source}
    assert event.sides == ("NOR",)
    assert acting == {"NOR"}


def test_every_party_of_a_meeting_is_a_side() -> None:
    """Of a meeting there are no targets."""
    text = "Peru's president met Chile's foreign minister in Lima."
    _, (event,) = read(
        text,
        trigger(
            text,
            "met",
            "CONSULT",
            who="Peru's president",
            whom="Chile's foreign minister",
            side="Peru|Chile",
            place="Lima",
        ),
    )
    assert (set(event.sides), event.targets) == ({"PER", "CHL"}, ())


def test_place_and_day_are_those_to_which_the_model_points() -> None:
    """Other places and days of the sentence are not taken."""
    text = (
        "Peru and Chile signed the pact on Tuesday in Lima, weeks after talks in Quito in May 2020."
    )
    draft, (event,) = read(
        text, trigger(text, "signed", "AGREE", side="Peru|Chile", place="Lima", when="on Tuesday")
    )
    assert {p.id: p.name for p in draft.places}[event.place or ""] == "Lima"
    assert event.date is not None
    assert (event.date.value, event.date.text, event.date.basis) == (
        "2021-03-16",
        "Tuesday",
        "words",
    )


@pytest.mark.parametrize(
    ("place", "name", "country"),
    [
        ("the Karadong district", "Karadong", None),
        ("Old Mill Bridge", "Old Mill Bridge", None),
        ("a hotel", None, None),
        ("Chile", "Chile", "CHL"),
    ],
)
def test_a_place_that_only_an_event_names(
    place: str, name: str | None, country: str | None
) -> None:
    """A name in the words to which the model points, once for all events that are there."""
    text = f"Peru attacked Chile at {place} on Tuesday. It protested."
    there = {"side": "Peru", "target": "Chile", "place": place}
    told = (
        trigger(text, "attacked", "ASSAULT", **there),
        trigger(text, "protested", "PROTEST", **there),
    )
    draft, (event, other) = read(text, *told)
    assert event.place == other.place
    found = next((p for p in draft.places if p.id == event.place), None)
    assert (found and (found.name, found.country)) == (name and (name, country))
    if found:
        assert words(draft, found.mentions) == [name]


@pytest.mark.parametrize(
    ("status", "day", "kept"),
    [
        ("planned", "on 2 March 2021", False),
        ("planned", "on 2 April 2021", True),
        ("happened", "on 2 April 2021", False),
        ("happened", "on 2 March 2021", True),
        ("demanded", "on 2 April 2021", True),
    ],
)
def test_a_day_never_contradicts_the_status(status: Status, day: str, kept: bool) -> None:
    """What is planned is not behind the report of 18 March 2021, what has happened not before it."""
    text = f"As told before, Peru and Chile to talk {day}."
    _, (event,) = read(text, trigger(text, "talk", "CONSULT", status, side="Peru|Chile", when=day))
    assert (event.date is not None) == kept


def test_what_the_lead_tells_without_a_day_happened_on_the_reports() -> None:
    """Its basis says so, and no words are given for it."""
    text = "Peru expelled two Chilean diplomats.\n\nNobody was hurt.\n\nIn the past it expelled envoys."
    first = trigger(text, "expelled", "SANCTION", who="Peru", side="Peru", target="Chilean")
    _, (event,) = read(text, first)
    assert event.date is not None
    assert (event.date.value, event.date.basis, event.date.spans) == ("2021-03-18", "report", ())


def test_several_tellings_are_one_event() -> None:
    """Of the same type, parties and status; each place is one piece of evidence."""
    text = (
        "Peru expelled Chile's envoy on Monday.\n\nChile's envoy was expelled by Peru over the map."
    )
    again = text.rindex("expelled")
    first = trigger(
        text, "expelled", "SANCTION", side="Peru", who="Peru", target="Chile", when="Monday"
    )
    second = replace(first, at=[s for s, _ in first.words].index(again))
    second = replace(second, end=second.at + 1)
    draft, found = read(text, first, second)
    assert len(found) == 1
    assert [w.startswith(("Peru", "Chile", "expelled")) for w in words(draft, found[0].evidence)]
    assert len(found[0].evidence) == 2


def test_what_differs_in_status_or_parties_stays_apart() -> None:
    """A meeting held and one demanded are two; so are meetings with two states."""
    text = "Peru and Chile met. Peru and Chile should meet. Peru and Bolivia met too."
    sides = {"side": "Peru|Chile", "who": "Peru|Chile"}
    _, found = read(
        text,
        trigger(text, "met", "CONSULT", **sides),
        trigger(text, "meet", "CONSULT", "demanded", **sides),
        trigger(text, "met too", "CONSULT", side="Bolivia", who="Bolivia"),
    )
    assert len(found) == 3


def test_a_call_is_not_the_meeting_of_the_same_two() -> None:
    """A caption's meeting is not joined to the lead's call."""
    text = "Peru spoke with Chile by phone. Peru met Chile."
    sides = {"side": "Peru|Chile", "who": "Peru|Chile"}
    call = trigger(text, "spoke", "CONSULT", mode="phone", **sides)
    meeting = trigger(text, "met", "CONSULT", **sides)
    _, found = read(text, call, meeting)
    assert [event.mode for event in found] == ["phone", None]


def test_what_is_too_unsure_to_be_read_may_still_tell_an_event_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The headline's telling is sure, that of the lead is not: one event, told twice."""
    text = "Peru warns Chile. Peru warned Chile again."
    sides = {"who": "Peru", "whom": "Chile", "side": "Peru", "target": "Chile"}
    first = trigger(text, "warns", "THREATEN", **sides)
    again = trigger(text, "warned", "THREATEN", **sides)
    sure = iter((0.9, 0.1, 0.9, 0.1))
    monkeypatch.setattr(confidence, "probability", lambda *_: next(sure))
    _, found = read(text, first, again)
    assert [len(event.evidence) for event in found] == [2]
    _, found = read(text, first, replace(again, types=again.types * 0.4))
    assert [len(event.evidence) for event in found] == [1]


def test_what_a_statement_tells_is_told_by_its_source() -> None:
    """The event is on the word of who says it; an accusation is the statement itself."""
    text = (
        'Peru\'s foreign minister, Luis Vega, accused Chile of "killing three sailors" on Monday.'
    )
    draft, found = read(
        text,
        trigger(text, "accused", "ACCUSE", who="Luis Vega", side="Luis Vega", target="Chile"),
        trigger(text, "killing", "ASSAULT", who="Chile", side="Chile"),
    )
    accused = next(e for e in found if e.type == "ACCUSE")
    killed = next(e for e in found if e.type == "ASSAULT")
    assert accused.statement in {s.id for s in draft.statements}
    assert names(draft, killed.said_by) == ["Luis Vega"]


def test_a_mode_is_one_of_its_type() -> None:
    """A mode that the type does not have is left out."""
    text = "Peru accused Chile."
    _, (event,) = read(text, trigger(text, "accused", "ACCUSE", mode="phone", side="Peru"))
    assert event.mode is None


def test_evidence_stays_in_the_sentence() -> None:
    """The words of a party in another sentence are no part of it."""
    text = "Peru has no doubts. Chile accused it on Monday."
    draft, (event,) = read(
        text, trigger(text, "accused", "ACCUSE", who="Chile", whom="Peru", side="Chile")
    )
    assert words(draft, event.evidence) == ["Chile accused"]


def test_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that is not sure enough is not read; a surer one is shown or not."""
    text = "Peru accused Chile."
    told = trigger(text, "accused", "ACCUSE", who="Peru", side="Peru", target="Chile")
    monkeypatch.setattr(confidence, "probability", lambda *_: confidence.PRINTED - 0.01)
    assert read(text, told)[1] == []
    for value, shown in ((confidence.PRINTED, False), (SHOWN, True)):
        monkeypatch.setattr(confidence, "probability", lambda *_, value=value: value)
        (event,) = read(text, told)[1]
        assert (event.confidence, event.shown) == (value, shown)


def test_what_no_state_takes_part_in_is_not_shown() -> None:
    text = "The Tigers attacked a village. Peru was glad."
    _, (event,) = read(text, trigger(text, "attacked", "ASSAULT", who="The Tigers"))
    assert (event.sides, event.targets) == ((), ())
    assert event.confidence >= SHOWN
    assert not event.shown


SAME = {"side": "Peru", "who": "Peru", "target": "Chile", "whom": "Chile"}


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Peru hit Chile in Lima. Peru hit Chile in Quito.", "Lima", "Quito"),
        ("Peru hit Chile on Monday. Peru hit Chile on Tuesday.", "Monday", "Tuesday"),
    ],
)
def test_other_days_and_places_are_other_events(text: str, first: str, second: str) -> None:
    """The same parties twice, on two days or in two places: two events; once where one tells
    neither."""
    role = "place" if first == "Lima" else "when"
    one = trigger(
        text, "hit Chile " + text.split()[3] + " " + first, "ASSAULT", **SAME, **{role: first}
    )
    other = replace(
        trigger(text, "hit", "ASSAULT", **SAME, **{role: second}), at=one.at + 6, end=one.at + 7
    )
    one = replace(one, end=one.at + 1)
    assert len(read(text, one, other)[1]) == 2
    silent = replace(other, arcs=trigger(text, "hit", "ASSAULT", **SAME).arcs)
    assert len(read(text, one, silent)[1]) == 1


def test_other_parties_are_another_event() -> None:
    """One state hits two others; and two that share nobody are two."""
    text = "Peru hit Chile. Peru hit Bolivia. Kenya hit Norway."
    hits = [
        trigger(text, f"hit {whom}", "ASSAULT", who=who, side=who, whom=whom, target=whom)
        for who, whom in (("Peru", "Chile"), ("Peru", "Bolivia"), ("Kenya", "Norway"))
    ]
    assert len(read(text, *hits)[1]) == 3
    alone = trigger(text, "hit Norway", "ASSAULT", who="Kenya", side="Kenya")
    assert (
        len(
            read(text, trigger(text, "hit Chile", "ASSAULT", whom="Chile", target="Chile"), alone)[
                1
            ]
        )
        == 2
    )


def test_what_names_nobody_is_the_event_told_before() -> None:
    """ "The attack" is the one of the sentence before, if there is one of its kind."""
    text = "Peru hit Chile. The attack went on."
    again = trigger(text, "attack", "ASSAULT", "ongoing")
    assert len(read(text, trigger(text, "hit", "ASSAULT", **SAME), again)[1]) == 1
    assert len(read(text, trigger(text, "hit", "CONSULT", **SAME), again)[1]) == 2


@pytest.mark.parametrize(
    ("text", "status", "central", "dated"),
    [
        ("Peru hit Chile.\n\nNobody knows why.", "happened", 0.9, True),
        ("Peru hit Chile.\n\nNobody knows why.", "planned", 0.9, False),
        ("Peru hit Chile.\n\nNobody knows why.", "happened", 0.1, False),
        ("In 2019 Peru hit Chile.\n\nNobody knows why.", "happened", 0.9, False),
        ("Nobody knows why.\n\nPeru hit Chile.", "happened", 0.9, False),
    ],
)
def test_the_reports_day(text: str, status: Status, central: float, dated: bool) -> None:
    """Only what has happened, is told first, without a time, and is what the report is about."""
    told = replace(trigger(text, "hit", "ASSAULT", status, **SAME), central=central)
    (event,) = read(text, told)[1]
    assert (event.date is not None) == dated


def test_a_state_that_does_not_act_is_no_actor() -> None:
    """Words for people that only mention a state are theirs, not its."""
    text = "Rebels loyal to Chile hit a town in Peru."
    draft, (event,) = read(text, trigger(text, "hit", "ASSAULT", who="loyal to Chile"))
    assert names(draft, event.source) == ["loyal to Chile"]
    assert event.sides == ()


def test_words_that_name_nobody_are_no_actor() -> None:
    """A pronoun to which the model points, and that nobody resolves, is nobody."""
    text = "Peru was told that they hit the others."
    _, (event,) = read(text, trigger(text, "hit", "ASSAULT", who="they", whom="the others"))
    assert (event.source, event.target) == ((), ())


def test_a_statement_of_another_kind_does_not_do_the_event() -> None:
    """What is said is linked to what it does, and to nothing else."""
    text = (
        'Peru\'s foreign minister, Luis Vega, accused Chile of "killing three sailors" on Monday.'
    )
    _, (event,) = read(text, trigger(text, "accused", "REQUEST", who="Luis Vega", side="Luis Vega"))
    assert event.statement is None


def test_whose_word_it_is_the_model_says_first() -> None:
    """Those to whom the model points come before the source of the statement around it."""
    text = 'Luis Vega, Peru\'s foreign minister, said: "Ana Ruiz told us that Chile hit a ship."'
    draft, (event,) = read(text, trigger(text, "hit", "ASSAULT", by="Ana Ruiz", side="Chile"))
    assert names(draft, event.said_by) == ["Ana Ruiz"]


def test_who_takes_part_in_nothing_that_is_read_is_no_actor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """People whom only an event names go with it where it is not sure enough."""
    text = "On Monday two boats hit a Chilean ship."
    told = trigger(text, "hit", "ASSAULT", who="two boats")
    assert "two boats" in [a.name for a in read(text, told)[0].actors]
    monkeypatch.setattr(confidence, "probability", lambda *_: 0.0)
    assert "two boats" not in [a.name for a in read(text, told)[0].actors]


def test_a_person_named_like_a_state_stands_for_none() -> None:
    """ "Mr. Chad Jordan" acts for no state."""
    text = "Mr. Chad Jordan accused Peru on Monday."
    _, (event,) = read(
        text, trigger(text, "accused", "ACCUSE", who="Mr. Chad Jordan", side="Chad Jordan")
    )
    assert event.sides == ()
