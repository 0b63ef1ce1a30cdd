from __future__ import annotations

from collections.abc import Iterable

import pytest

from onrecord.merge import merge
from onrecord.record import Known, KnownOffice, MergedActor, Office
from readings import FERRY, Page, norway, quake


def people(*pages: Page, known: Iterable[Known] = ()) -> list[MergedActor]:
    return [a for a in merge((p.reading() for p in pages), known).actors if a.kind == "person"]


def page(
    name: str,
    state: str | None,
    office: str | None = None,
    *,
    day: str = "2031-05-14",
    former: bool = False,
) -> Page:
    """Another report of the salmon talks, with one person."""
    found = Page(f"{FERRY} {name} was there.", day)
    found.actor(name, state=state, office=office, former=former)
    return found


def one(found: list[MergedActor], name: str) -> MergedActor:
    (actor,) = [a for a in found if name in a.names]
    return actor


def test_one_full_name_is_one_person() -> None:
    """A person with the same name in two reports is one, also where one report does not say for
    whom."""
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
    assert (
        len([a for a in people(norway(), page("Ragna Tveitt", "CAN")) if "Ragna Tveitt" in a.names])
        == 2
    )


def test_another_spelling_joins_in_one_story() -> None:
    """A name that differs by a letter is one person where state and story agree, and the two
    spellings are a difference."""
    record = merge(
        [norway().reading(), page("Amaro Quillodran", "CHL", "foreign minister").reading()]
    )
    amaro = one(list(record.actors), "Amaro Quilodran")
    assert amaro.names == ("Amaro Quillodran", "Amaro Quilodran")
    assert any(
        d.about == amaro.id and d.field == "name" and d.kind == "conflict"
        for d in record.differences
    )


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
    """An office is held between the days of the reports that show it, however they word and place
    it."""
    ragna = one(
        people(
            norway("2031-05-13"), page("Ragna Tveitt", "NOR", "Foreign Minister", day="2031-06-20")
        ),
        "Ragna Tveitt",
    )
    (office,) = ragna.offices
    assert (office.since, office.until, len(office.reports)) == ("2031-05-13", "2031-06-20", 2)


def test_a_former_office_has_no_first_day() -> None:
    """Of an office that is only called former, no report shows a day on which it was held."""
    (office,) = one(
        people(page("Eva Lind", "SWE", "prime minister", former=True)), "Eva Lind"
    ).offices
    assert (office.since, office.until) == (None, "2031-05-14")


# --- namesakes, spellings -------------------------------------------------------------------------


def other(
    name: str,
    state: str | None,
    office: str | None,
    *,
    day: str = "2031-05-14",
    words: str = "Fish",
) -> Page:
    """A report of something else, with one person."""
    found = Page(
        f"{name}. {' '.join(f'{words}{chr(97 + n)}{chr(97 + int(day[-2:]))}x' for n in range(20))}",
        day,
    )
    found.actor(name, state=state, office=office)
    return found


def test_two_of_one_name_in_offices_that_nobody_holds_together() -> None:
    """A minister and a coach of one name and state, in other stories at one time, are two people;
    years apart they may be one."""
    minister, coach = (
        other("Jan Novak", "CZE", "finance minister"),
        other("Jan Novak", "CZE", "head coach", day="2031-06-01", words="Goal"),
    )
    assert len(people(minister, coach)) == 2
    assert (
        len(
            people(
                minister, other("Jan Novak", "CZE", "head coach", day="2039-06-01", words="Goal")
            )
        )
        == 1
    )


def test_a_namesake_without_a_state_is_neither() -> None:
    """Where two of one name act for two states, one of whom nothing is said joins neither from
    another story."""
    assert (
        len(
            people(
                other("Ana Lund", "SWE", None),
                other("Ana Lund", "DNK", None, words="Ice"),
                other("Ana Lund", None, None, words="Sea"),
            )
        )
        == 3
    )


