"""The tree of commands, each loaded when it is typed.

In: nothing. Out: the click group `tamis`. A command's module is named here and imported on first use, so that
`tamis lists` never pays for what `tamis scan` needs.
"""

from __future__ import annotations

import importlib
import sys

import click

from tamis.cli.options import WIDTH, SectionedGroup, format_option, home_option

COMMANDS = {
    "demo": "tamis.cli.demo:demo",
    "refresh": "tamis.cli.refreshing:refresh",
    "import": "tamis.cli.importing:import_list",
    "lists": "tamis.cli.lists:lists",
    "show": "tamis.cli.show:show",
    "changes": "tamis.cli.changes:changes",
    "history": "tamis.cli.history:history",
    "screen": "tamis.cli.screen:screen",
    "compare": "tamis.cli.compare:compare",
    "batch": "tamis.cli.batch:batch",
    "scan": "tamis.cli.scan:scan",
    "find": "tamis.cli.find:find",
    "policy": "tamis.cli.policy:policy",
}
"""Command -> module:function, in the order a newcomer needs them."""


class LazyGroup(SectionedGroup):
    """A group that imports a command's module when the command is typed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the names of all commands, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """Return the command, or None where there is no such command."""
        home = COMMANDS.get(cmd_name)
        if home is None:
            return None
        module, _, function = home.partition(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from tamis.screening.score import ENGINE

        front_door = sys.modules["tamis"]  # loaded before any of its modules; none of them imports it
        click.echo(f"tamis {front_door.__version__}, {ENGINE}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"max_content_width": WIDTH, "help_option_names": ["-h", "--help"]},
    epilog='Begin with:\n\n\b\n  tamis demo\n  tamis refresh un\n  tamis screen "Hafiz Saeed"',
)
@home_option
@format_option
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
@click.pass_context
def tamis(ctx: click.Context) -> None:
    """Screen names and documents against the sanctions and terror lists, and say why.

    Exit status: 0 done; 1 done in part; 2 bad usage or input, nothing done, one line says what; 3 a hit, with
    --fail-on-hit.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
