"""Places: which are named as places, which place a name means, and where something happened."""

from __future__ import annotations

import pytest

from marked import asked, draft, lines, unmarked
from onrecord.lexicon import gazetteer, table
from onrecord.lexicon.states import by_iso3
from onrecord.read import places

FOUND = [line for heading, line in lines("places") if heading != "Where"]
WHERE = [line for heading, line in lines("places") if heading == "Where"]


@pytest.mark.parametrize("line", FOUND)
def test_found(line: str) -> None:
    """Each place of a case is found with its exact span, name and country, and no other."""
    text, marked = unmarked(line)
    found = sorted((span, f"{p.name} {p.country or '-'}") for p in draft(text).places for span in p.mentions)
    assert [(text[slice(*span)], which) for span, which in found] == marked


@pytest.mark.parametrize("line", WHERE)
def test_where(line: str) -> None:
    """The place of a clause is where it plays, not where it is told or what it is about."""
    text, span, answer = asked(line)
    place = places.at(draft(text), span)
    assert (place.name if place else "-") == answer


def test_one_place_has_all_its_mentions() -> None:
    """A place named twice is one place, and two names of one city are one."""
    found = draft("The envoys met in Kiev. Later they returned to Kyiv.").places
    assert [(p.name, len(p.mentions), p.by) for p in found] == [("Kyiv", 2, "places/city")]
    assert found[0].geonames == 703448


def test_regions_are_clean() -> None:
    """Each region has coordinates in range, a known kind and a known country, and each name stands once."""
    rows = table("regions")
    assert all(-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180 for r in rows)
    assert {r["kind"] for r in rows} == {"us-state", "region", "water", "continent", "building"}
    assert all(r["country"] in {"", *by_iso3()} for r in rows)
    assert len({r["name"] for r in rows}) == len(rows)


def test_city_names_are_of_known_cities() -> None:
    """Each row of the table of city names points at a city of the package."""
    numbers = {spot.geonames for spots in gazetteer.by_name().values() for spot in spots if spot.sort == "city"}
    assert all(int(row["geonames"]) in numbers for row in table("city_names"))
