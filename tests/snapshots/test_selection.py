"""Which snapshots answer, and what is said of them."""

from __future__ import annotations

import datetime as dt

import pytest

from tamis.errors import NoListsError, UnknownListError
from tamis.snapshots import Store, publications, stale_days

JANUARY, FEBRUARY, MARCH = dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 3, 31)
DAY = dt.timedelta(days=1)


@pytest.fixture
def filled(store, publish):
    """`un` published in January and March, `own` in February."""
    for watchlist, day in (("un", JANUARY), ("un", MARCH), ("own", FEBRUARY)):
        store.add(publish({"A": f"Invented of {day}"}, watchlist=watchlist), day, False)
    return store


@pytest.mark.parametrize(
    ("as_of", "published", "reconstructed"),
    [
        (None, MARCH, False),
        (MARCH + DAY, MARCH, False),
        (MARCH, MARCH, False),
        (MARCH - DAY, JANUARY, False),
        (JANUARY, JANUARY, False),
        (JANUARY - DAY, JANUARY, True),
        (dt.date(1999, 1, 1), JANUARY, True),
    ],
)
def test_rule_as_of_a_day(filled, as_of, published, reconstructed):
    """The newest published on or before the day; where there is none, the oldest one after it, said so."""
    selection = filled.select(["un"], as_of)
    (snapshot,) = selection.snapshots
    assert snapshot.published == published
    assert selection.as_of == as_of
    assert selection.reconstructed == ((snapshot.id,) if reconstructed else ())
    assert any("never supports" in warning for warning in selection.warnings) == reconstructed


def test_each_list_has_its_own_day(filled):
    """One list can be known for a day that another must be reconstructed for."""
    selection = filled.select(None, JANUARY)
    assert [(one.watchlist, one.published) for one in selection.snapshots] == [("own", FEBRUARY), ("un", JANUARY)]
    assert selection.reconstructed == (filled.in_force("own").id,)


def test_reconstruction_stands_on_the_newest_parser_of_the_oldest_publication(store, publish):
    """Of two snapshots of the oldest publication, the newer parser's stands in."""
    store.add(publish(parser="un-xml/1"), JANUARY, False)
    newer, _ = store.add(publish(parser="un-xml/2"), JANUARY, False)
    store.add(publish({"A": "Later Invented"}), MARCH, False)
    assert store.in_force("un", JANUARY - DAY) == newer


def test_time_of_day_and_parser_decide_within_a_day(store, publish):
    """The file's own time comes before the parser's version, whatever offset it is written in."""
    noon = publish({"A": "Noon"}, published_at="2024-01-31T12:00:00Z", parser="un-xml/9")
    later = publish({"A": "Later"}, published_at="2024-01-31T09:00:00-05:00")
    undated = publish({"A": "Undated"}, parser="un-xml/99")
    kept = [store.add(one, JANUARY, False)[0] for one in (later, noon, undated)]
    assert store.in_force("un") == kept[0]
    assert store.snapshots("un") == (kept[2], kept[1], kept[0])


def test_an_incomplete_set_never_replaces_a_whole_one_of_the_same_day(store, publish):
    """A main file imported alone after the whole set stays behind it."""
    whole, _ = store.add(publish({"A": "Whole"}), JANUARY, False)
    store.add(publish({"A": "Alone"}, incomplete=("alt", "add")), JANUARY, False)
    assert store.in_force("un") == whole


def test_no_lists_says_what_to_type(home):
    """A missing home and an empty one are the same: there is nothing to answer from, and opening makes nothing."""
    for create in (False, True):
        store = Store(home, create=create)
        assert home.exists() == create
        with pytest.raises(NoListsError, match="tamis import un PATH"):
            store.select()


def test_naming_no_list_is_not_all_lists(filled):
    """An empty choice is refused, never an empty answer."""
    with pytest.raises(NoListsError, match="own, un"):
        filled.select([])


def test_a_list_that_is_not_loaded_is_named_with_the_nearest(filled, publish):
    """The error says what is loaded, what was perhaps meant, and what to type."""
    filled.add(publish(watchlist="ofac-sdn"), JANUARY, False)
    with pytest.raises(UnknownListError) as caught:
        filled.select(["un", "ofac"])
    said = str(caught.value)
    assert "did you mean ofac-sdn?" in said
    assert "loaded are ofac-sdn, own, un" in said
    assert "tamis import ofac PATH" in said
    with pytest.raises(UnknownListError, match="loaded are"):
        filled.select([".."])


def test_order_and_repetition_of_names_do_not_count(filled):
    """The same lists named otherwise give the same selection."""
    assert filled.select(["un", "own", "un"]) == filled.select(["own", "un"]) == filled.select()


def test_a_removed_list_is_not_loaded(filled):
    """What was taken out answers nothing."""
    filled.remove("un")
    with pytest.raises(UnknownListError):
        filled.select(["un"])
    assert [one.watchlist for one in filled.select().snapshots] == ["own"]


def test_stale_lists_are_named(filled):
    """A publisher's list older than its rhythm is named with its age; not when asked as of a day, never an own list."""
    rhythm = {"un": 7, "own": 7}
    (warning,) = filled.select(None, None, rhythm, MARCH + 8 * DAY).warnings
    assert "un: stale: published 2024-03-31, 8 days ago" in warning
    assert filled.select(None, None, rhythm, MARCH + 7 * DAY).warnings == ()
    assert filled.select(None, MARCH, rhythm, MARCH + 80 * DAY).warnings == ()
    assert filled.select(None, None, None, MARCH + 80 * DAY).warnings == ()


def test_stale_counts_days_since_publication(filled):
    """The age is told in days, and 0 means not stale."""
    snapshot = filled.in_force("un")
    assert stale_days(snapshot, 7, MARCH + 30 * DAY) == 30
    assert stale_days(snapshot, 30, MARCH + 30 * DAY) == 0
    assert stale_days(snapshot, None, MARCH + 30 * DAY) == 0


def test_incomplete_and_assumed_are_said_in_every_answer(store, publish):
    """What did not come is named with what it would have held, and an assumed day is called assumed."""
    store.add(publish(watchlist="ofac-sdn", incomplete=("alt", "add")), JANUARY, True)
    incomplete, assumed = store.select().warnings
    assert incomplete == "ofac-sdn: imported without alt, add: aliases and addresses are missing"
    assert "2024-01-31, the day of import, stands in" in assumed


def test_two_forms_of_one_day_are_one_publication(store, publish):
    """A file without a date of its own stands behind one of the same day that has it; two times are two publications."""
    store.add(publish({"A": "As CSV"}, parser="un-csv/1"), JANUARY, False)
    dated, _ = store.add(publish({"A": "As XML"}, published_at="2024-01-31T10:00:00Z"), JANUARY, False)
    later, _ = store.add(publish({"A": "Again"}, published_at="2024-01-31T12:00:00Z"), JANUARY, False)
    assert publications(store.snapshots("un")) == [dated, later]
