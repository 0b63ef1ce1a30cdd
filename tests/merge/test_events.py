from __future__ import annotations

from typing import Any

from msgspec import structs

from onrecord.merge import merge
from onrecord.record import SHOWN, MergedEvent, Record
from readings import RETOLD, Page, norway


def second(
    evidence: str = "the meeting",
    day: str | None = None,
    place: tuple[str, str] | None = None,
    **more: Any,
) -> Page:
    """Another report of the salmon talks, with one event between Norway and Chile."""
    page = Page(f"{RETOLD} Rain is expected for {evidence}, which both want.", "2031-05-14")
    fields = {"type": "CONSULT", "sides": ("CHL", "NOR"), "status": "planned", **more}
    page.event(
        fields.pop("type"), evidence, day, place=page.place(*place) if place else None, **fields
    )
    return page


def record(*pages: Page) -> Record:
    return merge(p.reading() for p in pages)


def merged(*pages: Page) -> list[MergedEvent]:
    return [e for e in record(*pages).events if len(e.mentions) > 1]


def test_a_meeting_in_two_reports_is_one_event() -> None:
    """Sides and place are enough; the event has the day that one report gives."""
    (event,) = merged(norway(), second("the talks in Oslo", place=("Oslo", "NOR")))
    assert (event.date, event.independent, event.label) == (
        "2031-05-15",
        2,
        "Chile and Norway to meet in Oslo",
    )


def test_a_city_is_in_its_country() -> None:
    """A meeting in Norway and one in Oslo can be one, and the city is kept."""
    (event,) = merged(norway(), second("will sit down", "2031-05-15", ("Norway", "NOR")))
    assert event.place_name == "Oslo"


def test_meetings_in_two_countries_are_two() -> None:
    """The same states meet in another country: another event."""
    assert not merged(norway(), second("the meeting", place=("Santiago", "CHL")))


def test_meetings_weeks_apart_are_two() -> None:
    """The same states meet in the same city three weeks later: another event."""
    assert not merged(norway(), second("will meet", "2031-06-05", ("Oslo", "NOR")))


def test_meetings_of_other_states_are_two() -> None:
    """Another pair of states makes another event."""
    assert not merged(
        norway(), second("will meet", "2031-05-15", ("Oslo", "NOR"), sides=("CAN", "DNK"))
    )


def test_another_type_is_another_event() -> None:
    """A demand is not a meeting."""
    assert not merged(norway(), second("will meet", "2031-05-15", ("Oslo", "NOR"), type="REQUEST"))


def test_the_status_is_that_of_the_latest_report() -> None:
    """What the earlier report plans has happened by the later one."""
    (event,) = merged(norway(), second("met", "2031-05-15", ("Oslo", "NOR"), status="happened"))
    assert (event.status, event.label) == ("happened", "Chile and Norway met in Oslo")


def test_another_day_is_a_conflict() -> None:
    """Two reports that give one meeting two days in a row differ, and each value names its
    report."""
    a, b = norway(), second("will meet", "2031-05-16", ("Oslo", "NOR"))
    (difference,) = [d for d in record(a, b).differences if d.field == "date"]
    assert difference.kind == "conflict"
    assert {(v.value, v.reports) for v in difference.values} == {
        ("2031-05-15", (a.report.id,)),
        ("2031-05-16", (b.report.id,)),
    }


def test_a_week_is_less_exact_than_a_day() -> None:
    """One report gives the day, another the week: the day is kept, and one is finer."""
    found = record(norway(), second("will meet", "2031-W20", ("Oslo", "NOR")))
    assert [d.kind for d in found.differences if d.field == "date"] == ["finer"]
    assert [m.date for s in found.stories for m in s.timeline] == ["2031-05-15"]


def test_a_meeting_called_off_by_one_is_a_conflict() -> None:
    """One report has it planned and another of the same day called off."""
    found = record(
        norway("2031-05-14"),
        second("the talks in Oslo", place=("Oslo", "NOR"), status="called off"),
    )
    assert [d.kind for d in found.differences if d.field == "status"] == ["conflict"]


def test_a_meeting_called_off_later_is_no_conflict() -> None:
    """What was planned one day can be called off the next without a contradiction."""
    found = record(
        norway(), second("the talks in Oslo", place=("Oslo", "NOR"), status="called off")
    )
    assert not [d for d in found.differences if d.field == "status"]


def test_the_timeline_is_in_the_order_of_days() -> None:
    """Events with a day stand in its order; those that are only wanted are left out."""
    page = norway()
    page.event("CONSULT", "quarrelled", "2031-01", sides=("CHL", "NOR"))
    page.event("REQUEST", "wants", "2031-05-14", sides=("CHL",), status="demanded")
    (story,) = record(page).stories
    assert [m.date for m in story.timeline] == ["2031-01", "2031-05-15"]


def unsure(page: Page, confidence: float) -> Page:
    """The page with its event told with that confidence, not sure enough to be shown."""
    page.events[-1] = structs.replace(page.events[-1], confidence=confidence, shown=False)
    return page


def nobody(page: Page) -> Page:
    """The page with its event told of no state."""
    page.events[-1] = structs.replace(
        page.events[-1], sides=(), targets=(), source=(), target=(), participants=()
    )
    return page


def test_reports_that_agree_make_an_event_surer() -> None:
    """Two reports of their own that are half sure of the same are three quarters sure, and show
    it; where one has it happen that the other plans, the surer one counts alone."""
    place = ("Oslo", "NOR")
    (event,) = merged(unsure(norway(), 0.5), unsure(second("the talks", place=place), 0.5))
    assert (event.confidence, event.shown) == (0.75, True)
    other = second("the talks", place=place, status="expected")
    (event,) = merged(unsure(norway(), 0.5), unsure(other, 0.4))
    assert (event.confidence, event.shown) == (0.5, False)


def test_what_is_less_than_half_as_sure_does_not_decide() -> None:
    """The later report says the status, but not in passing."""
    for confidence, status in ((0.4, "planned"), (0.5, "expected")):
        later = unsure(second("the talks", place=("Oslo", "NOR"), status="expected"), confidence)
        (event,) = merged(unsure(norway(), 0.9), later)
        assert event.status == status


def test_a_timeline_shows_what_is_sure_enough() -> None:
    """An event below the bar stays in the data and off the timeline."""
    for confidence, rows in ((SHOWN - 0.01, 0), (SHOWN + 0.01, 1)):
        found = record(unsure(norway(), confidence), second("the ferry", sides=("CAN", "DNK")))
        (event,) = (e for e in found.events if "NOR" in e.sides)
        (story,) = found.stories
        assert len([m for m in story.timeline if m.event == event.id]) == rows


def test_what_no_state_takes_part_in_is_not_shown() -> None:
    """However sure it is."""
    found = record(nobody(unsure(norway(), 0.9)), second("the ferry", sides=("CAN", "DNK")))
    (event,) = (e for e in found.events if not e.sides)
    assert (event.confidence, event.shown) == (0.9, False)
