"""The UN's alias texts, told apart into names.

In: one ALIAS_NAME with its NOTE. Out: the names in it, each with its remark. One text may hold several names packed with
`;` or `b)`, the same name in two scripts with one of them in brackets, or a remark in brackets.
Knows how the UN writes names; nothing of XML and nothing of qualities.
"""

from __future__ import annotations

import re

from tamis.sources.draft import squeeze
from tamis.values.scripts import script_of

_OUTER_BRACKET = re.compile(r"(?P<before>[^(]*)\((?P<inside>.*)\)?(?P<after>[^)]*)$")
_ENUMERATION = re.compile(r"(?:^|\s)[a-h]\)\s")
_SCRIPT_WORDS = re.compile(r"\(?\b(?:in )?(?:original|arabic) script\b\)?\s*:?", re.IGNORECASE)
_BORN = re.compile(r",?\s+(?P<note>(?:born|date of birth)\b.*)$", re.IGNORECASE)
_OTHER_SCRIPT_RUN = re.compile(
    r"[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:[\s\u0640'’-]+[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)*"
)
_NAMES_IN_NOTE = re.compile(r"\(?(?P<names>[^():\d]+;[^():\d]+?)\)?(?P<rest>\s+prominently.*)?$")
_SHORTEST_NAME = 3  # letters
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
    match = _OUTER_BRACKET.match(piece)
    if match is None or not match["before"].strip():
        return [(name, note) for name in _names_by_script(piece)]
    before = match["before"].strip(_EDGE)
    inside = (
        match["inside"].rstrip(") ") if match["inside"].count("(") < match["inside"].count(")") else match["inside"]
    )
    bare = _SCRIPT_WORDS.sub(" ", inside).strip(_EDGE)
    if not bare or match["after"].strip(_EDGE):
        return _with_second_bracket(piece, note)
    if _differ(before, bare):
        return [(before, note), *((squeeze(name), note) for name in _pieces(bare))]
    if bare[0].islower():
        return [(before, _joined(bare, note))]
    return [(piece, note)]


def _with_second_bracket(piece: str, note: str) -> list[tuple[str, str]]:
    """Read `Front (FR) (names; in; other script)`: a name with its acronym, then a bracket with further names."""
    opening = piece.find(" (", piece.find(")"))
    if opening < 0:
        return [(piece, note)]
    inside = _SCRIPT_WORDS.sub(" ", piece[opening + 2 :].strip()).removesuffix(")")
    further = [squeeze(part).strip(_EDGE) for part in inside.split(";")]
    if not any(_differ(piece[:opening], part) for part in further if part):
        return [(piece, note)]
    return [(piece[:opening].strip(_EDGE), note), *((part, note) for part in further if part)]


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
