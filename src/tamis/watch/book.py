"""A book: customers by reference, what was found of each, what people silenced.

In: queries with references. Out: the same, kept in a database. Adding is idempotent: a customer that has not changed is
not screened again. Must not know lists and scores.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from tamis.errors import QueryError, StoreError
from tamis.records import Listing, Query, encode
from tamis.review import Suppression, compared_digest
from tamis.watch import tables

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Added:
    """What adding customers came to: how many were new, changed, and the same as before."""

    added: int = 0
    changed: int = 0
    same: int = 0


class Book:
    """One book of customers.

    Args:
        engine: As `tables.open_engine` returns it.
        name: What it is called.
    """

    def __init__(self, engine: sa.Engine, name: str = "default") -> None:
        self.engine = engine
        self.name = name

    @contextlib.contextmanager
    def writing(self, make: bool = False) -> Iterator[sa.Connection]:
        """Hold the book: one process at a time changes it, and all of its changes stand or none.

        Args:
            make: Whether a book that is not there is made.

        Raises:
            QueryError: there is no such book, and it is not to be made.
            StoreError: the database fails, or somebody else holds the book for long.
        """
        try:
            with self.engine.begin() as connection:
                row = tables.books.c.name == self.name
                held = sa.select(tables.books.c.name).where(row).with_for_update()
                if connection.execute(held).first() is None:
                    if not make:
                        self.check(connection)
                    if self.engine.dialect.name == "postgresql":
                        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7462)"))
                    if connection.execute(held).first() is None:
                        connection.execute(tables.books.insert().values(name=self.name, token=secrets.token_hex(16)))
                yield connection
        except sa.exc.OperationalError as error:
            raise StoreError(f"book {self.name}: {str(error.orig).splitlines()[0]}; try again") from None

    def check(self, connection: sa.Connection) -> None:
        """Refuse a book that nobody made: a name that was mistyped must not look like a book without alerts.

        Raises:
            QueryError: there is no such book; names those that there are.
        """
        names = list(connection.execute(sa.select(tables.books.c.name).order_by(tables.books.c.name)).scalars())
        if self.name not in names:
            there = f"there are {', '.join(names)}" if names else "there is none yet"
            raise QueryError(f"there is no book {self.name!r} ({there}); `tamis watch add` makes one")

    def add(self, queries: Iterable[Query]) -> Added:
        """Add customers, or change those whose reference is known.

        Raises:
            QueryError: a customer without a reference, or one reference twice with different data.
        """
        counts = {"added": 0, "changed": 0, "same": 0}
        seen: dict[str, str] = {}
        with self.writing(make=True) as connection:
            book = tables.books.c.name == self.name
            connection.execute(tables.books.update().where(book).values(version=tables.books.c.version + 1))
            rows: list[tuple[str, str]] = []
            for query in queries:
                rows.append(self._row(query, seen))
                if len(rows) == _AT_ONCE:
                    self._keep(connection, rows, counts)
                    rows = []
            self._keep(connection, rows, counts)
            self.note(connection, "customers: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
        return Added(**counts)

    def _row(self, query: Query, seen: dict[str, str]) -> tuple[str, str]:
        if not query.reference:
            name = query.names[0].text if query.names else "with an identifier alone"
            raise QueryError(f"the customer {name!r} has no reference; give each one that stays the same")
        twin = json.dumps(query.to_json(), ensure_ascii=False, sort_keys=True)
        if seen.setdefault(query.reference, twin) != twin:
            raise QueryError(f"the reference {query.reference!r} stands for two different customers; nothing was added")
        return query.reference, twin

    def _keep(self, connection: sa.Connection, rows: list[tuple[str, str]], counts: dict[str, int]) -> None:
        table = tables.customers
        wanted = sa.and_(table.c.book == self.name, table.c.reference.in_([reference for reference, _ in rows]))
        known = {row.reference: row for row in connection.execute(sa.select(table).where(wanted))}
        new = []
        version = connection.execute(sa.select(tables.books.c.version).where(tables.books.c.name == self.name)).scalar()
        for reference, twin in dict(rows).items():
            row = known.get(reference)
            if row is None:
                new.append(
                    {"book": self.name, "reference": reference, "query": twin, "pending": "added", "version": version}
                )
                counts["added"] += 1
            elif row.query != twin:
                pending = row.pending or "changed"
                values = {"query": twin, "pending": pending, "version": version}
                connection.execute(table.update().where(table.c.id == row.id).values(**values))
                counts["changed"] += 1
            else:
                counts["same"] += 1
        if new:
            connection.execute(table.insert(), new)

    def remove(self, reference: str) -> None:
        """Erase a customer and everything that was derived from it; the audit keeps that one was erased.

        Raises:
            QueryError: there is no such customer.
        """
        with self.writing() as connection:
            number = self.number(connection, reference)
            for table in (tables.alerts, tables.hits, tables.suppressions):
                connection.execute(table.delete().where(table.c.customer == number))
            connection.execute(tables.customers.delete().where(tables.customers.c.id == number))
            self.note(connection, f"customer {number} erased")

    def number(self, connection: sa.Connection, reference: str) -> int:
        """Return the number of a customer.

        Raises:
            QueryError: there is none with this reference.
        """
        table = tables.customers
        wanted = sa.and_(table.c.book == self.name, table.c.reference == reference)
        found = connection.execute(sa.select(table.c.id).where(wanted)).scalar()
        if found is None:
            raise QueryError(f"book {self.name} has no customer {reference!r}; `tamis watch list` shows who is there")
        return int(found)

    def token(self, connection: sa.Connection) -> str:
        """Return what the book's files are called by."""
        return str(connection.execute(sa.select(tables.books.c.token).where(tables.books.c.name == self.name)).scalar())

    def customers(self) -> Iterator[tuple[Query, str, int]]:
        """Yield each customer, what is pending of it (`added`, `changed` or empty) and its number of hits."""
        table, found = tables.customers, tables.hits
        counted = sa.select(sa.func.count()).where(found.c.customer == table.c.id).scalar_subquery()
        chosen = sa.select(table, counted.label("hits")).where(table.c.book == self.name).order_by(table.c.reference)
        with self.engine.connect() as connection:
            self.check(connection)
            for row in connection.execute(chosen):
                yield Query.from_json(json.loads(row.query)), row.pending or "", int(row.hits)

    def suppress(self, suppression: Suppression) -> None:
        """Silence a reviewed pair; a new review takes the place of an old one.

        Raises:
            QueryError: there is no such customer.
        """
        table = tables.suppressions
        with self.writing() as connection:
            number = self.number(connection, suppression.customer)
            twin = {name: value for name, value in encode(suppression).items() if name not in ("customer", "at")}
            twin["at"] = suppression.at.isoformat()
            wanted = sa.and_(table.c.customer == number, table.c.listing == suppression.listing)
            connection.execute(table.delete().where(wanted))
            values = {"customer": number, "listing": suppression.listing, "body": json.dumps(twin)}
            connection.execute(table.insert().values(**values))
            self.note(connection, f"customer {number}, {suppression.listing}: silenced by {suppression.by}")

    def review(self, reference: str, listing: Listing, reason: str, by: str, until: dt.date | None) -> Suppression:
        """Silence a pair as it stands today, and return the suppression."""
        with self.engine.connect() as connection:
            self.check(connection)
            number = self.number(connection, reference)
            twin = connection.execute(
                sa.select(tables.customers.c.query).where(tables.customers.c.id == number)
            ).scalar()
        query = Query.from_json(json.loads(twin or ""))
        made = Suppression(
            customer=reference, listing=listing.id, reason=reason, by=by, at=dt.datetime.now(dt.UTC), until=until,
            customer_digest=compared_digest(query), listing_digest=compared_digest(listing),
        )  # fmt: skip
        self.suppress(made)
        return made

    def unsuppress(self, reference: str, listing: str, by: str) -> None:
        """Take a suppression back; the pair is looked at again in the next run.

        Raises:
            QueryError: there is no such customer or suppression.
        """
        table = tables.suppressions
        with self.writing() as connection:
            number = self.number(connection, reference)
            wanted = sa.and_(table.c.customer == number, table.c.listing == listing)
            if not connection.execute(table.delete().where(wanted)).rowcount:
                raise QueryError(f"{reference} and {listing} are not silenced; see `tamis watch suppressions`")
            hit = sa.and_(tables.hits.c.customer == number, tables.hits.c.listing == listing)
            connection.execute(tables.hits.delete().where(hit))  # so that it alerts as a new one
            connection.execute(
                tables.customers.update().where(tables.customers.c.id == number).values(pending="unsuppress")
            )
            self.note(connection, f"customer {number}, {listing}: silence ended by {by}")

    def suppressions(self) -> Iterator[tuple[Suppression, str]]:
        """Yield each suppression and why it lapsed; empty where it holds."""
        with self.engine.connect() as connection:
            self.check(connection)
            yield from (found for _, found in self.silenced(connection))

    def silenced(self, connection: sa.Connection) -> Iterator[tuple[int, tuple[Suppression, str]]]:
        """Yield the number of the customer with each suppression."""
        table, people = tables.suppressions, tables.customers
        whose = sa.select(people.c.reference).where(people.c.id == table.c.customer, people.c.book == self.name)
        rows = connection.execute(sa.select(table, whose.scalar_subquery().label("reference"))).all()
        mine = (row for row in rows if row.reference is not None)
        for row in sorted(mine, key=lambda one: (one.reference, one.listing)):
            twin = {**json.loads(row.body), "customer": row.reference}
            at = dt.datetime.fromisoformat(twin.pop("at"))
            until = dt.date.fromisoformat(twin.pop("until")) if twin.get("until") else twin.pop("until", None)
            yield row.customer, (Suppression(**twin, at=at, until=until), row.lapsed)

    def note(self, connection: sa.Connection, what: str) -> None:
        """Write into the audit; `what` names no customer."""
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        connection.execute(tables.audit.insert().values(book=self.name, at=at, what=what))
