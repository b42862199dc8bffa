"""A run: screen what changed since the last one, and put what is new, changed or ended into the outbox.

In: a book, the lists of a home folder, a policy. Out: alerts, written in one transaction with the hits that they tell of,
so that a run that is killed has done nothing and two runs at once tell everything once. Must not know how alerts leave.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tamis.errors import UnknownListError
from tamis.records import Query
from tamis.review import Suppression
from tamis.screening import Screener
from tamis.snapshots import Store
from tamis.watch import tables
from tamis.watch.book import Book
from tamis.watch.rescreening import Change, Found, ListChanges, compared, screened
from tamis.watch.seeking import Seeker
from tamis.watch.shelf import Shelf

FULL_EVERY_DAYS = 30
"""Everybody is screened anew at least so often: what a delta missed, were it ever to, would be found within a month."""

_AT_ONCE = 500


@dataclass(slots=True)
class RunResult:
    """What a run came to.

    Attributes:
        full: Why everybody was screened anew; empty where only what changed was.
        customers: How many the book holds.
        screened: How many were screened.
        listings: How many listings had changed.
        new, changed, ended: Alerts written.
        silenced: Alerts that a suppression kept back.
        lapsed: Suppressions that lapsed.
        differences: In a full run, hits that no change explains; anything but 0 is a fault.
    """

    full: str = ""
    customers: int = 0
    screened: int = 0
    listings: int = 0
    new: int = 0
    changed: int = 0
    ended: int = 0
    silenced: int = 0
    lapsed: int = 0
    differences: int = 0


class Run:
    """One run over a book.

    Args:
        book: The book.
        screener: The lists that are open, with the policy.
        store: Where their snapshots stand.
        now: The moment of the run.
    """

    def __init__(self, book: Book, screener: Screener, store: Store, now: dt.datetime | None = None) -> None:
        self.book = book
        self.screener = screener
        self.store = store
        self.now = now or dt.datetime.now(dt.UTC)
        self.result = RunResult()
        self._silenced: dict[tuple[int, str], Suppression] = {}
        self._told: set[tuple[int, str]] = set()

    def screen(self, full: bool = False, full_every_days: int = FULL_EVERY_DAYS) -> RunResult:
        """Screen what changed, or everybody, and write the alerts.

        Raises:
            StoreError: the lists or the book cannot be read.
        """
        with self.book.writing() as connection:
            row = connection.execute(sa.select(tables.books).where(tables.books.c.name == self.book.name)).one()
            changes = self._list_changes(json.loads(row.snapshots))
            self._silenced = {
                (number, found.listing): found
                for number, (found, lapsed) in self.book.silenced(connection)
                if not lapsed
            }
            self.result.full = self._why_full(row, changes, full, full_every_days)
            self.result.listings = len(changes.reasons)
            mine = tables.customers.c.book == self.book.name
            self.result.customers = connection.execute(sa.select(sa.func.count()).where(mine)).scalar() or 0
            if self.result.full:
                self._everybody(connection, changes, row.full_at is None)
                self._shelf(row).fill(connection, row.version)
            else:
                self._changed_listings(connection, changes, row)
                self._changed_customers(connection)
            self._lapse_by_day(connection)
            self._close(connection)
        return self.result

    def _list_changes(self, before: list[str]) -> ListChanges:
        """Return what happened to listings since the snapshots that the book was screened against."""
        changes = ListChanges()
        older = {name.partition("@")[0]: name for name in before}
        newer = {name.partition("@")[0]: name for name in self.screener.snapshots}
        for watchlist in sorted(older.keys() | newer.keys()):
            old, new = older.get(watchlist), newer.get(watchlist)
            if old == new:
                continue
            try:
                if old and new:
                    changes.take(self.store.delta(self.store.snapshot(old), self.store.snapshot(new)))
                elif new and before:
                    listings = list(self.store.listings(self.store.snapshot(new)))
                    changes.listings += listings
                    changes.sought += listings
                    changes.reasons |= {one.id: "list added" for one in listings}
                elif old:
                    ids = self.store.listing_ids(self.store.snapshot(old))
                    changes.reasons |= dict.fromkeys(ids, "list taken out")
            except UnknownListError:
                changes.unsure.append(watchlist)
        return changes

    def _why_full(self, row: Any, changes: ListChanges, asked: bool, every_days: int) -> str:
        """Return why everybody is screened anew; empty where only what changed is."""
        if row.full_at is None:
            return "first run"
        if row.policy != self.screener.policy.id:
            return "policy changed"
        if row.engine != self.screener.engine:
            return "engine changed"
        if changes.unsure:
            return f"the earlier publication of {', '.join(changes.unsure)} is gone"
        if self.now - dt.datetime.fromisoformat(row.full_at) >= dt.timedelta(days=every_days):
            return f"{every_days} days since the last full run"
        return "asked for" if asked else ""

    def _everybody(self, connection: sa.Connection, changes: ListChanges, first: bool) -> None:
        explained = {"policy changed", "engine changed"}
        for numbers in self._numbers(connection, tables.customers.c.book == self.book.name):
            people, before, pending = self._read(connection, numbers)
            for number, after in screened(self.screener, people.items()):
                amended = [one for one, text in changes.reasons.items() if text]
                for change in compared(number, before.get(number, {}), after, set(amended) & after.keys()):
                    reason = changes.reasons.get(change.listing) or _of_customer(pending[number])
                    if not reason:
                        reason = self.result.full
                        self.result.differences += bool(change.what) and self.result.full not in explained and not first
                    self._write(connection, change, people[number], reason)
            self.result.screened += len(people)

    def _changed_listings(self, connection: sa.Connection, changes: ListChanges, row: Any) -> None:
        """Screen those who could meet a changed listing against these alone: a pair decides alone."""
        if not changes.reasons:
            return
        wanted: set[int] = set()
        if changes.sought:
            seeker = Seeker(Screener.from_listings(changes.sought, self.screener.policy), changes.sought)
            wanted.update(self._shelf(row).candidates(connection, row.version, seeker.among).tolist())
        affected = sorted(changes.reasons)
        for start in range(0, len(affected), _AT_ONCE):
            some = tables.hits.c.listing.in_(affected[start : start + _AT_ONCE])
            chosen = sa.select(tables.hits.c.customer).where(some, _book_of(tables.hits.c.customer) == self.book.name)
            wanted.update(connection.execute(chosen).scalars())
        small = Screener.from_listings(changes.listings, self.screener.policy)
        numbers = sorted(wanted)
        for start in range(0, len(numbers), _AT_ONCE):
            people, before, pending = self._read(connection, numbers[start : start + _AT_ONCE])
            people = {number: query for number, query in people.items() if not pending[number]}
            for number, after in screened(small, people.items()):
                old = {one: body for one, body in before.get(number, {}).items() if one in changes.reasons}
                told = [one for one in after if changes.reasons[one]]
                for change in compared(number, old, after, told):
                    self._write(
                        connection, change, people[number], changes.reasons[change.listing] or "listing restated"
                    )
            self.result.screened += len(people)

    def _shelf(self, row: Any) -> Shelf:
        return Shelf(self.store.home / "watch", self.book.name, row.token)

    def _changed_customers(self, connection: sa.Connection) -> None:
        mine = sa.and_(tables.customers.c.book == self.book.name, tables.customers.c.pending.is_not(None))
        for numbers in self._numbers(connection, mine):
            people, before, pending = self._read(connection, numbers)
            for number, after in screened(self.screener, people.items()):
                for change in compared(number, before.get(number, {}), after):
                    self._write(connection, change, people[number], _of_customer(pending[number]))
            self.result.screened += len(people)

    def _numbers(self, connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> Iterator[list[int]]:
        found = list(
            connection.execute(sa.select(tables.customers.c.id).where(wanted).order_by(tables.customers.c.id)).scalars()
        )
        for start in range(0, len(found), _AT_ONCE):
            yield found[start : start + _AT_ONCE]

    def _read(
        self, connection: sa.Connection, numbers: list[int]
    ) -> tuple[dict[int, Query], dict[int, Found], dict[int, str]]:
        """Return the customers, their hits and what is pending of them."""
        people, before, pending = {}, dict[int, Found](), {}
        for row in connection.execute(sa.select(tables.customers).where(tables.customers.c.id.in_(numbers))):
            people[row.id] = Query.from_json(json.loads(row.query))
            pending[row.id] = row.pending or ""
        for row in connection.execute(sa.select(tables.hits).where(tables.hits.c.customer.in_(numbers))):
            before.setdefault(row.customer, {})[row.listing] = json.loads(row.body)
        return people, before, pending

    def _write(self, connection: sa.Connection, change: Change, query: Query, reason: str) -> None:
        """Keep what is found now, and tell it unless it is silenced."""
        pair = sa.and_(tables.hits.c.customer == change.customer, tables.hits.c.listing == change.listing)
        if change.before is not None:
            connection.execute(tables.hits.delete().where(pair))
        if change.after is not None:
            values = {"customer": change.customer, "listing": change.listing, "body": json.dumps(change.after)}
            connection.execute(tables.hits.insert().values(**values))
        suppression = self._silenced.get((change.customer, change.listing))
        if suppression is not None and change.after is not None:
            lapsed = suppression.lapsed(query, self.screener.listing(change.listing), self.now.date())
            if not lapsed:
                self.result.silenced += bool(change.what)
                return
            self._lapse(connection, change.customer, change.listing, lapsed)
            reason = f"{reason}; the suppression by {suppression.by} lapsed: {lapsed}"
        if change.what:
            self._tell(connection, change, query, reason)

    def _tell(self, connection: sa.Connection, change: Change, query: Query, reason: str) -> None:
        body = {
            "book": self.book.name, "customer": query.reference, "listing": change.listing, "change": change.what,
            "reason": reason, "before": change.before, "after": change.after, "snapshots": list(self.screener.snapshots),
            "policy": self.screener.policy.id, "engine": self.screener.engine,
            "at": self.now.isoformat(timespec="seconds"),
        }  # fmt: skip
        text = json.dumps(body, ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(f"{change.customer} {text}".encode(errors="surrogatepass")).hexdigest()[:32]
        body = {"key": key, **body}
        values = {
            "key": key,
            "book": self.book.name,
            "customer": change.customer,
            "body": json.dumps(body, ensure_ascii=False),
        }
        connection.execute(tables.alerts.insert().values(**values))
        self._told.add((change.customer, change.listing))
        setattr(self.result, change.what, getattr(self.result, change.what) + 1)

    def _lapse(self, connection: sa.Connection, customer: int, listing: str, why: str) -> None:
        table = tables.suppressions
        pair = sa.and_(table.c.customer == customer, table.c.listing == listing)
        connection.execute(table.update().where(pair).values(lapsed=why))
        del self._silenced[customer, listing]
        self.result.lapsed += 1

    def _lapse_by_day(self, connection: sa.Connection) -> None:
        """Tell of standing hits whose suppression has come to its last day, or whose data changed and hits did not."""
        for (customer, listing), suppression in list(self._silenced.items()):
            people, before, _ = self._read(connection, [customer])
            body = before.get(customer, {}).get(listing)
            if body is None:
                continue
            why = suppression.lapsed(people[customer], self.screener.listing(listing), self.now.date())
            if why:
                self._lapse(connection, customer, listing, why)
                reason = f"the suppression by {suppression.by} lapsed: {why}"
                self._tell(connection, Change(customer, listing, "changed", body, body), people[customer], reason)

    def _close(self, connection: sa.Connection) -> None:
        """Write down what the book is screened against now."""
        mine = tables.customers.c.book == self.book.name
        connection.execute(
            tables.customers.update().where(mine, tables.customers.c.pending.is_not(None)).values(pending=None)
        )
        values = {
            "policy": self.screener.policy.id, "engine": self.screener.engine,
            "snapshots": json.dumps(list(self.screener.snapshots)),
        }  # fmt: skip
        if self.result.full:
            values["full_at"] = self.now.isoformat()
        connection.execute(tables.books.update().where(tables.books.c.name == self.book.name).values(**values))
        result = self.result
        self.book.note(
            connection,
            f"run: {result.screened:,} of {result.customers:,} customers screened, {result.new:,} new, {result.changed:,} changed, "
            f"{result.ended:,} ended" + (f"; everybody: {result.full}" if result.full else ""),
        )


def _book_of(customer: sa.Column[int]) -> sa.ScalarSelect[str]:
    """Return the book of a customer, looked up for each: a join would begin with all customers of the book."""
    return sa.select(tables.customers.c.book).where(tables.customers.c.id == customer).scalar_subquery()


def _of_customer(pending: str) -> str:
    """Return a pending change of a customer in words."""
    return {"added": "customer added", "changed": "customer changed", "unsuppress": "silence taken back"}.get(
        pending, ""
    )
