"""Letter correspondences: what a word in another script may be in Latin letters, and how well a Latin word fits it.

In: raw forms of tokens that are not ASCII (`units`), Latin tokens. Out: the likeliest Latin spellings, and costs in nats a
letter: 0 where each unit is spelt as it mostly is. The table is learnt from names of people in both scripts. Must not
know: names, lists.
"""

from __future__ import annotations

import functools
import heapq
import itertools
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, I16, I64, U8
from tamis.values.packed import WIDTH, Packed
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


def costs_a_letter(written: Packed, latin: Packed) -> F64:
    """Return float64[n]: what the likeliest alignment of each pair costs, in nats a letter (or unit, if there are more).

    Args:
        written: Raw forms in other scripts, n of them.
        latin: Raw forms of Latin tokens, each beside its partner.
    """
    units, many = _unit_rows(written)
    letters, lengths = _shown(latin, _LONGEST), np.minimum(latin.length, _LONGEST)
    letters = np.where((letters >= 97) & (letters <= 122), letters - np.uint8(96), 0)
    order = np.argsort(
        -(many * (_LONGEST + 1) + lengths), kind="stable"
    )  # alike long: no pair waits for its neighbours
    sixteenths = np.zeros(len(order), dtype=np.int16)
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        sixteenths[some] = _aligned(units[some], many[some], letters[some], lengths[some])
    result: F64 = sixteenths / _STEP / np.maximum(np.maximum(lengths, many), 1)
    return result


_AT_ONCE = 1024  # pairs side by side: what their alignments cost stays in the cache


def _unit_rows(written: Packed) -> tuple[I64, I64]:
    """Return int64[n, longest], where the costs of each token's units begin in `_sixteenths`, and how many units it has."""
    bytes_of = _shown(written, _LONGEST + 2)
    long_mark = bytes_of[:, 0] == _LONG_MARK
    many = np.clip(written.length - 1 - long_mark, 0, _LONGEST)
    script = _SCRIPT_NUMBER[np.where(long_mark, bytes_of[:, 1], bytes_of[:, 0])]
    wide = max(1, int(many.max(initial=0)))
    units = np.where(long_mark[:, None], bytes_of[:, 2 : 2 + wide], bytes_of[:, 1 : 1 + wide])
    return (script[:, None] * 128 + units) * _WIDTH, many


def _shown(strings: Packed, most: int) -> U8:
    """Return uint8[n, most]: the first bytes of strings, zeros behind the end."""
    result = np.zeros((len(strings.length), most), dtype=np.uint8)
    result[:, :WIDTH] = strings.matrix
    for row in np.flatnonzero(strings.length > WIDTH).tolist():
        text = strings.texts[row][:most]
        result[row, : len(text)] = np.frombuffer(text, dtype=np.uint8)
    return result


def _aligned(units: I64, many: I64, latin: U8, lengths: I64) -> I16:
    """Return int16[n]: what pairs cost in sixteenths of a nat; tokens of many units stand first.

    Costs are counted above those of the same letters all silent: so a silent letter costs nothing more.

    Args:
        units: int64[n, n_units], where the costs of their units begin.
        many: int64[n], how many of those each has.
        latin: uint8[n, n_letters], the Latin words, 1 to 26, 0 for any other character.
        lengths: int64[n], their letters.
    """
    width, most = max(1, int(lengths.max())), int(many[0])
    letters = np.ascontiguousarray(latin[:, :width].T).astype(np.int64)
    row = np.ascontiguousarray(units[:, :most].T)
    cost = _sixteenths()
    none = cost.take(row, mode="clip")
    one = cost.take(row[:, None] + (_ONE + letters), mode="clip")
    two = cost.take(row[:, None] + (_TWO + 27 * letters[:-1] + letters[1:]), mode="clip")
    total = np.zeros((width + 1, len(many)), dtype=np.int16)
    longer = np.searchsorted(-many, -np.arange(1, most + 1), side="right").tolist()
    for place, active in enumerate(longer):
        before = total[:, :active]
        following = before + none[place, :active]
        np.minimum(following[1:], before[:-1] + one[place, :, :active], out=following[1:])
        np.minimum(following[2:], before[:-2] + two[place, :, :active], out=following[2:])
        _let_fall(following)
        if active == len(many):
            total = following
        else:
            total[:, :active] = following
    result: I16 = total[lengths, np.arange(len(many))] + lengths.astype(np.int16) * np.int16(SILENT * _STEP)
    return result


def _let_fall(rows: I16) -> None:
    """Make of each row the least of it and those before it, in place; of wide rows row by row, where numpy steps through columns."""
    if rows.shape[1] < _WIDE:
        np.minimum.accumulate(rows, axis=0, out=rows)
        return
    for before, row in itertools.pairwise(rows):
        np.minimum(before, row, out=row)


_WIDE = 256


@functools.cache
def _sixteenths() -> I16:
    """Return the costs of all scripts, unit by unit, in sixteenths of a nat above those of the letters if they were silent."""
    silent = np.zeros(_WIDTH)
    silent[_ONE:_TWO], silent[_TWO:] = SILENT, 2 * SILENT
    return np.concatenate(
        [((correspondence(script).cost - silent) * _STEP).astype(np.int16).ravel() for script in MARKS]
    )


_LONG_MARK = ord("_")
_SCRIPT_NUMBER = np.zeros(256, dtype=np.int64)
_SCRIPT_NUMBER[[mark[-1] for mark in MARKS.values()]] = np.arange(len(MARKS))
"""By the last byte of its mark, the place of a script among `MARKS`."""
