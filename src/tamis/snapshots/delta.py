"""The Delta of two publications of one watchlist: added, removed, amended, and what cannot be told.

In: listings of two publications, or two snapshots with their folders. Out: a Delta. A part that only one of the
publications holds (aliases and addresses of a CSV set, the ends of long remarks) is not compared but said not to be
supplied; a form of the list that never holds a field does not amend every listing. Must not know how a file is parsed:
where an older snapshot was read by an older parser, the caller hands in its listings read anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tamis.records import Amendment, Change, Delta, Listing, Snapshot
from tamis.snapshots.amendments import FIELDS, changes_between, plain
from tamis.snapshots.manifest import line_id, listing_line, parse_line, read_lines

SUPPLIED_BY = {"alt": ("aliases",), "add": ("addresses",), "comments": ()}
"""Role of a file of a set -> fields that it alone fills; `comments` holds the ends of long remarks, told per listing."""

_WORDS = {"alt": "aliases", "add": "addresses", "comments": "the ends of long remarks"}
_CUT_REMARK = 990
"""Code points from which a remark may have been cut: OFAC's column ends at 1,000, blanks at the cut are lost."""

_FORM_HOLDS = 0.02
"""Share of listings that must hold a field where two parsers read the publications, and none on the other side, for
that side's form to be one that has no such field: rarer fields may well be new."""

_FORM_HOLDS_DETAIL = 0.5
"""The same for one detail, whatever parsers read it: in 2026 the UN gave all but 16 entries a mark for INTERPOL's
notices, which says nothing new of 995 parties."""

Kept = tuple[Snapshot, Path]


@dataclass(frozen=True, slots=True)
class Unsupplied:
    """What one of two publications does not hold.

    Attributes:
        fields: Fields that are not compared; `aliases` stands for all names but primary ones.
        remarks_cut: Whether the ends of long remarks are missing on one side.
        told: The same in words.
    """

    fields: frozenset[str] = frozenset()
    remarks_cut: bool = False
    told: tuple[str, ...] = ()

    def with_more(self, strange: Mapping[str, str]) -> Unsupplied:
        """Return the same with further fields, given with their words."""
        more = {field: text for field, text in strange.items() if field not in self.fields}
        return Unsupplied(self.fields | more.keys(), self.remarks_cut, (*self.told, *more.values()))


def compare_publications(
    older: Iterable[Listing], newer: Iterable[Listing], unsupplied: Unsupplied | None = None
) -> Delta:
    """Return what changed from the older publication's listings to the newer one's.

    Args:
        older: Listings of one watchlist, ids unique.
        newer: The same watchlist's listings, later.
        unsupplied: What one of the two does not hold; None where both are whole.
    """
    unsupplied = unsupplied or Unsupplied()
    before = {listing.id: listing for listing in older}
    after = {listing.id: listing for listing in newer}
    amended, restated = [], []
    for listing_id, listing in after.items():
        earlier = before.get(listing_id)
        if earlier is None or earlier == listing:
            continue
        changes = changes_of(earlier, listing, unsupplied)
        if changes:
            amended.append(Amendment(before=earlier, after=listing, changes=changes))
        else:
            restated.append(listing)
    return Delta(
        added=tuple(listing for listing_id, listing in after.items() if listing_id not in before),
        removed=tuple(listing for listing_id, listing in before.items() if listing_id not in after),
        amended=tuple(amended),
        restated=tuple(restated),
        not_supplied=unsupplied.told,
    )


def apply_delta(delta: Delta, older: Iterable[Listing]) -> dict[str, Listing]:
    """Return the newer publication's listings by id, made of the older one's and the delta."""
    listings = {listing.id: listing for listing in older}
    for listing in delta.removed:
        del listings[listing.id]
    for listing in (*(one.after for one in delta.amended), *delta.restated, *delta.added):
        listings[listing.id] = listing
    return listings


def read_delta(older: Kept, newer: Kept, reread: Mapping[str, Iterable[Listing]] | None = None) -> Delta:
    """Return what changed from one kept snapshot to another of the same watchlist.

    Lines that are the same but for the entry's place in the file are not decoded, so two publications that differ
    little are compared in the time that reading them takes; such listings are not among `restated`.

    Args:
        older: Snapshot and its folder.
        newer: Snapshot and its folder.
        reread: Snapshot id -> its listings, for those that today's parser has read anew.

    Raises:
        StoreError: a kept file is damaged.
    """
    reread = reread or {}
    before, after = _lines(older, reread.get(older[0].id)), _lines(newer, reread.get(newer[0].id))
    same = {listing_id for listing_id, line in after.items() if before.get(listing_id) == line}
    old, new = (
        [parse_line(kept[1], 0, line) for listing_id, line in lines.items() if listing_id not in same]
        for kept, lines in ((older, before), (newer, after))
    )
    unsupplied = unsupplied_between(older[0], newer[0])
    if older[0].parser != newer[0].parser and not _read_alike(older[0], newer[0], reread) and not same:
        unsupplied = unsupplied.with_more(_strange_fields(old, new))
    labels = labels_of(old) ^ labels_of(new)
    return compare_publications(
        old, new, unsupplied.with_more(strange_details(labels, before.values(), after.values()))
    )


