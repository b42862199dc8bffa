"""`tamis.open`: from a home folder to a Screener.

In: which lists, which day. Out: a Screener whose index lies in the home folder, built once per set of snapshots.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tamis.errors import StoreError
from tamis.index import INDEX_VERSION, Index, build
from tamis.records import Listing, Reconstruction
from tamis.screening.policy import Policy, load_policy
from tamis.screening.screener import Opened, Screener
from tamis.snapshots import Selection, Store, default_home
from tamis.sources import watchlists
from tamis.values.rarity import LEXICON_VERSION


def open(
    home: Path | str | None = None,
    lists: Sequence[str] | None = None,
    as_of: dt.date | str | None = None,
    policy: Policy | str | None = None,
) -> Screener:
    """Open the lists of a home folder.

    Args:
        home: The home folder; `TAMIS_HOME`, else the platform's data folder, when None.
        lists: Names of watchlists; all that are loaded when None.
        as_of: A day: every list as it stood then, as far as the store knows it.
        policy: A Policy or its name; the default one when None.

    Raises:
        NoListsError: nothing is loaded.
        UnknownListError: a list that was named is not loaded.
        StoreError: the home folder is damaged.
    """
    store, selection = select_lists(home, lists, as_of)
    index = open_index(store, selection)
    chosen = policy if isinstance(policy, Policy) else load_policy(policy)
    return Screener(index, chosen, _opened(index, selection))


def select_lists(
    home: Path | str | None, lists: Sequence[str] | None, as_of: dt.date | str | None
) -> tuple[Store, Selection]:
    """Return the store of a home folder and the snapshots in it that answer; the arguments are those of `open`."""
    store = Store(Path(home) if home is not None else default_home())
    day = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    rhythm = {name: info.rhythm_days for name, info in watchlists().items() if info.rhythm_days}
    return store, store.select(lists, day, rhythm)


def open_index(store: Store, selection: Selection) -> Index:
    """Return the index of the selected snapshots; it is built when it is not there yet, or damaged."""
    folder = store.index_folder(selection.snapshots, f"{INDEX_VERSION}+{LEXICON_VERSION}")
    if (folder / "index.json").exists():
        try:
            return Index.load(folder)
        except StoreError:  # made from the snapshots, so it is made again rather than mourned
            shutil.rmtree(folder, ignore_errors=True)
    built = build(listings_of(store, selection), [snapshot.id for snapshot in selection.snapshots])
    try:
        built.save(folder)
    except OSError:  # a home that can only be read, a full disk: the answer is the same, and takes seconds each time
        return built
    store.prune_indexes(keep=[folder])
    return Index.load(folder)


def listings_of(store: Store, selection: Selection) -> Iterator[tuple[int, Listing]]:
    """Yield the listings of the selected snapshots, each with the number of its snapshot."""
    for number, snapshot in enumerate(selection.snapshots):
        for listing in store.listings(snapshot):
            yield number, listing


def _opened(index: Index, selection: Selection) -> Opened:
    """Say what answers from this selection must say; listings dated after the day are hidden."""
    if selection.as_of is None or not selection.reconstructed:
        return Opened(index.snapshots, selection.as_of, (), selection.warnings)
    hidden = np.zeros(index.n_listings, dtype=bool)
    reconstructed, warnings = [], list(selection.warnings)
    for number, snapshot in enumerate(index.snapshots):
        if snapshot not in selection.reconstructed:
            continue
        of_list = index.listing_snapshot == number
        later = of_list & (index.listing_listed > selection.as_of.toordinal())
        undated = int((of_list & (index.listing_listed == 0)).sum())
        hidden |= later
        stand_in, warning = stands_in(snapshot, selection.as_of, undated, int(later.sum()))
        reconstructed.append(stand_in)
        warnings.append(warning)
    return Opened(index.snapshots, selection.as_of, tuple(reconstructed), tuple(warnings), hidden)


def stands_in(snapshot: str, as_of: dt.date, undated: int, left_out: int) -> tuple[Reconstruction, str]:
    """Return what an answer says of a snapshot that was published after the day asked for, and the same in words."""
    warning = (
        f"{snapshot} stands in for {as_of}: {left_out:,} listings of later date are left out, "
        f"{undated:,} without a date stay in"
    )
    return Reconstruction(snapshot=snapshot, undated=undated, left_out=left_out), warning
