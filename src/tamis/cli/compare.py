"""`tamis compare`: one name against another, or against one listing, whatever the threshold."""

from __future__ import annotations

import click

from tamis.cli import output
from tamis.cli.asking import AskedParty, party_options
from tamis.cli.options import Run, command, policy_option
from tamis.cli.typed import looks_like_id
from tamis.cli.waiting import waiting
from tamis.records import Comparison, Query


@command(
    "compare",
    formats=("table", "json", "jsonl"),
    example='tamis compare "Hafez Saeed" "Hafiz Muhammad Saeed" --kind person\ntamis compare "Hafez Saeed" un:QDi.263',
)
@click.argument("query")
@click.argument("listed")
@party_options
@policy_option
def compare(run: Run, query: str, listed: str, party: AskedParty, policy: str | None) -> None:
    """Compare one name with another, or with one listing, and show the evidence.

    QUERY is the name asked about. LISTED is a name, or the id of a listing that is loaded, such as un:QDi.263.
    """
    asked = party.query(query)
    chosen = policy or run.settings.policy
    if looks_like_id(listed):
        comparison, name = _with_listing(run, asked, listed, chosen)
    else:
        from tamis.screening import compare as compare_pair

        party.query(listed)  # a name that cannot be screened cannot be compared with either
        comparison, name = compare_pair(asked, listed, policy=chosen), listed
    if run.format == "table":
        _print(run, comparison, name)
    elif run.format == "json":
        output.emit(output.json_text(comparison.to_json()))
    else:
        output.emit(output.jsonl_text([comparison.to_json()]))


def _with_listing(run: Run, asked: Query, listing_id: str, policy: str | None) -> tuple[Comparison, str]:
    """Return the comparison with a loaded listing, and the listing's name."""
    from tamis.screening import open as open_lists
    from tamis.sources import check_watchlist

    check_watchlist(listing_id.partition(":")[0])
    with waiting(run.settings.colour, "Opening the lists"):
        screener = open_lists(home=run.settings.home, policy=policy)
    return screener.compare(asked, listing_id), screener.listing(listing_id).primary_name.text


def _print(run: Run, comparison: Comparison, listed: str) -> None:
    from rich.text import Text

    from tamis.cli import hits, tables

    console = tables.terminal(run.settings.colour)
    met = f"met {tables.matched(comparison.name)}" if comparison.name else "no name met it"
    verdict = Text("hit", style="bold red") if comparison.hit else Text("not a hit", style="green")
    score = tables.score_text(comparison.score)
    console.print(Text.assemble("asked   ", hits.asked(comparison.query)))
    console.print(Text.assemble("listed  ", (tables.quoted(listed), "bold"), f"; {met}"))
    console.print(Text.assemble("score   ", (score, "bold"), f", threshold {comparison.threshold:g}: ", verdict))
    console.print()
    hits.print_evidence(console, comparison.evidence, comparison.score)
