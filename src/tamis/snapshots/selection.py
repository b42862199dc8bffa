"""Which snapshots answer a question: the newest, or those that held on a day.

In: snapshots. Out: the one in force, a Selection with its warnings. Must not know where they are kept.

Order: day of publication, the file's own time, completeness, the parser, the moment of import. Of the same publication
a set with a part missing never takes the place of a fuller one. Parsers compare by name, then by the numbers of their
version, so `un-xml/10` comes after `un-xml/2`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tamis.records import Snapshot

_MISSING = {
    "alt": "aliases",
    "add": "addresses",
    "comments": "the ends of long remarks",
    "main": "the listings",
    "filtered-out entries": "all parties that the filter of the download left out",
}
_NO_TIME = dt.datetime.min.replace(tzinfo=dt.UTC)

OrderKey = tuple[dt.date, dt.datetime, int, str, tuple[int, ...], str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The snapshots that answer, one for each list.

    Attributes:
        snapshots: One for each watchlist, sorted by its name.
        as_of: The day asked for, None for now.
        reconstructed: Ids of those that were published after that day and stand in for it.
        warnings: What every answer must say of them.
    """

    snapshots: tuple[Snapshot, ...]
    as_of: dt.date | None = None
    reconstructed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def order_key(snapshot: Snapshot) -> OrderKey:
    """Return the key by which snapshots of one list are ordered, oldest first."""
    parser, _, version = snapshot.parser.partition("/")
    numbers = tuple(int(part) for part in re.findall(r"\d+", version))
    moment, missing = _moment(snapshot.published_at), len(snapshot.incomplete)
    return (snapshot.published, moment, -missing, parser, numbers, snapshot.imported_at, snapshot.id)


def _moment(published_at: str | None) -> dt.datetime:
    """Return the file's own time in UTC; without an offset it is taken as UTC, without a time it comes first."""
    try:
        moment = dt.datetime.fromisoformat(published_at or "")
    except ValueError:
        return _NO_TIME
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def day_in_force(days: Iterable[dt.date], as_of: dt.date | None) -> dt.date | None:
    """Return the day of publication that answers: the newest up to `as_of`, else the oldest after it; None without."""
    known = set(days)
    before = [day for day in known if as_of is None or day <= as_of]
    return max(before, default=None) or min(known, default=None)


def newest(snapshots: Iterable[Snapshot]) -> Snapshot | None:
    """Return the last of the snapshots in their order; None without any."""
    return max(snapshots, key=order_key, default=None)


def publications(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Return one snapshot of each publication of a list, oldest first: what an older parser made of it is left out.

    A form of the list without a date of its own is the same publication as one of that day that has it.
    """
    ordered = sorted(snapshots, key=order_key)
    dated = {snapshot.published for snapshot in ordered if snapshot.published_at}
    told = [snapshot for snapshot in ordered if snapshot.published_at or snapshot.published not in dated]
    return list({(snapshot.published, snapshot.published_at): snapshot for snapshot in told}.values())


def select(
    snapshots: Iterable[Snapshot],
    as_of: dt.date | None,
    rhythm_days: Mapping[str, int],
    today: dt.date,
    confirmed: Mapping[str, dt.date] | None = None,
) -> Selection:
    """Return the selection of these snapshots, one for each list, with its warnings.

    Args:
        snapshots: The one in force for each list.
        as_of: The day asked for, None for now.
        rhythm_days: How often a list is published, in days, by its name; a list without it never counts as stale.
        today: The day against which age is told.
        confirmed: The day on which the publisher last had nothing newer, by list.
    """
    chosen = tuple(sorted(snapshots, key=lambda snapshot: snapshot.watchlist))
    warnings: list[str] = []
    reconstructed = []
    for snapshot in chosen:
        if as_of is not None and snapshot.published > as_of:
            reconstructed.append(snapshot.id)
            warnings.append(_reconstruction(snapshot, as_of))
        if as_of is None:
            warnings += _stale(snapshot, rhythm_days, today, (confirmed or {}).get(snapshot.watchlist))
        warnings += notes(snapshot)
    return Selection(snapshots=chosen, as_of=as_of, reconstructed=tuple(reconstructed), warnings=tuple(warnings))


def _stale(
    snapshot: Snapshot, rhythm_days: Mapping[str, int], today: dt.date, confirmed: dt.date | None
) -> Iterator[str]:
    name = snapshot.watchlist
    if age := stale_days(snapshot, rhythm_days.get(name), today, confirmed):
        since = f"published {snapshot.published}"
        if confirmed is not None and confirmed > snapshot.published:
            since += f", last confirmed {confirmed}"
        yield (
            f"{name}: stale: {since}, {age} days ago, and expected every {rhythm_days[name]} days; fetch a newer one: "
            f"tamis refresh {name}, or import it: tamis import {name} PATH"
        )


def stale_days(snapshot: Snapshot, rhythm_days: int | None, today: dt.date, confirmed: dt.date | None = None) -> int:
    """Return the age in days of what is older than its list's rhythm; 0 where it is not, or own.

    A publication ages from its day on, or from the last day on which its publisher was asked and had nothing newer.
    """
    own = snapshot.watchlist == "own" or snapshot.watchlist.startswith("own-")
    if rhythm_days is None or own:
        return 0
    age = (today - max(snapshot.published, confirmed or snapshot.published)).days
    return age if age > rhythm_days else 0


def notes(snapshot: Snapshot) -> list[str]:
    """Return what is always to be said of a snapshot: what did not come, and a date that nobody told."""
    said = []
    if snapshot.incomplete:
        said.append(incomplete_note(snapshot.watchlist, snapshot.incomplete))
    if snapshot.published_assumed:
        said.append(
            f"{snapshot.watchlist}: nothing told when it was published; {snapshot.published}, the day of import, "
            f"stands in for it"
        )
    return said


def incomplete_note(watchlist: str, incomplete: Iterable[str]) -> str:
    """Return the warning that parts of a list did not come, with what they would have held."""
    roles = list(incomplete)
    missing = [_MISSING.get(role, role) for role in roles]
    words = missing[0] if len(missing) == 1 else ", ".join(missing[:-1]) + " and " + missing[-1]
    return f"{watchlist}: imported without {', '.join(roles)}: {words} are missing"


def _reconstruction(snapshot: Snapshot, as_of: dt.date) -> str:
    return (
        f"{snapshot.watchlist}: reconstructed: no publication of {as_of} or before is kept, so that of "
        f"{snapshot.published} stands in for it; entries removed since are missing, and returned or amended ones may "
        f'show too much, so this never supports "was not listed"'
    )
