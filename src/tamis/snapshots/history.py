"""The dossier of one listing: itself, what happened to it over the publications, and who is linked to it.

In: the kept snapshots of its list, those that answer, and their folders. Out: a Dossier. Must not know how names are
compared: a link by name is followed only where the names are the same but for case, accents and punctuation.

Files are read line by line and only the lines that count are decoded, so a history over twenty publications is quick.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from tamis.errors import UnknownListError
from tamis.records import Dossier, DossierLink, Listing, Snapshot
from tamis.snapshots.delta import Unsupplied, labels_of, strange_details, unsupplied_between
from tamis.snapshots.life import Compare, Pair, published_events, seen_events
from tamis.snapshots.manifest import line_start, parse_line, read_lines
from tamis.snapshots.selection import notes, publications

Kept = tuple[Snapshot, Path]
Reread = Callable[[Snapshot, Snapshot], Mapping[str, Sequence[Listing]]]
"""Two snapshots -> snapshot id -> listings, for those that today's parser has read anew."""


def dossier(
    listing_id: str,
    kept: Sequence[Kept],
    chosen: Sequence[Kept],
    as_of: dt.date | None,
    reread: Reread | None = None,
) -> Dossier:
    """Return all that the publications say of one listing.

    Args:
        listing_id: Such as `un:QDi.263`.
        kept: Every snapshot of its list, oldest first, with its folder.
        chosen: The snapshots that answer, one for each list, with their folders.
        as_of: The day asked for; None for now.
        reread: Reads two snapshots of different parsers anew; None to compare them as they are kept.

    Raises:
        UnknownListError: no kept publication holds it; the nearest id is named.
        StoreError: a kept file is damaged.
    """
    watchlist = listing_id.partition(":")[0]
    versions = [(snapshot, _find(listing_id, snapshot, folder)) for snapshot, folder in _one_each(kept)]
    answering = next(snapshot for snapshot, _ in chosen if snapshot.watchlist == watchlist)
    snapshot, listing = _version_to_show(versions, answering)
    if listing is None:
        raise UnknownListError(_unknown(listing_id, next(one for one in kept if one[0].id == answering.id)))
    later = as_of is not None and listing.listed_on is not None and listing.listed_on > as_of
    events = [*published_events(listing), *seen_events(versions, _comparer(dict(kept), reread))]
    in_force = snapshot.id == answering.id and not later
    return Dossier(
        listing=listing,
        snapshot=snapshot.id,
        in_force=in_force,
        history=tuple(sorted(events, key=lambda event: event.date or dt.date.min)),
        links=(*_outgoing(listing, chosen), *_incoming(listing, chosen)),
        as_of=as_of,
        warnings=tuple(_warnings(listing, snapshot, answering, as_of)),
    )


def _comparer(folders: Mapping[Snapshot, Path], reread: Reread | None) -> Compare:
    """Return how two versions are compared: read by one parser, apart from what a publication does not hold."""

    def compare(pair: Pair) -> tuple[Pair, Unsupplied]:
        (older, before), (newer, after) = pair
        if reread is not None and older.parser != newer.parser:
            anew = {one: listing for one, listings in reread(older, newer).items() for listing in listings
                    if listing.id == after.id}  # fmt: skip
            before, after = anew.get(older.id, before), anew.get(newer.id, after)
        unsupplied = unsupplied_between(older, newer)
        labels = labels_of([before]) ^ labels_of([after])
        if labels:
            lines = [list(read_lines(folders[one], one)) for one in (older, newer)]
            unsupplied = unsupplied.with_more(strange_details(labels, *lines))
        return ((older, before), (newer, after)), unsupplied

    return compare


def _one_each(kept: Sequence[Kept]) -> list[Kept]:
    """Return one snapshot of each publication: what an older parser made of the same files is no event."""
    folders = dict(kept)
    return [(snapshot, folders[snapshot]) for snapshot in publications(folders)]


def _find(listing_id: str, snapshot: Snapshot, folder: Path) -> Listing | None:
    start, found = line_start(listing_id), None
    for number, line in enumerate(read_lines(folder, snapshot), start=1):
        if line.startswith(start):
            found = parse_line(folder, number, line)
    return found


def _version_to_show(
    versions: Sequence[tuple[Snapshot, Listing | None]], answering: Snapshot
) -> tuple[Snapshot, Listing | None]:
    """Return the version of the publication that answers, else the last one before it, else the first one after it."""
    position = [snapshot.id for snapshot, _ in versions].index(answering.id)
    order = [*range(position, -1, -1), *range(position + 1, len(versions))]
    return next((versions[place] for place in order if versions[place][1] is not None), versions[position])


