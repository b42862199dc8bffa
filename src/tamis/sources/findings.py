"""Findings: what a parser met and did not know, each thing once with a count.

In: notes while parsing. Out: `Publication.unread` and `.warnings`. Knows nothing of publishers.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """A counter of notes; the first place where a thing was met is shown, the others are counted.

    Attributes:
        unread: Elements or columns that were not read, with how often and where first.
        warnings: What a person should know.
    """

    _unread: dict[str, tuple[str, int]] = field(default_factory=dict)
    _warnings: dict[str, tuple[str, int]] = field(default_factory=dict)

    def note_unread(self, what: str, where: str) -> None:
        """Count an element, column or code that is not known.

        Args:
            what: The thing, the same text each time.
            where: The listing; only the first is shown.
        """
        _count(self._unread, what, where)

    def warn(self, what: str, where: str = "") -> None:
        """Count something that a person should know."""
        _count(self._warnings, what, where)

    @property
    def unread(self) -> tuple[str, ...]:
        """Each unread thing once, in order of appearance: `INDIVIDUAL/HEIGHT: 12, first in QDi.001`."""
        return tuple(f"{what}: {count}, first in {where}" for what, (where, count) in self._unread.items())

    @property
    def warnings(self) -> tuple[str, ...]:
        """Each warning once, in order of appearance."""
        return tuple(_worded(what, where, count) for what, (where, count) in self._warnings.items())


def _count(notes: dict[str, tuple[str, int]], what: str, where: str) -> None:
    first, count = notes.get(what, (where, 0))
    notes[what] = (first, count + 1)


def _worded(what: str, where: str, count: int) -> str:
    text = f"{where}: {what}" if where else what
    return f"{text} (and {count - 1} more)" if count > 1 else text
