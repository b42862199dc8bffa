"""Which lists are refreshed: those that were named, else all that can be.

In: names, rules, what earlier refreshes remember. Out: the lists chosen with their rules, and those left out with why.
Must not know how a list is fetched.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tamis.errors import SourceError
from tamis.refresh.outcome import LeftOut
from tamis.refresh.rules import ListRules, Rules
from tamis.refresh.state import Memory
from tamis.sources import check_watchlist, watchlists
from tamis.sources.catalogue import is_own


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list to refresh.

    Attributes:
        watchlist: Its name.
        rules: How; with its addresses, whoever gave them.
    """

    watchlist: str
    rules: ListRules


def choose(
    names: Sequence[str], rules: Rules, memories: Mapping[str, Memory], now: dt.datetime
) -> tuple[list[Chosen], list[LeftOut]]:
    """Return the lists to refresh, and those that are not, with why.

    Args:
        names: Lists that were named; empty for all that have an address.
        rules: What the user sets.
        memories: When each list was last found up to date.
        now: The moment.

    Raises:
        UnknownListError: a name that no list has.
        SourceError: a list that was named and cannot be refreshed.
    """
    for name in names:
        check_watchlist(name)
    chosen, left_out = [], []
    for name in dict.fromkeys(names or [*watchlists(), *rules.lists]):
        of_list = rules.for_list(name)
        info = watchlists().get(name)
        why = _obstacle(name, of_list)
        if names and why:
            raise SourceError(f"{name}: {why}")
        if not names:
            why = why or _not_now(name, of_list, rules, memories.get(name), now)
        if why:
            left_out.append(LeftOut(watchlist=name, why=why))
        else:
            addresses = of_list.addresses or (info.addresses if info else ())
            chosen.append(Chosen(name, dataclasses.replace(of_list, addresses=addresses)))
    return chosen, left_out


def _obstacle(name: str, rules: ListRules) -> str | None:
    """Return why a list cannot be refreshed; None where it can."""
    info = watchlists().get(name)
    if info is not None and not info.readable:
        return "this version of tamis cannot read it yet"
    if info is not None and not info.rhythm_days and not rules.addresses:
        return f"it is closed, nothing new comes: what there was is loaded with: tamis import {name} PATH"
    if not rules.addresses and not (info is not None and info.addresses):
        yours = "it is your own" if is_own(name) else "it has no fixed address"
        return f"{yours}: give one as addresses under [refresh.{name}] in tamis.toml, or type: tamis import {name} PATH"
    if info is not None and info.needs_token and not rules.addresses and not rules.token:
        return f"its publisher wants a token: set token under [refresh.{name}] in tamis.toml"
    return None


def _not_now(name: str, rules: ListRules, all_rules: Rules, memory: Memory | None, now: dt.datetime) -> str | None:
    """Return why a list that nobody named is left alone this time; None where it is not."""
    if all_rules.only is not None and name not in all_rules.only:
        return "not among the lists that your settings ask"
    if memory is None or not memory.checked_at or memory.failure or not rules.interval_h:
        return None
    hours = (now - dt.datetime.fromisoformat(memory.checked_at)).total_seconds() / 3600
    if hours >= rules.interval_h:
        return None
    return f"asked {hours:.1f} h ago, every {rules.interval_h:g} h as your settings say; name it to ask now"
