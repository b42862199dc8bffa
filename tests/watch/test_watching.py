"""The book, its runs and its outbox, on invented lists."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tamis.errors import QueryError, StoreError
from tamis.records import Query
from tamis.refresh import import_list
from tamis.screening import open as open_lists
from tamis.snapshots import Store
from tamis.watch import delivery, tables
from tamis.watch.book import Added, Book
from tamis.watch.running import Run, RunResult

FIRST = [
    {"id": "own:1", "kind": "person", "names": ["Stepan Volkodarsky"], "birth_dates": ["1971-05-19"]},
    {"id": "own:2", "kind": "organisation", "names": ["Zaryanka Frostworks Trading"]},
]
LATER = [
    {**FIRST[0], "names": ["Stepan Volkodarsky", {"text": "Qarlo Mendrassin", "quality": "alias"}]},
    {"id": "own:3", "kind": "person", "names": ["Ilmara Testowicz"]},
]
PEOPLE = [
    {"reference": "c1", "names": ["Stepan Volkodarski"]},
    {"reference": "c2", "names": ["Zaryanka Frostworks"]},
    {"reference": "c3", "names": ["Ilmara Testowicz"]},
    {"reference": "c4", "names": ["Qarlo Mendrassin"]},
    {"reference": "c5", "names": ["Nobody Whatever"]},
]
"""Nobody of these exists."""


class Place:
    """A home folder and where its book is."""

    def __init__(self, folder: Path, where: Path | str) -> None:
        self.home = folder / "home"
        self.where = where
        self.store = Store(self.home, create=True)
        self.engine = tables.open_engine(where)
        self.book = Book(self.engine)

    def publish(self, day: str, listings: list[dict[str, Any]]) -> None:
        """Load a publication of the invented list."""
        path = self.home.parent / f"own-{day}.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in listings))
        import_list(self.store, "own", [path])

    def run(self, **kwargs: Any) -> RunResult:
        """Run over the book."""
        now = kwargs.pop("now", None)
        return Run(self.book, open_lists(self.home), self.store, now).screen(**kwargs)

    def alerts(self) -> set[tuple[str, str, str, str]]:
        """What waits in the outbox, and mark it."""
        with delivery.handed_over(self.book) as waiting:
            return {(one["customer"], one["listing"], one["change"], one["reason"]) for one in waiting}


def add(book: Book, people: list[dict[str, Any]] = PEOPLE) -> Added:
    """Add customers from their JSON twins."""
    return book.add(Query.from_json(one) for one in people)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of its own; each call makes a database and returns its address."""
    if shutil.which("postgres") is None:
        yield lambda: ""
        return
    folder = Path("/tmp") / f"tamis-pg-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    subprocess.run(
        [*as_user, str(shutil.which("pg_ctl")), "init", "-D", str(folder / "data"), "-o", "-A trust -U tamis"],
        check=True,
        capture_output=True,
    )
    start = [
        *as_user,
        str(shutil.which("pg_ctl")),
        "-D",
        str(folder / "data"),
        "-w",
        "-l",
        str(folder / "log"),
        "-o",
        options,
        "start",
    ]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    made = iter(range(100))

    def database() -> str:
        name = f"book{next(made)}"
        subprocess.run(
            ["psql", "-h", str(folder), "-U", "tamis", "-d", "postgres", "-c", f"CREATE DATABASE {name}"],
            check=True,
            capture_output=True,
        )
        return f"postgresql://tamis@/{name}?host={folder}"

    yield database
    subprocess.run(
        [*as_user, str(shutil.which("pg_ctl")), "-D", str(folder / "data"), "-m", "immediate", "stop"],
        check=True,
        capture_output=True,
    )
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.runtime("postgres"))])
def place(request: pytest.FixtureRequest, tmp_path: Path, server: Callable[[], str]) -> Iterator[Place]:
    """A home folder with the first publication, on either database."""
    made = Place(tmp_path, server() if request.param == "postgresql" else tmp_path / "book.sqlite")
    made.publish("2026-01-15", FIRST)
    yield made
    made.engine.dispose()


