"""OFAC's enhanced XML, the form of `sdn_enhanced.xml`, `cons_enhanced.xml` and of filtered downloads.

In: an opened file, of any size. Out: a listing for each entity. Values stand in words beside their numbers, so nothing need be
looked up. It must not know where the file came from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from lxml import etree

from tamis.errors import FormatError
from tamis.records import Detail, Listing, NameQuality, Place
from tamis.sources import ofac
from tamis.sources.draft import Draft, unique
from tamis.sources.findings import Findings
from tamis.sources.ofac_acts import Act, Relation, designations_of, told_list, with_links
from tamis.sources.ofac_features import (
    SCRIPT,
    Document,
    Part,
    Period,
    add_whole_name,
    alias_quality,
    place_from,
    read_document,
    read_feature,
)
from tamis.sources.ofac_remarks import read_remarks
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, whole_text
from tamis.sources.xml_stream import report_leftovers, stream_items

PARSER = "ofac-xml-enhanced/1"
"""Named so that it comes after the poorer forms where a publication is kept in several: the richest is in force."""
ROOT = "sanctionsData"
CONTAINERS = frozenset({"publicationInfo", "referenceValues", "featureTypes", "entities"})
FILTERED = "filtered-out entries"
"""What a filtered download lacks, as `Publication.incomplete` names it."""

_TRUE = frozenset({"true", "1"})
_DATE_PARTS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")
_KNOWN = {
    "entity": frozenset(
        {
            "generalInfo",
            "sanctionsLists",
            "sanctionsPrograms",
            "sanctionsTypes",
            "legalAuthorities",
            "names",
            "addresses",
            "features",
            "identityDocuments",
            "relationships",
        }
    ),
    "generalInfo": frozenset({"identityId", "entityType", "title", "remarks"}),
    "name": frozenset({"isPrimary", "isLowQuality", "aliasType", "translations"}),
    "feature": frozenset(
        {"type", "versionId", "value", "valueDate", "valueRefId", "isPrimary", "reliability", "comments"}
    ),
    "identityDocument": frozenset(
        {
            "type",
            "name",
            "documentNumber",
            "isValid",
            "issuingAuthority",
            "issuingLocation",
            "issuingCountry",
            "issueDate",
            "expirationDate",
            "comments",
            "idFeatures",
        }
    ),
    "address": frozenset({"country", "translations"}),
    "relationship": frozenset({"type", "relatedEntity", "quality", "comments"}),
}
"""What each element holds that is read; anything else is kept as a detail and reported."""


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read the list's file.

    Raises:
        FormatError: damaged or cut off, an entity without number or name, a number twice, or no entity at all.
    """
    path = files["main"].path
    listings: dict[str, Listing] = {}
    acts: list[Act] = []
    relations: list[Relation] = []
    published_at, filters = None, ""
    for element in stream_items(files["main"], ("publicationInfo", "referenceValue", "featureType", "entity")):
        if element.tag == "publicationInfo":
            published_at, filters = _published_at(element), _filters(element)
        elif element.tag == "entity":
            act = _act(element)
            listing = _read_entity(element, str(path), watchlist, act, findings)
            if listing.id in listings:
                raise FormatError(f"{path}: the entity {element.get('id')} stands twice; the file is damaged")
            listings[listing.id] = listing
            acts.append(act)
            relations += _relations(element, listing.id, watchlist)
        elif element.tag == ROOT:
            report_leftovers(element, CONTAINERS, findings)
    if not listings:
        raise FormatError(f"{path}: the list holds no entity; download it again")
    if filters:
        findings.warn(f"a filtered download ({filters}), not the whole list: what the filter leaves out is not in it")
    return Parsed(
        parser=PARSER,
        listings=with_links(list(listings.values()), relations),
        published_at=published_at,
        told=told_list(acts) or ofac.watchlist_by_programmes(act.programmes for act in acts),
        lacking=(FILTERED,) if filters else (),
    )


def _published_at(element: etree._Element) -> str | None:
    """Return the time of publication; its fraction of a second, in seven digits, is cut."""
    text = _text(element, "dataAsOf")
    head, point, rest = text.partition(".")
    offset = rest.lstrip("0123456789") if point else ""
    return f"{head}{offset}" or None


def _filters(element: etree._Element) -> str:
    """Return what a download was filtered by, empty for a whole list: choosing lists alone is no filter."""
    chosen = [one for one in element.iterfind("filters/*") if one.tag != "sanctionsLists" and len(one)]
    return "; ".join(", ".join(map(whole_text, one)) for one in chosen)


def _read_entity(element: etree._Element, path: str, watchlist: str, act: Act, findings: Findings) -> Listing:
    number = str(element.get("id") or "")
    if not number:
        raise FormatError(f"{path}: an entity has no id; the file is damaged")
    kind = ofac.kind_of(_text(element, "generalInfo/entityType"), number, findings)
    draft = Draft(f"{watchlist}:{number}", kind, findings)
    draft.source = f"entity id {number}"
    read_remarks(draft, _text(element, "generalInfo/remarks"))
    ofac.add_titles(draft, _text(element, "generalInfo/title"))
    draft.designations = designations_of(act)
    names = sorted(element.iterfind("names/name"), key=lambda name: not _is_true(name, "isPrimary"))
    for name in names:
        _read_name(draft, name)
    if not draft.names:
        raise FormatError(f"{path}: entity {number} has no name; the file is damaged")
    for address in element.iterfind("addresses/address"):
        _read_address(draft, address)
    for feature in element.iterfind("features/feature"):
        _read_feature(draft, feature)
    for document in element.iterfind("identityDocuments/identityDocument"):
        _read_document(draft, document)
    _keep_unknown(draft, element)
    _keep_unknown(draft, element.find("generalInfo"))
    draft.details += [Detail("list", name) for name in act.lists]
    return draft.finish()


