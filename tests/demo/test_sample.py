"""The data of the demonstration: real parties only as the UN list gives them, everybody else invented."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from tamis.records import Listing
from tamis.records.party import PartyKind

INVENTED = "Invented for the demonstration."
FOLDER = resources.files("tamis") / "demo"
LINES = (FOLDER / "watchlist.jsonl").read_text(encoding="utf-8").splitlines()
LISTINGS = [Listing.from_json(json.loads(line)) for line in LINES]
PUBLIC = {"QDi.263": "2008-12-10", "QDe.118": "2005-05-02", "QDi.264": "2008-12-10", "QDi.433": "2023-01-16"}


@pytest.mark.parametrize("line", LINES)
def test_line_is_the_exact_twin_of_a_listing(line: str) -> None:
    """Each line is what the listing itself writes: the file shows the format that users may import."""
    assert Listing.from_json(json.loads(line)).to_json() == json.loads(line)


def test_ids_are_unique_and_of_the_demonstration() -> None:
    """Every listing stands on the watchlist `own-demo`, under an id of its own."""
    assert {listing.watchlist for listing in LISTINGS} == {"own-demo"}
    assert len({listing.id for listing in LISTINGS}) == len(LISTINGS)


def test_links_lead_to_listings() -> None:
    """No link of the sample leads out of it."""
    ids = {listing.id for listing in LISTINGS}
    assert all(link.target in ids for listing in LISTINGS for link in listing.links)


def test_who_is_real_is_told_by_the_un_reference() -> None:
    """Four listings are public entries of the UN list, with its reference and date; all the others are invented."""
    real = [listing for listing in LISTINGS if listing.remarks != INVENTED]
    acts = [act for listing in real for act in listing.designations]
    assert {act.reference: str(act.listed_on) for act in acts} == PUBLIC
    assert {(act.authority, act.programme) for act in acts} == {("UN Security Council", "Al-Qaida")}
    assert all(act.authority == "Demonstration list" for one in LISTINGS if one not in real for act in one.designations)


def test_real_parties_carry_no_private_data() -> None:
    """Of real parties the sample holds names, year of birth and listing, no address, document or day of birth."""
    for listing in LISTINGS:
        if listing.remarks != INVENTED:
            assert (listing.addresses, listing.identifiers, listing.birth_places) == ((), (), ())
            assert all(date.month is None for date in listing.birth_dates)


def test_sample_covers_scripts_and_kinds() -> None:
    """The sample shows names in many scripts and every kind of party."""
    scripts = {name.script for listing in LISTINGS for name in listing.names if name.script}
    assert scripts >= {"Arab", "Cyrl", "Hans", "Hant", "Hang", "Grek", "Hebr"}
    assert {listing.kind for listing in LISTINGS} == set(PartyKind) - {PartyKind.UNKNOWN}
    assert 45 <= len(LISTINGS) <= 60


def test_furniture_names_a_listing_that_the_article_does_not() -> None:
    """The page's related links name a listed party, so that a scan which reads furniture is found out."""
    page = (FOLDER / "page.html").read_text(encoding="utf-8")
    article = re.search(r"<article>.*?</article>", page, re.DOTALL)
    assert article is not None
    assert "Viktor Melnichenko-Dravin" in page
    assert "Melnichenko" not in article[0]
