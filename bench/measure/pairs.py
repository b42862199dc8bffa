"""Labelled pairs of names, and the list of 342 people: what others measure by.

Comes in: a Ground. Goes out: F1, average precision, mean scores per tier, recall. These files are looked at by everybody and
nearly saturated; they serve as floors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from measure.cases import Case
from measure.ground import Ground, outcomes_of
from measure.lists import UN, Pair, read_listed_people, read_pairs
from measure.peers import Question, Scores
from measure.report import Figure, Outcome, Place, figures_of, plain_figure
from measure.stable import TUNED, half_of, plain_words
from tamis.records import PartyKind

_TIERS = ("strong", "medium", "weak")


def f1_at(scores: Scores, truth: Sequence[bool], threshold: float) -> float:
    """Return F1 of `score >= threshold` against the verdicts."""
    hit, match = scores >= threshold, np.asarray(truth)
    both = int((hit & match).sum())
    return 2 * both / max(int(hit.sum()) + int(match.sum()), 1)


def average_precision(scores: Scores, truth: Sequence[bool]) -> float:
    """Return the mean over true pairs of the precision at their score; pairs of equal score count together."""
    match = np.asarray(truth)
    total = 0.0
    for score in np.unique(scores[match]):
        at_least = scores >= score
        total += float(match[scores == score].sum()) * float(match[at_least].sum()) / float(at_least.sum())
    return total / max(int(match.sum()), 1)


def best_threshold(scores: Scores, truth: Sequence[bool]) -> float:
    """Return the score that gives the highest F1."""
    return float(max(np.unique(scores), key=lambda threshold: f1_at(scores, truth, float(threshold))))


def labelled_pairs(ground: Ground) -> list[Figure]:
    """F1 at one fixed threshold, average precision, and mean score per verdict and tier, from strong match to strong non-match."""
    pairs = read_pairs(ground.root)
    truth = [pair.match for pair in pairs]
    tuned = [half_of(plain_words(pair.listed)) == TUNED for pair in pairs]
    figures: list[Figure] = []
    for name in ground.builds:
        engine = ground.engine(name, UN)
        scores = np.array([engine.compare(pair.query, pair.listed, pair.kind) for pair in pairs])
        threshold = best_threshold(
            scores[np.array(tuned)], [match for match, here in zip(truth, tuned, strict=True) if here]
        )
        rows = [
            ("F1 at the threshold best on the tuned half", f1_at(scores, truth, threshold)),
            ("average precision", average_precision(scores, truth)),
        ]
        kept = ~np.array(tuned)
        rows.append(("F1 at that threshold, kept half", f1_at(scores[kept], np.array(truth)[kept].tolist(), threshold)))
        if name == "tamis":
            from tamis.screening import DEFAULT_THRESHOLD

            rows.append(("F1 at the default threshold", f1_at(scores, truth, DEFAULT_THRESHOLD)))
        figures += [
            plain_figure(Place("all", "labelled pairs", label, engine.name), value, len(pairs)) for label, value in rows
        ]
        figures += _means(pairs, scores, engine.name)
    return figures


def _means(pairs: Sequence[Pair], scores: Scores, engine: str) -> list[Figure]:
    figures = []
    for match, tiers in ((True, _TIERS), (False, _TIERS[::-1])):
        for tier in tiers:
            here = np.array([pair.match is match and pair.tier == tier for pair in pairs])
            if here.any():
                label = f"mean score, {tier} {'match' if match else 'non-match'}"
                place = Place("all", "labelled pairs", label, engine, "neither")
                figures.append(plain_figure(place, float(scores[here].mean()), int(here.sum())))
    means = [figure.value for figure in figures]
    falls = Place("all", "labelled pairs", "mean scores fall from strong match to strong non-match", engine)
    return [*figures, plain_figure(falls, float(means == sorted(means, reverse=True)), len(pairs))]


def listed_people(ground: Ground) -> list[Figure]:
    """Recall of the 342 people of `un_listed_people.csv`, where 0.1 % of customers alert and at the default threshold, and found first."""
    known = {listing.id for listing in ground.listings(UN)}
    rows = [(wanted, query) for wanted, query in read_listed_people(ground.root) if wanted in known]
    cases = [Case(Question(query, wanted), "", PartyKind.PERSON, "Latn") for wanted, query in rows]
    figures = []
    for name in ground.builds:
        engine = ground.engine(name, UN)
        answers = engine.answer([case.question for case in cases])
        levels = {f"recall at {label}": value for label, value in ground.thresholds(name, UN, False).items()}
        if name == "tamis":
            from tamis.screening import DEFAULT_THRESHOLD

            levels["recall at the default threshold"] = DEFAULT_THRESHOLD
        for label, threshold in levels.items():
            outcomes = [Outcome(one.right) for one in outcomes_of(cases, answers, threshold)]
            figures += figures_of(Place(ground.half, "un 342 listed people", label, engine.name), outcomes)
        first = [Outcome(bool(score >= best > 0)) for score, best in zip(answers.wanted, answers.best, strict=True)]
        figures += figures_of(Place(ground.half, "un 342 listed people", "found first or tied", engine.name), first)
    return figures
