"""From an address to a file: asked only for what is new, resumed where it was cut, within limits of size and time.

In: an address, what an earlier download of it left behind, limits, a folder. Out: a Fetched. Must not know formats,
lists, settings or the store.

What is kept of a download is told by its bytes, never by its address: publishers redirect to signed addresses that are
new each time. No message holds the query of an address, which may be a secret.
"""

from __future__ import annotations

import datetime as dt
import email.message
import email.utils
import logging
import re
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import urllib3
from urllib3 import exceptions

from tamis.errors import FetchError
from tamis.sources.spool import DamagedError, Spool
from tamis.sources.wanted import Fetched, Limits, Validators, Wanted

Watch = Callable[[int, int | None], None]
"""Told how many bytes have come, and how many are to come where the server says."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that a later try may better: RFC 9110, sections 15.5.9, 15.6; RFC 8470; RFC 6585, section 4."""

REDIRECTING = frozenset({301, 302, 303, 307, 308})
REDIRECTS = 5  # OFAC's old addresses take two

_BLOCK_BYTES = 1 << 16
_SAFE_NAME = re.compile(r"[^A-Za-z0-9._-]")
_ENDING = re.compile(r"\.(?:xml|csv|jsonl|ndjson|json|xlsx|zip|gz)$", re.IGNORECASE)
_LONGEST_NAME = 100

logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # what it logs below holds queries, so tokens


