"""The formats that tamis reads: one row each, with how it is recognised, which watchlists come in it, and its reader.

In: nothing. Out: the table. A publisher's new format is one value of `Form`, one row of `FORMATS` and its parser.
Knows the parsers by name; nothing of paths.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tamis.sources import (
    ae,
    au,
    ca,
    ch,
    custom,
    eu,
    ftm,
    ofac,
    ofac_advanced,
    ofac_csv,
    ofac_enhanced,
    ofac_xml,
    pk,
    senzing,
    targets_csv,
    uk,
    uk_ofsi,
    un,
)
from tamis.sources.catalogue import OPEN_SANCTIONS, OWN, is_open_sanctions, is_own
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile

Reader: TypeAlias = Callable[[Mapping[str, OpenedFile], str, Findings], Parsed]
"""Reads the files of a list by role (`main` is there) for the watchlist named; unknown things go to the findings."""


class Form(enum.Enum):
    """What a file can be; the value says it to people."""

    UN_XML = "the UN Security Council Consolidated List (XML)"
    OFAC_XML = "an OFAC list in the sdnList XML"
    OFAC_ADVANCED = "an OFAC list in the advanced XML"
    OFAC_ENHANCED = "an OFAC list in the enhanced XML"
    OFAC_MAIN = "the main file of an OFAC CSV set"
    OFAC_ALT = "the aliases of an OFAC CSV set"
    OFAC_ADD = "the addresses of an OFAC CSV set"
    OFAC_COMMENTS = "the remarks overflow of an OFAC CSV set"
    AE_CSV = "the local terrorist list of the United Arab Emirates (CSV)"
    AU_XLSX = "Australia's Consolidated List (XLSX)"
    CA_XML = "Canada's Consolidated Autonomous Sanctions List (SEMA XML)"
    FTM_JSON = "an export of OpenSanctions (FollowTheMoney, JSON Lines)"
    SENZING_JSON = "an export of OpenSanctions (Senzing, JSON Lines)"
    TARGETS_CSV = "an export of OpenSanctions (targets.simple.csv)"
    PK_JSON = "Pakistan's list of proscribed persons (JSON)"
    EU_XML = "the EU's financial sanctions list (XML 1.1)"
    EU_CSV = "the EU's financial sanctions list (CSV 1.1)"
    EU_OLD_CSV = "the EU's financial sanctions list in the old CSV 1.0"
    UK_XML = "the UK Sanctions List (XML)"
    UK_CSV = "the UK Sanctions List (CSV)"
    UK_OFSI = "OFSI's Consolidated List (CSV or XLSX)"
    CH_XML = "the Swiss sanctions list (XML)"
    JSON_LINES = "JSON Lines"
    JSON_ARRAY = "one JSON array"
    CSV = "a CSV file with headings"
    HTML = "an HTML page"
    OTHER_XLSX = "an XLSX workbook of another kind"
    OTHER_XML = "an XML file of another kind"
    BINARY = "a binary file"
    OTHER = "a text of no form that tamis knows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of a publisher.

    Attributes:
        form: What a file of it is.
        lists: The watchlists that come in it; `own` stands for every list of one's own, `os` for every dataset of OpenSanctions.
        read: Its reader.
        root: Local name of the first XML element, which tells the format; None where it is no XML.
        tells: Says of the beginning of a text (up to 64 KiB, no byte order mark, no blanks before) that it is of this
            format; asked in the order of the table before the general forms (JSON Lines, CSV with headings) are tried.
    """

    form: Form
    lists: frozenset[str]
    read: Reader
    root: str | None = None
    tells: Callable[[str], bool] | None = None


OFAC_LISTS = frozenset({ofac.SDN, ofac.CONSOLIDATED})

