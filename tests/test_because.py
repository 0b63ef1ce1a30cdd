"""Why an entry is there: what `onrecord why` tells beside the rule that found it."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.because import Reason, because

REPORT = """Norway and Chile meet over cod

Foreign Minister Ragna Tveitt of Norway met Chilean envoy Amaro Luna in Oslo on Thursday.

"We will not sign anything this week," Tveitt said in Bergen on Friday.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> onrecord.Store:
    """A record of that one report."""
    folder = tmp_path_factory.mktemp("why")
    (folder / "cod.txt").write_text(REPORT, encoding="utf-8")
    onrecord.build([folder / "cod.txt"], folder / "cod.record")
    return onrecord.open(folder / "cod.record")


def places(reasons: tuple[Reason, ...]) -> set[tuple[str, str]]:
    """What is said of places, and the words."""
    return {(r.says.partition(":")[0], r.words) for r in reasons if r.by.startswith("places/")}


def test_an_event_tells_how_its_place_is_known(record: onrecord.Store) -> None:
    """The place of a meeting is given with the rule that found it and the words that name it."""
    assert ("its place is Oslo", "Oslo") in {
        told for event in record.events() for told in places(because(record, event))
    }


def test_a_statement_tells_how_its_place_is_known(record: onrecord.Store) -> None:
    """So is the place where something was said; each rule has its sentence."""
    (said,) = (s for s in record.statements() if s.place)
    reasons = because(record, said)
    assert places(reasons) == {("its place is Bergen", "Bergen")}
    assert all(r.says.partition(": ")[2] for r in reasons if r.by.startswith("places/"))
