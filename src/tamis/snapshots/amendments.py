"""What changed inside one listing, in words.

In: a listing as two publications have it. Out: Changes. Values are compared as sets in a plain form, so neither order,
blanks, case, kinds of dashes and quotation marks, nor the way a place is divided into fields counts as a change; where
in the file the entry stood never does. Must not know: publishers, files, what else a publication holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tamis.records import Change, Designation, Identifier, Link, Listing, Name, NameQuality, PartialDate, Place
from tamis.values.countries import country_name
from tamis.values.identifiers import normalise_identifier

QUALITY_WORD = {
    NameQuality.PRIMARY: "primary name",
    NameQuality.ALIAS: "alias",
    NameQuality.WEAK: "weak alias",
    NameQuality.FORMER: "former name",
}
FILE_MARKS = frozenset({"sort key", "sort key last modified"})
"""Details that tell how a file is laid out and nothing of the party."""

_ALIKE = 70.0
"""Least likeness, 0 to 100, of two values of several for one to be the other amended. Of the aliases, addresses and
positions that changed between the UN's publications of 2017 to 2026, pairs above are re-spellings and additions, pairs
below are different values."""

_SHOWN = 160
"""Code points of a long text that are shown of each end of a change."""

_SAME = str.maketrans({**dict.fromkeys("‘’ʼ`´′", "'"), **dict.fromkeys('“”„″"', "'"), **dict.fromkeys("‐‑‒–—−", "-")})
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=\S)|(?<=[a-z0-9)][.;])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a listing, ready to be compared.

    Attributes:
        key: Its plain form: equal keys are the same value.
        word: What sort of value it is, for people.
        shown: The value as published.
        state: What more is said of it; a change of it is a change of the value.
    """

    key: str
    word: str
    shown: str
    state: str = ""


def plain(text: str | None) -> str:
    """Return a text without what only its layout decides: blanks, case, kinds of dashes and quotation marks."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_SAME).casefold().split())


def _run_together(text: str | None) -> str:
    """Return running text in plain form without any blank, or stop at its end: publishers' files lose and gain them."""
    return plain(text).replace(" ", "").rstrip(".;,")


