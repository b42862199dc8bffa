"""One FollowTheMoney target, with all that is linked to it, as a listing.

In: the graph and an id. Out: a Listing. Every property goes to the field that `ftm_properties.tsv` names, or is kept as a
detail; edges become links. Knows the model's properties; nothing of files.
"""

from __future__ import annotations

import functools
from importlib import resources

from tamis.records import Detail, Identifier, Link, Listing, Name, NameQuality, PartyKind, Place
from tamis.sources.draft import Draft, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.ftm_acts import add_designations, date_of, identifier_of
from tamis.sources.ftm_graph import BELONGING, EDGES, Entity, Graph, words_of

KIND = {
    "Person": PartyKind.PERSON,
    "Organization": PartyKind.ORGANISATION,
    "Company": PartyKind.ORGANISATION,
    "PublicBody": PartyKind.ORGANISATION,
    "LegalEntity": PartyKind.UNKNOWN,
    "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
    "CryptoWallet": PartyKind.WALLET,
    "Security": PartyKind.UNKNOWN,
    "Asset": PartyKind.UNKNOWN,
    "Vehicle": PartyKind.UNKNOWN,
}
"""Schema -> kind; a LegalEntity may be a person or a body. Any other schema is of unknown kind."""

GENDER = {"male": "male", "female": "female"}
RELATION = {
    "holder": "held by",
    "issuer": "issued by",
    "operator": "operated by",
    "owner": "owned by",
    "parent": "subsidiary of",
    "subsidiaries": "parent of",
}
"""Properties that name another party -> what the listing is to it; of any other, the property's own words."""

OF_KIND = {
    ("registrationNumber", PartyKind.AIRCRAFT): "aircraft_tail",
    ("serialNumber", PartyKind.VESSEL): "other",
    ("idNumber", PartyKind.ORGANISATION): "registration",
}
"""Properties whose numbers are of another kind for some parties."""


def read_entry(graph: Graph, key: str, watchlist: str, listed: set[str], findings: Findings) -> Listing:
    """Return the listing of one target.

    Args:
        graph: All entities of the file.
        key: Id of the target.
        watchlist: Prefix of the id.
        listed: Ids of all targets.
        findings: Takes properties that are not known.
    """
    entity = graph.entities[key]
    draft = Draft(f"{watchlist}:{key}", KIND.get(entity.schema, PartyKind.UNKNOWN), findings)
    draft.source = entity.where
    if entity.schema not in KIND:
        draft.add_detail("schema", entity.schema)
    _add_names(draft, entity)
    for name, values in entity.properties.items():
        for value in values:
            _add_value(draft, graph, name, value, listed)
    sanctions = []
    for edge in graph.edges.get(key, ()):
        if edge.schema == "Sanction":
            sanctions.append(edge)
        elif edge.schema in EDGES:
            _add_edge(draft, graph, edge, key, listed)
        else:
            draft.identifiers.extend(identifier_of(edge))
            _keep_rest(draft, edge, {"holder", "number", "passportNumber", "type", "country", "startDate", "endDate"})
    add_designations(draft, entity, sanctions)
    _add_belongings(draft, graph, key, listed)
    for referent in entity.referents:
        draft.add_detail("also known under the id", referent)
    draft.add_detail("first seen", entity.first_seen)
    changed = date_of(entity.last_change)
    draft.amended_on.extend([changed] if changed else [])
    return draft.finish()


def caption_of(entity: Entity) -> str:
    """Return what an entity is called."""
    names = entity.values("name", "alias", "weakAlias", "full", "publicKey", "registrationNumber", "isin")
    return squeeze(entity.caption or next(iter(names), entity.id))


def _add_names(draft: Draft, entity: Entity) -> None:
    """Add the caption first, where it is one of the names; a thing without any name is called by its caption."""
    names = entity.values("name")
    parts = " ".join(entity.values("firstName")[:1] + entity.values("lastName")[:1])
    if entity.caption in names or not names:
        draft.add_name(caption_of(entity) if names or not parts else parts, NameQuality.PRIMARY)
    if not draft.names and not any(map(str.isalnum, "".join(names))):
        draft.names.append(Name(entity.id))


def _add_value(draft: Draft, graph: Graph, name: str, value: str, listed: set[str]) -> None:
    """Put one value where the table of properties says."""
    other = graph.entities.get(value)
    if other is not None and other.id != draft.reference and other.schema != "Address":
        if other.is_thing:
            _add_link(draft, other, RELATION.get(name) or words_of(name), None, listed)
        return
    what = _properties().get(name)
    if what is None:
        draft.findings.note_unread(f"property {name}", draft.reference)
    place, _, argument = (what or "detail").partition(":")
    if place == "name":
        draft.add_name(value, NameQuality(argument))
    elif place == "id":
        kind = OF_KIND.get((name, draft.kind), argument)
        if any(map(str.isalnum, value)):
            draft.identifiers.append(Identifier(kind, squeeze(value), label=words_of(name)))
    elif place == "address":
        draft.add_place(draft.addresses, _place(graph, value))
    else:
        _add_field(draft, place, name, value)


