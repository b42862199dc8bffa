"""A mail (EML, or a web page saved as MHTML) -> its headers and body as text, and what is attached to it.

In: bytes. Out: a Reading and the attachments, which are read in turn by whoever asked. The names in From, To and Cc stand
in the text: who wrote to whom is part of what a mail says. Pictures inside it are counted, links are not followed.
"""

from __future__ import annotations

import datetime as dt
import email
import email.errors
import email.policy
import re
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import NamedTuple

from tamis.errors import DocumentError
from tamis.intake.decoding import decode_bytes
from tamis.intake.pages import page_text
from tamis.intake.published import EARLIEST, latest_day
from tamis.intake.reading import Attached, Reading, in_one_line

MAX_PARTS = 1_000
"""More than anybody attaches."""
_SHOWN = ("From", "To", "Cc", "Subject", "Date")
_ADDRESS = re.compile(r"\s*<[^<>]*>")
_HTML_SAYS_MORE = 2  # times as long as the plain form: that one then only says "see the HTML"


class Mail(NamedTuple):
    """A mail's own text, and the files that it brings."""

    reading: Reading
    attached: tuple[Attached, ...]


def read_mail(content: bytes, latest: dt.date | None = None) -> Mail:
    """Return the text of a mail, what it says of itself and what is attached.

    Args:
        content: The mail as it was sent.
        latest: Later days are not believed; today where nothing is given.

    Raises:
        DocumentError: no text in it and nothing attached, or far too many parts; the message has no path.
    """
    try:
        message = email.message_from_bytes(content.lstrip(b"\r\n"), policy=email.policy.default)
        parts = _parts(message)
    except RecursionError:
        raise DocumentError("its parts are nested deeper than any mail's; refused") from None
    shown = {name: _header(message, name) for name in _SHOWN}
    body = _body(parts)
    attached, pictures = _attached(parts)
    if not body and not attached and not shown["Subject"]:
        raise DocumentError("the mail has no text")
    head = "\n".join(f"{name}: {value}" for name, value in shown.items() if value)
    warnings = (f"{pictures} pictures in the mail were not read",) if pictures else ()
    return Mail(
        Reading(
            text=f"{head}\n\n{body}" if body else head,
            media_type="message/rfc822",
            title=shown["Subject"],
            published_on=_day(shown["Date"], latest or latest_day()),
            author=in_one_line(_ADDRESS.sub("", shown["From"] or "").strip('"')) or shown["From"],
            language=_header(message, "Content-Language"),
            warnings=warnings,
        ),
        attached,
    )


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that hold something, those of attached mails not among them."""
    out: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed([one for one in part.iter_parts() if isinstance(one, EmailMessage)]))
        else:
            out.append(part)
        if len(out) + len(waiting) > MAX_PARTS:
            raise DocumentError(f"the mail has more than {MAX_PARTS:,} parts; refused")
    return out


def _header(message: EmailMessage, name: str) -> str | None:
    """Return a header as text; the parser of headers stumbles over some that no standard allows."""
    try:
        value = message.get(name)
    except Exception:  # noqa: BLE001 - a header that cannot be parsed is read as it stands
        value = next((raw for key, raw in message.raw_items() if key.lower() == name.lower()), None)
    return in_one_line(str(value)) if value is not None else None


def _day(text: str | None, latest: dt.date) -> dt.date | None:
    """Return the day on which a mail was sent, as its sender's calendar had it."""
    try:
        day = parsedate_to_datetime(text or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if EARLIEST <= day <= latest else None


def _body(parts: list[EmailMessage]) -> str:
    """Return the mail's own words: its plain form, or the HTML one where that says much more."""
    plain = "\n\n".join(filter(None, (_text(one) for one in parts if _is_body(one, "text/plain")))).strip()
    html = "\n\n".join(
        page_text(markup) for one in parts if _is_body(one, "text/html") and (markup := _text(one))
    ).strip()
    return html if len(html) > _HTML_SAYS_MORE * len(plain) else plain


def _is_body(part: EmailMessage, content_type: str) -> bool:
    return part.get_content_type() == content_type and not _is_attachment(part)


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_filename(part))


def _text(part: EmailMessage) -> str:
    """Return a part's characters: by its declared encoding, else as any file's."""
    content = _bytes(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (UnicodeDecodeError, LookupError):
        try:
            return decode_bytes(content).text
        except DocumentError:
            return ""


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _filename(part: EmailMessage) -> str | None:
    try:
        return in_one_line(part.get_filename())
    except Exception:  # noqa: BLE001 - as with headers
        return None


def _attached(parts: list[EmailMessage]) -> tuple[tuple[Attached, ...], int]:
    """Return the files that a mail brings, and how many pictures it shows."""
    out: list[Attached] = []
    pictures = 0
    for number, part in enumerate(parts, 1):
        kind = part.get_content_type()
        if part.get_content_maintype() == "image":
            pictures += 1
        elif part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(first, EmailMessage):
                out.append(
                    Attached(_filename(part) or f"mail-{number}.eml", first.as_bytes(policy=email.policy.compat32))
                )
        elif _is_attachment(part) or not kind.startswith("text/"):
            content = _bytes(part)
            if content:
                name = PurePath((_filename(part) or f"part-{number}").replace("\\", "/")).name
                out.append(Attached(name or f"part-{number}", content))
    return tuple(out), pictures
