"""Recall: which listings are worth comparing. `build` makes an Index from listings, `lookup` asks it."""

from tamis.index.arrays import INDEX_VERSION, Index
from tamis.index.build import GENDER_BITS, KINDS, QUALITIES, birth_row, build
from tamis.index.keys import identifier_keys, text_key
from tamis.index.lookup import Candidates, Lookup
from tamis.index.outlook import Outlook

__all__ = [
    "GENDER_BITS",
    "INDEX_VERSION",
    "KINDS",
    "QUALITIES",
    "Candidates",
    "Index",
    "Lookup",
    "Outlook",
    "birth_row",
    "build",
    "identifier_keys",
    "text_key",
]
