"""OFAC's XML: its own count, its date, its namespace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.errors import FormatError, PublicationError, SourceError
from tamis.records import Publication
from tamis.sources import read_publication

ENTRY = "<sdnEntry><uid>{0}</uid><lastName>LANTERN {0}</lastName><sdnType>Entity</sdnType></sdnEntry>"
INFORMATION = "<publshInformation><Publish_Date>{0}</Publish_Date><Record_Count>{1}</Record_Count></publshInformation>"


def _read(
    folder: Path, body: str, namespace: str = "http://tempuri.org/sdnList.xsd", name: str = "sdn.xml"
) -> Publication:
    path = folder / name
    path.write_text(f'<sdnList xmlns="{namespace}">{body}</sdnList>', encoding="utf-8")
    return read_publication("ofac-sdn", [path])


def test_either_namespace_is_read(tmp_path: Path) -> None:
    """Elements are told by their local names."""
    body = INFORMATION.format("05/06/2031", 1) + ENTRY.format(1)
    old = _read(tmp_path, body)
    new = _read(tmp_path, body, "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML")
    assert old.listings == new.listings
    assert old.published_at == "2031-05-06"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (INFORMATION.format("05/06/2031", 3) + ENTRY.format(1), "1 entries where Record_Count says 3"),
        (INFORMATION.format("05/06/2031", 0), "holds no entry"),
        (INFORMATION.format("05/06/2031", 2) + ENTRY.format(1) * 2, "the uid 1 stands twice"),
        ("<sdnEntry><lastName>A</lastName></sdnEntry>", "has no uid"),
        ("<sdnEntry><uid>1</uid></sdnEntry>", "entry 1 has no name"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, body: str, told: str) -> None:
    """The number of entries is what the file says, each with its number and name."""
    with pytest.raises(FormatError, match=told):
        _read(tmp_path, body)


@pytest.mark.parametrize("text", ["13/06/2031", "2031-05-06", "soon"])
def test_an_impossible_date_of_publication_is_an_error(tmp_path: Path, text: str) -> None:
    """MM/DD/YYYY, or nothing."""
    with pytest.raises(PublicationError, match="no date MM/DD/YYYY"):
        _read(tmp_path, INFORMATION.format(text, 1) + ENTRY.format(1))
    assert issubclass(PublicationError, SourceError)


def test_a_date_that_is_not_told_is_none(tmp_path: Path) -> None:
    """The date is then asked of the user."""
    assert _read(tmp_path, ENTRY.format(1)).published_at is None


def test_the_other_list_is_told_by_its_name(tmp_path: Path) -> None:
    """consolidated.xml is the Consolidated list."""
    with pytest.raises(FormatError, match="by its name this is ofac-cons"):
        _read(tmp_path, ENTRY.format(1), name="consolidated.xml")
