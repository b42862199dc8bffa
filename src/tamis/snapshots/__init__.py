"""Snapshots: what a list said, when. Publications come in, write-once snapshots and their listings come out."""

from tamis.snapshots.amendments import changes_between
from tamis.snapshots.delta import apply_delta, compare_publications
from tamis.snapshots.home import default_home
from tamis.snapshots.removal import Removal
from tamis.snapshots.selection import Selection, incomplete_note, order_key, publications, stale_days
from tamis.snapshots.store import Store
from tamis.snapshots.verification import Finding

__all__ = [
    "Finding",
    "Removal",
    "Selection",
    "Store",
    "apply_delta",
    "changes_between",
    "compare_publications",
    "default_home",
    "incomplete_note",
    "order_key",
    "publications",
    "stale_days",
]
