"""What is asked of an address, within which limits, and what came of it: the records of a download.

In and out: values. Must not know how bytes travel.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from tamis.sources.reading import SIZE_LIMIT_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a download may go.

    Attributes:
        user_agent: What tamis calls itself.
        attempts: How often an address is tried.
        size_bytes: The largest body, as it comes and decompressed.
        time_s: The longest time for one address, all tries and waits together, in seconds.
        stall_s: The longest silence of a server, in seconds.
        wait_s: The longest wait that a server may ask for, in seconds.
        backoff_s: The wait after the first failure, in seconds; doubled after each further one.
    """

    user_agent: str
    attempts: int = 4
    size_bytes: int = SIZE_LIMIT_BYTES
    time_s: float = 900.0
    stall_s: float = 30.0
    wait_s: float = 120.0
    backoff_s: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said of the bytes that it gave, to ask whether they are still the newest.

    Attributes:
        sha256: Digest of the bytes, decompressed where the transfer compressed them; empty for nothing yet.
        etag: Its `ETag`.
        last_modified: Its `Last-Modified`.
    """

    sha256: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to ask for.

    Attributes:
        address: `https://...` or `http://...`.
        token: A secret that goes into the query as `token`; None for none. Never in a message.
        known: What the last download of it left; nothing where it is wanted whatever it holds.
    """

    address: str
    token: str | None = field(default=None, repr=False)
    known: Validators = Validators()

    @property
    def shown(self) -> str:
        """The address without user, query and fragment, for messages."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def asked(self) -> str:
        """The address with the token in its query."""
        if self.token is None:
            return self.address
        return f"{self.address}{'&' if '?' in self.address else '?'}token={quote(self.token, safe='')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came.

    Attributes:
        path: The file; None where the server, or the digest, says that nothing has changed.
        validators: What to remember for the next time.
        served_on: The day of `Last-Modified`; None where the server does not tell it.
        size_bytes: What went over the wire.
    """

    path: Path | None
    validators: Validators
    served_on: dt.date | None
    size_bytes: int
