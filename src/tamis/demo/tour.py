"""The tour of `tamis demo`: the same library calls that a user would make, on data that comes with the package.

In: nothing. Out: a `Tour`, the answers in the order in which a shell shows them.
Must not know how they are shown, and holds no answer of its own: every hit and mention is found on each run.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from importlib import resources

from tamis.intake.documents import read_document
from tamis.intake.scanning import scan_documents
from tamis.records import Listing, Query, Scan, Screening
from tamis.records.document import Document
from tamis.screening import Screener

PAGE = "page.html"
"""Name of the sample news page inside this package."""

WATCHLIST = "watchlist.jsonl"
"""Name of the sample watchlist inside this package: the JSON twin of a Listing on each line."""

_QUERIES = (
    # Every word differs from the published spelling; the birth year tells the man from his look-alikes.
    {"names": ["Hafez Mohamed Sayeed"], "birth_dates": ["1950"]},
    # Short vowels are not written, and no listed name of his is in Arabic script.
    {"names": ["حافظ سعيد"]},
)


@dataclass(frozen=True, slots=True)
class Tour:
    """What the demonstration found.

    Attributes:
        document: The sample page as read: title, date, main text.
        scan: Who in it is listed.
        screenings: One name in Latin script, spelt otherwise than listed, and one in Arabic script.
        screener: The screener over the sample watchlist, to look up the listings behind the answers.
    """

    document: Document
    scan: Scan
    screenings: tuple[Screening, ...]
    screener: Screener


def sample_listings() -> tuple[Listing, ...]:
    """Return the sample watchlist `own-demo`: four public entries of the UN list, and invented ones around them."""
    text = (resources.files("tamis.demo") / WATCHLIST).read_text(encoding="utf-8")
    return tuple(Listing.from_json(json.loads(line)) for line in text.splitlines())


def tour() -> Tour:
    """Scan the sample page and screen two names against the sample watchlist.

    Returns:
        The answers; the same on every machine, for the same version of tamis.
    """
    screener = Screener.from_listings(sample_listings())
    with resources.as_file(resources.files("tamis.demo") / PAGE) as page:
        document = read_document(page)
        scan = scan_documents(screener, [str(page)])
    # Where the package is installed is nobody's business, least of all that of a picture in the documentation.
    documents = tuple(dataclasses.replace(scanned, path=PAGE) for scanned in scan.documents)
    return Tour(
        document=dataclasses.replace(document, path=PAGE),
        scan=dataclasses.replace(scan, documents=documents),
        screenings=tuple(screener.screen(Query.from_json(query)) for query in _QUERIES),
        screener=screener,
    )
