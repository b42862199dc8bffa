"""What raises a hit, what speaks against one, and what is kept back."""

from __future__ import annotations

import pytest

import tamis
from tamis import Screener
from tamis.records import Identifier, Listing, PartyKind
from tamis.screening.policy import Policy, WeakAliases


def _score(listing: Listing, name: str = "Bashar Qasimov", **attributes: object) -> float:
    screening = Screener.from_listings([listing]).screen(name, threshold=0.4, **attributes)
    return screening.hits[0].score if screening.hits else 0.0


def test_a_date_of_birth_never_excludes_alone(make) -> None:
    """An exact name stays a hit when only the birth date contradicts, with a lower score."""
    listing = make("own:1", "Bashar Qasimov", born=["1970-04-05"])
    assert tamis.DEFAULT_THRESHOLD <= _score(listing, birth_date="1931-12-24") < _score(listing)


def test_a_second_contradiction_may_push_below(make) -> None:
    """Birth date and country and gender all otherwise: no hit."""
    listing = make("own:1", "Bashar Qasimov", born=["1970-04-05"], countries=("pk",), genders=("male",))
    score = _score(listing, birth_date="1931-12-24", country="br", gender="female")
    assert score < tamis.DEFAULT_THRESHOLD


def test_attributes_lift_a_name_that_is_not_enough(make) -> None:
    """A misspelt name below the threshold is a hit with the birth date and the country."""
    listing = make("own:1", "Muammar Mohammed Abu Minyar Qadhafi", born=["1942"], countries=("ly",))
    plain = _score(listing, "Moamar Kaddaffi")
    assert (
        plain
        < _score(listing, "Moamar Kaddaffi", birth_date="1942")
        < _score(listing, "Moamar Kaddaffi", birth_date="1942", country="ly")
    )


def test_an_identifier_raises_a_hit_without_a_name(make) -> None:
    """Spelt with other spaces and case; the answer names no listed name."""
    screener = Screener.from_listings([make("own:1", "Bashar Qasimov", ids=["passport:AB 123456"])])
    hit = screener.screen("", identifiers=["passport:ab-123456"]).hits[0]
    assert (hit.listing, hit.score, hit.name) == ("own:1", 1.0, None)
    assert screener.screen("Orsolya Ferndale", identifiers=["passport:AB123456"]).hits[0].listing == "own:1"
    assert screener.screen("", identifiers=[Identifier("passport", "AB123457")]).hits == ()
    assert screener.screen("", identifiers=["tax:AB123456"]).hits == ()


def test_an_identifier_that_differs_says_nothing(make) -> None:
    """People have several passports: another number does not speak against a name."""
    listing = make("own:1", "Bashar Qasimov", ids=["passport:AB123456"])
    assert _score(listing, identifiers=["passport:CD987654"]) == _score(listing) == 1.0


def test_a_kind_is_evidence_and_not_a_filter(make) -> None:
    """A person's exact name asked as a vessel is a hit with a lower score."""
    listing = make("own:1", "Bashar Qasimov")
    assert _score(listing, kind="person") == _score(listing, kind="unknown") == 1.0
    assert tamis.DEFAULT_THRESHOLD <= _score(listing, kind="vessel") < 1.0


def test_a_weak_alias_alone_is_withheld_and_counted(make) -> None:
    """It raises no hit, and the answer says that one was kept back."""
    screener = Screener.from_listings([make("own:1", "Bashar Qasimov", "~Black Kestrel", born=["1970"])])
    screening = screener.screen("Black Kestrel")
    assert (screening.hits, screening.withheld) == ((), 1)


def test_an_exact_weak_alias_with_an_agreeing_attribute_is_a_hit(make) -> None:
    """A confirmed weak alias counts; a misspelt or contradicted one does not."""
    screener = Screener.from_listings([make("own:1", "Bashar Qasimov", "~Black Kestrel", born=["1970"])])
    hit = screener.screen("Black Kestrel", birth_date="1970").hits[0]
    assert hit.name is not None and (hit.name.listed, hit.name.quality) == ("Black Kestrel", "weak")
    assert screener.screen("Blak Kestrel", birth_date="1970").withheld == 1
    assert screener.screen("Black Kestrel", birth_date="1931").hits == ()


