"""Sources: one publisher at a time, from the publisher's own files to listings.

The parsers are loaded when a file is read, so that asking what lists there are costs no XML library.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tamis.records import Publication
from tamis.sources.catalogue import WatchlistInfo, check_watchlist, title_of, watchlists

__all__ = ["WatchlistInfo", "check_watchlist", "read_publication", "title_of", "watchlists"]


def read_publication(watchlist: str, paths: Sequence[Path]) -> Publication:
    """Read a publisher's files; see `tamis.sources.publication.read_publication`."""
    from tamis.sources.publication import read_publication as read

    return read(watchlist, paths)
