"""Law: the two orders of a name, and the two sides of a comparison, agree where they should."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import slips

import tamis

_PLAIN = ("Bashar", "Qasimov", "Orsolya", "Ferndale", "Tarek", "Kovalchuk", "Maria", "Lopez", "سعيد", "Владимир")


@settings(max_examples=80)
@given(st.data())
def test_family_name_first_or_last_scores_alike(data: st.DataObject) -> None:
    """Two names in either order, with a comma or without, against the same listing."""
    given_name, family = data.draw(st.tuples(*[st.sampled_from(_PLAIN).flatmap(slips)] * 2))
    given_name, family = given_name.strip() or "Bashar", family.strip() or "Qasimov"
    listed = " ".join(data.draw(st.permutations([given_name, family])))
    first, last, comma = f"{family} {given_name}", f"{given_name} {family}", f"{family}, {given_name}"
    scores = {tamis.compare(query, data.draw(st.sampled_from([listed, last]))).score for query in (first, last, comma)}
    assert scores == {1.0}


@settings(max_examples=80)
@given(st.data())
def test_two_names_are_as_near_from_either_side(data: st.DataObject) -> None:
    """Two words against two words that meet them: who asks and who is listed makes no difference."""
    chosen = data.draw(st.lists(st.sampled_from(_PLAIN[:8]), min_size=2, max_size=2, unique=True))
    one = " ".join(chosen)
    other = " ".join(data.draw(slips(word)).strip() or word for word in chosen)
    there, back = tamis.compare(one, other).score, tamis.compare(other, one).score
    assert there == back or min(there, back) < tamis.DEFAULT_THRESHOLD
