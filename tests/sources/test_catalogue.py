"""The catalogue: names of watchlists, and the nearest one to a wrong name."""

from __future__ import annotations

import dataclasses

import pytest

from tamis.errors import SourceError, UnknownListError
from tamis.sources import catalogue, check_watchlist, publication, read_publication, title_of, watchlists

WITHOUT_ADDRESS = {"uk-ofsi", "pk", "ae"}
"""A list that is closed, and two whose files have no fixed address."""


def test_known_lists_have_a_title_an_authority_and_an_address() -> None:
    """Every list that can be read says where its files are published."""
    for info in watchlists().values():
        assert info.title
        assert info.authority
        assert info.homepage.startswith("https://")
        if info.readable and info.name not in WITHOUT_ADDRESS:
            assert info.addresses
            assert info.rhythm_days > 0


@pytest.mark.parametrize("name", ["un", "ofac-sdn", "ofac-cons", "eu", "uk-ofsi", "own", "own-staff", "own-desk-2"])
def test_known_and_own_names_are_fine(name: str) -> None:
    """Published lists, and any list of one's own."""
    check_watchlist(name)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("ofac", "ofac-sdn"),
        ("OFAC-SDN", "ofac-sdn"),
        ("sdn", "ofac-sdn"),
        ("ofac_cons", "ofac-cons"),
        ("UN", "un"),
        ("uno", "un"),
        ("own_staff", "own-staff"),
        ("own-", "own"),
        ("seco", "ch"),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest_known_one(name: str, nearest: str) -> None:
    """The message says what was meant, and what there is."""
    with pytest.raises(UnknownListError, match=rf"did you mean {nearest}\?") as caught:
        check_watchlist(name)
    assert "ofac-cons" in str(caught.value)


def test_lists_whose_parser_comes_later_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is known; this version cannot read it."""
    known = {**watchlists(), "eu": dataclasses.replace(watchlists()["eu"], readable=False)}
    for module in (catalogue, publication):
        monkeypatch.setattr(module, "watchlists", lambda: known)
    with pytest.raises(SourceError, match="eu: this version of tamis cannot read this list yet; it reads un, ofac-sdn"):
        read_publication("eu", [])


def test_titles() -> None:
    """Own lists are called by their name."""
    assert title_of("un") == "UN Security Council Consolidated List"
    assert title_of("own") == "Own watchlist"
    assert title_of("own-staff") == "Own watchlist staff"
