"""What the forms of OFAC's lists share: kinds, names, programmes, honorifics, links within a list.

In: values from a CSV row or an XML element. Out: parts of a draft. Knows OFAC's words; nothing of file formats.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence

from tamis.records import Designation, Identifier, Link, Listing, NamePart, NameQuality, PartyKind
from tamis.sources.draft import Draft, squeeze
from tamis.sources.findings import Findings

AUTHORITY = "US Treasury (OFAC)"
SDN, CONSOLIDATED = "ofac-sdn", "ofac-cons"

KIND = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
"""Type -> kind; a blank (`-0-`) is an entity. Any other is read as `unknown`, which meets every query, and reported."""

NAME_QUALITY = {"aka": NameQuality.ALIAS, "nka": NameQuality.ALIAS, "fka": NameQuality.FORMER}
"""Type of an alternate name (points left out) -> quality; any other is read as a good alias and reported."""

GENDER = {"male": "male", "female": "female"}

HONORIFICS = frozenset(
    [
        "alhaj",
        "ayatollah",
        "doctor",
        "dr",
        "dr.",
        "haji",
        "hajji",
        "hojjatoleslam",
        "maulana",
        "maulavi",
        "maulawi",
        "mawlawi",
        "mullah",
        "prince",
        "professor",
        "qari",
        "shaykh",
        "sheik",
        "sheikh",
    ]
)
"""Titles that are a form of address; any other title is a position."""

CONSOLIDATED_PROGRAMMES = frozenset({"NS-PLC", "CMIC-EO13959", "561List", "561-Related"})
"""Programmes of the Consolidated list. A handful of SDN entries carry NS-PLC besides an SDN programme."""

SDN_PROGRAMMES = frozenset(
    [
        "BELARUS",
        "BALKANS",
        "BPI-RUSSIA-EO14024",
        "CUBA",
        "CYBER2",
        "DARFUR",
        "DPRK",
        "DPRK2",
        "DPRK3",
        "DPRK4",
        "DRCONGO",
        "FTO",
        "GLOMAG",
        "IFSR",
        "IRAN-EO13902",
        "IRAN-HR",
        "IRAQ2",
        "IRGC",
        "LEBANON",
        "LIBYA2",
        "LIBYA3",
        "MAGNIT",
        "NPWMD",
        "SDNT",
        "SDNTK",
        "SDT",
        "SOMALIA",
        "SYRIA-EO13894",
        "TCO",
        "UKRAINE-EO13660",
        "UKRAINE-EO13661",
        "UKRAINE-EO13685",
        "VENEZUELA",
        "YEMEN",
        "ZIMBABWE",
    ]
)
"""Programmes that never stand in the Consolidated list."""

_NO_FLAG = frozenset({"none identified", "unknown", "undetermined"})
_PROGRAMME_SPLIT = re.compile(r"\]\s*\[")


def kind_of(text: str, reference: str, findings: Findings) -> PartyKind:
    """Return the kind of a listing; an unknown type is `unknown` and reported."""
    kind = KIND.get(text.lower())
    if kind is None:
        findings.warn(f'unknown type "{text}", read as unknown kind; add it to KIND', reference)
        return PartyKind.UNKNOWN
    return kind


def quality_of(text: str, reference: str, findings: Findings) -> NameQuality:
    """Return the quality of an alternate name; an unknown type is a good alias and reported."""
    quality = NAME_QUALITY.get(text.lower().replace(".", ""))
    if quality is None:
        findings.warn(f'unknown alias type "{text}", read as alias; add it to NAME_QUALITY', reference)
        return NameQuality.ALIAS
    return quality


def add_name(draft: Draft, text: str, quality: NameQuality, note: str | None = None) -> None:
    """Add a name; a person's `FAMILY, Given` is told apart into its parts."""
    family, comma, given = text.partition(",")
    parts: tuple[NamePart, ...] = ()
    if comma and draft.kind is PartyKind.PERSON and family.strip() and given.strip():
        parts = (NamePart("family", squeeze(family)), NamePart("given", squeeze(given)))
    draft.add_name(text, quality, parts, note)


def add_programmes(draft: Draft, programmes: Iterable[str]) -> None:
    """Add one designation for each programme; an entry without one has a designation all the same."""
    known = [squeeze(programme) for programme in programmes if squeeze(programme)]
    for programme in known:
        draft.designations.append(Designation(AUTHORITY, programme))
    if not known:
        draft.designations.append(Designation(AUTHORITY))


def split_programmes(text: str) -> list[str]:
    """Return the programmes of a CSV field: `NPWMD] [IFSR` holds two."""
    return [part.strip(" []") for part in _PROGRAMME_SPLIT.split(text)]


def add_titles(draft: Draft, text: str) -> None:
    """Add what OFAC calls a title: a form of address, or positions joined by `;`."""
    for part in (squeeze(part) for part in text.split(";")):
        if part:
            (draft.titles if part.lower() in HONORIFICS else draft.positions).append(part)


def add_vessel(draft: Draft, values: Mapping[str, str]) -> None:
    """Add a vessel's particulars.

    Args:
        draft: The listing.
        values: `call sign`, `flag`, `owner`, `type`, `tonnage`, `gross registered tonnage`; blank where not told.
    """
    if values.get("call sign"):
        draft.identifiers.append(Identifier("call_sign", values["call sign"]))
    flag = values.get("flag", "")
    if flag.lower() in _NO_FLAG:
        draft.add_detail("vessel flag", flag)
    elif flag:
        draft.add_country(flag, "vessel flag")
    if values.get("owner"):
        draft.links.append(Link("owned by", None, values["owner"], f"vessel owner {values['owner']}"))
    for label in ("type", "tonnage", "gross registered tonnage"):
        draft.add_detail(f"vessel {label}", values.get(label, ""))


def with_targets(listings: Sequence[Listing]) -> list[Listing]:
    """Return the listings, their links told the id of the listing that bears the linked name.

    OFAC links by name alone. A name that is the primary name of exactly one listing of the same list, letter for letter
    but for case, is that listing; of any other name the target stays open.
    """
    bearers: dict[str, str | None] = {}
    for listing in listings:
        name = listing.names[0].text.casefold()
        bearers[name] = None if name in bearers else listing.id
    return [_with_targets(listing, bearers) if listing.links else listing for listing in listings]


def _with_targets(listing: Listing, bearers: Mapping[str, str | None]) -> Listing:
    links = tuple(_with_target(link, bearers) if link.name else link for link in listing.links)
    return dataclasses.replace(listing, links=links)


def _with_target(link: Link, bearers: Mapping[str, str | None]) -> Link:
    """Return the link with its target; the point of `CO., LTD.` is lost where it ends the remark."""
    for name in (squeeze(link.name), f"{squeeze(link.name)}."):
        if name.casefold() in bearers:
            return dataclasses.replace(link, name=name, target=bearers[name.casefold()])
    return link


def watchlist_by_programmes(listings: Iterable[Iterable[str]]) -> str | None:
    """Tell SDN from Consolidated by the programmes of each entry; None where they do not tell."""
    sdn = consolidated = 0
    for programmes in listings:
        here = set(programmes)
        if here & SDN_PROGRAMMES:
            sdn += 1
        elif here & CONSOLIDATED_PROGRAMMES:
            consolidated += 1
    if sdn == consolidated:
        return None
    return SDN if sdn > consolidated else CONSOLIDATED
