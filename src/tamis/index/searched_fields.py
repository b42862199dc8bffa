"""Listing -> its searchable values, field by field, and what a field weighs.

In: a listing. Out: published values as lines of text, none left out but the source's place. Links in both directions
need the other listing and are added by `fulltext`. Must not know: what is asked, SQLite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tamis.records import FIELDS, Designation, Identifier, Link, Listing, Place
from tamis.values.countries import country_name
from tamis.values.normalise import fold

WEIGHTS: dict[str, tuple[float, str]] = {
    "names": (10.0, "who is called so comes before whoever is said to know them"),
    "identifiers": (10.0, "whose number it is comes before whoever cites it"),
    "positions": (1.0, "words that many share"),
    "links": (1.0, "the other end's name stands here: nearly a remark on somebody else"),
    "programmes": (1.0, "the same words stand in hundreds of listings"),
    "addresses": (1.0, "a town or street that many share"),
    "particulars": (1.0, "nationality and birth, which many share"),
    "remarks": (1.0, "running text, the measure against which the others are set"),
    "details": (1.0, "values without a field of their own, much like remarks"),
}
"""BM25 weight of each field, with its reason. Measured on 9,979 listings of the UN (2026) and OFAC (2021), each sought by
the words of its own primary name, and those of the UN by their reference: with these
weights the listing itself comes first for 92.0 % and 99.3 %, with equal weights for 82.7 % and 91.3 % (of the rest most are
namesakes and the same party on the other list)."""


def texts_of(listing: Listing) -> dict[str, list[str]]:
    """Return a listing's values by field, links left out, in the order of the publisher."""
    texts: dict[str, list[str]] = {field: [] for field in FIELDS}
    texts["names"] = [_line([name.text, f"({name.note})" if name.note else ""], " ") for name in listing.names]
    texts["positions"] = [*listing.titles, *listing.positions]
    texts["programmes"] = list(dict.fromkeys(map(_act, listing.designations)))
    texts["addresses"] = [place_text(place) for place in listing.addresses]
    texts["identifiers"] = [listing.id, *map(_identifier, listing.identifiers)]
    texts["particulars"] = list(_particulars(listing))
    texts["remarks"] = [" ".join(listing.remarks.split())] if listing.remarks else []  # lines break amid sentences
    texts["details"] = [f"{detail.label}: {detail.value}" for detail in listing.details]
    return texts


def place_text(place: Place) -> str:
    """Return an address or place of birth in one line, with the country's name."""
    parts = [place.text, place.street, place.city, place.region, place.postcode]
    line = _line(parts)
    country = country_name(place.country) if place.country else ""
    if country.casefold() not in line.casefold():
        line = _line([line, country])
    return _line([line, f"({place.note})" if place.note else ""], " ")


def link_text(link: Link, name: str | None) -> str:
    """Return what a listing says of another one, with the other's name.

    Args:
        link: As published.
        name: The other's primary name, where its listing is there; else the link's own name tells it.
    """
    names = [one for one in (name, link.name) if one]
    if len(names) > 1 and fold(names[0]) == fold(names[1]):
        names.pop()
    reference = f"({link.target})" if link.target else ""
    said = f": {link.text}" if link.text else ""
    return _line([link.relation, ", ".join(names), reference], " ") + said


def incoming_text(link: Link, listing_id: str, name: str) -> str:
    """Return what another listing says of this one: `VOLKO, Stepan (own:1) says of it: leader of`."""
    return f"{name} ({listing_id}) says of it: {link.relation}" + (f": {link.text}" if link.text else "")


def _act(act: Designation) -> str:
    return _line([act.programme, act.authority, act.legal_basis, *act.measures, act.reference])


def _identifier(one: Identifier) -> str:
    words = one.kind.replace("_", " ")
    label = one.label if one.label and one.label.casefold() != words.casefold() else ""
    country = country_name(one.country) if one.country else ""
    return _line([f"{words}: {one.value}", label, country, one.note])


def _particulars(listing: Listing) -> Iterator[str]:
    if listing.countries:
        yield f"country: {_line(map(country_name, listing.countries))}"
    if listing.birth_dates:
        yield f"born: {_line(map(str, listing.birth_dates))}"
    for place in listing.birth_places:
        yield f"birthplace: {place_text(place)}"
    if listing.genders:
        yield f"gender: {_line(listing.genders)}"


def _line(parts: Iterable[str | None], between: str = ", ") -> str:
    return between.join(part for part in parts if part)