def changes_of(before: Listing, after: Listing, unsupplied: Unsupplied) -> tuple[Change, ...]:
    """Return what changed in one listing, apart from what one of the publications does not hold."""
    changes = changes_between(before, after, unsupplied.fields)
    if not (changes and unsupplied.remarks_cut):
        return changes
    texts = sorted((plain(before.remarks), plain(after.remarks)), key=len)
    if len(texts[0]) >= _CUT_REMARK and texts[1].startswith(texts[0]):
        # What a remark says is read into other fields too, so none of them can be compared where its end is missing.
        return tuple(change for change in changes if change.field in ("kind", "names", "addresses", "designations"))
    return changes


def labels_of(listings: Iterable[Listing]) -> set[str]:
    """Return the labels of the listings' details."""
    return {detail.label for listing in listings for detail in listing.details}


def _read_alike(older: Snapshot, newer: Snapshot, reread: Mapping[str, object]) -> bool:
    """Say whether one version of one parser read both publications in the end."""
    form = [snapshot.parser.partition("/")[0] for snapshot in (older, newer)]
    return form[0] == form[1] and any(snapshot.id in reread for snapshot in (older, newer))


def _lines(kept: Kept, reread: Iterable[Listing] | None) -> dict[str, bytes]:
    """Return each listing's line without its place in the file, by id."""
    twins: Iterable[bytes] = read_lines(kept[1], kept[0])
    if reread is not None:
        twins = (listing_line(one) for one in reread)
    lines = (_without_place(line) for line in twins)
    return {line_id(line): line for line in lines}


def _without_place(line: bytes) -> bytes:
    """Return a line without its `source`, which is the last key; inside a text a quotation mark would be escaped."""
    rest, found, _ = line.rpartition(b',"source":"')
    return rest + b"}" if found else line.rstrip()


def unsupplied_between(older: Snapshot, newer: Snapshot) -> Unsupplied:
    """Return what one of two sets of files lacks and the other has."""
    fields: set[str] = set()
    told = []
    lacking = [set(snapshot.incomplete) for snapshot in (older, newer)]
    for role in sorted(lacking[0] | lacking[1]):
        fields |= {*SUPPLIED_BY.get(role, ())}
        without = [kept.published for kept, roles in zip((older, newer), lacking, strict=True) if role in roles]
        which = f"the publication of {without[0]}" if len(without) == 1 else "either publication"
        told.append(f"{_WORDS.get(role, role)}: not supplied with {which}")
    comments = [any(file.role == "comments" for file in snapshot.files) for snapshot in (older, newer)]
    if comments[0] != comments[1]:
        lacks = older if comments[1] else newer
        told.append(f"{_WORDS['comments']}: not supplied with the publication of {lacks.published}")
    if len({snapshot.parser.partition("/")[0] for snapshot in (older, newer)}) > 1:
        fields.add("remarks")  # OFAC's CSV writes into them what its XML has elements for
        told.append("remarks: not compared: the publications came in different forms, each with its own remarks")
    return Unsupplied(frozenset(fields), comments[0] != comments[1], tuple(told))


def _strange_fields(older: Sequence[Listing], newer: Sequence[Listing]) -> dict[str, str]:
    """Return the fields that one form of the list does not have, with the same in words."""
    found = {}
    for field in FIELDS:
        counts = [sum(1 for one in side if getattr(one, field)) for side in (older, newer)]
        if min(counts) == 0 and max(counts) > _FORM_HOLDS * max(len(older), len(newer)):
            which = "older" if counts[0] == 0 else "newer"
            found[field] = f"{field.replace('_', ' ')}: the form of the {which} publication has no such field"
    return found


def strange_details(labels: Iterable[str], older: Collection[bytes], newer: Collection[bytes]) -> dict[str, str]:
    """Return which labels of details the publisher's form did not have before, or has no more, with the same in words.

    Args:
        labels: Those in question.
        older: The lines of the older publication.
        newer: The lines of the newer one.
    """
    found = {}
    for label in sorted(labels):
        key = f'"label":{json.dumps(label, ensure_ascii=False)},'.encode("utf-8", "replace")
        shares = [sum(key in line for line in lines) / max(len(lines), 1) for lines in (older, newer)]
        if min(shares) == 0 and max(shares) > _FORM_HOLDS_DETAIL:
            which = "older" if shares[0] == 0 else "newer"
            found[f"details: {label}"] = f"{label}: the form of the {which} publication has no such field"
    return found
