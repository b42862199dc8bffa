"""Whatever a publisher's server does, the report says it, and what was good serves on."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from loopback import (
    Answer,
    Publisher,
    cut,
    dripping,
    endless,
    frozen,
    names,
    packed,
    refresh_un,
    send,
    status,
    un_list,
    whole,
)

from tamis import screening
from tamis.refresh import Accepted, ListRefresh
from tamis.snapshots import Store

PEOPLE = names(40)
GOOD = un_list(PEOPLE)
NEWER = un_list([*PEOPLE[:38], "Quzenna Ylvester", *PEOPLE[39:], "Bravonik Solemtar"], "2026-11-22")
BOMB = b'<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + GOOD[39:]
PAGE = b"<!DOCTYPE html><html><body>Access denied</body></html>"
Fetch = Callable[..., ListRefresh]


def test_a_first_refresh_loads_the_list(store: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """What a publisher gives is kept, dated by the file itself, indexed, and answers."""
    publisher.give(whole(GOOD))
    report = fetch_un()
    assert (report.outcome, report.added, report.amended, report.removed) == ("updated", 41, 0, 0)
    assert (report.published, report.listings, report.not_found) == (dt.date(2026, 11, 20), 41, ())
    assert store.in_force("un").id == report.snapshot
    assert screening.open(store.home).screen(PEOPLE[7]).hits[0].listing == "un:XXi.008"


def test_what_changed_is_counted(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """A newer publication takes over; listings that came, went and say something else are counted, ids decide."""
    publisher.give(whole(NEWER))
    report = fetch_un()
    assert (report.outcome, report.added, report.amended, report.removed) == ("updated", 1, 1, 0)
    publisher.give(whole(un_list(PEOPLE, "2026-11-23")))
    report = fetch_un()
    assert (report.added, report.amended, report.removed) == (0, 1, 1)
    assert len(loaded.snapshots("un")) == 3


def test_a_server_that_knows_says_304(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """The second time the server is asked with the ETag that it gave; its 304 confirms what is in force."""
    before = frozen(loaded)
    report = fetch_un()
    assert (report.outcome, report.why) == ("unchanged", "its publisher has nothing newer")
    ((_, headers),) = publisher.asked
    assert headers["If-None-Match"]
    assert frozen(loaded) == before


@pytest.mark.parametrize(
    "answer",
    [whole(GOOD, ETag='"another"'), packed(GOOD), whole(un_list(PEOPLE, "2026-11-22")), whole(GOOD + b"\n")],
    ids=["new ETag", "gzip", "new date", "one blank more"],
)
def test_the_same_again_is_unchanged(loaded: Store, publisher: Publisher, fetch_un: Fetch, answer: Answer) -> None:
    """What is told by other headers, compressed, under a new date or in another layout is still the same list."""
    before = frozen(loaded)
    publisher.give(answer)
    assert fetch_un().outcome == "unchanged"
    assert frozen(loaded) == before
    assert loaded.confirmed_on(loaded.in_force("un")) == dt.datetime.now(dt.UTC).date()


def wrong_length(handler) -> None:
    """Promise more than there is, on every try."""
    send(handler, 200, {}, GOOD, declared=len(GOOD) + 100)


def short_length(handler) -> None:
    """Promise less than there is."""
    send(handler, 200, {}, GOOD, declared=len(GOOD) - 100)


@pytest.mark.parametrize(
    ("answer", "rules", "said"),
    [
        (status(403, PAGE, Content_Type="text/html"), {}, "answers 403 Forbidden with an HTML page: it may want another"),
        (status(404), {}, "answers 404 Not Found: the list may have moved"),
        (status(429, Retry_After="3600"), {}, "asks to come back in 3600 s"),
        (status(429, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT"), {}, "asks to come back in"),
        (status(500), {}, "answers 500 Internal Server Error; tried 3 times"),
        (status(200), {}, "answered with an empty file; tried 3 times"),
        (cut(GOOD, 1000), {}, "the connection broke after 1,000 bytes; tried 3 times"),
        (wrong_length, {}, f"the connection broke after {len(GOOD):,} bytes; tried 3 times"),
        (short_length, {}, "the XML is cut off"),
        (endless(), {}, "more than 2 MiB"),
        (packed(b"<a>" * 2**21), {}, "more than 2 MiB"),
        (dripping(GOOD), {"time_limit_s": 0.4}, "not done within the time limit of 0.4 s"),
        (dripping(GOOD, pause_s=2), {"stall_limit_s": 0.2, "attempts": 1}, "silent for 0.2 s"),
        (whole(PAGE), {}, "this is an HTML page, not un"),
        (whole(BOMB), {}, "document type declaration"),
        (whole(GOOD[:-40]), {}, "the XML is cut off"),
        (whole(b"\x1f\x8b" + b"x" * 900, Content_Encoding="gzip"), {}, "transfer is damaged or cut off; tried 3 times"),
        (status(302, Location="/consolidated.xml"), {}, "more than 5 redirections"),
        (status(302, Location="file:///etc/hostname"), {}, "which is not safe"),
        (whole(un_list(PEOPLE[:4], "2026-11-22")), {}, "5 listings, where the whole list has at least 10"),
        (whole(un_list(PEOPLE[:4], "2026-11-22")), {"least_listings": 0}, "a fall of more than 20%; "),
        (whole(un_list(PEOPLE[:30], "2026-11-19")), {}, "older than that of 2026-11-20"),
    ],
    ids=range(22),
)  # fmt: skip
def test_a_list_that_cannot_be_had_is_kept(
    loaded: Store, publisher: Publisher, fetch_un: Fetch, answer: Answer, rules: dict[str, float], said: str
) -> None:
    """The report says why; not a byte of what was in force has changed, it answers, and nothing unfinished is left."""
    before = frozen(loaded)
    publisher.give(answer)
    report = fetch_un(**rules)
    assert report.outcome == "kept"
    assert said in report.why
    assert str(loaded.home) not in report.why
    assert frozen(loaded) == before
    assert loaded.in_force("un").id == report.snapshot
    assert screening.open(loaded.home).screen(PEOPLE[0]).hits[0].score == 1.0
    assert not (loaded.home / "refresh" / "unfinished").exists()


def test_a_cut_download_is_resumed(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """After a cut only the rest is asked for, as long as it is of the same file."""
    publisher.give(cut(NEWER, 5000), cut(NEWER, 5000), whole(NEWER))
    report = fetch_un()
    assert (report.outcome, report.added) == ("updated", 1)
    first, second, third = (headers for _, headers in publisher.asked)
    assert "Range" not in first
    assert (second["Range"], second["If-Range"]) == ("bytes=5000-", third["If-Range"])


def test_a_compressed_transfer_is_resumed(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """The bytes as they go over the wire are kept, so a cut in compressed ones is resumed too."""
    import gzip

    body = gzip.compress(NEWER)
    publisher.give(cut(body, 300, Content_Encoding="gzip"), whole(body, Content_Encoding="gzip"))
    assert fetch_un().outcome == "updated"
    assert publisher.asked[1][1]["Range"] == "bytes=300-"


def test_a_file_that_changed_while_it_was_cut_is_read_anew(
    loaded: Store, publisher: Publisher, fetch_un: Fetch
) -> None:
    """The halves of two publications are never put together."""
    publisher.give(cut(GOOD, 5000), whole(NEWER))
    report = fetch_un()
    assert (report.outcome, report.published) == ("updated", dt.date(2026, 11, 22))


def test_a_server_that_is_busy_is_asked_again(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """429 and 5xx pass: the wait that a server asks for is kept, within limits."""
    publisher.give(status(503), status(429, Retry_After="0"), whole(NEWER))
    assert fetch_un().outcome == "updated"


def test_a_redirect_to_a_signed_address_is_followed(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """The signed address is new each time; what is remembered is the content, and the 304 comes from there."""
    for number in range(3):
        signed = publisher.give(whole(NEWER), path=f"/store/{number}")
        publisher.give(status(302, Location=f"{signed}?signature=secret{number}"))
        report = fetch_un()
        assert report.outcome == ("updated" if number == 0 else "unchanged")
    state = (loaded.home / "refresh" / "state.json").read_text()
    assert "secret" not in state
    assert "store" not in state


def test_a_part_that_nobody_asked_for_is_not_taken(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """206 to a request for the whole file, or from another place than asked, is no list."""
    publisher.give(status(206, GOOD[100:], Content_Range=f"bytes 100-{len(GOOD) - 1}/{len(GOOD)}"))
    assert "another part of the file than was asked for" in fetch_un().why


def test_a_token_goes_into_the_query_and_nowhere_else(
    loaded: Store, publisher: Publisher, fetch_un: Fetch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither report, state nor log shows it, also where it is refused."""
    caplog.set_level(0)
    publisher.give(status(401), status(302, Location="/x?token=geheim"))
    reports = [fetch_un(token="geheim"), fetch_un(token="geheim")]
    assert all(path.endswith("?token=geheim") for path, _ in publisher.asked)
    assert "its token may have changed" in reports[0].why
    told = repr(reports) + caplog.text + (loaded.home / "refresh" / "state.json").read_text()
    assert "geheim" not in told


