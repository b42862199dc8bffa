"""The nouns: frozen, slotted dataclasses with a JSON twin each. They hold; they do not compute."""

from tamis.records.batch import SCORE_BINS, BatchSummary
from tamis.records.codec import decode, encode
from tamis.records.dates import PartialDate
from tamis.records.delta import Amendment, Change, Changes, Delta, ListHistory, PublicationStep, Return
from tamis.records.document import Document
from tamis.records.dossier import Counterpart, Dossier, DossierLink, Event
from tamis.records.hit import (
    Comparison,
    Evidence,
    Hit,
    MatchedName,
    Mention,
    Other,
    Reconstruction,
    Scan,
    ScannedDocument,
    Screening,
)
from tamis.records.listing import Designation, Detail, Link, Listing
from tamis.records.party import Identifier, Name, NamePart, NameQuality, Party, PartyKind, Place
from tamis.records.query import NAME_LIMIT, Query, check_name
from tamis.records.search import FIELDS, SEARCH_LIMIT, Found, Passage, Search, SearchAnswer
from tamis.records.snapshot import Content, Publication, Snapshot, SourceFile

__all__ = [
    "FIELDS",
    "NAME_LIMIT",
    "SCORE_BINS",
    "SEARCH_LIMIT",
    "Amendment",
    "BatchSummary",
    "Change",
    "Changes",
    "Comparison",
    "Content",
    "Counterpart",
    "Delta",
    "Designation",
    "Detail",
    "Document",
    "Dossier",
    "DossierLink",
    "Event",
    "Evidence",
    "Found",
    "Hit",
    "Identifier",
    "Link",
    "ListHistory",
    "Listing",
    "MatchedName",
    "Mention",
    "Name",
    "NamePart",
    "NameQuality",
    "Other",
    "PartialDate",
    "Party",
    "PartyKind",
    "Passage",
    "Place",
    "Publication",
    "PublicationStep",
    "Query",
    "Reconstruction",
    "Return",
    "Scan",
    "ScannedDocument",
    "Screening",
    "Search",
    "SearchAnswer",
    "Snapshot",
    "SourceFile",
    "check_name",
    "decode",
    "encode",
]
