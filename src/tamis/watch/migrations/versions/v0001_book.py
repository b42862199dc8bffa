"""The first schema: books, customers, hits, the outbox of alerts, suppressions, the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "book",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("policy", sa.String(100)),
        sa.Column("engine", sa.String(200)),
        sa.Column("full_at", sa.String(40)),
        sa.Column("snapshots", sa.Text, nullable=False, server_default="[]"),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("token", sa.String(32), nullable=False),
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("book", sa.String(100), sa.ForeignKey("book.name"), nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("pending", sa.String(10), index=True),
        sa.Column("version", sa.Integer, nullable=False, index=True),
        sa.UniqueConstraint("book", "reference"),
    )
    _found()
    _decided()


def _found() -> None:
    op.create_table(
        "hit",
        _customer(primary_key=True),
        sa.Column("listing", sa.String(200), primary_key=True, index=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("book", sa.String(100), nullable=False, index=True),
        _customer(nullable=False, index=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("delivered_at", sa.String(40), index=True),
    )


def _decided() -> None:
    op.create_table(
        "suppression",
        _customer(primary_key=True),
        sa.Column("listing", sa.String(200), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("lapsed", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("book", sa.String(100), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
    )


def _customer(primary_key: bool = False, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    of = sa.ForeignKey("customer.id", ondelete="CASCADE")
    return sa.Column("customer", sa.Integer, of, primary_key=primary_key, nullable=nullable, index=index)
