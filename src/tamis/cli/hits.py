"""What a Screening and its evidence look like on a terminal.

In: records. Out: printed text that fits the terminal. Scores and order are the engine's; nothing is computed here but
the sum that the reader can check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tamis.cli import acts, misses, tables
from tamis.records import Beside, Evidence, Hit, PartyKind, Query, Screening

if TYPE_CHECKING:
    from tamis.screening import Policy

_INDENT = 2


def threshold_text(policy: Policy, threshold: float | None) -> str:
    """Return the least score of a hit in words: the one asked for, else the policy's, with those of its own by kind."""
    if threshold is not None:
        return f"{threshold:g}"
    by_kind = ", ".join(f"{kind} {least:g}" for kind, least in policy.kind_thresholds)
    return f"{policy.threshold:g} ({by_kind})" if by_kind else f"{policy.threshold:g}"


def print_screening(
    console: Console, screening: Screening, threshold: str, explain: bool, beside: Mapping[str, Beside] | None = None
) -> None:
    """Print warnings, then the hits, then what was asked.

    Args:
        console: Where to.
        screening: The answer.
        threshold: The least score of a hit, as `threshold_text` has it.
        explain: Whether to show how the evidence adds up.
        beside: By listing, what another search would say of the hits.
    """
    tables.warn(console, screening.warnings)
    console.print(Text.assemble(asked(screening.query), ": ", _verdict(screening)))
    for group in _groups(screening.hits):
        console.print()
        _print_group(console, group, explain, beside or {})
    console.print()
    for line in _footer(screening, threshold):
        console.print(Text(line, style="dim"))


def asked(query: Query) -> Text:
    """Return who was asked about, in one line."""
    names = ", ".join(tables.quoted(name.text) for name in query.names)
    facts = [
        query.kind.value if query.kind is not PartyKind.UNKNOWN else "",
        f"born {tables.dates_text(query.birth_dates)}" if query.birth_dates else "",
        tables.countries_text(query.countries),
        ", ".join(query.genders),
        ", ".join(tables.shown(f"{one.kind.replace('_', ' ')} {one.value}") for one in query.identifiers),
    ]
    rest = ", ".join(fact for fact in facts if fact)
    return Text.assemble((names, "bold"), ", " if names and rest else "", rest)


def _verdict(screening: Screening) -> Text:
    count = len(screening.hits)
    if not count:
        return Text("no hit", style="green")
    parties = sum(1 for _ in _groups(screening.hits))
    words = f"{count} hit" + ("s" if count > 1 else "")
    if parties < count:
        words += f", {parties} " + ("parties" if parties > 1 else "party")
    return Text(words, style="bold red")


def _groups(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Yield hits of the same party together; they stand next to each other already."""
    group: list[Hit] = []
    for hit in hits:
        if group and hit.listing not in group[0].also:
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _print_group(console: Console, group: list[Hit], explain: bool, beside: Mapping[str, Beside]) -> None:
    """Print one party: its caption, a line for each listing, and why."""
    first = group[0]
    console.print(Text.assemble((tables.shown(first.caption), "bold"), f"  {first.kind.value}"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for hit in group:
        grid.add_row(tables.score_text(hit.score), tables.shown(hit.listing), _facts(hit))
    console.print(Padding(grid, (0, 0, 0, _INDENT)))
    if first.also_why:
        console.print(Padding(tables.bullet("=", f"same party: {tables.shown(first.also_why)}"), (0, 0, 0, _INDENT)))
    for why in dict.fromkeys(hit.order_why for hit in group if hit.order_why):
        console.print(Padding(tables.bullet(">", f"order: {tables.shown(why)}"), (0, 0, 0, _INDENT)))
    told: set[tuple[str, ...]] = set()
    for hit in group:
        words = tuple(one.text for one in hit.evidence)
        if explain:
            console.print(Padding(Text(f"{hit.listing}:"), (1, 0, 0, _INDENT)))
            print_evidence(console, hit.evidence, hit.score)
        elif words not in told:  # the lists often hold the same words about the same party
            told.add(words)
            _print_reasons(console, hit.evidence)
        if hit.listing in beside:
            misses.print_beside(console, beside[hit.listing], _INDENT)


def _facts(hit: Hit) -> str:
    """Return what the list says of a party, in one paragraph."""
    listed = acts.listed_on(hit.designations)
    facts = [
        f"listed name {tables.matched(hit.name)}" if hit.name else "by identifier alone",
        tables.programmes_text(hit.designations),
        f"listed {listed}" if listed else "no listing date published",
        f"born {tables.dates_text(hit.birth_dates)}" if hit.birth_dates else "",
        tables.countries_text(hit.countries),
    ]
    return "; ".join(fact for fact in facts if fact)


def _print_reasons(console: Console, evidence: Sequence[Evidence]) -> None:
    for one in evidence:
        mark, style = ("+", "green") if one.agreement > 0 else ("-", "red") if one.agreement < 0 else (".", "dim")
        console.print(Padding(tables.bullet(mark, tables.shown(one.text), style), (0, 0, 0, _INDENT)))


def print_evidence(console: Console, evidence: Sequence[Evidence], score: float) -> None:
    """Print the evidence as a table that adds up to the score."""
    numbers = ("Agreement", "Weight", "Adds")
    table = tables.columns("Evidence", "Asked", "Listed", *numbers, right=numbers)
    total = 0.0
    for one in evidence:
        adds = one.agreement * one.weight
        total += adds
        table.add_row(
            tables.shown(one.feature.replace("_", " ")), tables.shown(one.query), tables.shown(one.listing),
            f"{one.agreement:+.2f}", f"{one.weight:.4f}", f"{adds:+.4f}",
        )  # fmt: skip
    console.print(Padding(table, (0, 0, 0, _INDENT)))
    words = f"The sum, {total:.4f}, held between 0 and 1, is the score: {tables.score_text(score)}"
    console.print(Padding(Text(words), (0, 0, 0, _INDENT)))
    _print_reasons(console, evidence)


def _footer(screening: Screening, threshold: str) -> Iterator[str]:
    if screening.snapshots:  # none where the listings came from memory
        lists = ", ".join(map(tables.snapshot_text, screening.snapshots))
        yield f"Asked{f' as of {screening.as_of}' if screening.as_of else ''}: {lists}"
    yield f"A hit scores {threshold} or more; {screening.policy}; {screening.engine}"
    if screening.withheld:
        yield f"Kept back by the policy: {screening.withheld} on weak aliases alone"
    if screening.truncated:
        yield f"Cut by --limit: {screening.truncated} more"