def test_each_change_has_its_reason(place: Place) -> None:
    """New, changed and ended hits say what happened to the listing or to the customer."""
    assert add(place.book) == Added(added=5)
    assert place.run().full == "first run"
    assert place.alerts() == {("c1", "own:1", "new", "customer added"), ("c2", "own:2", "new", "customer added")}
    place.publish("2026-02-15", LATER)
    result = place.run()
    assert (result.full, result.listings) == ("", 3) and result.screened < 5
    assert place.alerts() == {
        ("c1", "own:1", "changed", "alias added: Qarlo Mendrassin"),
        ("c2", "own:2", "ended", "delisted"),
        ("c3", "own:3", "new", "listing added"),
        ("c4", "own:1", "new", "alias added: Qarlo Mendrassin"),
    }
    assert add(place.book, [{"reference": "c5", "names": ["Ilmara Testowicz"]}, PEOPLE[0]]) == Added(changed=1, same=1)
    assert place.run().screened == 1
    assert place.alerts() == {("c5", "own:3", "new", "customer changed")}
    assert place.run(full=True).differences == 0 and not place.alerts()


def test_suppression_lapses_by_itself(place: Place) -> None:
    """A silenced pair is silent while nothing changes, and says why it is not when the listing or the day does."""
    add(place.book)
    listing = open_lists(place.home).listing("own:1")
    place.book.review("c1", listing, "another person", "amira", None)
    assert place.run().silenced == 1
    assert ("c1", "own:1") not in {one[:2] for one in place.alerts()}
    place.publish("2026-02-15", LATER)
    assert place.run().lapsed == 1
    told = {one[:2]: one[3] for one in place.alerts()}
    assert told["c1", "own:1"].endswith("the suppression by amira lapsed: the listing changed since the review")
    listing = open_lists(place.home).listing("own:1")
    place.book.review("c4", listing, "a namesake", "amira", dt.date(2026, 3, 1))
    assert place.run(now=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), full_every_days=10**6).lapsed == 1
    assert place.alerts() == {("c4", "own:1", "changed", "the suppression by amira lapsed: it held until 2026-03-01")}
    assert [lapsed for _, lapsed in place.book.suppressions()][1] == "it held until 2026-03-01"
    place.book.unsuppress("c4", "own:1", "amira")
    place.run()
    assert place.alerts() == {("c4", "own:1", "new", "silence taken back")}


def test_removed_customer_leaves_nothing_but_a_line(place: Place) -> None:
    """Removing erases the customer, its hits and its alerts; the audit names nobody."""
    add(place.book)
    place.run()
    place.book.remove("c1")
    with place.engine.connect() as connection:
        everything = "".join(
            str(row) for table in tables.metadata.sorted_tables for row in connection.execute(sa.select(table))
        )
    assert (
        "Volkodarski" not in everything
        and "'c1'" not in everything
        and '"c1"' not in everything
        and "erased" in everything
    )
    with pytest.raises(QueryError, match="has no customer 'c1'"):
        place.book.remove("c1")


RUN = """
import sys
from pathlib import Path
from tamis.screening import open as open_lists
from tamis.snapshots import Store
from tamis.watch import tables
from tamis.watch.book import Book
from tamis.watch.running import Run
home, where = sys.argv[1:]
engine = tables.open_engine(where if "://" in where else Path(where))
Run(Book(engine), open_lists(home), Store(Path(home))).screen()
engine.dispose()
"""


def start(place: Place) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", RUN, str(place.home), str(place.where)])


