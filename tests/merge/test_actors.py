from __future__ import annotations

from onrecord.merge import merge
from onrecord.record import MergedActor
from readings import FERRY, Page, norway, quake


def people(*pages: Page) -> list[MergedActor]:
    return [a for a in merge(p.reading() for p in pages).actors if a.kind == "person"]


def page(name: str, state: str | None, office: str | None = None, *, day: str = "2031-05-14", former: bool = False) -> Page:
    """Another report of the salmon talks, with one person."""
    found = Page(f"{FERRY} {name} was there.", day)
    found.actor(name, state=state, office=office, former=former)
    return found


def one(found: list[MergedActor], name: str) -> MergedActor:
    (actor,) = [a for a in found if name in a.names]
    return actor


def test_one_full_name_is_one_person() -> None:
    """A person with the same name in two reports is one, also where one report does not say for whom."""
    assert len(one(people(norway(), page("Ragna Tveitt", None)), "Ragna Tveitt").reports) == 2


def test_a_short_name_in_the_same_story_is_the_person() -> None:
    """A family name alone joins the one person of the story that has it, and the reason says so."""
    ragna = one(people(norway(), page("Tveitt", "NOR")), "Tveitt")
    assert ragna.name == "Ragna Tveitt"
    assert any("shorter for the longer" in why for why in ragna.why)


def test_a_short_name_in_another_story_is_nobody_known() -> None:
    """A family name alone does not join across stories."""
    other = quake()
    other.actor("Tveitt", state="NOR")
    assert len(one(people(norway(), other), "Tveitt").reports) == 1


def test_a_short_name_that_fits_two_stays_alone() -> None:
    """Where the story has two people of a family name, the name alone is neither."""
    olav = page("Olav Tveitt", "NOR")
    found = people(norway(), olav, page("Tveitt", "NOR", day="2031-05-15"))
    assert len(found) == 4


def test_one_name_of_two_states_is_two_people() -> None:
    """People of one name who act for different states are two."""
    assert len([a for a in people(norway(), page("Ragna Tveitt", "CAN")) if "Ragna Tveitt" in a.names]) == 2


def test_another_spelling_joins_in_one_story() -> None:
    """A name that differs by a letter is one person where state and story agree, and the two spellings are a difference."""
    record = merge([norway().reading(), page("Amaro Quillodran", "CHL", "foreign minister").reading()])
    amaro = one(list(record.actors), "Amaro Quilodran")
    assert amaro.names == ("Amaro Quillodran", "Amaro Quilodran")
    assert any(d.about == amaro.id and d.field == "name" and d.kind == "conflict" for d in record.differences)


def test_states_are_known_by_their_code() -> None:
    """Every mention of a state is one actor with an id made of its code."""
    record = merge([norway().reading(), norway("2031-05-14", "More.").reading()])
    state = next(a for a in record.actors if a.id == "state:NOR")
    assert (state.name, len(state.reports)) == ("Norway", 2)


def test_unnamed_sources_stay_apart() -> None:
    """Two officials without a name in two reports are two actors."""
    pages = [norway(), norway("2031-05-14", "More.")]
    for p in pages:
        p.actor("a senior official", "unnamed", "NOR")
    assert len([a for a in merge(p.reading() for p in pages).actors if a.kind == "unnamed"]) == 2


def test_an_office_runs_from_first_to_last_report() -> None:
    """An office is held between the days of the reports that show it, however they word and place it."""
    ragna = one(people(norway("2031-05-13"), page("Ragna Tveitt", "NOR", "Foreign Minister", day="2031-06-20")), "Ragna Tveitt")
    (office,) = ragna.offices
    assert (office.since, office.until, len(office.reports)) == ("2031-05-13", "2031-06-20", 2)


def test_a_former_office_has_no_first_day() -> None:
    """Of an office that is only called former, no report shows a day on which it was held."""
    (office,) = one(people(page("Eva Lind", "SWE", "prime minister", former=True)), "Eva Lind").offices
    assert (office.since, office.until) == (None, "2031-05-14")
