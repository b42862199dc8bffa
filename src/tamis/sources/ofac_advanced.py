"""OFAC's advanced XML, the form of `sdn_advanced.xml` and `cons_advanced.xml`: parts that point at one another by number.

In: an opened file, of any size. Out: a listing for each DistinctParty. The file is read as a stream; what is kept between
elements is what later ones point at. It must not know where the file came from.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from lxml import etree

from tamis.errors import FormatError
from tamis.records import Detail, Listing, PartyKind
from tamis.sources import ofac
from tamis.sources.draft import Draft, unique
from tamis.sources.findings import Findings
from tamis.sources.ofac_acts import FORMERLY, Act, Relation, designations_of, told_list, with_links
from tamis.sources.ofac_features import Document, Part, add_name, alias_quality, read_document, read_feature
from tamis.sources.ofac_references import (
    Location,
    References,
    day_in,
    document_in,
    is_true,
    location_in,
    period_in,
    text_of,
)
from tamis.sources.ofac_remarks import read_remarks
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, whole_text
from tamis.sources.xml_stream import report_leftovers, stream_items

PARSER = "ofac-xml-advanced/1"
"""Named so that it comes after the poorer forms where a publication is kept in several: the richest is in force."""
ROOT = "Sanctions"
CONTAINERS = frozenset(
    {
        "DateOfIssue",
        "ReferenceValueSets",
        "Locations",
        "IDRegDocuments",
        "DistinctParties",
        "ProfileRelationships",
        "SanctionsEntries",
        "SanctionsEntryLinks",
    }
)
_PROGRAMME = "program"
_KNOWN = {
    "DistinctParty": frozenset({"Comment", "Profile"}),
    "Profile": frozenset({"Identity", "Feature", "SanctionsEntryReference"}),
    "Identity": frozenset({"Alias", "NamePartGroups", "IDRegDocumentReference"}),
    "Alias": frozenset({"DocumentedName"}),
    "DocumentedName": frozenset({"DocumentedNamePart"}),
    "Feature": frozenset({"FeatureVersion", "IdentityReference"}),
    "FeatureVersion": frozenset(
        {"Comment", "DatePeriod", "VersionDetail", "VersionLocation", "IDRegDocumentReference"}
    ),
    "SanctionsEntry": frozenset({"EntryEvent", "SanctionsMeasure"}),
}
"""What each element holds that is read; anything else is kept as a detail and reported."""


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read the list's file.

    Raises:
        FormatError: damaged or cut off, a party without number or name, a number twice, or no party at all.
    """
    reader = _Reader(files["main"], watchlist, findings)
    for element in stream_items(files["main"], list(reader.handlers)):
        handler = reader.handlers.get(element.tag)
        if handler is not None:
            handler(element)
        else:
            report_leftovers(element, CONTAINERS, findings)
    listings = reader.finish()
    told = told_list(act for acts in reader.acts.values() for act in acts)
    return Parsed(
        parser=PARSER, listings=listings, published_at=reader.published_at, told=told or reader.told_by_programmes()
    )


