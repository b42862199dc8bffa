"""`tamis.find`: what the listings say in words, rather than who a name means.

In: a Search, or words and filters; which lists, which day. Out: a SearchAnswer, with the warnings that a Screening has.
The words lie in a file in the home folder, made once per set of snapshots. Must not know: how names are compared.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tamis.errors import QueryError, StoreError
from tamis.index.fulltext import FULLTEXT_VERSION, FullText, Progress, save
from tamis.index.fulltext_answers import Answered, Hidden, answer, left_out
from tamis.records import Listing, PartyKind, Reconstruction, Search, SearchAnswer
from tamis.screening.opening import listings_of, select_lists, stands_in
from tamis.snapshots import Selection, Store
from tamis.values.countries import country_code

_Counted = Callable[[int, int], None]


def find(
    text: Search | str | None = None,
    *,
    home: Path | str | None = None,
    lists: Sequence[str] | None = None,
    as_of: dt.date | str | None = None,
    **filters: object,
) -> SearchAnswer:
    """Search the words of the loaded lists: names, identifiers, positions, links, programmes, addresses, remarks.

    What the lists do not say cannot be found, and words are found as they are written: a name that may be spelt
    otherwise is a matter for `Screener.screen`.

    Args:
        text: Words in any order, "a phrase", a prefix*, AND, OR, NOT, ( ); None for all that the filters leave.
        home: The home folder; `TAMIS_HOME`, else the platform's data folder, when None.
        lists: Names of watchlists; all that are loaded when None.
        as_of: A day: every list as it stood then, as far as the store knows it.
        **filters: `fields`, `kind`, `country`, `address_country`, `programme` (each a text or a sequence of texts),
            `listed_from`, `listed_to` (a date or its ISO text), `offset`, `limit`.

    Raises:
        QueryError: nothing is asked for, or something that makes no sense.
        NoListsError: nothing is loaded.
        UnknownListError: a list that was named is not loaded.
        StoreError: the home folder is damaged.
        MissingExtraError: this Python's SQLite has no FTS5.
    """
    search = as_search(text, **filters)
    with open_words(home, lists, as_of) as finder:
        return finder.find(search)


def as_search(text: Search | str | None, **filters: object) -> Search:
    """Return the search for words and filters as `find` takes them.

    Raises:
        QueryError: a filter that does not exist or makes no sense.
    """
    if isinstance(text, Search):
        if filters:
            raise QueryError("a Search holds its filters: give them there")
        return text
    fields: dict[str, Any] = {"text": text}
    for name, value in filters.items():
        if name not in _FILTERS:
            raise QueryError(f"unknown filter {name!r}; the filters are {', '.join(_FILTERS)}")
        field, read = _FILTERS[name]
        fields[field] = read(value)
    return Search(**fields)


@contextlib.contextmanager
def open_words(
    home: Path | str | None = None,
    lists: Sequence[str] | None = None,
    as_of: dt.date | str | None = None,
    progress: _Counted | None = None,
) -> Iterator[Finder]:
    """Open the words of a home folder's lists, for several searches; made first where they are not there yet.

    Args:
        home: As `find` takes it.
        lists: As `find` takes it.
        as_of: As `find` takes it.
        progress: Called with the number of listings read and of all, while the words are made searchable.
    """
    store, selection = select_lists(home, lists, as_of)
    finder = Finder(_Kept(store, selection, progress), selection)
    try:
        yield finder
    finally:
        finder.close()


class Finder:
    """The words of lists that are open.

    Attributes:
        snapshots: Ids of the snapshots asked.
    """

    def __init__(self, kept: _Kept | FullText, selection: Selection | None = None) -> None:
        self._kept = kept if isinstance(kept, _Kept) else None
        self._fulltext = kept.open() if isinstance(kept, _Kept) else kept
        self._selection = selection
        self.snapshots = self._fulltext.snapshots

    @classmethod
    def from_listings(cls, listings: Iterable[Listing]) -> Finder:
        """Return the words of listings from memory."""
        return cls(FullText.from_listings((0, listing) for listing in listings))

    def find(self, text: Search | str | None = None, **filters: object) -> SearchAnswer:
        """Return what a search finds; the arguments are those of `tamis.find`.

        Raises:
            QueryError: nothing is asked for, or something that makes no sense.
            StoreError: the words cannot be read, though they were made again.
        """
        search = as_search(text, **filters)
        try:
            return self._answer(search)
        except StoreError:  # made from the snapshots, so it is made again rather than mourned
            if self._kept is None:
                raise
            self._fulltext.close()
            self._fulltext = self._kept.make()
            return self._answer(search)

    def close(self) -> None:
        """Let go of the file."""
        self._fulltext.close()

    def _answer(self, search: Search) -> SearchAnswer:
        stand_ins, reconstructed, warnings = self._stand_ins()
        as_of = self._selection.as_of if self._selection else None
        hidden = Hidden(as_of.toordinal() if as_of else None, stand_ins)
        answered = answer(self._fulltext, search, hidden)
        return SearchAnswer(
            search=search, total=answered.total, found=answered.found, snapshots=self.snapshots, as_of=as_of,
            reconstructed=reconstructed, warnings=(*warnings, *_unjudged(answered)),
        )  # fmt: skip

    def _stand_ins(self) -> tuple[tuple[int, ...], tuple[Reconstruction, ...], tuple[str, ...]]:
        """Return the snapshots that stand in for the day, by number and in words, with all other warnings."""
        selection = self._selection
        if selection is None or selection.as_of is None:
            return (), (), selection.warnings if selection else ()
        numbers = tuple(number for number, name in enumerate(self.snapshots) if name in selection.reconstructed)
        said = []
        for number in numbers:
            undated, later = left_out(self._fulltext, number, selection.as_of.toordinal())
            said.append(stands_in(self.snapshots[number], selection.as_of, undated, later))
        return numbers, tuple(one for one, _ in said), (*selection.warnings, *(words for _, words in said))


class _Kept:
    """Where the words of a selection lie, and how they are made."""

    def __init__(self, store: Store, selection: Selection, progress: _Counted | None) -> None:
        self._store = store
        self._selection = selection
        self._progress = progress
        self._folder = store.index_folder(selection.snapshots, f"words {FULLTEXT_VERSION}")

    def open(self) -> FullText:
        """Return the words; they are made where they are not there yet, or damaged."""
        try:
            return FullText.load(self._folder)
        except StoreError:
            return self.make()

    def make(self) -> FullText:
        """Make the words from the snapshots, whatever was there."""
        shutil.rmtree(self._folder, ignore_errors=True)
        snapshots = self._selection.snapshots
        ids = [snapshot.id for snapshot in snapshots]
        counted = self._counted(sum(snapshot.listings for snapshot in snapshots))
        try:
            save(self._folder, listings_of(self._store, self._selection), ids, counted)
            opened = FullText.load(self._folder)
        except (
            OSError
        ):  # a home that can only be read, a full disk: the answer is the same, and takes seconds each time
            return FullText.from_listings(listings_of(self._store, self._selection), ids)
        with contextlib.suppress(StoreError):  # another process writes: it, or the next one, tidies up
            self._store.prune_indexes(keep=[self._folder])
        return opened

    def _counted(self, total: int) -> Progress | None:
        progress = self._progress
        return None if progress is None else lambda done: progress(done, total)


def _unjudged(answered: Answered) -> Iterator[str]:
    """Yield what the filters left out without knowing: nothing is left out in silence."""
    if answered.undated:
        yield f"{_count(answered.undated)} without a published date of listing: left out by the days asked for"
    if answered.unkind:
        yield f"{_count(answered.unkind)} of unknown kind: left out by the kind asked for"
    if answered.delisted:
        yield f"{_count(answered.delisted)} removed by the publisher and kept on its list: left out"
    for words in answered.unknown_programmes:
        yield f"no programme of these lists holds the words {words!r}"


def _count(number: int) -> str:
    return f"{number:,} more listing{'s' if number > 1 else ''}"


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    texts = tuple(value) if isinstance(value, Iterable) else ()
    if isinstance(value, Iterable) and all(isinstance(one, str) for one in texts):
        return texts
    raise QueryError(f"expected a text or several, got {value!r}")


def _kinds(value: object) -> tuple[PartyKind, ...]:
    try:
        return tuple(PartyKind(one.lower()) for one in _texts(value))
    except ValueError:
        raise QueryError(f"{value!r} is no kind of party; the kinds are {', '.join(PartyKind)}") from None


def _countries(value: object) -> tuple[str, ...]:
    codes = []
    for text in _texts(value):
        code = country_code(text)
        if code is None:
            raise QueryError(f"{text!r} names no country; write a name or a two-letter code, such as pk")
        codes.append(code)
    return tuple(codes)


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else _is(dt.date, value)
    except ValueError:
        raise QueryError(f"{value!r} is not a day YYYY-MM-DD") from None


def _number(value: object) -> Any:
    return _is(int, value)


def _is(kind: type[Any], value: object) -> Any:
    if value is None or isinstance(value, kind):
        return value
    raise QueryError(f"expected {kind.__name__}, got {value!r}")


_FILTERS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "fields": ("fields", _texts),
    "kind": ("kinds", _kinds),
    "country": ("countries", _countries),
    "address_country": ("address_countries", _countries),
    "programme": ("programmes", _texts),
    "listed_from": ("listed_from", _day),
    "listed_to": ("listed_to", _day),
    "offset": ("offset", _number),
    "limit": ("limit", _number),
}
