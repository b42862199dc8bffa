"""OpenSanctions' exports as FollowTheMoney entities: `entities.ftm.json` and `targets.nested.json`, one object a line.

In: the opened file. Out: a listing for each thing that is a target; what is linked to it becomes its links, identifiers,
addresses and designations. What is neither a target nor linked to one is counted and said. It must not know where the
file came from.
"""

from __future__ import annotations

from collections.abc import Mapping

from tamis.errors import FormatError
from tamis.records import Listing
from tamis.sources.findings import Findings
from tamis.sources.ftm_entry import KIND, read_entry
from tamis.sources.ftm_graph import Entity, Graph, read_graph
from tamis.sources.json_text import json_objects
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile

PARSER = "os-ftm/1"

PARTIES = frozenset(KIND)
"""Schemata that are listings in a file that does not tell its targets."""


def tells(text: str) -> bool:
    """Say whether a text begins with a FollowTheMoney entity."""
    line = text.split("\n", 1)[0]
    return text.startswith("{") and all(f'"{key}"' in line for key in ("id", "schema", "properties"))


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read an export; see `read_ftm`."""
    main = files["main"]
    graph = read_graph(json_objects(main), str(main.path))
    listings = read_ftm(graph, watchlist, str(main.path), findings)
    seen = max((entity.last_seen for entity in graph.entities.values()), default="")
    return Parsed(parser=PARSER, listings=listings, published_at=seen or None)


def read_ftm(graph: Graph, watchlist: str, path: str, findings: Findings) -> list[Listing]:
    """Return the listings of a graph.

    Args:
        graph: All entities.
        watchlist: Prefix of the ids.
        path: The file's name, for messages.
        findings: Takes what is not known.

    Raises:
        FormatError: no target at all.
    """
    told = any(entity.target is not None for entity in graph.entities.values())
    listed = {key for key in graph.order if _is_listing(graph.entities[key], told)}
    if not listed:
        raise FormatError(f"{path}: the file holds no target; download it again")
    listings = [read_entry(graph, key, watchlist, listed, findings) for key in graph.order if key in listed]
    _report_left_out(graph, listed, findings)
    return listings


def _is_listing(entity: Entity, told: bool) -> bool:
    return entity.is_thing and (entity.target is True if told else entity.schema in PARTIES)


def _report_left_out(graph: Graph, listed: set[str], findings: Findings) -> None:
    """Count the things that are no target and that no target is linked to."""
    reached: set[str] = set()
    for key in listed:
        reached.update(thing.id for thing in graph.belongings.get(key, ()))
        for entity in (graph.entities[key], *graph.edges.get(key, ())):
            reached.update(text for texts in entity.properties.values() for text in texts)
    left = [
        key for key, entity in graph.entities.items() if entity.is_thing and key not in listed and key not in reached
    ]
    if left:
        findings.warn(f"{len(left)} left out: no target, and no target is linked to them", left[0])