class _Reader:
    """What has been read of a file, and what the elements to come may point at."""

    def __init__(self, file: OpenedFile, watchlist: str, findings: Findings) -> None:
        self.file = file
        self.watchlist = watchlist
        self.findings = findings
        self.references = References(findings)
        self.published_at: str | None = None
        self.locations: dict[str, Location] = {}
        self.documents: dict[str, list[tuple[Document, str]]] = {}
        self.listings: dict[str, Listing] = {}
        self.profiles: dict[str, str] = {}
        self.acts: dict[str, list[Act]] = {}
        self.relations: list[tuple[str, Relation]] = []
        self.handlers = {
            "DateOfIssue": self._read_date,
            "ReferenceValueSets": self.references.read,
            "Location": self._read_location,
            "IDRegDocument": self._read_document,
            "DistinctParty": self._read_party,
            "ProfileRelationship": self._read_relation,
            "SanctionsEntry": self._read_entry,
        }

    def _read_date(self, element: etree._Element) -> None:
        day = day_in(element)
        self.published_at = day.isoformat() if day else None

    def _read_location(self, element: etree._Element) -> None:
        self.locations[str(element.get("ID"))] = location_in(element, self.references)

    def _read_document(self, element: etree._Element) -> None:
        document = document_in(element, self.references, self.locations)
        self.documents.setdefault(str(element.get("IdentityID")), []).append(document)

    def _read_party(self, element: etree._Element) -> None:
        number = element.get("FixedRef") or ""
        if not number:
            raise FormatError(f"{self.file.path}: a DistinctParty has no FixedRef; the file is damaged")
        draft = Draft(f"{self.watchlist}:{number}", PartyKind.UNKNOWN, self.findings)
        draft.source = f"DistinctParty FixedRef {number}"
        if draft.id in self.listings:
            raise FormatError(f"{self.file.path}: the FixedRef {number} stands twice; the file is damaged")
        comments = [whole_text(comment) for comment in element.iterfind("Comment")]
        self._keep_unknown(draft, element)
        for profile in element.iterfind("Profile"):
            self.profiles[str(profile.get("ID"))] = draft.id
            draft.kind = self._kind(profile, number)
            self._keep_unknown(draft, profile)
            for identity in profile.iterfind("Identity"):
                self._read_identity(draft, identity)
            for feature in profile.iterfind("Feature"):
                self._read_feature(draft, feature)
        if not draft.names:
            raise FormatError(f"{self.file.path}: party {number} has no name; the file is damaged")
        read_remarks(draft, " ".join(filter(None, comments)))
        self.listings[draft.id] = draft.finish()

    def _kind(self, profile: etree._Element, number: str) -> PartyKind:
        """Return the kind of a party: that of its subtype, for persons and organisations that of its type."""
        subtype = profile.get("PartySubTypeID")
        words = self.references.text("PartySubType", subtype, number)
        if words.lower() in ("", "unknown"):
            words = self.references.text(
                "PartyType", self.references.attribute("PartySubType", subtype, "PartyTypeID"), number
            )
        return ofac.kind_of(words or "unknown", number, self.findings)

    def _read_identity(self, draft: Draft, identity: etree._Element) -> None:
        self._keep_unknown(draft, identity)
        kinds = {
            str(group.get("ID")): self.references.text("NamePartType", group.get("NamePartTypeID"), draft.reference)
            for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        names: dict[str, str] = {}
        aliases = sorted(identity.iterfind("Alias"), key=lambda alias: not is_true(alias, "Primary"))
        for alias in aliases:
            self._keep_unknown(draft, alias)
            kind = self.references.text("AliasType", alias.get("AliasTypeID"), draft.reference)
            primary, weak = is_true(alias, "Primary"), is_true(alias, "LowQuality")
            quality, note = alias_quality(draft, kind, primary=primary, weak=weak)
            documented = [(self._script(name, draft), name) for name in alias.iterfind("DocumentedName")]
            for script, name in sorted(documented, key=lambda pair: pair[0].lower() not in ("latin", "")):
                before = len(draft.names)
                self._keep_unknown(draft, name)
                add_name(draft, _parts(name, kinds), quality, script, note)
                if len(draft.names) > before:
                    names[str(name.get("ID"))] = draft.names[-1].text
        for document, holder in self.documents.pop(str(identity.get("ID")), ()):
            bearer = names.get(holder, "")
            if bearer and draft.names and bearer != draft.names[0].text:
                document = dataclasses.replace(document, notes=(*document.notes, f"in the name of {bearer}"))  # noqa: PLW2901
            read_document(draft, document)

    def _script(self, name: etree._Element, draft: Draft) -> str:
        value = name.find("DocumentedNamePart/NamePartValue")
        return "" if value is None else self.references.text("Script", value.get("ScriptID"), draft.reference)

    def _read_feature(self, draft: Draft, feature: etree._Element) -> None:
        self._keep_unknown(draft, feature)
        label = self.references.text("FeatureType", feature.get("FeatureTypeID"), draft.reference) or "feature"
        for version in feature.iterfind("FeatureVersion"):
            self._keep_unknown(draft, version)
            reliability = self.references.text("Reliability", version.get("ReliabilityID"), draft.reference)
            values = self._values(draft, version)
            for one in version.iterfind("VersionLocation"):
                location = self.locations.get(str(one.get("LocationID")))
                if location is None:
                    self.findings.warn("a feature points at a location that the file does not hold", draft.reference)
                elif label.lower() == "location":
                    draft.addresses.extend(location.places)
                elif label.lower() == "place of birth" and not values:
                    draft.birth_places.extend(location.places)
                elif location.country not in values:
                    values.append(location.country)
            for value in values:
                read_feature(draft, label, value, reliability=reliability)
            read_feature(draft, label, "", text_of(version, "Comment"))

    def _values(self, draft: Draft, version: etree._Element) -> list[str]:
        """Return the dates and texts of one version of a feature."""
        periods = (period_in(one) for one in version.iterfind("DatePeriod"))
        values = [period.words() for period in periods if period]
        for detail in version.iterfind("VersionDetail"):
            text = self.references.text("DetailReference", detail.get("DetailReferenceID"), draft.reference)
            values += [value for value in (text, whole_text(detail)) if value]
        return values

    def _read_relation(self, element: etree._Element) -> None:
        number = str(element.get("From-ProfileID"))
        quality = self.references.text("RelationQuality", element.get("RelationQualityID"), number)
        notes = [text_of(element, "Comment")]
        notes.append(f"quality: {quality}" if quality.lower() not in ("", "unknown") else "")
        words = self.references.text("RelationType", element.get("RelationTypeID"), number) or "Linked to"
        words = f"{FORMERLY} {words}" if is_true(element, "Former") else words
        text = "; ".join(note for note in notes if note)
        self.relations.append((str(element.get("To-ProfileID")), Relation(number, words, "", text)))

    def _read_entry(self, element: etree._Element) -> None:
        number = str(element.get("ProfileID"))
        days, bases, notes = [], [], []
        events = [(day_in(event.find("Date")), event) for event in element.iterfind("EntryEvent")]
        for day, event in sorted(events, key=lambda pair: pair[0] or dt.date.max):
            basis = self.references.text("LegalBasis", event.get("LegalBasisID"), number)
            basis = basis or self.references.attribute("LegalBasis", event.get("LegalBasisID"), "LegalBasisShortRef")
            kind = self.references.text("EntryEventType", event.get("EntryEventTypeID"), number)
            comment = text_of(event, "Comment")
            days += [day] if day else []
            bases += [basis] if basis.lower() not in ("", "unknown") else []
            if comment or len(events) > 1:
                notes.append("; ".join(text for text in (str(day or ""), kind, basis, comment) if text))
        programmes, measures = self._measures(element, number)
        lists = self.references.text("List", element.get("ListID"), number)
        for child in element:
            if child.tag not in _KNOWN["SanctionsEntry"]:
                self.findings.note_unread(f"element SanctionsEntry/{child.tag}", number)
                notes.append(f"{child.tag}: {whole_text(child)}")
        act = Act(
            lists=(lists,) if lists else (),
            programmes=tuple(programmes),
            measures=tuple(measures),
            bases=unique(bases),
            listed_on=tuple(sorted(days)),
            notes=tuple(notes),
        )
        self.acts.setdefault(number, []).append(act)

    def _measures(self, element: etree._Element, number: str) -> tuple[list[str], list[str]]:
        """Return the programmes and the other measures of an entry."""
        programmes, measures = [], []
        for measure in element.iterfind("SanctionsMeasure"):
            kind = self.references.text("SanctionsType", measure.get("SanctionsTypeID"), number)
            comment = text_of(measure, "Comment")
            if kind.lower() == _PROGRAMME and comment:
                programmes.append(comment)
            elif kind or comment:
                measures.append(": ".join(text for text in (kind, comment) if text))
        return programmes, measures

    def _keep_unknown(self, draft: Draft, element: etree._Element) -> None:
        for child in element:
            if child.tag not in _KNOWN[element.tag]:
                self.findings.note_unread(f"element {element.tag}/{child.tag}", draft.reference)
                draft.add_detail(f"{element.tag}/{child.tag}", whole_text(child))

    def told_by_programmes(self) -> str | None:
        """Return the watchlist that the programmes tell."""
        return ofac.watchlist_by_programmes(act.programmes for acts in self.acts.values() for act in acts)

    def finish(self) -> list[Listing]:
        """Return the listings with their acts and links.

        Raises:
            FormatError: there is none.
        """
        if not self.listings:
            raise FormatError(f"{self.file.path}: the list holds no party; download it again")
        for number in self.documents:
            self.findings.warn("a document belongs to an identity that the file does not hold", number)
        acts: dict[str, list[Act]] = {}
        for profile, some in self.acts.items():
            if profile not in self.profiles:
                self.findings.warn("a sanctions entry belongs to a profile that the file does not hold", profile)
            acts.setdefault(self.profiles.get(profile, ""), []).extend(some)
        for listing_id in (one for one in self.listings if one not in acts):
            self.findings.warn(
                "no sanctions entry says under which programme it is listed", listing_id.partition(":")[2]
            )
        listings = [_with_acts(listing, acts.get(listing.id, [])) for listing in self.listings.values()]
        return with_links(listings, [self._resolved(target, relation) for target, relation in self.relations])

    def _resolved(self, target: str, relation: Relation) -> Relation:
        """Return the relation with the ids of its listings in place of the numbers of their profiles."""
        source, other = (self.profiles.get(one, f"{self.watchlist}:{one}") for one in (relation.source, target))
        if source not in self.listings:
            self.findings.warn("a relationship belongs to a profile that the file does not hold", relation.source)
        return dataclasses.replace(relation, source=source, target=other)


def _parts(name: etree._Element, kinds: Mapping[str, str]) -> list[Part]:
    return [
        (kinds.get(str(value.get("NamePartGroupID")), "Entity Name"), whole_text(value))
        for value in name.iterfind("DocumentedNamePart/NamePartValue")
    ]


def _with_acts(listing: Listing, acts: list[Act]) -> Listing:
    designations = [one for act in acts for one in designations_of(act)] or designations_of(Act())
    details = [Detail("list", name) for act in acts for name in act.lists]
    details += [Detail("entry event", note) for act in acts for note in act.notes]
    return dataclasses.replace(listing, designations=unique(designations), details=unique([*listing.details, *details]))