def test_a_policy_may_let_weak_aliases_alert(make) -> None:
    """`count` makes them names like any other."""
    policy = Policy(weak_aliases=WeakAliases.COUNT)
    screening = Screener.from_listings([make("own:1", "Bashar Qasimov", "~Black Kestrel")], policy).screen(
        "Black Kestrel"
    )
    assert (len(screening.hits), screening.withheld) == (1, 0)


def test_a_weak_alias_never_hides_a_better_name(make) -> None:
    """A listing whose primary name is near is a hit by it, and counted nowhere as withheld; comparing says the same."""
    listing = make("own:1", "Bashar Ilyas Qasimov", "~Bashar Qasimov")
    screening = Screener.from_listings([listing]).screen("Bashar Qasimov")
    comparison = tamis.compare("Bashar Qasimov", listing)
    assert screening.withheld == 0 and screening.hits[0].name is not None
    assert screening.hits[0].name.listed == "Bashar Ilyas Qasimov"
    assert (comparison.score, comparison.name, comparison.hit) == (
        screening.hits[0].score,
        screening.hits[0].name,
        True,
    )


def test_a_weak_alias_adds_nothing_to_a_listing_found_by_identifier(make) -> None:
    """The identifier is the hit."""
    listing = make("own:1", "Bashar Qasimov", "~Black Kestrel", ids=["passport:AB123456"])
    screening = Screener.from_listings([listing]).screen("Black Kestrel", identifiers=["passport:AB123456"])
    assert [hit.listing for hit in screening.hits] == ["own:1"]


def test_an_identifier_is_a_hit_however_the_weak_alias_is_spelt(make) -> None:
    """A misspelt weak alias beside an identifier that agrees takes nothing away, whatever weak aliases may do."""
    listing = make("own:1", "Bashar Qasimov", "~Black Kestrel", ids=["passport:AB123456"])
    for weak_aliases in WeakAliases:
        screener = Screener.from_listings([listing], Policy(weak_aliases=weak_aliases))
        answer = screener.screen("Blak Kestrel", identifiers=["passport:AB123456"])
        assert ([hit.score for hit in answer.hits], answer.withheld) == ([1.0], 0)
        assert screener.compare(answer.query, "own:1").hit


def test_no_attribute_raises_a_hit_without_a_name(make) -> None:
    """However much a policy makes of a date of birth: another name with the same date is no hit, screened or compared."""
    listing = make("own:1", "Bashar Qasimov", born=["1970-04-05"])
    screener = Screener.from_listings([listing], Policy(birth_date_weight=5.0))
    answer = screener.screen("Orsolya Ferndale", birth_date="1970-04-05")
    comparison = screener.compare(answer.query, "own:1")
    assert answer.hits == () and comparison.score == 1.0 and not comparison.hit


def test_former_names_and_aliases_raise_hits(make) -> None:
    """What a party was called once is a name."""
    screener = Screener.from_listings([make("own:1", "Bashar Qasimov", "=Ilyas Ferndale", "+Tarek Kovalchuk")])
    for name in ("Ilyas Ferndale", "Tarek Kovalchuk"):
        assert screener.screen(name).hits[0].score == 1.0


def test_the_best_of_several_names_and_dates_counts(make) -> None:
    """A query with two names and a listing with two dates: the pair that agrees best."""
    listing = make("own:1", "Bashar Qasimov", born=["1931", "1970-04-05"])
    query = tamis.Query.from_json(
        {"names": ["Orsolya Ferndale", "Bashar Qasimov"], "birth_dates": ["1970-04-05", "1888"]}
    )
    hit = Screener.from_listings([listing]).screen(query).hits[0]
    assert hit.score == 1.0 and {piece.agreement for piece in hit.evidence} == {1.0}


@pytest.mark.parametrize("kind", list(PartyKind))
def test_every_kind_of_party_is_found_by_an_unknown_query(make, kind: PartyKind) -> None:
    """A query that does not say what it asks for asks all kinds."""
    assert _score(make("own:1", "Tolmezza Karelina", kind=kind), "Tolmezza Karelina") == 1.0
