"""The JSON twins of the records: one compiled encoder and decoder per dataclass.

In: a record, or what `json.loads` gave. Out: the other. Exact both ways: `decode(cls, encode(x)) == x`.
A key that the record does not have is an error, and every error names its path (`$.names[2].quality`).

Knows dataclasses, tuples, enums, dates, `None` unions, and records with a text twin (`TEXT_TWIN`: `parse` and
`__str__`, such as PartialDate). Fields equal to their default are left out unless the class lists them in `JSON_ALWAYS`
(`"*"` for all): a listing with forty empty fields is forty keys nobody reads.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import operator
import types
import typing
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from tamis.errors import RecordError

R = TypeVar("R")
Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]


class _FaultError(Exception):
    """A value that has no record: where it stands below the value that was decoded, and what is wrong with it."""

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__(text)
        self.text, self.path = text, path


def encode(record: Any) -> Any:
    """Return the JSON twin of a record: only dicts, lists, strings, numbers, booleans and None."""
    return _encoder(cast(Hashable, type(record)))(record)


def decode(cls: type[R], data: Any, path: str = "$") -> R:
    """Return the record of class `cls` whose twin is `data`.

    Raises:
        RecordError: an unknown or missing key, or a value of the wrong type; the message holds the path.
    """
    try:
        result: R = _decoder(cast(Hashable, cls))(data)
    except _FaultError as fault:
        raise RecordError(f"{path}{fault.path}: {fault.text}") from None
    return result


def field_decoder(cls: type, field: str) -> tuple[Decoder, Any]:
    """Return what decodes one field of a record's twin, and the value of the field where the twin has none."""
    default = next(one.default for one in dataclasses.fields(cls) if one.name == field)
    return _decoder(typing.get_type_hints(cls)[field]), default


def _as_is(value: Any) -> Any:
    return value


@functools.cache
def _encoder(hint: Hashable) -> Encoder:
    """Return the encoder for a type hint."""
    if dataclasses.is_dataclass(hint):
        if getattr(hint, "TEXT_TWIN", False):
            return str
        return _record_encoder(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return lambda value: value.value
    if hint is dt.date or hint is dt.datetime:
        return lambda value: value.isoformat()
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = _encoder(typing.get_args(hint)[0])
        if item is _as_is:
            return list
        return lambda values: [item(value) for value in values]
    if origin in (types.UnionType, typing.Union):
        inner = _encoder(_without_none(hint))
        return lambda value: None if value is None else inner(value)
    return _as_is


def _record_encoder(cls: Any) -> Encoder:
    hints = typing.get_type_hints(cls)
    always = getattr(cls, "JSON_ALWAYS", ())
    fields = [
        (field.name, _encoder(hints[field.name]), field.default, "*" in always or field.name in always)
        for field in dataclasses.fields(cls)
    ]
    values_of = operator.attrgetter(
        *(name for name, *_ in fields), "__class__"
    )  # with one more, for a tuple of one too

    def run(record: Any) -> dict[str, Any]:
        out = {}
        for (name, inner, default, keep), value in zip(fields, values_of(record), strict=False):
            if keep or (value is not default and value != default):
                out[name] = value if type(value) is str and inner is _as_is else inner(value)
        return out

    return run


def _without_none(hint: Any) -> Any:
    rest = [arg for arg in typing.get_args(hint) if arg is not type(None)]
    if len(rest) != 1:  # the records hold no other unions
        raise TypeError(f"no JSON twin for {hint}")
    return rest[0]


@functools.cache
def _decoder(hint: Hashable) -> Decoder:
    """Return the decoder for a type hint: takes the JSON value, raises _FaultError."""
    if dataclasses.is_dataclass(hint):
        if getattr(hint, "TEXT_TWIN", False):
            return _text_decoder(hint)
        return _record_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _enum_decoder(hint)
    if hint is dt.date:
        return _date_decoder
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(hint)[0])
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(_without_none(hint))
        return lambda value: None if value is None else inner(value)
    return _plain_decoder(hint)


def _plain_decoder(hint: Any) -> Decoder:
    accepted = (int, float) if hint is float else hint

    def run(value: Any) -> Any:
        if not isinstance(value, accepted) or (isinstance(value, bool) and hint is not bool):
            raise _FaultError(f"expected {hint.__name__}, got {type(value).__name__}")
        return hint(value) if hint is float else value

    return run


def _enum_decoder(hint: type[enum.Enum]) -> Decoder:
    known = {member.value: member for member in hint}

    def run(value: Any) -> Any:
        try:
            return known[value]
        except (KeyError, TypeError):
            raise _FaultError(f"{value!r} is none of {', '.join(map(str, known))}") from None

    return run


def _date_decoder(value: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (ValueError, TypeError):
        raise _FaultError(f"{value!r} is not a date YYYY-MM-DD") from None


def _text_decoder(hint: Any) -> Decoder:
    parse = functools.lru_cache(maxsize=20_000)(hint.parse)  # days of birth come again from listing to listing

    def run(value: Any) -> Any:
        if not isinstance(value, str):
            raise _FaultError(f"expected text, got {type(value).__name__}")
        try:
            return parse(value)
        except ValueError as error:
            raise _FaultError(str(error)) from None

    return run


def _tuple_decoder(hint: Any) -> Decoder:
    item = _decoder(hint)

    def run(value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            raise _FaultError(f"expected a list, got {type(value).__name__}")
        out: list[Any] = []
        try:
            out.extend(map(item, value))
        except _FaultError as fault:
            raise _FaultError(fault.text, f"[{len(out)}]{fault.path}") from None
        return tuple(out)

    return run


def _record_decoder(cls: Any) -> Decoder:
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields}
    plain = {field.name for field in fields if hints[field.name] in (str, str | None)}
    required = frozenset(field.name for field in fields if field.default is dataclasses.MISSING)
    shorthand = getattr(cls, "JSON_SHORTHAND", None)

    def run(value: Any) -> Any:
        if shorthand is not None and isinstance(value, str):
            value = {shorthand: value}
        if not isinstance(value, dict):
            raise _FaultError(f"expected an object, got {type(value).__name__}")
        arguments = {}
        for key, one in value.items():
            if key in plain and type(one) is str:  # most values are: a call less for each
                arguments[key] = one
                continue
            inner = decoders.get(key)
            if inner is None:
                raise _FaultError(f"unknown key {key!r}; {cls.__name__} has {', '.join(decoders)}")
            try:
                arguments[key] = inner(one)
            except _FaultError as fault:
                raise _FaultError(fault.text, f".{key}{fault.path}") from None
        if not required <= arguments.keys():
            missing = next(field.name for field in fields if field.name in required and field.name not in arguments)
            raise _FaultError(f"{missing!r} is missing")
        try:
            return cls(**arguments)
        except ValueError as error:
            raise _FaultError(str(error)) from None

    return run