def test_two_processes_tell_everything_once(place: Place) -> None:
    """Two runs at once, and one after them, write each alert once."""
    add(place.book)
    place.engine.dispose()
    both = [start(place) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    place.run()
    assert [(one["customer"], one["listing"]) for _, one in delivery.undelivered(place.book)] == [
        ("c1", "own:1"),
        ("c2", "own:2"),
    ]


def test_two_processes_hand_over_everything_once(place: Place) -> None:
    """While one process hands its alerts over another waits, and has nothing left; where the first fails, they wait on."""
    add(place.book)
    place.run()

    def fails() -> None:
        with delivery.handed_over(place.book) as alerts:
            raise RuntimeError(len(alerts))

    with pytest.raises(RuntimeError, match="2"):
        fails()
    seen: list[int] = []

    def second() -> None:
        with delivery.handed_over(place.book) as alerts:
            seen.append(len(alerts))

    other = threading.Thread(target=second)
    with delivery.handed_over(place.book) as alerts:
        other.start()
        other.join(0.5)
        assert (len(alerts), seen) == (2, [])
    other.join(60)
    assert seen == [0]


def test_killed_run_loses_nothing(place: Place) -> None:
    """Runs that are killed at any moment leave the book as it was or as it is to be, and every alert once."""
    add(place.book, [{"reference": f"p{n}", "names": [f"Stepan Volkodarski {n}"]} for n in range(3000)])
    place.engine.dispose()
    for delay in (0.6, 0.9, 1.3, 2.0):
        one = start(place)
        time.sleep(delay)
        one.send_signal(signal.SIGKILL)
        one.wait(60)
    place.run()
    told = [one["customer"] for _, one in delivery.undelivered(place.book)]
    assert sorted(told) == sorted(f"p{n}" for n in range(3000))


def test_webhook_is_signed_retried_and_told_apart(place: Place) -> None:
    """A receiver that fails gets the same alert again under the same key, signed; one that refuses keeps it waiting."""
    add(place.book)
    place.run()
    seen: list[tuple[bytes, dict[str, str]]] = []
    answers = iter([503, 200, 200])

    def post(address: str, body: bytes, headers: dict[str, str]) -> int:
        seen.append((body, headers))
        return next(answers)

    with pytest.raises(StoreError, match="answered 400"):
        delivery.send(place.book, "https://example.test/hook", "s", lambda *_: 400, lambda _: None)
    assert delivery.send(place.book, "https://example.test/hook", "s", post, lambda _: None) == 2
    keys = [headers["Idempotency-Key"] for _, headers in seen]
    assert keys[0] == keys[1] != keys[2]
    moment, _, signature = seen[0][1]["Tamis-Signature"].removeprefix("t=").partition(",v1=")
    assert signature == hmac.new(b"s", moment.encode() + b"." + seen[0][0], hashlib.sha256).hexdigest()
    assert not list(delivery.undelivered(place.book))


def test_other_policy_screens_everybody(place: Place) -> None:
    """Another policy, or a month without a full run, screens everybody anew and says so."""
    add(place.book)
    place.run()
    month = dt.datetime.now(dt.UTC) + dt.timedelta(days=31)
    assert place.run(now=month).full == "30 days since the last full run"
    (place.home.parent / "strict.toml").write_text("threshold = 0.99\n")
    strict = open_lists(place.home, policy=str(place.home.parent / "strict.toml"))
    assert Run(place.book, strict, place.store).screen().full == "policy changed"
    assert ("c2", "own:2", "ended", "policy changed") in place.alerts()


def test_reference_is_wanted(place: Place) -> None:
    """A customer without a reference, or one reference for two customers, adds nobody."""
    with pytest.raises(QueryError, match="has no reference"):
        add(place.book, [PEOPLE[0], {"names": ["Nobody Whatever"]}])
    with pytest.raises(QueryError, match="two different customers"):
        add(place.book, [PEOPLE[0], {**PEOPLE[1], "reference": "c1"}])
    with pytest.raises(QueryError, match="no book"):
        list(place.book.customers())
