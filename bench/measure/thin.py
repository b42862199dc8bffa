"""A thin reader of the two lists that are measured, for a checkout whose `tamis.sources` does not read them yet.

Comes in: the UN's XML, OFAC's legacy CSV. Goes out: listings with names, quality, kind, programme, birth dates, countries.
Nothing else is read. To be deleted once `tamis.sources` reads both.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from measure.stable import script_of
from tamis.records import Designation, Identifier, Listing, Name, NameQuality, PartialDate, PartyKind

_CODES = {
    "afghanistan": "af", "algeria": "dz", "bahrain": "bh", "bangladesh": "bd", "belarus": "by", "belgium": "be", "bosnia and herzegovina": "ba",
    "burma": "mm", "canada": "ca", "central african republic": "cf", "chad": "td", "china": "cn", "colombia": "co", "croatia": "hr", "cuba": "cu",
    "democratic people's republic of korea": "kp", "democratic republic of the congo": "cd", "congo, democratic republic of the": "cd", "egypt": "eg",
    "eritrea": "er", "ethiopia": "et", "france": "fr", "germany": "de", "guatemala": "gt", "haiti": "ht", "honduras": "hn", "hong kong": "hk", "india": "in",
    "indonesia": "id", "iran": "ir", "iran (islamic republic of)": "ir", "iraq": "iq", "israel": "il", "italy": "it", "jordan": "jo", "kenya": "ke",
    "korea, north": "kp", "korea, south": "kr", "kuwait": "kw", "lebanon": "lb", "libya": "ly", "malaysia": "my", "mali": "ml", "mauritania": "mr",
    "mexico": "mx", "morocco": "ma", "nicaragua": "ni", "nigeria": "ng", "norway": "no", "oman": "om", "pakistan": "pk", "palestinian": "ps", "panama": "pa",
    "peru": "pe", "philippines": "ph", "qatar": "qa", "russia": "ru", "russian federation": "ru", "rwanda": "rw", "saudi arabia": "sa", "serbia": "rs",
    "singapore": "sg", "somalia": "so", "south africa": "za", "south sudan": "ss", "spain": "es", "sudan": "sd", "sweden": "se", "switzerland": "ch",
    "syria": "sy", "syrian arab republic": "sy", "taiwan": "tw", "tajikistan": "tj", "tanzania": "tz", "thailand": "th", "trinidad and tobago": "tt",
    "tunisia": "tn", "turkey": "tr", "türkiye": "tr", "turkmenistan": "tm", "uganda": "ug", "ukraine": "ua", "united arab emirates": "ae",
    "united kingdom": "gb", "united kingdom of great britain and northern ireland": "gb", "united states": "us", "united states of america": "us",
    "uzbekistan": "uz", "venezuela": "ve", "vietnam": "vn", "yemen": "ye", "zimbabwe": "zw", "denmark": "dk", "japan": "jp", "australia": "au", "brazil": "br",
    "argentina": "ar", "poland": "pl", "austria": "at", "ireland": "ie", "chile": "cl", "ecuador": "ec", "myanmar": "mm", "netherlands": "nl", "greece": "gr",
    "senegal": "sn", "ghana": "gh", "kazakhstan": "kz", "kyrgyzstan": "kg", "azerbaijan": "az", "south korea": "kr", "north macedonia": "mk", "sri lanka": "lk",
}  # fmt: skip
_KINDS = {"individual": PartyKind.PERSON, "vessel": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}
_MONTHS = {
    name: at
    for at, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}


def country_code(text: str) -> str | None:
    """Return the alpha-2 code of a country's English name, None where this small table has none."""
    return _CODES.get(text.strip().casefold())


def read(watchlist: str, folder: Path) -> tuple[Listing, ...]:
    """Return the listings of a UN or OFAC folder."""
    if watchlist == "un":
        with gzip.open(folder / "consolidated.xml.gz") as file:
            return tuple(_read_un(ElementTree.parse(file).getroot()))
    return tuple(_read_ofac(folder))


def _name(text: str, quality: NameQuality) -> Name:
    script = script_of(text)
    return Name(text, quality, None if script in ("Latn", "Zyyy") else script)