def _act(element: etree._Element) -> Act:
    days = [str(one.get("datePublished") or "") for one in element.iterfind("sanctionsLists/sanctionsList")]
    return Act(
        lists=_texts(element, "sanctionsLists/sanctionsList"),
        programmes=_texts(element, "sanctionsPrograms/sanctionsProgram"),
        measures=_texts(element, "sanctionsTypes/sanctionsType"),
        bases=_texts(element, "legalAuthorities/legalAuthority"),
        listed_on=tuple(sorted(day for day in map(_day, days) if day)),
    )


def _read_name(draft: Draft, name: etree._Element) -> None:
    """Read a name in all its scripts, the Latin one first."""
    _keep_unknown(draft, name)
    primary, weak = _is_true(name, "isPrimary"), _is_true(name, "isLowQuality")
    quality, note = alias_quality(draft, _text(name, "aliasType"), primary=primary, weak=weak)
    translations = [(_text(one, "script"), one) for one in name.iterfind("translations/translation")]
    for script, one in sorted(translations, key=lambda pair: pair[0].lower() not in ("latin", "")):
        _add_translation(draft, one, script, quality, note)


def _add_translation(
    draft: Draft, element: etree._Element, script: str, quality: NameQuality, note: str | None
) -> None:
    last, first = _text(element, "formattedLastName"), _text(element, "formattedFirstName")
    text = _text(element, "formattedFullName") or ", ".join(part for part in (last, first) if part)
    parts = _parts(element, "nameParts/namePart")
    add_whole_name(draft, text, parts, quality, SCRIPT.get(script.lower()), note)


def _read_address(draft: Draft, address: etree._Element) -> None:
    """Read an address in all its scripts."""
    _keep_unknown(draft, address)
    country = _text(address, "country")
    translations = [(_text(one, "script"), one) for one in address.iterfind("translations/translation")]
    translations.sort(key=lambda pair: not _is_true(pair[1], "isPrimary"))
    places: list[Place] = []
    for number, (script, one) in enumerate(translations):
        places.append(place_from(_parts(one, "addressParts/addressPart"), country, script if number else ""))
    for place in places or [place_from((), country)]:
        draft.add_place(draft.addresses, place)


def _read_feature(draft: Draft, feature: etree._Element) -> None:
    _keep_unknown(draft, feature)
    label, reliability = _text(feature, "type") or "feature", _text(feature, "reliability")
    value = _words(feature.find("valueDate")) or _text(feature, "value")
    read_feature(draft, label, value, _text(feature, "comments"), reliability)


def _read_document(draft: Draft, element: etree._Element) -> None:
    _keep_unknown(draft, element)
    bearer, place = _text(element, "name"), _text(element, "issuingLocation")
    notes = [_text(element, "comments"), _text(element, "issuingAuthority"), f"issued in {place}" if place else ""]
    notes += [_text(element, "idFeatures")]
    notes.append("not valid" if _text(element, "isValid").lower() == "false" else "")
    notes.append(f"in the name of {bearer}" if bearer not in ("", draft.names[0].text) else "")
    document = Document(
        label=_text(element, "type") or "Identification Number",
        number=_text(element, "documentNumber"),
        country=_text(element, "issuingCountry"),
        issued=_words(element.find("issueDate")),
        expires=_words(element.find("expirationDate")),
        notes=tuple(note for note in notes if note),
    )
    read_document(draft, document)


def _relations(element: etree._Element, listing_id: str, watchlist: str) -> Iterable[Relation]:
    for one in element.iterfind("relationships/relationship"):
        related = one.find("relatedEntity")
        number = "" if related is None else str(related.get("entityId") or "")
        quality = _text(one, "quality")
        notes = [_text(one, "comments"), f"quality: {quality}" if quality else ""]
        text = "; ".join(note for note in notes if note)
        yield Relation(listing_id, _text(one, "type") or "Linked to", f"{watchlist}:{number}", text)


def _words(element: etree._Element | None) -> str:
    """Return a date in the words of OFAC's remarks; empty where there is none."""
    if element is None:
        return ""
    days = [_day(_text(element, name)) for name in _DATE_PARTS]
    begin, until = days[0] or days[1], days[3] or days[2]
    if begin is None or until is None:
        return ""
    circa = _is_true(element, "isApproximate")
    return Period((begin, days[1] or begin), (days[2] or until, until), circa).words()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _parts(element: etree._Element, path: str) -> list[Part]:
    return [(_text(one, "type"), _text(one, "value")) for one in element.iterfind(path)]


def _texts(element: etree._Element, path: str) -> tuple[str, ...]:
    return unique([text for text in map(whole_text, element.iterfind(path)) if text])


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else whole_text(found)


def _is_true(element: etree._Element, path: str) -> bool:
    return _text(element, path).lower() in _TRUE


def _keep_unknown(draft: Draft, element: etree._Element | None) -> None:
    if element is None:
        return
    for child in element:
        if child.tag not in _KNOWN[element.tag]:
            draft.findings.note_unread(f"element {element.tag}/{child.tag}", draft.reference)
            draft.add_detail(f"{element.tag}/{child.tag}", whole_text(child))
