"""Alerts leave the outbox: as JSON Lines, CSV or text in a file, or to a webhook.

In: a book and where alerts go. Out: the alerts, marked as delivered when they have arrived. An alert that was sent by a
process that died before it marked it is sent again under the same key, so that a receiver can tell. Must not know lists.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
import urllib3

from tamis.errors import StoreError
from tamis.watch import tables
from tamis.watch.book import Book

COLUMNS = ("key", "at", "book", "customer", "change", "reason", "listing", "name", "score")
TRIES = 5
TIMEOUT_S = 20.0
_AT_ONCE = 500
_FIRST_PAUSE_S = 1.0

Post = Callable[[str, bytes, dict[str, str]], int]
"""Sends a body to an address with headers and returns the HTTP status; raises OSError where nobody answers."""


def undelivered(book: Book) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the alerts that wait, oldest first, each with its number."""
    with book.engine.connect() as connection:
        rows = connection.execute(_waiting(book)).all()
    for row in rows:
        yield row.id, json.loads(row.body)


@contextlib.contextmanager
def handed_over(book: Book, most: int | None = None) -> Iterator[list[dict[str, Any]]]:
    """Hand over alerts that wait, oldest first, and write down that they have arrived when the caller is done with them.

    The book is held meanwhile, so that of two processes one hands over each alert; where the caller fails, they wait on.

    Args:
        book: The book.
        most: How many at most; all when None.
    """
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with book.writing() as connection:
        rows = connection.execute(_waiting(book).limit(most)).all()
        yield [json.loads(row.body) for row in rows]
        for start in range(0, len(rows), _AT_ONCE):
            some = tables.alerts.c.id.in_([row.id for row in rows[start : start + _AT_ONCE]])
            connection.execute(tables.alerts.update().where(some).values(delivered_at=now))


def _waiting(book: Book) -> sa.Select[Any]:
    waits = sa.and_(tables.alerts.c.book == book.name, tables.alerts.c.delivered_at.is_(None))
    return sa.select(tables.alerts).where(waits).order_by(tables.alerts.c.id)


def cells(alert: dict[str, Any]) -> list[Any]:
    """Return the cells of `COLUMNS`."""
    hit = alert["after"] or alert["before"] or {}
    about = {**alert, "name": hit.get("caption"), "score": hit.get("score")}
    return [about[name] for name in COLUMNS]


def as_text(alerts: Sequence[dict[str, Any]]) -> str:
    """Return alerts as the text of a message."""
    if not alerts:
        return "Nothing new, nothing changed, nothing ended.\n"
    counts = {what: sum(1 for one in alerts if one["change"] == what) for what in ("new", "changed", "ended")}
    lines = ["Watched customers: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()), ""]
    for alert in alerts:
        hit = alert["after"] or alert["before"] or {}
        words = " ".join(f"{alert['customer']} - {alert['listing']} {hit.get('caption', '')}".split())
        lines += [f"{alert['change'].upper()}: {words}, score {hit.get('score')}", f"  why: {alert['reason']}", ""]
    return "\n".join(lines)


def send(
    book: Book, address: str, secret: str, post: Post | None = None, pause: Callable[[float], None] = time.sleep
) -> int:
    """Send each alert that waits to a webhook, and return how many arrived.

    A body is signed: the header `Tamis-Signature` is `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">` in hexadecimal;
    `Idempotency-Key` is the alert's key, the same however often it is sent.

    Raises:
        StoreError: an alert did not arrive after `TRIES` tries; it and those after it wait for the next time.
    """
    sent = 0
    while True:
        with handed_over(book, most=1) as alerts:
            for alert in alerts:
                body = json.dumps(alert, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
                _send_one(address, body, (secret, alert["key"]), post or _post, pause)
        if not alerts:
            return sent
        sent += 1


def _send_one(address: str, body: bytes, signing: tuple[str, str], post: Post, pause: Callable[[float], None]) -> None:
    secret, key = signing
    said = ""
    for attempt in range(TRIES):
        if attempt:
            pause(_FIRST_PAUSE_S * 2 ** (attempt - 1))
        moment = str(int(time.time()))
        signature = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json", "Idempotency-Key": key, "Tamis-Signature": f"t={moment},v1={signature}",
        }  # fmt: skip
        try:
            status = post(address, body, headers)
        except OSError as error:
            said = str(error) or type(error).__name__
            continue
        if 200 <= status < 300:
            return
        said = f"it answered {status}"
        if 400 <= status < 500 and status not in (408, 425, 429):
            break
    raise StoreError(f"the webhook did not take an alert: {said}; it is kept and sent with the next run")


def _post(address: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        with urllib3.PoolManager() as pool:
            answer = pool.request(
                "POST", address, body=body, headers=headers, timeout=TIMEOUT_S, retries=False, redirect=False
            )
            return int(answer.status)
    except urllib3.exceptions.HTTPError as error:
        raise OSError(type(error).__name__) from None
