"""`tamis compare`: one name against another, or against one listing, whatever the threshold."""

from __future__ import annotations

import click

from tamis.cli import output
from tamis.cli.asking import AskedParty, party_options
from tamis.cli.loaded import find_listing, looks_like_id
from tamis.cli.options import Run, command, policy_option
from tamis.records import Comparison, check_name


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
    if looks_like_id(listed):
        against = find_listing(run, listed).listing
    else:
        check_name(listed)
        against = None
    from tamis.screening import compare as compare_pair

    comparison = compare_pair(asked, against or listed, policy=policy or run.settings.policy)
    if run.format == "table":
        _print(run, comparison, against.primary_name.text if against else listed)
    else:
        text = output.json_text if run.format == "json" else lambda twin: output.jsonl_text([twin])
        output.emit(text(comparison.to_json()))


def _print(run: Run, comparison: Comparison, listed: str) -> None:
    from rich.text import Text

    from tamis.cli import hits, tables

    console = tables.terminal(run.settings.colour)
    names = ", ".join(tables.quoted(name.text) for name in comparison.query.names)
    met = f"met {tables.matched(comparison.name)}" if comparison.name else "no name met it"
    verdict = Text("hit", style="bold red") if comparison.hit else Text("not a hit", style="green")
    console.print(Text.assemble("asked   ", (names, "bold")))
    console.print(Text.assemble("listed  ", (tables.quoted(listed), "bold"), f"; {met}"))
    console.print(
        Text.assemble("score   ", (tables.score_text(comparison.score), "bold"), f" of {comparison.threshold:g}: ", verdict)
    )
    console.print()
    hits.print_evidence(console, comparison.evidence, comparison.score)
