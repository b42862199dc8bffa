"""From arguments to an exit status: what every command has in common when it ends well, badly or early.

In: the arguments. Out: the exit status; where something is wrong, exactly one line on standard error that says what,
where and what to do. This is the one place that turns exceptions into words; it must not know any command.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from tamis.cli.app import tamis
from tamis.cli.status import DONE, INTERRUPTED, READER_LEFT, REFUSED
from tamis.cli.visible import one_line
from tamis.errors import TamisError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: What was typed after `tamis`; None for `sys.argv`.

    Returns:
        The exit status: 0 done, 1 done in part, 2 bad usage or input and nothing done, 3 a hit with --fail-on-hit,
        130 interrupted, 141 the reader of a pipe left before the end.
    """
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    try:
        status = tamis.main(args=arguments, prog_name="tamis", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else DONE
    except click.UsageError as error:
        return _refuse(_usage(error))
    except (click.ClickException, TamisError) as error:
        return _refuse(error.format_message() if isinstance(error, click.ClickException) else str(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_left()
        return _refuse(_system_error(error)) if error.errno else _bug(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, a user gets one line and no traceback
        return _bug(error)


def _usage(error: click.UsageError) -> str:
    """Return click's message in our manner; where it does not say what to type, the help does."""
    text = error.format_message()
    text = text[:1].lower() + text[1:].rstrip(".").replace(". Did", "; did").replace(". (Did", " (did")
    if "?" in text or ";" in text:
        return text
    return f"{text}; see '{error.ctx.command_path if error.ctx else 'tamis'} --help'"


def _system_error(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _refuse(message: str) -> int:
    click.echo(f"tamis: {one_line(message)}", file=sys.stderr)
    return REFUSED


def _bug(error: Exception) -> int:
    """Say in one line that tamis is at fault; show the traceback to those who ask for it."""
    if os.environ.get("TAMIS_DEBUG"):
        import traceback

        traceback.print_exception(error)
        return REFUSED
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return _refuse(f"{what}; this is a bug in tamis, set TAMIS_DEBUG=1 to see where")


def _reader_left() -> int:
    """End quietly when the reader of a pipe (`| head`) has gone; Python must not flush into it again at exit."""
    with contextlib.suppress(OSError, ValueError):  # standard output may be no real file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return READER_LEFT


def _never_fail_to_encode(stream: TextIO) -> None:
    """Let a character that the terminal's encoding lacks come out as an escape instead of ending the run."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
