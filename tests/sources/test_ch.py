"""The Swiss list: delisted targets, names from parts and spellings, places, sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tamis.records import Listing, NameQuality, PartyKind
from tamis.sources import read_publication
from tamis.sources.ch_names import COMBINATIONS_LIMIT, add_name
from tamis.sources.draft import Draft
from tamis.sources.findings import Findings

XML = Path(__file__).parents[1] / "golden" / "ch" / "list.xml"


def _draft(parts: str, attributes: str = 'name-type="primary-name" quality="good"') -> Draft:
    draft = Draft("ch:1", PartyKind.PERSON, Findings())
    add_name(draft, etree.fromstring(f"<name {attributes}>{parts}</name>"))
    return draft


def _part(order: int, value: str, *spellings: str, script: str = "LATN") -> str:
    inner = "".join(f'<spelling-variant lang="eng" script="{script}">{text}</spelling-variant>' for text in spellings)
    return f'<name-part order="{order}" name-part-type="given-name"><value>{value}</value>{inner}</name-part>'


def _with_changes(tmp_path: Path, *changes: tuple[str, str]) -> dict[str, Listing]:
    """Return the listings once the fourth target has other modifications."""
    text = XML.read_text(encoding="utf-8")
    head, _, tail = text.rpartition('<modification modification-type="de-listed"')
    tail = tail[tail.index("</target>") :]
    nodes = "".join(f'<modification modification-type="{kind}" effective-date="{day}"/>' for kind, day in changes)
    path = tmp_path / "list.xml"
    path.write_text(head + nodes + tail, encoding="utf-8")
    return {listing.id: listing for listing in read_publication("ch", [path]).listings}


def test_delisted_targets_are_left_out_and_counted() -> None:
    """The whole list keeps them; nobody is alerted on them, and their number is told."""
    publication = read_publication("ch", [XML])
    assert [listing.id for listing in publication.listings] == ["ch:90001", "ch:90002", "ch:90003"]
    assert "90004 since 2029-01-03: delisted target, left out" in publication.warnings
    assert "Otto Released" not in {name.text for listing in publication.listings for name in listing.names}


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ((), True),
        ((("listed", "2025-01-03"),), True),
        ((("de-listed", "2029-01-03"), ("listed", "2025-01-03")), False),
        ((("listed", "2025-01-03"), ("de-listed", "2029-01-03")), False),
        ((("listed", "2030-01-03"), ("de-listed", "2029-01-03"), ("listed", "2025-01-03")), True),
        ((("amended", "2028-01-03"), ("de-listed", "2029-01-03")), False),
        ((("de-listed", "2029-01-03"), ("amended", "2029-01-03"), ("listed", "2025-01-03")), False),
        ((("listed", "2025-01-03"), ("de-listed", "2029-01-03"), ("listed", "2029-01-03")), True),
        ((("de-listed", "2032-01-01"), ("listed", "2025-01-03")), True),
    ],
)
def test_the_latest_modification_counts(tmp_path: Path, changes: tuple[tuple[str, str], ...], listed: bool) -> None:
    """In either order of the file; of one day the newer one; a delisting of a day to come has not taken place."""
    assert ("ch:90004" in _with_changes(tmp_path, *changes)) is listed


def test_a_target_that_came_back_keeps_both_times(tmp_path: Path) -> None:
    """Its earlier listing has its end, the present one has none."""
    changes = (("listed", "2030-01-03"), ("de-listed", "2029-01-03"), ("listed", "2025-01-03"))
    acts = _with_changes(tmp_path, *changes)["ch:90004"].designations
    assert [(str(act.listed_on), str(act.delisted_on)) for act in acts] == [
        ("2025-01-03", "2029-01-03"),
        ("2030-01-03", "None"),
    ]


def test_names_that_were_added_or_removed_are_no_names() -> None:
    """A modification repeats what it changed; only the target itself is read."""
    assert "Never A Name" not in {name.text for name in read_publication("ch", [XML]).listings[0].names}


def test_spellings_are_combined() -> None:
    """Parts stand in their order whatever the file's; Latin spellings are aliases, another script is as good as the name."""
    names = {name.text: name.quality for name in read_publication("ch", [XML]).listings[0].names}
    assert names["Idris Quillfeather"] is NameQuality.PRIMARY
    assert names["Idriss Quilfether"] is NameQuality.ALIAS
    assert names["Идрис Квиллфезер"] is NameQuality.PRIMARY
    assert names["Abu Ember"] is NameQuality.WEAK
    assert names["Idris Featherquill"] is NameQuality.FORMER


def test_many_spellings_do_not_explode() -> None:
    """Beyond the limit each spelling stands once, and that is said."""
    draft = _draft(
        "".join(_part(order, f"Base{order}", *(f"Alt{order}{n}" for n in range(9))) for order in range(1, 7))
    )
    assert len(draft.names) == 1 + 6 * 9
    for order in range(1, 7):
        for number in range(9):
            assert any(f"Alt{order}{number}" in name.text for name in draft.names)
    assert draft.findings.warnings == (
        f"1: name with more than {COMBINATIONS_LIMIT} combinations of its spellings, of which each spelling stands once",
    )


def test_a_part_without_a_spelling_keeps_its_value() -> None:
    """A name half of which is told in another script is still a whole name."""
    draft = _draft(_part(1, "Idris") + _part(2, "Quill", "Квилл", script="CYRL"))
    assert [name.text for name in draft.names] == ["Idris Quill", "Idris Квилл"]


def test_titles_are_no_names_and_unknown_words_are_said() -> None:
    """A title part goes to the titles; unknown types and qualities are read the strictest way."""
    draft = _draft(
        '<name-part order="1" name-part-type="title"><value>Haji</value></name-part>'
        '<name-part order="2" name-part-type="moon-name"><value>Luna</value></name-part>'
        '<name-part order="3" name-part-type="other"><value>-</value></name-part>',
        'name-type="nickname" quality="fair"',
    )
    assert draft.titles == ["Haji"]
    assert [(name.text, name.quality) for name in draft.names] == [("Luna", NameQuality.ALIAS)]
    assert draft.findings.unread == ('name-part-type "moon-name", read as a part of the name: 1, first in 1',)
    assert len(draft.findings.warnings) == 2


def test_an_amendment_is_told_as_incomplete(tmp_path: Path) -> None:
    """A file of one change holds the targets of that change alone: every answer from it says so."""
    path = tmp_path / "list.xml"
    path.write_bytes(XML.read_bytes().replace(b'list-type="whole-list"', b'list-type="amendment"'))
    assert read_publication("ch", [path]).incomplete == ("targets that did not change",)
    assert read_publication("ch", [XML]).incomplete == ()
