"""Items come in groups, in their order, each once."""

from __future__ import annotations

import itertools

from tamis.values.groups import in_groups


def test_a_group_is_full_by_size_or_by_number() -> None:
    """The item that fills a group is its last; what is left at the end is a group too."""
    assert list(in_groups(["aa", "b", "ccc", "d"], len, enough=3)) == [["aa", "b"], ["ccc"], ["d"]]
    assert list(in_groups("abc", len, enough=9, most=2)) == [["a", "b"], ["c"]]
    assert list(in_groups([], len, enough=1)) == []


def test_no_more_is_taken_than_a_group_needs() -> None:
    """A stream without end gives its first group."""
    taken = itertools.count()
    assert next(in_groups(taken, lambda _: 1, enough=4)) == [0, 1, 2, 3]
    assert next(taken) == 4
