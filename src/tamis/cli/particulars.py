"""What one listing looks like on a terminal, whole: every published value, under its own heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tamis.cli import tables
from tamis.records import Counterpart, Designation, Dossier, DossierLink, Event, Identifier, Listing, Name, Place


def print_dossier(console: Console, dossier: Dossier) -> None:
    """Print a listing with its links and its history."""
    listing = dossier.listing
    tables.warn(console, dossier.warnings)
    console.print(Text(tables.shown(listing.primary_name.text), style="bold"))
    console.print(Text(f"{tables.shown(listing.id)}, {listing.kind.value}, {tables.snapshot_text(dossier.snapshot)}"))
    _section(console, "Names", map(_name, listing.names))
    _section(console, "Listed", map(_act, listing.designations))
    _section(console, "Particulars", _particulars(listing))
    _section(console, "Addresses", map(_place, listing.addresses))
    _section(console, "Same party on other lists", map(_counterpart, dossier.also))
    _section(console, "Links", map(_link, dossier.links))
    _section(console, "Details", (f"{tables.shown(one.label)}: {tables.shown(one.value)}" for one in listing.details))
    _section(console, "Remarks", _remarks(listing.remarks))
    _section(console, "History", map(_event, dossier.history))
    if listing.source:
        console.print(Text(f"\nRead from {tables.shown(listing.source)}", style="dim"))


def _section(console: Console, heading: str, lines: Iterable[str]) -> None:
    rows = [line for line in lines if line]
    if not rows:
        return
    grid = Table.grid()
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(Text(row))
    console.print(Text(f"\n{heading}", style="bold"))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _name(name: Name) -> str:
    extra = [name.quality.value, name.script, name.language, name.note]
    return f"{tables.shown(name.text)}  ({', '.join(tables.shown(one) for one in extra if one)})"


def _act(act: Designation) -> str:
    parts = [
        tables.shown(act.authority),
        tables.shown(act.programme or ""),
        f"listed {act.listed_on}" if act.listed_on else "no listing date published",
        f"removed {act.delisted_on}" if act.delisted_on else "",
        tables.shown(act.legal_basis or ""),
        ", ".join(map(tables.shown, act.measures)),
        f"reference {tables.shown(act.reference)}" if act.reference else "",
    ]
    return "; ".join(part for part in parts if part)


def _particulars(listing: Listing) -> Iterator[str]:
    """Yield what describes the party, a line for each attribute that the list gives."""
    lines = {
        "born": tables.dates_text(listing.birth_dates),
        "birthplace": "; ".join(map(_place, listing.birth_places)),
        "country": tables.countries_text(listing.countries),
        "gender": ", ".join(map(tables.shown, listing.genders)),
        "title": ", ".join(map(tables.shown, listing.titles)),
        "position": "; ".join(map(tables.shown, listing.positions)),
        "amended": ", ".join(map(str, listing.amended_on)),
    }
    yield from (f"{label}: {text}" for label, text in lines.items() if text)
    yield from map(_identifier, listing.identifiers)


def _identifier(one: Identifier) -> str:
    extra = [
        tables.countries_text([one.country]) if one.country else "",
        tables.shown(one.label or ""),
        f"issued {one.issued_on}" if one.issued_on else "",
        f"expires {one.expires_on}" if one.expires_on else "",
        tables.shown(one.note or ""),
    ]
    words = ", ".join(part for part in extra if part)
    return f"{one.kind.replace('_', ' ')}: {tables.shown(one.value)}" + (f"  ({words})" if words else "")


def _place(place: Place) -> str:
    parts = [place.text, place.street, place.city, place.region, place.postcode]
    words = [tables.shown(part) for part in parts if part]
    words += [tables.countries_text([place.country])] if place.country else []
    return ", ".join(words) + (f"  ({tables.shown(place.note)})" if place.note else "")


def _link(link: DossierLink) -> str:
    other = ", ".join(tables.shown(part) for part in (link.name, link.listing) if part)
    said = f': "{tables.shown(link.text)}"' if link.text else ""
    if link.direction == "incoming":
        return f"{other} says of it: {tables.shown(link.relation)}{said}"
    return f"{tables.shown(link.relation)} {other}{said}"


def _counterpart(one: Counterpart) -> str:
    return f"{tables.shown(one.listing)}  {tables.shown(one.name)}  ({tables.shown(one.why)})"


def _event(event: Event) -> str:
    return f"{tables.day_text(event.date):10}  {tables.shown(event.text)}"


def _remarks(remarks: str | None) -> Iterator[str]:
    yield from (tables.shown(line) for line in (remarks or "").splitlines())
