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


@command("policy", formats=("table", "json"), example="tamis policy")
@click.argument("name", metavar="[NAME|FILE]", required=False)
def policy(run: Run, name: str | None) -> None:
    """Show the weights and thresholds of a policy, with their reasons.

    NAME|FILE is the policy; without it, the one in force.
    """
    from tamis.screening.policy import load_policy

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
        shown = str(value).lower() if isinstance(value, bool) else f"{value:g}"
        table.add_row(key.replace("_", " "), shown, tables.shown(reason))
    console.print(f"{tables.shown(chosen.name)}, {chosen.id}", style="bold")
    console.print(table)
    if run.settings.threshold is not None:
        console.print(f"Settings ask for a threshold of {run.settings.threshold:g} instead.", style="yellow")


def _rows(chosen: Policy) -> Iterator[tuple[str, float | bool, str]]:
    """Yield each number of a policy with its reason, in the policy's own order."""
    from tamis.screening.policy import REASONS

    for field in dataclasses.fields(chosen):
        if field.name != "name":
            reason = REASONS.get(field.name) or REASONS.get(field.name.removesuffix("_weight"), "")
            yield field.name, getattr(chosen, field.name), reason
