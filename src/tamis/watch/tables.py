"""The tables of a book, and how its database is opened and brought up to date.

In: a path or an address. Out: an engine whose schema is the newest. SQLite and PostgreSQL are used in the same way.
"""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from tamis.errors import MissingExtraError, StoreError

metadata = sa.MetaData()

books = sa.Table(
    "book", metadata,
    sa.Column("name", sa.String(100), primary_key=True),
    sa.Column("policy", sa.String(100)),
    sa.Column("engine", sa.String(200)),
    sa.Column("full_at", sa.String(40)),
    sa.Column("snapshots", sa.Text, nullable=False, server_default="[]"),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("token", sa.String(32), nullable=False),
)  # fmt: skip

customers = sa.Table(
    "customer", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("book", sa.String(100), sa.ForeignKey("book.name"), nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("pending", sa.String(10)),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("book", "reference"),
    sa.Index("customer_version", "book", "version"),
)  # fmt: skip
_waits = customers.c.pending.is_not(None)
sa.Index("customer_pending", customers.c.book, sqlite_where=_waits, postgresql_where=_waits)
"""`pending` says what happened to the customer since it was last screened: added or changed."""

hits = sa.Table(
    "hit", metadata,
    sa.Column("customer", sa.Integer, sa.ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("listing", sa.String(200), primary_key=True, index=True),
    sa.Column("body", sa.Text, nullable=False),
)  # fmt: skip

alerts = sa.Table(
    "alert", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("book", sa.String(100), nullable=False, index=True),
    sa.Column("customer", sa.Integer, sa.ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("delivered_at", sa.String(40), index=True),
)  # fmt: skip
"""The outbox: written in the transaction that changes the hits, so that none is lost and none is there twice."""

suppressions = sa.Table(
    "suppression", metadata,
    sa.Column("customer", sa.Integer, sa.ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("listing", sa.String(200), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("lapsed", sa.Text, nullable=False, server_default=""),
)  # fmt: skip

audit = sa.Table(
    "audit", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("book", sa.String(100), nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
)  # fmt: skip
"""What was done, without names and references of customers."""


def open_engine(where: Path | str) -> sa.Engine:
    """Return an engine on a SQLite file, or on the database at an address such as `postgresql://...`.

    Raises:
        StoreError: the database cannot be opened.
        MissingExtraError: its driver is not installed.
    """
    try:
        engine = _sqlite(where) if isinstance(where, Path) else _postgresql(where)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":  # two processes may come first
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7461)"))
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except sa.exc.SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(f"the book of customers cannot be opened: {reason}") from None
    return engine


def _sqlite(path: Path) -> sa.Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # closed to others before anything is in it
    except OSError as error:
        raise StoreError(f"{path}: the book of customers cannot be opened: {error.strerror}") from None
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 600})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin on its own: see `_begin`
        cursor = connection.cursor()
        for pragma in ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # one writer from its first word on: no upgrade that deadlocks

    return engine


def _postgresql(address: str) -> sa.Engine:
    scheme, _, rest = address.partition("://")
    if scheme not in ("postgresql", "postgres") or not rest:
        raise StoreError("the address of a book begins with postgresql://; without one it is a file in the home folder")
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise MissingExtraError("a book in PostgreSQL needs the extra: pip install 'tamis[postgres]'") from None
    return sa.create_engine(f"postgresql+psycopg://{rest}")
