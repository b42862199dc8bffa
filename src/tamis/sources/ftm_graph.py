"""FollowTheMoney: the things and edges of a file, brought together before any listing is made.

In: the objects of `entities.ftm.json` (flat) or `targets.nested.json` (what is linked stands within what links to it). Out: a
Graph, in which each thing knows its edges. Knows the model's shapes; nothing of listings.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tamis.errors import FormatError

EDGES: dict[str, tuple[str, str, str, str]] = {
    "Associate": ("person", "associate", "associated with", "associate of"),
    "Debt": ("debtor", "creditor", "debtor of", "creditor of"),
    "Directorship": ("director", "organization", "director of", "directed by"),
    "Employment": ("employer", "employee", "employer of", "employed by"),
    "Family": ("person", "relative", "related to", "relative of"),
    "Membership": ("member", "organization", "member of", "has member"),
    "Occupancy": ("holder", "post", "holder of", "held by"),
    "Ownership": ("owner", "asset", "owner of", "owned by"),
    "Payment": ("payer", "beneficiary", "payer of", "paid by"),
    "ProjectParticipant": ("participant", "project", "participant of", "has participant"),
    "Representation": ("agent", "client", "representative of", "represented by"),
    "Similar": ("candidate", "match", "similar to", "similar to"),
    "Succession": ("predecessor", "successor", "predecessor of", "successor of"),
    "UnknownLink": ("subject", "object", "linked to", "linked to"),
}
"""Schema of an edge -> property of its source, of its target, and what each is to the other."""

ATTACHED = {"Sanction": "entity", "Identification": "holder", "Passport": "holder"}
"""Schema of what describes one party -> the property that names the party."""

BELONGING = {"CryptoWallet": ("holder", "publicKey", "wallet"), "Security": ("issuer", "isin", "isin")}
"""Things without a life of their own -> whose they are, and their number, which identifies that party."""

REVERSE = {
    "agencyClient": "agent",
    "agentRepresentation": "client",
    "associates": "person",
    "associations": "associate",
    "employees": "employer",
    "employers": "employee",
    "occupancies": "post",
    "positionOccupancies": "holder",
    "predecessors": "successor",
    "successors": "predecessor",
    "unknownLinkFrom": "subject",
    "unknownLinkTo": "object",
}
"""Names under which a nested file puts an edge into a party -> the edge's property that the party is. Others end in it:
`ownershipAsset`, `familyPerson`."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DEEPEST = 40  # nested files go three levels down; json itself stops at a thousand


@dataclass(slots=True)
class Entity:
    """One object of the file.

    Attributes:
        id: Its id in OpenSanctions.
        schema: Its schema, such as `Person`.
        caption: What it is called; empty where not told.
        properties: Texts by property; what was nested stands as its id.
        target: Whether it is a target; None where the file does not tell.
        datasets: Names of the datasets that it comes from.
        referents: Other ids that it had, or has in its sources.
        first_seen: When OpenSanctions first saw it, empty where not told.
        last_seen: When it was last seen there, the time of the export.
        last_change: When it last changed.
        where: Where in the file it stands.
    """

    id: str
    schema: str
    caption: str
    properties: dict[str, list[str]]
    target: bool | None
    datasets: tuple[str, ...]
    referents: tuple[str, ...]
    first_seen: str
    last_seen: str
    last_change: str
    where: str

    def values(self, *names: str) -> list[str]:
        """Return the texts of the properties named."""
        return [text for name in names for text in self.properties.get(name, ())]

    @property
    def is_thing(self) -> bool:
        """True for what can be a party: no edge, no address, nothing that only describes another."""
        return self.schema not in EDGES and self.schema not in ATTACHED and self.schema != "Address"


