"""Sources: one publisher at a time, from the publisher's own files to listings."""

from tamis.sources.catalogue import WatchlistInfo, check_watchlist, title_of, watchlists
from tamis.sources.publication import read_publication

__all__ = ["WatchlistInfo", "check_watchlist", "read_publication", "title_of", "watchlists"]
