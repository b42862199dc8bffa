"""The picture of a listing's links: everybody in it, the same bytes each time, published text never markup."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest

from tamis.errors import MissingExtraError
from tamis.records import Dossier, DossierLink, Event
from tamis.report.graphs import SIDE_LIMIT, draw_links, links_page


def _link(direction: str, relation: str, listing: str | None, name: str, found: bool = True) -> DossierLink:
    return DossierLink(
        direction=direction, relation=relation, listing=listing, name=name, found=found, text="Words <b>."
    )


def _dossier(make, *links: DossierLink) -> Dossier:
    events = (Event(event="first seen", date=None, snapshot=None, text="first <i>"),)
    return Dossier(
        listing=make("A", "Orsolya <INVENTED>"), snapshot="un@2024-01-28-0123456789ab", in_force=True, history=events,
        links=links,
    )  # fmt: skip


def test_everybody_is_in_the_picture_with_the_relation(make) -> None:
    """Names, ids and relations of both directions; one who is linked both ways stands there once."""
    dossier = _dossier(
        make,
        _link("outgoing", "leader of", "un:B", "B"),
        _link("incoming", "associated with", "un:B", "B"),
        _link("incoming", "linked to", "un:C", "C"),
        _link("outgoing", "owned by", None, "Nobody & Sons", found=False),
    )
    links = [{"relation": "mentions", "target": "un:C"}]
    drawing = draw_links(dossier, [make("B", "Beata", links=links), make("C", "Cyril")])
    root = ElementTree.fromstring(drawing)
    texts = [text for text in (one.text for one in root.iter("{http://www.w3.org/2000/svg}text")) if text]
    for text in ("Beata", "Cyril", "Nobody & Sons", "leader of", "associated with", "linked to", "owned by"):
        assert texts.count(text) == 1
    assert sum("between" in (one.get("class") or "") for one in root.iter("{http://www.w3.org/2000/svg}path")) == 1
    assert draw_links(dossier, [make("B", "Beata", links=links), make("C", "Cyril")]) == drawing


def test_what_does_not_fit_is_counted(make) -> None:
    """A picture of hundreds is unreadable: the rest is told by its number, and in words on the page."""
    links = [_link("incoming", "mentions", f"un:{number}", f"Name{number}") for number in range(SIDE_LIMIT + 12)]
    dossier = _dossier(make, *links)
    assert "12 more are not drawn" in draw_links(dossier, [])
    page, missing = links_page(dossier, [])
    assert missing is None
    assert all(f"Name{number}" in page for number in range(SIDE_LIMIT + 12))


def test_a_listing_without_links_is_drawn_alone(make) -> None:
    """No link, one box."""
    root = ElementTree.fromstring(draw_links(_dossier(make), []))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}g"))) == 1


def test_published_text_stays_text(make) -> None:
    """Angle brackets of a name or a remark are shown and never read as markup, in the picture and on the page."""
    page, _ = links_page(_dossier(make, _link("outgoing", "<script>", None, "<img src=x>")), [])
    assert "<script>" not in page
    assert "<img" not in page
    assert "Words &lt;b&gt;" in page


def test_without_networkx_the_page_has_its_tables(make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing alone is refused with what to install; the page is made without it."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    dossier = _dossier(make, _link("outgoing", "leader of", "un:B", "Beata"))
    with pytest.raises(MissingExtraError, match=r"pip install 'tamis\[plots\]'"):
        draw_links(dossier, [])
    page, missing = links_page(dossier, [])
    assert "pip install" in (missing or "")
    assert "Beata" in page
