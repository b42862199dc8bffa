"""The published rule of OFAC's own search, and what it cannot see."""

from __future__ import annotations

from tamis.comparison.ofac_search import ofac_score


def test_the_same_words_in_any_order_score_in_full() -> None:
    """With a comma, in capitals, with accents: 1.0."""
    for asked in ("Bashar Qasimov", "QASIMOV, Bashar", "bashár qasimov", "Qasimov Bashar"):
        assert ofac_score(asked, "QASIMOV, Bashar").score == 1.0


def test_what_begins_otherwise_is_not_looked_at() -> None:
    """The first letter decides before anything is scored."""
    unseen = ofac_score("Kassimof", "QASIMOV")
    assert (unseen.seen, unseen.score) == (False, 0.0) and unseen.whole > 0.5
    assert ofac_score("Qassimof", "QASIMOV").seen


def test_less_than_half_alike_is_not_looked_at() -> None:
    """The same first letter is not enough."""
    assert not ofac_score("Qi", "QASIMOVSKAYA").seen


def test_other_scripts_see_nothing() -> None:
    """A name in Arabic letters has neither the first letter nor a code."""
    assert not ofac_score("بشار قاسموف", "QASIMOV, Bashar").seen


def test_a_word_that_sounds_alike_counts_in_full_word_by_word() -> None:
    """By Soundex Qasimov and Qassimof are one; the whole is compared by letters."""
    score = ofac_score("Bashar Qassimof", "QASIMOV, Bashar")
    assert score.parts == 1.0 > score.whole


def test_what_only_the_listed_name_has_costs_nothing_word_by_word() -> None:
    """A blind spot of the rule: one common word meets every listing that has it."""
    assert ofac_score("Ali", "QASIMOV, Ali Bashar").parts == 1.0


def test_no_words_score_nothing() -> None:
    """Punctuation alone is no name."""
    assert ofac_score("--", "QASIMOV").score == ofac_score("Qasimov", "!").score == 0.0