class _PassingError(Exception):
    """A failure that a later try may better; `wait_s` where the server says how much later."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


def fetch(
    wanted: Wanted, folder: Path, limits: Limits, watch: Watch | None = None, stop: threading.Event | None = None
) -> Fetched:
    """Download one file into a folder, under the name that its address or its server gives it.

    Args:
        wanted: What to ask for.
        folder: Where to put it; there already.
        limits: How far to go.
        watch: Called as bytes come.
        stop: When set, the download ends.

    Raises:
        FetchError: the address does not give the file; one line says why and what to do.
    """
    return _Download(wanted, folder, limits, watch, stop).run()


class _Download:
    """One address: tried until it answers, fails for good, or time is up."""

    def __init__(
        self, wanted: Wanted, folder: Path, limits: Limits, watch: Watch | None, stop: threading.Event | None
    ) -> None:
        self.wanted = wanted
        self.folder = folder
        self.limits = limits
        self.watch = watch
        self.stop = stop or threading.Event()
        self.spool = Spool(folder, limits.size_bytes)
        self.deadline = time.monotonic() + limits.time_s

    def run(self) -> Fetched:
        """Try until something comes of it."""
        try:
            for attempt in range(1, self.limits.attempts + 1):
                try:
                    return self._try()
                except _PassingError as passing:
                    self._pause(attempt, passing)
            raise AssertionError("the last pause raises")
        finally:
            self.spool.discard()

    def _pause(self, attempt: int, passing: _PassingError) -> None:
        if attempt >= self.limits.attempts:
            raise self._failure(f"{passing}; tried {attempt} times" if attempt > 1 else str(passing))
        backoff_s = self.limits.backoff_s * 2 ** (attempt - 1)
        wait_s = backoff_s if passing.wait_s is None else max(passing.wait_s, 0.0)
        if wait_s > self.limits.wait_s and passing.wait_s is not None:
            raise self._failure(f"{passing}, and asks to come back in {wait_s:.0f} s; try later")
        if time.monotonic() + wait_s > self.deadline:
            raise self._failure(f"{passing}; the time limit of {self.limits.time_s:g} s leaves no further try")
        if self.stop.wait(wait_s):
            raise self._failure("stopped")

    def _try(self) -> Fetched:
        response = self._ask()
        try:
            status = response.status
            if status == 304 and self.wanted.known.sha256:
                return self._unchanged(self.wanted.known, response, 0)
            if status in PASSING:
                raise _PassingError(self._answer(response), _retry_after(response.headers.get("Retry-After")))
            if status == 416:
                self.spool.discard()
                raise _PassingError("the server no longer has the rest of the file")
            if status not in (200, 206):
                raise self._failure(self._answer(response))
            self._receive(response)
            return self._finish(response)
        finally:
            response.close()

    def _ask(self) -> urllib3.BaseHTTPResponse:
        """Return the answer, redirections followed."""
        address = self.wanted.asked
        for _ in range(REDIRECTS + 1):
            response = self._get(address)
            location = response.headers.get("Location")
            if response.status not in REDIRECTING or not location:
                return response
            response.close()
            address = self._redirected(address, location)
        raise self._failure(f"more than {REDIRECTS} redirections")

    def _redirected(self, address: str, location: str) -> str:
        try:
            target = urljoin(address, location)
            old, new = urlsplit(address), urlsplit(target)
        except ValueError:
            raise self._failure("redirects to what is no address") from None
        if new.scheme not in ("http", "https") or (old.scheme == "https" and new.scheme != "https"):
            raise self._failure(
                f"redirects to {new.scheme}://{new.hostname}, which is not safe; nothing was read there"
            )
        return target

    def _get(self, address: str) -> urllib3.BaseHTTPResponse:
        left_s = max(self.deadline - time.monotonic(), 0.1)
        wait_s = min(self.limits.stall_s, left_s)
        try:
            return _pool(address).request(
                "GET",
                address,
                headers=self._headers(),
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                timeout=urllib3.Timeout(connect=wait_s, read=wait_s),
            )
        except exceptions.LocationValueError:
            raise self._failure("this is no address; correct it in tamis.toml") from None
        except exceptions.HTTPError as error:
            raise self._connection_fault(error) from None

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": self.limits.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        known = self.wanted.known
        if self.spool.size_bytes and self.spool.validator:
            headers |= {"Range": f"bytes={self.spool.size_bytes}-", "If-Range": self.spool.validator}
        elif known.sha256 and known.etag:
            headers["If-None-Match"] = known.etag
        elif known.sha256 and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers

    def _receive(self, response: urllib3.BaseHTTPResponse) -> None:
        """Take the body into the spool, after what an earlier try left there."""
        declared = response.length_remaining
        if response.status == 206:
            if not self.spool.continues(response.headers):
                self.spool.discard()
                raise _PassingError("the server gave another part of the file than was asked for")
        else:
            self.spool.begin(response.headers)
        total = None if declared is None else self.spool.size_bytes + declared
        if total is not None and total > self.limits.size_bytes:
            raise self._too_large()
        while block := self._block(response):
            if self.spool.size_bytes + len(block) > self.limits.size_bytes:
                raise self._too_large()
            self.spool.write(block)
            if self.watch:
                self.watch(self.spool.size_bytes, total)

    def _block(self, response: urllib3.BaseHTTPResponse) -> bytes:
        """Return what has come, however little: a server that drips must not hold the clock."""
        if self.stop.is_set():
            raise self._failure("stopped")
        if time.monotonic() > self.deadline:
            raise self._failure(f"not done within the time limit of {self.limits.time_s:g} s; try later")
        try:
            return response.read1(_BLOCK_BYTES) or b""
        except exceptions.HTTPError as error:
            raise self._connection_fault(error) from None

    def _finish(self, response: urllib3.BaseHTTPResponse) -> Fetched:
        """Close the spool, and say whether it holds anything new."""
        size_bytes = self.spool.size_bytes
        if not size_bytes:
            raise _PassingError("answered with an empty file")
        path = self.folder / self._name(response)
        try:
            sha256 = self.spool.finish(path)
        except DamagedError as error:
            self.spool.discard()
            raise _PassingError(str(error)) from None
        except OverflowError:
            raise self._too_large() from None
        headers = response.headers
        validators = Validators(sha256=sha256, etag=headers.get("ETag"), last_modified=headers.get("Last-Modified"))
        if sha256 == self.wanted.known.sha256:
            path.unlink()
            return self._unchanged(validators, response, size_bytes)
        return Fetched(
            path=path, validators=validators, served_on=_day(validators.last_modified), size_bytes=size_bytes
        )

    def _unchanged(self, validators: Validators, response: urllib3.BaseHTTPResponse, size_bytes: int) -> Fetched:
        served_on = _day(response.headers.get("Last-Modified") or validators.last_modified)
        return Fetched(path=None, validators=validators, served_on=served_on, size_bytes=size_bytes)

    def _name(self, response: urllib3.BaseHTTPResponse) -> str:
        """Return a file name that is none of this folder's yet: the address's own, else the server's."""
        name = unquote(urlsplit(self.wanted.address).path.rpartition("/")[2])
        if not _ENDING.search(name):
            message = email.message.Message()
            message["Content-Disposition"] = response.headers.get("Content-Disposition", "attachment")
            name = message.get_filename() or name
        name = _SAFE_NAME.sub("_", name)[-_LONGEST_NAME:].lstrip(".") or "list"
        number = 1
        while (self.folder / name).exists():
            number += 1
            name = f"{number}-{name}"
        return name

    def _answer(self, response: urllib3.BaseHTTPResponse) -> str:
        """Say what a refusal is, and what helps where that is known."""
        page = " with an HTML page" if "html" in response.headers.get("Content-Type", "").lower() else ""
        text = f"answers {response.status} {_reason(response)}{page}".rstrip()
        if response.status in (401, 403):
            cure = "its token may have changed" if self.wanted.token else "it may want another User-Agent, or a token"
            return f"{text}: {cure}; see [refresh] in tamis.toml"
        if response.status in (404, 410):
            return f"{text}: the list may have moved; give its new address in tamis.toml"
        return text

    def _connection_fault(self, error: exceptions.HTTPError) -> Exception:
        """Return what to raise for a failure below HTTP; its own text may hold the address, so it is not shown."""
        if isinstance(error, exceptions.SSLError):
            return self._failure(
                "its certificate could not be verified; if yours is a proxy that signs, set SSL_CERT_FILE"
            )
        if isinstance(error, exceptions.NameResolutionError):
            return _PassingError("the name of its server is not known; is this machine online?")
        if isinstance(error, exceptions.ConnectTimeoutError | exceptions.NewConnectionError):
            return _PassingError("no connection to its server")
        if isinstance(error, exceptions.ReadTimeoutError):
            return _PassingError(f"silent for {self.limits.stall_s:g} s after {self.spool.size_bytes:,} bytes")
        if isinstance(error, exceptions.ProxyError):
            return _PassingError("the proxy does not let it through")
        return _PassingError(f"the connection broke after {self.spool.size_bytes:,} bytes")

    def _too_large(self) -> FetchError:
        return self._failure(f"more than {self.limits.size_bytes / 2**20:g} MiB; no list here is so large")

    def _failure(self, reason: str) -> FetchError:
        return FetchError(f"{self.wanted.shown}: {reason}")


def _pool(address: str) -> urllib3.PoolManager:
    """Return what connects: directly, or through the proxy that the system names for such addresses."""
    parts = urlsplit(address)
    proxy = urllib.request.getproxies().get(parts.scheme)
    if proxy and not urllib.request.proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy)
    return urllib3.PoolManager()


def _reason(response: urllib3.BaseHTTPResponse) -> str:
    return _SAFE_NAME.sub(" ", response.reason or "")[:_LONGEST_NAME]


def _retry_after(value: str | None) -> float | None:
    """Return the seconds that a `Retry-After` asks for: a number, or a date; None for neither (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    moment = _moment(value)
    return None if moment is None else (moment - dt.datetime.now(dt.UTC)).total_seconds()


def _day(last_modified: str | None) -> dt.date | None:
    moment = _moment(last_modified)
    return None if moment is None else moment.date()


def _moment(text: str | None) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
