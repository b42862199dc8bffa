"""Party: who is described, in the same shape whether somebody asks about them or a publisher lists them.

Records are frozen and hold what was published, not what a comparison makes of it; canonical forms belong to `values`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import ClassVar

from tamis.records.dates import PartialDate


class PartyKind(enum.StrEnum):
    """What sort of party a record describes; `unknown` takes part in every comparison."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    WALLET = "wallet"
    UNKNOWN = "unknown"


class NameQuality(enum.StrEnum):
    """How a publisher rates a name; `weak` is a low-quality a.k.a., `former` an f.k.a."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK = "weak"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part of a name as the publisher divides it.

    Attributes:
        role: `family`, `given`, `middle`, `patronymic`, `matronymic`, `maiden`, `nickname`, or the publisher's position:
            `first`, `second`, `third`, `fourth`.
        text: The part as published.
    """

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as published.

    Attributes:
        text: The whole name, in the publisher's own order and spelling, never empty.
        quality: How the publisher rates it.
        script: ISO 15924 code (`Latn`, `Arab`, `Cyrl`, `Hans`, ...) where it is not Latin or the publisher tells it.
        language: ISO 639 code or the publisher's word, where told.
        parts: Its parts, where the publisher divides it.
        note: The publisher's remark on this name.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("text", "quality")
    JSON_SHORTHAND: ClassVar[str] = "text"

    text: str
    quality: NameQuality = NameQuality.PRIMARY
    script: str | None = None
    language: str | None = None
    parts: tuple[NamePart, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a name must not be empty")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or code that stands for one party.

    Attributes:
        kind: One of `values.identifiers.KINDS` (`passport`, `national_id`, `tax`, `registration`, `imo`, `lei`, `bic`,
            `wallet`, ...), `other` where the publisher's type is not known to us.
        value: As published.
        country: ISO 3166 alpha-2 code of the issuer, lower case.
        label: The publisher's own word for the type, where it says more than `kind`.
        issued_on: Date of issue, where published.
        expires_on: Date of expiry, where published.
        note: The publisher's remark.
    """

    kind: str
    value: str
    country: str | None = None
    label: str | None = None
    issued_on: PartialDate | None = None
    expires_on: PartialDate | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise ValueError("an identifier must not be empty")


@dataclass(frozen=True, slots=True)
class Place:
    """An address or a place of birth; what the publisher does not divide stands in `text`.

    Attributes:
        text: The place in one line, where the publisher gives it undivided.
        street: Street and house.
        city: Town.
        region: State, province or district.
        postcode: Postal code.
        country: ISO 3166 alpha-2 code, lower case; a name that no table knows stays in `text` or `note`.
        note: The publisher's remark.
    """

    text: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is described.

    Attributes:
        kind: Person, organisation, vessel ...
        names: Every name; a listing's first primary name is what it is called.
        birth_dates: Every date of birth given, in the publisher's order.
        birth_places: Every place of birth given.
        countries: ISO 3166 alpha-2 codes, lower case: nationality, citizenship, registration or flag.
        genders: `male`, `female`; empty where not told.
        identifiers: Passports, tax numbers, IMO numbers, wallets ...
        addresses: Every address given.
        titles: Honorifics and academic titles that the publisher keeps apart from the name.
        positions: Functions and occupations.
    """

    kind: PartyKind = PartyKind.UNKNOWN
    names: tuple[Name, ...] = ()
    birth_dates: tuple[PartialDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Place, ...] = ()
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
