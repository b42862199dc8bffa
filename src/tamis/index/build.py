"""Listings -> Index: tokens, their forms and hashes, postings, and what comparisons need of each listing.

In: listings, each with the number of its snapshot. Out: an Index. Names, once tokenised, are handled in bulk: the
cost is some ten microseconds a name. Must not know: thresholds, policies, queries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tamis.index.acronyms import listed_acronyms
from tamis.index.arrays import Index
from tamis.index.keys import TokenHashes, hash_tokens, identifier_keys, listed_keys, presence_of, text_key, whole_keys
from tamis.records import Listing, NameQuality, PartialDate, PartyKind
from tamis.values.arrays import I32, I64, U8, U32, U64
from tamis.values.characters import bare_names
from tamis.values.forms import Forms, forms_of
from tamis.values.hashing import shifted
from tamis.values.names import name_readings
from tamis.values.overlap import marks_of
from tamis.values.packed_countries import pack_country
from tamis.values.rarity import Rarity, Weights
from tamis.values.spelt import have_digits

KINDS = tuple(PartyKind)
QUALITIES = tuple(NameQuality)
_KIND_CODE = {kind: code for code, kind in enumerate(KINDS)}
_QUALITY_CODE = {quality: code for code, quality in enumerate(QUALITIES)}
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SHORT = 3  # letters: ud, e, wal: written to what stands before and after at will
GENDER_BITS = {"male": 1, "female": 2}


@dataclass(slots=True)
class _Collected:
    """What is gathered listing by listing before it becomes arrays."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    readings: dict[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    name_token: list[int] = field(default_factory=list)
    name_length: list[int] = field(default_factory=list)
    name_text: list[str] = field(default_factory=list)
    name_rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    listing_rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    births: list[list[tuple[int, ...]]] = field(default_factory=list)
    countries: list[list[int]] = field(default_factory=list)
    birth_countries: list[list[int]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    identifiers: list[tuple[int, int]] = field(default_factory=list)
    records: list[bytes] = field(default_factory=list)


def build(listings: Iterable[tuple[int, Listing]], snapshots: Sequence[str] = ()) -> Index:
    """Build the index of listings given as (number of the snapshot in `snapshots`, listing)."""
    found = _Collected()
    for snapshot, listing in listings:
        _collect(found, snapshot, listing)
    tokens = list(found.vocabulary)
    forms = forms_of(tokens) if tokens else Forms([], [], [], [])
    rarity = Rarity.shipped()
    hashes = hash_tokens(forms)
    weights = rarity.weights(tokens, hashes.lexicon)
    name_token = np.array(found.name_token, dtype=np.int32)
    name_offset = _offsets(found.name_length)
    names = np.array(found.name_rows, dtype=np.int64).reshape(-1, 4)
    owner = np.repeat(np.arange(len(names), dtype=np.int32), np.diff(name_offset))
    place = np.arange(len(name_token), dtype=np.int32) - np.repeat(name_offset[:-1], np.diff(name_offset))
    other = names[:, 3].astype(np.uint8)
    nats = np.zeros(len(names))
    np.add.at(nats, owner, weights.nats[name_token, other[owner]])
    numbers, filiation = marks_of(weights.role[name_token], owner.astype(np.int64), place.astype(np.int64), len(names))
    keys, key_token = listed_keys(hashes)
    key_order = np.argsort(keys, kind="stable")
    raw, sound, skeleton = _blob(forms.raw), _blob(forms.sound), _blob(forms.skeleton)
    return Index(
        snapshots=tuple(snapshots),
        raw=raw[0], raw_offset=raw[1], sound=sound[0], sound_offset=sound[1], skeleton=skeleton[0], skeleton_offset=skeleton[1],
        token_abjad=np.array(forms.abjad, dtype=bool),
        token_nats=weights.nats, token_unseen=weights.unseen, token_role=weights.role,
        token_digits=have_digits(forms.raw), token_syllable=weights.syllable,
        token_letters=hashes.letters,
        **_in_order(forms),
        rarity_key=rarity.keys, rarity_steps=rarity.steps,
        form_key=keys[key_order], form_token=key_token[key_order].astype(np.int32), form_presence=presence_of(keys),
        **(pairs := _pairs(forms, hashes, name_token, owner, place)), pair_other=other[pairs["pair_name"]],
        **_of_texts(found.name_text), **_acronyms(tokens, weights, name_token, name_offset, other), name_offset=name_offset, name_token=name_token,
        **(postings := _postings(name_token, owner, place, len(tokens))), posting_other=other[postings["posting_name"]],
        name_listing=names[:, 0].astype(np.int32), name_ordinal=names[:, 1].astype(np.uint16),
        name_quality=names[:, 2].astype(np.uint8), name_other=other, name_nats=nats,
        name_numbers=numbers, name_filiation=filiation.astype(np.int8),
        **_of_listings(found),
    )  # fmt: skip


def _collect(found: _Collected, snapshot: int, listing: Listing) -> None:
    number = len(found.listing_rows)
    other = int(listing.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN))
    for ordinal, name in enumerate(listing.names):
        for tokens in found.readings.get(name.text) or _read(found, name.text):
            found.name_token.extend(tokens)
            found.name_length.append(len(tokens))
            found.name_text.append(name.text)
            found.name_rows.append((number, ordinal, _QUALITY_CODE[name.quality], other))
    gender = 0
    for one in listing.genders:
        gender |= GENDER_BITS.get(one, 0)
    listed = listing.listed_on
    found.listing_rows.append((_KIND_CODE[listing.kind], snapshot, listed.toordinal() if listed else 0, gender))
    found.births.append([birth_row(date) for date in listing.birth_dates])
    found.countries.append([pack_country(code) for code in listing.countries])
    found.birth_countries.append([pack_country(place.country) for place in listing.birth_places if place.country])
    found.ids.append(text_key(listing.id))
    found.identifiers.extend((key, number) for key in identifier_keys(listing.identifiers))
    found.records.append(_written(listing.to_json()).encode(errors="surrogatepass"))


