"""Read names and kinds, and nothing else, from the official list files at hand.

In: the folder `lists` of real files. Out: `Row`s: list, the publisher's own reference, kind, name, whether primary.
Only files that the publishers themselves made are read (un, ofac, uk, ca, au, ae): third parties' versions forbid
commercial use, and the Pakistani list is kept apart as a test of false alarms. These readers must not know the
package: they count words, they do not keep listings.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
from lxml import etree

_NULL = "-0-"
_OFAC_KINDS = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
# OFAC writes persons "LAST, First" and everything else in capitals throughout.
_OFAC_PERSON = re.compile(r"^[^a-z,]+, [^,]*[a-z][^,]*$")


class Row(NamedTuple):
    """One published name."""

    watchlist: str
    reference: str
    kind: str
    name: str
    primary: bool


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _xml(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(_bytes(path), parser)
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


def _text(element: etree._Element, *tags: str) -> str:
    return " ".join(text.strip() for tag in tags if (text := element.findtext(tag)))


def read_un(folder: Path) -> Iterator[Row]:
    """Every version of the consolidated list but the corrupt copy, which is not XML."""
    for path in sorted(folder.glob("*/consolidated.xml*")):
        try:
            root = _xml(path)
        except etree.XMLSyntaxError:
            continue
        for tag, kind in (("INDIVIDUAL", "person"), ("ENTITY", "organisation")):
            for entry in root.iter(tag):
                reference = _text(entry, "REFERENCE_NUMBER")
                name = _text(entry, "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
                yield Row("un", reference, kind, name, True)
                yield Row("un", reference, kind, _text(entry, "NAME_ORIGINAL_SCRIPT"), False)
                for alias in entry.iter(tag + "_ALIAS"):
                    for part in _text(alias, "ALIAS_NAME").split(";"):
                        yield Row("un", reference, kind, part, False)


def _csv(path: Path) -> Iterator[list[str]]:
    text = _bytes(path).decode("utf-8", errors="replace").replace("\x1a", "")
    return csv.reader(io.StringIO(text, newline=""))


def _read_ofac_csv(folder: Path) -> Iterator[Row]:
    kinds: dict[str, str] = {}
    for path in sorted([*folder.glob("*/sdn.csv*"), *folder.glob("*/cons_prim.csv")]):
        for row in _csv(path):
            if len(row) == 12:
                kinds[row[0]] = _OFAC_KINDS.get(row[2].strip(), "organisation")
                yield Row("ofac", row[0], kinds[row[0]], row[1], True)
                for alias in re.findall(r"a\.k\.a\. '([^']+)'", row[11]):
                    yield Row("ofac", row[0], kinds[row[0]], alias, False)
    for path in sorted([*folder.glob("*/alt.csv*"), *folder.glob("*/cons_alt.csv")]):
        for row in _csv(path):
            if len(row) == 5:
                # A set without its main file says the kind only by how the name is written.
                guessed = "person" if _OFAC_PERSON.match(row[3]) else "organisation"
                yield Row("ofac", row[0], kinds.get(row[0], guessed), row[3], False)


def read_ofac(folder: Path) -> Iterator[Row]:
    """The legacy CSV sets and the XML of the consolidated list; the partial enhanced exports add nobody."""
    yield from _read_ofac_csv(folder)
    for path in sorted(folder.glob("*/consolidated.xml*")):
        for entry in _xml(path).iter("sdnEntry"):
            reference = _text(entry, "uid")
            kind = _OFAC_KINDS.get(_text(entry, "sdnType").lower(), "organisation")
            yield Row("ofac", reference, kind, _text(entry, "firstName", "lastName"), True)
            for alias in entry.iter("aka"):
                yield Row("ofac", reference, kind, _text(alias, "firstName", "lastName"), False)


def _sheet(path: Path) -> Iterator[list[str]]:
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def read_uk(folder: Path) -> Iterator[Row]:
    """The ConList of OFSI: Windows-1252 CSV up to 2018, XLSX after."""
    kinds = {"Individual": "person", "Ship": "vessel"}
    for path in sorted([*folder.glob("*/sanctionsconlist.csv*"), *folder.glob("*/ConList.xlsx")]):
        if path.suffix == ".xlsx":
            rows = _sheet(path)
        else:
            rows = csv.reader(io.StringIO(_bytes(path).decode("cp1252", errors="replace"), newline=""))
        next(rows)
        header = next(rows)
        for values in rows:
            row = dict(zip(header, values, strict=False))
            reference, kind = row["Group ID"], kinds.get(row["Group Type"], "organisation")
            name = " ".join(row[f"Name {part}"] for part in (1, 2, 3, 4, 5, 6))
            yield Row("uk", reference, kind, name, row["Alias Type"].startswith("Prim"))
            yield Row("uk", reference, kind, row.get("Name Non-Latin Script", ""), False)


def read_ca(folder: Path) -> Iterator[Row]:
    """The autonomous list, which has no references: the name stands for it."""
    for path in sorted(folder.glob("*/sema-lmes.xml*")):
        for record in _xml(path).iter("record"):
            person = _text(record, "GivenName", "LastName")
            kind = "person" if person else "vessel" if _text(record, "ShipIMONumber") else "organisation"
            name = person or _text(record, "Entity", "EntityOrShip")
            yield Row("ca", name, kind, name, True)
            if kind == "person":  # aliases are packed by commas, which companies' names contain too
                for alias in re.split(r"[,;]", _text(record, "Aliases")):
                    yield Row("ca", name, kind, alias, False)


def read_au(folder: Path) -> Iterator[Row]:
    """The consolidated list of DFAT: the digits of a reference are the party, the letter is the alias."""
    kinds = {"Individual": "person", "Vessel": "vessel", "Ship": "vessel"}
    for path in sorted(folder.glob("*/dfat.xlsx")):
        rows = _sheet(path)
        next(rows)
        for reference, name, kind, name_type, *_ in rows:
            party = re.sub(r"\D", "", reference)
            yield Row("au", party, kinds.get(kind, "organisation"), name, name_type == "Primary Name")


def read_ae(folder: Path) -> Iterator[Row]:
    """The local terrorist list: rows of persons, Arabic and Latin names side by side."""
    for path in sorted(folder.glob("*/*.csv")):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            if len(row) > 6 and row[0].isdigit() and row[1].startswith("شخص"):
                for part, separators in ((row[6], r"[+]| - "), (row[5], r"[+]| أو ")):
                    for name in re.split(separators, part):
                        yield Row("ae", row[0], "person", name, part is row[6])


def read_all(lists: Path) -> Iterator[Row]:
    """All official files under `lists`, one published name at a time, blank names and nulls left out."""
    readers = {"un": read_un, "ofac": read_ofac, "uk": read_uk, "ca": read_ca, "au": read_au, "ae": read_ae}
    for name, reader in readers.items():
        folder = lists / name
        if not folder.is_dir():
            raise SystemExit(f"{folder}: not there; give the folder of real lists, which holds lists/{name}")
        for row in reader(folder):
            if row.name.strip() and row.name.strip() != _NULL:
                yield row