def test_a_minister_who_becomes_president_is_one() -> None:
    """Offices of one sphere that follow one another are one person's."""
    later = other("Jan Novak", "CZE", "president", day="2031-06-01", words="Vote")
    (jan,) = people(other("Jan Novak", "CZE", "finance minister"), later)
    assert [(o.title, o.since) for o in jan.offices] == [
        ("finance minister", "2031-05-14"),
        ("president", "2031-06-01"),
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sergei Barinov", "Sergey Barinov"),
        ("Ahmed al-Masri", "Ahmed El-Masry"),
        ("Mohammed Karimi", "Muhammad Karimi"),
        ("Pak Ji-ho", "Pak Ji Ho"),
        ("Lise Kjær", "Lise Kjaer"),
        ("Elena Maria Prado", "Elena Prado"),
    ],
)
def test_transliterations_join_with_state_and_office(one: str, two: str) -> None:
    """A name in two spellings is one person where state and office agree, in any story."""
    assert (
        len(
            people(
                other(one, "EGY", "trade minister"),
                other(two, "EGY", "trade minister", words="Sea"),
            )
        )
        == 1
    )


def test_spellings_without_more_stay_apart() -> None:
    """The same consonants alone make nobody one."""
    assert (
        len(
            people(
                other("Mohammed Karimi", None, None),
                other("Muhammad Karimi", None, None, words="Sea"),
            )
        )
        == 2
    )


def test_a_man_and_a_woman_are_two() -> None:
    """Names that differ by a letter are not one where they are a man's and a woman's."""
    assert (
        len(
            people(
                page("Mario Prado", "CHL", "mayor"),
                page("Maria Prado", "CHL", "mayor", day="2031-05-15"),
            )
        )
        == 2
    )


# --- who held an office ---------------------------------------------------------------------------


def unnamed(name: str, title: str, state: str | None, day: str, *, former: bool = False) -> Page:
    """A report in which somebody is told of by an office alone."""
    found = Page(
        f"{name}. {' '.join(f'q{chr(97 + n)}{chr(97 + int(day[-2:]))}y' for n in range(20))}", day
    )
    found.actor(name, "unnamed", state, title, former=former)
    return found


def of_unnamed(page: Page, *others: Page, known: Iterable[Known] = ()) -> MergedActor:
    record = merge((p.reading() for p in (page, *others)), known)
    return next(a for a in record.actors for m in a.members if m.actor == page.actors[0].id)


BERG = other("Nora Berg", "NOR", "foreign minister", day="2031-03-01")
LUND = other("Per Lund", "NOR", "foreign minister", day="2031-09-01", words="Vote")


def test_an_office_without_a_name_is_its_holder() -> None:
    """Who is told of by an office alone is the one whom other reports show to hold it then, and the
    reason says so."""
    found = of_unnamed(
        unnamed("The Norwegian foreign minister", "foreign minister", "NOR", "2031-04-02"),
        BERG,
        LUND,
    )
    assert found.name == "Nora Berg"
    assert found.names == ("Nora Berg",)
    assert "whom reports show as foreign minister on 2031-03-01" in found.why[-1]


@pytest.mark.parametrize(
    ("name", "title", "state", "day"),
    [
        ("The Norwegian foreign minister", "foreign minister", "NOR", "2030-01-02"),
        ("The Norwegian foreign minister", "foreign minister", "NOR", "2031-08-20"),
        ("The foreign minister", "foreign minister", None, "2031-04-02"),
        ("The Swedish foreign minister", "foreign minister", "SWE", "2031-04-02"),
        ("A Norwegian foreign minister", "foreign minister", "NOR", "2031-04-02"),
        ("The Norwegian deputy foreign minister", "deputy foreign minister", "NOR", "2031-04-02"),
        ("The Norwegian minister", "minister", "NOR", "2031-04-02"),
    ],
)
def test_an_office_whose_holder_is_not_sure(
    name: str, title: str, state: str | None, day: str
) -> None:
    """Long before, between two holders, without a state, of another state, not definite, one of
    several: nobody is named."""
    assert of_unnamed(unnamed(name, title, state, day), BERG, LUND).kind == "unnamed"


