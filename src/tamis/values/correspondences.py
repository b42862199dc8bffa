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

from tamis.values.arrays import F64, I64
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
    by_shape: dict[tuple[str, int], list[int]] = {}
    for place, raw in enumerate(written):
        script = script_of_raw(raw)
        if script is not None:
            by_shape.setdefault((script, len(raw_units(raw)[:_LONGEST])), []).append(place)
    for (script, many), places in by_shape.items():
        units = np.frombuffer(b"".join(raw_units(written[place])[:many] for place in places), dtype=np.uint8)
        words = [latin[place] for place in places]
        result[places] = _aligned(script, units.reshape(len(places), many).astype(np.int64), words)
    return result


def _aligned(script: str, units: I64, latin: Sequence[bytes]) -> F64:
    """Return float64[n]: costs of words of equally many units, int64[n, n_units], a letter."""
    count, many = units.shape
    lengths = np.minimum(np.fromiter(map(len, latin), dtype=np.int64, count=count), _LONGEST)
    width = int(lengths.max(initial=1))
    table = np.array([word[:width] for word in latin], dtype=f"S{width}").view(np.uint8).reshape(count, width)
    letters = np.where((table >= 97) & (table <= 122), table.astype(np.int64) - 96, 0).T
    two = _TWO + 27 * letters[:-1] + letters[1:]
    cost = correspondence(script).cost
    total = np.repeat(np.arange(width + 1) * SILENT, count).reshape(width + 1, count)
    for place in range(many):
        of_unit = units[:, place]
        following = total + cost[of_unit, 0]
        np.minimum(following[1:], total[:-1] + cost[of_unit, _ONE + letters], out=following[1:])
        if width > 1:
            np.minimum(following[2:], total[:-2] + cost[of_unit, two], out=following[2:])
        for column in range(1, width + 1):
            np.minimum(following[column], following[column - 1] + SILENT, out=following[column])
        total = following
    result: F64 = total[lengths, np.arange(count)] / np.maximum(np.maximum(lengths, many), 1)
    return result
