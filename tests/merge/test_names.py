from __future__ import annotations

import pytest

from onrecord.merge import names


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [
        ("Ragna Tveitt", "RAGNA TVEITT", 1.0),
        ("Amaro Quilodrán", "Amaro Quilodran", 1.0),
        ("Lin Baojing", "Baojing Lin", 0.9),
        ("Ragna Tveitt", "Ragna Marie Tveitt", 0.9),
        ("Ragna M. Tveitt", "Ragna Marie Tveitt", 0.8),
        ("Yuri Sokolovsky", "Yuriy Sokolovskiy", 0.8),
        ("Tveitt", "Ragna Tveitt", 0.5),
        ("Tveitt", "Tveitt", 0.5),
        ("Lin", "Lin Baojing", 0.45),
        ("Ragna Tveitt", "Ragna Tveit", 0.8),
        ("Sunniva Brenkhaus", "Sunniva Brenkhus", 0.45),
        ("Ragna Marie Tveitt", "Ragna Solveig Tveitt", -1.0),
        ("Ragna Tveitt", "Olav Tveitt", -1.0),
        ("Ragna Tveitt", "Amaro Quilodran", -1.0),
    ],
)
def test_names_of_people(a: str, b: str, score: float) -> None:
    """Names are alike by case, accents, order, middle names, spelling and short forms, each less
    sure than the one before."""
    assert names.compare(a, b).score == names.compare(b, a).score == score


def test_names_say_how_they_are_alike() -> None:
    """The sentence names both names and does not depend on their order."""
    verdict = names.compare("Tveitt", "Ragna Tveitt")
    assert verdict.because == names.compare("Ragna Tveitt", "Tveitt").because
    assert "“Ragna Tveitt” and “Tveitt”" in verdict.because


def test_body_names_lose_the_article() -> None:
    """A body is one with and without "the" and capitals."""
    assert (
        names.body("The Northern Council")
        == names.body("northern council")
        != names.body("Southern Council")
    )