def _warnings(listing: Listing, snapshot: Snapshot, answering: Snapshot, as_of: dt.date | None) -> Iterator[str]:
    if snapshot.id != answering.id:
        yield (
            f"{listing.id}: not in the publication that answers ({answering.published}); "
            f"shown as in that of {snapshot.published}"
        )
    if as_of is not None and answering.published > as_of:
        yield f"{answering.watchlist}: no publication of {as_of} or before is kept; {answering.published} stands in"
    if as_of is not None and listing.listed_on is not None and listing.listed_on > as_of:
        yield f"{listing.id}: listed on {listing.listed_on}, after {as_of}"
    yield from notes(snapshot)


def _outgoing(listing: Listing, chosen: Sequence[Kept]) -> list[DossierLink]:
    wanted_ids = {link.target for link in listing.links if link.target}
    wanted_names = {_plain(link.name) for link in listing.links if link.name and not link.target} - {""}
    by_id: dict[str, Listing] = {}
    by_name: dict[str, list[Listing]] = {}
    if wanted_ids or wanted_names:
        for other in _candidates(wanted_ids, wanted_names, chosen):
            by_id[other.id] = other
            for name in {_plain(name.text) for name in other.names} & wanted_names:
                by_name.setdefault(name, []).append(other)
    links = []
    for link in listing.links:
        targets = [by_id[link.target]] if link.target in by_id else []
        if not link.target and link.name:
            targets = [other for other in by_name.get(_plain(link.name), []) if other.id != listing.id]
        shown: list[tuple[str | None, str | None, bool]]
        shown = [(other.id, other.primary_name.text, True) for other in targets] or [(link.target, link.name, False)]
        links += [
            DossierLink(
                direction="outgoing", relation=link.relation, listing=target, name=name, found=found, text=link.text
            )
            for target, name, found in shown
        ]
    return links


def _candidates(ids: Iterable[str], names: Iterable[str], chosen: Sequence[Kept]) -> Iterator[Listing]:
    """Yield the listings in force that have one of the ids, or one of the names in plain form."""
    starts, names = tuple(line_start(one) for one in ids), set(names)
    for snapshot, folder in chosen:
        for number, line in enumerate(read_lines(folder, snapshot), start=1):
            if line.startswith(starts) or (names and names & _names_on(line)):
                yield parse_line(folder, number, line)


def _names_on(line: bytes) -> set[str]:
    names = json.loads(line).get("names", [])
    return {_plain(name if isinstance(name, str) else name["text"]) for name in names}


def _incoming(listing: Listing, chosen: Sequence[Kept]) -> Iterator[DossierLink]:
    own_names = {_plain(name.text) for name in listing.names} - {""}
    for snapshot, folder in chosen:
        for number, line in enumerate(read_lines(folder, snapshot), start=1):
            if b'"links":' not in line:
                continue
            raw = json.loads(line)
            if raw["id"] == listing.id or not any(_points_at(link, listing.id, own_names) for link in raw["links"]):
                continue
            other = parse_line(folder, number, line)
            for link, twin in zip(other.links, raw["links"], strict=True):
                if _points_at(twin, listing.id, own_names):
                    yield DossierLink(
                        direction="incoming",
                        relation=link.relation,
                        listing=other.id,
                        name=other.primary_name.text,
                        found=True,
                        text=link.text,
                    )


def _points_at(link: Mapping[str, str | None], listing_id: str, names: set[str]) -> bool:
    """Say whether a link, as its JSON twin, leads to this listing; a name counts only where no id is given."""
    if link.get("target"):
        return link["target"] == listing_id
    return _plain(link.get("name") or "") in names


def _plain(name: str) -> str:
    """Return a name without case, accents, punctuation and doubled blanks; the order of its words stays."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(
        " " if not letter.isalnum() else letter
        for letter in letters
        if not unicodedata.category(letter).startswith("M")
    )
    return " ".join(kept.split())


def _unknown(listing_id: str, answering: Kept) -> str:
    snapshot, folder = answering
    ids = [json.loads(line)["id"] for line in read_lines(folder, snapshot)]
    same = [one for one in ids if one.casefold() == listing_id.strip().casefold()]
    nearest = same or [found[0] for found in process.extract(listing_id, ids, scorer=fuzz.ratio, limit=1)]
    hint = f"; the nearest is {nearest[0]}" if nearest else ""
    return f"{listing_id}: no such listing in any publication of {snapshot.watchlist} that is kept{hint}"


def unknown_reference(reference: str, chosen: Sequence[Kept]) -> str:
    """Return the words for an id without a watchlist, with the listings whose publisher's reference it is."""
    wanted = reference.strip().casefold()
    ids = (json.loads(line)["id"] for snapshot, folder in chosen for line in read_lines(folder, snapshot))
    meant = [one for one in ids if one.partition(":")[2].casefold() == wanted]
    hint = f"; did you mean {' or '.join(meant)}?" if meant else ", such as un:QDi.263"
    return f"{reference!r} is no listing id: it is written <watchlist>:<reference>{hint}"
