"""Make a file in the shape of OFAC's advanced XML, as large as the real one, of invented parties.

    python bench/advanced_file.py OUT [--megabytes 120]

The real file has some 19,600 parties in 127 MB, this one fewer, each with more white space. The same size gives the same bytes. Exit status 0; 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

PARTY_BYTES = 7850
"""Bytes of one party with all that points at it, on average: 120 MB hold some 15,300."""

_SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gul",
    "ha",
    "jor",
    "kel",
    "lam",
    "mi",
    "nor",
    "pel",
    "ru",
    "sha",
    "tov",
    "vik",
    "zan",
)
_LETTERS = {"160": "ابتجدرزسعفقكلمنهوي", "220": "абвгдежзиклмнопрст"}
_PROGRAMMES = ("SDGT", "IRAN-EO13902", "NPWMD", "RUSSIA-EO14024", "SDNTK")
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!-- Invented parties in the publisher's shape; none of them exists. -->
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML" Version="3">
  <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>5</Month><Day>6</Day></DateOfIssue>
"""
_SETS = {
    "AliasType": {"1400": "A.K.A.", "1401": "F.K.A.", "1403": "Name"},
    "Country": {"11109": "Iran", "11178": "Russia", "11218": "Yemen", "11065": "China"},
    "DetailReference": {"91526": "Male", "91527": "Female"},
    "EntryEventType": {"1": "Created"},
    "FeatureType": {
        "8": "Birthdate",
        "9": "Place of Birth",
        "10": "Nationality Country",
        "25": "Location",
        "224": "Gender",
    },
    "IDRegDocDateType": {"1480": "Issue Date", "1481": "Expiration Date"},
    "IDRegDocType": {"1571": "Passport", "1584": "National ID No."},
    "LegalBasis": {"1828": "Executive Order 13224 (Terrorism)"},
    "List": {"1550": "SDN List"},
    "LocPartType": {"1451": "ADDRESS1", "1454": "CITY", "1456": "POSTAL CODE"},
    "NamePartType": {"1520": "Last Name", "1521": "First Name", "1522": "Middle Name"},
    "PartyType": {"1": "Individual", "2": "Entity"},
    "RelationType": {"15001": "Acting for or on behalf of"},
    "Reliability": {"1561": "Confirmed"},
    "SanctionsType": {"1": "Program", "1705": "Block"},
    "Script": {"215": "Latin", "160": "Arabic", "220": "Cyrillic"},
    "Validity": {"1": "Valid"},
}


def word(number: int, length: int = 3) -> str:
    """Return an invented word, another for each number."""
    text = ""
    for _ in range(length):
        number, at = divmod(number * 7 + 3, len(_SYLLABLES))
        text += _SYLLABLES[at]
    return text.capitalize()


def _scripted(number: int, script: str) -> str:
    letters = _LETTERS[script]
    return "".join(letters[(number * step + step * step) % len(letters)] for step in range(1, 7))


def _references() -> str:
    rows = []
    for kind, values in _SETS.items():
        rows.append(f"    <{kind}Values>")
        rows += [f'      <{kind} ID="{number}">{text}</{kind}>' for number, text in values.items()]
        rows.append(f"    </{kind}Values>")
    rows.append(
        '    <PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>'
    )
    return "\n".join(["  <ReferenceValueSets>", *rows, "  </ReferenceValueSets>\n"])


def _location(number: int) -> str:
    parts = "".join(
        f"""      <LocationPart LocPartTypeID="{kind}">
        <LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1">
          <Comment />
          <Value>{value}</Value>
        </LocationPartValue>
      </LocationPart>
"""
        for kind, value in (
            ("1451", f"{number % 90 + 1} {word(number)} Street"),
            ("1454", word(number, 2)),
            ("1456", number),
        )
    )
    return f"""    <Location ID="{number}">
      <LocationCountry CountryID="{("11109", "11178", "11218", "11065")[number % 4]}" CountryRelevanceID="1413" />
{parts}    </Location>
"""


def _span(year: int, month: int, day: int) -> str:
    return f"<Year>{year}</Year>\n<Month>{month}</Month>\n<Day>{day}</Day>\n"


def _period(year: int) -> str:
    first, last = _span(year, 1, 1), _span(year, 12, 31)
    return f"""<DatePeriod CalendarTypeID="1">
  <Start Approximate="false">
<From>
{first}</From>
<To>
{first}</To>
  </Start>
  <End Approximate="false">
<From>
{last}</From>
<To>
{last}</To>
  </End>
</DatePeriod>
"""


def _document(number: int) -> str:
    dates = "".join(
        f'      <DocumentDate IDRegDocDateTypeID="{kind}">\n{_period(year)}      </DocumentDate>\n'
        for kind, year in (("1480", 2001 + number % 20), ("1481", 2011 + number % 20))
    )
    return f"""    <IDRegDocument ID="{number}" IDRegDocTypeID="{("1571", "1584")[number % 2]}" IdentityID="{number}" IssuedBy-CountryID="11109" ValidityID="1">
      <Comment />
      <IDRegistrationNo>X{number:07d}</IDRegistrationNo>
      <IssuingAuthority />
{dates}      <DocumentedNameReference DocumentedNameID="{number * 10}" />
    </IDRegDocument>
"""


