"""A sign of life on standard error while something takes long; only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waiting(colour: str, words: str) -> Iterator[None]:
    """Show a spinner with words beside it until the block ends; nothing unless standard error is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from tamis.cli import tables

    with tables.terminal(colour, stderr=True).status(words):
        yield
