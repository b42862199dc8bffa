"""`tamis show` as it is typed: a listing's life, and its links as a picture."""

from __future__ import annotations

import json
from xml.etree import ElementTree


def test_show_tells_amendments(tamis, two_publications) -> None:
    """What each publication changed stands in the history, as text and as JSON."""
    assert "birth date amended: 1971-05-19 -> 1971-05-20" in " ".join(
        tamis("show", "own:1", home=two_publications).out.split()
    )
    twin = json.loads(tamis("show", "own:1", "--format", "json", home=two_publications).out)
    assert [event["event"] for event in twin["history"] if event["snapshot"]] == ["first seen", "amended", "last seen"]
    assert twin["also"] == []


def test_show_as_of_a_day(tamis, two_publications) -> None:
    """The version of the day is shown."""
    twin = json.loads(tamis("show", "own:1", "--as-of", "2026-01-20", "--format", "json", home=two_publications).out)
    assert twin["listing"]["birth_dates"] == ["1971-05-19"]
    assert twin["as_of"] == "2026-01-20"


def test_links_are_drawn_into_a_file(tamis, loaded_home, tmp_path) -> None:
    """An SVG or a page, by the file's name; nothing on standard output; another suffix is refused."""
    svg, page = tmp_path / "links.svg", tmp_path / "links.html"
    assert tamis("show", "own:1", "--graph", str(svg)).status == 0
    assert ElementTree.parse(svg).getroot().tag.endswith("svg")
    done = tamis("show", "own:1", "--graph", str(page))
    assert (done.status, done.out) == (0, "")
    assert "Zaryanka Frostworks Trading" in page.read_text(encoding="utf-8")
    refused = tamis("show", "own:1", "--graph", str(tmp_path / "links.png"))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
