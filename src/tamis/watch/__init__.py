"""The book of customers: kept, and screened again when a list or a customer changes."""

from importlib.util import find_spec

from tamis.errors import MissingExtraError

if find_spec("sqlalchemy") is None or find_spec("alembic") is None:  # before any module of the package asks for them
    raise MissingExtraError("watching customers needs the extra: pip install 'tamis[watch]'")
