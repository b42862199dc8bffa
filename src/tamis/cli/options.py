"""What commands share before they run: the options every one takes, checked values, help in sections.

In: what was typed. Out: a `Run` with the settings and the format, and records gathered from options. What a single
word means is `typed`'s work; nothing here reads a list or prints an answer.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from tamis.config import FORMATS, Settings, read_settings

WIDTH = 100
"""The widest help text, in columns."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command is run with.

    Attributes:
        settings: File, environment and flags together.
        format: The format to answer in, one that the command has a meaning for.
        format_given: Whether `--format` was typed.
    """

    settings: Settings
    format: str
    format_given: bool


class _Sections(click.Command):
    """Writes each option under the section it belongs to."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options section by section, those without a section last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if row is not None:
                sections.setdefault(getattr(parameter, "section", "Options"), []).append(row)
        for title in sorted(sections, key=lambda title: title == "Options"):
            with formatter.section(title):
                formatter.write_dl(sections[title])


class SectionedCommand(_Sections):
    """A command with its options in sections."""


class SectionedGroup(_Sections, click.Group):
    """A group with its options in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first: they are what a newcomer looks for."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command typed; refuse an unknown one and name the nearest."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the commands are {', '.join(known)}"
            raise click.UsageError(f"unknown command {args[0]!r}; {hint}", ctx=ctx)
        return super().resolve_command(ctx, args)


class SectionedOption(click.Option):
    """An option that stands under a section of the help."""

    def __init__(self, *args: Any, section: str = "Options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


def option(*names: str, section: str = "Options", **kwargs: Any) -> Callable[[F], F]:
    """Declare an option under a section of the help."""
    return click.option(*names, cls=SectionedOption, section=section, **kwargs)


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep what was typed: before or after the command's name, the later one wins."""
    if value is not None:
        ctx.meta[f"tamis.{parameter.name}"] = value


home_option = click.option(
    "--home",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    expose_value=False,
    callback=_remember,
    help="Folder that holds the lists.  [default: TAMIS_HOME, else the platform's data folder]",
)
format_option = click.option(
    "--format",
    type=click.Choice(FORMATS, case_sensitive=False),
    expose_value=False,
    callback=_remember,
    help="How to print the answer.  [default: table]",
)
policy_option = option("--policy", metavar="NAME|FILE", section="Scoring", help="Weights and thresholds to score with.")


def gather(parameter: str, record: type[Any], *options: Callable[[Any], Any]) -> Callable[[F], F]:
    """Declare options whose values reach the command together, as one record.

    Args:
        parameter: The command's parameter that takes the record.
        record: A dataclass with one field for each option.
        options: The declarations.
    """
    fields = [field.name for field in dataclasses.fields(record)]

    def declare(function: F) -> F:
        @functools.wraps(function)
        def call(*args: Any, **arguments: Any) -> Any:
            arguments[parameter] = record(**{field: arguments.pop(field) for field in fields})
            return function(*args, **arguments)

        for one in reversed(options):
            call = one(call)
        return call  # type: ignore[return-value]

    return declare


def command(
    name: str, *, formats: tuple[str, ...], example: str, group: click.Command | None = None, **kwargs: Any
) -> Callable[[Callable[..., int | None]], click.Command]:
    """Declare a command that is called with a `Run` and its own arguments.

    Args:
        name: What is typed.
        formats: The formats it has a meaning for; any other is refused.
        example: What to type, for the end of its help.
        group: The group that it belongs to, where that is not `tamis` itself.
        kwargs: For `click.command`.
    """
    kwargs.setdefault("cls", SectionedCommand)
    examples = "\n".join(f"  {line}" for line in example.splitlines())

    def declare(function: Callable[..., int | None]) -> click.Command:
        @click.pass_context
        @functools.wraps(function)
        def call(ctx: click.Context, /, **arguments: Any) -> int | None:
            if ctx.invoked_subcommand is not None:  # a group's own answer is for when nothing follows its name
                return None
            return function(_open_run(ctx, formats), **arguments)

        kwargs.setdefault("short_help", (function.__doc__ or "").strip().partition("\n")[0].rstrip("."))
        make: Callable[[Any], click.Command] = click.command(name, epilog=f"Example:\n\n\b\n{examples}", **kwargs)
        declared = make(home_option(format_option(call)))
        if isinstance(group, click.Group):
            group.add_command(declared)
        return declared

    return declare


def _open_run(ctx: click.Context, formats: tuple[str, ...]) -> Run:
    given = ctx.meta.get("tamis.format")
    settings = read_settings({"home": ctx.meta.get("tamis.home"), "format": given})
    if settings.format not in formats:
        raise click.UsageError(
            f"'{ctx.command_path}' has no {settings.format} output; use --format {' or '.join(formats)}", ctx=ctx
        )
    return Run(settings=settings, format=settings.format, format_given=given is not None)
