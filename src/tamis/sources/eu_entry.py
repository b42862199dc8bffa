"""One entry of the EU's financial sanctions files, filled into a draft.

In: an `Entry`: the attributes of a sanctionEntity and of its parts (names, addresses, dates of birth ...). Out: a listing. Serves the
XML and the CSV, which hold the same values under other headings; must not know files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tamis.errors import FormatError
from tamis.records import Designation, Identifier, Listing, NamePart, NameQuality, PartialDate, PartyKind, Place
from tamis.sources.draft import Draft, noted_date, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.numbering import numbered
from tamis.sources.un_comments import links_in
from tamis.sources.un_references import add_un_references, own_reference
from tamis.values.countries import country_code
from tamis.values.dates import parse_date

AUTHORITY = "European Union"

KIND = {
    "person": PartyKind.PERSON,
    "p": PartyKind.PERSON,
    "enterprise": PartyKind.ORGANISATION,
    "e": PartyKind.ORGANISATION,
}
"""Code of the subject -> kind; any other is read as `unknown`, which meets every query, and reported."""

GENDER = {"m": "male", "f": "female", "male": "male", "female": "female"}

IDENTIFIER_KIND = {
    "passport": "passport",
    "id": "national_id",
    "nrn": "national_id",
    "fiscalcode": "tax",
    "regnumber": "registration",
    "ssn": "social_security",
    "swiftbic": "bic",
    "imo": "imo",
    "tradelic": "licence",
    "birthcert": "birth_certificate",
    "drivinglicence": "driving_licence",
    "travelcardid": "travel_document",
    "electionid": "voter_id",
    "residentperm": "residence_permit",
    "nationcert": "other",
    "other": "other",
}
"""Code of an identification -> kind; any other is `other` and reported."""

FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to have expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}
GREGORIAN = frozenset({"", "gregorian"})
NO_COUNTRY = frozenset({"", "00", "unknown"})

_WEAK = re.compile(r"\blow?[ -]+quality\b|\bweak\b", re.IGNORECASE)
_FORMER = re.compile(r"\bf\.?k\.?a\b|\bformer(?:ly)?\b|\bprevious(?:ly)? (?:known|name)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """A part of an entry: a name, an address, a regulation ...

    Attributes:
        kind: `nameAlias`, `address`, `birthdate`, `citizenship`, `identification`, `regulation`.
        values: Attributes by the XML's names, blanks squeezed, none empty.
        remarks: The remarks on it.
        contacts: Key and value of contact particulars.
    """

    kind: str
    values: dict[str, str]
    remarks: list[str] = field(default_factory=list)
    contacts: list[tuple[str, str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return a value, empty where there is none."""
        return self.values.get(name, "")


@dataclass(slots=True)
class Entry:
    """A sanctionEntity: its attributes, its remarks, its parts, the acts that its parts cite, and what is not known."""

    values: dict[str, str]
    remarks: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    acts: dict[tuple[str, str, str], None] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    @property
    def reference(self) -> str:
        """The EU's reference, or its logical number where an entry has none yet."""
        return self.values.get("euReferenceNumber") or self.values.get("logicalId", "")


def listing_of(entry: Entry, listing_id: str, path: str, findings: Findings) -> Listing:
    """Return the listing of one entry.

    Raises:
        FormatError: it has no name.
    """
    code = entry.values.get("code", "") or entry.values.get("classificationCode", "")
    kind = KIND.get(code.lower())
    if kind is None:
        findings.warn(f'unknown subject type "{code}", read as unknown kind; add it to KIND', entry.reference)
    draft = Draft(listing_id, kind or PartyKind.UNKNOWN, findings)
    draft.source = f"sanctionEntity logicalId {entry.values.get('logicalId', 'none')}"
    add_un_references(draft, entry.values.get("unitedNationId", ""))
    _add_names(draft, [part for part in entry.parts if part.kind == "nameAlias"])
    if not draft.names:
        raise FormatError(f"{path}: {entry.reference} has no name; the file is damaged")
    for part in entry.parts:
        reader = _READERS.get(part.kind)
        if reader is not None:
            reader(draft, part)
    _add_designations(draft, entry)
    for words in entry.unread:
        label, _, value = words.partition(": ")
        draft.add_detail(label, value)
    remarks = [*entry.remarks, entry.values.get("designationDetails", "")]
    draft.remarks = "\n".join(dict.fromkeys(remark for remark in remarks if remark)) or None
    draft.links.extend(links_in(draft.remarks or "", own_reference(draft)))
    return draft.finish()