def _read(found: _Collected, name: str) -> tuple[tuple[int, ...], ...]:
    """Return the tokens of each reading of a name by their numbers; publishers repeat each other's names."""
    vocabulary = found.vocabulary
    readings = tuple(
        tuple(vocabulary.setdefault(token, len(vocabulary)) for token in tokens) for tokens in name_readings(name)
    )
    found.readings[name] = readings
    return readings


def birth_row(date: PartialDate) -> tuple[int, ...]:
    """Return first day, last day, year, month, day (0 where unknown) and flags of a date."""
    flags = (1 if date.circa else 0) | (2 if date.is_range else 0)
    return (date.first.toordinal(), date.last.toordinal(), date.year, date.month or 0, date.day or 0, flags)


def _offsets(lengths: Sequence[int]) -> I32:
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def _blob(strings: Sequence[bytes]) -> tuple[U8, U32]:
    return np.frombuffer(b"".join(strings), dtype=np.uint8), _offsets([len(one) for one in strings]).astype(np.uint32)


def _postings(name_token: I32, owner: I32, place: I32, count: int) -> dict[str, Any]:
    """Return, for each of `count` tokens, the names that hold it and where."""
    order = np.argsort(name_token, kind="stable")
    offset = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(name_token, minlength=count), out=offset[1:])
    return {"posting_offset": offset, "posting_name": owner[order], "posting_place": place[order].astype(np.uint8)}


def _in_order(forms: Forms) -> dict[str, Any]:
    """Return the tokens sorted by the first eight bytes of their raw forms, and these as numbers in that order."""
    prefix = np.array([raw[:8] for raw in forms.raw], dtype="S8").view(">u8").astype(np.uint64)
    order = np.argsort(prefix, kind="stable")
    return {"token_order": order.astype(np.int32), "token_prefix": prefix[order]}