def test_every_request_says_who_asks(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """The User-Agent is honest, of the form that OFAC's server wants, and the user's own where that is set."""
    fetch_un()
    agent = publisher.asked[-1][1]["User-Agent"]
    assert agent.startswith("Mozilla/5.0 (compatible; tamis/")
    assert len(agent) >= 40
    fetch_un(user_agent="Screening desk, desk@example.org")
    assert publisher.asked[-1][1]["User-Agent"] == "Screening desk, desk@example.org"


def test_a_person_may_accept_a_fall(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """What is right although it looks wrong goes through when it is told so, and is said."""
    publisher.give(whole(un_list(PEOPLE[:20], "2026-11-22")))
    refused = fetch_un()
    assert "type it with --accept-drop" in refused.why
    report = fetch_un(Accepted(drop=True))
    assert (report.outcome, report.removed) == ("updated", 20)
    assert "accepted: 21 listings, 41 in the publication of 2026-11-20" in report.warnings[-1]


def test_a_particular_that_vanishes_keeps_the_last_good(loaded: Store, publisher: Publisher, fetch_un: Fetch) -> None:
    """A file whose birth dates are all gone is a broken file, whatever else it holds."""
    publisher.give(whole(un_list(PEOPLE, "2026-11-22").replace(b"INDIVIDUAL_DATE_OF_BIRTH", b"COMMENTS9")))
    report = fetch_un(Accepted(unread=True))
    assert report.outcome == "kept"
    assert "0.0% of the listings have dates of birth, 97.6% in the publication of 2026-11-20" in report.why


def test_a_new_element_keeps_the_last_good_until_it_is_accepted(
    loaded: Store, publisher: Publisher, fetch_un: Fetch
) -> None:
    """What the publisher adds and nobody reads is no reason to go on in silence; accepted once, it is known."""
    publisher.give(whole(un_list(PEOPLE, "2026-11-22", "<SHOE_SIZE>44</SHOE_SIZE>")))
    report = fetch_un()
    assert "SHOE_SIZE" in report.why
    assert "--accept-unread" in report.why
    assert fetch_un(Accepted(unread=True)).outcome == "updated"
    publisher.give(whole(un_list(PEOPLE[1:], "2026-11-23", "<SHOE_SIZE>45</SHOE_SIZE>")))
    assert fetch_un().outcome == "updated"


def test_a_server_that_drips_its_headers_holds_nobody_up(
    loaded: Store, publisher: Publisher, fetch_un: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where even the headers never end, the refresh goes on without that list."""

    def drip(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.01)

    monkeypatch.setattr("tamis.refresh.downloading._GRACE_S", 0.1)
    publisher.give(drip)
    report = fetch_un(time_limit_s=0.1)
    assert (report.outcome, report.why) == ("kept", "un: its server held the line and sent nothing; try later")


def test_a_bug_in_a_parser_stops_one_list(
    loaded: Store, publisher: Publisher, fetch_un: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody thought of is reported as a bug; the last good serves on."""

    def fail(*_: object) -> None:
        raise KeyError("QUALITY")

    monkeypatch.setattr("tamis.sources.read_publication", fail)
    publisher.give(whole(NEWER))
    report = fetch_un()
    assert report.outcome == "kept"
    assert "KeyError" in report.why
    assert "this is a bug in tamis" in report.why


def test_a_list_that_was_never_there_has_failed(store: Store, publisher: Publisher) -> None:
    """Without a last good there is nothing that serves on, and the report does not pretend so."""
    publisher.give(status(500))
    done = refresh_un(store, publisher)
    assert (done.lists[0].outcome, done.lists[0].snapshot, done.good) == ("failed", None, False)


def test_a_snapshot_that_is_gone_or_damaged_is_fetched_again(
    loaded: Store, publisher: Publisher, fetch_un: Fetch
) -> None:
    """What the server said of a file counts only as long as what became of it is there, and sound."""
    folder = loaded.folder(loaded.in_force("un"))
    (folder / "listings.jsonl.gz").write_bytes(b"not what was written")
    assert fetch_un().outcome == "updated"
    assert all(finding.sound for finding in loaded.verify())
    loaded.remove("un")
    assert fetch_un().outcome == "updated"


def test_a_parser_that_reads_more_reads_the_same_file_anew(
    loaded: Store, publisher: Publisher, fetch_un: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade of tamis no 304 stands between a list and what the newer parser makes of it."""
    monkeypatch.setattr("tamis.refresh.refreshing.reading_code", lambda: "newer")
    monkeypatch.setattr("tamis.sources.un.PARSER", "un-xml/99")
    report = fetch_un()
    assert (report.outcome, report.added, report.amended) == ("updated", 0, 0)
    assert loaded.in_force("un").parser == "un-xml/99"
