"""Tests of the pictures: what stands where, and that each says in words what it shows."""

from __future__ import annotations

import re
from typing import get_args
from xml.etree import ElementTree

import pytest
from msgspec import structs

from invented import fishing
from onrecord.record import Status
from onrecord.web import pictures

MEETING = next(e for e in fishing().events if e.id == "e1")
REQUEST = next(e for e in fishing().events if e.id == "e4")


def test_each_status_has_a_sign_of_its_own() -> None:
    """No two statuses look alike, colour or not."""
    signs = [str(pictures.key_sign(s)) for s in get_args(Status)]
    assert len(set(signs)) == len(signs)
    for sign in signs:
        ElementTree.fromstring(sign)


def test_a_meeting_stands_on_the_lane_of_each_side_and_is_joined() -> None:
    """Two sides: two signs and a line between them."""
    drawn = pictures.lanes(MEETING, ["NOR", "PER", "CHL"])
    assert re.findall(r'class="full" cx="(\d+)"', drawn) == ["16", "80"]
    assert 'class="join" x1="16" x2="80"' in drawn
    assert 'aria-label="happened: Chile and Norway"' in drawn


def test_what_is_done_to_a_state_points_at_it() -> None:
    """The one acted on has a diamond, not a sign; the words say "towards"."""
    drawn = pictures.lanes(REQUEST, ["NOR", "CHL"])
    assert drawn.count('class="aim"') == 1
    assert drawn.count('class="open"') == 1
    assert 'aria-label="planned: Chile, towards Norway"' in drawn


@pytest.mark.parametrize("number", [0, 1, 4, 5, 6, 30])
def test_more_states_than_lanes_share_the_last(number: int) -> None:
    """However many states there are, the picture keeps its width."""
    states = [f"S{n:02}" for n in range(number)]
    event = structs.replace(MEETING, sides=tuple(states[-2:]), targets=())
    drawn = ElementTree.fromstring(str(pictures.lanes(event, states)))
    assert int(drawn.attrib["width"]) == pictures.STEP * max(1, min(number, pictures.LANES))
    assert all(float(e.attrib["cx"]) < int(drawn.attrib["width"]) for e in drawn.iter("circle"))


def test_days_stand_at_their_place_in_time() -> None:
    """A day in the middle stands in the middle; the words say how many events and between which
    days."""
    drawn = pictures.days_strip({"2031-05-01": 1, "2031-05-11": 4, "2031-05-21": 2}, ["2031-05-02"])
    bars = [float(x) + 3 for x in re.findall(r'class="bar" x="([\d.]+)"', drawn)]
    assert bars == [6.0, pictures.WIDE / 2, pictures.WIDE - 6.0]
    assert 'aria-label="7 events and the reports, 1 to 21 May 2031"' in drawn


def test_without_a_known_day_there_is_no_strip() -> None:
    """Nothing is drawn from nothing, and a value that is no day is passed over."""
    assert pictures.days_strip({}, []) == ""
    assert pictures.days_strip({"2031-W10": 1, "someday": 2, "2031-13-45": 1}, []) == ""


def test_names_in_a_picture_are_escaped() -> None:
    """A state's code from a broken record cannot end the attribute that it stands in."""
    drawn = pictures.lanes(structs.replace(MEETING, sides=('"><script>',)), ['"><script>'])
    assert "<script" not in drawn
    assert "<script" not in pictures.lane_heads(['"><script>'])
