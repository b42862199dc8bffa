"""The UN's alias texts, told apart into names.

In: one ALIAS_NAME with its NOTE. Out: the names in it, each with its remark. One text may hold several names packed with
`;` or `b)`, the same name in two scripts with one of them in brackets, or a remark in brackets.
Knows how the UN writes names; nothing of XML and nothing of qualities.
"""

from __future__ import annotations

import re

from tamis.sources.draft import squeeze
from tamis.values.scripts import script_of

_ENUMERATION = re.compile(r"(?:^|\s)[a-h]\)\s")
_SCRIPT_WORDS = re.compile(r"\(?\b(?:in )?(?:original|arabic) script\b\)?\s*:?", re.IGNORECASE)
_BORN = re.compile(r",?\s+(?P<note>(?:born|date of birth)\b.*)$", re.IGNORECASE)
_OTHER_SCRIPT_RUN = re.compile(
    r"[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:[\s'’-]+[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)*"
)
_NAMES_IN_NOTE = re.compile(r"\(?(?P<names>[^():\d]+;[^():\d]+?)\)?(?P<rest>\s+prominently.*)?$")
_SHORTEST_NAME = 3  # letters
_LONGEST = 2000  # characters; the longest alias with its note that the lists hold has some 600
_EDGE = " ,;\t"


def split_alias(text: str, note: str = "") -> list[tuple[str, str]]:
    """Return the names in one alias text, each with the remark that belongs to it.

    Args:
        text: ALIAS_NAME, such as `Abdul Rehman; Abd Ur-Rehman`, `X (original script: Y)`, `El Para (combat name)`.
        note: NOTE beside it; names in it (in another script, or transliterations joined by `;`) are returned too.

    Returns:
        Pairs (name, remark); the remark is empty where there is none.
    """
    text, note = squeeze(text), squeeze(note)
    if len(text) + len(note) > _LONGEST:
        return [(text, note)]
    found: list[tuple[str, str]] = []
    for piece in _pieces(text):
        found.extend(_names_in_piece(piece, note))
    others = [name for name in _names_in_note(note, text) if name not in {known for known, _ in found}]
    return found + [(name, note) for name in others]


def _pieces(text: str) -> list[str]:
    """Split at `;` and at `b)` outside of brackets."""
    pieces, depth, start = [], 0, 0
    marked = _ENUMERATION.sub("; ", text)
    for position, char in enumerate(marked):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == ";" and depth == 0:
            pieces.append(marked[start:position])
            start = position + 1
    pieces.append(marked[start:])
    return [piece for piece in (piece.strip(_EDGE) for piece in pieces) if piece]


def _names_in_piece(piece: str, note: str) -> list[tuple[str, str]]:
    born = _BORN.search(piece)
    if born:
        return [(piece[: born.start()].strip(_EDGE), _joined(born["note"], note))]
    base, inside = _last_bracket(piece)
    bare = _SCRIPT_WORDS.sub(" ", inside).strip(_EDGE)
    if not bare:
        return [(name, note) for name in _names_by_script(piece)]
    further = [squeeze(part) for part in _pieces(bare)]
    if any(_differ(base, part) for part in further):
        return [(base, note), *((part, note) for part in further)]
    if bare[0].islower():
        return [(base, _joined(bare, note))]
    return [(piece, note)]


def _last_bracket(piece: str) -> tuple[str, str]:
    """Return what stands before the bracket that ends a text, and what is in it; empty where no bracket ends it."""
    depth, opened = 0, -1
    for position, char in enumerate(piece):
        if char == "(":
            if depth == 0:
                opened = position
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
            if depth == 0 and piece[position + 1 :].strip(_EDGE) and "(" not in piece[position + 1 :]:
                return piece, ""
    if opened <= 0:
        return piece, ""
    inside = piece[opened + 1 :].strip(_EDGE)
    return piece[:opened].strip(_EDGE), inside.removesuffix(")") if depth == 0 else inside


def _names_in_note(note: str, text: str) -> list[str]:
    """Return the names that a NOTE holds: runs in another script, or transliterations joined by `;`."""
    if not note:
        return []
    names = [run for run in _OTHER_SCRIPT_RUN.findall(note) if script_of(run) != "Latn"]
    match = _NAMES_IN_NOTE.match(note)
    if match and script_of(text) != "Latn":
        names += [part for part in (squeeze(part) for part in match["names"].split(";")) if part[:1].isupper()]
    return names


def _names_by_script(piece: str) -> list[str]:
    """Tell `Agha Jan اغا جان` apart into its two scripts."""
    runs = [run for run in _OTHER_SCRIPT_RUN.findall(piece) if script_of(run) != "Latn"]
    latin = squeeze(_OTHER_SCRIPT_RUN.sub(" ", piece)).strip(_EDGE)
    if len(runs) != 1 or len(runs[0]) < _SHORTEST_NAME or sum(map(str.isalpha, latin)) < _SHORTEST_NAME:
        return [piece]
    return [latin, runs[0]]


def _differ(one: str, other: str) -> bool:
    """Say whether two texts are in different scripts, one of them Latin."""
    first, second = script_of(one), script_of(other)
    return first != second and "Latn" in (first, second)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
