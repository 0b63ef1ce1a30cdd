from __future__ import annotations

from onrecord.merge.cluster import Blocking, candidates, connected, inside, joined


def test_candidates_share_a_key() -> None:
    """Only things under one key are compared."""
    assert candidates([["a"], ["a", "b"], ["b"], ["c"]], Blocking()) == [(0, 1), (1, 2)]


def test_candidates_share_as_many_keys_as_asked() -> None:
    """Where two keys must be shared, one is not enough."""
    assert candidates([["a", "b"], ["a"], ["b", "a"]], Blocking(shared=2)) == [(0, 2)]


def test_a_key_of_many_things_compares_neighbours_only() -> None:
    """A thousand things under one key make far fewer than all pairs, and each is still compared
    with its neighbours."""
    pairs = candidates([["a"]] * 1000, Blocking(many=10, window=3))
    assert len(pairs) < 3 * 1000
    assert {(n, n + 1) for n in range(999)} <= set(pairs)


def test_connected_groups_are_transitive() -> None:
    """What is joined to one of a group is in the group, whatever the order of the pairs."""
    assert connected(5, [(3, 4), (0, 3)]) == connected(5, [(0, 3), (3, 4)]) == [[0, 3, 4], [1], [2]]


def test_average_link_does_not_chain() -> None:
    """A thing that is like one member of a pair only does not join the pair."""
    assert joined(3, {(0, 1): 0.9, (1, 2): 0.7}, 0.5) == [[0, 1], [2]]


def test_average_link_joins_what_is_alike_on_average() -> None:
    """A thing that is like both members enough joins them."""
    assert joined(3, {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.4}, 0.5) == [[0, 1, 2]]


def test_inside_leaves_out_pairs_between_groups() -> None:
    """Reasons are given for pairs within a group only."""
    assert inside([[0, 1], [2]], {(0, 1): "same", (1, 2): "other"}) == [["same"], []]