def test_a_former_holder_is_not_meant() -> None:
    """Who is called a former minister is not the minister of a later report."""
    past = other("Nora Berg", "NOR", "foreign minister", day="2031-03-20", words="Snow")
    past.actors[0] = type(past.actors[0])(
        **{f: getattr(past.actors[0], f) for f in past.actors[0].__struct_fields__}
        | {"offices": (Office("foreign minister", None, "NOR", (), former=True),)}
    )
    assert (
        of_unnamed(
            unnamed("The Norwegian foreign minister", "foreign minister", "NOR", "2031-04-02"),
            BERG,
            past,
        ).kind
        == "unnamed"
    )


def test_an_office_of_one_state_needs_no_state() -> None:
    """A title that one state alone has is known without its name."""
    ann = other("Ann Whitfield", "USA", "Secretary of State", day="2031-03-30")
    assert (
        of_unnamed(
            unnamed("The secretary of state", "secretary of state", None, "2031-04-02"), ann
        ).name
        == "Ann Whitfield"
    )


# --- a register -----------------------------------------------------------------------------------

HALE = Known(
    name="Viktor Hale",
    aliases=("Wiktor Halle",),
    state="EST",
    wikidata="Q900001",
    offices=(
        KnownOffice("minister of foreign affairs", "Estonia", "EST", "2030-02-01", "2032-01-31"),
    ),
)


def test_an_alias_of_the_register_joins() -> None:
    """Two names that the knowledge file has for one person are one; its id and state are added."""
    (viktor,) = people(
        other("Viktor Hale", None, None),
        other("Wiktor Halle", None, None, words="Sea"),
        known=[HALE],
    )
    assert (viktor.state, viktor.wikidata, viktor.names) == (
        "EST",
        "Q900001",
        ("Viktor Hale", "Wiktor Halle"),
    )
    assert any(
        "the knowledge file has both names for Viktor Hale (Q900001)" in why for why in viktor.why
    )


def test_a_name_that_two_lines_have_is_nobody() -> None:
    """Where the register has two people of a name, state, office and day decide, or nobody does."""
    twin = Known(name="Viktor Hale", state="LVA", wikidata="Q900002")
    assert people(other("Viktor Hale", None, None), known=[HALE, twin])[0].wikidata is None
    assert people(other("Viktor Hale", "LVA", None), known=[HALE, twin])[0].wikidata == "Q900002"
    assert (
        people(other("Viktor Hale", None, "minister of foreign affairs"), known=[HALE, twin])[
            0
        ].wikidata
        == "Q900001"
    )


def test_a_name_in_an_office_of_another_sphere_is_not_the_one_known() -> None:
    """A goalkeeper is not the minister of that name."""
    (keeper,) = people(other("Viktor Hale", None, "goalkeeper"), known=[HALE])
    assert (keeper.state, keeper.wikidata) == (None, None)


def test_the_register_says_who_held_an_office() -> None:
    """An office without a name is the person whom the register has in it that day: the record's, or
    nobody's with the id."""
    nameless = unnamed(
        "The Estonian minister of foreign affairs",
        "minister of foreign affairs",
        "EST",
        "2031-04-02",
    )
    assert (
        of_unnamed(nameless, other("Viktor Hale", "EST", None), known=[HALE]).name == "Viktor Hale"
    )
    alone = of_unnamed(nameless, known=[HALE])
    assert (alone.kind, alone.name, alone.wikidata) == (
        "unnamed",
        "The Estonian minister of foreign affairs",
        "Q900001",
    )
    assert (
        of_unnamed(
            unnamed(
                "The Estonian minister of foreign affairs",
                "minister of foreign affairs",
                "EST",
                "2033-04-02",
            ),
            known=[HALE],
        ).wikidata
        is None
    )


def test_bodies_by_the_names_of_the_register() -> None:
    """An abbreviation is the body that the knowledge file gives it to."""
    pages = [norway(), norway("2031-05-14", "More.")]
    pages[0].actor("Arctic Fish Council", "organisation")
    pages[1].actor("AFC", "organisation")
    known = Known(
        name="Arctic Fish Council", aliases=("AFC",), kind="organisation", wikidata="Q900003"
    )
    (body,) = [
        a for a in merge((p.reading() for p in pages), [known]).actors if a.kind == "organisation"
    ]
    assert (body.names, body.wikidata) == (("AFC", "Arctic Fish Council"), "Q900003")
