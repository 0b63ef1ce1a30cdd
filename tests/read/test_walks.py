"""A walk gives its things in the order in which they stand, however deep."""

from __future__ import annotations

from onrecord.read.walks import Steps, flat


def down(number: int) -> Steps[int]:
    """A number, the walk from the next one, and the number again."""
    yield number
    if number:
        yield down(number - 1)
    yield number


def test_a_branch_comes_in_its_place() -> None:
    """What stands behind a branch comes after all of it."""
    assert list(flat(down(3))) == [3, 2, 1, 0, 0, 1, 2, 3]


def test_a_walk_is_as_deep_as_it_must_be() -> None:
    """Ten thousand branches inside each other are no deeper a call than one."""
    assert len(list(flat(down(10_000)))) == 20_002