FORMATS: tuple[Format, ...] = (
    Format(form=Form.UN_XML, lists=frozenset({"un"}), read=un.read, root=un.ROOT),
    Format(form=Form.OFAC_XML, lists=OFAC_LISTS, read=ofac_xml.read, root=ofac_xml.ROOT),
    Format(form=Form.OFAC_ADVANCED, lists=OFAC_LISTS, read=ofac_advanced.read, root=ofac_advanced.ROOT),
    Format(form=Form.OFAC_ENHANCED, lists=OFAC_LISTS, read=ofac_enhanced.read, root=ofac_enhanced.ROOT),
    Format(form=Form.OFAC_MAIN, lists=OFAC_LISTS, read=ofac_csv.read),
    Format(form=Form.AE_CSV, lists=frozenset({"ae"}), read=ae.read, tells=ae.tells),
    Format(form=Form.AU_XLSX, lists=frozenset({"au"}), read=au.read, tells=au.tells),
    Format(form=Form.CA_XML, lists=frozenset({"ca"}), read=ca.read, root=ca.ROOT),
    Format(form=Form.PK_JSON, lists=frozenset({"pk"}), read=pk.read, tells=pk.tells),
    Format(form=Form.FTM_JSON, lists=frozenset({OPEN_SANCTIONS}), read=ftm.read, tells=ftm.tells),
    Format(form=Form.SENZING_JSON, lists=frozenset({OPEN_SANCTIONS}), read=senzing.read, tells=senzing.tells),
    Format(form=Form.TARGETS_CSV, lists=frozenset({OPEN_SANCTIONS}), read=targets_csv.read, tells=targets_csv.tells),
    Format(form=Form.EU_XML, lists=frozenset({"eu"}), read=eu.read_xml, root=eu.ROOT),
    Format(form=Form.EU_CSV, lists=frozenset({"eu"}), read=eu.read_csv, tells=eu.tells),
    Format(form=Form.EU_OLD_CSV, lists=frozenset(), read=eu.read_csv, tells=eu.tells_old),
    Format(form=Form.UK_XML, lists=frozenset({"uk"}), read=uk.read_xml, root=uk.ROOT),
    Format(form=Form.UK_CSV, lists=frozenset({"uk"}), read=uk.read_csv, tells=uk.tells),
    Format(form=Form.UK_OFSI, lists=frozenset({"uk-ofsi"}), read=uk_ofsi.read, tells=uk_ofsi.tells),
    Format(form=Form.CH_XML, lists=frozenset({"ch"}), read=ch.read, root=ch.ROOT),
    Format(form=Form.JSON_LINES, lists=frozenset({OWN}), read=custom.read_json),
    Format(form=Form.CSV, lists=frozenset({OWN}), read=custom.read_table),
)

ROLE_OF_FORM = {
    Form.OFAC_MAIN: ofac_csv.MAIN,
    Form.OFAC_ALT: ofac_csv.ALT,
    Form.OFAC_ADD: ofac_csv.ADD,
    Form.OFAC_COMMENTS: ofac_csv.COMMENTS,
}
"""The files of an OFAC CSV set, which is the one format that comes in several files."""

FORM_OF_ROOT = {one.root: one.form for one in FORMATS if one.root is not None}
OPEN_SANCTIONS_FORMS = frozenset(one.form for one in FORMATS if OPEN_SANCTIONS in one.lists)
LIST_OF_FORM = {
    one.form: min(one.lists)
    for one in FORMATS
    if len(one.lists) == 1 and not one.lists.intersection((OWN, OPEN_SANCTIONS))
}
"""The one watchlist that comes in a form, for a file that is given under another name."""

READERS = {one.form: one.read for one in FORMATS}


def expected_forms(watchlist: str) -> frozenset[Form]:
    """Return the forms that a watchlist comes in; every file of a set counts."""
    name = OWN if is_own(watchlist) else OPEN_SANCTIONS if is_open_sanctions(watchlist) else watchlist
    forms = {one.form for one in FORMATS if name in one.lists}
    return frozenset(forms | set(ROLE_OF_FORM) if Form.OFAC_MAIN in forms else forms)
