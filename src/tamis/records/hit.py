"""Evidence, Hit, Screening and Mention: what tamis answers, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import encode
from tamis.records.dates import PartialDate
from tamis.records.document import Location, Unread
from tamis.records.listing import Designation
from tamis.records.party import NameQuality, PartyKind
from tamis.records.query import Query


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison of a query with a listing.

    Attributes:
        feature: `name`, `birth_date`, `country`, `gender`, `kind`, `identifier` ...
        agreement: -1 (contradicts) to 1 (agrees); 0 is silent.
        weight: What full agreement adds to the score; never negative.
        query: The query's value.
        listing: The listed value.
        text: The same in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    feature: str
    agreement: float
    weight: float
    query: str
    listing: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchedName:
    """The listed name that met the query.

    Attributes:
        listed: The name as published.
        quality: Its quality as published.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listed: str
    quality: NameQuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A candidate at or above the threshold, with its evidence.

    Attributes:
        listing: Id of the listing.
        watchlist: Its watchlist.
        caption: The primary name, recased for reading.
        kind: Kind of the listed party.
        score: 0 to 1, four decimals: the policy's function of the sum of agreement x weight.
        name: The listed name that met the query; None for a hit by identifier alone.
        evidence: What was compared; adds up to the score.
        designations: The acts behind the listing.
        birth_dates: Dates of birth as listed.
        countries: Nationality or country as listed, alpha-2 codes.
        also: Ids of other hits that are the same party on other lists.
        also_why: What shows that they are the same party, in words; empty without `also`.
        order_why: What decided its place among hits of the same score, in words; empty where nothing had to.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listing: str
    watchlist: str
    caption: str
    kind: PartyKind
    score: float
    name: MatchedName | None
    evidence: tuple[Evidence, ...]
    designations: tuple[Designation, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    countries: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    also_why: str = ""
    order_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconstruction:
    """A snapshot that stands in for a day before it was published.

    Attributes:
        snapshot: Id of the snapshot.
        undated: Listings without a date of listing: they stay in.
        left_out: Listings dated after the day asked for: they are left out.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    snapshot: str
    undated: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The full answer to one query.

    Attributes:
        query: What was asked.
        hits: Best first.
        snapshots: Ids of the snapshots asked.
        policy: Id of the policy.
        engine: Version of the engine.
        as_of: The day asked for, None for today.
        reconstructed: Snapshots that stand in for that day.
        warnings: What the reader must know: stale or incomplete lists, a reconstruction.
        withheld: Hits on weak aliases that the policy keeps back.
        truncated: Hits cut by the caller's limit.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    query: Query
    hits: tuple[Hit, ...]
    snapshots: tuple[str, ...]
    policy: str
    engine: str
    as_of: dt.date | None = None
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ()
    withheld: int = 0
    truncated: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        return {**encode(self), "query": self.query.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One query against one listing, whatever the threshold.

    Attributes:
        query: What was asked.
        listing: Id of the listing.
        score: 0 to 1, four decimals.
        threshold: The policy's threshold.
        hit: Whether the policy makes a hit of it.
        name: The listed name that met the query best.
        evidence: What was compared; adds up to the score.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    query: Query
    listing: str
    score: float
    threshold: float
    hit: bool
    name: MatchedName | None
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        return {**encode(self), "query": self.query.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A different party that the words of a mention could mean.

    Attributes:
        listing: Id of the listing.
        score: Its score for the same words.
        name: The listed name that met them.
        why: Why it ranks lower, in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listing: str
    score: float
    name: MatchedName
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A hit inside a document.

    Attributes:
        start: First code point of the mention in the extracted text.
        end: One past its last code point: `text[start:end]` is the mention.
        text: The words there.
        listing: Id of the listing that they mean.
        score: 0 to 1, four decimals.
        name: The listed name that met the words.
        passage: The sentence or line around them.
        caption: The listing's primary name, recased for reading.
        kind: Kind of the listed party.
        designations: The acts behind the listing.
        support: What else in the document supports the reading, in words.
        also: Ids of the same party's listings on other lists.
        others: Different parties that the words could mean, best first.
        location: Where in the original the mention begins; None where nobody has asked.
        evidence: What the text beside the name says of its bearer, for and against: `birth_date`, `country`, `gender`, `death`,
            `calling`; the score counts it.
        quoted: Whether it stands in a quotation.
        speaker: Whose quotation that is, in the document's words; None where it is not plain.
        speaks: Whether its bearer is named as the speaker of a quotation.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    start: int
    end: int
    text: str
    listing: str
    score: float
    name: MatchedName
    passage: str
    caption: str
    kind: PartyKind
    designations: tuple[Designation, ...] = ()
    support: str = ""
    also: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    location: Location | None = None
    evidence: tuple[Evidence, ...] = ()
    quoted: bool = False
    speaker: str | None = None
    speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedDocument:
    """One document with its mentions.

    Attributes:
        path: As the caller gave it; `-` for standard input.
        title: The document's own title.
        published_on: The document's own date of publication.
        characters: Code points of the extracted text.
        mentions: In the order of the text.
        media_type: What it was read as: `text/plain`, `text/html`, `application/pdf` ...
        author: Who signs it.
        language: BCP 47 tag that the document itself declares.
        page: The file of its page in a report, relative to the report; None where no report was made.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    path: str
    title: str | None
    published_on: dt.date | None
    characters: int
    mentions: tuple[Mention, ...] = ()
    media_type: str | None = None
    author: str | None = None
    language: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The full answer for one or more documents; the keys after `documents` are those of a Screening.

    Attributes:
        documents: In the order asked.
        snapshots: Ids of the snapshots asked.
        policy: Id of the policy.
        engine: Version of the engine.
        as_of: The day asked for, None for today.
        reconstructed: Snapshots that stand in for that day.
        warnings: What the reader must know of the lists and of how documents were read.
        unread: Files that could not be read; each is named in the warnings as well.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    documents: tuple[ScannedDocument, ...]
    snapshots: tuple[str, ...]
    policy: str
    engine: str
    as_of: dt.date | None = None
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return twin
