"""The UN list: what a damaged or unusual file is, entry by entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.errors import FormatError, PublicationError, SourceError
from tamis.records import Listing, Publication
from tamis.sources import read_publication

ENTRY = "<DATAID>1</DATAID><FIRST_NAME>Tariq</FIRST_NAME><REFERENCE_NUMBER>QDi.901</REFERENCE_NUMBER>"


def _read(folder: Path, individuals: str, root: str = 'dateGenerated="2031-05-06T00:00:09Z"') -> Publication:
    path = folder / "consolidated.xml"
    entity = "<ENTITY><FIRST_NAME>X</FIRST_NAME><REFERENCE_NUMBER>QDe.900</REFERENCE_NUMBER></ENTITY>"
    path.write_text(
        f"<CONSOLIDATED_LIST {root}><INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entity}</ENTITIES></CONSOLIDATED_LIST>",
        encoding="utf-8",
    )
    return read_publication("un", [path])


def _one(folder: Path, extra: str) -> Listing:
    return _read(folder, f"<INDIVIDUAL>{ENTRY}{extra}</INDIVIDUAL>").listings[0]


@pytest.mark.parametrize(
    ("individuals", "told"),
    [
        ("<INDIVIDUAL><DATAID>7</DATAID><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL>", "DATAID 7 has no REFERENCE_NUMBER"),
        ("<INDIVIDUAL><REFERENCE_NUMBER>QDi.901</REFERENCE_NUMBER></INDIVIDUAL>", "QDi.901 has no name"),
        (f"<INDIVIDUAL>{ENTRY}</INDIVIDUAL>" * 2, "the reference QDi.901 stands twice"),
    ],
)
def test_entries_that_cannot_be_told_refuse_the_file(tmp_path: Path, individuals: str, told: str) -> None:
    """Without reference or name, or with another's reference."""
    with pytest.raises(FormatError, match=told):
        _read(tmp_path, individuals)


def test_a_list_without_entries_is_refused(tmp_path: Path) -> None:
    """An empty list would delist everybody."""
    (tmp_path / "un.xml").write_text("<CONSOLIDATED_LIST><INDIVIDUALS/><ENTITIES/></CONSOLIDATED_LIST>")
    with pytest.raises(FormatError, match="holds no entry"):
        read_publication("un", [tmp_path / "un.xml"])


def test_a_list_without_individuals_is_warned_of(tmp_path: Path) -> None:
    """Half a list is imported only with its warning."""
    assert _read(tmp_path, "").warnings == ("the file holds no INDIVIDUALS: a part of the list may be missing",)


def test_the_date_of_publication_is_the_files_own(tmp_path: Path) -> None:
    """As written; none where none is told; an impossible one is an error of its own."""
    entry = f"<INDIVIDUAL>{ENTRY}</INDIVIDUAL>"
    assert _read(tmp_path, entry).published_at == "2031-05-06T00:00:09Z"
    assert _read(tmp_path, entry, root="").published_at is None
    with pytest.raises(PublicationError, match="dateGenerated '2031-13-06' is no date"):
        _read(tmp_path, entry, root='dateGenerated="2031-13-06"')
    assert issubclass(PublicationError, SourceError)


def test_a_namespace_changes_nothing(tmp_path: Path) -> None:
    """Elements are told by their local names."""
    entry = f"<INDIVIDUAL>{ENTRY}</INDIVIDUAL>"
    assert (
        _read(tmp_path, entry, root='xmlns="https://un.example/list"').listings
        == _read(tmp_path, entry, root="").listings
    )


@pytest.mark.parametrize(
    ("block", "dates"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-02-03</DATE>", ["1960-02-03"]),
        ("<TYPE_OF_DATE/><YEAR>1960</YEAR>", ["1960"]),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><DATE>1960-02-03</DATE>", ["1960-02-03~"]),
        ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1963</TO_YEAR>", ["1960/1963"]),
        ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR>", ["1960"]),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973</NOTE>", ["1973-11"]),
        ("<TYPE_OF_DATE/><YEAR>1960</YEAR><NOTE>Approximately</NOTE>", ["1960~"]),
        ("<TYPE_OF_DATE/><NOTE>24/06/1402 (Hijri Calendar)</NOTE>", []),
        ("<TYPE_OF_DATE/><DATE>1960-02-31</DATE>", []),
        ("<TYPE_OF_DATE/>", []),
    ],
)
def test_birth_dates_of_every_shape(tmp_path: Path, block: str, dates: list[str]) -> None:
    """Exact does not mean a full date; what is no date is kept as a detail."""
    listing = _one(tmp_path, f"<INDIVIDUAL_DATE_OF_BIRTH>{block}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert [str(date) for date in listing.birth_dates] == dates
    if (not dates and "<NOTE>" in block) or "02-31" in block:
        assert listing.details


def test_a_name_without_letters_is_no_name(tmp_path: Path) -> None:
    """A dash where an alias should be is kept as a detail."""
    listing = _one(tmp_path, "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>-</ALIAS_NAME></INDIVIDUAL_ALIAS>")
    assert [name.text for name in listing.names] == ["Tariq"]
    assert listing.details[0].value == "-"


@pytest.mark.parametrize(
    ("extra", "genders"),
    [
        ("<GENDER>Male</GENDER>", ("male",)),
        ("<GENDER>FEMALE</GENDER>", ("female",)),
        ("<GENDER>Unknown</GENDER>", ()),
        ("<COMMENTS1>Gender [Male]. Photo.</COMMENTS1>", ("male",)),
        ("<GENDER>Female</GENDER><COMMENTS1>Gender: female.</COMMENTS1>", ("female",)),
    ],
)
def test_genders(tmp_path: Path, extra: str, genders: tuple[str, ...]) -> None:
    """In their own element for few people, in the remarks for more."""
    assert _one(tmp_path, extra).genders == genders
