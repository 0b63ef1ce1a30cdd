from __future__ import annotations

from onrecord.merge import copies
from readings import FERRY, Page, norway, quake

LONG = (
    FERRY
    + "Officials in Santiago said that the trawlers had waited in port since March and that their crews were losing patience. "
)


def test_one_text_under_two_titles_is_one() -> None:
    """Two reports with one body stand on one text, whatever their agency."""
    a, b = Page(LONG, outlet="Fjord Post").report, Page(LONG, outlet="Valley Sun").report
    assert copies.find([a, b]).independent([a.id, b.id]) == 1


def test_a_shortened_copy_is_a_copy() -> None:
    """The first sentences of a text, printed alone, do not stand on their own."""
    a, b = Page(LONG, "2031-05-13").report, Page(FERRY, "2031-05-14").report
    found = copies.find([a, b])
    assert found.independent([a.id, b.id]) == 1
    assert "100 % of the shorter text" in found.explain([a.id, b.id])[0]


def test_an_agency_makes_less_text_do() -> None:
    """A third of the text in common is a copy where both name one agency, and none where they do
    not."""
    other = "Quite other words about the weather in the north fill this page of the paper with wind, hail and a late frost. "
    half = FERRY[:90]
    texts = (half + other * 1, FERRY)
    named = [Page(t, agency="Meridian Press").report for t in texts]
    plain = [Page(t).report for t in texts]
    assert copies.find(named).independent([r.id for r in named]) == 1
    assert copies.find(plain).independent([r.id for r in plain]) == 2


def test_one_agency_may_write_two_texts() -> None:
    """Different texts of one agency are independent."""
    a, b = (
        norway(agency="Meridian Press").report,
        Page(quake().report.text, agency="Meridian Press").report,
    )
    assert copies.find([a, b]).independent([a.id, b.id]) == 2


def test_a_shared_quotation_is_no_copy() -> None:
    """Two reports that quote one sentence are independent."""
    quote = "“We will not sign anything before the summer,” Tveitt said."
    a = Page(
        f"The talks in Oslo on salmon begin on Thursday with little hope for the Chilean side. {quote} The harbour was closed to traffic."
    )
    b = Page(
        f"{quote} Diplomats from Santiago had come with a long list of wishes, and the hosts with a longer one of their own worries."
    )
    assert copies.find([a.report, b.report]).independent([a.report.id, b.report.id]) == 2
