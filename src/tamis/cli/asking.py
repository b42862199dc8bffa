"""Who is asked about, and of which lists: the options and records that `screen`, `compare` and `scan` share.

In: options. Out: a Query, an open Screener. Checked here, before any list is read: a bad name costs no waiting.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamis.cli.options import Run, gather, option, policy_option
from tamis.cli.typed import GENDER, KIND, BirthDate, Country, Day, IdentifierText
from tamis.cli.waiting import waiting
from tamis.errors import QueryError
from tamis.records import Identifier, Name, PartialDate, PartyKind, Query

if TYPE_CHECKING:
    from tamis.screening import Screener


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedParty:
    """What was typed about the party beside its name."""

    kind: str
    birth_dates: tuple[PartialDate, ...]
    countries: tuple[str, ...]
    genders: tuple[str, ...]
    identifiers: tuple[Identifier, ...]

    def query(self, name: str | None) -> Query:
        """Return the query for one name, or for the identifiers alone.

        Raises:
            QueryError: a name that cannot be screened, or neither name nor identifier.
        """
        if name is not None and any("\ud800" <= char <= "\udfff" for char in name):
            raise QueryError("the name is not valid text: its bytes are in another encoding than the terminal's")
        return Query(
            kind=PartyKind(self.kind),
            names=() if name is None else (_name(name),),
            birth_dates=self.birth_dates,
            countries=self.countries,
            genders=self.genders,
            identifiers=self.identifiers,
        )


def _name(text: str) -> Name:
    if not text.strip():
        raise QueryError("the name is empty; give a name to screen")
    return Name(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which lists are asked, as of when, by which policy."""

    lists: tuple[str, ...]
    as_of: dt.date | None
    policy: str | None


_ABOUT = "About the party"
_LISTS = "Which lists"

party_options = gather(
    "party",
    AskedParty,
    option("--kind", type=KIND, default="unknown", section=_ABOUT, help="What sort of party it is: evidence, no filter."),
    option(
        "--birth-date", "birth_dates", type=BirthDate(), multiple=True, section=_ABOUT,
        help="Date of birth: 1965, 1965-04, 1965-04-17 or '17 Apr 1965'; may be repeated.",
    ),
    option(
        "--country", "countries", type=Country(), multiple=True, section=_ABOUT,
        help="Nationality or country, by name or code; may be repeated.",
    ),
    option("--gender", "genders", type=GENDER, multiple=True, section=_ABOUT, help="As far as it is known."),
    option(
        "--id", "identifiers", type=IdentifierText(), multiple=True, section=_ABOUT,
        help="Passport, tax number, IMO number ..., such as passport:AB1234567; may be repeated.",
    ),
)  # fmt: skip

list_option = option(
    "--list", "lists", metavar="LIST", multiple=True, section=_LISTS, help="Ask this list alone; may be repeated."
)

as_of_option = option(
    "--as-of", type=Day(), section=_LISTS, help="Ask the lists as they stood on that day, YYYY-MM-DD."
)

scope_options = gather(
    "scope",
    Scope,
    list_option,
    as_of_option,
    policy_option,
)


def opening(run: Run, scope: Scope) -> Callable[[], Screener]:
    """Return what opens the lists asked for, here or in another process.

    Raises:
        UnknownListError: a list that does not exist.
    """
    from tamis.screening import open as open_lists

    lists = lists_asked(run, scope.lists)
    policy = scope.policy or run.settings.policy
    return functools.partial(open_lists, home=run.settings.home, lists=lists, as_of=scope.as_of, policy=policy)


def open_screener(run: Run, scope: Scope) -> Screener:
    """Return a screener over the lists asked for.

    Raises:
        UnknownListError: a list that does not exist, or is not loaded.
        NoListsError: nothing is loaded.
    """
    open_lists = opening(run, scope)
    with waiting(run.settings.colour, "Opening the lists"):  # the first time, their index is built: some seconds
        return open_lists()


def lists_asked(run: Run, named: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the lists to ask: those named, else those of the settings; None for all that are loaded.

    Raises:
        UnknownListError: a list that does not exist.
    """
    lists = named or run.settings.lists
    if lists:
        from tamis.sources import check_watchlist

        for name in lists:
            check_watchlist(name)
    return lists
