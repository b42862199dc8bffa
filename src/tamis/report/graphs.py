"""The neighbourhood of a listing as a picture: who says something of it, and of whom it says something.

In: a Dossier and the listings that its links lead to. Out: SVG, or a page with the picture and the same in words. Where
the parties stand is worked out by networkx, from the extra `plots`. Must not know where listings are kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tamis.errors import MissingExtraError
from tamis.records import Dossier, DossierLink, Listing
from tamis.report.pages import as_markup, render_page
from tamis.screening import caption

SIDE_LIMIT = 30
"""Parties that are drawn on one side; a picture of more is a wall of boxes. The rest is counted, and told in words."""

_BOX = (320, 46)
_GAP = 14
_BETWEEN = 180  # pixels between two columns, where the lines run
_MARGIN = 45
_NAME_WIDTH, _TEXT_WIDTH, _RELATION_WIDTH = 32, 46, 24  # letters that fit
_SUBJECT = ""  # key of the listing whose neighbourhood it is


@dataclass(slots=True)
class _Node:
    """A party in the picture: what is known of it, then where it stands."""

    key: str
    side: int  # 0 says something of the listing, 1 is the listing, 2 the listing says something of it
    name: str
    listing: str | None
    kind: str
    found: bool
    relations: list[str] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0


def draw_links(dossier: Dossier, neighbours: Sequence[Listing], whole_file: bool = True) -> str:
    """Return a listing's links as SVG: on the left who names it, on the right whom it names.

    Args:
        dossier: The listing with its links.
        neighbours: The listings that the links lead to, for their kinds and what they say of each other.
        whole_file: Whether it stands alone, with its colours in it, or in a page that has them.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    nodes, left_out = _nodes(dossier, neighbours)
    pairs = _pairs(nodes, neighbours)
    height = _stand(nodes, pairs)
    columns = sorted({node.x for node in nodes.values()})
    return render_page(
        "links.svg",
        title=f"Links of {dossier.listing.id}",
        whole_file=whole_file,
        width=round(columns[-1] + _BOX[0] / 2 + _MARGIN),
        height=round(height),
        box=_BOX,
        nodes=[_shown(node) for node in nodes.values()],
        lines=[*_lines(dossier, nodes), *_lines_between(nodes, pairs)],
        headings=_headings(nodes),
        left_out=left_out,
    )


def links_page(dossier: Dossier, neighbours: Sequence[Listing]) -> tuple[str, str | None]:
    """Return the page of a listing's links and life, and what is missing in it, in words: the picture, perhaps."""
    drawing, missing = "", None
    try:
        drawing = draw_links(dossier, neighbours, whole_file=False)
    except MissingExtraError as error:
        missing = str(error)
    listing = dossier.listing
    page = render_page(
        "links.html",
        title=caption(listing),
        lead=f"{listing.id}, {listing.kind.value}, as in {dossier.snapshot}",
        dossier=dossier,
        drawing=as_markup(drawing),
        no_drawing=f"No picture: {missing}",
        warnings=dossier.warnings,
        footer=["Links are the publishers' own words; a party that no list links is not linked here."],
    )
    return page, missing


def _nodes(dossier: Dossier, neighbours: Sequence[Listing]) -> tuple[dict[str, _Node], int]:
    """Return the parties of the picture by key, the listing itself first, and how many did not fit."""
    known = {listing.id: listing for listing in neighbours}
    subject = dossier.listing
    nodes = {_SUBJECT: _Node(_SUBJECT, 1, caption(subject), subject.id, subject.kind.value, True)}
    count = {0: 0, 2: 0}
    left_out: set[str] = set()
    for link in sorted(dossier.links, key=lambda link: link.direction != "outgoing"):
        key = _key(link)
        if key not in nodes:
            side = 2 if link.direction == "outgoing" else 0
            if count[side] == SIDE_LIMIT:
                left_out.add(key)
                continue
            count[side] += 1
            other = known.get(link.listing or "")
            name = caption(other) if other else link.name or link.listing or "?"
            nodes[key] = _Node(key, side, name, link.listing, other.kind.value if other else "", link.found)
        if link.relation not in nodes[key].relations:
            nodes[key].relations.append(link.relation)
    return nodes, len(left_out)


def _key(link: DossierLink) -> str:
    return link.listing or f"name {link.name}"


def _pairs(nodes: Mapping[str, _Node], neighbours: Sequence[Listing]) -> list[tuple[str, str]]:
    """Return which neighbours the lists link with each other."""
    found = {
        (min(listing.id, link.target), max(listing.id, link.target))
        for listing in neighbours
        for link in listing.links
        if link.target and link.target != listing.id and listing.id in nodes and link.target in nodes
    }
    return sorted(found)


def _ordered(keys: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return keys so that linked ones stand near each other: reverse Cuthill-McKee, as networkx has it.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        import networkx
    except ImportError:
        raise MissingExtraError(
            "drawings need networkx, which is not installed; install it with: pip install 'tamis[plots]'"
        ) from None
    number = {key: place for place, key in enumerate(keys)}  # numbers, since the order of texts in a set may change
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(keys)))
    graph.add_edges_from((number[one], number[two]) for one, two in pairs if one in number and two in number)
    return [keys[place] for place in networkx.utils.reverse_cuthill_mckee_ordering(graph)]


