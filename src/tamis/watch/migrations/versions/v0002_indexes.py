"""Indexes by which a run finds the few customers that it is about among a million of one book."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Replace the indexes over all books by those within one."""
    op.drop_index("ix_customer_pending", "customer")
    op.drop_index("ix_customer_version", "customer")
    op.create_index("customer_version", "customer", ["book", "version"])
    waits = sa.text("pending IS NOT NULL")
    op.create_index("customer_pending", "customer", ["book"], sqlite_where=waits, postgresql_where=waits)
