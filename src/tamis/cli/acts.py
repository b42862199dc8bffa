"""What the acts behind a listing come to, for the commands that print it."""

from tamis.values.acts import listed_on, programmes

__all__ = ["listed_on", "programmes"]
