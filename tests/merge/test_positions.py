from __future__ import annotations

from onrecord.merge import merge
from onrecord.record import Position
from readings import Page, norway


def positions(*pages: Page) -> dict[tuple[str, str], Position]:
    record = merge(p.reading() for p in pages)
    names = {a.id: a.name for a in record.actors}
    return {(names[p.actor], p.stance): p for p in record.positions}


def test_a_demand_is_a_position_of_the_person_and_the_state() -> None:
    """Who demands something about an issue stands so, and so does the state for which they speak,
    from the first day to the last."""
    pages = [
        norway(day, f"The {n} salmon quotas must go, Quilodran said. ")
        for n, day in (("old", "2031-05-13"), ("bad", "2031-05-20"))
    ]
    for page, n in zip(pages, ("old", "bad"), strict=True):
        issue = page.issue("salmon quotas")
        page.says(
            page.actor("Amaro Quilodran"),
            f"The {n} salmon quotas must go",
            "demand",
            issues=(issue,),
        )
    found = positions(*pages)
    assert {who for who, stance in found if stance == "demands"} == {"Amaro Quilodran", "Chile"}
    assert (found["Chile", "demands"].first, found["Chile", "demands"].last) == (
        "2031-05-13",
        "2031-05-20",
    )


def test_a_deed_near_an_issue_is_a_position() -> None:
    """A state that rejects something stands against the issue that is named beside it."""
    page = norway(extra="Norway rejected a change of salmon rules. ")
    page.issue("salmon rules")
    page.event("REJECT", "rejected", sides=("NOR",))
    assert ("Norway", "rejects") in positions(page)


def test_declining_to_comment_is_no_position() -> None:
    """A source that does not answer takes no stance."""
    page = norway(extra="Quilodran would not speak about salmon rules. ")
    page.says(
        page.actor("Amaro Quilodran"),
        "about salmon rules",
        "decline",
        issues=(page.issue("salmon rules"),),
    )
    assert not positions(page)