def _alias(number: int, which: int) -> str:
    script = ("160", "220")[number % 2]
    names = [("215", word(number + which, 2).upper(), word(number * 3 + which), word(number * 5 + which, 2))]
    if which < 2:
        names.append((script, *(_scripted(number + part + which, script) for part in range(3))))
    documented = ""
    for place, (code, *parts) in enumerate(names):
        values = "".join(
            f"""              <DocumentedNamePart>
                <NamePartValue NamePartGroupID="{number * 10 + group}" ScriptID="{code}" ScriptStatusID="1" Acronym="false">{part}</NamePartValue>
              </DocumentedNamePart>
"""
            for group, part in enumerate(parts)
        )
        documented += f"""            <DocumentedName ID="{number * 10 + which * 2 + place}" FixedRef="{number}" DocNameStatusID="{place + 1}">
{values}            </DocumentedName>
"""
    kind, weak = ("1403", "1400", "1401")[which], str(which == 2).lower()
    return f"""          <Alias FixedRef="{number}" AliasTypeID="{kind}" Primary="{str(which == 0).lower()}" LowQuality="{weak}">
{documented}          </Alias>
"""


def _features(number: int) -> str:
    details = {
        "8": _period(1950 + number % 50) + '            <VersionDetail DetailTypeID="1430" />\n',
        "9": f'            <VersionDetail DetailTypeID="1432">{word(number, 2)}, Yemen</VersionDetail>\n',
        "10": f'            <VersionDetail DetailTypeID="1433" />\n            <VersionLocation LocationID="{number}" />\n',
        "25": f'            <VersionLocation LocationID="{number}" />\n',
        "224": '            <VersionDetail DetailTypeID="1431" DetailReferenceID="91526" />\n',
    }
    return "".join(
        f"""        <Feature ID="{number * 10 + place}" FeatureTypeID="{kind}">
          <FeatureVersion ID="{number * 10 + place}" ReliabilityID="1561">
            <Comment />
{detail}          </FeatureVersion>
          <IdentityReference IdentityID="{number}" IdentityFeatureLinkTypeID="1" />
        </Feature>
"""
        for place, (kind, detail) in enumerate(details.items())
    )


def _party(number: int) -> str:
    groups = "".join(
        f"""            <MasterNamePartGroup>
              <NamePartGroup ID="{number * 10 + group}" NamePartTypeID="{1520 + group}" />
            </MasterNamePartGroup>
"""
        for group in range(3)
    )
    return f"""    <DistinctParty FixedRef="{number}">
      <Comment />
      <Profile ID="{number}" PartySubTypeID="4">
        <Identity ID="{number}" FixedRef="{number}" Primary="true" False="false">
{"".join(_alias(number, which) for which in range(1 + number % 3))}          <NamePartGroups>
{groups}          </NamePartGroups>
        </Identity>
{_features(number)}      </Profile>
    </DistinctParty>
"""


def _relation(number: int) -> str:
    return f"""    <ProfileRelationship ID="{number}" From-ProfileID="{number}" To-ProfileID="{max(1, number // 2)}" RelationTypeID="15001" RelationQualityID="" Former="false" SanctionsEntryID="{number}">
      <Comment />
    </ProfileRelationship>
"""


def _entry(number: int) -> str:
    return f"""    <SanctionsEntry ID="{number}" ProfileID="{number}" ListID="1550">
      <EntryEvent ID="{number}" EntryEventTypeID="1" LegalBasisID="1828">
        <Comment />
        <Date CalendarTypeID="1">
{_span(1995 + number % 30, number % 12 + 1, number % 28 + 1)}        </Date>
      </EntryEvent>
      <SanctionsMeasure ID="{number}1" SanctionsTypeID="1705">
        <Comment />
        <DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true" />
      </SanctionsMeasure>
      <SanctionsMeasure ID="{number}2" SanctionsTypeID="1">
        <Comment>{_PROGRAMMES[number % 5]}</Comment>
        <DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true" />
      </SanctionsMeasure>
    </SanctionsEntry>
"""


def lines(parties: int) -> Iterator[str]:
    """Give the file piece by piece.

    Args:
        parties: How many; their numbers begin with 1.
    """
    yield _HEAD + _references()
    containers = (
        ("Locations", _location),
        ("IDRegDocuments", _document),
        ("DistinctParties", _party),
        ("ProfileRelationships", _relation),
        ("SanctionsEntries", _entry),
    )
    for name, item in containers:
        yield f"  <{name}>\n"
        for number in range(1, parties + 1, 2 if name == "IDRegDocuments" else 1):
            yield item(number)
        yield f"  </{name}>\n"
    yield "  <SanctionsEntryLinks />\n</Sanctions>\n"


def write(path: Path, megabytes: float) -> int:
    """Write the file, and return how many parties it holds."""
    parties = int(megabytes * 1_000_000 / PARTY_BYTES)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(parties))
    return parties


def main() -> int:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--megabytes", type=float, default=120)
    options = parser.parse_args()
    parties = write(options.out, options.megabytes)
    print(f"{options.out}: {parties:,} parties, {options.out.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
