"""The demonstration: a sample watchlist, a sample news page, and the tour that screens one against the other."""

from tamis.demo.tour import PAGE, Tour, sample_listings, tour

__all__ = ["PAGE", "Tour", "sample_listings", "tour"]
