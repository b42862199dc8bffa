"""Items in groups that are worked on together.

In: items, and how large each is. Out: lists of them, in their order; items are taken as they are needed. Must not know: what the
items are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def in_groups(
    items: Iterable[Item], size_of: Callable[[Item], int], enough: int, most: int | None = None
) -> Iterator[list[Item]]:
    """Yield items in groups; a group is full when its sizes add up to enough, or it has the most items.

    Args:
        items: Any number.
        size_of: Returns the size of an item.
        enough: Size from which a group is full.
        most: Items of a group; any number where None.
    """
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += size_of(item)
        if size >= enough or len(group) == most:
            yield group
            group, size = [], 0
    if group:
        yield group