@dataclass(slots=True)
class Graph:
    """All entities of a file, and the edges of each.

    Attributes:
        entities: By id, in the order of the file.
        edges: Edges and descriptions by the id of each party that they name.
        order: Ids of the objects at the beginning of a line, which alone can be listings.
        belongings: Wallets and securities by the id of each party whose they are.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    edges: dict[str, list[Entity]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    belongings: dict[str, list[Entity]] = field(default_factory=dict)


def read_graph(objects: Iterable[tuple[int, Mapping[str, Any]]], path: str) -> Graph:
    """Return the graph of a file.

    Args:
        objects: The object of each line with the line's number.
        path: The file's name, for messages.

    Raises:
        FormatError: an object without `id`, `schema` or `properties`, or an id that begins two lines.
    """
    graph = Graph()
    lines: set[str] = set()
    for number, twin in objects:
        where = f"line {number}"
        entity = _flatten(twin, graph, path, where)
        if entity.id in lines:
            raise FormatError(f"{path}: {where}: the id {entity.id!r} stands twice; the file is damaged")
        lines.add(entity.id)
        graph.entities[entity.id] = entity
        graph.order.append(entity.id)
    for entity in graph.entities.values():
        for party in _parties(entity):
            graph.edges.setdefault(party, []).append(entity)
        for party in dict.fromkeys(entity.values(BELONGING.get(entity.schema, ("",))[0])):
            graph.belongings.setdefault(party, []).append(entity)
    return graph


@functools.cache
def words_of(name: str) -> str:
    """Return `birth date` for `birthDate`, `legal entity` for `LegalEntity`."""
    return _CAMEL.sub(" ", name).lower()


def _flatten(twin: Mapping[str, Any], graph: Graph, path: str, where: str, depth: int = 0) -> Entity:
    """Return an object as an entity, after what is nested in it has gone into the graph by itself."""
    for key, kind in (("id", str), ("schema", str), ("properties", dict)):
        if not isinstance(twin.get(key), kind) or (not twin[key] and key != "properties"):
            raise FormatError(f"{path}: {where}: the key {key!r} is missing; this is no FollowTheMoney entity")
    if depth > _DEEPEST:
        raise FormatError(f"{path}: {where}: entities within entities, {depth} deep; the file is damaged")
    properties: dict[str, list[str]] = {}
    for name, values in twin["properties"].items():
        texts = properties.setdefault(name, [])
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                nested = _flatten(value, graph, path, where, depth + 1)
                _attach(nested, name, twin["id"])
                known = graph.entities.setdefault(nested.id, nested)
                if known.schema in BELONGING and name != BELONGING[known.schema][0]:
                    known.properties.setdefault(BELONGING[known.schema][0], []).append(twin["id"])
                else:
                    texts.append(nested.id)
            elif value is not None:
                texts.append(str(value))
    return _entity(twin, properties, where)


def _entity(twin: Mapping[str, Any], properties: dict[str, list[str]], where: str) -> Entity:
    target = twin.get("target")
    return Entity(
        id=twin["id"],
        schema=twin["schema"],
        caption=str(twin.get("caption") or ""),
        properties=properties,
        target=target if isinstance(target, bool) else None,
        datasets=_texts(twin.get("datasets")),
        referents=_texts(twin.get("referents")),
        first_seen=str(twin.get("first_seen") or ""),
        last_seen=str(twin.get("last_seen") or ""),
        last_change=str(twin.get("last_change") or ""),
        where=where,
    )


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(str, values)) if isinstance(values, list) else ()


def _attach(nested: Entity, name: str, parent: str) -> None:
    """Give a nested edge the party that it stands in: a nested file leaves it out."""
    ends: tuple[str, ...] = EDGES[nested.schema][:2] if nested.schema in EDGES else ()
    if nested.schema in ATTACHED:
        ends = (ATTACHED[nested.schema],)
    if not ends or any(parent in nested.properties.get(end, ()) for end in ends):
        return
    told = [end for end in ends if REVERSE.get(name) == end or name.lower().endswith(end)]
    empty = [end for end in ends if not nested.properties.get(end)]
    nested.properties.setdefault((told or empty or list(ends))[0], []).append(parent)


def _parties(entity: Entity) -> list[str]:
    """Return the ids of the parties that an edge or a description names, each once."""
    if entity.schema in EDGES:
        return list(dict.fromkeys(entity.values(*EDGES[entity.schema][:2])))
    if entity.schema in ATTACHED:
        return list(dict.fromkeys(entity.values(ATTACHED[entity.schema])))
    return []
