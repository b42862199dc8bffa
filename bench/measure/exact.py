"""Exact names and names across scripts: what tamis must find, and find first. Asked of tamis alone, through its hits.

Comes in: a Ground. Goes out: figures, and notes that name the first misses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from measure.cases import exact_forms
from measure.ground import Ground
from measure.lists import FOLDERS, FURTHER, every_list, read_script_pairs
from measure.peers import Tamis
from measure.populace import written_in_script
from measure.report import Figure, Outcome, Place, figures_of
from measure.stable import half_of, pick, plain_words
from tamis.records import Listing, Name, NameQuality, PartyKind, Query
from tamis.records.query import NAME_LIMIT

_GOOD = (NameQuality.PRIMARY, NameQuality.ALIAS)
_SHOWN = 12
"""Misses named in the notes of each list."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """A published name in one dress."""

    listing: str
    kind: PartyKind
    dress: str
    text: str


def dressed_names(listings: Sequence[Listing]) -> Iterator[Dressed]:
    """Return every primary name and good alias in every dress, each wording once per listing."""
    for listing in listings:
        seen: set[str] = set()
        for name in listing.names:
            if name.quality not in _GOOD:
                continue
            for dress, text in exact_forms(name, listing.kind).items():
                if text not in seen and len(text) <= NAME_LIMIT:
                    seen.add(text)
                    yield Dressed(listing.id, listing.kind, dress, text)


def exact_names(ground: Ground, watchlist: str, most: int | None = None) -> list[Figure]:
    """Every name of a list (or `most` of them) in every dress at the default threshold: a hit; and first, tied, or behind the same words."""
    from tamis.screening import DEFAULT_THRESHOLD

    screener = _screener(ground, watchlist)
    words_of = {one.id: {plain_words(name.text) for name in one.names} for one in ground.listings(watchlist)}
    count = most if ground.sample is None or ground.sample >= 250 else ground.sample * 20
    asked = pick(
        dressed_names(ground.listings(watchlist)),
        count,
        lambda one: f"{one.listing} {one.dress} {one.text}",
        ground.seed,
    )
    hits: list[Outcome] = []
    firsts: list[Outcome] = []
    missed = []
    for one, found in zip(asked, _search(screener, [one.text for one in asked], DEFAULT_THRESHOLD, asked), strict=True):
        own = next((score for listing, score in found if listing == one.listing), None)
        ahead = [listing for listing, score in found if own is not None and score > own]
        first = own is not None and all(plain_words(one.text) in words_of[listing] for listing in ahead)
        groups = (f"dress: {one.dress}", f"kind: {one.kind.value}")
        hits.append(Outcome(own is not None, groups))
        firsts.append(Outcome(first, groups))
        if not first:
            missed.append(
                f"{one.text!r} ({one.listing}, {one.dress}): " + (f"behind {ahead[0]}" if own is not None else "no hit")
            )
    section = f"{watchlist} exact names"
    ground.notes.append(
        f"{section}: {len(missed):,} of {len(asked):,} missed or not first"
        + "".join(f"\n  {line}" for line in missed[:_SHOWN])
    )
    return figures_of(Place("all", section, "hit at the default threshold", "tamis"), hits) + figures_of(
        Place("all", section, "first, tied, or behind the same words", "tamis"), firsts
    )


def exact_names_elsewhere(ground: Ground) -> list[Figure]:
    """The same over the other publications at hand."""
    return [figure for watchlist in FURTHER for figure in exact_names(ground, watchlist)]


def exact_names_everywhere(ground: Ground) -> list[Figure]:
    """The same over every list that is there: the newest of each watchlist, and what no parser reads; all names with --sample 0."""
    most = None if ground.sample is None else ground.sample * 20
    lists = [name for name in every_list(ground.root) if name not in FOLDERS]
    return [figure for watchlist in lists for figure in exact_names(ground, watchlist, most)]


def _screener(ground: Ground, watchlist: str) -> Any:
    engine = ground.engine("tamis", watchlist)
    assert isinstance(engine, Tamis)
    return engine.screener


def _search(
    screener: Any, texts: Sequence[str], threshold: float, asked: Sequence[Dressed]
) -> Iterator[list[tuple[str, float]]]:
    """Return hits as (listing, score), best first; asks again without a limit where the limit may have cut the listing off."""
    queries = (Query(names=(Name(text),)) for text in texts)
    for one, screening in zip(
        asked, screener.screen_many(queries, threshold=threshold, limit=Tamis.LIMIT), strict=True
    ):
        hits = [(hit.listing, hit.score) for hit in screening.hits]
        if screening.truncated and all(listing != one.listing for listing, _ in hits):
            again = screener.screen(screening.query, threshold=threshold, limit=None)
            hits = [(hit.listing, hit.score) for hit in again.hits]
        yield hits


FULL_NAMES = ("hebrew", "korean")
TOKENS = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")
POOL = 5_000
"""Latin names among which each is searched."""
LEAST = 30
"""Names that a script has at least to be asked about."""


def across_scripts(ground: Ground) -> list[Figure]:
    """Names in another script searched among 5,000 Latin ones, found first: full names, token by token, common names recombined."""
    tables = [(f"people_{script}", f"full names, {script}") for script in FULL_NAMES]
    tables += [(f"tokens_{script}", f"tokens, {script}") for script in TOKENS]
    labelled = [(label, read_script_pairs(ground.root / "names" / f"{table}.tsv.gz")) for table, label in tables]
    common = written_in_script(ground.root, POOL // 2, ground.seed)
    labelled += [(f"common names of the countries, {script}", rows) for script, rows in common.items()]
    figures = []
    for label, rows in labelled:
        mine = [row for row in rows if half_of(row[0]) == ground.half]
        if len(mine) >= LEAST:
            figures += _one_table(ground, label, mine)
    return figures


def _strangers(ground: Ground, count: int) -> list[str]:
    """Return Latin names to fill a pool with, where a script has fewer of its own."""
    rows = read_script_pairs(ground.root / "names" / f"people_{FULL_NAMES[0]}.tsv.gz")
    return pick(dict.fromkeys(latin.casefold() for latin, _ in rows), count, str, ground.seed)


def _one_table(ground: Ground, label: str, rows: Sequence[tuple[str, str]]) -> list[Figure]:
    """Search up to 1,000 names of one table; any Latin form that the table gives for the name is right."""
    right: dict[str, set[str]] = {}
    for latin, other in rows:
        right.setdefault(other, set()).add(latin.casefold())
    latins = list(dict.fromkeys(latin.casefold() for latin, _ in rows))
    latins += _strangers(ground, POOL - len(latins)) if len(latins) < POOL else []
    pool = pick(latins, POOL, str, ground.seed)
    inside = set(pool)
    able = [other for other, latins in right.items() if latins & inside]
    asked = pick(able, 1_000 if ground.sample is None else 4 * ground.sample, str, ground.seed)
    kind = PartyKind.PERSON
    listings = [Listing(id=f"own:{at}", kind=kind, names=(Name(text),)) for at, text in enumerate(pool)]
    engine: Any = ground.builds["tamis"](listings)
    outcomes = []
    queries = (Query(names=(Name(text),)) for text in asked)
    for text, screening in zip(
        asked, engine.screener.screen_many(queries, threshold=engine.floor, limit=5), strict=True
    ):
        top = [hit for hit in screening.hits if hit.score == screening.hits[0].score]
        outcomes.append(Outcome(any(pool[int(hit.listing.partition(":")[2])] in right[text] for hit in top)))
    return figures_of(Place(ground.half, "across scripts, found first among 5,000", label, "tamis"), outcomes)