def _add_names(draft: Draft, parts: list[Part]) -> None:
    """Add the names; the list marks none as the primary one, so it is the first that is not weak, else the first."""
    for part in parts:
        _add_with_name(draft, part)
    parts = [part for part in parts if _whole_name(part)]
    qualities = [_quality(part) for part in parts]
    strong = [place for place, quality in enumerate(qualities) if quality is NameQuality.ALIAS]
    if parts:
        qualities[strong[0] if strong else 0] = NameQuality.PRIMARY
    for part, quality in zip(parts, qualities, strict=True):
        pieces = [
            NamePart(role, part.get(name))
            for role, name in (("given", "firstName"), ("middle", "middleName"), ("family", "lastName"))
            if part.get(name)
        ]
        divided = tuple(pieces) if draft.kind is PartyKind.PERSON and len(pieces) > 1 else ()
        note, language = "; ".join(part.remarks), part.get("nameLanguage").lower()
        draft.add_name(_whole_name(part), quality, divided, note or None, language or None)


def _whole_name(part: Part) -> str:
    return part.get("wholeName") or squeeze(" ".join(part.get(f"{name}Name") for name in ("first", "middle", "last")))


def _quality(part: Part) -> NameQuality:
    """Return the quality of a name: weak by its attribute, or by what only its remark tells."""
    remark = " ".join(part.remarks)
    if part.get("strong").lower() == "false" or _WEAK.search(remark):
        return NameQuality.WEAK
    return NameQuality.FORMER if _FORMER.search(remark) else NameQuality.ALIAS


def _add_with_name(draft: Draft, part: Part) -> None:
    """Add what the list tells beside a name: gender, titles, functions."""
    gender = GENDER.get(part.get("gender").lower())
    if gender:
        draft.genders.append(gender)
    else:
        draft.add_detail("gender", part.get("gender"))
    draft.titles.extend(value for value in numbered(part.get("title")).values() if value)
    if draft.kind is PartyKind.PERSON:
        draft.positions.extend(value for value in numbered(part.get("function")).values() if value)
    else:
        draft.add_detail("function", part.get("function"))


def _add_birth(draft: Draft, part: Part) -> None:
    """Add a date of birth (whole, in parts, or as a range of years) and the place that stands with it."""
    text = _birth_text(part)
    if part.get("calendarType").lower() not in GREGORIAN:
        draft.findings.warn("birth date in another calendar, kept as a detail", draft.reference)
        draft.add_detail(f"birth date ({part.get('calendarType').lower()} calendar)", text)
    elif text:
        before = len(draft.birth_dates)
        draft.add_birth_date(text)
        if part.get("circa").lower() == "true" and len(draft.birth_dates) > before:
            last = draft.birth_dates[-1]
            draft.birth_dates[-1] = PartialDate(last.year, last.month, last.day, True, last.until)
    for remark in part.remarks:
        draft.add_detail("birth date note", remark)
    draft.add_place(draft.birth_places, _place(part, ()))


def _birth_text(part: Part) -> str:
    first, last = part.get("yearRangeFrom"), part.get("yearRangeTo")
    if part.get("birthdate"):
        return part.get("birthdate")
    year = part.get("year")
    if year and year != "0":
        pieces = [year, part.get("monthOfYear").zfill(2), part.get("dayOfMonth").zfill(2)]
        return "-".join(pieces[: 1 + (pieces[1] != "00") + (pieces[1] != "00" and pieces[2] != "00")])
    return f"{first} to {last}" if first and last else first or last


def _add_address(draft: Draft, part: Part) -> None:
    for key, value in part.contacts:
        draft.add_detail(key.lower() or "contact", value)
    asked = part.get("asAtListingTime").lower()
    notes = ("as at the time of listing" if asked == "true" else "", *part.remarks)
    draft.add_place(draft.addresses, _place(part, notes))


