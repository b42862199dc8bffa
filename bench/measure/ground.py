"""What every section stands on: lists, customers, engines and thresholds of one run, each made once.

Comes in: the folder, the half, the seed, the engines asked for. Goes out: cases answered and thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from measure.cases import Case, altered_names, of_half
from measure.lists import FOLDERS, FURTHER, Customer, every_list, read_customers, read_list
from measure.peers import Answers, Build, Engine, Question, Scores, threshold_at
from measure.report import Outcome
from measure.stable import pick
from tamis.records import Listing

SHARES = {"1 %": 0.01, "0.1 %": 0.001}
"""Shares of customers that may raise a hit, by the words of the report."""


@dataclass(slots=True)
class Ground:
    """One run over one half.

    Attributes:
        root: The folder of real files.
        half: `tuned` or `kept`.
        builds: How to make each engine, by its name on the command line.
        sample: Cases per class; None for all.
        seed: Seed of the cases.
        customer_count: Customers used; None for all of the half.
    """

    root: Path
    half: str
    builds: dict[str, Build]
    sample: int | None = 250
    seed: int = 0
    customer_count: int | None = None
    notes: list[str] = field(default_factory=list)
    _engines: dict[tuple[str, str], Engine] = field(default_factory=dict)
    _alerts: dict[tuple[str, str, bool], Scores] = field(default_factory=dict)
    _customers: list[Customer] | None = None
    _altered: dict[str, list[Case]] = field(default_factory=dict)
    _altered_answers: dict[tuple[str, str], Answers] = field(default_factory=dict)

    def listings(self, watchlist: str) -> tuple[Listing, ...]:
        """Return a list's entries."""
        if watchlist not in FOLDERS | FURTHER:
            return every_list(self.root)[watchlist]
        return read_list(watchlist, self.root / "lists" / (FOLDERS | FURTHER)[watchlist])

    def in_half(self, watchlist: str) -> list[Listing]:
        """Return the entries of this run's half."""
        return of_half(self.listings(watchlist), self.half)

    @property
    def customers(self) -> list[Customer]:
        """The customers of this run's half."""
        if self._customers is None:
            everyone = read_customers(self.root, self.half)
            self._customers = pick(everyone, self.customer_count, lambda customer: customer.name, self.seed)
        return self._customers

    def altered(self, watchlist: str) -> list[Case]:
        """Return the altered names of this half's entries, to be asked by name only."""
        if watchlist not in self._altered:
            self._altered[watchlist] = altered_names(self.in_half(watchlist), self.sample, self.seed)
        return self._altered[watchlist]

    def altered_answers(self, name: str, watchlist: str) -> Answers:
        """Return what an engine says to the altered names, by name only."""
        key = (name, watchlist)
        if key not in self._altered_answers:
            questions = [case.question for case in self.altered(watchlist)]
            self._altered_answers[key] = self.engine(name, watchlist).answer(questions)
        return self._altered_answers[key]

    def engine(
        self, name: str, watchlist: str, listings: Sequence[Listing] | None = None, variant: str = "whole"
    ) -> Engine:
        """Return an engine over a list, or over a part of it called `variant`."""
        key = (name, f"{watchlist} {variant}")
        if key not in self._engines:
            self._engines[key] = self.builds[name](self.listings(watchlist) if listings is None else listings)
        return self._engines[key]

    def customer_scores(self, name: str, watchlist: str, attributes: bool, variant: str = "whole") -> Scores:
        """Return the best score of every customer, float64[n_customers]; `variant` must have been made by `engine`."""
        key = (name, f"{watchlist} {variant}", attributes)
        if key not in self._alerts:
            questions = [Question(customer.query(attributes)) for customer in self.customers]
            self._alerts[key] = self.engine(name, watchlist, variant=variant).answer(questions).best
        return self._alerts[key]

    def thresholds(self, name: str, watchlist: str, attributes: bool, variant: str = "whole") -> dict[str, float]:
        """Return the threshold at each share of customers."""
        scores = self.customer_scores(name, watchlist, attributes, variant)
        return {label: threshold_at(scores, share) for label, share in SHARES.items()}


def outcomes_of(cases: Sequence[Case], answers: Answers, threshold: float) -> list[Outcome]:
    """Return whether each case's listing scored at or above the threshold."""
    labels = {case.label for case in cases}
    scripts = {case.script for case in cases}
    outcomes = []
    for case, score in zip(cases, answers.wanted, strict=True):
        groups = [f"kind: {case.kind.value}"]
        if len(labels) > 1:
            groups.append(f"class: {case.label}")
        if len(scripts - {"Latn"}) > 1 and case.script not in ("Zzzz", "Zyyy"):
            groups.append(f"script: {case.script}")
        outcomes.append(Outcome(bool(score >= threshold), tuple(groups), case.stratum, case.share))
    return outcomes


def join(parts: Sequence[Answers]) -> Answers:
    """Return the answers of several rounds as one."""
    return Answers(np.concatenate([part.best for part in parts]), np.concatenate([part.wanted for part in parts]))