def changes_between(before: Listing, after: Listing, skipped: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    """Return what changed in a listing, field by field in the order of the record; empty where only its layout did.

    Args:
        before: The listing in the older publication.
        after: The listing in the newer one.
        skipped: Fields that are not compared because one publication does not hold them; `aliases` stands for all
            names but primary ones, `details: LABEL` for the details of that label.
    """
    found: list[Change] = []
    for field, values in FIELDS.items():
        if field in skipped:
            continue
        old, new = values(before), values(after)
        if field == "names" and "aliases" in skipped:
            old, new = ([one for one in side if one.word == "primary name"] for side in (old, new))
        if field == "details" and skipped:
            old, new = ([one for one in side if f"details: {one.word}" not in skipped] for side in (old, new))
        if old != new:
            found += [Change(field, text) for text in _told(old, new)]
    if "remarks" not in skipped:
        found += _remarks_changes(before.remarks, after.remarks)
    return tuple(found)


def _told(old: Sequence[Value], new: Sequence[Value]) -> Iterator[str]:
    """Yield the changes of one field in words: amended values, then new ones, then those that are gone."""
    before, after = _by_key(old), _by_key(new)
    gone = [values[0] for key, values in before.items() if key not in after]
    came = [values[0] for key, values in after.items() if key not in before]
    for key, values in after.items():
        if key in before and (text := _restated(before[key], values)):
            yield text
    for first, second in _pairs(gone, came):
        gone.remove(first)
        came.remove(second)
        word = first.word if first.word == second.word else f"{first.word}, now {second.word},"
        yield f"{word} amended: {_shown(first)} -> {_shown(second)}"
    yield from (f"{value.word} added: {_shown(value)}" for value in came)
    yield from (f"{value.word} removed: {_shown(value)}" for value in gone)


def _by_key(values: Sequence[Value]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for value in values:
        if value.key:
            found.setdefault(value.key, []).append(value)
    return found


def _restated(before: Sequence[Value], after: Sequence[Value]) -> str | None:
    """Say what changed of a value that stayed: its quality, its dates, a remark on it."""
    old = {plain(f"{value.word} {value.state}"): value for value in before}
    new = {plain(f"{value.word} {value.state}"): value for value in after}
    if old.keys() == new.keys():
        return None
    lost, won = ([a[key] for key in a if key not in b] for a, b in ((old, new), (new, old)))
    first, second = (lost or before)[0], (won or after)[0]
    if first.word != second.word:
        return f"{first.word} is now {second.word}: {_shown(second)}"
    states = [", ".join(value.state or "nothing" for value in side) or "nothing" for side in (lost, won)]
    return f"{second.word} {second.shown} amended: {_cut(states[0])} -> {_cut(states[1])}"


def _pairs(gone: Sequence[Value], came: Sequence[Value]) -> list[tuple[Value, Value]]:
    """Return which new value takes the place of which old one: the only one of its sort, else the one most like it."""
    scored = sorted(
        (
            (-_likeness(first, second, gone, came), i, j)
            for i, first in enumerate(gone)
            for j, second in enumerate(came)
        ),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for score, i, j in scored:
        if -score >= _ALIKE and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((gone[i], came[j]))
    return pairs


def _likeness(first: Value, second: Value, gone: Sequence[Value], came: Sequence[Value]) -> float:
    """Return how surely one value took the place of the other, 0 to 100."""
    if len(gone) == len(came) == 1 and first.word == second.word and first.word in _SINGLE:
        return 100.0
    return fuzz.token_sort_ratio(first.key, second.key)


def _shown(value: Value) -> str:
    return _cut(value.shown) + (f" ({_cut(value.state)})" if value.state else "")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _remarks_changes(before: str | None, after: str | None) -> list[Change]:
    """Say what was added to the remarks and what left them, sentence by sentence."""
    if _run_together(before) == _run_together(after):
        return []
    if not (before or "").strip() or not (after or "").strip():
        word, text = ("removed", before) if (before or "").strip() else ("added", after)
        return [Change("remarks", f"remarks {word}: {_cut(text or '')}")]
    old, new = (_SENTENCE.split(" ".join((text or "").split())) for text in (before, after))
    known_old, known_new = ({_run_together(one) for one in side} for side in (old, new))
    lost = " ".join(one for one in old if _run_together(one) not in known_new)
    won = " ".join(one for one in new if _run_together(one) not in known_old)
    if lost and won:
        return [Change("remarks", f"remarks amended: {_cut(lost)} -> {_cut(won)}")]
    if lost or won:
        word, text = ("shortened by", lost) if lost else ("amended, added", won)
        return [Change("remarks", f"remarks {word}: {_cut(text)}")]
    return []  # the same sentences, in another order or repeated


def _name(name: Name) -> Value:
    return Value(plain(name.text), QUALITY_WORD[name.quality], name.text, name.note or "")


def _words(text: str) -> str:
    """Return the words of a text, sorted: a place is the same however its parts are divided."""
    return " ".join(sorted(re.findall(r"\w+", plain(text))))


def _place(word: str) -> Callable[[Place], Value]:
    def value(place: Place) -> Value:
        parts = [place.text, place.street, place.city, place.region, place.postcode]
        parts += [country_name(place.country) if place.country else None, f"({place.note})" if place.note else None]
        text = ", ".join(" ".join(part.split()) for part in parts if part)
        return Value(_words(text), word, text.replace(", (", " ("))

    return value


def _identifier(one: Identifier) -> Value:
    word = one.kind.replace("_", " ")
    state = [
        country_name(one.country) if one.country else "",
        one.label if one.label and plain(one.label) != word else "",
        f"issued {one.issued_on}" if one.issued_on else "",
        f"expires {one.expires_on}" if one.expires_on else "",
        one.note or "",
    ]
    key = f"{word} {normalise_identifier(one.kind, one.value) or plain(one.value)}"
    return Value(key, word if word != "other" else "identifier", one.value, ", ".join(part for part in state if part))


def _act(act: Designation) -> Value:
    state = [
        f"listed {act.listed_on}" if act.listed_on else "",
        f"delisted {act.delisted_on}" if act.delisted_on else "",
        act.legal_basis or "",
        ", ".join(sorted(act.measures)),
        f"reference {act.reference}" if act.reference else "",
    ]
    word = "programme" if act.programme else "authority"
    shown = act.programme or act.authority
    return Value(
        plain(f"{act.authority} {act.programme or ''}"), word, shown, ", ".join(part for part in state if part)
    )


def _link(link: Link) -> Value:
    # Which listing a published name belongs to is found by us, so the id counts only where no name is published.
    other = link.name or link.target or link.text or ""
    return Value(plain(f"{link.relation} {other}"), "link", f"{link.relation} {other}".strip())


def _texts(field: str, word: str, say: Callable[[str], str] = str) -> Callable[[Listing], list[Value]]:
    def values(listing: Listing) -> list[Value]:
        texts: Sequence[str | PartialDate] = getattr(listing, field)
        return [Value(plain(str(text)), word, say(str(text))) for text in texts]

    return values


FIELDS: dict[str, Callable[[Listing], list[Value]]] = {
    "kind": lambda one: [Value(one.kind.value, "kind", one.kind.value)],
    "names": lambda one: list(map(_name, one.names)),
    "birth_dates": _texts("birth_dates", "birth date"),
    "birth_places": lambda one: list(map(_place("birth place"), one.birth_places)),
    "countries": _texts("countries", "country", country_name),
    "genders": _texts("genders", "gender"),
    "identifiers": lambda one: list(map(_identifier, one.identifiers)),
    "addresses": lambda one: list(map(_place("address"), one.addresses)),
    "titles": _texts("titles", "title"),
    "positions": _texts("positions", "position"),
    "designations": lambda one: list(map(_act, one.designations)),
    "links": lambda one: list(map(_link, one.links)),
    "amended_on": _texts("amended_on", "publisher's day of amendment"),
    "details": lambda one: [
        Value(plain(f"{detail.label} {detail.value}").rstrip(".;, "), detail.label, detail.value)
        for detail in one.details
        if plain(detail.label) not in FILE_MARKS
    ],
}
"""Field of a listing -> its values, ready to be compared; `remarks` are compared sentence by sentence, after them."""

_SINGLE = frozenset(
    [
        "kind",
        "birth date",
        "gender",
        "country",
        "primary name",
        "programme",
        "authority",
        "publisher's day of amendment",
    ]
)
"""Sorts of values of which a single one that goes and a single one that comes are the same one amended."""
