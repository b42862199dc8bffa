"""Query: one party to screen, with the caller's reference; checked on entry, once."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.errors import QueryError, RecordError
from tamis.records.codec import decode, encode
from tamis.records.party import Name, Party

NAME_LIMIT = 1000
"""The longest name that is screened, in code points; the longest published name that we know has 388."""

_HARMLESS_CONTROLS = frozenset("\t\n\r\f\v\u0085")


def check_name(text: str) -> None:
    """Refuse a name that cannot mean anybody.

    Raises:
        QueryError: empty, only punctuation, over `NAME_LIMIT` code points, or holding control or half characters.
    """
    if not text.strip():
        raise QueryError("the name is empty; give a name to screen")
    if len(text) > NAME_LIMIT:
        raise QueryError(f"the name has {len(text):,} characters; at most {NAME_LIMIT:,} are screened")
    for char in "" if text.isprintable() else text:  # neither kind is printable: a million customers are asked quickly
        if char < "\xa0" and unicodedata.category(char) == "Cc" and char not in _HARMLESS_CONTROLS:
            raise QueryError(f"the name holds the control character U+{ord(char):04X}; is it text in another encoding?")
        if "\ud800" <= char <= "\udfff":
            raise QueryError(f"the name holds half a character (U+{ord(char):04X}); is it text in another encoding?")
    if not (text[0].isalnum() or any(map(str.isalnum, text))):
        raise QueryError(f"the name {text.strip()[:40]!r} holds no letter and no digit; give a name to screen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Party):
    """One party to screen.

    Attributes:
        reference: The caller's own reference, carried through to the answer.

    Raises:
        QueryError: neither a name nor an identifier, or a name that `check_name` refuses.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("kind", "names", "birth_dates", "countries", "reference")

    reference: str | None = None

    def __post_init__(self) -> None:
        if not self.names and not self.identifiers:
            raise QueryError("a query needs a name or an identifier")
        for name in self.names:
            check_name(name.text)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin; a name that is nothing but text is written as its text."""
        twin: dict[str, Any] = encode(self)
        twin["names"] = [name.text if name == Name(name.text) else encode(name) for name in self.names]
        return twin

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Query:
        """Return the query whose JSON twin is `data`; names may be texts.

        Raises:
            QueryError: unknown keys, wrong types, impossible dates, a name that cannot be screened.
        """
        try:
            return decode(cls, data)
        except RecordError as error:
            raise QueryError(str(error)) from None