def _read_un(root: ElementTree.Element) -> Iterator[Listing]:
    for element in root.iter():
        if element.tag not in ("INDIVIDUAL", "ENTITY"):
            continue
        parts = [(element.findtext(f"{place}_NAME") or "").strip() for place in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        names = [_name(" ".join(part for part in parts if part), NameQuality.PRIMARY)]
        for alias in element.iter(f"{element.tag}_ALIAS"):
            quality = NameQuality.WEAK if alias.findtext("QUALITY") == "Low" else NameQuality.ALIAS
            names += [
                _name(text.strip(), quality) for text in (alias.findtext("ALIAS_NAME") or "").split(";") if text.strip()
            ]
        original = (element.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()
        if original:
            names.append(_name(original, NameQuality.ALIAS))
        nations = [value.text or "" for value in element.findall("NATIONALITY/VALUE")]
        places = nations or [value.text or "" for value in element.findall("ENTITY_ADDRESS/COUNTRY")]
        numbers = [node.findtext("NUMBER") or "" for node in element.findall("INDIVIDUAL_DOCUMENT")]
        yield Listing(
            id=f"un:{element.findtext('REFERENCE_NUMBER')}",
            kind=PartyKind.PERSON if element.tag == "INDIVIDUAL" else PartyKind.ORGANISATION,
            names=tuple(names),
            birth_dates=tuple(_un_dates(element)),
            countries=tuple(dict.fromkeys(code for place in places if (code := country_code(place)))),
            identifiers=tuple(Identifier("other", number) for number in numbers if number.strip()),
            designations=(Designation("UN Security Council", element.findtext("UN_LIST_TYPE")),),
        )


def _un_dates(element: ElementTree.Element) -> Iterator[PartialDate]:
    for node in element.findall("INDIVIDUAL_DATE_OF_BIRTH"):
        circa = "APPROX" in (node.findtext("TYPE_OF_DATE") or "")
        date, year = node.findtext("DATE") or "", node.findtext("YEAR") or ""
        start, end = node.findtext("FROM_YEAR") or "", node.findtext("TO_YEAR") or ""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", date[:10]):
            yield PartialDate.parse(date[:10])
        elif year.isdigit():
            yield PartialDate(int(year), circa=circa)
        elif start.isdigit() and end.isdigit():
            yield PartialDate(int(start), until=PartialDate(int(end)))


def _rows(path: Path) -> Iterator[list[str]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for row in csv.reader(io.StringIO(raw.decode("utf-8-sig").replace("\x1a", ""))):
        if len(row) > 1:
            yield ["" if cell.strip() == "-0-" else cell.strip() for cell in row]


def _read_ofac(folder: Path) -> Iterator[Listing]:
    aliases: dict[str, list[Name]] = defaultdict(list)
    if (folder / "alt.csv").exists():
        for row in _rows(folder / "alt.csv"):
            quality = NameQuality.FORMER if row[2] == "fka" else NameQuality.ALIAS
            aliases[row[0]].append(_name(row[3], quality))
    main = next(path for path in (folder / "sdn.csv", folder / "sdn.csv.gz") if path.exists())
    for row in _rows(main):
        remarks = row[11]
        weak = [_name(text, NameQuality.WEAK) for text in re.findall(r"a\.k\.a\. '([^']+)'", remarks)]
        nations = re.findall(r"(?:nationality|citizen) ([A-Z][A-Za-z, ']+?)[;.]", remarks)
        yield Listing(
            id=f"ofac-sdn:{row[0]}",
            kind=_KINDS.get(row[2], PartyKind.ORGANISATION),
            names=(_name(row[1], NameQuality.PRIMARY), *aliases[row[0]], *weak),
            birth_dates=tuple(_ofac_dates(remarks)),
            countries=tuple(dict.fromkeys(code for nation in nations if (code := country_code(nation)))),
            designations=(Designation("US Treasury (OFAC)", row[3].replace("] [", "; ")),),
        )


def _ofac_dates(remarks: str) -> Iterator[PartialDate]:
    pattern = r"DOB (circa )?(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})(?: to (?:\d{1,2} [A-Z][a-z]{2} )?(\d{4}))?"
    for circa, day, month, year, until in re.findall(pattern, remarks):
        if until and int(until) > int(year):
            yield PartialDate(int(year), until=PartialDate(int(until)))
        elif month in _MONTHS or not month:
            yield PartialDate(int(year), _MONTHS.get(month), int(day) if day else None, circa=bool(circa))