def _pairs(forms: Forms, hashes: TokenHashes, name_token: I32, owner: I32, place: I32) -> dict[str, Any]:
    """Return the hashes of neighbouring tokens written as one: of two, and of three with a short one among them."""
    two = np.flatnonzero(owner[1:] == owner[:-1])
    short = np.fromiter((len(raw) <= _SHORT for raw in forms.raw), dtype=bool, count=len(forms.raw))[name_token]
    three = np.flatnonzero((owner[2:] == owner[:-2]) & (short[2:] | short[1:-1] | short[:-2]))
    keys = []
    for strings, hashed in ((forms.raw, hashes.raw), (forms.sound, hashes.sound)):
        lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        keys.append(_as_one(hashed, lengths, [name_token[two], name_token[two + 1]]))
        keys.append(_as_one(hashed, lengths, [name_token[three], name_token[three + 1], name_token[three + 2]]))
    found = np.concatenate(keys)
    first = np.concatenate([two, three, two, three])
    many = np.repeat(np.array([2, 3, 2, 3], dtype=np.uint8), [len(two), len(three), len(two), len(three)])
    order = np.argsort(found, kind="stable")
    return {
        "pair_key": found[order],
        "pair_presence": presence_of(found),
        "pair_name": owner[first][order],
        "pair_place": place[first][order].astype(np.uint8),
        "pair_many": many[order],
    }


def _of_texts(texts: Sequence[str]) -> dict[str, Any]:
    """Return the keys of whole names, sorted, and the names that they are of; and the names in Chinese characters and Hangul."""
    keys, name = whole_keys(texts, turned=True)
    order = np.argsort(keys, kind="stable")
    characters = "\n".join(bare_names(texts)).encode(errors="surrogatepass")
    return {
        "whole_key": keys[order],
        "whole_name": name[order].astype(np.int32),
        "characters": np.frombuffer(characters, dtype=np.uint8),
    }


def _acronyms(tokens: Sequence[str], weights: Weights, name_token: I32, name_offset: I32, other: U8) -> dict[str, Any]:
    """Return the keys of the acronyms that names of no persons make or are, sorted, and the names."""
    keys: list[int] = []
    owner: list[int] = []
    for name in np.flatnonzero(other).tolist():
        some = name_token[name_offset[name] : name_offset[name + 1]]
        words = [tokens[one] for one in some.tolist()]
        made = listed_acronyms(words, weights.role[some].tolist(), weights.nats[some, 0].tolist())
        keys += made
        owner += [name] * len(made)
    key = np.array(keys, dtype=np.uint64)
    order = np.argsort(key, kind="stable")
    return {"acronym_key": key[order], "acronym_name": np.array(owner, dtype=np.int32)[order]}


def _as_one(hashes: U64, lengths: I64, tokens: Sequence[I32]) -> U64:
    """Return the hashes of tokens' forms written as one."""
    total, before = hashes[tokens[0]].copy(), lengths[tokens[0]]
    for token in tokens[1:]:
        total += shifted(hashes[token], before)
        before = before + lengths[token]
    return total


def _of_listings(found: _Collected) -> dict[str, Any]:
    rows = np.array(found.listing_rows, dtype=np.int64).reshape(-1, 4)
    ids = np.array(found.ids, dtype=np.uint64)
    order = np.argsort(ids, kind="stable")
    identifiers = sorted(found.identifiers)
    record_offset = np.zeros(len(found.records) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in found.records], out=record_offset[1:])
    return {
        "listing_kind": rows[:, 0].astype(np.uint8),
        "listing_snapshot": rows[:, 1].astype(np.uint16),
        "listing_listed": rows[:, 2].astype(np.int32),
        "listing_gender": rows[:, 3].astype(np.uint8),
        "birth_offset": _offsets([len(one) for one in found.births]),
        "birth": np.array([row for rows in found.births for row in rows], dtype=np.int32).reshape(-1, 6),
        "country_offset": _offsets([len(one) for one in found.countries]),
        "country": np.array([code for codes in found.countries for code in codes], dtype=np.uint16),
        "birth_country_offset": _offsets([len(one) for one in found.birth_countries]),
        "birth_country": np.array([code for codes in found.birth_countries for code in codes], dtype=np.uint16),
        "id_key": ids[order],
        "id_listing": order.astype(np.int32),
        "identifier_key": np.array([key for key, _ in identifiers], dtype=np.uint64),
        "identifier_listing": np.array([number for _, number in identifiers], dtype=np.int32),
        "record_offset": record_offset,
        "record": np.frombuffer(b"".join(found.records), dtype=np.uint8),
    }
