"""Glimpses: what an answer shows of a listing, read from its JSON twin field by field.

In: a listing's JSON twin. Out: the same values that the Listing has, decoded when they are first asked for: a hit needs a tenth of
what a listing says. Must not know: queries, scores.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, overload

from tamis.records import Designation, Identifier, Listing, Name, NameQuality, PartialDate, PartyKind, Place
from tamis.records.codec import field_decoder


class Glimpse:
    """A listing of which only what is asked for is decoded; names and identifiers without what nobody compares.

    Attributes:
        id: `<watchlist>:<publisher's own reference>`.
        watchlist: The part of the id before the colon.
        kind: Person, organisation, vessel ...
        names: Texts and qualities.
        birth_dates: As the Listing has them, and so are all the others.
    """

    id: str
    watchlist: str
    kind: PartyKind
    names: Sequence[Name]
    birth_dates: tuple[PartialDate, ...]
    birth_places: tuple[Place, ...]
    countries: tuple[str, ...]
    genders: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    designations: tuple[Designation, ...]

    def __init__(self, twin: Mapping[str, Any]) -> None:
        self._twin = twin
        self.id = twin["id"]
        self.watchlist = self.id.partition(":")[0]

    def __getattr__(self, field: str) -> Any:
        read = _readers().get(field)
        if read is None:
            raise AttributeError(f"a glimpse of a listing has no {field}")
        value = self.__dict__[field] = read(self._twin)
        return value

    @property
    def primary_name(self) -> Name:
        """The first primary name; where the publisher marks none, the first name."""
        names = self._twin["names"]
        return self.names[next((place for place, one in enumerate(names) if one["quality"] == _PRIMARY), 0)]


@functools.cache
def _readers() -> dict[str, Callable[[Mapping[str, Any]], Any]]:
    """Return what reads each field from a twin."""
    fields = ("kind", "birth_dates", "birth_places", "countries", "genders", "designations")
    readers = {field: _reader(field) for field in fields}
    return readers | {"names": _names, "identifiers": _identifiers}


def _reader(field: str) -> Callable[[Mapping[str, Any]], Any]:
    decoder, default = field_decoder(Listing, field)
    return lambda twin: decoder(twin[field]) if field in twin else default


_QUALITIES = {quality.value: quality for quality in NameQuality}
_PRIMARY = NameQuality.PRIMARY.value


class _Names(Sequence[Name]):
    """Names of which only those that are looked at are made."""

    def __init__(self, twins: Sequence[Mapping[str, Any]]) -> None:
        self._twins = twins

    def __len__(self) -> int:
        return len(self._twins)

    @overload
    def __getitem__(self, place: int) -> Name: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Name]: ...

    def __getitem__(self, place: int | slice) -> Name | Sequence[Name]:
        """Return a name, or some."""
        if isinstance(place, slice):
            return _Names(self._twins[place])
        one = self._twins[place]
        return Name(one["text"], _QUALITIES[one["quality"]])


def _names(twin: Mapping[str, Any]) -> _Names:
    return _Names(twin["names"])


def _identifiers(twin: Mapping[str, Any]) -> tuple[Identifier, ...]:
    return tuple([Identifier(one["kind"], one["value"]) for one in twin.get("identifiers", ())])
