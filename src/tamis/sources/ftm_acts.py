"""What describes one FollowTheMoney party: its sanctions as designations, its documents as identifiers.

In: the entities of a party. Out: parts of a draft. Knows the model's Sanction, Identification and Passport.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tamis.records import Designation, Identifier, PartialDate
from tamis.sources.draft import Draft, squeeze
from tamis.sources.ftm_graph import Entity, words_of
from tamis.sources.un_references import add_un_references
from tamis.values.countries import country_code
from tamis.values.dates import parse_date

DOCUMENT = (("passport", "passport"), ("tax", "tax"), ("driv", "driving_licence"), ("visa", "visa"))
"""A word in the type of a document -> kind of identifier; nothing is `national_id`."""

AUTHORITY = "OpenSanctions"
SANCTION_DETAILS = (
    "status",
    "duration",
    "reason",
    "summary",
    "description",
    "programUrl",
    "sourceUrl",
    "country",
    "publisher",
    "recordId",
    "date",
    "modifiedAt",
)


def date_of(text: str) -> dt.date | None:
    """Return the day of a date or time; None for a month, a year, or what is no date."""
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def add_designations(draft: Draft, entity: Entity, sanctions: Sequence[Entity]) -> None:
    """Add a designation for each sanction; a target without any is designated by its dataset and programmes."""
    for sanction in sanctions:
        days = [day for day in map(date_of, sanction.values("listingDate", "startDate")) if day]
        ends = [day for day in map(date_of, sanction.values("endDate")) if day and _is_over(day, entity)]
        references = [*sanction.values("authorityId"), *sanction.values("unscId")]
        draft.designations.append(
            Designation(
                squeeze("; ".join(sanction.values("authority"))) or _datasets(sanction),
                squeeze("; ".join(sanction.values("program") or sanction.values("programId"))) or None,
                min(days, default=None),
                max(ends, default=None),
                legal_basis="; ".join(sanction.values("programId")) or None,
                measures=tuple(dict.fromkeys(map(squeeze, sanction.values("provisions")))),
                reference="; ".join(references) or None,
            )
        )
        _keep_details(draft, sanction)
    if not sanctions:
        programmes = entity.values("programId") or entity.values("program") or [""]
        for programme in dict.fromkeys(programmes):
            draft.designations.append(Designation(_datasets(entity), squeeze(programme) or None))


def _is_over(day: dt.date, entity: Entity) -> bool:
    """Say whether a sanction's end lay behind when the file was made; an end to come is no delisting."""
    seen = date_of(entity.last_seen)
    return seen is not None and day <= seen


def _datasets(entity: Entity) -> str:
    return ", ".join(entity.datasets) or AUTHORITY


def _keep_details(draft: Draft, sanction: Entity) -> None:
    """Keep what a designation has no field for; dates of less than a day, and what this version does not know, too."""
    for reference in sanction.values("unscId"):
        add_un_references(draft, reference)
    for name in SANCTION_DETAILS:
        for text in sanction.values(name):
            draft.add_detail(f"sanction {words_of(name)}", text)
    for name in ("listingDate", "startDate", "endDate"):
        for text in sanction.values(name):
            if name == "endDate" or date_of(text) is None:
                draft.add_detail(f"sanction {words_of(name)}", text)
    known = {"entity", "authority", "authorityId", "unscId", "program", "programId", "provisions"}
    known |= {"listingDate", "startDate", "endDate", *SANCTION_DETAILS}
    for name in (name for name in sanction.properties if name not in known):
        draft.findings.note_unread(f"property Sanction:{name}", draft.reference)
        for text in sanction.values(name):
            draft.add_detail(f"sanction {words_of(name)}", text)


def identifier_of(document: Entity) -> list[Identifier]:
    """Return the numbers of an Identification or a Passport."""
    label = squeeze(" ".join(document.values("type"))) or None
    kind = "passport" if document.schema == "Passport" else "national_id"
    if document.schema != "Passport" and label:
        kind = next((kind for word, kind in DOCUMENT if word in label.lower()), kind)
    country = next((code for code in map(country_code, document.values("country")) if code), None)
    issued, expires = (_partial(document.values(name)) for name in ("startDate", "endDate"))
    numbers = dict.fromkeys(map(squeeze, document.values("number", "passportNumber")))
    return [Identifier(kind, number, country, label, issued, expires) for number in numbers if number]


def _partial(texts: list[str]) -> PartialDate | None:
    try:
        return parse_date(texts[0]) if texts else None
    except ValueError:
        return None
