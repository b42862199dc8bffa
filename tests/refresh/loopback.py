"""A publisher on this machine: a real HTTP server that answers as it is told, lists of invented people to give, and a
refresh from it that takes no longer than it must.

Nobody of these exists.
"""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tamis.refresh import Accepted, Refresh, Rules, refresh
from tamis.snapshots import Store

Answer = Callable[[BaseHTTPRequestHandler], None]

FIRST = ("Zorvak", "Timeri", "Ulbrant", "Kesolo", "Vantrix", "Orsuma", "Pelgado", "Wynthar")
LAST = ("Brozenik", "Calderum", "Dostrivo", "Ekwantu", "Fjarnes", "Ghelbora", "Hvistal", "Irmazov")


def names(count: int) -> list[str]:
    """Return so many different invented names."""
    return [f"{FIRST[n % 8]} {LAST[n // 8 % 8]}{'' if n < 64 else f' {FIRST[n // 64]}'}" for n in range(count)]


def un_list(people: list[str], day: str = "2026-11-20", inside: str = "<GENDER>Male</GENDER>") -> bytes:
    """Return a file in the shape of the UN's list, with an alias, a birth date and a nationality for each."""
    entries = "".join(
        f"<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>{name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.{number:03}</REFERENCE_NUMBER>"
        f"<LISTED_ON>2020-01-{number % 28 + 1:02}</LISTED_ON>{inside}"
        f"<NATIONALITY><VALUE>Norway</VALUE></NATIONALITY>"
        f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abu {name}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        f"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>{1950 + number % 40}</YEAR>"
        f"</INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>\n"
        for number, name in enumerate(people, start=1)
    )
    ships = "<ENTITY><FIRST_NAME>Quorbal Freight</FIRST_NAME><REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER></ENTITY>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z">'
        f"<INDIVIDUALS>{entries}</INDIVIDUALS><ENTITIES>{ships}</ENTITIES></CONSOLIDATED_LIST>"
    ).encode()


@dataclass
class Publisher:
    """A server on loopback.

    Attributes:
        answers: Path -> the answers in turn; the last one stays.
        asked: The requests that came: path with query, and headers.
        arrived: Set when a request comes.
    """

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    root: str = ""

    def give(self, *answers: Answer, path: str = "/consolidated.xml") -> str:
        """Set the answers of a path, and return its address."""
        self.answers[path] = list(answers)
        return f"{self.root}{path}"


@contextlib.contextmanager
def serving() -> Iterator[Publisher]:
    """Run a publisher inside the `with` block."""
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            publisher.asked.append((self.path, dict(self.headers)))
            publisher.arrived.set()
            answers = publisher.answers.get(self.path.partition("?")[0], [status(404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                answer(self)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    publisher.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()


def send(
    handler: BaseHTTPRequestHandler, code: int, headers: dict[str, str], body: bytes, declared: int | None = None
) -> None:
    """Send an answer; `declared` is a Content-Length other than the true one."""
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body) if declared is None else declared))
    handler.end_headers()
    handler.wfile.write(body)
    if declared is not None and declared != len(body):
        handler.close_connection = True


def whole(body: bytes, **headers: str) -> Answer:
    """Give a file, with an ETag; 304 to whoever has it, a part to whoever asks for one."""
    etag = f'"{hash(body):x}"'
    told = {"ETag": etag, **{name.replace("_", "-"): value for name, value in headers.items()}}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = handler.headers
        if asked.get("If-None-Match") == told["ETag"]:
            send(handler, 304, told, b"")
        elif asked.get("Range") and asked.get("If-Range") == told["ETag"]:
            start = int(asked["Range"].removeprefix("bytes=").partition("-")[0])
            send(handler, 206, {**told, "Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}, body[start:])
        else:
            send(handler, 200, told, body)

    return answer


def cut(body: bytes, after: int, **headers: str) -> Answer:
    """Break the connection after so many bytes of a file; the answer to whoever asks on is that of `whole`."""
    told = {"ETag": f'"{hash(body):x}"', **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda handler: send(handler, 200, told, body[:after], declared=len(body))


def packed(body: bytes) -> Answer:
    """Give a file, compressed for the transfer."""
    return whole(gzip.compress(body), Content_Encoding="gzip")


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """Answer with a status."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: send(handler, code, told, body)


def endless(block: bytes = b"<INDIVIDUAL/>" * 1000) -> Answer:
    """Never stop sending."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        while True:
            handler.wfile.write(block)

    return answer


def dripping(body: bytes, pause_s: float = 0.02) -> Answer:
    """Send one byte at a time."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for byte in body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(pause_s)

    return answer


QUICK = {
    "backoff_s": 0.01,
    "stall_limit_s": 5.0,
    "time_limit_s": 20.0,
    "wait_limit_s": 1.0,
    "attempts": 3,
    "size_limit_mib": 2.0,
}


def refresh_un(store: Store, publisher: Publisher, accepted: Accepted | None = None, **rules: Any) -> Refresh:
    """Refresh the UN's list from the publisher."""
    of_un = {"addresses": (f"{publisher.root}/consolidated.xml",), "least_listings": 10, **rules}
    return refresh(store, ["un"], Rules(QUICK, {"un": of_un}), accepted)


def frozen(store: Store) -> dict[str, bytes]:
    """Return every byte of the snapshots that are kept."""
    folders = [store.folder(snapshot) for snapshot in store.snapshots()]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(store.home).as_posix(): path.read_bytes() for path in files}
