"""`tamis compare`: one name against another, or against one listing, whatever the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.asking import AskedParty, beside_option, party_options
from tamis.cli.options import Run, command, policy_option
from tamis.cli.typed import looks_like_id
from tamis.cli.waiting import waiting
from tamis.records import Beside, Comparison, Listing, Miss

if TYPE_CHECKING:
    from tamis.screening import Policy


@command(
    "compare",
    formats=("table", "json", "jsonl"),
    example='tamis compare "Hafez Saeed" "Hafiz Muhammad Saeed" --kind person\ntamis compare "Hafez Saeed" un:QDi.263 --beside ofac',
)
@click.argument("query")
@click.argument("listed")
@party_options
@policy_option
@beside_option
def compare(run: Run, query: str, listed: str, party: AskedParty, policy: str | None, beside: str | None) -> None:
    """Compare one name with another, or with one listing, and show the evidence; where it is no hit, why not.

    QUERY is the name asked about. LISTED is a name, or the id of a listing that is loaded, such as un:QDi.263.
    """
    from tamis.screening import beside_ofac, load_policy, why_not
    from tamis.screening import compare as compare_pair

    asked = party.query(query)
    chosen = load_policy(policy or run.settings.policy)
    if looks_like_id(listed):
        other, name = _loaded(run, listed, chosen)
    else:
        other, name = Listing(id="own:compared", names=party.query(listed).names), listed
    comparison = compare_pair(asked, other, chosen)
    miss = None if comparison.hit else why_not(asked, other, chosen)
    aside = beside_ofac(asked, other) if beside else None
    if run.format == "table":
        _print(run, comparison, name, miss, aside)
        return
    twin = comparison.to_json()
    twin |= {"miss": miss.to_json()} if miss else {}
    twin |= {"beside": aside.to_json()} if aside else {}
    if run.format == "json":
        output.emit(output.json_text(twin))
    else:
        output.emit(output.jsonl_text([twin]))


def _loaded(run: Run, listing_id: str, policy: Policy) -> tuple[Listing, str]:
    """Return a loaded listing and its name."""
    from tamis.screening import open as open_lists
    from tamis.sources import check_watchlist

    check_watchlist(listing_id.partition(":")[0])
    with waiting(run.settings.colour, "Opening the lists"):
        listing = open_lists(home=run.settings.home, policy=policy).listing(listing_id)
    return listing, listing.primary_name.text


def _print(run: Run, comparison: Comparison, listed: str, miss: Miss | None, aside: Beside | None) -> None:
    from rich.text import Text

    from tamis.cli import hits, misses, tables

    console = tables.terminal(run.settings.colour)
    met = f"met {tables.matched(comparison.name)}" if comparison.name else "no name met it"
    verdict = Text("hit", style="bold red") if comparison.hit else Text("not a hit", style="green")
    score = tables.score_text(comparison.score)
    console.print(Text.assemble("asked   ", hits.asked(comparison.query)))
    console.print(Text.assemble("listed  ", (tables.quoted(listed), "bold"), f"; {met}"))
    console.print(Text.assemble("score   ", (score, "bold"), f", threshold {comparison.threshold:g}: ", verdict))
    console.print()
    hits.print_evidence(console, comparison.evidence, comparison.score)
    if miss:
        console.print()
        console.print("Why not?", style="bold")
        misses.print_miss(console, miss)
    if aside:
        console.print()
        misses.print_beside(console, aside)
