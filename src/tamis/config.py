"""Settings: what a user decides once instead of typing it every time. Read by the shells only.

In: `tamis.toml`, the `TAMIS_*` environment and a shell's flags. Out: one frozen `Settings`. Later beats earlier:

    defaults < tamis.toml < TAMIS_* < flags

`tamis.toml` is the file that `TAMIS_CONFIG` names, else `tamis.toml` in the home folder; never one that happens to lie
in the working directory, for an answer must not depend on where it was asked. The library takes arguments and must
not know this module.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tamis.errors import SettingsError

if TYPE_CHECKING:
    from tamis.refresh import Rules

FORMATS = ("table", "json", "jsonl", "csv")
"""What an answer can be printed as."""

COLOURS = ("auto", "always", "never")
"""When a table is coloured; `auto` is on a terminal, unless `NO_COLOR` is set."""

FILE_NAME = "tamis.toml"

_REFRESH = "TAMIS_REFRESH_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a shell works with.

    Attributes:
        home: The folder that holds the lists.
        lists: Watchlists to ask; None for every list that is loaded.
        policy: Name or file of the policy; None for the default one.
        threshold: Smallest score of a hit, 0 to 1; None for the policy's own.
        format: One of `FORMATS`.
        colour: One of `COLOURS`.
        refresh: How lists are refreshed, where the user sets anything of it; None for the defaults.
    """

    home: Path
    lists: tuple[str, ...] | None = None
    policy: str | None = None
    threshold: float | None = None
    format: str = "table"
    colour: str = "auto"
    refresh: Rules | None = None


def read_settings(flags: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that hold for one run.

    Args:
        flags: What the command line gave, by setting; None means not given.
        environment: The process's environment.

    Raises:
        SettingsError: a file that cannot be read, an unknown key or a wrong value; names the file or variable and key.
    """
    given = {key: _checked(key, value, f"--{key}") for key, value in flags.items() if value is not None}
    for key in _READERS.keys() - {"refresh"}:  # a table: its variables have names of their own
        text = environment.get(f"TAMIS_{key.upper()}", "")
        if key not in given and text.strip():
            given[key] = _checked(key, text, f"TAMIS_{key.upper()}")
    rules = _refresh_variables(environment)
    named = environment.get("TAMIS_CONFIG", "").strip()
    if named:
        given = {**_read_file(Path(named).expanduser()), **given}
    home = given.pop("home", None) or _default_home()
    if not named and (home / FILE_NAME).is_file():
        given = {**_read_file(home / FILE_NAME, inside_home=True), **given}
    if rules is not None:
        given["refresh"] = rules.over(given["refresh"]) if "refresh" in given else rules
    return Settings(home=home, **given)


def _refresh_variables(environment: Mapping[str, str]) -> Rules | None:
    """Return what `TAMIS_REFRESH_*` set; None where there is none."""
    found = {
        name.removeprefix(_REFRESH): text
        for name, text in environment.items()
        if name.startswith(_REFRESH) and text.strip()
    }
    if not found:
        return None
    from tamis.refresh.rules import read_variables

    try:
        return read_variables(found)
    except ValueError as error:
        raise SettingsError(f"{_REFRESH}*: {error}") from None


def _default_home() -> Path:
    from tamis.snapshots import default_home  # not at the top: reading settings is on the path of `tamis --help`

    return default_home()


def _read_file(path: Path, inside_home: bool = False) -> dict[str, Any]:
    """Return the checked settings of one TOML file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"TAMIS_CONFIG names {path}, which does not exist; correct it or unset it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    if inside_home and "home" in data:
        raise SettingsError(f"{path}: 'home' cannot be set in the home folder itself; use TAMIS_HOME or --home")
    out = {}
    for key, value in data.items():
        if key not in _READERS:
            raise SettingsError(f"{path}: unknown key {key!r}; {_nearest(key, tuple(_READERS))}")
        out[key] = _checked(key, value, f"{path}: {key}")
    return {key: _beside(path, key, value) for key, value in out.items()}


def _beside(path: Path, key: str, value: Any) -> Any:
    """Return a path of the file as seen from the file's own folder, not from wherever the command is typed."""
    if key == "home":
        return path.parent / value
    if key == "policy" and (path.parent / value).is_file():
        return str(path.parent / value)
    return value


def _checked(key: str, value: Any, where: str) -> Any:
    try:
        return _READERS[key](value)
    except ValueError as error:
        raise SettingsError(f"{where}: {error}") from None


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(known)}"


def _folder(value: Any) -> Path:
    path = Path(_text(value)).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{str(path)!r} is a file; give a folder")
    return path


def _text(value: Any) -> str:
    if not isinstance(value, str | Path) or not str(value).strip():
        raise ValueError(f"expected text, got {value!r}")
    return str(value).strip()


def _lists(value: Any) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not names:
        raise ValueError(f"expected names of lists, such as un,ofac-sdn, got {value!r}")
    return tuple(_text(name) for name in names)


def _fraction(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if isinstance(value, bool) or not 0 <= number <= 1:
        raise ValueError(f"expected a number from 0 to 1, got {value!r}")
    return number


def _refresh(value: Any) -> Rules:
    from tamis.refresh.rules import read_rules  # not at the top: reading settings is on the path of `tamis --help`

    return read_rules(value)


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        word = _text(value).lower()
        if word not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")
        return word

    return read


_READERS: dict[str, Callable[[Any], Any]] = {
    "home": _folder,
    "lists": _lists,
    "policy": _text,
    "threshold": _fraction,
    "format": _one_of(FORMATS),
    "colour": _one_of(COLOURS),
    "refresh": _refresh,
}