def _place(part: Part, notes: tuple[str, ...]) -> Place:
    box = f"P.O. Box {part.get('poBox')}" if part.get("poBox") else ""
    return place_of(
        street=", ".join(text for text in (part.get("street"), box) if text),
        city=part.get("city") or part.get("place"),
        region=part.get("region"),
        postcode=part.get("zipCode"),
        country=_country(part),
        note="; ".join(text for text in (part.get("place") if part.get("city") else "", *notes) if text),
    )


def _country(part: Part) -> str:
    """Return the country in words where they are known, else its code; empty for `00` and `UNKNOWN`."""
    code, words = part.get("countryIso2Code"), part.get("countryDescription")
    words = "" if words.lower() in NO_COUNTRY else words
    if words and country_code(words):
        return words
    return code if code.lower() not in NO_COUNTRY and country_code(code) else words


def _add_citizenship(draft: Draft, part: Part) -> None:
    country = _country(part)
    if country:
        draft.add_country(country, "citizenship")
    for note in (part.get("region"), *part.remarks):
        draft.add_detail("citizenship note", note)


def _add_identification(draft: Draft, part: Part) -> None:
    code = part.get("identificationTypeCode").lower()
    kind = IDENTIFIER_KIND.get(code)
    if kind is None:
        draft.findings.note_unread(f'identification type "{code}", read as kind other', draft.reference)
    notes = [words for name, words in FLAGS.items() if part.get(name).lower() == "true"]
    notes += [
        f"{words} {part.get(name)}"
        for name, words in (("issuedBy", "issued by"), ("nameOnDocument", "made out to"), ("region", "in"))
        if part.get(name)
    ]
    notes += part.remarks
    issued = noted_date(part.get("issuedDate") or part.get("issueDate") or part.get("validFrom"), "issued on", notes)
    expires = noted_date(part.get("validTo"), "valid to", notes)
    numbers = dict.fromkeys(number for number in (part.get("number"), part.get("latinNumber")) if number)
    label = part.get("identificationTypeDescription") or None
    country = country_code(_country(part)) if _country(part) else None
    note = "; ".join(notes) or None
    for number in numbers:
        draft.identifiers.append(Identifier(kind or "other", number, country, label, issued, expires, note))
    if not numbers:
        draft.add_detail("identification", "; ".join(text for text in (label or code, note or "") if text))


def _add_designations(draft: Draft, entry: Entry) -> None:
    """Add a designation for each regulation.

    The regulation told may be an amendment. The first designation takes the earliest day of all: of the designation, of any
    regulation, and of any act that a part of the entry cites, by which it was listed at the latest.
    """
    regulations = [part for part in entry.parts if part.kind == "regulation"]
    days = [_day(draft, entry.values.get("designationDate", ""))]
    days += [_day(draft, published) for _, published, _ in entry.acts]
    acts: list[Designation] = []
    for part in regulations:
        own = [_day(draft, part.get(name)) for name in ("publicationDate", "entryIntoForceDate")]
        days += own
        listed_on = min((day for day in own if day), default=None)
        title = " ".join(text for text in (part.get("regulationType"), part.get("numberTitle")) if text)
        acts.append(
            Designation(AUTHORITY, part.get("programme") or None, listed_on, None, title or None, (), draft.reference)
        )
        draft.add_detail("legal act", part.get("publicationUrl"))
    earliest = min((day for day in days if day), default=None)
    first = acts[0] if acts else Designation(AUTHORITY, reference=draft.reference)
    acts[:1] = [Designation(AUTHORITY, first.programme, earliest, None, first.legal_basis, (), draft.reference)]
    draft.designations.extend(acts)
    for title, published, url in entry.acts:
        draft.add_detail("cited act", ", ".join(text for text in (title, published, url) if text))


def _day(draft: Draft, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return parse_date(squeeze(text)).first
    except ValueError:
        draft.findings.warn("date of an act that is none, left out", f"{draft.reference} {text!r}")
        return None


_READERS: dict[str, Callable[[Draft, Part], None]] = {
    "birthdate": _add_birth,
    "address": _add_address,
    "citizenship": _add_citizenship,
    "identification": _add_identification,
}
