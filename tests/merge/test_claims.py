from __future__ import annotations

from onrecord.merge import merge
from onrecord.record import Claim, Reading
from readings import FERRY, RETOLD, Page, norway

QUOTE = "“We will not sign anything before the summer,”"


def claims(*pages: Page) -> list[Claim]:
    return [c for c in merge(p.reading() for p in pages).claims if len(c.statements) > 1]


def second(
    words: str,
    name: str = "Ragna Tveitt",
    *,
    act: str = "reject",
    kind: str = "person",
    **more: str,
) -> Page:
    """Another report of the salmon talks, with one statement."""
    page = Page(f"{more.pop('text', RETOLD)} {name}: {words}", "2031-05-14")
    page.says(page.actor(name, kind, "NOR"), words, act, **more)  # type: ignore[arg-type]
    return page


def test_the_same_words_by_the_same_source_are_one_claim() -> None:
    """A quotation in two reports is one claim that two reports carry, whatever its marks."""
    other = Page(
        'Salmon quotas divide Norway and Chile; Tveitt and Quilodran meet in Oslo. "We will not sign anything before the summer"',
        "2031-05-14",
    )
    other.says(
        other.actor("Ragna Tveitt", state="NOR"),
        '"We will not sign anything before the summer"',
        "reject",
    )
    (claim,) = claims(norway(), other)
    assert (len(claim.reports), claim.independent) == (2, 2)


def test_a_longer_quotation_holds_the_shorter() -> None:
    """A quotation that contains most of another is the same claim."""
    (claim,) = claims(
        norway(), second("“We will not sign anything before the summer, and that is final,”")
    )
    assert any("same words" in why for why in claim.why)


def test_the_same_words_by_another_are_another_claim() -> None:
    """Two people who say the same make two claims."""
    assert not claims(norway(), second(QUOTE, "Amaro Quilodran"))


def test_the_same_fact_by_officials_of_one_state_is_one_claim() -> None:
    """What officials without a name of one state expect in two reports, in other words, is one
    claim."""
    a = second(
        "no joint statement is expected from the salmon meeting",
        "Norwegian officials",
        act="expect",
        kind="group",
    )
    b = second(
        "the sides would not issue a joint statement after the salmon meeting",
        "a senior official",
        act="expect",
        kind="unnamed",
        text=FERRY + "Rain.",
    )
    (claim,) = claims(a, b)
    assert any("joint" in why for why in claim.why)


def test_the_opposite_is_another_claim() -> None:
    """A statement and its denial are not one claim, though most of their words are the same."""
    a = second("Norway will lift the salmon quotas for trawlers", act="promise")
    b = second("Norway will not lift the quotas", act="reject", text=FERRY + "Rain.")
    assert not claims(a, b)


def test_what_is_only_thought_is_another_claim() -> None:
    """A report that someone said it, and one that they think so, carry two claims."""
    assert not claims(norway(), second(QUOTE, manner="thought"))


def test_other_facts_by_one_source_are_other_claims() -> None:
    """Two statements of one person about one matter are not one claim for that."""
    assert not claims(
        norway(), second("salmon quotas protect the fjords of the west", act="assert")
    )


def test_copies_of_one_text_count_once() -> None:
    """A claim in two copies of an agency's text is carried by one report on its own."""
    (claim,) = claims(
        norway(agency="Meridian Press"), norway("2031-05-14", agency="Meridian Press")
    )
    assert (len(claim.reports), claim.independent) == (2, 1)


def test_a_statement_inside_a_statement_is_its_own_claim() -> None:
    """What Chile is said to have said is not the claim of the one who says so, though the words
    stand in both."""
    page = Page(RETOLD + "Tveitt said that Chile had asked for forty licences", "2031-05-14")
    ragna, chile = page.actor("Ragna Tveitt", state="NOR"), page.actor("Chile", "state", "CHL")
    page.says(ragna, "Chile had asked for forty licences")
    page.says(chile, "asked for forty licences")
    assert not claims(page)


def test_every_statement_has_its_claim() -> None:
    """Each statement of the record names a claim that names it."""
    record = merge([norway().reading(), second(QUOTE).reading(), Reading(report=Page("").report)])
    by_id = {c.id: c for c in record.claims}
    assert all(s.id in by_id[s.claim].statements for s in record.statements)
    assert len(record.statements) == 2
