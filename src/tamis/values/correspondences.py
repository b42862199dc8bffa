"""Letter correspondences: what a word in another script may be in Latin letters, and how well a Latin word fits it.

In: raw forms of tokens that are not ASCII (`units`), Latin tokens. Out: the likeliest Latin spellings, and costs in nats a
letter: 0 where each unit is spelt as it mostly is. The table is learnt from names of people in both scripts. Must not
know: names, lists.
"""

from __future__ import annotations

import functools
import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, I16, I64, U8
from tamis.values.tables import read_table
from tamis.values.units import MARKS, raw_units, unit_names

_NEVER = 6.0
"""Nats that a spelling costs which the table does not have: it has those up to 5."""

SILENT = 4.0
"""Nats that a Latin letter costs which no unit stands for."""

_STEP = 16.0
"""Costs are multiples of 1/16 nat, so that their sums are exact."""

_LONGEST = 24  # letters and units that are compared
_OPTIONS = 5  # spellings of one unit that are tried
_DEAREST_OPTION = 3.6
_BEAM = 40
_SPELLINGS = 24

_ONE, _TWO = 1, 28
_WIDTH = _TWO + 27 * 27


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One script.

    Attributes:
        cost: float64[128, 757]: of unit (byte) and letters: none, one (27 codes), two.
        options: byte -> (cost, letters) that differ in their consonants, the cheapest first.
    """

    cost: F64
    options: dict[int, tuple[tuple[float, str], ...]]


@functools.cache
def correspondence(script: str) -> Correspondence:
    """Return the correspondences of one script, a key of `units.MARKS`."""
    byte_of = {name: byte for byte, name in unit_names(script).items()}
    cost = np.full((128, _WIDTH), _NEVER)
    options: dict[int, tuple[tuple[float, str], ...]] = {}
    for row in read_table("correspondences"):
        if row[0] != script:
            continue
        byte = byte_of[row[1]]
        found: dict[str, tuple[float, str]] = {}
        for entry in row[2].split(" "):
            letters, _, tenths = entry.partition(":")
            nats = np.floor(int(tenths) / 10 * _STEP + 0.5) / _STEP
            cost[byte, _column(letters)] = nats
            consonants = _heard("".join(letter for letter in letters if letter not in "aeiouy"))
            found[consonants] = min(found.get(consonants, (nats, letters)), (nats, letters))
        cheap = [option for option in sorted(found.values()) if option[0] <= _DEAREST_OPTION]
        options[byte] = tuple(cheap[:_OPTIONS])
    return Correspondence(cost, options)


def _heard(consonants: str) -> str:
    """Return consonants that skeletons make one of as one: ss is s, ck and q are k."""
    if consonants in ("ck", "q"):
        return "k"
    return consonants[:1] if len(set(consonants)) == 1 else consonants


def _column(letters: str) -> int:
    codes = [_code(letter) for letter in letters]
    if not codes:
        return 0
    return _ONE + codes[0] if len(codes) == 1 else _TWO + 27 * codes[0] + codes[1]


def _code(letter: str) -> int:
    return ord(letter) - 96 if "a" <= letter <= "z" else 0


def spellings_of(raw: bytes) -> list[str]:
    """Return up to 24 Latin spellings of a token that is not ASCII, the likeliest first."""
    options = correspondence(script_of_raw(raw) or "Arab").options
    beam: list[tuple[float, str]] = [(0.0, "")]
    for unit in raw_units(raw)[:_LONGEST]:
        known = options.get(unit, ((0.0, ""),))
        grown: dict[str, float] = {}
        for cost, spelt in beam:
            for more, letters in known:
                text = spelt + letters
                grown[text] = min(cost + more, grown.get(text, np.inf))
        beam = heapq.nsmallest(_BEAM, ((cost, text) for text, cost in grown.items()))
    return [text for _, text in beam if text][:_SPELLINGS]


_SCRIPT_OF = {mark: script for script, mark in MARKS.items()}


def script_of_raw(raw: bytes) -> str | None:
    """Return the script whose units a raw form is made of; None for a Latin token."""
    return _SCRIPT_OF.get(raw[: 2 if raw[:1] == b"_" else 1])


def costs_a_letter(written: Sequence[bytes], latin: Sequence[bytes]) -> F64:
    """Return float64[n]: what the likeliest alignment of each pair costs, in nats a letter (or unit, if there are more).

    Args:
        written: Raw forms in other scripts.
        latin: Raw forms of Latin tokens.
    """
    result = np.zeros(len(written))
    tokens = {raw: place for place, raw in enumerate(dict.fromkeys(written))}
    token = np.fromiter(map(tokens.__getitem__, written), dtype=np.int64, count=len(written))
    scripts = [script_of_raw(raw) for raw in tokens]
    units = [raw_units(raw)[:_LONGEST] for raw in tokens]
    many = np.fromiter(map(len, units), dtype=np.int64, count=len(units))[token]
    table, letters = _matrix(units), _matrix(latin)
    lengths = np.minimum(np.fromiter(map(len, latin), dtype=np.int64, count=len(latin)), _LONGEST)
    for script in sorted({one for one in scripts if one is not None}):
        rows = np.flatnonzero(np.array([one == script for one in scripts])[token])
        rows = rows[np.argsort(lengths[rows], kind="stable")]
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            some = some[np.argsort(-many[some], kind="stable")]  # of the longest first: each unit has less to do
            width = max(1, int(lengths[some].max()))
            sixteenths = _aligned(script, table[token[some]], many[some], letters[some, :width], lengths[some])
            result[some] = sixteenths / _STEP / np.maximum(np.maximum(lengths[some], many[some]), 1)
    return result


_AT_ONCE = 2048  # pairs side by side: what an alignment costs so far stays in the cache


def _matrix(strings: Sequence[bytes]) -> U8:
    """Return the first bytes of strings, uint8[n, `_LONGEST`], zeros behind the end."""
    return np.array(strings, dtype=f"S{_LONGEST}").view(np.uint8).reshape(len(strings), _LONGEST)


def _aligned(script: str, units: U8, many: I64, latin: U8, lengths: I64) -> I16:
    """Return int16[n]: what pairs cost in sixteenths of a nat; tokens of many units stand first.

    Args:
        script: Of all tokens.
        units: uint8[n, n_units], their units.
        many: int64[n], how many of those each has.
        latin: uint8[n, width], the Latin words.
        lengths: int64[n], their letters.
    """
    count, width = latin.shape
    letters = np.where((latin >= 97) & (latin <= 122), latin - np.uint8(96), 0).T.astype(np.int32)
    one, two = _ONE + letters, _TWO + 27 * letters[:-1] + letters[1:]
    cost = _sixteenths(script)
    silent = (np.arange(width + 1) * int(SILENT * _STEP)).astype(np.int16)[:, None]
    total = np.repeat(silent, count, axis=1)
    row = units.T.astype(np.int32) * _WIDTH
    longer = np.searchsorted(-many, -np.arange(1, int(many.max(initial=0)) + 1), side="right")
    for place, active in enumerate(longer.tolist()):
        of_unit, before = row[place, :active], total[:, :active]
        following = before + cost.take(of_unit)
        np.minimum(following[1:], before[:-1] + cost.take(one[:, :active] + of_unit), out=following[1:])
        np.minimum(following[2:], before[:-2] + cost.take(two[:, :active] + of_unit), out=following[2:])
        following -= silent
        np.minimum.accumulate(following, axis=0, out=following)
        following += silent
        total[:, :active] = following
    result: I16 = total[lengths, np.arange(count)]
    return result


@functools.cache
def _sixteenths(script: str) -> I16:
    """Return the costs of a script, unit by unit, in sixteenths of a nat."""
    return (correspondence(script).cost * _STEP).astype(np.int16).ravel()