def _add_field(draft: Draft, place: str, name: str, value: str) -> None:
    if place == "birth_date":
        draft.add_birth_date(value)
    elif place == "birth_place":
        draft.add_place(draft.birth_places, Place(squeeze(value) or None))
    elif place == "birth_country":
        draft.add_place(draft.birth_places, place_of(country=value))
    elif place == "country":
        draft.add_country(value, words_of(name))
    elif place == "gender" and value.lower() in GENDER:
        draft.genders.append(GENDER[value.lower()])
    elif place == "position":
        draft.positions.append(squeeze(value))
    elif place == "title":
        draft.titles.append(squeeze(value))
    elif place == "remarks":
        draft.remarks = f"{draft.remarks}\n{value.strip()}" if draft.remarks else value.strip() or None
    elif place == "amended_on" and (day := date_of(value)):
        draft.amended_on.append(day)
    else:
        draft.add_detail(words_of(name), value)


def _place(graph: Graph, value: str) -> Place:
    """Return an address: a text, or the Address entity whose id it is."""
    entity = graph.entities.get(value)
    if entity is None:
        return Place(squeeze(value) or None)
    first = {name: squeeze(texts[0]) for name, texts in entity.properties.items() if texts}
    street = ", ".join(first[name] for name in ("street", "street2", "street3", "postOfficeBox") if first.get(name))
    notes = [first[name] for name in ("remarks", "place") if first.get(name)]
    place = place_of(
        street=street,
        city=first.get("city", ""),
        region=first.get("region") or first.get("state", ""),
        postcode=first.get("postalCode", ""),
        country=first.get("country", ""),
        note="; ".join(notes),
    )
    full = first.get("full") or None
    return Place(full, place.street, place.city, place.region, place.postcode, place.country, place.note)


def _add_edge(draft: Draft, graph: Graph, edge: Entity, key: str, listed: set[str]) -> None:
    """Add a link to each party at the other end of an edge."""
    source, target, forth, back = EDGES[edge.schema]
    told = _told(edge)
    for own, other, relation in ((source, target, forth), (target, source, back)):
        if key not in edge.values(own):
            continue
        kinship = " ".join(edge.values("relationship")) if edge.schema in ("Family", "Associate") else ""
        words = f"{kinship} of" if kinship and own == target else relation
        for party in dict.fromkeys(edge.values(other)):
            if party != key and party in graph.entities:
                _add_link(draft, graph.entities[party], words, told, listed)
            elif party != key:
                draft.links.append(Link(words, None, None, "; ".join(part for part in (party, told) if part)))
        if not edge.values(other) and told:
            draft.links.append(Link(words, None, None, told))


def _add_link(draft: Draft, other: Entity, relation: str, told: str | None, listed: set[str]) -> None:
    """Add a link; of a party that is no listing itself, all that is known is kept as a detail."""
    target = f"{draft.id.partition(':')[0]}:{other.id}" if other.id in listed else None
    text = told if target else "; ".join(part for part in (other.id, told) if part)
    draft.links.append(Link(relation, target, caption_of(other), text))
    if target is None:
        _keep_whole(draft, other)


def _keep_whole(draft: Draft, other: Entity) -> None:
    """Keep all that is known of a party that is no listing itself."""
    values = [f"{words_of(name)}: {' | '.join(texts)}" for name, texts in other.properties.items() if texts]
    draft.add_detail(f"linked {words_of(other.schema)}", f"{other.id}: {'; '.join(values)}")


def _told(edge: Entity) -> str | None:
    """Return what an edge says besides who it joins: `role: director; start date: 2010`."""
    ends = EDGES[edge.schema][:2]
    parts = [f"{words_of(name)}: {', '.join(texts)}" for name, texts in edge.properties.items() if name not in ends]
    return "; ".join(sorted(parts)) or None


def _add_belongings(draft: Draft, graph: Graph, key: str, listed: set[str]) -> None:
    """Add the wallets and securities of a party to its identifiers."""
    for thing in graph.belongings.get(key, ()):
        _, number, kind = BELONGING[thing.schema]
        for value in thing.values(number):
            draft.identifiers.append(Identifier(kind, value, label=" ".join(thing.values("currency")) or None))
        if thing.id not in listed:
            _keep_whole(draft, thing)


def _keep_rest(draft: Draft, entity: Entity, read: set[str]) -> None:
    for name, texts in entity.properties.items():
        for text in texts if name not in read else ():
            draft.details.append(Detail(f"{words_of(entity.schema).lower()} {words_of(name)}", squeeze(text)))


@functools.cache
def _properties() -> dict[str, str]:
    text = resources.files("tamis.sources").joinpath("ftm_properties.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: what for name, _, what in rows}