def _stand(nodes: dict[str, _Node], pairs: Sequence[tuple[str, str]]) -> float:
    """Give every party its place in pixels, in columns from left to right, and return the picture's height."""
    sides = sorted({node.side for node in nodes.values()})
    step = _BOX[1] + _GAP
    most = max(sum(node.side == side for node in nodes.values()) for side in sides)
    for column, side in enumerate(sides):
        ordered = _ordered([key for key, node in nodes.items() if node.side == side], pairs)
        for rank, key in enumerate(ordered):
            nodes[key].x = _MARGIN + _BOX[0] / 2 + column * (_BOX[0] + _BETWEEN)
            nodes[key].y = _MARGIN + _BOX[1] / 2 + ((most - len(ordered)) / 2 + rank) * step
    return 2 * _MARGIN + most * step + 40


def _shown(node: _Node) -> dict[str, Any]:
    # A relation is told from whom it starts: "leader of" beside a box on the left means that this party leads.
    words = " · ".join(part for part in (node.listing, node.kind) if part)
    return {
        "x": node.x - _BOX[0] / 2,
        "y": node.y - _BOX[1] / 2,
        "name": _cut(node.name, _NAME_WIDTH),
        "text": _cut(words or "named, on no list that is loaded", _TEXT_WIDTH),
        "full": f"{node.name} ({node.listing or 'no listing'}): {', '.join(node.relations)}".rstrip(": "),
        "subject": node.side == 1,
        "found": node.found,
        "person": node.kind == "person",
    }


def _lines(dossier: Dossier, nodes: dict[str, _Node]) -> list[dict[str, Any]]:
    """Return the lines between the listing and its neighbours, one for each direction, with their relations."""
    said: dict[tuple[str, str], list[str]] = {}
    for link in dossier.links:
        if _key(link) in nodes and link.relation not in said.setdefault((_key(link), link.direction), []):
            said[_key(link), link.direction].append(link.relation)
    lines = []
    for (key, direction), relations in said.items():
        both = (key, "incoming") in said and (key, "outgoing") in said
        shift = (10 if direction == "incoming" else -10) if both else 0
        text = _cut(", ".join(relations), _RELATION_WIDTH)
        lines.append(_line(nodes, nodes[key], direction == "incoming", shift) | {"text": text})
    return lines


def _line(nodes: dict[str, _Node], node: _Node, incoming: bool, shift: int) -> dict[str, Any]:
    """Return the line between a neighbour and the listing; its relation is written beside the neighbour."""
    subject = nodes[_SUBJECT]
    way = 1 if subject.x > node.x else -1
    x, y = node.x + way * _BOX[0] / 2, node.y + shift
    end_x, end_y = subject.x - way * _BOX[0] / 2, subject.y + shift + _spread(node, nodes)
    bend, near = x + way * _BETWEEN * 0.75, end_x - way * _BETWEEN * 0.3
    points = [(x, y), (bend, y), (near, end_y), (end_x, end_y)]
    if not incoming:
        points.reverse()
    start, *rest = (f"{point[0]:.0f} {point[1]:.0f}" for point in points)
    return {
        "path": f"M {start} C {', '.join(rest)}",
        "x": x + way * 14,
        "y": y + (15 if shift > 0 or (shift == 0 and node.y > subject.y) else -5),  # where the line bends away from
        "anchor": "start" if way > 0 else "end",
        "between": False,
    }


def _spread(node: _Node, nodes: dict[str, _Node]) -> float:
    """Return where on the listing's side a line ends, so that lines do not all meet in one point."""
    ranked = sorted(one.y for one in nodes.values() if one.side == node.side)
    return (ranked.index(node.y) - (len(ranked) - 1) / 2) * min(6.0, _BOX[1] * 0.7 / len(ranked))


def _lines_between(nodes: dict[str, _Node], pairs: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the lines of what the neighbours say of each other: arcs on the outer side, or behind from side to side."""
    lines = []
    for one, two in pairs:
        first, second = nodes[one], nodes[two]
        way = -1 if first.side == 0 else 1
        x1 = first.x + way * _BOX[0] / 2
        if first.side == second.side:
            bulge = x1 + way * min(60, 14 + abs(first.y - second.y) / 12)
            path = f"M {x1:.0f} {first.y:.0f} C {bulge:.0f} {first.y:.0f}, {bulge:.0f} {second.y:.0f}, {x1:.0f} {second.y:.0f}"
        else:
            x1, x2 = first.x - way * _BOX[0] / 2, second.x + way * _BOX[0] / 2
            path = f"M {x1:.0f} {first.y:.0f} L {x2:.0f} {second.y:.0f}"
        lines.append({"path": path, "text": "", "between": True})
    return lines


def _headings(nodes: dict[str, _Node]) -> list[dict[str, Any]]:
    words = {0: "who names it", 2: "whom it names"}
    columns = {node.side: node.x for node in nodes.values() if node.side in words}
    return [{"x": x, "text": words[side]} for side, x in sorted(columns.items())]


def _cut(text: str, width: int) -> str:
    """Return a text that fits into so many letters; letters of East Asian scripts are twice as wide (UAX 11)."""
    room, kept = width, ""
    for char in text:
        room -= 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if room < 0:
            return kept[:-1].rstrip() + "…"
        kept += char
    return kept
