"""What people decided about hits."""

from tamis.review.suppressions import Suppression, compared_digest

__all__ = ["Suppression", "compared_digest"]
