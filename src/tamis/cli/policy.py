"""`tamis policy`: the weights and thresholds in force, each with its reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.options import Run, command

if TYPE_CHECKING:
    from tamis.screening.policy import Policy


@command("policy", formats=("table", "json"), example="tamis policy\ntamis policy strict\ntamis policy ours.toml")
@click.argument("name", metavar="[NAME|FILE]", required=False)
def policy(run: Run, name: str | None) -> None:
    """Show the weights and thresholds of a policy, with their reasons.

    NAME|FILE is a policy that comes with tamis (default, strict, lenient) or a TOML file of your own; without it, the
    one in force.
    """
    from tamis.screening import load_policy
    from tamis.screening.policy import shown

    chosen = load_policy(name or run.settings.policy)
    rows = list(_rows(chosen))
    if run.format == "json":
        numbers = [{"key": key, "value": value, "reason": reason} for key, value, reason in rows]
        output.emit(output.json_text({"policy": chosen.id, "name": chosen.name, "numbers": numbers}))
        return
    from tamis.cli import tables

    console = tables.terminal(run.settings.colour)
    table = tables.columns("Number", "Value", "Reason", right=("Value",))
    for key, value, reason in rows:
        table.add_row(key, shown(value), tables.shown(reason))
    console.print(f"{tables.shown(chosen.name)}, {chosen.id}", style="bold")
    console.print(table)
    if run.settings.threshold is not None:
        console.print(f"Settings ask for a threshold of {run.settings.threshold:g} instead.", style="yellow")


def _rows(chosen: Policy) -> Iterator[tuple[str, float | str | None, str]]:
    """Yield each number of a policy as its file writes it, with its reason, in the policy's own order."""
    from tamis.screening.policy import reason_of

    for field in dataclasses.fields(chosen):
        if field.name == "kind_thresholds":
            for kind, least in chosen.kind_thresholds:
                yield f"{field.name}.{kind}", least, reason_of(chosen, field.name)
            if not chosen.kind_thresholds:
                yield field.name, None, reason_of(chosen, field.name)
        elif field.name != "name":
            yield field.name, getattr(chosen, field.name), reason_of(chosen, field.name)
