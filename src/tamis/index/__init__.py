"""Recall: which listings are worth comparing. `build` makes an Index from listings, `lookup` asks it."""

from tamis.index.arrays import INDEX_VERSION, Index
from tamis.index.build import KINDS, QUALITIES, build
from tamis.index.keys import identifier_keys, pack_country, text_key
from tamis.index.lookup import Lookup

__all__ = [
    "INDEX_VERSION",
    "KINDS",
    "QUALITIES",
    "Index",
    "Lookup",
    "build",
    "identifier_keys",
    "pack_country",
    "text_key",
]
